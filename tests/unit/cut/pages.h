/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of cutting share: reading pages, cutting them, and saying what came out. */
#ifndef CB_TEST_CUT_PAGES_H
#define CB_TEST_CUT_PAGES_H

#include "cut/cut.h"

/** The 98 and the invented ones of tests/data/cut/municipalities.txt. Shared; freed at exit. */
const CbMunicipalities *municipalities(void);

/** A file of the source tree, by its path below it. (transfer full) */
char *source_path(const char *path);

/** Reads a page below the source tree: HTML, or by ".txt" a capture. (transfer full) */
CbPage *page_of_file(const char *path);
CbPage *page_of_html(const char *body);
CbPage *page_of_capture(const char *text);

/** Cut as "mappe/side.html" with the URL https://example.dk/mappe/side. Frees @page. (transfer
 * full) */
GPtrArray *cut(CbPage *page, CbPageKind *kind);

/** The strings of @names, ", " between. (transfer full) */
char *joined(const GPtrArray *names);

/** Everything of a case that a capture can say, too: kind, title, municipalities, topics, date,
 * lead, sections, attachments' names, contact. (transfer full) */
char *describe(const CbCase *item);

const CbCase *case_at(const GPtrArray *cases, guint i);

/** Fails unless the case's titles are @... in this order; NULL at the end. */
void assert_titles(const GPtrArray *cases, ...) G_GNUC_NULL_TERMINATED;

/** Whether @text stands anywhere in what is searched: title, lead or sections. */
gboolean is_searchable(const CbCase *item, const char *text);

#endif
