/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus file: what it gives, and what is told about mistakes in it. */
#include <casebank/error.h>
#include <casebank/thesaurus.h>
#include <glib/gstdio.h>
#include <string.h>

static CbThesaurus *load(const char *text, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("casebank-thesaurus-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_assert_true(g_close(fd, NULL));
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    CbThesaurus *thesaurus = cb_thesaurus_load(path, analyzer, error);
    g_remove(path);
    return thesaurus;
}

static gboolean take_stem(const CbToken *token, gpointer data)
{
    if (token->kind == CB_TOKEN_WORD)
        g_strv_builder_add(data, token->stem);
    return TRUE;
}

/* "oplæring 0.8; ..." */
static void assert_found(const CbThesaurus *thesaurus, const char *words, const char *expected)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    cb_analyzer_run(analyzer, words, -1, take_stem, builder);
    g_auto(GStrv) stems = g_strv_builder_end(builder);
    const GPtrArray *synonyms =
        cb_thesaurus_find(thesaurus, (const char *const *)stems, g_strv_length(stems));
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; synonyms != NULL && i < synonyms->len; i++) {
        const CbSynonym *synonym = synonyms->pdata[i];
        g_string_append_printf(found, "%s%s %g%s", i > 0 ? "; " : "", synonym->text,
                               synonym->weight, synonym->related ? " se også" : "");
    }
    g_assert_cmpstr(found->str, ==, expected);
}

static void test_group_finds_each_other(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("0.8 | praktik, oplæring # nyt navn\n", NULL);
    assert_found(thesaurus, "praktikken", "oplæring 0.8");
    assert_found(thesaurus, "oplæringen", "praktik 0.8");
    assert_found(thesaurus, "skole", "");
}

static void test_arrow_goes_one_way(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("0,5 | vejleder > mentor, coach\n", NULL);
    assert_found(thesaurus, "vejleder", "mentor 0.5; coach 0.5");
    assert_found(thesaurus, "mentor", "");
}

static void test_several_words_are_one_entry(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("1.0 | ssa, social- og sundhedsassistent\n", NULL);
    assert_found(thesaurus, "social- og sundhedsassistent", "ssa 1");
    assert_found(thesaurus, "SSA", "social- og sundhedsassistent 1");
    g_assert_cmpuint(cb_thesaurus_longest(thesaurus), ==, 3);
}

static void test_related_words_are_marked(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("se også | frafald > gennemførelse\n", NULL);
    assert_found(thesaurus, "frafald", "gennemførelse 0 se også");
}

static void test_groups_are_not_chained(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("1 | abe, bil\n1 | bil, cykel\n", NULL);
    assert_found(thesaurus, "abe", "bil 1");
}

static void test_a_cycle_of_arrows_is_allowed(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("0.5 | abe > bil\n0.7 | bil > abe\n", NULL);
    assert_found(thesaurus, "abe", "bil 0.5");
    assert_found(thesaurus, "bil", "abe 0.7");
}

static void test_inflections_in_a_group_are_harmless(void)
{
    g_autoptr(CbThesaurus) thesaurus = load("1 | elev, elever, lærling\n", NULL);
    assert_found(thesaurus, "elev", "lærling 1");
}

static void assert_error(const char *text, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(load(text, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    if (strstr(error->message, words) == NULL)
        g_error("»%s« does not say »%s«", error->message, words);
}

static void test_mistakes_are_told_with_their_line(void)
{
    assert_error("# ok\n\n2 | abe, bil\n", "linje 3: vægten »2«");
    assert_error("nul | abe, bil\n", "linje 1: vægten »nul«");
    assert_error("nan | abe, bil\n", "linje 1: vægten »nan«");
    assert_error("0.5 abe, bil\n", "linje 1: her mangler en lodret streg");
    assert_error("0.5 | abe\n", "linje 1: en gruppe skal have mindst to ord");
    assert_error("0.5 | abe, , bil\n", "linje 1: her mangler et ord");
    assert_error("0.5 | abe >\n", "linje 1: her mangler et ord");
    assert_error("0.5 | abe, abe\n", "linje 1: »abe« står to gange");
    assert_error("1 | elev, praktik\n0.5 | praktikken > eleven\n",
                 "linje 2: »praktikken« og »eleven« står allerede "
                 "sammen i linje 1");
    assert_error("1 | a b c d e f g h i, bil\n", "for langt");
}

static void test_other_encodings_are_told_with_their_line(void)
{
    assert_error("1 | abe, bil\n1 | \xe6"
                 "ble, frugt\n",
                 "linje 2: ordlisten er ikke UTF-8");
}

static void test_hyphens_can_be_left_out(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&(CbAnalyzerOptions){.lexicon = lexicon});
    const char text[] = "1 | ssa, sosu-assistent\n";
    g_autoptr(CbThesaurus) thesaurus =
        cb_thesaurus_parse(text, strlen(text), "fil", analyzer, &error);
    g_assert_no_error(error);
    const char *joined = "sosuassistent";
    const GPtrArray *synonyms = cb_thesaurus_find(thesaurus, &joined, 1);
    g_assert_nonnull(synonyms);
    g_assert_cmpuint(synonyms->len, ==, 1);
    g_assert_true(cb_thesaurus_fits(thesaurus, analyzer));
    g_autoptr(CbAnalyzer) other = cb_analyzer_new();
    g_assert_false(cb_thesaurus_fits(thesaurus, other));
}

static void test_missing_file_is_told(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_assert_null(cb_thesaurus_load("/findes/ikke.txt", analyzer, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "/findes/ikke.txt"));
}

static void test_shipped_file_is_sound(void)
{
    g_autofree char *path = g_build_filename(g_getenv("CASEBANK_SOURCE_DIR"), "engine", "danish",
                                             "thesaurus.txt", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(CbThesaurus) thesaurus = cb_thesaurus_load(path, analyzer, &error);
    g_assert_no_error(error);
    assert_found(thesaurus, "praktik", "oplæring 0.8");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/thesaurus/group", test_group_finds_each_other);
    g_test_add_func("/thesaurus/arrow", test_arrow_goes_one_way);
    g_test_add_func("/thesaurus/several-words", test_several_words_are_one_entry);
    g_test_add_func("/thesaurus/related", test_related_words_are_marked);
    g_test_add_func("/thesaurus/not-chained", test_groups_are_not_chained);
    g_test_add_func("/thesaurus/cycle", test_a_cycle_of_arrows_is_allowed);
    g_test_add_func("/thesaurus/inflections", test_inflections_in_a_group_are_harmless);
    g_test_add_func("/thesaurus/mistakes", test_mistakes_are_told_with_their_line);
    g_test_add_func("/thesaurus/encoding", test_other_encodings_are_told_with_their_line);
    g_test_add_func("/thesaurus/hyphens", test_hyphens_can_be_left_out);
    g_test_add_func("/thesaurus/missing-file", test_missing_file_is_told);
    g_test_add_func("/thesaurus/shipped-file", test_shipped_file_is_sound);
    return g_test_run();
}
