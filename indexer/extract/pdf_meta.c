/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a PDF says about itself. All of it may be nonsense: strings are cleaned and bounded. */
#include "pdf_meta.h"
#include "pdf_segment.h"
#include "protocol.h"
#include <casebank/pack.h>
#include <string.h>

#define MAX_TITLE_BYTES 1000
#define MAX_LABEL_BYTES 40

/* One line of clean text of at most @max_bytes, or NULL when nothing is left. */
static char *clean(const char *text, gsize max_bytes)
{
    if (text == NULL || !g_utf8_validate(text, -1, NULL))
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = text; *p != '\0' && out->len < 2 * max_bytes; p = g_utf8_next_char(p)) {
        gsize before = out->len;
        cb_pdf_append_char(out, g_utf8_get_char(p));
        if (out->len > before && out->str[before] == ' ' &&
            (before == 0 || out->str[before - 1] == ' '))
            g_string_truncate(out, before);
    }
    g_autofree char *composed = g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFC);
    if (strlen(composed) > max_bytes)
        *g_utf8_find_prev_char(composed, composed + max_bytes) = '\0';
    g_strchomp(composed);
    return *composed != '\0' ? g_steal_pointer(&composed) : NULL;
}

/* ---- title ---- */

/* What programs call a document that nobody named, in small letters; a number may follow. */
static const char *const unnamed[] = {
    "untitled",
    "uden titel",
    "unavngivet",
    "ikke navngivet",
    "no title",
    "ingen titel",
    "title",
    "titel",
    "dokument",
    "document",
    "præsentation",
    "presentation",
    "powerpoint-præsentation",
    "powerpoint presentation",
    "pp-præsentation",
    "slide",
    "dias",
    "dias nummer",
    "lysbillede",
    "layout",
    "template",
    "skabelon",
    "blank",
    "scan",
    "scanned document",
    "scannet dokument",
    "microsoft word",
    "adobe photoshop pdf",
    "reveal-md",
    "print",
    "ark",
    "sheet",
    "book",
    "mappe",
    "brochure",
    "page",
    "side",
    "pdf",
    "new document",
    "nyt dokument",
};

/* What programs put before a file name. */
static const char *const prefixes[] = {"microsoft word - ", "microsoft powerpoint - ",
                                       "microsoft excel - ", "microsoft publisher - ", "file://"};

static const char *const extensions[] = {
    ".doc",  ".docx", ".docm", ".dot", ".dotx", ".odt",   ".rtf", ".pdf",  ".ppt",
    ".pptx", ".pps",  ".odp",  ".xls", ".xlsx", ".ods",   ".pub", ".indd", ".qxd",
    ".ai",   ".cdr",  ".psd",  ".eps", ".htm",  ".html",  ".tex", ".dvi",  ".txt",
    ".jpg",  ".jpeg", ".png",  ".tif", ".tiff", ".pages", ".key", ".tmp",
};

static gboolean has_letters(const char *text)
{
    guint n = 0;
    for (; *text != '\0' && n < 3; text = g_utf8_next_char(text))
        n += g_unichar_isalpha(g_utf8_get_char(text)) ? 1 : 0;
    return n == 3;
}

static gboolean is_unnamed(char *lower)
{
    gsize n = strlen(lower);
    while (n > 0 && (g_ascii_isdigit(lower[n - 1]) || strchr(" -_().", lower[n - 1]) != NULL))
        n--;
    for (guint i = 0; i < G_N_ELEMENTS(unnamed); i++)
        if (strlen(unnamed[i]) == n && strncmp(lower, unnamed[i], n) == 0)
            return TRUE;
    return FALSE;
}

gboolean cb_pdf_title_is_useless(const char *title)
{
    g_autofree char *lower = g_utf8_strdown(title, -1);
    if (!has_letters(title) || is_unnamed(lower))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (g_str_has_prefix(lower, prefixes[i]))
            return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(extensions); i++)
        if (g_str_has_suffix(lower, extensions[i]))
            return TRUE;
    return FALSE;
}

char *cb_pdf_title(PopplerDocument *document)
{
    g_autofree char *raw = poppler_document_get_title(document);
    g_autofree char *title = clean(raw, MAX_TITLE_BYTES);
    return title != NULL && !cb_pdf_title_is_useless(title) ? g_steal_pointer(&title) : NULL;
}

/* ---- date ---- */

static char *format_date(GDateTime *when)
{
    gint year = when != NULL ? g_date_time_get_year(when) : 0;
    return year >= 1980 && year < 2200 ? g_date_time_format(when, "%Y-%m-%d") : NULL;
}

char *cb_pdf_date(PopplerDocument *document)
{
    g_autoptr(GDateTime) modified = poppler_document_get_modification_date_time(document);
    char *date = format_date(modified);
    if (date != NULL)
        return date;
    g_autoptr(GDateTime) created = poppler_document_get_creation_date_time(document);
    return format_date(created);
}

/* ---- outline ---- */

typedef struct {
    PopplerDocument *document;
    GByteArray *items; /* packed */
    guint count;
    guint visits; /* of items with a title or without */
} Outline;

static guint dest_page(PopplerDocument *document, const PopplerDest *dest)
{
    gint page = dest->page_num;
    if (dest->type == POPPLER_DEST_NAMED && dest->named_dest != NULL) {
        PopplerDest *found = poppler_document_find_dest(document, dest->named_dest);
        page = found != NULL ? found->page_num : 0;
        if (found != NULL)
            poppler_dest_free(found);
    }
    return page > 0 && page <= poppler_document_get_n_pages(document) ? (guint)page : 0;
}

static guint action_page(PopplerDocument *document, const PopplerAction *action)
{
    if (action->type != POPPLER_ACTION_GOTO_DEST || action->goto_dest.dest == NULL)
        return 0;
    return dest_page(document, action->goto_dest.dest);
}

static void pack_item(Outline *outline, const PopplerAction *action, guint level)
{
    g_autofree char *title = clean(action->any.title, MAX_TITLE_BYTES);
    if (title == NULL)
        return;
    cb_pack_number(outline->items, level);
    cb_pack_number(outline->items, action_page(outline->document, action));
    cb_pack_string(outline->items, title);
    outline->count++;
}

/* An outline may refer back to itself: depth and number of visits are bounded. Frees @iter. */
static void walk(Outline *outline, PopplerIndexIter *iter, guint level)
{
    gboolean more = iter != NULL && level <= CB_MAX_OUTLINE_DEPTH;
    while (more && outline->visits++ < CB_MAX_OUTLINE_ITEMS) {
        PopplerAction *action = poppler_index_iter_get_action(iter);
        if (action != NULL) {
            pack_item(outline, action, level);
            poppler_action_free(action);
        }
        walk(outline, poppler_index_iter_get_child(iter), level + 1);
        more = poppler_index_iter_next(iter);
    }
    poppler_index_iter_free(iter);
}

void cb_pdf_pack_outline(PopplerDocument *document, GByteArray *out)
{
    g_autoptr(GByteArray) items = g_byte_array_new();
    Outline outline = {.document = document, .items = items};
    PopplerIndexIter *iter = poppler_index_iter_new(document);
    if (iter != NULL)
        walk(&outline, iter, 1);
    cb_pack_number(out, outline.count);
    g_byte_array_append(out, items->data, items->len);
}

/* ---- labels ---- */

char *cb_pdf_label(PopplerPage *page, guint number)
{
    g_autofree char *raw = poppler_page_get_label(page);
    g_autofree char *label = clean(raw, MAX_LABEL_BYTES);
    char digits[16];
    g_snprintf(digits, sizeof digits, "%u", number);
    return label != NULL && strcmp(label, digits) != 0 ? g_steal_pointer(&label) : NULL;
}
