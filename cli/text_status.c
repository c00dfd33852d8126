/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an index, as text for people. */
#include "text_status.h"
#include "danish.h"

#include <string.h>

enum { LABEL_WIDTH = 10 };

/** "Sager     14": a label, and what it says beside it. */
static void row(CbLayout *layout, const char *label, const char *text)
{
    cb_layout_add(layout, CB_STYLE_TITLE, label);
    cb_layout_pad(layout, LABEL_WIDTH);
    cb_layout_add(layout, CB_STYLE_PLAIN, text);
    cb_layout_end(layout, 0, LABEL_WIDTH);
}

static void add_count(GString *list, guint count, const char *one, const char *many)
{
    if (count == 0)
        return;
    g_autofree char *words = cb_danish_count(count, one, many);
    g_string_append_printf(list, "%s%s", list->len ? ", " : "", words);
}

static void source_rows(CbLayout *layout, const GPtrArray *sources)
{
    for (guint i = 0; i < sources->len; i++) {
        const CbSourceCount *source = g_ptr_array_index(sources, i);
        g_autofree char *files = cb_danish_count(source->files, "fil", "filer");
        g_autofree char *cases = cb_danish_count(source->cases, "sag", "sager");
        g_autofree char *text = g_strdup_printf("%s: %s, %s", source->name, files, cases);
        row(layout, "", text);
    }
}

static void cases_row(CbLayout *layout, const CbStatus *status)
{
    g_autoptr(GString) kinds = g_string_new(NULL);
    g_autofree char *total = cb_danish_number(status->cases);

    add_count(kinds, status->kinds[CB_CASE_FULL], "hel sag", "hele sager");
    add_count(kinds, status->kinds[CB_CASE_TEASER], "kort omtale", "korte omtaler");
    add_count(kinds, status->kinds[CB_CASE_DOCUMENT], "PDF uden egen side",
              "PDF'er uden egen side");
    g_autofree char *text =
        kinds->len ? g_strdup_printf("%s (%s)", total, kinds->str) : g_strdup(total);
    row(layout, "Sager", text);
}

static void attachments_row(CbLayout *layout, const CbStatus *status)
{
    g_autoptr(GString) states = g_string_new(NULL);
    guint total = 0;

    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        total += status->attachments[i];
    add_count(states, status->attachments[CB_STATE_OK], "læst", "læst");
    add_count(states, status->attachments[CB_STATE_NO_TEXT], "indscannet uden tekst",
              "indscannet uden tekst");
    add_count(states, status->attachments[CB_STATE_ENCRYPTED], "låst med adgangskode",
              "låst med adgangskode");
    add_count(states, status->attachments[CB_STATE_DAMAGED], "beskadiget", "beskadigede");
    add_count(states, status->attachments[CB_STATE_MISSING], "mangler", "mangler");
    add_count(states, status->attachments[CB_STATE_TIMEOUT], "for langsom", "for langsomme");
    g_autofree char *number = cb_danish_number(total);
    g_autofree char *text =
        states->len ? g_strdup_printf("%s (%s)", number, states->str) : g_strdup(number);
    row(layout, "Bilag", text);
}

static void files_row(CbLayout *layout, const CbStatus *status)
{
    g_autofree char *read = cb_danish_number(status->files_ok);
    g_autofree char *failed = cb_danish_number(status->files_failed);
    g_autofree char *text = status->files_failed > 0
                                ? g_strdup_printf("%s læst, %s kunne ikke læses helt", read, failed)
                                : g_strdup_printf("%s læst", read);
    row(layout, "Filer", text);
}

/* What the indexer recorded, in Danish; "partial" with the layer that is missing. */
static void sandbox_row(CbLayout *layout, const CbStatus *status)
{
    const char *words = status->sandbox;
    if (words == NULL)
        return;
    if (strcmp(words, "full") == 0)
        words = "ja, filerne blev læst af et program, der var spærret inde";
    else if (strcmp(words, "off") == 0)
        words = "nej, læseprogrammet var ikke spærret inde";
    else if (g_str_has_prefix(words, "partial: landlock"))
        words = "delvis, Landlock kunne ikke bruges; resten virkede";
    row(layout, "Spærret", words);
}

static void size_row(CbLayout *layout, const CbStatus *status)
{
    g_autofree char *passages = cb_danish_count(status->passages, "uddrag", "uddrag");
    g_autofree char *text = cb_danish_size(status->documents_bytes);
    g_autofree char *index = cb_danish_size(status->index_bytes);
    g_autofree char *words =
        g_strdup_printf("%s tekst i %s; indekset fylder %s", text, passages, index);
    row(layout, "Størrelse", words);
}

/* --- Files ------------------------------------------------------------------------------------ */

/* Where the columns begin. */
enum { TIME_COLUMN = 12, ATTEMPTS_COLUMN = 30, PATH_COLUMN = 38, DETAIL_INDENT = 12 };

/** A word for the first column. */
static const char *short_state(const char *name)
{
    static const struct {
        const char *name, *word;
    } words[] = {{"ok", "læst"},
                 {"no-text", "uden tekst"},
                 {"encrypted", "krypteret"},
                 {"damaged", "beskadiget"},
                 {"missing", "mangler"},
                 {"timeout", "for langsom"},
                 {"partial", "delvis"},
                 {"robots", "robots.txt"},
                 {"noindex", "noindex"},
                 {"duplicate", "dublet"},
                 {"list", "filliste"},
                 {"failed", "fejl"}};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, name) == 0)
            return words[i].word;
    return name;
}

/** "22.11.2026 02.10", local time; "" when the file was never read. */
static char *short_time(gint64 seconds_since_1970)
{
    g_autoptr(GDateTime) time =
        seconds_since_1970 > 0 ? g_date_time_new_from_unix_local(seconds_since_1970) : NULL;
    return time ? g_date_time_format(time, "%d.%m.%Y %H.%M") : g_strdup("");
}

static void columns(CbLayout *layout, CbStyle style, const char *state, const char *time,
                    const char *attempts, const char *path)
{
    cb_layout_add(layout, style, state);
    cb_layout_pad(layout, TIME_COLUMN);
    cb_layout_add(layout, CB_STYLE_QUIET, time);
    cb_layout_pad(layout, ATTEMPTS_COLUMN);
    cb_layout_add(layout, CB_STYLE_QUIET, attempts);
    cb_layout_pad(layout, PATH_COLUMN);
    cb_layout_add(layout, style, path);
    cb_layout_end(layout, 0, PATH_COLUMN);
}

static void file_details(CbLayout *layout, const CbFileRecord *file, CbCaseNames *names)
{
    g_autoptr(GPtrArray) cases = cb_case_names_of(names, file);

    cb_layout_add(layout, CB_STYLE_PLAIN,
                  file->reason ? file->reason : cb_danish_file_state(file->state));
    cb_layout_end(layout, DETAIL_INDENT, DETAIL_INDENT);
    for (guint i = 0; i < cases->len; i++) {
        const CbCaseName *name = g_ptr_array_index(cases, i);
        cb_layout_add(layout, CB_STYLE_QUIET, "sag: ");
        cb_layout_add(layout, CB_STYLE_PLAIN, name->title);
        cb_layout_addf(layout, CB_STYLE_QUIET, name->title[0] ? " (%s)" : "%s", name->id);
        cb_layout_end(layout, DETAIL_INDENT, DETAIL_INDENT + 5);
    }
}

void cb_text_status_files(CbLayout *layout, const GPtrArray *files, CbCaseNames *names)
{
    cb_layout_gap(layout);
    if (files->len == 0) {
        cb_layout_add(layout, CB_STYLE_PLAIN, "Ingen filer er sådan.");
        cb_layout_end(layout, 0, 0);
        return;
    }
    columns(layout, CB_STYLE_TITLE, "Tilstand", "Læst", "Forsøg", "Fil");
    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *file = g_ptr_array_index(files, i);
        g_autofree char *time = short_time(file->read_at);
        g_autofree char *attempts = file->attempts > 0 ? cb_danish_number(file->attempts) : NULL;
        columns(layout, CB_STYLE_PLAIN, short_state(file->state), time, attempts ? attempts : "",
                file->path);
        if (!cb_file_is_well(file))
            file_details(layout, file, names);
    }
}

void cb_text_status(CbLayout *layout, const char *dir, const CbStatus *status,
                    const GPtrArray *sources)
{
    g_autofree char *time = cb_danish_time(status->built);
    g_autofree char *built = g_strdup_printf("%s (udgave %u)", time, status->generation);
    g_autofree char *given = g_strjoinv(", ", status->sources);

    row(layout, "Indeks", dir);
    row(layout, "Bygget", built);
    row(layout, "Kilder", given);
    if (sources)
        source_rows(layout, sources);
    cases_row(layout, status);
    attachments_row(layout, status);
    files_row(layout, status);
    sandbox_row(layout, status);
    size_row(layout, status);
}
