/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a case of a run of a page's parts. */
#ifndef CB_INDEXER_BUILD_H
#define CB_INDEXER_BUILD_H

#include "layout.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct {
    const CbParts *parts;
    const char *source;
    const char *url; /* of the page, or NULL */
    const CbMunicipalities *municipalities;
    GHashTable *places; /* (nullable): gets, for each case, where its municipalities were found:
                           CbCase* -> a static text in Danish */
} CbBuilder;

/** The whole page as one case. NULL when nothing is left of it but contact. (transfer full) */
CbCase *cb_build_page(const CbBuilder *builder);

/**
 * cb_build_unit:
 *
 * A section of a collection, with what stands between it and @next, the following unit's start
 * (the number of parts when it is the last: then the box behind it is everybody's, see
 * cb_build_common_contact()). (transfer full) (nullable): NULL when it holds no text.
 */
CbCase *cb_build_unit(const CbBuilder *builder, const CbUnit *unit, guint next);

/** A teaser: its running text is its lead; its target, if any, is its only also_in.
 * (transfer full) (nullable): NULL when it holds no text. */
CbCase *cb_build_teaser(const CbBuilder *builder, const CbUnit *unit);

/** The contact of parts [@start, end of page), or NULL. (transfer full) */
char *cb_build_common_contact(const CbBuilder *builder, guint start);

G_END_DECLS

#endif
