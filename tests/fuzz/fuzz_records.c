/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the records that lie in an index and come from casebank-extract. The first byte says which
 * kind of record the rest is; what unpacks must pack again into something that unpacks.
 */
#include "index/index_private.h"
#include "page.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_case(const guint8 *data, gsize size)
{
    g_autoptr(CbCase) item = cb_case_unpack(data, size);
    if (item == NULL)
        return;
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_case_pack(item, packed);
    g_autoptr(CbCase) again = cb_case_unpack(packed->data, packed->len);
    g_assert_nonnull(again);
}

static void try_passage(const guint8 *data, gsize size)
{
    g_autoptr(CbPassageRecord) passage = cb_passage_unpack(data, size);
    if (passage == NULL)
        return;
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_passage_pack(passage, packed);
    g_autoptr(CbPassageRecord) again = cb_passage_unpack(packed->data, packed->len);
    g_assert_nonnull(again);
}

static void try_page(const guint8 *data, gsize size)
{
    CbUnpack in = {.data = data, .left = size};
    g_autoptr(CbPage) page = cb_page_unpack(&in);
    if (page == NULL)
        return;
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_page_pack(page, packed);
    CbUnpack packed_in = {.data = packed->data, .left = packed->len};
    g_autoptr(CbPage) again = cb_page_unpack(&packed_in);
    g_assert_nonnull(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const kinds[])(const guint8 *, gsize) = {try_case, try_passage, try_page};
    if (size > 0)
        kinds[data[0] % G_N_ELEMENTS(kinds)](data + 1, size - 1);
    return 0;
}
