/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation in Danish. */
#include "text_explanation.h"
#include "danish.h"
#include "points_table.h"
#include "text_answer.h"
#include "text_parts.h"

#include <string.h>

enum {
    INDENT = 2,
    FORM_WIDTH = 26, /* of the column with the forms of a word */
    COUNT_WIDTH = 6, /* of the column with their number */
};

/* --- Is it there? */

static const char *searched_text(const CbExplanation *explanation)
{
    return explanation->suggestion_applied ? explanation->suggestion : explanation->text;
}

/** "12 sager om »mentor«"; @sager: the noun in the wanted number. */
static void add_hits(CbLayout *layout, const CbExplanation *explanation)
{
    g_autofree char *total = cb_danish_count(explanation->total, "sag", "sager");

    cb_layout_add(layout, CB_STYLE_PLAIN, total);
    if (explanation->text[0])
        cb_layout_addf(layout, CB_STYLE_PLAIN, " om »%s«", searched_text(explanation));
}

/** Adds the words that are there (@found) or lacking, in quotes. Returns: how many. */
static guint add_words(CbLayout *layout, const CbExplanation *explanation, gboolean found)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    for (guint i = 0; i < explanation->words->len; i++) {
        const CbExplainedWord *word = g_ptr_array_index(explanation->words, i);
        if (word->found == found && !(word->optional && !found))
            g_ptr_array_add(words, word->text);
    }
    for (guint i = 0; layout && i < words->len; i++)
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s»%s«",
                       i == 0                ? ""
                       : i + 1 == words->len ? " og "
                                             : ", ",
                       (const char *)g_ptr_array_index(words, i));
    return words->len;
}

static void found_line(CbLayout *layout, const CbExplanation *explanation)
{
    cb_layout_addf(layout, CB_STYLE_PLAIN, "Nr. %u af ", explanation->place);
    add_hits(layout, explanation);
    if (explanation->found == CB_FOUND_RELAXED && add_words(NULL, explanation, FALSE) > 0) {
        cb_layout_add(layout, CB_STYLE_PLAIN, ". Den har ");
        add_words(layout, explanation, TRUE);
        cb_layout_add(layout, CB_STYLE_PLAIN, ", men mangler ");
        add_words(layout, explanation, FALSE);
    } else if (explanation->words->len > 0 && explanation->found == CB_FOUND_STRICT) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, ". Den har %s",
                       explanation->words->len == 1 ? "ordet" : "alt, hvad der er søgt efter");
    }
    cb_layout_add(layout, CB_STYLE_PLAIN, ".");
    cb_layout_end(layout, 0, 0);
}

static void removed_lines(CbLayout *layout, const CbExplanation *explanation)
{
    if (explanation->total > 0) {
        cb_layout_add(layout, CB_STYLE_PLAIN,
                      explanation->total == 1 ? "Ikke fundet; der er " : "Ikke blandt de ");
        add_hits(layout, explanation);
    } else {
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Ikke fundet: ingen sager passer på »%s«",
                       explanation->text);
    }
    cb_layout_add(layout, CB_STYLE_PLAIN, explanation->removed_by->len > 0 ? ":" : ".");
    cb_layout_end(layout, 0, 0);
    for (guint i = 0; i < explanation->removed_by->len; i++) {
        const CbRemoval *removal = g_ptr_array_index(explanation->removed_by, i);
        cb_layout_addf(layout, CB_STYLE_PLAIN, "- %s.", removal->reason);
        cb_layout_end(layout, INDENT, INDENT + 2);
    }
}

static void suggestion(CbLayout *layout, const CbExplanation *explanation)
{
    if (explanation->suggestion_applied)
        cb_layout_addf(layout, CB_STYLE_PLAIN,
                       "Ingen sager passer på »%s«; her er søgt på »%s« i stedet.",
                       explanation->text, explanation->suggestion);
    else if (explanation->suggestion)
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Mente du »%s«?", explanation->suggestion);
    cb_layout_end(layout, 0, 0);
}

static void head(CbLayout *layout, const CbExplanation *explanation)
{
    cb_layout_add(layout, CB_STYLE_TITLE, cb_shown_title(explanation->title, explanation->case_id));
    cb_layout_end(layout, 0, 0);
    cb_layout_add(layout, CB_STYLE_QUIET, explanation->case_id);
    cb_layout_end(layout, 0, 0);
    cb_layout_gap(layout);
    suggestion(layout, explanation);
    if (explanation->found == CB_FOUND_NO)
        removed_lines(layout, explanation);
    else
        found_line(layout, explanation);
    cb_text_expansions(layout, explanation->expansions);
    for (guint i = 0; i < explanation->notes->len; i++) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Bemærk: %s",
                       (const char *)g_ptr_array_index(explanation->notes, i));
        cb_layout_end(layout, 0, 2);
    }
}

/* --- The words, and where they stand */

static char *place_text(const CbExplainedPlace *place)
{
    const CbPassage page = {.from_attachment = TRUE,
                            .attachment = place->name,
                            .page = place->page,
                            .page_label = place->page_label};

    switch (place->kind) {
    case CB_PLACE_TITLE:
        return g_strdup("overskriften");
    case CB_PLACE_LEAD:
        return g_strdup("indledningen");
    case CB_PLACE_SECTION:
        return place->name ? g_strdup_printf("afsnittet »%s«", place->name) : g_strdup("teksten");
    case CB_PLACE_PAGE:
        return cb_passage_origin(&page);
    case CB_PLACE_FILE:
        return g_strdup_printf("navnet på bilaget %s", place->name);
    case CB_PLACE_MUNICIPALITY:
        return g_strdup("kommunens navn");
    }
    return NULL;
}

static void add_places(CbLayout *layout, const CbExplainedForm *form)
{
    for (guint i = 0; i < form->places->len; i++) {
        const CbExplainedPlace *place = g_ptr_array_index(form->places, i);
        g_autofree char *text = place_text(place);
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s%s", i ? "; " : "", text);
        if (place->count > 1 && form->n_places > 1)
            cb_layout_addf(layout, CB_STYLE_QUIET, " (%u)", place->count);
    }
    if (form->n_places > form->places->len)
        cb_layout_addf(layout, CB_STYLE_QUIET, " og %u andre steder",
                       form->n_places - form->places->len);
}

/** The word with the part that fits marked. */
static void add_form_text(CbLayout *layout, const CbExplainedForm *form)
{
    g_autofree char *small = g_utf8_strdown(form->text, -1);
    const char *at = form->part ? strstr(small, form->part) : NULL;

    if (!form->part || !at || strlen(small) != strlen(form->text)) {
        cb_layout_add(layout, form->counts ? CB_STYLE_MARK : CB_STYLE_PLAIN, form->text);
        return;
    }
    gsize start = (gsize)(at - small), end = start + strlen(form->part);
    g_autofree char *before = g_strndup(form->text, start);
    g_autofree char *part = g_strndup(form->text + start, end - start);
    cb_layout_add(layout, CB_STYLE_PLAIN, before);
    cb_layout_add(layout, form->counts ? CB_STYLE_MARK : CB_STYLE_PLAIN, part);
    cb_layout_add(layout, CB_STYLE_PLAIN, form->text + end);
}

/** Why this form stands for the word, where it does not say so itself. */
static void add_way(CbLayout *layout, const CbExplainedForm *form)
{
    if (!form->counts)
        cb_layout_add(layout, CB_STYLE_QUIET,
                      form->way == CB_WAY_PARTS ? " – tæller ikke: kun en del af ordet"
                                                : " – tæller ikke: ikke det, der er spurgt om");
    else if (form->way == CB_WAY_SYNONYM)
        cb_layout_add(layout, CB_STYLE_QUIET, " – fra ordlisten");
    else if (form->way == CB_WAY_PARTS)
        cb_layout_add(layout, CB_STYLE_QUIET, " – en del af ordet for sig");
    else if (form->way == CB_WAY_JOINED)
        cb_layout_add(layout, CB_STYLE_QUIET, " – skrevet i ét");
}

static void form_row(CbLayout *layout, const CbExplainedForm *form)
{
    add_form_text(layout, form);
    cb_layout_add(layout, CB_STYLE_PLAIN, " ");
    cb_layout_pad(layout, FORM_WIDTH);
    cb_layout_addf(layout, CB_STYLE_QUIET, "%u × ", form->count);
    cb_layout_pad(layout, FORM_WIDTH + COUNT_WIDTH);
    add_places(layout, form);
    add_way(layout, form);
    cb_layout_end(layout, INDENT, INDENT + FORM_WIDTH + COUNT_WIDTH);
}

static void word_block(CbLayout *layout, const CbExplainedWord *word)
{
    g_autofree char *cases = cb_danish_count(word->n_cases, "sag har", "sager har");

    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, word->text);
    if (word->found)
        cb_layout_addf(layout, CB_STYLE_PLAIN, ": %u %s", word->count,
                       word->count == 1 ? "gang" : "gange");
    else
        cb_layout_add(layout, CB_STYLE_PLAIN, ": mangler");
    if (word->n_cases > 0)
        cb_layout_addf(layout, CB_STYLE_QUIET, " (%s ordet)", cases);
    else
        cb_layout_add(layout, CB_STYLE_QUIET, " (ingen sager har ordet)");
    cb_layout_end(layout, 0, INDENT);
    for (guint i = 0; i < word->forms->len; i++)
        form_row(layout, g_ptr_array_index(word->forms, i));
    if (word->n_forms > word->forms->len)
        cb_layout_addf(layout, CB_STYLE_QUIET, "og %u andre former",
                       word->n_forms - word->forms->len);
    cb_layout_end(layout, INDENT, INDENT);
}

/* --- The best passage */

static void best_passage(CbLayout *layout, const CbPassage *passage)
{
    if (!passage)
        return;
    g_autofree char *origin = cb_passage_origin(passage);
    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, "Bedste sted");
    cb_layout_addf(layout, CB_STYLE_QUIET, ": %s", origin ? origin : "indledningen");
    cb_layout_end(layout, 0, INDENT);
    cb_layout_add_marked(layout, passage->text, passage->marks);
    cb_layout_end(layout, INDENT, INDENT);
}

void cb_text_explanation(CbLayout *layout, const CbExplanation *explanation)
{
    head(layout, explanation);
    for (guint i = 0; i < explanation->words->len; i++)
        word_block(layout, g_ptr_array_index(explanation->words, i));
    best_passage(layout, explanation->passage);
    cb_points_table(layout, explanation);
}
