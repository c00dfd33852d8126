/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What --explain tells of a page. */
#include <casebank/error.h>
#include <explain.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <tree.h>

typedef struct {
    char *folder;
    char *page;
    char *pdf;
    char *profile;
    char *extractor;
} Fixture;

static const char html[] =
    "<title>Portal</title><nav class=top><a href=/>Til forsiden af portalen</a></nav><main>"
    "<h1>Projekter om elever</h1><div class=k><div class=r>Mentorer</div><p>I Aalborg Kommune fik "
    "eleverne en mentor i det første år.</p><a href='mentor%20plan.pdf'>Mentorplan</a> <a "
    "href=borte.pdf>Borte</a></div><div class=k><div class=r>Breve</div><p>I Odense Kommune fik "
    "eleverne et brev, inden de begyndte.</p></div></main>";

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    fixture->folder = g_dir_make_tmp("casebank-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->page = g_build_filename(fixture->folder, "projekter.html", NULL);
    fixture->pdf = g_build_filename(fixture->folder, "mentor plan.pdf", NULL);
    fixture->profile = g_build_filename(fixture->folder, "site.ini", NULL);
    g_assert_true(g_file_set_contents(fixture->page, html, -1, &error));
    g_assert_true(g_file_set_contents(fixture->pdf, "%PDF-1.4\n", -1, &error));
    g_assert_true(g_file_set_contents(fixture->profile,
                                      "[side]\ncase=//div[@class='k']\n"
                                      "heading=//div[@class='r']\nleave-out.x=//hr\n",
                                      -1, &error));
    fixture->extractor = g_build_filename(g_getenv("CASEBANK_BIN_DIR"), "casebank-extract", NULL);
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    cb_tree_remove(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->page);
    g_free(fixture->pdf);
    g_free(fixture->profile);
    g_free(fixture->extractor);
}

static char *explain(const Fixture *fixture, const char *profile, gboolean json)
{
    g_autoptr(GError) error = NULL;
    const CbIngestOptions options = {.extractor = fixture->extractor, .profile = profile};
    char *text = cb_explain_page(fixture->page, &options, json, &error);
    g_assert_no_error(error);
    return text;
}

static void assert_says(const char *text, const char *expected)
{
    if (strstr(text, expected) == NULL)
        g_test_message("»%s« is not in:\n%s", expected, text);
    g_assert_nonnull(strstr(text, expected));
}

static void test_tells_people(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = explain(fixture, fixture->profile, FALSE);
    assert_says(text, "projekter.html\n  Siden er    samling: en sag for hvert afsnit\n");
    assert_says(text, "Titel       Projekter om elever  [den første overskrift i niveau 1]\n");
    assert_says(text, "case              fandt 2, først <div.k>\n");
    assert_says(text, "leave-out.x       fandt intet på denne side\n");
    assert_says(text, "<nav.top>  menu (<nav>)\n      »Til forsiden af portalen«\n");
    assert_says(text, "sag        Mentorer\n                  fordi: profilen (case)\n");
    assert_says(text, "Id       projekter:mentorer\n");
    assert_says(text, "Kommune  Aalborg  [fra indledningen]\n");
    assert_says(text, "Mentorplan.pdf -> mentor plan.pdf\n");
    assert_says(text, "Borte.pdf -> ingen fil i kilden (link: borte.pdf)\n");
}

static void test_without_a_profile_the_rules_of_the_reader_show(Fixture *fixture,
                                                                G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = explain(fixture, NULL, FALSE);
    assert_says(text, "Siden er    én sag: hele siden\n");
    assert_says(text, "  <main>  <main>\n");
    assert_says(text, "ingen overskrifter kan begynde en sag");
    g_assert_null(strstr(text, "PROFILEN"));
}

static void test_tells_programs(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = explain(fixture, fixture->profile, TRUE);
    json_t *whole = json_loads(text, 0, NULL);
    g_assert_nonnull(whole);
    g_assert_cmpint(json_integer_value(json_object_get(whole, "version")), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(whole, "kind")), ==, "collection");
    g_assert_cmpuint(json_array_size(json_object_get(whole, "profile")), ==, 3);
    g_assert_cmpuint(json_array_size(json_object_get(whole, "units")), ==, 2);
    json_t *first = json_array_get(json_object_get(whole, "cases"), 0);
    g_assert_cmpstr(json_string_value(json_object_get(first, "title")), ==, "Mentorer");
    json_t *attachments = json_object_get(first, "attachments");
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(attachments, 0), "file")), ==,
                    "mentor plan.pdf");
    g_assert_true(json_is_null(json_object_get(json_array_get(attachments, 1), "file")));
    json_decref(whole);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* In a mirror, links lead to files that a run leaves out; and not every file is a PDF. */
static void test_a_pdf_that_is_left_out_is_not_tied(Fixture *fixture,
                                                    G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *host = g_build_filename(fixture->folder, "www.example.dk", NULL);
    g_assert_cmpint(g_mkdir(host, 0777), ==, 0);
    write_file(host, "robots.txt", "User-agent: *\nDisallow: /skjult\n");
    write_file(host, "skjult.pdf", "%PDF-1.4\n");
    write_file(host, "plan.pdf", "%PDF-1.4 2\n");
    write_file(host, "index.html",
               "<h1>Makker</h1><p>I Odense Kommune fik eleverne en makker.</p>"
               "<a href=skjult.pdf>Brev</a> <a href=plan.pdf>Plan</a>");
    g_free(fixture->page);
    fixture->page = g_build_filename(host, "index.html", NULL);
    g_autofree char *text = explain(fixture, NULL, FALSE);
    assert_says(text, "Plan.pdf -> plan.pdf\n");
    assert_says(text, "Brev.pdf -> læses ikke: robots.txt siger, at den ikke må indekseres "
                      "(link: skjult.pdf)\n");
}

static void assert_fails(const Fixture *fixture, const char *page, const char *profile, int code,
                         const char *expected)
{
    g_autoptr(GError) error = NULL;
    const CbIngestOptions options = {.extractor = fixture->extractor, .profile = profile};
    g_assert_null(cb_explain_page(page, &options, FALSE, &error));
    g_assert_error(error, CB_ERROR, code);
    assert_says(error->message, expected);
}

static void test_tells_what_is_wrong(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    assert_fails(fixture, "/findes/ikke.html", NULL, CB_ERROR_USAGE, "/findes/ikke.html");
    assert_fails(fixture, fixture->pdf, NULL, CB_ERROR_USAGE, "er ikke en side");
    assert_fails(fixture, fixture->profile, NULL, CB_ERROR_USAGE, "er ikke en side");
    assert_fails(fixture, fixture->page, fixture->page, CB_ERROR_USAGE, "linje 1: ");
    g_assert_true(g_file_set_contents(fixture->profile, "[side]\nbody=//a[", -1, NULL));
    assert_fails(fixture, fixture->page, fixture->profile, CB_ERROR_USAGE,
                 "linje 2: XPath-udtrykket for »body« er forkert");
    g_assert_true(g_file_set_contents(fixture->page, "", -1, NULL));
    assert_fails(fixture, fixture->page, NULL, CB_ERROR_BAD_FILE, "projekter.html: filen er tom");
}

/* A page may hold what steers a terminal. */
static void test_shows_no_control_characters(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_true(g_file_set_contents(
        fixture->page, "<h1>Titel &#27;[31m rød</h1><p class='a\x1b[2J'>Tekst", -1, NULL));
    g_autofree char *text = explain(fixture, NULL, FALSE);
    g_assert_null(strchr(text, '\x1b'));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function)                                                                       \
    g_test_add("/explain-page/" name, Fixture, NULL, set_up, function, tear_down)
    TEST("people", test_tells_people);
    TEST("no-profile", test_without_a_profile_the_rules_of_the_reader_show);
    TEST("programs", test_tells_programs);
    TEST("left-out-pdf", test_a_pdf_that_is_left_out_is_not_tied);
    TEST("wrong", test_tells_what_is_wrong);
    TEST("control-characters", test_shows_no_control_characters);
#undef TEST
    return g_test_run();
}
