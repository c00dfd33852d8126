/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Collecting the vocabulary of a generation while its cases are read, and writing it.
 *
 * A generation that is not built from all cases starts from the files of an earlier one
 * (vocabulary_base.h); what costs something is then done for the words of the cases that change
 * alone. It may differ from a vocabulary that is built anew from the same cases:
 *
 *   - What a case has shown a word to be (an ordinary one, a name ...) it still is when that case
 *     is gone, as long as any case has the word.
 *   - How a word is spelt is decided by the first eight cases that have it, even when they are
 *     removed; of how they voted the outcome is known, and not by how much.
 *   - A word that only a document's title had, when it was not shown, does not lead to that title
 *     when it is shown later.
 *
 * How many cases have a form or a stem is right at all times.
 */
#ifndef CB_INDEX_VOCABULARY_BUILDER_H
#define CB_INDEX_VOCABULARY_BUILDER_H

#include <casebank/analyzer.h>
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct CbVocabularyBuilder CbVocabularyBuilder;

/** A word of the texts; lives as long as its builder. */
typedef struct CbSeenWord CbSeenWord;

CbVocabularyBuilder *cb_vocabulary_builder_new(void);
void cb_vocabulary_builder_free(CbVocabularyBuilder *builder);

/** Starts from the vocabulary of a generation; once, before anything else. Errors:
 * CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO. */
gboolean cb_vocabulary_builder_load(CbVocabularyBuilder *builder, const char *folder,
                                    GError **error);

/** Takes a case out again. @forms: char*: all its forms, each once. */
void cb_vocabulary_builder_remove_case(CbVocabularyBuilder *builder, const char *id,
                                       const GPtrArray *forms);

/** The case that is begun next takes the place of one with the same id that was removed: its title
 * lies there, too. */
void cb_vocabulary_builder_keep_place(CbVocabularyBuilder *builder);

/** What follows is of this case; takes copies of its title and id. The names of its municipalities
 * are read here. @analyzer must not be running. */
void cb_vocabulary_builder_begin_case(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                      const CbCase *item);

/** The word of a token (no part), which the case now has. Once a form and case is enough. */
CbSeenWord *cb_vocabulary_builder_add(CbVocabularyBuilder *builder, const CbToken *token);

/** The same for a word that was got before; soon done when the case is known to have it. */
void cb_vocabulary_builder_add_again(CbVocabularyBuilder *builder, CbSeenWord *word);

/** The word stands in @text at this token. To be called for every place. */
void cb_vocabulary_builder_see(CbVocabularyBuilder *builder, CbSeenWord *word, const CbToken *token,
                               const char *text);

/** The same for the case's title. */
void cb_vocabulary_builder_see_in_title(CbVocabularyBuilder *builder, CbSeenWord *word,
                                        const CbToken *token, const char *title);

/** How many cases have a term with this stem, counting those added and not the removed. */
typedef guint (*CbStemFrequency)(const char *stem, gpointer data);

/**
 * cb_vocabulary_builder_write:
 * @folder: of the generation; the files `vocabulary` and `words` are written there.
 * @frequency: asked of an update only, for stems of words that changed cases have.
 *
 * May be called again when more cases were added or removed. Errors: CB_ERROR_IO.
 */
gboolean cb_vocabulary_builder_write(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                     const char *folder, CbStemFrequency frequency, gpointer data,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbVocabularyBuilder, cb_vocabulary_builder_free)

G_END_DECLS

#endif
