/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stemmers and stop words. */
#include <string.h>

#include "fixture.h"
#include "tap.h"

static xapc_stem *new_stem(const char *language)
{
    xapc_stem *stem = NULL;
    CHECK_OK(stem = xapc_stem_new(language, &error));
    return stem;
}

static void built_in_languages_stem(void)
{
    xapc_stem *stem = new_stem("danish");
    CHECK_OWNED(xapc_stem_apply(stem, "kommunerne", Z, NULL, NULL), "kommun");
    CHECK_OWNED(xapc_stem_apply(stem, "", 0, NULL, NULL), "");
    CHECK(!xapc_stem_is_none(stem));
    CHECK_OWNED(xapc_stem_get_description(stem, NULL), "Xapian::Stem(danish)");
    xapc_stem_free(stem);
    stem = new_stem("da");
    CHECK_OWNED(xapc_stem_apply(stem, "kommunernes og mere", 11, NULL, NULL), "kommun");
    xapc_stem_free(stem);
}

static void no_stemmer_leaves_words_alone(void)
{
    xapc_stem *stem = new_stem("none");
    size_t len = 0;
    char *word = NULL;
    CHECK_OK(word = xapc_stem_apply(stem, "a\0b", 3, &len, &error));
    CHECK_BYTES(word, len, "a\0b", 3);
    CHECK(xapc_stem_is_none(stem) && xapc_stem_is_none(NULL));
    xapc_free(word);
    xapc_stem_free(stem);
}

static void unknown_languages_are_refused(void)
{
    char *languages = NULL;
    CHECK_ERROR(xapc_stem_new("klingon", &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_stem_new(NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(languages = xapc_stem_get_available_languages(&error));
    CHECK(strstr(languages, "danish") != NULL);
    xapc_free(languages);
}

typedef struct {
    char buffer[64];
    int calls, destroyed;
} Stemmer;

/* Cuts words to four bytes; refuses those that start with x. */
static const char *cut(const char *word, size_t len, size_t *stem_len, void *user)
{
    Stemmer *stemmer = user;
    stemmer->calls++;
    if (word[0] == 'x')
        return NULL;
    if (len < 4)
        return word; /* without a length: up to its NUL */
    memcpy(stemmer->buffer, word, 4);
    *stem_len = 4;
    return stemmer->buffer;
}

static void stemmer_is_gone(void *user)
{
    ((Stemmer *)user)->destroyed++;
}

static void a_stemmer_in_c_stems(void)
{
    Stemmer stemmer = {.calls = 0};
    xapc_stem *stem = NULL;
    CHECK_OK(stem = xapc_stem_new_callback(cut, &stemmer, stemmer_is_gone, "cutter", &error));
    CHECK_OWNED(xapc_stem_apply(stem, "mentors", Z, NULL, NULL), "ment");
    CHECK_OWNED(xapc_stem_apply(stem, "abc", Z, NULL, NULL), "abc");
    CHECK(stemmer.calls == 2);
    CHECK_ERROR(xapc_stem_apply(stem, "xylophone", Z, NULL, &error), XAPC_ERROR_CALLBACK);
    CHECK_OWNED(xapc_stem_get_description(stem, NULL), "Xapian::Stem(cutter)");
    CHECK(!xapc_stem_is_none(stem));
    xapc_stem_free(stem);
    CHECK(stemmer.destroyed == 1);
    CHECK_ERROR(xapc_stem_new_callback(NULL, &stemmer, stemmer_is_gone, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK(stemmer.destroyed == 1);
}

static void a_stemmer_in_c_lives_as_long_as_what_uses_it(void)
{
    Stemmer stemmer = {.calls = 0};
    xapc_stem *stem = NULL;
    xapc_termgenerator *generator = NULL;
    xapc_document *doc = NULL;
    xapc_termcount count = 0;
    CHECK_OK(stem = xapc_stem_new_callback(cut, &stemmer, stemmer_is_gone, NULL, &error));
    CHECK_OK(generator = xapc_termgenerator_new(&error));
    CHECK_OK(xapc_termgenerator_set_stemmer(generator, stem, &error));
    CHECK_OK(xapc_termgenerator_set_stemming_strategy(generator, XAPC_STEM_ALL, &error));
    xapc_stem_free(stem);
    CHECK(stemmer.destroyed == 0);
    CHECK_OK(xapc_termgenerator_index_text(generator, "mentor mention", Z, 1, NULL, true, &error));
    CHECK_ERROR(xapc_termgenerator_index_text(generator, "xylophone", Z, 1, NULL, true, &error),
                XAPC_ERROR_CALLBACK);
    CHECK_OK(doc = xapc_termgenerator_get_document(generator, &error));
    CHECK_OK(xapc_document_termlist_count(doc, &count, &error));
    CHECK_UINT(count, 1); /* both are "ment" */
    xapc_document_free(doc);
    xapc_termgenerator_free(generator);
    CHECK(stemmer.destroyed == 1);
}

static bool stops(const xapc_stopper *stopper, const char *word)
{
    bool stop = false;
    CHECK_OK(xapc_stopper_is_stopword(stopper, word, Z, &stop, &error));
    return stop;
}

static void a_list_of_stop_words_stops_them(void)
{
    const xapc_bytes words[] = {{"og", 2}, {"i", XAPC_NUL_TERMINATED}};
    xapc_stopper *stopper = NULL;
    CHECK_OK(stopper = xapc_stopper_new(words, 2, &error));
    CHECK(stops(stopper, "og") && stops(stopper, "i") && !stops(stopper, "mentor"));
    CHECK_OK(xapc_stopper_add(stopper, "det", Z, &error));
    CHECK(stops(stopper, "det"));
    xapc_stopper_free(stopper);
    CHECK_OK(stopper = xapc_stopper_new(NULL, 0, &error));
    CHECK(!stops(stopper, "og"));
    xapc_stopper_free(stopper);
    CHECK_ERROR(xapc_stopper_new(NULL, 1, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

/* Stops words of two bytes; fails at "xx". */
static int stop_short(const char *word, size_t len, void *user)
{
    (void)user;
    return strcmp(word, "xx") == 0 ? -5 : len == 2;
}

static void a_stopper_in_c_stops(void)
{
    Stemmer gone = {.calls = 0};
    xapc_stopper *stopper = NULL;
    bool stop = false;
    CHECK_OK(stopper = xapc_stopper_new_callback(stop_short, &gone, stemmer_is_gone, &error));
    CHECK(stops(stopper, "og") && !stops(stopper, "i"));
    CHECK_ERROR(xapc_stopper_is_stopword(stopper, "xx", Z, &stop, &error), XAPC_ERROR_CALLBACK);
    CHECK_ERROR(xapc_stopper_add(stopper, "det", Z, &error), XAPC_ERROR_INVALID_OPERATION);
    xapc_stopper_free(stopper);
    CHECK(gone.destroyed == 1);
    CHECK_ERROR(xapc_stopper_new_callback(NULL, NULL, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static const tap_test tests[] = {
    {"built-in languages stem", built_in_languages_stem},
    {"no stemmer leaves words alone", no_stemmer_leaves_words_alone},
    {"unknown languages are refused", unknown_languages_are_refused},
    {"a stemmer in C stems", a_stemmer_in_c_stems},
    {"a stemmer in C lives as long as what uses it", a_stemmer_in_c_lives_as_long_as_what_uses_it},
    {"a list of stop words stops them", a_list_of_stop_words_stops_them},
    {"a stopper in C stops", a_stopper_in_c_stops},
};

int main(void)
{
    return TAP_RUN(tests);
}
