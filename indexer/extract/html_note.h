/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader of a page notes of its work, for a person who asks why. */
#ifndef CB_EXTRACT_HTML_NOTE_H
#define CB_EXTRACT_HTML_NOTE_H

#include "../page.h"
#include "html_tree.h"

G_BEGIN_DECLS

/** Adds a note of the element or text @node (0 for none) with its first words, if @page keeps
 * notes. @rule: in Danish, or a key of the profile. */
void cb_html_note(const CbTree *tree, CbPage *page, CbNoteKind kind, guint32 node, guint count,
                  const char *rule);

G_END_DECLS

#endif
