/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Danish analysis: words, forms, stems, keys, positions. */
#include <casebank/analyzer.h>
#include <string.h>

static gboolean append_form(const CbToken *token, gpointer data)
{
    g_string_append_printf(data, "%s%s", ((GString *)data)->len > 0 ? " " : "", token->form);
    return TRUE;
}

static gboolean append_stem(const CbToken *token, gpointer data)
{
    g_string_append_printf(data, "%s%s", ((GString *)data)->len > 0 ? " " : "", token->stem);
    return TRUE;
}

static gboolean append_span(const CbToken *token, gpointer data)
{
    g_string_append_printf(data, "%u:%zu+%zu ", token->position, token->start, token->length);
    return TRUE;
}

static void assert_run(const char *text, gssize length, CbTokenFunc func, const char *expected)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(GString) out = g_string_new(NULL);
    cb_analyzer_run(analyzer, text, length, func, out);
    g_assert_cmpstr(out->str, ==, expected);
}

static void assert_forms(const char *text, const char *expected)
{
    assert_run(text, -1, append_form, expected);
}

static void assert_same_stem(const char *a, const char *b)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(GString) left = g_string_new(NULL), right = g_string_new(NULL);
    cb_analyzer_run(analyzer, a, -1, append_stem, left);
    cb_analyzer_run(analyzer, b, -1, append_stem, right);
    g_assert_cmpstr(left->str, ==, right->str);
}

static void test_words_are_folded(void)
{
    assert_forms("Ålborg får ØRE, Æble.", "aalborg faar oere aeble");
}

static void test_aa_is_not_a(void)
{
    assert_forms("får far", "faar far");
}

static void test_other_accents_are_dropped(void)
{
    assert_forms("idé café Müller Malmö Ångström", "ide cafe myller malmoe aangstroem");
}

static void test_decomposed_letters_meet_composed_ones(void)
{
    assert_forms("ma\xCC\x8A"
                 "l",
                 "maal");
}

static void test_ligatures_are_letters(void)
{
    assert_forms("\xEF\xAC\x81nde", "finde");
}

static void test_soft_hyphens_do_not_break_words(void)
{
    assert_forms("uddannel\xC2\xADse", "uddannelse");
}

static void test_hyphen_and_slash_break_words(void)
{
    assert_forms("SOSU-elev mentor/buddy", "sosu elev mentor buddy");
}

static void test_endings_after_an_apostrophe_go(void)
{
    assert_forms("KL's KL’s PDF'en d'or 'citat'", "kl kl pdf dor citat");
}

static void test_invalid_utf8_breaks_words(void)
{
    assert_forms("elev\xFFrejse \xC3", "elev rejse");
}

static void test_nul_byte_breaks_words(void)
{
    assert_run("elev\0rejse", 10, append_form, "elev rejse");
}

static void test_inflections_share_a_stem(void)
{
    assert_same_stem("eleven", "eleverne");
    assert_same_stem("frafaldet", "frafald");
    assert_same_stem("praktikvejledere", "praktikvejlederen");
}

static void test_typed_letters_share_a_stem(void)
{
    assert_same_stem("haandbog", "håndbog");
    assert_same_stem("oplaering", "oplæringen");
}

static void test_words_with_digits_are_not_stemmed(void)
{
    assert_run("GF2 2019", -1, append_stem, "gf2 2019");
}

static void test_spans_are_bytes_of_the_input(void)
{
    assert_run("Åen, øl!", -1, append_span, "0:0+4 1:6+3 ");
}

static void test_apostrophe_outside_a_word_is_no_part_of_it(void)
{
    assert_run("'elev'", -1, append_span, "0:1+4 ");
}

static gboolean append_stop(const CbToken *token, gpointer data)
{
    g_string_append_c(data, token->stop ? 'x' : '.');
    return TRUE;
}

static void test_stop_words_are_told(void)
{
    assert_run("Fald i frafaldet på SOSU", -1, append_stop, ".x.x.");
}

static void test_long_word_is_cut_but_keeps_its_length(void)
{
    g_autofree char *word = g_strnfill(100000, 'a');
    g_autoptr(GString) span = g_string_new(NULL), form = g_string_new(NULL);
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    cb_analyzer_run(analyzer, word, -1, append_span, span);
    cb_analyzer_run(analyzer, word, -1, append_form, form);
    g_assert_cmpstr(span->str, ==, "0:0+100000 ");
    g_assert_cmpuint(form->len, ==, CB_MAX_WORD_CODE_POINTS);
}

static void test_long_word_of_wide_letters_stays_below_the_term_limit(void)
{
    g_autoptr(GString) word = g_string_new(NULL), form = g_string_new(NULL);
    for (guint i = 0; i < 100; i++)
        g_string_append_unichar(word, 0x20000); /* four bytes each */
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    cb_analyzer_run(analyzer, word->str, -1, append_form, form);
    g_assert_cmpuint(form->len, >, 0);
    g_assert_cmpuint(form->len, <=, 240);
}

static gboolean stop_at_once(const CbToken *token, gpointer data)
{
    (void)token;
    ++*(guint *)data;
    return FALSE;
}

static void test_callback_can_stop(void)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    guint calls = 0;
    cb_analyzer_run(analyzer, "en to tre", -1, stop_at_once, &calls);
    g_assert_cmpuint(calls, ==, 1);
}

/* More different words than the cache holds: what comes out does not depend on what was remembered.
 */
static void test_cache_overflow_changes_nothing(void)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(GString) last = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++) {
        g_autofree char *word = g_strdup_printf("Ord%u", i);
        g_autofree char *expected = g_strdup_printf("ord%u", i);
        g_string_truncate(last, 0);
        cb_analyzer_run(analyzer, word, -1, append_form, last);
        g_assert_cmpstr(last->str, ==, expected);
    }
}

static void test_fold_key(void)
{
    static const char *const pairs[][2] = {
        {"  Ålborg \t Kommune ", "aalborg kommune"},
        {"AALBORG", "aalborg"},
        {"", ""},
        {"Ærø", "aeroe"},
        {"2019", "2019"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *key = cb_fold_key(pairs[i][0]);
        g_assert_cmpstr(key, ==, pairs[i][1]);
    }
    g_autofree char *of_null = cb_fold_key(NULL);
    g_assert_cmpstr(of_null, ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyzer/words-are-folded", test_words_are_folded);
    g_test_add_func("/analyzer/aa-is-not-a", test_aa_is_not_a);
    g_test_add_func("/analyzer/other-accents", test_other_accents_are_dropped);
    g_test_add_func("/analyzer/decomposed-letters", test_decomposed_letters_meet_composed_ones);
    g_test_add_func("/analyzer/ligatures", test_ligatures_are_letters);
    g_test_add_func("/analyzer/soft-hyphens", test_soft_hyphens_do_not_break_words);
    g_test_add_func("/analyzer/hyphen-and-slash", test_hyphen_and_slash_break_words);
    g_test_add_func("/analyzer/apostrophe-endings", test_endings_after_an_apostrophe_go);
    g_test_add_func("/analyzer/invalid-utf8", test_invalid_utf8_breaks_words);
    g_test_add_func("/analyzer/nul-byte", test_nul_byte_breaks_words);
    g_test_add_func("/analyzer/inflections", test_inflections_share_a_stem);
    g_test_add_func("/analyzer/typed-letters", test_typed_letters_share_a_stem);
    g_test_add_func("/analyzer/digits", test_words_with_digits_are_not_stemmed);
    g_test_add_func("/analyzer/spans", test_spans_are_bytes_of_the_input);
    g_test_add_func("/analyzer/quotes", test_apostrophe_outside_a_word_is_no_part_of_it);
    g_test_add_func("/analyzer/stop-words", test_stop_words_are_told);
    g_test_add_func("/analyzer/long-word", test_long_word_is_cut_but_keeps_its_length);
    g_test_add_func("/analyzer/wide-letters",
                    test_long_word_of_wide_letters_stays_below_the_term_limit);
    g_test_add_func("/analyzer/callback-can-stop", test_callback_can_stop);
    g_test_add_func("/analyzer/cache-overflow", test_cache_overflow_changes_nothing);
    g_test_add_func("/fold/key", test_fold_key);
    return g_test_run();
}
