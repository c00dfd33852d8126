/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the words of a query: synonyms, joined neighbours, completed fragments. */
#include "query.h"
#include <casebank/search.h>
#include <glib/gstdio.h>
#include <string.h>

static CbAnalyzer *analyzer;

static const char sample[] = "1.0 | ssa, sosu-assistent, social- og sundhedsassistent\n"
                             "1.0 | gf2, grundforløb 2\n"
                             "0.8 | praktik, oplæring\n"
                             "0.6 | mentor, læringsbuddy, buddy\n"
                             "0.5 | tosproget, dansk som andetsprog\n"
                             "0.4 | dansk, modersmål\n"
                             "0.5 | mentor > vejleder\n"
                             "se også | frafald > fastholdelse, gennemførelse\n";

static CbThesaurus *load(const char *text)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("casebank-widen-XXXXXX", &path, NULL);
    g_assert_true(g_close(fd, NULL));
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    CbThesaurus *thesaurus = cb_thesaurus_load(path, analyzer, &error);
    g_assert_no_error(error);
    g_remove(path);
    return thesaurus;
}

static CbQuery *read_as(const char *text, CbQueryReading reading)
{
    g_autoptr(CbThesaurus) thesaurus = load(sample);
    CbQuery *query = cb_query_parse(text);
    if (reading.thesaurus == NULL)
        reading.thesaurus = thesaurus;
    cb_query_analyze_as(query, analyzer, &reading);
    return query;
}

/* "mentor{læringsbuddy .6} frafald+joined(part part)" */
static void print_word(GString *out, const CbQueryWord *word)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", word->stem);
    for (gsize i = 0; word->joined != NULL && word->joined[i] != NULL; i++)
        g_string_append_printf(out, "+%s", word->joined[i]);
    if (word->parts != NULL) {
        g_autofree char *parts = g_strjoinv(" ", word->parts);
        g_string_append_printf(out, "(%s)", parts);
    }
    for (guint i = 0; i < word->synonyms->len; i++) {
        const CbQuerySynonym *synonym = word->synonyms->pdata[i];
        g_string_append_printf(out, "{%s %g}", synonym->text, synonym->weight);
    }
}

static void print_words(GString *out, const CbNode *node)
{
    for (guint i = 0; node->words != NULL && i < node->words->len; i++)
        print_word(out, node->words->pdata[i]);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        print_words(out, node->children->pdata[i]);
}

static void expect_as(const char *text, CbQueryReading reading, const char *expected)
{
    g_autoptr(CbQuery) query = read_as(text, reading);
    g_autoptr(GString) words = g_string_new(NULL);
    if (query->root != NULL)
        print_words(words, query->root);
    g_assert_cmpstr(words->str, ==, expected);
}

/* No word is in any case but those that are listed. */
static gboolean none_but(const char *stem, gpointer listed)
{
    return g_strv_contains(listed, stem);
}

static const char *const nothing[] = {NULL};

static CbQueryReading only(const char *const *stems)
{
    return (CbQueryReading){.has_stem = none_but, .data = (gpointer)(guintptr)stems};
}

/* Where nothing can be joined, as no case has it. */
static void expect(const char *text, const char *expected)
{
    expect_as(text, only(nothing), expected);
}

static void test_words_get_their_synonyms_best_first(void)
{
    expect("mentoren", "mentor{læringsbuddy 0.6}{buddy 0.6}{vejleder 0.5}");
    expect("praktikken skole", "praktik{oplæring 0.8} skol");
}

static void test_entries_of_several_words_reach_over_words(void)
{
    expect("grundforløb 2", "grundforloeb(grund forloeb){gf2 1} 2{gf2 1}");
    expect("nye GF2", "ny gf2{grundforløb 2 1}");
    expect("GF 2", "gf{grundforløb 2 1} 2{grundforløb 2 1}");
}

static void test_small_words_belong_to_entries(void)
{
    expect("dansk som andetsprog", "dansk{tosproget 0.5} andetsprog{tosproget 0.5}");
}

static void test_the_longest_entry_wins(void)
{
    expect("dansk mad", "dansk{modersmål 0.4} mad");
    g_autoptr(CbQuery) query = read_as("dansk som andetsprog", only(nothing));
    g_assert_cmpuint(query->expansions->len, ==, 1);
}

static void test_what_is_meant_as_it_stands_is_not_widened(void)
{
    static const char *const queries[] = {"=mentor", "\"mentor\"", "titel:mentor", "IKKE mentor",
                                          "mentor*"};
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_test_message("%s", queries[i]);
        expect(queries[i], "mentor");
        g_autoptr(CbQuery) query = read_as(queries[i], only(nothing));
        g_assert_cmpuint(query->expansions->len, ==, 0);
    }
    expect("frafald -elevfrafald", "frafald elevfrafald"); /* not by its parts either */
}

static void test_operators_part_neighbours(void)
{
    expect("grundforløb OG 2", "grundforloeb(grund forloeb) 2");
    expect("grundforløb ELLER 2", "grundforloeb(grund forloeb) 2");
    expect("(praktik ELLER mentor) SSA",
           "praktik{oplæring 0.8} mentor{læringsbuddy 0.6}{buddy 0.6}{vejleder 0.5} "
           "ssa{sosu-assistent 1}{social- og sundhedsassistent 1}");
}

static void test_what_is_asked_for_anyway_is_not_added(void)
{
    expect("mentor buddy", "mentor{læringsbuddy 0.6}{vejleder 0.5} buddy{læringsbuddy 0.6}");
    expect("gf2 mentor", /* the same thing may be meant twice */
           "gf2{grundforløb 2 1} mentor{læringsbuddy 0.6}{buddy 0.6}{vejleder 0.5}");
}

static void test_fragments_are_completed(void)
{
    expect("social- og sundhedshjælper", "socialhjaelp(social hjaelp) sundhedshjaelp(sund hjaelp)");
    expect("indgangs-, overgangs- og udgangssamtaler",
           "indgangssamtal(indgang samtal) overgangssamtal(overgang samtal) "
           "udgangssamtal(udgang samtal)");
}

static void test_completed_fragments_are_entries_as_written(void)
{
    g_autoptr(CbQuery) query = read_as("social- og sundhedsassistent", only(nothing));
    g_assert_cmpuint(query->expansions->len, ==, 1);
    const CbExpansion *expansion = query->expansions->pdata[0];
    g_assert_cmpstr(expansion->word, ==, "social- og sundhedsassistent");
    g_assert_cmpstr(expansion->added[0], ==, "ssa");
}

static void test_hyphens_join_all_their_words(void)
{
    expect("on-boarding", "on+onboarding board+onboarding");
    expect("e-learning", "e+elearning learning+elearning");
}

static void test_neighbours_are_joined_when_a_case_has_it(void)
{
    static const char *const there[] = {"abexyz", "mentorindsats", NULL};
    expect_as("abe xyz", only(there), "abe+abexyz xyz+abexyz");
    expect_as("abe OG xyz", only(there), "abe xyz");
    expect_as("mentor indsats", only(there), /* found by its parts */
              "mentor{læringsbuddy 0.6}{buddy 0.6}{vejleder 0.5} indsats");
}

static void test_whole_words_only(void)
{
    CbQueryReading reading = only(nothing);
    reading.no_compounds = TRUE;
    expect_as("elevfrafald social- og sundhedshjælper", reading,
              "elevfrafald social sundhedshjaelp");
    g_autoptr(CbQuery) query = read_as("elev", reading);
    g_assert_true(((const CbQueryWord *)query->root->words->pdata[0])->whole);
}

static void test_exact_words_are_printed_so(void)
{
    CbQueryReading reading = only(nothing);
    reading.exact = TRUE;
    g_autoptr(CbQuery) query = read_as("mentoren og elevfrafald kommune:Egeby", reading);
    g_autofree char *printed = cb_query_print(query->root);
    g_assert_cmpstr(printed, ==, "=mentoren =elevfrafald kommune:Egeby");
    g_assert_cmpuint(query->expansions->len, ==, 0);
}

static void test_expansions_tell_what_is_there(void)
{
    static const char *const there[] = {"buddy", "fasthold", NULL};
    g_autoptr(CbQuery) query = read_as("mentor frafald mentorer", only(there));
    g_assert_cmpuint(query->expansions->len, ==, 2); /* one a weight; the word itself once */
    const CbExpansion *first = query->expansions->pdata[0];
    g_assert_cmpstr(first->word, ==, "mentor");
    g_assert_cmpfloat(first->weight, ==, 0.6);
    g_assert_cmpuint(g_strv_length(first->added), ==, 2);
    g_assert_cmpuint(g_strv_length(first->found), ==, 1);
    g_assert_cmpstr(first->found[0], ==, "buddy");
    g_assert_cmpuint(query->related->len, ==, 1);
    const CbExpansion *offered = query->related->pdata[0];
    g_assert_cmpstr(offered->word, ==, "frafald");
    g_assert_cmpuint(g_strv_length(offered->added), ==, 1); /* what leads nowhere is not offered */
}

static void test_related_words_are_not_searched_for(void)
{
    expect("frafald", "frafald");
}

static void test_renamed_parts_of_compounds(void)
{
    const char *there[] = {"praktikdag", "laeringsbuddyordning", NULL};
    expect_as("oplæringsdag", only(there), "oplaeringsdag(oplaer dag){praktikdag 0.8}");
    expect_as("mentorordning", only(there),
              "mentorordning(mentor ordning){læringsbuddyordning 0.6}");
    const char *others[] = {"praktikken", NULL};
    expect_as("oplæringsdag", only(others), "oplaeringsdag(oplaer dag)");
    expect_as("\"oplæringsdag\"", only(there), "oplaeringsdag");
}

static void test_a_word_gets_only_so_many(void)
{
    g_autoptr(GString) text = g_string_new("0.5 | abe");
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(text, ", ord%u", i);
    g_autoptr(CbThesaurus) thesaurus = load(text->str);
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < 64; i++)
        g_string_append_printf(words, "ord%u ", i % 60);
    g_autoptr(CbQuery) query = cb_query_parse(words->str);
    cb_query_analyze_as(query, analyzer, &(CbQueryReading){.thesaurus = thesaurus});
    g_assert_cmpuint(query->root->children->len, ==, CB_MAX_QUERY_LEAVES);
    for (guint i = 0; i < query->root->children->len; i++) {
        const CbNode *leaf = query->root->children->pdata[i];
        const CbQueryWord *word = leaf->words->pdata[0];
        g_assert_cmpuint(word->synonyms->len, <=, CB_MAX_WORD_SYNONYMS);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    analyzer = cb_analyzer_new_with(&(CbAnalyzerOptions){.lexicon = lexicon});
    g_test_add_func("/widen/synonyms", test_words_get_their_synonyms_best_first);
    g_test_add_func("/widen/several-words", test_entries_of_several_words_reach_over_words);
    g_test_add_func("/widen/small-words", test_small_words_belong_to_entries);
    g_test_add_func("/widen/longest", test_the_longest_entry_wins);
    g_test_add_func("/widen/as-it-stands", test_what_is_meant_as_it_stands_is_not_widened);
    g_test_add_func("/widen/operators", test_operators_part_neighbours);
    g_test_add_func("/widen/asked-for", test_what_is_asked_for_anyway_is_not_added);
    g_test_add_func("/widen/fragments", test_fragments_are_completed);
    g_test_add_func("/widen/fragment-entries", test_completed_fragments_are_entries_as_written);
    g_test_add_func("/widen/hyphens", test_hyphens_join_all_their_words);
    g_test_add_func("/widen/neighbours", test_neighbours_are_joined_when_a_case_has_it);
    g_test_add_func("/widen/whole-words", test_whole_words_only);
    g_test_add_func("/widen/exact", test_exact_words_are_printed_so);
    g_test_add_func("/widen/expansions", test_expansions_tell_what_is_there);
    g_test_add_func("/widen/related", test_related_words_are_not_searched_for);
    g_test_add_func("/widen/renamed-parts", test_renamed_parts_of_compounds);
    g_test_add_func("/widen/bounded", test_a_word_gets_only_so_many);
    int result = g_test_run();
    cb_analyzer_free(analyzer);
    return result;
}
