/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The analyzer: finds the words of a text and says which terms each one gives.
 *
 * A word is a run of letters, digits and marks; soft hyphens and other invisible characters belong
 * to it without being part of it; an apostrophe belongs to it between letters. Everything else,
 * hyphens too, stands between words. What a word gives is computed once and remembered by its
 * bytes: a case bank repeats its words, so most tokens cost one look-up.
 *
 * Compounds, joined forms and thesaurus concepts have their place in analyze_word(): they are
 * further tokens of the same word, at the same position.
 */
#include "normalize.h"
#include "stem.h"
#include "stopwords.h"
#include <casebank/analyzer.h>
#include <string.h>

#define CACHE_SLOTS 65536u           /* a power of two */
#define CACHE_FULL (CACHE_SLOTS / 2) /* then it is emptied: bounded memory for any text */
#define MAX_CACHED_BYTES 64          /* longer words are rarely met twice */

typedef struct {
    guint hash;
    guint raw_length;
    const char *raw, *form, *stem;
    gboolean stop;
} CacheEntry;

struct CbAnalyzer {
    CbStemmer *stemmer;
    char *fingerprint;
    GString *word, *form, *stem;
    CacheEntry *cache;
    guint n_cached;
    GStringChunk *strings;
};

CbAnalyzer *cb_analyzer_new(void)
{
    CbAnalyzer *analyzer = g_new0(CbAnalyzer, 1);
    analyzer->stemmer = cb_stemmer_new();
    analyzer->fingerprint =
        g_strdup_printf("da-1 snowball fold-1 stop-%08x", cb_stop_words_fingerprint());
    analyzer->word = g_string_new(NULL);
    analyzer->form = g_string_new(NULL);
    analyzer->stem = g_string_new(NULL);
    analyzer->cache = g_new0(CacheEntry, CACHE_SLOTS);
    analyzer->strings = g_string_chunk_new(65536);
    return analyzer;
}

void cb_analyzer_free(CbAnalyzer *analyzer)
{
    if (analyzer == NULL)
        return;
    cb_stemmer_free(analyzer->stemmer);
    g_free(analyzer->fingerprint);
    g_string_free(analyzer->word, TRUE);
    g_string_free(analyzer->form, TRUE);
    g_string_free(analyzer->stem, TRUE);
    g_free(analyzer->cache);
    g_string_chunk_free(analyzer->strings);
    g_free(analyzer);
}

const char *cb_analyzer_fingerprint(const CbAnalyzer *analyzer)
{
    return analyzer->fingerprint;
}

static guint hash_bytes(const char *bytes, gsize length)
{
    guint hash = 2166136261u; /* FNV-1a */
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)bytes[i]) * 16777619u;
    return hash != 0 ? hash : 1; /* 0 marks an empty slot */
}

/* The slot that holds the word, or the empty one where it belongs. */
static CacheEntry *cache_slot(CbAnalyzer *analyzer, guint hash, const char *raw, gsize length)
{
    for (guint i = hash & (CACHE_SLOTS - 1);; i = (i + 1) & (CACHE_SLOTS - 1)) {
        CacheEntry *entry = &analyzer->cache[i];
        if (entry->hash == 0 || (entry->hash == hash && entry->raw_length == length &&
                                 memcmp(entry->raw, raw, length) == 0))
            return entry;
    }
}

static void cache_clear(CbAnalyzer *analyzer)
{
    memset(analyzer->cache, 0, CACHE_SLOTS * sizeof analyzer->cache[0]);
    g_string_chunk_clear(analyzer->strings);
    analyzer->n_cached = 0;
}

/* Fills analyzer->form and analyzer->stem; FALSE when nothing is left of the word. */
static gboolean analyze_word(CbAnalyzer *analyzer, const char *raw, gsize length, gboolean *stop)
{
    cb_normalize_word(raw, length, analyzer->word);
    g_string_truncate(analyzer->form, 0);
    g_string_truncate(analyzer->stem, 0);
    if (analyzer->word->len == 0)
        return FALSE;
    cb_fold_append(analyzer->word->str, analyzer->form);
    cb_fold_append(cb_stemmer_stem(analyzer->stemmer, analyzer->word->str), analyzer->stem);
    *stop = cb_is_stop_word(analyzer->word->str);
    return TRUE;
}

/* Fills the token's terms; FALSE when the word gives none. */
static gboolean look_up(CbAnalyzer *analyzer, const char *raw, gsize length, CbToken *token)
{
    if (length > MAX_CACHED_BYTES) {
        gboolean any = analyze_word(analyzer, raw, length, &token->stop);
        token->form = analyzer->form->str;
        token->stem = analyzer->stem->str;
        return any;
    }
    guint hash = hash_bytes(raw, length);
    CacheEntry *entry = cache_slot(analyzer, hash, raw, length);
    if (entry->hash == 0) {
        if (analyzer->n_cached >= CACHE_FULL) {
            cache_clear(analyzer);
            entry = cache_slot(analyzer, hash, raw, length);
        }
        gboolean stop = FALSE;
        analyze_word(analyzer, raw, length, &stop);
        *entry = (CacheEntry){
            .hash = hash,
            .raw_length = (guint)length,
            .raw = g_string_chunk_insert_len(analyzer->strings, raw, (gssize)length),
            .form = g_string_chunk_insert(analyzer->strings, analyzer->form->str),
            .stem = g_string_chunk_insert(analyzer->strings, analyzer->stem->str),
            .stop = stop,
        };
        analyzer->n_cached++;
    }
    token->form = entry->form;
    token->stem = entry->stem;
    token->stop = entry->stop;
    return entry->form[0] != '\0';
}

/* One code point and its length in bytes; a byte that is no UTF-8 counts as a break. */
static gunichar decode(const char *p, const char *end, gsize *length)
{
    guchar c = (guchar)*p;
    *length = 1;
    if (c < 0x80)
        return c;
    if (c >= 0xC2 && c < 0xE0 && end - p > 1 && ((guchar)p[1] & 0xC0) == 0x80) {
        *length = 2; /* æ, ø, å: the common case */
        return (gunichar)(c & 0x1F) << 6 | ((guchar)p[1] & 0x3F);
    }
    gunichar decoded = g_utf8_get_char_validated(p, end - p);
    if (decoded == (gunichar)-1 || decoded == (gunichar)-2)
        return ' ';
    *length = (gsize)g_unichar_to_utf8(decoded, NULL);
    return decoded;
}

/* The end of the word that begins at @p. */
static const char *word_end(const char *p, const char *end)
{
    const char *last = p; /* after the last letter: what follows it may turn out not to belong */
    while (p < end) {
        gsize length;
        CbCharClass class = cb_char_class(decode(p, end, &length));
        if (class == CB_CHAR_BREAK)
            break;
        p += length;
        if (class == CB_CHAR_WORD)
            last = p;
        else if (class == CB_CHAR_APOSTROPHE && p - last > (gssize)length)
            break; /* a second one in a row */
    }
    return last;
}

guint cb_analyzer_run(CbAnalyzer *analyzer, const char *text, gssize length, CbTokenFunc func,
                      gpointer data)
{
    const char *end = text + (length < 0 ? strlen(text) : (gsize)length);
    guint position = 0;
    for (const char *p = text; p < end;) {
        gsize step;
        if (cb_char_class(decode(p, end, &step)) != CB_CHAR_WORD) {
            p += step;
            continue;
        }
        const char *stop = word_end(p, end);
        CbToken token = {.kind = CB_TOKEN_WORD, .position = position};
        token.start = (gsize)(p - text);
        token.length = (gsize)(stop - p);
        if (look_up(analyzer, p, token.length, &token)) {
            position++;
            if (!func(&token, data))
                break;
        }
        p = stop;
    }
    return position;
}
