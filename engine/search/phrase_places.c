/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which passages of a case hold a phrase.
 *
 * The position lists of the words are walked together: where one has no word at the place that a
 * start of the phrase asks for, the start moves on to where it can be next. A rare word so takes
 * the others along in long steps. Of a passage one place is enough: the search goes on after it.
 */
#include "phrase_places.h"
#include "query.h"
#include <string.h>

struct CbPhrasePlaces {
    CbIndex *index;
    xapc_docid case_docid;
    GPtrArray *lists; /* xapc_positer*, of the words in order */
    guint32 start;    /* from where the next one is looked for; G_MAXUINT32: at the end */
};

static xapc_positer *open_list(CbIndex *index, xapc_docid case_docid, const CbQueryWord *word,
                               xapc_error **error)
{
    g_autofree char *term = g_strconcat(CB_TERM_STEM, word->stem, NULL);
    return xapc_database_positionlist(cb_index_cases(index), case_docid, term, strlen(term), error);
}

CbPhrasePlaces *cb_phrase_places_new(CbIndex *index, xapc_docid case_docid, const GPtrArray *words,
                                     xapc_error **error)
{
    g_autoptr(CbPhrasePlaces) places = g_new0(CbPhrasePlaces, 1);
    places->index = index;
    places->case_docid = case_docid;
    places->lists = g_ptr_array_new_with_free_func((GDestroyNotify)xapc_positer_free);
    for (guint i = 0; i < words->len; i++) {
        xapc_positer *list = open_list(index, case_docid, words->pdata[i], error);
        if (list == NULL)
            return NULL;
        g_ptr_array_add(places->lists, list);
    }
    return g_steal_pointer(&places);
}

void cb_phrase_places_free(CbPhrasePlaces *places)
{
    if (places == NULL)
        return;
    g_ptr_array_unref(places->lists);
    g_free(places);
}

/* Moves the start on to where the whole phrase stands; FALSE when it does not any more. */
static gboolean find_start(CbPhrasePlaces *places, xapc_error **error)
{
    guint n = places->lists->len;
    for (guint agreed = 0, i = 0; agreed < n; i = (i + 1) % n) {
        xapc_positer *list = places->lists->pdata[i];
        if (places->start > G_MAXUINT32 - n ||
            !xapc_positer_skip_to(list, places->start + i, error))
            return FALSE;
        guint32 start = xapc_positer_get_position(list) - i;
        agreed = start == places->start ? agreed + 1 : 1;
        places->start = start;
    }
    return TRUE;
}

gboolean cb_phrase_places_next(CbPhrasePlaces *places, CbPhrasePlace *place, xapc_error **error)
{
    const CbStatistics *statistics = cb_index_statistics(places->index);
    while (places->start != G_MAXUINT32 && find_start(places, error)) {
        guint32 start = places->start, n = places->lists->len, unused;
        place->first =
            cb_statistics_passage_at(statistics, places->case_docid, start, &places->start);
        if (place->first == 0)
            continue;
        place->last =
            cb_statistics_passage_at(statistics, places->case_docid, start + n - 1, &unused);
        /* More passages than words: the file is damaged. */
        if (place->last < place->first || place->last - place->first >= n)
            place->last = place->first;
        return TRUE;
    }
    places->start = G_MAXUINT32;
    return FALSE;
}

static CbPassageRecord *read_passage(CbIndex *index, xapc_docid docid, xapc_error **error)
{
    gsize length;
    g_autoptr(xapc_document) doc =
        xapc_database_get_document(cb_index_passages(index), docid, true, error);
    char *data = doc != NULL ? xapc_document_get_data(doc, &length, error) : NULL;
    CbPassageRecord *record = data != NULL ? cb_passage_unpack(data, length) : NULL;
    xapc_free(data);
    return record;
}

CbPassageRecord *cb_phrase_place_read(CbIndex *index, const CbPhrasePlace *place,
                                      xapc_error **error)
{
    CbPassageRecord *record = read_passage(index, place->first, error);
    for (xapc_docid i = place->first + 1; record != NULL && i <= place->last; i++) {
        g_autoptr(CbPassageRecord) more = read_passage(index, i, error);
        if (more == NULL || !more->continues)
            break;
        char *text = g_strconcat(record->text, more->text, NULL);
        g_free(record->text);
        record->text = text;
    }
    return record;
}
