/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which words of the texts may be shown to people who have not typed them.
 *
 * Completion and "Mente du" show words out of all cases to everybody. A case bank's texts name
 * people: whoever to call, whoever was interviewed. A search may find those texts; nobody should be
 * offered the names. The contact blocks never come here. For the rest the rule goes by how Danish
 * is written, for no list has all names, and a dictionary that has some has them among its words:
 *
 *   - A word that stands in small letters somewhere in running text is an ordinary word. What is
 *     glued to its neighbours (mette.hansen@example.dk, www.example.dk/mette, cv_mette) is no
 *     running text.
 *   - A word in capitals among words that are not is an abbreviation (SOSU, KL), when it is short
 *     and never stands capitalised inside a sentence. Neighbours in capitals (METTE HANSEN) make it
 *     no evidence.
 *   - The words of a title, and of a municipality's name, are the case bank's own headings.
 *   - A word that has only begun sentences ("Mentorordningen skal ...") tells little: "Mette siger"
 *     looks the same. It is shown when it is a compound of known parts, unless it ends as Danish
 *     surnames do.
 *   - All others are left out: capitalised inside sentences and never written small. So are
 *     numbers (telephone, CPR), and words with digits that one case alone has.
 *
 * What this does not catch: a name that is a word as well (Bo, Rose, Storm), a name written small
 * in running text, a name in a title. What it loses: names of institutions (Sundhedsstyrelsen),
 * unless a title has them. Better to lose those: a missing completion is typed to the end.
 */
#include "word_evidence.h"
#include <string.h>

#define MAX_ABBREVIATION 6 /* letters */
#define MAX_RUN 200        /* bytes looked at on each side for what a word is glued to */

static gboolean is_upper(gunichar c)
{
    return g_unichar_isupper(c) || g_unichar_istitle(c);
}

CbSpelling cb_spelling_of(const char *word, gsize length)
{
    const char *end = word + length;
    guint capitals = 0, small = 0;
    if (g_ascii_islower(word[0]))
        return CB_SPELLING_SMALL; /* most words, and all of them pass here */
    for (const char *p = word; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        capitals += is_upper(c) ? 1 : 0;
        small += g_unichar_islower(c) ? 1 : 0;
    }
    if (capitals >= 2 && small == 0)
        return CB_SPELLING_CAPITALS;
    return is_upper(g_utf8_get_char(word)) ? CB_SPELLING_CAPITALISED : CB_SPELLING_SMALL;
}

/* --- What is around a word ------------------------------------------------------------------- */

static gboolean is_space(char c)
{
    return g_ascii_isspace(c) || c == '\0';
}

static gboolean is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Part of an address or a file name: between the spaces around it stands what running text has not.
 */
static gboolean is_glued(const char *text, gsize start, gsize length)
{
    gsize from = start, to = start + length;
    while (from > 0 && start - from < MAX_RUN && !is_space(text[from - 1]))
        from--;
    while (to - start < length + MAX_RUN && !is_space(text[to]))
        to++;
    for (gsize i = from; i < to; i++) {
        char c = text[i];
        gboolean between =
            i > from && i + 1 < to && is_word_byte(text[i - 1]) && is_word_byte(text[i + 1]);
        if (c == '@' || c == '\\' || c == '_' || (c == '/' && text[i + 1] == '/') ||
            (between && (c == '.' || c == ':')))
            return TRUE;
    }
    return FALSE;
}

/* The start of the word after the one that ends at @p, on the same line with nothing but a space
 * between; NULL when there is none. */
static const char *next_word(const char *p)
{
    while (*p == ' ' || *p == '\t')
        p++;
    return is_word_byte(*p) && g_unichar_isalpha(g_utf8_get_char(p)) ? p : NULL;
}

static const char *word_end(const char *p)
{
    while (*p != '\0' && g_unichar_isalnum(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

/* The same before @start: TRUE with [*from, *to). */
static gboolean previous_word(const char *text, gsize start, const char **from, const char **to)
{
    const char *p = text + start;
    while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    *to = p;
    while (p > text) {
        const char *before = g_utf8_prev_char(p);
        if (!g_unichar_isalnum(g_utf8_get_char(before)))
            break;
        p = before;
    }
    *from = p;
    return *from < *to;
}

static guint of_capitals(const char *text, gsize start, gsize length)
{
    const char *from, *to, *next = next_word(text + start + length);
    gboolean before = previous_word(text, start, &from, &to);
    if ((before && cb_spelling_of(from, (gsize)(to - from)) == CB_SPELLING_CAPITALS) ||
        (next != NULL &&
         cb_spelling_of(next, (gsize)(word_end(next) - next)) == CB_SPELLING_CAPITALS))
        return 0;
    return before || next != NULL ? CB_EVIDENCE_ABBREVIATION : 0;
}

typedef enum { STARTS, GOES_ON, UNKNOWN } Sentence;

/* A sentence starts at the text's beginning, after an empty line, and after a mark that ends one or
 * begins a list item. After a line break alone nobody can tell. */
static Sentence sentence_at(const char *text, gsize start)
{
    guint breaks = 0;
    for (const char *p = text + start; p > text;) {
        p = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(p);
        breaks += c == '\n';
        if (breaks >= 2 || c == '.' || c == '!' || c == '?' || c == ':' || c == '|' || c == '*' ||
            c == 0x2022 || c == 0x2013 || c == 0x2014)
            return STARTS;
        if (g_unichar_isalnum(c) || c == ',' || c == ';')
            return breaks > 0 ? UNKNOWN : GOES_ON;
    }
    return STARTS;
}

static gboolean is_before_capitalised(const char *p)
{
    const char *next = next_word(p);
    return next != NULL &&
           cb_spelling_of(next, (gsize)(word_end(next) - next)) == CB_SPELLING_CAPITALISED;
}

/* "indgangs-, overgangs- og udgangssamtaler", "vejledere og -ansvarlige": half a word. */
static gboolean is_fragment(const char *text, gsize start, gsize length)
{
    gsize end = start + length;
    return (text[end] == '-' && !is_word_byte(text[end + 1])) ||
           (start > 0 && text[start - 1] == '-' && (start < 2 || !is_word_byte(text[start - 2])));
}

/* "SOSU-elever" is an ordinary word behind its abbreviation. */
static CbSpelling hyphenated_spelling(const char *word, gsize length)
{
    const char *hyphen = memchr(word, '-', length);
    gsize before = hyphen != NULL ? (gsize)(hyphen - word) : length;
    CbSpelling spelling = cb_spelling_of(word, before);
    if (spelling != CB_SPELLING_CAPITALS || before + 1 >= length)
        return cb_spelling_of(word, length);
    return cb_spelling_of(hyphen + 1, length - before - 1);
}

guint cb_word_evidence(const char *text, gsize start, gsize length)
{
    switch (hyphenated_spelling(text + start, length)) {
    case CB_SPELLING_SMALL:
        return is_glued(text, start, length) || is_fragment(text, start, length)
                   ? 0
                   : CB_EVIDENCE_ORDINARY;
    case CB_SPELLING_CAPITALS:
        return of_capitals(text, start, length);
    case CB_SPELLING_CAPITALISED:
        break;
    }
    switch (sentence_at(text, start)) {
    case STARTS:
        return is_before_capitalised(text + start + length) ? CB_EVIDENCE_NAMED
                                                            : CB_EVIDENCE_BEGINS;
    case GOES_ON:
        return CB_EVIDENCE_NAMED;
    case UNKNOWN:
        break;
    }
    return 0;
}

/* --- The rule -------------------------------------------------------------------------------- */

static gboolean ends_as_surname(const char *form)
{
    static const char *const endings[] = {"gaard", "gaarden", "berg",  "bjerg", "lund",  "dal",
                                          "skov",  "holm",    "strup", "toft",  "baek",  "sen",
                                          "vang",  "mark",    "borg",  "dahl",  "vig",   "dam",
                                          "kjaer", "kaer",    "krog",  "hus",   "agger", "holt"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(form, endings[i]))
            return TRUE;
    return FALSE;
}

static gboolean has_digit(const char *form)
{
    return strpbrk(form, "0123456789") != NULL;
}

gboolean cb_evidence_allows(guint evidence, const char *form, guint n_cases, gboolean is_compound)
{
    gsize length = strlen(form);
    if (evidence & CB_EVIDENCE_PLACE)
        return length > 1;
    if (length < 2 || g_ascii_isdigit(form[0]) || (has_digit(form) && n_cases < 2))
        return FALSE;
    if ((evidence & CB_EVIDENCE_ABBREVIATION) && !(evidence & CB_EVIDENCE_NAMED) &&
        length <= MAX_ABBREVIATION)
        return TRUE;
    if (length < 3)
        return FALSE;
    if (evidence & (CB_EVIDENCE_ORDINARY | CB_EVIDENCE_TITLE))
        return TRUE;
    return evidence == CB_EVIDENCE_BEGINS && is_compound && !ends_as_surname(form);
}
