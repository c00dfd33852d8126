/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers for tests of what is made of them: written down, not searched for. Freed with
 * cb_answer_free(). */
#ifndef CB_TEST_WRITTEN_ANSWER_H
#define CB_TEST_WRITTEN_ANSWER_H

#include <casebank/search.h>

G_BEGIN_DECLS

CbAnswer *answer_new(const char *text, guint total);
CbHit *answer_add_hit(CbAnswer *answer, const char *id, const char *title);
CbPassage *hit_add_section(CbHit *hit, const char *heading, const char *text);
CbPassage *hit_add_pdf_page(CbHit *hit, const char *name, guint page, const char *label,
                            const char *text);
/** Marks the first occurrence of @word. */
void passage_mark(CbPassage *passage, const char *word);
void answer_add_facet(CbAnswer *answer, const char *name, const char *const *values);

G_END_DECLS

#endif
