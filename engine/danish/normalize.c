/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Normalising and folding.
 *
 * Stems are computed with the real letters and only the result is folded, because the stemmer knows
 * æ, ø and å. The fold lets "haandbog" meet "håndbog" and "Aalborg" meet "Ålborg"; å and a stay
 * apart (får is not far).
 */
#include "normalize.h"
#include <casebank/analyzer.h>
#include <string.h>

#define MAX_WORD_BYTES 200 /* leaves room for a prefix in Xapian's 245 */

CbCharClass cb_char_class(gunichar c)
{
    if (c < 0x80) {
        if (c == '\'')
            return CB_CHAR_APOSTROPHE;
        return g_ascii_isalnum((char)c) ? CB_CHAR_WORD : CB_CHAR_BREAK;
    }
    if (c >= 0xC0 && c < 0x250)
        return c == 0xD7 || c == 0xF7 ? CB_CHAR_BREAK : CB_CHAR_WORD;
    if (c == 0x2019 || c == 0x02BC)
        return CB_CHAR_APOSTROPHE;
    if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF)
        return CB_CHAR_INVISIBLE;
    return g_unichar_isalnum(c) || g_unichar_ismark(c) ? CB_CHAR_WORD : CB_CHAR_BREAK;
}

/* ASCII and the letters of Latin-1 need no tables: nearly every word there is. */
static gboolean normalize_simple(const char *raw, gsize length, GString *out)
{
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)raw[i];
        if (c < 0x80) {
            if (!g_ascii_isalnum((char)c))
                return FALSE;
            g_string_append_c(out, g_ascii_tolower((char)c));
            continue;
        }
        if (c != 0xC3 || i + 1 >= length)
            return FALSE;
        guchar d = (guchar)raw[++i]; /* U+00C0..U+00FF; capitals are 0x20 below */
        if (d >= 0x80 && d <= 0x9E && d != 0x97)
            d = (guchar)(d + 0x20);
        g_string_append_c(out, (char)c);
        g_string_append_c(out, (char)d);
    }
    return TRUE;
}

/* "kl's" -> "kl", "pdf'en" -> "pdf"; "d'or" keeps all its letters. */
static gsize without_apostrophe_ending(const char *word)
{
    static const char *const endings[] = {"s",   "en",  "er",   "et",   "ens",
                                          "ers", "ets", "erne", "ernes"};
    const char *apostrophe = strrchr(word, '\'');
    if (apostrophe == NULL || apostrophe == word)
        return strlen(word);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (strcmp(apostrophe + 1, endings[i]) == 0)
            return (gsize)(apostrophe - word);
    return strlen(word);
}

static void normalize_general(const char *raw, gsize length, GString *out)
{
    g_autofree char *composed = g_utf8_normalize(raw, (gssize)length, G_NORMALIZE_NFKC);
    if (composed == NULL)
        return;
    g_autofree char *lower = g_utf8_strdown(composed, -1);
    g_autoptr(GString) word = g_string_sized_new(length);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        CbCharClass class = cb_char_class(c);
        if (class == CB_CHAR_WORD)
            g_string_append_unichar(word, c);
        else if (class == CB_CHAR_APOSTROPHE)
            g_string_append_c(word, '\'');
    }
    g_string_truncate(word, without_apostrophe_ending(word->str));
    for (const char *p = word->str; *p != '\0'; p++)
        if (*p != '\'')
            g_string_append_c(out, *p);
}

static void cut_long_word(GString *word)
{
    if (word->len <= CB_MAX_WORD_CODE_POINTS)
        return;
    const char *p = word->str;
    for (guint n = 0; n < CB_MAX_WORD_CODE_POINTS && *p != '\0'; n++) {
        const char *next = g_utf8_next_char(p);
        if (next - word->str > MAX_WORD_BYTES)
            break;
        p = next;
    }
    g_string_truncate(word, (gsize)(p - word->str));
}

void cb_normalize_word(const char *raw, gsize length, GString *out)
{
    g_string_truncate(out, 0);
    if (!normalize_simple(raw, length, out)) {
        g_string_truncate(out, 0);
        normalize_general(raw, length, out);
    }
    cut_long_word(out);
}

/* The end of the character at @raw: what follows it and belongs to it are marks and invisible ones.
 */
static gsize character_end(const char *raw, gsize length)
{
    gsize end = (gsize)(g_utf8_next_char(raw) - raw);
    while (end < length) {
        gunichar c = g_utf8_get_char(raw + end);
        if (!g_unichar_ismark(c) && cb_char_class(c) != CB_CHAR_INVISIBLE)
            break;
        end += (gsize)(g_utf8_next_char(raw + end) - (raw + end));
    }
    return MIN(end, length);
}

gsize cb_normalize_offset(const char *raw, gsize length, gsize offset)
{
    g_autoptr(GString) letters = g_string_new(NULL);
    if (normalize_simple(raw, length, letters))
        return MIN(offset, length); /* byte for byte */
    gsize at = 0;
    for (gsize given = 0; at < length && given < offset; given += letters->len) {
        gsize end = character_end(raw + at, length - at);
        cb_normalize_word(raw + at, end, letters);
        at += end;
    }
    return at;
}

static const char *fold_letter(gunichar c)
{
    switch (c) {
    case 0xE6: /* æ */
    case 0xE4: /* ä */
        return "ae";
    case 0xF8: /* ø */
    case 0xF6: /* ö */
        return "oe";
    case 0xE5: /* å */
        return "aa";
    case 0xFC: /* ü */
        return "y";
    case 0xDF: /* ß */
        return "ss";
    case 0x153: /* œ */
        return "oe";
    default:
        return NULL;
    }
}

void cb_fold_append(const char *text, gsize length, GString *out)
{
    for (const char *p = text; p < text + length;) {
        if ((guchar)*p < 0x80) {
            g_string_append_c(out, *p++);
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        p = g_utf8_next_char(p);
        const char *folded = fold_letter(c);
        gunichar base, mark;
        if (folded != NULL)
            g_string_append(out, folded);
        else if (g_unichar_decompose(c, &base, &mark) && g_unichar_ismark(mark))
            g_string_append_unichar(out, base);
        else
            g_string_append_unichar(out, c);
    }
}

char *cb_fold_key(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    g_autofree char *lower = g_utf8_strdown(composed, -1);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
                g_string_append_c(plain, ' ');
        } else if (cb_char_class(c) != CB_CHAR_INVISIBLE) {
            g_string_append_unichar(plain, c);
        }
    }
    g_autoptr(GString) key = g_string_new(NULL);
    g_strchomp(plain->str);
    cb_fold_append(plain->str, strlen(plain->str), key);
    return g_string_free(g_steal_pointer(&key), FALSE);
}
