/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress line: what it says, how it fits, and how steady it is. The clock is the test's. */
#include "progress.h"
#include "shown.h"
#include <string.h>

#define SECOND G_TIME_SPAN_SECOND

static void clear(CbProgress *progress)
{
    cb_progress_clear(progress);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbProgress, clear)

/* So many files a second, from @from seconds to @to, looked at ten times a second. */
static void work(CbProgress *progress, double rate, int from, int to)
{
    guint begun = progress->done;
    for (gint64 now = from * SECOND; now <= to * SECOND; now += SECOND / 10) {
        progress->done =
            begun + (guint)(rate * (double)(now - from * SECOND) / (double)SECOND + 0.5);
        cb_progress_rate(progress, now);
    }
}

static void assert_line(CbProgress *progress, guint width, gint64 now_us, const char *expected)
{
    g_autofree char *line = cb_progress_line(progress, width, now_us);
    g_assert_cmpstr(line, ==, expected);
}

static void test_says_all(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser PDF'er", "filer", 1300, 0);
    progress.pages = 3120;
    assert_line(&progress, 200, 0, "Læser PDF'er: 0 af 1.300 · 3.120 sider");
    work(&progress, 20, 0, 20);
    assert_line(&progress, 200, 20 * SECOND,
                "Læser PDF'er: 400 af 1.300 · 3.120 sider · 20 filer/s · under 1 min tilbage");
    progress.slow = g_strdup("filer/haandbog.pdf");
    progress.slow_since_us = 18 * SECOND;
    assert_line(&progress, 200, 20 * SECOND,
                "Læser PDF'er: 400 af 1.300 · 3.120 sider · 20 filer/s · under 1 min tilbage");
    progress.slow_since_us = 8 * SECOND;
    assert_line(&progress, 200, 20 * SECOND,
                "Læser PDF'er: 400 af 1.300 · 3.120 sider · 20 filer/s · under 1 min tilbage · "
                "læser stadig haandbog.pdf (12 s)");
}

static void test_unknown_total(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Finder filer", NULL, 0, 0);
    assert_line(&progress, 80, 0, "Finder filer ...");
    work(&progress, 1000, 0, 10);
    assert_line(&progress, 80, 10 * SECOND, "Finder filer: 10.000");
    g_assert_cmpint(cb_progress_seconds_left(&progress, 10 * SECOND), ==, -1);
}

static void test_says_nothing_before_it_knows(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser sider", "filer", 1000, 0);
    work(&progress, 100, 0, 1);
    g_assert_cmpfloat(cb_progress_rate(&progress, SECOND), ==, 0.0);
    g_assert_cmpint(cb_progress_seconds_left(&progress, SECOND), ==, -1);
    work(&progress, 100, 1, 3);
    g_assert_cmpint(cb_progress_seconds_left(&progress, 3 * SECOND), ==, 7);
}

/* The rate is that of late: a fast beginning does not promise a fast end. */
static void test_follows_the_rate(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser sider", "filer", 100000, 0);
    work(&progress, 1000, 0, 20);
    work(&progress, 10, 20, 100);
    g_assert_cmpfloat(cb_progress_rate(&progress, 100 * SECOND), <, 40.0);
    g_assert_cmpfloat(cb_progress_rate(&progress, 100 * SECOND), >, 10.0);
}

/* One slow file makes the rate fall while it is read, not only when it is done. */
static void test_falls_while_nothing_is_done(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser PDF'er", "filer", 1000, 0);
    work(&progress, 10, 0, 20);
    gint64 before = cb_progress_seconds_left(&progress, 20 * SECOND);
    work(&progress, 0, 20, 40);
    g_assert_cmpint(cb_progress_seconds_left(&progress, 40 * SECOND), >, 2 * before);
}

static guint count_changes(CbProgress *progress)
{
    g_autofree char *before = g_strdup("");
    guint changes = 0;
    for (gint64 now = 10 * SECOND; now < 70 * SECOND; now += SECOND / 10) {
        /* Nothing in each even second, twice as much in each odd one. */
        gint64 pairs = now / (2 * SECOND);
        gint64 odd = MAX(now % (2 * SECOND) - SECOND, 0);
        progress->done = (guint)(pairs * 20 + odd * 20 / SECOND);
        g_autofree char *line = cb_progress_line(progress, 200, now);
        const char *left = strstr(line, "ca. ");
        if (g_strcmp0(left, before) != 0)
            changes++;
        g_free(before);
        before = g_strdup(left != NULL ? left : "");
    }
    return changes;
}

static void test_time_left_is_steady(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser PDF'er", "filer", 5000, 0);
    work(&progress, 10, 0, 10);
    /* A minute goes by: the minutes may change once or twice, not with each burst. */
    g_assert_cmpuint(count_changes(&progress), <=, 3);
}

static void test_words_for_time(void)
{
    static const struct {
        guint total;
        const char *end;
    } cases[] = {
        {150, " · under 1 min tilbage"},         {3000, " · ca. 5 min tilbage"},
        {36100, " · ca. 1 t tilbage"},           {40000, " · ca. 1 t 10 min tilbage"},
        {2000000, " · ca. 55 t 35 min tilbage"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(CbProgress) progress = {0};
        cb_progress_begin(&progress, "Læser", "filer", cases[i].total, 0);
        work(&progress, 10, 0, 10);
        g_autofree char *line = cb_progress_line(&progress, 200, 10 * SECOND);
        if (!g_str_has_suffix(line, cases[i].end))
            g_test_message("»%s« does not end in »%s«", line, cases[i].end);
        g_assert_true(g_str_has_suffix(line, cases[i].end));
    }
}

static void test_words_for_rate(void)
{
    static const struct {
        double rate;
        const char *words;
    } cases[] = {{250, " · 250 filer/s"}, {4, " · 4,0 filer/s"}, {0.2, " · 12 filer/min"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(CbProgress) progress = {0};
        cb_progress_begin(&progress, "Læser", "filer", 0, 0);
        work(&progress, cases[i].rate, 0, 300);
        g_autofree char *line = cb_progress_line(&progress, 200, 300 * SECOND);
        g_test_message("%s", line);
        g_assert_nonnull(strstr(line, cases[i].words));
    }
}

/* What matters least goes first; the slow file's name stays as long as it can be read. */
static void test_fits_any_width(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser PDF'er", "filer", 1300, 0);
    progress.pages = 3120;
    work(&progress, 2, 0, 20);
    progress.slow = g_strdup("filer/en meget lang fil med et navn på dansk æøå.pdf");
    for (guint width = 1; width < 200; width++) {
        progress.slow_since_us = width % 2 == 0 ? 0 : 20 * SECOND;
        g_autofree char *line = cb_progress_line(&progress, width, 20 * SECOND);
        g_assert_true(g_utf8_validate(line, -1, NULL));
        g_assert_cmpuint(cb_columns(line), <=, width);
    }
    progress.slow_since_us = 0;
    assert_line(&progress, 79, 20 * SECOND,
                "Læser PDF'er: 40 af 1.300 · læser stadig en meget lang fil med et navn … (20 s)");
    progress.slow_since_us = 20 * SECOND;
    assert_line(&progress, 50, 20 * SECOND, "Læser PDF'er: 40 af 1.300 · ca. 11 min tilbage");
    assert_line(&progress, 30, 20 * SECOND, "Læser PDF'er: 40 af 1.300");
    assert_line(&progress, 10, 20 * SECOND, "Læser PDF…");
}

static void test_hostile_name(void)
{
    g_auto(CbProgress) progress = {0};
    cb_progress_begin(&progress, "Læser", "filer", 0, 0);
    progress.slow = g_strdup("mappe/\033]0;overtaget\a\342\200\256fdp.\xff");
    g_autofree char *line = cb_progress_line(&progress, 200, 10 * SECOND);
    g_assert_cmpstr(line, ==, "Læser ... · læser stadig �]0;overtaget��fdp.� (10 s)");
}

static void test_columns(void)
{
    g_assert_cmpuint(cb_columns("æøå"), ==, 3);
    g_assert_cmpuint(cb_columns("e\314\201"), ==, 1);
    g_assert_cmpuint(cb_columns("日本"), ==, 4);
    g_autofree char *cut = cb_cut_to_columns("日本語", 4);
    g_assert_cmpstr(cut, ==, "日…");
    g_autofree char *whole = cb_cut_to_columns("æøå", 3);
    g_assert_cmpstr(whole, ==, "æøå");
    g_autofree char *none = cb_cut_to_columns("æøå", 0);
    g_assert_cmpstr(none, ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/progress/says-all", test_says_all);
    g_test_add_func("/progress/unknown-total", test_unknown_total);
    g_test_add_func("/progress/says-nothing-before-it-knows", test_says_nothing_before_it_knows);
    g_test_add_func("/progress/follows-the-rate", test_follows_the_rate);
    g_test_add_func("/progress/falls-while-nothing-is-done", test_falls_while_nothing_is_done);
    g_test_add_func("/progress/time-left-is-steady", test_time_left_is_steady);
    g_test_add_func("/progress/words-for-time", test_words_for_time);
    g_test_add_func("/progress/words-for-rate", test_words_for_rate);
    g_test_add_func("/progress/fits-any-width", test_fits_any_width);
    g_test_add_func("/progress/hostile-name", test_hostile_name);
    g_test_add_func("/progress/columns", test_columns);
    return g_test_run();
}
