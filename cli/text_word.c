/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word under the glass, told in Danish. */
#include "text_word.h"

#include <string.h>

enum { INDENT = 2, LABEL_WIDTH = 11 };

static void begin_row(CbLayout *layout, const char *label)
{
    cb_layout_add(layout, CB_STYLE_QUIET, label);
    cb_layout_pad(layout, LABEL_WIDTH);
}

static void end_row(CbLayout *layout)
{
    cb_layout_end(layout, INDENT, INDENT + LABEL_WIDTH);
}

static const char *meant(const CbWordAnalysis *word)
{
    return word->restored ? word->restored : word->normalized;
}

static void read_as(CbLayout *layout, const CbWordReport *report)
{
    const CbWordAnalysis *word = report->analysis;

    if (strcmp(meant(word), report->input) == 0)
        return;
    begin_row(layout, "Læst som");
    cb_layout_add(layout, CB_STYLE_PLAIN, meant(word));
    end_row(layout);
}

static const char *rule_text(CbStemReason reason)
{
    switch (reason) {
    case CB_RULE_EXCEPTION:
        return "fundet i undtagelseslisten";
    case CB_RULE_SNOWBALL:
        return "fundet med Snowballs regler for danske endelser";
    case CB_RULE_NONE:
        return "som ordet står; det har ingen dansk bøjning";
    case CB_RULE_COMPOUND:
        break;
    }
    return "";
}

static void stem_row(CbLayout *layout, const CbWordAnalysis *word)
{
    begin_row(layout, "Stamme");
    cb_layout_add(layout, CB_STYLE_TITLE, word->stem);
    if (word->reason == CB_RULE_COMPOUND) {
        const CbWordPart *head = g_ptr_array_index(word->parts, word->parts->len - 1);
        cb_layout_addf(layout, CB_STYLE_PLAIN,
                       ": et sammensat ord; det sidste led, »%s«, har stammen %s, %s", head->text,
                       head->stem, rule_text(word->head_reason));
    } else {
        cb_layout_addf(layout, CB_STYLE_PLAIN, ": %s", rule_text(word->reason));
    }
    end_row(layout);
}

/** "fuld + tid(s) + praktik + vejledere", and the stems where they are others. */
static void parts_row(CbLayout *layout, const CbWordAnalysis *word)
{
    begin_row(layout, "Dele");
    if (word->parts->len == 0)
        cb_layout_add(layout, CB_STYLE_PLAIN,
                      word->stop ? "deles ikke: et småord" : "ingen: ordet er ikke sammensat");
    for (guint i = 0; i < word->parts->len; i++) {
        const CbWordPart *part = g_ptr_array_index(word->parts, i);
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s%s", i ? " + " : "", part->text);
        if (part->link[0])
            cb_layout_addf(layout, CB_STYLE_QUIET, "(%s)", part->link);
        if (strcmp(part->text, part->stem) != 0)
            cb_layout_addf(layout, CB_STYLE_QUIET, " (stamme: %s)", part->stem);
    }
    if (word->guessed)
        cb_layout_add(layout, CB_STYLE_PLAIN, "; den første er gættet");
    end_row(layout);
}

static void concepts_row(CbLayout *layout, const GPtrArray *concepts)
{
    if (concepts->len == 0)
        return;
    begin_row(layout, "Begreb");
    for (guint i = 0; i < concepts->len; i++)
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s%s", i ? ", " : "",
                       (const char *)g_ptr_array_index(concepts, i));
    end_row(layout);
}

/** "oplæringsvejleder (0,8)": with a comma, as Danes write it. */
static void add_weight(CbLayout *layout, double weight)
{
    g_autofree char *number = g_strdup_printf("%.3g", weight);

    g_strdelimit(number, ".", ',');
    cb_layout_addf(layout, CB_STYLE_QUIET, " (%s)", number);
}

static void synonyms_row(CbLayout *layout, const GPtrArray *synonyms, gboolean related)
{
    guint n = 0;

    for (guint i = 0; synonyms && i < synonyms->len; i++) {
        const CbSynonym *synonym = g_ptr_array_index(synonyms, i);
        if (synonym->related != related)
            continue;
        if (n++ == 0)
            begin_row(layout, related ? "Se også" : "Synonymer");
        else
            cb_layout_add(layout, CB_STYLE_PLAIN, ", ");
        cb_layout_add(layout, CB_STYLE_PLAIN, synonym->text);
        if (!related)
            add_weight(layout, synonym->weight);
    }
    end_row(layout);
}

void cb_text_word(CbLayout *layout, const CbWordReport *report)
{
    const CbWordAnalysis *word = report->analysis;

    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, report->input);
    cb_layout_end(layout, 0, 0);
    if (!word->key[0]) {
        cb_layout_add(layout, CB_STYLE_PLAIN,
                      "ingen bogstaver eller tal: der er intet at søge efter");
        cb_layout_end(layout, INDENT, INDENT);
        return;
    }
    read_as(layout, report);
    stem_row(layout, word);
    parts_row(layout, word);
    concepts_row(layout, report->concepts);
    synonyms_row(layout, report->synonyms, FALSE);
    synonyms_row(layout, report->synonyms, TRUE);
}
