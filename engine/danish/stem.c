/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stemming by libstemmer. */
#include "stem.h"
#include <libstemmer.h>
#include <string.h>

struct CbStemmer {
    struct sb_stemmer *snowball;
};

CbStemmer *cb_stemmer_new(void)
{
    CbStemmer *stemmer = g_new0(CbStemmer, 1);
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
    g_free(stemmer);
}

const char *cb_stemmer_stem(CbStemmer *stemmer, const char *word)
{
    if (strpbrk(word, "0123456789") != NULL)
        return word;
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)strlen(word));
    if (stem == NULL)
        g_error("out of memory for the stemmer");
    return (const char *)stem;
}
