/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hit, a whole case and the status say in the same words. */
#ifndef CB_CLI_TEXT_PARTS_H
#define CB_CLI_TEXT_PARTS_H

#include "layout.h"

#include <casebank/search.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): where a passage stands: "Håndbog.pdf, side 4 (iv)", or the
 * heading of its section. */
char *cb_passage_origin(const CbPassage *passage);

/** "Aalborg · opdateret 14. marts 2024 · kun omtalt i en oversigt". @municipalities: char *,
 * @n of them. Adds nothing when nothing is known. */
void cb_text_meta(CbLayout *layout, const char *const *municipalities, guint n, const char *updated,
                  CbCaseKind kind, guint indent);

/** The attachments that were read, and those that could not be, each kind on its own line.
 * @attachments: CbAttachment *. */
void cb_text_attachments(CbLayout *layout, const GPtrArray *attachments, guint indent);

/** "Står også på: ...": the titles of the other places, or their addresses where the title is that
 * of the case itself. @also_in: CbAlsoIn *. */
void cb_text_also_in(CbLayout *layout, const GPtrArray *also_in, const char *title, guint indent);

/** What stands for a case: its title, else its id. A line of a file may have no title, and the
 * start of its text would look like one. */
const char *cb_shown_title(const char *title, const char *id);

/** A link on a line of its own; nothing for NULL. */
void cb_text_link(CbLayout *layout, const char *link, guint indent);

G_END_DECLS

#endif
