/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources as parts of the web: which files are left out, addresses and dates from sitemaps, links
 * in mirrors, and several sources by name. */
#include "folder.h"
#include "source_links.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *root;
    CbReport *report;
    CbSources *sources;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = folder_new();
    fixture->report = cb_report_new(TRUE);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_sources_free(fixture->sources);
    cb_report_free(fixture->report);
    folder_free(fixture->root);
}

/* Lists and sifts the source at @below, below the root. */
static CbSource *read_source(Fixture *fixture, const char *below, const char *base_url,
                             gboolean ignore_robots)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *root = g_build_filename(fixture->root, below, NULL);
    const char *const roots[] = {root, NULL}, *const urls[] = {base_url, NULL};
    const CbSourcesOptions options = {roots, urls, ignore_robots};
    cb_sources_free(fixture->sources);
    fixture->sources = cb_sources_list(&options, fixture->report, &error);
    g_assert_no_error(error);
    cb_sources_sift(fixture->sources, fixture->report);
    return fixture->sources->sources->pdata[0];
}

static const CbFoundFile *file_at(const Fixture *fixture, const char *path)
{
    const CbFoundFile *file = g_hash_table_lookup(fixture->sources->by_path, path);
    if (file == NULL)
        g_error("%s was not found", path);
    return file;
}

static void assert_left_out(const Fixture *fixture, const char *path, const char *state)
{
    const CbFoundFile *file = file_at(fixture, path);
    g_assert_cmpstr(file->left_out, ==, state);
    g_assert_true((file->reason != NULL) == (state != NULL));
}

static void assert_address(const Fixture *fixture, CbSource *source, const char *path,
                           const char *expected)
{
    g_autofree char *address = cb_site_address(source->site, file_at(fixture, path));
    g_assert_cmpstr(address, ==, expected);
}

/* --- Left out -------------------------------------------------------------------------------- */

static void test_same_page_under_several_queries_is_one(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a.html?x=1&utm_source=b", "<p>en");
    make(fixture->root, "a.html?x=1", "<p>en");
    make(fixture->root, "a.html?x=2", "<p>to");
    make(fixture->root, "b.html?x=1", "<p>en");
    make(fixture->root, "c.pdf?v=2", "%PDF-1");
    make(fixture->root, "c.pdf", "%PDF-1");
    make(fixture->root, "d.pdf", "%PDF-1");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_left_out(fixture, "a.html?x=1&utm_source=b", CB_LEFT_OUT_DUPLICATE);
    g_assert_cmpstr(file_at(fixture, "a.html?x=1&utm_source=b")->reason, ==,
                    "samme indhold som a.html?x=1");
    assert_left_out(fixture, "a.html?x=1", NULL);
    assert_left_out(fixture, "a.html?x=2", NULL);
    assert_left_out(fixture, "b.html?x=1", NULL);
    assert_left_out(fixture, "c.pdf?v=2", CB_LEFT_OUT_DUPLICATE);
    g_autoptr(GPtrArray) pdfs = cb_file_set_unused(source->pdfs);
    g_assert_cmpuint(pdfs->len, ==, 2);
}

static const char robots_txt[] = "User-agent: *\nDisallow: /intern/\nDisallow: /*?print\n";

static void make_forbidden_pages(const Fixture *fixture)
{
    make(fixture->root, "www.example.dk/robots.txt", robots_txt);
    make(fixture->root, "www.example.dk/index.html", "<p>a");
    make(fixture->root, "www.example.dk/intern/b.html", "<p>b");
    make(fixture->root, "www.example.dk/intern/c.pdf", "%PDF-1");
    make(fixture->root, "www.example.dk/d.html?print=1.html", "<p>d");
}

static void test_robots_txt_is_heeded(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_forbidden_pages(fixture);
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_left_out(fixture, "www.example.dk/index.html", NULL);
    assert_left_out(fixture, "www.example.dk/intern/b.html", CB_LEFT_OUT_ROBOTS);
    assert_left_out(fixture, "www.example.dk/intern/c.pdf", CB_LEFT_OUT_ROBOTS);
    assert_left_out(fixture, "www.example.dk/d.html?print=1.html", CB_LEFT_OUT_ROBOTS);
    g_autoptr(GPtrArray) pdfs = cb_file_set_unused(source->pdfs);
    g_assert_cmpuint(pdfs->len, ==, 0);
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 0);
}

static void test_robots_txt_counts_in_a_plain_folder(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_forbidden_pages(fixture);
    make(fixture->root, "plain/robots.txt", "User-agent: *\nDisallow: /kurser/a\n");
    make(fixture->root, "plain/a.html", "<p>a");
    read_source(fixture, "plain", "https://example.dk/kurser/", FALSE);
    assert_left_out(fixture, "a.html", CB_LEFT_OUT_ROBOTS);
    read_source(fixture, "plain", NULL, FALSE);
    assert_left_out(fixture, "a.html", NULL);
}

static void test_robots_txt_can_be_ignored(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_forbidden_pages(fixture);
    read_source(fixture, "", NULL, TRUE);
    assert_left_out(fixture, "www.example.dk/intern/b.html", NULL);
}

static void test_robots_txt_that_leaves_nothing_is_told(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "robots.txt", "User-agent: *\nDisallow: /\n");
    make(fixture->root, "a.html", "<p>a");
    read_source(fixture, "", NULL, FALSE);
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 1);
}

/* --- Sitemaps -------------------------------------------------------------------------------- */

#define PAGE(address, date) "<url><loc>" address "</loc><lastmod>" date "</lastmod></url>"

static void test_sitemap_gives_addresses_and_dates(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "sitemap.xml",
         "<urlset>" PAGE("http://example.dk/a/", "2024-01-02")
             PAGE("http://example.dk/b.html", "2024-01-03")
                 PAGE("http://example.dk/p%C3%A5", "2024-01-04") "</urlset>");
    make(fixture->root, "a.html", "<p>a");
    make(fixture->root, "b.html", "<p>b");
    make(fixture->root, "på/index.html", "<p>på");
    make(fixture->root, "c.html", "<p>c");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_address(fixture, source, "a.html", "http://example.dk/a/");
    assert_address(fixture, source, "b.html", "http://example.dk/b.html");
    assert_address(fixture, source, "på/index.html", "http://example.dk/p%C3%A5");
    assert_address(fixture, source, "c.html", NULL);
    g_assert_cmpstr(cb_site_updated(source->site, "http://example.dk/a/"), ==, "2024-01-02");
    g_assert_cmpstr(cb_site_updated(source->site, "https://www.example.dk/b.html#x"), ==,
                    "2024-01-03");
    g_assert_null(cb_site_updated(source->site, "http://example.dk/c.html"));
    g_assert_null(cb_site_updated(source->site, NULL));
}

static void test_sitemap_index_beside_the_source(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "sitemap_index.xml",
         "<sitemapindex><sitemap><loc>https://example.dk/kort/sider-1.xml</loc></sitemap>"
         "<sitemap><loc>https://example.dk/sider-2.xml</loc></sitemap></sitemapindex>");
    make(fixture->root, "sider-1.xml",
         "<urlset>" PAGE("https://example.dk/a", "2024-01-02") "</urlset>");
    make(fixture->root, "kilde/a.html", "<p>a");
    CbSource *source = read_source(fixture, "kilde", NULL, FALSE);
    assert_address(fixture, source, "a.html", "https://example.dk/a");
}

static void test_sitemap_of_a_mirror_tells_the_scheme(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/sitemap.xml",
         "<urlset>" PAGE("http://www.example.dk/", "2024-01-02") "</urlset>");
    make(fixture->root, "www.example.dk/index.html", "<p>a");
    make(fixture->root, "www.example.dk/b.html", "<p>b");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_address(fixture, source, "www.example.dk/b.html", "http://www.example.dk/b.html");
}

/* A path that two hosts of a sitemap have says nothing of a source without a host. */
static void test_path_of_several_hosts_is_no_address(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "sitemap.xml",
         "<urlset>" PAGE("https://a.dk/x", "2024-01-02") PAGE("https://b.dk/x", "2024-01-02")
             PAGE("https://a.dk/y", "2024-01-02")
                 PAGE("http://www.a.dk/y/", "2024-01-02") "</urlset>");
    make(fixture->root, "x.html", "<p>x");
    make(fixture->root, "y.html", "<p>y");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_address(fixture, source, "x.html", NULL);
    assert_address(fixture, source, "y.html", "https://a.dk/y");
    source = read_source(fixture, "", "https://b.dk", FALSE);
    assert_address(fixture, source, "x.html", "https://b.dk/x");
}

static void test_damaged_sitemap_is_a_problem(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "sitemap.xml", "<urlset><url>");
    make(fixture->root, "a.html", "<p>a");
    read_source(fixture, "", NULL, FALSE);
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 1);
}

/* --- Addresses ------------------------------------------------------------------------------- */

static void test_base_url(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "plain/a b.html", "<p>a");
    make(fixture->root, "mirror/localhost:8000/index.html", "<p>a");
    make(fixture->root, "mirror/localhost:8000/a.html", "<p>b");
    CbSource *source = read_source(fixture, "plain", "https://example.dk/x", FALSE);
    assert_address(fixture, source, "a b.html", "https://example.dk/x/a%20b.html");
    source = read_source(fixture, "mirror", "https://example.dk/", FALSE);
    assert_address(fixture, source, "localhost:8000/a.html", "https://example.dk/a.html");
}

static void test_canonical_addresses_count_when_they_are_whole(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/index.html", "<p>a");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    const CbFoundFile *file = file_at(fixture, "www.example.dk/index.html");
    g_autofree char *whole =
        cb_site_page_address(source->site, file, "https://www.example.dk/velkommen");
    g_autofree char *changed = cb_site_page_address(source->site, file, "index.html");
    g_autofree char *none = cb_site_page_address(source->site, file, NULL);
    g_assert_cmpstr(whole, ==, "https://www.example.dk/velkommen");
    g_assert_cmpstr(changed, ==, "https://www.example.dk/");
    g_assert_cmpstr(none, ==, "https://www.example.dk/");
}

static void test_stamp_changes_with_what_decides(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a.html", "<p>a");
    g_autofree char *plain = g_strdup(cb_site_stamp(read_source(fixture, "", NULL, FALSE)->site));
    g_assert_cmpstr(cb_site_stamp(read_source(fixture, "", NULL, FALSE)->site), ==, plain);
    g_assert_cmpstr(cb_site_stamp(read_source(fixture, "", NULL, TRUE)->site), !=, plain);
    g_assert_cmpstr(cb_site_stamp(read_source(fixture, "", "https://a.dk", FALSE)->site), !=,
                    plain);
    make(fixture->root, "robots.txt", "");
    g_assert_cmpstr(cb_site_stamp(read_source(fixture, "", NULL, FALSE)->site), !=, plain);
    make(fixture->root, "sitemap.xml", "<urlset/>");
    g_autofree char *first = g_strdup(cb_site_stamp(read_source(fixture, "", NULL, FALSE)->site));
    make(fixture->root, "sitemap.xml", "<urlset></urlset>");
    g_assert_cmpstr(cb_site_stamp(read_source(fixture, "", NULL, FALSE)->site), !=, first);
}

/* --- Links ----------------------------------------------------------------------------------- */

static void assert_follows(const Fixture *fixture, CbSource *source, const char *page,
                           const char *href, const char *expected)
{
    const CbFoundFile *from = file_at(fixture, page);
    g_autofree char *address = cb_site_address(source->site, from);
    const CbFoundFile *to = cb_site_follow(source->site, from, address, href);
    g_assert_cmpstr(to != NULL ? to->path : NULL, ==, expected);
}

static void test_links_of_a_mirror_lead_to_its_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const char *page = "m.dk/a/side.html";
    make(fixture->root, page, "<p>a");
    make(fixture->root, "m.dk/a/plan å.pdf", "%PDF-1");
    make(fixture->root, "m.dk/b/plan å.pdf", "%PDF-2");
    make(fixture->root, "m.dk/b/plan å.pdf?v=2", "%PDF-2");
    make(fixture->root, "m.dk/kontakt.html", "<p>k");
    make(fixture->root, "m.dk/vis?id=7", "<html>7");
    make(fixture->root, "m.dk/vis?id=8", "<html>8");
    make(fixture->root, "m.dk/hent?fil=1", "%PDF-3");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    static const char *const links[][2] = {
        {"/b/plan%20%C3%A5.pdf", "m.dk/b/plan å.pdf"},
        {"https://m.dk/a/plan%20å.pdf", "m.dk/a/plan å.pdf"},
        {"http://www.m.dk/a/plan%20å.pdf#side=2", "m.dk/a/plan å.pdf"},
        {"//m.dk/b/plan%20å.pdf", "m.dk/b/plan å.pdf"},
        {"../b/plan å.pdf", "m.dk/b/plan å.pdf"},
        {"../b/plan%20å.pdf%3Fv=2", "m.dk/b/plan å.pdf"},
        {"/b/plan%20å.pdf?v=2", "m.dk/b/plan å.pdf"},
        {"/b/plan%20å.pdf?v=3", "m.dk/b/plan å.pdf"},
        {"/vis?id=8", "m.dk/vis?id=8"},
        {"../vis?id=8", "m.dk/vis?id=8"},
        {"../vis%3Fid=7#top", "m.dk/vis?id=7"},
        {"/vis?id=9", NULL},
        {"/kontakt", "m.dk/kontakt.html"},
        {"/kontakt/", "m.dk/kontakt.html"},
        {"/hent?fil=1", "m.dk/hent?fil=1"},
        {"side.html?utm_source=x", "m.dk/a/side.html"},
        {"https://andre.dk/kontakt", NULL},
        {"#top", NULL},
        {"", NULL},
        {"mailto:a@example.dk", NULL},
        {"../../../x.pdf", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
        assert_follows(fixture, source, page, links[i][0], links[i][1]);
}

static void test_links_to_where_a_mirror_was_fetched(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "localhost:8000/index.html", "<link rel=canonical href='https://m.dk/'>");
    make(fixture->root, "localhost:8000/a.pdf", "%PDF-1");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    assert_follows(fixture, source, "localhost:8000/index.html", "http://localhost:8000/a.pdf",
                   "localhost:8000/a.pdf");
    assert_follows(fixture, source, "localhost:8000/index.html", "https://m.dk/a.pdf",
                   "localhost:8000/a.pdf");
}

static CbAttachment *tie(const Fixture *fixture, CbSource *source, const char *page,
                         const char *href, const char *name)
{
    g_autoptr(CbCase) item = cb_case_new();
    const CbFoundFile *file = file_at(fixture, page);
    item->source = g_strdup(page);
    item->url = cb_site_address(source->site, file);
    CbAttachment *attachment = cb_attachment_new(name);
    attachment->url = g_strdup(href);
    cb_source_tie_attachment(fixture->sources, source, file, item, attachment);
    return attachment;
}

static void test_attachments_are_tied_to_the_file_meant(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "m.dk/a/side.html", "<p>a");
    make(fixture->root, "m.dk/a/folder.pdf", "%PDF-1");
    make(fixture->root, "m.dk/b/folder.pdf", "%PDF-2");
    make(fixture->root, "m.dk/b/folder.pdf?v=2", "%PDF-2");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    g_autoptr(CbAttachment) other =
        tie(fixture, source, "m.dk/a/side.html", "/b/folder.pdf?v=2", "Folder.pdf");
    g_assert_cmpstr(other->source, ==, "m.dk/b/folder.pdf");
    g_assert_cmpstr(other->url, ==, "https://m.dk/b/folder.pdf");
    g_assert_true(other->state == CB_STATE_OK && other->reason == NULL);
    g_autoptr(CbAttachment) missing =
        tie(fixture, source, "m.dk/a/side.html", "/c/andet.pdf", "Andet.pdf");
    g_assert_cmpstr(missing->source, ==, NULL);
    g_assert_cmpstr(missing->url, ==, "https://m.dk/c/andet.pdf");
    g_assert_true(missing->state == CB_STATE_MISSING && missing->reason != NULL);
    g_autoptr(CbAttachment) named = tie(fixture, source, "m.dk/a/side.html", NULL, "Folder.pdf");
    g_assert_cmpstr(named->source, ==, "m.dk/a/folder.pdf");
    g_assert_cmpstr(named->url, ==, "https://m.dk/a/folder.pdf");
    g_autoptr(GPtrArray) unused = cb_file_set_unused(source->pdfs);
    g_assert_cmpuint(unused->len, ==, 0);
}

static void test_forbidden_attachment_says_why(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_forbidden_pages(fixture);
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    g_autoptr(CbAttachment) attachment =
        tie(fixture, source, "www.example.dk/index.html", "intern/c.pdf", "C.pdf");
    g_assert_true(attachment->state == CB_STATE_MISSING && attachment->source == NULL);
    g_assert_nonnull(strstr(attachment->reason, "robots.txt"));
}

static void test_teaser_leads_to_the_file_of_its_page(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "m.dk/index.html", "<p>a");
    make(fixture->root, "m.dk/vis?id=7.html", "<p>7");
    CbSource *source = read_source(fixture, "", NULL, FALSE);
    const char *const targets[][2] = {{"https://m.dk/vis?id=7#x", "vis#x"},
                                      {"https://m.dk/vis%3Fid=7.html#x", "m.dk/vis?id=7.html#x"}};
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(CbCase) item = cb_case_new();
        item->kind = CB_CASE_TEASER;
        item->url = g_strdup("https://m.dk/");
        g_ptr_array_add(item->also_in, cb_also_in_new("Syv", targets[i][0], targets[i][1]));
        cb_source_tie_target(fixture->sources, source, file_at(fixture, "m.dk/index.html"), item);
        const CbAlsoIn *target = item->also_in->pdata[0];
        g_assert_cmpstr(target->source, ==, "m.dk/vis?id=7.html#x");
        g_assert_cmpstr(target->url, ==, "https://m.dk/vis?id=7#x");
    }
}

/* --- Several sources ------------------------------------------------------------------------- */

static CbSources *list(Fixture *fixture, const char *const *roots, const char *const *base_urls,
                       GError **error)
{
    const CbSourcesOptions options = {roots, base_urls, FALSE};
    cb_sources_free(fixture->sources);
    fixture->sources = cb_sources_list(&options, fixture->report, error);
    return fixture->sources;
}

static void test_sources_have_names(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/x.html", "<p>a");
    make(fixture->root, "b/a/x.html", "<p>b");
    g_autofree char *first = g_build_filename(fixture->root, "a", NULL);
    g_autofree char *second = g_build_filename(fixture->root, "b/a", NULL);
    g_autofree char *named = g_strconcat("kurser=", first, NULL);
    const char *const roots[] = {first, second, named, NULL};
    const char *const urls[] = {"https://x.dk", "kurser=https://y.dk/k", NULL};
    g_assert_nonnull(list(fixture, roots, urls, NULL));
    cb_sources_sift(fixture->sources, fixture->report);
    const GPtrArray *sources = fixture->sources->sources;
    assert_address(fixture, sources->pdata[0], "a/x.html", "https://x.dk/x.html");
    assert_address(fixture, sources->pdata[1], "a-2/x.html", "https://x.dk/x.html");
    assert_address(fixture, sources->pdata[2], "kurser/x.html", "https://y.dk/k/x.html");
}

static void test_one_named_source_has_its_name_in_paths(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/x.html", "<p>a");
    g_autofree char *named = g_strconcat("kurser=", fixture->root, "/a", NULL);
    const char *const roots[] = {named, NULL};
    g_assert_nonnull(list(fixture, roots, NULL, NULL));
    file_at(fixture, "kurser/x.html");
}

static void test_unclear_names_are_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/x.html", "<p>a");
    g_autofree char *root = g_build_filename(fixture->root, "a", NULL);
    g_autofree char *named = g_strconcat("k=", root, NULL);
    const char *const twice[] = {named, named, NULL}, *const once[] = {named, NULL};
    const char *const unknown[] = {"x=https://y.dk", NULL}, *const no_url[] = {"k=y.dk", NULL};
    const char *const both[] = {"k=https://y.dk", "k=https://z.dk", NULL};
    const struct {
        const char *const *roots, *const *urls;
    } cases[] = {{twice, NULL}, {once, unknown}, {once, no_url}, {once, both}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(list(fixture, cases[i].roots, cases[i].urls, &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    }
}

static void test_missing_source_keeps_its_place(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/x.html", "<p>a");
    make(fixture->root, "tom/.skjult", "");
    g_autofree char *a = g_build_filename(fixture->root, "a", NULL);
    g_autofree char *gone = g_build_filename(fixture->root, "vaek", NULL);
    g_autofree char *empty = g_build_filename(fixture->root, "tom", NULL);
    const char *const roots[] = {gone, a, empty, NULL};
    g_assert_nonnull(list(fixture, roots, NULL, NULL));
    cb_sources_sift(fixture->sources, fixture->report);
    static const gboolean missing[] = {TRUE, FALSE, TRUE};
    for (guint i = 0; i < G_N_ELEMENTS(missing); i++)
        g_assert_true(((CbSource *)fixture->sources->sources->pdata[i])->missing == missing[i]);
    g_assert_cmpstr(((CbSource *)fixture->sources->sources->pdata[0])->prefix, ==, "vaek/");
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 2);
    const char *const all[] = {gone, empty, NULL};
    g_autoptr(GError) error = NULL;
    g_assert_null(list(fixture, all, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_folder_that_cannot_be_read_is_not_gone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (geteuid() == 0) {
        g_test_skip("root may read every folder");
        return;
    }
    make(fixture->root, "a/x.html", "<p>a");
    make(fixture->root, "a/lukket/y.html", "<p>b");
    g_autofree char *closed = g_build_filename(fixture->root, "a/lukket", NULL);
    g_autofree char *named = g_strconcat("k=", fixture->root, "/a", NULL);
    const char *const roots[] = {named, NULL};
    g_assert_cmpint(g_chmod(closed, 0), ==, 0);
    g_assert_nonnull(list(fixture, roots, NULL, NULL));
    g_assert_cmpint(g_chmod(closed, 0700), ==, 0);
    const CbSource *source = fixture->sources->sources->pdata[0];
    g_assert_cmpuint(source->unread->len, ==, 1);
    g_assert_cmpstr(source->unread->pdata[0], ==, "k/lukket");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, func) g_test_add(path, Fixture, NULL, set_up, func, tear_down)
    ADD("/site/duplicates", test_same_page_under_several_queries_is_one);
    ADD("/site/robots", test_robots_txt_is_heeded);
    ADD("/site/robots-plain-folder", test_robots_txt_counts_in_a_plain_folder);
    ADD("/site/robots-ignored", test_robots_txt_can_be_ignored);
    ADD("/site/robots-leaves-nothing", test_robots_txt_that_leaves_nothing_is_told);
    ADD("/site/sitemap", test_sitemap_gives_addresses_and_dates);
    ADD("/site/sitemap-index", test_sitemap_index_beside_the_source);
    ADD("/site/sitemap-scheme", test_sitemap_of_a_mirror_tells_the_scheme);
    ADD("/site/sitemap-hosts", test_path_of_several_hosts_is_no_address);
    ADD("/site/sitemap-damaged", test_damaged_sitemap_is_a_problem);
    ADD("/site/base-url", test_base_url);
    ADD("/site/canonical", test_canonical_addresses_count_when_they_are_whole);
    ADD("/site/stamp", test_stamp_changes_with_what_decides);
    ADD("/site/links", test_links_of_a_mirror_lead_to_its_files);
    ADD("/site/links-fetched-from", test_links_to_where_a_mirror_was_fetched);
    ADD("/site/attachments", test_attachments_are_tied_to_the_file_meant);
    ADD("/site/attachment-forbidden", test_forbidden_attachment_says_why);
    ADD("/site/teaser", test_teaser_leads_to_the_file_of_its_page);
    ADD("/sources/names", test_sources_have_names);
    ADD("/sources/one-name", test_one_named_source_has_its_name_in_paths);
    ADD("/sources/unclear-names", test_unclear_names_are_refused);
    ADD("/sources/missing", test_missing_source_keeps_its_place);
    ADD("/sources/unread", test_folder_that_cannot_be_read_is_not_gone);
#undef ADD
    return g_test_run();
}
