/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that must stand together: Xapian finds the cases that have them all, and asks of each. */
#include "together.h"
#include "build.h"
#include "index_private.h"

typedef struct {
    const CbPositions *positions;
    guint window, n;
    guint32 numbers[CB_MAX_HUNTED];
} Together;

void cb_stem_numbers(CbIndex *index, const char *const *stems, guint n, guint32 *numbers)
{
    for (guint i = 0; i < n; i++)
        numbers[i] = cb_positions_stem(cb_index_positions(index), stems[i]);
}

static int stand_together(xapc_docid docid, void *data)
{
    const Together *together = data;
    CbWordHunt hunt;
    cb_word_hunt_init(&hunt, together->positions, docid, together->numbers, together->n);
    return together->window == 0 ? cb_word_hunt_phrase(&hunt, 0, NULL)
                                 : cb_word_hunt_close(&hunt, together->window);
}

static xapc_query *places_query(CbIndex *index, const char *const *stems, guint n, guint window,
                                xapc_error **error)
{
    if (*error != NULL)
        return NULL;
    Together *together = g_new(Together, 1);
    together->positions = cb_index_positions(index);
    together->window = window;
    together->n = n;
    cb_stem_numbers(index, stems, n, together->numbers);
    xapc_query *query = xapc_query_new_callback(stand_together, together, g_free, error);
    if (query == NULL)
        g_free(together);
    return query;
}

xapc_query *cb_together_query_new(CbIndex *index, const char *const *stems, guint n, guint window,
                                  xapc_error **error)
{
    GPtrArray *both = cb_query_list_new();
    g_ptr_array_add(both, cb_stems_all_query_new(stems, n, error));
    g_ptr_array_add(both, places_query(index, stems, n, window, error));
    return cb_combine(XAPC_OP_FILTER, both, 0, error);
}
