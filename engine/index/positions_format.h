/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of the file of positions, and its codes; told in positions.h. */
#ifndef CB_INDEX_POSITIONS_FORMAT_H
#define CB_INDEX_POSITIONS_FORMAT_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_POSITIONS_MAGIC "CBPLACE"
#define CB_POSITIONS_BYTE_ORDER 0x01020304u
#define CB_POSITIONS_VERSION 2u
#define CB_POSITIONS_GROUP 16u

/** Bytes of a stem or form; longer ones are cut, as their terms are. */
#define CB_MAX_WORD_BYTES 244u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order;
    guint32 version;
    guint64 file_size;
    guint64 streams_size, stems_size, forms_size, inside_size;
    guint32 n_cases; /* the highest document id */
    guint32 n_stems, n_forms;
    guint32 reserved; /* 0 */
} CbPositionsHeader;

G_STATIC_ASSERT(sizeof(CbPositionsHeader) == 72);

/** Codes that are not a stem's. */
enum {
    CB_CODE_GAP,
    CB_CODE_JOINED,
    CB_CODE_FORM,          /* the word before has its form 1, the next of them form 2 ... */
    CB_CODE_FAR_FORM = 15, /* CB_CODE_STEMS + (form - CB_FIRST_FAR_FORM) follows */
    CB_CODE_STEMS = 16,
    CB_FIRST_FAR_FORM = CB_CODE_FAR_FORM - CB_CODE_FORM + 1,
};

/*
 * Codes are bytes of (s,c)-dense code (Brisaboa, Fariña, Navarro and Esteller, "(S,C)-Dense Coding:
 * An Optimized Compression Code for Natural Language Text Databases", SPIRE 2003): any number of
 * bytes from CB_CODE_STOP on, base 80, then one below it, base 176. Where a code ends is seen from
 * its last byte alone, so that a word can be looked for without reading those before it, and the
 * words before it be read backwards.
 */
#define CB_CODE_STOP 176u
#define CB_CODE_MORE (256u - CB_CODE_STOP)
#define CB_MAX_CODE_BYTES 4

/** The first code that takes @n bytes more than one. */
static inline guint32 cb_code_offset(guint n)
{
    static const guint32 offsets[CB_MAX_CODE_BYTES + 1] = {
        0,
        CB_CODE_STOP,
        CB_CODE_STOP * (1 + CB_CODE_MORE),
        CB_CODE_STOP * (1 + CB_CODE_MORE + CB_CODE_MORE * CB_CODE_MORE),
        CB_CODE_STOP * (1 + CB_CODE_MORE + CB_CODE_MORE * CB_CODE_MORE +
                        CB_CODE_MORE * CB_CODE_MORE * CB_CODE_MORE),
    };
    return offsets[n];
}

/** Writes a code; returns its length in bytes. Codes have up to CB_MAX_CODE_BYTES: 91 millions. */
static inline guint cb_code_write(guint32 code, guint8 *out)
{
    guint n = 0;
    while (n + 1 < CB_MAX_CODE_BYTES && code >= cb_code_offset(n + 1))
        n++;
    code -= cb_code_offset(n);
    out[n] = (guint8)(code % CB_CODE_STOP);
    code /= CB_CODE_STOP;
    for (guint i = n; i > 0; i--, code /= CB_CODE_MORE)
        out[i - 1] = (guint8)(CB_CODE_STOP + code % CB_CODE_MORE);
    return n + 1;
}

/** Reads a code and moves @at behind it. @at is before @end. CB_CODE_GAP when it is damaged. */
static inline guint32 cb_code_read(const guint8 **at, const guint8 *end)
{
    const guint8 *p = *at;
    guint32 code = 0;
    guint n = 0;
    for (; *p >= CB_CODE_STOP; p++, n++) {
        code = code * CB_CODE_MORE + (*p - CB_CODE_STOP);
        if (n + 1 == CB_MAX_CODE_BYTES || p + 1 == end) {
            *at = p + 1;
            return CB_CODE_GAP;
        }
    }
    *at = p + 1;
    return code * CB_CODE_STOP + *p + cb_code_offset(n);
}

G_END_DECLS

#endif
