/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer and an explanation write in the same JSON. All that is returned belongs to the
 * caller. */
#ifndef CB_SEARCH_JSON_PARTS_H
#define CB_SEARCH_JSON_PARTS_H

#include <casebank/search.h>
#include <jansson.h>

G_BEGIN_DECLS

/** To the nearest of so many @steps in 1: 1000 for three decimals. */
double cb_json_rounded(double value, double steps);

/** JSON null for NULL. */
json_t *cb_json_text(const char *string);

/** An array of char*. */
json_t *cb_json_strings(const GPtrArray *list);

json_t *cb_json_passage(const CbPassage *passage);

/** @expansions: CbExpansion*, that were searched for. */
json_t *cb_json_expansions(const GPtrArray *expansions);
/** @related: CbExpansion*, that were only offered. */
json_t *cb_json_related(const GPtrArray *related);

/** Takes @json. */
char *cb_json_dump(json_t *json, gboolean pretty);

G_END_DECLS

#endif
