/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a file's encoding and brings it to UTF-8. */
#include "html_charset.h"
#include "html_text.h"
#include <string.h>

#define SNIFFED 4096u
#define MAX_LABEL 32u

static gboolean has_mark(const guint8 *data, gsize length, const char *mark, gsize size)
{
    return length >= size && memcmp(data, mark, size) == 0;
}

static gboolean is_utf16(const guint8 *data, gsize length)
{
    return has_mark(data, length, "\xff\xfe", 2) || has_mark(data, length, "\xfe\xff", 2);
}

gboolean cb_html_is_binary(const guint8 *data, gsize length)
{
    gsize looked_at = MIN(length, SNIFFED);
    gsize odd = 0;
    if (is_utf16(data, length))
        return FALSE;
    for (gsize i = 0; i < looked_at; i++)
        odd += data[i] < 0x20 && !(data[i] >= '\t' && data[i] <= '\r') && data[i] != 0x1b;
    return odd * 20 > looked_at;
}

static GString *from_utf16(const guint8 *data, gsize length)
{
    gsize low = data[0] == 0xff ? 0 : 1;
    GString *out = g_string_sized_new(length);
    for (gsize i = 2; i + 1 < length; i += 2) {
        gunichar c = (gunichar)(data[i + low] | data[i + 1 - low] << 8);
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < length) {
            gunichar second = (gunichar)(data[i + 2 + low] | data[i + 3 - low] << 8);
            if (second >= 0xdc00 && second < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (second - 0xdc00);
                i += 2;
            }
        }
        if (c >= 0xd800 && c < 0xe000)
            c = 0xfffd;
        g_string_append_unichar(out, c != 0 ? c : ' ');
    }
    return out;
}

static void append_windows_1252(GString *out, guint8 byte)
{
    gunichar c = byte;
    if (byte == 0)
        c = ' ';
    else if (byte >= 0x80 && byte <= 0x9f)
        c = cb_text_windows_1252(byte);
    g_string_append_unichar(out, c != 0 ? c : 0xfffd);
}

/* Whatever is not UTF-8 is taken for Windows-1252, byte by byte. In a page that is Windows-1252
 * throughout, no letter and the one after it look like UTF-8 ("Ã¦" is not Danish); in a UTF-8 page
 * with a few pasted bytes, the rest is kept. */
static GString *from_mixture(const guint8 *data, gsize length)
{
    const char *at = (const char *)data;
    const char *end = at + length;
    GString *out = g_string_sized_new(length + length / 8 + 16);
    while (at < end) {
        const char *bad;
        gboolean valid = g_utf8_validate(at, end - at, &bad);
        g_string_append_len(out, at, bad - at);
        at = bad;
        if (!valid)
            append_windows_1252(out, (guint8)*at++);
    }
    return out;
}

/* Copies the value after "charset=" near the start, lower case. FALSE when there is none. */
static gboolean find_label(const guint8 *data, gsize length, char label[MAX_LABEL])
{
    g_autofree char *start = g_ascii_strdown((const char *)data, (gssize)MIN(length, SNIFFED));
    const char *at = strstr(start, "charset");
    if (at == NULL)
        return FALSE;
    at += strlen("charset");
    at += strspn(at, " \t\r\n");
    if (*at++ != '=')
        return FALSE;
    at += strspn(at, " \t\r\n\"'");
    gsize size = strcspn(at, " \t\r\n\"';/>");
    if (size == 0 || size >= MAX_LABEL)
        return FALSE;
    memcpy(label, at, size);
    label[size] = '\0';
    return TRUE;
}

/* From the charset that the page names; NULL when that does not work out. */
static GString *from_label(const guint8 *data, gsize length)
{
    char label[MAX_LABEL];
    if (!find_label(data, length, label) || g_str_has_prefix(label, "utf") ||
        strcmp(label, "iso-8859-1") == 0 || strcmp(label, "windows-1252") == 0)
        return NULL;
    gsize size;
    g_autofree char *text =
        g_convert((const char *)data, (gssize)length, "UTF-8", label, NULL, &size, NULL);
    if (text == NULL || memchr(text, '\0', size) != NULL || !g_utf8_validate_len(text, size, NULL))
        return NULL;
    return g_string_new_len(text, (gssize)size);
}

GString *cb_html_to_utf8(const guint8 *data, gsize length)
{
    if (is_utf16(data, length))
        return from_utf16(data, length);
    if (has_mark(data, length, "\xef\xbb\xbf", 3)) {
        data += 3;
        length -= 3;
    } else if (!g_utf8_validate_len((const char *)data, length, NULL)) {
        GString *text = from_label(data, length);
        if (text != NULL)
            return text;
    }
    return from_mixture(data, length);
}
