/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the way of a text capture: from bytes into blocks, into cases, and through merging. The
 * cases that come out have what the index needs. */
#include "cut/cut.h"
#include "cut/merge.h"
#include "extract/capture_read.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_cases(const GPtrArray *cases)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < cases->len; i++) {
        CbCase *item = cases->pdata[i];
        g_assert_nonnull(item->title);
        g_assert_nonnull(item->lead);
        g_assert_true(g_hash_table_add(ids, item->id));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbMunicipalities *municipalities;
    g_autofree char *reason = NULL;
    if (municipalities == NULL)
        municipalities = cb_municipalities_new();
    g_autoptr(CbPage) page = cb_capture_decode(data, size, &reason);
    g_assert_true((page == NULL) == (reason != NULL));
    if (page == NULL)
        return 0;
    GPtrArray *cut = cb_cut_page(page, "side.txt", NULL, municipalities, NULL);
    g_autoptr(GPtrArray) cases = cb_merge_cases(cut, NULL);
    check_cases(cases);
    return 0;
}
