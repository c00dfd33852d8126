/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes what an HTTP request asks for: an address is understood in clean UTF-8, or refused. */
#include "target.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *raw = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbTarget) target = cb_target_parse(raw, &error);
    g_assert_true((target == NULL) == (error != NULL));
    if (target == NULL)
        return 0;
    g_assert_true(g_utf8_validate(target->path, -1, NULL));
    for (guint i = 0; i < target->parameters->len; i++) {
        const CbParameter *parameter = target->parameters->pdata[i];
        g_assert_true(g_utf8_validate(parameter->name, -1, NULL));
        g_assert_true(g_utf8_validate(parameter->value, -1, NULL));
    }
    return 0;
}
