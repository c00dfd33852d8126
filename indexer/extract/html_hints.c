/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A name counts as a whole ("site-header"), and by its words ("kl-cookie-banner", "hovedMenu"):
 * parts between hyphens, underscores and changes from small to capital letter. A word in the tables
 * that ends in "*" stands for all that begin so.
 */
#include "html_hints.h"
#include <string.h>

#define MAX_NAME 64

typedef struct {
    const char *word;
    guint hint;
} Hint;

/* Sorted by bytes. */
static const Hint whole_names[] = {
    {"col-left", CB_HINT_ASIDE},
    {"col-right", CB_HINT_ASIDE},
    {"footer", CB_HINT_EDGE},
    {"global-footer", CB_HINT_EDGE},
    {"global-header", CB_HINT_EDGE},
    {"header", CB_HINT_EDGE},
    {"left-column", CB_HINT_ASIDE},
    {"main-footer", CB_HINT_EDGE},
    {"main-header", CB_HINT_EDGE},
    {"page-footer", CB_HINT_EDGE},
    {"page-header", CB_HINT_EDGE},
    {"right-column", CB_HINT_ASIDE},
    {"screen-reader-text", CB_HINT_UNSEEN},
    {"search-bar", CB_HINT_CHROME},
    {"search-box", CB_HINT_CHROME},
    {"search-form", CB_HINT_CHROME},
    {"secondary", CB_HINT_ASIDE},
    {"site-footer", CB_HINT_EDGE},
    {"site-header", CB_HINT_EDGE},
    {"site-search", CB_HINT_CHROME},
    {"social-links", CB_HINT_CHROME},
    {"social-media", CB_HINT_CHROME},
    {"social-share", CB_HINT_CHROME},
    {"sr-only", CB_HINT_UNSEEN},
    {"visually-hidden", CB_HINT_UNSEEN},
};

/* Sorted by bytes. */
static const Hint words[] = {
    {"accordeon*", CB_HINT_ACCORDION},
    {"accordion*", CB_HINT_ACCORDION},
    {"addthis", CB_HINT_CHROME},
    {"addtoany", CB_HINT_CHROME},
    {"akkordeon*", CB_HINT_ACCORDION},
    {"aside", CB_HINT_ASIDE},
    {"breadcrumb*", CB_HINT_BREADCRUMB},
    {"brodkrumme*", CB_HINT_BREADCRUMB},
    {"broedkrumme*", CB_HINT_BREADCRUMB},
    {"brødkrumme*", CB_HINT_BREADCRUMB},
    {"bundmenu", CB_HINT_CHROME},
    {"button", CB_HINT_OPENER},
    {"cmplz", CB_HINT_COOKIES},
    {"collapse", CB_HINT_ACCORDION},
    {"collapsible", CB_HINT_ACCORDION},
    {"colophon", CB_HINT_EDGE},
    {"comment", CB_HINT_CHROME},
    {"comments", CB_HINT_CHROME},
    {"consent", CB_HINT_COOKIES},
    {"contact*", CB_HINT_CONTACT},
    {"cookie*", CB_HINT_COOKIES},
    {"crumbs", CB_HINT_BREADCRUMB},
    {"crumbtrail", CB_HINT_BREADCRUMB},
    {"cybot*", CB_HINT_COOKIES},
    {"deling", CB_HINT_CHROME},
    {"expandable", CB_HINT_ACCORDION},
    {"expander", CB_HINT_ACCORDION},
    {"fact", CB_HINT_FACTS},
    {"factbox", CB_HINT_FACTS},
    {"facts", CB_HINT_FACTS},
    {"fakta", CB_HINT_FACTS},
    {"faktaboks", CB_HINT_FACTS},
    {"faq", CB_HINT_ACCORDION},
    {"foldout", CB_HINT_ACCORDION},
    {"gdpr", CB_HINT_COOKIES},
    {"hamburger", CB_HINT_CHROME},
    {"harmonika", CB_HINT_ACCORDION},
    {"head", CB_HINT_OPENER},
    {"header", CB_HINT_OPENER},
    {"heading", CB_HINT_OPENER},
    {"hovedmenu", CB_HINT_CHROME},
    {"infoboks", CB_HINT_FACTS},
    {"infobox", CB_HINT_FACTS},
    {"kontakt*", CB_HINT_CONTACT},
    {"label", CB_HINT_OPENER},
    {"lightbox", CB_HINT_CHROME},
    {"login", CB_HINT_CHROME},
    {"logind", CB_HINT_CHROME},
    {"mainmenu", CB_HINT_CHROME},
    {"mainnav", CB_HINT_CHROME},
    {"masthead", CB_HINT_EDGE},
    {"megamenu", CB_HINT_CHROME},
    {"menu", CB_HINT_CHROME},
    {"mobilmenu", CB_HINT_CHROME},
    {"modal", CB_HINT_CHROME},
    {"nav", CB_HINT_CHROME},
    {"navbar", CB_HINT_CHROME},
    {"navigation", CB_HINT_CHROME},
    {"offcanvas", CB_HINT_CHROME},
    {"onetrust*", CB_HINT_COOKIES},
    {"overskrift", CB_HINT_OPENER},
    {"pager", CB_HINT_CHROME},
    {"pagination", CB_HINT_CHROME},
    {"paginering", CB_HINT_CHROME},
    {"panel", CB_HINT_ACCORDION},
    {"popup", CB_HINT_CHROME},
    {"readspeaker", CB_HINT_CHROME},
    {"related", CB_HINT_RELATED},
    {"relaterede", CB_HINT_RELATED},
    {"relateret", CB_HINT_RELATED},
    {"rsbtn", CB_HINT_CHROME},
    {"searchbox", CB_HINT_CHROME},
    {"searchform", CB_HINT_CHROME},
    {"share", CB_HINT_CHROME},
    {"sharethis", CB_HINT_CHROME},
    {"shariff", CB_HINT_CHROME},
    {"sharing", CB_HINT_CHROME},
    {"sidebar", CB_HINT_ASIDE},
    {"sidefod", CB_HINT_EDGE},
    {"sidehoved", CB_HINT_EDGE},
    {"sidemenu", CB_HINT_CHROME},
    {"sidenav", CB_HINT_CHROME},
    {"signin", CB_HINT_CHROME},
    {"skip", CB_HINT_CHROME},
    {"skiplink*", CB_HINT_CHROME},
    {"submenu", CB_HINT_CHROME},
    {"subnav", CB_HINT_CHROME},
    {"summary", CB_HINT_OPENER},
    {"title", CB_HINT_OPENER},
    {"toggle", CB_HINT_OPENER},
    {"topbar", CB_HINT_EDGE},
    {"topmenu", CB_HINT_CHROME},
    {"topnav", CB_HINT_CHROME},
    {"trigger", CB_HINT_OPENER},
    {"vcard", CB_HINT_CONTACT},
    {"venstremenu", CB_HINT_CHROME},
    {"visuallyhidden", CB_HINT_UNSEEN},
};

/* Whether @name is @word, or begins with a @word that ends in "*": 0, else the sign of strcmp(). */
static int compare(const char *name, const char *word)
{
    gsize length = strlen(word);
    if (word[length - 1] == '*')
        return strncmp(name, word, length - 1);
    return strcmp(name, word);
}

static guint look_up(const Hint *table, guint n, const char *name)
{
    guint low = 0;
    while (low < n) {
        guint middle = (low + n) / 2;
        int order = compare(name, table[middle].word);
        if (order == 0)
            return table[middle].hint;
        if (order < 0)
            n = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Whether a word ends before @at: "main-menu", "mainMenu". */
static gboolean is_seam(const char *at)
{
    if (at[1] == '\0' || strchr("-_:", at[1]) != NULL)
        return TRUE;
    return g_ascii_islower(at[0]) && g_ascii_isupper(at[1]);
}

/* The hints of the words in @name. */
static guint word_hints(const char *name)
{
    guint hints = 0;
    char word[MAX_NAME];
    gsize length = 0;
    for (; *name != '\0'; name++) {
        if (strchr("-_:", *name) != NULL)
            continue;
        word[length++] = g_ascii_tolower(*name);
        if (!is_seam(name))
            continue;
        word[length] = '\0';
        hints |= look_up(words, G_N_ELEMENTS(words), word);
        length = 0;
    }
    return hints;
}

/* "header" is an opener in "accordion-header" alone; with "accordion" and "header" in two names
 * ("accordion open header") the element may as well be a whole part. */
static guint name_hints(const char *name)
{
    char small[MAX_NAME];
    gsize length = strlen(name);
    for (gsize i = 0; i <= length; i++)
        small[i] = g_ascii_tolower(name[i]);
    guint hints = look_up(whole_names, G_N_ELEMENTS(whole_names), small) | word_hints(name);
    if ((hints & CB_HINT_ACCORDION) == 0)
        hints &= ~(guint)CB_HINT_OPENER;
    return hints;
}

guint cb_html_hints(const char *names)
{
    static const char space[] = " \t\n\r\f";
    guint hints = 0;
    for (names += strspn(names, space); *names != '\0'; names += strspn(names, space)) {
        gsize length = strcspn(names, space);
        char name[MAX_NAME];
        if (length < MAX_NAME) {
            memcpy(name, names, length);
            name[length] = '\0';
            hints |= name_hints(name);
        }
        names += length;
    }
    return hints;
}
