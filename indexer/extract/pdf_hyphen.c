/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hyphen at a line end is either the typesetter's (drop it) or the writer's (keep it). Danish
 * writers' hyphens stand after capitals and figures, after single letters, before a capital, and
 * where a part is left out because it comes later ("social- og sundhedsassistent"). A word that the
 * same document writes with a hyphen elsewhere keeps it.
 */
#include "pdf_hyphen.h"
#include <string.h>

#define MAX_WORDS 20000 /* that a document writes with a hyphen */
#define MAX_LETTERS 64  /* on one side of a hyphen; longer is no word */
#define MAX_ADDRESS 256 /* bytes of an address before a hyphen */

/* What follows a hyphen that stands for a part to come. */
static const char *const conjunctions[] = {
    "og",          "eller", "samt", "til", "og/eller", "såvel", "versus", "kontra",
    "henholdsvis", "hhv.",  "and",  "or",  "-",        "–",     "&",
};

/* "indtil" and its like may be broken before "til". */
static const char *const before_til[] = {"ind", "der", "her", "hvor"};

static gboolean is_among(const char *word, gsize length, const char *const *list, gsize n)
{
    g_autofree char *lower = g_utf8_strdown(word, (gssize)length);
    for (gsize i = 0; i < n; i++)
        if (strcmp(lower, list[i]) == 0)
            return TRUE;
    return FALSE;
}

static gsize word_length(const char *text, gsize length)
{
    const char *space = memchr(text, ' ', length);
    return space != NULL ? (gsize)(space - text) : length;
}

typedef enum { KEEP_WITH_SPACE, KEEP, DROP } Hyphen;

/* The letters right before @end, not before @start: how many (at most MAX_LETTERS), and whether all
 * are capitals. */
static guint count_letters(const char *start, const char *end, gboolean *capitals)
{
    guint n = 0;
    *capitals = TRUE;
    while (end > start && n < MAX_LETTERS) {
        end = g_utf8_prev_char(end);
        gunichar c = g_utf8_get_char(end);
        if (!g_unichar_isalpha(c))
            break;
        *capitals = *capitals && g_unichar_isupper(c);
        n++;
    }
    return n;
}

/* Web and mail addresses have hyphens of their own. */
static gboolean is_address(const char *start, const char *end)
{
    const char *word = end;
    while (word > start && end - word < MAX_ADDRESS && word[-1] != ' ' && word[-1] != '\n')
        word--;
    for (const char *p = word; p < end; p++)
        if (*p == '@' || (*p == '.' && p > word && p + 1 < end && g_ascii_isalnum(p[-1]) &&
                          g_ascii_isalnum(p[1])))
            return TRUE;
    return FALSE;
}

/* ---- words seen with a hyphen ---- */

struct CbPdfHyphens {
    GHashTable *words; /* "linux-system" */
};

CbPdfHyphens *cb_pdf_hyphens_new(void)
{
    CbPdfHyphens *hyphens = g_new(CbPdfHyphens, 1);
    hyphens->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return hyphens;
}

void cb_pdf_hyphens_free(CbPdfHyphens *hyphens)
{
    if (hyphens == NULL)
        return;
    g_hash_table_unref(hyphens->words);
    g_free(hyphens);
}

/* Length in bytes of the letters that begin @text, at most MAX_LETTERS of them. */
static gsize leading_letters(const char *text, const char *end)
{
    const char *p = text;
    for (guint n = 0; p < end && n < MAX_LETTERS && g_unichar_isalpha(g_utf8_get_char(p)); n++)
        p = g_utf8_next_char(p);
    return (gsize)(p - text);
}

static const char *go_back(const char *at, guint letters)
{
    while (letters-- > 0)
        at = g_utf8_prev_char(at);
    return at;
}

/* The letters around a hyphen, in small letters: @left before it, @right after it, both in bytes.
 */
static char *make_word(const char *left, gsize left_length, const char *right, gsize right_length)
{
    g_autofree char *word =
        g_strdup_printf("%.*s-%.*s", (int)left_length, left, (int)right_length, right);
    return g_utf8_strdown(word, -1);
}

void cb_pdf_hyphens_learn(CbPdfHyphens *hyphens, const char *line, gsize length)
{
    const char *end = line + length;
    for (const char *at = line; (at = memchr(at, '-', (gsize)(end - at))) != NULL; at++) {
        gboolean capitals;
        gsize right = leading_letters(at + 1, end);
        const char *left = go_back(at, count_letters(line, at, &capitals));
        if (left < at && right > 0 && g_hash_table_size(hyphens->words) < MAX_WORDS)
            g_hash_table_add(hyphens->words, make_word(left, (gsize)(at - left), at + 1, right));
    }
}

static gboolean is_known(const CbPdfHyphens *hyphens, const char *hyphen, guint letters,
                         const char *next, gsize length)
{
    const char *left = go_back(hyphen, letters);
    g_autofree char *word =
        make_word(left, (gsize)(hyphen - left), next, leading_letters(next, next + length));
    return g_hash_table_contains(hyphens->words, word);
}

/* ---- the verdict ---- */

static gboolean is_broken_til(const char *hyphen, guint letters, const char *next, gsize length)
{
    const char *left = go_back(hyphen, letters);
    return length == 3 && strncmp(next, "til", 3) == 0 &&
           is_among(left, (gsize)(hyphen - left), before_til, G_N_ELEMENTS(before_til));
}

/* What to do with a hyphen at @hyphen, the end of @text, before @next. */
static Hyphen judge_hyphen(const CbPdfHyphens *hyphens, const char *text, const char *hyphen,
                           const char *next, gsize length)
{
    gunichar c = g_utf8_get_char(next);
    gsize word = word_length(next, length);
    if (hyphen == text || (!g_unichar_isalnum(c) && c != '/'))
        return KEEP_WITH_SPACE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(hyphen));
    if (!g_unichar_isalnum(before) && before != ')')
        return KEEP_WITH_SPACE;
    gboolean capitals;
    guint letters = count_letters(text, hyphen, &capitals);
    if (is_among(next, word, conjunctions, G_N_ELEMENTS(conjunctions)) &&
        !is_broken_til(hyphen, letters, next, word))
        return KEEP_WITH_SPACE;
    if (!g_unichar_islower(c) || letters < 2 || capitals || is_address(text, hyphen) ||
        is_known(hyphens, hyphen, letters, next, length))
        return KEEP;
    return DROP;
}

static gsize hyphen_length(const GString *text)
{
    if (text->len >= 1 && text->str[text->len - 1] == '-')
        return 1;
    if (text->len >= 3 && memcmp(text->str + text->len - 3, "\342\200\220", 3) == 0)
        return 3;
    return 0;
}

gboolean cb_pdf_drop_soft_hyphen(GString *text)
{
    if (text->len < 2 || memcmp(text->str + text->len - 2, "\302\255", 2) != 0)
        return FALSE;
    g_string_truncate(text, text->len - 2);
    return TRUE;
}

void cb_pdf_join_lines(GString *out, const CbPdfHyphens *hyphens, const char *next, gsize length)
{
    gsize hyphen = hyphen_length(out);
    if (out->len > 0 && length > 0 && !cb_pdf_drop_soft_hyphen(out)) {
        Hyphen verdict = KEEP_WITH_SPACE;
        if (hyphen > 0)
            verdict = judge_hyphen(hyphens, out->str, out->str + out->len - hyphen, next, length);
        if (verdict == DROP)
            g_string_truncate(out, out->len - hyphen);
        else if (verdict == KEEP_WITH_SPACE)
            g_string_append_c(out, ' ');
    }
    g_string_append_len(out, next, (gssize)length);
}
