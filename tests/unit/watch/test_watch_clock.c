/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a run is due: after quiet, at the latest after a while, and later after failures. */
#include "watch_clock.h"

#define S G_TIME_SPAN_SECOND
#define CLOCK                                                                                      \
    {                                                                                              \
        .settle_us = 2 * S, .settle_max_us = 30 * S                                                \
    }

static void test_nothing_changed(void)
{
    CbWatchClock clock = CLOCK;
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, CB_WATCH_NEVER);
    g_assert_false(cb_watch_clock_is_waiting(&clock));
}

static void test_due_after_quiet(void)
{
    CbWatchClock clock = CLOCK;
    cb_watch_clock_change(&clock, 100 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 102 * S);
    cb_watch_clock_change(&clock, 101 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 103 * S);
}

static void test_steady_change_does_not_put_it_off_for_ever(void)
{
    CbWatchClock clock = CLOCK;
    for (gint64 at = 100; at < 200; at++)
        cb_watch_clock_change(&clock, at * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 130 * S);
}

static void test_change_during_a_run_is_for_the_next(void)
{
    CbWatchClock clock = CLOCK;
    cb_watch_clock_change(&clock, 100 * S);
    cb_watch_clock_begin(&clock);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, CB_WATCH_NEVER);
    cb_watch_clock_change(&clock, 110 * S);
    g_assert_cmpint(cb_watch_clock_end(&clock, TRUE, 150 * S), ==, 0);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 112 * S);
}

static void test_pauses_grow_and_end(void)
{
    CbWatchClock clock = CLOCK;
    const gint64 expected[] = {5, 10, 20, 40, 80, 160, 320, 600, 600, 600};
    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
        cb_watch_clock_begin(&clock);
        g_assert_cmpint(cb_watch_clock_end(&clock, FALSE, 1000 * S), ==, expected[i] * S);
        g_assert_cmpint(cb_watch_clock_due(&clock), ==, (1000 + expected[i]) * S);
    }
    cb_watch_clock_begin(&clock);
    cb_watch_clock_end(&clock, TRUE, 2000 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, CB_WATCH_NEVER);
    g_assert_cmpint(cb_watch_clock_end(&clock, FALSE, 2000 * S), ==, 5 * S);
}

static void test_change_does_not_shorten_a_pause_but_a_return_does(void)
{
    CbWatchClock clock = CLOCK;
    for (guint i = 0; i < 6; i++)
        cb_watch_clock_end(&clock, FALSE, 1000 * S);
    cb_watch_clock_change(&clock, 1001 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 1160 * S);
    cb_watch_clock_unpause(&clock);
    g_assert_cmpint(cb_watch_clock_due(&clock), ==, 1003 * S);
}

static void test_hurry_is_at_once(void)
{
    CbWatchClock clock = CLOCK;
    cb_watch_clock_hurry(&clock, 1000 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), <=, 1000 * S);
    cb_watch_clock_begin(&clock);
    cb_watch_clock_end(&clock, FALSE, 1000 * S);
    cb_watch_clock_hurry(&clock, 1001 * S);
    g_assert_cmpint(cb_watch_clock_due(&clock), <=, 1001 * S);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/watch-clock/nothing-changed", test_nothing_changed);
    g_test_add_func("/watch-clock/quiet", test_due_after_quiet);
    g_test_add_func("/watch-clock/steady-change", test_steady_change_does_not_put_it_off_for_ever);
    g_test_add_func("/watch-clock/during-a-run", test_change_during_a_run_is_for_the_next);
    g_test_add_func("/watch-clock/pauses", test_pauses_grow_and_end);
    g_test_add_func("/watch-clock/unpause", test_change_does_not_shorten_a_pause_but_a_return_does);
    g_test_add_func("/watch-clock/hurry", test_hurry_is_at_once);
    return g_test_run();
}
