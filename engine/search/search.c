/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search from request to answer. */
#include "answer.h"
#include "facet_counts.h"
#include "index_private.h"
#include "match.h"
#include "page_note.h"
#include "passages.h"
#include "plan.h"
#include "query_read.h"
#include "rank.h"
#include "snippet.h"
#include "spelling.h"
#include <casebank/error.h>
#include <casebank/search.h>

#define MAX_TRIES 3

static gboolean check_request(const CbRequest *request, GError **error)
{
    if (request->page < 1) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE, "sidetallet skal være mindst 1");
        return FALSE;
    }
    if (request->per_page < 1 || request->per_page > CB_MAX_PER_PAGE) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "antal sager pr. side skal være mellem 1 og %d", CB_MAX_PER_PAGE);
        return FALSE;
    }
    if (request->max_passages > CB_MAX_PASSAGES) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "antal tekststykker pr. sag skal være mellem 0 og %d", CB_MAX_PASSAGES);
        return FALSE;
    }
    return TRUE;
}

static char **copy_strings(const GPtrArray *strings)
{
    char **copy = g_new0(char *, strings->len + 1);
    for (guint i = 0; i < strings->len; i++)
        copy[i] = g_strdup(strings->pdata[i]);
    return copy;
}

static CbHit *new_hit(CbCase *item, const CbRanked *ranked, gboolean with_contact)
{
    CbHit *hit = cb_hit_new();
    hit->case_id = g_steal_pointer(&item->id);
    hit->kind = item->kind;
    hit->title = g_steal_pointer(&item->title);
    hit->municipalities = copy_strings(item->municipalities);
    hit->url = g_steal_pointer(&item->url);
    hit->source = g_steal_pointer(&item->source);
    hit->updated = g_steal_pointer(&item->updated);
    hit->score = ranked->score;
    hit->relaxed = ranked->relaxed;
    hit->summary = cb_snippet_beginning(item->lead, CB_SUMMARY_LENGTH);
    if (with_contact)
        hit->contact = g_steal_pointer(&item->contact);
    hit->attachments = g_ptr_array_ref(item->attachments);
    hit->also_in = g_ptr_array_ref(item->also_in);
    return hit;
}

static CbCase *read_case(CbIndex *index, xapc_docid docid, GError **error)
{
    xapc_error *xapian_error = NULL;
    CbCase *item = cb_case_record_read(cb_index_cases(index), docid, &xapian_error);
    if (xapian_error != NULL)
        cb_error_from_xapian(error, xapian_error, "søgningens sager kan ikke læses");
    else if (item == NULL)
        g_set_error_literal(
            error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
            "en sag er beskadiget i indekset; byg det igen med casebank-index --full");
    return item;
}

/* Adds the ranked cases to the answer. CbPassageTarget of each; NULL on an error. */
static GArray *add_hits(CbIndex *index, const CbPlan *plan, const CbRanking *ranking,
                        CbAnswer *answer, GError **error)
{
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(CbPassageTarget));
    for (guint i = 0; i < ranking->hits->len; i++) {
        const CbRanked *ranked = &g_array_index(ranking->hits, CbRanked, i);
        CbPassageTarget target = {.docid = ranked->docid};
        g_autoptr(CbCase) item = read_case(index, ranked->docid, error);
        if (item == NULL)
            return NULL;
        target.hit = new_hit(item, ranked, plan->asks_contact);
        g_ptr_array_add(answer->hits, target.hit);
        g_array_append_val(targets, target);
    }
    return g_steal_pointer(&targets);
}

static gboolean fill_answer(CbIndex *index, const CbRequest *request, CbQuery *query,
                            CbAnswer *answer, GError **error)
{
    g_auto(CbPlan) plan = {0};
    g_auto(CbRanking) ranking = {0};
    g_autoptr(CbFacetCounts) facets = cb_facet_counts_new(index);
    if (!cb_plan_make(index, query, request, &plan, error) ||
        !cb_rank(index, &plan, request, facets, &ranking, error))
        return FALSE;
    g_autoptr(GArray) targets = add_hits(index, &plan, &ranking, answer, error);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    if (targets == NULL || !cb_passages_find(index, matcher, targets, request, error))
        return FALSE;
    answer->total = ranking.total;
    answer->is_relaxed = ranking.divided;
    answer->relaxed_from = ranking.strict;
    answer->facets = cb_facet_counts_finish(facets);
    return TRUE;
}

static CbAnswer *ask(CbIndex *index, const CbRequest *request, GError **error)
{
    g_autoptr(CbAnswer) answer = cb_answer_new(request);
    g_autoptr(CbQuery) query = cb_query_read(index, request, error);
    if (query == NULL)
        return NULL;
    answer->interpreted = cb_query_print(query->root);
    if (!fill_answer(index, request, query, answer, error))
        return NULL;
    g_autoptr(GError) spelling_error = NULL;
    answer->suggestion = cb_spelling_suggest(index, query, answer->text, &spelling_error);
    if (spelling_error != NULL) {
        g_propagate_error(error, g_steal_pointer(&spelling_error));
        return NULL;
    }
    cb_note_odd_page(index, query, request, answer->total);
    g_ptr_array_extend_and_steal(answer->expansions, g_steal_pointer(&query->expansions));
    g_ptr_array_extend_and_steal(answer->related, g_steal_pointer(&query->related));
    answer->notes = g_steal_pointer(&query->notes);
    return g_steal_pointer(&answer);
}

/* Asks again as @answer suggests, and says so; @answer itself when that finds nothing either. */
static CbAnswer *ask_as_suggested(CbIndex *index, const CbRequest *request, CbAnswer *answer,
                                  GError **error)
{
    g_autoptr(CbAnswer) empty = answer;
    CbRequest corrected = *request;
    corrected.text = empty->suggestion;
    g_autoptr(CbAnswer) found = ask(index, &corrected, error);
    if (found == NULL)
        return NULL;
    if (found->total == 0)
        return g_steal_pointer(&empty);
    char *note = g_strdup_printf("Ingen sager passer på »%s«; her er søgt på »%s« i stedet. Et = "
                                 "foran et ord søger på det, som det er skrevet",
                                 empty->text, empty->suggestion);
    g_ptr_array_insert(found->notes, 0, note);
    g_free(found->text);
    found->text = g_steal_pointer(&empty->text);
    g_free(found->suggestion);
    found->suggestion = g_steal_pointer(&empty->suggestion);
    found->suggestion_applied = TRUE;
    return g_steal_pointer(&found);
}

static CbAnswer *try_search(CbIndex *index, const CbRequest *request, GError **error)
{
    if (!cb_index_refresh(index, NULL, error))
        return NULL;
    CbAnswer *answer = ask(index, request, error);
    if (answer == NULL || answer->total > 0 || answer->suggestion == NULL)
        return answer;
    return ask_as_suggested(index, request, answer, error);
}

CbAnswer *cb_search(CbIndex *index, const CbRequest *request, GError **error)
{
    if (!check_request(request, error))
        return NULL;
    gint64 start = g_get_monotonic_time();
    for (guint attempt = 1;; attempt++) {
        g_autoptr(GError) search_error = NULL;
        CbAnswer *answer = try_search(index, request, &search_error);
        if (answer != NULL) {
            answer->took_ms = (double)(g_get_monotonic_time() - start) / 1000;
            return answer;
        }
        if (attempt == MAX_TRIES || !g_error_matches(search_error, CB_ERROR, CB_ERROR_BUSY)) {
            g_propagate_error(error, g_steal_pointer(&search_error));
            return NULL;
        }
    }
}
