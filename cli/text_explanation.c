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

static char *searched_text(const CbExplanation *explanation)
{
    return cb_danish_query(explanation->suggestion_applied ? explanation->suggestion
                                                           : explanation->text);
}

/** "12 sager om »mentor« inden for det valgte" */
static void add_hits(CbLayout *layout, const CbExplanation *explanation, gboolean filtered)
{
    g_autofree char *total = cb_danish_count(explanation->total, "sag", "sager");

    cb_layout_add(layout, CB_STYLE_PLAIN, explanation->total > 0 ? total : "ingen sager");
    if (explanation->text[0]) {
        g_autofree char *query = searched_text(explanation);
        cb_layout_addf(layout, CB_STYLE_PLAIN, " om »%s«", query);
    }
    if (filtered)
        cb_layout_add(layout, CB_STYLE_PLAIN, " inden for det valgte");
}

/** The words that are there, or lacking. Returns: (transfer container): char *. */
static GPtrArray *words_of(const CbExplanation *explanation, gboolean found)
{
    GPtrArray *words = g_ptr_array_new();

    for (guint i = 0; i < explanation->words->len; i++) {
        const CbExplainedWord *word = g_ptr_array_index(explanation->words, i);
        if (word->found == found && (found || !word->optional))
            g_ptr_array_add(words, word->text);
    }
    return words;
}

static void add_words(CbLayout *layout, const char *before, const GPtrArray *words)
{
    cb_layout_add(layout, CB_STYLE_PLAIN, before);
    for (guint i = 0; i < words->len; i++)
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s»%s«",
                       i == 0                ? ""
                       : i + 1 == words->len ? " og "
                                             : ", ",
                       (const char *)g_ptr_array_index(words, i));
}

static void found_line(CbLayout *layout, const CbExplanation *explanation, gboolean filtered)
{
    g_autoptr(GPtrArray) found = words_of(explanation, TRUE);
    g_autoptr(GPtrArray) lacking = words_of(explanation, FALSE);

    cb_layout_addf(layout, CB_STYLE_PLAIN, "Nr. %u af ", explanation->place);
    add_hits(layout, explanation, filtered);
    if (explanation->found == CB_FOUND_RELAXED && lacking->len > 0) {
        add_words(layout, ". Den har ", found);
        add_words(layout, ", men mangler ", lacking);
    } else if (explanation->words->len > 0 && explanation->found == CB_FOUND_STRICT) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, ". Den har %s",
                       explanation->words->len == 1 ? "ordet" : "alt, hvad der er søgt efter");
    }
    cb_layout_add(layout, CB_STYLE_PLAIN, ".");
    cb_layout_end(layout, 0, 0);
}

static void removed_lines(CbLayout *layout, const CbExplanation *explanation, gboolean filtered)
{
    cb_layout_add(layout, CB_STYLE_PLAIN,
                  explanation->total > 1 ? "Ikke blandt de " : "Ikke fundet; der er ");
    add_hits(layout, explanation, filtered);
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

static void head(CbLayout *layout, const CbExplanation *explanation, gboolean filtered)
{
    cb_layout_add(layout, CB_STYLE_TITLE, cb_shown_title(explanation->title, explanation->case_id));
    cb_layout_end(layout, 0, 0);
    cb_layout_add(layout, CB_STYLE_QUIET, explanation->case_id);
    cb_layout_end(layout, 0, 0);
    cb_layout_gap(layout);
    suggestion(layout, explanation);
    if (explanation->found == CB_FOUND_NO)
        removed_lines(layout, explanation, filtered);
    else
        found_line(layout, explanation, filtered);
    cb_text_expansions(layout, explanation->expansions);
    for (guint i = 0; i < explanation->notes->len; i++) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Bemærk: %s",
                       (const char *)g_ptr_array_index(explanation->notes, i));
        cb_layout_end(layout, 0, 2);
    }
}

/* --- The words, and where they stand */

/** Of a place that is no page. */
static char *place_text(const CbExplainedPlace *place)
{
    switch (place->kind) {
    case CB_PLACE_TITLE:
        return g_strdup("overskriften");
    case CB_PLACE_LEAD:
        return g_strdup("indledningen");
    case CB_PLACE_SECTION:
        return place->name ? g_strdup_printf("afsnittet »%s«", place->name) : g_strdup("teksten");
    case CB_PLACE_FILE:
        return g_strdup_printf("navnet på bilaget %s", place->name);
    case CB_PLACE_MUNICIPALITY:
        return g_strdup("kommunens navn");
    case CB_PLACE_PAGE:
        break;
    }
    return NULL;
}

static gboolean is_page_of(const CbExplainedPlace *place, const char *attachment)
{
    return place->kind == CB_PLACE_PAGE && strcmp(place->name, attachment) == 0;
}

static void add_count(CbLayout *layout, const CbExplainedForm *form, const CbExplainedPlace *place)
{
    if (place->count > 1 && form->n_places > 1)
        cb_layout_addf(layout, CB_STYLE_QUIET, " (%u×)", place->count);
}

/** "Håndbog.pdf, side 9 (10×), 11 og 5": the page @first and those of the same file after it. */
static void add_pages(CbLayout *layout, const CbExplainedForm *form, guint first)
{
    const CbExplainedPlace *page = g_ptr_array_index(form->places, first);
    const char *attachment = page->name;

    cb_layout_addf(layout, CB_STYLE_PLAIN, "%s, side ", attachment);
    for (guint i = first; i < form->places->len; i++) {
        page = g_ptr_array_index(form->places, i);
        if (!is_page_of(page, attachment))
            continue;
        cb_layout_addf(layout, CB_STYLE_PLAIN, "%s%u", i > first ? ", " : "", page->page);
        add_count(layout, form, page);
    }
}

/** Whether place @n was told together with an earlier page of its file. */
static gboolean is_told(const CbExplainedForm *form, guint n)
{
    const CbExplainedPlace *place = g_ptr_array_index(form->places, n);

    for (guint i = 0; place->kind == CB_PLACE_PAGE && i < n; i++)
        if (is_page_of(g_ptr_array_index(form->places, i), place->name))
            return TRUE;
    return FALSE;
}

static void add_places(CbLayout *layout, const CbExplainedForm *form)
{
    for (guint i = 0; i < form->places->len; i++) {
        const CbExplainedPlace *place = g_ptr_array_index(form->places, i);
        if (is_told(form, i))
            continue;
        cb_layout_add(layout, CB_STYLE_PLAIN, i ? "; " : "");
        if (place->kind == CB_PLACE_PAGE) {
            add_pages(layout, form, i);
            continue;
        }
        g_autofree char *text = place_text(place);
        cb_layout_add(layout, CB_STYLE_PLAIN, text);
        add_count(layout, form, place);
    }
    guint more = form->n_places - form->places->len;
    if (more > 0)
        cb_layout_addf(layout, CB_STYLE_QUIET, " og %u %s til", more,
                       more == 1 ? "sted" : "steder");
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
                      form->way == CB_WAY_PARTS ? "tæller ikke, kun en del af ordet: "
                                                : "tæller ikke, der er bedt om noget andet: ");
    else if (form->way == CB_WAY_SYNONYM)
        cb_layout_add(layout, CB_STYLE_QUIET, "fra ordlisten: ");
    else if (form->way == CB_WAY_PARTS)
        cb_layout_add(layout, CB_STYLE_QUIET, "en del af ordet: ");
    else if (form->way == CB_WAY_JOINED)
        cb_layout_add(layout, CB_STYLE_QUIET, "skrevet i ét: ");
}

static void form_row(CbLayout *layout, const CbExplainedForm *form)
{
    add_form_text(layout, form);
    cb_layout_add(layout, CB_STYLE_PLAIN, " ");
    cb_layout_pad(layout, FORM_WIDTH);
    cb_layout_addf(layout, CB_STYLE_QUIET, "%u× ", form->count);
    cb_layout_pad(layout, FORM_WIDTH + COUNT_WIDTH);
    add_way(layout, form);
    add_places(layout, form);
    cb_layout_end(layout, INDENT, INDENT + FORM_WIDTH + COUNT_WIDTH);
}

/** Of a word that is lacking. */
static gboolean has_parts(const CbExplainedWord *word)
{
    for (guint i = 0; i < word->forms->len; i++)
        if (((const CbExplainedForm *)g_ptr_array_index(word->forms, i))->way == CB_WAY_PARTS)
            return TRUE;
    return FALSE;
}

static void word_block(CbLayout *layout, const CbExplainedWord *word)
{
    g_autofree char *cases = cb_danish_count(word->n_cases, "sag har", "sager har");

    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, word->text);
    if (word->count > 0)
        cb_layout_addf(layout, CB_STYLE_PLAIN, ": %u %s", word->count,
                       word->count == 1 ? "gang" : "gange");
    else if (word->found)
        cb_layout_add(layout, CB_STYLE_PLAIN, ": ikke selv, men dets dele hver for sig");
    else
        cb_layout_add(layout, CB_STYLE_PLAIN,
                      has_parts(word) ? ": mangler, kun dele af ordet er der" : ": mangler");
    if (word->n_cases > 0)
        cb_layout_addf(layout, CB_STYLE_QUIET, " (%s ordet)", cases);
    else
        cb_layout_add(layout, CB_STYLE_QUIET, " (ingen sager har ordet)");
    cb_layout_end(layout, 0, INDENT);
    for (guint i = 0; i < word->forms->len; i++)
        form_row(layout, g_ptr_array_index(word->forms, i));
    guint more = word->n_forms - word->forms->len;
    if (more > 0)
        cb_layout_addf(layout, CB_STYLE_QUIET, "og %u %s", more,
                       more == 1 ? "anden form" : "andre former");
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
    cb_layout_addf(layout, CB_STYLE_QUIET, ": %s", origin ? origin : "sidens tekst");
    cb_layout_end(layout, 0, INDENT);
    cb_layout_add_marked(layout, passage->text, passage->marks);
    cb_layout_end(layout, INDENT, INDENT);
}

void cb_text_explanation(CbLayout *layout, const CbExplanation *explanation, gboolean filtered)
{
    head(layout, explanation, filtered);
    for (guint i = 0; i < explanation->words->len; i++)
        word_block(layout, g_ptr_array_index(explanation->words, i));
    best_passage(layout, explanation->passage);
    cb_points_table(layout, explanation);
}
