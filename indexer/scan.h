/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the files of a source folder. */
#ifndef CB_INDEXER_SCAN_H
#define CB_INDEXER_SCAN_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_FILE_HTML,    /* .html, .htm */
    CB_FILE_CAPTURE, /* .txt */
    CB_FILE_PDF,     /* .pdf */
    CB_FILE_TSV,     /* .tsv: a case a line; only when named as a source */
    CB_FILE_JSONL,   /* .jsonl: the same */
} CbFileType;

gboolean cb_file_type_is_page(CbFileType type);
gboolean cb_file_type_is_lines(CbFileType type);

/** What a file's name says it is: by its ending, or by what stands before a query
 * ("side.html?p=2"). FALSE when it says nothing, or something that is not read. */
gboolean cb_file_type_of_name(const char *name, CbFileType *type);

/**
 * CbFoundFile:
 * @path: below the source folder, '/', UTF-8: what people see.
 * @file: what to open, in the file system's bytes.
 * @size: bytes.
 * @mtime_ns: when it was last written, nanoseconds since 1970.
 * @device, @inode: the file itself, whatever it is called.
 * @left_out: NULL, or the state to record it under instead of reading it (static; see sources.h).
 * @reason: why, in Danish; NULL when @left_out is.
 */
typedef struct {
    CbFileType type;
    char *path;
    char *file;
    guint64 size;
    gint64 mtime_ns;
    guint64 device, inode;
    const char *left_out;
    char *reason;
} CbFoundFile;

void cb_found_file_free(CbFoundFile *file);

/**
 * cb_found_file_open:
 *
 * Returns: a close-on-exec descriptor to read from; -1 with CB_ERROR_NOT_FOUND (gone since it was
 * found) or CB_ERROR_BAD_FILE (no access, or no file any more but a folder, a pipe or the like:
 * never waited for). The message is the reason alone, without the path.
 */
int cb_found_file_open(const CbFoundFile *file, GError **error);

/** Told of each file or folder that cannot be taken along; @reason in Danish. */
typedef void (*CbScanProblemFunc)(const char *path, const char *reason, gpointer data);

/**
 * CbScanOptions:
 * @problem, @data: told of what cannot be taken along.
 * @mirror: the folder is a mirror of a web site, where a page or a PDF may be called anything
 *   ("kontakt", "vis.php?id=7"): such a file is told by its first bytes. What mirroring programs
 *   and web sites put beside the pages is passed over.
 * @unread: (nullable): gets the path (char*, to g_free()) of each folder or file that is there and
 *   could not be looked at: what an earlier run found there, or below, may still be there.
 */
typedef struct {
    CbScanProblemFunc problem;
    gpointer data;
    gboolean mirror;
    GPtrArray *unread;
} CbScanOptions;

/**
 * cb_scan_folder:
 * @root: a folder, or a single file.
 *
 * Walks @root in the byte order of names. Hidden files, robots.txt, the list of municipalities
 * (CB_MUNICIPALITIES_FILE) and files of other types are passed over; a file of cases is read only
 * when it is @root itself, for many a .tsv in a folder is something else. A query that a mirroring
 * program left behind the ending ("side.html?p=2", "side.html@p=2") does not hide the type. Links
 * are followed; a folder that contains itself is a problem, not a loop.
 *
 * Returns: (transfer full): CbFoundFile*; NULL with CB_ERROR_IO when @root itself cannot be read.
 */
GPtrArray *cb_scan_folder(const char *root, const CbScanOptions *options, GError **error);

/** A file of this name in a source folder's top adds its names to the shipped list of
 * municipalities. */
#define CB_MUNICIPALITIES_FILE "municipalities.txt"

G_END_DECLS

#endif
