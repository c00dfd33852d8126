/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dividing compounds with the lexicon of this build. */
#include "compound.h"
#include <string.h>

static CbLexicon *lexicon;

/* "fuld|tid~s|praktik": the parts, "~" before what links one to the next. */
static char *divided(const char *word)
{
    CbSplit split;
    if (!cb_compound_split(lexicon, word, strlen(word), &split))
        return g_strdup(word);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < split.n; i++) {
        const CbPart *part = &split.parts[i];
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "", (int)part->length,
                               word + part->start);
        if (part->link > 0)
            g_string_append_printf(out, "~%.*s", (int)part->link,
                                   word + part->start + part->length);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void assert_divided(const char *expected)
{
    g_autoptr(GString) word = g_string_new(expected);
    g_string_replace(word, "|", "", 0);
    g_string_replace(word, "~", "", 0);
    g_autofree char *actual = divided(word->str);
    g_assert_cmpstr(actual, ==, expected);
}

static void assert_all(const char *const *words)
{
    for (; *words != NULL; words++)
        assert_divided(*words);
}

static void test_listed_compounds(void)
{
    static const char *const words[] = {"arbejds|plads", "syge|pleje",  "hånd|bog",
                                        "ældre|omsorg",  "skole|leder", NULL};
    assert_all(words);
}

static void test_new_compounds(void)
{
    static const char *const words[] = {
        "elev|frafald",         "mentor|indsats", "læring~s|buddy",
        "praktik|vejledere",    "sosu|elever",    "fastholdelse~s|samtaler",
        "bøde|bekendtgørelsen", "ark|reference",  NULL};
    assert_all(words);
}

static void test_nested_parts(void)
{
    static const char *const words[] = {"fuld|tid~s|praktik|vejledere",
                                        "medarbejder|udvikling~s|samtale", "region~s|råd~s|valg",
                                        "miljø|mål~s|loven", NULL};
    assert_all(words);
}

static void test_simple_words_stay_whole(void)
{
    static const char *const words[] = {"uddannelse",  "elevator", "kommunens",    "gennemførelse",
                                        "medarbejder", "forløb",   "indsats",      "genstand",
                                        "mellem",      "oplæring", "interesseret", NULL};
    assert_all(words);
}

static void test_names_stay_whole(void)
{
    static const char *const words[] = {"frederikshavn", "sønderborg", "mariagerfjord", NULL};
    assert_all(words);
}

static void test_genitives_are_divided_as_their_word(void)
{
    assert_divided("praktik|vejlederens");
    assert_divided("elev|frafalds");
}

static void test_year_is_a_part(void)
{
    assert_divided("regnskab~s|året");
}

static void test_unknown_first_part(void)
{
    CbSplit split;
    const char *word = "xyloborguddannelsen";
    g_assert_true(cb_compound_split(lexicon, word, strlen(word), &split));
    g_assert_true(split.guessed);
    g_assert_cmpuint(split.n, ==, 2);
    g_assert_cmpuint(split.parts[1].start, ==, strlen("xyloborg"));
    g_assert_true(cb_compound_split(lexicon, "elevfrafald", 11, &split));
    g_assert_false(split.guessed);
}

static void test_other_characters_are_left_alone(void)
{
    CbSplit split;
    static const char *const words[] = {"elev2frafald", "elev-frafald", "Elevfrafald", "", "x"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_false(cb_compound_split(lexicon, words[i], strlen(words[i]), &split));
}

static void assert_sound(const char *word, gsize length)
{
    CbSplit split;
    if (!cb_compound_split(lexicon, word, length, &split))
        return;
    gsize at = 0;
    g_assert_cmpuint(split.n, >=, 2);
    g_assert_cmpuint(split.n, <=, CB_MAX_PARTS);
    for (guint i = 0; i < split.n; i++) {
        g_assert_cmpuint(split.parts[i].start, ==, at);
        g_assert_cmpuint(split.parts[i].length, >, 0);
        at += split.parts[i].length + split.parts[i].link;
    }
    g_assert_cmpuint(at, ==, length);
}

/* Three hundred letters, made of words that all can lead and head: bounded time, and no more parts
 * than there is room for. */
static void test_long_word_takes_bounded_time(void)
{
    static const char *const words[] = {"skole", "mentor", "vagt", "plan", "hjælpe", "elev"};
    gint64 start = g_get_monotonic_time();
    for (guint length = 1; length <= 60; length++) {
        g_autoptr(GString) word = g_string_new(NULL);
        for (guint i = 0; i < length; i++)
            g_string_append(word, words[i % G_N_ELEMENTS(words)]);
        assert_sound(word->str, word->len);
    }
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
}

/* Any bytes: what is no UTF-8 may give nonsense, but sound nonsense. */
static void test_any_bytes_are_survived(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    static const char letters[] = "abdefgiklmnoprstuvåæøs";
    for (guint i = 0; i < 20000; i++) {
        char word[60];
        gsize length = (gsize)g_rand_int_range(random, 0, sizeof word);
        for (gsize k = 0; k < length; k++)
            word[k] = letters[g_rand_int_range(random, 0, sizeof letters - 1)];
        assert_sound(word, length);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/compound/listed", test_listed_compounds);
    g_test_add_func("/compound/new", test_new_compounds);
    g_test_add_func("/compound/nested", test_nested_parts);
    g_test_add_func("/compound/simple-words-stay-whole", test_simple_words_stay_whole);
    g_test_add_func("/compound/names-stay-whole", test_names_stay_whole);
    g_test_add_func("/compound/genitives", test_genitives_are_divided_as_their_word);
    g_test_add_func("/compound/year", test_year_is_a_part);
    g_test_add_func("/compound/unknown-first-part", test_unknown_first_part);
    g_test_add_func("/compound/other-characters", test_other_characters_are_left_alone);
    g_test_add_func("/compound/long-word", test_long_word_takes_bounded_time);
    g_test_add_func("/compound/any-bytes", test_any_bytes_are_survived);
    int result = g_test_run();
    cb_lexicon_unref(lexicon);
    return result;
}
