/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which passages of a case hold a phrase. Of a passage one place is enough: the search goes on
 * after it.
 */
#include "phrase_places.h"
#include "query.h"
#include "together.h"

struct CbPhrasePlaces {
    CbIndex *index;
    xapc_docid case_docid;
    CbWordHunt hunt;
    guint32 from; /* where the next one may begin; G_MAXUINT32: at the end */
};

CbPhrasePlaces *cb_phrase_places_new(CbIndex *index, xapc_docid case_docid, const GPtrArray *words)
{
    CbPhrasePlaces *places = g_new0(CbPhrasePlaces, 1);
    const char *stems[CB_MAX_HUNTED];
    guint32 numbers[CB_MAX_HUNTED];
    guint n = MIN(words->len, CB_MAX_HUNTED);
    for (guint i = 0; i < n; i++)
        stems[i] = ((const CbQueryWord *)words->pdata[i])->stem;
    cb_stem_numbers(index, stems, n, numbers);
    places->index = index;
    places->case_docid = case_docid;
    cb_word_hunt_init(&places->hunt, cb_index_positions(index), case_docid, numbers, n);
    return places;
}

void cb_phrase_places_free(CbPhrasePlaces *places)
{
    g_free(places);
}

gboolean cb_phrase_places_next(CbPhrasePlaces *places, CbPhrasePlace *place)
{
    const CbStatistics *statistics = cb_index_statistics(places->index);
    guint32 start, unused, n = places->hunt.n;
    while (places->from != G_MAXUINT32 &&
           cb_word_hunt_phrase(&places->hunt, places->from, &start)) {
        place->first =
            cb_statistics_passage_at(statistics, places->case_docid, start, &places->from);
        if (place->first == 0)
            continue;
        place->last =
            cb_statistics_passage_at(statistics, places->case_docid, start + n - 1, &unused);
        /* More passages than words: the file is damaged. */
        if (place->last < place->first || place->last - place->first >= n)
            place->last = place->first;
        return TRUE;
    }
    places->from = G_MAXUINT32;
    return FALSE;
}

CbPassageRecord *cb_phrase_place_read(CbIndex *index, const CbPhrasePlace *place,
                                      xapc_error **error)
{
    CbPassageRecord *record = cb_passage_read(cb_index_passages(index), place->first, error);
    for (xapc_docid i = place->first + 1; record != NULL && i <= place->last; i++) {
        g_autoptr(CbPassageRecord) more = cb_passage_read(cb_index_passages(index), i, error);
        if (more == NULL || !more->continues)
            break;
        char *text = g_strconcat(record->text, more->text, NULL);
        g_free(record->text);
        record->text = text;
    }
    return record;
}
