/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page was cut, told to a person. Lines are held to a terminal of 100 columns. */
#include "explain_parts.h"
#include <string.h>

#define QUOTE_CHARS 56
#define MAX_LISTED 60u /* blocks, and things left out */

static const char *const role_names[] = {
    [CB_PART_DROPPED] = "udeladt", [CB_PART_TITLE] = "titel",      [CB_PART_TEXT] = "tekst",
    [CB_PART_ITEM] = "punkt",      [CB_PART_PDF] = "pdf",          [CB_PART_LINK] = "link",
    [CB_PART_CONTACT] = "kontakt", [CB_PART_NAMED] = "overskrift", [CB_PART_SECTION] = "afsnit",
    [CB_PART_FOLD] = "fold ud",    [CB_PART_ASIDE] = "udenfor",    [CB_PART_BOX] = "kontaktboks",
};

const char *cb_part_role_name(CbPartRole role)
{
    return role_names[role];
}

const char *cb_page_kind_text(CbPageKind kind)
{
    static const char *const texts[] = {
        [CB_PAGE_PLAIN] = "én sag: hele siden",
        [CB_PAGE_COLLECTION] = "samling: en sag for hvert afsnit",
        [CB_PAGE_LISTING] = "oversigt: omtaler af sager",
        [CB_PAGE_EMPTY] = "intet indhold: siden giver ingen sag",
    };
    return texts[kind];
}

const char *cb_note_kind_name(CbNoteKind kind)
{
    static const char *const names[CB_N_NOTE_KINDS] = {
        [CB_NOTE_PROFILE] = "profile",
        [CB_NOTE_TITLE] = "title",
        [CB_NOTE_BREADCRUMB] = "breadcrumb",
        [CB_NOTE_DATE] = "date",
        [CB_NOTE_BODY] = "body",
        [CB_NOTE_BESIDE] = "beside",
        [CB_NOTE_LEFT_OUT] = "left-out",
        [CB_NOTE_CONTACT] = "contact",
    };
    return names[kind];
}

const char *cb_explanation_places(const CbExplanation *explained, const CbCase *item)
{
    return item->municipalities->len > 0 ? g_hash_table_lookup(explained->trace.places, item)
                                         : NULL;
}

/* @text on one line, cut to @chars, without what could steer a terminal. (transfer full) */
static char *quote(const char *text, glong chars)
{
    g_autoptr(GString) out = g_string_new(NULL);
    glong n = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (++n > chars) {
            g_string_append(out, "…");
            break;
        }
        g_string_append_unichar(out, g_unichar_iscntrl(c) ? ' ' : c);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void heading(GString *out, const char *text)
{
    g_string_append_printf(out, "\n%s\n", text);
}

/* "  Titel       ..." */
static void field(GString *out, const char *name, const char *value)
{
    int pad = 12 - (int)g_utf8_strlen(name, -1);
    g_autofree char *shown = quote(value, 160);
    g_string_append_printf(out, "  %s%*s%s\n", name, MAX(pad, 1), "", shown);
}

/* The same with where it is from in brackets. */
static void field_from(GString *out, const char *name, const char *value, const char *from)
{
    g_autofree char *both = value == NULL  ? g_strdup("(ingen)")
                            : from != NULL ? g_strdup_printf("%s  [%s]", value, from)
                                           : g_strdup(value);
    field(out, name, both);
}

/* ---- The page as a whole ---- */

static const CbPageNote *find_note(const CbPage *page, CbNoteKind kind)
{
    for (guint i = 0; page->notes != NULL && i < page->notes->len; i++) {
        const CbPageNote *note = g_ptr_array_index(page->notes, i);
        if (note->kind == kind)
            return note;
    }
    return NULL;
}

static void add_breadcrumb(const CbExplanation *explained, GString *out)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const GPtrArray *crumbs = explained->page->breadcrumb;
    for (guint i = 0; i < crumbs->len; i++)
        g_ptr_array_add(names, g_ptr_array_index(crumbs, i));
    g_ptr_array_add(names, NULL);
    g_autofree char *path = g_strjoinv(" > ", (char **)names->pdata);
    const CbPageNote *note = find_note(explained->page, CB_NOTE_BREADCRUMB);
    g_autofree char *from = NULL;
    if (note != NULL)
        from =
            *note->element != '\0' ? g_strdup_printf("<%s>", note->element) : g_strdup(note->rule);
    field_from(out, "Brødkrumme", crumbs->len > 0 ? path : NULL, from);
}

static void add_page(const CbExplanation *explained, GString *out)
{
    const CbParts *parts = explained->trace.parts;
    g_string_append_printf(out, "%s\n", explained->file->path);
    if (explained->file->left_out != NULL)
        field(out, "Læses ikke", explained->file->reason);
    field(out, "Siden er", cb_page_kind_text(explained->kind));
    field_from(out, "Adresse", explained->url,
               explained->page->canonical != NULL ? "siden siger det selv" : NULL);
    field_from(out, "Titel", parts->title, parts->title_from);
    field_from(out, "Ændret", parts->updated, parts->date_from);
    add_breadcrumb(explained, out);
    if (explained->page->noindex)
        field(out, "Robotter", "siden beder om ikke at komme i søgninger (noindex)");
}

/* ---- What the reader noted ---- */

static void add_note(const CbPageNote *note, GString *out)
{
    g_autofree char *words = quote(note->text, QUOTE_CHARS);
    g_autofree char *element = quote(note->element, QUOTE_CHARS);
    if (*element == '\0')
        g_string_append_printf(out, "  %s\n", note->rule);
    else
        g_string_append_printf(out, "  <%s>  %s\n", element, note->rule);
    if (*words != '\0')
        g_string_append_printf(out, "      »%s«\n", words);
}

/* All notes of a kind under one heading; nothing when there are none. */
static void add_notes(const CbPage *page, CbNoteKind kind, const char *title, GString *out)
{
    guint n = 0;
    for (guint i = 0; page->notes != NULL && i < page->notes->len; i++) {
        const CbPageNote *note = g_ptr_array_index(page->notes, i);
        if (note->kind != kind)
            continue;
        if (n == 0)
            heading(out, title);
        if (n++ < MAX_LISTED)
            add_note(note, out);
    }
    if (n > MAX_LISTED)
        g_string_append_printf(out, "  … og %u til (--json viser dem alle)\n", n - MAX_LISTED);
}

static void add_profile_rule(const CbPageNote *note, GString *out)
{
    g_autofree char *words = quote(note->text, QUOTE_CHARS);
    g_autofree char *element = quote(note->element, QUOTE_CHARS);
    int pad = 18 - (int)g_utf8_strlen(note->rule, -1);
    g_string_append_printf(out, "  %s%*s", note->rule, MAX(pad, 1), "");
    if (note->count == 0)
        g_string_append(out, "fandt intet på denne side\n");
    else
        g_string_append_printf(out, "fandt %u%s%s%s\n", note->count,
                               *element != '\0' ? ", først <" : "", element,
                               *element != '\0' ? ">" : "");
    if (*words != '\0')
        g_string_append_printf(out, "%*s»%s«\n", 20, "", words);
}

static void add_profile(const CbExplanation *explained, GString *out)
{
    if (explained->settings->profile == NULL)
        return;
    heading(out, "PROFILEN");
    if (explained->rules->rules->len == 0)
        g_string_append(out, "  har intet afsnit for denne side\n");
    const GPtrArray *notes = explained->page->notes;
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const CbPageNote *note = g_ptr_array_index(notes, i);
        if (note->kind == CB_NOTE_PROFILE)
            add_profile_rule(note, out);
    }
}

/* ---- Blocks ---- */

static void add_part(const CbPart *part, guint number, GString *out)
{
    g_autofree char *words = quote(part->text, QUOTE_CHARS);
    g_autofree char *role = g_strdup(cb_part_role_name(part->role));
    if (part->level > 0 && cb_part_is_heading(part)) {
        g_free(role);
        role = g_strdup_printf("%s %u", cb_part_role_name(part->role), part->level);
    }
    int pad = 14 - (int)g_utf8_strlen(role, -1);
    gboolean told = part->role == CB_PART_DROPPED && part->why != NULL;
    g_string_append_printf(out, "  %3u  %s%*s%s%s%s%s\n", number, role, MAX(pad, 1), "", words,
                           told ? "  (" : "", told ? part->why : "", told ? ")" : "");
}

static void add_parts(const CbExplanation *explained, GString *out)
{
    const CbParts *parts = explained->trace.parts;
    guint shown = MIN(parts->parts->len, MAX_LISTED);
    heading(out, "INDHOLDET, STYKKE FOR STYKKE");
    if (explained->trace.raised)
        g_string_append(out, "  (en liste uden overskrifter: links er taget som overskrifter)\n");
    for (guint i = 0; i < shown; i++)
        add_part(cb_part(parts, i), i + 1, out);
    if (shown < parts->parts->len)
        g_string_append_printf(out, "  … og %u til (--json viser dem alle)\n",
                               parts->parts->len - shown);
}

/* ---- Where cases begin ---- */

static gboolean has_trials(const CbLayout *layout)
{
    gboolean found = FALSE;
    for (guint level = 1; level <= CB_MAX_HEADING_LEVEL; level++)
        found |= layout->trials[level].cases + layout->trials[level].teasers +
                     layout->trials[level].others >
                 0;
    return found;
}

static void add_trials(const CbLayout *layout, GString *out)
{
    for (guint level = 1; level <= CB_MAX_HEADING_LEVEL; level++) {
        const CbLevelTrial *trial = &layout->trials[level];
        if (trial->cases + trial->teasers + trial->others == 0)
            continue;
        const char *verdict = layout->level == level ? "her begynder sagerne"
                              : trial->convinces     ? "et andet niveau har flere"
                                                     : "for lidt til at dele siden";
        g_string_append_printf(out,
                               "  Niveau %u: %u sager, %u omtaler, %u uden "
                               "tegn på det: %s\n",
                               level, trial->cases, trial->teasers, trial->others, verdict);
    }
}

static void add_unit(const CbExplanation *explained, const CbUnit *unit, GString *out)
{
    static const char *const kinds[] = {
        [CB_UNIT_NONE] = "ingen sag", [CB_UNIT_FULL] = "sag", [CB_UNIT_TEASER] = "omtale"};
    g_autofree char *words = quote(cb_part(explained->trace.parts, unit->start)->text, QUOTE_CHARS);
    g_string_append_printf(out, "  %3u  %-9s  %s\n", unit->start + 1, kinds[unit->kind], words);
    g_string_append_printf(out, "                  fordi: %s\n", unit->rule);
}

static void add_layout(const CbExplanation *explained, GString *out)
{
    const CbLayout *layout = explained->trace.layout;
    heading(out, "HVOR SAGERNE BEGYNDER");
    add_trials(layout, out);
    if (layout->units == NULL)
        g_string_append(out, has_trials(layout)
                                 ? "  Siden deles ikke.\n"
                                 : "  Siden deles ikke: ingen overskrifter kan begynde en sag.\n");
    for (guint u = 0; layout->units != NULL && u < layout->units->len; u++)
        add_unit(explained, &g_array_index(layout->units, CbUnit, u), out);
}

/* ---- Cases ---- */

static void add_sections(const CbCase *item, GString *out)
{
    g_autoptr(GString) names = g_string_new(NULL);
    if (*item->lead != '\0')
        g_string_append(names, "indledning");
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = g_ptr_array_index(item->sections, i);
        g_string_append_printf(names, "%s%s", names->len > 0 ? " · " : "",
                               section->heading != NULL ? section->heading : "(uden overskrift)");
    }
    field_from(out, "   Tekst", names->len > 0 ? names->str : NULL, NULL);
}

/* (transfer full) */
static char *tied_to(const CbAttachment *attachment)
{
    const char *href = attachment->url != NULL ? attachment->url : "intet";
    if (attachment->source != NULL)
        return g_strdup_printf("%s -> %s", attachment->name, attachment->source);
    if (attachment->reason != NULL)
        return g_strdup_printf("%s -> læses ikke: %s (link: %s)", attachment->name,
                               attachment->reason, href);
    return g_strdup_printf("%s -> ingen fil i kilden (link: %s)", attachment->name, href);
}

static void add_attachments(const CbCase *item, GString *out)
{
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = g_ptr_array_index(item->attachments, i);
        g_autofree char *where = tied_to(attachment);
        field(out, "   PDF", where);
    }
}

static void add_contact(const CbCase *item, GString *out)
{
    g_auto(GStrv) lines = g_strsplit(item->contact != NULL ? item->contact : "", "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        field(out, i == 0 ? "   Kontakt" : "", lines[i]);
}

static void add_case(const CbExplanation *explained, guint i, GString *out)
{
    const CbCase *item = g_ptr_array_index(explained->cases, i);
    g_autofree char *title = quote(item->title, 80);
    g_string_append_printf(out, "  %u. %s%s\n", i + 1, title,
                           item->kind == CB_CASE_TEASER ? "  (omtale)" : "");
    field(out, "   Id", item->id);
    g_ptr_array_add(item->municipalities, NULL);
    g_autofree char *places = g_strjoinv(", ", (char **)item->municipalities->pdata);
    g_ptr_array_remove_index(item->municipalities, item->municipalities->len - 1);
    g_autofree char *from = item->municipalities->len > 0
                                ? g_strdup_printf("fra %s", cb_explanation_places(explained, item))
                                : NULL;
    field_from(out, "   Kommune", from != NULL ? places : NULL, from);
    add_sections(item, out);
    if (item->contact != NULL)
        add_contact(item, out);
    add_attachments(item, out);
    if (item->also_in->len > 0) {
        const CbAlsoIn *target = g_ptr_array_index(item->also_in, 0);
        field_from(out, "   Fører til", target->source != NULL ? target->source : target->url,
                   NULL);
    }
}

static void add_cases(const CbExplanation *explained, GString *out)
{
    g_autofree char *title = g_strdup_printf("SAGER (%u)", explained->cases->len);
    heading(out, title);
    if (explained->cases->len == 0)
        g_string_append(out, "  Ingen: på siden er der hverken løbende tekst eller PDF'er.\n");
    for (guint i = 0; i < explained->cases->len; i++)
        add_case(explained, i, out);
}

char *cb_explanation_text(const CbExplanation *explained)
{
    GString *out = g_string_new(NULL);
    add_page(explained, out);
    add_profile(explained, out);
    add_notes(explained->page, CB_NOTE_BODY, "INDHOLDET ER TAGET FRA", out);
    add_notes(explained->page, CB_NOTE_BESIDE, "OG VED SIDEN AF DET", out);
    add_notes(explained->page, CB_NOTE_LEFT_OUT, "UDELADT", out);
    add_notes(explained->page, CB_NOTE_CONTACT, "HVEM MAN KAN SPØRGE", out);
    add_parts(explained, out);
    add_layout(explained, out);
    add_cases(explained, out);
    return g_string_free(out, FALSE);
}
