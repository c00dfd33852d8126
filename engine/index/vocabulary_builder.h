/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Collecting the vocabulary of a generation while its cases are read, and writing it.
 *
 * A later generation that is not built from all cases can start from an earlier file: how many
 * cases have a form is the frequency of its W term, and what one place in a text has shown a word
 * to be stays shown.
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

/** What follows is of this case; takes copies of its title and id. The names of its municipalities
 * are read here. @analyzer must not be running. */
void cb_vocabulary_builder_begin_case(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                      const CbCase *item);

/** The word of a token (no part), which the case now has. Once a form and case is enough. */
CbSeenWord *cb_vocabulary_builder_add(CbVocabularyBuilder *builder, const CbToken *token);

/** Its folded form, not to be changed; as long as the builder. */
char *cb_seen_word_form(const CbSeenWord *word);

/** The word stands in @text at this token. To be called for every place. */
void cb_vocabulary_builder_see(CbVocabularyBuilder *builder, CbSeenWord *word, const CbToken *token,
                               const char *text);

/** The same for the case's title. */
void cb_vocabulary_builder_see_in_title(CbVocabularyBuilder *builder, CbSeenWord *word,
                                        const CbToken *token, const char *title);

/**
 * cb_vocabulary_builder_write:
 *
 * Writes the file for all cases. Errors: CB_ERROR_IO.
 */
gboolean cb_vocabulary_builder_write(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                     const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbVocabularyBuilder, cb_vocabulary_builder_free)

G_END_DECLS

#endif
