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

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbAnalyzer CbAnalyzer;

/** What part of the running text a token stands for. Later analysis steps (compounds, joined forms)
 * add tokens of the other kinds at the position of their word. */
typedef enum {
    CB_TOKEN_WORD,   /* a whole word of the text */
    CB_TOKEN_PART,   /* a part of a compound word */
    CB_TOKEN_JOINED, /* a form that the text only implies: "on-boarding" -> onboarding */
} CbTokenKind;

/**
 * CbToken:
 * @kind: see #CbTokenKind.
 * @position: ordinal of the word in this text, from 0. Tokens of one word share it.
 * @start: where the token stands in the input, in bytes.
 * @length: how long it is there, in bytes (the input's letters, before normalising).
 * @form: folded surface form: normalised, lower case, ae/oe/aa for æ/ø/å.
 * @stem: folded stem: the key under which all inflections of the word meet.
 * @stop: %TRUE for a stop word. Stop words are indexed (phrases need them) and left out of queries.
 *
 * @form and @stem are valid until the callback returns.
 */
typedef struct {
    CbTokenKind kind;
    guint position;
    gsize start, length;
    const char *form, *stem;
    gboolean stop;
} CbToken;

/** Called once a token, in order of @start. Return %FALSE to stop. */
typedef gboolean (*CbTokenFunc)(const CbToken *token, gpointer data);

/** Never fails: everything it needs is compiled in. Free with cb_analyzer_free(). */
CbAnalyzer *cb_analyzer_new(void);
void cb_analyzer_free(CbAnalyzer *analyzer);

/** Identifies the analysis: its version, and the fingerprints of the lists it uses. Static for the
 * analyzer's life. */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbAnalyzer, cb_analyzer_free)

G_END_DECLS

#endif
