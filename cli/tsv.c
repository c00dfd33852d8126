/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as tab-separated values, one line a hit. */
#include "tsv.h"
#include "text_parts.h"

static const char *const columns[] = {"rank",   "score",          "case_id", "kind",
                                      "title",  "municipalities", "updated", "url",
                                      "source", "origin",         "text"};

void cb_tsv_append(GString *out, const char *value)
{
    for (const char *p = value ? value : ""; *p; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\t')
            g_string_append(out, "\\t");
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\r')
            g_string_append(out, "\\r");
        else if (c == '\\')
            g_string_append(out, "\\\\");
        else if (g_unichar_iscntrl(c))
            g_string_append_printf(out, "\\x%02x", c);
        else
            g_string_append_unichar(out, c);
    }
}

static void append_column(GString *out, const char *value)
{
    g_string_append_c(out, '\t');
    cb_tsv_append(out, value);
}

static void append_hit(GString *out, const CbHit *hit, guint rank)
{
    const CbPassage *best = hit->passages->len ? g_ptr_array_index(hit->passages, 0) : NULL;
    g_autofree char *municipalities =
        hit->municipalities ? g_strjoinv("; ", hit->municipalities) : NULL;
    g_autofree char *where = best ? cb_passage_origin(best) : NULL;
    char score[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(score, sizeof score, "%.4f", hit->score);
    g_string_append_printf(out, "%u\t%s", rank, score);
    append_column(out, hit->case_id);
    append_column(out, cb_case_kind_name(hit->kind));
    append_column(out, hit->title);
    append_column(out, municipalities);
    append_column(out, hit->updated);
    append_column(out, hit->url);
    append_column(out, hit->source);
    append_column(out, where);
    append_column(out, best ? best->text : hit->summary);
    g_string_append_c(out, '\n');
}

GString *cb_tsv_answer(const CbAnswer *answer, gboolean header)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; header && i < G_N_ELEMENTS(columns); i++)
        g_string_append_printf(out, "%s%s", i ? "\t" : "", columns[i]);
    if (header)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < answer->hits->len; i++)
        append_hit(out, g_ptr_array_index(answer->hits, i),
                   (answer->page - 1) * answer->per_page + i + 1);
    return out;
}
