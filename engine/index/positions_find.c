/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for words that stand together in a case.
 *
 * The rarest word's code is looked for, as bytes, and around each place where it stands the other
 * words. Those before it are found by going back over the codes. When that ends between
 * CB_CODE_JOINED and the joined form, this is read as a word, at the position it has anyway: the
 * one before the next word's.
 *
 * What position a place is at is counted (positions_scan.h).
 */
#include "positions_private.h"
#include "positions_scan.h"
#include "schema.h"
#include <string.h>

/* CB_CODE_GAP, which no word has, when it stands nowhere. */
static guint32 code_of(guint32 stem)
{
    return stem < CB_NO_STEM - CB_CODE_STEMS ? stem + CB_CODE_STEMS : CB_CODE_GAP;
}

void cb_word_hunt_init(CbWordHunt *hunt, const CbPositions *positions, guint32 docid,
                       const guint32 *stems, guint n)
{
    gsize length;
    hunt->n = n;
    hunt->rarest = 0;
    hunt->at = hunt->counted = hunt->start = cb_positions_stream(positions, docid, &length);
    hunt->end = hunt->start + length;
    hunt->position = 0;
    for (guint i = 0; i < n; i++) {
        hunt->codes[i] = code_of(stems[i]);
        if (hunt->codes[i] == CB_CODE_GAP)
            hunt->at = hunt->end;
        if (hunt->codes[i] > hunt->codes[hunt->rarest]) /* the numbers go by frequency */
            hunt->rarest = i;
    }
    hunt->n_bytes = cb_code_write(hunt->codes[hunt->rarest], hunt->bytes);
}

/* --- Places ---------------------------------------------------------------------------------- */

/* Goes on to the next place of the rarest word; NULL when there is none. */
static const guint8 *next_place(CbWordHunt *hunt)
{
    while ((gsize)(hunt->end - hunt->at) >= hunt->n_bytes) {
        const guint8 *at =
            memchr(hunt->at, hunt->bytes[0], (gsize)(hunt->end - hunt->at) - hunt->n_bytes + 1);
        if (at == NULL)
            break;
        hunt->at = at + 1;
        if (memcmp(at, hunt->bytes, hunt->n_bytes) == 0 && cb_begins_code(hunt->start, at) &&
            !cb_follows_code(hunt->start, at, CB_CODE_FAR_FORM))
            return at;
    }
    hunt->at = hunt->end;
    return NULL;
}

/* The code of the word @n words before the one at @at, or somewhat more; the first behind a gap, or
 * of the case, when that comes before. */
static const guint8 *go_back(const CbWordHunt *hunt, const guint8 *at, guint n)
{
    while (n > 0 && at > hunt->start && !cb_follows_code(hunt->start, at, CB_CODE_GAP)) {
        for (at--; at > hunt->start && at[-1] >= CB_CODE_STOP;)
            at--;
        if (*at == CB_CODE_JOINED || *at == CB_CODE_FAR_FORM)
            n++; /* what was taken for a word was none */
        else if (*at >= CB_CODE_STEMS)
            n--;
    }
    return at;
}

/* The position of the word whose code is at @place, behind those that were asked for before. */
static guint32 position_of(CbWordHunt *hunt, const guint8 *place)
{
    gboolean joined = cb_follows_code(hunt->start, place, CB_CODE_JOINED);
    const guint8 *end = joined ? place - 1 : place;
    hunt->position += cb_count_words(hunt->start, hunt->counted, end, CB_POSITION_GAP);
    hunt->counted = end;
    return joined ? hunt->position - 1 : hunt->position;
}

/* --- Around a place -------------------------------------------------------------------------- */

typedef struct {
    guint word;
    gint32 distance; /* positions behind the place */
} Found;

#define MAX_FOUND (3 * 2 * CB_MAX_HUNTED)

/* Reads the words up to @reach positions before and behind @place, for what is looked for. Returns
 * how many there are. */
static guint look_around(const CbWordHunt *hunt, const guint8 *place, guint reach, Found *found)
{
    const guint8 *at = go_back(hunt, place, reach + 1);
    gint32 position = 0, here = 0, last = G_MAXINT32;
    guint n = 0, joined = 0;
    while (at < hunt->end && position <= last && n + hunt->n <= MAX_FOUND) {
        gboolean reached = at == place;
        guint32 code = cb_code_read(&at, hunt->end);
        if (code < CB_CODE_STEMS) {
            position += code == CB_CODE_GAP ? CB_POSITION_GAP : 0;
            joined = code == CB_CODE_JOINED;
            if (code == CB_CODE_FAR_FORM && at < hunt->end)
                cb_code_read(&at, hunt->end);
            continue;
        }
        gint32 word_position = joined != 0 ? position - 1 : position++;
        joined = 0;
        for (guint i = 0; i < hunt->n; i++)
            if (hunt->codes[i] == code)
                found[n++] = (Found){i, word_position};
        if (reached) {
            here = word_position;
            last = here + (gint32)reach + 1; /* what is joined to the last word follows it */
        }
    }
    for (guint i = 0; i < n; i++)
        found[i].distance -= here;
    return n;
}

/* --- One after the other --------------------------------------------------------------------- */

static gboolean is_phrase(const CbWordHunt *hunt, const guint8 *place)
{
    Found found[MAX_FOUND];
    guint64 there = 0;
    guint n = look_around(hunt, place, hunt->n - 1, found);
    for (guint i = 0; i < n; i++)
        if (found[i].distance == (gint32)found[i].word - (gint32)hunt->rarest)
            there |= G_GUINT64_CONSTANT(1) << found[i].word;
    return there == G_MAXUINT64 >> (64 - hunt->n);
}

gboolean cb_word_hunt_phrase(CbWordHunt *hunt, guint32 from, guint32 *start)
{
    for (const guint8 *place; (place = next_place(hunt)) != NULL;) {
        if (start != NULL) {
            *start = position_of(hunt, place) - hunt->rarest;
            if ((gint32)*start < 0 || *start < from)
                continue;
        }
        if (is_phrase(hunt, place))
            return TRUE;
    }
    return FALSE;
}

/* --- Close together -------------------------------------------------------------------------- */

/* Can words @i and on stand at places in @window that are not taken by those before? @places: of
 * each word, a bit for each place. */
static gboolean fit(const guint64 *places, guint i, guint n, guint64 window)
{
    if (i == n)
        return TRUE;
    for (guint64 left = places[i] & window; left != 0; left &= left - 1)
        if (fit(places, i + 1, n, window & ~(left & -left)))
            return TRUE;
    return FALSE;
}

static gboolean are_close(const CbWordHunt *hunt, const guint8 *place, guint window)
{
    Found found[MAX_FOUND];
    guint64 places[CB_MAX_WINDOW] = {0};
    gint32 reach = (gint32)window - 1;
    guint n = look_around(hunt, place, window - 1, found);
    for (guint i = 0; i < n; i++)
        if (ABS(found[i].distance) <= reach)
            places[found[i].word] |= G_GUINT64_CONSTANT(1) << (found[i].distance + reach);
    guint64 first_window = (G_GUINT64_CONSTANT(1) << window) - 1;
    for (guint i = 0; i < window; i++)
        if (fit(places, 0, hunt->n, first_window << i))
            return TRUE;
    return FALSE;
}

gboolean cb_word_hunt_close(CbWordHunt *hunt, guint window)
{
    window = MAX(window, hunt->n);
    g_return_val_if_fail(window <= CB_MAX_WINDOW, FALSE);
    for (const guint8 *place; (place = next_place(hunt)) != NULL;)
        if (are_close(hunt, place, window))
            return TRUE;
    return FALSE;
}
