/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text captures in the encodings that they come in, and what is none. */
#include <extract/capture_read.h>
#include <string.h>

/* The text of all blocks, one a line. */
static char *decode(const char *data, gsize length)
{
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page = cb_capture_decode((const guint8 *)data, length, &reason);
    g_assert_null(reason);
    g_assert_nonnull(page);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < page->blocks->len; i++)
        g_string_append_printf(out, "%s\n", ((const CbBlock *)page->blocks->pdata[i])->text);
    return g_string_free(out, FALSE);
}

static void assert_reads_as_aeroe(const char *data, gsize length)
{
    g_autofree char *text = decode(data, length);
    g_assert_cmpstr(text, ==, "På Ærø får alle elever en makker.\n");
}

#define ASSERT_READS_AS_AEROE(literal) assert_reads_as_aeroe(literal, sizeof(literal) - 1)

static void test_encodings(void)
{
    ASSERT_READS_AS_AEROE("På Ærø får alle elever en makker.\n");
    ASSERT_READS_AS_AEROE("\xef\xbb\xbfPå Ærø får alle elever en makker.\n");
    ASSERT_READS_AS_AEROE("P\xe5 \xc6r\xf8 f\xe5r alle elever en makker.\r\n");
    g_autoptr(GByteArray) wide = g_byte_array_new();
    g_byte_array_append(wide, (const guint8 *)"\xff\xfe", 2);
    for (const char *at = "På Ærø får alle elever en makker."; *at != '\0';
         at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const guint8 pair[] = {(guint8)c, (guint8)(c >> 8)};
        g_byte_array_append(wide, pair, 2);
    }
    assert_reads_as_aeroe((const char *)wide->data, wide->len);
}

static void test_empty_capture_is_an_empty_page(void)
{
    g_autofree char *text = decode("", 0);
    g_assert_cmpstr(text, ==, "");
}

static void assert_refused(const char *data, gsize length, const char *part)
{
    g_autofree char *reason = NULL;
    g_assert_null(cb_capture_decode((const guint8 *)data, length, &reason));
    g_assert_nonnull(reason);
    g_assert_nonnull(strstr(reason, part));
}

static void test_what_is_no_text_is_refused(void)
{
    assert_refused("abc\0def", 7, "nul-tegn");
}

static void test_too_many_paragraphs_are_refused(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < CB_MAX_PAGE_BLOCKS + 10; i++)
        g_string_append(text, "Det er en tekst.\n\n");
    assert_refused(text->str, text->len, "over 250000 afsnit");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/capture-read/encodings", test_encodings);
    g_test_add_func("/capture-read/empty-is-an-empty-page", test_empty_capture_is_an_empty_page);
    g_test_add_func("/capture-read/no-text-is-refused", test_what_is_no_text_is_refused);
    g_test_add_func("/capture-read/too-many-paragraphs", test_too_many_paragraphs_are_refused);
    return g_test_run();
}
