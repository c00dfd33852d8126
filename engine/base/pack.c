/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed records. A string's length is stored plus one, so that 0 can stand for NULL. */
#include <casebank/pack.h>
#include <string.h>

void cb_pack_number(GByteArray *out, guint64 value)
{
    guint8 bytes[10];
    guint n = 0;
    do {
        bytes[n++] = (guint8)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        value >>= 7;
    } while (value != 0);
    g_byte_array_append(out, bytes, n);
}

void cb_pack_bytes(GByteArray *out, const void *data, gsize length)
{
    g_return_if_fail(length < G_MAXUINT);
    cb_pack_number(out, (guint64)length + 1);
    g_byte_array_append(out, data, (guint)length);
}

void cb_pack_string(GByteArray *out, const char *text)
{
    if (text == NULL)
        cb_pack_number(out, 0);
    else
        cb_pack_bytes(out, text, strlen(text));
}

guint64 cb_unpack_number(CbUnpack *in)
{
    guint64 value = 0;
    for (guint shift = 0; !in->failed && in->left > 0 && shift < 64; shift += 7) {
        guint8 byte = *in->data++;
        in->left--;
        if (shift == 63 && byte > 1)
            break;
        value |= (guint64)(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    in->failed = TRUE;
    return 0;
}

char *cb_unpack_string(CbUnpack *in)
{
    guint64 stored = cb_unpack_number(in);
    if (in->failed || stored == 0)
        return NULL;
    guint64 length = stored - 1;
    /* g_utf8_validate() with a length stops at a NUL byte and calls it invalid. */
    if (length > in->left || !g_utf8_validate((const char *)in->data, (gssize)length, NULL)) {
        in->failed = TRUE;
        return NULL;
    }
    char *text = g_strndup((const char *)in->data, (gsize)length);
    in->data += length;
    in->left -= (gsize)length;
    return text;
}

char *cb_unpack_text(CbUnpack *in)
{
    char *text = cb_unpack_string(in);
    return text != NULL ? text : g_strdup("");
}

gsize cb_unpack_count(CbUnpack *in)
{
    guint64 count = cb_unpack_number(in);
    if (in->failed || count > in->left) {
        in->failed = TRUE;
        return 0;
    }
    return (gsize)count;
}
