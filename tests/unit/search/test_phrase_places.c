/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases are shown from the passages where they stand. */
#include "sample.h"
#include <string.h>

#define PAGES 300u
#define RIGHT_PAGE 250u

static void add_section(CbCase *item, const char *heading, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new(heading, NULL, text));
}

static void attach_pages(CbCase *item, const char *(*text_of)(guint page))
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 1; i <= PAGES; i++)
        g_ptr_array_add(pages, g_strdup_printf("%s Det er side nummer %u af alle.", text_of(i), i));
    g_ptr_array_add(pages, NULL);
    sample_attach(item, "Bog.pdf", "håndbog", (const char *const *)pages->pdata);
}

/* All words of the phrases stand on every page. */
static const char *scattered(guint page)
{
    if (page == RIGHT_PAGE)
        return "Her er set et fald i frafaldet på holdene, og vejen er lang.";
    if (page == 260)
        return "Igen er der en lang vej, men intet fald i året. I frafaldet er vi ens.";
    if (page == 3)
        return "Her er en lang vej, men i frafaldet er der intet fald, og det er lang tid.";
    return "Vejen er lang, og frafaldet er i et fald. I år er fald og i frafaldet ens.";
}

static void fill_book(CbWriter *writer)
{
    CbCase *item = sample_case("bog", "En håndbog om gule huse", "Kort tekst.");
    attach_pages(item, scattered);
    sample_add(writer, item);
}

static CbAnswer *ask(Sample *sample, const char *query, guint max)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.max_passages = max;
    return sample_ask(sample, &request);
}

/* Asks, and expects the first hit's passages to be these pages, in this order. */
static void expect_pages(Sample *sample, const char *query, guint max, const char *wanted)
{
    g_autoptr(CbAnswer) answer = ask(sample, query, max);
    g_assert_cmpuint(answer->hits->len, >, 0);
    const CbHit *hit = answer->hits->pdata[0];
    g_autoptr(GString) pages = g_string_new(NULL);
    for (guint i = 0; i < hit->passages->len; i++)
        g_string_append_printf(pages, "%s%u", i > 0 ? " " : "",
                               ((CbPassage *)hit->passages->pdata[i])->page);
    g_assert_cmpstr(pages->str, ==, wanted);
}

/* Asks, and expects the first hit to have one passage, with @marked in it. */
static void expect_one(Sample *sample, const char *query, const char *heading, const char *marked)
{
    g_autoptr(CbAnswer) answer = ask(sample, query, 3);
    g_assert_cmpuint(answer->hits->len, ==, 1);
    const CbHit *hit = answer->hits->pdata[0];
    g_assert_cmpuint(hit->passages->len, ==, 1);
    const CbPassage *passage = hit->passages->pdata[0];
    g_assert_cmpstr(passage->heading, ==, heading);
    g_autofree char *text = sample_marked(passage);
    g_assert_nonnull(strstr(text, marked));
}

static void test_a_phrase_is_found_among_pages_with_its_words(void)
{
    g_autoptr(Sample) sample = sample_new(fill_book);
    expect_pages(sample, "\"fald i frafaldet\"", 3, "250");
    expect_pages(sample, "\"fald i frafaldet\"", 1, "250");
    expect_one(sample, "\"fald i frafaldet\"", NULL, "et [fald i frafaldet] på");
}

static void test_two_phrases_are_both_shown(void)
{
    g_autoptr(Sample) sample = sample_new(fill_book);
    g_autoptr(CbAnswer) answer = ask(sample, "\"fald i frafaldet\" \"lang vej\"", 3);
    const CbHit *hit = answer->hits->pdata[0];
    g_assert_cmpuint(hit->passages->len, ==, 3);
    guint sum = 0;
    for (guint i = 0; i < 3; i++)
        sum += ((CbPassage *)hit->passages->pdata[i])->page;
    g_assert_cmpuint(sum, ==, 3 + 250 + 260);
}

static void test_a_phrase_that_stands_once_beside_one_that_stands_everywhere(void)
{
    g_autoptr(Sample) sample = sample_new(fill_book);
    g_autoptr(CbAnswer) answer = ask(sample, "\"side nummer\" \"fald i frafaldet\"", 1);
    const CbHit *hit = answer->hits->pdata[0];
    g_assert_cmpuint(((CbPassage *)hit->passages->pdata[0])->page, ==, RIGHT_PAGE);
}

static void test_a_phrase_and_a_word(void)
{
    g_autoptr(Sample) sample = sample_new(fill_book);
    expect_pages(sample, "\"fald i frafaldet\" hold", 1, "250");
    g_autoptr(CbAnswer) answer = ask(sample, "\"lang vej\" tid", 3);
    const CbPassage *passage = ((CbHit *)answer->hits->pdata[0])->passages->pdata[0];
    g_autofree char *text = sample_marked(passage);
    g_assert_nonnull(strstr(text, "[lang vej]"));
}

static void test_a_phrase_in_the_title_or_a_field_shows_no_other_page(void)
{
    g_autoptr(Sample) sample = sample_new(fill_book);
    expect_pages(sample, "\"gule huse\"", 3, "");
    expect_pages(sample, "titel:\"gule huse\"", 3, "");
    expect_pages(sample, "titel:\"gule huse\" \"fald i frafaldet\"", 3, "250");
    expect_pages(sample, "fil:\"bog pdf\" \"fald i frafaldet\"", 3, "250");
    expect_pages(sample, "\"bog pdf\"", 3, "");
}

/* The same stems, in other forms on the pages before. */
static const char *inflected(guint page)
{
    return page == 20 ? "Der er en blå bil på vejen." : "Der er blå biler på vejen.";
}

static void fill_inflected(CbWriter *writer)
{
    CbCase *item = sample_case("former", "En sag", "Kort tekst.");
    attach_pages(item, inflected);
    sample_add(writer, item);
    item = sample_case("anden", "En anden sag", "Kun blå biler her.");
    sample_add(writer, item);
}

static void test_an_exact_phrase_is_looked_for_in_the_texts(void)
{
    g_autoptr(Sample) sample = sample_new(fill_inflected);
    sample_expect(sample, "=\"blå bil\"", "former");
    expect_pages(sample, "=\"blå bil\"", 3, "20");
    sample_expect(sample, "=\"blå bilen\"", "");
}

/* "hvid" is the last word of the first piece of a long section, "zebra" the first of the next. */
static void fill_cut(CbWriter *writer)
{
    CbCase *item = sample_case("lang", "En lang sag", "Kort tekst.");
    GString *text = g_string_new(NULL);
    while (text->len < 3992)
        g_string_append(text, "ord ");
    g_string_append(text, "hvid zebra går her blandt alle de andre.");
    while (text->len < 9000)
        g_string_append(text, " Der er ord.");
    add_section(item, "Om en dyrepark", text->str);
    g_string_free(text, TRUE);
    add_section(item, "Stor grøn papegøje", "Den har ikke meget at sige om det her.");
    sample_add(writer, item);
}

static void test_a_phrase_over_the_cut_of_a_section_is_shown(void)
{
    g_autoptr(Sample) sample = sample_new(fill_cut);
    expect_one(sample, "\"hvid zebra\"", "Om en dyrepark", "[hvid zebra] går");
    expect_one(sample, "=\"hvid zebra\"", "Om en dyrepark", "[hvid zebra] går");
    expect_one(sample, "\"zebra går\"", "Om en dyrepark", "[zebra går] her");
}

static void test_a_phrase_in_a_heading_shows_its_section(void)
{
    g_autoptr(Sample) sample = sample_new(fill_cut);
    expect_one(sample, "\"grøn papegøje\"", "Stor grøn papegøje", "Den har ikke meget");
    expect_one(sample, "=\"stor grøn\"", "Stor grøn papegøje", "Den har ikke meget");
    sample_expect(sample, "\"papegøje den\"", ""); /* not from one text into the next */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrase-places/page", test_a_phrase_is_found_among_pages_with_its_words);
    g_test_add_func("/phrase-places/two", test_two_phrases_are_both_shown);
    g_test_add_func("/phrase-places/turns",
                    test_a_phrase_that_stands_once_beside_one_that_stands_everywhere);
    g_test_add_func("/phrase-places/word", test_a_phrase_and_a_word);
    g_test_add_func("/phrase-places/fields",
                    test_a_phrase_in_the_title_or_a_field_shows_no_other_page);
    g_test_add_func("/phrase-places/exact", test_an_exact_phrase_is_looked_for_in_the_texts);
    g_test_add_func("/phrase-places/cut", test_a_phrase_over_the_cut_of_a_section_is_shown);
    g_test_add_func("/phrase-places/heading", test_a_phrase_in_a_heading_shows_its_section);
    return g_test_run();
}
