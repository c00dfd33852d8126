/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the reader of the vocabulary: a damaged file is refused, or does no harm when it is asked.
 * The sizes in the header and the checksum are put right, or nearly every input would end there;
 * inputs that begin with "RAW" are given as they are, without that word.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "index/vocabulary.h"
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static guint32 take(gsize *room, guint32 n, gsize each)
{
    n = MIN(n, (guint32)(*room / each));
    *room -= n * each;
    return n;
}

static void put_right(guint8 *bytes, gsize size)
{
    CbVocabularyHeader header;
    memcpy(&header, bytes, sizeof header);
    gsize room = size - sizeof header;
    header.byte_order = CB_VOCABULARY_BYTE_ORDER;
    header.version = CB_VOCABULARY_VERSION;
    header.reserved = 0;
    header.n_words = take(&room, header.n_words, sizeof(CbVocabularyEntry));
    header.n_tails = take(&room, header.n_tails, sizeof(guint32));
    header.n_titles = take(&room, header.n_titles, sizeof(CbVocabularyTitle));
    header.n_postings = take(&room, header.n_postings, sizeof(CbVocabularyPosting));
    header.strings_size = (guint32)room;
    header.file_size = size;
    header.checksum = cb_vocabulary_checksum(&header, bytes + sizeof header, size - sizeof header);
    memcpy(bytes, &header, sizeof header);
}

static gsize use_words(const CbVocabulary *vocabulary, CbRange range)
{
    gsize length = 0;
    for (guint i = range.from; i < range.to; i++) {
        g_assert_cmpuint(cb_vocabulary_head(vocabulary, i), <, cb_vocabulary_n_words(vocabulary));
        length += strlen(cb_vocabulary_form(vocabulary, i));
        g_autofree char *shown = cb_vocabulary_shown(vocabulary, i);
        g_assert_true(g_utf8_validate(shown, -1, NULL));
        length += strlen(shown);
        length += cb_vocabulary_cases(vocabulary, i) + cb_vocabulary_form_cases(vocabulary, i);
    }
    return length;
}

static gsize use(const CbVocabulary *vocabulary)
{
    static const char *const asked[] = {"", "f", "frafald", "zzz", "elev"};
    gsize used = use_words(vocabulary, (CbRange){0, cb_vocabulary_n_words(vocabulary)});
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        guint word;
        CbRange words = cb_vocabulary_prefix(vocabulary, asked[i]);
        CbRange tails = cb_vocabulary_tail_prefix(vocabulary, asked[i]);
        CbRange postings = cb_vocabulary_postings(vocabulary, words);
        used += use_words(vocabulary, words);
        for (guint t = tails.from; t < tails.to; t++)
            used += strlen(cb_vocabulary_form(vocabulary, cb_vocabulary_tail(vocabulary, t)));
        for (guint p = postings.from; p < postings.to; p++) {
            guint title = cb_vocabulary_posting_title(vocabulary, p);
            used += strlen(cb_vocabulary_title(vocabulary, title)) +
                    strlen(cb_vocabulary_title_case(vocabulary, title));
        }
        used += cb_vocabulary_find(vocabulary, asked[i], &word) ? word : 0;
        used += cb_vocabulary_has_tail(vocabulary, asked[i]) ? 1 : 0;
    }
    return used;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gboolean raw = size >= 3 && memcmp(data, "RAW", 3) == 0;
    g_autofree guint8 *copy = g_memdup2(raw ? data + 3 : data, raw ? size - 3 : size);
    size = raw ? size - 3 : size;
    if (!raw && size > sizeof(CbVocabularyHeader))
        put_right(copy, size);
    int fd = memfd_create("vocabulary", MFD_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    if (write(fd, copy != NULL ? copy : data, size) == (ssize_t)size) {
        char path[64];
        g_autoptr(GError) error = NULL;
        g_snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        g_autoptr(CbVocabulary) vocabulary = cb_vocabulary_open(path, &error);
        g_assert_true((vocabulary != NULL) == (error == NULL));
        if (vocabulary != NULL && cb_vocabulary_check(vocabulary, NULL))
            g_assert_cmpuint(use(vocabulary), <, G_MAXSIZE); /* all of it is read */
    }
    close(fd);
    return 0;
}
