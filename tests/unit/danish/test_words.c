/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One word and its reasons. */
#include <casebank/words.h>
#include <string.h>

static CbAnalyzer *analyzer;

static void test_compound(void)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "Fastholdelsessamtaler");
    g_assert_cmpstr(word->normalized, ==, "fastholdelsessamtaler");
    g_assert_cmpstr(word->stem, ==, "fastholdelsessamtal");
    g_assert_cmpint(word->reason, ==, CB_RULE_COMPOUND);
    g_assert_cmpint(word->head_reason, ==, CB_RULE_SNOWBALL);
    g_assert_cmpuint(word->parts->len, ==, 2);
    const CbWordPart *first = word->parts->pdata[0], *second = word->parts->pdata[1];
    g_assert_cmpstr(first->text, ==, "fastholdelse");
    g_assert_cmpstr(first->link, ==, "s");
    g_assert_cmpstr(first->stem, ==, "fasthold");
    g_assert_cmpuint(first->start, ==, 0);
    g_assert_cmpuint(first->length, ==, 12);
    g_assert_cmpstr(second->text, ==, "samtaler");
    g_assert_cmpuint(second->start, ==, 13);
    g_assert_cmpuint(second->length, ==, 8);
}

static void test_places_count_code_points(void)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "ældreområdet");
    const CbWordPart *second = word->parts->pdata[1];
    g_assert_cmpuint(second->start, ==, 5);
    g_assert_cmpuint(second->length, ==, 7);
    g_assert_cmpstr(word->key, ==, "aeldreomraadet");
}

static void assert_reason(const char *text, CbStemReason expected)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, text);
    g_assert_cmpint(word->reason, ==, expected);
}

static void test_reasons(void)
{
    assert_reason("indsats", CB_RULE_EXCEPTION);
    assert_reason("qvxerne", CB_RULE_SNOWBALL);
    assert_reason("GF2", CB_RULE_NONE);
    assert_reason("elevfrafald", CB_RULE_COMPOUND);
    g_assert_cmpstr(cb_stem_reason_name(CB_RULE_COMPOUND), ==, "compound");
}

static void test_hyphens_are_dropped(void)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "on-boarding");
    g_assert_cmpstr(word->stem, ==, "onboarding");
}

static void test_typed_letters_are_told(void)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "haandbog");
    g_assert_cmpstr(word->normalized, ==, "haandbog");
    g_assert_cmpstr(word->restored, ==, "håndbog");
    g_assert_cmpuint(word->parts->len, ==, 2);
}

static void test_any_bytes_are_a_word(void)
{
    static const char *const texts[] = {"", " ", "-", "\xFF\xFE", "\xF0\x9F\x98\x80", "'"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, texts[i]);
        g_assert_nonnull(word->stem);
        g_assert_cmpuint(word->parts->len, ==, 0);
    }
}

static void test_long_words_are_cut(void)
{
    g_autofree char *long_word = g_strnfill(300, 'a');
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, long_word);
    g_assert_cmpuint(strlen(word->stem), <=, CB_MAX_WORD_CODE_POINTS);
}

static void test_known_words(void)
{
    g_assert_true(cb_word_is_known(analyzer, "frafald"));
    g_assert_true(cb_word_is_known(analyzer, "elevfrafald"));
    g_assert_false(cb_word_is_known(analyzer, "fraflad"));
    g_assert_false(cb_word_is_known(analyzer, "xyloborguddannelse"));
}

static void test_joining(void)
{
    g_auto(GStrv) stems = cb_word_join(analyzer, "gf", "2");
    g_assert_true(g_strv_contains((const char *const *)stems, "gf2"));
    g_auto(GStrv) linked = cb_word_join(analyzer, "abe", "xyz");
    g_assert_true(g_strv_contains((const char *const *)linked, "abesxyz"));
    g_auto(GStrv) divided = cb_word_join(analyzer, "mentor", "indsatser");
    g_assert_false(g_strv_contains((const char *const *)divided, "mentorindsats"));
    g_auto(GStrv) with_link = cb_word_join(analyzer, "uddannelse", "sted");
    g_assert_false(g_strv_contains((const char *const *)with_link, "uddannelsessted"));
}

static void test_without_a_lexicon(void)
{
    g_autoptr(CbAnalyzer) plain = cb_analyzer_new();
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(plain, "elevfrafald");
    g_assert_cmpint(word->reason, ==, CB_RULE_SNOWBALL);
    g_assert_cmpuint(word->parts->len, ==, 0);
    g_assert_false(cb_word_is_known(plain, "elev"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    analyzer = cb_analyzer_new_with(&options);
    g_test_add_func("/words/compound", test_compound);
    g_test_add_func("/words/code-points", test_places_count_code_points);
    g_test_add_func("/words/reasons", test_reasons);
    g_test_add_func("/words/hyphens", test_hyphens_are_dropped);
    g_test_add_func("/words/typed-letters", test_typed_letters_are_told);
    g_test_add_func("/words/any-bytes", test_any_bytes_are_a_word);
    g_test_add_func("/words/long", test_long_words_are_cut);
    g_test_add_func("/words/known", test_known_words);
    g_test_add_func("/words/joining", test_joining);
    g_test_add_func("/words/without-lexicon", test_without_a_lexicon);
    int result = g_test_run();
    cb_analyzer_free(analyzer);
    return result;
}
