/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which passages of a case hold a phrase. Positions are kept of the whole words of a case, by stem,
 * and the passages' beginnings among them: so this is known without reading a text. What is found
 * has the words of the phrase one after the other, in any inflection; of an exact phrase the forms
 * are still to be looked at.
 */
#ifndef CB_SEARCH_PHRASE_PLACES_H
#define CB_SEARCH_PHRASE_PLACES_H

#include "index_private.h"
#include "xapian_auto.h"

G_BEGIN_DECLS

/** Document ids in `passages`, @first to @last: several where the phrase reaches over the cut of a
 * long section. */
typedef struct {
    xapc_docid first, last;
} CbPhrasePlace;

/** Reads the places of a phrase in a case, in the order of the text. */
typedef struct CbPhrasePlaces CbPhrasePlaces;

/**
 * cb_phrase_places_new:
 * @case_docid: document id in `cases`.
 * @words: CbQueryWord* in order, at least one, at most CB_MAX_QUERY_WORDS; not kept.
 *
 * The index must outlive it and not be refreshed while it is used.
 */
CbPhrasePlaces *cb_phrase_places_new(CbIndex *index, xapc_docid case_docid, const GPtrArray *words);
void cb_phrase_places_free(CbPhrasePlaces *places);

/** The next place, which begins in a later passage than the one before. FALSE at the end. */
gboolean cb_phrase_places_next(CbPhrasePlaces *places, CbPhrasePlace *place);

/** The passage at @place, with the text of all that it reaches over. Returns: (transfer full): NULL
 * with @error, or without when it is damaged. */
CbPassageRecord *cb_phrase_place_read(CbIndex *index, const CbPhrasePlace *place,
                                      xapc_error **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPhrasePlaces, cb_phrase_places_free)

G_END_DECLS

#endif
