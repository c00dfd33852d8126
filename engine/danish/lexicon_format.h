/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lexicon file, as its builder writes it and its reader maps it.
 *
 *     header                  CbLexiconHeader, 64 bytes
 *     slots                   n_slots times CbLexiconSlot: a hash table with open addressing
 *     key offsets             n_keys times 4 bytes: where each key begins in the keys
 *     keys                    keys_size bytes: ASCII, each key ended by NUL; key 0 is ""
 *
 * Numbers are in the byte order of the machine that built the file; byte_order tells. A word is
 * found by its hash: the upper half is its tag, the lower half chooses the slot it should have; it
 * lies there or in one of the max_probes slots after it (past the last comes the first). The words
 * themselves are not stored. The builder picks a seed with which all its words have different
 * places, so that a listed word is never mistaken; a word that is not listed is taken for one with
 * a probability of about one in a thousand million.
 */
#ifndef CB_DANISH_LEXICON_FORMAT_H
#define CB_DANISH_LEXICON_FORMAT_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_LEXICON_MAGIC "CBDALEX"
#define CB_LEXICON_BYTE_ORDER 0x01020304u
#define CB_LEXICON_VERSION 1u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order;
    guint32 version;
    guint64 file_size;
    guint64 content; /* cb_lexicon_content_hash() of everything after the header: the fingerprint */
    guint32 seed;
    guint32 n_slots;
    guint32 n_entries;
    guint32 max_probes;
    guint32 n_keys;
    guint32 keys_size;
    guint64 reserved; /* 0 */
} CbLexiconHeader;

G_STATIC_ASSERT(sizeof(CbLexiconHeader) == 64);

typedef struct {
    guint32 tag;   /* 0 = empty */
    guint32 entry; /* see below */
} CbLexiconSlot;

/** What the lexicon knows about a word: 32 bits; 0 = nothing. */
typedef guint32 CbLexiconEntry;

enum {
    CB_ENTRY_LEADS =
        1u << 0, /* may be a part of a compound that another follows (its link included) */
    CB_ENTRY_HEADS = 1 << 1,      /* may be the last part */
    CB_ENTRY_LOOSE = 1 << 2,      /* may lead loosely, with no link, with -s- or with -e- */
    CB_ENTRY_LISTED = 1 << 3,     /* a word of its own, not only a part */
    CB_ENTRY_PRODUCTIVE = 1 << 4, /* heads so many compounds that it may follow an unknown part */
    CB_ENTRY_HEADS_LOOSELY = 1 << 29, /* may be the last part after a part that is known to lead */
    CB_ENTRY_LEADS_OFTEN = 1 << 30,
};

/* As CB_ENTRY_LOOSE, but hardly without -s-: beskyttelses|lag rather than beskyttelse|slag. */
#define CB_ENTRY_LINKS_WITH_S (1u << 31)

/* Bytes before the last part of a listed compound; 0 = not a compound. */
#define CB_ENTRY_SPLIT_SHIFT 5
#define CB_ENTRY_SPLIT_MAX 63u
/* Bytes of the link at the end of a leading part. */
#define CB_ENTRY_LINK_SHIFT 11
#define CB_ENTRY_LINK_MAX 3u
/* Number of the word's stem among the keys; 0 = the stem is as the algorithm says. */
#define CB_ENTRY_KEY_SHIFT 13
#define CB_ENTRY_KEY_MAX 0xFFFFu

static inline guint cb_entry_split(CbLexiconEntry entry)
{
    return entry >> CB_ENTRY_SPLIT_SHIFT & CB_ENTRY_SPLIT_MAX;
}

static inline guint cb_entry_link(CbLexiconEntry entry)
{
    return entry >> CB_ENTRY_LINK_SHIFT & CB_ENTRY_LINK_MAX;
}

static inline guint cb_entry_key(CbLexiconEntry entry)
{
    return entry >> CB_ENTRY_KEY_SHIFT & CB_ENTRY_KEY_MAX;
}

/* The hash of a word grows byte by byte, so that all beginnings of a word cost no more than the
 * word: FNV-1a (www.isthe.com/chongo/tech/comp/fnv), with a last round that spreads it over all
 * bits. */

static inline guint64 cb_lexicon_hash_start(guint32 seed)
{
    return G_GUINT64_CONSTANT(0xcbf29ce484222325) ^ seed;
}

static inline guint64 cb_lexicon_hash_add(guint64 hash, char byte)
{
    return (hash ^ (guchar)byte) * G_GUINT64_CONSTANT(0x100000001b3);
}

static inline guint64 cb_lexicon_hash_end(guint64 hash)
{
    hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

static inline guint32 cb_lexicon_tag(guint64 ended_hash)
{
    return (guint32)(ended_hash >> 32) | 1;
}

static inline guint32 cb_lexicon_first_slot(guint64 ended_hash, guint32 n_slots)
{
    return (guint32)((ended_hash & G_MAXUINT32) * n_slots >> 32);
}

/** The same over any bytes. */
static inline guint64 cb_lexicon_content_hash(const guint8 *bytes, gsize size)
{
    guint64 hash = cb_lexicon_hash_start(0);
    for (gsize i = 0; i < size; i++)
        hash = cb_lexicon_hash_add(hash, (char)bytes[i]);
    return cb_lexicon_hash_end(hash);
}

G_END_DECLS

#endif
