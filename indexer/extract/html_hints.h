/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an element's class and id say it is, in the words that web designers use: "site-header",
 * "mainMenu", "accordion__title", "kontaktboks". */
#ifndef CB_EXTRACT_HTML_HINTS_H
#define CB_EXTRACT_HTML_HINTS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_HINT_CHROME = 1 << 0,     /* menus, sharing, login, search, paging, pop-ups */
    CB_HINT_COOKIES = 1 << 1,    /* asks for consent */
    CB_HINT_EDGE = 1 << 2,       /* header or footer, if of the page */
    CB_HINT_ASIDE = 1 << 3,      /* a column beside the content */
    CB_HINT_FACTS = 1 << 4,      /* a box with facts: content */
    CB_HINT_CONTACT = 1 << 5,    /* who to call */
    CB_HINT_ACCORDION = 1 << 6,  /* a part that folds */
    CB_HINT_OPENER = 1 << 7,     /* the title of such a part */
    CB_HINT_UNSEEN = 1 << 8,     /* for screen readers alone */
    CB_HINT_BREADCRUMB = 1 << 9, /* the path to the page */
    CB_HINT_RELATED = 1 << 10,   /* other pages to read */
} CbHints;

/** The hints in a value of class or id: names separated by spaces. */
guint cb_html_hints(const char *names);

G_END_DECLS

#endif
