/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page's blocks as lines of text, for people and for comparing with expected files. */
#ifndef CB_TEST_PAGE_DUMP_H
#define CB_TEST_PAGE_DUMP_H

#include <page.h>

G_BEGIN_DECLS

/**
 * cb_page_dump:
 *
 * First what the page says of itself ("title: ..."), then a line a block: its kind ("h2", "p",
 * "item", "link", "toggle"), "@" when it is contact, "#anchor" and "<href>" when it has them, and
 * its text in quotes, a line break as "⏎". (transfer full)
 */
char *cb_page_dump(const CbPage *page);

G_END_DECLS

#endif
