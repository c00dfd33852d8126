/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that an answer suggests, ready to be copied. */
#ifndef CB_CLI_NEXT_PAGE_H
#define CB_CLI_NEXT_PAGE_H

#include <casebank/search.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the command line that was given (@args: the words after
 * "search"), but for the page after @answer; NULL when there is none. */
char *cb_next_page_command(char *const *args, const CbAnswer *answer);

/** "casebank show", with the index when it was named. */
char *cb_show_command(const char *index);

/** Returns: (transfer full) (nullable): the command that searches for the answer's suggestion; NULL
 * when there is none. */
char *cb_suggested_command(const char *index, const CbAnswer *answer);

/** Returns: (transfer full): @word, quoted when a shell needs that. */
char *cb_quote_word(const char *word);

G_END_DECLS

#endif
