/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as text for people. */
#include "text_answer.h"
#include "written_answer.h"

#include <string.h>

/** The text of @answer at @width, as lines. */
static char *render(const CbAnswer *answer, guint width, const CbTextOptions *options)
{
    g_autoptr(CbLayout) layout = cb_layout_new(width, FALSE);
    cb_text_answer(layout, answer, options);
    return g_strdup(cb_layout_text(layout)->str);
}

/** A case with all that a case can have. */
static void add_full_hit(CbAnswer *answer)
{
    CbHit *hit = answer_add_hit(answer, "sager/mentor", "Mentor på første dag");
    hit->municipalities = g_strsplit("Nordstrand,Engholm", ",", -1);
    hit->updated = g_strdup("2024-03-14");
    hit->url = g_strdup("https://www.example.dk/sager/mentor");
    passage_mark(hit_add_section(hit, "Effekt", "Med en mentor blev flere elever."), "mentor");
    CbPassage *page = hit_add_pdf_page(hit, "Håndbog.pdf", 4, "iv", "Din mentor tager imod dig.");
    page->url = g_strdup("https://www.example.dk/h.pdf#page=4");
    hit_add_pdf_page(hit, "Håndbog.pdf", 9, NULL, "Spørg din mentor.");
    CbAttachment *read = cb_attachment_new("Håndbog.pdf");
    read->n_pages = 20;
    CbAttachment *missing = cb_attachment_new("Planche.pdf");
    missing->state = CB_STATE_MISSING;
    g_ptr_array_add(hit->attachments, read);
    g_ptr_array_add(hit->attachments, missing);
    g_ptr_array_add(hit->also_in, cb_also_in_new("Alle indsatser", NULL, "alle.html"));
    g_ptr_array_add(hit->also_in, cb_also_in_new("Mentor på første dag", NULL, "liste.html"));
}

static void test_whole_answer(void)
{
    static const char *const towns[] = {"Nordstrand", "Engholm", NULL};
    static const CbTextOptions options = {.show_command = "casebank show"};
    g_autoptr(CbAnswer) answer = answer_new("mentor", 2);

    add_full_hit(answer);
    CbHit *hit = answer_add_hit(answer, "oversigt:buddy", "Buddy");
    hit->kind = CB_CASE_TEASER;
    hit->summary = g_strdup("En buddy til alle.");
    hit->source = g_strdup("oversigt.html");
    answer_add_facet(answer, "municipality", towns);
    answer_add_facet(answer, "year", (const char *const[]){"2024", NULL});

    g_autofree char *text = render(answer, 60, &options);
    g_assert_cmpstr(text, ==,
                    "2 sager om »mentor«:\n"
                    "\n"
                    " 1. Mentor på første dag\n"
                    "    Nordstrand og Engholm · opdateret 14. marts 2024\n"
                    "\n"
                    "    Med en mentor blev flere elever.\n"
                    "      — Effekt\n"
                    "\n"
                    "    Din mentor tager imod dig.\n"
                    "      — Håndbog.pdf, side 4 (iv)\n"
                    "        https://www.example.dk/h.pdf#page=4\n"
                    "\n"
                    "    Spørg din mentor.\n"
                    "      — Håndbog.pdf, side 9\n"
                    "\n"
                    "    Bilag: Håndbog.pdf (20 sider)\n"
                    "    Bilag, der ikke kunne søges i: Planche.pdf (filen\n"
                    "      mangler)\n"
                    "    Står også på: Alle indsatser; liste.html\n"
                    "    https://www.example.dk/sager/mentor\n"
                    "\n"
                    " 2. Buddy\n"
                    "    kun omtalt kort i en oversigt\n"
                    "\n"
                    "    En buddy til alle.\n"
                    "\n"
                    "    oversigt.html\n"
                    "\n"
                    "Kommuner (--kommune): Nordstrand (10), Engholm (9)\n"
                    "\n"
                    "Læs en hel sag: casebank show sager/mentor\n");
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        g_error("no »%s« in:\n%s", part, text);
}

static void test_nothing_found(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentro", 0);
    answer->suggestion = g_strdup("mentor");
    g_ptr_array_add(answer->notes, g_strdup("anførselstegnet mangler en makker"));

    g_autofree char *text = render(answer, 80, &options);
    g_assert_cmpstr(text, ==,
                    "Ingen sager om »mentro«.\n"
                    "Mente du mentor?\n"
                    "Bemærk: anførselstegnet mangler en makker\n\n");
}

static void test_nothing_found_and_nothing_to_suggest(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("xyzzy", 0);

    g_autofree char *text = render(answer, 80, &options);
    expect(text, "Ingen sager om »xyzzy«.\nPrøv færre ord, ");
}

static void test_page_beyond_the_last(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentor", 11);
    answer->page = 3;

    g_autofree char *text = render(answer, 0, &options);
    expect(text, "11 sager om »mentor«, men side 3 findes ikke: den sidste er side 2.");
}

static void test_divider_stands_once_before_the_first_relaxed_hit(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentor bolig", 3);
    answer->is_relaxed = TRUE;
    answer->relaxed_from = 1;
    answer_add_hit(answer, "a", "Begge ord");
    answer_add_hit(answer, "b", "Et ord")->relaxed = TRUE;
    answer_add_hit(answer, "c", "Et andet ord")->relaxed = TRUE;

    g_autofree char *text = render(answer, 0, &options);
    const char *divider = "Kun 1 sag har alle ordene. Her er sager med nogle af dem:";
    expect(text, divider);
    g_assert_true(strstr(text, "Begge ord") < strstr(text, divider));
    g_assert_true(strstr(text, divider) < strstr(text, "Et ord"));
    g_assert_null(strstr(strstr(text, divider) + 1, divider));
}

static void test_divider_when_no_case_has_all_words(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentor bolig", 1);
    answer->is_relaxed = TRUE;
    answer_add_hit(answer, "b", "Et ord")->relaxed = TRUE;

    g_autofree char *text = render(answer, 0, &options);
    expect(text, "Ingen sager har alle ordene. Her er sager med nogle af dem:");
}

static void test_no_divider_in_the_list_of_a_long_question(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("hvordan får vi flere mentorer til eleverne", 2);
    answer_add_hit(answer, "b", "Nogle ord")->relaxed = TRUE;
    answer_add_hit(answer, "a", "Alle ord");

    g_autofree char *text = render(answer, 0, &options);
    g_assert_null(strstr(text, "nogle af dem"));
}

static void test_ranks_and_extent_on_a_later_page(void)
{
    static const CbTextOptions options = {.next_page = "casebank search --side 3 x",
                                          .by_date = TRUE};
    g_autoptr(CbAnswer) answer = answer_new("x", 23);
    answer->page = 2;
    for (guint i = 0; i < 10; i++)
        answer_add_hit(answer, "id", "Titel");

    g_autofree char *text = render(answer, 0, &options);
    expect(text, "23 sager om »x«, her er nr. 11 til 20, de nyeste først:\n");
    expect(text, "\n11. Titel\n");
    expect(text, "\n20. Titel\n");
    expect(text, "Flere sager: casebank search --side 3 x\n");
}

static void test_long_facets_are_cut(void)
{
    static const char *const towns[] = {"A", "B", "C", "D", "E", "F", "G", "H", NULL};
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("x", 8);
    answer_add_facet(answer, "topic", towns);

    g_autofree char *text = render(answer, 0, &options);
    expect(text, "Emner (--emne): A (10), B (9), C (8), D (7), E (6), F (5) og 2 til\n");
}

static CbExpansion *expansion_new(const char *word, const char *added, const char *found)
{
    CbExpansion *expansion = g_new0(CbExpansion, 1);
    expansion->word = g_strdup(word);
    expansion->added = g_strsplit(added, ",", -1);
    expansion->found = g_strsplit(found, ",", -1);
    return expansion;
}

static void test_expansions_are_told(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentor", 0);
    g_ptr_array_add(answer->expansions,
                    expansion_new("mentor", "læringsbuddy,vejleder", "vejleder"));
    g_ptr_array_add(answer->expansions, expansion_new("ssa", "sosu-assistent", "sosu-assistent"));
    g_ptr_array_add(answer->related, expansion_new("frafald", "fastholdelse", "fastholdelse"));

    g_autofree char *text = render(answer, 0, &options);
    expect(text, "Søger også efter: vejleder (for mentor); sosu-assistent (for ssa). Kun ordet "
                 "selv: =mentor\nSe også: fastholdelse\n");
}

static void test_what_no_case_has_is_not_told(void)
{
    static const CbTextOptions options = {0};
    g_autoptr(CbAnswer) answer = answer_new("mentor", 0);
    g_ptr_array_add(answer->expansions, expansion_new("mentor", "zebra", ""));
    g_ptr_array_add(answer->expansions, expansion_new("gf 2", "grundforløb 2", "grundforløb 2"));

    g_autofree char *text = render(answer, 0, &options);
    g_assert_null(strstr(text, "zebra"));
    expect(text, "Søger også efter: grundforløb 2 (for gf 2). Kun de ord selv: \"gf 2\"\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-answer/whole", test_whole_answer);
    g_test_add_func("/text-answer/nothing-found", test_nothing_found);
    g_test_add_func("/text-answer/nothing-to-suggest", test_nothing_found_and_nothing_to_suggest);
    g_test_add_func("/text-answer/page-beyond", test_page_beyond_the_last);
    g_test_add_func("/text-answer/divider", test_divider_stands_once_before_the_first_relaxed_hit);
    g_test_add_func("/text-answer/divider-none", test_divider_when_no_case_has_all_words);
    g_test_add_func("/text-answer/long-question", test_no_divider_in_the_list_of_a_long_question);
    g_test_add_func("/text-answer/later-page", test_ranks_and_extent_on_a_later_page);
    g_test_add_func("/text-answer/long-facets", test_long_facets_are_cut);
    g_test_add_func("/text-answer/expansions", test_expansions_are_told);
    g_test_add_func("/text-answer/expansions-found", test_what_no_case_has_is_not_told);
    return g_test_run();
}
