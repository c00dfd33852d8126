/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word_look.h"
#include "word_evidence.h"
#include <casebank/words.h>

guint cb_word_looks(const CbWordSeen *seen)
{
    return seen->evidence | (seen->n_small == 0 ? 1u << 8 : 0) |
           (seen->n_capitals > seen->n_small ? 1u << 9 : 0) | (seen->n_cases < 2 ? 1u << 10 : 0);
}

static char *capitalised(const char *letters)
{
    const char *rest = g_utf8_next_char(letters);
    g_autofree char *first = g_utf8_strup(letters, rest - letters);
    return g_strconcat(first, rest, NULL);
}

/* A word is shown in capitals or with one when that is how it is written, and else small. */
static char *with_capitals(const CbSeenWord *word, const char *letters, gboolean known)
{
    if (word->seen.n_capitals > word->seen.n_small &&
        (word->seen.evidence & CB_EVIDENCE_ABBREVIATION))
        return g_utf8_strup(letters, -1);
    gboolean named = word->seen.evidence & (CB_EVIDENCE_PLACE | CB_EVIDENCE_NAMED);
    return word->seen.n_small == 0 && (named || !known) ? capitalised(letters) : g_strdup(letters);
}

/* As it is mostly spelt. A word that the text only implies ("oplærings- og ...") is not spelt
 * there: then the form itself has to do. */
static CbWordAnalysis *analyze(CbAnalyzer *analyzer, const CbSeenWord *word, gboolean *spelt)
{
    CbWordAnalysis *analysis = cb_word_analyze(analyzer, word->spelling);
    *spelt = strcmp(analysis->key, word->form) == 0;
    if (*spelt)
        return analysis;
    cb_word_analysis_free(analysis);
    return cb_word_analyze(analyzer, word->form);
}

/* The word's real letters; NULL when nobody can tell. */
static const char *letters_of(const CbSeenWord *word, const CbWordAnalysis *analysis,
                              gboolean spelt)
{
    gboolean name =
        word->seen.n_small == 0 && (word->seen.evidence & (CB_EVIDENCE_PLACE | CB_EVIDENCE_NAMED));
    if (analysis->restored != NULL && !(spelt && name))
        return analysis->restored;
    gboolean unclear =
        strstr(word->form, "ae") || strstr(word->form, "oe") || strstr(word->form, "aa");
    return !spelt && unclear ? NULL : analysis->normalized;
}

static gsize folded_length(const char *text, gsize length)
{
    g_autofree char *start = g_strndup(text, length);
    g_autofree char *key = cb_fold_key(start);
    return strlen(key);
}

/* Where the later parts of the word begin. */
static guint64 find_tails(const CbSeenWord *word, const CbWordAnalysis *analysis)
{
    const char *letters = analysis->restored != NULL ? analysis->restored : analysis->normalized;
    gsize length = strlen(word->form);
    guint64 tails = 0;
    for (guint i = 1; i < analysis->parts->len; i++) {
        const CbWordPart *part = analysis->parts->pdata[i];
        const char *at = g_utf8_offset_to_pointer(letters, part->start);
        gsize offset = folded_length(letters, (gsize)(at - letters));
        if (offset > 0 && offset < length)
            tails |= G_GUINT64_CONSTANT(1) << offset;
    }
    return tails;
}

/* "SOSU-elever": the abbreviation and its hyphen belong to how the word is written. */
static gboolean is_behind_abbreviation(const char *spelling)
{
    const char *hyphen = strchr(spelling, '-');
    return hyphen != NULL && strpbrk(spelling, " \t\r\n") == NULL &&
           cb_spelling_of(spelling, (gsize)(hyphen - spelling)) == CB_SPELLING_CAPITALS;
}

static void decide(CbSeenWord *word, CbAnalyzer *analyzer)
{
    const CbWordSeen *seen = &word->seen;
    if (word->ignored || word->spelling == NULL || strlen(word->form) > CB_VOCABULARY_MAX_FORM ||
        !cb_evidence_allows(seen->evidence, word->form, seen->n_cases, TRUE))
        return; /* whether it is a compound or not */
    gboolean spelt;
    g_autoptr(CbWordAnalysis) analysis = analyze(analyzer, word, &spelt);
    gboolean compound =
        analysis->parts->len > 0 && !analysis->guessed && (analysis->restored == NULL || !spelt);
    if (!cb_evidence_allows(seen->evidence, word->form, seen->n_cases, compound))
        return;
    const char *letters = letters_of(word, analysis, spelt);
    if (spelt && is_behind_abbreviation(word->spelling))
        word->shown = g_strdup(word->spelling);
    else if (letters != NULL && *letters != '\0')
        word->shown = with_capitals(word, letters, analysis->listed || compound);
    if (word->shown != NULL)
        word->tails = find_tails(word, analysis);
}

void cb_word_look_prepare(CbSeenWord *word, CbAnalyzer *analyzer)
{
    guint looks = cb_word_looks(&word->seen);
    if (word->prepared && !word->respelt && word->looks == looks)
        return;
    g_clear_pointer(&word->shown, g_free);
    word->tails = 0;
    word->looks = looks;
    word->prepared = TRUE;
    word->respelt = FALSE;
    decide(word, analyzer);
}
