/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing the file of positions; see positions.h.
 *
 * The words of the file that is gone on from and the new ones are merged: old ones are in order
 * already, and keep their numbers.
 */
#include "positions_builder.h"
#include <casebank/error.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_BYTES (256u * 1024)

/* --- Lists of words -------------------------------------------------------------------------- */

typedef struct {
    GArray *groups; /* guint32 */
    GByteArray *entries;
    guint32 n;
    char last[CB_MAX_WORD_BYTES + 1]; /* the text before */
} ListOutput;

static void list_init(ListOutput *list)
{
    list->groups = g_array_new(FALSE, FALSE, sizeof(guint32));
    list->entries = g_byte_array_new();
    list->n = 0;
    list->last[0] = '\0';
}

static void list_clear(ListOutput *list)
{
    g_array_unref(list->groups);
    g_byte_array_unref(list->entries);
}

/* The text of the next entry; its codes are for the caller. */
static void write_text(ListOutput *list, const char *text)
{
    gsize shared = 0, length = strlen(text);
    if (list->n % CB_POSITIONS_GROUP == 0) {
        guint32 start = list->entries->len;
        g_array_append_val(list->groups, start);
    } else {
        while (text[shared] != '\0' && text[shared] == list->last[shared])
            shared++;
    }
    const guint8 lengths[] = {(guint8)shared, (guint8)(length - shared)};
    g_byte_array_append(list->entries, lengths, sizeof lengths);
    g_byte_array_append(list->entries, (const guint8 *)text + shared, (guint)(length - shared));
    memcpy(list->last, text, length + 1);
    list->n++;
}

typedef struct {
    const CbPositionsBuilder *builder;
    const CbPositionsWords *words;
    guint32 *final_stems, *form_starts, *final_forms;
    GArray *cases;      /* guint64 */
    GByteArray *stream; /* scratch: of one case */
    ListOutput stems, forms;
    GByteArray *inside;
    guint32 *places; /* of stems in the new file, by number */
    GArray *pairs;   /* Inside, by the part's number */
} Output;

static void output_init(Output *output, const CbPositionsBuilder *builder)
{
    const CbPositionsWords *words = &builder->words;
    *output = (Output){.builder = builder, .words = words};
    output->final_stems = cb_positions_words_final_stems(words);
    output->form_starts = cb_positions_words_form_starts(words);
    output->final_forms = cb_positions_words_final_forms(words, output->form_starts);
    output->cases = g_array_new(FALSE, FALSE, sizeof(guint64));
    output->stream = g_byte_array_new();
    list_init(&output->stems);
    list_init(&output->forms);
    output->inside = g_byte_array_new();
    output->places = g_new0(guint32, (gsize)words->n_old + words->new_stems->len + 1);
}

static void output_clear(Output *output)
{
    g_free(output->final_stems);
    g_free(output->form_starts);
    g_free(output->final_forms);
    g_array_unref(output->cases);
    g_byte_array_unref(output->stream);
    list_clear(&output->stems);
    list_clear(&output->forms);
    g_byte_array_unref(output->inside);
    g_free(output->places);
    g_clear_pointer(&output->pairs, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Output, output_clear)

static guint32 final_stem(const Output *output, guint32 number)
{
    return number < output->words->n_old ? number
                                         : output->final_stems[number - output->words->n_old];
}

static guint32 final_form(const Output *output, guint32 number, guint32 which)
{
    guint32 n_old = output->words->n_old;
    return number < n_old ? which
                          : output->final_forms[output->form_starts[number - n_old] + which];
}

/* --- Parts of compounds ---------------------------------------------------------------------- */

/* A new form, and a stem that is inside of it. */
typedef struct {
    guint32 part; /* the number that the builder gave */
    const CbBuiltForm *form;
} Inside;

static int compare_inside(const void *a, const void *b)
{
    const Inside *left = a, *right = b;
    if (left->part != right->part)
        return left->part < right->part ? -1 : 1;
    return strcmp(left->form->base.text, right->form->base.text);
}

static void collect_pairs(Output *output)
{
    output->pairs = g_array_new(FALSE, FALSE, sizeof(Inside));
    for (guint i = 0; i < output->words->new_forms->len; i++) {
        const CbBuiltForm *form = output->words->new_forms->pdata[i];
        for (guint j = 0; j < form->base.n_parts; j++) {
            Inside pair = {form->base.parts[j]->number, form};
            g_array_append_val(output->pairs, pair);
        }
    }
    g_array_sort(output->pairs, compare_inside);
}

/* The first pair whose part has at least this number. */
static guint find_pair(const GArray *pairs, guint32 part)
{
    guint low = 0, high = pairs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(pairs, Inside, middle).part < part)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Goes behind @n forms of a list. */
static const guint8 *skip_forms(const guint8 *at, const guint8 *end, guint32 n)
{
    for (guint32 i = 0; i < 2 * n && at < end; i++)
        cb_code_read(&at, end);
    return at;
}

/* The list of a stem: what the old file has, as it stands there, and the new forms. Returns where
 * it begins plus 1. */
static guint32 write_inside(Output *output, guint32 number, const CbStemEntry *old)
{
    guint first = find_pair(output->pairs, number), end = find_pair(output->pairs, number + 1);
    guint32 n_old = 0, start = output->inside->len;
    const guint8 *old_end = NULL, *at = NULL;
    if (old != NULL)
        at = cb_positions_inside(output->builder->old, old, &n_old, &old_end);
    if (n_old == 0 && first == end)
        return 0;
    cb_code_append(output->inside, n_old + (end - first));
    if (n_old > 0)
        g_byte_array_append(output->inside, at, (guint)(skip_forms(at, old_end, n_old) - at));
    for (guint i = first; i < end; i++) {
        const CbBuiltForm *form = g_array_index(output->pairs, Inside, i).form;
        guint32 stem = form->base.stem->number;
        cb_code_append(output->inside, final_stem(output, stem));
        cb_code_append(output->inside, final_form(output, stem, form->which));
    }
    return start + 1;
}

/* --- Stems ----------------------------------------------------------------------------------- */

/* @number: that the builder gave; @old: what the old file has of it, or NULL. */
static void write_stem(Output *output, const char *text, guint32 number, guint32 n_forms,
                       const CbStemEntry *old)
{
    guint32 inside = write_inside(output, number, old);
    output->places[number] = output->stems.n;
    write_text(&output->stems, text);
    cb_code_append(output->stems.entries, final_stem(output, number));
    cb_code_append(output->stems.entries, n_forms);
    cb_code_append(output->stems.entries, inside);
}

static int compare_stems(const void *a, const void *b)
{
    const CbBuiltStem *const *left = a, *const *right = b;
    return strcmp((*left)->base.text, (*right)->base.text);
}

/* Stems or forms in order; only read. */
static GPtrArray *sorted(GPtrArray *words, GCompareFunc compare)
{
    GPtrArray *copy = g_ptr_array_copy(words, NULL, NULL);
    g_ptr_array_sort(copy, compare);
    return copy;
}

/* An old stem may have got new forms. */
static guint32 n_forms_now(const Output *output, const char *text, const CbStemEntry *old)
{
    const CbBuiltStem *stem = g_hash_table_lookup(output->words->stems, text);
    return stem != NULL ? stem->n_forms : old->n_forms;
}

static void write_stems(Output *output)
{
    g_autoptr(GPtrArray) new = sorted(output->words->new_stems, compare_stems);
    CbWordIter iter;
    CbStemEntry old;
    gboolean more = FALSE;
    if (output->builder->old != NULL) {
        cb_word_iter_init(&iter, &output->builder->old->stems, 0);
        more = cb_word_iter_next_stem(&iter, &old);
    }
    for (guint i = 0; more || i < new->len;) {
        const CbBuiltStem *stem = i < new->len ? new->pdata[i] : NULL;
        if (more && (stem == NULL || strcmp(iter.text, stem->base.text) < 0)) {
            write_stem(output, iter.text, old.number, n_forms_now(output, iter.text, &old), &old);
            more = cb_word_iter_next_stem(&iter, &old);
        } else {
            write_stem(output, stem->base.text, stem->base.number, stem->n_forms, NULL);
            i++;
        }
    }
}

/* --- Forms ----------------------------------------------------------------------------------- */

static int compare_forms(const void *a, const void *b)
{
    const CbBuiltForm *const *left = a, *const *right = b;
    return strcmp((*left)->base.text, (*right)->base.text);
}

static int compare_numbers(const void *a, const void *b)
{
    const guint32 *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void write_new_form(Output *output, const CbBuiltForm *form)
{
    guint32 parts[CB_MAX_FORM_PARTS] = {0};
    guint32 stem = form->base.stem->number;
    GByteArray *out = output->forms.entries;
    write_text(&output->forms, form->base.text);
    cb_code_append(out, output->places[stem]);
    cb_code_append(out, final_form(output, stem, form->which));
    cb_code_append(out, form->base.n_parts);
    for (guint i = 0; i < form->base.n_parts; i++)
        parts[i] = final_stem(output, form->base.parts[i]->number);
    qsort(parts, form->base.n_parts, sizeof parts[0], compare_numbers);
    for (guint i = 0; i < form->base.n_parts; i++)
        cb_code_append(out, parts[i]);
}

/* @numbers: of old stems, by their place. */
static void write_old_form(Output *output, const CbWordIter *iter, const CbFormEntry *form,
                           const guint32 *numbers)
{
    write_text(&output->forms, iter->text);
    cb_code_append(output->forms.entries, output->places[numbers[form->stem]]);
    cb_code_append(output->forms.entries, form->which);
    cb_code_append(output->forms.entries, form->n_parts);
    g_byte_array_append(output->forms.entries, form->parts, (guint)(iter->at - form->parts));
}

/* (transfer full) */
static guint32 *old_numbers(const CbPositions *old)
{
    guint32 *numbers = g_new0(guint32, (gsize)(old != NULL ? old->stems.n : 0) + 1);
    CbWordIter iter;
    CbStemEntry entry;
    if (old != NULL)
        cb_word_iter_init(&iter, &old->stems, 0);
    for (guint32 i = 0; old != NULL && cb_word_iter_next_stem(&iter, &entry); i++)
        numbers[i] = entry.number;
    return numbers;
}

static void write_forms(Output *output)
{
    g_autoptr(GPtrArray) new = sorted(output->words->new_forms, compare_forms);
    g_autofree guint32 *numbers = old_numbers(output->builder->old);
    CbWordIter iter;
    CbFormEntry old;
    gboolean more = FALSE;
    if (output->builder->old != NULL) {
        cb_word_iter_init(&iter, &output->builder->old->forms, 0);
        more = cb_word_iter_next_form(&iter, &old);
    }
    for (guint i = 0; more || i < new->len;) {
        const CbBuiltForm *form = i < new->len ? new->pdata[i] : NULL;
        if (more && (form == NULL || strcmp(iter.text, form->base.text) <= 0)) {
            write_old_form(output, &iter, &old, numbers);
            more = cb_word_iter_next_form(&iter, &old);
        } else {
            write_new_form(output, form);
            i++;
        }
    }
}

/* --- Streams --------------------------------------------------------------------------------- */

/* Leaves the codes of a new case in @output->stream. */
static void make_stream(Output *output, const CbCaseStream *item)
{
    g_byte_array_set_size(output->stream, 0);
    const guint8 *at = output->builder->streams->data + item->start;
    for (const guint8 *end = at + item->length; at < end;) {
        guint32 code = cb_code_read(&at, end), number = code - CB_CODE_STEMS;
        if (code < CB_CODE_STEMS) {
            cb_code_append(output->stream, code);
        } else {
            guint32 which = cb_form_read(&at, end);
            cb_word_write(output->stream, final_stem(output, number),
                          final_form(output, number, which));
        }
    }
}

static gboolean write_bytes(const void *bytes, gsize size, FILE *file)
{
    return size == 0 || fwrite(bytes, size, 1, file) == 1;
}

/* A case at a time: all together they are as much as the whole file. */
static gboolean write_streams(Output *output, FILE *file)
{
    const GArray *cases = output->builder->cases;
    guint64 end = 0;
    for (guint i = 0; i < cases->len; i++) {
        const CbCaseStream *item = &g_array_index(cases, CbCaseStream, i);
        const guint8 *bytes = NULL;
        gsize size = item->length;
        if (item->old) {
            bytes = output->builder->old->streams + item->start;
        } else if (size > 0) {
            make_stream(output, item);
            bytes = output->stream->data;
            size = output->stream->len;
        }
        g_array_append_val(output->cases, end);
        end += size;
        if (!write_bytes(bytes, size, file))
            return FALSE;
    }
    g_array_append_val(output->cases, end);
    return TRUE;
}

/* --- The file -------------------------------------------------------------------------------- */

static guint64 bytes_before_streams(const Output *output)
{
    guint64 n_cases = output->builder->cases->len;
    guint64 n_groups = output->stems.groups->len + output->forms.groups->len;
    return sizeof(CbPositionsHeader) + (n_cases + 1) * sizeof(guint64) + n_groups * sizeof(guint32);
}

static CbPositionsHeader make_header(const Output *output)
{
    CbPositionsHeader header = {.magic = CB_POSITIONS_MAGIC,
                                .byte_order = CB_POSITIONS_BYTE_ORDER,
                                .version = CB_POSITIONS_VERSION,
                                .streams_size =
                                    g_array_index(output->cases, guint64, output->cases->len - 1),
                                .stems_size = output->stems.entries->len,
                                .forms_size = output->forms.entries->len,
                                .inside_size = output->inside->len,
                                .n_cases = output->cases->len - 1,
                                .n_stems = output->stems.n,
                                .n_forms = output->forms.n};
    header.file_size = bytes_before_streams(output) + header.streams_size + header.stems_size +
                       header.forms_size + header.inside_size;
    return header;
}

/* What comes before the streams is written last, when it is known where each of them begins. */
static gboolean write_parts(Output *output, FILE *file)
{
    const GByteArray *stems = output->stems.entries, *forms = output->forms.entries;
    const GArray *stem_groups = output->stems.groups, *form_groups = output->forms.groups;
    if (fseeko(file, (off_t)bytes_before_streams(output), SEEK_SET) != 0 ||
        !write_streams(output, file) || !write_bytes(stems->data, stems->len, file) ||
        !write_bytes(forms->data, forms->len, file) ||
        !write_bytes(output->inside->data, output->inside->len, file) ||
        fseeko(file, 0, SEEK_SET) != 0)
        return FALSE;
    CbPositionsHeader header = make_header(output);
    return write_bytes(&header, sizeof header, file) &&
           write_bytes(output->cases->data, output->cases->len * sizeof(guint64), file) &&
           write_bytes(stem_groups->data, stem_groups->len * sizeof(guint32), file) &&
           write_bytes(form_groups->data, form_groups->len * sizeof(guint32), file);
}

static gboolean write_file(Output *output, const char *path, GError **error)
{
    g_unlink(path); /* it may be mapped, even by the builder */
    FILE *file = g_fopen(path, "wb");
    if (file != NULL)
        setvbuf(file, NULL, _IOFBF, BUFFER_BYTES);
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
    g_auto(Output) output;
    output_init(&output, builder);
    collect_pairs(&output);
    write_stems(&output);
    write_forms(&output);
    return write_file(&output, path, error);
}
