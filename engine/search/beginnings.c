/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quick test for words that may match.
 *
 * Most words of a text are none of the query's, and asking the analyzer about each costs more than
 * everything else that a snippet needs. So a word is first read as symbols: a consonant is itself,
 * all vowels are one symbol (bog, bøger; æ, ae), all digits another, and of equal symbols in a row
 * only the first counts (nat, nætter). Almost every inflection of a word shares its first three
 * symbols, so it is enough to look for these: at the beginning of the word, or, for what may be a
 * part of a compound, anywhere in it. Three symbols are 15 bits, an index into a table of bits.
 *
 * Words that are shorter leave the rest open. What no rule covers stands in a table (god, bedst).
 * A word with letters that are not Danish is always passed on: how those are written otherwise,
 * only the analyzer knows.
 */
#include "beginnings.h"
#include <string.h>

enum {
    END = 0, /* of the word */
    VOWEL = 27,
    DIGIT = 28,
    SKIP = 64, /* no symbol: goes on */
    BREAK,     /* no part of a word */
    FOREIGN,   /* a letter that is not Danish */
};

#define OPEN 0xFF /* any symbol may stand here */

/* Stems whose inflections begin otherwise; with the beginnings of these. */
static const struct {
    const char *stem, *other[3];
} irregular[] = {
    {"denne", {"dette", "disse"}},
    {"din", {"dit"}},
    {"en", {"et"}},
    {"far", {"faed"}},
    {"gammel", {"aeld"}},
    {"god", {"bed"}},
    {"goer", {"gjo"}},
    {"hav", {"har", "haft"}},
    {"ingen", {"intet"}},
    {"lille", {"mind"}},
    {"lyve", {"loej"}},
    {"maat", {"maa"}},
    {"mor", {"moed"}},
    {"sin", {"sit"}},
    {"vaer", {"er"}},
};

#define V VOWEL
/* clang-format off */
/* 0: look_closer(). */
static const guint8 simple_symbols[256] = {
    ['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
    ['A'] = V, 2, 3, 4, V, 6, 7, 8, V, 10, 11, 12, 13, 14, V, 16, 17, 18, 19, 20, V, 22, 23, 24, V, 26,
    ['a'] = V, 2, 3, 4, V, 6, 7, 8, V, 10, 11, 12, 13, 14, V, 16, 17, 18, 19, 20, V, 22, 23, 24, V, 26,
};

/* After 0xC3, without the bit that tells small letters from capitals: à to þ. */
static const guint8 latin[32] = {
    V, V, V, V, V, V, V, 3 /* ç */, V, V, V, V, V, V, V, V,
    FOREIGN /* ð */, 14 /* ñ */, V, V, V, V, V, BREAK /* ÷, × */, V, V, V, V, V, V, FOREIGN, FOREIGN,
};
/* clang-format on */
#undef V

static gboolean is_letter(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static gboolean is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

static gboolean is_invisible(gunichar c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static guint8 look_closer(const char *p, const char *end, gsize *length)
{
    if ((guchar)*p < 128 && *p != '\'')
        return BREAK;
    *length = (gsize)(g_utf8_next_char(p) - p);
    if ((guchar)*p == 0xC3)
        return latin[(guchar)p[1] & 0x1F];
    gunichar c = g_utf8_get_char(p);
    if (is_invisible(c))
        return SKIP;
    const char *next = p + *length;
    if (is_apostrophe(c))
        return next < end && is_letter(g_utf8_get_char(next)) ? SKIP : BREAK;
    return is_letter(c) ? FOREIGN : BREAK;
}

/* The symbol of the character at @p; @length: (out): in bytes. */
static inline guint8 symbol_at(const char *p, const char *end, gsize *length)
{
    guint8 symbol = simple_symbols[(guchar)*p];
    *length = 1;
    return symbol != 0 ? symbol : look_closer(p, end, length);
}

/* --- What is wanted -------------------------------------------------------------------------- */

/* The first three symbols of @text; OPEN beyond its end. FALSE when it has foreign letters: words
 * that have them too are passed on anyway. */
static gboolean read_symbols(const char *text, guint8 out[3])
{
    const char *end = text + strlen(text);
    guint n = 0;
    memset(out, OPEN, 3);
    for (gsize length; text < end; text += length) {
        guint8 symbol = symbol_at(text, end, &length);
        if (symbol == FOREIGN)
            return FALSE;
        if (symbol < SKIP && n < 3 && (n == 0 || out[n - 1] != symbol))
            out[n++] = symbol;
    }
    return n > 0;
}

/* The first symbol is never open. */
static void add_symbols(guint32 *table, const guint8 wanted[3])
{
    guint b = wanted[1], last = b;
    if (wanted[1] == OPEN) {
        b = 0;
        last = CB_BEGINNING_SYMBOLS - 1;
    }
    for (; b <= last; b++)
        table[wanted[0] * CB_BEGINNING_SYMBOLS + b] |=
            wanted[2] == OPEN ? G_MAXUINT32 : 1u << wanted[2];
}

void cb_beginnings_add_form(CbBeginnings *beginnings, const char *form, gboolean inside)
{
    guint8 wanted[3];
    if (read_symbols(form, wanted))
        add_symbols(inside ? beginnings->parts : beginnings->words, wanted);
}

/* "offer" has ofre, "ussel" usle: the second vowel may go. */
static gboolean may_lose_vowel(const char *stem, const guint8 wanted[3])
{
    gsize length = strlen(stem);
    return wanted[0] == VOWEL && wanted[2] == VOWEL && length <= 6 &&
           strchr("lnr", stem[length - 1]) != NULL;
}

void cb_beginnings_add_stem(CbBeginnings *beginnings, const char *stem, gboolean inside)
{
    guint8 wanted[3];
    gsize length = strlen(stem);
    g_autofree char *kept = g_strdup(stem);
    if (length > 2 && kept[length - 1] == 'e')
        kept[length - 1] = '\0'; /* øve has øvning, amme amning */
    if (!read_symbols(kept, wanted))
        return;
    if (may_lose_vowel(stem, wanted))
        wanted[2] = OPEN;
    add_symbols(inside ? beginnings->parts : beginnings->words, wanted);
    for (gsize i = 0; i < G_N_ELEMENTS(irregular); i++)
        if (strcmp(stem, irregular[i].stem) == 0)
            for (gsize j = 0; j < G_N_ELEMENTS(irregular[i].other); j++)
                if (irregular[i].other[j] != NULL)
                    cb_beginnings_add_form(beginnings, irregular[i].other[j], inside);
}

/* --- Reading --------------------------------------------------------------------------------- */

gboolean cb_word_starts(const char *p)
{
    if ((guchar)*p < 128)
        return g_ascii_isalnum(*p);
    gunichar c = g_utf8_get_char(p); /* U+02BC is a letter to Unicode and an apostrophe to us */
    return is_letter(c) && !is_apostrophe(c) && !is_invisible(c);
}

/* What was read of a word. */
typedef struct {
    guint window, n; /* the last three symbols, and how many there were */
    gboolean wanted;
} Scan;

static inline void take_symbol(const CbBeginnings *beginnings, Scan *scan, guint symbol)
{
    scan->window = (scan->window << 5 | symbol) & 0x7FFF;
    if (++scan->n < 3)
        return;
    guint32 bits = beginnings->parts[scan->window >> 5];
    if (scan->n == 3)
        bits |= beginnings->words[scan->window >> 5];
    if ((bits >> (scan->window & 31)) & 1)
        scan->wanted = TRUE;
}

const char *cb_beginnings_scan(const CbBeginnings *beginnings, const char *p, const char *end,
                               gboolean *wanted)
{
    Scan scan = {0};
    for (gsize length; p < end; p += length) {
        guint8 symbol = symbol_at(p, end, &length);
        if (symbol == BREAK)
            break;
        if (symbol == FOREIGN)
            scan.wanted = TRUE;
        else if (symbol != SKIP && (scan.n == 0 || symbol != (scan.window & 31)))
            take_symbol(beginnings, &scan, symbol);
    }
    if (scan.n < 3 && p < end && (*p == '-' || (guchar)*p == 0xE2))
        scan.wanted = TRUE; /* "on-boarding": it may begin a longer word */
    take_symbol(beginnings, &scan, END);
    take_symbol(beginnings, &scan, END);
    *wanted = scan.wanted;
    return p;
}
