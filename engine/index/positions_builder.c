/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing down the words of cases in their order; see positions.h. */
#include "positions_builder.h"
#include "schema.h"
#include <casebank/error.h>
#include <string.h>

CbPositionsBuilder *cb_positions_builder_new(void)
{
    CbPositionsBuilder *builder = g_new0(CbPositionsBuilder, 1);
    builder->streams = g_byte_array_new();
    builder->cases = g_array_new(FALSE, TRUE, sizeof(CbCaseStream));
    cb_positions_words_init(&builder->words, NULL);
    return builder;
}

/* --- Going on from a file -------------------------------------------------------------------- */

/* All stems in order, each with a number of its own range? */
static gboolean are_stems_whole(const CbPositions *positions)
{
    char before[CB_MAX_WORD_BYTES + 1] = "";
    CbWordIter iter;
    CbStemEntry entry;
    guint32 n = 0;
    cb_word_iter_init(&iter, &positions->stems, 0);
    for (; cb_word_iter_next_stem(&iter, &entry); n++) {
        if (entry.number >= positions->stems.n || (n > 0 && strcmp(before, iter.text) >= 0))
            return FALSE;
        memcpy(before, iter.text, iter.length + 1);
    }
    return n == positions->stems.n;
}

static gboolean are_forms_whole(const CbPositions *positions)
{
    CbWordIter iter;
    CbFormEntry entry;
    guint32 n = 0;
    cb_word_iter_init(&iter, &positions->forms, 0);
    for (; cb_word_iter_next_form(&iter, &entry); n++)
        if (entry.stem >= positions->stems.n || entry.which >= positions->forms.n)
            return FALSE;
    return n == positions->forms.n;
}

static gboolean are_cases_whole(const CbPositions *positions)
{
    guint32 n = positions->header.n_cases;
    for (guint32 i = 0; i < n; i++)
        if (positions->cases[i] > positions->cases[i + 1])
            return FALSE;
    return positions->cases[n] <= positions->header.streams_size;
}

static void take_cases(CbPositionsBuilder *builder)
{
    g_array_set_size(builder->cases, builder->old->header.n_cases);
    for (guint i = 0; i < builder->cases->len; i++) {
        CbCaseStream *item = &g_array_index(builder->cases, CbCaseStream, i);
        const guint8 *codes = cb_positions_stream(builder->old, i + 1, &item->length);
        item->start = (gsize)(codes - builder->old->streams);
        item->old = TRUE;
    }
}

CbPositionsBuilder *cb_positions_builder_new_from(const char *folder, GError **error)
{
    g_autoptr(CbPositions) old = cb_positions_open(folder, error);
    if (old == NULL)
        return NULL;
    /* A search makes do with what is left of it; a new file must not be made of that. */
    if (!are_stems_whole(old) || !are_forms_whole(old) || !are_cases_whole(old)) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s/" CB_POSITIONS_FILE_NAME
                    " er beskadiget; byg indekset igen med casebank-index --full",
                    folder);
        return NULL;
    }
    CbPositionsBuilder *builder = cb_positions_builder_new();
    cb_positions_words_clear(&builder->words);
    cb_positions_words_init(&builder->words, old);
    builder->old = g_steal_pointer(&old);
    take_cases(builder);
    return builder;
}

void cb_positions_builder_free(CbPositionsBuilder *builder)
{
    if (builder == NULL)
        return;
    cb_positions_words_clear(&builder->words);
    g_byte_array_unref(builder->streams);
    g_array_unref(builder->cases);
    g_clear_pointer(&builder->old_starts, g_free);
    g_clear_pointer(&builder->old_names, g_ptr_array_unref);
    g_clear_pointer(&builder->old_strings, g_string_chunk_free);
    cb_positions_free(builder->old);
    g_free(builder);
}

/* --- Adding ---------------------------------------------------------------------------------- */

CbPositionsForm *cb_positions_builder_form(CbPositionsBuilder *builder, const char *form,
                                           const char *stem, const char *const *parts,
                                           guint n_parts)
{
    return cb_positions_words_form(&builder->words, form, stem, parts, n_parts);
}

/* Numbers are those of the builder until the file is written. */
static void add_form(CbPositionsBuilder *builder, CbPositionsForm *form)
{
    CbBuiltForm *built = (CbBuiltForm *)form;
    CbBuiltStem *stem = (CbBuiltStem *)form->stem;
    built->count++;
    stem->count++;
    cb_word_write(builder->streams, form->stem->number, built->which);
}

void cb_positions_builder_add_word(CbPositionsBuilder *builder, guint32 position,
                                   CbPositionsForm *form)
{
    for (; position >= builder->position + CB_POSITION_GAP; builder->position += CB_POSITION_GAP)
        cb_code_append(builder->streams, CB_CODE_GAP);
    add_form(builder, form);
    builder->position++;
}

void cb_positions_builder_add_joined(CbPositionsBuilder *builder, CbPositionsForm *form)
{
    cb_code_append(builder->streams, CB_CODE_JOINED);
    add_form(builder, form);
}

void cb_positions_builder_end_case(CbPositionsBuilder *builder, guint32 docid)
{
    if (docid > builder->cases->len)
        g_array_set_size(builder->cases, docid);
    g_array_index(builder->cases, CbCaseStream, docid - 1) =
        (CbCaseStream){builder->case_start, builder->streams->len - builder->case_start, FALSE};
    builder->case_start = builder->streams->len;
    builder->position = 0;
}

/* --- Removing -------------------------------------------------------------------------------- */

/* The names of all old forms, by the stem's number and which form of it. */
static void load_names(CbPositionsBuilder *builder)
{
    const CbPositions *old = builder->old;
    g_autofree guint32 *numbers = g_new0(guint32, (gsize)old->stems.n + 1); /* by place */
    CbWordIter iter;
    CbStemEntry stem;
    CbFormEntry form;
    builder->old_starts = g_new0(guint32, (gsize)old->stems.n + 1);
    cb_word_iter_init(&iter, &old->stems, 0);
    for (guint32 i = 0; cb_word_iter_next_stem(&iter, &stem) && stem.number < old->stems.n; i++) {
        numbers[i] = stem.number;
        builder->old_starts[stem.number + 1] = MIN(stem.n_forms, old->forms.n);
    }
    for (guint32 i = 0; i < old->stems.n; i++)
        builder->old_starts[i + 1] =
            MIN(builder->old_starts[i] + builder->old_starts[i + 1], old->forms.n);
    builder->old_names = g_ptr_array_new();
    builder->old_strings = g_string_chunk_new(65536);
    g_ptr_array_set_size(builder->old_names, (gint)old->forms.n);
    cb_word_iter_init(&iter, &old->forms, 0);
    while (cb_word_iter_next_form(&iter, &form)) {
        guint32 place = builder->old_starts[numbers[form.stem]] + form.which;
        if (place < old->forms.n)
            builder->old_names->pdata[place] =
                g_string_chunk_insert(builder->old_strings, iter.text);
    }
}

static gint64 form_key(guint32 number, guint32 which)
{
    return (gint64)((guint64)number << 32 | which);
}

/* Names of the forms that the builder was given, by form_key(). */
static GHashTable *new_names(const CbPositionsBuilder *builder)
{
    GHashTable *names = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < builder->words.new_forms->len; i++) {
        const CbBuiltForm *form = builder->words.new_forms->pdata[i];
        gint64 key = form_key(form->base.stem->number, form->which);
        g_hash_table_insert(names, g_memdup2(&key, sizeof key), form->base.text);
    }
    return names;
}

/* @names: of new forms, or NULL. */
static char *name_of(CbPositionsBuilder *builder, GHashTable *names, guint32 number, guint32 which)
{
    gint64 key = form_key(number, which);
    char *name = names != NULL ? g_hash_table_lookup(names, &key) : NULL;
    if (name != NULL || number >= builder->words.n_old)
        return name;
    if (builder->old_names == NULL)
        load_names(builder);
    guint32 place = builder->old_starts[number] + which;
    return place < builder->old_starts[number + 1] ? builder->old_names->pdata[place] : NULL;
}

GPtrArray *cb_positions_builder_forms_of(CbPositionsBuilder *builder, guint32 docid)
{
    GPtrArray *forms = g_ptr_array_new();
    if (docid < 1 || docid > builder->cases->len)
        return forms;
    const CbCaseStream *item = &g_array_index(builder->cases, CbCaseStream, docid - 1);
    g_autoptr(GHashTable) names = item->old ? NULL : new_names(builder);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const guint8 *streams = item->old ? builder->old->streams : builder->streams->data;
    for (const guint8 *at = streams + item->start, *end = at + item->length; at < end;) {
        guint32 code = cb_code_read(&at, end);
        if (code < CB_CODE_STEMS)
            continue;
        guint32 which = cb_form_read(&at, end);
        char *name = name_of(builder, names, code - CB_CODE_STEMS, which);
        if (name != NULL && g_hash_table_add(seen, name))
            g_ptr_array_add(forms, name);
    }
    return forms;
}

void cb_positions_builder_remove_case(CbPositionsBuilder *builder, guint32 docid)
{
    if (docid >= 1 && docid <= builder->cases->len)
        g_array_index(builder->cases, CbCaseStream, docid - 1) = (CbCaseStream){0};
}
