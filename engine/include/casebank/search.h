/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking an index: a request in, an answer out. The answer holds everything that the command line
 * and the web site show, and cb_answer_to_json() writes it in the one JSON shape of docs/API.md.
 */
#ifndef CASEBANK_SEARCH_H
#define CASEBANK_SEARCH_H

#include <casebank/index.h>
#include <casebank/thesaurus.h>

G_BEGIN_DECLS

typedef enum { CB_SORT_RELEVANCE, CB_SORT_DATE } CbSort; /* date: newest first, undated last */

/** A way in which a word of the query may stand in a case. */
typedef enum {
    CB_WAY_WORD,    /* as itself, or as a part of a compound */
    CB_WAY_JOINED,  /* together with its neighbour in the query, as one word */
    CB_WAY_PARTS,   /* a compound whose parts stand apart */
    CB_WAY_SYNONYM, /* as a word of the thesaurus */
} CbWayKind;

/**
 * CbRankOptions: the second stage of ranking, piece by piece. docs/QUERY.md says what each is
 * worth.
 * @depth: how many of the cases that the first stage ranks best are ranked again; 0: none.
 * @title, @lead, @body, @attachment: what a word counts by where it stands.
 * @ocr: what a word on a recognised page (a scan) counts of that, 0 to 1.
 * @b_title, @b_body, @b_attachment: how much the length of that text divides it, 0 to 1.
 * @k1: how soon more of the same word stops counting.
 * @parts: what a compound of the query counts when its parts stand apart; 0: nothing.
 * @passage: what the best passage counts beside the whole case, for a query of several words.
 * @passage_single: the same for one word.
 * @k1_passage, @b_passage: as above, for passages.
 * @coverage: the power of the share of the query that a case has; 0: it does not count.
 */
typedef struct {
    guint depth;
    double title, lead, body, attachment;
    double ocr;
    double b_title, b_body, b_attachment;
    double k1;
    double parts;
    double passage, passage_single;
    double k1_passage, b_passage;
    double coverage;
} CbRankOptions;

/** The setting that searches use: chosen by tests/bench/rank_grid. */
extern const CbRankOptions cb_rank_defaults;
/** The greatest @depth. */
#define CB_MAX_RANK_DEPTH 1000

/**
 * cb_rank_options_set:
 * @setting: "name=value", the name as in #CbRankOptions.
 *
 * Errors: CB_ERROR_USAGE, which lists the names.
 */
gboolean cb_rank_options_set(CbRankOptions *options, const char *setting, GError **error);

/**
 * CbRequest:
 * @text: the query in the language of docs/QUERY.md. "" with filters gives all that the filters
 * leave; "" alone, every case.
 * @page: from 1.
 * @per_page: 1 to CB_MAX_PER_PAGE.
 * @municipalities, @types, @topics: (nullable): NULL-terminated; a case must have one of each list
 * that is not empty. Compared by cb_fold_key().
 * @year_from, @year_to: inclusive; 0 for open.
 * @max_passages: passages shown a case, 0 to CB_MAX_PASSAGES.
 * @no_relax: only cases with all the words.
 * @thesaurus: (nullable): widens the words of the query; NULL: none.
 * @no_compounds: no word is found inside a longer one, and none is divided.
 * @exact: every word as if it had "=" before it: these forms alone.
 * @rank: (nullable): NULL: #cb_rank_defaults.
 *
 * All is borrowed. Start from CB_REQUEST_INIT.
 */
typedef struct {
    const char *text;
    guint page, per_page;
    CbSort sort;
    const char *const *municipalities;
    const char *const *types;
    const char *const *topics;
    guint year_from, year_to;
    guint max_passages;
    gboolean no_relax;
    CbThesaurus *thesaurus;
    gboolean no_compounds;
    gboolean exact;
    const CbRankOptions *rank;
} CbRequest;
#define CB_REQUEST_INIT                                                                            \
    {                                                                                              \
        .text = "", .page = 1, .per_page = 10, .max_passages = 3                                   \
    }
#define CB_MAX_PER_PAGE 100
#define CB_MAX_PASSAGES 10
#define CB_MAX_QUERY_BYTES 10000 /* the rest of a longer query is left out, with a note */

/** What a stretch of a text matched by. */
typedef enum {
    CB_MARK_WORD,    /* a word of the query, in any inflection */
    CB_MARK_PART,    /* a part of a compound: of the text's, or of the query's */
    CB_MARK_SYNONYM, /* a word of the thesaurus */
} CbMarkKind;

/** "word", "part", "synonym": for programs. Static. */
const char *cb_mark_kind_name(CbMarkKind kind);

/** A stretch of a text that matched, in Unicode code points of that text: [start, end). */
typedef struct {
    guint start, end;
    CbMarkKind kind;
} CbMark;

typedef struct {
    gboolean from_attachment;
    char *attachment; /* name, or NULL */
    guint page;       /* physical page of the attachment, 0 for page text */
    char *page_label; /* or NULL */
    gboolean ocr;     /* recognised on a picture of the page: may have wrong letters */
    char *heading;    /* or NULL */
    char *url;     /* where it opens: "...pdf#page=4", "...html#anchor"; or NULL when neither URL is
                      known */
    char *source;  /* path of the file below its source folder, or NULL */
    char *text;    /* the snippet */
    GArray *marks; /* CbMark, in order, not overlapping */
} CbPassage;

typedef struct {
    char *case_id;
    CbCaseKind kind;
    char *title;
    char **municipalities;
    char *url, *source;
    char *updated; /* "YYYY-MM-DD" or NULL */
    double score;
    gboolean relaxed;       /* lacks some of the query's words */
    char *summary;          /* the lead, cut at a sentence or word end */
    char *contact;          /* only when the query asked `kontakt:`; else NULL */
    GPtrArray *passages;    /* CbPassage*, best first */
    GPtrArray *attachments; /* CbAttachment*, without pages */
    GPtrArray *also_in;     /* CbAlsoIn* */
} CbHit;

typedef struct {
    char *value;
    guint count;
} CbFacetValue;

typedef struct {
    const char *name;  /* "municipality", "type", "year", "topic"; static */
    GPtrArray *values; /* CbFacetValue*, most first (years: newest first) */
} CbFacet;

/**
 * CbExpansion: words of the query and what the thesaurus has for them.
 * @word: as written in the query; several words for an entry of several.
 * @added: as the thesaurus writes them; those of one weight together.
 * @weight: what a match through them counts beside one of the word; 0 when only offered.
 * @found: those of @added that some case has. The others were searched for too, but there is
 *   nothing to tell a person about them.
 */
typedef struct {
    char *word;
    char **added;
    double weight;
    char **found;
} CbExpansion;

typedef struct {
    char *text;            /* the query as given */
    char *interpreted;     /* the query as understood, in its own language */
    gboolean is_relaxed;   /* @relaxed_from is meant */
    guint relaxed_from;    /* how many strict hits there are */
    GPtrArray *expansions; /* CbExpansion*: searched for too */
    GPtrArray *related;    /* CbExpansion*: near or opposite; offered, not searched for */
    char *suggestion;      /* "Mente du": the query with its misspelt words corrected, or NULL */
    gboolean suggestion_applied; /* nothing was found for @text: the hits are @suggestion's, and
                                    a note says so */
    GPtrArray *notes;            /* char*, Danish, for the person who asked */
    guint total;                 /* strict and relaxed hits together: exact */
    guint page, per_page;
    double took_ms;
    GPtrArray *hits;   /* CbHit* */
    GPtrArray *facets; /* CbFacet*; counted over all hits, the relaxed ones too */
} CbAnswer;

/**
 * cb_search:
 *
 * Runs one search: follows a newly published generation, ranks the cases, fetches the passages of
 * the cases on the page. The whole of it is retried when the index changes underneath, at most
 * three times.
 *
 * Returns: (transfer full): the answer, or NULL with CB_ERROR_BUSY, CB_ERROR_INDEX_DAMAGED,
 * CB_ERROR_INDEX_VERSION, or CB_ERROR_USAGE (page or per_page out of range). A query with mistakes
 * is never an error: see notes.
 */
CbAnswer *cb_search(CbIndex *index, const CbRequest *request, GError **error);
void cb_answer_free(CbAnswer *answer);

/**
 * cb_answer_to_json:
 * @pretty: indent for people.
 *
 * Returns: (transfer full): the answer in version 1 of the JSON shape, UTF-8, no newline at the
 * end.
 */
char *cb_answer_to_json(const CbAnswer *answer, gboolean pretty);

/** A whole case (from cb_index_case()) as JSON: the fields of a hit, plus "lead", "topics",
 * "sections":[{"heading","anchor", "text"}], and in each attachment
 * "pages_text":[{"page","label","text"}]. The contact is left out unless @with_contact. */
char *cb_case_to_json(const CbCase *item, gboolean with_contact, gboolean pretty);

/** Status as JSON: the shape of `casebank status --format json` (docs/API.md); @sources (nullable):
 * CbSourceCount* for "source_list"; @files (nullable): CbFileRecord* for "file_list"; @titles
 * (nullable): id -> title, of the cases that lack a file. */
char *cb_status_to_json(const CbStatus *status, const GPtrArray *sources, const GPtrArray *files,
                        GHashTable *titles, gboolean pretty);

/** The text as HTML with <mark> around the marks (<mark class="synonym"> around synonyms),
 * everything else escaped. */
char *cb_marks_to_html(const char *text, const GArray *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbAnswer, cb_answer_free)

G_END_DECLS

#endif
