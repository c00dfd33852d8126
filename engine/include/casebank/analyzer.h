/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How Danish text becomes terms. The same analyzer reads documents and queries; what it does is
 * summed up in a fingerprint that is stored in the index, so that an index made by another analysis
 * is refused and never searched wrongly in silence.
 *
 * An analyzer caches stems and is not thread safe: one per thread.
 */
#ifndef CASEBANK_ANALYZER_H
#define CASEBANK_ANALYZER_H

#include <casebank/lexicon.h>

G_BEGIN_DECLS

typedef struct CbAnalyzer CbAnalyzer;

/**
 * CbTokenKind: what part of the running text a token stands for.
 * @CB_TOKEN_WORD: a whole word of the text.
 * @CB_TOKEN_PART: a part of a compound, or several parts next to each other:
 *   fuldtidspraktikvejledere has fuld, tid, praktik, vejledere, and also fuldtid,
 *   praktikvejledere and so on.
 * @CB_TOKEN_JOINED: a word that the text only implies: onboarding in "on-boarding",
 *   socialassistent in "social- og sundhedsassistent".
 */
typedef enum {
    CB_TOKEN_WORD,
    CB_TOKEN_PART,
    CB_TOKEN_JOINED,
} CbTokenKind;

/**
 * CbToken:
 * @kind: see #CbTokenKind.
 * @position: ordinal of the word in this text, from 0. Tokens of one word share it: first comes the
 *   word, then what is joined to it, then its parts. A joined form has the position of the first
 *   word in it, or of the fragment that it completes.
 * @start: where the token stands in the input, in bytes.
 * @length: how long it is there, in bytes (the input's letters, before normalising).
 * @form: folded surface form: normalised, lower case, ae/oe/aa for æ/ø/å.
 * @stem: folded stem: the key under which all inflections of the word meet.
 * @stop: %TRUE for a stop word. Stop words are indexed (phrases need them) and left out of queries.
 *   A single part may be one too: have in børnehave.
 * @first_part: of a part: which one of the word's parts it is, or begins with; from 0.
 * @n_parts: of a part: how many parts it spans, 1 for a simple one; of a word: how many it is
 *   divided into, 0 when it is no compound.
 *
 * The @start and @length of a part leave out the letters that link it to the next one:
 * "frafald" in frafaldsprocent. Those of a joined form span all its words ("on-boarding"), or the
 * fragment that it completes ("social"). A part that a hyphen divides spans the hyphen:
 * "on-boarding" in "on-boardingprogram"; it comes right after the joined form.
 *
 * @form and @stem are valid until the callback returns.
 */
typedef struct {
    CbTokenKind kind;
    guint position;
    gsize start, length;
    const char *form, *stem;
    gboolean stop;
    guint first_part, n_parts;
} CbToken;

/** Called once a token; words come in the order of the text. Return %FALSE to stop. */
typedef gboolean (*CbTokenFunc)(const CbToken *token, gpointer data);

/**
 * CbAnalyzerOptions:
 * @lexicon: (nullable): knows exceptions and compounds; the analyzer holds a reference. %NULL:
 *   Snowball's stems, whole words, nothing joined.
 * @no_compounds: divide no words, and join no fragments ("social- og sundhedsassistent").
 * @no_exceptions: stem by Snowball alone.
 *
 * The switches are there to measure what each step is worth.
 */
typedef struct {
    CbLexicon *lexicon;
    gboolean no_compounds;
    gboolean no_exceptions;
} CbAnalyzerOptions;

/** Sets the switches as they were for an analyzer with this fingerprint; the lexicon is left as it
 * is. Made with them, an analyzer has the same fingerprint, or another lexicon. */
void cb_analyzer_options_from_fingerprint(CbAnalyzerOptions *options, const char *fingerprint);

/** Never fails. Free with cb_analyzer_free(). */
CbAnalyzer *cb_analyzer_new_with(const CbAnalyzerOptions *options);

/** Without a lexicon: see #CbAnalyzerOptions. */
CbAnalyzer *cb_analyzer_new(void);
void cb_analyzer_free(CbAnalyzer *analyzer);

/** Identifies the analysis: its version, the fingerprints of the lexicon and of the lists it uses,
 * and what is switched off. Static for the analyzer's life. */
const char *cb_analyzer_fingerprint(const CbAnalyzer *analyzer);

/**
 * cb_analyzer_run:
 * @text: any bytes; invalid UTF-8 is treated as a word break.
 * @length: length of @text in bytes, or -1 when NUL-terminated.
 *
 * Calls @func for every token of @text. Words longer than CB_MAX_WORD_CODE_POINTS are cut to that
 * length for @form and
 * @stem (Xapian's terms are limited to 245 bytes) and keep their true @length.
 *
 * Returns: the number of positions used (the next text of the same document goes on from there).
 */
guint cb_analyzer_run(CbAnalyzer *analyzer, const char *text, gssize length, CbTokenFunc func,
                      gpointer data);
#define CB_MAX_WORD_CODE_POINTS 64

/** Called once a word, with all its tokens; their strings are valid until it returns. Return %FALSE
 * to stop. */
typedef gboolean (*CbWordTokensFunc)(const CbToken *tokens, guint n, gpointer data);

/** As cb_analyzer_run(), but with the tokens of a word together: first the word itself. */
guint cb_analyzer_run_words(CbAnalyzer *analyzer, const char *text, gssize length,
                            CbWordTokensFunc func, gpointer data);

/**
 * cb_fold_key:
 *
 * Folds a whole string to the key that filters and facets compare by: NFKC, lower case, soft
 * hyphens dropped, æ->ae ø->oe å->aa é->e ö->oe ä->ae ü->y, runs of white space to one space,
 * trimmed. "Ålborg" and "aalborg" meet.
 *
 * Returns: (transfer full): the key; "" for NULL.
 */
char *cb_fold_key(const char *text);

/** A word that stands between the members of "social- og sundhedsassistent": og, samt, eller.
 * @word: real letters, in any case; @length in bytes. Thread safe. */
gboolean cb_is_conjunction(const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbAnalyzer, cb_analyzer_free)

G_END_DECLS

#endif
