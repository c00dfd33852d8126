/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case tell what came of it? */
#ifndef CB_INDEX_EFFECT_H
#define CB_INDEX_EFFECT_H

#include <casebank/case.h>

G_BEGIN_DECLS

/** TRUE when a section is headed "Effekter ..." or "Resultater ...", or a sentence of the page
 * gives a share ("85 pct.", "12 af 14") together with a word of change ("fald", "reduceret",
 * "fastholdt"). The attachments are not asked: a handbook is full of percentages. */
gboolean cb_case_tells_effect(const CbCase *item);

G_END_DECLS

#endif
