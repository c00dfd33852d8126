/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a lexicon of a small dictionary, and saying what is wrong with one. */
#include "lexicon_make.h"
#include <casebank/error.h>
#include <casebank/words.h>
#include <glib/gstdio.h>
#include <string.h>

/* The rules that a dozen words need, as hunspell-da writes them. */
static const char affixes[] = "SET UTF-8\n"
                              "FLAG num\n"
                              "#Substantiv\n"
                              "SFX 2 Y 2\n"
                              "SFX 2 0 en/34 [^e]\n"
                              "SFX 2 0 n/34 e\n"
                              "SFX 10 Y 1\n"
                              "SFX 10 0 s/34 [^sxz]\n"
                              "SFX 11 Y 4\n"
                              "SFX 11 0 er/34 [^e]\n"
                              "SFX 11 0 erne/34 [^e]\n"
                              "SFX 11 0 r/34 e\n"
                              "SFX 11 0 rne/34 e\n"
                              "SFX 29 Y 1\n"
                              "SFX 29 0 s/32,33,35,36 .\n"
                              "SFX 31 Y 1\n"
                              "SFX 31 0 0/32,33,35,36 .\n"
                              "SFX 39 Y 1\n"
                              "SFX 39 0 0/35,34 .\n";

static const char dictionary[] = "16\n"
                                 "elev/2,10,11,31,39\n"
                                 "skole/2,10,11,31,39\n"
                                 "samtale/2,10,11,29,39\n"
                                 "skolesamtale/2,10,11,39\n"
                                 "elevsamtale/2,10,11,39\n"
                                 "bog/2,10,31,39\n"
                                 "bøger/39\n"
                                 "logbog/2,10,39\n"
                                 "logbøger/39\n"
                                 "forbudt/6\n"
                                 "ad hoc\n"
                                 "skrive/31 al:skriver al:skrev al:skrevet al:skriv\n"
                                 "skrev st:skrive\n"
                                 "København/10\n"
                                 "a4\n"
                                 "# ingen\n";

typedef struct {
    char *folder, *aff, *dic, *lists, *output;
} Workshop;

static void write_text(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
}

static void set_up(Workshop *shop, gconstpointer data)
{
    (void)data;
    static const char *const lists[] = {
        "particles.txt",      "suffixes.txt",       "combining.txt",   "never_split.txt",
        "lead_words.txt",     "own_stems.txt",      "extra_words.txt", "head_words.txt",
        "stem_overrides.txt", "irregular_forms.txt"};
    g_autoptr(GError) error = NULL;
    shop->folder = g_dir_make_tmp("lexicon-XXXXXX", &error);
    g_assert_no_error(error);
    shop->lists = g_strdup(shop->folder);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        write_text(shop->lists, lists[i], "# tom\n");
    write_text(shop->folder, "da.aff", affixes);
    write_text(shop->folder, "da.dic", dictionary);
    write_text(shop->lists, "irregular_forms.txt", "bog: bøger bøgerne # omlyd\n");
    shop->aff = g_build_filename(shop->folder, "da.aff", NULL);
    shop->dic = g_build_filename(shop->folder, "da.dic", NULL);
    shop->output = g_build_filename(shop->folder, "da.lex", NULL);
}

static void tear_down(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) dir = g_dir_open(shop->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(shop->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(shop->folder);
    g_free(shop->folder);
    g_free(shop->aff);
    g_free(shop->dic);
    g_free(shop->lists);
    g_free(shop->output);
}

static CbAnalyzer *make(Workshop *shop)
{
    g_autoptr(GError) error = NULL;
    CbLexiconFileFacts facts;
    cb_lexicon_make(shop->aff, shop->dic, shop->lists, shop->output, &facts, &error);
    g_assert_no_error(error);
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(shop->output, &error);
    g_assert_no_error(error);
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    return cb_analyzer_new_with(&options);
}

static void assert_stem(CbAnalyzer *analyzer, const char *text, const char *expected)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, text);
    g_assert_cmpstr(word->stem, ==, expected);
}

static void assert_listed(CbAnalyzer *analyzer, const char *text, gboolean expected)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, text);
    g_assert_cmpint(word->listed, ==, expected);
}

static void test_forms_meet(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autoptr(CbAnalyzer) analyzer = make(shop);
    assert_stem(analyzer, "elever", "elev");
    assert_stem(analyzer, "eleverne", "elev");
    assert_stem(analyzer, "bøgerne", "bog");
    assert_stem(analyzer, "logbøger", "logbog"); /* too short a lead to be divided */
    assert_stem(analyzer, "skrev", "skriv");
    assert_stem(analyzer, "skrevet", "skriv");
}

static void test_what_is_a_word(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autoptr(CbAnalyzer) analyzer = make(shop);
    assert_listed(analyzer, "skolerne", TRUE);
    assert_listed(analyzer, "skolernes", TRUE);
    assert_listed(analyzer, "københavn", TRUE);
    assert_listed(analyzer, "forbudt", FALSE);
    assert_listed(analyzer, "ad", FALSE);
    assert_listed(analyzer, "skolen skrev", FALSE);
}

static void test_listed_compounds_are_divided(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autoptr(CbAnalyzer) analyzer = make(shop);
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "skolesamtalerne");
    g_assert_cmpuint(word->parts->len, ==, 2);
    g_assert_cmpstr(((const CbWordPart *)word->parts->pdata[1])->text, ==, "samtalerne");
}

static void test_never_split_is_obeyed(Workshop *shop, gconstpointer data)
{
    (void)data;
    write_text(shop->lists, "never_split.txt", "skolesamtale\n");
    g_autoptr(CbAnalyzer) analyzer = make(shop);
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "skolesamtalerne");
    g_assert_cmpuint(word->parts->len, ==, 0);
}

static void test_extra_words_are_parts(Workshop *shop, gconstpointer data)
{
    (void)data;
    write_text(shop->lists, "extra_words.txt", "buddy: buddyen buddyer\n");
    g_autoptr(CbAnalyzer) analyzer = make(shop);
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "buddysamtaler");
    g_assert_cmpuint(word->parts->len, ==, 2);
    assert_stem(analyzer, "buddyer", "buddy");
}

static void test_same_input_gives_same_bytes(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autofree char *first = NULL, *second = NULL;
    gsize first_size, second_size;
    cb_analyzer_free(make(shop));
    g_assert_true(g_file_get_contents(shop->output, &first, &first_size, NULL));
    g_unlink(shop->output);
    cb_analyzer_free(make(shop));
    g_assert_true(g_file_get_contents(shop->output, &second, &second_size, NULL));
    g_assert_cmpuint(first_size, ==, second_size);
    g_assert_cmpint(memcmp(first, second, first_size), ==, 0);
}

/* --- Mistakes --------------------------------------------------------------------------------- */

static void assert_refused(Workshop *shop, const char *name, const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    CbLexiconFileFacts facts;
    write_text(shop->folder, name, text);
    g_assert_false(
        cb_lexicon_make(shop->aff, shop->dic, shop->lists, shop->output, &facts, &error));
    g_assert_nonnull(error);
    if (strstr(error->message, expected) == NULL)
        g_error("\"%s\" does not say \"%s\"", error->message, expected);
    g_assert_false(g_file_test(shop->output, G_FILE_TEST_EXISTS));
}

static void test_list_mistakes_name_their_line(Workshop *shop, gconstpointer data)
{
    (void)data;
    assert_refused(shop, "never_split.txt", "elev\nSkole\n", "never_split.txt:2:");
    assert_refused(shop, "never_split.txt", "elev\n\nskole elev\n", "never_split.txt:3:");
    assert_refused(shop, "never_split.txt", "a-b\n", "never_split.txt:1:");
    write_text(shop->lists, "never_split.txt", "");
    assert_refused(shop, "extra_words.txt", "buddy buddyen\n", "extra_words.txt:1:");
    assert_refused(shop, "extra_words.txt", "# x\nbuddy:\n", "extra_words.txt:2:");
    assert_refused(shop, "extra_words.txt", ": buddy\n", "extra_words.txt:1:");
    write_text(shop->lists, "extra_words.txt", "");
    assert_refused(shop, "stem_overrides.txt", "elev: qqqq\n", "qqqq");
}

static void test_files_that_are_no_dictionary(Workshop *shop, gconstpointer data)
{
    (void)data;
    assert_refused(shop, "da.dic", "elev/2\n", "da.dic");
    assert_refused(shop, "da.dic", "1\nelev\xFF/2\n", "UTF-8");
    write_text(shop->folder, "da.dic", dictionary);
    assert_refused(shop, "da.aff", "SFX 2 Y 1\nSFX 2 0 en [abc\n", "da.aff:2:");
    assert_refused(shop, "da.aff", "SFX x 0 en .\n", "da.aff:1:");
}

static void test_missing_files(Workshop *shop, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    CbLexiconFileFacts facts;
    g_unlink(shop->dic);
    g_assert_false(
        cb_lexicon_make(shop->aff, shop->dic, shop->lists, shop->output, &facts, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "da.dic"));
}

#define ADD(path, func) g_test_add(path, Workshop, NULL, set_up, func, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/lexicon-make/forms", test_forms_meet);
    ADD("/lexicon-make/words", test_what_is_a_word);
    ADD("/lexicon-make/listed-compounds", test_listed_compounds_are_divided);
    ADD("/lexicon-make/never-split", test_never_split_is_obeyed);
    ADD("/lexicon-make/extra-words", test_extra_words_are_parts);
    ADD("/lexicon-make/same-bytes", test_same_input_gives_same_bytes);
    ADD("/lexicon-make/list-mistakes", test_list_mistakes_name_their_line);
    ADD("/lexicon-make/no-dictionary", test_files_that_are_no_dictionary);
    ADD("/lexicon-make/missing", test_missing_files);
    return g_test_run();
}
