/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases with only some of the words: when they follow, what they must have, and how pages cut the
 * list. */
#include "sample.h"

/* Four cases with both words, six with one, some with neither; dates in no order. */
static void fill_few(CbWriter *writer)
{
    static const struct {
        const char *id, *text, *date;
    } cases[] = {
        {"begge1", "En mentor mod frafald.", "2020-01-01"},
        {"m1", "En mentor er fast.", "2024-01-01"},
        {"f1", "Et stort frafald i år.", NULL},
        {"begge2", "Mentorer og frafald.", NULL},
        {"andet1", "Noget helt andet.", "2023-01-01"},
        {"m2", "Mentoren hjælper alle i huset.", "2019-01-01"},
        {"f2", "Frafaldet er \"stort nok\" her.", "2022-01-01"},
        {"begge3", "Frafald uden en mentor.", "2021-01-01"},
        {"m3", "Mentorkurser for en mentor og en mentor.", "2018-01-01"},
        {"begge4", "Mentor, mentor og frafald.", "2017-01-01"},
        {"f3", "Frafald er dyrt.", "2016-01-01"},
        {"andet2", "Sprog og ro.", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        CbCase *item = sample_case(cases[i].id, "Titel", cases[i].text);
        item->updated = g_strdup(cases[i].date);
        g_ptr_array_add(item->municipalities, g_strdup(i % 2 == 0 ? "Egeby" : "Birkelund"));
        sample_add(writer, item);
    }
}

/* Twelve cases with both words, and one with one. */
static void fill_enough(CbWriter *writer)
{
    for (guint i = 0; i < 12; i++) {
        g_autofree char *id = g_strdup_printf("begge%u", i);
        CbCase *item = sample_case(id, "Titel", "En mentor mod frafald.");
        g_ptr_array_add(item->municipalities, g_strdup(i == 0 ? "Egeby" : "Birkelund"));
        sample_add(writer, item);
    }
    CbCase *item = sample_case("m", "Titel", "En mentor.");
    g_ptr_array_add(item->municipalities, g_strdup("Egeby"));
    sample_add(writer, item);
}

static CbAnswer *ask(Sample *sample, const char *query)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.per_page = CB_MAX_PER_PAGE;
    return sample_ask(sample, &request);
}

static guint count_relaxed(const CbAnswer *answer)
{
    guint n = 0;
    for (guint i = 0; i < answer->hits->len; i++)
        n += ((const CbHit *)answer->hits->pdata[i])->relaxed ? 1 : 0;
    return n;
}

static void expect(Sample *sample, const char *query, guint strict, guint relaxed)
{
    g_autoptr(CbAnswer) answer = ask(sample, query);
    g_test_message("%s", query);
    g_assert_cmpuint(answer->total, ==, strict + relaxed);
    g_assert_cmpuint(answer->hits->len, ==, strict + relaxed);
    g_assert_cmpuint(count_relaxed(answer), ==, relaxed);
    g_assert_cmpint(answer->is_relaxed, ==, relaxed > 0);
    if (relaxed > 0)
        g_assert_cmpuint(answer->relaxed_from, ==, strict);
    for (guint i = 0; i < answer->hits->len; i++)
        g_assert_cmpint(((const CbHit *)answer->hits->pdata[i])->relaxed, ==, i >= strict);
}

static void test_few_strict_hits_are_followed_by_relaxed_ones(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    expect(sample, "mentor frafald", 4, 6);
    expect(sample, "mentor og frafald", 4, 6); /* a stop word asks for nothing */
    expect(sample, "mentor frafald sprog", 0, 11);
    expect(sample, "mentor ukulele", 0, 7);
    expect(sample, "ukulele banjo", 0, 0);
}

static void test_one_word_is_never_relaxed(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    expect(sample, "mentor", 7, 0);
    expect(sample, "mentor mentorer", 7, 0); /* one word said twice */
}

static void test_enough_strict_hits_stand_alone(void)
{
    g_autoptr(Sample) sample = sample_new(fill_enough);
    expect(sample, "mentor frafald", 12, 0);
}

static void test_relaxing_can_be_switched_off(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentor frafald";
    request.no_relax = TRUE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->total, ==, 4);
    g_assert_false(answer->is_relaxed);
    request.text = "mentor frafald sprog ro";
    g_autoptr(CbAnswer) question = sample_ask(sample, &request);
    g_assert_cmpuint(question->total, ==, 0);
}

static void test_what_is_asked_for_expressly_always_holds(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    expect(sample, "mentor OG frafald", 4, 0);
    expect(sample, "mentor OG frafald sprog", 0, 0); /* one plain word: nothing to choose from */
    expect(sample, "mentor OG frafald sprog uden", 0, 1);
    expect(sample, "mentor frafald -uden", 3, 6);
    expect(sample, "mentor frafald kommune:Egeby", 1, 4);
    expect(sample, "mentor frafald år:2018..2020", 1, 2);
    expect(sample, "mentor frafald \"stort frafald\"", 0, 1);
    expect(sample, "mentor frafald =mentorer", 1, 0);
    expect(sample, "frafald (mentor ELLER sprog)", 4, 0);
    expect(sample, "frafald dyrt mentor*", 0, 4);
}

static void test_filters_do_not_bring_relaxed_hits_in(void)
{
    const char *egeby[] = {"Egeby", NULL};
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentor frafald";
    request.municipalities = egeby;
    g_autoptr(Sample) enough = sample_new(fill_enough);
    g_autoptr(CbAnswer) alone = sample_ask(enough, &request);
    g_autofree char *ids = sample_ids(alone);
    g_assert_cmpstr(ids, ==, "begge0");
    g_autoptr(Sample) few = sample_new(fill_few);
    g_autoptr(CbAnswer) followed = sample_ask(few, &request);
    g_assert_cmpuint(followed->total, ==, 5);
    g_assert_cmpuint(followed->relaxed_from, ==, 1);
}

static guint facet_sum(const CbAnswer *answer)
{
    const CbFacet *facet = answer->facets->pdata[0];
    guint sum = 0;
    for (guint i = 0; i < facet->values->len; i++)
        sum += ((const CbFacetValue *)facet->values->pdata[i])->count;
    return sum;
}

static void test_facets_count_relaxed_hits_too(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    g_autoptr(CbAnswer) answer = ask(sample, "mentor frafald");
    g_assert_cmpuint(facet_sum(answer), ==, 10); /* each case has one municipality */
}

/* Pages of every size, laid end to end, are the list of the one big page. */
static void expect_stable_pages(Sample *sample, const char *query, CbSort sort)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.sort = sort;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) whole = sample_ask(sample, &request);
    for (guint size = 1; size <= whole->total + 1; size++) {
        guint at = 0;
        request.per_page = size;
        for (request.page = 1; (request.page - 1) * size <= whole->total; request.page++) {
            g_autoptr(CbAnswer) page = sample_ask(sample, &request);
            g_assert_cmpuint(page->total, ==, whole->total);
            g_assert_cmpuint(page->relaxed_from, ==, whole->relaxed_from);
            for (guint i = 0; i < page->hits->len; i++, at++) {
                const CbHit *hit = page->hits->pdata[i], *same = whole->hits->pdata[at];
                g_assert_cmpstr(hit->case_id, ==, same->case_id);
                g_assert_cmpint(hit->relaxed, ==, same->relaxed);
            }
        }
        g_assert_cmpuint(at, ==, whole->total);
    }
}

static void test_pages_are_cuts_of_one_list(void)
{
    static const char *const queries[] = {"mentor frafald", "mentor frafald sprog",
                                          "fast mentor mod stort frafald", "",
                                          "mentor ELLER frafald"};
    g_autoptr(Sample) sample = sample_new(fill_few);
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        expect_stable_pages(sample, queries[i], CB_SORT_RELEVANCE);
        expect_stable_pages(sample, queries[i], CB_SORT_DATE);
    }
}

static void test_by_date_the_strict_hits_still_stand_first(void)
{
    g_autoptr(Sample) sample = sample_new(fill_few);
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentor frafald";
    request.sort = CB_SORT_DATE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_autofree char *ids = sample_ids(answer);
    g_assert_cmpstr(ids, ==, "begge3 begge1 begge4 begge2 |m1 f2 m2 m3 f3 f1");
}

/* --- Long questions */

static void fill_questions(CbWriter *writer)
{
    sample_add(writer, sample_case("alle", "Titel",
                                   "Kommunen hjælper tosprogede elever gennem uddannelsen."));
    sample_add(writer, sample_case("mange", "Titel", "Tosprogede elever får hjælp i uddannelsen."));
    sample_add(writer, sample_case("titel", "Tosprogede elever i uddannelse", "En kommune."));
    sample_add(writer, sample_case("en", "Titel", "Tosprogede."));
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("alm%u", i);
        sample_add(writer, sample_case(id, "Titel", "Elever i kommunen tager en uddannelse."));
    }
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("elev%u", i);
        sample_add(writer, sample_case(id, "Titel", "Her er elever. Der er mange andre ord."));
    }
}

#define QUESTION "hvordan hjælper kommunen tosprogede elever gennem uddannelsen"

static void test_a_question_is_ranked_by_how_much_a_case_covers(void)
{
    static const char *const best[] = {"alle", "mange", "titel", "en"};
    g_autoptr(Sample) sample = sample_new(fill_questions);
    g_autoptr(CbAnswer) answer = ask(sample, QUESTION);
    g_assert_cmpuint(answer->hits->len, ==, 34);
    for (guint i = 0; i < G_N_ELEMENTS(best); i++) {
        const CbHit *hit = answer->hits->pdata[i];
        g_assert_cmpstr(hit->case_id, ==, best[i]);
        g_assert_cmpint(hit->relaxed, ==, i > 0);
    }
    g_assert_false(answer->is_relaxed); /* no place where the relaxed ones begin was promised */
}

static void test_a_common_word_alone_answers_no_question(void)
{
    g_autoptr(Sample) sample = sample_new(fill_questions);
    g_autoptr(CbAnswer) answer = ask(sample, QUESTION);
    for (guint i = 0; i < answer->hits->len; i++)
        g_assert_false(g_str_has_prefix(((CbHit *)answer->hits->pdata[i])->case_id, "elev"));
    g_assert_cmpuint(answer->total, ==, answer->hits->len);
}

/* A handbook that says each word once in a hundred pages must be in all the same. */
static void fill_diluted(CbWriter *writer)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 100; i++) {
        GString *page = g_string_new(i == 50 ? "kommune elever uddannelse støtte mentor " : NULL);
        for (guint j = 0; j < 200; j++)
            g_string_append_printf(page, "andet%u ", i * 200 + j);
        g_ptr_array_add(pages, g_string_free(page, FALSE));
    }
    g_ptr_array_add(pages, NULL);
    CbCase *item = sample_case("bog", "En bog", NULL);
    sample_attach(item, "Bog.pdf", "håndbog", (const char *const *)pages->pdata);
    sample_add(writer, item);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *id = g_strdup_printf("sag%u", i);
        sample_add(writer, sample_case(id, "Titel", "Kommune, elever, uddannelse, støtte."));
    }
}

static void test_a_case_with_all_words_is_never_left_out(void)
{
    g_autoptr(Sample) sample = sample_new(fill_diluted);
    g_autoptr(CbAnswer) answer = ask(sample, "kommune elever uddannelse støtte mentor");
    guint strict = 0;
    for (guint i = 0; i < answer->hits->len; i++)
        if (!((const CbHit *)answer->hits->pdata[i])->relaxed)
            strict++;
    g_assert_cmpuint(strict, ==, 1);
    g_assert_cmpuint(answer->relaxed_from, ==, 1);
}

static void test_unknown_words_do_not_raise_the_bar(void)
{
    g_autoptr(Sample) sample = sample_new(fill_questions);
    g_autoptr(CbAnswer) answer =
        ask(sample, "tosprogede ukulele banjo mandolin saxofon klarinet fagot trombone");
    g_assert_cmpuint(answer->total, ==, 4);
    g_assert_true(answer->is_relaxed);
    g_assert_cmpuint(answer->relaxed_from, ==, 0);
}

static void test_questions_by_date_have_the_same_hits(void)
{
    g_autoptr(Sample) sample = sample_new(fill_questions);
    CbRequest request = CB_REQUEST_INIT;
    request.text = QUESTION;
    g_autoptr(CbAnswer) by_relevance = sample_ask(sample, &request);
    request.sort = CB_SORT_DATE;
    g_autoptr(CbAnswer) by_date = sample_ask(sample, &request);
    g_assert_cmpuint(by_date->total, ==, by_relevance->total);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relaxed/few", test_few_strict_hits_are_followed_by_relaxed_ones);
    g_test_add_func("/relaxed/one-word", test_one_word_is_never_relaxed);
    g_test_add_func("/relaxed/enough", test_enough_strict_hits_stand_alone);
    g_test_add_func("/relaxed/off", test_relaxing_can_be_switched_off);
    g_test_add_func("/relaxed/expressly", test_what_is_asked_for_expressly_always_holds);
    g_test_add_func("/relaxed/filters", test_filters_do_not_bring_relaxed_hits_in);
    g_test_add_func("/relaxed/facets", test_facets_count_relaxed_hits_too);
    g_test_add_func("/relaxed/pages", test_pages_are_cuts_of_one_list);
    g_test_add_func("/relaxed/by-date", test_by_date_the_strict_hits_still_stand_first);
    g_test_add_func("/question/coverage", test_a_question_is_ranked_by_how_much_a_case_covers);
    g_test_add_func("/question/common-word", test_a_common_word_alone_answers_no_question);
    g_test_add_func("/question/all-words", test_a_case_with_all_words_is_never_left_out);
    g_test_add_func("/question/unknown-words", test_unknown_words_do_not_raise_the_bar);
    g_test_add_func("/question/by-date", test_questions_by_date_have_the_same_hits);
    return g_test_run();
}
