/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"

#include "cut/capture.h"
#include <string.h>

/* The blocks as letters: H1 H2 H3 headings, P paragraph, I item, L link, T toggle. */
static char *shape(const CbPage *page)
{
    static const char letters[] = "HPILT";
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < page->blocks->len; i++) {
        const CbBlock *block = page->blocks->pdata[i];
        g_string_append_c(text, letters[block->type]);
        if (block->type == CB_BLOCK_HEADING)
            g_string_append_printf(text, "%u", block->level);
    }
    return g_string_free(text, FALSE);
}

static CbPage *assert_shape(const char *text, const char *expected)
{
    CbPage *page = page_of_capture(text);
    g_autofree char *found = shape(page);
    g_assert_cmpstr(found, ==, expected);
    return page;
}

static void assert_breadcrumb(const CbPage *page, const char *expected)
{
    g_autofree char *found = joined(page->breadcrumb);
    g_assert_cmpstr(found, ==, expected);
}

#define PROSE "Her står der noget om en indsats, som har hjulpet flere elever.\n\n"

static void test_breadcrumb_and_title(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Gå til hovedindhold\nArbejdsgiver\nSundhed\n\nElever spiser sammen\n\n" PROSE, "H1P");
    g_assert_cmpstr(page->title, ==, "Elever spiser sammen");
    assert_breadcrumb(page, "Arbejdsgiver, Sundhed");
}

static void test_breadcrumb_of_one(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Gå til hovedindhold\nSundhed\n\nElever spiser sammen hver fredag\n\n" PROSE, "H1P");
    g_assert_cmpstr(page->title, ==, "Elever spiser sammen hver fredag");
    assert_breadcrumb(page, "Sundhed");
}

static void test_breadcrumb_in_a_line(void)
{
    g_autoptr(CbPage) page = assert_shape("Du er her: Forside > Arbejdsgiver > Sundhed > Elever "
                                          "spiser sammen\n\nElever spiser sammen\n\n" PROSE,
                                          "H1P");
    assert_breadcrumb(page, "Arbejdsgiver, Sundhed");
}

static void test_breadcrumb_with_blank_lines(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Arbejdsgiver\n\nSundhed\n\nElever spiser sammen hver fredag\n\n" PROSE, "H1P");
    g_assert_cmpstr(page->title, ==, "Elever spiser sammen hver fredag");
    assert_breadcrumb(page, "Arbejdsgiver, Sundhed");
}

static void test_site_name_is_no_title(void)
{
    g_autoptr(CbPage) page =
        assert_shape("Prøvebanken\n\nAlle de gode eksempler på én side\n\n" PROSE, "H1P");
    g_assert_cmpstr(page->title, ==, "Alle de gode eksempler på én side");
    assert_breadcrumb(page, "");
}

static void test_first_section_is_no_title(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Samling af eksempler\n\nKaffe\n\n" PROSE "Kage til alle\n\n" PROSE, "H1H2PH2P");
    g_assert_cmpstr(page->title, ==, "Samling af eksempler");
}

static void test_headings_toggles_and_links(void)
{
    g_autoptr(CbPage) page =
        assert_shape("Titel på siden\n\n" PROSE "Makkerordning\n\n" PROSE "Læs mere\n\n" PROSE
                     "Kort om indsatsen\n\n" PROSE "Baggrund\n\n" PROSE "Yderligere information\n\n"
                     "PDF: Brev\n\nPlanche over året.pdf\n\n- Plan (PDF, 1 MB)\n",
                     "H1PH2PTPTPH3PTLLL");
    const CbBlock *link = page->blocks->pdata[page->blocks->len - 1];
    g_assert_cmpstr(link->text, ==, "Plan (PDF, 1 MB)");
    g_assert_null(link->href);
}

static void test_sentence_with_pdf_is_no_link(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Titel på siden\n\n" PROSE "Alt dette kan ses på planchen (se PDF-filen nedenfor).\n",
        "H1PP");
    g_assert_nonnull(page);
}

static void test_lines_of_a_box_are_no_headings(void)
{
    g_autoptr(CbPage) page =
        assert_shape("Titel på siden\n\n" PROSE
                     "Chefkonsulent\n\nRedaktionen\n\nCentret\n\nTelefon: 00 00 00 00\n",
                     "H1PPPPP");
    g_assert_nonnull(page);
}

static void test_items(void)
{
    g_autoptr(CbPage) page =
        assert_shape("Titel på siden\n\n" PROSE "• Fast vejleder\n• Ugentlig samtale\n", "H1PII");
    const CbBlock *item = page->blocks->pdata[2];
    g_assert_cmpstr(item->text, ==, "Fast vejleder");
}

static void test_preview_is_dropped(void)
{
    g_autoptr(CbPage) page = assert_shape("Elever spiser sammen\nHer står der noget om en…\n----\n"
                                          "Elever spiser sammen\n\n" PROSE,
                                          "H1P");
    g_assert_nonnull(page);
    g_autoptr(CbPage) noted =
        assert_shape("Kilde: https://example.dk/side\n----\nElever spiser sammen\n\n" PROSE, "H1P");
    g_assert_cmpstr(noted->title, ==, "Elever spiser sammen");
    g_autoptr(CbPage) named =
        assert_shape("Elever spiser sammen hver fredag - Prøvebanken\nNoget om mad\n----\n"
                     "Elever spiser sammen hver fredag\n\n" PROSE,
                     "H1P");
    g_assert_cmpstr(named->title, ==, "Elever spiser sammen hver fredag");
    g_autoptr(CbPage) before_menu = assert_shape(
        "Forsmag på siden\n----\nGå til hovedindhold\nSundhed\n\nElever spiser sammen\n\n" PROSE,
        "H1P");
    g_assert_cmpstr(before_menu->title, ==, "Elever spiser sammen");
}

static void test_rule_is_no_preview(void)
{
    g_autoptr(CbPage) page = assert_shape(
        "Elever spiser sammen\n\n" PROSE
        "----\n\nBaggrund\n\nFør spiste alle hver for sig, og det var der ingen, som syntes om.\n",
        "H1PH3P");
    g_assert_cmpstr(page->title, ==, "Elever spiser sammen");
}

static void test_broken_lines_are_joined(void)
{
    g_autoptr(CbPage) page =
        assert_shape("Titel på siden\n\n"
                     "Alle elever i kommunen har fået en fast plads at øve sig på, og den\n"
                     "plads er deres egen. Det giver ro, siger de, og det gør det lettere at\n"
                     "spørge om hjælp.\n\n" PROSE,
                     "H1PP");
    const CbBlock *block = page->blocks->pdata[1];
    g_assert_nonnull(strstr(block->text, "og den plads er deres egen"));
}

static void test_line_endings_and_white_space(void)
{
    g_autoptr(CbPage) page = assert_shape("\xEF\xBB\xBF"
                                          "Titel på siden\r\n\r\n\t  Her står der  noget\xC2\xA0om "
                                          "en indsats.\xC2\xA0\r\n\xC2\xA0\r\n"
                                          "Baggrund\r\r" PROSE,
                                          "H1PH3P");
    const CbBlock *block = page->blocks->pdata[1];
    g_assert_cmpstr(block->text, ==, "Her står der noget om en indsats.");
}

static void test_without_structure(void)
{
    g_autoptr(CbPage) empty = assert_shape("", "");
    g_autoptr(CbPage) blank = assert_shape(" \n\n\t\n", "");
    g_autoptr(CbPage) line = assert_shape("en linje uden noget", "P");
    g_autoptr(CbPage) dense = assert_shape(
        "En titel\n" PROSE "Baggrund\nDer var engang en elev, som spurgte.\n", "H1PH3P");
    g_autoptr(CbPage) menu = assert_shape("Log ind\nForside\nMenu\n", "");
    g_assert_null(menu->title);
    g_assert_nonnull(dense);
    g_assert_nonnull(line);
    g_assert_nonnull(blank);
    g_assert_nonnull(empty);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/capture/breadcrumb-and-title", test_breadcrumb_and_title);
    g_test_add_func("/capture/breadcrumb-of-one", test_breadcrumb_of_one);
    g_test_add_func("/capture/breadcrumb-in-a-line", test_breadcrumb_in_a_line);
    g_test_add_func("/capture/breadcrumb-with-blank-lines", test_breadcrumb_with_blank_lines);
    g_test_add_func("/capture/site-name-is-no-title", test_site_name_is_no_title);
    g_test_add_func("/capture/first-section-is-no-title", test_first_section_is_no_title);
    g_test_add_func("/capture/headings-toggles-and-links", test_headings_toggles_and_links);
    g_test_add_func("/capture/sentence-with-pdf-is-no-link", test_sentence_with_pdf_is_no_link);
    g_test_add_func("/capture/lines-of-a-box-are-no-headings", test_lines_of_a_box_are_no_headings);
    g_test_add_func("/capture/items", test_items);
    g_test_add_func("/capture/preview-is-dropped", test_preview_is_dropped);
    g_test_add_func("/capture/rule-is-no-preview", test_rule_is_no_preview);
    g_test_add_func("/capture/broken-lines-are-joined", test_broken_lines_are_joined);
    g_test_add_func("/capture/line-endings-and-white-space", test_line_endings_and_white_space);
    g_test_add_func("/capture/without-structure", test_without_structure);
    return g_test_run();
}
