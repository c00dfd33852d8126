/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies where in an index: term prefixes, value slots, metadata keys. The one place that the
 * writer, the reader and search agree on; docs/INDEX_FORMAT.md explains it to people. A change here
 * is a new CB_SCHEMA_VERSION.
 *
 * A generation holds two Xapian databases. `cases` has one document a case, with the terms of the
 * whole case: it decides which cases are hits. `passages` has one document a passage (a lead, a
 * section, a page of a PDF; long ones in pieces), and keeps nothing but its text: the words of
 * passages are counted in the file `positions`.
 */
#ifndef CB_INDEX_SCHEMA_H
#define CB_INDEX_SCHEMA_H

/* --- Terms of `cases`. Stems and keys are folded, so a lower-case letter or digit follows every
 * prefix. ------- */
#define CB_TERM_STEM                                                                               \
    "Z" /* stem of a word; field-weighted wdf, also of where it is inside compounds */
#define CB_TERM_PART                                                                               \
    "K" /* stem of a part of a compound, or of several next to each other, that is no word of the  \
           case: a case has a stem under one of the two */
#define CB_TERM_TITLE                                                                              \
    "S" /* stem in the title, of a word or a part: `titel:`; wdf by CB_WHOLE_UNITS,                \
           CB_PART_UNITS */
#define CB_TERM_FILE "XF"    /* stem in an attachment's name or title: `fil:` */
#define CB_TERM_CONTACT "XC" /* form in the contact block: `kontakt:`, never searched otherwise */
/* Boolean terms, values by cb_fold_key(). */
#define CB_TERM_ID "Q" /* case id as it is */
#define CB_TERM_MUNICIPALITY "XM"
#define CB_TERM_TYPE "XT" /* document type of an attachment */
#define CB_TERM_YEAR "XY" /* four digits: the year of CB_VALUE_DATE */
#define CB_TERM_TOPIC "XO"
#define CB_TERM_KIND "XK" /* cb_case_kind_name() */
#define CB_TERM_HAS                                                                                \
    "XH" /* "effekt": tells of an effect; "pdf": has an attachment that was read                   \
          */

/** Positions between one text of a case and the next: no phrase reaches over them. */
#define CB_POSITION_GAP 100

/* --- Value slots of `cases`.
 * --------------------------------------------------------------------------- */
enum {
    CB_VALUE_DATE = 1, /* "YYYY-MM-DD": "Sidst opdateret", else (a document) the PDF's date; absent
                          when unknown */
    CB_VALUE_FACETS =
        2, /* packed: for each of CbFacetId a count and that many numbers into its dictionary */
};

/** Facets, in the order of CB_VALUE_FACETS. A year's numbers are the years themselves; the others
 * index a dictionary. */
typedef enum {
    CB_FACET_MUNICIPALITY,
    CB_FACET_TYPE,
    CB_FACET_YEAR,
    CB_FACET_TOPIC,
    CB_N_FACETS
} CbFacetId;

/* --- Metadata of `cases`.
 * ------------------------------------------------------------------------------ */
#define CB_META_SCHEMA "casebank.schema" /* CB_SCHEMA_VERSION as text */
#define CB_META_FEATURES                                                                           \
    "casebank.features"                      /* names of features a reader must know, one a line   \
                                              */
#define CB_META_ANALYSIS "casebank.analysis" /* cb_analyzer_fingerprint() */
#define CB_META_STATUS "casebank.status"     /* packed CbStatus */
#define CB_META_FACET "casebank.facet."      /* + facet name: packed count and display values */

/* --- How much a word counts in `cases`, by where it stands (wdf increments).
 * ---------------------------- */
enum {
    CB_WEIGHT_TITLE = 6,
    CB_WEIGHT_LEAD = 3,
    CB_WEIGHT_HEADING = 2,
    CB_WEIGHT_BODY = 2,
    CB_WEIGHT_FILE_NAME = 2,
};

/** A whole word counts twice what a part of one does. */
enum {
    CB_WHOLE_UNITS = 2,
    CB_PART_UNITS = 1,
};

/** What a case says first is what it is about, whether it is set as a lead or not. */
#define CB_LEAD_WORDS 40

#endif
