/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every string the lexicon builder knows something about, and what it has found out. Filled by
 * hunspell.c and lists.c, judged by parts.c and keys.c, written by lexicon_file.c.
 */
#ifndef CB_LEXICON_WORD_TABLE_H
#define CB_LEXICON_WORD_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/** Flags of hunspell-da that mean something to us; da_DK.aff explains them. */
enum {
    CB_FLAG_WEAK_VERB = 1,
    CB_FLAG_COMMON_NOUN = 2,
    CB_FLAG_FORBIDDEN = 6,
    CB_FLAG_NEEDS_AFFIX = 8,
    CB_FLAG_GENITIVE = 10,
    CB_FLAG_PLURAL_ER = 11,
    CB_FLAG_LINK_S = 29,
    CB_FLAG_LINK_NONE = 31,
    CB_FLAG_COMPOUND_BEGIN = 32,
    CB_FLAG_COMPOUND_MIDDLE = 33,
    CB_FLAG_COMPOUND_END = 34,
    CB_FLAG_ONLY_IN_COMPOUND = 36,
    CB_FLAG_LINK_NONE_OR_S = 62,
    CB_N_FLAGS = 128
};

typedef struct {
    guint64 bits[CB_N_FLAGS / 64];
} CbFlags;

gboolean cb_flags_has(const CbFlags *flags, guint flag);
void cb_flags_set(CbFlags *flags, guint flag);
void cb_flags_add(CbFlags *flags, const CbFlags *more);

/** How a lemma inflects, from its flags; homographs have several of a kind, words that do not
 * inflect have none. */
typedef enum {
    CB_CLASS_NOUN = 1 << 0,
    CB_CLASS_ADJECTIVE = 1 << 1,
    CB_CLASS_VERB = 1 << 2,
    CB_CLASSES = CB_CLASS_NOUN | CB_CLASS_ADJECTIVE | CB_CLASS_VERB,
    CB_GENDER_COMMON = 1 << 3,
    CB_GENDER_NEUTER = 1 << 4,
    CB_GENDERS = CB_GENDER_COMMON | CB_GENDER_NEUTER,
    CB_PLURAL_E = 1 << 5,
    CB_PLURAL_ER = 1 << 6,
    CB_PLURAL_RE = 1 << 7,
    CB_PLURAL_LER = 1 << 8,
    CB_PLURAL_BARE = 1 << 9,
    CB_PLURALS = CB_PLURAL_E | CB_PLURAL_ER | CB_PLURAL_RE | CB_PLURAL_LER | CB_PLURAL_BARE,
} CbInflection;

/** On which of our own lists a word stands. */
typedef enum {
    CB_LIST_PARTICLE = 1 << 0,
    CB_LIST_SUFFIX = 1 << 1,
    CB_LIST_COMBINING = 1 << 2,
    CB_LIST_NEVER_SPLIT = 1 << 3,
    CB_LIST_EXTRA = 1 << 4,
    CB_LIST_LEAD = 1 << 5,
    CB_LIST_OWN_STEM = 1 << 6,
    CB_LIST_HEAD = 1 << 7,
} CbWordLists;

typedef struct CbWord CbWord;

/**
 * CbWord: a string in lower case. The arrays hold each lemma once and are NULL when empty; @lemmas,
 * @leads and @ends are what the dictionary says, the rest is worked out from it.
 */
struct CbWord {
    const char *text;
    guint length; /* code points */
    guint number; /* its place among the sorted words */
    gboolean is_lemma;
    gboolean is_name;       /* a lemma that the dictionary only has with a capital letter */
    CbInflection irregular; /* class of a lemma whose forms the dictionary spells out and gives no
                               flag for */
    CbFlags flags;          /* of the lemma; all its entries together */
    GPtrArray
        *lemmas; /* CbWord*: lemmas that this is an inflected form of; not empty = a listed word */
    GPtrArray *leads; /* CbWord*: lemmas that this stands for at the front of a compound, its link
                         included */
    GPtrArray *ends;  /* CbWord*: lemmas that this is a form of at the end of a compound */
    CbWordLists lists;
    CbWord *irregular_of; /* the lemma that our list of irregular forms names */

    CbWord *lead_base;  /* what remains when the link is taken off; NULL: never leads a compound */
    CbWord *loose_base; /* the same for a word that might lead one, with any of the usual links */
    guint n_led;        /* listed compounds that this leads */
    guint n_headed;     /* listed compounds that this (as a lemma) heads */
    gboolean may_lead, may_head, may_head_loosely; /* in words that are not listed */
    gboolean may_lead_listed, may_head_listed;

    guint split;     /* bytes before the last part of this listed word; 0 = not a compound */
    const char *key; /* the stem, folded; NULL = as the algorithm says */
};

typedef struct {
    GHashTable *by_text; /* text -> CbWord* */
    GPtrArray *sorted;   /* CbWord*, by text: the order of everything, so that builds repeat */
    GPtrArray *added;    /* CbWord*, since the last sorting */
    GStringChunk *texts;
} CbWordTable;

CbWordTable *cb_word_table_new(void);
void cb_word_table_free(CbWordTable *table);

/** NULL when unknown. */
CbWord *cb_word_find(const CbWordTable *table, const char *text);
CbWord *cb_word_find_slice(const CbWordTable *table, const char *text, gsize bytes);
/** Made when unknown; it stands among the sorted words after the next sorting, which changes the
 * numbers of all. */
CbWord *cb_word_get(CbWordTable *table, const char *text);
void cb_word_table_sort(CbWordTable *table);

/** Adds once. */
void cb_lemmas_add(GPtrArray **lemmas, CbWord *lemma);
gboolean cb_lemmas_contain(const GPtrArray *lemmas, const CbWord *lemma);
#define cb_lemma(lemmas, i) ((CbWord *)(lemmas)->pdata[i])

CbInflection cb_word_inflection(const CbWord *lemma);

/** Letters only, at least two. */
gboolean cb_word_is_plain(const CbWord *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWordTable, cb_word_table_free)

G_END_DECLS

#endif
