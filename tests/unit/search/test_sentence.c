/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where Danish sentences end. */
#include "sentence.h"
#include <string.h>

/* The sentences of a text, each in brackets, with "/" after one that ends a paragraph. */
static char *split(const char *text)
{
    GString *out = g_string_new(NULL);
    const char *end = text + strlen(text);
    for (const char *p = cb_skip_space(text, end); p < end; p = cb_skip_space(p, end)) {
        gboolean paragraph;
        const char *stop = cb_sentence_end(p, end, &paragraph);
        g_assert_true(stop > p);
        g_string_append_printf(out, "[%.*s]%s", (int)(stop - p), p, paragraph ? "/" : "");
        p = stop;
    }
    return g_string_free(out, FALSE);
}

static void check(const char *text, const char *expected)
{
    g_autofree char *actual = split(text);
    g_assert_cmpstr(actual, ==, expected);
}

static void test_full_stops_end_sentences(void)
{
    check("Det virker. Elever bliver!  Hvorfor? Fordi.",
          "[Det virker.][Elever bliver!][Hvorfor?][Fordi.]/");
    check("Han sagde: “Det virker.” Alle var glade.",
          "[Han sagde: “Det virker.”][Alle var glade.]/");
    check("Det tog tid … Men det virker.", "[Det tog tid …][Men det virker.]/");
    check("Uden punktum", "[Uden punktum]/");
    check("Med mellemrum.\xc2\xa0Og mere. ", "[Med mellemrum.][Og mere.]/");
}

static void test_abbreviations_do_not_end_sentences(void)
{
    static const char *const texts[] = {
        "Der er bl.a. Mentorer i huset.",
        "Man kan f.eks. Begynde.",
        "Det er ca. 12 elever.",
        "Se nr. 4 og jf. Aftalen.",
        "Indført mhp. Trivsel og evt. Ro.",
        "Kl. 8 starter de.",
        "Den 1. januar begynder holdet.",
        "Det er 14. marts i dag.",
        "Skrevet af H.C. Andersen.",
        "Faldet er 85 pct. om året.",
        "Pr. 3. kvartal er der ro.",
        "Bl.a. Elever og hhv. Ledere.",
        "Kaffe, te m.m. til alle.",
        "Ansat okt. 2021 i huset.",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *expected = g_strdup_printf("[%s]/", texts[i]);
        check(texts[i], expected);
    }
}

static void test_some_abbreviations_end_one_before_a_capital(void)
{
    check("Faldet er 85 pct. Det er meget.", "[Faldet er 85 pct.][Det er meget.]/");
    check("Kaffe, te osv. Alle kom.", "[Kaffe, te osv.][Alle kom.]/");
}

static void test_years_end_sentences_and_leading_numbers_do_not(void)
{
    check("Det begyndte i 2019. Siden er det vokset.",
          "[Det begyndte i 2019.][Siden er det vokset.]/");
    check("1. Velkommen til holdet", "[1. Velkommen til holdet]/");
}

static void test_addresses_and_numbers_have_dots_in_them(void)
{
    check("Se www.example.dk/a.html og 2.500 kr. i støtte.",
          "[Se www.example.dk/a.html og 2.500 kr. i støtte.]/");
}

static void test_paragraphs_and_list_items_end_sentences(void)
{
    check("Overskrift\n\nTeksten begynder.", "[Overskrift]/[Teksten begynder.]/");
    check("Overskrift\n \t\nTeksten", "[Overskrift]/[Teksten]/");
    check("Husk:\n• nøgler\n• telefon", "[Husk:]/[• nøgler]/[• telefon]/");
    check("En linje\nder går videre.", "[En linje\nder går videre.]/");
    check("Slut.\n\nNy.", "[Slut.]/[Ny.]/");
}

static void test_a_run_of_dots_is_linear(void)
{
    g_autofree char *dots = g_strnfill(4000000, '.');
    g_autofree char *text = g_strconcat(dots, "x", NULL);
    gboolean paragraph;
    gint64 start = g_get_monotonic_time();
    g_assert_true(cb_sentence_end(text, text + strlen(text), &paragraph) == text + strlen(text));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence/stops", test_full_stops_end_sentences);
    g_test_add_func("/sentence/abbreviations", test_abbreviations_do_not_end_sentences);
    g_test_add_func("/sentence/often-last", test_some_abbreviations_end_one_before_a_capital);
    g_test_add_func("/sentence/numbers", test_years_end_sentences_and_leading_numbers_do_not);
    g_test_add_func("/sentence/dots-inside", test_addresses_and_numbers_have_dots_in_them);
    g_test_add_func("/sentence/paragraphs", test_paragraphs_and_list_items_end_sentences);
    g_test_add_func("/sentence/linear", test_a_run_of_dots_is_linear);
    return g_test_run();
}
