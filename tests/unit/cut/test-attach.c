/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut/attach.h"
#include "cut/fold.h"
#include "cut/link.h"
#include <string.h>

static CbFileSet *set_of(const char *const *paths)
{
    CbFileSet *set = cb_file_set_new();
    for (; *paths != NULL; paths++)
        cb_file_set_add(set, *paths);
    return set;
}

static void test_by_address(void)
{
    const char *const paths[] = {"filer/Plan for elever.pdf", "sider/filer/plan.pdf",
                                 "media/øvelse.pdf", NULL};
    g_autoptr(CbFileSet) set = set_of(paths);
    const char *page = "sider/tema/side.html";
    g_assert_cmpstr(cb_file_set_match(set, page, "../filer/plan.pdf", "Læs mere"), ==, paths[1]);
    g_assert_cmpstr(
        cb_file_set_match(set, page, "../../filer/Plan%20for%20elever.pdf?v=2#page=3", "her"), ==,
        paths[0]);
    g_assert_cmpstr(cb_file_set_match(set, page, "https://example.dk/media/%C3%B8velse.pdf", ""),
                    ==, paths[2]);
    g_assert_cmpstr(cb_file_set_match(set, page, "/files/media/%c3%b8velse.pdf", ""), ==, paths[2]);
    g_assert_null(cb_file_set_match(set, page, "../../../../etc/x.pdf", "noget helt andet"));
}

static void test_by_name(void)
{
    const char *const paths[] = {"a/planche-over-elevrejsen-pa-ssa.pdf",
                                 "a/Samlet_Velkomstbrev.PDF", "a/Fastholdelse gennem samtaler.pdf",
                                 "a/Værtens tjekliste.pdf", NULL};
    g_autoptr(CbFileSet) set = set_of(paths);
    g_assert_cmpstr(cb_file_set_match(set, "s.txt", NULL, "Planche over elevrejsen på SSA.pdf"), ==,
                    paths[0]);
    g_assert_cmpstr(cb_file_set_match(set, "s.txt", NULL, "PDF: Samlet velkomstbrev"), ==,
                    paths[1]);
    g_assert_cmpstr(cb_file_set_match(set, "s.txt", NULL, "Samlet velkomstbrev (PDF, 1,2 MB)"), ==,
                    paths[1]);
    g_assert_cmpstr(
        cb_file_set_match(set, "s.txt", NULL, "Folder: Fastholdelse gennem samtaler.pdf"), ==,
        paths[2]);
    g_assert_cmpstr(cb_file_set_match(set, "s.txt", "/getfile?id=7", "Vaertens Tjekliste"), ==,
                    paths[3]);
    g_assert_null(cb_file_set_match(set, "s.txt", NULL, "Velkomstbrev.pdf"));
}

static void test_name_in_pieces(void)
{
    /* "ø" as o and stroke cannot be taken apart; "å" as a and ring can. */
    const char *const paths[] = {"a/Pa\xCC\x8A vej.pdf", NULL};
    g_autoptr(CbFileSet) set = set_of(paths);
    g_assert_cmpstr(cb_file_set_match(set, "s.txt", NULL, "PDF: På vej"), ==, paths[0]);
}

static void test_nearest_folder(void)
{
    const char *const paths[] = {"folder.pdf", "nord/folder.pdf", "syd/tema/folder.pdf", NULL};
    g_autoptr(CbFileSet) set = set_of(paths);
    g_assert_cmpstr(cb_file_set_match(set, "nord/side.html", NULL, "Folder.pdf"), ==, paths[1]);
    g_assert_cmpstr(cb_file_set_match(set, "syd/tema/side.html", NULL, "Folder.pdf"), ==, paths[2]);
    g_assert_cmpstr(cb_file_set_match(set, "side.html", NULL, "Folder.pdf"), ==, paths[0]);
}

static void test_unused(void)
{
    const char *const paths[] = {"b.pdf", "a.pdf", "c.pdf", NULL};
    g_autoptr(CbFileSet) set = set_of(paths);
    cb_file_set_add(set, "a.pdf");
    cb_file_set_match(set, "s.html", "c.pdf", NULL);
    g_autoptr(GPtrArray) unused = cb_file_set_unused(set);
    g_assert_cmpuint(unused->len, ==, 2);
    g_assert_cmpstr(unused->pdata[0], ==, "a.pdf");
    g_assert_cmpstr(unused->pdata[1], ==, "b.pdf");
}

static void assert_name(const char *text, const char *href, const char *expected)
{
    g_autofree char *name = cb_attachment_display_name(text, href);
    g_assert_cmpstr(name, ==, expected);
}

static void test_display_names(void)
{
    assert_name("PDF: Samlet velkomstbrev (1,2 MB)", NULL, "Samlet velkomstbrev.pdf");
    assert_name("Planche over elevrejsen.pdf", NULL, "Planche over elevrejsen.pdf");
    assert_name("Folder: Sov godt.pdf", NULL, "Folder: Sov godt.pdf");
    assert_name("Hent årshjulet [PDF]", "x.pdf", "årshjulet.pdf");
    assert_name("Plan (2. udgave)", "x.pdf", "Plan (2. udgave).pdf");
    assert_name("her", "../filer/%C3%A5rs-hjul.pdf", "års-hjul.pdf");
    assert_name("Åbn PDF", "a/b.pdf?x=1", "b.pdf");
    assert_name("Download", "/hent?fil=plan.pdf&v=2", "plan.pdf");
    assert_name("", NULL, "Uden navn.pdf");
    assert_name(NULL, "tom.pdf", "tom.pdf");
}

static void test_document_types(void)
{
    const struct {
        const char *name, *type;
    } cases[] = {
        {"Planche over elevrejsen på SSA-uddannelsen.pdf", "planche"},
        {"Præsentation af projekt om vejledere.pdf", "præsentation"},
        {"Buddyprogram.pdf", "program"},
        {"Samlet velkomstbrev.pdf", "velkomstbrev"},
        {"Velkomst- og introduktionsbrevet.pdf", "velkomstbrev"},
        {"Tjekliste onboarding.pdf", "tjekliste"},
        {"Oversigt over skemaer.pdf", "oversigt"},
        {"Intromateriale til enheden.pdf", "intromateriale"},
        {"SOSU-håndbog.pdf", "håndbog"},
        {"elevhaandbogen.pdf", "håndbog"},
        {"Vejledningssamtaler.pdf", "andet"},
        {"Programledernes noter.pdf", "andet"},
        {"referat.pdf", "andet"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(cb_document_type(cases[i].name, NULL, NULL), ==, cases[i].type);
    g_assert_cmpstr(cb_document_type("a1.pdf", "Ugeskema", "Folder"), ==, "skema");
    g_assert_cmpstr(cb_document_type("a1.pdf", NULL, "FOLDER\n\nHåndbog"), ==, "folder");
    g_assert_cmpstr(cb_document_type("a1.pdf", NULL, "Til dig\n\nHåndbog"), ==, "andet");
    g_assert_cmpstr(cb_document_type(NULL, NULL, NULL), ==, "andet");
}

static void assert_url(const char *base, const char *href, const char *expected)
{
    g_autofree char *url = cb_url_resolve(base, href);
    g_assert_cmpstr(url, ==, expected);
}

static void test_urls(void)
{
    const char *base = "https://example.dk/a/b/side?x=1#top";
    assert_url(base, "../c/æble og pære.pdf",
               "https://example.dk/a/c/%C3%A6ble%20og%20p%C3%A6re.pdf");
    assert_url(base, "c%20d.pdf", "https://example.dk/a/b/c%20d.pdf");
    assert_url(base, "100%.pdf", "https://example.dk/a/b/100%25.pdf");
    assert_url(base, "//andet.example.dk/x", "https://andet.example.dk/x");
    assert_url(base, "?y=2", "https://example.dk/a/b/side?y=2");
    assert_url(base, " /rod.pdf\n", "https://example.dk/rod.pdf");
    assert_url(NULL, "https://example.dk/x.pdf", "https://example.dk/x.pdf");
    assert_url(NULL, "x.pdf", NULL);
    assert_url(base, "javascript:alert(1)", NULL);
    assert_url(base, "data:text/html,x", NULL);
}

static void test_link_kinds(void)
{
    g_assert_cmpint(cb_link_kind("a/b.PDF?x=1", "Plan"), ==, CB_LINK_PDF);
    g_assert_cmpint(cb_link_kind("/hent?fil=plan.pdf", "Plan"), ==, CB_LINK_PDF);
    g_assert_cmpint(cb_link_kind("/media/17/", "Plan (PDF, 1 MB)"), ==, CB_LINK_PDF);
    g_assert_cmpint(cb_link_kind(NULL, "PDF: Plan"), ==, CB_LINK_PDF);
    g_assert_cmpint(cb_link_kind(NULL, "Se planen (PDF) og skriv til os"), ==, CB_LINK_NONE);
    g_assert_cmpint(cb_link_kind("mailto:a@example.dk", "a"), ==, CB_LINK_CONTACT);
    g_assert_cmpint(cb_link_kind("#kort-om", "Kort om"), ==, CB_LINK_NONE);
    g_assert_cmpint(cb_link_kind("javascript:void(0)", "Læs"), ==, CB_LINK_NONE);
    g_assert_cmpint(cb_link_kind("../side.html", "Læs"), ==, CB_LINK_PAGE);
}

static void assert_slug(const char *heading, const char *expected)
{
    g_autofree char *slug = cb_slug(heading);
    g_assert_cmpstr(slug, ==, expected);
}

static void assert_id(const char *source, const char *expected)
{
    g_autofree char *id = cb_source_id(source);
    g_assert_cmpstr(id, ==, expected);
}

static void test_ids(void)
{
    assert_slug("Første praktikdag – på én gang!", "foerste-praktikdag-paa-en-gang");
    assert_slug("…", "afsnit");
    assert_slug("Мост", "afsnit");
    assert_id("sager/Første side.v2.html", "sager/Foerste-side.v2");
    assert_id("a/.skjult", "a/.skjult");
    assert_id("mappe/uden", "mappe/uden");
    g_autofree char *name = g_strnfill(300, 'a');
    g_autofree char *id = cb_source_id(name);
    name[299] = 'b';
    g_autofree char *other = cb_source_id(name);
    g_assert_cmpuint(strlen(id), <=, 160);
    g_assert_cmpstr(id, !=, other);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attach/by-address", test_by_address);
    g_test_add_func("/attach/by-name", test_by_name);
    g_test_add_func("/attach/name-in-pieces", test_name_in_pieces);
    g_test_add_func("/attach/nearest-folder", test_nearest_folder);
    g_test_add_func("/attach/unused", test_unused);
    g_test_add_func("/attach/display-names", test_display_names);
    g_test_add_func("/attach/document-types", test_document_types);
    g_test_add_func("/attach/urls", test_urls);
    g_test_add_func("/attach/link-kinds", test_link_kinds);
    g_test_add_func("/attach/ids", test_ids);
    return g_test_run();
}
