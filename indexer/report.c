/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems, progress and the sum. */
#include "report.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_EVERY_US 100000

struct CbReport {
    gboolean quiet;
    gboolean on_terminal;
    gboolean line_open; /* a progress line stands on the terminal */
    gint64 last_progress_us;
    guint n_problems;
    GString *notes; /* lines */
};

CbReport *cb_report_new(gboolean quiet)
{
    CbReport *report = g_new0(CbReport, 1);
    report->quiet = quiet;
    report->notes = g_string_new(NULL);
    report->on_terminal = !quiet && isatty(STDERR_FILENO);
    return report;
}

static void clear_line(CbReport *report)
{
    if (report->line_open)
        fputs("\r\033[K", stderr);
    report->line_open = FALSE;
}

void cb_report_free(CbReport *report)
{
    if (report == NULL)
        return;
    clear_line(report);
    g_string_free(report->notes, TRUE);
    g_free(report);
}

void cb_report_problem(CbReport *report, const char *path, const char *reason)
{
    clear_line(report);
    report->n_problems++;
    if (path != NULL && *path != '\0')
        fprintf(stderr, "casebank-index: %s: %s\n", path, reason);
    else
        fprintf(stderr, "casebank-index: %s\n", reason);
}

void cb_report_note(CbReport *report, const char *line)
{
    g_string_append_printf(report->notes, "%s\n", line);
}

guint cb_report_n_problems(const CbReport *report)
{
    return report->n_problems;
}

void cb_report_progress(CbReport *report, const char *deed, guint done, guint total,
                        const char *path)
{
    gint64 now = g_get_monotonic_time();
    if (!report->on_terminal || now - report->last_progress_us < PROGRESS_EVERY_US)
        return;
    report->last_progress_us = now;
    g_autofree char *tail = g_utf8_substring(path, 0, MIN(g_utf8_strlen(path, -1), 40));
    clear_line(report);
    if (total > 0)
        fprintf(stderr, "%s %u af %u: %s", deed, done, total, tail);
    else
        fprintf(stderr, "%s %u: %s", deed, done, tail);
    report->line_open = TRUE;
    fflush(stderr);
}

/* "1 sag", "2 sager" */
static void append_count(GString *out, guint count, const char *one, const char *many)
{
    g_string_append_printf(out, "%u %s", count, count == 1 ? one : many);
}

static void append_part(GString *out, guint count, const char *one, const char *many)
{
    if (count == 0)
        return;
    if (out->len > 0)
        g_string_append(out, ", ");
    append_count(out, count, one, many);
}

static char *describe_kinds(const CbStatus *status)
{
    GString *out = g_string_new(NULL);
    append_part(out, status->kinds[CB_CASE_FULL], "hel sag", "hele sager");
    append_part(out, status->kinds[CB_CASE_TEASER], "kort omtale", "korte omtaler");
    append_part(out, status->kinds[CB_CASE_DOCUMENT], "PDF uden side", "PDF'er uden side");
    return g_string_free(out, FALSE);
}

static char *describe_attachments(const CbStatus *status)
{
    const guint *states = status->attachments;
    GString *out = g_string_new(NULL);
    append_part(out, states[CB_STATE_OK], "læst", "læst");
    append_part(out, states[CB_STATE_NO_TEXT], "uden tekst (scannet)", "uden tekst (scannede)");
    append_part(out, states[CB_STATE_ENCRYPTED], "med adgangskode", "med adgangskode");
    append_part(out, states[CB_STATE_DAMAGED], "beskadiget", "beskadigede");
    append_part(out, states[CB_STATE_MISSING], "nævnt, men ikke fundet", "nævnt, men ikke fundet");
    append_part(out, states[CB_STATE_TIMEOUT], "for langsom", "for langsomme");
    return g_string_free(out, FALSE);
}

void cb_report_summary(CbReport *report, const CbStatus *status, const char *index_dir)
{
    clear_line(report);
    if (report->quiet)
        return;
    g_autofree char *kinds = describe_kinds(status);
    g_autofree char *attachments = describe_attachments(status);
    g_autoptr(GString) out = g_string_new(NULL);
    append_count(out, status->cases, "sag", "sager");
    if (*kinds != '\0')
        g_string_append_printf(out, ": %s", kinds);
    g_string_append(out, ".\n");
    if (*attachments != '\0')
        g_string_append_printf(out, "PDF-bilag: %s.\n", attachments);
    if (status->sandbox != NULL && strcmp(status->sandbox, "full") != 0)
        g_string_append_printf(out, "Læseprogrammet var %s spærret inde (%s).\n",
                               strcmp(status->sandbox, "off") == 0 ? "ikke" : "kun delvis",
                               status->sandbox);
    g_string_append(out, report->notes->str);
    g_string_append_printf(out, "Indekset er klar i %s.\n", index_dir);
    fputs(out->str, stdout);
}
