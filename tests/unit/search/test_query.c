/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: what is written, and how it is understood. */
#include "query.h"
#include <casebank/search.h>
#include <string.h>

typedef struct {
    const char *written, *understood;
    const char *note; /* part of the only note; NULL: there is none */
} Case;

static const Case words[] = {
    {"mentor frafald", "mentor frafald", NULL},
    {"  mentor\t frafald\n", "mentor frafald", NULL},
    {"", "", NULL},
    {"...!?", "", NULL},
    {"*", "", NULL},
    {"hvad hjælper?", "hjælper", NULL},
    {"mentorer og buddyer i oplæring", "mentorer buddyer oplæring", NULL},
    {"hvad er det", "hvad er det", NULL},
    {"i kommune:Egeby", "kommune:Egeby", NULL},
    {"SOSU-elever C++", "SOSU-elever C", NULL},
    {"KL’s indsats", "KL’s indsats", NULL},
    {"kl. 10:30 http://example.dk/a", "kl 10:30 http://example.dk/a", NULL},
    {"hjælpere og -assistenter", "hjælpere assistenter", NULL},
    {"en - to --help", "to help", NULL},
};

static const Case operators[] = {
    {"mentor ELLER buddy", "mentor ELLER buddy", NULL},
    {"mentor OR buddy", "mentor ELLER buddy", NULL},
    {"mentor OG buddy", "mentor OG buddy", NULL},
    {"mentor AND buddy støtte", "mentor OG buddy støtte", NULL},
    {"frafald IKKE mentor", "frafald IKKE mentor", NULL},
    {"frafald NOT mentor", "frafald IKKE mentor", NULL},
    {"frafald -mentor", "frafald IKKE mentor", NULL},
    {"-mentor", "IKKE mentor", NULL},
    {"IKKE IKKE mentor", "mentor", NULL},
    {"frafald -(mentor ELLER buddy)", "frafald IKKE (mentor ELLER buddy)", NULL},
    {"frafald -\"fast mentor\"", "frafald IKKE \"fast mentor\"", NULL},
    {"(elev ELLER lærling) frafald", "(elev ELLER lærling) frafald", NULL},
    {"elev ELLER lærling frafald", "elev ELLER (lærling frafald)", NULL},
    {"((mentor) (buddy))", "mentor buddy", NULL},
    {"elev og mentor eller buddy", "elev mentor buddy", NULL},
    {"elev ELLER IKKE mentor", "elev ELLER IKKE mentor", NULL},
};

static const Case phrases[] = {
    {"\"fald i frafaldet\"", "\"fald i frafaldet\"", NULL},
    {"”fald i frafaldet”", "\"fald i frafaldet\"", NULL},
    {"„fald i frafaldet“", "\"fald i frafaldet\"", NULL},
    {"»fald i frafaldet«", "\"fald i frafaldet\"", NULL},
    {"«fald i frafaldet»", "\"fald i frafaldet\"", NULL},
    {"en ’fast makker’ hjælper", "\"fast makker\" hjælper", NULL},
    {"\"fald   i\nfrafaldet\"", "\"fald i frafaldet\"", NULL},
    {"mentor \"\"", "mentor", NULL},
    {"=frafald", "=frafald", NULL},
    {"=\"markant fald\"", "=\"markant fald\"", NULL},
    {"fasthold*", "fasthold*", NULL},
    {"sosu-elev*", "sosu-elev*", NULL},
};

static const Case fields[] = {
    {"titel:mentor", "titel:mentor", NULL},
    {"title:mentor", "titel:mentor", NULL},
    {"TITEL:mentor", "titel:mentor", NULL},
    {"titel: mentor", "titel:mentor", NULL},
    {"titel:\"fast makker\"", "titel:\"fast makker\"", NULL},
    {"titel:(mentor ELLER buddy)", "titel:mentor ELLER titel:buddy", NULL},
    {"titel:fast*", "titel:fast*", NULL},
    {"titel:=mentor", "titel:=mentor", NULL},
    {"kommune:Egeby", "kommune:Egeby", NULL},
    {"municipality:Egeby", "kommune:Egeby", NULL},
    {"kommune:\"Nye Egeby\"", "kommune:\"Nye Egeby\"", NULL},
    {"-kommune:Egeby", "IKKE kommune:Egeby", NULL},
    {"type:folder topic:Trivsel", "type:folder emne:Trivsel", NULL},
    {"fil:planche file:folder", "fil:planche fil:folder", NULL},
    {"kontakt:anna contact:bo@example.dk", "kontakt:anna kontakt:bo@example.dk", NULL},
    {"har:effekt has:pdf", "har:effekt har:pdf", NULL},
    {"år:2019", "år:2019", NULL},
    {"aar:2019..2023", "år:2019..2023", NULL},
    {"year:2019..", "år:2019..", NULL},
    {"ar:..2023", "år:..2023", NULL},
    {"år:2023..2019", "år:2019..2023", NULL},
    {"år:2019-2023", "år:2019..2023", NULL},
};

static const Case mistakes[] = {
    {"ELLER mentor", "mentor", "»ELLER« mangler"},
    {"mentor OG", "mentor", "»OG« mangler"},
    {"mentor IKKE", "mentor", "»IKKE« mangler"},
    {"mentor ELLER ELLER buddy", "mentor ELLER buddy", "»ELLER« mangler"},
    {"\"mentor frafald", "mentor frafald", "anførselstegn"},
    {"(mentor frafald", "mentor frafald", "parentes"},
    {"mentor) frafald", "mentor frafald", "parentes"},
    {"hest:brun", "hest:brun", "»hest:« kendes ikke"},
    {"kommune:", "kommune", "mangler noget efter »kommune:«"},
    {"år:nyt mentor", "nyt mentor", "»nyt« er ikke et årstal"},
    {"f*", "f", "* virker kun"},
    {"fast*hold", "fast*hold", "* virker kun"},
};

static void check(const Case *c)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(CbQuery) query = cb_query_parse(c->written);
    cb_query_analyze(query, analyzer);
    g_autofree char *printed = cb_query_print(query->root);
    g_assert_cmpstr(printed, ==, c->understood);
    g_assert_cmpuint(query->notes->len, ==, c->note != NULL ? 1 : 0);
    if (c->note != NULL)
        g_assert_nonnull(strstr(query->notes->pdata[0], c->note));
    g_autoptr(CbQuery) again = cb_query_parse(printed);
    cb_query_analyze(again, analyzer);
    g_autofree char *reprinted = cb_query_print(again->root);
    g_assert_cmpstr(reprinted, ==, printed);
}

#define TABLE(name)                                                                                \
    static void test_##name(void)                                                                  \
    {                                                                                              \
        for (gsize i = 0; i < G_N_ELEMENTS(name); i++)                                             \
            check(&name[i]);                                                                       \
    }
TABLE(words)
TABLE(operators)
TABLE(phrases)
TABLE(fields)
TABLE(mistakes)

static void test_years_are_inclusive_and_open_ends_are_zero(void)
{
    g_autoptr(CbQuery) query = cb_query_parse("år:..2023");
    g_assert_cmpint(query->root->type, ==, CB_NODE_YEARS);
    g_assert_cmpuint(query->root->year_from, ==, 0);
    g_assert_cmpuint(query->root->year_to, ==, 2023);
}

static void test_words_have_forms_and_stems(void)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(CbQuery) query = cb_query_parse("SOSU-Håndbøger");
    cb_query_analyze(query, analyzer);
    g_assert_cmpuint(query->root->words->len, ==, 2);
    const CbQueryWord *word = query->root->words->pdata[1];
    g_assert_cmpstr(word->form, ==, "haandboeger");
    g_assert_true(g_str_has_prefix(word->stem, "haandboeg"));
}

static void test_each_note_is_told_once(void)
{
    g_autoptr(CbQuery) query = cb_query_parse("a) b) c) d)");
    g_assert_cmpuint(query->notes->len, ==, 1);
}

static guint count_leaves(const CbNode *node)
{
    if (node == NULL || node->children == NULL)
        return node != NULL ? 1 : 0;
    guint n = 0;
    for (guint i = 0; i < node->children->len; i++)
        n += count_leaves(node->children->pdata[i]);
    return n;
}

/* A text made of @part over and over, of @n parts. */
static char *repeat(const char *part, guint n)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append(out, part);
    return g_string_free(out, FALSE);
}

static void test_five_thousand_words_are_bounded(void)
{
    g_autofree char *text = repeat("x ", 5000);
    g_autoptr(CbQuery) query = cb_query_parse(text);
    g_assert_cmpuint(count_leaves(query->root), ==, CB_MAX_QUERY_LEAVES);
    g_assert_cmpuint(query->notes->len, ==, 1);
}

static void test_words_inside_one_leaf_are_bounded(void)
{
    g_autofree char *hyphens = repeat("ord-", 2000);
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new();
    g_autoptr(CbQuery) query = cb_query_parse(hyphens);
    cb_query_analyze(query, analyzer);
    g_assert_cmpuint(query->root->words->len, ==, CB_MAX_QUERY_WORDS);
    g_assert_cmpuint(query->notes->len, ==, 1);
}

static void test_longer_queries_are_cut_with_a_note(void)
{
    g_autofree char *text = repeat("\xc3\xa6", CB_MAX_QUERY_BYTES); /* twice as many bytes */
    g_autoptr(CbQuery) query = cb_query_parse(text);
    g_assert_cmpuint(strlen(query->root->text), <=, CB_MAX_QUERY_BYTES + 3);
    g_assert_cmpuint(query->notes->len, ==, 1);
}

static guint depth_of(const CbNode *node)
{
    guint deepest = 0;
    for (guint i = 0; node != NULL && node->children != NULL && i < node->children->len; i++) {
        guint depth = depth_of(node->children->pdata[i]);
        deepest = MAX(deepest, depth);
    }
    return deepest + 1;
}

static void test_nesting_is_bounded(void)
{
    static const char *const openers[] = {"(", "-(", "x ELLER (", "titel:(", "IKKE (", "(x -"};
    for (gsize i = 0; i < G_N_ELEMENTS(openers); i++) {
        g_autofree char *text = repeat(openers[i], 3000);
        g_autoptr(CbQuery) query = cb_query_parse(text);
        g_assert_cmpuint(depth_of(query->root), <=, 3 * CB_MAX_QUERY_DEPTH);
        g_autofree char *printed = cb_query_print(query->root);
        g_assert_nonnull(printed);
    }
}

static void test_broken_utf8_is_a_word_break(void)
{
    g_autoptr(CbQuery) query = cb_query_parse("mentor \xff\xfe frafald \xc3");
    g_autofree char *printed = cb_query_print(query->root);
    g_assert_cmpstr(printed, ==, "mentor frafald");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/query/words", test_words);
    g_test_add_func("/query/operators", test_operators);
    g_test_add_func("/query/phrases", test_phrases);
    g_test_add_func("/query/fields", test_fields);
    g_test_add_func("/query/mistakes", test_mistakes);
    g_test_add_func("/query/years", test_years_are_inclusive_and_open_ends_are_zero);
    g_test_add_func("/query/forms-and-stems", test_words_have_forms_and_stems);
    g_test_add_func("/query/notes-once", test_each_note_is_told_once);
    g_test_add_func("/query/bounded/words", test_five_thousand_words_are_bounded);
    g_test_add_func("/query/bounded/hyphens", test_words_inside_one_leaf_are_bounded);
    g_test_add_func("/query/bounded/bytes", test_longer_queries_are_cut_with_a_note);
    g_test_add_func("/query/bounded/nesting", test_nesting_is_bounded);
    g_test_add_func("/query/broken-utf8", test_broken_utf8_is_a_word_break);
    return g_test_run();
}
