/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the reader of the lexicon: a damaged file is refused, or does no harm when words are
 * analysed with it. The sizes in the header are put right, or nearly every input would end there;
 * inputs that begin with "RAW" are given as they are, without that word.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "danish/lexicon_format.h"
#include <casebank/words.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_sizes_right(guint8 *bytes, gsize size)
{
    CbLexiconHeader header;
    memcpy(&header, bytes, sizeof header);
    gsize room = size - sizeof header;
    header.n_slots = MIN(header.n_slots, (guint32)(room / sizeof(CbLexiconSlot)));
    room -= header.n_slots * sizeof(CbLexiconSlot);
    header.n_keys = MIN(header.n_keys, (guint32)(room / sizeof(guint32)));
    header.keys_size = (guint32)(room - header.n_keys * sizeof(guint32));
    header.file_size = size;
    memcpy(bytes, &header, sizeof header);
}

static gboolean check_token(const CbToken *token, gpointer data)
{
    g_assert_cmpuint(token->length, <=, *(const gsize *)data - token->start);
    g_assert_cmpint(token->stem[0], !=, '\0');
    g_assert_cmpuint(strlen(token->stem), <, 240);
    g_assert_true(g_utf8_validate(token->stem, -1, NULL));
    return TRUE;
}

static void use(CbLexicon *lexicon)
{
    static const char text[] = "skolesamtalerne elevsamtaler bøgernes praktikvejledere og "
                               "-ansvarlige, social- og sundhedsassistent on-boarding haandbog";
    gsize size = sizeof text - 1;
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&options);
    cb_analyzer_run(analyzer, text, -1, check_token, &size);
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, "skolesamtalerne");
    g_assert_true(g_utf8_validate(word->stem, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gboolean raw = size >= 3 && memcmp(data, "RAW", 3) == 0;
    g_autofree guint8 *copy = g_memdup2(raw ? data + 3 : data, raw ? size - 3 : size);
    size = raw ? size - 3 : size;
    if (!raw && size >= sizeof(CbLexiconHeader))
        put_sizes_right(copy, size);
    int fd = memfd_create("lexicon", MFD_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    if (write(fd, copy != NULL ? copy : data, size) == (ssize_t)size) {
        char path[64];
        g_autoptr(GError) error = NULL;
        g_snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        g_autoptr(CbLexicon) lexicon = cb_lexicon_open(path, &error);
        g_assert_true((lexicon != NULL) == (error == NULL));
        if (lexicon != NULL)
            use(lexicon);
    }
    close(fd);
    return 0;
}
