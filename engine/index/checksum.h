/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A checksum of bytes in four lanes, eight bytes each at a time: reading the bytes is what it
 * costs. Not against people who mean harm; against broken disks. It is part of the index format
 * (vocabulary, ledger, MANIFEST).
 */
#ifndef CB_INDEX_CHECKSUM_H
#define CB_INDEX_CHECKSUM_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint64 lanes[4], size;
} CbChecksum;

/** @size must be a multiple of this in every call but the last one. */
#define CB_CHECKSUM_BLOCK 32

void cb_checksum_begin(CbChecksum *checksum);
void cb_checksum_add(CbChecksum *checksum, const void *bytes, gsize size);
guint64 cb_checksum_end(const CbChecksum *checksum);

/** Of @size bytes at once. */
guint64 cb_checksum_of(const void *bytes, gsize size);

/** Of a file's content; @size (nullable) (out) in bytes. The file is read and not mapped: a disk
 * that gives up is an error and no signal. Errors: CB_ERROR_IO. */
gboolean cb_checksum_file(const char *path, guint64 *checksum, guint64 *size, GError **error);

G_END_DECLS

#endif
