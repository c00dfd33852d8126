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

static void file_list(CbLayout *layout, const GPtrArray *files)
{
    cb_layout_gap(layout);
    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *file = g_ptr_array_index(files, i);
        cb_layout_add(layout, CB_STYLE_PLAIN, file->path);
        cb_layout_addf(layout, CB_STYLE_QUIET, ": %s", cb_danish_file_state(file->state));
        if (file->reason)
            cb_layout_addf(layout, CB_STYLE_QUIET, " (%s)", file->reason);
        cb_layout_end(layout, 0, 4);
    }
}

void cb_text_status(CbLayout *layout, const char *dir, const CbStatus *status,
                    const GPtrArray *files)
{
    g_autofree char *time = cb_danish_time(status->built);
    g_autofree char *built = g_strdup_printf("%s (udgave %u)", time, status->generation);
    g_autofree char *sources = g_strjoinv(", ", status->sources);

    row(layout, "Indeks", dir);
    row(layout, "Bygget", built);
    row(layout, "Kilder", sources);
    cases_row(layout, status);
    attachments_row(layout, status);
    files_row(layout, status);
    sandbox_row(layout, status);
    size_row(layout, status);
    if (files)
        file_list(layout, files);
}
