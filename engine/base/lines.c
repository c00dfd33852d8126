/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Line by line through a file. */
#include <casebank/lines.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES 65536u

static const char byte_order_mark[] = "\xEF\xBB\xBF";

struct CbLines {
    int fd;
    gsize max_bytes;
    guint64 number;
    GString *line;
    gsize next, filled; /* what of @buffer is not yet given out: [next, filled) */
    char buffer[BUFFER_BYTES];
};

CbLines *cb_lines_new(int fd, gsize max_bytes)
{
    CbLines *lines = g_new(CbLines, 1); /* not zeroed: the buffer is large */
    lines->fd = fd;
    lines->max_bytes = max_bytes;
    lines->number = 0;
    lines->line = g_string_new(NULL);
    lines->next = lines->filled = 0;
    return lines;
}

void cb_lines_free(CbLines *lines)
{
    if (lines == NULL)
        return;
    g_string_free(lines->line, TRUE);
    g_free(lines);
}

guint64 cb_lines_number(const CbLines *lines)
{
    return lines->number;
}

/* FALSE at the end (errno 0) and on an error. */
static gboolean fill_buffer(CbLines *lines)
{
    ssize_t got;
    do
        got = read(lines->fd, lines->buffer, BUFFER_BYTES);
    while (got < 0 && errno == EINTR);
    lines->next = 0;
    lines->filled = got > 0 ? (gsize)got : 0;
    if (got == 0)
        errno = 0;
    return got > 0;
}

/* Keeps what is read of the line, and one byte more than is allowed, but for the byte order mark
 * and
 * "\r" that will go. */
static void keep(CbLines *lines, const char *bytes, gsize length)
{
    gsize most = lines->max_bytes + sizeof byte_order_mark + 1;
    g_string_append_len(lines->line, bytes,
                        (gssize)MIN(length, most - MIN(most, lines->line->len)));
}

/* Reads up to and over the next line feed. FALSE with errno when nothing is left (errno 0) or the
 * file cannot be read. */
static gboolean read_line(CbLines *lines)
{
    gboolean any = FALSE;
    g_string_truncate(lines->line, 0);
    for (;;) {
        if (lines->next == lines->filled && !fill_buffer(lines))
            return errno == 0 && any;
        any = TRUE;
        const char *start = lines->buffer + lines->next;
        gsize left = lines->filled - lines->next;
        const char *end = memchr(start, '\n', left);
        gsize length = end != NULL ? (gsize)(end - start) : left;
        keep(lines, start, length);
        lines->next += end != NULL ? length + 1 : length;
        if (end != NULL)
            return TRUE;
    }
}

static CbLineKind classify(const CbLines *lines)
{
    const GString *line = lines->line;
    if (line->len > lines->max_bytes)
        return CB_LINE_TOO_LONG;
    if (memchr(line->str, '\0', line->len) != NULL)
        return CB_LINE_HAS_NUL;
    return g_utf8_validate_len(line->str, line->len, NULL) ? CB_LINE_TEXT : CB_LINE_NOT_UTF8;
}

CbLineKind cb_lines_next(CbLines *lines, char **text, gsize *length)
{
    *text = NULL;
    if (!read_line(lines))
        return errno == 0 ? CB_LINE_END : CB_LINE_READ_ERROR;
    GString *line = lines->line;
    if (++lines->number == 1 && g_str_has_prefix(line->str, byte_order_mark))
        g_string_erase(line, 0, (gssize)strlen(byte_order_mark));
    if (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate(line, line->len - 1);
    CbLineKind kind = classify(lines);
    if (kind == CB_LINE_TEXT)
        *text = line->str;
    if (length != NULL)
        *length = line->len;
    return kind;
}

const char *cb_line_problem(CbLineKind kind)
{
    switch (kind) {
    case CB_LINE_NOT_UTF8:
        return "er ikke UTF-8";
    case CB_LINE_HAS_NUL:
        return "har et nul-tegn i sig";
    case CB_LINE_TOO_LONG:
        return "er for lang";
    case CB_LINE_READ_ERROR:
        return "kan ikke læses";
    case CB_LINE_TEXT:
    case CB_LINE_END:
        break;
    }
    return "";
}
