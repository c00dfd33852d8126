/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A site's rules at work: what the reader and the cutter make of pages by them. */
#include <cut/cut.h>
#include <extract/html_read.h>
#include <extract/profile.h>
#include <string.h>

/* Rules of pairs of kind and expression, ended by -1. */
static CbPageRules *rules_of(int kind, ...)
{
    CbPageRules *rules = cb_page_rules_new();
    va_list more;
    va_start(more, kind);
    for (; kind >= 0; kind = va_arg(more, int))
        cb_page_rules_add(rules, (CbPageRuleKind)kind, "regel", va_arg(more, const char *));
    va_end(more);
    return rules;
}

static CbPage *parse(const char *html, const CbPageRules *rules)
{
    g_autofree char *reason = NULL;
    CbPage *page = cb_html_parse_by((const guint8 *)html, strlen(html), rules, &reason);
    g_assert_cmpstr(reason, ==, NULL);
    return page;
}

/* The page's blocks but links, each on a line. */
static char *text_of(const CbPage *page)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < page->blocks->len; i++) {
        const CbBlock *block = g_ptr_array_index(page->blocks, i);
        if (block->type != CB_BLOCK_LINK)
            g_string_append_printf(out, "%s\n", block->text);
    }
    return g_string_free(out, FALSE);
}

static void assert_text(const char *html, CbPageRules *rules, const char *expected)
{
    g_autoptr(CbPageRules) owned = rules;
    g_autoptr(CbPage) page = parse(html, owned);
    g_autofree char *text = text_of(page);
    g_assert_cmpstr(text, ==, expected);
}

static GPtrArray *cut(const char *html, CbPageRules *rules, CbPageKind *kind)
{
    g_autoptr(CbPageRules) owned = rules;
    g_autoptr(CbPage) page = parse(html, owned);
    g_autoptr(CbMunicipalities) municipalities = cb_municipalities_new();
    return cb_cut_page(page, "side.html", NULL, municipalities, kind);
}

static const CbCase *case_at(const GPtrArray *cases, guint i)
{
    g_assert_cmpuint(i, <, cases->len);
    return g_ptr_array_index(cases, i);
}

/* ---- single rules ---- */

static void test_body_is_all_that_is_read(void)
{
    assert_text("<p>Uden for</p><div id=a><p>Inde i</p></div><p>Efter</p>",
                rules_of(CB_RULE_BODY, "//div[@id='a']", -1), "Inde i\n");
}

static void test_bodies_are_read_in_the_order_of_the_page(void)
{
    assert_text("<i>0</i><p id=a>Et</p><i>0</i><p id=b>To</p>",
                rules_of(CB_RULE_BODY, "//p[@id='b']", CB_RULE_BODY, "//p[@id='a']", -1),
                "Et\nTo\n");
}

static void test_body_inside_a_menu_is_read_without_the_menu(void)
{
    assert_text("<nav><p>Menu</p><div id=a>Indhold</div><p>Mere menu</p></nav><p>Løs tekst</p>",
                rules_of(CB_RULE_BODY, "//div[@id='a']", -1), "Indhold\n");
}

static void test_body_that_finds_nothing_leaves_the_choice_to_the_reader(void)
{
    assert_text("<main><p>Tekst</p></main>", rules_of(CB_RULE_BODY, "//div[@id='a']", -1),
                "Tekst\n");
}

static void test_leave_out_leaves_out(void)
{
    assert_text("<main><p>Tekst</p><p class=r>Reklame</p><p>Mere</p></main>",
                rules_of(CB_RULE_LEAVE_OUT, "//p[@class='r']", -1), "Tekst\nMere\n");
}

static void test_leave_out_takes_texts_too(void)
{
    assert_text("<main><p>Tekst <b>Del siden</b> mere</p></main>",
                rules_of(CB_RULE_LEAVE_OUT, "//b/text()", -1), "Tekst mere\n");
}

static void test_keep_keeps_what_looks_like_a_menu(void)
{
    const char *html = "<main><p>Tekst</p><div class=menu><p>Emner</p></div></main>";
    assert_text(html, rules_of(-1), "Tekst\n");
    assert_text(html, rules_of(CB_RULE_KEEP, "//div[@class='menu']", -1), "Tekst\nEmner\n");
}

static void test_leave_out_inside_of_what_is_kept_counts(void)
{
    assert_text(
        "<main><p>Tekst</p><div class=menu><p>Ja</p><p class=n>Nej</p></div></main>",
        rules_of(CB_RULE_KEEP, "//div[@class='menu']", CB_RULE_LEAVE_OUT, "//p[@class='n']", -1),
        "Tekst\nJa\n");
}

static void test_heading_makes_headings(void)
{
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_HEADING, "//div[@class='r']", -1);
    g_autoptr(CbPage) page = parse("<main><div class=r>Rubrik</div>Tekst</main>", rules);
    const CbBlock *block = g_ptr_array_index(page->blocks, 0);
    g_assert_cmpint(block->type, ==, CB_BLOCK_HEADING);
    g_assert_cmpuint(block->level, ==, 2);
    g_assert_cmpstr(block->text, ==, "Rubrik");
}

static void test_leave_link_keeps_the_words(void)
{
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_LEAVE_LINK, "//a[@href='alt.pdf']", -1);
    g_autoptr(CbPage) page =
        parse("<main><p>Hent <a href=alt.pdf>alt</a> eller <a href=b.pdf>b</a></p></main>", rules);
    g_assert_cmpuint(page->blocks->len, ==, 2);
    const CbBlock *link = g_ptr_array_index(page->blocks, 1);
    g_assert_cmpstr(link->href, ==, "b.pdf");
    const CbBlock *text = g_ptr_array_index(page->blocks, 0);
    g_assert_cmpstr(text->text, ==, "Hent alt eller b");
}

static void test_contact_is_what_the_profile_says_and_nothing_else(void)
{
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_CONTACT, "//p[@id='c']", -1);
    g_autoptr(CbPage) page =
        parse("<main><div class=kontakt>Ikke</div><p id=c>Ring</p></main>", rules);
    for (guint i = 0; i < page->blocks->len; i++) {
        const CbBlock *block = g_ptr_array_index(page->blocks, i);
        g_assert_true(block->contact == (strcmp(block->text, "Ring") == 0));
    }
}

static void test_title_of_an_element_and_of_an_attribute(void)
{
    const char *html = "<title>Site</title><meta property='og:title' content='Fra meta'>"
                       "<main><h1>Site</h1><p id=t>Fra <b>element</b></p></main>";
    g_autoptr(CbPageRules) element = rules_of(CB_RULE_TITLE, "//p[@id='t']", -1);
    g_autoptr(CbPage) first = parse(html, element);
    g_assert_true(first->title_given);
    g_assert_cmpstr(first->title, ==, "Fra element");
    g_autoptr(CbPageRules) attribute =
        rules_of(CB_RULE_TITLE, "//meta[@property='og:title']/@content", -1);
    g_autoptr(CbPage) second = parse(html, attribute);
    g_assert_cmpstr(second->title, ==, "Fra meta");
    g_autoptr(CbPageRules) text = rules_of(CB_RULE_TITLE, "concat('Sag: ', //p[@id='t']/b)", -1);
    g_autoptr(CbPage) third = parse(html, text);
    g_assert_cmpstr(third->title, ==, "Sag: element");
}

static void test_date_may_have_words_around(void)
{
    g_autoptr(GPtrArray) cases =
        cut("<main><h1>Titel</h1><p>En sag med en længere tekst om noget, der skete.</p></main>"
            "<i id=d>Rettet af A4-holdet den 14. marts 2024 kl. 9</i>",
            rules_of(CB_RULE_DATE, "//i[@id='d']", -1), NULL);
    g_assert_cmpstr(case_at(cases, 0)->updated, ==, "2024-03-14");
}

static void test_date_of_a_time_element_is_its_attribute(void)
{
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_DATE, "//time", -1);
    g_autoptr(CbPage) page = parse("<time datetime='2023-01-02'>i fjor</time><p>Tekst", rules);
    g_assert_cmpstr(page->updated, ==, "2023-01-02");
}

static void assert_breadcrumb(const char *html, const char *xpath)
{
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_BREADCRUMB, xpath, -1);
    g_autoptr(CbPage) page = parse(html, rules);
    g_assert_cmpuint(page->breadcrumb->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(page->breadcrumb, 0), ==, "Viden");
    g_assert_cmpstr(g_ptr_array_index(page->breadcrumb, 1), ==, "Elever");
}

static void test_breadcrumb_as_a_whole_or_by_entries(void)
{
    const char *html = "<div id=s><a href=/>Forside</a> / <a href=v>Viden</a> / <a href=e>Elever"
                       "</a> / Siden</div><main>Tekst</main>";
    assert_breadcrumb(html, "//div[@id='s']");
    assert_breadcrumb(html, "//div[@id='s']/a");
}

/* ---- cases ---- */

static const char boxes[] =
    "<title>Projekter</title><div id=p>"
    "<div class=k><i>2023</i><h4>Den ene</h4><p>I Aalborg Kommune skete der noget i en sætning.</p>"
    "<a href=en.pdf>PDF</a></div><p>Reklame imellem, som ingen sag har brug for at have med.</p>"
    "<div class=k><p>I Odense Kommune skete det samme. Og mere til.</p></div></div>";

static void test_each_element_is_a_case(void)
{
    CbPageKind kind;
    g_autoptr(GPtrArray) cases = cut(boxes, rules_of(CB_RULE_CASE, "//div[@class='k']", -1), &kind);
    g_assert_cmpint(kind, ==, CB_PAGE_COLLECTION);
    g_assert_cmpuint(cases->len, ==, 2);
    const CbCase *first = case_at(cases, 0);
    g_assert_cmpstr(first->title, ==, "Den ene");
    g_assert_cmpstr(first->id, ==, "side:den-ene");
    g_assert_cmpstr(first->lead, ==, "I Aalborg Kommune skete der noget i en sætning.");
    g_assert_cmpuint(first->attachments->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(first->municipalities, 0), ==, "Aalborg");
}

static void test_a_case_without_heading_is_called_by_its_first_sentence(void)
{
    g_autoptr(GPtrArray) cases = cut(boxes, rules_of(CB_RULE_CASE, "//div[@class='k']", -1), NULL);
    g_assert_cmpstr(case_at(cases, 1)->title, ==, "I Odense Kommune skete det samme");
}

static void test_a_case_without_words_has_a_title_all_the_same(void)
{
    g_autoptr(GPtrArray) cases =
        cut("<div class=k><a href=a.pdf></a></div><div class=k>.<a href=b.pdf>.</a></div>",
            rules_of(CB_RULE_CASE, "//div[@class='k']", -1), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
    g_assert_cmpstr(case_at(cases, 0)->title, ==, "Uden titel");
}

static void test_what_stands_between_cases_is_in_none(void)
{
    g_autoptr(GPtrArray) cases = cut(boxes, rules_of(CB_RULE_CASE, "//div[@class='k']", -1), NULL);
    for (guint i = 0; i < cases->len; i++) {
        const CbCase *item = case_at(cases, i);
        g_assert_null(strstr(item->lead, "Reklame"));
        for (guint j = 0; j < item->sections->len; j++)
            g_assert_null(
                strstr(((CbSection *)g_ptr_array_index(item->sections, j))->text, "Reklame"));
    }
}

static void test_one_element_is_a_case_of_its_own_too(void)
{
    g_autoptr(GPtrArray) cases =
        cut(boxes, rules_of(CB_RULE_CASE, "(//div[@class='k'])[1]", -1), NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpstr(case_at(cases, 0)->id, ==, "side:den-ene");
}

static void test_an_element_in_a_case_is_part_of_it(void)
{
    g_autoptr(GPtrArray) cases =
        cut("<div class=k><h2>Ydre sag</h2><p>Tekst om det ydre, som er lang nok.</p><div "
            "class=k><p>Og noget indre, der også er langt nok.</p></div></div>",
            rules_of(CB_RULE_CASE, "//div[@class='k']", -1), NULL);
    g_assert_cmpuint(cases->len, ==, 1);
}

static void test_short_boxes_that_lead_to_pages_are_teasers(void)
{
    CbPageKind kind;
    g_autoptr(GPtrArray) cases =
        cut("<div class=k><h3><a href=a.html>Den første</a></h3><p>Kort om den første sag her.</p>"
            "</div><div class=k><h3><a href=b.html>Den anden</a></h3><p>Kort om den anden sag."
            "</p></div>",
            rules_of(CB_RULE_CASE, "//div[@class='k']", -1), &kind);
    g_assert_cmpint(kind, ==, CB_PAGE_LISTING);
    g_assert_cmpuint(cases->len, ==, 2);
    g_assert_cmpint(case_at(cases, 0)->kind, ==, CB_CASE_TEASER);
}

static void test_a_given_title_is_the_case_title(void)
{
    g_autoptr(GPtrArray) cases =
        cut("<main><h1>Portalen</h1><h3>Sagens navn</h3><p>Teksten om sagen er en hel sætning.</p>"
            "</main>",
            rules_of(CB_RULE_TITLE, "//h3", -1), NULL);
    g_assert_cmpstr(case_at(cases, 0)->title, ==, "Sagens navn");
}

/* ---- what is wrong ---- */

static void assert_refused(CbPageRuleKind kind, const char *xpath, const char *expected)
{
    g_autoptr(CbPageRules) rules = rules_of((int)kind, xpath, -1);
    g_autofree char *reason = NULL;
    g_assert_false(cb_profile_check(rules, &reason));
    if (strstr(reason, expected) == NULL)
        g_test_message("»%s« for %s", reason, xpath);
    g_assert_nonnull(strstr(reason, expected));
}

static void test_bad_expressions_are_told(void)
{
    assert_refused(CB_RULE_BODY, "//div[@id='a'", "betingelsen i [ ] er forkert");
    assert_refused(CB_RULE_BODY, "//div[@id='a]", "anførselstegn");
    assert_refused(CB_RULE_BODY, "//div[foo()]", "en funktion, der ikke findes");
    assert_refused(CB_RULE_BODY, "//x:div", "præfiks");
    assert_refused(CB_RULE_BODY, "//div[$a]", "variabler");
    assert_refused(CB_RULE_BODY, "count(//div)", "det giver ikke elementer");
    assert_refused(CB_RULE_TITLE, "1 = 1", "hverken elementer eller tekst");
    assert_refused(CB_RULE_BODY, "//div]", "»]«");
    assert_refused(CB_RULE_BODY, "string(//h1)", "det giver ikke elementer");
}

static void test_good_expressions_are_taken(void)
{
    g_autoptr(CbPageRules) rules =
        rules_of(CB_RULE_TITLE, "string(//h1)", CB_RULE_TITLE, "//meta/@content", CB_RULE_BODY,
                 "//div[contains(concat(' ', normalize-space(@class), ' '), ' tekst ')]",
                 CB_RULE_CASE, "id('liste')/li", CB_RULE_LEAVE_OUT, "//p[last()] | //hr", -1);
    g_autofree char *reason = NULL;
    g_assert_true(cb_profile_check(rules, &reason));
}

static void test_an_expression_that_costs_too_much_is_the_page_s_failure(void)
{
    g_autoptr(GString) html = g_string_new(NULL);
    for (guint i = 0; i < 3000; i++)
        g_string_append(html, "<p>x");
    g_autoptr(CbPageRules) rules =
        rules_of(CB_RULE_BODY, "//*[count(//*[count(//*) > 1]) > 1]", -1);
    g_autofree char *reason = NULL;
    gint64 start = g_get_monotonic_time();
    g_assert_null(cb_html_parse_by((const guint8 *)html->str, html->len, rules, &reason));
    g_assert_nonnull(strstr(reason, "for langsomt"));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_TIME_SPAN_SECOND);
}

static void test_a_page_beyond_parsing_keeps_its_text(void)
{
    g_autoptr(GString) html = g_string_new(NULL);
    for (guint i = 0; i < 3000; i++)
        g_string_append(html, "<div>");
    g_string_append(html, "<p>Teksten");
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_BODY, "//p", -1);
    g_autoptr(CbPage) page = parse(html->str, rules);
    g_autofree char *text = text_of(page);
    g_assert_nonnull(strstr(text, "Teksten"));
}

static void test_deep_pages_and_odd_names_are_searched(void)
{
    g_autoptr(GString) html = g_string_new(NULL);
    for (guint i = 0; i < 300; i++)
        g_string_append(html, "<x-dele data-å='1'>");
    g_string_append(html, "<p id=dyb>Dybt nede");
    assert_text(html->str, rules_of(CB_RULE_BODY, "//p[@id='dyb'] | //x-dele[last()]", -1),
                "Dybt nede\n");
}

/* ---- notes ---- */

static const CbPageNote *find_note(const CbPage *page, CbNoteKind kind)
{
    for (guint i = 0; i < page->notes->len; i++) {
        const CbPageNote *note = g_ptr_array_index(page->notes, i);
        if (note->kind == kind)
            return note;
    }
    g_assert_not_reached();
}

static void test_notes_are_kept_when_asked_for(void)
{
    const char *html = "<nav class=top>Menu her</nav><main id=m><p>Tekst</p></main>";
    g_autoptr(CbPageRules) rules = rules_of(CB_RULE_LEAVE_LINK, "//a", -1);
    g_autoptr(CbPage) silent = parse(html, rules);
    g_assert_null(silent->notes);
    rules->explains = TRUE;
    g_autoptr(CbPage) page = parse(html, rules);
    const CbPageNote *left_out = find_note(page, CB_NOTE_LEFT_OUT);
    g_assert_cmpstr(left_out->element, ==, "nav.top");
    g_assert_cmpstr(left_out->text, ==, "Menu her");
    g_assert_cmpstr(left_out->rule, ==, "menu (<nav>)");
    g_assert_cmpstr(find_note(page, CB_NOTE_BODY)->element, ==, "main#m");
    g_assert_cmpuint(find_note(page, CB_NOTE_PROFILE)->count, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func("/profile-rules/" name, function)
    TEST("body-is-all-that-is-read", test_body_is_all_that_is_read);
    TEST("bodies-in-order", test_bodies_are_read_in_the_order_of_the_page);
    TEST("body-inside-a-menu", test_body_inside_a_menu_is_read_without_the_menu);
    TEST("body-not-found", test_body_that_finds_nothing_leaves_the_choice_to_the_reader);
    TEST("leave-out", test_leave_out_leaves_out);
    TEST("leave-out-texts", test_leave_out_takes_texts_too);
    TEST("keep", test_keep_keeps_what_looks_like_a_menu);
    TEST("leave-out-in-keep", test_leave_out_inside_of_what_is_kept_counts);
    TEST("heading", test_heading_makes_headings);
    TEST("leave-link", test_leave_link_keeps_the_words);
    TEST("contact", test_contact_is_what_the_profile_says_and_nothing_else);
    TEST("title", test_title_of_an_element_and_of_an_attribute);
    TEST("date-with-words", test_date_may_have_words_around);
    TEST("date-of-time", test_date_of_a_time_element_is_its_attribute);
    TEST("breadcrumb", test_breadcrumb_as_a_whole_or_by_entries);
    TEST("cases", test_each_element_is_a_case);
    TEST("case-without-heading", test_a_case_without_heading_is_called_by_its_first_sentence);
    TEST("case-without-words", test_a_case_without_words_has_a_title_all_the_same);
    TEST("between-cases", test_what_stands_between_cases_is_in_none);
    TEST("one-case", test_one_element_is_a_case_of_its_own_too);
    TEST("case-in-case", test_an_element_in_a_case_is_part_of_it);
    TEST("teasers", test_short_boxes_that_lead_to_pages_are_teasers);
    TEST("given-title", test_a_given_title_is_the_case_title);
    TEST("bad-expressions", test_bad_expressions_are_told);
    TEST("good-expressions", test_good_expressions_are_taken);
    TEST("costly-expression", test_an_expression_that_costs_too_much_is_the_page_s_failure);
    TEST("beyond-parsing", test_a_page_beyond_parsing_keeps_its_text);
    TEST("deep-and-odd", test_deep_pages_and_odd_names_are_searched);
    TEST("notes", test_notes_are_kept_when_asked_for);
#undef TEST
    return g_test_run();
}
