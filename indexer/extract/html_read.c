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
#include "protocol.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static CbPage *too_large(gsize length, char **reason)
{
    gsize tenths = length / (1024 * 1024 / 10);
    return refuse(reason, g_strdup_printf("siden fylder %" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT
                                          " MB, og grænsen er %u MB",
                                          tenths / 10, tenths % 10, CB_MAX_HTML_BYTES >> 20));
}

CbPage *cb_html_parse(const guint8 *data, gsize length, char **reason)
{
    if (length > CB_MAX_HTML_BYTES)
        return too_large(length, reason);
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

/* Up to @size bytes from the start of the file; -1 with errno. */
static gssize read_whole(int fd, guint8 *into, gsize size)
{
    gsize have = 0;
    while (have < size) {
        gssize got = pread(fd, into + have, size - have, (off_t)have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        have += (gsize)got;
    }
    return (gssize)have;
}

CbPage *cb_html_read(int fd, char **reason)
{
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return refuse(reason, g_strdup("det er ikke en almindelig fil"));
    if (about.st_size > (off_t)CB_MAX_HTML_BYTES)
        return too_large((gsize)about.st_size, reason);
    gsize size = (gsize)about.st_size;
    g_autofree guint8 *data = g_malloc(size + 1);
    gssize length = read_whole(fd, data, size);
    if (length < 0)
        return refuse(reason, g_strdup_printf("filen kan ikke læses: %s", g_strerror(errno)));
    return cb_html_parse(data, (gsize)length, reason);
}
