/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the municipalities that a text names, from a list: the 98 of Denmark, and those a case bank
 * adds. */
#ifndef CB_INDEXER_MUNICIPALITY_H
#define CB_INDEXER_MUNICIPALITY_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbMunicipalities CbMunicipalities;

/** The shipped list of the 98 (compiled in from municipalities.txt). */
CbMunicipalities *cb_municipalities_new(void);
void cb_municipalities_free(CbMunicipalities *list);

/** Adds the names in @path: one a line, "#" comments, "Name = other spelling, other spelling" for
 * spellings that mean the same. A name that is there already only gets the new spellings. Errors:
 * CB_ERROR_IO, CB_ERROR_BAD_FILE (names the line; those before it were added). */
gboolean cb_municipalities_load(CbMunicipalities *list, const char *path, GError **error);

/**
 * cb_municipalities_find:
 *
 * Those that @text names as a municipality: "Aalborg Kommune", "Frederikshavns Kommune", "Lolland
 * og Vordingborg Kommuner", "kommunerne Vejle, Varde og Vejen", "Bornholms Regionskommune"; never a
 * bare word ("Vejen til SOSU") nor one without a capital letter. The word "kommune" may have any
 * case. Ålborg and Aalborg, Høje Taastrup and Høje-Taastrup are the same.
 *
 * Returns: (transfer full): canonical names, in order of first mention, each once.
 */
GPtrArray *cb_municipalities_find(const CbMunicipalities *list, const char *text);

/**
 * cb_municipalities_find_beside:
 * @name: a canonical name.
 *
 * Those that @text names in one breath with @name: for "Lolland" and "Lolland og Vordingborg
 * Kommuner samarbejder med Guldborgsund Kommune" Lolland and Vordingborg.
 *
 * Returns: (transfer full): as cb_municipalities_find(); empty when @text does not name @name.
 */
GPtrArray *cb_municipalities_find_beside(const CbMunicipalities *list, const char *text,
                                         const char *name);

/** Adds those of @more (char*) that @names lacks. Both hold copies with g_free. */
void cb_municipalities_union(GPtrArray *names, const GPtrArray *more);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbMunicipalities, cb_municipalities_free)

G_END_DECLS

#endif
