/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to the page that a text capture of it says. */
#include "capture_read.h"
#include "../cut/capture.h"
#include "html_charset.h"
#include "page_file.h"
#include <string.h>

/* UTF-16 has NULs in it, and says so with its first two bytes. */
static gboolean is_text(const guint8 *data, gsize length)
{
    gboolean marked = length >= 2 && ((data[0] == 0xff && data[1] == 0xfe) ||
                                      (data[0] == 0xfe && data[1] == 0xff));
    return marked || memchr(data, '\0', length) == NULL;
}

CbPage *cb_capture_decode(const guint8 *data, gsize length, char **reason)
{
    if (!is_text(data, length)) {
        *reason = g_strdup("filen er ikke tekst (den har nul-tegn i sig)");
        return NULL;
    }
    g_autoptr(GString) text = cb_html_to_utf8(data, length);
    g_autoptr(CbPage) page = cb_capture_parse(text->str, text->len);
    if (page->blocks->len > CB_MAX_PAGE_BLOCKS) {
        *reason = g_strdup_printf("siden har over %u afsnit", CB_MAX_PAGE_BLOCKS);
        return NULL;
    }
    return g_steal_pointer(&page);
}

CbPage *cb_capture_read(int fd, char **reason)
{
    gsize length = 0;
    g_autofree guint8 *data = cb_page_file_read(fd, &length, reason);
    return data != NULL ? cb_capture_decode(data, length, reason) : NULL;
}
