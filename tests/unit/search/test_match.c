/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a query's words in a text. */
#include "match.h"
#include <string.h>

typedef struct {
    CbAnalyzer *analyzer;
    CbQuery *query;
    CbMatcher *matcher;
} Fixture;

static Fixture open_query(const char *text)
{
    Fixture fixture = {.analyzer = cb_analyzer_new(), .query = cb_query_parse(text)};
    cb_query_analyze(fixture.query, fixture.analyzer);
    fixture.matcher = cb_matcher_new(fixture.query->root);
    return fixture;
}

static void close_query(Fixture *fixture)
{
    cb_matcher_free(fixture->matcher);
    cb_query_free(fixture->query);
    cb_analyzer_free(fixture->analyzer);
}

/* The matches of @query in @text, as "a|b c|d". */
static char *found(const char *query, const char *text)
{
    Fixture fixture = open_query(query);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(CbMatch));
    cb_matcher_run(fixture.matcher, fixture.analyzer, text, strlen(text), matches);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < matches->len; i++) {
        CbMatch match = g_array_index(matches, CbMatch, i);
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "", (int)(match.end - match.start),
                               text + match.start);
    }
    g_assert_true((matches->len > 0) == cb_matcher_finds(fixture.matcher, fixture.analyzer, text));
    close_query(&fixture);
    return g_string_free(out, FALSE);
}

static void check(const char *query, const char *text, const char *expected)
{
    g_autofree char *actual = found(query, text);
    g_assert_cmpstr(actual, ==, expected);
}

static void test_words_match_in_any_inflection(void)
{
    check("mentor", "Mentoren og to mentorer, men ikke mentorat-ordningen", "Mentoren|mentorer");
    check("ålborg", "I Aalborg, Ålborg og ÅLBORG", "Aalborg|Ålborg|ÅLBORG");
}

static void test_exact_words_match_one_form(void)
{
    check("=frafald", "Frafald, frafaldet og frafald", "Frafald|frafald");
}

static void test_prefixes_match_the_start_of_forms(void)
{
    check("fasthold*", "fastholdt, fastholdelse og tilbagehold", "fastholdt|fastholdelse");
    check("sosu-elev*", "SOSU-eleverne", "SOSU|eleverne");
}

static void test_phrases_match_in_order_and_as_one(void)
{
    check("\"fald i frafaldet\"", "Et fald i frafald. I frafaldet et fald.", "fald i frafald");
    check("\"fald i fald\"", "fald i fald i fald", "fald i fald|fald i fald");
    check("=\"markant fald\"", "markante fald, markant fald", "markant fald");
}

static void test_what_is_excluded_or_filtered_matches_nothing(void)
{
    check("frafald -mentor kommune:Egeby kontakt:anna fil:planche",
          "mentor Egeby anna planche frafald", "frafald");
    check("titel:mentor", "En mentor", "mentor");
    check("kommune:Egeby", "Egeby", "");
}

static void test_repeated_words_are_one_pattern(void)
{
    Fixture fixture = open_query("mentor mentorer mentor");
    g_assert_cmpuint(cb_matcher_n_patterns(fixture.matcher), ==, 1);
    close_query(&fixture);
}

static void test_sixty_four_words_fill_the_matcher(void)
{
    g_autoptr(GString) query = g_string_new("\"");
    for (guint i = 0; i < 80; i++)
        g_string_append_printf(query, "ord%u ", i);
    g_string_append_c(query, '"');
    Fixture fixture = open_query(query->str);
    g_assert_cmpuint(cb_matcher_n_patterns(fixture.matcher), ==, 1);
    g_assert_true(cb_matcher_finds(fixture.matcher, fixture.analyzer, query->str));
    g_assert_false(cb_matcher_finds(fixture.matcher, fixture.analyzer, "ord0 ord1 ord2"));
    close_query(&fixture);
}

static void test_no_query_matches_nothing(void)
{
    check("", "mentor", "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/match/words", test_words_match_in_any_inflection);
    g_test_add_func("/match/exact", test_exact_words_match_one_form);
    g_test_add_func("/match/prefix", test_prefixes_match_the_start_of_forms);
    g_test_add_func("/match/phrase", test_phrases_match_in_order_and_as_one);
    g_test_add_func("/match/excluded", test_what_is_excluded_or_filtered_matches_nothing);
    g_test_add_func("/match/repeated", test_repeated_words_are_one_pattern);
    g_test_add_func("/match/sixty-four", test_sixty_four_words_fill_the_matcher);
    g_test_add_func("/match/none", test_no_query_matches_nothing);
    return g_test_run();
}
