/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What casebank-index says when a run begins, and when it has ended. */
#include "report_run.h"
#include "danish.h"
#include "report_events.h"
#include "report_plan.h"
#include "report_private.h"
#include "shown.h"
#include <stdio.h>
#include <string.h>

const char *cb_run_result(const CbRunEnd *end)
{
    if (end->error != NULL)
        return "failed";
    if (end->run != NULL && end->run->stopped)
        return "stopped";
    if (end->options->dry_run)
        return "planned";
    if (end->exit_code != 0)
        return "some-failed";
    return end->run != NULL && end->run->nothing_to_do ? "nothing-to-do" : "ok";
}

/* --- Sentences ------------------------------------------------------------------------------- */

static void add_part(GString *out, guint count, const char *one, const char *many)
{
    if (count == 0)
        return;
    g_autofree char *words = cb_danish_count(count, one, many);
    g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", words);
}

/* The noun stands with the first of a kind alone: "3 nye sager, 1 ændret". */
static void add_cases(GString *out, const CbRunSummary *run)
{
    add_part(out, run->cases_new, "ny sag", "nye sager");
    if (out->len == 0)
        add_part(out, run->cases_changed, "ændret sag", "ændrede sager");
    else
        add_part(out, run->cases_changed, "ændret", "ændrede");
    if (out->len == 0)
        add_part(out, run->cases_gone, "sag er væk", "sager er væk");
    else
        add_part(out, run->cases_gone, "er væk", "er væk");
}

static void add_attachments(GString *out, const CbStatus *status)
{
    static const struct {
        CbAttachmentState state;
        const char *first_one, *first_many, *one, *many;
    } words[] = {
        {CB_STATE_NO_TEXT, "PDF uden tekst", "PDF'er uden tekst", "uden tekst", "uden tekst"},
        {CB_STATE_ENCRYPTED, "krypteret PDF", "krypterede PDF'er", "krypteret", "krypterede"},
        {CB_STATE_DAMAGED, "beskadiget PDF", "beskadigede PDF'er", "beskadiget", "beskadigede"},
        {CB_STATE_TIMEOUT, "PDF, der tog for lang tid", "PDF'er, der tog for lang tid",
         "tog for lang tid", "tog for lang tid"},
        {CB_STATE_MISSING, "PDF mangler", "PDF'er mangler", "mangler", "mangler"},
    };
    gboolean first = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        guint count = status->attachments[words[i].state];
        add_part(out, count, first ? words[i].first_one : words[i].one,
                 first ? words[i].first_many : words[i].many);
        first = first && count == 0;
    }
}

char *cb_run_sentence(const CbRunSummary *run, const CbStatus *status)
{
    GString *out = g_string_new(NULL);
    if (run != NULL)
        add_cases(out, run);
    if (status != NULL)
        add_attachments(out, status);
    return g_string_free(out, FALSE);
}

static char *describe_kinds(const CbStatus *status)
{
    GString *out = g_string_new(NULL);
    add_part(out, status->kinds[CB_CASE_FULL], "hel sag", "hele sager");
    add_part(out, status->kinds[CB_CASE_TEASER], "kort omtale", "korte omtaler");
    add_part(out, status->kinds[CB_CASE_DOCUMENT], "PDF uden side", "PDF'er uden side");
    return g_string_free(out, FALSE);
}

static void add_files(GString *out, const CbRunSummary *run, gint64 begun_us)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    g_autofree char *time = cb_danish_duration((guint64)(g_get_monotonic_time() - begun_us) / 1000);
    add_part(parts, run->files_read, "fil læst", "filer læst");
    add_part(parts, run->files_moved, "flyttet", "flyttede");
    add_part(parts, run->files_gone, "fil er væk", "filer er væk");
    add_part(parts, run->files_unchanged, "uændret", "uændrede");
    if (parts->len > 0)
        g_string_append_printf(out, "%s, på %s.\n", parts->str, time);
}

static void add_index(GString *out, const CbStatus *status)
{
    g_autofree char *cases = cb_danish_count(status->cases, "sag", "sager");
    g_autofree char *kinds = describe_kinds(status);
    g_autofree char *read = cb_danish_count(status->attachments[CB_STATE_OK], "PDF", "PDF'er");
    g_string_append_printf(out, "Indekset har %s%s%s", cases, *kinds != '\0' ? ": " : "", kinds);
    if (status->attachments[CB_STATE_OK] > 0)
        g_string_append_printf(out, "; %s er læst", read);
    g_string_append(out, ".\n");
}

static void add_failed(GString *out, const CbRunEnd *end)
{
    if (end->status->files_failed == 0)
        return;
    g_autofree char *files = cb_danish_count(end->status->files_failed, "fil", "filer");
    g_autofree char *dir = cb_shown(end->options->index_dir);
    g_string_append_printf(out,
                           "%s kunne ikke læses helt; se hvorfor med: casebank status --index %s "
                           "--files\n",
                           files, dir);
}

static void add_sandbox(GString *out, const CbStatus *status)
{
    if (status->sandbox == NULL || strcmp(status->sandbox, "full") == 0)
        return;
    g_string_append_printf(out, "Læseprogrammet var %s spærret inde (%s).\n",
                           strcmp(status->sandbox, "off") == 0 ? "ikke" : "kun delvis",
                           status->sandbox);
}

/* --- Endings --------------------------------------------------------------------------------- */

static void tell_nothing(GString *out, const CbRunEnd *end)
{
    g_autofree char *files = cb_danish_count(end->run->files_unchanged, "fil", "filer");
    g_autofree char *cases = cb_danish_count(end->status->cases, "sag", "sager");
    g_autofree char *failed = cb_danish_number(end->status->files_failed);
    g_string_append_printf(out, "Intet at gøre: %s er %s, og indekset har %s", files,
                           end->run->files_unchanged == 1 ? "uændret" : "uændrede", cases);
    if (end->status->files_failed > 0)
        g_string_append_printf(out, "; %s kan stadig ikke læses (casebank status --files)", failed);
    g_string_append(out, ".\n");
}

static void tell_stopped(GString *out, const CbReport *report, const CbRunEnd *end)
{
    g_autofree char *read = cb_danish_count(end->run->files_read, "fil", "filer");
    g_autofree char *dir = cb_shown(end->options->index_dir);
    add_files(out, end->run, report->begun_us);
    g_string_append_printf(out, "Afbrudt: %s nåede at blive læst, og det er gemt i %s", read, dir);
    if (end->status != NULL) {
        g_autofree char *cases = cb_danish_count(end->status->cases, "sag", "sager");
        g_string_append_printf(out, ", der nu har %s", cases);
    }
    g_string_append(out, ". Kør det samme igen for at gå videre derfra.\n");
}

static void tell_done(GString *out, const CbReport *report, const CbRunEnd *end)
{
    g_autofree char *sentence = cb_run_sentence(end->run, end->status);
    g_autofree char *dir = cb_shown(end->options->index_dir);
    if (*sentence != '\0')
        g_string_append_printf(out, "%s.\n", sentence);
    if (end->run != NULL)
        add_files(out, end->run, report->begun_us);
    add_index(out, end->status);
    add_failed(out, end);
    add_sandbox(out, end->status);
    g_string_append(out, report->notes->str);
    g_string_append_printf(out, "Indekset er klar i %s.\n", dir);
}

/* One run of many: a line, when anything was done. */
static void tell_watched(GString *out, const CbReport *report, const CbRunEnd *end)
{
    if (end->run == NULL || end->status == NULL || end->run->nothing_to_do)
        return;
    g_autofree char *time = cb_report_time();
    g_autofree char *cases = cb_danish_count(end->status->cases, "sag", "sager");
    g_autofree char *failed = cb_danish_count(end->status->files_failed, "fil", "filer");
    g_autoptr(GString) did = g_string_new(NULL);
    g_autoptr(GString) files = g_string_new(NULL);
    add_cases(did, end->run);
    add_files(files, end->run, report->begun_us);
    if (g_str_has_suffix(files->str, ".\n"))
        g_string_truncate(files, files->len - strlen(".\n"));
    g_string_append_printf(out, "%s %s%s; %s%sindekset har %s", time,
                           end->run->stopped ? "afbrudt, det læste er gemt; " : "",
                           did->len > 0 ? did->str : "ingen sager er ændret", files->str,
                           files->len > 0 ? "; " : "", cases);
    if (end->status->files_failed > 0)
        g_string_append_printf(out, "; %s kan ikke læses helt", failed);
    g_string_append_c(out, '\n');
}

static void tell_people(const CbReport *report, const CbRunEnd *end)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (report->options.timed)
        tell_watched(out, report, end);
    else if (end->run != NULL && end->run->stopped)
        tell_stopped(out, report, end);
    else if (end->options->dry_run)
        cb_plan_tell(report->plan, end->run != NULL ? end->run->files_unchanged : 0,
                     report->options.verbose, out);
    else if (end->run != NULL && end->run->nothing_to_do && end->status != NULL)
        tell_nothing(out, end);
    else if (end->status != NULL)
        tell_done(out, report, end);
    fputs(out->str, stdout);
}

/* --- For programs ---------------------------------------------------------------------------- */

static const char *mode_of(const CbIngestOptions *options)
{
    if (options->dry_run)
        return "dry-run";
    return options->full ? "full" : "update";
}

void cb_report_begin(const CbReport *report, const CbIngestOptions *options)
{
    if (!report->options.events)
        return;
    json_t *sources = json_array();
    for (gsize i = 0; options->sources[i] != NULL; i++)
        json_array_append_new(sources, cb_event_text(options->sources[i]));
    cb_event_write("start", json_pack("{s:i,s:s,s:o,s:o,s:s,s:b}", "version", CB_EVENTS_VERSION,
                                      "time", report->begun, "index",
                                      cb_event_text(options->index_dir), "sources", sources, "mode",
                                      mode_of(options), "retry_failed", options->retry_failed));
}

static void tell_programs(const CbReport *report, const CbRunEnd *end)
{
    cb_event_write("done",
                   json_pack("{s:s,s:i,s:o,s:i,s:f,s:o,s:o}", "result", cb_run_result(end),
                             "exit_code", end->exit_code, "error",
                             cb_event_text(end->error != NULL ? end->error->message : NULL),
                             "problems", (int)report->n_problems, "seconds",
                             cb_seconds_since(report->begun_us), "run", cb_run_json(end->run),
                             "index", cb_run_index_json(end->status)));
}

void cb_report_end(CbReport *report, const CbRunEnd *end)
{
    cb_report_clear_line(report);
    if (end->error != NULL && !report->options.timed) {
        g_autofree char *message = cb_shown(end->error->message);
        fprintf(stderr, "casebank-index: %s\n", message);
    }
    if (report->options.events)
        tell_programs(report, end);
    else if (!report->options.quiet && end->error == NULL)
        tell_people(report, end);
}
