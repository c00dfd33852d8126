/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as the set of its runs of three words; see shingle.h. */
#include "shingle.h"

#include <string.h>

#define RUN 3
#define MAX_WORDS 20000

guint64 cb_hash_mix(guint64 hash, guint64 seed)
{
    hash ^= seed + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
    hash *= 0xFF51AFD7ED558CCDu;
    return hash ^ (hash >> 33);
}

/* Reads the next word of *@text, from its first letter on; 0 at the end. */
static guint64 next_word(const char **text)
{
    guint64 hash = 0xCBF29CE484222325u;
    gboolean inside = FALSE;
    const char *p = *text;
    for (; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);
        gboolean letter = c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
        if (c == 0xAD)
            continue;
        if (!letter && inside)
            break;
        if (!letter)
            continue;
        inside = TRUE;
        c = c < 0x80 ? (guchar)g_ascii_tolower((char)c) : g_unichar_tolower(c);
        hash = (hash ^ c) * 0x100000001B3u;
    }
    *text = p;
    return inside ? hash | 1 : 0;
}

typedef struct {
    guint64 last[RUN]; /* the words read last, the newest first */
    guint words;
    GArray *hashes;
} Reader;

static void read_text(Reader *reader, const char *text)
{
    guint64 word;
    while (reader->words < MAX_WORDS && (word = next_word(&text)) != 0) {
        memmove(reader->last + 1, reader->last, sizeof reader->last - sizeof reader->last[0]);
        reader->last[0] = word;
        if (++reader->words < RUN)
            continue;
        guint64 hash = cb_hash_mix(cb_hash_mix(reader->last[2], reader->last[1]), reader->last[0]);
        g_array_append_val(reader->hashes, hash);
    }
}

static guint drop_repeated(guint64 *hashes, guint n)
{
    guint kept = 0;
    for (guint i = 0; i < n; i++)
        if (kept == 0 || hashes[kept - 1] != hashes[i])
            hashes[kept++] = hashes[i];
    return kept;
}

/* (transfer full): guint64, in the text's order. */
static GArray *hashes_of_case(const CbCase *item)
{
    Reader reader = {.hashes = g_array_new(FALSE, FALSE, sizeof(guint64))};
    read_text(&reader, item->lead);
    for (guint i = 0; i < item->sections->len; i++)
        read_text(&reader, ((const CbSection *)g_ptr_array_index(item->sections, i))->text);
    if (reader.words > 0 && reader.words < RUN) {
        guint64 hash = cb_hash_mix(reader.last[0], reader.last[1]);
        g_array_append_val(reader.hashes, hash);
    }
    return reader.hashes;
}

static void set_count(CbShingles *shingles, guint n)
{
    shingles->n = n;
    /* Those of all cases are in memory at once. */
    shingles->hashes = g_renew(guint64, shingles->hashes, MAX(n, 1));
}

CbShingles cb_shingles_of_case(const CbCase *item)
{
    GArray *hashes = hashes_of_case(item);
    guint n = hashes->len;
    CbShingles shingles = {.hashes = (guint64 *)(void *)g_array_free(hashes, FALSE)};
    if (n > 1)
        cb_sort_numbers(shingles.hashes, n);
    set_count(&shingles, drop_repeated(shingles.hashes, n));
    return shingles;
}

void cb_shingles_clear(CbShingles *shingles)
{
    g_clear_pointer(&shingles->hashes, g_free);
    shingles->n = 0;
}

guint cb_shingles_common(const CbShingles *a, const CbShingles *b)
{
    guint common = 0;
    for (guint i = 0, j = 0; i < a->n && j < b->n;) {
        guint64 x = a->hashes[i], y = b->hashes[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common;
}

void cb_sort_numbers(guint64 *numbers, gsize n)
{
    guint64 *other = g_new(guint64, MAX(n, 1));
    guint64 *from = numbers, *to = other;
    for (guint shift = 0; shift < 64; shift += 8) {
        gsize places[257] = {0};
        for (gsize i = 0; i < n; i++)
            places[((from[i] >> shift) & 0xFF) + 1]++;
        for (guint b = 0; b < 256; b++)
            places[b + 1] += places[b];
        for (gsize i = 0; i < n; i++)
            to[places[(from[i] >> shift) & 0xFF]++] = from[i];
        guint64 *swap = from;
        from = to;
        to = swap;
    }
    /* An even number of rounds: the result is back in @numbers. */
    g_free(other);
}

/* ---- repeats ---- */

struct CbRepeats {
    guint8 *cells; /* two bits each: not seen, once, more often */
    guint shift;   /* a number's cell is in its upper bits */
};

#define FEWEST_CELL_BITS 10u
#define MOST_CELL_BITS 30u

CbRepeats *cb_repeats_new(gsize n)
{
    CbRepeats *repeats = g_new0(CbRepeats, 1);
    guint bits = CLAMP(g_bit_storage(n) + 3, FEWEST_CELL_BITS, MOST_CELL_BITS);
    repeats->shift = 64 - bits;
    repeats->cells = g_malloc0(((gsize)1 << bits) / 4);
    return repeats;
}

void cb_repeats_free(CbRepeats *repeats)
{
    if (repeats == NULL)
        return;
    g_free(repeats->cells);
    g_free(repeats);
}

static guint seen(const CbRepeats *repeats, guint64 number)
{
    guint64 cell = number >> repeats->shift;
    return repeats->cells[cell / 4] >> (cell % 4 * 2) & 3;
}

void cb_repeats_add(CbRepeats *repeats, guint64 number)
{
    guint64 cell = number >> repeats->shift;
    if (seen(repeats, number) < 2)
        repeats->cells[cell / 4] = (guint8)(repeats->cells[cell / 4] + (1u << (cell % 4 * 2)));
}

gboolean cb_repeats_has(const CbRepeats *repeats, guint64 number)
{
    return seen(repeats, number) > 1;
}

void cb_repeats_add_case(CbRepeats *repeats, const CbCase *item)
{
    g_autoptr(GArray) hashes = hashes_of_case(item);
    for (guint i = 0; i < hashes->len; i++)
        cb_repeats_add(repeats, g_array_index(hashes, guint64, i));
}

void cb_shingles_keep_repeats(CbShingles *shingles, const CbRepeats *repeats)
{
    guint kept = 0;
    for (guint i = 0; i < shingles->n; i++)
        if (cb_repeats_has(repeats, shingles->hashes[i]))
            shingles->hashes[kept++] = shingles->hashes[i];
    set_count(shingles, kept);
}
