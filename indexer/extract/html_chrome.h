/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a page's content from what stands around it on every page of a site. */
#ifndef CB_EXTRACT_HTML_CHROME_H
#define CB_EXTRACT_HTML_CHROME_H

#include "html_survey.h"

G_BEGIN_DECLS

/** Surveys @tree (html_survey.h) and fills in the marks of all nodes. */
void cb_html_mark_chrome(CbTree *tree);

G_END_DECLS

#endif
