/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed records: what goes in comes out, and what is damaged is refused. */
#include <casebank/pack.h>
#include <string.h>

static CbUnpack unpack_of(const GByteArray *data)
{
    return (CbUnpack){.data = data->data, .left = data->len};
}

static void test_numbers_come_back(void)
{
    static const guint64 numbers[] = {0, 1, 127, 128, 16383, 16384, G_MAXUINT32, G_MAXUINT64};
    g_autoptr(GByteArray) data = g_byte_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        cb_pack_number(data, numbers[i]);
    CbUnpack in = unpack_of(data);
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_assert_cmpuint(cb_unpack_number(&in), ==, numbers[i]);
    g_assert_false(in.failed);
    g_assert_cmpuint(in.left, ==, 0);
}

static void test_null_and_empty_string_stay_apart(void)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_pack_string(data, NULL);
    cb_pack_string(data, "");
    cb_pack_string(data, "Rømø");
    CbUnpack in = unpack_of(data);
    g_autofree char *none = cb_unpack_string(&in);
    g_autofree char *empty = cb_unpack_string(&in);
    g_autofree char *text = cb_unpack_string(&in);
    g_assert_null(none);
    g_assert_cmpstr(empty, ==, "");
    g_assert_cmpstr(text, ==, "Rømø");
}

static void assert_string_fails(const void *bytes, gsize length)
{
    CbUnpack in = {.data = bytes, .left = length};
    g_autofree char *text = cb_unpack_string(&in);
    g_assert_null(text);
    g_assert_true(in.failed);
}

static void test_length_beyond_the_end_fails(void)
{
    assert_string_fails("\x06"
                        "abc",
                        4);
}

static void test_invalid_utf8_fails(void)
{
    assert_string_fails("\x02\xff", 2);
}

static void test_nul_byte_fails(void)
{
    assert_string_fails("\x03"
                        "a\0",
                        3);
}

static void test_number_of_eleven_bytes_fails(void)
{
    guint8 bytes[11];
    memset(bytes, 0x80, sizeof bytes);
    CbUnpack in = {.data = bytes, .left = sizeof bytes};
    cb_unpack_number(&in);
    g_assert_true(in.failed);
}

static void test_number_over_64_bits_fails(void)
{
    guint8 bytes[10] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
    CbUnpack in = {.data = bytes, .left = sizeof bytes};
    cb_unpack_number(&in);
    g_assert_true(in.failed);
}

static void test_lying_count_fails(void)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_pack_number(data, 1000000);
    cb_pack_number(data, 1);
    CbUnpack in = unpack_of(data);
    g_assert_cmpuint(cb_unpack_count(&in), ==, 0);
    g_assert_true(in.failed);
}

static void test_after_a_failure_everything_is_empty(void)
{
    guint8 byte = 0x80;
    CbUnpack in = {.data = &byte, .left = 1};
    cb_unpack_number(&in);
    g_autofree char *text = cb_unpack_text(&in);
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpuint(cb_unpack_number(&in), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pack/numbers-come-back", test_numbers_come_back);
    g_test_add_func("/pack/null-and-empty-stay-apart", test_null_and_empty_string_stay_apart);
    g_test_add_func("/pack/length-beyond-the-end", test_length_beyond_the_end_fails);
    g_test_add_func("/pack/invalid-utf8", test_invalid_utf8_fails);
    g_test_add_func("/pack/nul-byte", test_nul_byte_fails);
    g_test_add_func("/pack/number-of-eleven-bytes", test_number_of_eleven_bytes_fails);
    g_test_add_func("/pack/number-over-64-bits", test_number_over_64_bits_fails);
    g_test_add_func("/pack/lying-count", test_lying_count_fails);
    g_test_add_func("/pack/after-a-failure", test_after_a_failure_everything_is_empty);
    return g_test_run();
}
