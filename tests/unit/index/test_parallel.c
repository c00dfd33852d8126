/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many things done by several threads: each once, and the first error is told. */
#include "parallel.h"
#include <casebank/error.h>

#define N_ITEMS 500

typedef struct {
    gint done[N_ITEMS]; /* atomic: how often */
    guint fails_from;
} Tally;

/* The items are the numbers from 1. */
static gboolean count(gpointer item, gpointer data, GError **error)
{
    Tally *tally = data;
    guint number = GPOINTER_TO_UINT(item);
    g_atomic_int_inc(&tally->done[number - 1]);
    if (number < tally->fails_from)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "nummer %u", number);
    return FALSE;
}

static GPtrArray *numbers(guint n)
{
    GPtrArray *items = g_ptr_array_new();
    for (guint i = 1; i <= n; i++)
        g_ptr_array_add(items, GUINT_TO_POINTER(i));
    return items;
}

static void test_each_is_done_once(void)
{
    Tally tally = {.fails_from = G_MAXUINT};
    g_autoptr(GPtrArray) items = numbers(N_ITEMS);
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_parallel_each(items, count, &tally, &error));
    g_assert_no_error(error);
    for (guint i = 0; i < N_ITEMS; i++)
        g_assert_cmpint(tally.done[i], ==, 1);
}

static void test_an_error_ends_it(void)
{
    Tally tally = {.fails_from = 3};
    g_autoptr(GPtrArray) items = numbers(N_ITEMS);
    g_autoptr(GError) error = NULL;
    gint begun = 0;
    g_assert_false(cb_parallel_each(items, count, &tally, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    for (guint i = 0; i < N_ITEMS; i++)
        begun += tally.done[i];
    g_assert_cmpint(begun, <, N_ITEMS);
}

static void test_none_and_one_are_done_too(void)
{
    Tally tally = {.fails_from = G_MAXUINT};
    g_autoptr(GPtrArray) none = numbers(0), one = numbers(1);
    g_assert_true(cb_parallel_each(none, count, &tally, NULL));
    g_assert_true(cb_parallel_each(one, count, &tally, NULL));
    g_assert_cmpint(tally.done[0], ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/parallel/each", test_each_is_done_once);
    g_test_add_func("/parallel/error", test_an_error_ends_it);
    g_test_add_func("/parallel/few", test_none_and_one_are_done_too);
    return g_test_run();
}
