/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up Danish: real words, as often as words are, in no order that means anything. */
#ifndef TREE_WORDS_H
#define TREE_WORDS_H

#include "random.h"

G_BEGIN_DECLS

typedef struct _TreeWords TreeWords;

#define TREE_TOPIC_WORDS 12

/** What a text is about: words that come again and again in it. Their strings are the TreeWords'.
 */
typedef struct {
    const char *words[TREE_TOPIC_WORDS];
} TreeTopic;

/**
 * tree_words_new:
 * @corpus: the folder of the sample; its pages give the common words in their order.
 * @dictionary: hunspell's .dic; gives the rare ones. Names (capitals) are left out.
 *
 * Returns: (nullable): free with tree_words_free(); NULL and @error when one cannot be read.
 */
TreeWords *tree_words_new(const char *corpus, const char *dictionary, guint64 seed, GError **error);
void tree_words_free(TreeWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TreeWords, tree_words_free)

guint tree_words_count(const TreeWords *words);

/** One of the 98 municipalities or the sample's. */
const char *tree_words_place(const TreeWords *words, TreeRandom *random);

TreeTopic tree_topic_new(const TreeWords *words, TreeRandom *random);

/** Adds a sentence with its full stop to @out; returns how many words it has. */
guint tree_sentence(const TreeWords *words, const TreeTopic *topic, TreeRandom *random,
                    GString *out);

/** Adds sentences until there are @n_words or a few more. */
void tree_paragraph(const TreeWords *words, const TreeTopic *topic, TreeRandom *random,
                    guint n_words, GString *out);

/** @n words that say what it is about, the first with a capital. */
char *tree_title(const TreeWords *words, const TreeTopic *topic, TreeRandom *random, guint n);

/** @title in small ASCII letters with hyphens, as in an address. */
char *tree_slug(const char *title);

G_END_DECLS

#endif
