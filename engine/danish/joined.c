/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that a text only implies by its hyphens.
 *
 *   on-boarding, Buddy-ordning, SOSU-elever    also mean the word without the hyphen, and
 *   on-boardingprogram                         has a part, onboarding, that the hyphen divides;
 *   social- og sundhedsassistent,
 *   indgangs-, overgangs- og udgangssamtaler   each fragment leans on the compound that follows
 *                                              and shares all but its first part;
 *   praktikvejledere og -ansvarlige            the fragment leans on the compound before it and
 *                                              takes the place of its last part.
 */
#include "analyzer_private.h"
#include <string.h>

#define MAX_CHAIN 4 /* words that hyphens join to one; more is no word */
#define MAX_AHEAD 6 /* words to look ahead for the compound that completes a fragment */
#define MAX_AHEAD_BYTES 160

/* The length of the hyphen at @at in bytes, or 0. */
static gsize hyphen_at(const CbJoiner *joiner, gsize at)
{
    gsize length;
    if (at >= joiner->size)
        return 0;
    gunichar c = cb_decode(joiner->text + at, joiner->text + joiner->size, &length);
    return c == '-' || c == 0x2010 || c == 0x2011 ? length : 0;
}

static gboolean word_begins_at(const CbJoiner *joiner, gsize at)
{
    gsize length;
    return at < joiner->size &&
           cb_char_class(cb_decode(joiner->text + at, joiner->text + joiner->size, &length)) ==
               CB_CHAR_WORD;
}

static gsize word_end_at(const CbJoiner *joiner, gsize at)
{
    return (gsize)(cb_word_end(joiner->text + at, joiner->text + joiner->size) - joiner->text);
}

static void append_text(const CbJoiner *joiner, gsize from, gsize to)
{
    g_string_append_len(joiner->analyzer->joined, joiner->text + from, (gssize)(to - from));
}

/* The terms of another word of the text, apart from those remembered for the present one. */
static CbWordTerms terms_of(const CbJoiner *joiner, const char *raw, gsize length)
{
    cb_term_store_empty(&joiner->analyzer->joining);
    return cb_word_terms(joiner->analyzer, raw, length, &joiner->analyzer->joining);
}

/* Makes the token of what stands in analyzer->joined; FALSE when that is no word. */
static gboolean take_joined(CbJoiner *joiner, gsize from, gsize to, CbToken *token)
{
    const GString *joined = joiner->analyzer->joined;
    CbWordTerms terms = terms_of(joiner, joined->str, joined->len);
    joiner->joined = (CbWordTerms){.n = 0};
    if (terms.n == 0)
        return FALSE;
    token->kind = CB_TOKEN_JOINED;
    token->start = from;
    token->length = to - from;
    token->form = cb_term(&terms, 0)->form;
    token->stem = cb_term(&terms, 0)->stem;
    token->stop = FALSE;
    token->first_part = 0;
    token->n_parts = cb_term(&terms, 0)->n_parts;
    return TRUE;
}

/* Where each part of the word at @start begins in the text; returns how many there are. */
static guint find_cuts(const CbWordTerms *terms, gsize start, gsize cuts[CB_MAX_PARTS])
{
    guint n = 0;
    for (guint i = 1; i < terms->n; i++)
        if (cb_term(terms, i)->n_parts == 1 && n < CB_MAX_PARTS)
            cuts[n++] = start + cb_term(terms, i)->start;
    return n;
}

/* --- Hyphens between words ---------------------------------------------------------------------
 */

/* "on-boarding", seen at "on". */
static gboolean join_chain(CbJoiner *joiner, gsize start, gsize end, CbToken *token)
{
    GString *joined = joiner->analyzer->joined;
    g_string_truncate(joined, 0);
    append_text(joiner, start, end);
    gboolean letters = FALSE;
    guint n = 1;
    joiner->joined_at = start;
    joiner->hyphen_at = joined->len;
    joiner->hyphen_length = hyphen_at(joiner, end);
    for (gsize hyphen = hyphen_at(joiner, end); hyphen > 0 && word_begins_at(joiner, end + hyphen);
         hyphen = hyphen_at(joiner, end), n++) {
        gsize next = end + hyphen;
        end = word_end_at(joiner, next);
        append_text(joiner, next, end);
    }
    joiner->chain_end = end;
    for (gsize i = 0; i < joined->len; i++)
        letters = letters || !g_ascii_isdigit(joined->str[i]);
    if (!letters || n > MAX_CHAIN || !take_joined(joiner, start, end, token))
        return FALSE;
    if (n == 2)
        joiner->joined =
            (CbWordTerms){&joiner->analyzer->joining, 0, joiner->analyzer->joining.terms->len};
    return TRUE;
}

gboolean cb_joiner_part(const CbJoiner *joiner, guint i, CbToken *token)
{
    const CbTerm *term = i < joiner->joined.n ? cb_term(&joiner->joined, i) : NULL;
    if (term == NULL || term->start >= joiner->hyphen_at ||
        term->start + term->length <= joiner->hyphen_at)
        return FALSE;
    token->kind = CB_TOKEN_PART;
    token->start = joiner->joined_at + term->start;
    token->length = term->length + joiner->hyphen_length;
    token->form = term->form;
    token->stem = term->stem;
    token->stop = term->stop;
    token->first_part = term->first_part;
    token->n_parts = term->n_parts;
    return TRUE;
}

/* --- Fragments ---------------------------------------------------------------------------------
 */

gboolean cb_is_conjunction(const char *word, gsize length)
{
    return (length == 2 && g_ascii_strncasecmp(word, "og", 2) == 0) ||
           (length == 4 && g_ascii_strncasecmp(word, "samt", 4) == 0) ||
           (length == 5 && g_ascii_strncasecmp(word, "eller", 5) == 0);
}

/* What may stand between the members of "a-, b- og c". */
static gboolean is_separator(char c)
{
    return c != '\0' && strchr(" \t\r\n,/", c) != NULL;
}

/* The compound that completes the fragment that ends at @at: passes over conjunctions and other
 * fragments. FALSE when something else comes first. */
static gboolean find_compound_ahead(const CbJoiner *joiner, gsize at, gsize *start, gsize *end)
{
    gsize limit = MIN(joiner->size, at + MAX_AHEAD_BYTES);
    for (guint n = 0; n < MAX_AHEAD; n++) {
        while (at < limit && is_separator(joiner->text[at]))
            at++;
        if (at >= limit || !word_begins_at(joiner, at))
            return FALSE;
        *start = at;
        *end = at = word_end_at(joiner, at);
        gsize hyphen = hyphen_at(joiner, at);
        if (hyphen > 0 && word_begins_at(joiner, at + hyphen))
            return FALSE;
        if (hyphen == 0 && !cb_is_conjunction(joiner->text + *start, *end - *start))
            return TRUE;
        at += hyphen;
    }
    return FALSE;
}

/* "social-" before "og sundhedsassistent". */
static gboolean complete_forwards(CbJoiner *joiner, gsize start, gsize end, CbToken *token)
{
    gsize compound, compound_end, cuts[CB_MAX_PARTS];
    if (!find_compound_ahead(joiner, end + hyphen_at(joiner, end), &compound, &compound_end))
        return FALSE;
    CbWordTerms terms = terms_of(joiner, joiner->text + compound, compound_end - compound);
    if (find_cuts(&terms, compound, cuts) < 2)
        return FALSE;
    g_string_truncate(joiner->analyzer->joined, 0);
    append_text(joiner, start, end);
    append_text(joiner, cuts[1], compound_end);
    return take_joined(joiner, start, end, token);
}

/* "-ansvarlige" after "praktikvejledere og". A fragment of several parts takes the place of as many
 * (sundhedshjælperelever og -assistentelever), but for the first. */
static gboolean complete_backwards(CbJoiner *joiner, gsize start, gsize end,
                                   const CbWordTerms *terms, CbToken *token)
{
    guint replaced = MAX(cb_term(terms, 0)->n_parts, 1);
    guint kept = joiner->n_cuts > replaced ? joiner->n_cuts - replaced : 1;
    g_string_truncate(joiner->analyzer->joined, 0);
    append_text(joiner, joiner->anchor, joiner->cuts[kept]);
    append_text(joiner, start, end);
    return take_joined(joiner, start, end, token);
}

/* Whether a hyphen stands right before @start, and no word before that. */
static gboolean is_tail(const CbJoiner *joiner, gsize start)
{
    for (gsize length = 1; length <= 3 && length <= start; length++)
        if (hyphen_at(joiner, start - length) == length)
            return start - length > joiner->last_end || joiner->last_end == 0;
    return FALSE;
}

/* Drops the compound that fragments lean on when anything but separators and hyphens came since. */
static void check_anchor(CbJoiner *joiner, gsize start)
{
    for (gsize i = joiner->last_end; joiner->n_cuts > 0 && i < start; i++)
        if (!is_separator(joiner->text[i]) && joiner->text[i] != '-' &&
            (guchar)joiner->text[i] < 0x80)
            joiner->n_cuts = 0;
}

gboolean cb_joiner_next(CbJoiner *joiner, gsize start, gsize length, const CbWordTerms *terms,
                        CbToken *token)
{
    gsize end = start + length, hyphen = hyphen_at(joiner, end);
    gboolean tail = FALSE, found = FALSE, compounds = joiner->analyzer->compounds;
    check_anchor(joiner, start);
    if (hyphen > 0 && start >= joiner->chain_end && word_begins_at(joiner, end + hyphen))
        found = join_chain(joiner, start, end, token);
    else if (compounds && hyphen > 0 && !word_begins_at(joiner, end + hyphen))
        found = complete_forwards(joiner, start, end, token);
    else if (compounds && joiner->n_cuts > 0 && (tail = is_tail(joiner, start)))
        found = complete_backwards(joiner, start, end, terms, token);
    if (!tail && !cb_is_conjunction(joiner->text + start, length)) {
        joiner->anchor = start;
        joiner->n_cuts = find_cuts(terms, start, joiner->cuts);
    }
    joiner->last_end = end;
    return found;
}
