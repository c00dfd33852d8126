/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the reading of HTML: any bytes give a page or a reason, and a page survives its journey
 * from casebank-extract to the indexer. */
#include "extract/html_read.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page = cb_html_parse(data, size, &reason);
    g_assert_true((page == NULL) == (reason != NULL));
    if (page == NULL)
        return 0;
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_page_pack(page, packed);
    CbUnpack in = {.data = packed->data, .left = packed->len};
    g_autoptr(CbPage) received = cb_page_unpack(&in);
    g_assert_nonnull(received);
    g_assert_cmpuint(received->blocks->len, ==, page->blocks->len);
    return 0;
}
