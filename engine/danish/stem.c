/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stemming: what the lexicon knows, else libstemmer. */
#include "stem.h"
#include "lexicon.h"
#include "normalize.h"
#include <libstemmer.h>

struct CbStemmer {
    CbLexicon *lexicon;
    struct sb_stemmer *snowball;
};

CbStemmer *cb_stemmer_new(CbLexicon *lexicon)
{
    CbStemmer *stemmer = g_new0(CbStemmer, 1);
    stemmer->lexicon = lexicon != NULL ? cb_lexicon_ref(lexicon) : NULL;
    stemmer->snowball = sb_stemmer_new("danish", "UTF_8");
    if (stemmer->snowball == NULL) /* "danish" is always built in: only memory can be missing */
        g_error("out of memory for the stemmer");
    return stemmer;
}

void cb_stemmer_free(CbStemmer *stemmer)
{
    if (stemmer == NULL)
        return;
    sb_stemmer_delete(stemmer->snowball);
    cb_lexicon_unref(stemmer->lexicon);
    g_free(stemmer);
}

const char *cb_stemmer_snowball(CbStemmer *stemmer, const char *word, gsize length)
{
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)length);
    if (stem == NULL)
        g_error("out of memory for the stemmer");
    return (const char *)stem;
}

static gboolean has_digit(const char *word, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (g_ascii_isdigit(word[i]))
            return TRUE;
    return FALSE;
}

static CbStemRule append_simple(CbStemmer *stemmer, const char *word, gsize length, GString *out)
{
    if (has_digit(word, length)) {
        cb_fold_append(word, length, out);
        return CB_STEM_NONE;
    }
    if (stemmer->lexicon != NULL) {
        CbLexiconEntry entry = cb_lexicon_find_genitive(stemmer->lexicon, word, length);
        const char *key = cb_lexicon_key(stemmer->lexicon, entry);
        if (key != NULL) {
            g_string_append(out, key);
            return CB_STEM_EXCEPTION;
        }
    }
    const char *stem = cb_stemmer_snowball(stemmer, word, length);
    cb_fold_append(stem, (gsize)sb_stemmer_length(stemmer->snowball), out);
    return CB_STEM_SNOWBALL;
}

CbStemRule cb_stemmer_append(CbStemmer *stemmer, const char *word, gsize length,
                             const CbSplit *split, GString *out)
{
    if (split == NULL || split->n < 2)
        return append_simple(stemmer, word, length, out);
    const CbPart *head = &split->parts[split->n - 1];
    cb_fold_append(word, head->start, out);
    return append_simple(stemmer, word + head->start, length - head->start, out);
}
