/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same with many things, on all processors; see parallel.h. */
#include "parallel.h"

#define MAX_THREADS 4 /* for files, the disk has no use for more */

typedef struct {
    const GPtrArray *items;
    CbParallelFunc func;
    gpointer data;
    gint next;          /* atomic */
    gint failed;        /* atomic */
    GMutex error_mutex; /* guards @error */
    GError *error;
} Work;

static void keep_first(Work *work, GError *error)
{
    g_mutex_lock(&work->error_mutex);
    if (work->error == NULL)
        work->error = g_steal_pointer(&error);
    g_mutex_unlock(&work->error_mutex);
    g_clear_error(&error);
    g_atomic_int_set(&work->failed, TRUE);
}

static gpointer take_items(gpointer data)
{
    Work *work = data;
    while (!g_atomic_int_get(&work->failed)) {
        guint i = (guint)g_atomic_int_add(&work->next, 1);
        GError *error = NULL;
        if (i >= work->items->len)
            break;
        if (!work->func(work->items->pdata[i], work->data, &error))
            keep_first(work, error);
    }
    return NULL;
}

gboolean cb_parallel_each(const GPtrArray *items, CbParallelFunc func, gpointer data,
                          GError **error)
{
    Work work = {.items = items, .func = func, .data = data};
    GThread *others[MAX_THREADS - 1];
    guint wanted = MIN(MIN(g_get_num_processors(), MAX_THREADS), items->len), n = 0;
    g_mutex_init(&work.error_mutex);
    while (n + 1 < wanted) {
        others[n] = g_thread_try_new("each", take_items, &work, NULL);
        if (others[n] == NULL)
            break;
        n++;
    }
    take_items(&work);
    for (guint i = 0; i < n; i++)
        g_thread_join(others[i]);
    g_mutex_clear(&work.error_mutex);
    if (!g_atomic_int_get(&work.failed))
        return TRUE;
    g_propagate_error(error, work.error);
    return FALSE;
}
