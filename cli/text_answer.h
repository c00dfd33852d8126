/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as text for people, in Danish. */
#ifndef CB_CLI_TEXT_ANSWER_H
#define CB_CLI_TEXT_ANSWER_H

#include "layout.h"

#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * CbTextOptions:
 * @folders: (nullable): see cb_link().
 * @next_page: (nullable): the command that shows the next page.
 * @show_command: how a whole case is shown, without the name of the case: "casebank show".
 * @suggested: (nullable): the command that searches for the answer's suggestion.
 * @by_date: the hits are in order of date.
 */
typedef struct {
    const char *const *folders;
    const char *next_page;
    const char *show_command;
    const char *suggested;
    gboolean by_date;
} CbTextOptions;

void cb_text_answer(CbLayout *layout, const CbAnswer *answer, const CbTextOptions *options);

/** What the thesaurus added, one line for all, and how to do without. What no case has is left out:
 * it says nothing. @expansions: CbExpansion *. */
void cb_text_expansions(CbLayout *layout, const GPtrArray *expansions);

G_END_DECLS

#endif
