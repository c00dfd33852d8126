/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"
#include <casebank/error.h>
#include <glib/gstdio.h>

static void assert_found(const char *text, const char *expected)
{
    g_autoptr(GPtrArray) names = cb_municipalities_find(municipalities(), text);
    g_autofree char *found = joined(names);
    g_assert_cmpstr(found, ==, expected);
}

static void test_name_before_the_word(void)
{
    assert_found("Aalborg Kommune: Noget nyt", "Aalborg");
    assert_found("I Frederikshavn kommune har man længe", "Frederikshavn");
    assert_found("Det gælder Bornholms Regionskommune.", "Bornholm");
    assert_found("AALBORG KOMMUNE", "Aalborg");
    assert_found("Aalborg Kommuner ønsker", "Aalborg");
    assert_found("Vejle\xC2\xA0Kommune", "Vejle");
}

static void test_genitive(void)
{
    assert_found("Frederikshavns Kommune", "Frederikshavn");
    assert_found("Nordlund Kommunes elever", "Nordlund");
    assert_found("Horsens Kommune og Assens' kommune", "Horsens, Assens");
    assert_found("Københavns Kommune, Vesthimmerlands Kommune", "København, Vesthimmerland");
}

static void test_several_in_one_breath(void)
{
    assert_found("Lolland og Vordingborg Kommuner startede", "Lolland, Vordingborg");
    assert_found("Vejle, Varde og Vejen Kommuner", "Vejle, Varde, Vejen");
    assert_found("Vejle, Varde, og Vejen kommune", "Vejle, Varde, Vejen");
    assert_found("Lolland-, Guldborgsund- og Vordingborg Kommuner",
                 "Lolland, Guldborgsund, Vordingborg");
    assert_found("Odense & Kerteminde Kommuner", "Odense, Kerteminde");
    assert_found("i kommunerne Vejle, Varde og Vejen er", "Vejle, Varde, Vejen");
    assert_found("nabokommunerne Hedensted og Horsens", "Hedensted, Horsens");
    assert_found("kommuner som Skive og Viborg", "Skive, Viborg");
}

static void test_town_before_its_municipality(void)
{
    assert_found("plejehjemmet i Skive, Viborg Kommune", "Viborg");
}

static void test_plain_words_are_no_names(void)
{
    assert_found("Vejen til SOSU", "");
    assert_found("Kommunen varder vejen for elever", "");
    assert_found("Vi går vejen kommune for kommune", "");
    assert_found("kommunerne. Vejen frem er lang", "");
    assert_found("kommunerne: Vejen frem er lang", "");
    assert_found("en skive kommune", "");
    assert_found("Fem kommuner og en region", "");
    assert_found("", "");
    assert_found("Kommune", "");
}

static void test_spellings_meet(void)
{
    assert_found("Ålborg Kommune og Aalborg Kommune", "Aalborg");
    assert_found("Århus Kommune", "Aarhus");
    assert_found("Høje Taastrup Kommune", "Høje-Taastrup");
    assert_found("Høje-Tåstrup Kommune", "Høje-Taastrup");
    assert_found("Faaborg-Midtfyns Kommune", "Faaborg-Midtfyn");
    assert_found("Soenderborg Kommune", "Sønderborg");
    assert_found("Strandholdt Kommune", "Strandholt");
    assert_found("Ringkøbing-Skjern og Ikast-Brande Kommuner", "Ringkøbing-Skjern, Ikast-Brande");
}

static void test_each_once_in_order(void)
{
    assert_found("Varde Kommune, Esbjerg Kommune og Varde Kommune", "Varde, Esbjerg");
}

static void test_beside(void)
{
    const char *text = "Lolland og Vordingborg Kommuner lærer af Guldborgsund Kommune.";
    g_autoptr(GPtrArray) names = cb_municipalities_find_beside(municipalities(), text, "Lolland");
    g_autofree char *found = joined(names);
    g_assert_cmpstr(found, ==, "Lolland, Vordingborg");
    g_autoptr(GPtrArray) none = cb_municipalities_find_beside(municipalities(), text, "Faxe");
    g_assert_cmpuint(none->len, ==, 0);
}

static void test_the_98(void)
{
    g_autofree char *path = source_path("indexer/cut/municipalities.txt");
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(CbMunicipalities) list = cb_municipalities_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = 0;
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_auto(GStrv) sides = g_strsplit(*line, " =", 2);
        g_autofree char *mention = g_strconcat(sides[0], " Kommune", NULL);
        g_autoptr(GPtrArray) names = cb_municipalities_find(list, mention);
        g_autofree char *found = joined(names);
        g_assert_cmpstr(found, ==, sides[0]);
        count++;
    }
    g_assert_cmpuint(count, ==, 98);
}

static gboolean load(const char *content, GError **error)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "cut-kommuner-XXXXXX", NULL);
    int fd = g_mkstemp(path);
    g_assert_cmpint(fd, >=, 0);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    g_autoptr(CbMunicipalities) list = cb_municipalities_new();
    gboolean ok = cb_municipalities_load(list, path, error);
    g_close(fd, NULL);
    g_unlink(path);
    return ok;
}

static void test_bad_lists_name_the_line(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(load("\xEF\xBB\xBFØster Å Kommune\r\n# andet\r\n", &error));
    g_assert_no_error(error);
    g_assert_false(load("Nordlund\n\nlille bogstav\n", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_assert_nonnull(g_strstr_len(error->message, -1, "linje 3"));
    g_clear_error(&error);
    g_assert_false(load("Nordlund = Nordlunde, \n", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_clear_error(&error);
    g_assert_false(load("\xD8rby\n", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_clear_error(&error);
    g_autoptr(CbMunicipalities) list = cb_municipalities_new();
    g_assert_false(cb_municipalities_load(list, "/findes/ikke", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/municipality/name-before-the-word", test_name_before_the_word);
    g_test_add_func("/municipality/genitive", test_genitive);
    g_test_add_func("/municipality/several-in-one-breath", test_several_in_one_breath);
    g_test_add_func("/municipality/town-before-its-municipality",
                    test_town_before_its_municipality);
    g_test_add_func("/municipality/plain-words-are-no-names", test_plain_words_are_no_names);
    g_test_add_func("/municipality/spellings-meet", test_spellings_meet);
    g_test_add_func("/municipality/each-once-in-order", test_each_once_in_order);
    g_test_add_func("/municipality/beside", test_beside);
    g_test_add_func("/municipality/the-98", test_the_98);
    g_test_add_func("/municipality/bad-lists-name-the-line", test_bad_lists_name_the_line);
    return g_test_run();
}
