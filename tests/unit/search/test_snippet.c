/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snippets: which sentences, how they are cut, and where the marks are. */
#include "snippet.h"
#include <string.h>

static CbAnalyzer *analyzer;

/* The snippet with its marks in brackets: [word], <part>, {synonym}. Takes @made. */
static char *bracketed(CbSnippet *made)
{
    static const char *const brackets[] = {"[]", "<>", "{}"};
    g_assert_cmpint(g_utf8_strlen(made->text, -1), <=, CB_SNIPPET_LENGTH);
    GString *out = g_string_new(NULL);
    guint at = 0;
    for (guint i = 0; i < made->marks->len; i++) {
        CbMark mark = g_array_index(made->marks, CbMark, i);
        g_assert_cmpuint(mark.start, >=, at);
        g_assert_cmpuint(mark.end, >, mark.start);
        g_autofree char *before = g_utf8_substring(made->text, at, mark.start);
        g_autofree char *marked = g_utf8_substring(made->text, mark.start, mark.end);
        const char *pair = brackets[mark.kind];
        g_string_append_printf(out, "%s%c%s%c", before, pair[0], marked, pair[1]);
        at = mark.end;
    }
    g_string_append(out, g_utf8_offset_to_pointer(made->text, at));
    cb_snippet_clear(made);
    return g_string_free(out, FALSE);
}

/* NULL when there is none. @shown may be NULL. */
static char *snippet(const char *query_text, const char *text, GArray *shown)
{
    g_autoptr(CbQuery) query = cb_query_parse(query_text);
    cb_query_analyze(query, analyzer);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(guint64));
    CbSnippet made;
    if (!cb_snippet_make(matcher, analyzer, text, shown != NULL ? shown : none, &made))
        return NULL;
    return bracketed(&made);
}

static void check(const char *query, const char *text, const char *expected)
{
    g_autofree char *actual = snippet(query, text, NULL);
    g_assert_cmpstr(actual, ==, expected);
}

#define LONG_A                                                                                     \
    "Kommunen har siden begyndelsen af året arbejdet med at give nye elever en tryg start på "   \
    "deres uddannelse i den kommunale ældrepleje."
#define LONG_B                                                                                     \
    "Hver elev får en fast mentor, som er med fra den første dag og følger eleven hele vejen "  \
    "igennem forløbet på plejecenteret."
#define LONG_C                                                                                     \
    "Frafaldet er faldet til det halve, siden mentorerne begyndte, og både elever og ledere "     \
    "siger, at de er blevet gladere for arbejdet."

/* The query is one word; @synonym of one word or several stands beside it. */
static void check_synonym(const char *query_text, const char *synonym, double weight,
                          const char *text, const char *expected)
{
    g_autoptr(CbQuery) query = cb_query_parse(query_text);
    cb_query_analyze(query, analyzer);
    CbQuerySynonym *beside = g_new0(CbQuerySynonym, 1);
    beside->text = g_strdup(synonym);
    beside->stems = g_strsplit(synonym, " ", -1);
    beside->weight = weight;
    g_ptr_array_add(((CbQueryWord *)query->root->words->pdata[0])->synonyms, beside);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    CbSnippet made;
    g_assert_true(cb_snippet_make(matcher, analyzer, text, shown, &made));
    g_autofree char *actual = bracketed(&made);
    g_assert_cmpstr(actual, ==, expected);
}

static void test_only_the_part_that_matched_is_marked(void)
{
    check("frafald", "Elevfrafaldet faldt, og frafaldsprocenten med.",
          "Elev<frafaldet> faldt, og <frafald>sprocenten med.");
    check("vejleder", "På øen har vi fuldtidspraktikvejledere.",
          "På øen har vi fuldtidspraktik<vejledere>.");
    check("praktikvejleder", "På øen har vi fuldtidspraktikvejledere.",
          "På øen har vi fuldtids<praktikvejledere>.");
    check("frafald", "Et elev\302\255frafald her.", "Et elev\302\255<frafald> her.");
}

static void test_parts_of_a_compound_in_the_query_are_marked(void)
{
    check("praktikvejleder", "Hun er vejleder i praktikken.", "Hun er <vejleder> i <praktikken>.");
    check("praktikvejleder", "Praktikvejlederen er en vejleder i praktikken.",
          "[Praktikvejlederen] er en vejleder i praktikken.");
    check("socialassistent", "Hun er social- og sundhedsassistent.",
          "Hun er [social]- og sundheds<assistent>.");
}

static void test_joined_words_are_one_mark(void)
{
    check("buddyordning", "En god buddy-ordning hjælper.", "En god [buddy-ordning] hjælper.");
    check("buddy-ordning", "En god buddyordning hjælper.", "En god [buddyordning] hjælper.");
    check("buddy-ordning", "En god buddy-ordning hjælper.", "En god [buddy-ordning] hjælper.");
}

static void test_synonyms_are_marked(void)
{
    check_synonym("mentor", "buddy", 0.6, "Hver mentor har en buddyordning.",
                  "Hver [mentor] har en {buddy}ordning.");
    check_synonym("mentor", "fast kontaktperson", 0.6, "Hver elev har en fast kontaktperson.",
                  "Hver elev har en {fast kontaktperson}.");
    check_synonym("vejleder", "praktikvejled", 0.9, "Hver elev har en praktikvejleder.",
                  "Hver elev har en praktik<vejleder>.");
    check_synonym("praktikvejleder", "oplaeringsvejled", 0.8, "Vi har en oplæringsvejleder.",
                  "Vi har en {oplæringsvejleder}.");
}

#define WITH_SYNONYM                                                                               \
    "Hver ny elev i kommunen får en makker, der følger med fra den første dag og helt til den " \
    "sidste, og som hjælper med alt det, der er svært."
#define WITH_PART                                                                                   \
    "Kommunen har fået en mentorordning, der følger alle de nye fra den første dag og helt til " \
    "den sidste, og som hjælper med alt det, der er svært."
#define WITH_WORD                                                                                  \
    "Kommunen har ansat en mentor, der følger alle de nye fra den første dag og helt til den "   \
    "sidste, og som hjælper med alt det, der er svært."

static void test_the_word_itself_is_shown_before_what_stands_for_it(void)
{
    const char *text = WITH_SYNONYM " " WITH_PART;
    check_synonym("mentor", "makk", 0.6, text,
                  "Kommunen har fået en <mentor>ordning, der følger alle de nye fra den første dag "
                  "og helt til den sidste, og som hjælper med alt det, der er svært.");
    check("mentor", WITH_PART " " WITH_WORD,
          "Kommunen har ansat en [mentor], der følger alle de nye fra den første dag og helt til "
          "den sidste, og som hjælper med alt det, der er svært.");
}

static void test_all_parts_together_are_shown_before_one(void)
{
    check("elevfrafald",
          "Alle elever i kommunen får en makker fra den første dag, som følger dem hele vejen "
          "gennem hele deres uddannelse til sidste dag. " LONG_C,
          "<Frafaldet> er faldet til det halve, siden mentorerne begyndte, og både <elever> og "
          "ledere siger, at de er blevet gladere for arbejdet.");
}

static void test_the_sentence_with_most_words_is_shown(void)
{
    check("mentor frafald", LONG_A " " LONG_B " " LONG_C,
          "[Frafaldet] er faldet til det halve, siden [mentorerne] begyndte, og både elever og "
          "ledere siger, at de er blevet gladere for arbejdet.");
}

static void test_of_equal_sentences_the_first_is_shown(void)
{
    check("elev", LONG_A " " LONG_C,
          "Kommunen har siden begyndelsen af året arbejdet med at give nye [elever] en tryg start "
          "på deres uddannelse i den kommunale ældrepleje.");
}

static void test_two_neighbours_that_show_more_are_shown_together(void)
{
    check("plejecenteret ældrepleje",
          "Vi har en tryg start i den kommunale ældrepleje, også for de helt nye i faget. "
          "Alle får en mentor på plejecenteret fra den første dag.",
          "Vi har en tryg start i den kommunale [ældrepleje], også for de helt nye i faget. "
          "Alle får en mentor på [plejecenteret] fra den første dag.");
}

static void test_a_short_sentence_gets_company_of_its_paragraph(void)
{
    check("mentor", "Der er en mentor. Hun hjælper alle, som har brug for det.\n\nNyt afsnit.",
          "Der er en [mentor]. Hun hjælper alle, som har brug for det.");
    check("mentor", "Før afsnit.\n\nHun hjælper alle. Hun er en mentor.",
          "Hun hjælper alle. Hun er en [mentor].");
}

static void test_a_heading_is_shown_with_what_stands_under_it(void)
{
    check("mentor", "Fast mentor\n\nHver elev får en voksen, der følger forløbet.",
          "Fast [mentor] · Hver elev får en voksen, der følger forløbet.");
}

static void test_a_sentence_beats_a_heading(void)
{
    check("mentor", "Mentor\n\n" LONG_A "\n\n" LONG_B,
          "Hver elev får en fast [mentor], som er med fra den første dag og følger eleven hele "
          "vejen igennem forløbet på plejecenteret.");
}

static void test_marks_count_code_points(void)
{
    g_autoptr(CbQuery) query = cb_query_parse("ærø");
    cb_query_analyze(query, analyzer);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    CbSnippet made;
    g_assert_true(cb_snippet_make(matcher, analyzer, "På ø’en Ærø går det godt.", shown, &made));
    g_assert_cmpuint(made.marks->len, ==, 1);
    g_assert_cmpuint(g_array_index(made.marks, CbMark, 0).start, ==, 8);
    g_assert_cmpuint(g_array_index(made.marks, CbMark, 0).end, ==, 11);
    cb_snippet_clear(&made);
}

static void test_overlapping_matches_are_one_mark(void)
{
    check("\"fald i frafaldet\" frafaldet", "Der er et fald i frafaldet blandt elever.",
          "Der er et [fald i frafaldet] blandt elever.");
}

/* A sentence of @n words without a full stop before its end; word @at is "mentor". */
static char *long_sentence(guint n, guint at)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "", i == at ? "mentor" : "blåbærgrød");
    return g_string_free(g_string_append_c(out, '.'), FALSE);
}

static void test_a_long_sentence_is_cut_between_words(void)
{
    g_autofree char *text = long_sentence(100, 50);
    g_autofree char *shown = snippet("mentor", text, NULL);
    g_assert_true(g_str_has_prefix(shown, "…blåbærgrød "));
    g_assert_true(g_str_has_suffix(shown, " blåbærgrød…"));
    g_assert_nonnull(strstr(shown, " [mentor] "));
}

static void test_a_match_at_the_start_is_not_cut_before(void)
{
    g_autofree char *text = long_sentence(100, 1);
    g_autofree char *shown = snippet("mentor", text, NULL);
    g_assert_true(g_str_has_prefix(shown, "blåbærgrød [mentor] blåbærgrød"));
    g_assert_true(g_str_has_suffix(shown, "…"));
}

static void test_a_match_at_the_end_keeps_its_full_stop(void)
{
    g_autofree char *text = long_sentence(100, 99);
    g_autofree char *shown = snippet("mentor", text, NULL);
    g_assert_true(g_str_has_prefix(shown, "…"));
    g_assert_true(g_str_has_suffix(shown, " [mentor]."));
}

static void test_a_word_longer_than_a_snippet_is_cut(void)
{
    g_autofree char *word = g_strnfill(2000, 'x');
    g_autofree char *text = g_strconcat("mentor ", word, NULL);
    g_autofree char *shown = snippet("mentor", text, NULL);
    g_assert_true(g_str_has_prefix(shown, "[mentor]"));
    g_autofree char *alone = snippet("xx*", word, NULL);
    g_assert_true(g_str_has_prefix(alone, "[xxx"));
}

static void test_without_a_match_the_beginning_is_shown(void)
{
    check("ukulele", LONG_A " " LONG_B, LONG_A);
}

static void test_what_was_shown_is_passed_over(void)
{
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree char *first = snippet("elever", LONG_A " " LONG_C, shown);
    g_autofree char *second = snippet("elever", LONG_A " " LONG_C, shown);
    g_autofree char *third = snippet("elever", LONG_A " " LONG_C, shown);
    g_assert_true(g_str_has_prefix(first, "Kommunen har"));
    g_assert_true(g_str_has_prefix(second, "Frafaldet er"));
    g_assert_null(third);
}

static void test_white_space_is_one_space(void)
{
    check("mentor", "En  fast\n mentor\xc2\xa0hjælper\t alle.", "En fast [mentor] hjælper alle.");
}

static void test_empty_text_shows_nothing(void)
{
    g_assert_null(snippet("mentor", "", NULL));
    g_assert_null(snippet("mentor", " \n\n ", NULL));
}

static void test_beginning_takes_whole_sentences(void)
{
    g_autofree char *both = cb_snippet_beginning("En sætning. To sætninger. Tre.", 26);
    g_assert_cmpstr(both, ==, "En sætning. To sætninger.");
    g_autofree char *cut = cb_snippet_beginning("En længere sætning uden ende her", 20);
    g_assert_cmpstr(cut, ==, "En længere sætning…");
    g_autofree char *whole = cb_snippet_beginning("Kort", 20);
    g_assert_cmpstr(whole, ==, "Kort");
    g_autofree char *empty = cb_snippet_beginning("", 20);
    g_assert_cmpstr(empty, ==, "");
}

static void test_html_is_escaped_and_marked(void)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    CbMark mark = {4, 6, CB_MARK_WORD};
    g_array_append_val(marks, mark);
    g_autofree char *html = cb_marks_to_html("æ<b>&\"'", marks);
    g_assert_cmpstr(html, ==, "æ&lt;b&gt;<mark>&amp;&quot;</mark>&#39;");
    g_autofree char *plain = cb_marks_to_html("<i>", NULL);
    g_assert_cmpstr(plain, ==, "&lt;i&gt;");
    g_array_index(marks, CbMark, 0).kind = CB_MARK_SYNONYM;
    g_autofree char *synonym = cb_marks_to_html("ord &ord", marks);
    g_assert_cmpstr(synonym, ==, "ord <mark class=\"synonym\">&amp;o</mark>rd");
}

/* Time must grow with the text and not with its square. */
static void test_hostile_texts_are_linear(void)
{
    static const char *const parts[] = {"mentor ", "mentor. ", "mentor.",
                                        ". ",      "\n\n",     "mentor\n- "};
    gint64 start = g_get_monotonic_time();
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 300000)
            g_string_append(text, parts[i]);
        g_autofree char *shown = snippet("mentor frafald", text->str, NULL);
        (void)shown;
    }
    g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    analyzer = cb_analyzer_new_with(&options);
    g_test_add_func("/snippet/parts", test_only_the_part_that_matched_is_marked);
    g_test_add_func("/snippet/own-parts", test_parts_of_a_compound_in_the_query_are_marked);
    g_test_add_func("/snippet/joined", test_joined_words_are_one_mark);
    g_test_add_func("/snippet/synonyms", test_synonyms_are_marked);
    g_test_add_func("/snippet/word-first", test_the_word_itself_is_shown_before_what_stands_for_it);
    g_test_add_func("/snippet/all-parts-first", test_all_parts_together_are_shown_before_one);
    g_test_add_func("/snippet/most-words", test_the_sentence_with_most_words_is_shown);
    g_test_add_func("/snippet/first-of-equals", test_of_equal_sentences_the_first_is_shown);
    g_test_add_func("/snippet/neighbours", test_two_neighbours_that_show_more_are_shown_together);
    g_test_add_func("/snippet/company", test_a_short_sentence_gets_company_of_its_paragraph);
    g_test_add_func("/snippet/heading", test_a_heading_is_shown_with_what_stands_under_it);
    g_test_add_func("/snippet/sentence-first", test_a_sentence_beats_a_heading);
    g_test_add_func("/snippet/code-points", test_marks_count_code_points);
    g_test_add_func("/snippet/overlap", test_overlapping_matches_are_one_mark);
    g_test_add_func("/snippet/cut", test_a_long_sentence_is_cut_between_words);
    g_test_add_func("/snippet/cut-start", test_a_match_at_the_start_is_not_cut_before);
    g_test_add_func("/snippet/cut-end", test_a_match_at_the_end_keeps_its_full_stop);
    g_test_add_func("/snippet/endless-word", test_a_word_longer_than_a_snippet_is_cut);
    g_test_add_func("/snippet/no-match", test_without_a_match_the_beginning_is_shown);
    g_test_add_func("/snippet/shown", test_what_was_shown_is_passed_over);
    g_test_add_func("/snippet/white-space", test_white_space_is_one_space);
    g_test_add_func("/snippet/empty", test_empty_text_shows_nothing);
    g_test_add_func("/snippet/beginning", test_beginning_takes_whole_sentences);
    g_test_add_func("/snippet/html", test_html_is_escaped_and_marked);
    g_test_add_func("/snippet/linear", test_hostile_texts_are_linear);
    int result = g_test_run();
    cb_analyzer_free(analyzer);
    return result;
}
