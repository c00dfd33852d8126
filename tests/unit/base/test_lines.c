/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file line by line. */
#define _GNU_SOURCE /* memfd_create */
#include <casebank/lines.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST = 10 };

/* A file with these bytes, at its start. */
static int open_bytes(const char *bytes, gsize length)
{
    int fd = memfd_create("lines", MFD_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, bytes, length), ==, (gssize)length);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    return fd;
}

static const char *word_of(CbLineKind kind)
{
    static const char *const words[] = {"", "utf8", "nul", "long", "end", "error"};
    return words[kind];
}

/* Every line as "number:text" or "number!problem", with blanks between. */
static void check(const char *bytes, gsize length, const char *expected)
{
    int fd = open_bytes(bytes, length);
    g_autoptr(CbLines) lines = cb_lines_new(fd, MOST);
    g_autoptr(GString) seen = g_string_new(NULL);
    for (;;) {
        char *text;
        gsize text_length;
        CbLineKind kind = cb_lines_next(lines, &text, &text_length);
        if (kind == CB_LINE_END)
            break;
        guint number = (guint)cb_lines_number(lines);
        if (kind == CB_LINE_TEXT) {
            g_assert_cmpuint(text_length, ==, strlen(text));
            g_string_append_printf(seen, "%u:%s ", number, text);
        } else {
            g_assert_null(text);
            g_string_append_printf(seen, "%u!%s ", number, word_of(kind));
        }
    }
    g_assert_cmpstr(seen->str, ==, expected);
    close(fd);
}

#define CHECK(bytes, expected) check(bytes, sizeof(bytes) - 1, expected)

static void test_lines_with_and_without_an_end(void)
{
    CHECK("", "");
    CHECK("\n", "1: ");
    CHECK("a", "1:a ");
    CHECK("a\n", "1:a ");
    CHECK("a\n\nb", "1:a 2: 3:b ");
    CHECK("a\r\nb\r\n", "1:a 2:b ");
    CHECK("a\rb\r", "1:a\rb ");
}

static void test_byte_order_mark_is_left_out_at_the_start_alone(void)
{
    CHECK("\xEF\xBB\xBF"
          "a\n\xEF\xBB\xBF"
          "b\n",
          "1:a 2:\xEF\xBB\xBF"
          "b ");
    CHECK("\xEF\xBB\xBF", "1: ");
}

static void test_bad_lines_are_told_apart_and_numbered(void)
{
    CHECK("a\n\xFF\nb\0c\nd\n", "1:a 2!utf8 3!nul 4:d ");
}

static void test_length_is_bounded_without_the_line_end(void)
{
    CHECK("1234567890\n", "1:1234567890 ");
    CHECK("1234567890\r\n", "1:1234567890 ");
    CHECK("\xEF\xBB\xBF"
          "1234567890\r\n",
          "1:1234567890 ");
    CHECK("12345678901\nb\n", "1!long 2:b ");
    CHECK("\xEF\xBB\xBF"
          "12345678901\nb\n",
          "1!long 2:b ");
}

static void test_lines_across_the_buffer_are_whole(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    for (guint i = 0; i < 30000; i++)
        g_string_append_printf(bytes, "%u\n", i);
    int fd = open_bytes(bytes->str, bytes->len);
    g_autoptr(CbLines) lines = cb_lines_new(fd, MOST);
    char *text;
    for (guint i = 0; i < 30000; i++) {
        g_autofree char *expected = g_strdup_printf("%u", i);
        g_assert_cmpint(cb_lines_next(lines, &text, NULL), ==, CB_LINE_TEXT);
        g_assert_cmpstr(text, ==, expected);
    }
    g_assert_cmpint(cb_lines_next(lines, &text, NULL), ==, CB_LINE_END);
    close(fd);
}

static void test_very_long_line_is_passed_over(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    for (guint i = 0; i < 1000000; i++)
        g_string_append_c(bytes, 'x');
    g_string_append(bytes, "\nb");
    check(bytes->str, bytes->len, "1!long 2:b ");
}

static void test_what_cannot_be_read_is_an_error(void)
{
    int fd = open_bytes("", 0);
    close(fd);
    g_autoptr(CbLines) lines = cb_lines_new(fd, MOST);
    char *text;
    g_assert_cmpint(cb_lines_next(lines, &text, NULL), ==, CB_LINE_READ_ERROR);
    g_assert_cmpstr(cb_line_problem(CB_LINE_READ_ERROR), !=, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lines/end", test_lines_with_and_without_an_end);
    g_test_add_func("/lines/byte-order-mark", test_byte_order_mark_is_left_out_at_the_start_alone);
    g_test_add_func("/lines/bad", test_bad_lines_are_told_apart_and_numbered);
    g_test_add_func("/lines/length", test_length_is_bounded_without_the_line_end);
    g_test_add_func("/lines/across-buffer", test_lines_across_the_buffer_are_whole);
    g_test_add_func("/lines/very-long", test_very_long_line_is_passed_over);
    g_test_add_func("/lines/read-error", test_what_cannot_be_read_is_an_error);
    return g_test_run();
}
