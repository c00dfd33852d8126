/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion for a search box, from the words and titles of the cases. Names of people that stand
 * in the texts are not offered. */
#ifndef CASEBANK_SUGGEST_H
#define CASEBANK_SUGGEST_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef enum {
    CB_SUGGESTION_WORD,  /* the last word, completed */
    CB_SUGGESTION_PART,  /* a compound with a later part that begins as the last word does */
    CB_SUGGESTION_TITLE, /* the title of a case that has the words */
} CbSuggestionKind;

/** "word", "part", "title". Static. */
const char *cb_suggestion_kind_name(CbSuggestionKind kind);

/**
 * CbSuggestion:
 * @text: what to search for: the words that were typed with the last one completed; of a title,
 *   the title.
 * @cases: how many cases have the completed word, in any inflection; of a title 1.
 * @case_id: (nullable): of a title, the case.
 */
typedef struct {
    char *text;
    CbSuggestionKind kind;
    guint cases;
    char *case_id;
} CbSuggestion;

void cb_suggestion_free(CbSuggestion *suggestion);

#define CB_SUGGESTIONS 8
#define CB_MAX_SUGGESTIONS 50

/**
 * cb_suggest:
 * @text: what has been typed so far; any bytes. After a space at the end there is no word to
 *   complete, and titles alone are offered.
 * @max: at most so many, 1 to CB_MAX_SUGGESTIONS.
 *
 * Words that begin with the last word come first, those of most cases before others; then compounds
 * with such a later part; then titles. All words of one stem are one suggestion. A quarter of the
 * places is kept for titles when there are any.
 *
 * Follows a newly published generation. Errors: as cb_search(), and CB_ERROR_USAGE for @max.
 *
 * Returns: (transfer full) (element-type CbSuggestion): maybe empty; NULL on an error.
 */
GPtrArray *cb_suggest(CbIndex *index, const char *text, guint max, GError **error);

/** (transfer full): {"version":1,"text":...,"suggestions":[{"text","kind","cases","case_id"}]};
 * "case_id" is null for words. */
char *cb_suggestions_to_json(const char *text, const GPtrArray *suggestions, gboolean pretty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSuggestion, cb_suggestion_free)

G_END_DECLS

#endif
