/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting words in cases.
 *
 * What is looked for lies in a table by the number of the stem: for nearly every word of a case the
 * one look into it says that it is not wanted. A stem that is a part of compounds gives an entry
 * for every form that it is inside of (the list in `inside`).
 */
#include "positions_private.h"
#include <string.h>

#define ANY_FORM G_MAXUINT32

typedef struct {
    guint32 form; /* which of the stem's, or ANY_FORM */
    guint32 slot;
    guint32 next; /* index + 1 of another of the same stem; 0: none */
    gboolean part;
} Wanted;

struct CbWordCounter {
    const CbPositions *positions;
    guint32 *first; /* by number of a stem: index + 1 */
    GArray *wanted;
};

CbWordCounter *cb_word_counter_new(const CbPositions *positions)
{
    CbWordCounter *counter = g_new0(CbWordCounter, 1);
    counter->positions = positions;
    counter->first = g_new0(guint32, (gsize)positions->stems.n + 1);
    counter->wanted = g_array_new(FALSE, FALSE, sizeof(Wanted));
    return counter;
}

void cb_word_counter_free(CbWordCounter *counter)
{
    if (counter == NULL)
        return;
    g_free(counter->first);
    g_array_unref(counter->wanted);
    g_free(counter);
}

static void want(CbWordCounter *counter, guint32 number, guint32 form, guint slot, gboolean part)
{
    if (number >= counter->positions->stems.n)
        return; /* damaged */
    Wanted wanted = {form, slot, counter->first[number], part};
    g_array_append_val(counter->wanted, wanted);
    counter->first[number] = counter->wanted->len;
}

void cb_word_counter_add_stem(CbWordCounter *counter, const char *stem, guint slot)
{
    CbStemEntry entry;
    if (!cb_positions_find_stem(counter->positions, stem, &entry))
        return;
    want(counter, entry.number, ANY_FORM, slot, FALSE);
    guint32 n;
    const guint8 *end, *at = cb_positions_inside(counter->positions, &entry, &n, &end);
    for (; n > 0 && at < end; n--) {
        guint32 number = cb_code_read(&at, end);
        if (at < end)
            want(counter, number, cb_code_read(&at, end), slot, TRUE);
    }
}

void cb_word_counter_add_form(CbWordCounter *counter, guint32 number, guint32 which, guint slot)
{
    want(counter, number, which, slot, FALSE);
}

/* --- Walking through a case ------------------------------------------------------------------ */

typedef struct {
    const guint8 *at, *end;
    guint32 n_words;
    gboolean joined; /* the next word is joined to the last one */
} Walk;

static Walk begin_walk(const CbWordCounter *counter, guint32 docid)
{
    gsize length;
    Walk walk = {.at = cb_positions_stream(counter->positions, docid, &length)};
    walk.end = walk.at + length;
    return walk;
}

/* Goes on behind the next stem that is wanted in some form, and returns what is wanted of it; 0 at
 * the end. @before: (out): words before it. */
static guint32 next_wanted(const CbWordCounter *counter, Walk *walk, guint32 *before)
{
    while (walk->at < walk->end) {
        guint32 code = cb_code_read(&walk->at, walk->end);
        if (code < CB_CODE_STEMS) {
            walk->joined = code == CB_CODE_JOINED;
            if (code == CB_CODE_FAR_FORM && walk->at < walk->end)
                cb_code_read(&walk->at, walk->end);
            continue;
        }
        *before = walk->joined && walk->n_words > 0 ? walk->n_words - 1 : walk->n_words;
        walk->n_words += !walk->joined;
        walk->joined = FALSE;
        guint32 number = code - CB_CODE_STEMS;
        if (number < counter->positions->stems.n && counter->first[number] != 0)
            return counter->first[number];
    }
    return 0;
}

static gboolean fits(const Wanted *wanted, guint32 form)
{
    return wanted->form == ANY_FORM || wanted->form == form;
}

void cb_word_counter_run(const CbWordCounter *counter, guint32 docid, CbWordFunc func,
                         gpointer data)
{
    Walk walk = begin_walk(counter, docid);
    guint32 before = 0;
    for (guint32 first; (first = next_wanted(counter, &walk, &before)) != 0;) {
        guint32 form = cb_form_read(&walk.at, walk.end);
        for (guint32 i = first; i != 0;) {
            const Wanted *wanted = &g_array_index(counter->wanted, Wanted, i - 1);
            if (fits(wanted, form))
                func(wanted->slot, wanted->part, before, data);
            i = wanted->next;
        }
    }
}

gboolean cb_word_counter_finds(const CbWordCounter *counter, guint32 docid)
{
    Walk walk = begin_walk(counter, docid);
    guint32 before = 0;
    for (guint32 first; (first = next_wanted(counter, &walk, &before)) != 0;) {
        guint32 form = cb_form_read(&walk.at, walk.end);
        for (guint32 i = first; i != 0; i = g_array_index(counter->wanted, Wanted, i - 1).next)
            if (fits(&g_array_index(counter->wanted, Wanted, i - 1), form))
                return TRUE;
    }
    return FALSE;
}
