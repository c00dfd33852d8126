/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One case and one search: is it a hit, where in the list, by which words, and how its score comes
 * about. What is told is read from the search's own queries, ranking and scorer; only the forms of
 * the words are looked up in the case's texts.
 */
#include "answer.h"
#include "build.h"
#include "explain_forms.h"
#include "explain_removal.h"
#include "index_private.h"
#include "match.h"
#include "near_ids.h"
#include "query_read.h"
#include "rank.h"
#include "score.h"
#include "snippet.h"
#include "spelling.h"
#include <casebank/error.h>
#include <string.h>

#define MAX_TRIES 3

/* --- Names, making, freeing ------------------------------------------------------------------ */

const char *cb_found_name(CbFound found)
{
    return found == CB_FOUND_STRICT ? "strict" : found == CB_FOUND_RELAXED ? "relaxed" : "no";
}

const char *cb_place_kind_name(CbPlaceKind kind)
{
    static const char *const names[] = {
        [CB_PLACE_TITLE] = "title",     [CB_PLACE_LEAD] = "lead",
        [CB_PLACE_SECTION] = "section", [CB_PLACE_PAGE] = "page",
        [CB_PLACE_FILE] = "file",       [CB_PLACE_MUNICIPALITY] = "municipality",
    };
    return names[kind];
}

const char *cb_way_kind_name(CbWayKind kind)
{
    static const char *const names[] = {
        [CB_WAY_WORD] = "word",
        [CB_WAY_JOINED] = "joined",
        [CB_WAY_PARTS] = "parts",
        [CB_WAY_SYNONYM] = "synonym",
    };
    return names[kind];
}

static void free_way(gpointer data)
{
    CbExplainedWay *way = data;
    g_free(way->text);
    g_free(way);
}

static void free_word(gpointer data)
{
    CbExplainedWord *word = data;
    g_free(word->text);
    g_ptr_array_unref(word->forms);
    g_ptr_array_unref(word->ways);
    g_free(word);
}

static CbExplanation *explanation_new(const CbRequest *request, CbCase *item)
{
    CbExplanation *explanation = g_new0(CbExplanation, 1);
    explanation->text = g_utf8_make_valid(request->text, -1);
    explanation->case_id = g_strdup(item->id);
    explanation->title = g_strdup(item->title);
    explanation->words = g_ptr_array_new_with_free_func(free_word);
    explanation->removed_by = g_ptr_array_new_with_free_func((GDestroyNotify)cb_removal_free);
    return explanation;
}

void cb_explanation_free(CbExplanation *explanation)
{
    if (explanation == NULL)
        return;
    g_free(explanation->text);
    g_free(explanation->interpreted);
    g_clear_pointer(&explanation->expansions, g_ptr_array_unref);
    g_clear_pointer(&explanation->related, g_ptr_array_unref);
    g_free(explanation->suggestion);
    g_clear_pointer(&explanation->notes, g_ptr_array_unref);
    g_free(explanation->case_id);
    g_free(explanation->title);
    g_ptr_array_unref(explanation->words);
    cb_passage_free(explanation->passage);
    g_ptr_array_unref(explanation->removed_by);
    g_free(explanation);
}

/* --- Asking ---------------------------------------------------------------------------------- */

/* A search for one case. */
typedef struct {
    CbIndex *index;
    CbRequest request; /* its text is the suggestion's when that was applied */
    const CbCase *item;
    xapc_docid docid;
    CbQuery *query;
    CbPlan plan;
    CbExplanation *out;
} Explain;

static void clear_search(Explain *explain)
{
    cb_plan_clear(&explain->plan);
    g_clear_pointer(&explain->query, cb_query_free);
}

/* A long question tells which of its hits are strict by walking all of these: here one is enough.
 */
static gboolean narrow_strict(Explain *explain, GError **error)
{
    xapc_error *xapian_error = NULL;
    GPtrArray *both = cb_query_list_new();
    g_ptr_array_add(both, g_steal_pointer(&explain->plan.strict));
    g_ptr_array_add(both, cb_term_query_new(CB_TERM_ID, explain->item->id, &xapian_error));
    explain->plan.strict = cb_combine(XAPC_OP_AND, both, 0, &xapian_error);
    if (xapian_error == NULL)
        return TRUE;
    cb_error_from_xapian(error, xapian_error, "søgningen kan ikke udføres");
    return FALSE;
}

static void take_place(Explain *explain, const CbRanking *ranking)
{
    CbExplanation *out = explain->out;
    out->total = ranking->total;
    for (guint i = 0; i < ranking->hits->len; i++) {
        const CbRanked *hit = &g_array_index(ranking->hits, CbRanked, i);
        if (hit->docid != explain->docid)
            continue;
        out->place = i + 1;
        out->found = hit->relaxed ? CB_FOUND_RELAXED : CB_FOUND_STRICT;
        out->listed_score = hit->score;
        return;
    }
}

/* Searches for the request's text, and looks for the case in the whole list. */
static gboolean search(Explain *explain, GError **error)
{
    CbIndex *index = explain->index;
    g_auto(CbRanking) ranking = {0};
    g_autoptr(CbFacetCounts) facets = cb_facet_counts_new(index);
    CbRequest whole = explain->request;
    whole.page = 1;
    whole.per_page = MAX(1, cb_statistics_n_cases(cb_index_statistics(index)));
    explain->query = cb_query_read(index, &explain->request, error);
    if (explain->query == NULL ||
        !cb_plan_make(index, explain->query, &explain->request, &explain->plan, error) ||
        (explain->plan.is_long && !narrow_strict(explain, error)) ||
        !cb_rank(index, &explain->plan, &whole, facets, &ranking, error))
        return FALSE;
    take_place(explain, &ranking);
    return TRUE;
}

/* Nothing was found: searches for what the text may have meant, as a search would. */
static gboolean search_as_suggested(Explain *explain, GError **error)
{
    CbExplanation *out = explain->out;
    g_autoptr(GError) failure = NULL;
    out->suggestion = cb_spelling_suggest(explain->index, explain->query, out->text, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (out->suggestion == NULL || out->total > 0)
        return TRUE;
    Explain corrected = *explain;
    corrected.request.text = out->suggestion;
    corrected.query = NULL;
    corrected.plan = (CbPlan){0};
    if (!search(&corrected, error)) {
        clear_search(&corrected);
        return FALSE;
    }
    if (out->total == 0) {
        clear_search(&corrected);
        return TRUE;
    }
    out->suggestion_applied = TRUE;
    clear_search(explain);
    *explain = corrected;
    return TRUE;
}

/* --- The words ------------------------------------------------------------------------------- */

typedef struct {
    const char *form; /* folded */
    const char *text;
    char *written;
} Spelling;

static gboolean find_spelling(const CbToken *token, gpointer data)
{
    Spelling *spelling = data;
    if (token->kind == CB_TOKEN_PART || strcmp(token->form, spelling->form) != 0)
        return TRUE;
    spelling->written = g_strndup(spelling->text + token->start, token->length);
    return FALSE;
}

/* A word of the query with its own letters. Transfer full. */
static char *written_word(CbAnalyzer *analyzer, const CbConcept *concept)
{
    const CbNode *leaf = concept->leaf;
    if (concept->text == leaf->text)
        return g_strconcat(leaf->text, "*", NULL);
    Spelling spelling = {.form = concept->text, .text = leaf->text};
    cb_analyzer_run(analyzer, leaf->text, -1, find_spelling, &spelling);
    return spelling.written != NULL ? spelling.written : g_strdup(concept->text);
}

static void add_words(Explain *explain, const GArray *concepts, const CbScoreSum *sum)
{
    CbAnalyzer *analyzer = cb_index_analyzer(explain->index);
    for (guint i = 0; i < concepts->len; i++) {
        const CbConcept *concept = &g_array_index(concepts, CbConcept, i);
        const CbScoredConcept *scored = &g_array_index(sum->concepts, CbScoredConcept, i);
        CbExplainedWord *word = g_new0(CbExplainedWord, 1);
        word->text = written_word(analyzer, concept);
        word->optional = concept->optional;
        word->forms = g_ptr_array_new_with_free_func((GDestroyNotify)cb_explained_form_free);
        word->ways = g_ptr_array_new_with_free_func(free_way);
        word->n_cases = scored->n_cases;
        word->idf = scored->idf;
        word->frequency = scored->frequency;
        word->score = scored->score;
        g_ptr_array_add(explain->out->words, word);
    }
    cb_explain_forms(analyzer, concepts, explain->item, explain->out->words);
}

static void add_ways(Explain *explain, const GArray *concepts, const CbScoreSum *sum)
{
    for (guint i = 0; i < sum->ways->len; i++) {
        const CbScoredWay *scored = &g_array_index(sum->ways, CbScoredWay, i);
        const CbConcept *concept = &g_array_index(concepts, CbConcept, scored->concept);
        const CbWay *way = &g_array_index(concept->ways, CbWay, scored->way);
        CbExplainedWord *word = explain->out->words->pdata[scored->concept];
        CbExplainedWay *told = g_new0(CbExplainedWay, 1);
        told->kind = way->kind;
        told->text = g_strdup(way->text == concept->text ? word->text : way->text);
        told->title = scored->counts[CB_TEXT_TITLE];
        told->lead = scored->counts[CB_TEXT_LEAD];
        told->body = scored->counts[CB_TEXT_BODY];
        told->attachment = scored->counts[CB_TEXT_ATTACHMENT];
        told->ocr = scored->recognised;
        told->frequency = scored->frequency;
        g_ptr_array_add(word->ways, told);
    }
}

/* --- The best passage ------------------------------------------------------------------------ */

static CbPassage *make_passage(const Explain *explain, CbPassageRecord *record)
{
    CbPassage *passage = cb_passage_new();
    CbSnippet snippet = {0};
    g_autoptr(CbMatcher) matcher = cb_matcher_new(explain->query->root);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    const GPtrArray *attachments = explain->item->attachments;
    if (record->attachment >= 0 && (guint)record->attachment < attachments->len) {
        const CbAttachment *attachment = attachments->pdata[record->attachment];
        passage->from_attachment = TRUE;
        passage->attachment = g_strdup(attachment->name);
        passage->page = record->page;
        passage->ocr = record->ocr;
    }
    passage->page_label = g_steal_pointer(&record->label);
    passage->heading = g_steal_pointer(&record->heading);
    if (cb_snippet_make(matcher, cb_index_analyzer(explain->index), record->text, shown,
                        &snippet)) {
        passage->text = g_steal_pointer(&snippet.text);
        passage->marks = g_steal_pointer(&snippet.marks);
    } else { /* nothing but blanks */
        passage->text = g_strdup("");
        passage->marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    }
    cb_snippet_clear(&snippet);
    return passage;
}

static gboolean add_passage(Explain *explain, const CbScoreSum *sum, GError **error)
{
    xapc_error *xapian_error = NULL;
    if (sum->best_passage == 0)
        return TRUE;
    g_autoptr(CbPassageRecord) record =
        cb_passage_read(cb_index_passages(explain->index), sum->best_passage, &xapian_error);
    if (record != NULL)
        explain->out->passage = make_passage(explain, record);
    if (xapian_error == NULL)
        return TRUE;
    cb_error_from_xapian(error, xapian_error, "sagens tekststykker kan ikke læses");
    return FALSE;
}

/* --- All of it ------------------------------------------------------------------------------- */

static gboolean add_score(Explain *explain, GError **error)
{
    const CbRankOptions *options =
        explain->request.rank != NULL ? explain->request.rank : &cb_rank_defaults;
    g_autoptr(CbScorer) scorer = cb_scorer_new(explain->index, explain->plan.root, options);
    g_auto(CbScoreSum) sum = {0};
    xapc_error *xapian_error = NULL;
    if (!cb_scorer_explain(scorer, explain->docid, &sum, &xapian_error)) {
        cb_error_from_xapian(error, xapian_error, "sagens point kan ikke regnes ud");
        return FALSE;
    }
    explain->out->passage_score = sum.passage;
    explain->out->coverage = sum.coverage;
    explain->out->score = sum.score;
    add_words(explain, cb_scorer_concepts(scorer), &sum);
    add_ways(explain, cb_scorer_concepts(scorer), &sum);
    return add_passage(explain, &sum, error);
}

static gboolean add_removal(Explain *explain, GError **error)
{
    const CbSuspect suspect = {.index = explain->index,
                               .docid = explain->docid,
                               .item = explain->item,
                               .request = &explain->request,
                               .plan = &explain->plan};
    return explain->out->found != CB_FOUND_NO ||
           cb_explain_removal(&suspect, explain->out->removed_by, error);
}

static void take_query(Explain *explain)
{
    CbExplanation *out = explain->out;
    out->interpreted = cb_query_print(explain->query->root);
    out->expansions = g_steal_pointer(&explain->query->expansions);
    out->related = g_steal_pointer(&explain->query->related);
    out->notes = g_steal_pointer(&explain->query->notes);
}

/* 0 with @error. */
static xapc_docid find_docid(CbIndex *index, const char *id, GError **error)
{
    xapc_error *xapian_error = NULL;
    xapc_docid docid = 0;
    g_autofree char *term = g_strconcat(CB_TERM_ID, id, NULL);
    g_autoptr(xapc_postiter) postings =
        xapc_database_postlist(cb_index_cases(index), term, strlen(term), &xapian_error);
    if (postings != NULL && xapc_postiter_next(postings, &xapian_error))
        docid = xapc_postiter_get_docid(postings);
    if (xapian_error != NULL)
        cb_error_from_xapian(error, xapian_error, "indekset kan ikke læses");
    else if (docid == 0)
        g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND, "der er ingen sag med id »%s«", id);
    return docid;
}

static void name_near_ids(CbIndex *index, const char *id, GError **error)
{
    g_autoptr(GPtrArray) ids = cb_near_ids(index, id);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(names, "%s»%s«",
                               i == 0              ? ""
                               : i + 1 == ids->len ? " eller "
                                                   : ", ",
                               (const char *)ids->pdata[i]);
    if (ids->len > 0) {
        g_clear_error(error);
        g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND,
                    "der er ingen sag med id »%s«; mente du %s?", id, names->str);
    }
}

/* Reads the case, and follows a newly published generation; what comes after it stays there. */
static CbCase *read_case(CbIndex *index, const char *id, GError **error)
{
    GError *failure = NULL;
    CbCase *item = cb_index_case(index, id, &failure);
    if (item != NULL)
        return item;
    if (g_error_matches(failure, CB_ERROR, CB_ERROR_NOT_FOUND))
        name_near_ids(index, id, &failure);
    g_propagate_error(error, failure);
    return NULL;
}

static CbExplanation *try_explain(CbIndex *index, const CbRequest *request, const char *id,
                                  GError **error)
{
    g_autoptr(CbCase) item = read_case(index, id, error);
    xapc_docid docid = item != NULL ? find_docid(index, id, error) : 0;
    if (docid == 0)
        return NULL;
    g_autoptr(CbExplanation) out = explanation_new(request, item);
    Explain explain = {
        .index = index, .request = *request, .item = item, .docid = docid, .out = out};
    gboolean done = search(&explain, error) && search_as_suggested(&explain, error) &&
                    add_score(&explain, error) && add_removal(&explain, error);
    if (done)
        take_query(&explain);
    clear_search(&explain);
    return done ? g_steal_pointer(&out) : NULL;
}

CbExplanation *cb_explain(CbIndex *index, const CbRequest *request, const char *case_id,
                          GError **error)
{
    for (guint attempt = 1;; attempt++) {
        g_autoptr(GError) failure = NULL;
        CbExplanation *explanation = try_explain(index, request, case_id, &failure);
        if (explanation != NULL)
            return explanation;
        if (attempt == MAX_TRIES || !g_error_matches(failure, CB_ERROR, CB_ERROR_BUSY)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
    }
}
