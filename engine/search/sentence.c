/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where Danish sentences end: one pass, looking at what stands around each full stop. */
#include "sentence.h"
#include <stdlib.h>
#include <string.h>

#define MAX_ABBREVIATION 12 /* bytes */

/* Without the last full stop, in lower case; sorted by byte value, as is the next list. */
static const char *const abbreviations[] = {
    "adm",  "afd",  "alm",   "ang",  "anm",  "art",  "att",  "bd",    "bl.a", "ca",    "cand",
    "cirk", "civ",  "dir",   "div",  "dr",   "dvs",  "eks",  "ekskl", "evt",  "f.eks", "fhv",
    "fig",  "forb", "forts", "fr",   "frk",  "fx",   "gl",   "gr",    "henh", "hhv",   "hr",
    "iflg", "ift",  "iht",   "ill",  "incl", "ing",  "inkl", "jf",    "jr",   "jvf",   "kap",
    "kgl",  "kl",   "kons",  "maks", "max",  "mhp",  "mht",  "nr",    "nuv",  "omkr",  "opr",
    "pga",  "pkt",  "pr",    "prof", "resp", "sdr",  "skt",  "sml",   "spm",  "st",    "stk",
    "stud", "tlf",  "udg",   "udv",  "v.hj", "vedr", "vha",  "vs",    "årg",
};

/* These stand at the end of a sentence as often as inside one. */
static const char *const often_last[] = {
    "a.l", "apr", "aug", "d.å", "dec", "etc", "feb",  "jan", "jul", "jun", "kr",  "m.fl",
    "m.m", "m.v", "mar", "mdr", "mia", "min", "mio",  "mv",  "nov", "o.a", "o.l", "o.lign",
    "okt", "osv", "pct", "s.d", "sek", "sep", "sept", "t.h", "t.v", "tim",
};

static int compare(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

#define LISTED(word, list)                                                                         \
    (bsearch((word), (list), G_N_ELEMENTS(list), sizeof(list)[0], compare) != NULL)

/* The word that ends at @stop, with full stops inside it ("f.eks"); not before @start. */
static const char *word_before(const char *start, const char *stop)
{
    const char *p = stop;
    while (p > start && stop - p <= MAX_ABBREVIATION && cb_space_before(p, start) == 0 &&
           p[-1] != '(' && p[-1] != '/')
        p--;
    return p;
}

/* "H", "ø", "H.C": letters with full stops between them. */
static gboolean is_initials(const char *word)
{
    for (const char *p = word;;) {
        if (!g_unichar_isalpha(g_utf8_get_char(p)))
            return FALSE;
        p = g_utf8_next_char(p);
        if (*p == '\0')
            return TRUE;
        if (*p++ != '.')
            return FALSE;
    }
}

static gboolean is_number(const char *word)
{
    return *word != '\0' && word[strspn(word, "0123456789")] == '\0';
}

/* Does the full stop at @stop belong to what stands before it? @capital: a capital follows. */
static gboolean is_abbreviation(const char *start, const char *stop, gboolean capital)
{
    const char *from = word_before(start, stop);
    char word[MAX_ABBREVIATION + 1];
    gsize length = (gsize)(stop - from);
    if (length == 0 || length > MAX_ABBREVIATION)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        word[i] = g_ascii_tolower(from[i]);
    word[length] = '\0';
    if (LISTED(word, often_last))
        return !capital;
    return LISTED(word, abbreviations) || is_initials(word) || (is_number(word) && from == start);
}

/* Skips closing quotes and brackets, and further marks ("?!", "..."). */
static const char *skip_closers(const char *p, const char *end)
{
    static const char *const closers[] = {"\"",
                                          ")",
                                          "]",
                                          ".",
                                          "!",
                                          "?",
                                          "\xe2\x80\x9d" /* ” */,
                                          "\xe2\x80\x9c" /* “ */,
                                          "\xe2\x80\x99" /* ’ */,
                                          "\xc2\xbb" /* » */,
                                          "\xc2\xab" /* « */};
    for (gsize i = 0; i < G_N_ELEMENTS(closers) && p < end && *p != ' ';) {
        gsize length = strlen(closers[i]);
        if ((gsize)(end - p) >= length && memcmp(p, closers[i], length) == 0) {
            p += length;
            i = 0;
        } else {
            i++;
        }
    }
    return p;
}

/* Does a sentence end with the mark at @p? Then @after is set behind its closers. */
static gboolean ends_at(const char *start, const char *p, const char *end, const char **after)
{
    *after = skip_closers(p + 1, end);
    const char *next = cb_skip_space(*after, end);
    if (next == end)
        return TRUE;
    if (next == *after)
        return FALSE;
    gunichar c = g_utf8_get_char(next);
    if (g_unichar_islower(c))
        return FALSE;
    return *p != '.' || !is_abbreviation(start, p, g_unichar_isupper(c));
}

/* Does the line break at @p end a paragraph: a blank line or an item of a list after it? */
static gboolean breaks_paragraph(const char *p, const char *end)
{
    static const char *const bullets[] = {"\n", "\xe2\x80\xa2" /* • */, "- ", "* ",
                                          "\xe2\x80\x93 " /* – */};
    for (p++; p < end && (*p == ' ' || *p == '\t' || *p == '\r');)
        p++;
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++) {
        gsize length = strlen(bullets[i]);
        if ((gsize)(end - p) >= length && memcmp(p, bullets[i], length) == 0)
            return TRUE;
    }
    return p == end;
}

/* The bytes that may end a sentence: all others are passed over quickly. 0xE2 begins "…". */
static const gboolean may_end[256] = {['.'] = 1, ['!'] = 1, ['?'] = 1, ['\n'] = 1, [0xE2] = 1};

const char *cb_sentence_end(const char *start, const char *end, gboolean *paragraph)
{
    for (const char *p = start; p < end; p++) {
        if (!may_end[(guchar)*p])
            continue;
        gboolean ellipsis = *p == '\xe2' && end - p >= 3 && memcmp(p, "\xe2\x80\xa6", 3) == 0;
        if (*p == '\n' && p > start && breaks_paragraph(p, end)) {
            *paragraph = TRUE;
            return p;
        }
        if (*p == '\n' || (*p == '\xe2' && !ellipsis))
            continue;
        const char *after;
        if (ends_at(start, ellipsis ? p + 2 : p, end, &after)) {
            *paragraph = cb_skip_space(after, end) == end ||
                         (*after == '\n' && breaks_paragraph(after, end));
            return after;
        }
        p = after - 1; /* looked at already: a run of dots costs no more than other text */
    }
    *paragraph = TRUE;
    return end;
}
