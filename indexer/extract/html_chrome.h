/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a page's content from what stands around it on every page of a site. */
#ifndef CB_EXTRACT_HTML_CHROME_H
#define CB_EXTRACT_HTML_CHROME_H

#include "../page.h"
#include "html_survey.h"

G_BEGIN_DECLS

/** What is known beforehand. */
typedef struct {
    gboolean contact_given; /* contact is what is CB_MARK_WHO, and nothing else */
} CbChromeRules;

/** Surveys @tree (html_survey.h) and fills in the marks of all nodes that are not CB_MARKS_GIVEN.
 * @page: gets notes of what is left out and what is contact. */
void cb_html_mark_chrome(CbTree *tree, const CbChromeRules *rules, CbPage *page);

G_END_DECLS

#endif
