/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The analyzer: finds the words of a text and says which terms each one gives.
 *
 * A word is a run of letters, digits and marks; soft hyphens and other invisible characters belong
 * to it without being part of it; an apostrophe belongs to it between letters. Everything else,
 * hyphens too, stands between words. What a single word gives (word_terms.c) is computed once and
 * remembered by its bytes: a case bank repeats its words, so most tokens cost one look-up. Words
 * that hyphens join or complete are found on the way (joined.c).
 */
#include "analyzer_private.h"
#include "stopwords.h"
#include <string.h>

#define CACHE_SLOTS 65536u           /* a power of two */
#define CACHE_FULL (CACHE_SLOTS / 2) /* then it is emptied: bounded memory for any text */
#define MAX_CACHED_BYTES 64          /* longer words are rarely met twice */

/* --- Making one ------------------------------------------------------------------------------- */

#define NO_COMPOUNDS " no-compounds"
#define NO_EXCEPTIONS " no-exceptions"

static char *make_fingerprint(const CbAnalyzerOptions *options)
{
    guint stop = cb_stop_words_fingerprint();
    if (options->lexicon == NULL)
        return g_strdup_printf("da-1 snowball fold-1 stop-%08x", stop);
    return g_strdup_printf("da-2 lexicon-%s%s%s snowball fold-1 stop-%08x",
                           cb_lexicon_fingerprint(options->lexicon),
                           options->no_compounds ? NO_COMPOUNDS : "",
                           options->no_exceptions ? NO_EXCEPTIONS : "", stop);
}

void cb_analyzer_options_from_fingerprint(CbAnalyzerOptions *options, const char *fingerprint)
{
    options->no_compounds = strstr(fingerprint, NO_COMPOUNDS) != NULL;
    options->no_exceptions = strstr(fingerprint, NO_EXCEPTIONS) != NULL;
}

CbAnalyzer *cb_analyzer_new_with(const CbAnalyzerOptions *options)
{
    CbAnalyzer *analyzer = g_new0(CbAnalyzer, 1);
    analyzer->lexicon = options->lexicon != NULL ? cb_lexicon_ref(options->lexicon) : NULL;
    analyzer->compounds = options->lexicon != NULL && !options->no_compounds;
    analyzer->stemmer = cb_stemmer_new(options->no_exceptions ? NULL : options->lexicon);
    analyzer->fingerprint = make_fingerprint(options);
    analyzer->word = g_string_new(NULL);
    analyzer->form = g_string_new(NULL);
    analyzer->stem = g_string_new(NULL);
    analyzer->joined = g_string_new(NULL);
    analyzer->cache = g_new0(CbCachedWord, CACHE_SLOTS);
    cb_term_store_init(&analyzer->cached);
    cb_term_store_init(&analyzer->passing);
    cb_term_store_init(&analyzer->joining);
    return analyzer;
}

CbAnalyzer *cb_analyzer_new(void)
{
    const CbAnalyzerOptions options = {.lexicon = NULL};
    return cb_analyzer_new_with(&options);
}

void cb_analyzer_free(CbAnalyzer *analyzer)
{
    if (analyzer == NULL)
        return;
    cb_lexicon_unref(analyzer->lexicon);
    cb_stemmer_free(analyzer->stemmer);
    g_free(analyzer->fingerprint);
    g_string_free(analyzer->word, TRUE);
    g_string_free(analyzer->form, TRUE);
    g_string_free(analyzer->stem, TRUE);
    g_string_free(analyzer->joined, TRUE);
    g_free(analyzer->cache);
    cb_term_store_clear(&analyzer->cached);
    cb_term_store_clear(&analyzer->passing);
    cb_term_store_clear(&analyzer->joining);
    g_free(analyzer);
}

const char *cb_analyzer_fingerprint(const CbAnalyzer *analyzer)
{
    return analyzer->fingerprint;
}

/* --- The terms of a word, remembered ---------------------------------------------------------- */

static guint hash_bytes(const char *bytes, gsize length)
{
    guint hash = 2166136261u; /* FNV-1a */
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)bytes[i]) * 16777619u;
    return hash != 0 ? hash : 1; /* 0 marks an empty slot */
}

/* The slot that holds the word, or the empty one where it belongs. */
static CbCachedWord *cache_slot(CbAnalyzer *analyzer, guint hash, const char *raw, gsize length)
{
    for (guint i = hash & (CACHE_SLOTS - 1);; i = (i + 1) & (CACHE_SLOTS - 1)) {
        CbCachedWord *entry = &analyzer->cache[i];
        if (entry->hash == 0 || (entry->hash == hash && entry->raw_length == length &&
                                 memcmp(entry->raw, raw, length) == 0))
            return entry;
    }
}

static void cache_empty(CbAnalyzer *analyzer)
{
    memset(analyzer->cache, 0, CACHE_SLOTS * sizeof analyzer->cache[0]);
    cb_term_store_empty(&analyzer->cached);
    analyzer->n_cached = 0;
}

CbWordTerms cb_analyzer_word(CbAnalyzer *analyzer, const char *raw, gsize length)
{
    if (length > MAX_CACHED_BYTES) {
        cb_term_store_empty(&analyzer->passing);
        return cb_word_terms(analyzer, raw, length, &analyzer->passing);
    }
    guint hash = hash_bytes(raw, length);
    CbCachedWord *entry = cache_slot(analyzer, hash, raw, length);
    if (entry->hash != 0)
        return entry->terms;
    if (analyzer->n_cached >= CACHE_FULL) {
        cache_empty(analyzer);
        entry = cache_slot(analyzer, hash, raw, length);
    }
    entry->hash = hash;
    entry->raw_length = (guint)length;
    entry->raw = g_string_chunk_insert_len(analyzer->cached.strings, raw, (gssize)length);
    entry->terms = cb_word_terms(analyzer, raw, length, &analyzer->cached);
    analyzer->n_cached++;
    return entry->terms;
}

/* --- Running over a text ---------------------------------------------------------------------- */

gunichar cb_decode(const char *p, const char *end, gsize *length)
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

const char *cb_word_end(const char *p, const char *end)
{
    const char *last = p; /* after the last letter: what follows it may turn out not to belong */
    while (p < end) {
        gsize length;
        CbCharClass class = cb_char_class(cb_decode(p, end, &length));
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

static void fill_token(CbToken *token, CbTokenKind kind, const CbTerm *term, gsize start)
{
    token->kind = kind;
    token->start = start + term->start;
    token->length = term->length;
    token->form = term->form;
    token->stem = term->stem;
    token->stop = term->stop;
    token->first_part = term->first_part;
    token->n_parts = term->n_parts;
}

/* Hands over the joined form in @token, and the parts that only it has. */
static gboolean emit_joined(const CbJoiner *joiner, CbToken *token, CbTokenFunc func, gpointer data)
{
    if (!func(token, data))
        return FALSE;
    for (guint i = 1; i < joiner->joined.n; i++)
        if (cb_joiner_part(joiner, i, token) && !func(token, data))
            return FALSE;
    return TRUE;
}

/* Hands over the word at @start, what is joined to it, and its parts; FALSE to stop. */
static gboolean emit_word(CbJoiner *joiner, gsize start, gsize length, const CbWordTerms *terms,
                          guint position, CbTokenFunc func, gpointer data)
{
    CbToken token = {.position = position};
    fill_token(&token, CB_TOKEN_WORD, cb_term(terms, 0), start);
    if (!func(&token, data))
        return FALSE;
    if (joiner->analyzer->lexicon != NULL && cb_joiner_next(joiner, start, length, terms, &token) &&
        !emit_joined(joiner, &token, func, data))
        return FALSE;
    for (guint i = 1; i < terms->n; i++) {
        fill_token(&token, CB_TOKEN_PART, cb_term(terms, i), start);
        if (!func(&token, data))
            return FALSE;
    }
    return TRUE;
}

/* @word_end: (nullable): called after the tokens of each word. */
static guint run(CbAnalyzer *analyzer, const char *text, gssize length, CbTokenFunc func,
                 gboolean (*word_end)(gpointer data), gpointer data)
{
    gsize size = length < 0 ? strlen(text) : (gsize)length;
    const char *end = text + size;
    CbJoiner joiner = {.analyzer = analyzer, .text = text, .size = size};
    guint position = 0;
    for (const char *p = text; p < end;) {
        gsize step;
        if (cb_char_class(cb_decode(p, end, &step)) != CB_CHAR_WORD) {
            p += step;
            continue;
        }
        const char *stop = cb_word_end(p, end);
        gsize word_length = (gsize)(stop - p);
        CbWordTerms terms = cb_analyzer_word(analyzer, p, word_length);
        if (terms.n > 0 &&
            (!emit_word(&joiner, (gsize)(p - text), word_length, &terms, position++, func, data) ||
             (word_end != NULL && !word_end(data))))
            break;
        p = stop;
    }
    return position;
}

guint cb_analyzer_run(CbAnalyzer *analyzer, const char *text, gssize length, CbTokenFunc func,
                      gpointer data)
{
    return run(analyzer, text, length, func, NULL, data);
}

/* --- Words with all their tokens -------------------------------------------------------------- */

/* What a joined form has to it is kept apart from the words', so all stay valid to the word's end.
 */
typedef struct {
    GArray *tokens; /* CbToken */
    CbWordTokensFunc func;
    gpointer data;
} Gathering;

static gboolean gather(const CbToken *token, gpointer data)
{
    g_array_append_vals(((Gathering *)data)->tokens, token, 1);
    return TRUE;
}

static gboolean give_gathered(gpointer data)
{
    const Gathering *gathering = data;
    const CbToken *tokens = (const CbToken *)(void *)gathering->tokens->data;
    gboolean goes_on = gathering->func(tokens, gathering->tokens->len, gathering->data);
    g_array_set_size(gathering->tokens, 0);
    return goes_on;
}

guint cb_analyzer_run_words(CbAnalyzer *analyzer, const char *text, gssize length,
                            CbWordTokensFunc func, gpointer data)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(CbToken));
    Gathering gathering = {tokens, func, data};
    return run(analyzer, text, length, gather, give_gathered, &gathering);
}
