/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a case is a hit or not, as text for people, in Danish. */
#ifndef CB_CLI_TEXT_EXPLANATION_H
#define CB_CLI_TEXT_EXPLANATION_H

#include "layout.h"

#include <casebank/explain.h>

G_BEGIN_DECLS

/** First what a consultant asks: is it there, which words, where; last how the points came about.
 * @filtered: cases were chosen by more than the words of the query. */
void cb_text_explanation(CbLayout *layout, const CbExplanation *explanation, gboolean filtered);

G_END_DECLS

#endif
