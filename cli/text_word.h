/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about a word, as text for people. */
#ifndef CB_CLI_TEXT_WORD_H
#define CB_CLI_TEXT_WORD_H

#include "layout.h"

#include <casebank/word_report.h>

G_BEGIN_DECLS

/** The word and below it a line for each thing there is to say. */
void cb_text_word(CbLayout *layout, const CbWordReport *report);

G_END_DECLS

#endif
