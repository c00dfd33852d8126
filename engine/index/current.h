/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file CURRENT of an index folder, which says which generation is searched:
 *
 *     casebank-index 3
 *     generation 7
 *     last 8            only after a rollback: the highest number ever given, so that no number
 *                       comes to mean two generations
 *
 * It is replaced by rename, so it is never half a file.
 */
#ifndef CB_INDEX_CURRENT_H
#define CB_INDEX_CURRENT_H

#include <casebank/index.h>

G_BEGIN_DECLS

#define CB_CURRENT_NAME "CURRENT"

/** What CURRENT says, and its identity on disk, by which a reader sees that it was replaced. */
typedef struct {
    guint number, last;
    guint64 device, inode, size;
    gint64 mtime_ns;
} CbCurrent;

/** Errors: CB_ERROR_NO_INDEX, CB_ERROR_INDEX_VERSION (made by another version),
 * CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO. */
gboolean cb_current_read(const char *dir, CbCurrent *current, GError **error);

/** TRUE when CURRENT is still the file that @current was read from. One stat(). */
gboolean cb_current_is_same(const char *dir, const CbCurrent *current);

/**
 * cb_current_write:
 * @last: 0 for @number itself.
 * @replaced: (out): whether readers see the new one, which on an error after the rename they do.
 *
 * Replaces CURRENT, durably. The generation that it names must be durable already.
 *
 * Errors: CB_ERROR_IO.
 */
gboolean cb_current_write(const char *dir, guint number, guint last, gboolean *replaced,
                          GError **error);

/** (transfer full): DIR/gen-NNNNNN */
char *cb_generation_path(const char *dir, guint number);

/** The number in "gen-000012" or "gen-000012.new", or 0. */
guint cb_generation_parse_name(const char *name, gboolean *is_new);

G_END_DECLS

#endif
