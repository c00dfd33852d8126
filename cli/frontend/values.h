/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the values of a search request as people and programs write them: on the command line
 * ("--år 2019..2023") and in a web address ("year=2019..2023"). Each function takes the name that
 * the asker used, so that the message can say which value is wrong. All errors are CB_ERROR_USAGE.
 */
#ifndef CB_FRONTEND_VALUES_H
#define CB_FRONTEND_VALUES_H

#include <casebank/search.h>

G_BEGIN_DECLS

#define CB_MAX_PAGE 1000000

/** A whole number, in digits alone, from @min to @max. */
gboolean cb_value_number(const char *label, const char *value, guint min, guint max, guint *number,
                         GError **error);

/** "2021", "2019..2023", "2019.." or "..2023"; an open end becomes 0. Years have four digits. */
gboolean cb_value_years(const char *label, const char *value, guint *from, guint *to,
                        GError **error);

/** "relevance" or "date", or "relevans" or "dato". */
gboolean cb_value_sort(const char *label, const char *value, CbSort *sort, GError **error);

/** Fails when @value is not UTF-8. */
gboolean cb_value_text(const char *label, const char *value, GError **error);

/** Returns: (transfer full): @text as it can stand in a message: valid UTF-8, no control
 * characters, cut when it is long. */
char *cb_shown_text(const char *text);

G_END_DECLS

#endif
