/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the query language: any bytes parse, and what is printed back means the same. */
#include "search/query.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(CbQuery) query = cb_query_parse(text);
    g_autofree char *printed = cb_query_print(query->root);
    g_assert_true(g_utf8_validate(printed, -1, NULL));
    g_autoptr(CbQuery) again = cb_query_parse(printed);
    g_autofree char *reprinted = cb_query_print(again->root);
    g_assert_cmpstr(reprinted, ==, printed);
    return 0;
}
