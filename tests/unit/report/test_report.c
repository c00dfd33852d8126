/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run says: the sum, the plan, lines a file, events, and the report as a file. Each is told
 * in a process of its own, so that what it prints can be looked at. */
#include "report_file.h"
#include "report_run.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

static const char *const sources[] = {"sider", NULL};
static const CbIngestOptions told = {.index_dir = "indeks", .sources = sources};

static CbStatus a_status(void)
{
    CbStatus status = {.cases = 44, .files_ok = 50, .files_failed = 2, .generation = 3};
    status.kinds[CB_CASE_FULL] = 35;
    status.kinds[CB_CASE_TEASER] = 8;
    status.kinds[CB_CASE_DOCUMENT] = 1;
    status.attachments[CB_STATE_OK] = 25;
    status.attachments[CB_STATE_NO_TEXT] = 2;
    status.attachments[CB_STATE_ENCRYPTED] = 1;
    return status;
}

/* --- The sum --------------------------------------------------------------------------------- */

static void assert_sentence(const CbRunSummary *run, const CbStatus *status, const char *expected)
{
    g_autofree char *sentence = cb_run_sentence(run, status);
    g_assert_cmpstr(sentence, ==, expected);
}

static void test_sentence(void)
{
    CbStatus status = a_status();
    const CbStatus well = {.cases = 3};
    const CbRunSummary three_new = {.cases_new = 3, .cases_changed = 1};
    assert_sentence(&three_new, &status, "3 nye sager, 1 ændret, 2 PDF'er uden tekst, 1 krypteret");
    assert_sentence(&(CbRunSummary){.cases_changed = 1, .cases_gone = 2}, &well,
                    "1 ændret sag, 2 er væk");
    assert_sentence(&(CbRunSummary){.cases_gone = 1234}, &well, "1.234 sager er væk");
    assert_sentence(&(CbRunSummary){.cases_new = 1}, NULL, "1 ny sag");
    assert_sentence(&(CbRunSummary){.cases_kept = 7}, &well, "");
    status.attachments[CB_STATE_NO_TEXT] = 0;
    status.attachments[CB_STATE_DAMAGED] = 2;
    status.attachments[CB_STATE_TIMEOUT] = 1;
    status.attachments[CB_STATE_MISSING] = 4;
    assert_sentence(NULL, &status, "1 krypteret PDF, 2 beskadigede, 1 tog for lang tid, 4 mangler");
}

/* Each is run as a child by the test that looks at what it prints. */
static void child_end(const CbRunSummary *run, const CbReportOptions *how, gboolean dry_run)
{
    CbStatus status = a_status();
    CbIngestOptions options = told;
    options.dry_run = dry_run;
    g_autoptr(CbReport) report = cb_report_new_full(how);
    cb_report_note(report, "OCR: 1 side læst.");
    cb_report_end(report, &(CbRunEnd){.options = &options, .run = run, .status = &status});
}

static const CbRunSummary done = {.cases_new = 3,
                                  .cases_changed = 1,
                                  .cases_kept = 40,
                                  .files_read = 9,
                                  .files_unchanged = 1043,
                                  .files_moved = 1};

static void child_done(void)
{
    child_end(&done, &(CbReportOptions){0}, FALSE);
}

static void test_sum(void)
{
    g_test_trap_subprocess("/report/subprocess/done", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stdout(
        "*3 nye sager, 1 ændret, 2 PDF'er uden tekst, 1 krypteret.\n"
        "9 filer læst, 1 flyttet, 1.043 uændrede, på * ms.\n"
        "Indekset har 44 sager: 35 hele sager, 8 korte omtaler, 1 PDF uden side; 25 PDF'er er "
        "læst.\n"
        "2 filer kunne ikke læses helt; se hvorfor med: casebank status --index indeks --files\n"
        "OCR: 1 side læst.\n"
        "Indekset er klar i indeks.\n*");
    g_test_trap_assert_stderr("");
}

static void child_nothing(void)
{
    child_end(&(CbRunSummary){.nothing_to_do = TRUE, .files_unchanged = 10000},
              &(CbReportOptions){0}, FALSE);
}

static void test_nothing_to_do_is_one_line(void)
{
    g_test_trap_subprocess("/report/subprocess/nothing", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stdout("*Intet at gøre: 10.000 filer er uændrede, og indekset har 44 "
                              "sager; 2 kan stadig ikke læses (casebank status --files).\n*");
    g_test_trap_assert_stdout_unmatched("*Indekset er klar*");
}

static void child_stopped(void)
{
    child_end(&(CbRunSummary){.stopped = TRUE, .files_read = 120}, &(CbReportOptions){0}, FALSE);
}

static void test_stopped_says_what_was_kept(void)
{
    g_test_trap_subprocess("/report/subprocess/stopped", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_stdout("*Afbrudt: 120 filer nåede at blive læst, og det er gemt i indeks, "
                              "der nu har 44 sager. Kør det samme igen*");
}

static void child_quiet(void)
{
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    cb_report_problem(report, "filer/\033[2J.pdf", "filen er\nbeskadiget");
    cb_report_problem(report, NULL, "mappen findes ikke");
    cb_report_phase(report, CB_PHASE_PDFS, 1);
    cb_report_file(report, &(CbFileNews){.path = "a.pdf", .state = "damaged", .ms = 3});
    g_assert_cmpuint(cb_report_n_problems(report), ==, 2);
    CbStatus status = a_status();
    cb_report_end(report, &(CbRunEnd){.options = &told, .run = &done, .status = &status});
}

static void test_quiet_tells_problems_only(void)
{
    g_test_trap_subprocess("/report/subprocess/quiet", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr("casebank-index: filer/�[2J.pdf: filen er�beskadiget\n"
                              "casebank-index: mappen findes ikke\n");
    g_test_trap_assert_stdout_unmatched("*sager*");
}

/* --- Files and plans ------------------------------------------------------------------------- */

static void some_files(CbReport *report)
{
    cb_report_phase(report, CB_PHASE_PAGES, 3);
    cb_report_file(report, &(CbFileNews){.path = "æ.html", .ms = 2, .action = CB_ACTION_NEW});
    cb_report_file(report, &(CbFileNews){.path = "b.html", .action = CB_ACTION_UNCHANGED});
    cb_report_file(report, &(CbFileNews){.path = "c.pdf",
                                         .state = "damaged",
                                         .reason = "filen er afbrudt",
                                         .ms = 1200,
                                         .pages = 3,
                                         .action = CB_ACTION_RETRIED});
    cb_report_checkpoint(report, 1500);
}

static void child_verbose(void)
{
    g_autoptr(CbReport) report = cb_report_new_full(&(CbReportOptions){.verbose = TRUE});
    some_files(report);
}

static void test_verbose_tells_every_file(void)
{
    g_test_trap_subprocess("/report/subprocess/verbose", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_stdout("*ny               2 ms  æ.html\n"
                              "uændret                b.html\n"
                              "fejl          1200 ms  c.pdf (3 sider): filen er afbrudt\n"
                              "gemt undervejs: indekset har nu 1.500 sager\n*");
    g_test_trap_assert_stderr("");
}

static void plan(gboolean verbose)
{
    g_autoptr(CbReport) report = cb_report_new_full(&(CbReportOptions){.verbose = verbose});
    CbIngestOptions options = told;
    options.dry_run = TRUE;
    for (guint i = 0; i < 1500; i++) {
        g_autofree char *path = g_strdup_printf("filer/%u.pdf", i);
        cb_report_plan(report, path, CB_ACTION_REDONE, "læseprogrammet er nyt");
    }
    cb_report_plan(report, "ny.html", CB_ACTION_NEW, NULL);
    cb_report_plan(report, "uændret.html", CB_ACTION_UNCHANGED, NULL);
    cb_report_plan(report, "væk.html", CB_ACTION_GONE, NULL);
    cb_report_plan(report, "filer/x.pdf", CB_ACTION_REDONE, "ordbogen er ny");
    cb_report_end(report,
                  &(CbRunEnd){.options = &options, .run = &(CbRunSummary){.files_unchanged = 12}});
}

static void child_plan(void)
{
    plan(FALSE);
}

static void child_whole_plan(void)
{
    plan(TRUE);
}

static void test_plan_is_grouped(void)
{
    g_test_trap_subprocess("/report/subprocess/plan", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stdout(
        "*Nye filer, der læses: 1\n  ny.html\n\n"
        "Uændrede filer, der læses igen (læseprogrammet er nyt): 1.500\n  filer/0.pdf\n*"
        "  filer/19.pdf\n  og 1.480 til; --verbose viser alle\n\n"
        "Uændrede filer, der læses igen (ordbogen er ny): 1\n  filer/x.pdf\n\n"
        "Filer, der er væk og går ud af indekset: 1\n  væk.html\n\n"
        "I alt er 12 filer uændrede og læses ikke.\nIntet er gjort. Uden --dry-run sker det.\n*");
    g_test_trap_assert_stdout_unmatched("*uændret.html*");
    g_test_trap_subprocess("/report/subprocess/whole-plan", 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_stdout("*Uændrede filer, der ikke læses: 1\n  uændret.html\n*");
    g_test_trap_assert_stdout("*  filer/1499.pdf\n\n*");
}

/* --- Events ---------------------------------------------------------------------------------- */

static void child_events(void)
{
    g_autoptr(CbReport) report = cb_report_new_full(&(CbReportOptions){.events = TRUE});
    cb_report_begin(report, &told);
    some_files(report);
    cb_report_plan(report, "p.html", CB_ACTION_GONE, NULL);
    cb_report_problem(report, "\xff.pdf", "i stykker");
    CbStatus status = a_status();
    cb_report_end(report, &(CbRunEnd){.options = &told, .run = &done, .status = &status});
}

/* The child's lines that are events; the test framework writes before the first and after the
 * last. */
static GPtrArray *events_of_child(void)
{
    int status = 0;
    g_autofree char *out = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    char *child[] = {program, (char[]){"-p"}, (char[]){"/report/subprocess/events"},
                     (char[]){"--GTestSubprocess"}, NULL};
    g_spawn_sync(NULL, child, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status,
                 &error);
    g_assert_no_error(error);
    GPtrArray *events = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        const char *begin = strstr(*line, "{\"event\"");
        json_t *event = begin != NULL ? json_loads(begin, 0, NULL) : NULL;
        g_assert_true((begin == NULL) == (event == NULL));
        if (event != NULL)
            g_ptr_array_add(events, event);
    }
    return events;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static gint64 number_of(const json_t *object, const char *key)
{
    g_assert_true(json_is_integer(json_object_get(object, key)));
    return json_integer_value(json_object_get(object, key));
}

static void test_events(void)
{
    static const char *const names[] = {"start",      "phase", "file",    "file", "file",
                                        "checkpoint", "plan",  "problem", "done"};
    g_autoptr(GPtrArray) events = events_of_child();
    g_assert_cmpuint(events->len, ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < events->len; i++)
        g_assert_cmpstr(text_of(events->pdata[i], "event"), ==, names[i]);
    g_assert_cmpint(number_of(events->pdata[0], "version"), ==, 1);
    g_assert_cmpstr(text_of(events->pdata[1], "phase"), ==, "pages");
    const json_t *file = events->pdata[4];
    g_assert_cmpstr(text_of(file, "path"), ==, "c.pdf");
    g_assert_cmpstr(text_of(file, "action"), ==, "retried");
    g_assert_cmpstr(text_of(file, "state"), ==, "damaged");
    g_assert_cmpint(number_of(file, "ms"), ==, 1200);
    g_assert_cmpint(number_of(file, "pages"), ==, 3);
    g_assert_cmpint(number_of(file, "done"), ==, 3);
    g_assert_cmpint(number_of(file, "total"), ==, 3);
    g_assert_cmpstr(text_of(events->pdata[3], "state"), ==, "ok");
    g_assert_cmpstr(text_of(events->pdata[7], "path"), ==, "�.pdf");
    const json_t *end = events->pdata[8];
    g_assert_cmpstr(text_of(end, "result"), ==, "ok");
    g_assert_cmpint(number_of(json_object_get(json_object_get(end, "run"), "cases"), "new"), ==, 3);
    g_assert_cmpint(number_of(json_object_get(end, "index"), "cases"), ==, 44);
}

/* --- The file -------------------------------------------------------------------------------- */

typedef struct {
    char *folder, *index, *path;
} Files;

static void set_up(Files *files, gconstpointer suffix)
{
    files->folder = g_dir_make_tmp("cb-report-XXXXXX", NULL);
    files->index = g_build_filename(files->folder, "indeks", NULL);
    files->path = g_strconcat(files->folder, "/rapport", (const char *)suffix, NULL);
}

static void tear_down(Files *files, gconstpointer suffix)
{
    (void)suffix;
    char *command[] = {(char[]){"rm"}, (char[]){"-r"}, files->folder, NULL};
    g_assert_true(
        g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(files->folder);
    g_free(files->index);
    g_free(files->path);
}

/* One good case whose PDF is damaged, with all that must be escaped. */
static void make_index(const char *dir)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(CbCase) item = cb_case_new();
    item->id = g_strdup("sag");
    item->title = g_strdup("Sagen om <script>alert(1)</script> & \"mere\"");
    g_assert_true(cb_writer_add_case(writer, item, &error));
    CbLedger *ledger = cb_ledger_new();
    CbFileRecord *bad =
        cb_file_record_new("<img src=x onerror=alert(2)>.pdf", "damaged", "slutningen & mangler");
    bad->attempts = 3;
    bad->read_at = 1795390140;
    g_ptr_array_add(bad->case_ids, g_strdup("sag"));
    g_ptr_array_add(ledger->files, bad);
    g_ptr_array_add(ledger->files, cb_file_record_new("god.html", "ok", NULL));
    cb_writer_set_ledger(writer, ledger);
    g_assert_true(cb_writer_publish(writer, &error));
}

static char *write_report(const Files *files)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    CbIngestOptions options = told;
    CbStatus status = a_status();
    options.index_dir = files->index;
    cb_report_phase(report, CB_PHASE_PDFS, 30);
    for (guint i = 1; i <= 30; i++) {
        g_autofree char *path = g_strdup_printf("nr-%u.pdf", i);
        cb_report_file(report, &(CbFileNews){.path = path, .ms = 10 * (i % 2 == 0 ? i : 31 - i)});
    }
    const CbRunEnd end = {.options = &options, .run = &done, .status = &status, .exit_code = 1};
    cb_report_write(report, &end, files->path, &error);
    g_assert_no_error(error);
    char *text = NULL;
    g_file_get_contents(files->path, &text, NULL, &error);
    g_assert_no_error(error);
    return text;
}

static void test_json_file(Files *files, gconstpointer suffix)
{
    (void)suffix;
    make_index(files->index);
    g_autofree char *text = write_report(files);
    json_t *json = json_loads(text, 0, NULL);
    g_assert_nonnull(json);
    g_assert_cmpint(number_of(json, "version"), ==, 1);
    g_assert_cmpstr(text_of(json, "result"), ==, "some-failed");
    const json_t *list = json_object_get(json, "files");
    g_assert_cmpuint(json_array_size(list), ==, 1);
    const json_t *file = json_array_get(list, 0);
    g_assert_cmpstr(text_of(file, "path"), ==, "<img src=x onerror=alert(2)>.pdf");
    g_assert_cmpstr(text_of(file, "state"), ==, "damaged");
    g_assert_cmpint(number_of(file, "attempts"), ==, 3);
    const json_t *hurt = json_array_get(json_object_get(file, "cases"), 0);
    g_assert_cmpstr(text_of(hurt, "id"), ==, "sag");
    g_assert_true(g_str_has_prefix(text_of(hurt, "title"), "Sagen om <script>"));
    const json_t *slowest = json_object_get(json, "slowest");
    g_assert_cmpuint(json_array_size(slowest), ==, 20);
    for (gsize i = 1; i < 20; i++)
        g_assert_cmpint(number_of(json_array_get(slowest, i - 1), "ms"), >=,
                        number_of(json_array_get(slowest, i), "ms"));
    g_assert_cmpint(number_of(json_array_get(slowest, 0), "ms"), ==, 300);
    json_decref(json);
}

static void test_html_file(Files *files, gconstpointer suffix)
{
    (void)suffix;
    make_index(files->index);
    g_autofree char *text = write_report(files);
    g_assert_true(g_str_has_prefix(text, "<!DOCTYPE html>"));
    g_assert_null(strstr(text, "<script"));
    g_assert_null(strstr(text, "<img"));
    g_assert_null(strstr(text, "://"));
    g_assert_nonnull(strstr(text, "&lt;img src=x onerror=alert(2)&gt;.pdf"));
    g_assert_nonnull(strstr(text, "Sagen om &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;"));
    g_assert_nonnull(strstr(text, "slutningen &amp; mangler"));
    g_assert_nonnull(strstr(text, "3 forsøg"));
    g_assert_nonnull(strstr(text, "men 2 filer kunne ikke læses helt"));
    g_assert_nonnull(strstr(text, "3 nye sager, 1 ændret"));
    g_assert_nonnull(strstr(text, "prefers-color-scheme:dark"));
    g_assert_null(strstr(text, "god.html"));
}

/* A first run that failed has no index: the report says so all the same. */
static void test_failed_run(Files *files, gconstpointer suffix)
{
    (void)suffix;
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) why = g_error_new_literal(CB_ERROR, CB_ERROR_IO, "disken er <fuld>");
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    CbIngestOptions options = told;
    options.index_dir = files->index;
    const CbRunEnd end = {.options = &options, .error = why, .exit_code = 3};
    g_assert_true(cb_report_write(report, &end, files->path, &error));
    g_autofree char *text = NULL;
    g_file_get_contents(files->path, &text, NULL, NULL);
    g_assert_nonnull(strstr(text, "Kørslen mislykkedes: disken er &lt;fuld&gt;"));
    g_assert_false(cb_report_write(report, &end, "/findes/ikke/r.html", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/sentence", test_sentence);
    g_test_add_func("/report/sum", test_sum);
    g_test_add_func("/report/nothing-to-do-is-one-line", test_nothing_to_do_is_one_line);
    g_test_add_func("/report/stopped-says-what-was-kept", test_stopped_says_what_was_kept);
    g_test_add_func("/report/quiet-tells-problems-only", test_quiet_tells_problems_only);
    g_test_add_func("/report/verbose-tells-every-file", test_verbose_tells_every_file);
    g_test_add_func("/report/plan-is-grouped", test_plan_is_grouped);
    g_test_add_func("/report/events", test_events);
    g_test_add("/report/json-file", Files, ".json", set_up, test_json_file, tear_down);
    g_test_add("/report/html-file", Files, ".html", set_up, test_html_file, tear_down);
    g_test_add("/report/failed-run", Files, ".html", set_up, test_failed_run, tear_down);
    g_test_add_func("/report/subprocess/done", child_done);
    g_test_add_func("/report/subprocess/nothing", child_nothing);
    g_test_add_func("/report/subprocess/stopped", child_stopped);
    g_test_add_func("/report/subprocess/quiet", child_quiet);
    g_test_add_func("/report/subprocess/verbose", child_verbose);
    g_test_add_func("/report/subprocess/plan", child_plan);
    g_test_add_func("/report/subprocess/whole-plan", child_whole_plan);
    g_test_add_func("/report/subprocess/events", child_events);
    return g_test_run();
}
