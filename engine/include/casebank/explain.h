/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a case is a hit of a search or not, and how its score comes about: what `casebank explain`
 * shows.
 */
#ifndef CASEBANK_EXPLAIN_H
#define CASEBANK_EXPLAIN_H

#include <casebank/search.h>

G_BEGIN_DECLS

typedef enum {
    CB_FOUND_NO,
    CB_FOUND_RELAXED, /* it lacks some of the query's words */
    CB_FOUND_STRICT,
} CbFound;

/** "no", "relaxed", "strict". Static. */
const char *cb_found_name(CbFound found);

/** A text of a case. */
typedef enum {
    CB_PLACE_TITLE,
    CB_PLACE_LEAD,
    CB_PLACE_SECTION,      /* heading and text */
    CB_PLACE_PAGE,         /* of an attachment */
    CB_PLACE_FILE,         /* the name or title of an attachment */
    CB_PLACE_MUNICIPALITY, /* the municipality's name */
} CbPlaceKind;

/** "title", "lead", "section", "page", "file", "municipality". Static. */
const char *cb_place_kind_name(CbPlaceKind kind);

/**
 * CbExplainedPlace: where a form stands.
 * @name: (nullable): the section's heading, the attachment's name.
 * @page, @page_label: of an attachment; 0 and NULL elsewhere.
 * @count: how often it stands there.
 */
typedef struct {
    CbPlaceKind kind;
    char *name;
    guint page;
    char *page_label;
    guint count;
} CbExplainedPlace;

/** "word", "joined", "parts", "synonym". Static. */
const char *cb_way_kind_name(CbWayKind kind);

#define CB_MAX_EXPLAINED_FORMS 8
#define CB_MAX_EXPLAINED_PLACES 5

/**
 * CbExplainedForm: a word of the case's text, as it is written there.
 * @text: the whole word; of a synonym of several words, all of them.
 * @part: (nullable): the part of it that fits the query's word; NULL: all of it.
 * @way: how it stands for the query's word.
 * @synonym: (nullable): the entry of the thesaurus, when @way is CB_WAY_SYNONYM.
 * @counts: whether the case has the word by it. Not so when the query asks for other forms (=word)
 *   or another place (titel:word), or when parts of a compound are lacking.
 * @count: how often it stands in the case.
 * @places: CbExplainedPlace*, most first; CB_MAX_EXPLAINED_PLACES at most.
 * @n_places: how many there are.
 */
typedef struct {
    char *text, *part;
    CbWayKind way;
    char *synonym;
    gboolean counts;
    guint count;
    GPtrArray *places;
    guint n_places;
} CbExplainedForm;

/**
 * CbExplainedWay: what one way for a word to stand gives to the score.
 * @text: the word, joined form or synonym.
 * @title, @lead, @body, @attachment: occurrences, as they are counted: one in a compound is a half.
 *   Of several stems, those of the rarest.
 * @ocr: those of @attachment on recognised pages; each counts CbRankOptions.ocr of one.
 * @frequency: all of them, weighed by field, length and the way's weight.
 */
typedef struct {
    CbWayKind kind;
    char *text;
    double title, lead, body, attachment;
    double ocr;
    double frequency;
} CbExplainedWay;

/**
 * CbExplainedWord: a word of the query.
 * @text: as written.
 * @found: whether the case has it.
 * @optional: one of several that are as good (ELLER).
 * @count: how often it stands in the case, by forms that count; 0 when only its parts stand there,
 *   apart.
 * @forms: CbExplainedForm*: those that count first, the word itself before synonyms before parts,
 *   then most first; CB_MAX_EXPLAINED_FORMS at most.
 * @n_forms: how many there are.
 * @ways: CbExplainedWay*: those that the case has.
 * @n_cases: cases of the index that have the word; of very common ones, reckoned from above.
 * @idf: how rare it is.
 * @frequency: the sum over @ways.
 * @score: what it gives to the score.
 */
typedef struct {
    char *text;
    gboolean found, optional;
    guint count;
    GPtrArray *forms;
    guint n_forms;
    GPtrArray *ways;
    guint n_cases;
    double idf, frequency, score;
} CbExplainedWord;

/**
 * CbRemoval: something that the query or the request asks for and the case has not, or the other
 * way round.
 * @kind: for programs: "municipality", "type", "topic", "year", "has", "title", "file", "contact",
 *   "phrase", "exact", "prefix", "word", "words", "any", "all", "not", "strict-only", "enough",
 *   "coverage". Static.
 * @text: the part of the query, in its language; of a filter of the request, as if it were one.
 * @reason: one Danish sentence without a full stop.
 */
typedef struct {
    const char *kind;
    char *text, *reason;
} CbRemoval;

/**
 * CbExplanation:
 * @text, @interpreted, @expansions, @related, @suggestion, @suggestion_applied, @notes: as in
 *   #CbAnswer.
 * @case_id, @title: of the case; @title may be NULL.
 * @place: in the whole list of hits, from 1; 0 when it is no hit.
 * @total: hits.
 * @listed_score: what the list shows; 0 when it is no hit.
 * @words: CbExplainedWord*, in the query's order.
 * @passage: (nullable): the passage that gives most, with a snippet. Its addresses are NULL.
 * @passage_score: what it gives.
 * @coverage: the factor for how much of the query the case has.
 * @score: (the sum over @words + @passage_score) * @coverage: the case's score, hit or not. It is
 *   @listed_score, unless the case lies below CbRankOptions.depth, another order was asked for, or
 *   the query has no word that is scored (fil:planche).
 * @removed_by: CbRemoval*; empty for a hit.
 */
typedef struct {
    char *text, *interpreted;
    GPtrArray *expansions, *related;
    char *suggestion;
    gboolean suggestion_applied;
    GPtrArray *notes;
    char *case_id, *title;
    CbFound found;
    guint place, total;
    double listed_score;
    GPtrArray *words;
    CbPassage *passage;
    double passage_score, coverage, score;
    GPtrArray *removed_by;
} CbExplanation;

/**
 * cb_explain:
 * @request: the search; its pages do not matter.
 * @case_id: valid UTF-8.
 *
 * Asks as cb_search() does, and reads the whole case. Takes as long as a search that ranks every
 * hit, and the analysis of the case's texts.
 *
 * Errors: CB_ERROR_NOT_FOUND: no such case; the message names the nearest ids. Else those of
 * cb_search().
 */
CbExplanation *cb_explain(CbIndex *index, const CbRequest *request, const char *case_id,
                          GError **error);
void cb_explanation_free(CbExplanation *explanation);

/** Transfer full: version 1 of the shape in docs/API.md, no newline at the end. */
char *cb_explanation_to_json(const CbExplanation *explanation, gboolean pretty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbExplanation, cb_explanation_free)

G_END_DECLS

#endif
