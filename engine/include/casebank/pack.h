/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packed records: how structs travel between the indexer and casebank-extract, and how they lie in
 * the index. A record is a run of fields; a field is an unsigned number (LEB128, at most 10 bytes)
 * or a string (its length in bytes as a number, then the bytes). The two sides know the order; the
 * unpacker trusts nothing: every length is checked against what is left.
 */
#ifndef CASEBANK_PACK_H
#define CASEBANK_PACK_H

#include <glib.h>

G_BEGIN_DECLS

void cb_pack_number(GByteArray *out, guint64 value);
/** NULL is kept apart from "". */
void cb_pack_string(GByteArray *out, const char *text);
void cb_pack_bytes(GByteArray *out, const void *data, gsize length);

/** Reads a record. After the first field that does not fit, @failed is set and all later reads give
 * 0 or NULL: check it once at the end. Borrowed: @data must outlive the unpacker and the strings
 * are copies. */
typedef struct {
    const guint8 *data;
    gsize left;
    gboolean failed;
} CbUnpack;

guint64 cb_unpack_number(CbUnpack *in);
/** Returns: (transfer full) (nullable): NULL for a packed NULL and on failure. Invalid UTF-8 and
 * NUL bytes fail. */
char *cb_unpack_string(CbUnpack *in);
/** Like cb_unpack_string(), but never NULL: "" for NULL and on failure. */
char *cb_unpack_text(CbUnpack *in);
/** Reads a count of things that take at least one byte each: fails when more than what is left, so
 * that a lying count cannot make the caller loop or allocate. */
gsize cb_unpack_count(CbUnpack *in);

G_END_DECLS

#endif
