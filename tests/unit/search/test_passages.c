/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which passages of a case are shown, and where they lead. */
#include "sample.h"
#include <string.h>

static const char *const words[] = {"hus", "kaffe", "skole", "morgen", "vagt", "plan", "støtte"};

/* A page of about 1,500 bytes that is about nothing. */
static char *filler(guint seed)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < 40; i++) {
        for (guint j = 0; j < 6; j++)
            g_string_append_printf(out, "%s ", words[(seed + i * j + i) % G_N_ELEMENTS(words)]);
        g_string_append(out, "er her. ");
    }
    return g_string_free(out, FALSE);
}

static void add_section(CbCase *item, const char *heading, const char *anchor, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new(heading, anchor, text));
}

static void fill(CbWriter *writer)
{
    static const char *const folder[] = {
        "Forside.", "Din mentor hjælper dig igennem de svære dage i oplæringen.",
        "En fast mentor mindsker frafald blandt de nye elever på holdet.", NULL};
    CbCase *item = sample_case("sag", "En sag", NULL);
    g_free(item->lead);
    item->lead = g_strdup("Kommunen har nedbragt sit frafald på tre år.");
    add_section(item, "Baggrund", "bag",
                "Der var et stort frafald blandt eleverne hvert eneste år.");
    add_section(item, "Mentorer", NULL, "Alle har en makker, som de kan ringe til hele ugen.");
    add_section(item, "Gentaget i en boks", "gen",
                "Der var et stort frafald blandt eleverne hvert eneste år.");
    CbAttachment *attachment = sample_attach(item, "Folder.pdf", "folder", folder);
    CbPdfPage *page = attachment->pages->pdata[2];
    page->label = g_strdup("iii");
    g_ptr_array_add(attachment->outline, g_new0(CbOutlineItem, 1));
    CbOutlineItem *outline = attachment->outline->pdata[0];
    *outline = (CbOutlineItem){.level = 1, .page = 2, .title = g_strdup("Din hverdag")};
    sample_add(writer, item);

    item = sample_case("uden", "En sag om ukulele", "Teksten nævner den ikke.");
    g_clear_pointer(&item->url, g_free);
    sample_add(writer, item);
}

static CbAnswer *ask(Sample *sample, const char *query, guint max)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.max_passages = max;
    return sample_ask(sample, &request);
}

static const CbHit *first_hit(const CbAnswer *answer)
{
    g_assert_cmpuint(answer->hits->len, >, 0);
    return answer->hits->pdata[0];
}

static void expect_text(const CbHit *hit, guint i, const char *marked)
{
    g_assert_cmpuint(hit->passages->len, >, i);
    g_autofree char *actual = sample_marked(hit->passages->pdata[i]);
    g_assert_cmpstr(actual, ==, marked);
}

static void test_the_passage_with_most_of_the_words_is_first(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "mentor frafald", 3);
    const CbHit *hit = first_hit(answer);
    g_assert_cmpuint(hit->passages->len, ==, 3);
    expect_text(hit, 0, "En fast [mentor] mindsker [frafald] blandt de nye elever på holdet.");
}

static void test_places_are_told_and_linked(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "fast mentor mindsker", 1);
    const CbPassage *page = first_hit(answer)->passages->pdata[0];
    g_assert_true(page->from_attachment);
    g_assert_cmpstr(page->attachment, ==, "Folder.pdf");
    g_assert_cmpuint(page->page, ==, 3);
    g_assert_cmpstr(page->page_label, ==, "iii");
    g_assert_cmpstr(page->heading, ==, "Din hverdag");
    g_assert_cmpstr(page->url, ==, "https://www.example.dk/Folder.pdf#page=3");
    g_assert_cmpstr(page->source, ==, "Folder.pdf");

    g_autoptr(CbAnswer) other = ask(sample, "stort frafald eneste", 1);
    const CbPassage *section = first_hit(other)->passages->pdata[0];
    g_assert_false(section->from_attachment);
    g_assert_null(section->attachment);
    g_assert_cmpuint(section->page, ==, 0);
    g_assert_cmpstr(section->heading, ==, "Baggrund");
    g_assert_cmpstr(section->url, ==, "https://www.example.dk/sag.html#bag");
    g_assert_cmpstr(section->source, ==, "sag.html");
}

static void test_the_same_sentence_is_shown_once(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "stort", 10);
    g_assert_cmpuint(first_hit(answer)->passages->len, ==, 1);
}

static void test_words_not_shown_yet_come_before_words_shown(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "frafald makker", 2);
    const CbHit *hit = first_hit(answer);
    g_assert_cmpuint(hit->passages->len, ==, 2);
    g_autofree char *both = g_strconcat(((CbPassage *)hit->passages->pdata[0])->text,
                                        ((CbPassage *)hit->passages->pdata[1])->text, NULL);
    g_assert_nonnull(strstr(both, "makker"));
    g_assert_nonnull(strstr(both, "frafald"));
}

static void test_a_word_in_the_heading_shows_the_section(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "mentorer", 10);
    const CbHit *hit = first_hit(answer);
    const CbPassage *last = hit->passages->pdata[hit->passages->len - 1];
    g_assert_cmpstr(last->heading, ==, "Mentorer");
    g_assert_cmpuint(last->marks->len, ==, 0);
}

static void test_a_phrase_is_shown_where_it_stands(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "\"fast mentor\"", 10);
    g_assert_cmpuint(first_hit(answer)->passages->len, ==, 1);
    expect_text(first_hit(answer), 0,
                "En [fast mentor] mindsker frafald blandt de nye elever på holdet.");
    g_autoptr(CbAnswer) exact = ask(sample, "=frafald", 10);
    g_assert_cmpuint(first_hit(exact)->passages->len, ==, 3);
}

static void fill_compounds(CbWriter *writer)
{
    CbCase *item = sample_case("dele", "En sag", NULL);
    add_section(item, "Et", NULL, "Alle vore fuldtidspraktikvejledere mødes hver eneste måned.");
    add_section(item, "To", NULL, "Hver tredje vejleder har været længe i praktikken hos os.");
    add_section(item, "Tre", NULL, "Her står der slet ikke noget om dem, men om noget andet.");
    sample_add(writer, item);
}

static void test_passages_are_found_and_marked_by_parts(void)
{
    g_autoptr(Sample) sample = sample_new(fill_compounds);
    g_autoptr(CbAnswer) part = ask(sample, "praktik", 3);
    g_assert_cmpuint(first_hit(part)->passages->len, ==, 2);
    expect_text(first_hit(part), 0, "Hver tredje vejleder har været længe i [praktikken] hos os.");
    expect_text(first_hit(part), 1,
                "Alle vore fuldtids[praktik]vejledere mødes hver eneste måned.");
    const CbPassage *second = first_hit(part)->passages->pdata[1];
    g_assert_cmpint(g_array_index(second->marks, CbMark, 0).kind, ==, CB_MARK_PART);
    g_autoptr(CbAnswer) compound = ask(sample, "praktikvejleder", 3);
    expect_text(first_hit(compound), 0,
                "Alle vore fuldtids[praktikvejledere] mødes hver eneste måned.");
    expect_text(first_hit(compound), 1,
                "Hver tredje [vejleder] har været længe i [praktikken] hos os.");
}

static void test_a_hit_by_its_title_alone_has_no_passage(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "ukulele", 3);
    g_assert_cmpstr(first_hit(answer)->case_id, ==, "uden");
    g_assert_cmpuint(first_hit(answer)->passages->len, ==, 0);
    g_autoptr(CbAnswer) text = ask(sample, "nævner", 3);
    const CbPassage *passage = first_hit(text)->passages->pdata[0];
    g_assert_null(passage->url);
    g_assert_cmpstr(passage->source, ==, "uden.html");
}

static void test_as_many_as_asked_for(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    for (guint max = 0; max <= 4; max++) {
        g_autoptr(CbAnswer) answer = ask(sample, "mentor frafald", max);
        g_assert_cmpuint(first_hit(answer)->passages->len, ==, max);
    }
}

static void test_filters_alone_show_no_passages(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(CbAnswer) answer = ask(sample, "type:folder", 3);
    g_assert_cmpuint(first_hit(answer)->passages->len, ==, 0);
}

/* --- Long texts */

static void fill_long(CbWriter *writer)
{
    CbCase *item = sample_case("lang", "En lang sag", NULL);
    GString *section = g_string_new(NULL);
    for (guint i = 0; section->len < 60000; i++) {
        g_autofree char *text = filler(i);
        g_string_append_printf(section, "%s\n\nDen %u. mentor hjælper her.\n\n", text, i);
    }
    add_section(item, "Det hele", NULL, section->str);
    g_string_free(section, TRUE);
    sample_add(writer, item);

    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 1; i <= 300; i++) {
        g_autofree char *text = filler(i);
        g_ptr_array_add(pages, g_strdup_printf("%s\n\nSide %u siger mentor.%s", text, i,
                                               i == 222 ? " Her er også en zebra." : ""));
    }
    g_ptr_array_add(pages, NULL);
    item = sample_case("bog", "En håndbog", "Kort tekst.");
    sample_attach(item, "Bog.pdf", "håndbog", (const char *const *)pages->pdata);
    sample_add(writer, item);
}

static void fill_contents(CbWriter *writer)
{
    static const char *const pages[] = {
        "Indhold\n\n1 Fravær 2\n\n2 Ferie 3",
        "1 Fravær\n\nFravær meldes til lederen den samme morgen, før vagten begynder.",
        "2 Ferie\n\nOgså fravær i ferien skal meldes, hvis eleven bliver syg.", NULL};
    CbCase *item = sample_case("bog", "En håndbog", NULL);
    sample_attach(item, "Bog.pdf", "håndbog", pages);
    sample_add(writer, item);
}

static void test_a_table_of_contents_is_shown_last(void)
{
    g_autoptr(Sample) sample = sample_new(fill_contents);
    g_autoptr(CbAnswer) three = ask(sample, "fravær", 3);
    const CbHit *hit = first_hit(three);
    g_assert_cmpuint(hit->passages->len, ==, 3);
    g_assert_cmpuint(((CbPassage *)hit->passages->pdata[2])->page, ==, 1);
    g_autoptr(CbAnswer) two = ask(sample, "fravær", 2);
    for (guint i = 0; i < 2; i++)
        g_assert_cmpuint(((CbPassage *)first_hit(two)->passages->pdata[i])->page, >, 1);
}

static void test_a_long_section_gives_one_passage(void)
{
    g_autoptr(Sample) sample = sample_new(fill_long);
    g_autoptr(CbAnswer) answer = ask(sample, "mentor -titel:håndbog", 10);
    g_assert_cmpstr(first_hit(answer)->case_id, ==, "lang");
    g_assert_cmpuint(first_hit(answer)->passages->len, ==, 1);
}

static void test_the_right_page_of_a_long_handbook_is_found(void)
{
    g_autoptr(Sample) sample = sample_new(fill_long);
    g_autoptr(CbAnswer) answer = ask(sample, "mentor zebra", 3);
    const CbHit *hit = first_hit(answer);
    g_assert_cmpstr(hit->case_id, ==, "bog");
    g_assert_cmpuint(((CbPassage *)hit->passages->pdata[0])->page, ==, 222);
    g_assert_cmpuint(hit->passages->len, ==, 3);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/passages/most-words", test_the_passage_with_most_of_the_words_is_first);
    g_test_add_func("/passages/places", test_places_are_told_and_linked);
    g_test_add_func("/passages/once", test_the_same_sentence_is_shown_once);
    g_test_add_func("/passages/new-words", test_words_not_shown_yet_come_before_words_shown);
    g_test_add_func("/passages/heading", test_a_word_in_the_heading_shows_the_section);
    g_test_add_func("/passages/phrase", test_a_phrase_is_shown_where_it_stands);
    g_test_add_func("/passages/parts", test_passages_are_found_and_marked_by_parts);
    g_test_add_func("/passages/title-alone", test_a_hit_by_its_title_alone_has_no_passage);
    g_test_add_func("/passages/max", test_as_many_as_asked_for);
    g_test_add_func("/passages/filters", test_filters_alone_show_no_passages);
    g_test_add_func("/passages/contents", test_a_table_of_contents_is_shown_last);
    g_test_add_func("/passages/long-section", test_a_long_section_gives_one_passage);
    g_test_add_func("/passages/handbook", test_the_right_page_of_a_long_handbook_is_found);
    return g_test_run();
}
