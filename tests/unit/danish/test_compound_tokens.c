/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running text with the lexicon of this build: parts, joined forms, and where they stand. */
#include <casebank/analyzer.h>
#include <string.h>

static CbLexicon *lexicon;

static CbAnalyzer *analyzer_new(gboolean no_compounds, gboolean no_exceptions)
{
    const CbAnalyzerOptions options = {lexicon, no_compounds, no_exceptions};
    return cb_analyzer_new_with(&options);
}

typedef struct {
    const char *text;
    CbTokenKind kind;
    GString *out;
} Sink;

/* Tokens of one kind as "position:stem[letters of the text]". */
static gboolean append_token(const CbToken *token, gpointer data)
{
    Sink *sink = data;
    if (token->kind == sink->kind)
        g_string_append_printf(sink->out, "%s%u:%s[%.*s]", sink->out->len > 0 ? " " : "",
                               token->position, token->stem, (int)token->length,
                               sink->text + token->start);
    return TRUE;
}

static void assert_tokens(CbTokenKind kind, const char *text, const char *expected)
{
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(FALSE, FALSE);
    g_autoptr(GString) out = g_string_new(NULL);
    Sink sink = {text, kind, out};
    cb_analyzer_run(analyzer, text, -1, append_token, &sink);
    g_assert_cmpstr(out->str, ==, expected);
}

static void assert_parts(const char *text, const char *expected)
{
    assert_tokens(CB_TOKEN_PART, text, expected);
}

static void assert_joined(const char *text, const char *expected)
{
    assert_tokens(CB_TOKEN_JOINED, text, expected);
}

/* --- Parts ------------------------------------------------------------------------------------ */

static void test_parts_stand_where_they_are_written(void)
{
    assert_parts("Om elevfrafaldet", "1:elev[elev] 1:frafald[frafaldet]");
    assert_parts("FRAFALDSPROCENT", "0:frafald[FRAFALD] 0:procent[PROCENT]");
}

static void test_runs_of_parts_are_words_too(void)
{
    assert_parts("jobcenterindsats", "0:job[job] 0:jobcenter[jobcenter] 0:center[center] "
                                     "0:centerindsats[centerindsats] 0:indsats[indsats]");
}

static void test_parts_in_decomposed_letters(void)
{
    assert_parts("ha\xCC\x8Andbogen", "0:haand[ha\xCC\x8And] 0:bog[bogen]");
}

static void test_parts_around_soft_hyphens(void)
{
    assert_parts("elev\xC2\xAD"
                 "fra\xC2\xAD"
                 "fald",
                 "0:elev[elev\xC2\xAD] 0:frafald[fra\xC2\xAD"
                 "fald]");
}

static void test_parts_before_an_apostrophe(void)
{
    assert_parts("mentorordning'en", "0:mentor[mentor] 0:ordning[ordning'en]");
}

static void test_typed_letters_are_restored(void)
{
    assert_parts("laeringsbuddy", "0:laer[laering] 0:buddy[buddy]");
    assert_tokens(CB_TOKEN_WORD, "haandboeger", "0:haandbog[haandboeger]");
    assert_tokens(CB_TOKEN_WORD, "poesi", "0:poesi[poesi]");
}

static void test_stop_words_are_not_divided(void)
{
    assert_parts("hvordan efter", "");
}

static gboolean append_numbers(const CbToken *token, gpointer data)
{
    g_string_append_printf(data, "%d:%u+%u ", (int)token->kind, token->first_part, token->n_parts);
    return TRUE;
}

static void test_parts_are_numbered(void)
{
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(FALSE, FALSE);
    g_autoptr(GString) out = g_string_new(NULL);
    cb_analyzer_run(analyzer, "jobcenterindsats elev", -1, append_numbers, out);
    g_assert_cmpstr(out->str, ==, "0:0+3 1:0+1 1:0+2 1:1+1 1:1+2 1:2+1 0:0+0 ");
}

/* --- Joined forms ----------------------------------------------------------------------------- */

static void test_hyphenated_words_are_joined(void)
{
    assert_joined("god on-boarding", "1:onboarding[on-boarding]");
    assert_joined("Buddy-ordning", "0:buddyordning[Buddy-ordning]");
    assert_joined("SOSU-elever", "0:sosuelev[SOSU-elever]");
    assert_joined("SOSU\xE2\x80\x91"
                  "elever",
                  "0:sosuelev[SOSU\xE2\x80\x91"
                  "elever]");
}

static void test_parts_that_a_hyphen_divides(void)
{
    assert_parts("et on-boardingprogram", "1:onboarding[on-boarding] 2:board[boarding] "
                                          "2:program[program]");
    assert_parts("SOSU-elever", "");
}

static void test_numbers_and_long_chains_are_not_joined(void)
{
    assert_joined("2019-2020 tlf. 12-34-56-78", "");
    assert_joined("a-b-c-d-e-f", "");
    assert_joined("covid-19", "0:covid19[covid-19]");
}

static void test_fragment_before_the_compound(void)
{
    assert_joined("social- og sundhedsassistent", "0:socialassistent[social]");
    assert_joined("Indgangs-, overgangs- og udgangssamtaler",
                  "0:indgangssamtal[Indgangs] 1:overgangssamtal[overgangs]");
    assert_joined("grund- eller hovedforløbet", "0:grundforloeb[grund]");
    assert_joined("social-\n og/eller sundhedshjælper", "0:socialhjaelp[social]");
}

static void test_fragment_after_the_compound(void)
{
    assert_joined("praktikvejledere og -ansvarlige", "2:praktikansvarlig[ansvarlige]");
    assert_joined("praktikvejledere, -ansvarlige og -koordinatorer",
                  "1:praktikansvarlig[ansvarlige] 3:praktikkoordinator[koordinatorer]");
    assert_joined("sundhedshjælperelever og -assistentelever",
                  "2:sundhedsassistentelev[assistentelever]");
}

static void test_fragment_with_nothing_to_lean_on(void)
{
    assert_joined("social- og", "");
    assert_joined("social- og arbejde", "");
    assert_joined("- ansvarlige -ansvarlige", "");
    assert_joined("praktikvejledere. -ansvarlige", "");
    assert_joined("social-. Sundhedsassistent", "");
    assert_joined("-", "");
    assert_joined("a-", "");
}

/* --- Switches --------------------------------------------------------------------------------- */

static gboolean append_kind_and_stem(const CbToken *token, gpointer data)
{
    g_string_append_printf(data, "%d:%s ", (int)token->kind, token->stem);
    return TRUE;
}

static void assert_switched(gboolean no_compounds, gboolean no_exceptions, const char *expected)
{
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(no_compounds, no_exceptions);
    g_autoptr(GString) out = g_string_new(NULL);
    cb_analyzer_run(analyzer, "mentorindsats indsats", -1, append_kind_and_stem, out);
    g_assert_cmpstr(out->str, ==, expected);
}

static void test_steps_can_be_switched_off(void)
{
    assert_switched(FALSE, FALSE, "0:mentorindsats 1:mentor 1:indsats 0:indsats ");
    assert_switched(TRUE, FALSE, "0:mentorindsat 0:indsats ");
    assert_switched(FALSE, TRUE, "0:mentorindsat 1:mentor 1:indsat 0:indsat ");
    assert_switched(TRUE, TRUE, "0:mentorindsat 0:indsat ");
}

static void test_fingerprint_tells_what_was_used(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < 4; i++) {
        g_autoptr(CbAnalyzer) analyzer = analyzer_new((i & 1) != 0, (i & 2) != 0);
        g_assert_nonnull(
            strstr(cb_analyzer_fingerprint(analyzer), cb_lexicon_fingerprint(lexicon)));
        g_assert_true(g_hash_table_add(seen, g_strdup(cb_analyzer_fingerprint(analyzer))));
    }
    g_autoptr(CbAnalyzer) plain = cb_analyzer_new();
    g_assert_true(g_hash_table_add(seen, g_strdup(cb_analyzer_fingerprint(plain))));
}

/* --- Bounds ----------------------------------------------------------------------------------- */

typedef struct {
    gsize size, last_start;
    guint n;
} Bounds;

static gboolean check_bounds(const CbToken *token, gpointer data)
{
    Bounds *bounds = data;
    g_assert_cmpuint(token->start, >=, bounds->last_start);
    g_assert_cmpuint(token->length, >, 0);
    g_assert_cmpuint(token->start + token->length, <=, bounds->size);
    g_assert_cmpint(token->stem[0], !=, '\0');
    bounds->last_start = token->start;
    bounds->n++;
    return TRUE;
}

static void test_tokens_come_in_order_and_lie_in_the_text(void)
{
    static const char text[] = "Mentorordningen: on-boarding af SOSU-elever, social- og "
                               "sundhedsassistenter, praktikvejledere og -ansvarlige, "
                               "h\xC3\xA5ndbo\xCC\x88ger og fuldtidspraktikvejledere.";
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(FALSE, FALSE);
    Bounds bounds = {.size = strlen(text)};
    cb_analyzer_run(analyzer, text, -1, check_bounds, &bounds);
    g_assert_cmpuint(bounds.n, >, 30);
}

/* Fragments that never find a compound, in a row: each looks ahead only so far. */
static void test_many_fragments_take_bounded_time(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 50000; i++)
        g_string_append(text, "social-, ");
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(FALSE, FALSE);
    Bounds bounds = {.size = text->len};
    gint64 start = g_get_monotonic_time();
    cb_analyzer_run(analyzer, text->str, -1, check_bounds, &bounds);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
}

static void test_compound_of_300_letters(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 300)
        g_string_append(text, "skolevagtplan");
    g_autoptr(CbAnalyzer) analyzer = analyzer_new(FALSE, FALSE);
    Bounds bounds = {.size = text->len};
    guint n = cb_analyzer_run(analyzer, text->str, -1, check_bounds, &bounds);
    g_assert_cmpuint(n, ==, 1);
}

/* --- Threads ---------------------------------------------------------------------------------- */

static gpointer run_in_thread(gpointer data)
{
    g_autoptr(CbLexicon) mine = cb_lexicon_ref(data);
    const CbAnalyzerOptions options = {.lexicon = mine};
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < 20; i++) {
        g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&options);
        g_string_truncate(out, 0);
        cb_analyzer_run(analyzer, "mentorindsats og elevfrafald", -1, append_kind_and_stem, out);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void test_threads_share_the_lexicon(void)
{
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("analyzer", run_in_thread, lexicon);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_autofree char *out = g_thread_join(threads[i]);
        g_assert_cmpstr(out, ==,
                        "0:mentorindsats 1:mentor 1:indsats 0:og 0:elevfrafald 1:elev "
                        "1:frafald ");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/tokens/parts", test_parts_stand_where_they_are_written);
    g_test_add_func("/tokens/runs-of-parts", test_runs_of_parts_are_words_too);
    g_test_add_func("/tokens/decomposed", test_parts_in_decomposed_letters);
    g_test_add_func("/tokens/soft-hyphens", test_parts_around_soft_hyphens);
    g_test_add_func("/tokens/apostrophe", test_parts_before_an_apostrophe);
    g_test_add_func("/tokens/typed-letters", test_typed_letters_are_restored);
    g_test_add_func("/tokens/stop-words", test_stop_words_are_not_divided);
    g_test_add_func("/tokens/numbers", test_parts_are_numbered);
    g_test_add_func("/joined/hyphens", test_hyphenated_words_are_joined);
    g_test_add_func("/joined/divided-parts", test_parts_that_a_hyphen_divides);
    g_test_add_func("/joined/not", test_numbers_and_long_chains_are_not_joined);
    g_test_add_func("/joined/fragment-before", test_fragment_before_the_compound);
    g_test_add_func("/joined/fragment-after", test_fragment_after_the_compound);
    g_test_add_func("/joined/fragment-alone", test_fragment_with_nothing_to_lean_on);
    g_test_add_func("/switches/off", test_steps_can_be_switched_off);
    g_test_add_func("/switches/fingerprint", test_fingerprint_tells_what_was_used);
    g_test_add_func("/bounds/order", test_tokens_come_in_order_and_lie_in_the_text);
    g_test_add_func("/bounds/many-fragments", test_many_fragments_take_bounded_time);
    g_test_add_func("/bounds/300-letters", test_compound_of_300_letters);
    g_test_add_func("/threads/shared", test_threads_share_the_lexicon);
    int result = g_test_run();
    cb_lexicon_unref(lexicon);
    return result;
}
