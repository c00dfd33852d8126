/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three passes over the tree. Backwards: what each subtree holds, and how much text. Forwards: what
 * is dropped, parents before children, so that the inside of a menu is never looked at. Backwards
 * again: how much text is left.
 *
 * What an author said with tags and roles is believed unless the element holds the page's main
 * element or title; what class names and places hint, unless it also holds most of the text. An
 * <aside> is content when it stands in the content and has more text than links, or gives a PDF or
 * a contact.
 *
 * What the site's profile says comes before all of it. What it keeps stays also inside of what is
 * dropped: then everything beside it is dropped instead of the whole.
 */
#include "html_chrome.h"
#include "html_hints.h"
#include "html_inline.h"
#include "html_note.h"
#include "html_survey.h"
#include "html_text.h"
#include <string.h>

#define MAX_TOGGLE_LENGTH 200u

/* Running text: what is not in links. */
static guint32 prose(const CbNode *at)
{
    return at->length - at->in_links;
}

/* Whether @node holds most of what there is to read, whatever it is called. */
static gboolean holds_most(const CbTree *tree, guint32 node)
{
    return prose(&tree->nodes[node]) * 2 > prose(&tree->nodes[0]);
}

/* Whether @node holds the page's main element or title. */
static gboolean holds_page(const CbTree *tree, guint32 node)
{
    return (tree->nodes[node].has & (CB_HAS_MAIN | CB_HAS_H1)) != 0;
}

/* Whether the <h1> @node is the name of the site: a link as a whole, or what <title> ends in. */
static gboolean is_site_name(const CbTree *tree, guint32 node)
{
    if (tree->nodes[node].in_links == tree->nodes[node].length)
        return TRUE;
    guint32 i = node;
    while (i > 0 && tree->nodes[i].tag != CB_TAG_TITLE)
        i--;
    if (i == 0)
        return FALSE;
    g_autofree char *title = cb_inline_text(tree, i);
    g_autofree char *name = cb_inline_text(tree, node);
    const char *found = strstr(title, name);
    return found != NULL && found != title;
}

/* Whether the title of the page is one of those in @node, as far as can be told. */
static gboolean holds_title(const CbTree *tree, guint32 node)
{
    guint32 title = tree->first_h1;
    return title >= node && tree->last_h1 < tree->nodes[node].end && !is_site_name(tree, title);
}

static gboolean is_in_content(const CbTree *tree, guint32 node)
{
    for (guint32 i = tree->nodes[node].parent; i != 0; i = tree->nodes[i].parent) {
        guint tag = tree->nodes[i].tag;
        /* A section may also be the frame of the whole page. */
        if (tag == CB_TAG_MAIN || tag == CB_TAG_ARTICLE ||
            (tag == CB_TAG_SECTION && !holds_most(tree, i)) ||
            cb_html_attribute_is(tree, i, CB_ATTRIBUTE_ROLE, "main"))
            return TRUE;
    }
    return FALSE;
}

/* Whether a part that is hidden now is one that the reader can open. */
static gboolean is_panel(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    const char *id = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ID);
    if (id != NULL && g_hash_table_contains(tree->controlled, id))
        return TRUE;
    if (((at->hints | tree->nodes[at->parent].hints) & CB_HINT_ACCORDION) != 0)
        return TRUE;
    if (cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "tabpanel") ||
        cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "region"))
        return TRUE;
    /* Scripts open what comes after a heading or a link to nowhere. */
    guint32 previous = cb_tree_previous(tree, node);
    return previous != 0 &&
           ((tree->nodes[previous].has & CB_HAS_TOGGLE) != 0 ||
            cb_tag_is_heading(tree->nodes[previous].tag) || cb_html_is_pressable(tree, previous));
}

static gboolean says_display_none(const char *style)
{
    const char *display = style != NULL ? strstr(style, "display") : NULL;
    if (display == NULL)
        return FALSE;
    display += strlen("display");
    display += strspn(display, " \t\n");
    if (*display != ':')
        return FALSE;
    display++;
    display += strspn(display, " \t\n");
    return g_str_has_prefix(display, "none");
}

static gboolean is_hidden(const CbTree *tree, guint32 node)
{
    gboolean hidden = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HIDDEN) != NULL ||
                      cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ARIA_HIDDEN, "true") ||
                      says_display_none(cb_tree_attribute(tree, node, CB_ATTRIBUTE_STYLE));
    if ((tree->nodes[node].hints & CB_HINT_UNSEEN) != 0)
        hidden = TRUE;
    return hidden && !is_panel(tree, node);
}

static gboolean has_role_of(const CbTree *tree, guint32 node, const char *const *roles)
{
    const char *role = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ROLE);
    for (; role != NULL && *roles != NULL; roles++)
        if (cb_html_has_word(role, *roles))
            return TRUE;
    return FALSE;
}

/* A column or box beside the text. */
static gboolean is_aside(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    return at->tag == CB_TAG_ASIDE || (at->hints & CB_HINT_ASIDE) != 0 ||
           cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "complementary");
}

static gboolean is_aside_content(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if ((at->has & CB_HAS_PDF) != 0 || (at->hints & (CB_HINT_FACTS | CB_HINT_CONTACT)) != 0)
        return TRUE;
    return is_in_content(tree, node) && at->in_links * 2 < at->length;
}

static gboolean holds_word(const CbTree *tree, guint32 node, const char *word)
{
    for (guint32 i = node; i < tree->nodes[node].end; i++) {
        const CbNode *at = &tree->nodes[i];
        if (at->tag == CB_TAG_TEXT &&
            g_strstr_len(tree->text + at->first, (gssize)at->count, word) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* A footer of the content tells its date or contact; of a quotation, who said it. */
static gboolean is_dropped_footer(const CbTree *tree, guint32 node)
{
    if (cb_html_is_within(tree, node, CB_TAG_BLOCKQUOTE) ||
        cb_html_is_within(tree, node, CB_TAG_FIGURE))
        return FALSE;
    if (!is_in_content(tree, node))
        return TRUE;
    return (tree->nodes[node].has & CB_HAS_PDF) == 0 &&
           (tree->nodes[node].hints & CB_HINT_CONTACT) == 0 &&
           !holds_word(tree, node, "pdateret") && !holds_word(tree, node, "ndret") &&
           !holds_word(tree, node, "evideret");
}

/* A button that does something else than open a part; one that is all there is of a heading is
 * that heading. */
static gboolean is_dropped_button(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if ((at->has & CB_HAS_TOGGLE) != 0 || (at->hints & CB_HINT_OPENER) != 0)
        return FALSE;
    for (guint32 i = at->parent; i != 0; i = tree->nodes[i].parent)
        if (cb_tag_is_heading(tree->nodes[i].tag))
            return tree->nodes[i].length != at->length;
    return TRUE;
}

/* The mark of a footnote: "[1]" glued to a word would make it another word. */
static gboolean is_note_mark(const CbTree *tree, guint32 node)
{
    return (tree->nodes[node].has & CB_HAS_LINK) != 0 && tree->nodes[node].length < 5;
}

/* A link to itself that authors' tools put at a heading, "#" or "¶", or back from a footnote. */
static gboolean is_sign_link(const CbTree *tree, guint32 node)
{
    const char *href = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HREF);
    guint32 length = tree->nodes[node].length;
    if (href == NULL || href[0] != '#' || length == 0 || length > 4)
        return FALSE;
    g_autofree char *text = cb_inline_text(tree, node);
    for (const char *at = text; *at != '\0'; at = cb_text_next(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return FALSE;
    return TRUE;
}

/* The header or footer of the page, not of a part of its content. */
static const char *page_edge(const CbTree *tree, guint32 node)
{
    static const char *const roles[] = {"banner", "contentinfo", NULL};
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_FOOTER)
        return is_dropped_footer(tree, node) ? "sidefod (<footer>)" : NULL;
    const char *rule = NULL;
    if (at->tag == CB_TAG_HEADER)
        rule = "sidehoved (<header>)";
    else if ((at->hints & CB_HINT_EDGE) != 0)
        rule = "sidehoved eller sidefod (navnet siger det)";
    else if (has_role_of(tree, node, roles))
        rule = "sidehoved eller sidefod (role)";
    return rule != NULL && !is_in_content(tree, node) ? rule : NULL;
}

/* What the author said with tag or role. */
static const char *declared(const CbTree *tree, guint32 node)
{
    static const char *const roles[] = {"navigation", "search",      "dialog",  "menu",
                                        "menubar",    "alertdialog", "toolbar", NULL};
    if (cb_html_is_tab(tree, node))
        return "faneblad (vises ved sin fane)";
    switch (tree->nodes[node].tag) {
    case CB_TAG_TITLE:
        return "sidens <title>";
    case CB_TAG_INPUT:
        return "felt til indtastning";
    case CB_TAG_DIALOG:
        return "dialogboks (<dialog>)";
    case CB_TAG_NAV:
        return "menu (<nav>)";
    case CB_TAG_SEARCH:
        return "søgefelt (<search>)";
    case CB_TAG_BUTTON:
        if (is_dropped_button(tree, node))
            return "knap";
        break;
    case CB_TAG_A:
        if (is_sign_link(tree, node))
            return "link til sig selv";
        break;
    case CB_TAG_SUP:
        return is_note_mark(tree, node) ? "fodnotetegn" : NULL;
    default:
        break;
    }
    gboolean dropped_role =
        tree->nodes[node].tag != CB_TAG_BUTTON && has_role_of(tree, node, roles);
    return dropped_role ? "menu, søgning eller dialog (role)" : NULL;
}

/* What seems to be no content by its place and name. */
static const char *likely(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_FORM)
        return "formular (<form>)";
    if ((at->hints & CB_HINT_CHROME) != 0)
        return "menu, deling, søgning eller log ind (navnet siger det)";
    if ((at->hints & CB_HINT_BREADCRUMB) != 0)
        return "brødkrumme (navnet siger det)";
    if ((at->hints & CB_HINT_RELATED) != 0 && (at->has & CB_HAS_PDF) == 0)
        return "andre sider (navnet siger det)";
    return is_aside(tree, node) && !is_aside_content(tree, node) ? "spalte ved siden af" : NULL;
}

static gboolean is_skeleton(guint tag)
{
    return tag == CB_TAG_HTML || tag == CB_TAG_HEAD || tag == CB_TAG_BODY || tag == CB_TAG_MAIN;
}

/* Why @node is not content, in Danish; NULL when it is. @marks: (out): the bits for it. */
static const char *drop(const CbTree *tree, guint32 node, guint *marks)
{
    const CbNode *at = &tree->nodes[node];
    *marks = CB_MARK_DROPPED;
    if (at->tag == CB_TAG_TEXT || is_skeleton(at->tag) || (at->has & CB_HAS_MAIN) != 0)
        return NULL;
    const char *rule = page_edge(tree, node);
    if (rule != NULL && !holds_title(tree, node))
        return rule;
    if (holds_page(tree, node))
        return NULL;
    rule = declared(tree, node);
    if (rule != NULL)
        return rule;
    /* A consent box may well say more than a short page. */
    if ((at->hints & CB_HINT_COOKIES) != 0)
        return "cookie-boks (navnet siger det)";
    if (holds_most(tree, node))
        return NULL;
    if (is_hidden(tree, node)) {
        *marks = CB_MARK_DROPPED | CB_MARK_HIDDEN;
        return "skjult for læseren";
    }
    return likely(tree, node);
}

/* ---- What is marked ---- */

static gboolean is_contact(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_ADDRESS)
        return TRUE;
    const char *type = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ITEMTYPE);
    const char *label = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ARIA_LABEL);
    gboolean named = (at->hints & CB_HINT_CONTACT) != 0 ||
                     (type != NULL && strstr(type, "ContactPoint") != NULL) ||
                     (label != NULL && g_ascii_strncasecmp(label, "kontakt", 7) == 0);
    return named && cb_tag_kind((CbTag)at->tag) == CB_KIND_BLOCK && !is_skeleton(at->tag) &&
           !holds_page(tree, node) && !holds_most(tree, node);
}

static gboolean is_toggle(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if ((at->has & CB_HAS_HEADING) != 0 || at->length > MAX_TOGGLE_LENGTH)
        return FALSE;
    if (cb_html_is_opener(tree, node))
        return TRUE;
    return (at->hints & CB_HINT_OPENER) != 0 && (at->has & CB_HAS_TOGGLE) == 0;
}

static guint describe(const CbTree *tree, guint32 node, const CbChromeRules *rules)
{
    guint marks = 0;
    if (tree->nodes[node].tag == CB_TAG_TEXT)
        return 0;
    if (rules->contact_given ? (tree->nodes[node].marks & CB_MARK_WHO) != 0
                             : is_contact(tree, node))
        marks |= CB_MARK_CONTACT;
    if (is_toggle(tree, node))
        marks |= CB_MARK_TOGGLE;
    return marks;
}

/* ---- The way through the tree ---- */

typedef struct {
    CbTree *tree;
    const CbChromeRules *rules;
    CbPage *page;
} Marker;

/* Empty elements are not worth a word. */
static void note(const Marker *marker, CbNoteKind kind, guint32 node, const char *rule)
{
    const CbNode *at = &marker->tree->nodes[node];
    if (at->length > 0 && at->tag != CB_TAG_TITLE)
        cb_html_note(marker->tree, marker->page, kind, node, 0, rule);
}

/* Marks @node and what is in it. @rule and @marks: of the element around that is not content but
 * for what the profile keeps in it; or NULL. */
static void mark(const Marker *marker, guint32 node, const char *rule, guint marks)
{
    CbNode *at = &marker->tree->nodes[node];
    if ((at->marks & CB_MARK_OUT) != 0) {
        rule = "profilen (leave-out)";
        marks = CB_MARK_DROPPED;
    } else if ((at->marks & CB_MARK_KEPT) != 0) {
        rule = NULL;
    } else if (rule == NULL) {
        rule = drop(marker->tree, node, &marks);
    }
    if (rule != NULL && (at->has & CB_HAS_KEPT) == 0) {
        note(marker, CB_NOTE_LEFT_OUT, node, rule);
        at->marks = (guint16)(at->marks | marks);
        return;
    }
    guint seen = rule == NULL ? describe(marker->tree, node, marker->rules) : 0;
    if ((seen & CB_MARK_CONTACT) != 0)
        note(marker, CB_NOTE_CONTACT, node,
             marker->rules->contact_given ? "profilen (contact)" : "elementet siger det");
    at->marks = (guint16)(at->marks | seen);
    for (guint32 i = node + 1; i < at->end; i = marker->tree->nodes[i].end)
        mark(marker, i, rule, marks);
}

void cb_html_mark_chrome(CbTree *tree, const CbChromeRules *rules, CbPage *page)
{
    const Marker marker = {tree, rules, page};
    cb_html_survey(tree);
    for (guint32 i = 1; i < tree->n_nodes; i = tree->nodes[i].end)
        mark(&marker, i, NULL, 0);
    cb_html_sum_up(tree);
}
