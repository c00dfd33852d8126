/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting words in cases.
 *
 * What is looked for lies in a table by the number of the stem. A stem that is a part of compounds
 * gives an entry for every form that it is inside of (the list in `inside`).
 *
 * Few of a case's codes are read. A code is known by its last two bytes, nearly: a table of bits
 * says of which two bytes one that is wanted may end with. A code of one byte has the last byte of
 * the one before it beside it: any below CB_CODE_STOP. How many words come before what is found is
 * counted over the bytes.
 */
#include "positions_private.h"
#include "positions_scan.h"
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
    guint8 ends[65536 / 8]; /* a bit for two bytes that a wanted stem's code may end with */
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

/* Two bytes as they lie, so that it is one load. */
static guint16 key_of(const guint8 *bytes)
{
    guint16 key;
    memcpy(&key, bytes, sizeof key);
    return key;
}

static guint8 may_end(const CbWordCounter *counter, guint16 key)
{
    return counter->ends[key / 8] >> key % 8 & 1;
}

static void set_end(CbWordCounter *counter, guint8 before, guint8 last)
{
    const guint8 bytes[] = {before, last};
    guint16 key = key_of(bytes);
    counter->ends[key / 8] |= (guint8)(1u << key % 8);
}

static void set_ends(CbWordCounter *counter, guint32 number)
{
    guint8 bytes[CB_MAX_CODE_BYTES];
    guint n = cb_code_write(CB_CODE_STEMS + number, bytes);
    if (n > 1)
        set_end(counter, bytes[n - 2], bytes[n - 1]);
    for (guint8 before = 0; n == 1 && before < CB_CODE_STOP; before++)
        set_end(counter, before, bytes[0]);
}

static void want(CbWordCounter *counter, guint32 number, guint32 form, guint slot, gboolean part)
{
    if (number >= counter->positions->stems.n)
        return; /* damaged */
    if (counter->first[number] == 0)
        set_ends(counter, number);
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
    const guint8 *start, *end;
    const guint8 *at;      /* bytes before it were looked at */
    const guint8 *counted; /* words before it are counted */
    guint32 n_words;
} Walk;

static Walk begin_walk(const CbWordCounter *counter, guint32 docid)
{
    gsize length;
    Walk walk = {.start = cb_positions_stream(counter->positions, docid, &length)};
    walk.end = walk.start + length;
    walk.at = walk.counted = walk.start;
    return walk;
}

#define LOOKED_AT_ONCE 8

/* The next byte that may be the last one of a wanted code; @walk->end when there is none. */
static const guint8 *next_end(const CbWordCounter *counter, const Walk *walk)
{
    const guint8 *at = walk->at;
    if (at == walk->start && at < walk->end) { /* it has no byte before it */
        const guint8 first[] = {0, *at};
        if (may_end(counter, key_of(first)))
            return at;
        at++;
    }
    for (guint8 some = 0; walk->end - at >= LOOKED_AT_ONCE; at += LOOKED_AT_ONCE) {
        for (int i = 0; i < LOOKED_AT_ONCE; i++)
            some |= may_end(counter, key_of(at + i - 1));
        if (some)
            break;
    }
    while (at < walk->end && !may_end(counter, key_of(at - 1)))
        at++;
    return at;
}

/* Goes on behind the next stem that is wanted in some form, and returns what is wanted of it; 0 at
 * the end. @code: (out): where it begins. */
static guint32 next_wanted(const CbWordCounter *counter, Walk *walk, const guint8 **code)
{
    while ((walk->at = next_end(counter, walk)) < walk->end) {
        const guint8 *at = walk->at++;
        while (!cb_begins_code(walk->start, at))
            at--;
        *code = at;
        guint32 number = cb_code_read(&at, walk->end) - CB_CODE_STEMS;
        if (number < counter->positions->stems.n && counter->first[number] != 0 &&
            !cb_follows_code(walk->start, *code, CB_CODE_FAR_FORM))
            return counter->first[number];
    }
    return 0;
}

/* How many words come before the one whose code is at @code. */
static guint32 count_before(Walk *walk, const guint8 *code)
{
    gboolean joined = cb_follows_code(walk->start, code, CB_CODE_JOINED);
    const guint8 *end = joined ? code - 1 : code;
    walk->n_words += cb_count_words(walk->start, walk->counted, end, 0);
    walk->counted = end;
    return joined && walk->n_words > 0 ? walk->n_words - 1 : walk->n_words;
}

static gboolean fits(const Wanted *wanted, guint32 form)
{
    return wanted->form == ANY_FORM || wanted->form == form;
}

void cb_word_counter_run(const CbWordCounter *counter, guint32 docid, CbWordFunc func,
                         gpointer data)
{
    Walk walk = begin_walk(counter, docid);
    const guint8 *code;
    for (guint32 first; (first = next_wanted(counter, &walk, &code)) != 0;) {
        const guint8 *behind = walk.at;
        guint32 form = cb_form_read(&behind, walk.end), before = count_before(&walk, code);
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
    const guint8 *code;
    for (guint32 first; (first = next_wanted(counter, &walk, &code)) != 0;) {
        const guint8 *behind = walk.at;
        guint32 form = cb_form_read(&behind, walk.end);
        for (guint32 i = first; i != 0; i = g_array_index(counter->wanted, Wanted, i - 1).next)
            if (fits(&g_array_index(counter->wanted, Wanted, i - 1), form))
                return TRUE;
    }
    return FALSE;
}
