/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report of a run for people: one HTML file that needs nothing else, without scripts, light or
 * dark as the reader has it, and in one column on a phone. All that comes from files is escaped.
 */
#include "danish.h"
#include "frontend/case_names.h"
#include "report_findings.h"
#include "shown.h"
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1c2430;--quiet:#5b6675;--paper:#fff;--card:#f4f6f9;"
    "--line:#dbe0e7;--good:#17693a;--warn:#8a5300;--bad:#a4161a}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--quiet:#9aa6b5;--paper:#14181e;"
    "--card:#1d232b;--line:#333c48;--good:#6fd196;--warn:#f0b355;--bad:#ff8a8a}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\n"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}\n"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem}\n"
    "h3{font-size:1rem;margin:1.25rem 0 .25rem}\n"
    "p{margin:.25rem 0}\n"
    ".quiet{color:var(--quiet)}\n"
    ".result{font-size:1.1rem;font-weight:600;border-left:.3rem solid;padding:.35rem .75rem;"
    "margin:1rem 0}\n"
    ".good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}\n"
    "dl.numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.5rem;"
    "margin:1rem 0}\n"
    "dl.numbers div{background:var(--card);border-radius:.5rem;padding:.5rem .75rem}\n"
    "dl.numbers dt{color:var(--quiet);font-size:.875rem}\n"
    "dl.numbers dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}\n"
    "ul.files{list-style:none;margin:.5rem 0;padding:0}\n"
    "ul.files>li{border-top:1px solid var(--line);padding:.5rem 0}\n"
    "ul.files ul{margin:.15rem 0;padding-left:1.25rem}\n"
    ".path{font-weight:600;overflow-wrap:anywhere}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "td,th{border-top:1px solid var(--line);padding:.3rem .5rem .3rem 0;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}\n"
    "td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;"
    "overflow-wrap:normal}\n"
    "@media print{body{background:none}}\n";

/* As cb_shown(), and no mark-up. */
static char *escaped(const char *text)
{
    g_autofree char *shown = cb_shown(text);
    return g_markup_escape_text(shown, -1);
}

/* Like g_string_append_printf(), but every %s is escaped. */
static void add(GString *html, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add(GString *html, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    for (const char *p = format; *p != '\0'; p++) {
        if (p[0] != '%') {
            g_string_append_c(html, *p);
            continue;
        }
        p++;
        g_assert(*p == 's');
        g_autofree char *text = escaped(va_arg(list, const char *));
        g_string_append(html, text);
    }
    va_end(list);
}

/* --- The top --------------------------------------------------------------------------------- */

static void add_result(GString *html, const CbFindings *findings)
{
    const CbRunEnd *end = findings->end;
    const char *result = cb_run_result(end);
    g_autofree char *failed =
        cb_danish_count(end->status != NULL ? end->status->files_failed : 0, "fil", "filer");
    if (strcmp(result, "failed") == 0)
        add(html, "<p class=\"result bad\">Kørslen mislykkedes: %s</p>\n", end->error->message);
    else if (strcmp(result, "stopped") == 0)
        add(html, "<p class=\"result warn\">Kørslen blev afbrudt. Det, der var læst, er gemt; den "
                  "næste kørsel går videre derfra.</p>\n");
    else if (strcmp(result, "nothing-to-do") == 0)
        add(html, "<p class=\"result good\">Intet var ændret siden sidst.</p>\n");
    else if (strcmp(result, "ok") == 0)
        add(html, "<p class=\"result good\">Alt er med i indekset.</p>\n");
    else if (end->status != NULL && end->status->files_failed > 0)
        add(html, "<p class=\"result warn\">Indekset er klar, men %s kunne ikke læses helt.</p>\n",
            failed);
    else
        add(html, "<p class=\"result warn\">Indekset er klar, men der var problemer.</p>\n");
    g_autofree char *sentence = cb_run_sentence(end->run, end->status);
    if (*sentence != '\0')
        add(html, "<p>%s.</p>\n", sentence);
}

static void add_number(GString *html, const char *label, guint64 number)
{
    g_autofree char *text = cb_danish_number(number);
    add(html, "<div><dt>%s</dt><dd>%s</dd></div>\n", label, text);
}

static void add_numbers(GString *html, const CbFindings *findings)
{
    const CbStatus *status = findings->end->status;
    const CbRunSummary *run = findings->end->run;
    g_autofree char *took = cb_danish_duration((guint64)findings->took_us / 1000);
    g_string_append(html, "<dl class=\"numbers\">\n");
    if (status != NULL)
        add_number(html, "Sager i indekset", status->cases);
    if (run != NULL) {
        add_number(html, "Nye sager", run->cases_new);
        add_number(html, "Ændrede sager", run->cases_changed);
        add_number(html, "Sager, der er væk", run->cases_gone);
        add_number(html, "Filer læst", run->files_read);
        add_number(html, "Filer uændret", run->files_unchanged);
    }
    if (status != NULL) {
        add_number(html, "PDF'er læst", status->attachments[CB_STATE_OK]);
        add_number(html, "Filer ikke læst helt", status->files_failed);
    }
    add(html, "<div><dt>Varighed</dt><dd>%s</dd></div>\n</dl>\n", took);
}

/* --- Files that are not well ----------------------------------------------------------------- */

/* What the reader can do about it. */
static const char *advice(const char *state)
{
    static const struct {
        const char *state, *words;
    } advices[] = {
        {"encrypted", "Læg filen i kilden uden adgangskode."},
        {"damaged", "Hent filen igen, eller gem den på ny i det program, den er lavet i."},
        {"no-text", "Filen er indscannet. Med pakken tesseract-ocr-dan kan skannede sider læses."},
        {"missing", "En side henviser til filen, men den er ikke i kilden."},
        {"timeout", "Prøv igen med --retry-failed og en længere --deadline."},
        {"partial", "Ret de linjer, der er nævnt; resten af filen er med."},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(advices); i++)
        if (strcmp(advices[i].state, state) == 0)
            return advices[i].words;
    return NULL;
}

static void add_history(GString *html, const CbFileRecord *record)
{
    g_autoptr(GDateTime) time =
        record->read_at > 0 ? g_date_time_new_from_unix_utc(record->read_at) : NULL;
    g_autofree char *iso = time != NULL ? g_date_time_format_iso8601(time) : NULL;
    g_autofree char *shown = iso != NULL ? cb_danish_time(iso) : NULL;
    g_autofree char *attempts = cb_danish_number(record->attempts);
    if (shown == NULL && record->attempts == 0)
        return;
    add(html, "<p class=\"quiet\">");
    if (shown != NULL)
        add(html, "Sidst prøvet %s", shown);
    if (record->attempts > 1)
        add(html, "%s%s forsøg", shown != NULL ? "; " : "", attempts);
    add(html, "</p>\n");
}

static void add_file(GString *html, const CbUnwellFile *file)
{
    const CbFileRecord *record = file->record;
    add(html, "<li><span class=\"path\">%s</span>", record->path);
    if (record->reason != NULL)
        add(html, "<br>%s", record->reason);
    add_history(html, record);
    if (file->cases->len > 0) {
        add(html, "<p class=\"quiet\">Det går ud over:</p><ul>\n");
        for (guint i = 0; i < file->cases->len; i++) {
            const CbCaseName *name = file->cases->pdata[i];
            add(html, "<li>%s</li>\n", *name->title != '\0' ? name->title : name->id);
        }
        add(html, "</ul>");
    }
    add(html, "</li>\n");
}

static guint state_end(const GPtrArray *unwell, guint begin)
{
    const char *state = ((const CbUnwellFile *)unwell->pdata[begin])->record->state;
    guint end = begin;
    while (end < unwell->len &&
           strcmp(((const CbUnwellFile *)unwell->pdata[end])->record->state, state) == 0)
        end++;
    return end;
}

static void add_state(GString *html, const GPtrArray *unwell, guint begin, guint end)
{
    const char *state = ((const CbUnwellFile *)unwell->pdata[begin])->record->state;
    g_autofree char *name = g_strdup(cb_danish_file_state(state));
    g_autofree char *count = cb_danish_number(end - begin);
    g_autofree char *first = g_utf8_substring(name, 0, 1);
    g_autofree char *capital = g_utf8_strup(first, -1);
    add(html, "<h3>%s%s (%s)</h3>\n", capital, name + strlen(first), count);
    if (advice(state) != NULL)
        add(html, "<p class=\"quiet\">%s</p>\n", advice(state));
    add(html, "<ul class=\"files\">\n");
    for (guint i = begin; i < end; i++)
        add_file(html, unwell->pdata[i]);
    add(html, "</ul>\n");
}

static void add_unwell(GString *html, const CbFindings *findings)
{
    if (findings->unwell->len == 0)
        return;
    add(html, "<h2>Filer, der kræver opmærksomhed</h2>\n");
    for (guint i = 0; i < findings->unwell->len;) {
        guint end = state_end(findings->unwell, i);
        add_state(html, findings->unwell, i, end);
        i = end;
    }
}

static void add_problems(GString *html, const CbFindings *findings)
{
    if (findings->problems->len == 0)
        return;
    add(html, "<h2>Andre problemer</h2>\n<ul class=\"files\">\n");
    for (guint i = 0; i < findings->problems->len; i++) {
        const CbProblem *problem = findings->problems->pdata[i];
        add(html, "<li>");
        if (problem->path != NULL)
            add(html, "<span class=\"path\">%s</span><br>", problem->path);
        add(html, "%s</li>\n", problem->reason);
    }
    add(html, "</ul>\n");
    if (findings->report->n_problems > CB_MAX_KEPT_PROBLEMS) {
        g_autofree char *all = cb_danish_number(findings->report->n_problems);
        add(html, "<p class=\"quiet\">Der var %s i alt; resten er ikke med her.</p>\n", all);
    }
}

/* --- Time ------------------------------------------------------------------------------------ */

static void add_phases(GString *html, const CbReport *report)
{
    add(html, "<table>\n");
    for (guint i = 0; i < CB_N_PHASES; i++) {
        g_autofree char *took = cb_danish_duration((guint64)report->phase_us[i] / 1000);
        if (report->phase_us[i] > 0)
            add(html, "<tr><td>%s</td><td class=\"n\">%s</td></tr>\n", cb_phase_deed((CbPhase)i),
                took);
    }
    add(html, "</table>\n");
}

static void add_slowest(GString *html, const CbReport *report)
{
    if (report->slowest->len == 0)
        return;
    add(html, "<h2>De langsomste filer</h2>\n<table>\n<tr><th>Fil</th><th class=\"n\">Sider</th>"
              "<th class=\"n\">Tid</th></tr>\n");
    for (guint i = 0; i < report->slowest->len; i++) {
        const CbSlowFile *file = report->slowest->pdata[i];
        g_autofree char *pages = file->pages > 0 ? cb_danish_number(file->pages) : g_strdup("");
        g_autofree char *took = cb_danish_duration(file->ms);
        add(html, "<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
            file->path, pages, took);
    }
    add(html, "</table>\n");
}

static void add_time(GString *html, const CbFindings *findings)
{
    gint64 all_us = 0;
    for (guint i = 0; i < CB_N_PHASES; i++)
        all_us += findings->report->phase_us[i];
    if (all_us > 0) {
        add(html, "<h2>Hvad tiden gik til</h2>\n");
        add_phases(html, findings->report);
    }
    add_slowest(html, findings->report);
}

static void add_foot(GString *html, const CbFindings *findings)
{
    const CbRunEnd *end = findings->end;
    g_autoptr(GString) sources = g_string_new(NULL);
    for (gsize i = 0; end->options->sources[i] != NULL; i++)
        g_string_append_printf(sources, "%s%s", i > 0 ? ", " : "", end->options->sources[i]);
    add(html, "<h2>Om kørslen</h2>\n<table>\n<tr><td>Indeks</td><td>%s</td></tr>\n",
        end->options->index_dir);
    add(html, "<tr><td>Kilder</td><td>%s</td></tr>\n", sources->str);
    if (end->status != NULL) {
        g_autofree char *generation = cb_danish_number(end->status->generation);
        add(html, "<tr><td>Udgave</td><td>%s</td></tr>\n", generation);
    }
    if (end->status != NULL && end->status->sandbox != NULL)
        add(html, "<tr><td>Spærret inde</td><td>%s</td></tr>\n",
            strcmp(end->status->sandbox, "full") == 0  ? "ja"
            : strcmp(end->status->sandbox, "off") == 0 ? "nej"
                                                       : end->status->sandbox);
    add(html, "<tr><td>Program</td><td>%s</td></tr>\n</table>\n",
        "casebank-index " CASEBANK_VERSION);
}

char *cb_findings_to_html(const CbFindings *findings)
{
    GString *html = g_string_new("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n"
                                 "<meta charset=\"utf-8\">\n"
                                 "<meta name=\"viewport\" content=\"width=device-width\">\n"
                                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-"
                                 "src 'none'; style-src 'unsafe-inline'\">\n");
    g_autofree char *begun = cb_danish_time(findings->report->begun);
    add(html, "<title>Casebank: indeksering %s</title>\n<style>\n", begun);
    g_string_append(html, style);
    add(html, "</style>\n</head>\n<body>\n<main>\n<h1>Indeksering %s</h1>\n", begun);
    add_result(html, findings);
    add_numbers(html, findings);
    add_unwell(html, findings);
    add_problems(html, findings);
    add_time(html, findings);
    add_foot(html, findings);
    g_string_append(html, "</main>\n</body>\n</html>\n");
    return g_string_free(html, FALSE);
}
