/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a text file line by line, whatever is in it, with no more than one line in memory. */
#ifndef CASEBANK_LINES_H
#define CASEBANK_LINES_H

#include <glib.h>

G_BEGIN_DECLS

/** What a line is. */
typedef enum {
    CB_LINE_TEXT,      /* valid UTF-8 without NUL */
    CB_LINE_NOT_UTF8,  /* its text cannot be used */
    CB_LINE_HAS_NUL,   /* so is this one's */
    CB_LINE_TOO_LONG,  /* was passed over */
    CB_LINE_END,       /* there are no more */
    CB_LINE_READ_ERROR /* there may be more, but they cannot be read; errno tells why */
} CbLineKind;

typedef struct CbLines CbLines;

/**
 * cb_lines_new:
 * @fd: open for reading at its start; stays the caller's.
 * @max_bytes: a longer line is CB_LINE_TOO_LONG; only so much of it is kept in memory.
 */
CbLines *cb_lines_new(int fd, gsize max_bytes);
void cb_lines_free(CbLines *lines);

/**
 * cb_lines_next:
 * @text: (out): the line without its "\n" or "\r\n", NUL-terminated; borrowed until the next call,
 *   and the caller may change it. NULL unless the line is CB_LINE_TEXT.
 * @length: (out) (nullable): its length in bytes.
 *
 * A byte order mark at the start of the file is left out. A last line without line feed is a line;
 * nothing after the last line feed is none.
 */
CbLineKind cb_lines_next(CbLines *lines, char **text, gsize *length);

/** The number of the line that cb_lines_next() gave last, from 1. */
guint64 cb_lines_number(const CbLines *lines);

/** Why a line that is not CB_LINE_TEXT cannot be used: a clause in Danish. Static. */
const char *cb_line_problem(CbLineKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbLines, cb_lines_free)

G_END_DECLS

#endif
