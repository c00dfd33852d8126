/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What verifying an index gave. */
#include "text_check.h"
#include "danish.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { JSON_VERSION = 1, INDENT = 4 };

/* --- Text ------------------------------------------------------------------------------------ */

static void add_finding(CbLayout *layout, const CbFinding *finding)
{
    gboolean is_error = finding->severity == CB_FINDING_ERROR;
    cb_layout_add(layout, CB_STYLE_TITLE, is_error ? "Fejl: " : "Advarsel: ");
    cb_layout_addf(layout, CB_STYLE_PLAIN, "%s: %s.", finding->path, finding->what);
    cb_layout_end(layout, 0, INDENT);
}

static gboolean is_same_advice_next(const GPtrArray *findings, guint i)
{
    const CbFinding *const *all = (const CbFinding *const *)findings->pdata;
    return i + 1 < findings->len && strcmp(all[i]->advice, all[i + 1]->advice) == 0;
}

/* Findings that follow each other and have the same advice share it. */
static void add_findings(CbLayout *layout, const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const CbFinding *finding = findings->pdata[i];
        add_finding(layout, finding);
        if (is_same_advice_next(findings, i))
            continue;
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Gør sådan: %s.", finding->advice);
        cb_layout_end(layout, INDENT, INDENT);
    }
}

static char *danish_seconds(double seconds)
{
    char *text = g_strdup_printf("%.1f", seconds);
    return g_strdelimit(text, ".", ',');
}

static void add_verdict(CbLayout *layout, const CbCheckReport *report, double seconds)
{
    g_autofree char *took = danish_seconds(seconds);
    g_autofree char *cases = cb_danish_count(report->cases, "sag", "sager");
    g_autofree char *passages = cb_danish_count(report->passages, "passage", "passager");
    g_autofree char *errors = cb_danish_count(report->n_errors, "fejl", "fejl");
    if (report->findings->len == 0)
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Indekset er i orden: %s, %s, udgave %u (%s s)",
                       cases, passages, report->generation, took);
    else if (report->n_errors == 0)
        cb_layout_addf(layout, CB_STYLE_PLAIN,
                       "Man kan søge i indekset som det skal være: %s, %s, udgave %u (%s s)", cases,
                       passages, report->generation, took);
    else
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Indekset er ikke i orden: %s (%s s)", errors, took);
    cb_layout_end(layout, 0, INDENT);
    if (report->is_checkpoint)
        cb_layout_add(
            layout, CB_STYLE_QUIET,
            "Den sidste kørsel af casebank-index blev afbrudt; kør den igen for at få det "
            "sidste med.");
    cb_layout_end(layout, 0, INDENT);
}

void cb_text_check(CbLayout *layout, const CbCheckReport *report, double seconds)
{
    add_findings(layout, report->findings);
    cb_layout_gap(layout);
    add_verdict(layout, report, seconds);
}

/* --- JSON ------------------------------------------------------------------------------------ */

static json_t *finding_json(const CbFinding *finding)
{
    return json_pack("{s:s, s:s, s:s, s:s}", "severity",
                     finding->severity == CB_FINDING_ERROR ? "error" : "warning", "path",
                     finding->path, "what", finding->what, "advice", finding->advice);
}

/* A number, or null for 0: there is none. */
static json_t *number_or_null(guint number)
{
    return number != 0 ? json_integer(number) : json_null();
}

char *cb_check_to_json(const CbCheckReport *report, double seconds, gboolean indented)
{
    json_t *findings = json_array();
    for (guint i = 0; i < report->findings->len; i++)
        json_array_append_new(findings, finding_json(report->findings->pdata[i]));
    json_t *json = json_pack(
        "{s:i, s:b, s:i, s:o, s:o, s:b, s:i, s:i, s:f, s:o}", "version", JSON_VERSION, "ok",
        report->findings->len == 0, "errors", (int)report->n_errors, "generation",
        number_or_null(report->generation), "before", number_or_null(report->before), "checkpoint",
        report->is_checkpoint, "cases", (int)report->cases, "passages", (int)report->passages,
        "took_s", round(seconds * 1000) / 1000, "findings", findings);
    char *text =
        json_dumps(json, (indented ? JSON_INDENT(2) : JSON_COMPACT) | JSON_REAL_PRECISION(15));
    json_decref(json);
    char *copy = g_strdup(text);
    free(text);
    return copy;
}
