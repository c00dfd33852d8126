/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to a page: reads it, refuses what is no page, and runs the steps of the other html_*
 * files. */
#include "html_read.h"
#include "html_blocks.h"
#include "html_charset.h"
#include "html_chrome.h"
#include "html_head.h"
#include "html_strip.h"
#include "html_tree.h"
#include "page_file.h"
#include "protocol.h"
#include <string.h>

static CbPage *refuse(char **reason, char *why)
{
    g_free(*reason);
    *reason = why;
    return NULL;
}

static gboolean starts_with(const guint8 *data, gsize length, const char *magic)
{
    return length >= strlen(magic) && memcmp(data, magic, strlen(magic)) == 0;
}

/* Why @data cannot be a page; NULL when it may be one. */
static const char *unfit(const guint8 *data, gsize length)
{
    if (length == 0)
        return "filen er tom";
    if (starts_with(data, length, "%PDF-"))
        return "filen er en PDF, ikke en HTML-side";
    if (cb_html_is_binary(data, length))
        return "filen er ikke tekst";
    return NULL;
}

CbPage *cb_html_parse(const guint8 *data, gsize length, char **reason)
{
    if (length > CB_MAX_HTML_BYTES)
        return refuse(reason, cb_page_file_too_large(length));
    const char *why = unfit(data, length);
    if (why != NULL)
        return refuse(reason, g_strdup(why));
    g_autoptr(GString) text = cb_html_to_utf8(data, length);
    g_autoptr(CbPage) page = cb_page_new();
    g_autoptr(CbTree) tree = cb_tree_parse(text->str, text->len);
    gboolean fits;
    if (tree != NULL) {
        cb_html_mark_chrome(tree);
        cb_html_read_head(tree, page);
        fits = cb_html_read_blocks(tree, page);
    } else {
        fits = cb_html_strip(text->str, text->len, page);
    }
    if (!fits)
        return refuse(reason, g_strdup_printf("siden har over %u afsnit", CB_MAX_PAGE_BLOCKS));
    return g_steal_pointer(&page);
}

CbPage *cb_html_read(int fd, char **reason)
{
    gsize length = 0;
    g_autofree guint8 *data = cb_page_file_read(fd, &length, reason);
    return data != NULL ? cb_html_parse(data, length, reason) : NULL;
}
