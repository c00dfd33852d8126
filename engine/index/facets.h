/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of a case as small numbers: a dictionary of display values, and each case's numbers in
 * it. */
#ifndef CB_INDEX_FACETS_H
#define CB_INDEX_FACETS_H

#include "schema.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct CbFacetDictionary CbFacetDictionary;

CbFacetDictionary *cb_facet_dictionary_new(void);
void cb_facet_dictionary_free(CbFacetDictionary *dictionary);

/** CB_VALUE_FACETS of a case; values that are new join the dictionary. Values that fold to the same
 * key are one, shown in the first spelling met. (transfer full) */
GByteArray *cb_facet_dictionary_encode(CbFacetDictionary *dictionary, const CbCase *item);

/** A facet's display values as they lie in the metadata: a count and that many strings. (transfer
 * full) */
GByteArray *cb_facet_dictionary_pack(const CbFacetDictionary *dictionary, CbFacetId facet);

/** Takes over what cb_facet_dictionary_pack() gave, into an empty dictionary. FALSE when damaged.
 */
gboolean cb_facet_dictionary_load(CbFacetDictionary *dictionary, CbFacetId facet, const void *data,
                                  gsize length);

/** Reads them back: (transfer full) (nullable) (element-type utf8); NULL when damaged. */
GPtrArray *cb_facet_values_unpack(const void *data, gsize length);

G_END_DECLS

#endif
