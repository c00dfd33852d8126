/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a case of a run of a page's parts; see build.h. */
#include "build.h"

#include "attach.h"
#include "contact.h"
#include "fold.h"
#include "labels.h"
#include "link.h"
#include "shape.h"
#include <string.h>

#define MAX_TITLE_CHARS 300

/* ---- what every case has ---- */

/* Words of the breadcrumb that are no topic. */
static gboolean is_topic(const char *crumb)
{
    static const char *const others[] = {"cases",   "case",    "alle cases", "eksempler",
                                         "forside", "hjem",    "home",       "artikler",
                                         "temaer",  "nyheder", "viden"};
    if (!cb_has_letters(crumb) || cb_label_of(crumb) == CB_LABEL_BANK)
        return FALSE;
    g_autofree char *key = cb_fold(crumb);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (g_str_equal(key, others[i]))
            return FALSE;
    return TRUE;
}

static void add_topics(CbCase *item, const CbPage *page)
{
    for (guint i = 0; i < page->breadcrumb->len; i++) {
        const char *crumb = g_ptr_array_index(page->breadcrumb, i);
        g_autofree char *topic = cb_squeeze(crumb, strlen(crumb));
        if (is_topic(topic) &&
            !g_ptr_array_find_with_equal_func(item->topics, topic, g_str_equal, NULL))
            g_ptr_array_add(item->topics, g_steal_pointer(&topic));
    }
}

/* The page's URL with @anchor as its fragment. */
static char *url_of(const char *url, const char *anchor)
{
    if (url == NULL || anchor == NULL)
        return g_strdup(url);
    g_autofree char *fragment = g_uri_escape_string(anchor, "!$&'()*+,;=:@/?", FALSE);
    return g_strdup_printf("%.*s#%s", (int)strcspn(url, "#"), url, fragment);
}

/* @title, cut when it is longer than any title. */
static char *title_of(const char *title)
{
    if (g_utf8_strlen(title, -1) <= MAX_TITLE_CHARS)
        return g_strdup(title);
    g_autofree char *start = g_utf8_substring(title, 0, MAX_TITLE_CHARS);
    return g_strconcat(start, " …", NULL);
}

static CbCase *new_case(const CbBuilder *builder, const char *title, const CbPart *heading)
{
    CbCase *item = cb_case_new();
    const char *anchor = heading != NULL ? heading->block->anchor : NULL;
    item->title = title_of(title);
    item->source = g_strdup(builder->source);
    item->url = url_of(builder->url, anchor);
    item->updated = g_strdup(builder->parts->updated);
    item->id = cb_source_id(builder->source);
    if (heading != NULL) {
        g_autofree char *page_id = g_steal_pointer(&item->id);
        g_autofree char *slug = cb_slug(title);
        item->id = g_strconcat(page_id, ":", slug, NULL);
    }
    add_topics(item, builder->parts->page);
    return item;
}

static void take_contact(CbCase *item, GString *lines)
{
    if (lines->len > 0)
        item->contact = g_strdup(lines->str);
}

/* ---- municipalities ---- */

/* Adds what @text names in one breath with a municipality that @names has: the title "Lolland
 * Kommune: ..." over "Lolland og Vordingborg Kommuner ...". */
static void add_partners(const CbBuilder *builder, GPtrArray *names, const char *text)
{
    guint known = names->len;
    for (guint i = 0; i < known; i++) {
        g_autoptr(GPtrArray) beside = cb_municipalities_find_beside(builder->municipalities, text,
                                                                    g_ptr_array_index(names, i));
        cb_municipalities_union(names, beside);
    }
}

/* @where: in Danish, static. */
static gboolean take_places(const CbBuilder *builder, CbCase *item, const char *text,
                            const char *where)
{
    g_autoptr(GPtrArray) names = cb_municipalities_find(builder->municipalities, text);
    cb_municipalities_union(item->municipalities, names);
    if (item->municipalities->len == 0)
        return FALSE;
    if (builder->places != NULL)
        g_hash_table_insert(builder->places, item, (gpointer)(gsize)where);
    return TRUE;
}

/* The title decides, else the lead, else the first paragraph that names one, else the page. */
static void find_places(const CbBuilder *builder, CbCase *item)
{
    if (builder->places != NULL)
        g_hash_table_remove(builder->places, item); /* of a case that was here and is gone */
    if (take_places(builder, item, item->title, "titlen")) {
        add_partners(builder, item->municipalities, item->lead);
        return;
    }
    if (take_places(builder, item, item->lead, "indledningen"))
        return;
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = g_ptr_array_index(item->sections, i);
        g_auto(GStrv) paragraphs = g_strsplit(section->text, "\n\n", -1);
        for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
            if (take_places(builder, item, *paragraph, "det første afsnit, der nævner en"))
                return;
    }
    take_places(builder, item, builder->parts->title, "sidens titel");
}

/* ---- sections ---- */

typedef struct {
    CbCase *item;
    GString *text;         /* of the open section */
    const CbPart *heading; /* of the open section, or NULL */
    const char *anchor;    /* of the open section, else of the case */
    const char *case_anchor;
    gboolean keep_bank; /* the page is about the bank itself: what is about it is its text */
    guint aside;        /* level of the open aside, 0 for none */
    GHashTable *linked; /* addresses, and names without, of the attachments so far */
} Sections;

static void close_section(Sections *open)
{
    if (open->text->len > 0) {
        const char *heading = open->heading != NULL ? open->heading->text : NULL;
        g_ptr_array_add(open->item->sections,
                        cb_section_new(heading, open->anchor, open->text->str));
    }
    g_string_truncate(open->text, 0);
}

static void open_section(Sections *open, const CbPart *part)
{
    close_section(open);
    gboolean fold = part->role == CB_PART_FOLD;
    open->heading = fold ? NULL : part;
    open->anchor = part->block->anchor != NULL ? part->block->anchor : open->case_anchor;
}

/* The first paragraph, unless it stands under a heading that says more than "Baggrund". */
static gboolean is_lead(const Sections *open, const CbPart *part)
{
    return part->role == CB_PART_TEXT && *open->item->lead == '\0' && open->text->len == 0 &&
           open->item->sections->len == 0 &&
           (open->heading == NULL || open->heading->role == CB_PART_SECTION);
}

static void add_text(Sections *open, const CbPart *part)
{
    if (is_lead(open, part)) {
        g_free(open->item->lead);
        open->item->lead = g_strdup(part->text);
        return;
    }
    if (open->text->len > 0)
        g_string_append(open->text, "\n\n");
    g_string_append(open->text, part->text);
}

static void add_attachment(Sections *open, const CbPart *part)
{
    const char *href = part->block->href;
    g_autofree char *name = cb_attachment_display_name(part->text, href);
    if (!g_hash_table_add(open->linked, g_strdup(href != NULL ? href : name)))
        return;
    CbAttachment *attachment = cb_attachment_new(name);
    attachment->url = g_strdup(href);
    attachment->state = CB_STATE_MISSING;
    g_ptr_array_add(open->item->attachments, attachment);
}

/* Whether what is under this heading belongs to no case: about the bank, or about other cases. */
static gboolean leads_aside(const Sections *open, const CbPart *part)
{
    if (part->role == CB_PART_ASIDE)
        return !open->keep_bank || cb_label_of(part->text) == CB_LABEL_RELATED;
    return part->role == CB_PART_NAMED &&
           cb_link_kind(part->block->href, part->text) == CB_LINK_PAGE;
}

static void add_heading(Sections *open, const CbPart *part)
{
    if (open->aside != 0 && part->level > open->aside)
        return;
    open->aside = leads_aside(open, part) ? part->level : 0;
    if (open->aside == 0)
        open_section(open, part);
}

static void add_part(Sections *open, const CbPart *part)
{
    switch (part->role) {
    case CB_PART_TEXT:
    case CB_PART_ITEM:
        if (open->aside == 0)
            add_text(open, part);
        break;
    case CB_PART_FOLD:
        if (open->aside == 0)
            open_section(open, part);
        break;
    case CB_PART_NAMED:
    case CB_PART_SECTION:
    case CB_PART_ASIDE:
        add_heading(open, part);
        break;
    case CB_PART_PDF:
        add_attachment(open, part);
        break;
    default:
        break;
    }
}

static void fill(const CbBuilder *builder, CbCase *item, guint start, guint end, const char *anchor,
                 gboolean keep_bank)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GHashTable) linked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Sections open = {.item = item,
                     .text = text,
                     .anchor = anchor,
                     .case_anchor = anchor,
                     .keep_bank = keep_bank,
                     .linked = linked};
    for (guint i = start; i < end; i++)
        add_part(&open, cb_part(builder->parts, i));
    close_section(&open);
    find_places(builder, item);
}

static gboolean has_text(const CbCase *item)
{
    return *item->lead != '\0' || item->sections->len > 0;
}

/* ---- the three kinds ---- */

static CbCase *build_page(const CbBuilder *builder, gboolean keep_bank)
{
    CbCase *item = new_case(builder, builder->parts->title, NULL);
    fill(builder, item, 0, builder->parts->parts->len, NULL, keep_bank);
    return item;
}

CbCase *cb_build_page(const CbBuilder *builder)
{
    CbCase *item = build_page(builder, cb_label_of(builder->parts->title) == CB_LABEL_BANK);
    if (!has_text(item) && item->attachments->len == 0) {
        cb_case_free(item);
        item = build_page(builder, TRUE);
    }
    if (!has_text(item) && item->attachments->len == 0) {
        cb_case_free(item);
        return NULL;
    }
    g_autoptr(GString) lines = g_string_new(NULL);
    cb_contact_collect(builder->parts, 0, builder->parts->parts->len, lines);
    take_contact(item, lines);
    return item;
}

CbCase *cb_build_unit(const CbBuilder *builder, const CbUnit *unit, guint next)
{
    const CbPart *heading = cb_part(builder->parts, unit->start);
    gboolean last = next >= builder->parts->parts->len;
    g_autoptr(CbCase) item = new_case(builder, heading->text, heading);
    fill(builder, item, unit->start + 1, unit->end, heading->block->anchor, FALSE);
    if (!has_text(item) && item->attachments->len == 0)
        return NULL;
    g_autoptr(GString) lines = g_string_new(NULL);
    cb_contact_collect(builder->parts, unit->start, last ? unit->end : next, lines);
    take_contact(item, lines);
    return g_steal_pointer(&item);
}

/* Where the rest of a teaser's case stands; see cb_build_teaser(). */
static void add_target(const CbBuilder *builder, CbCase *item, const char *href)
{
    g_autofree char *path = cb_link_path(builder->source, href);
    const char *fragment = strchr(href, '#');
    g_autofree char *target = path != NULL ? g_strconcat(path, fragment, NULL) : NULL;
    g_autofree char *url = cb_url_resolve(builder->url, href);
    g_ptr_array_add(item->also_in, cb_also_in_new(item->title, url, target));
}

CbCase *cb_build_teaser(const CbBuilder *builder, const CbUnit *unit)
{
    const CbPart *heading = cb_part(builder->parts, unit->start);
    g_autoptr(CbCase) item = new_case(builder, heading->text, heading);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = unit->start + 1; i < unit->end; i++) {
        const CbPart *part = cb_part(builder->parts, i);
        if ((part->role != CB_PART_TEXT && part->role != CB_PART_ITEM) ||
            !cb_is_statement(part->text))
            continue;
        if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, part->text);
    }
    if (text->len == 0)
        return NULL;
    item->kind = CB_CASE_TEASER;
    g_free(item->lead);
    item->lead = g_strdup(text->str);
    find_places(builder, item);
    if (unit->target != NULL)
        add_target(builder, item, unit->target);
    return g_steal_pointer(&item);
}

char *cb_build_common_contact(const CbBuilder *builder, guint start)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    cb_contact_collect(builder->parts, start, builder->parts->parts->len, lines);
    return lines->len > 0 ? g_strdup(lines->str) : NULL;
}
