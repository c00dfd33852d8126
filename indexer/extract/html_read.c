/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to a page: reads it, refuses what is no page, and runs the steps of the other html_*
 * files. */
#include "html_read.h"
#include "html_blocks.h"
#include "html_charset.h"
#include "html_chrome.h"
#include "html_head.h"
#include "html_strip.h"
#include "page_file.h"
#include "profile_doc.h"
#include "profile_marks.h"
#include "protocol.h"
#include <string.h>

static CbPage *refuse(char **reason, char *why)
{
    g_free(*reason);
    *reason = why;
    return NULL;
}

static gboolean starts_with(const guint8 *data, gsize length, const char *magic)
{
    return length >= strlen(magic) && memcmp(data, magic, strlen(magic)) == 0;
}

/* Why @data cannot be a page; NULL when it may be one. */
static const char *unfit(const guint8 *data, gsize length)
{
    if (length == 0)
        return "filen er tom";
    if (starts_with(data, length, "%PDF-"))
        return "filen er en PDF, ikke en HTML-side";
    if (cb_html_is_binary(data, length))
        return "filen er ikke tekst";
    return NULL;
}

/* Runs the steps on a page that could be parsed. @doc: (nullable): the page for XPath. FALSE for
 * too many blocks, or with a @reason. */
static gboolean read_tree(CbTree *tree, const CbPageRules *rules, CbProfileDoc *doc, CbPage *page,
                          char **reason)
{
    g_autoptr(CbProfileFinds) finds = NULL;
    CbChromeRules chrome = {FALSE};
    if (doc != NULL && !cb_profile_doc_link(doc, tree)) {
        *reason = g_strdup_printf("siden har over %u elementer: så store sider kan ikke læses med "
                                  "en profil",
                                  CB_MAX_DOC_NODES);
        return FALSE;
    }
    if (doc != NULL) {
        finds = cb_profile_find(rules, doc, tree, page, reason);
        if (finds == NULL)
            return FALSE;
        cb_profile_mark(tree, finds);
        chrome.contact_given = finds->nodes[CB_RULE_CONTACT]->len > 0;
    }
    cb_html_mark_chrome(tree, &chrome, page);
    if (finds != NULL)
        cb_profile_read(tree, finds, page);
    cb_html_read_head(tree, finds, page);
    return cb_html_read_blocks(tree, finds, page);
}

/* Beyond parsing: its text is saved, and a profile finds nothing in it. */
static gboolean strip(const GString *text, CbPage *page)
{
    cb_page_add_note(page, CB_NOTE_BODY, 0,
                     "siden kan ikke læses som HTML: dens tekst er taget uden opbygning", NULL,
                     NULL);
    return cb_html_strip(text->str, text->len, page);
}

CbPage *cb_html_parse_by(const guint8 *data, gsize length, const CbPageRules *rules, char **reason)
{
    if (length > CB_MAX_HTML_BYTES)
        return refuse(reason, cb_page_file_too_large(length));
    const char *why = unfit(data, length);
    if (why != NULL)
        return refuse(reason, g_strdup(why));
    g_autoptr(GString) text = cb_html_to_utf8(data, length);
    g_autoptr(CbPage) page = cb_page_new();
    if (rules != NULL && rules->explains)
        cb_page_keep_notes(page);
    g_autoptr(CbProfileDoc) doc =
        rules != NULL && rules->rules->len > 0 ? cb_profile_doc_new() : NULL;
    g_autoptr(CbTree) tree = cb_tree_parse_to(text->str, text->len,
                                              doc != NULL ? cb_profile_doc_add_element : NULL, doc);
    g_autofree char *failed = NULL;
    gboolean fits = tree != NULL ? read_tree(tree, rules, doc, page, &failed) : strip(text, page);
    if (failed != NULL)
        return refuse(reason, g_steal_pointer(&failed));
    if (!fits)
        return refuse(reason, g_strdup_printf("siden har over %u afsnit", CB_MAX_PAGE_BLOCKS));
    return g_steal_pointer(&page);
}

CbPage *cb_html_parse(const guint8 *data, gsize length, char **reason)
{
    return cb_html_parse_by(data, length, NULL, reason);
}

CbPage *cb_html_read(int fd, const CbPageRules *rules, char **reason)
{
    gsize length = 0;
    g_autofree guint8 *data = cb_page_file_read(fd, &length, reason);
    return data != NULL ? cb_html_parse_by(data, length, rules, reason) : NULL;
}
