/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems with the lexicon of this build: inflections meet, other words do not. */
#include "stem.h"
#include <string.h>

static CbStemmer *stemmer;
static CbLexicon *lexicon;

static char *stem_of(const char *word)
{
    g_autoptr(GString) out = g_string_new(NULL);
    CbSplit split;
    cb_compound_split(lexicon, word, strlen(word), &split);
    cb_stemmer_append(stemmer, word, strlen(word), &split, out);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Words of one row meet. */
static void assert_meet(const char *row)
{
    g_auto(GStrv) words = g_strsplit(row, " ", -1);
    g_autofree char *first = stem_of(words[0]);
    for (guint i = 1; words[i] != NULL; i++) {
        g_autofree char *stem = stem_of(words[i]);
        if (strcmp(first, stem) != 0)
            g_error("%s is %s, but %s is %s", words[0], first, words[i], stem);
    }
}

/* No two words of the row meet. */
static void assert_apart(const char *row)
{
    g_auto(GStrv) words = g_strsplit(row, " ", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; words[i] != NULL; i++) {
        char *stem = stem_of(words[i]);
        const char *other = g_hash_table_lookup(seen, stem);
        if (other != NULL)
            g_error("%s and %s are both %s", other, words[i], stem);
        g_hash_table_insert(seen, stem, words[i]);
    }
}

static void test_nouns(void)
{
    assert_meet("indsats indsatsen indsatser indsatserne indsatsernes");
    assert_meet("arbejdsplads arbejdspladsen arbejdspladser");
    assert_meet("kommune kommuner kommunerne kommunens");
    assert_meet("regel regler reglerne");
    assert_meet("år året årene årets");
}

static void test_irregular_plurals(void)
{
    assert_meet("bog bogen bøger bøgerne");
    assert_meet("håndbog håndbøger håndbøgerne");
    assert_meet("barn børn børnene børnenes");
    assert_meet("mand mænd");
    assert_meet("center centre centrene");
    assert_meet("hånd hænder hænderne");
}

static void test_verbs(void)
{
    assert_meet("øge øger øget øgede");
    assert_meet("skrive skriver skrev skrevet");
    assert_meet("fortælle fortæller fortalte fortalt");
    assert_meet("gå går gik gået");
}

static void test_adjectives(void)
{
    assert_meet("ny nyt nye nyere nyeste");
    assert_meet("faglig fagligt faglige faglighed");
    assert_meet("professionel professionelt professionelle");
}

static void test_verbs_meet_their_nouns(void)
{
    assert_meet("vejlede vejleder vejledere vejledning vejledningen");
    assert_meet("gennemføre gennemført gennemførelse gennemførsel");
    assert_meet("uddanne uddannet uddannelse uddannelser");
    assert_meet("flette fletning");
    assert_meet("skalere skalering skalerer");
    assert_meet("redigere redigering redigeret");
    assert_meet("rekruttere rekruttering");
    assert_meet("trives trivsel trivslen");
}

static void test_different_words_stay_apart(void)
{
    assert_apart("led leder ledelse ledig ledning");
    assert_apart("skalere skal");
    assert_apart("redigere red");
    assert_apart("tid tidlig");
    assert_apart("person personlig");
    assert_apart("dag daglig");
    assert_apart("hånd håndtere");
    assert_apart("virksom virksomhed");
    assert_apart("elev elevere elevator");
    assert_apart("ældre gammel");
}

static void test_head_of_a_compound_is_stemmed(void)
{
    g_autofree char *stem = stem_of("praktikvejlederne");
    g_assert_cmpstr(stem, ==, "praktikvejled");
    assert_meet("mentorindsats mentorindsatsen mentorindsatserne");
    assert_meet("teamleder teamledere teamlederne");
}

static void test_stems_are_folded(void)
{
    g_autofree char *stem = stem_of("håndbøger");
    g_assert_cmpstr(stem, ==, "haandbog");
}

static void test_rules_are_told(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_cmpint(cb_stemmer_append(stemmer, "bøgerne", 8, NULL, out), ==, CB_STEM_EXCEPTION);
    g_assert_cmpint(cb_stemmer_append(stemmer, "qvalperne", 9, NULL, out), ==, CB_STEM_SNOWBALL);
    g_assert_cmpint(cb_stemmer_append(stemmer, "gf2", 3, NULL, out), ==, CB_STEM_NONE);
    g_assert_cmpstr(out->str, ==, "bogqvalpgf2");
}

static void test_without_a_lexicon_it_is_snowball(void)
{
    CbStemmer *plain = cb_stemmer_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_cmpint(cb_stemmer_append(plain, "indsats", 7, NULL, out), ==, CB_STEM_SNOWBALL);
    g_assert_cmpstr(out->str, ==, "indsat");
    cb_stemmer_free(plain);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    stemmer = cb_stemmer_new(lexicon);
    g_test_add_func("/stem/nouns", test_nouns);
    g_test_add_func("/stem/irregular-plurals", test_irregular_plurals);
    g_test_add_func("/stem/verbs", test_verbs);
    g_test_add_func("/stem/adjectives", test_adjectives);
    g_test_add_func("/stem/verbs-meet-their-nouns", test_verbs_meet_their_nouns);
    g_test_add_func("/stem/different-words", test_different_words_stay_apart);
    g_test_add_func("/stem/compounds", test_head_of_a_compound_is_stemmed);
    g_test_add_func("/stem/folded", test_stems_are_folded);
    g_test_add_func("/stem/rules", test_rules_are_told);
    g_test_add_func("/stem/without-lexicon", test_without_a_lexicon_it_is_snowball);
    int result = g_test_run();
    cb_stemmer_free(stemmer);
    cb_lexicon_unref(lexicon);
    return result;
}
