/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs for a terminal. */
#include "layout.h"

#include <casebank/search.h>

static void check(CbLayout *layout, const char *expected)
{
    g_assert_cmpstr(cb_layout_text(layout)->str, ==, expected);
}

static void test_wraps_at_whole_words_with_indentation(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(20, FALSE);
    cb_layout_add(layout, CB_STYLE_PLAIN, "En mentor fulgte eleverne gennem praktikken.");
    cb_layout_end(layout, 0, 4);
    check(layout, "En mentor fulgte\n    eleverne gennem\n    praktikken.\n");
}

static void test_a_line_may_be_exactly_full(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(9, FALSE);
    cb_layout_add(layout, CB_STYLE_PLAIN, "en mentor to mentorer");
    cb_layout_end(layout, 0, 0);
    check(layout, "en mentor\nto\nmentorer\n");
}

static void test_no_width_means_no_wrapping(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(0, FALSE);
    g_autofree char *words = g_strnfill(5000, 'a');
    g_autofree char *expected = g_strconcat("  ", words, " b\n", NULL);
    cb_layout_addf(layout, CB_STYLE_PLAIN, "%s b", words);
    cb_layout_end(layout, 2, 2);
    check(layout, expected);
}

static void test_counts_columns_and_not_bytes_or_code_points(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(8, FALSE);
    /* æøå one column each; e + combining accent one; each CJK sign two. */
    cb_layout_add(layout, CB_STYLE_PLAIN,
                  "æøåæøåæø e\314\201e\314\201e\314\201e\314\201 abc 漢字漢字 x");
    cb_layout_end(layout, 0, 0);
    check(layout, "æøåæøåæø\ne\314\201e\314\201e\314\201e\314\201 abc\n漢字漢字\nx\n");
}

static void test_cuts_a_word_longer_than_the_line_but_not_a_link(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(10, FALSE);
    cb_layout_add(layout, CB_STYLE_PLAIN, "speciallægepraksisplanlægning");
    cb_layout_end(layout, 0, 0);
    cb_layout_add(layout, CB_STYLE_PLAIN, "se ");
    cb_layout_add(layout, CB_STYLE_LINK, "/mappe/med mellemrum/fil.pdf");
    cb_layout_end(layout, 0, 0);
    check(layout, "speciallæg\nepraksispl\nanlægning\nse\n/mappe/med mellemrum/fil.pdf\n");
}

static void test_white_space_becomes_one_space(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(40, FALSE);
    cb_layout_add(layout, CB_STYLE_PLAIN, "  to \n\n linjer\t");
    cb_layout_add(layout, CB_STYLE_PLAIN, " og en  ");
    cb_layout_end(layout, 0, 0);
    check(layout, "to linjer og en\n");
}

static void test_hostile_text_does_nothing_to_the_terminal(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(0, TRUE);
    /* NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is tested */
    cb_layout_add(layout, CB_STYLE_PLAIN, "a\033]0;titel\a b\302\233 c\342\200\256d\302\255e \377");
    cb_layout_end(layout, 0, 0);
    check(layout, "a]0;titel b cde \357\277\275\n");
}

static void test_marks_are_switched_on_and_off_on_each_line(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(12, TRUE);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    const CbMark mark = {3, 17,
                         CB_MARK_WORD}; /* "første mentor," with the space: over a line end */
    g_array_append_val(marks, mark);
    cb_layout_add_marked(layout, "En første mentor, ja", marks);
    cb_layout_end(layout, 0, 2);
    check(layout, "En \033[1;35mførste\033[0m\n  \033[1;35mmentor,\033[0m ja\n");
}

static void test_a_part_of_a_word_is_marked_and_a_synonym_more_calmly(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(0, TRUE);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    const CbMark two[] = {{8, 15, CB_MARK_PART}, {20, 25, CB_MARK_SYNONYM}};
    g_array_append_vals(marks, two, 2);
    cb_layout_add_marked(layout, "Mit elevfrafald, to buddy'er", marks);
    cb_layout_end(layout, 0, 0);
    check(layout, "Mit elev\033[1;35mfrafald\033[0m, to \033[4mbuddy\033[0m'er\n");
}

static void test_marks_without_colour_leave_plain_text(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(0, FALSE);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    const CbMark two[] = {{0, 2, CB_MARK_WORD}, {3, 5, CB_MARK_WORD}};
    g_array_append_vals(marks, two, 2);
    cb_layout_add_marked(layout, "ab cd", marks);
    cb_layout_end(layout, 0, 0);
    check(layout, "ab cd\n");
}

static void test_gap_is_one_empty_line_at_most(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(0, FALSE);
    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_PLAIN, "a");
    cb_layout_end(layout, 0, 0);
    cb_layout_gap(layout);
    cb_layout_gap(layout);
    cb_layout_end(layout, 0, 0); /* nothing to end */
    cb_layout_add(layout, CB_STYLE_PLAIN, "b");
    cb_layout_end(layout, 0, 0);
    check(layout, "a\n\nb\n");
}

static void test_second_column_wraps_below_itself(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(14, FALSE);
    cb_layout_add(layout, CB_STYLE_TITLE, "År");
    cb_layout_pad(layout, 6);
    cb_layout_add(layout, CB_STYLE_PLAIN, "2021, 2022, 2023");
    cb_layout_end(layout, 0, 6);
    check(layout, "År    2021,\n      2022,\n      2023\n");
}

static void test_a_width_narrower_than_the_indentation_still_ends(void)
{
    g_autoptr(CbLayout) layout = cb_layout_new(3, FALSE);
    cb_layout_add(layout, CB_STYLE_PLAIN, "ab 漢");
    cb_layout_end(layout, 4, 4);
    check(layout, "    a\n    b\n    漢\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/wrap", test_wraps_at_whole_words_with_indentation);
    g_test_add_func("/layout/full-line", test_a_line_may_be_exactly_full);
    g_test_add_func("/layout/no-width", test_no_width_means_no_wrapping);
    g_test_add_func("/layout/columns", test_counts_columns_and_not_bytes_or_code_points);
    g_test_add_func("/layout/long-word", test_cuts_a_word_longer_than_the_line_but_not_a_link);
    g_test_add_func("/layout/white-space", test_white_space_becomes_one_space);
    g_test_add_func("/layout/hostile", test_hostile_text_does_nothing_to_the_terminal);
    g_test_add_func("/layout/marks", test_marks_are_switched_on_and_off_on_each_line);
    g_test_add_func("/layout/mark-kinds",
                    test_a_part_of_a_word_is_marked_and_a_synonym_more_calmly);
    g_test_add_func("/layout/marks-plain", test_marks_without_colour_leave_plain_text);
    g_test_add_func("/layout/gap", test_gap_is_one_empty_line_at_most);
    g_test_add_func("/layout/second-column", test_second_column_wraps_below_itself);
    g_test_add_func("/layout/narrow", test_a_width_narrower_than_the_indentation_still_ends);
    return g_test_run();
}
