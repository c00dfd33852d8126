/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gives a page's blocks their roles; see parts.h. In this order, since each step leans on those
 * before it: links, labels and headings, the title, the page's date, contact (contact.c).
 */
#include "parts.h"

#include "contact.h"
#include "dates.h"
#include "fold.h"
#include "labels.h"
#include "link.h"
#include "shape.h"
#include <string.h>

#define MAX_KICKER_CHARS 60
#define MAX_DATE_LINE_BYTES 80
#define FOLDED_LEVEL 7
#define MAX_LINKS 40        /* that are compared one by one */
#define MAX_WORDS_BESIDE 60 /* bytes beside links in a block that may be nothing but links */
#define MAX_REST 14         /* bytes: "se ogsaa" */

void cb_part_drop(CbPart *part, const char *why)
{
    part->role = CB_PART_DROPPED;
    part->why = why;
}

gboolean cb_part_is_heading(const CbPart *part)
{
    switch (part->role) {
    case CB_PART_TITLE:
    case CB_PART_NAMED:
    case CB_PART_SECTION:
    case CB_PART_ASIDE:
    case CB_PART_BOX:
        return TRUE;
    default:
        return FALSE;
    }
}

guint cb_parts_skip(const CbParts *parts, guint i)
{
    while (i < parts->parts->len && cb_part(parts, i)->role == CB_PART_DROPPED)
        i++;
    return i;
}

static void part_clear(gpointer data)
{
    CbPart *part = data;
    g_free(part->text);
    g_free(part->contact);
}

void cb_parts_free(CbParts *parts)
{
    if (parts == NULL)
        return;
    g_array_unref(parts->parts);
    g_free(parts->title);
    g_free(parts->updated);
    g_free(parts);
}

static void append_block(CbParts *parts, const CbBlock *block)
{
    CbPart part = {.block = block, .role = CB_PART_TEXT};
    part.text = cb_squeeze(block->text, strlen(block->text));
    if (block->type == CB_BLOCK_ITEM)
        part.role = CB_PART_ITEM;
    else if (block->type == CB_BLOCK_HEADING)
        part.role = CB_PART_NAMED;
    part.level = block->type == CB_BLOCK_HEADING ? CLAMP(block->level, 1, 6) : 0;
    parts->has_links |= block->href != NULL && cb_link_kind(block->href, NULL) != CB_LINK_CONTACT;
    g_array_append_val(parts->parts, part);
}

static gboolean is_opener(const CbBlock *block)
{
    return block->type == CB_BLOCK_HEADING || block->type == CB_BLOCK_TOGGLE;
}

/* ---- links ---- */

static CbPartRole role_of_link(const CbPart *part)
{
    switch (cb_link_kind(part->block->href, part->text)) {
    case CB_LINK_PDF:
        return CB_PART_PDF;
    case CB_LINK_CONTACT:
        return CB_PART_CONTACT;
    case CB_LINK_PAGE:
        return CB_PART_LINK;
    default:
        return CB_PART_DROPPED;
    }
}

/* Takes the first occurrence of @word out of the folded text @key. */
static void take_out(char *key, const char *word)
{
    char *at = *word != '\0' ? strstr(key, word) : NULL;
    if (at != NULL)
        memmove(at, at + strlen(word), strlen(at + strlen(word)) + 1);
}

/* Whether a block is nothing but the links after it, up to @end, and a few words like "Se også". */
static gboolean is_only_links(const CbParts *parts, guint i, guint end)
{
    const char *text = cb_part(parts, i)->text;
    gsize linked = 0;
    for (guint j = i + 1; j < end; j++)
        linked += strlen(cb_part(parts, j)->text);
    /* Most blocks are told apart by this; and a block of very many links only so. */
    if (linked + MAX_WORDS_BESIDE < strlen(text) || end - i > MAX_LINKS)
        return linked * 10 >= strlen(text) * 9;
    g_autofree char *rest = cb_fold(text);
    for (guint j = i + 1; j < end; j++) {
        g_autofree char *word = cb_fold(cb_part(parts, j)->text);
        take_out(rest, word);
    }
    return strlen(g_strstrip(rest)) <= MAX_REST;
}

/* A link that stands inside running text is no part of its own, unless it leads to a PDF or to
 * somebody; a block that is nothing but links gives way to them. */
static void give_links_roles(CbParts *parts)
{
    guint n = parts->parts->len;
    for (guint i = 0; i < n; i++) {
        if (cb_part(parts, i)->block->type == CB_BLOCK_LINK)
            continue;
        guint end = i + 1;
        while (end < n && cb_part(parts, end)->block->type == CB_BLOCK_LINK)
            end++;
        if (end == i + 1)
            continue;
        CbPart *part = cb_part(parts, i);
        gboolean opener = is_opener(part->block);
        gboolean alone = !opener && is_only_links(parts, i, end);
        for (guint j = i + 1; j < end; j++) {
            CbPart *link = cb_part(parts, j);
            link->role = role_of_link(link);
            if (link->role == CB_PART_DROPPED)
                cb_part_drop(link, "fører ingen steder hen");
            if (link->role == CB_PART_LINK && !alone && !opener)
                cb_part_drop(link, "link i løbende tekst");
        }
        /* "E-mail: a@example.dk" says more than its link. */
        if (alone && !cb_has_address(part->text))
            cb_part_drop(part, "er ikke andet end links");
        i = end - 1;
    }
    /* Links before any block of text. */
    for (guint i = 0; i < n && cb_part(parts, i)->block->type == CB_BLOCK_LINK; i++)
        cb_part(parts, i)->role = role_of_link(cb_part(parts, i));
}

/* ---- labels and headings ---- */

static CbPartRole role_of_heading(CbLabel label)
{
    switch (label) {
    case CB_LABEL_NAVIGATION:
        return CB_PART_DROPPED;
    case CB_LABEL_FOLD:
        return CB_PART_FOLD;
    case CB_LABEL_ACCORDION:
    case CB_LABEL_SECTION:
        return CB_PART_SECTION;
    case CB_LABEL_CONTACT:
    case CB_LABEL_QUESTIONS:
        return CB_PART_BOX;
    case CB_LABEL_RELATED:
    case CB_LABEL_BANK:
        return CB_PART_ASIDE;
    default:
        return CB_PART_NAMED;
    }
}

/* @above: the level of the headings it stands under. An accordion's label lies one below it. */
static void give_heading_role(CbPart *part, guint *above)
{
    part->role = role_of_heading(cb_label_of(part->text));
    if (part->role == CB_PART_DROPPED)
        cb_part_drop(part, "navigation");
    if (part->block->type == CB_BLOCK_HEADING)
        *above = part->level;
    else
        part->level = MIN(*above + 1, FOLDED_LEVEL);
    if (part->role == CB_PART_FOLD)
        part->level = 0;
}

static void give_label_roles(CbParts *parts)
{
    guint above = 1;
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (is_opener(part->block))
            give_heading_role(part, &above);
        else if ((part->role == CB_PART_TEXT || part->role == CB_PART_ITEM) &&
                 (!cb_has_letters(part->text) || cb_label_of(part->text) == CB_LABEL_NAVIGATION))
            cb_part_drop(part, cb_has_letters(part->text) ? "navigation" : "er uden ord");
    }
}

/* ---- what recurs: kickers between teasers, headings that every case has ---- */

typedef struct {
    guint count;
    guint last;     /* where it stood last */
    gboolean apart; /* something that does not recur stood between each two of them */
} Recurrence;

static gboolean may_recur(const CbPart *part)
{
    if (part->role == CB_PART_NAMED || part->role == CB_PART_ASIDE)
        return TRUE;
    return part->role == CB_PART_TEXT && !cb_is_prose(part->text) &&
           g_utf8_strlen(part->text, -1) <= MAX_KICKER_CHARS;
}

static GHashTable *count_recurrences(const CbParts *parts)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (!may_recur(part))
            continue;
        Recurrence *seen = g_hash_table_lookup(table, part->text);
        if (seen == NULL) {
            seen = g_new0(Recurrence, 1);
            g_hash_table_insert(table, part->text, seen);
        }
        seen->count++;
    }
    return table;
}

static guint count_of(GHashTable *table, const CbPart *part)
{
    const Recurrence *seen = g_hash_table_lookup(table, part->text);
    return seen != NULL ? seen->count : 0;
}

/* Marks the headings that recur and always have another between them: "Det gjorde vi". */
static void find_apart(const CbParts *parts, GHashTable *table)
{
    guint unique = 0; /* 1 + the last heading that does not recur */
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->role != CB_PART_NAMED)
            continue;
        Recurrence *seen = g_hash_table_lookup(table, part->text);
        if (seen->count == 1) {
            unique = i + 1;
            continue;
        }
        seen->apart = (seen->last == 0 || seen->apart) && unique > seen->last;
        seen->last = i + 1;
    }
}

/* Labels between teasers go, and headings of every case become sections of it. A label has nothing
 * under it: what comes next is a heading, or nothing. */
static void give_recurring_roles(CbParts *parts)
{
    g_autoptr(GHashTable) table = count_recurrences(parts);
    find_apart(parts, table);
    gboolean bare = TRUE; /* what is below is a heading */
    for (guint i = parts->parts->len; i-- > 0;) {
        CbPart *part = cb_part(parts, i);
        if (may_recur(part) && count_of(table, part) >= 3) {
            const Recurrence *seen = g_hash_table_lookup(table, part->text);
            if (part->role == CB_PART_TEXT || bare)
                cb_part_drop(part, "går igen på siden uden at sige noget");
            else if (part->role == CB_PART_NAMED && seen->apart)
                part->role = CB_PART_SECTION;
        }
        if (part->role != CB_PART_DROPPED)
            bare = cb_part_is_heading(part);
    }
}

/* ---- the title ---- */

/* @title without the site's name behind: "X | Casebanken", "X - Casebanken". */
static char *without_site(const char *title)
{
    static const char *const joints[] = {" | ", " - ", " – ", " — ", " :: "};
    for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *joint = g_strrstr(title, joints[i]);
        if (joint != NULL && joint > title &&
            (i == 0 || cb_word_count(joint + strlen(joints[i])) <= 3))
            return g_strndup(title, (gsize)(joint - title));
    }
    return g_strdup(title);
}

/* The first heading of level 1, else of any level when it stands before all text; or n. */
static guint find_title_heading(const CbParts *parts)
{
    guint n = parts->parts->len, first = n;
    gboolean text_before = FALSE;
    for (guint i = 0; i < n; i++) {
        const CbPart *part = cb_part(parts, i);
        text_before |= part->role == CB_PART_TEXT && cb_is_prose(part->text);
        if (part->block->type != CB_BLOCK_HEADING || part->block->case_number != 0)
            continue;
        gboolean named = part->role == CB_PART_NAMED;
        if (part->level == 1 &&
            (named || part->role == CB_PART_ASIDE || part->role == CB_PART_SECTION))
            return i;
        if (first == n && !text_before && named)
            first = i;
    }
    return first;
}

static char *name_from_source(const char *source)
{
    g_autofree char *base = g_path_get_basename(source);
    char *dot = strrchr(base, '.');
    if (dot != NULL && dot > base)
        *dot = '\0';
    return g_strdelimit(g_utf8_make_valid(base, -1), "_-", ' ');
}

/* The beginning of the first text, up to its first stop. */
static char *title_from_text(const CbParts *parts)
{
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        if (part->role != CB_PART_TEXT && part->role != CB_PART_ITEM)
            continue;
        const char *end = strpbrk(part->text, ".!?:");
        gsize length = end != NULL ? (gsize)(end - part->text) : strlen(part->text);
        g_autofree char *sentence = g_strndup(part->text, length);
        if (g_utf8_strlen(sentence, -1) <= 100)
            return g_steal_pointer(&sentence);
        g_autofree char *cut = g_utf8_substring(sentence, 0, 100);
        char *space = strrchr(cut, ' ');
        if (space != NULL)
            *space = '\0';
        return g_strconcat(cut, " …", NULL);
    }
    return NULL;
}

/* Whether the words of the heading are the page's own <title>, or there is none to compare. */
static gboolean is_named_so(const CbPage *page, const char *heading)
{
    if (page->title == NULL)
        return TRUE;
    g_autofree char *title = cb_fold(page->title);
    g_autofree char *key = cb_fold(heading);
    return strstr(title, key) != NULL;
}

/* The same words again are no heading below the title. */
static void take_title(CbParts *parts, guint i)
{
    cb_part(parts, i)->role = CB_PART_TITLE;
    guint next = cb_parts_skip(parts, i + 1);
    if (next < parts->parts->len && g_str_equal(cb_part(parts, next)->text, parts->title))
        cb_part_drop(cb_part(parts, next), "gentager titlen");
}

/* The title that the site's profile gives. The heading that says the same is it. */
static void take_given_title(CbParts *parts)
{
    parts->title = cb_squeeze(parts->page->title, strlen(parts->page->title));
    parts->title_from = "profilen (title)";
    g_autofree char *key = cb_fold(parts->title);
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        g_autofree char *words = part->block->type == CB_BLOCK_HEADING ? cb_fold(part->text) : NULL;
        if (words == NULL || part->block->case_number != 0 || !g_str_equal(words, key))
            continue;
        take_title(parts, i);
        return;
    }
}

static void take_heading_as_title(CbParts *parts)
{
    guint i = find_title_heading(parts);
    if (i == parts->parts->len)
        return;
    const CbPart *part = cb_part(parts, i);
    if (part->level != 1 && !is_named_so(parts->page, part->text))
        return;
    parts->title = g_strdup(part->text);
    parts->title_from =
        part->level == 1 ? "den første overskrift i niveau 1" : "den første overskrift";
    take_title(parts, i);
}

static void find_title(CbParts *parts, const char *source)
{
    if (parts->page->title_given && cb_has_letters(parts->page->title))
        take_given_title(parts);
    else
        take_heading_as_title(parts);
    if (parts->title == NULL && parts->page->title != NULL && cb_has_letters(parts->page->title)) {
        g_autofree char *squeezed = cb_squeeze(parts->page->title, strlen(parts->page->title));
        parts->title = without_site(squeezed);
        parts->title_from = "<title>";
    }
    if (parts->title == NULL) {
        parts->title = title_from_text(parts);
        parts->title_from = "den første tekst";
    }
    if (parts->title == NULL || *parts->title == '\0') {
        g_free(parts->title);
        parts->title = name_from_source(source);
        parts->title_from = "filens navn";
    }
}

/* Short lines before the title are kickers and bylines. */
static void drop_before_title(CbParts *parts)
{
    guint title = 0;
    while (title < parts->parts->len && cb_part(parts, title)->role != CB_PART_TITLE)
        title++;
    if (title == parts->parts->len)
        return;
    for (guint i = 0; i < title; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_TEXT && !cb_is_prose(part->text))
            cb_part_drop(part, "en kort linje over titlen");
    }
}

/* ---- dates ---- */

/* The date behind the label at @i: in the same block, or alone in the next. */
static char *date_at(CbParts *parts, guint i, gboolean *in_next)
{
    gboolean label_only;
    *in_next = FALSE;
    char *date = cb_date_updated(cb_part(parts, i)->text, &label_only);
    guint next = cb_parts_skip(parts, i + 1);
    if (!label_only || next == parts->parts->len)
        return date;
    const char *rest = NULL;
    date = cb_date_parse(cb_part(parts, next)->text, &rest);
    if (date != NULL && strlen(rest) < 16) {
        cb_part_drop(cb_part(parts, next), "datoen for ændring");
        *in_next = TRUE;
    } else {
        g_clear_pointer(&date, g_free);
    }
    return date;
}

static void find_date(CbParts *parts)
{
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_DROPPED || part->role == CB_PART_TITLE)
            continue;
        gboolean in_next;
        g_autofree char *date = date_at(parts, i, &in_next);
        if (date == NULL)
            continue;
        if (in_next || strlen(part->text) <= MAX_DATE_LINE_BYTES)
            cb_part_drop(part, "datoen for ændring");
        if (parts->updated == NULL) {
            parts->updated = g_steal_pointer(&date);
            parts->date_from = "en linje om, hvornår siden er ændret";
        }
    }
    if (parts->updated == NULL && parts->page->updated != NULL) {
        parts->updated = cb_date_parse(parts->page->updated, NULL);
        parts->date_from = parts->updated != NULL ? "sidens <meta> eller <time>" : NULL;
    }
}

/* The first date in what the site's profile found, whatever words stand around it. */
static void take_given_date(CbParts *parts)
{
    const char *before = " ";
    for (const char *at = parts->page->updated; *at != '\0' && parts->updated == NULL;
         before = at, at = g_utf8_next_char(at))
        if (g_ascii_isdigit(*at) && !g_ascii_isalnum(*before))
            parts->updated = cb_date_parse(at, NULL);
    parts->date_from = parts->updated != NULL ? "profilen (date)" : NULL;
}

/* What begins a case by the site's profile does so whatever its words are. */
static void name_given_cases(CbParts *parts)
{
    guint number = 0;
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->block->case_number != number && part->block->case_number != 0 &&
            part->role != CB_PART_NAMED) {
            part->role = CB_PART_NAMED;
            part->level = CLAMP(part->block->level, 1, 6);
        }
        number = part->block->case_number;
    }
}

CbParts *cb_parts_new_empty(const CbPage *page)
{
    CbParts *parts = g_new0(CbParts, 1);
    parts->page = page;
    parts->parts = g_array_new(FALSE, FALSE, sizeof(CbPart));
    g_array_set_clear_func(parts->parts, part_clear);
    return parts;
}

CbParts *cb_parts_new(const CbPage *page, const char *source)
{
    CbParts *parts = cb_parts_new_empty(page);
    for (guint i = 0; i < page->blocks->len; i++)
        append_block(parts, g_ptr_array_index(page->blocks, i));
    give_links_roles(parts);
    give_label_roles(parts);
    give_recurring_roles(parts);
    find_title(parts, source);
    drop_before_title(parts);
    if (page->date_given && page->updated != NULL)
        take_given_date(parts);
    find_date(parts);
    cb_contact_mark(parts);
    name_given_cases(parts);
    return parts;
}
