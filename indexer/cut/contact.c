/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who to write to is not what a case is about, and nobody's name or number may turn up in a search
 * for something else. So a case's contact is kept apart, and this file decides what it is:
 *
 *  - Blocks that the markup calls contact, and links to mail addresses and telephones.
 *  - A box: what follows the heading "Kontakt" (or "Vil du vide mere?" when an address follows).
 *  - An invitation: "For yderligere information ... er du velkommen til at kontakte:", and what
 *    follows it; one like "Kontakt skolen først" only when an address follows.
 *  - Any other block with an address. Of running text only the sentence that holds it; and before a
 *    short line with an address up to three lines that look like a name and a title.
 *
 * A box and an invitation end where the case goes on: at a heading with text under it (a name in a
 * box is often marked up as a heading too, and in a capture looks like one), at the headings that
 * cases have inside, and at a long paragraph without address. Links to PDFs stay what they are.
 */
#include "contact.h"

#include "fold.h"
#include "labels.h"
#include "shape.h"
#include <string.h>

#define LONG_TEXT_CHARS 120     /* ends an invitation */
#define LONG_BOX_TEXT_CHARS 260 /* ends a box, which may have some words of its own */
#define SHORT_LINE_CHARS 90
#define MAX_LINES_BEFORE 3
#define MAX_LINES_AFTER 12
#define MAX_INVITATION_BYTES 400
#define MAX_STEPS_BEFORE 12    /* back over what is contact already */
#define MAX_LINKS 20           /* after a block that are looked at */
#define MAX_CONTACT_BYTES 8000 /* of one case */

/* The lines of @text, squeezed; a break in a box says more than one in running text. */
static char *lines_of(const char *text)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
    for (char **line = parts; *line != NULL; line++) {
        g_autofree char *squeezed = cb_squeeze(*line, strlen(*line));
        if (*squeezed != '\0')
            g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "", squeezed);
    }
    return g_strdup(lines->str);
}

static void make_contact(CbPart *part)
{
    part->role = CB_PART_CONTACT;
    g_free(part->contact);
    part->contact = lines_of(part->block->text);
}

static gboolean is_text(const CbPart *part)
{
    return part->role == CB_PART_TEXT || part->role == CB_PART_ITEM;
}

static glong chars(const CbPart *part)
{
    return g_utf8_strlen(part->text, -1);
}

/* ---- boxes and invitations ---- */

typedef enum { NO_INVITATION, MAYBE_INVITATION, INVITATION } Invitation;

static gboolean begins_with_any(const char *key, const char *const *starts)
{
    for (; *starts != NULL; starts++)
        if (g_str_has_prefix(key, *starts))
            return TRUE;
    return FALSE;
}

static gboolean holds_any(const char *key, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strstr(key, *words) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether @text asks the reader to get in touch; MAYBE when only an address after it will tell. */
static Invitation invitation(const char *text)
{
    static const char *const starts[] = {"for yderligere information",
                                         "for yderligere oplysninger",
                                         "for mere information",
                                         "yderligere information",
                                         "yderligere oplysninger",
                                         "har du spoergsmaal",
                                         "har i spoergsmaal",
                                         "vil du vide mere",
                                         "vil i vide mere",
                                         "oensker du mere",
                                         NULL};
    static const char *const verbs[] = {"kontakt",   "henvend",       "ring til",
                                        "skriv til", "velkommen til", NULL};
    static const char *const phrases[] = {"velkommen til at kontakte", "rettes til",
                                          "rette henvendelse", NULL};
    static const char *const bare[] = {"kontakt ", "kontaktperson ", NULL};
    if (strlen(text) > MAX_INVITATION_BYTES)
        return NO_INVITATION;
    g_autofree char *key = cb_fold(text);
    gboolean asks = begins_with_any(key, starts) && holds_any(key, verbs);
    if (g_str_has_suffix(text, ":") && (asks || holds_any(key, phrases)))
        return INVITATION;
    if (asks || begins_with_any(key, bare))
        return cb_has_address(text) ? INVITATION : MAYBE_INVITATION;
    return NO_INVITATION;
}

static gboolean ends_before(const CbPart *part)
{
    return part->role == CB_PART_SECTION || part->role == CB_PART_FOLD ||
           part->role == CB_PART_ASIDE || part->role == CB_PART_BOX;
}

/* Whether a heading has something of a case under it, so that it is no name in a box. */
static gboolean has_body(const CbParts *parts, guint heading)
{
    guint next = cb_parts_skip(parts, heading + 1);
    if (next == parts->parts->len)
        return FALSE;
    const CbPart *part = cb_part(parts, next);
    return part->role == CB_PART_SECTION || part->role == CB_PART_FOLD ||
           part->role == CB_PART_PDF ||
           (is_text(part) && cb_is_prose(part->text) && !cb_has_address(part->text));
}

/* Whether an address stands between the heading at @i and the next thing that ends a box. */
static gboolean address_follows(const CbParts *parts, guint i)
{
    guint last = MIN(parts->parts->len, i + 1 + MAX_LINES_AFTER);
    for (guint j = i + 1; j < last; j++) {
        const CbPart *part = cb_part(parts, j);
        if (ends_before(part) || (part->role == CB_PART_NAMED && has_body(parts, j)))
            return FALSE;
        if (part->role == CB_PART_CONTACT || cb_has_address(part->text))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    gboolean open;
    gboolean box; /* under a heading, rather than after an invitation */
    guint level;  /* of the box's heading */
} Region;

static gboolean ends_region(const CbParts *parts, guint i, const Region *region)
{
    const CbPart *part = cb_part(parts, i);
    if (ends_before(part))
        return TRUE;
    if (part->role == CB_PART_NAMED) {
        /* Levels mean something in HTML alone. */
        gboolean above = region->box && parts->has_links && part->level <= region->level;
        return above || has_body(parts, i);
    }
    if (!is_text(part) || cb_has_address(part->text))
        return FALSE;
    return chars(part) > (region->box ? LONG_BOX_TEXT_CHARS : LONG_TEXT_CHARS);
}

static gboolean is_invitation(const CbParts *parts, guint i)
{
    switch (invitation(cb_part(parts, i)->text)) {
    case INVITATION:
        return TRUE;
    case MAYBE_INVITATION:
        return address_follows(parts, i);
    default:
        return FALSE;
    }
}

/* Opens a region at @i if one begins there. */
static void open_region(CbParts *parts, guint i, Region *region)
{
    CbPart *part = cb_part(parts, i);
    if (part->role != CB_PART_BOX) {
        if (is_text(part) && is_invitation(parts, i))
            *region = (Region){TRUE, FALSE, 0};
        return;
    }
    /* The markup has already said where a flagged box ends. */
    if (part->block->contact)
        return;
    if (cb_label_of(part->text) == CB_LABEL_CONTACT || address_follows(parts, i))
        *region = (Region){TRUE, TRUE, part->level};
    else
        part->role = CB_PART_NAMED;
}

static void mark_regions(CbParts *parts)
{
    Region region = {FALSE, FALSE, 0};
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_DROPPED || part->role == CB_PART_TITLE)
            continue;
        if (region.open && ends_region(parts, i, &region))
            region.open = FALSE;
        if (!region.open || part->role == CB_PART_BOX)
            open_region(parts, i, &region);
        if (!region.open)
            continue;
        if (part->role == CB_PART_LINK)
            cb_part_drop(part, "link i en kontaktboks");
        else if (is_text(part) || part->role == CB_PART_NAMED)
            make_contact(part);
    }
}

/* ---- what the markup says ---- */

/* Contact boxes hold lines, not running text: where most of that is flagged, a class name misleads.
 */
static gboolean can_trust_flags(const CbParts *parts)
{
    glong flagged = 0, all = 0;
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        if (!is_text(part) || !cb_is_prose(part->text))
            continue;
        all += chars(part);
        flagged += part->block->contact ? chars(part) : 0;
    }
    return flagged <= 300 || flagged * 2 <= all;
}

static void mark_flagged(CbParts *parts)
{
    gboolean trusted = can_trust_flags(parts);
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_DROPPED || part->role == CB_PART_PDF ||
            part->role == CB_PART_TITLE)
            continue;
        if (part->role == CB_PART_CONTACT)
            make_contact(part);
        else if (trusted && part->block->contact && part->role == CB_PART_LINK)
            cb_part_drop(part, "link i en kontaktboks");
        else if (trusted && part->block->contact && part->role != CB_PART_BOX)
            make_contact(part);
    }
}

/* A link to a mail address whose text is a name: the address belongs to it. */
static void complete_links(CbParts *parts)
{
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        const char *href = part->block->href;
        if (part->role != CB_PART_CONTACT || href == NULL || cb_has_address(part->text) ||
            g_ascii_strncasecmp(href, "mailto:", 7) != 0)
            continue;
        g_autofree char *address = g_strndup(href + 7, strcspn(href + 7, "?"));
        g_free(part->contact);
        part->contact = g_strconcat(part->text, " ", address, NULL);
    }
}

/* ---- addresses in other text ---- */

/* The end of the sentence that begins at @start: behind a stop that a capital letter follows. */
static const char *sentence_end(const char *start)
{
    for (const char *p = start; (p = strpbrk(p, ".!?")) != NULL; p++) {
        if (p[1] != ' ')
            continue;
        if (g_unichar_isupper(g_utf8_get_char(p + 2)))
            return p + 2;
    }
    return start + strlen(start);
}

/* Whether @sentence holds an address, or the text of one of the contact links after the block. */
static gboolean is_somebodys(const CbParts *parts, guint i, const char *sentence)
{
    if (cb_has_address(sentence))
        return TRUE;
    for (guint j = i + 1; j < MIN(parts->parts->len, i + 1 + MAX_LINKS); j++) {
        const CbPart *link = cb_part(parts, j);
        if (link->block->type != CB_BLOCK_LINK)
            break;
        if (link->role == CB_PART_CONTACT && *link->text != '\0' &&
            strstr(sentence, link->text) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Moves the sentences that hold an address to the part's contact. */
static void split_text(CbParts *parts, guint i)
{
    CbPart *part = cb_part(parts, i);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) contact = g_string_new(NULL);
    for (const char *p = part->text; *p != '\0';) {
        const char *end = sentence_end(p);
        g_autofree char *sentence = g_strndup(p, (gsize)(end - p));
        g_string_append(is_somebodys(parts, i, sentence) ? contact : text, sentence);
        p = end;
    }
    if (contact->len == 0)
        return;
    if (text->len < 15) {
        make_contact(part);
        return;
    }
    part->contact = g_strchomp(g_strdup(contact->str));
    g_free(part->text);
    part->text = g_strchomp(g_strdup(text->str));
}

/* "Leder af Uddannelse", "Anne B. Nielsen": a line that may go with the address below it. */
static gboolean is_name_line(const CbPart *part)
{
    return (part->role == CB_PART_TEXT ||
            (part->role == CB_PART_NAMED && cb_word_count(part->text) <= 4)) &&
           chars(part) <= 60 && cb_word_count(part->text) <= 7 && !cb_is_prose(part->text) &&
           cb_is_heading_like(part->text);
}

static void mark_lines_before(CbParts *parts, guint i)
{
    guint taken = 0, stop = i > MAX_STEPS_BEFORE ? i - MAX_STEPS_BEFORE : 0;
    while (i-- > stop && taken < MAX_LINES_BEFORE) {
        CbPart *part = cb_part(parts, i);
        if (part->role == CB_PART_DROPPED || part->role == CB_PART_CONTACT)
            continue;
        /* A heading that something else than the address stands under is none. */
        if (!is_name_line(part) || (part->role == CB_PART_NAMED && !parts->has_links && taken > 0))
            break;
        make_contact(part);
        taken++;
    }
}

static void mark_addresses(CbParts *parts)
{
    for (guint i = 0; i < parts->parts->len; i++) {
        CbPart *part = cb_part(parts, i);
        if (!is_text(part))
            continue;
        gboolean line = chars(part) <= SHORT_LINE_CHARS && is_somebodys(parts, i, part->text);
        split_text(parts, i);
        if (line && part->role == CB_PART_CONTACT)
            mark_lines_before(parts, i);
    }
}

void cb_contact_mark(CbParts *parts)
{
    mark_flagged(parts);
    complete_links(parts);
    mark_regions(parts);
    mark_addresses(parts);
}

void cb_contact_collect(const CbParts *parts, guint start, guint end, GString *lines)
{
    const char *before = "";
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = start; i < end && lines->len < MAX_CONTACT_BYTES; i++) {
        char *contact = cb_part(parts, i)->contact;
        /* The address of a link mostly stands in the line before, too. */
        if (contact == NULL || strstr(before, contact) != NULL || !g_hash_table_add(seen, contact))
            continue;
        if (lines->len > 0)
            g_string_append_c(lines, '\n');
        g_string_append(lines, contact);
        before = contact;
    }
}
