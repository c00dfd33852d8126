/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bad lines, named and counted. */
#include "bad_lines.h"

struct CbBadLines {
    CbReport *report;
    const char *path;
    GString *text;
    guint64 n, first_untold, last_untold;
};

CbBadLines *cb_bad_lines_new(CbReport *report, const char *path)
{
    CbBadLines *lines = g_new0(CbBadLines, 1);
    lines->report = report;
    lines->path = path;
    lines->text = g_string_new(NULL);
    return lines;
}

void cb_bad_lines_free(CbBadLines *lines)
{
    if (lines == NULL)
        return;
    g_string_free(lines->text, TRUE);
    g_free(lines);
}

void cb_bad_lines_add(CbBadLines *lines, guint64 number, const char *reason)
{
    if (++lines->n > CB_MAX_BAD_LINES) {
        if (lines->n == CB_MAX_BAD_LINES + 1)
            lines->first_untold = number;
        lines->last_untold = number;
        return;
    }
    g_autofree char *clause = g_strdup_printf("linje %" G_GUINT64_FORMAT ": %s", number, reason);
    cb_report_problem(lines->report, lines->path, clause);
    g_string_append_printf(lines->text, "%s%s", lines->text->len > 0 ? "; " : "", clause);
}

char *cb_bad_lines_finish(CbBadLines *lines)
{
    if (lines->n == 0)
        return NULL;
    if (lines->n > CB_MAX_BAD_LINES) {
        g_autofree char *clause =
            g_strdup_printf("og %" G_GUINT64_FORMAT " linjer til, fra linje %" G_GUINT64_FORMAT
                            " til %" G_GUINT64_FORMAT,
                            lines->n - CB_MAX_BAD_LINES, lines->first_untold, lines->last_untold);
        cb_report_problem(lines->report, lines->path, clause);
        g_string_append_printf(lines->text, "; %s", clause);
    }
    return g_strdup(lines->text->str);
}
