/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "points_table.h"

#include <string.h>

enum { INDENT = 2, LABEL_WIDTH = 22 };

/** The columns, and where they end. */
typedef enum { CASES, RARITY, TITLE, LEAD, BODY, ATTACHMENT, POINTS, N_COLUMNS } Column;
static const guint ends[N_COLUMNS] = {29, 39, 46, 53, 60, 67, 75};
static const char *const heads[N_COLUMNS] = {"sager", "sjælden", "titel", "start",
                                             "tekst", "bilag",   "point"};

static void cell(CbLayout *layout, Column column, const char *text)
{
    guint width = (guint)g_utf8_strlen(text, -1);

    cb_layout_pad(layout, ends[column] - MIN(width, ends[column]));
    cb_layout_add(layout, CB_STYLE_PLAIN, text);
}

/** With a comma, as Danes write. @format: for one double. */
static void number_cell(CbLayout *layout, Column column, const char *format, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(digits, sizeof digits, format, value);
    cell(layout, column, g_strdelimit(digits, ".", ','));
}

static void label(CbLayout *layout, const char *indent, const char *text)
{
    g_autofree char *shown = g_strconcat(indent, text, NULL);

    if (g_utf8_strlen(shown, -1) >= LABEL_WIDTH) {
        char *cut = g_utf8_offset_to_pointer(shown, LABEL_WIDTH - 2);
        *cut = '\0';
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s…", shown);
    } else {
        cb_layout_add(layout, CB_STYLE_PLAIN, shown);
    }
}

static void end_row(CbLayout *layout)
{
    cb_layout_end(layout, INDENT, INDENT);
}

static void count_cells(CbLayout *layout, const CbExplainedWay *way)
{
    const double counts[] = {way->title, way->lead, way->body, way->attachment};

    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] > 0)
            number_cell(layout, (Column)(TITLE + i), "%.4g", counts[i]);
}

/** Of the occurrences in attachments, those that were recognised. */
static void ocr_row(CbLayout *layout, const CbExplainedWay *way)
{
    if (!(way->ocr > 0))
        return;
    label(layout, "· ", "heraf læst med OCR");
    number_cell(layout, ATTACHMENT, "%.4g", way->ocr);
    end_row(layout);
}

static const char *way_label(const CbExplainedWay *way)
{
    switch (way->kind) {
    case CB_WAY_WORD:
        return way->text;
    case CB_WAY_JOINED:
        return "skrevet i ét";
    case CB_WAY_PARTS:
        return "dets dele";
    case CB_WAY_SYNONYM:
        return way->text;
    }
    return way->text;
}

static void way_row(CbLayout *layout, const CbExplainedWay *way)
{
    label(layout, "· ", way_label(way));
    count_cells(layout, way);
    end_row(layout);
    ocr_row(layout, way);
}

static void word_rows(CbLayout *layout, const CbExplainedWord *word)
{
    const CbExplainedWay *const *ways = (const CbExplainedWay *const *)word->ways->pdata;
    gboolean itself = word->ways->len == 1 && ways[0]->kind == CB_WAY_WORD;

    label(layout, "", word->text);
    number_cell(layout, CASES, "%.0f", word->n_cases);
    number_cell(layout, RARITY, "%.2f", word->idf);
    if (itself)
        count_cells(layout, ways[0]);
    number_cell(layout, POINTS, "%.3f", word->score);
    end_row(layout);
    if (itself)
        ocr_row(layout, ways[0]);
    for (guint i = 0; !itself && i < word->ways->len; i++)
        way_row(layout, ways[i]);
}

static void sum_row(CbLayout *layout, const char *text, double value)
{
    label(layout, "", text);
    number_cell(layout, POINTS, "%.3f", value);
    end_row(layout);
}

static void head_row(CbLayout *layout, const CbExplanation *explanation)
{
    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE,
                  explanation->found == CB_FOUND_NO ? "Point, hvis sagen var med" : "Point");
    cb_layout_end(layout, 0, 0);
    for (guint i = 0; i < N_COLUMNS; i++)
        cell(layout, (Column)i, heads[i]);
    end_row(layout);
}

/** What the list shows, when it is something else. */
static void listed(CbLayout *layout, const CbExplanation *explanation)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    if (explanation->found == CB_FOUND_NO || explanation->listed_score == explanation->score)
        return;
    g_ascii_formatd(digits, sizeof digits, "%.3f", explanation->listed_score);
    cb_layout_addf(layout, CB_STYLE_QUIET,
                   "Listen viser %s: kun de bedste sager får deres point regnet ud sådan.",
                   g_strdelimit(digits, ".", ','));
    end_row(layout);
}

static gboolean has_ocr(const CbExplanation *explanation)
{
    for (guint i = 0; i < explanation->words->len; i++) {
        const CbExplainedWord *word = explanation->words->pdata[i];
        for (guint j = 0; j < word->ways->len; j++)
            if (((const CbExplainedWay *)word->ways->pdata[j])->ocr > 0)
                return TRUE;
    }
    return FALSE;
}

static void legend(CbLayout *layout, const CbExplanation *explanation)
{
    cb_layout_add(layout, CB_STYLE_QUIET,
                  "Et ord, som få sager har, er mere værd. Titel, start (de første 40 ord), tekst "
                  "og bilag: hvor ofte ordet står der; inde i et længere ord tæller det halvt.");
    if (has_ocr(explanation))
        cb_layout_add(layout, CB_STYLE_QUIET,
                      " Det, der er læst med OCR, kan være læst forkert og tæller lidt mindre.");
    end_row(layout);
}

void cb_points_table(CbLayout *layout, const CbExplanation *explanation)
{
    if (explanation->found == CB_FOUND_NO && !(explanation->score > 0))
        return; /* a table of zeros */
    if (explanation->words->len == 0)
        return;
    head_row(layout, explanation);
    for (guint i = 0; i < explanation->words->len; i++)
        word_rows(layout, g_ptr_array_index(explanation->words, i));
    sum_row(layout, "+ bedste sted", explanation->passage_score);
    if (explanation->coverage < 1)
        sum_row(layout, "× andel af ordene", explanation->coverage);
    sum_row(layout, "= i alt", explanation->score);
    listed(layout, explanation);
    legend(layout, explanation);
}
