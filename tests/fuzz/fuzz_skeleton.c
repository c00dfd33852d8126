/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the comparing of saved pages: the skeleton of any bytes is no longer than they are, and
 * what is said to make no difference before them makes none.
 */
#include "mirror_same.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NAME "a side.html?id=1"

static GByteArray *skeleton_behind(const char *before, const guint8 *data, gsize size)
{
    g_autoptr(GByteArray) page = g_byte_array_new();
    g_byte_array_append(page, (const guint8 *)before, (guint)strlen(before));
    g_byte_array_append(page, data, (guint)size);
    g_autofree char *exact = g_memdup2(page->data, page->len);
    return cb_page_skeleton(exact != NULL ? exact : "", page->len, NAME);
}

static gboolean is_same(const GByteArray *one, const GByteArray *other)
{
    return one->len == other->len &&
           (one->len == 0 || memcmp(one->data, other->data, one->len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {NAME, "?", "", "<", "index.html"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GByteArray) any = cb_page_skeleton((const char *)data, size, names[i]);
        g_assert_cmpuint(any->len, <=, size);
    }
    g_autoptr(GByteArray) plain = skeleton_behind("", data, size);
    g_autoptr(GByteArray) commented = skeleton_behind(
        "<!-- kl. 12 --><script>var a = '<b>';</script><meta a=b><LINK rel=x><input value=17>",
        data, size);
    g_assert_true(is_same(plain, commented));
    g_autoptr(GByteArray) first = skeleton_behind("<a href='a side.html?n=1'>", data, size);
    g_autoptr(GByteArray) second = skeleton_behind("<a href='a%20side.html?m=22&k'>", data, size);
    g_assert_true(is_same(first, second));
    g_autoptr(GByteArray) other = skeleton_behind("<a href='b%20side.html'>", data, size);
    g_assert_false(is_same(first, other));
    return 0;
}
