/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion: what is offered for what has been typed, and in what order. */
#include "sample.h"
#include <casebank/error.h>
#include <casebank/suggest.h>
#include <string.h>

static void fill(CbWriter *writer)
{
    sample_add(writer, sample_case("a", "Mentorordning mindsker elevfrafald",
                                   "Et frafald er et frafald. Indsatsen og fraværet."));
    sample_add(writer, sample_case("b", "Frafald på plejehjem",
                                   "Frafaldet er mindre. Fraværet er stort; en håndbog hjælper."));
    sample_add(writer, sample_case("c", "Håndbog til vejledere",
                                   "En vejleder og en vejledning. Frafaldet faldt hos Frakkeline "
                                   "Prøvesen. Skriv til frakkeline@example.dk."));
    CbCase *item = sample_case("d", "Mentorordning mindsker elevfrafald", "Endnu en sag.");
    item->contact = g_strdup("Frakontakta Hemmeligsen");
    sample_add(writer, item);
}

/* "word:frafald part:elevfrafald title:..." */
static char *suggested(Sample *sample, const char *text, guint max)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) suggestions = cb_suggest(sample->index, text, max, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(suggestions->len, <=, max);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < suggestions->len; i++) {
        const CbSuggestion *suggestion = suggestions->pdata[i];
        g_string_append_printf(out, "%s%s:%s", i > 0 ? ", " : "",
                               cb_suggestion_kind_name(suggestion->kind), suggestion->text);
        g_assert_cmpint(suggestion->case_id != NULL, ==, suggestion->kind == CB_SUGGESTION_TITLE);
        g_assert_cmpuint(suggestion->cases, >=, 1);
    }
    return g_string_free(out, FALSE);
}

static void expect(Sample *sample, const char *text, guint max, const char *expected)
{
    g_autofree char *actual = suggested(sample, text, max);
    g_test_message("%.60s", text);
    g_assert_cmpstr(actual, ==, expected);
}

static void test_words_then_parts_then_titles(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "fraf", 8,
           "word:frafald, part:elevfrafald, title:Frafald på plejehjem, "
           "title:Mentorordning mindsker elevfrafald");
}

static void test_more_cases_come_first(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "fra", 3, "word:frafald, word:fraværet, part:elevfrafald");
    g_autoptr(GPtrArray) suggestions = cb_suggest(sample->index, "fra", 1, NULL);
    g_assert_cmpuint(((CbSuggestion *)suggestions->pdata[0])->cases, ==, 3);
}

static void test_the_words_before_are_kept(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "-Mentor  \"plejehjem fraf", 1, "word:-Mentor  \"plejehjem frafald");
    expect(sample, "mentor frafal", 8,
           "word:mentor frafald, part:mentor elevfrafald, "
           "title:Mentorordning mindsker elevfrafald");
}

static void test_letters_may_be_typed_as_two(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "haandb", 8, "word:håndbog, title:Håndbog til vejledere");
    expect(sample, "HÅNDB", 8, "word:håndbog, title:Håndbog til vejledere");
}

static void test_what_is_no_inflection_is_a_word_of_its_own(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "vejled", 2, "word:vejleder, word:vejledning");
}

static void fill_with_inflections(CbWriter *writer)
{
    sample_add(writer, sample_case("a", "A", "En praktik, praktikken og flere praktikker."));
}

static void test_inflections_are_one_word(void)
{
    g_autoptr(Sample) sample = sample_new(fill_with_inflections);
    expect(sample, "prak", 8, "word:praktik");
}

static void test_a_typed_word_comes_first(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "fraværet", 1, "word:fraværet");
}

static void test_titles_alone_after_a_space(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "håndbog ", 8, "title:Håndbog til vejledere");
    expect(sample, "håndbog vejledere ", 8, "title:Håndbog til vejledere");
    expect(sample, "håndbog frafald ", 8, "");
}

static void test_nothing_for_nothing(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    static const char *const texts[] = {"", " ", "?!", "\xff\xfe", "og", "på ", "12", "😀", "שלום"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        expect(sample, texts[i], 8, "");
}

static void test_names_are_never_offered(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    static const char *const typed[] = {"frak", "frakkeline", "prøv", "frakon", "hemm", "example"};
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
        expect(sample, typed[i], 50, "");
    for (const char *first = "abcdefghijklmnopqrstuvwxyz"; *first != '\0'; first++) {
        g_autofree char *all = suggested(sample, (char[]){*first, '\0'}, 50);
        g_autofree char *key = cb_fold_key(all);
        g_assert_null(strstr(key, "frakkeline"));
        g_assert_null(strstr(key, "proevesen"));
        g_assert_null(strstr(key, "hemmeligsen"));
    }
}

static void test_a_long_text_is_read_from_its_end(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autofree char *start = g_strnfill(100000, 'x');
    g_autofree char *text = g_strconcat(start, " fraf", NULL);
    g_autoptr(GPtrArray) suggestions = cb_suggest(sample->index, text, 1, NULL);
    g_assert_cmpuint(suggestions->len, ==, 1);
    g_assert_true(g_str_has_suffix(((CbSuggestion *)suggestions->pdata[0])->text, "xxx frafald"));
    expect(sample, start, 8, "");
}

static void test_another_generation_is_followed(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    expect(sample, "elevf", 1, "word:elevfrafald");
    sample_rebuild(sample, fill);
    sample_rebuild(sample, fill);
    expect(sample, "elevf", 1, "word:elevfrafald");
}

static void test_a_bad_number_is_an_error(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    static const guint bad[] = {0, CB_MAX_SUGGESTIONS + 1};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(cb_suggest(sample->index, "fra", bad[i], &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    }
}

static void test_json(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(GPtrArray) suggestions = cb_suggest(sample->index, "plejeh", 2, NULL);
    g_autofree char *json = cb_suggestions_to_json("plejeh", suggestions, FALSE);
    g_assert_cmpstr(json, ==,
                    "{\"version\":1,\"text\":\"plejeh\",\"suggestions\":[{\"text\":\"plejehjem\","
                    "\"kind\":\"word\",\"cases\":1,\"case_id\":null},{\"text\":\"Frafald på "
                    "plejehjem\",\"kind\":\"title\",\"cases\":1,\"case_id\":\"b\"}]}");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func("/suggest/" name, test)
    ADD("words-then-parts-then-titles", test_words_then_parts_then_titles);
    ADD("more-cases-come-first", test_more_cases_come_first);
    ADD("the-words-before-are-kept", test_the_words_before_are_kept);
    ADD("letters-may-be-typed-as-two", test_letters_may_be_typed_as_two);
    ADD("inflections-are-one-word", test_inflections_are_one_word);
    ADD("what-is-no-inflection-is-a-word-of-its-own",
        test_what_is_no_inflection_is_a_word_of_its_own);
    ADD("a-typed-word-comes-first", test_a_typed_word_comes_first);
    ADD("titles-alone-after-a-space", test_titles_alone_after_a_space);
    ADD("nothing-for-nothing", test_nothing_for_nothing);
    ADD("names-are-never-offered", test_names_are_never_offered);
    ADD("a-long-text-is-read-from-its-end", test_a_long_text_is_read_from_its_end);
    ADD("another-generation-is-followed", test_another_generation_is_followed);
    ADD("a-bad-number-is-an-error", test_a_bad_number_is_an_error);
    ADD("json", test_json);
    return g_test_run();
}
