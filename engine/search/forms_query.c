/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms as a query.
 *
 * Xapian knows stems; which forms of them a case has is told by the file of positions. A stem whose
 * forms are all asked for is enough by itself. Of the others Xapian finds the cases, and asks of
 * each whether one of the forms stands there.
 */
#include "forms_query.h"
#include "build.h"
#include "counts.h"
#include "index_private.h"
#include <string.h>

/* A stem that has forms of those asked for. */
typedef struct {
    char *text;
    guint32 number, n_forms;
    GArray *forms; /* guint32: which of them */
    guint n_cases;
} AskedStem;

static void clear_asked(gpointer data)
{
    AskedStem *stem = data;
    g_free(stem->text);
    g_array_unref(stem->forms);
}

typedef struct {
    GArray *stems;      /* AskedStem */
    GHashTable *places; /* number -> place in @stems, plus 1 */
} Asked;

static void asked_init(Asked *asked)
{
    asked->stems = g_array_new(FALSE, FALSE, sizeof(AskedStem));
    g_array_set_clear_func(asked->stems, clear_asked);
    asked->places = g_hash_table_new(NULL, NULL);
}

static void asked_clear(Asked *asked)
{
    g_array_unref(asked->stems);
    g_hash_table_unref(asked->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

static gboolean add_form(const CbFoundForm *form, gpointer data)
{
    Asked *asked = data;
    gpointer number = GUINT_TO_POINTER(form->number);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(asked->places, number));
    if (place == 0) {
        AskedStem stem = {.text = g_strdup(form->stem),
                          .number = form->number,
                          .n_forms = form->n_forms,
                          .forms = g_array_new(FALSE, FALSE, sizeof(guint32))};
        g_array_append_val(asked->stems, stem);
        place = asked->stems->len;
        g_hash_table_insert(asked->places, number, GUINT_TO_POINTER(place));
    }
    g_array_append_val(g_array_index(asked->stems, AskedStem, place - 1).forms, form->which);
    return TRUE;
}

static void find_forms(Asked *asked, CbIndex *index, const char *text, gboolean whole)
{
    asked_init(asked);
    cb_positions_foreach_form(cb_index_positions(index), text, whole, add_form, asked);
}

/* --- The most frequent ones ------------------------------------------------------------------ */

static int most_cases_first(gconstpointer a, gconstpointer b)
{
    const AskedStem *left = a, *right = b;
    if (left->n_cases != right->n_cases)
        return left->n_cases > right->n_cases ? -1 : 1;
    return strcmp(left->text, right->text);
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(((const AskedStem *)a)->text, ((const AskedStem *)b)->text);
}

static void keep_most_frequent(Asked *asked, CbIndex *index, xapc_error **error)
{
    for (guint i = 0; i < asked->stems->len && *error == NULL; i++) {
        AskedStem *stem = &g_array_index(asked->stems, AskedStem, i);
        stem->n_cases = cb_stem_frequency(index, stem->text, TRUE, error);
    }
    g_array_sort(asked->stems, most_cases_first);
    g_array_set_size(asked->stems, CB_MAX_PREFIX_STEMS);
    g_array_sort(asked->stems, by_text);
}

/* --- The query ------------------------------------------------------------------------------- */

static int has_form(xapc_docid docid, void *counter)
{
    return cb_word_counter_finds(counter, docid);
}

static void free_counter(void *counter)
{
    cb_word_counter_free(counter);
}

/* Takes @counter. */
static xapc_query *asking_query(CbWordCounter *counter, xapc_error **error)
{
    xapc_query *query =
        *error == NULL ? xapc_query_new_callback(has_form, counter, free_counter, error) : NULL;
    if (query == NULL)
        cb_word_counter_free(counter);
    return query;
}

static xapc_query *asked_query(const Asked *asked, CbIndex *index, xapc_error **error)
{
    GPtrArray *any = cb_query_list_new(), *some_forms = cb_query_list_new();
    CbWordCounter *counter = cb_word_counter_new(cb_index_positions(index));
    for (guint i = 0; i < asked->stems->len; i++) {
        const AskedStem *stem = &g_array_index(asked->stems, AskedStem, i);
        gboolean all = stem->forms->len == stem->n_forms;
        g_ptr_array_add(all ? any : some_forms, cb_term_query_new(CB_TERM_STEM, stem->text, error));
        for (guint j = 0; j < stem->forms->len && !all; j++)
            cb_word_counter_add_form(counter, stem->number, g_array_index(stem->forms, guint32, j),
                                     0);
    }
    if (some_forms->len > 0) {
        GPtrArray *both = cb_query_list_new();
        g_ptr_array_add(both, cb_combine(XAPC_OP_OR, some_forms, 0, error));
        g_ptr_array_add(both, asking_query(counter, error));
        g_ptr_array_add(any, cb_combine(XAPC_OP_FILTER, both, 0, error));
    } else {
        cb_word_counter_free(counter);
        g_ptr_array_unref(some_forms);
    }
    return cb_combine(XAPC_OP_OR, any, 0, error);
}

xapc_query *cb_form_query_new(CbIndex *index, const char *form, xapc_error **error)
{
    g_auto(Asked) asked;
    find_forms(&asked, index, form, TRUE);
    return asked_query(&asked, index, error);
}

xapc_query *cb_prefix_query_new(CbIndex *index, const char *start, GPtrArray *stems, gboolean *cut,
                                xapc_error **error)
{
    g_auto(Asked) asked;
    find_forms(&asked, index, start, FALSE);
    *cut = asked.stems->len > CB_MAX_PREFIX_STEMS;
    if (*cut)
        keep_most_frequent(&asked, index, error);
    for (guint i = 0; i < asked.stems->len; i++)
        g_ptr_array_add(stems, g_strdup(g_array_index(asked.stems, AskedStem, i).text));
    return asked_query(&asked, index, error);
}
