/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer as text for people. The order is that of reading: how many there are, what the query
 * was taken to mean, the cases with the sentences that show why, and last how to go on.
 */
#include "text_answer.h"
#include "danish.h"
#include "links.h"
#include "next_page.h"
#include "text_parts.h"

#include <string.h>

enum {
    INDENT = 4,     /* of a hit, below its number */
    MAX_FACETS = 6, /* values of a facet that are named */
};

/* --- Above the hits */

/** ", her er nr. 11 til 20": when the page does not hold all. */
static void extent(CbLayout *layout, const CbAnswer *answer)
{
    guint first = (answer->page - 1) * answer->per_page + 1;

    if (answer->hits->len > 0 && answer->total > answer->hits->len)
        cb_layout_addf(layout, CB_STYLE_PLAIN, ", her er nr. %u til %u", first,
                       first + answer->hits->len - 1);
}

static void head(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options)
{
    g_autofree char *total = cb_danish_count(answer->total, "sag", "sager");

    cb_layout_add(layout, CB_STYLE_TITLE, answer->total > 0 ? total : "Ingen sager");
    if (answer->text[0]) {
        g_autofree char *query =
            cb_danish_query(answer->suggestion_applied ? answer->suggestion : answer->text);
        cb_layout_addf(layout, CB_STYLE_TITLE, " om »%s«", query);
    }
    extent(layout, answer);
    if (answer->hits->len == 0 && answer->total > 0)
        cb_layout_addf(layout, CB_STYLE_PLAIN, ", men side %u findes ikke: den sidste er side %u",
                       answer->page, (answer->total - 1) / answer->per_page + 1);
    else if (options->by_date && answer->total > 1)
        cb_layout_add(layout, CB_STYLE_PLAIN, ", de nyeste først");
    cb_layout_add(layout, CB_STYLE_PLAIN, answer->hits->len > 0 ? ":" : ".");
    cb_layout_end(layout, 0, 0);
}

/** What to try instead. */
static void suggestion(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options)
{
    if (answer->suggestion_applied) /* a note tells */
        return;
    if (!answer->suggestion) {
        if (answer->total == 0 && answer->text[0])
            cb_layout_add(layout, CB_STYLE_PLAIN,
                          "Prøv færre ord, andre ord eller en anden stavemåde.");
        cb_layout_end(layout, 0, 0);
        return;
    }
    cb_layout_add(layout, CB_STYLE_PLAIN, "Mente du ");
    cb_layout_add(layout, CB_STYLE_TITLE, answer->suggestion);
    cb_layout_add(layout, CB_STYLE_PLAIN, "?");
    if (options->suggested) {
        cb_layout_add(layout, CB_STYLE_PLAIN, " Søg sådan: ");
        cb_layout_add(layout, CB_STYLE_LINK, options->suggested);
    }
    cb_layout_end(layout, 0, 0);
}

/** "læringsbuddy, buddy (for mentor)", after @label or what was said before. */
static void add_words(CbLayout *layout, const char *label, char **words, const char *word,
                      gboolean begun)
{
    g_autofree char *list = g_strjoinv(", ", words);

    cb_layout_addf(layout, CB_STYLE_QUIET, "%s%s", begun ? "; " : label, list);
    if (word)
        cb_layout_addf(layout, CB_STYLE_QUIET, " (for %s)", word);
}

void cb_text_expansions(CbLayout *layout, const GPtrArray *expansions)
{
    const char *first = NULL;

    for (guint i = 0; i < expansions->len; i++) {
        const CbExpansion *expansion = g_ptr_array_index(expansions, i);
        if (!expansion->found || !expansion->found[0])
            continue;
        add_words(layout, "Søger også efter: ", expansion->found, expansion->word, first != NULL);
        first = first ? first : expansion->word;
    }
    if (first) {
        gboolean phrase = strchr(first, ' ') != NULL;
        cb_layout_addf(layout, CB_STYLE_QUIET,
                       phrase ? ". Kun de ord selv: \"%s\"" : ". Kun ordet selv: =%s", first);
    }
    cb_layout_end(layout, 0, 2);
}

/** Near or opposite words, for the person to choose. */
static void related(CbLayout *layout, const CbAnswer *answer)
{
    for (guint i = 0; i < answer->related->len; i++) {
        const CbExpansion *offered = g_ptr_array_index(answer->related, i);
        const char *word = answer->related->len > 1 ? offered->word : NULL;
        add_words(layout, "Se også: ", offered->added, word, i > 0);
    }
    cb_layout_end(layout, 0, 2);
}

static void notes(CbLayout *layout, const CbAnswer *answer)
{
    for (guint i = 0; i < answer->notes->len; i++) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Bemærk: %s",
                       (const char *)g_ptr_array_index(answer->notes, i));
        cb_layout_end(layout, 0, 2);
    }
}

/* --- A hit */

static void origin(CbLayout *layout, const CbPassage *passage)
{
    g_autofree char *words = cb_passage_origin(passage);

    cb_layout_addf(layout, CB_STYLE_QUIET, "— %s", words ? words : "Indledning");
    if (passage->from_attachment && passage->heading)
        cb_layout_addf(layout, CB_STYLE_QUIET, ", »%s«", passage->heading);
    cb_layout_end(layout, INDENT + 2, INDENT + 4);
}

/** Whether a passage before number @n comes from the same file: its link has been shown. */
static gboolean is_linked(const GPtrArray *passages, guint n)
{
    const CbPassage *passage = g_ptr_array_index(passages, n);

    for (guint i = 0; i < n; i++) {
        const CbPassage *earlier = g_ptr_array_index(passages, i);
        if (g_strcmp0(earlier->attachment, passage->attachment) == 0)
            return TRUE;
    }
    return FALSE;
}

static void passages(CbLayout *layout, const CbHit *hit, const CbTextOptions *options)
{
    for (guint i = 0; i < hit->passages->len; i++) {
        const CbPassage *passage = g_ptr_array_index(hit->passages, i);
        cb_layout_gap(layout);
        cb_layout_add_marked(layout, passage->text, passage->marks);
        cb_layout_end(layout, INDENT, INDENT);
        origin(layout, passage);
        if (passage->from_attachment && !is_linked(hit->passages, i)) {
            g_autofree char *link = cb_link(passage->url, passage->source, options->folders);
            cb_text_link(layout, link, INDENT + 4);
        }
    }
}

static void contact(CbLayout *layout, const CbHit *hit)
{
    if (!hit->contact)
        return;
    g_auto(GStrv) lines = g_strsplit(hit->contact, "\n", -1);
    g_autofree char *line = g_strjoinv(", ", lines);
    cb_layout_addf(layout, CB_STYLE_PLAIN, "Kontakt: %s", line);
    cb_layout_end(layout, INDENT, INDENT + 2);
}

static void hit_block(CbLayout *layout, const CbHit *hit, guint rank, const CbTextOptions *options)
{
    g_autofree char *link = cb_link(hit->url, hit->source, options->folders);
    gboolean told = hit->kind == CB_CASE_DOCUMENT && hit->passages->len > 0;

    cb_layout_gap(layout);
    cb_layout_addf(layout, CB_STYLE_TITLE, "%u. %s", rank,
                   cb_shown_title(hit->title, hit->case_id));
    cb_layout_end(layout, rank < 10 ? 1 : 0, INDENT);
    cb_text_meta(layout, (const char *const *)hit->municipalities,
                 hit->municipalities ? g_strv_length(hit->municipalities) : 0, hit->updated,
                 hit->kind, INDENT);
    passages(layout, hit, options);
    if (hit->passages->len == 0 && hit->summary && hit->summary[0]) {
        cb_layout_gap(layout);
        cb_layout_add(layout, CB_STYLE_PLAIN, hit->summary);
        cb_layout_end(layout, INDENT, INDENT);
    }
    cb_layout_gap(layout);
    contact(layout, hit);
    /* A document is its own attachment: its passages have told which, and where. */
    if (!told)
        cb_text_attachments(layout, hit->attachments, INDENT);
    cb_text_also_in(layout, hit->also_in, hit->title, INDENT);
    if (!told)
        cb_text_link(layout, link, INDENT);
}

/** Above the first hit on the page that lacks some of the words. */
static void divider(CbLayout *layout, const CbAnswer *answer)
{
    guint strict = answer->relaxed_from;

    cb_layout_gap(layout);
    if (strict == 0)
        cb_layout_add(layout, CB_STYLE_TITLE, "Ingen sager har alle ordene.");
    else
        cb_layout_addf(layout, CB_STYLE_TITLE, "Kun %u %s har alle ordene.", strict,
                       strict == 1 ? "sag" : "sager");
    cb_layout_add(layout, CB_STYLE_TITLE, " Her er sager med nogle af dem:");
    cb_layout_end(layout, 0, 0);
}

static void hits(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options)
{
    /* A long question is one list, by how much of it a case covers, and not divided. */
    gboolean divided = !answer->is_relaxed;

    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = g_ptr_array_index(answer->hits, i);
        if (hit->relaxed && !divided) {
            divider(layout, answer);
            divided = TRUE;
        }
        hit_block(layout, hit, (answer->page - 1) * answer->per_page + i + 1, options);
    }
}

/* --- Below the hits */

static const char *facet_label(const char *name)
{
    static const struct {
        const char *name, *label;
    } labels[] = {{"municipality", "Kommuner (--kommune)"},
                  {"type", "Bilag (--type)"},
                  {"year", "År (--aar)"},
                  {"topic", "Emner (--emne)"}};

    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(labels[i].name, name) == 0)
            return labels[i].label;
    return name;
}

/** A facet with one value only narrows nothing down and is left out. */
static void facets(CbLayout *layout, const CbAnswer *answer)
{
    for (guint i = 0; i < answer->facets->len; i++) {
        const CbFacet *facet = g_ptr_array_index(answer->facets, i);
        if (facet->values->len < 2)
            continue;
        cb_layout_addf(layout, CB_STYLE_QUIET, "%s: ", facet_label(facet->name));
        for (guint j = 0; j < MIN(facet->values->len, MAX_FACETS); j++) {
            const CbFacetValue *value = g_ptr_array_index(facet->values, j);
            cb_layout_addf(layout, CB_STYLE_QUIET, "%s%s (%u)", j ? ", " : "", value->value,
                           value->count);
        }
        if (facet->values->len > MAX_FACETS)
            cb_layout_addf(layout, CB_STYLE_QUIET, " og %u til", facet->values->len - MAX_FACETS);
        cb_layout_end(layout, 0, 2);
    }
}

static void foot(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options)
{
    cb_layout_gap(layout);
    if (answer->total > 1)
        facets(layout, answer);
    cb_layout_gap(layout);
    if (options->next_page) {
        cb_layout_add(layout, CB_STYLE_PLAIN, "Flere sager: ");
        cb_layout_add(layout, CB_STYLE_LINK, options->next_page);
        cb_layout_end(layout, 0, 2);
    }
    if (answer->hits->len > 0 && options->show_command) {
        const CbHit *hit = g_ptr_array_index(answer->hits, 0);
        g_autofree char *id = cb_quote_word(hit->case_id);
        cb_layout_add(layout, CB_STYLE_PLAIN, "Læs en hel sag: ");
        cb_layout_addf(layout, CB_STYLE_LINK, "%s %s", options->show_command, id);
        cb_layout_end(layout, 0, 2);
    }
}

void cb_text_answer(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options)
{
    head(layout, answer, options);
    suggestion(layout, answer, options);
    cb_text_expansions(layout, answer->expansions);
    related(layout, answer);
    notes(layout, answer);
    hits(layout, answer, options);
    foot(layout, answer, options);
}
