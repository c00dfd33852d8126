/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One word under the glass: what the analysis makes of it, and why. For queries and for people;
 * texts go through cb_analyzer_run(). */
#ifndef CASEBANK_WORDS_H
#define CASEBANK_WORDS_H

#include <casebank/analyzer.h>

G_BEGIN_DECLS

/** Why a word has the stem it has. */
typedef enum {
    CB_RULE_NONE,      /* left as it is: it has digits in it, or no letters */
    CB_RULE_EXCEPTION, /* the lexicon knows its stem */
    CB_RULE_SNOWBALL,  /* Snowball's algorithm */
    CB_RULE_COMPOUND,  /* its first parts as they stand, and the stem of its last */
} CbStemReason;

/** "none", "exception", "snowball", "compound": for programs. Static. */
const char *cb_stem_reason_name(CbStemReason reason);

/**
 * CbWordPart: a part of a compound.
 * @text: as it stands in the normalised word, without the letters that link it to the next one.
 * @link: those letters; "" when there are none.
 * @stem: folded.
 * @start: where it begins in the normalised word, in code points.
 * @length: in code points, without the link.
 */
typedef struct {
    char *text, *link, *stem;
    guint start, length;
} CbWordPart;

/**
 * CbWordAnalysis:
 * @normalized: normalised, real letters; hyphens dropped.
 * @restored: (nullable): the word that is meant when it was typed with ae, oe, aa: "håndbog".
 * @key: folded surface form.
 * @stem: folded stem.
 * @reason: why it has that stem.
 * @head_reason: of a compound: why its last part has its stem; else the same as @reason.
 * @stop: a stop word.
 * @listed: the dictionary has the word itself.
 * @guessed: its first part is no word that the dictionary knows.
 * @parts: (element-type CbWordPart): its smallest parts, in order; empty when it is no compound.
 */
typedef struct {
    char *normalized, *restored, *key, *stem;
    CbStemReason reason, head_reason;
    gboolean stop, listed, guessed;
    GPtrArray *parts;
} CbWordAnalysis;

/**
 * cb_word_analyze:
 * @word: any bytes; taken as one word, so that "on-boarding" is onboarding. What is neither letter
 *   nor digit is left out.
 *
 * Returns: (transfer full): never NULL.
 */
CbWordAnalysis *cb_word_analyze(CbAnalyzer *analyzer, const char *word);
void cb_word_analysis_free(CbWordAnalysis *analysis);

/**
 * cb_word_is_known:
 *
 * Whether the word is good Danish as far as the lexicon can tell: listed, or a compound of known
 * parts. Without a lexicon nothing is known.
 */
gboolean cb_word_is_known(CbAnalyzer *analyzer, const char *word);

/**
 * cb_word_join:
 *
 * Two words of a query may stand as one in a text: "on boarding" as onboarding, "gf 2" as gf2. A
 * joined word that is divided into just these two (mentor|indsats) is left out: a text that has it
 * is found by its parts.
 *
 * Returns: (transfer full): the stems of the ways to join them, with no link, with -s- and with
 * -e-; none twice; NULL-terminated.
 */
char **cb_word_join(CbAnalyzer *analyzer, const char *left, const char *right);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWordAnalysis, cb_word_analysis_free)

G_END_DECLS

#endif
