/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the words of cases in their order; see positions.h. */
#include "positions_private.h"
#include "schema.h"
#include <casebank/error.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A case's codes: in the streams of the builder, or of the file it goes on from. */
typedef struct {
    gsize start, length;
    gboolean old;
} CaseStream;

struct CbPositionsBuilder {
    CbPositions *old;    /* what it goes on from, or NULL */
    GHashTable *numbers; /* stem -> number; of those that @old does not have */
    GArray *counts;      /* guint32: by number, how often a new stem stands */
    guint32 n_old;       /* the first number of a new stem */
    GByteArray *streams;
    GArray *cases;    /* CaseStream, by document id - 1 */
    gsize case_start; /* in @streams: the case that is being added */
    guint32 position; /* at which its next word stands when there is no gap */
};

CbPositionsBuilder *cb_positions_builder_new(void)
{
    CbPositionsBuilder *builder = g_new0(CbPositionsBuilder, 1);
    builder->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    builder->counts = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder->streams = g_byte_array_new();
    builder->cases = g_array_new(FALSE, TRUE, sizeof(CaseStream));
    return builder;
}

/* All stems in order, each with a number of its own range? A file has as many as it gave numbers.
 */
static gboolean is_dictionary_whole(const CbPositions *positions)
{
    char before[sizeof((CbStemIter *)NULL)->stem] = "";
    CbStemIter iter;
    guint32 n = 0;
    for (cb_stem_iter_init(&iter, positions, 0); cb_stem_iter_next(&iter); n++) {
        if (iter.number >= positions->header.next_number ||
            (n > 0 && strcmp(before, iter.stem) >= 0))
            return FALSE;
        g_strlcpy(before, iter.stem, sizeof before);
    }
    return n == positions->header.n_stems && n == positions->header.next_number;
}

static gboolean are_cases_whole(const CbPositions *positions)
{
    guint32 n = positions->header.n_cases;
    for (guint32 i = 0; i < n; i++)
        if (positions->cases[i] > positions->cases[i + 1])
            return FALSE;
    return positions->cases[n] <= positions->header.streams_size;
}

CbPositionsBuilder *cb_positions_builder_new_from(const char *folder, GError **error)
{
    g_autoptr(CbPositions) opened = cb_positions_open(folder, error);
    if (opened == NULL)
        return NULL;
    /* A search makes do with what is left of it; a new file must not be made of that. */
    if (!is_dictionary_whole(opened) || !are_cases_whole(opened)) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s/" CB_POSITIONS_FILE_NAME
                    " er beskadiget; byg indekset igen med casebank-index --full",
                    folder);
        return NULL;
    }
    CbPositions *old = g_steal_pointer(&opened);
    CbPositionsBuilder *builder = cb_positions_builder_new();
    builder->old = old;
    builder->n_old = old->header.next_number;
    g_array_set_size(builder->cases, old->header.n_cases);
    for (guint i = 0; i < builder->cases->len; i++) {
        CaseStream *item = &g_array_index(builder->cases, CaseStream, i);
        const guint8 *codes = cb_positions_stream(old, i + 1, &item->length);
        item->start = (gsize)(codes - old->streams);
        item->old = TRUE;
    }
    return builder;
}

void cb_positions_builder_free(CbPositionsBuilder *builder)
{
    if (builder == NULL)
        return;
    cb_positions_free(builder->old);
    g_hash_table_unref(builder->numbers);
    g_array_unref(builder->counts);
    g_byte_array_unref(builder->streams);
    g_array_unref(builder->cases);
    g_free(builder);
}

/* --- Adding ---------------------------------------------------------------------------------- */

static void add_code(GByteArray *out, guint32 code)
{
    guint8 bytes[CB_MAX_CODE_BYTES];
    g_byte_array_append(out, bytes, cb_code_write(code, bytes));
}

static guint32 number_of(CbPositionsBuilder *builder, const char *stem)
{
    gpointer known;
    if (g_hash_table_lookup_extended(builder->numbers, stem, NULL, &known)) {
        guint32 number = GPOINTER_TO_UINT(known);
        g_array_index(builder->counts, guint32, number - builder->n_old)++;
        return number;
    }
    guint32 number = builder->old != NULL ? cb_positions_stem(builder->old, stem) : CB_NO_STEM;
    if (number < builder->n_old) /* always, but in a damaged file */
        return number;
    guint32 once = 1;
    number = builder->n_old + builder->counts->len;
    g_array_append_val(builder->counts, once);
    g_hash_table_insert(builder->numbers, g_strdup(stem), GUINT_TO_POINTER(number));
    return number;
}

void cb_positions_builder_add_word(CbPositionsBuilder *builder, guint32 position, const char *stem)
{
    for (; position >= builder->position + CB_POSITION_GAP; builder->position += CB_POSITION_GAP)
        add_code(builder->streams, CB_CODE_GAP);
    add_code(builder->streams, CB_CODE_STEMS + number_of(builder, stem));
    builder->position++;
}

void cb_positions_builder_add_joined(CbPositionsBuilder *builder, const char *stem)
{
    add_code(builder->streams, CB_CODE_JOINED);
    add_code(builder->streams, CB_CODE_STEMS + number_of(builder, stem));
}

void cb_positions_builder_end_case(CbPositionsBuilder *builder, guint32 docid)
{
    if (docid > builder->cases->len)
        g_array_set_size(builder->cases, docid);
    g_array_index(builder->cases, CaseStream, docid - 1) =
        (CaseStream){builder->case_start, builder->streams->len - builder->case_start, FALSE};
    builder->case_start = builder->streams->len;
    builder->position = 0;
}

void cb_positions_builder_remove_case(CbPositionsBuilder *builder, guint32 docid)
{
    if (docid >= 1 && docid <= builder->cases->len)
        g_array_index(builder->cases, CaseStream, docid - 1) = (CaseStream){0};
}

/* --- Numbers by frequency -------------------------------------------------------------------- */

typedef struct {
    guint32 number, count;
} StemCount;

static int most_frequent_first(gconstpointer a, gconstpointer b)
{
    const StemCount *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return (left->number > right->number) - (left->number < right->number);
}

/* The number that each new stem is written with, by the one it was given. Those that others have
 * used already stay as they are. */
static guint32 *final_numbers(const CbPositionsBuilder *builder)
{
    guint n = builder->counts->len;
    guint32 *final = g_new0(guint32, n + 1);
    g_autofree StemCount *order = g_new(StemCount, n + 1);
    for (guint i = 0; i < n; i++)
        order[i] = (StemCount){i, g_array_index(builder->counts, guint32, i)};
    qsort(order, n, sizeof *order, most_frequent_first);
    for (guint i = 0; i < n; i++)
        final[order[i].number] = builder->n_old + i;
    return final;
}

static guint32 final_code(const CbPositionsBuilder *builder, const guint32 *final, guint32 code)
{
    if (code < CB_CODE_STEMS + builder->n_old)
        return code;
    return CB_CODE_STEMS + final[code - CB_CODE_STEMS - builder->n_old];
}

/* --- The file -------------------------------------------------------------------------------- */

typedef struct {
    CbPositionsHeader header;
    GArray *cases;       /* guint64 */
    GByteArray *streams; /* with padding */
    GArray *groups;      /* guint32 */
    GByteArray *dictionary;
    char last[256]; /* the stem before */
} Output;

static void output_init(Output *output)
{
    *output = (Output){.cases = g_array_new(FALSE, FALSE, sizeof(guint64)),
                       .streams = g_byte_array_new(),
                       .groups = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .dictionary = g_byte_array_new()};
}

static void output_clear(Output *output)
{
    g_array_unref(output->cases);
    g_byte_array_unref(output->streams);
    g_array_unref(output->groups);
    g_byte_array_unref(output->dictionary);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Output, output_clear)

static void write_new_stream(const CbPositionsBuilder *builder, const CaseStream *item,
                             const guint32 *final, GByteArray *out)
{
    const guint8 *at = builder->streams->data + item->start;
    for (const guint8 *end = at + item->length; at < end;)
        add_code(out, final_code(builder, final, cb_code_read(&at, end)));
}

static void write_streams(const CbPositionsBuilder *builder, const guint32 *final, Output *output)
{
    for (guint i = 0; i < builder->cases->len; i++) {
        const CaseStream *item = &g_array_index(builder->cases, CaseStream, i);
        guint64 start = output->streams->len;
        g_array_append_val(output->cases, start);
        if (item->length > 0 && item->old)
            g_byte_array_append(output->streams, builder->old->streams + item->start,
                                (guint)item->length);
        else if (item->length > 0)
            write_new_stream(builder, item, final, output->streams);
    }
    guint64 end = output->streams->len;
    g_array_append_val(output->cases, end);
    static const guint8 zeros[sizeof(guint32)];
    g_byte_array_append(output->streams, zeros, (guint)(-end % sizeof(guint32)));
}

static void write_stem(Output *output, const char *stem, guint32 number)
{
    gsize shared = 0, length = strlen(stem);
    if (output->header.n_stems % CB_POSITIONS_GROUP == 0) {
        guint32 start = output->dictionary->len;
        g_array_append_val(output->groups, start);
    } else {
        while (stem[shared] != '\0' && stem[shared] == output->last[shared])
            shared++;
    }
    const guint8 lengths[] = {(guint8)shared, (guint8)(length - shared)};
    g_byte_array_append(output->dictionary, lengths, sizeof lengths);
    g_byte_array_append(output->dictionary, (const guint8 *)stem + shared,
                        (guint)(length - shared));
    add_code(output->dictionary, CB_CODE_STEMS + number);
    g_strlcpy(output->last, stem, sizeof output->last);
    output->header.n_stems++;
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The old stems and the new ones, in order. */
static void write_dictionary(const CbPositionsBuilder *builder, const guint32 *final,
                             Output *output)
{
    guint n;
    g_autofree const char **stems =
        (const char **)(void *)g_hash_table_get_keys_as_array(builder->numbers, &n);
    qsort(stems, n, sizeof *stems, compare_strings);
    CbStemIter iter = {0};
    gboolean more = FALSE;
    if (builder->old != NULL) {
        cb_stem_iter_init(&iter, builder->old, 0);
        more = cb_stem_iter_next(&iter);
    }
    for (guint i = 0; more || i < n;) {
        if (more && (i == n || strcmp(iter.stem, stems[i]) < 0)) {
            if (iter.number < builder->n_old)
                write_stem(output, iter.stem, iter.number);
            more = cb_stem_iter_next(&iter);
        } else {
            guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(builder->numbers, stems[i]));
            write_stem(output, stems[i], final[number - builder->n_old]);
            i++;
        }
    }
}

static void fill_header(const CbPositionsBuilder *builder, Output *output)
{
    CbPositionsHeader *header = &output->header;
    memcpy(header->magic, CB_POSITIONS_MAGIC, sizeof header->magic);
    header->byte_order = CB_POSITIONS_BYTE_ORDER;
    header->version = CB_POSITIONS_VERSION;
    header->next_number = builder->n_old + builder->counts->len;
    header->n_cases = output->cases->len - 1;
    header->streams_size = output->streams->len;
    header->dictionary_size = output->dictionary->len;
    header->file_size = sizeof *header + output->cases->len * sizeof(guint64) +
                        output->streams->len + output->groups->len * sizeof(guint32) +
                        output->dictionary->len;
}

static gboolean write_parts(const Output *output, FILE *file)
{
    const struct {
        const void *data;
        gsize size;
    } parts[] = {{&output->header, sizeof output->header},
                 {output->cases->data, output->cases->len * sizeof(guint64)},
                 {output->streams->data, output->streams->len},
                 {output->groups->data, output->groups->len * sizeof(guint32)},
                 {output->dictionary->data, output->dictionary->len}};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].size > 0 && fwrite(parts[i].data, parts[i].size, 1, file) != 1)
            return FALSE;
    return TRUE;
}

static gboolean write_file(const Output *output, const char *path, GError **error)
{
    g_unlink(path); /* it may be mapped, even by the builder */
    FILE *file = g_fopen(path, "wb");
    gboolean written = file != NULL && write_parts(output, file);
    int failure = errno;
    if (file != NULL && fclose(file) != 0 && written) {
        failure = errno;
        written = FALSE;
    }
    if (!written)
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s kan ikke skrives (er disken fuld?): %s", path,
                    g_strerror(failure));
    return written;
}

gboolean cb_positions_builder_write(CbPositionsBuilder *builder, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, CB_POSITIONS_FILE_NAME, NULL);
    g_autofree guint32 *final = final_numbers(builder);
    g_auto(Output) output;
    output_init(&output);
    write_streams(builder, final, &output);
    write_dictionary(builder, final, &output);
    fill_header(builder, &output);
    return write_file(&output, path, error);
}
