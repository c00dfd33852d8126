/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"

#include "cut/shape.h"
#include <string.h>

static void test_addresses(void)
{
    g_assert_true(cb_has_address("Mail: a-b@example.dk"));
    g_assert_true(cb_has_address("Telefon: +45 0000 0000"));
    g_assert_true(cb_has_address("Ring på 00 00 00 00 i dag"));
    g_assert_true(cb_has_address("tlf. 00000000"));
    g_assert_true(cb_has_address("00000000"));
    g_assert_false(cb_has_address("fra 2019 2021 og frem"));
    g_assert_false(cb_has_address("2019-2021"));
    g_assert_false(cb_has_address("en pris på 12.345.678 kr."));
    g_assert_false(cb_has_address("besparelsen ligger på 10000000 kr."));
    g_assert_false(cb_has_address("skriv @ foran, så virker det"));
    g_assert_false(cb_has_address("de har 10, 20, 30, 40 elever"));
    g_assert_false(cb_has_address(""));
}

/* Cuts @html, one case, and checks that "Hemmelig" and every address are in its contact alone. */
static CbCase *assert_hidden(const char *html)
{
    g_autoptr(GPtrArray) cases = cut(page_of_html(html), NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    CbCase *item = g_ptr_array_steal_index(cases, 0);
    g_assert_false(is_searchable(item, "Hemmelig"));
    g_assert_false(is_searchable(item, "@"));
    g_assert_nonnull(item->contact);
    g_assert_nonnull(strstr(item->contact, "@"));
    return item;
}

#define HEAD                                                                                       \
    "<h1>Aadal Kommune: Sang i pausen</h1><p>Eleverne i Aadal Kommune synger sammen i "            \
    "middagspausen.</p>"
#define BODY                                                                                       \
    "<p>Det har givet bedre stemning, og flere elever bliver hele forløbet ud, fortæller de "    \
    "selv.</p>"

static void test_invitation(void)
{
    g_autoptr(CbCase) item = assert_hidden(
        HEAD BODY "<p>For yderligere information om sangen er du velkommen til at kontakte:</p>"
                  "<p>Hemmelig Leder<br>Afdelingen</p><p>Mail: x@example.dk</p>");
    g_assert_true(is_searchable(item, "bedre stemning"));
    g_assert_false(is_searchable(item, "velkommen til"));
}

static void test_box_with_names_as_headings(void)
{
    g_autoptr(CbCase) item = assert_hidden(
        HEAD "<h2>Kontakt</h2><h3>Hemmelig Leder</h3><p>Afdelingen</p><p>x@example.dk</p>"
             "<h2>Sådan begyndte det</h2>" BODY);
    g_assert_true(is_searchable(item, "bedre stemning"));
    g_assert_true(is_searchable(item, "Sådan begyndte det"));
    g_assert_false(is_searchable(item, "Afdelingen"));
}

static void test_sentence_in_running_text(void)
{
    g_autoptr(CbCase) item = assert_hidden(
        HEAD
        "<p>Kommunen har købt et klaver. Skriv til Hemmelig på x@example.dk, hvis I vil låne det. "
        "Klaveret står i kantinen.</p>");
    g_assert_true(is_searchable(item, "købt et klaver"));
    g_assert_true(is_searchable(item, "Klaveret står i kantinen."));
}

static void test_linked_name(void)
{
    CbPage *page = cb_page_new();
    cb_page_add(page, CB_BLOCK_HEADING, 1, "Sang i pausen", NULL, NULL);
    cb_page_add(
        page, CB_BLOCK_PARAGRAPH, 0,
        "Ordningen blev til i kantinen. Spørg Hemmelig Leder om vejen dertil. Klaveret er stemt.",
        NULL, NULL);
    cb_page_add(page, CB_BLOCK_LINK, 0, "Hemmelig Leder", "mailto:x@example.dk?subject=Sang", NULL);
    g_autoptr(GPtrArray) cases = cut(page, NULL);
    const CbCase *item = case_at(cases, 0);
    g_assert_cmpstr(item->lead, ==, "Ordningen blev til i kantinen. Klaveret er stemt.");
    g_assert_cmpstr(item->contact, ==,
                    "Spørg Hemmelig Leder om vejen dertil.\nHemmelig Leder x@example.dk");
}

static void test_lines_without_a_box(void)
{
    g_autoptr(CbCase) item =
        assert_hidden(HEAD BODY "<p>Hemmelig Leder</p><p>Afdelingschef</p><p>x@example.dk</p>");
    g_assert_false(is_searchable(item, "Afdelingschef"));
}

static void test_flagged_by_markup(void)
{
    g_autoptr(CbCase) item =
        assert_hidden(HEAD "<div class='contact-box'><p>Hemmelig "
                           "Leder</p><p>x@example.dk</p></div><h2>Klaveret</h2>" BODY);
    g_assert_true(is_searchable(item, "bedre stemning"));
}

static void test_the_case_goes_on(void)
{
    g_autoptr(GPtrArray) cases =
        cut(page_of_capture(
                "Aadal Kommune: Sang i pausen\n\nEleverne i Aadal Kommune synger sammen.\n\n"
                "Kontakt\n\nLeder\n\nHemmelig\n\nMail: x@example.dk\n\n"
                "Sådan begyndte det\n\nDet begyndte med et klaver, som ingen ville have, og en "
                "elev.\n"),
            NULL);
    const CbCase *item = case_at(cases, 0);
    g_assert_true(is_searchable(item, "begyndte med et klaver"));
    g_assert_false(is_searchable(item, "Hemmelig"));
    g_assert_cmpstr(item->contact, ==, "Leder\nHemmelig\nMail: x@example.dk");
}

static void test_question_without_address_is_text(void)
{
    g_autoptr(GPtrArray) cases =
        cut(page_of_html(
                HEAD "<h2>Vil du vide mere?</h2><p>Så læs bogen om sang på arbejdspladsen.</p>"),
            NULL);
    g_assert_true(is_searchable(case_at(cases, 0), "læs bogen om sang"));
}

static void test_contact_that_is_the_subject(void)
{
    g_autoptr(GPtrArray) cases = cut(
        page_of_html(HEAD "<p>Kontakt med hjemmet sker på tre måder:</p><p>Et brev i lommen</p>"
                          "<p>En bog i tasken</p><p>Har du spørgsmål, så kontakt din vejleder.</p>"
                          "<p>Det virker.</p>"),
        NULL);
    const CbCase *item = case_at(cases, 0);
    g_assert_null(item->contact);
    g_assert_true(is_searchable(item, "Et brev i lommen"));
    g_assert_true(is_searchable(item, "Det virker."));
}

static void test_own_boxes_and_the_common_one(void)
{
    const char *page =
        "<h1>Tre slags sang</h1>"
        "<h2>Kor</h2><p>I Aadal Kommune synger man i kor.</p><p>Mail: kor@example.dk</p>"
        "<h2>Kanon</h2><p>I Klintsø Kommune synger man i kanon.</p><p>Mail: kanon@example.dk</p>"
        "<h2>Solo</h2><p>I Engholm Kommune synger man alene.</p><p>Mail: solo@example.dk</p>"
        "<h2>Kontakt</h2><p>Mail: alle@example.dk</p>";
    g_autoptr(GPtrArray) cases = cut(page_of_html(page), NULL);
    g_assert_cmpstr(case_at(cases, 0)->contact, ==, "Mail: kor@example.dk\nMail: alle@example.dk");
    g_assert_cmpstr(case_at(cases, 1)->contact, ==,
                    "Mail: kanon@example.dk\nMail: alle@example.dk");
    g_assert_cmpstr(case_at(cases, 2)->contact, ==, "Mail: solo@example.dk\nMail: alle@example.dk");
}

static void test_box_of_the_last(void)
{
    const char *page =
        "To slags sang på arbejdspladsen\n\nHer er to eksempler, som andre kan lære af.\n\n"
        "Kor\n\nI Aadal Kommune synger man i kor.\n\nKontakt\n\nMail: kor@example.dk\n\n"
        "Kanon\n\nI Klintsø Kommune synger man i kanon.\n\nKontakt\n\nMail: kanon@example.dk\n";
    g_autoptr(GPtrArray) cases = cut(page_of_capture(page), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
    g_assert_cmpstr(case_at(cases, 0)->contact, ==, "Mail: kor@example.dk");
    g_assert_cmpstr(case_at(cases, 1)->contact, ==, "Mail: kanon@example.dk");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/contact/addresses", test_addresses);
    g_test_add_func("/contact/invitation", test_invitation);
    g_test_add_func("/contact/box-with-names-as-headings", test_box_with_names_as_headings);
    g_test_add_func("/contact/sentence-in-running-text", test_sentence_in_running_text);
    g_test_add_func("/contact/linked-name", test_linked_name);
    g_test_add_func("/contact/lines-without-a-box", test_lines_without_a_box);
    g_test_add_func("/contact/flagged-by-markup", test_flagged_by_markup);
    g_test_add_func("/contact/the-case-goes-on", test_the_case_goes_on);
    g_test_add_func("/contact/question-without-address-is-text",
                    test_question_without_address_is_text);
    g_test_add_func("/contact/contact-that-is-the-subject", test_contact_that_is_the_subject);
    g_test_add_func("/contact/own-boxes-and-the-common-one", test_own_boxes_and_the_common_one);
    g_test_add_func("/contact/box-of-the-last", test_box_of_the_last);
    return g_test_run();
}
