/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a query's words in a text: where, and by what. */
#include "match.h"
#include <string.h>

static CbAnalyzer *analyzer;

typedef struct {
    CbQuery *query;
    CbMatcher *matcher;
} Fixture;

static Fixture open_query(const char *text)
{
    Fixture fixture = {.query = cb_query_parse(text)};
    cb_query_analyze(fixture.query, analyzer);
    fixture.matcher = cb_matcher_new(fixture.query->root);
    return fixture;
}

static void close_query(Fixture *fixture)
{
    cb_matcher_free(fixture->matcher);
    cb_query_free(fixture->query);
}

static int in_order(gconstpointer a, gconstpointer b)
{
    const CbMatch *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return (left->end > right->end) - (left->end < right->end);
}

static GArray *run(const CbMatcher *matcher, const char *text)
{
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(CbMatch));
    cb_matcher_run(matcher, analyzer, text, strlen(text), matches);
    g_assert_true((matches->len > 0) == cb_matcher_finds(matcher, analyzer, text));
    g_array_sort(matches, in_order);
    return matches;
}

/* The matches as "a|b c|d"; a part of the text's compound as "<a", one of the query's as "+a", a
 * synonym as "~a". */
static char *written(const GArray *matches, const char *text)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < matches->len; i++) {
        const CbMatch *match = &g_array_index(matches, CbMatch, i);
        g_assert_cmpuint(match->start, <, match->end);
        g_assert_cmpuint(match->end, <=, strlen(text));
        g_assert_true(match->strength > 0 && match->strength <= 1);
        const char *sign = match->own_part >= 0             ? "+"
                           : match->kind == CB_MARK_PART    ? "<"
                           : match->kind == CB_MARK_SYNONYM ? "~"
                                                            : "";
        g_string_append_printf(out, "%s%s%.*s", i > 0 ? "|" : "", sign,
                               (int)(match->end - match->start), text + match->start);
    }
    return g_string_free(out, FALSE);
}

static void check(const char *query, const char *text, const char *expected)
{
    Fixture fixture = open_query(query);
    g_autoptr(GArray) matches = run(fixture.matcher, text);
    g_autofree char *actual = written(matches, text);
    g_assert_cmpstr(actual, ==, expected);
    close_query(&fixture);
}

/* The same with synonyms of the query's first word: "stem stem=weight". */
static void check_synonyms(const char *query, const char *const *synonyms, const char *text,
                           const char *expected)
{
    Fixture fixture = open_query(query);
    const CbNode *leaf = fixture.query->root;
    while (leaf->children != NULL)
        leaf = leaf->children->pdata[0];
    for (; *synonyms != NULL; synonyms++) {
        g_auto(GStrv) halves = g_strsplit(*synonyms, "=", 2);
        CbQuerySynonym *synonym = g_new0(CbQuerySynonym, 1);
        synonym->text = g_strdup(halves[0]);
        synonym->stems = g_strsplit(halves[0], " ", -1);
        synonym->weight = g_ascii_strtod(halves[1], NULL);
        g_ptr_array_add(((CbQueryWord *)leaf->words->pdata[0])->synonyms, synonym);
    }
    cb_matcher_free(fixture.matcher);
    fixture.matcher = cb_matcher_new(fixture.query->root);
    g_autoptr(GArray) matches = run(fixture.matcher, text);
    g_autofree char *actual = written(matches, text);
    g_assert_cmpstr(actual, ==, expected);
    close_query(&fixture);
}

static void test_words_match_in_any_inflection(void)
{
    check("mentor", "Mentoren og to mentorer", "Mentoren|mentorer");
    check("ålborg", "I Aalborg, Ålborg og ÅLBORG", "Aalborg|Ålborg|ÅLBORG");
    check("indsats", "indsatsen, indsatser", "indsatsen|indsatser");
    check("bog", "To bøger", "bøger");
    check("øje", "Øjnene ser", "Øjnene");
    check("gode", "Den bedste", "");
}

static void test_a_part_of_a_compound_matches_alone(void)
{
    check("frafald", "Et elevfrafald", "<frafald");
    check("frafald", "frafaldsprocenten", "<frafald");
    check("elev", "elevfrafald", "<elev");
    check("vejleder", "På øen: fuldtidspraktikvejledere", "<vejledere");
    check("håndbog", "Elevhåndbøgerne", "+hånd|<håndbøgerne|+bøgerne");
}

static void test_parts_next_to_each_other_match_as_one(void)
{
    check("praktikvejleder", "To fuldtidspraktikvejledere",
          "+praktik|<praktikvejledere|+vejledere");
}

static void test_a_word_does_not_match_what_only_contains_its_letters(void)
{
    check("elev", "En elevator og relevant", "");
    check("fald", "affaldet", "");
    check("kommune", "Kommunikation", "");
}

static void test_parts_of_a_compound_in_the_query_match_apart(void)
{
    check("praktikvejleder", "Vejledere i praktikken", "+Vejledere|+praktikken");
    check("elevfrafald", "Frafald blandt SOSU-eleverne", "+Frafald|+eleverne");
    check("elevfrafald", "Elevfrafaldet", "+Elev|Elevfrafaldet|+frafaldet");
}

static void test_hyphens_join(void)
{
    check("onboarding", "God on-boarding", "on-boarding");
    check("onboarding", "Et on-boardingprogram", "<on-boarding");
    check("program", "Et on-boardingprogram", "<program");
    check("buddyordning", "En buddy-ordning", "+buddy|buddy-ordning|+ordning");
    check("buddy-ordning", "Buddyordningen", "<Buddy|Buddyordningen|Buddyordningen|<ordningen");
    check("=onboarding", "on-boarding", "on-boarding");
}

static void test_a_fragment_matches_where_it_stands(void)
{
    check("socialassistent", "Alle social- og sundhedsassistenter", "+social|social|+assistenter");
    check("indgangssamtale", "indgangs-, overgangs- og udgangssamtaler",
          "+indgangs|indgangs|+samtaler");
    check("praktikansvarlig", "De praktikvejledere og -ansvarlige",
          "+praktik|+ansvarlige|ansvarlige");
}

static void test_apostrophes_alone_are_passed_over(void)
{
    check("mentor", "\xCA\xBC \xE2\x80\x99 ' og en mentor\xCA\xBC", "mentor");
}

static void test_soft_hyphens_are_no_letters(void)
{
    check("frafald", "elev\302\255fra\302\255fald her", "<fra\302\255fald");
    check("mentor", "men\302\255tor\342\200\213en", "men\302\255tor\342\200\213en");
    check("bør", "De bo\314\210r", "bo\314\210r"); /* ö in two characters */
}

static void test_words_that_are_asked_for_as_they_stand(void)
{
    check("=frafald", "Frafald, frafaldet, elevfrafald og frafald", "Frafald|frafald");
    check("\"frafald\"", "Frafaldet, elevfrafald", "Frafaldet");
    check("\"fald i frafald\"", "fald i elevfrafald, fald i frafaldet", "fald i frafaldet");
}

static void test_prefixes_match_the_start_of_forms(void)
{
    check("fasthold*", "fastholdt, fastholdelse og tilbagehold", "fastholdt|fastholdelse");
    check("sosu-elev*", "SOSU-eleverne", "SOSU|eleverne");
    check("hå*", "Håndbog og haand", "Håndbog|haand");
}

static void test_phrases_match_in_order_and_as_one(void)
{
    check("\"fald i frafaldet\"", "Et fald i frafald. I frafaldet et fald.", "fald i frafald");
    check("\"fald i fald\"", "fald i fald i fald", "fald i fald|fald i fald");
    check("=\"markant fald\"", "markante fald, markant fald", "markant fald");
}

static void test_synonyms_match_as_words_and_inside_compounds(void)
{
    const char *const synonyms[] = {"buddy=0.6", "makk=0.5", NULL};
    check_synonyms("mentor", synonyms, "Mentorens buddyordning, en buddy",
                   "Mentorens|~buddy|~buddy");
}

static void test_synonyms_of_several_words_match_in_a_row(void)
{
    g_autofree char *fast = g_strdup("fast kontaktperson=0.7");
    const char *const synonyms[] = {fast, "fast mak=0.5", NULL};
    check_synonyms("mentor", synonyms, "En fast kontaktperson. En kontaktperson er fast.",
                   "~fast kontaktperson");
    check_synonyms("mentor", synonyms, "Faste fast kontaktpersonerne", "~fast kontaktpersonerne");
}

static void test_what_is_not_to_be_found_inside_words(void)
{
    g_autoptr(CbQuery) query = cb_query_parse("frafald");
    cb_query_analyze_as(query, analyzer, &(CbQueryReading){.no_compounds = TRUE});
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    const char *text = "elevfrafald og frafald";
    g_autoptr(GArray) matches = run(matcher, text);
    g_autofree char *actual = written(matches, text);
    g_assert_cmpstr(actual, ==, "frafald");
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
    g_assert_true(cb_matcher_finds(fixture.matcher, analyzer, query->str));
    g_assert_false(cb_matcher_finds(fixture.matcher, analyzer, "ord0 ord1 ord2"));
    close_query(&fixture);
}

static void add_many_synonyms(CbNode *node)
{
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        add_many_synonyms(node->children->pdata[i]);
    for (guint i = 0; node->words != NULL && i < node->words->len; i++)
        for (guint j = 0; j < 100; j++) {
            CbQuerySynonym *synonym = g_new0(CbQuerySynonym, 1);
            synonym->text = g_strdup("et ord");
            synonym->stems = g_strsplit(j % 2 == 0 ? "et ord" : "ord", " ", -1);
            synonym->weight = 0.5;
            g_ptr_array_add(((CbQueryWord *)node->words->pdata[i])->synonyms, synonym);
        }
}

/* More alternatives than there ever are: nothing runs over, and all patterns are found. */
static void test_sixty_four_words_with_many_synonyms(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 64; i++)
        g_string_append_printf(text, "praktikvejledero%c%ct ", "bdfg"[i / 16],
                               "bdfghjklmnprstvo"[i % 16]);
    g_autoptr(CbQuery) query = cb_query_parse(text->str);
    cb_query_analyze(query, analyzer);
    add_many_synonyms(query->root);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_assert_cmpuint(cb_matcher_n_patterns(matcher), ==, 64);
    g_string_append(text, "et ord et ord et-ord et- og praktikord ord -ord");
    g_autoptr(GArray) matches = run(matcher, text->str);
    guint64 found = 0;
    for (guint i = 0; i < matches->len; i++)
        found |= G_GUINT64_CONSTANT(1) << g_array_index(matches, CbMatch, i).pattern;
    g_assert_cmphex(found, ==, G_MAXUINT64);
}

static void test_no_query_matches_nothing(void)
{
    check("", "mentor", "");
}

/* --- The quick test --- */

typedef struct {
    GPtrArray *forms, *stems;
} Tokens;

static gboolean take_token(const CbToken *token, gpointer data)
{
    Tokens *tokens = data;
    g_ptr_array_add(tokens->forms, g_strdup(token->form));
    g_ptr_array_add(tokens->stems, g_strdup(token->stem));
    return TRUE;
}

static guint count_same(const Tokens *tokens, const char *stem)
{
    guint n = 0;
    for (guint i = 0; i < tokens->stems->len; i++)
        n += strcmp(tokens->stems->pdata[i], stem) == 0;
    return n;
}

/* Asks for every form of @text and expects every word, and every part of one, with its stem. */
static void check_nothing_is_passed_over(const char *text)
{
    Tokens tokens = {g_ptr_array_new_with_free_func(g_free),
                     g_ptr_array_new_with_free_func(g_free)};
    cb_analyzer_run(analyzer, text, -1, take_token, &tokens);
    for (guint i = 0; i < tokens.forms->len; i++) {
        const char *stem = tokens.stems->pdata[i];
        CbQueryWord *word = cb_query_word_new(tokens.forms->pdata[i], stem);
        CbNode *leaf = cb_node_new_leaf(CB_NODE_WORD, CB_FIELD_ANY, g_strdup("x"));
        leaf->words = g_ptr_array_new_with_free_func((GDestroyNotify)cb_query_word_free);
        g_ptr_array_add(leaf->words, word);
        g_autoptr(CbMatcher) matcher = cb_matcher_new(leaf);
        g_autoptr(GArray) matches = run(matcher, text);
        if (matches->len != count_same(&tokens, stem))
            g_test_message("%s", word->form);
        g_assert_cmpuint(matches->len, ==, count_same(&tokens, stem));
        cb_node_free(leaf);
    }
    g_ptr_array_unref(tokens.forms);
    g_ptr_array_unref(tokens.stems);
}

static void test_the_quick_test_passes_all_that_matches(void)
{
    check_nothing_is_passed_over(
        "De første fuldtidspraktikvejledere gik i gang på øen, og elevernes trivsel steg. Årets "
        "KL's møde om PDF'en: 24 af 37 GF2-elever fik ønskesamtaler; kop og kopper, nat og nætter, "
        "bog og bøger, fod og fødder, øjet og øjnene, en far og fædrene, god og bedst, lille og "
        "mindst, offer og ofre, øvelse, øve og øvning, amme og ammer, gammel og ældst, at gøre og "
        "at have gjort, køer ved byens å, idé og idéer, Müllers café, naïv, Straße, fi\314\201n, "
        "\357\254\201lm, Привет привета, ½ liter, tilknytning, middel og midler, regel og regler.");
}

/* Every line of the lists that names forms of one word. */
static void test_the_quick_test_knows_the_irregular_forms(void)
{
    static const char *const lists[] = {"irregular_forms.txt", "stem_overrides.txt"};
    guint n = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "..", "..", "engine",
                                                      "danish", "lists", lists[i], NULL);
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;
        g_file_get_contents(path, &text, NULL, &error);
        g_assert_no_error(error);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (gsize line = 0; lines[line] != NULL; line++)
            if (lines[line][0] != '#' && strchr(lines[line], ':') != NULL && ++n > 0)
                check_nothing_is_passed_over(lines[line]);
    }
    g_assert_cmpuint(n, >, 20);
}

static void add_tests(void)
{
    g_test_add_func("/match/words", test_words_match_in_any_inflection);
    g_test_add_func("/match/parts", test_a_part_of_a_compound_matches_alone);
    g_test_add_func("/match/parts-together", test_parts_next_to_each_other_match_as_one);
    g_test_add_func("/match/letters", test_a_word_does_not_match_what_only_contains_its_letters);
    g_test_add_func("/match/own-parts", test_parts_of_a_compound_in_the_query_match_apart);
    g_test_add_func("/match/hyphens", test_hyphens_join);
    g_test_add_func("/match/fragments", test_a_fragment_matches_where_it_stands);
    g_test_add_func("/match/apostrophes", test_apostrophes_alone_are_passed_over);
    g_test_add_func("/match/soft-hyphens", test_soft_hyphens_are_no_letters);
    g_test_add_func("/match/as-they-stand", test_words_that_are_asked_for_as_they_stand);
    g_test_add_func("/match/prefix", test_prefixes_match_the_start_of_forms);
    g_test_add_func("/match/phrase", test_phrases_match_in_order_and_as_one);
    g_test_add_func("/match/synonyms", test_synonyms_match_as_words_and_inside_compounds);
    g_test_add_func("/match/long-synonyms", test_synonyms_of_several_words_match_in_a_row);
    g_test_add_func("/match/whole-words", test_what_is_not_to_be_found_inside_words);
    g_test_add_func("/match/excluded", test_what_is_excluded_or_filtered_matches_nothing);
    g_test_add_func("/match/repeated", test_repeated_words_are_one_pattern);
    g_test_add_func("/match/sixty-four", test_sixty_four_words_fill_the_matcher);
    g_test_add_func("/match/many-synonyms", test_sixty_four_words_with_many_synonyms);
    g_test_add_func("/match/none", test_no_query_matches_nothing);
    g_test_add_func("/match/quick-test", test_the_quick_test_passes_all_that_matches);
    g_test_add_func("/match/irregular", test_the_quick_test_knows_the_irregular_forms);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    analyzer = cb_analyzer_new_with(&options);
    add_tests();
    int result = g_test_run();
    cb_analyzer_free(analyzer);
    return result;
}
