/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a generation consists of, so that a torn one is told from a whole one. The file MANIFEST is
 * written last into a generation that is being built, and synced with it before the generation gets
 * its name; a generation without it, or with other files than it says, is not used.
 *
 *     casebank-manifest 1
 *     format 3
 *     before 6                      the generation that was current before the run; 0: none
 *     state done                    or "checkpoint": the run had not come to its end
 *     file cases/docdata.glass 8192 0123456789abcdef
 *     ...
 *     checksum 0123456789abcdef     of all lines above
 *
 * Sizes are looked at whenever an index is opened, which costs a stat() a file; the checksums, for
 * which everything must be read, by `casebank check`. Xapian's tables have no checksums of their
 * own: without these a turned bit in a case's text would never be found.
 */
#ifndef CB_INDEX_MANIFEST_H
#define CB_INDEX_MANIFEST_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_MANIFEST_NAME "MANIFEST"

typedef struct {
    char *path; /* below the generation's folder */
    guint64 size, checksum;
} CbManifestFile;

typedef struct {
    guint format; /* CB_SCHEMA_VERSION of who wrote it */
    guint before;
    gboolean is_checkpoint;
    GPtrArray *files; /* CbManifestFile*, by path */
} CbManifest;

/** Reads all files in @folder and writes its MANIFEST; syncs nothing. Errors: CB_ERROR_IO. */
gboolean cb_manifest_write(const char *folder, guint before, gboolean is_checkpoint,
                           GError **error);

/** Reads the MANIFEST of a generation. Errors: CB_ERROR_INDEX_DAMAGED when there is none or it is
 * not as it was written; CB_ERROR_INDEX_VERSION; CB_ERROR_IO. */
CbManifest *cb_manifest_read(const char *dir, guint generation, GError **error);
void cb_manifest_free(CbManifest *manifest);

/**
 * cb_manifest_check:
 * @advice: (nullable): what to do when it is torn, as the end of the message.
 *
 * Whether the generation has all of its files, in their sizes. Some 30 microseconds.
 *
 * Errors: as cb_manifest_read().
 */
gboolean cb_manifest_check(const char *dir, guint generation, const char *advice, GError **error);

/** What helps when the generation that is searched is torn. */
#define CB_ADVICE_TORN                                                                             \
    "tag udgaven før i brug med casebank-index --rollback, eller byg indekset igen med "          \
    "casebank-index --full"

/** (nullable): what is wrong with one file of a generation in the folder @path, as the end of a
 * sentence that begins with its name; NULL when its size is right. */
char *cb_manifest_file_fault(const char *path, const CbManifestFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbManifest, cb_manifest_free)

G_END_DECLS

#endif
