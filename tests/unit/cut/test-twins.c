/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same page as HTML and as a text capture gives the same cases. */
#include "pages.h"

static void test_twins(gconstpointer name)
{
    g_autofree char *html = g_strdup_printf("tests/data/cut/%s.html", (const char *)name);
    g_autofree char *text = g_strdup_printf("tests/data/cut/%s.txt", (const char *)name);
    CbPageKind html_kind, text_kind;
    g_autoptr(GPtrArray) from_html = cut(page_of_file(html), &html_kind);
    g_autoptr(GPtrArray) from_text = cut(page_of_file(text), &text_kind);
    g_assert_cmpint(html_kind, ==, text_kind);
    g_assert_cmpuint(from_html->len, ==, from_text->len);
    for (guint i = 0; i < from_html->len; i++) {
        g_autofree char *one = describe(from_html->pdata[i]);
        g_autofree char *other = describe(from_text->pdata[i]);
        g_assert_cmpstr(one, ==, other);
        g_assert_cmpstr(case_at(from_html, i)->id, ==, case_at(from_text, i)->id);
    }
}

/* What the collection's cases are; the others are compared with it. */
static void test_collection(void)
{
    CbPageKind kind;
    g_autoptr(GPtrArray) cases = cut(page_of_file("tests/data/cut/samling.html"), &kind);
    g_assert_cmpint(kind, ==, CB_PAGE_COLLECTION);
    assert_titles(cases, "Lektiecafé om torsdagen", "Makkerpar på aftenvagten", "Fagquiz på gangen",
                  NULL);
    g_autofree char *first = describe(cases->pdata[0]);
    g_assert_cmpstr(
        first, ==,
        "case: Lektiecafé om torsdagen\n"
        "kommuner: Nordlund\n"
        "emner: Arbejdsgiver, Oplæring\n"
        "dato: 2023-05-03\n"
        "Hver torsdag åbner plejecentret Møllehaven i Nordlund Kommune sit mødelokale for elever, "
        "der vil læse sammen.\n"
        "[(null)]\n"
        "Caféen begyndte som et forsøg med otte elever. Nu kommer der tyve, og kaffen bliver "
        "betalt af ledelsen.\n"
        "[Kort om indsatsen]\n"
        "En erfaren elev er vært, og en vejleder kigger forbi den sidste halve time.\n\n"
        "Åbent fra 14 til 16\n\n"
        "Ingen tilmelding\n"
        "[Effekter af indsatsen]\n"
        "Flere elever består prøven i anatomi i første forsøg, og færre udebliver fra skolen.\n"
        "+ Plakat for lektiecafé.pdf\n"
        "+ Værtens tjekliste.pdf\n"
        "kontakt: Konsulent\nRedaktionen\nTelefon: 00 00 00 00\nE-mail: redaktion@example.dk\n");
    const CbCase *item = case_at(cases, 0);
    g_assert_cmpstr(item->id, ==, "mappe/side:lektiecafe-om-torsdagen");
    g_assert_cmpstr(item->url, ==, "https://example.dk/mappe/side#lektiecafe");
    g_assert_cmpstr(item->source, ==, "mappe/side.html");
    const CbAttachment *attachment = item->attachments->pdata[1];
    g_assert_cmpstr(attachment->url, ==, "../filer/V%C3%A6rtens%20tjekliste.pdf");
    g_assert_cmpint(attachment->state, ==, CB_STATE_MISSING);
    g_autofree char *places = joined(case_at(cases, 2)->municipalities);
    g_assert_cmpstr(places, ==, "Klintsø");
    g_assert_cmpuint(case_at(cases, 1)->sections->len, ==, 0);
}

static void test_listing(void)
{
    CbPageKind kind;
    g_autoptr(GPtrArray) cases = cut(page_of_file("tests/data/cut/liste.html"), &kind);
    g_assert_cmpint(kind, ==, CB_PAGE_LISTING);
    assert_titles(cases, "Nordlund Kommune: Fælles køkken giver ro",
                  "Klintsø Kommune: Elever på elcykel", "Engholm Kommune: To byer, ét vikarkorps",
                  NULL);
    for (guint i = 0; i < cases->len; i++)
        g_assert_cmpint(case_at(cases, i)->kind, ==, CB_CASE_TEASER);
    g_autofree char *places = joined(case_at(cases, 2)->municipalities);
    g_assert_cmpstr(places, ==, "Engholm, Bakken");
    const CbAlsoIn *target = case_at(cases, 0)->also_in->pdata[0];
    g_assert_cmpstr(target->source, ==, "cases/nordlund-faelles-koekken.html");
}

static void test_article(void)
{
    CbPageKind kind;
    g_autoptr(GPtrArray) cases = cut(page_of_file("tests/data/cut/artikel.html"), &kind);
    g_assert_cmpint(kind, ==, CB_PAGE_PLAIN);
    assert_titles(cases, "Aadal Kommune: Stilletid i vagtstuen", NULL);
    const CbCase *item = case_at(cases, 0);
    g_assert_cmpstr(item->id, ==, "mappe/side");
    g_assert_cmpuint(item->sections->len, ==, 5);
    g_assert_cmpstr(((CbSection *)item->sections->pdata[1])->heading, ==,
                    "Sådan kom timen på plads");
    g_assert_cmpuint(item->attachments->len, ==, 1);
    g_assert_cmpstr(item->updated, ==, "2022-03-14");
    g_assert_false(is_searchable(item, "stilletid@"));
    g_assert_false(is_searchable(item, "Elevansvarlig"));
    g_assert_nonnull(item->contact);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/twins/collection", "samling", test_twins);
    g_test_add_data_func("/twins/listing", "liste", test_twins);
    g_test_add_data_func("/twins/article", "artikel", test_twins);
    g_test_add_func("/cut/collection", test_collection);
    g_test_add_func("/cut/listing", test_listing);
    g_test_add_func("/cut/article", test_article);
    return g_test_run();
}
