/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file `words`, read and written; see vocabulary_base.h for its layout. */
#include "vocabulary_base.h"
#include "checksum.h"
#include "tree.h"
#include <casebank/error.h>
#include <casebank/pack.h>

#define MAGIC "CBWORDS"
#define OUR_BYTE_ORDER 0x01020304u
#define VERSION 1u
#define MAX_LENGTH 255u /* of a form or a stem; terms end below it */
#define MAX_COUNT 15u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order, version;
    guint64 file_size;
    guint64 checksum;     /* of the records */
    guint64 strings_size; /* of all forms and stems with their NULs */
    guint32 n_words, reserved;
} CbWordsHeader;

G_STATIC_ASSERT(sizeof(CbWordsHeader) == 48);

/* --- Reading --------------------------------------------------------------------------------- */

typedef struct {
    const guint8 *at, *end;
    char *out, *out_end;
    gboolean failed;
} Reader;

static guint read_byte(Reader *reader)
{
    if (reader->at == reader->end)
        reader->failed = TRUE;
    return reader->failed ? 0 : *reader->at++;
}

/* A string that begins as @before does; "" when it does not fit. */
static const char *read_string(Reader *reader, const char *before)
{
    guint common = read_byte(reader), rest = read_byte(reader);
    reader->failed = reader->failed || rest > (gsize)(reader->end - reader->at) ||
                     common > strlen(before) ||
                     common + rest + 1 > (gsize)(reader->out_end - reader->out);
    if (reader->failed)
        return "";
    char *string = reader->out;
    memcpy(string, before, common);
    memcpy(string + common, reader->at, rest);
    string[common + rest] = '\0';
    reader->at += rest;
    reader->out += common + rest + 1;
    return string;
}

static guint32 read_number(Reader *reader)
{
    CbUnpack in = {reader->at, (gsize)(reader->end - reader->at), reader->failed};
    guint64 number = cb_unpack_number(&in);
    reader->failed = in.failed || number > G_MAXUINT32;
    reader->at = in.data;
    return (guint32)number;
}

static void read_word(Reader *reader, CbBaseWord *word, const char *before, guint32 *n_shown)
{
    word->form = read_string(reader, before);
    word->stem = read_string(reader, word->form);
    guint flags = read_byte(reader), counts = read_byte(reader);
    word->seen.evidence = (guint8)(flags & ~CB_WORD_SHOWN);
    word->seen.n_small = (guint8)(counts & MAX_COUNT);
    word->seen.n_capitals = (guint8)(counts >> 4);
    word->seen.n_cases = read_number(reader);
    word->shown = flags & CB_WORD_SHOWN ? (*n_shown)++ : G_MAXUINT32;
}

/* In order, and the same words as `vocabulary` has? */
static gboolean fits(const CbVocabularyBase *base, const CbBaseWord *word, const char *before)
{
    return strcmp(before, word->form) < 0 &&
           (word->shown == G_MAXUINT32 ||
            (word->shown < cb_vocabulary_n_words(base->vocabulary) &&
             strcmp(cb_vocabulary_form(base->vocabulary, word->shown), word->form) == 0));
}

static gboolean read_words(CbVocabularyBase *base, const CbWordsHeader *header, Reader *reader)
{
    const char *before = "";
    guint32 n_shown = 0;
    for (guint32 i = 0; i < header->n_words; i++) {
        CbBaseWord *word = &base->words[i];
        read_word(reader, word, before, &n_shown);
        if (reader->failed || !fits(base, word, before))
            return FALSE;
        before = word->form;
    }
    return reader->at == reader->end && reader->out == reader->out_end &&
           n_shown == cb_vocabulary_n_words(base->vocabulary);
}

static gboolean is_sound(const CbWordsHeader *header, const char *bytes, gsize size)
{
    gsize records = size - sizeof *header;
    /* a word takes at least five bytes there */
    return memcmp(header->magic, MAGIC, sizeof header->magic) == 0 &&
           header->byte_order == OUR_BYTE_ORDER && header->version == VERSION &&
           header->file_size == size && header->reserved == 0 && header->n_words <= records &&
           header->strings_size <= (guint64)header->n_words * 2 * (MAX_LENGTH + 1) &&
           header->checksum == cb_checksum_of(bytes + sizeof *header, records);
}

static gboolean parse(CbVocabularyBase *base, const char *bytes, gsize size)
{
    CbWordsHeader header;
    if (size < sizeof header)
        return FALSE;
    memcpy(&header, bytes, sizeof header);
    if (!is_sound(&header, bytes, size))
        return FALSE;
    base->n_words = header.n_words;
    base->words = g_new0(CbBaseWord, header.n_words + 1);
    base->strings = g_malloc(header.strings_size + 1);
    Reader reader = {(const guint8 *)bytes + sizeof header, (const guint8 *)bytes + size,
                     base->strings, base->strings + header.strings_size, FALSE};
    return read_words(base, &header, &reader);
}

static void find_tails(CbVocabularyBase *base)
{
    base->tails = g_new0(guint64, cb_vocabulary_n_words(base->vocabulary) + 1);
    for (guint i = 0; i < cb_vocabulary_n_tails(base->vocabulary); i++) {
        guint32 packed = cb_vocabulary_packed_tail(base->vocabulary, i);
        base->tails[cb_tail_word(packed)] |= G_GUINT64_CONSTANT(1) << cb_tail_offset(packed);
    }
}

CbVocabularyBase *cb_vocabulary_base_open(const char *folder, GError **error)
{
    g_autofree char *shown_path = g_build_filename(folder, CB_VOCABULARY_FILE_NAME, NULL);
    g_autofree char *path = g_build_filename(folder, CB_WORDS_FILE_NAME, NULL);
    g_autoptr(CbVocabularyBase) base = g_new0(CbVocabularyBase, 1);
    base->vocabulary = cb_vocabulary_open(shown_path, error);
    if (base->vocabulary == NULL || !cb_vocabulary_check(base->vocabulary, error))
        return NULL;
    find_tails(base);
    g_autofree char *bytes = NULL;
    gsize size;
    g_autoptr(GError) read_error = NULL;
    if (!g_file_get_contents(path, &bytes, &size, &read_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return NULL;
    }
    if (parse(base, bytes, size))
        return g_steal_pointer(&base);
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                "%s er beskadiget; byg indekset igen med casebank-index --full", path);
    return NULL;
}

void cb_vocabulary_base_free(CbVocabularyBase *base)
{
    if (base == NULL)
        return;
    cb_vocabulary_free(base->vocabulary);
    g_free(base->words);
    g_free(base->strings);
    g_free(base->tails);
    g_free(base);
}

const CbBaseWord *cb_vocabulary_base_find(const CbVocabularyBase *base, const char *form)
{
    guint from = 0, to = base->n_words;
    while (from < to) {
        guint middle = from + (to - from) / 2;
        int order = strcmp(base->words[middle].form, form);
        if (order == 0)
            return &base->words[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/* --- Writing --------------------------------------------------------------------------------- */

struct CbWordsOutput {
    GByteArray *out;
    CbWordsHeader header;
    char before[MAX_LENGTH + 1];
};

CbWordsOutput *cb_words_output_new(void)
{
    CbWordsOutput *output = g_new0(CbWordsOutput, 1);
    output->header =
        (CbWordsHeader){.magic = MAGIC, .byte_order = OUR_BYTE_ORDER, .version = VERSION};
    output->out = g_byte_array_new();
    g_byte_array_append(output->out, (const guint8 *)&output->header, sizeof output->header);
    return output;
}

void cb_words_output_free(CbWordsOutput *output)
{
    if (output == NULL)
        return;
    g_byte_array_unref(output->out);
    g_free(output);
}

static void put_string(CbWordsOutput *output, const char *before, const char *string, gsize length)
{
    guint8 lengths[2] = {0, 0};
    while (before[lengths[0]] != '\0' && before[lengths[0]] == string[lengths[0]])
        lengths[0]++;
    lengths[1] = (guint8)(length - lengths[0]);
    g_byte_array_append(output->out, lengths, sizeof lengths);
    g_byte_array_append(output->out, (const guint8 *)string + lengths[0], lengths[1]);
    output->header.strings_size += length + 1;
}

void cb_words_output_add(CbWordsOutput *output, const char *form, const char *stem,
                         const CbWordSeen *seen, gboolean shown)
{
    gsize form_length = strlen(form), stem_length = strlen(stem);
    g_return_if_fail(form_length <= MAX_LENGTH && stem_length <= MAX_LENGTH);
    put_string(output, output->before, form, form_length);
    put_string(output, form, stem, stem_length);
    memcpy(output->before, form, form_length + 1);
    guint8 bytes[2] = {
        (guint8)(seen->evidence | (shown ? CB_WORD_SHOWN : 0)),
        (guint8)(MIN(seen->n_small, MAX_COUNT) | MIN(seen->n_capitals, MAX_COUNT) << 4)};
    g_byte_array_append(output->out, bytes, sizeof bytes);
    cb_pack_number(output->out, seen->n_cases);
    output->header.n_words++;
}

gboolean cb_words_output_write(CbWordsOutput *output, const char *folder, GError **error)
{
    CbWordsHeader *header = &output->header;
    header->file_size = output->out->len;
    header->checksum =
        cb_checksum_of(output->out->data + sizeof *header, output->out->len - sizeof *header);
    memcpy(output->out->data, header, sizeof *header);
    g_autofree char *path = g_build_filename(folder, CB_WORDS_FILE_NAME, NULL);
    return cb_file_write(path, output->out->data, output->out->len, error);
}
