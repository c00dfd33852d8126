/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case from one line of a file: "id TAB title TAB text", or a JSON object as a CMS exports it.
 * docs/SOURCES.md describes both to people. Nothing is read but the line.
 */
#ifndef CB_INDEXER_LINE_CASE_H
#define CB_INDEXER_LINE_CASE_H

#include <casebank/case.h>

G_BEGIN_DECLS

/** The longest line of a file of cases, in bytes. */
#define CB_MAX_CASE_LINE_BYTES (16u * 1024 * 1024)
/** The longest id, in bytes: the index writer takes no longer ones. */
#define CB_MAX_CASE_ID_BYTES 240u
/** The most values in a line of JSON, those that are ignored included: each costs memory. */
#define CB_MAX_CASE_LINE_VALUES 100000u
/** The most attachments of one case. */
#define CB_MAX_LINE_ATTACHMENTS 1000u

/** A line as it was read. */
typedef struct {
    CbCase *item; /* of kind full, without source; an attachment's @source is the path as written,
                     or NULL, its state MISSING: its file is still to be found */
    char *html;   /* text still to be cut, or NULL */
    GPtrArray *notes; /* char*: what of the line had to be left out, clauses in Danish */
} CbLineCase;

void cb_line_case_clear(CbLineCase *line);

/**
 * cb_line_case_from_tsv:
 * @text: one line, valid UTF-8; is changed.
 *
 * Errors: CB_ERROR_BAD_FILE; the message is a clause in Danish: the caller knows the file and line.
 */
gboolean cb_line_case_from_tsv(char *text, CbLineCase *line, GError **error);

/** The same from a JSON object. */
gboolean cb_line_case_from_json(const char *text, gsize length, CbLineCase *line, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbLineCase, cb_line_case_clear)

G_END_DECLS

#endif
