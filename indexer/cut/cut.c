/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts a page into cases.
 *
 * The steps: the blocks of the page get roles (parts.c: navigation, headings, links; contact.c:
 * people), the evidence of its sections tells whether the page is one case, a collection or a
 * listing (layout.c has the essay on that; raise.c serves listings without headings), and each case
 * is made of its run of parts (build.c).
 *
 * What stands before a collection's first case and after its last is not a case and goes nowhere:
 * it would make every search for "introduktion" find all cases of the page, or one that is none. A
 * PDF that is linked there belongs to no case either; the indexer takes a PDF that no case has as a
 * document of its own, where it can be found under its own name. The contact box behind the last
 * case is everybody's, unless the cases have boxes of their own. A listing's contact is the bank's,
 * not the case's, and is left out.
 */
#include "cut.h"

#include "build.h"
#include "layout.h"
#include "raise.h"
#include "trace.h"

static const CbUnit *unit_at(const CbLayout *layout, guint u)
{
    return &g_array_index(layout->units, CbUnit, u);
}

/* Where the next unit starts; the number of parts behind the last. */
static guint next_start(const CbBuilder *builder, const CbLayout *layout, guint u)
{
    return u + 1 < layout->units->len ? unit_at(layout, u + 1)->start : builder->parts->parts->len;
}

static void add_contact(CbCase *item, const char *lines)
{
    char *joined =
        item->contact == NULL ? g_strdup(lines) : g_strconcat(item->contact, "\n", lines, NULL);
    g_free(item->contact);
    item->contact = joined;
}

/* Whether the box behind the last case is its own: the cases before it have theirs, it has none. */
static gboolean is_box_of_last(const GPtrArray *cases)
{
    gboolean others = FALSE;
    for (guint i = 0; i + 1 < cases->len; i++)
        others |= ((const CbCase *)g_ptr_array_index(cases, i))->contact != NULL;
    return others && ((const CbCase *)g_ptr_array_index(cases, cases->len - 1))->contact == NULL;
}

static void share_contact(const CbBuilder *builder, const CbLayout *layout, GPtrArray *cases)
{
    guint end = unit_at(layout, layout->units->len - 1)->end;
    g_autofree char *common = cb_build_common_contact(builder, end);
    if (common == NULL || cases->len == 0)
        return;
    for (guint i = is_box_of_last(cases) ? cases->len - 1 : 0; i < cases->len; i++) {
        CbCase *item = g_ptr_array_index(cases, i);
        if (item->kind == CB_CASE_FULL)
            add_contact(item, common);
    }
}

static void cut_units(const CbBuilder *builder, const CbLayout *layout, GPtrArray *cases)
{
    for (guint u = 0; u < layout->units->len; u++) {
        const CbUnit *unit = unit_at(layout, u);
        CbCase *item = NULL;
        if (unit->kind == CB_UNIT_TEASER)
            item = cb_build_teaser(builder, unit);
        else if (unit->kind == CB_UNIT_FULL)
            item = cb_build_unit(builder, unit, next_start(builder, layout, u));
        if (item != NULL)
            g_ptr_array_add(cases, item);
    }
    share_contact(builder, layout, cases);
}

/* Whether half of the entries name a municipality: a list of links to anything is no listing. */
static gboolean names_places(const CbLayout *layout)
{
    guint named = 0;
    for (guint u = 0; u < layout->units->len; u++)
        named += unit_at(layout, u)->own_place || unit_at(layout, u)->in_title ? 1 : 0;
    return named * 2 >= layout->units->len;
}

/* Reads a page that has no cases under headings once more as a listing without headings. Replaces
 * parts and layout when it is one. */
static void try_links(CbCutTrace *work, const char *url, const CbMunicipalities *municipalities)
{
    g_autoptr(CbParts) raised = cb_parts_raise_links(work->parts);
    if (raised == NULL)
        return;
    g_autoptr(CbLayout) other = cb_layout_find(raised, url, municipalities);
    if (other->kind != CB_PAGE_LISTING || !names_places(other))
        return;
    cb_layout_free(work->layout);
    cb_parts_free(work->parts);
    work->layout = g_steal_pointer(&other);
    work->parts = g_steal_pointer(&raised);
    work->raised = TRUE;
}

void cb_cut_trace_clear(CbCutTrace *trace)
{
    g_clear_pointer(&trace->layout, cb_layout_free);
    g_clear_pointer(&trace->parts, cb_parts_free);
    g_clear_pointer(&trace->places, g_hash_table_unref);
}

/* @work: zeros, or with a table of places to fill; gets the rest. */
static GPtrArray *cut(const CbPage *page, const char *source, const char *url,
                      const CbMunicipalities *municipalities, CbPageKind *kind, CbCutTrace *work)
{
    work->parts = cb_parts_new(page, source);
    work->layout = cb_layout_find(work->parts, url, municipalities);
    if (work->layout->units == NULL)
        try_links(work, url, municipalities);
    const CbBuilder builder = {work->parts, source, url, municipalities, work->places};
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    if (work->layout->units != NULL) {
        cut_units(&builder, work->layout, cases);
    } else if (work->layout->kind == CB_PAGE_PLAIN) {
        CbCase *item = cb_build_page(&builder);
        if (item != NULL)
            g_ptr_array_add(cases, item);
    }
    if (kind != NULL)
        *kind = cases->len > 0 ? work->layout->kind : CB_PAGE_EMPTY;
    return cases;
}

GPtrArray *cb_cut_page(const CbPage *page, const char *source, const char *url,
                       const CbMunicipalities *municipalities, CbPageKind *kind)
{
    g_auto(CbCutTrace) work = {0};
    return cut(page, source, url, municipalities, kind, &work);
}

GPtrArray *cb_cut_page_traced(const CbPage *page, const char *source, const char *url,
                              const CbMunicipalities *municipalities, CbPageKind *kind,
                              CbCutTrace *trace)
{
    *trace = (CbCutTrace){.places = g_hash_table_new(NULL, NULL)};
    return cut(page, source, url, municipalities, kind, trace);
}

CbCase *cb_cut_whole_page(const CbPage *page, const char *source, const char *url,
                          const CbMunicipalities *municipalities)
{
    g_autoptr(CbParts) parts = cb_parts_new(page, source);
    const CbBuilder builder = {parts, source, url, municipalities, NULL};
    return cb_build_page(&builder);
}
