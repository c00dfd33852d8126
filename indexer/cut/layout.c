/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells what a page is by the evidence of its sections.
 *
 * A page of several cases has them as sections under headings of one level. Which level, and
 * whether the sections are cases at all, no markup says; so each level that has two headings or
 * more is tried, its sections ("units") are weighed, and the level with the most cases wins, the
 * higher one when equal. Headings that many cases have inside ("Baggrund", "Effekter af indsatsen")
 * begin no unit.
 *
 * A unit is a CASE when
 *  - its heading or first paragraph names a municipality that the page's title does not: the page
 *    speaks of several, and this part of one; or
 *  - it has the inner form that its neighbours have: "Læs mere", "Kort om indsatsen" and the like,
 *    the same label in two units or more. On a page whose title names a municipality one shared
 *    label is too little, since a long plain page may have a "Resultater" under two headings.
 * On a page that is titled like a case, "X Kommune: ...", another municipality alone is too little,
 * too: the sections may be about its partners. A PDF alone says nothing: plain pages, too, have
 * them under several headings.
 *
 * A unit is a TEASER when it is short (two paragraphs at most), without such form and without PDFs,
 * and leads to another page: its heading is a link, or all that is left is a line like "Læs hele
 * casen". In a capture links have no addresses; there a heading "X Kommune: ..." over one paragraph
 * is a teaser.
 *
 * There must be at least two such units, and they must be half of all that the level has; then what
 * is left over is decided by its neighbours: between two cases it is a case that happens to show no
 * evidence, before the first and after the last it is an introduction or an afterword, which
 * belongs to no case: left out, since a hit on it would be a hit on no case at all. More teasers
 * than cases make a listing, else it is a collection. On a listing also a short unit without a link
 * is a teaser.
 *
 * A plain page with boxes for other cases under it must not be taken for a listing: so teasers
 * count only when they are a fair part of the page's text, more so when the page's title names a
 * municipality, and headings like "Læs også" take what is under them out of it.
 *
 * Where the site's profile shows the element of each case, none of this is asked: each is a case,
 * or a teaser when it looks like one.
 *
 * Everything else that has text or a PDF is a plain page, one case: also an article that names no
 * municipality, or one about the bank itself, since somebody may look for it and nothing is worse
 * than a page that cannot be found. Links without text are navigation, and nothing.
 */
#include "layout.h"

#include "fold.h"
#include "labels.h"
#include "link.h"
#include "shape.h"
#include <string.h>

#define MAX_TEASER_TEXTS 2
#define MAX_TEASER_CHARS 900

typedef struct {
    const CbParts *parts;
    const char *url;
    const CbMunicipalities *municipalities;
    GPtrArray *title_places;
    gboolean place_title; /* the page's title is of the form "X Kommune: ..." */
} Context;

typedef struct {
    CbLevelTrial counts;
    GArray *units;
} Trial;

/* ---- units ---- */

static gboolean is_unit_heading(const CbPart *part, guint level)
{
    return part->role == CB_PART_NAMED && part->level == level;
}

/* Whether headings that cases have inside stand at the units' own level: then they end none. */
static gboolean is_flat(const CbParts *parts, guint level)
{
    guint first = 0, last = 0;
    for (guint i = 0; i < parts->parts->len; i++) {
        if (!is_unit_heading(cb_part(parts, i), level))
            continue;
        first = first == 0 ? i + 1 : first;
        last = i;
    }
    for (guint i = first; i < last; i++)
        if (cb_part(parts, i)->role == CB_PART_SECTION && cb_part(parts, i)->level <= level)
            return TRUE;
    return FALSE;
}

static gboolean ends_unit(const CbPart *part, guint level, gboolean flat)
{
    if (part->level == 0 || part->level > level)
        return FALSE;
    return part->role == CB_PART_NAMED || part->role == CB_PART_ASIDE ||
           part->role == CB_PART_BOX || (part->role == CB_PART_SECTION && !flat);
}

/* The units of @level; none under "Læs også". */
static GArray *find_units(const CbParts *parts, guint level)
{
    GArray *units = g_array_new(FALSE, TRUE, sizeof(CbUnit));
    gboolean flat = is_flat(parts, level);
    CbUnit *open = NULL;
    guint aside = 0; /* level of the open aside, or 0 */
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        if (open != NULL && ends_unit(part, level, flat)) {
            open->end = i;
            open = NULL;
        }
        if (aside != 0 && cb_part_is_heading(part) && part->level <= aside)
            aside = 0;
        if (part->role == CB_PART_ASIDE && cb_label_of(part->text) == CB_LABEL_RELATED)
            aside = part->level;
        if (aside == 0 && is_unit_heading(part, level)) {
            CbUnit unit = {.start = i, .end = parts->parts->len};
            g_array_append_val(units, unit);
            open = &g_array_index(units, CbUnit, units->len - 1);
        }
    }
    return units;
}

/* ---- evidence ---- */

static gboolean has_other_place(const Context *context, const GPtrArray *places)
{
    for (guint i = 0; i < places->len; i++)
        if (!g_ptr_array_find_with_equal_func(context->title_places, g_ptr_array_index(places, i),
                                              g_str_equal, NULL))
            return TRUE;
    return FALSE;
}

static gboolean names_other_place(const Context *context, const char *text)
{
    g_autoptr(GPtrArray) places = cb_municipalities_find(context->municipalities, text);
    return has_other_place(context, places);
}

/* "X Kommune: Mentorer til alle" */
static gboolean is_place_heading(const Context *context, const char *heading)
{
    const char *colon = strstr(heading, ": ");
    if (colon == NULL)
        return FALSE;
    g_autofree char *before = g_strndup(heading, (gsize)(colon - heading));
    g_autoptr(GPtrArray) places = cb_municipalities_find(context->municipalities, before);
    return places->len > 0;
}

/* The host of an address, or NULL. */
static char *host_of(const char *url)
{
    g_autoptr(GUri) uri = url != NULL ? g_uri_parse(url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
    return uri != NULL ? g_strdup(g_uri_get_host(uri)) : NULL;
}

/* Whether @href leads to another site than the page's. */
static gboolean is_external(const Context *context, const char *href)
{
    g_autofree char *there = host_of(href);
    g_autofree char *here = host_of(context->url);
    return there != NULL && here != NULL && g_ascii_strcasecmp(there, here) != 0;
}

/* "Læs hele casen", "Læs mere om mentorerne", "Gå til casen" */
static gboolean invites_to_read(const char *text)
{
    g_autofree char *key = cb_fold(text);
    return g_str_has_prefix(key, "laes ") || g_str_has_prefix(key, "se ") ||
           g_str_has_prefix(key, "gaa til ") || g_str_equal(key, "mere");
}

/* The page that a heading or a line of its own leads to. */
static const char *target_of(const Context *context, const CbUnit *unit, const CbPart *part)
{
    const CbPart *heading = cb_part(context->parts, unit->start);
    const char *href = part->block->href;
    if (href == NULL || cb_link_kind(href, part->text) != CB_LINK_PAGE)
        return NULL;
    if (part == heading || g_str_equal(part->text, heading->text))
        return href;
    gboolean alone = part->role == CB_PART_LINK && !is_external(context, href);
    return alone && invites_to_read(part->text) ? href : NULL;
}

/* Counts in how many units each inner heading stands. */
static GHashTable *count_inner(const CbParts *parts, const GArray *units)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint u = 0; u < units->len; u++) {
        const CbUnit *unit = &g_array_index(units, CbUnit, u);
        g_hash_table_remove_all(seen);
        for (guint i = unit->start + 1; i < unit->end; i++) {
            const CbPart *part = cb_part(parts, i);
            if (part->role != CB_PART_SECTION && part->role != CB_PART_FOLD &&
                part->role != CB_PART_NAMED)
                continue;
            char *key = cb_fold(part->text);
            if (!g_hash_table_add(seen, g_strdup(key))) {
                g_free(key);
                continue;
            }
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
            g_hash_table_insert(counts, key, GUINT_TO_POINTER(count + 1));
        }
    }
    g_hash_table_unref(seen);
    return counts;
}

static gboolean is_shared(GHashTable *counts, const CbPart *part)
{
    g_autofree char *key = cb_fold(part->text);
    return GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) >= 2;
}

static void weigh_part(const Context *context, CbUnit *unit, const CbPart *part, GHashTable *counts)
{
    switch (part->role) {
    case CB_PART_TEXT:
    case CB_PART_ITEM:
        if (cb_is_statement(part->text)) {
            unit->own_place |= unit->n_texts == 0 && names_other_place(context, part->text);
            unit->n_texts++;
            unit->n_chars += g_utf8_strlen(part->text, -1);
        }
        break;
    case CB_PART_SECTION:
    case CB_PART_FOLD:
    case CB_PART_NAMED:
        if (is_shared(counts, part))
            unit->n_shared++;
        break;
    case CB_PART_PDF:
        unit->n_pdfs++;
        break;
    default:
        break;
    }
    if (unit->target == NULL)
        unit->target = target_of(context, unit, part);
}

static void weigh(const Context *context, CbUnit *unit, GHashTable *counts)
{
    const CbPart *heading = cb_part(context->parts, unit->start);
    unit->own_place = names_other_place(context, heading->text);
    unit->in_title = is_place_heading(context, heading->text);
    unit->target = target_of(context, unit, heading);
    for (guint i = unit->start + 1; i < unit->end; i++)
        weigh_part(context, unit, cb_part(context->parts, i), counts);
}

/* ---- verdicts ---- */

static gboolean is_short(const CbUnit *unit)
{
    return unit->n_texts >= 1 && unit->n_texts <= MAX_TEASER_TEXTS &&
           unit->n_chars <= MAX_TEASER_CHARS && unit->n_shared == 0 && unit->n_pdfs == 0;
}

static gboolean is_teaser(const Context *context, const CbUnit *unit)
{
    if (!is_short(unit))
        return FALSE;
    return unit->target != NULL ||
           (!context->parts->has_links && unit->in_title && unit->n_texts == 1);
}

static gboolean is_case(const Context *context, const CbUnit *unit)
{
    guint enough = context->title_places->len > 0 ? 2 : 1;
    gboolean placed = unit->own_place && (!context->place_title || unit->n_shared > 0);
    return unit->n_texts > 0 && (placed || unit->n_shared >= enough);
}

static void judge(const Context *context, CbUnit *unit)
{
    if (is_teaser(context, unit)) {
        unit->kind = CB_UNIT_TEASER;
        unit->rule = unit->target != NULL ? "kort, og fører til en anden side"
                                          : "kort, under en overskrift med en kommune";
    } else if (is_case(context, unit)) {
        unit->kind = CB_UNIT_FULL;
        unit->rule = unit->n_shared > 0 ? "har de samme overskrifter inde i sig som naboerne"
                                        : "nævner en kommune, som sidens titel ikke nævner";
    } else {
        unit->kind = CB_UNIT_NONE;
        unit->rule = unit->n_texts > 0 ? "intet tyder på en sag" : "har ingen tekst";
    }
}

/* Weighs and judges the units. */
static Trial try_units(const Context *context, GArray *units)
{
    Trial trial = {.units = units};
    g_autoptr(GHashTable) counts = count_inner(context->parts, units);
    for (guint u = 0; u < units->len; u++) {
        CbUnit *unit = &g_array_index(units, CbUnit, u);
        weigh(context, unit, counts);
        judge(context, unit);
        trial.counts.cases += unit->kind == CB_UNIT_FULL;
        trial.counts.teasers += unit->kind == CB_UNIT_TEASER;
        trial.counts.others += unit->kind == CB_UNIT_NONE && unit->n_texts > 0;
    }
    return trial;
}

/* The characters of running text on the page, and those in teasers. */
static void measure(const Context *context, const Trial *trial, glong *all, glong *in_teasers)
{
    *all = *in_teasers = 0;
    for (guint i = 0; i < context->parts->parts->len; i++) {
        const CbPart *part = cb_part(context->parts, i);
        if ((part->role == CB_PART_TEXT || part->role == CB_PART_ITEM) &&
            cb_is_statement(part->text))
            *all += g_utf8_strlen(part->text, -1);
    }
    for (guint u = 0; u < trial->units->len; u++) {
        const CbUnit *unit = &g_array_index(trial->units, CbUnit, u);
        if (unit->kind == CB_UNIT_TEASER)
            *in_teasers += unit->n_chars;
    }
}

static guint n_found(const Trial *trial)
{
    return trial->counts.cases + trial->counts.teasers;
}

static gboolean convinces(const Context *context, const Trial *trial)
{
    guint found = n_found(trial);
    if (found < 2 || found < trial->counts.others)
        return FALSE;
    if (trial->counts.cases >= 2)
        return TRUE;
    glong all, in_teasers;
    measure(context, trial, &all, &in_teasers);
    /* Without cases: a third of the text, or half of it when the page is itself about a place. */
    return in_teasers * (context->title_places->len > 0 ? 2 : 3) >= all;
}

static void settle_other(CbUnit *unit, gboolean between, gboolean listing)
{
    if (listing && unit->kind == CB_UNIT_FULL && is_short(unit)) {
        unit->kind = CB_UNIT_TEASER;
        unit->rule = "kort, på en side med omtaler";
    } else if (!listing && unit->kind == CB_UNIT_NONE && unit->n_texts > 0 &&
               (between || unit->n_pdfs > 0)) {
        unit->kind = CB_UNIT_FULL;
        unit->rule = between ? "står mellem to sager" : "har en PDF, på en side med flere sager";
    }
}

static void settle_others(Trial *trial, gboolean listing)
{
    guint first = trial->units->len, last = 0;
    for (guint u = 0; u < trial->units->len; u++) {
        if (g_array_index(trial->units, CbUnit, u).kind == CB_UNIT_NONE)
            continue;
        first = MIN(first, u);
        last = u;
    }
    for (guint u = 0; u < trial->units->len; u++)
        settle_other(&g_array_index(trial->units, CbUnit, u), first < u && u < last, listing);
}

/* ---- cases that the site's profile shows ---- */

static GArray *given_units(const CbParts *parts)
{
    GArray *units = g_array_new(FALSE, TRUE, sizeof(CbUnit));
    guint number = 0;
    for (guint i = 0; i < parts->parts->len; i++) {
        guint here = cb_part(parts, i)->block->case_number;
        if (here != 0 && here == number) {
            g_array_index(units, CbUnit, units->len - 1).end = i + 1;
        } else if (here != 0) {
            CbUnit unit = {.start = i, .end = i + 1};
            g_array_append_val(units, unit);
        }
        number = here;
    }
    return units;
}

/* Each is a case, unless it is a teaser of one. FALSE when the profile shows none. */
static gboolean take_given(const Context *context, CbLayout *layout)
{
    g_autoptr(GArray) units = given_units(context->parts);
    if (units->len == 0)
        return FALSE;
    Trial trial = try_units(context, units);
    for (guint u = 0; u < units->len; u++) {
        CbUnit *unit = &g_array_index(units, CbUnit, u);
        if (unit->kind == CB_UNIT_TEASER)
            continue;
        unit->kind = CB_UNIT_FULL;
        unit->rule = "profilen (case)";
    }
    layout->given = TRUE;
    layout->kind = trial.counts.teasers * 2 > units->len ? CB_PAGE_LISTING : CB_PAGE_COLLECTION;
    layout->units = g_steal_pointer(&units);
    return TRUE;
}

static gboolean has_content(const CbParts *parts)
{
    glong text = 0;
    guint links = 0;
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_PDF)
            return TRUE;
        if (part->role == CB_PART_TEXT || part->role == CB_PART_ITEM)
            text += g_utf8_strlen(part->text, -1);
        links += part->role == CB_PART_LINK || (part->role == CB_PART_NAMED && part->block->href);
    }
    /* A line or two over a list of links is still navigation. */
    return text > 0 && (links < 3 || text > 300);
}

CbLayout *cb_layout_find(const CbParts *parts, const char *url,
                         const CbMunicipalities *municipalities)
{
    g_autoptr(GPtrArray) places = cb_municipalities_find(municipalities, parts->title);
    Context context = {parts, url, municipalities, places, FALSE};
    context.place_title = is_place_heading(&context, parts->title);
    CbLayout *layout = g_new0(CbLayout, 1);
    if (take_given(&context, layout))
        return layout;
    Trial best = {0};
    for (guint level = 1; level <= CB_MAX_HEADING_LEVEL; level++) {
        Trial trial = try_units(&context, find_units(parts, level));
        trial.counts.convinces = convinces(&context, &trial);
        layout->trials[level] = trial.counts;
        if (trial.counts.convinces && n_found(&trial) > n_found(&best)) {
            g_clear_pointer(&best.units, g_array_unref);
            best = trial;
            layout->level = level;
        } else {
            g_array_unref(trial.units);
        }
    }
    if (best.units == NULL) {
        layout->kind = has_content(parts) ? CB_PAGE_PLAIN : CB_PAGE_EMPTY;
        return layout;
    }
    gboolean listing = best.counts.teasers > best.counts.cases;
    settle_others(&best, listing);
    layout->kind = listing ? CB_PAGE_LISTING : CB_PAGE_COLLECTION;
    layout->units = best.units;
    return layout;
}

void cb_layout_free(CbLayout *layout)
{
    if (layout == NULL)
        return;
    g_clear_pointer(&layout->units, g_array_unref);
    g_free(layout);
}
