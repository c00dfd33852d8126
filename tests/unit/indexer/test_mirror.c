/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which folders are mirrors, and the addresses of their files. */
#include "folder.h"
#include "mirror.h"
#include "mirror_httrack.h"
#include "mirror_same.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *root;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = folder_new();
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    folder_free(fixture->root);
}

/* The origins of the hosts; "" when it is no mirror. @below: the source, below the root. */
static char *origins(const Fixture *fixture, const char *below)
{
    g_autofree char *root = g_build_filename(fixture->root, below, NULL);
    g_autoptr(CbMirror) mirror = cb_mirror_detect(root);
    g_autoptr(GString) found = g_string_new(NULL);
    const GPtrArray *hosts = mirror != NULL ? cb_mirror_hosts(mirror) : NULL;
    for (guint i = 0; hosts != NULL && i < hosts->len; i++)
        g_string_append_printf(found, "%s%s", found->len > 0 ? " " : "",
                               ((const CbMirrorHost *)hosts->pdata[i])->origin);
    return g_string_free(g_steal_pointer(&found), FALSE);
}

static void assert_origins(const Fixture *fixture, const char *below, const char *expected)
{
    g_autofree char *found = origins(fixture, below);
    g_assert_cmpstr(found, ==, expected);
}

static void assert_address(const Fixture *fixture, const char *below, const char *path,
                           const char *expected)
{
    g_autofree char *root = g_build_filename(fixture->root, below, NULL);
    g_autofree char *file = g_build_filename(root, path, NULL);
    g_autoptr(CbMirror) mirror = cb_mirror_detect(root);
    g_assert_nonnull(mirror);
    g_autofree char *address = cb_mirror_address(mirror, path, file);
    g_assert_cmpstr(address, ==, expected);
}

/* --- wget ------------------------------------------------------------------------------------ */

static void test_folders_of_hosts_are_a_mirror(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/index.html", "");
    make(fixture->root, "localhost:8000/index.html", "");
    make(fixture->root, "Intra.Example.dk+8080/a.html", "");
    make(fixture->root, "billeder/a.html", "");
    assert_origins(fixture, "",
                   "https://intra.example.dk:8080 https://localhost:8000 https://www.example.dk");
}

static void test_pages_beside_them_make_it_a_folder(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/index.html", "");
    make(fixture->root, "oversigt.html", "");
    assert_origins(fixture, "", "");
}

static void test_other_folders_are_none(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "sider/a.html", "");
    make(fixture->root, "tmp.qwerty/index.html", "");
    make(fixture->root, "version-1.2/index.html", "");
    make(fixture->root, "-a.dk/index.html", "");
    assert_origins(fixture, "", "");
    assert_origins(fixture, "tmp.qwerty", "");
}

static void test_folder_of_one_host_is_a_mirror(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/index.html", "");
    make(fixture->root, "andre.example.dk/a/b.html", "");
    assert_origins(fixture, "www.example.dk", "https://www.example.dk");
    assert_origins(fixture, "andre.example.dk", "");
    assert_address(fixture, "www.example.dk", "a/b.html", "https://www.example.dk/a/b.html");
}

static void test_front_page_tells_what_the_site_calls_itself(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "www.example.dk/index.html",
         "<LINK href='http://www.example.dk/velkommen' rel=canonical>");
    make(fixture->root, "localhost:8000/index.html",
         "<link rel=icon href=x><link rel=\"canonical\" href=\"https://b.example.dk/\">");
    make(fixture->root, "c.example.dk/index.html",
         "<link rel=canonical href='https://d.example.dk/a'>");
    make(fixture->root, "e.example.dk/index.html", "<link rel=canonical href='index.html'>");
    assert_origins(fixture, "",
                   "https://c.example.dk https://e.example.dk https://b.example.dk "
                   "http://www.example.dk");
}

static void test_names_become_addresses(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const cases[][2] = {
        {"index.html", ""},
        {"a/index.html", "a/"},
        {"a/på tværs.html", "a/p%C3%A5%20tv%C3%A6rs.html"},
        {"kontakt", "kontakt"},
        {"index.html?p=2", "?p=2"},
        {"index.html@p=2", "?p=2"},
        {"side?id=7", "side?id=7"},
        {"side?id=7.html", "side?id=7"},
        {"side@id=7.html", "side?id=7"},
        {"a.html?x=1&y=%2Fb.html", "a.html?x=1&y=%2Fb"},
        {"vis.php.html", "vis.php"},
        {"fil.pdf?v=2", "fil.pdf?v=2"},
        {"fil.pdf@v=2", "fil.pdf?v=2"},
        {"a@b.html", "a@b.html"},
        {"@navn/a.html", "@navn/a.html"},
    };
    make(fixture->root, "www.example.dk/x.html", "");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("www.example.dk/", cases[i][0], NULL);
        g_autofree char *expected = g_strconcat("https://www.example.dk/", cases[i][1], NULL);
        assert_address(fixture, "", path, expected);
    }
}

static void test_lists_of_servers_are_lists(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const lists[] = {
        "<html><head><title>Index of /filer</title>",
        "<!DOCTYPE HTML>\n<html>\n<title>Directory listing for /filer/</title>"};
    g_autoptr(CbMirror) mirror = NULL;
    make(fixture->root, "www.example.dk/index.html", "<title>Index of the day</title>");
    mirror = cb_mirror_detect(fixture->root);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        make(fixture->root, "www.example.dk/f/index.html?C=M;O=A", lists[i]);
        g_autofree char *file =
            g_build_filename(fixture->root, "www.example.dk/f/index.html?C=M;O=A", NULL);
        g_assert_true(cb_mirror_is_list(mirror, "www.example.dk/f/index.html?C=M;O=A", file));
    }
    g_autofree char *front = g_build_filename(fixture->root, "www.example.dk/index.html", NULL);
    g_assert_false(cb_mirror_is_list(mirror, "www.example.dk/index.html", front));
}

/* --- HTTrack --------------------------------------------------------------------------------- */

#define LIST_HEAD                                                                                  \
    "date\tsize'/'remotesize\tflags\tstatuscode\tstatus ('servermsg')\tMIME\tEtag|Date\tURL\t"     \
    "localfile\t(from URL)\n"

#define LIST_LINE(status, address, file)                                                           \
    "01:02:03\t9/9\t---M--\t" status "\tadded ('OK')\ttext/html\tdate:x\t" address "\t" file       \
    "\t(from )\n"

static void make_httrack(const Fixture *fixture)
{
    make(fixture->root, "index.html", "<title>Local index - HTTrack</title>");
    make(fixture->root, "hts-log.txt", "");
    make(fixture->root, "hts-cache/new.txt",
         LIST_HEAD LIST_LINE("200", "http://www.example.dk/vis?id=7",
                             "/srv/spejl/sider/www.example.dk/vis8803.html")
             LIST_LINE("304", "http://www.example.dk/p%C3%A5.pdf",
                       "sider/www.example.dk/p%c3%a5.pdf")
                 LIST_LINE("404", "http://www.example.dk/vaek", "sider/www.example.dk/vaek.html"));
    make(fixture->root, "www.example.dk/index-2.html",
         "<!DOCTYPE html>\n<!-- Mirrored from www.example.dk/om?x=1 by HTTrack Website Copier/3.x "
         "[XR&CO'2014], Mon, 01 Jan 2024 10:00:00 GMT -->\n");
    make(fixture->root, "www.example.dk/vaek.html", "");
}

static void test_httrack_tells_where_files_are_from(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_httrack(fixture);
    assert_address(fixture, "", "www.example.dk/vis8803.html", "http://www.example.dk/vis?id=7");
    assert_address(fixture, "", "www.example.dk/på.pdf", "http://www.example.dk/p%C3%A5.pdf");
    assert_address(fixture, "", "www.example.dk/index-2.html", "https://www.example.dk/om?x=1");
    assert_address(fixture, "", "www.example.dk/vaek.html", "https://www.example.dk/vaek.html");
    assert_address(fixture, "www.example.dk", "vis8803.html", "http://www.example.dk/vis?id=7");
}

static void test_httracks_addresses_follow_the_sites_own_name(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_httrack(fixture);
    make(fixture->root, "www.example.dk/index.html",
         "<link rel=canonical href='https://www.example.dk/'>");
    assert_address(fixture, "", "www.example.dk/vis8803.html", "https://www.example.dk/vis?id=7");
}

static void test_httracks_own_front_page_is_a_list(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_httrack(fixture);
    g_autoptr(CbMirror) mirror = cb_mirror_detect(fixture->root);
    g_autofree char *front = g_build_filename(fixture->root, "index.html", NULL);
    g_assert_true(cb_mirror_is_list(mirror, "index.html", front));
    assert_address(fixture, "", "index.html", NULL);
    assert_origins(fixture, "", "https://www.example.dk");
}

static void test_comments_that_are_not_httracks_say_nothing(void)
{
    g_assert_null(cb_httrack_comment("<!-- Mirrored from ", "https"));
    g_assert_null(cb_httrack_comment("<!-- Mirrored from a.dk/\n by HTTrack -->", "https"));
    g_assert_null(cb_httrack_comment("<!-- Mirrored from /x by HTTrack -->", "https"));
    g_assert_null(cb_httrack_comment("<p>HTTrack</p>", "https"));
}

static void test_damaged_list_is_no_list(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *file = g_build_filename(fixture->root, "new.txt", NULL);
    const char *const folders[] = {"www.example.dk", NULL};
    make(fixture->root, "new.txt",
         LIST_HEAD "a\tb\n\t\t\t200\t\t\t\tx\twww.example.dk/a\n\xff\xfe\n");
    g_autoptr(GHashTable) damaged = cb_httrack_read_list(file, folders);
    g_assert_cmpuint(g_hash_table_size(damaged), ==, 0);
    g_assert_cmpint(g_remove(file), ==, 0);
    g_autoptr(GHashTable) missing = cb_httrack_read_list(file, folders);
    g_assert_cmpuint(g_hash_table_size(missing), ==, 0);
}

/* --- The same page twice --------------------------------------------------------------------- */

static gboolean same(const char *a, const char *b)
{
    g_autoptr(GByteArray) first = cb_page_skeleton(a, strlen(a), "side.html");
    g_autoptr(GByteArray) second = cb_page_skeleton(b, strlen(b), "side.html?utm_source=x.html");
    return first->len == second->len &&
           (first->len == 0 || memcmp(first->data, second->data, first->len) == 0);
}

static void test_what_changes_at_each_visit_makes_no_difference(void)
{
    g_assert_true(same("<p>a\n<!-- kl. 9 -->\n<b>b</b>", "<p>a\n<!-- kl. 10 -->\n<b>b</b>"));
    g_assert_true(same("<script>t=1</script><p>a", "<SCRIPT async>t=2; // >\n</SCRIPT ><p>a"));
    g_assert_true(same("<meta name=csrf content=1><p>a", "<META name=csrf content=2><p>a"));
    g_assert_true(same("<form><input value=1 type=hidden>a", "<form><input value=2 type=hidden>a"));
    g_assert_true(same("<a href='/x/side.html'>a", "<a href='/x/side.html?utm_source=x'>a"));
    g_assert_true(same("<a href=\"?p=1#a\">a", "<a href=\"?p=2#a\">a"));
    g_assert_true(same("<a href='side.html#x'>a", "<a href='side.html@b=1&amp;c=2.html#x'>a"));
    g_assert_true(same("<a href='side.html'>a", "<a href='side.html%3Futm_source=x.html'>a"));
}

static void test_what_differs_makes_two_pages(void)
{
    g_assert_false(same("<p>i dag", "<p>i morgen"));
    g_assert_false(same("<p>i dag", "<p>idag"));
    g_assert_false(same("<a href='hent?fil=7'>a", "<a href='hent?fil=8'>a"));
    g_assert_false(same("<a href=a.pdf>a", "<a href=b.pdf>a"));
    g_assert_false(same("<a href=side.html>a", "<a href=side.htmlx>a"));
    g_assert_false(same("<a href='mailto:a@b.dk'>a", "<a href='mailto:a@c.dk'>a"));
    g_assert_false(same("<metal>a", "<metal x>a"));
}

static void test_any_bytes_are_compared(void)
{
    static const char *const texts[] = {"",         "<",     "<!--",     "<script",
                                        "<script>", "<meta", "<a href=?"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_true(same(texts[i], texts[i]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, func) g_test_add(path, Fixture, NULL, set_up, func, tear_down)
    ADD("/mirror/hosts", test_folders_of_hosts_are_a_mirror);
    ADD("/mirror/pages-beside", test_pages_beside_them_make_it_a_folder);
    ADD("/mirror/other-folders", test_other_folders_are_none);
    ADD("/mirror/one-host", test_folder_of_one_host_is_a_mirror);
    ADD("/mirror/front-page", test_front_page_tells_what_the_site_calls_itself);
    ADD("/mirror/names", test_names_become_addresses);
    ADD("/mirror/lists", test_lists_of_servers_are_lists);
    ADD("/mirror/httrack", test_httrack_tells_where_files_are_from);
    ADD("/mirror/httrack-own-name", test_httracks_addresses_follow_the_sites_own_name);
    ADD("/mirror/httrack-front-page", test_httracks_own_front_page_is_a_list);
    ADD("/mirror/httrack-damaged-list", test_damaged_list_is_no_list);
#undef ADD
    g_test_add_func("/mirror/httrack-comments", test_comments_that_are_not_httracks_say_nothing);
    g_test_add_func("/mirror/same", test_what_changes_at_each_visit_makes_no_difference);
    g_test_add_func("/mirror/not-same", test_what_differs_makes_two_pages);
    g_test_add_func("/mirror/any-bytes", test_any_bytes_are_compared);
    return g_test_run();
}
