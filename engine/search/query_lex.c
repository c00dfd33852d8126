/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters of the query language. */
#include "query_lex.h"
#include <string.h>

/* Quotes come in families: any member closes what another one opened, since keyboards, word
 * processors and languages mix them. */
typedef enum { NO_QUOTE, DOUBLE_QUOTE, ANGLE_QUOTE, SINGLE_QUOTE } QuoteFamily;

static QuoteFamily quote_family(const char *p)
{
    switch (g_utf8_get_char(p)) {
    case '"':
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x201E: /* „ */
    case 0x201F: /* ‟ */
        return DOUBLE_QUOTE;
    case 0xAB: /* « */
    case 0xBB: /* » */
        return ANGLE_QUOTE;
    case '\'':
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201A: /* ‚ */
        return SINGLE_QUOTE;
    default:
        return NO_QUOTE;
    }
}

gboolean cb_lex_is_quote(const char *p)
{
    QuoteFamily family = quote_family(p);
    return family == DOUBLE_QUOTE || family == ANGLE_QUOTE;
}

gboolean cb_lex_is_letter(const char *p)
{
    gunichar c = g_utf8_get_char(p);
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static gboolean is_space(const char *p)
{
    return g_unichar_isspace(g_utf8_get_char(p));
}

static gboolean ends_word(const char *p)
{
    return *p == '\0' || *p == '(' || *p == ')' || is_space(p) || cb_lex_is_quote(p);
}

const char *cb_lex_word_end(const char *p)
{
    while (!ends_word(p))
        p = g_utf8_next_char(p);
    return p;
}

const char *cb_lex_letters_end(const char *p)
{
    while (g_unichar_isalpha(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

const char *cb_lex_skip_space(const char *p)
{
    while (*p != '\0' && is_space(p))
        p = g_utf8_next_char(p);
    return p;
}

CbOperator cb_lex_operator(const char *p, gsize *length)
{
    static const struct {
        const char *word;
        CbOperator operator;
    } operators[] = {{"OG", CB_OP_AND}, {"AND", CB_OP_AND},  {"ELLER", CB_OP_OR},
                     {"OR", CB_OP_OR},  {"IKKE", CB_OP_NOT}, {"NOT", CB_OP_NOT}};
    for (gsize i = 0; i < G_N_ELEMENTS(operators); i++) {
        *length = strlen(operators[i].word);
        if (strncmp(p, operators[i].word, *length) == 0 && ends_word(p + *length))
            return operators[i].operator;
    }
    return CB_OP_NONE;
}

#define MAX_SINGLE_QUOTED 200 /* bytes: an apostrophe is seldom a quote, so do not look far */

/* A single quote closes after a word and not inside one: there is no quote in KL’s. */
static gboolean closes(QuoteFamily family, const char *start, const char *q)
{
    if (quote_family(q) != family)
        return FALSE;
    if (family != SINGLE_QUOTE)
        return TRUE;
    return q > start && !is_space(g_utf8_prev_char(q)) && !cb_lex_is_letter(g_utf8_next_char(q));
}

const char *cb_lex_closing_quote(const char *p)
{
    QuoteFamily family = quote_family(p);
    if (family == NO_QUOTE)
        return NULL;
    const char *start = g_utf8_next_char(p);
    for (const char *q = start; *q != '\0'; q = g_utf8_next_char(q)) {
        if (closes(family, start, q))
            return q;
        if (family == SINGLE_QUOTE && q - start > MAX_SINGLE_QUOTED)
            return NULL;
    }
    return NULL;
}

/* "hjælpere og -assistenter": the hyphen stands for the first part of a word before it. */
static gboolean follows_joiner(const char *text, const char *p)
{
    static const char *const joiners[] = {" og ", " eller ", " samt "};
    for (gsize i = 0; i < G_N_ELEMENTS(joiners); i++) {
        gsize length = strlen(joiners[i]);
        if ((gsize)(p - text) > length && memcmp(p - length, joiners[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean cb_lex_is_minus(const char *text, const char *p)
{
    if (*p != '-' || (p > text && p[-1] == '-') || follows_joiner(text, p))
        return FALSE;
    const char *next = p + 1;
    return cb_lex_is_letter(next) || *next == '(' || cb_lex_closing_quote(next) != NULL ||
           cb_lex_is_exact(next);
}

gboolean cb_lex_is_exact(const char *p)
{
    return *p == '=' && (cb_lex_is_letter(p + 1) || cb_lex_closing_quote(p + 1) != NULL);
}
