/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Mente du": which words are corrected, into what, and what the answer says of it. */
#include "edit_distance.h"
#include "sample.h"
#include <string.h>

static void fill(CbWriter *writer)
{
    sample_add(writer, sample_case("a", "Læringsbuddy",
                                   "En læringsbuddy følger eleven. Praktikvejledere hjælper."));
    sample_add(writer,
               sample_case("b", "Frafald",
                           "Frafaldet er stort. En elev taler med sin mentor om en indsats. "
                           "En uge senere ringer Testine Prøvesen."));
    sample_add(writer, sample_case("c", "Læringsbuddy til alle",
                                   "Buddyen hed en lærringsbudy i brevet. En indsats til."));
}

static CbAnswer *ask(Sample *sample, const char *text)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = text;
    return sample_ask(sample, &request);
}

static void expect(Sample *sample, const char *text, const char *suggestion)
{
    g_autoptr(CbAnswer) answer = ask(sample, text);
    g_test_message("%s", text);
    g_assert_cmpstr(answer->suggestion, ==, suggestion);
    g_assert_cmpstr(answer->text, ==, text);
}

/* --- How far apart --------------------------------------------------------------------------- */

static guint distance(const char *a, const char *b)
{
    return cb_edit_distance(a, strlen(a), b, strlen(b), 10);
}

static void test_edits_cost_by_how_they_sound(void)
{
    g_assert_cmpuint(distance("mentor", "mentor"), ==, 0);
    g_assert_cmpuint(distance("metor", "mentor"), ==, CB_EDIT_COST);
    g_assert_cmpuint(distance("menxtor", "mentor"), ==, CB_EDIT_COST);
    g_assert_cmpuint(distance("mextor", "mentor"), ==, CB_EDIT_COST);
    g_assert_cmpuint(distance("metnor", "mentor"), ==, CB_EDIT_COST);
    g_assert_cmpuint(distance("menttor", "mentor"), ==, CB_CHEAP_EDIT_COST);
    g_assert_cmpuint(distance("laerring", "laering"), ==, CB_CHEAP_EDIT_COST);
    g_assert_cmpuint(distance("vem", "hvem"), <, distance("vem", "svem"));
    g_assert_cmpuint(distance("kunskab", "kundskab"), ==, CB_CHEAP_EDIT_COST);
    g_assert_cmpuint(distance("praktig", "praktik"), ==, CB_CHEAP_EDIT_COST);
    g_assert_cmpuint(distance("lering", "laering"), ==, CB_CHEAP_EDIT_COST);
    g_assert_cmpuint(distance("nentor", "mentor"), >, distance("memtor", "mentor"));
}

static void test_it_is_the_same_both_ways(void)
{
    static const char *const words[] = {"mentor", "metor", "laerring", "laering", "",  "e",
                                        "hvem",   "vem",   "praktik",  "praktig", "xx"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(words); j++)
            g_assert_cmpuint(distance(words[i], words[j]), ==, distance(words[j], words[i]));
}

static void test_what_is_too_far_is_only_that(void)
{
    g_assert_cmpuint(cb_edit_distance("mentor", 6, "frafald", 7, 4), ==, 5);
    g_assert_cmpuint(cb_edit_distance("", 0, "abcdef", 6, 4), ==, 5);
    g_autofree char *longer = g_strnfill(CB_MAX_EDITED + 1, 'x');
    g_assert_cmpuint(cb_edit_distance(longer, CB_MAX_EDITED + 1, longer, CB_MAX_EDITED + 1, 4), ==,
                     5);
}

/* --- What is corrected ----------------------------------------------------------------------- */

static void test_the_nearest_word_of_the_cases(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "metor", "mentor");
    expect(sample, "praktikvejlder", "praktikvejledere");
    expect(sample, "innsats", "indsats");
    expect(sample, "FRAFLAD", "frafald");
}

static void test_a_misspelt_word_of_the_cases_is_no_help(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "lærringsbuddy", "læringsbuddy");
    expect(sample, "laerringsbuddy", "læringsbuddy");
}

static void test_one_part_of_a_compound(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "elevfrafld", "elevfrafald");
    expect(sample, "mentrofrafald", "mentorfrafald");
}

static void test_good_danish_is_left_alone(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "mentor", NULL);
    expect(sample, "meter", NULL);      /* no case has it, but it is a word */
    expect(sample, "elevfravær", NULL); /* so is this */
    expect(sample, "frafaldene", NULL); /* an inflection of a word that is there */
}

static void test_what_is_not_corrected(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    static const char *const queries[] = {
        "xyzzyq",   "uga",         "gf7",        "=metor",         "\"metor\"", "met*",
        "metr*",    "titel:metor", "IKKE metor", "frafald -metor", "",          "?!",
        "prøvesne", "testin",      "testne",     "\xff\xfe"};
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbAnswer) answer = ask(sample, queries[i]);
        g_test_message("%s", queries[i]);
        g_assert_null(answer->suggestion);
        g_assert_false(answer->suggestion_applied);
    }
}

static void test_the_rest_stays_as_it_was_written(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "(metor ELLER  \"stort frafald\") -buddy, frafld!",
           "(mentor ELLER  \"stort frafald\") -buddy, frafald!");
    expect(sample, "elev-metor kommune:Metor metor", "elev-mentor kommune:Metor mentor");
}

static void test_few_words_are_corrected_of_many(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "metor metor metor metor metor metor",
           "mentor mentor mentor mentor metor metor");
}

static void test_exact_searches_are_not_corrected(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    CbRequest request = CB_REQUEST_INIT;
    request.text = "metor";
    request.exact = TRUE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_null(answer->suggestion);
}

/* --- What the answer says -------------------------------------------------------------------- */

static void test_an_empty_page_becomes_the_suggestions_and_says_so(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "metor");
    g_assert_true(answer->suggestion_applied);
    g_assert_cmpuint(answer->total, ==, 1);
    g_assert_cmpstr(((CbHit *)answer->hits->pdata[0])->case_id, ==, "b");
    g_assert_cmpstr(answer->interpreted, ==, "mentor");
    const char *note = answer->notes->pdata[0];
    g_assert_nonnull(strstr(note, "»metor«"));
    g_assert_nonnull(strstr(note, "»mentor«"));
    g_autofree char *json = cb_answer_to_json(answer, FALSE);
    g_assert_nonnull(strstr(json, "\"suggestion\":\"mentor\",\"suggestion_applied\":true"));
}

static void test_hits_are_kept_and_the_suggestion_offered(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "metor frafald");
    g_assert_false(answer->suggestion_applied);
    g_assert_cmpstr(answer->suggestion, ==, "mentor frafald");
    g_assert_cmpuint(answer->total, >, 0);
    g_assert_cmpstr(answer->interpreted, ==, "metor frafald");
    g_autofree char *json = cb_answer_to_json(answer, FALSE);
    g_assert_nonnull(strstr(json, "\"suggestion_applied\":false"));
}

static void test_a_suggestion_that_finds_nothing_is_only_offered(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    static const char *const nowhere[] = {"Nordstrand", NULL};
    CbRequest request = CB_REQUEST_INIT;
    request.text = "metor";
    request.municipalities = nowhere;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->total, ==, 0);
    g_assert_cmpstr(answer->suggestion, ==, "mentor");
    g_assert_false(answer->suggestion_applied);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func("/spelling/" name, test)
    ADD("edits-cost-by-how-they-sound", test_edits_cost_by_how_they_sound);
    ADD("it-is-the-same-both-ways", test_it_is_the_same_both_ways);
    ADD("what-is-too-far-is-only-that", test_what_is_too_far_is_only_that);
    ADD("the-nearest-word-of-the-cases", test_the_nearest_word_of_the_cases);
    ADD("a-misspelt-word-of-the-cases-is-no-help", test_a_misspelt_word_of_the_cases_is_no_help);
    ADD("one-part-of-a-compound", test_one_part_of_a_compound);
    ADD("good-danish-is-left-alone", test_good_danish_is_left_alone);
    ADD("what-is-not-corrected", test_what_is_not_corrected);
    ADD("the-rest-stays-as-it-was-written", test_the_rest_stays_as_it_was_written);
    ADD("few-words-are-corrected-of-many", test_few_words_are_corrected_of_many);
    ADD("exact-searches-are-not-corrected", test_exact_searches_are_not_corrected);
    ADD("an-empty-page-becomes-the-suggestions-and-says-so",
        test_an_empty_page_becomes_the_suggestions_and_says_so);
    ADD("hits-are-kept-and-the-suggestion-offered", test_hits_are_kept_and_the_suggestion_offered);
    ADD("a-suggestion-that-finds-nothing-is-only-offered",
        test_a_suggestion_that_finds_nothing_is_only_offered);
    return g_test_run();
}
