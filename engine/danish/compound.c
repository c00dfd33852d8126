/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dividing compounds.
 *
 * Danish writes compounds as one word: elev|frafald, fastholdelses|samtale,
 * fuldtids|praktik|vejledere. The parts stand side by side or with a link between them, mostly -s-
 * or -e-, and which link a word takes is a matter of the word. A new compound can be made at any
 * time, so that no list has them all; and most long words contain other words by chance
 * (ud-dannelse-r, mentor-ind-sats), so that looking for known words inside a word divides two of
 * three words that are no compounds. What works is to ask for a division that covers the whole word
 * with parts that are known to be used in just this place.
 *
 * A word that the dictionary lists is divided where the lexicon says, or not at all
 * (lexicon/listed_split.c). That is what keeps "uddannelse" and "elevator" whole.
 *
 * Any other word is divided by dynamic programming over the places between its letters: all but the
 * last part must be able to lead a compound in exactly this form, link included, and the last part
 * must be able to head one; both come from the compound flags of hunspell-da, weighed by how many
 * listed compounds show them (lexicon/parts.c). Each part costs the same, so that few long parts
 * win over many short ones, and more when it is doubted: a short part, as it is found by chance; a
 * noun that nobody has seen lead a compound, or not without its link; a head that is rare. When no
 * cover by known parts can be believed, a first part that is no known word at all is accepted
 * before a head that many compounds have (xyloborg|uddannelse).
 *
 * The parts found are divided in the same way, down to the smallest ones.
 *
 * The idea to take the cheapest cover by known words is from Koehn and Knight, "Empirical Methods
 * for Compound Splitting" (EACL 2003), who weigh parts by their frequency in a corpus; with the
 * dictionary's flags in place of frequencies fewer words are divided wrongly and rare parts are
 * found too. hunspell(5) describes the flags.
 */
#include "compound.h"
#include "lexicon.h"
#include <string.h>

#define MAX_DEPTH 6
#define MIN_NEW_COMPOUND 7 /* letters: a shorter word that is not listed is left whole */
#define MAX_PART_BYTES 40

/* Any part costs COST_PART; what a part is doubted for comes on top. */
#define COST_PART 10
#define DOUBT_RARE_LEAD 1
#define DOUBT_LOOSE_LEAD 4
#define DOUBT_NO_LINK 8 /* a loose lead without the -s- that its word takes */
#define DOUBT_LOOSE_HEAD 5
#define SHORT_PRODUCTIVE_HEAD 5 /* the most that shortness counts against one */
#define DOUBT_UNKNOWN 9
#define DOUBT_UNKNOWN_RARE 12 /* before a head that is not very productive */
#define MAX_DOUBT 12          /* in all: a word that is doubted more is left whole */
#define NO_COST G_MAXUINT

typedef struct {
    const CbLexicon *lexicon;
    const char *word;
    CbSplit *split;
    gboolean overflow;
} Splitter;

static gboolean is_boundary(const char *word, gsize offset)
{
    return ((guchar)word[offset] & 0xC0) != 0x80;
}

static guint count_letters(const char *text, gsize bytes)
{
    guint n = 0;
    for (gsize i = 0; i < bytes; i++)
        n += is_boundary(text, i) ? 1 : 0;
    return n;
}

static void divide(Splitter *splitter, gsize start, gsize length, guint link, guint depth);

static void add_part(Splitter *splitter, gsize start, gsize length)
{
    CbSplit *split = splitter->split;
    if (split->n == CB_MAX_PARTS)
        splitter->overflow = TRUE;
    else
        split->parts[split->n++] = (CbPart){(guint)start, (guint)length, 0};
}

/* The bytes of linking element at the end of a leading part. */
static guint link_of(const CbLexicon *lexicon, const char *lead, gsize length)
{
    CbLexiconEntry entry = cb_lexicon_find(lexicon, lead, length);
    guint link = cb_entry_link(entry);
    const CbLexiconEntry whole = CB_ENTRY_LEADS | CB_ENTRY_LOOSE | CB_ENTRY_LISTED;
    if (link == 0 && (entry & whole) == 0 && length > 3 &&
        (lead[length - 1] == 's' || lead[length - 1] == 'e') &&
        (cb_lexicon_find(lexicon, lead, length - 1) & CB_ENTRY_LOOSE) != 0)
        link = 1;
    return link < length && is_boundary(lead, length - link) ? link : 0;
}

static void divide_lead(Splitter *splitter, gsize start, gsize length, guint depth)
{
    guint link = link_of(splitter->lexicon, splitter->word + start, length);
    divide(splitter, start, length - link, link, depth);
}

/* --- New compounds ---------------------------------------------------------------------------- */

/* The cheapest way to each place of a stretch, in bytes from its beginning. */
typedef struct {
    const CbLexicon *lexicon;
    const char *text;
    gsize length;
    gboolean unknown; /* whether the first part may be a word that nobody knows */
    guint cost[CB_COMPOUND_MAX_BYTES + 1];
    guint doubt[CB_COMPOUND_MAX_BYTES + 1];  /* the share of the cost that is doubt */
    guint16 back[CB_COMPOUND_MAX_BYTES + 1]; /* where the last part begins */
    gboolean guessed[CB_COMPOUND_MAX_BYTES + 1];
} Lattice;

static void offer(Lattice *lattice, gsize from, gsize to, guint doubt, gboolean guessed)
{
    guint cost = lattice->cost[from] + COST_PART + doubt;
    gboolean longer = cost == lattice->cost[to] && from < lattice->back[to];
    if (cost < lattice->cost[to] || longer) {
        lattice->cost[to] = cost;
        lattice->doubt[to] = lattice->doubt[from] + doubt;
        lattice->back[to] = (guint16)from;
        lattice->guessed[to] = guessed || lattice->guessed[from];
    }
}

static guint shortness(guint letters)
{
    return letters <= 3 ? 6 : letters == 4 ? 3 : letters == 5 ? 1 : 0;
}

/* An unknown first part must look like a word: vowel in it, and an end that Danish words have. */
static gboolean may_be_word(const char *text, gsize length)
{
    gboolean vowel = FALSE;
    for (gsize i = 0; i < length && !vowel; i++)
        vowel = strchr("aeiouy", text[i]) != NULL || (guchar)text[i] >= 0x80;
    return vowel && strchr("aeiouyrntlskdgm", text[length - 1]) != NULL;
}

/* Whether a longer word than that from @to ends here: underan|søgning is under-ansøgning. */
static gboolean has_longer_head(const Lattice *lattice, gsize to)
{
    for (gsize from = 1; from < to; from++)
        if (is_boundary(lattice->text, from) &&
            (cb_lexicon_find_genitive(lattice->lexicon, lattice->text + from,
                                      lattice->length - from) &
             CB_ENTRY_LISTED) != 0)
            return TRUE;
    return FALSE;
}

static void try_unknown_lead(Lattice *lattice, gsize to, guint letters)
{
    gsize rest = lattice->length - to;
    if (letters < 4 || rest < 6 || !may_be_word(lattice->text, to))
        return;
    CbLexiconEntry head = cb_lexicon_find_genitive(lattice->lexicon, lattice->text + to, rest);
    gboolean productive = (head & CB_ENTRY_PRODUCTIVE) != 0;
    if ((!productive && ((head & CB_ENTRY_HEADS) == 0 || rest < 7)) || has_longer_head(lattice, to))
        return;
    guint doubt = productive ? DOUBT_UNKNOWN : DOUBT_UNKNOWN_RARE;
    offer(lattice, 0, to, doubt + shortness(letters), TRUE);
}

/* A word that is in no way a part: a particle, a combining form. */
static gboolean is_closed(CbLexiconEntry entry)
{
    const CbLexiconEntry part =
        CB_ENTRY_LEADS | CB_ENTRY_LOOSE | CB_ENTRY_HEADS | CB_ENTRY_HEADS_LOOSELY;
    return (entry & CB_ENTRY_LISTED) != 0 && (entry & part) == 0;
}

/* @entry: of the lead, its link included. */
static guint doubt_of_loose_lead(CbLexiconEntry entry)
{
    return (entry & CB_ENTRY_LINKS_WITH_S) != 0 ? DOUBT_NO_LINK : DOUBT_LOOSE_LEAD;
}

/* All leading parts that begin at @from. */
static void try_leads(Lattice *lattice, gsize from)
{
    guint64 hash = cb_lexicon_start(lattice->lexicon);
    CbLexiconEntry before = 0; /* of the same part without its last letter */
    guint letters = 0;
    gsize end = MIN(lattice->length - 1, from + MAX_PART_BYTES);
    for (gsize to = from + 1; to <= end; to++) {
        char last = lattice->text[to - 1];
        hash = cb_lexicon_hash_add(hash, last);
        if (!is_boundary(lattice->text, to))
            continue;
        letters++;
        CbLexiconEntry entry = letters >= 2 ? cb_lexicon_find_hash(lattice->lexicon, hash) : 0;
        gboolean linked = (last == 's' || last == 'e') && (before & CB_ENTRY_LOOSE) != 0 &&
                          !is_closed(entry) && letters > 3;
        guint doubt = shortness(letters);
        if ((entry & CB_ENTRY_LEADS) != 0)
            offer(lattice, from, to,
                  doubt + ((entry & CB_ENTRY_LEADS_OFTEN) != 0 ? 0 : DOUBT_RARE_LEAD), FALSE);
        else if (linked || (entry & CB_ENTRY_LOOSE) != 0)
            offer(lattice, from, to, doubt + doubt_of_loose_lead(entry), FALSE);
        else if (from == 0 && lattice->unknown && (entry & CB_ENTRY_LISTED) == 0)
            try_unknown_lead(lattice, to, letters);
        before = entry;
    }
}

/* -eret is the participle of a verb in -ere, and hardly ever somebody's right (ret). */
static gboolean is_participle(const char *head, gsize length)
{
    return length == 3 && memcmp(head, "ret", 3) == 0 && head[-1] == 'e';
}

static void try_head(Lattice *lattice, gsize from)
{
    gsize length = lattice->length - from;
    const char *text = lattice->text + from;
    if (from == 0 || length > MAX_PART_BYTES || is_participle(text, length))
        return;
    CbLexiconEntry head = cb_lexicon_find_genitive(lattice->lexicon, text, length);
    guint doubt = shortness(count_letters(text, length));
    if ((head & CB_ENTRY_PRODUCTIVE) != 0 && doubt > SHORT_PRODUCTIVE_HEAD)
        doubt = SHORT_PRODUCTIVE_HEAD;
    if ((head & CB_ENTRY_HEADS) != 0)
        offer(lattice, from, lattice->length, doubt, FALSE);
    else if ((head & CB_ENTRY_HEADS_LOOSELY) != 0)
        offer(lattice, from, lattice->length, DOUBT_LOOSE_HEAD + doubt, FALSE);
}

/* Fills the lattice; FALSE when no way leads to the end, or none that can be believed. */
static gboolean find_way(Lattice *lattice, gboolean unknown)
{
    lattice->unknown = unknown;
    for (gsize i = 1; i <= lattice->length; i++)
        lattice->cost[i] = NO_COST;
    lattice->cost[0] = 0;
    lattice->doubt[0] = 0;
    lattice->guessed[0] = FALSE;
    for (gsize from = 0; from < lattice->length; from++) {
        if (lattice->cost[from] == NO_COST)
            continue;
        try_leads(lattice, from);
        try_head(lattice, from);
    }
    return lattice->cost[lattice->length] != NO_COST &&
           lattice->doubt[lattice->length] <= MAX_DOUBT;
}

/* FALSE when the stretch is no compound. */
static gboolean divide_new(Splitter *splitter, gsize start, gsize length, guint depth)
{
    if (count_letters(splitter->word + start, length) < MIN_NEW_COMPOUND)
        return FALSE;
    Lattice lattice; /* not cleared: find_way() writes what it reads */
    lattice.lexicon = splitter->lexicon;
    lattice.text = splitter->word + start;
    lattice.length = length;
    if (!find_way(&lattice, FALSE) && !find_way(&lattice, TRUE))
        return FALSE;
    splitter->split->guessed |= lattice.guessed[length];
    guint16 ends[CB_COMPOUND_MAX_BYTES];
    guint n = 0;
    for (gsize at = length; at > 0; at = lattice.back[at])
        ends[n++] = (guint16)at;
    gsize from = 0;
    for (; n > 1; n--) {
        divide_lead(splitter, start + from, ends[n - 1] - from, depth);
        from = ends[n - 1];
    }
    divide(splitter, start + from, length - from, 0, depth);
    return TRUE;
}

/* --- Any word --------------------------------------------------------------------------------- */

/* Adds the parts of a stretch that is a word, and gives @link to the last of them. */
static void divide(Splitter *splitter, gsize start, gsize length, guint link, guint depth)
{
    const char *text = splitter->word + start;
    guint before = splitter->split->n;
    CbLexiconEntry entry = cb_lexicon_find_genitive(splitter->lexicon, text, length);
    gsize at = cb_entry_split(entry);
    gboolean deeper = depth < MAX_DEPTH && length >= 5;
    if (deeper && (entry & CB_ENTRY_LISTED) != 0 && at > 0 && at < length &&
        is_boundary(text, at)) {
        divide_lead(splitter, start, at, depth + 1);
        divide(splitter, start + at, length - at, 0, depth + 1);
    } else if (!deeper || (entry & CB_ENTRY_LISTED) != 0 ||
               !divide_new(splitter, start, length, depth + 1)) {
        add_part(splitter, start, length);
    }
    if (splitter->split->n > before)
        splitter->split->parts[splitter->split->n - 1].link += link;
}

static gboolean is_letters(const char *word, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)word[i] < 0x80 && !g_ascii_islower(word[i]))
            return FALSE;
    return TRUE;
}

gboolean cb_compound_split(const CbLexicon *lexicon, const char *word, gsize length, CbSplit *split)
{
    split->n = 0;
    split->guessed = FALSE;
    if (length < 5 || length > CB_COMPOUND_MAX_BYTES || !is_letters(word, length))
        return FALSE;
    Splitter splitter = {lexicon, word, split, FALSE};
    divide(&splitter, 0, length, 0, 0);
    if (splitter.overflow || split->n < 2)
        split->n = 0;
    return split->n != 0;
}
