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
 * spellings that mean the same. Errors: CB_ERROR_IO, CB_ERROR_BAD_FILE (names the line). */
gboolean cb_municipalities_load(CbMunicipalities *list, const char *path, GError **error);

/**
 * cb_municipalities_find:
 *
 * Those that @text names as a municipality: "Aalborg Kommune", "Frederikshavns Kommune", "Lolland
 * og Vordingborg Kommuner", "kommunerne Vejle, Varde og Vejen"; never a bare word ("Vejen til
 * SOSU").
 *
 * Returns: (transfer full): canonical names, in order of first mention, each once.
 */
GPtrArray *cb_municipalities_find(const CbMunicipalities *list, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbMunicipalities, cb_municipalities_free)

G_END_DECLS

#endif
