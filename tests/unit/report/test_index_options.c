/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-index: what is taken, and what is refused with which words. */
#include "options.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

/* @line: words with one blank between them. */
static gboolean parse(const char *line, CbIndexOptions *options, char ***words, GError **error)
{
    *words = g_strsplit(line, " ", -1);
    return cb_index_options_parse(*words, options, error);
}

static void assert_refused(const char *line, const char *part)
{
    g_auto(CbIndexOptions) options = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    gboolean taken = parse(line, &options, &words, &error);
    g_test_message("%s: %s", line, taken ? "(taken)" : error->message);
    g_assert_false(taken);
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, part));
}

static void test_defaults(void)
{
    g_auto(CbIndexOptions) options = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    parse("--index indeks sider flere", &options, &words, &error);
    g_assert_no_error(error);
    const CbIngestOptions *ingest = &options.ingest;
    g_assert_cmpint(options.deed, ==, CB_DEED_INDEX);
    g_assert_cmpstr(ingest->index_dir, ==, "indeks");
    g_assert_cmpstr(ingest->sources[0], ==, "sider");
    g_assert_cmpstr(ingest->sources[1], ==, "flere");
    g_assert_null(ingest->sources[2]);
    g_assert_cmpuint(ingest->writer.lock_wait_ms, ==, 10000);
    g_assert_cmpuint(ingest->file_deadline_ms, ==, 60000);
    g_assert_cmpuint(ingest->jobs, ==, 0);
    g_assert_cmpuint(ingest->ocr.max_pages, ==, CB_DEFAULT_OCR_PAGES);
    g_assert_cmpint(ingest->ocr.mode, ==, CB_OCR_AUTO);
    g_assert_false(ingest->full || ingest->dry_run || ingest->retry_failed ||
                   ingest->ignore_robots || ingest->no_sandbox);
    g_assert_null(ingest->extractor);
}

static void test_all_in_both_languages(void)
{
    static const char *const lines[] = {
        "--index=i --full --ignore-robots --jobs 2 --deadline 5 --wait 0 --ocr off --ocr-pages 0 "
        "--base-url https://example.dk --no-sandbox --verbose --extractor e kilde",
        "--indeks i --forfra --uanset-robots -j 2 -d 5 --vent 0 --ocr off --ocr-sider 0 "
        "--webadresse https://example.dk --uden-spærring -v --læseprogram e kilde",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_auto(CbIndexOptions) options = {0};
        g_auto(GStrv) words = NULL;
        g_autoptr(GError) error = NULL;
        parse(lines[i], &options, &words, &error);
        g_assert_no_error(error);
        const CbIngestOptions *ingest = &options.ingest;
        g_assert_true(ingest->full && ingest->ignore_robots && ingest->no_sandbox);
        g_assert_true(options.verbose);
        g_assert_cmpuint(ingest->jobs, ==, 2);
        g_assert_cmpuint(ingest->file_deadline_ms, ==, 5000);
        g_assert_cmpuint(ingest->writer.lock_wait_ms, ==, 0);
        g_assert_cmpuint(ingest->ocr.max_pages, ==, 0);
        g_assert_cmpint(ingest->ocr.mode, ==, CB_OCR_OFF);
        g_assert_cmpstr(ingest->base_urls[0], ==, "https://example.dk");
        g_assert_cmpstr(ingest->extractor, ==, "e");
    }
}

static void test_deeds(void)
{
    static const struct {
        const char *line;
        CbDeed deed;
    } cases[] = {
        {"--help", CB_DEED_HELP},
        {"--full --retry-failed -h", CB_DEED_HELP},
        {"--version", CB_DEED_VERSION},
        {"--rollback -i indeks --wait 3", CB_DEED_ROLLBACK},
        {"--rollback -i indeks -q", CB_DEED_ROLLBACK},
        {"--explain side.html", CB_DEED_EXPLAIN},
        {"--explain side.html --json mappe", CB_DEED_EXPLAIN},
        {"-i indeks -n mappe", CB_DEED_INDEX},
        {"-i indeks --watch --full --report nat.html mappe", CB_DEED_WATCH},
        {"-i indeks --følg --ro 1 --ro-højst 5 --se-efter 10 mappe", CB_DEED_WATCH},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(CbIndexOptions) options = {0};
        g_auto(GStrv) words = NULL;
        g_autoptr(GError) error = NULL;
        parse(cases[i].line, &options, &words, &error);
        g_assert_no_error(error);
        g_assert_cmpint(options.deed, ==, cases[i].deed);
    }
}

static void assert_times(const char *line, guint settle_s, guint settle_max_s, guint poll_s)
{
    g_auto(CbIndexOptions) options = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    parse(line, &options, &words, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(options.settle_s, ==, settle_s);
    g_assert_cmpuint(options.settle_max_s, ==, settle_max_s);
    g_assert_cmpuint(options.poll_s, ==, poll_s);
}

static void test_watching(void)
{
    assert_times("-i i --watch k", 2, 30, 0);
    assert_times("-i i --watch --settle 0 --poll 5 k", 0, 30, 5);
    assert_times("-i i --watch --settle 100 k", 100, 100, 0);
    assert_times("-i i --watch --settle-max 1 k", 1, 1, 0);
    assert_refused("-i i --watch --settle 5 --settle-max 4 k", "--settle-max skal være mindst");
    assert_refused("-i i --watch --poll 0 k", "--poll skal være et helt tal fra 1 til");
    assert_refused("-i i --settle 5 k", "--settle, --settle-max og --poll hører til --watch");
    assert_refused("-i i --poll 5 k", "--settle, --settle-max og --poll hører til --watch");
    assert_refused("-i i --watch --dry-run k", "udelad den ene");
    assert_refused("-i i --watch --rollback", "brug den uden --rollback og --explain");
    assert_refused("-i i --watch", "skriv, hvad der skal indekseres");
    assert_refused("--watch k", "skriv, hvor indekset skal ligge");
}

static void test_wrong_values(void)
{
    assert_refused("-i i --ful k", "mente du --full?");
    assert_refused("-i i --jobs 0 k", "--jobs skal være et helt tal fra 1 til");
    assert_refused("-i i --jobs mange k", "ikke »mange«");
    assert_refused("-i i --deadline 0 k", "--deadline skal være et helt tal fra 1 til 86400");
    assert_refused("-i i --wait -1 k", "--wait skal være et helt tal fra 0 til 86400");
    assert_refused("-i i --ocr ja k", "--ocr skal være auto, on eller off");
    assert_refused("-i i --ocr-pages 10001 k", "--ocr-pages skal være et helt tal fra 0 til");
    assert_refused("-i i --profile findes-ikke.ini k", "--profile findes-ikke.ini: filen findes");
    assert_refused("-i i --municipalities / k", "--municipalities /: det er en mappe");
    assert_refused("-i i -qv k", "kender ikke -qv");
    assert_refused("-i i --full=ja k", "--full skal ikke have en værdi");
    assert_refused("-i i k --report", "--report mangler en værdi");
}

static void test_missing(void)
{
    assert_refused("k", "skriv, hvor indekset skal ligge: --index MAPPE");
    assert_refused("--index= k", "skriv, hvor indekset skal ligge");
    assert_refused("-i i", "skriv, hvad der skal indekseres");
    assert_refused("--rollback", "skriv, hvor indekset skal ligge");
}

static void test_exclusive(void)
{
    assert_refused("-i i -q -v k", "brug kun én af dem");
    assert_refused("-i i -q --json-progress k", "--quiet og --json-progress");
    assert_refused("-i i -v --json-progress k", "udelad --verbose");
    assert_refused("-i i --full --retry-failed k", "udelad --retry-failed");
    assert_refused("-i i -n -q k", "udelad --quiet");
    assert_refused("-i i -n --report r.html k", "udelad den ene");
    assert_refused("-i i --rollback k", "læser ingen kilder");
    assert_refused("-i i --rollback --full", "--rollback indekserer intet");
    assert_refused("-i i --rollback --explain s.html", "--rollback indekserer intet");
    assert_refused("--explain s.html --full", "--explain viser kun");
    assert_refused("-i i --json k", "--json-progress");
}

static void test_report(void)
{
    assert_refused("-i i -r rapport.txt k", "ender på .json eller .html");
    assert_refused("-i i -r findes-ikke/r.html k", "--report findes-ikke/r.html: kan ikke skrives");
    g_autofree char *folder = g_dir_make_tmp("cb-options-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "r.json", NULL);
    g_autofree char *line = g_strdup_printf("-i i --report %s k", path);
    g_auto(CbIndexOptions) options = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    parse(line, &options, &words, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(options.report, ==, path);
    g_mkdir(path, 0700);
    assert_refused(line, "det er en mappe");
    g_rmdir(path);
    g_rmdir(folder);
}

/* A folder may have any name, behind "--" or "./". */
static void test_odd_names(void)
{
    g_auto(CbIndexOptions) options = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    parse("-i i ./-x -- --full", &options, &words, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(options.ingest.sources[0], ==, "./-x");
    g_assert_cmpstr(options.ingest.sources[1], ==, "--full");
    g_assert_false(options.ingest.full);
}

/* What --help names is what is parsed, and the other way round; and it fits a terminal. */
static void test_help_is_right(void)
{
    g_auto(GStrv) lines = g_strsplit(cb_index_help(), "\n", -1);
    guint n = 0;
    for (char **line = lines; *line != NULL; line++) {
        g_assert_cmpint(g_utf8_strlen(*line, -1), <=, 100);
        const char *name = strstr(*line, "--");
        if (!g_str_has_prefix(*line, "  ") || name == NULL || name - *line != 6)
            continue;
        g_autofree char *option = g_strndup(name, strcspn(name, " \n"));
        g_autofree char *words = g_strconcat(option, " ", NULL);
        g_auto(CbIndexOptions) options = {0};
        g_auto(GStrv) args = NULL;
        g_autoptr(GError) error = NULL;
        if (!parse(words, &options, &args, &error))
            g_assert_null(strstr(error->message, "kender ikke"));
        n++;
    }
    g_assert_cmpuint(n, >=, 20);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/index-options/defaults", test_defaults);
    g_test_add_func("/index-options/all-in-both-languages", test_all_in_both_languages);
    g_test_add_func("/index-options/deeds", test_deeds);
    g_test_add_func("/index-options/watching", test_watching);
    g_test_add_func("/index-options/wrong-values", test_wrong_values);
    g_test_add_func("/index-options/missing", test_missing);
    g_test_add_func("/index-options/exclusive", test_exclusive);
    g_test_add_func("/index-options/report", test_report);
    g_test_add_func("/index-options/odd-names", test_odd_names);
    g_test_add_func("/index-options/help-is-right", test_help_is_right);
    return g_test_run();
}
