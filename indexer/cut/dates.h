/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as Danish web pages write them. */
#ifndef CB_INDEXER_DATES_H
#define CB_INDEXER_DATES_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_date_parse:
 * @text: begins with the date, white space and "den", "d." aside: "14. marts 2024", "d. 14. mar.
 * 2024", "14.03.2024", "14/3-2024", "14-03-24" (20xx), "2024-03-14", "2024-03-14T09:30:00Z".
 * @end: (out) (nullable): what follows the date.
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD"; NULL when there is no date, or one that does
 * not exist (31 February), or its year is before 1990 or after 2100.
 */
char *cb_date_parse(const char *text, const char **end);

/**
 * cb_date_updated:
 * @text: one block.
 *
 * The date that a line about the page gives as its last change ("Sidst opdateret: 14. marts 2024"),
 * else as its publication ("Publiceret 3. maj 2021"). Running text about something else ("Håndbogen
 * er sidst opdateret i 2021") gives none.
 *
 * @label_only: (out): whether @text is the label without a date, which may then be the next block.
 *
 * Returns: (transfer full) (nullable): "YYYY-MM-DD".
 */
char *cb_date_updated(const char *text, gboolean *label_only);

G_END_DECLS

#endif
