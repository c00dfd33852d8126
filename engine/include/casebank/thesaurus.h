/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that mean the same, or nearly, for the people who search: "praktik" is now "oplæring",
 * "SSA" is a social- og sundhedsassistent. Read from one plain text file that an editor keeps; its
 * form is told at the top of the shipped one (engine/danish/thesaurus.txt).
 *
 * A thesaurus never changes once it is read: any number of threads may use it, and a daemon reloads
 * it by reading a new one.
 */
#ifndef CASEBANK_THESAURUS_H
#define CASEBANK_THESAURUS_H

#include <casebank/analyzer.h>

G_BEGIN_DECLS

typedef struct CbThesaurus CbThesaurus;

/**
 * CbSynonym:
 * @text: as it is written in the file: what people are shown.
 * @stems: the stems of its words in order, NULL-terminated; several words are searched as a phrase.
 * @weight: what a match through it counts beside a match of the word itself, above 0 and at most 1.
 * @related: not the same but near, or the opposite: offered to the person, never searched for.
 * @line: where it stands in the file, from 1.
 */
typedef struct {
    char *text;
    char **stems;
    double weight;
    gboolean related;
    guint line;
} CbSynonym;

/** The longest entry, in words; longer ones are an error in the file. */
#define CB_MAX_SYNONYM_WORDS 8

/**
 * cb_thesaurus_load:
 * @analyzer: makes the stems; must be of the same analysis as the one that will read queries. Not
 * kept.
 *
 * Errors: CB_ERROR_IO (missing, unreadable), CB_ERROR_BAD_FILE with the number of the line and what
 * is wrong with it: no or a bad weight, an entry without a word, a word that is its own synonym, a
 * pair that an earlier line gave already.
 */
CbThesaurus *cb_thesaurus_load(const char *path, CbAnalyzer *analyzer, GError **error);

/**
 * cb_thesaurus_parse:
 * @text: the content of a file, @length bytes.
 * @name: what messages call it.
 *
 * Errors: CB_ERROR_BAD_FILE as for cb_thesaurus_load().
 */
CbThesaurus *cb_thesaurus_parse(const char *text, gsize length, const char *name,
                                CbAnalyzer *analyzer, GError **error);

/**
 * cb_thesaurus_default_path:
 *
 * Returns: (transfer full): where the shipped thesaurus of the running program lies: beside the
 * program (a build folder), else in the data folder of the installation. The file need not exist.
 */
char *cb_thesaurus_default_path(void);
#define CB_THESAURUS_FILE_NAME "thesaurus.txt"

/** Whether its stems are those that @analyzer gives: it was made by the same analysis. */
gboolean cb_thesaurus_fits(const CbThesaurus *thesaurus, const CbAnalyzer *analyzer);
CbThesaurus *cb_thesaurus_ref(CbThesaurus *thesaurus);
void cb_thesaurus_unref(CbThesaurus *thesaurus);

/**
 * cb_thesaurus_find:
 * @stems: stems of @count words that follow each other in a query.
 *
 * Groups are never chained: what is returned has no synonyms of its own for this search.
 *
 * Returns: (transfer none) (nullable): CbSynonym*, in the file's order; NULL when the words are no
 * entry.
 */
const GPtrArray *cb_thesaurus_find(const CbThesaurus *thesaurus, const char *const *stems,
                                   guint count);

/** The number of words of the longest entry: no longer run of words needs to be tried. */
guint cb_thesaurus_longest(const CbThesaurus *thesaurus);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbThesaurus, cb_thesaurus_unref)

G_END_DECLS

#endif
