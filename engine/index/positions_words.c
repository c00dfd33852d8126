/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbering stems and forms.
 *
 * A form is known by its letters, its stem and its parts together: what the same letters were
 * understood as elsewhere is another form. Stems and forms of the old file keep their numbers, and
 * are looked up there when they come for the first time.
 */
#include "positions_words.h"
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES 65536u

void cb_positions_words_init(CbPositionsWords *words, const CbPositions *old)
{
    *words = (CbPositionsWords){.old = old, .n_old = old != NULL ? old->stems.n : 0};
    words->stems = g_hash_table_new(g_str_hash, g_str_equal);
    words->forms = g_hash_table_new(g_str_hash, g_str_equal);
    words->new_stems = g_ptr_array_new();
    words->new_forms = g_ptr_array_new();
    words->strings = g_string_chunk_new(65536);
    words->blocks = g_ptr_array_new_with_free_func(g_free);
    words->block_used = BLOCK_BYTES;
}

void cb_positions_words_clear(CbPositionsWords *words)
{
    g_hash_table_unref(words->stems);
    g_hash_table_unref(words->forms);
    g_ptr_array_unref(words->new_stems);
    g_ptr_array_unref(words->new_forms);
    g_string_chunk_free(words->strings);
    g_ptr_array_unref(words->blocks);
}

/* Memory of zeros for as long as the words live. There are hundreds of thousands of them. */
static gpointer take(CbPositionsWords *words, gsize bytes)
{
    bytes = (bytes + sizeof(gpointer) - 1) / sizeof(gpointer) * sizeof(gpointer);
    if (bytes > BLOCK_BYTES - words->block_used) {
        g_ptr_array_add(words->blocks, g_malloc0(BLOCK_BYTES));
        words->block_used = 0;
    }
    guint8 *block = words->blocks->pdata[words->blocks->len - 1];
    words->block_used += bytes;
    return block + words->block_used - bytes;
}

/* --- Stems ----------------------------------------------------------------------------------- */

static CbBuiltStem *new_stem(CbPositionsWords *words, const char *text)
{
    CbStemEntry old;
    CbBuiltStem *stem = take(words, sizeof *stem);
    stem->base.text = g_string_chunk_insert(words->strings, text);
    if (words->old != NULL && cb_positions_find_stem(words->old, text, &old)) {
        stem->base.number = old.number;
        stem->n_forms = stem->n_old_forms = old.n_forms;
    } else {
        stem->base.number = words->n_old + words->new_stems->len;
        g_ptr_array_add(words->new_stems, stem);
    }
    g_hash_table_insert(words->stems, stem->base.text, stem);
    return stem;
}

static CbPositionsStem *find_stem(CbPositionsWords *words, const char *text)
{
    char cut[CB_MAX_WORD_BYTES + 1];
    text = cb_within_limit(text, cut);
    CbBuiltStem *stem = g_hash_table_lookup(words->stems, text);
    return &(stem != NULL ? stem : new_stem(words, text))->base;
}

/* --- Forms ----------------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
    const CbPositionsStem *const *left = a, *const *right = b;
    return ((*left)->number > (*right)->number) - ((*left)->number < (*right)->number);
}

static gboolean has_parts(const CbFormEntry *entry, CbPositionsStem *const *parts, guint n,
                          const guint8 *end)
{
    if (entry->n_parts != n)
        return FALSE;
    const guint8 *at = entry->parts;
    for (guint i = 0; i < n; i++)
        if (at >= end || cb_code_read(&at, end) != parts[i]->number)
            return FALSE;
    return TRUE;
}

/* Which of the stem's forms it is in the old file; FALSE when it is not there. */
static gboolean find_old_form(const CbPositions *old, const CbPositionsForm *form, guint32 *which)
{
    CbWordIter iter, at;
    CbFormEntry entry;
    CbStemEntry stem;
    cb_form_iter_init_at(&iter, old, form->text);
    while (cb_word_iter_next_form(&iter, &entry)) {
        int order = strcmp(iter.text, form->text);
        if (order > 0)
            break;
        if (order == 0 && has_parts(&entry, form->parts, form->n_parts, iter.end) &&
            cb_positions_stem_at(old, entry.stem, &at, &stem) &&
            stem.number == form->stem->number) {
            *which = entry.which;
            return TRUE;
        }
    }
    return FALSE;
}

static void number_form(CbPositionsWords *words, CbBuiltForm *form)
{
    CbBuiltStem *stem = (CbBuiltStem *)form->base.stem;
    gboolean old_stem = stem->base.number < words->n_old;
    if (old_stem && find_old_form(words->old, &form->base, &form->which))
        return;
    form->which = stem->n_forms++;
    g_ptr_array_add(words->new_forms, form);
}

static CbBuiltForm *new_form(CbPositionsWords *words, const char *text, CbPositionsStem *stem,
                             const char *const *parts, guint n_parts)
{
    CbBuiltForm *form = take(words, sizeof *form);
    form->base.text = g_string_chunk_insert(words->strings, text);
    form->base.stem = stem;
    form->base.n_parts = n_parts;
    if (n_parts > 0) {
        form->base.parts = take(words, n_parts * sizeof form->base.parts[0]);
        for (guint i = 0; i < n_parts; i++)
            form->base.parts[i] = find_stem(words, parts[i]);
        qsort(form->base.parts, n_parts, sizeof form->base.parts[0], compare_numbers);
    }
    number_form(words, form);
    form->next = g_hash_table_lookup(words->forms, text);
    g_hash_table_replace(words->forms, form->base.text, form);
    return form;
}

/* Are the parts the same, in whatever order? Each of the form's is used up once. */
static gboolean is_made_of(const CbPositionsForm *form, const char *const *parts, guint n_parts)
{
    guint64 used = 0;
    if (form->n_parts != n_parts)
        return FALSE;
    for (guint i = 0; i < n_parts; i++) {
        guint j = 0;
        while (j < n_parts && ((used >> j & 1) != 0 ||
                               strncmp(form->parts[j]->text, parts[i], CB_MAX_WORD_BYTES) != 0))
            j++;
        if (j == n_parts)
            return FALSE;
        used |= G_GUINT64_CONSTANT(1) << j;
    }
    return TRUE;
}

CbPositionsForm *cb_positions_words_form(CbPositionsWords *words, const char *form,
                                         const char *stem, const char *const *parts, guint n_parts)
{
    char cut[CB_MAX_WORD_BYTES + 1];
    form = cb_within_limit(form, cut);
    n_parts = MIN(n_parts, CB_MAX_FORM_PARTS);
    CbBuiltForm *found = g_hash_table_lookup(words->forms, form);
    while (found != NULL && (strncmp(found->base.stem->text, stem, CB_MAX_WORD_BYTES) != 0 ||
                             !is_made_of(&found->base, parts, n_parts)))
        found = found->next;
    if (found == NULL)
        found = new_form(words, form, find_stem(words, stem), parts, n_parts);
    return &found->base;
}

/* --- Numbers by frequency -------------------------------------------------------------------- */

typedef struct {
    guint32 number, count;
} Counted;

static int most_frequent_first(const void *a, const void *b)
{
    const Counted *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return (left->number > right->number) - (left->number < right->number);
}

guint32 *cb_positions_words_final_stems(const CbPositionsWords *words)
{
    guint n = words->new_stems->len;
    guint32 *final = g_new0(guint32, n + 1);
    g_autofree Counted *order = g_new(Counted, n + 1);
    for (guint i = 0; i < n; i++)
        order[i] = (Counted){i, ((CbBuiltStem *)words->new_stems->pdata[i])->count};
    qsort(order, n, sizeof *order, most_frequent_first);
    for (guint i = 0; i < n; i++)
        final[order[i].number] = words->n_old + i;
    return final;
}

guint32 *cb_positions_words_form_starts(const CbPositionsWords *words)
{
    guint n = words->new_stems->len;
    guint32 *starts = g_new0(guint32, n + 1);
    for (guint i = 0; i < n; i++)
        starts[i + 1] = starts[i] + ((CbBuiltStem *)words->new_stems->pdata[i])->n_forms;
    return starts;
}

guint32 *cb_positions_words_final_forms(const CbPositionsWords *words, const guint32 *starts)
{
    guint n_stems = words->new_stems->len;
    guint32 *final = g_new0(guint32, starts[n_stems] + 1);
    g_autofree Counted *counted = g_new0(Counted, starts[n_stems] + 1);
    for (guint i = 0; i < words->new_forms->len; i++) {
        const CbBuiltForm *form = words->new_forms->pdata[i];
        if (form->base.stem->number >= words->n_old)
            counted[starts[form->base.stem->number - words->n_old] + form->which] =
                (Counted){form->which, form->count};
    }
    for (guint stem = 0; stem < n_stems; stem++) {
        Counted *forms = counted + starts[stem];
        guint32 n = starts[stem + 1] - starts[stem];
        qsort(forms, n, sizeof *forms, most_frequent_first);
        for (guint32 i = 0; i < n; i++)
            final[starts[stem] + forms[i].number] = i;
    }
    return final;
}
