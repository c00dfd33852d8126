/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing the vocabulary: which words are shown, how they are spelt, and in what order they lie.
 * The same cases in the same order give the same file.
 *
 * An update goes through the words of the generation before and of the changed cases side by side,
 * both in order. What the changed cases do not have is carried over as it lies; so are the later
 * parts of words and the titles, with new numbers. Which word is shown for its inflections is
 * chosen again among the words of a stem that a changed case has.
 */
#include "vocabulary_write.h"
#include "tree.h"
#include "word_look.h"
#include <string.h>

/* A word that is shown. */
typedef struct {
    const char *form;
    const CbBaseWord *base; /* of a word that is carried over, else NULL */
    CbSeenWord *word;       /* of another one */
    const char *stem;
    guint32 head; /* number of the word that is shown for this one */
} Row;

typedef struct {
    const char *text; /* the word's form from a later part on */
    const char *form;
    guint32 packed; /* cb_tail_make() */
} Tail;

typedef struct {
    const CbVocabularySource *source;
    const CbVocabulary *before; /* of an update; only rows that are carried over ask it */
    GPtrArray *seen;            /* CbSeenWord*, in order */
    GArray *rows;               /* Row: those that are shown, in order */
    guint32 *moved; /* of each word of the vocabulary before: its new number; or G_MAXUINT32 */
    guint8 *redone; /* of each: whether it is not carried over as it lies */
    guint32 *title_numbers; /* of each title of the changed cases; G_MAXUINT32: not in the file */
    CbWordsOutput *words;
    GByteArray *out; /* the file but for its header and strings */
    GByteArray *strings;
    CbVocabularyHeader header;
} Output;

void cb_seen_word_free(gpointer word)
{
    CbSeenWord *seen = word;
    g_free(seen->spelling);
    g_free(seen->shown);
    g_free(seen);
}

void cb_seen_word_keep(CbSeenWord *word, const CbVocabularyBase *base)
{
    word->prepared = TRUE;
    word->looks = cb_word_looks(&word->seen);
    if (word->base->shown == G_MAXUINT32)
        return;
    word->shown = cb_vocabulary_shown(base->vocabulary, word->base->shown);
    word->tails = base->tails[word->base->shown];
}

/* --- Choosing the words ---------------------------------------------------------------------- */

static int compare_seen(gconstpointer a, gconstpointer b)
{
    const CbSeenWord *const *left = a, *const *right = b;
    return strcmp((*left)->form, (*right)->form);
}

/* Those that some case has, in order, and how they look. */
static void collect_seen(Output *output, CbAnalyzer *analyzer)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, output->source->words);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        CbSeenWord *word = value;
        word->index = G_MAXUINT;
        if (word->ignored)
            continue;
        g_ptr_array_add(output->seen, word);
        if (word->seen.n_cases > 0)
            cb_word_look_prepare(word, analyzer);
    }
    g_ptr_array_sort(output->seen, compare_seen);
}

static void add_seen(Output *output, CbSeenWord *word)
{
    if (word->base != NULL && word->base->shown != G_MAXUINT32)
        output->redone[word->base->shown] = TRUE;
    if (word->seen.n_cases == 0)
        return;
    gboolean shown = word->shown != NULL;
    cb_words_output_add(output->words, word->form, word->stem->text, &word->seen, shown);
    if (!shown)
        return;
    word->index = output->rows->len;
    if (word->base != NULL && word->base->shown != G_MAXUINT32)
        output->moved[word->base->shown] = word->index;
    Row row = {.form = word->form, .word = word, .stem = word->stem->text};
    g_array_append_val(output->rows, row);
}

static void add_base(Output *output, const CbBaseWord *base)
{
    gboolean shown = base->shown != G_MAXUINT32;
    cb_words_output_add(output->words, base->form, base->stem, &base->seen, shown);
    if (!shown)
        return;
    output->moved[base->shown] = output->rows->len;
    Row row = {.form = base->form, .base = base, .stem = base->stem};
    g_array_append_val(output->rows, row);
}

/* The words before and those of the changed cases, side by side. */
static void merge_words(Output *output)
{
    const CbVocabularyBase *base = output->source->base;
    guint n_base = base != NULL ? base->n_words : 0, b = 0;
    for (guint i = 0; i < output->seen->len; i++) {
        CbSeenWord *word = output->seen->pdata[i];
        int order = -1;
        for (; b < n_base && (order = strcmp(base->words[b].form, word->form)) < 0; b++)
            add_base(output, &base->words[b]);
        if (b < n_base && order == 0)
            b++;
        add_seen(output, word);
    }
    for (; b < n_base; b++)
        add_base(output, &base->words[b]);
}

/* --- One word for all its inflections -------------------------------------------------------- */

/* Endings of Danish nouns, adjectives and verbs, as they follow what two forms have in common. */
static gboolean is_ending(const char *rest)
{
    static const char *const endings[] = {
        "",      "e",    "n",     "r",    "s",    "t",    "d",   "en",   "er",
        "es",    "et",   "ne",    "ns",   "rs",   "re",   "st",  "te",   "de",
        "ens",   "ere",  "ers",   "est",  "ets",  "nes",  "ede", "ene",  "erne",
        "ernes", "eren", "erens", "eres", "erer", "enes", "rne", "rnes", "ren"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (strcmp(rest, endings[i]) == 0)
            return TRUE;
    return FALSE;
}

/* What follows the first @common bytes is an ending, maybe after a doubled consonant: praktik,
 * praktikken. */
static gboolean ends_well(const char *word, gsize common)
{
    const char *rest = word + common;
    return is_ending(rest) || (common > 0 && rest[0] == rest[-1] && is_ending(rest + 1));
}

/* Words of one stem may be more than inflections of each other: vejleder and vejledning. */
static gboolean is_inflection(const char *a, const char *b)
{
    gsize common = 0;
    while (a[common] != '\0' && a[common] == b[common])
        common++;
    return ends_well(a, common) && ends_well(b, common);
}

static guint form_cases(const Row *row)
{
    return row->word != NULL ? row->word->seen.n_cases : row->base->seen.n_cases;
}

/* By stem; of a stem those that most cases have first, then the shorter, then by the alphabet. */
static int compare_by_stem(gconstpointer a, gconstpointer b)
{
    const Row *left = *(Row *const *)a, *right = *(Row *const *)b;
    if (left->stem != right->stem)
        return (guintptr)left->stem < (guintptr)right->stem ? -1 : 1;
    guint left_cases = form_cases(left), right_cases = form_cases(right);
    if (left_cases != right_cases)
        return left_cases > right_cases ? -1 : 1;
    gsize left_length = strlen(left->form), right_length = strlen(right->form);
    if (left_length != right_length)
        return left_length < right_length ? -1 : 1;
    return strcmp(left->form, right->form);
}

static guint32 row_number(const Output *output, const Row *row)
{
    return (guint32)(row - &g_array_index(output->rows, Row, 0));
}

/* The rows whose stem a changed case has, with the changed cases' pointer for the stem. */
static GPtrArray *rows_of_changed_stems(Output *output)
{
    GPtrArray *changed = g_ptr_array_new();
    for (guint i = 0; i < output->rows->len; i++) {
        Row *row = &g_array_index(output->rows, Row, i);
        row->head = G_MAXUINT32;
        const CbSeenStem *stem = row->word != NULL
                                     ? row->word->stem
                                     : g_hash_table_lookup(output->source->stems, row->stem);
        if (stem == NULL)
            continue;
        row->stem = stem->text;
        g_ptr_array_add(changed, row);
    }
    return changed;
}

/* Each word is shown by the first one of its stem that it is an inflection of. */
static void choose_heads(Output *output)
{
    g_autoptr(GPtrArray) sorted = rows_of_changed_stems(output);
    g_ptr_array_sort(sorted, compare_by_stem);
    guint first = 0;
    for (guint i = 0; i < sorted->len; i++) {
        Row *row = sorted->pdata[i];
        if (row->stem != ((Row *)sorted->pdata[first])->stem)
            first = i;
        row->head = row_number(output, row);
        for (guint j = first; j < i && row->head == row_number(output, row); j++) {
            const Row *other = sorted->pdata[j];
            if (other->head == row_number(output, other) && is_inflection(other->form, row->form))
                row->head = other->head;
        }
    }
}

/* --- Writing --------------------------------------------------------------------------------- */

static guint32 add_string(Output *output, const char *text)
{
    guint32 at = output->strings->len;
    g_byte_array_append(output->strings, (const guint8 *)text, (guint)strlen(text) + 1);
    return at;
}

static void put(Output *output, gconstpointer record, gsize size)
{
    g_byte_array_append(output->out, record, (guint)size);
}

/* How the word is spelt, seen from its form. */
static guint8 find_shown(const CbSeenWord *word)
{
    static const guint8 ways[] = {CB_SHOWN_PLAIN,       CB_SHOWN_PLAIN | CB_SHOWN_RESTORED,
                                  CB_SHOWN_CAPITALISED, CB_SHOWN_CAPITALISED | CB_SHOWN_RESTORED,
                                  CB_SHOWN_CAPITALS,    CB_SHOWN_CAPITALS | CB_SHOWN_RESTORED};
    if (strcmp(word->shown, word->form) == 0)
        return CB_SHOWN_PLAIN;
    for (gsize i = 1; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *spelt = cb_vocabulary_spell(word->form, ways[i]);
        if (strcmp(spelt, word->shown) == 0)
            return ways[i];
    }
    return CB_SHOWN_EXPLICIT;
}

static guint stem_cases(const Output *output, const CbSeenStem *stem)
{
    const CbVocabularySource *source = output->source;
    return source->base != NULL ? source->frequency(stem->text, source->frequency_data)
                                : stem->n_cases;
}

static void put_entry(Output *output, guint32 number, guint32 head, guint of_form, guint of_stem)
{
    gint64 distance = (gint64)head - number;
    gboolean is_head = distance == 0;
    CbVocabularyEntry entry = {(gint16)distance,
                               (guint16)MIN(is_head ? of_stem : of_form, G_MAXUINT16)};
    put(output, &entry, sizeof entry);
}

/* Farther away than can be written: a word is then its own head. */
static guint32 reachable_head(guint32 number, guint32 head)
{
    gint64 distance = (gint64)head - number;
    return distance >= G_MININT16 && distance <= G_MAXINT16 ? head : number;
}

/* A word whose stem no changed case has is shown by the same one as before. */
static void put_carried_entry(Output *output, guint32 number, const Row *row)
{
    const CbVocabulary *before = output->before;
    guint32 old_head = cb_vocabulary_head(before, row->base->shown);
    guint32 head = reachable_head(number, output->moved[old_head]);
    put_entry(output, number, head, row->base->seen.n_cases, cb_vocabulary_cases(before, old_head));
}

static void put_chosen_entry(Output *output, guint32 number, const Row *row)
{
    guint32 head = reachable_head(number, row->head);
    const CbSeenStem *stem = g_hash_table_lookup(output->source->stems, row->stem);
    put_entry(output, number, head, form_cases(row), head == number ? stem_cases(output, stem) : 0);
}

static void put_strings(Output *output, const Row *row)
{
    if (row->base != NULL) {
        gsize length;
        const char *bytes = cb_vocabulary_word_bytes(output->before, row->base->shown, &length);
        g_byte_array_append(output->strings, (const guint8 *)bytes, (guint)length);
        return;
    }
    guint8 shown = find_shown(row->word);
    add_string(output, row->form);
    g_byte_array_append(output->strings, &shown, 1);
    if (shown == CB_SHOWN_EXPLICIT)
        add_string(output, row->word->shown);
}

static void put_words(Output *output)
{
    for (guint32 i = 0; i < output->rows->len; i++) {
        const Row *row = &g_array_index(output->rows, Row, i);
        if (row->head == G_MAXUINT32)
            put_carried_entry(output, i, row);
        else
            put_chosen_entry(output, i, row);
        put_strings(output, row);
    }
    output->header.n_words = output->rows->len;
}

/* --- Later parts ----------------------------------------------------------------------------- */

static int compare_tails(gconstpointer a, gconstpointer b)
{
    const Tail *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order != 0 ? order : strcmp(left->form, right->form);
}

static void add_tail(GArray *tails, const char *form, guint32 number, guint32 offset)
{
    Tail tail = {form + offset, form, cb_tail_make(number, offset)};
    g_array_append_val(tails, tail);
}

/* Those of the changed cases' words, in order. */
static GArray *seen_tails(const Output *output)
{
    GArray *tails = g_array_new(FALSE, FALSE, sizeof(Tail));
    for (guint i = 0; i < output->seen->len; i++) {
        const CbSeenWord *word = output->seen->pdata[i];
        for (guint64 bits = word->index != G_MAXUINT ? word->tails : 0; bits != 0; bits &= bits - 1)
            add_tail(tails, word->form, word->index, (guint32)__builtin_ctzll(bits));
    }
    g_array_sort(tails, compare_tails);
    return tails;
}

/* Those of the vocabulary before that are carried over; they are in order. */
static GArray *carried_tails(const Output *output)
{
    GArray *tails = g_array_new(FALSE, FALSE, sizeof(Tail));
    const CbVocabulary *before = output->before;
    guint n = before != NULL ? cb_vocabulary_n_tails(before) : 0;
    for (guint i = 0; i < n; i++) {
        guint32 packed = cb_vocabulary_packed_tail(before, i);
        guint32 word = cb_tail_word(packed);
        if (!output->redone[word])
            add_tail(tails, cb_vocabulary_form(before, word), output->moved[word],
                     cb_tail_offset(packed));
    }
    return tails;
}

static void put_tails(Output *output)
{
    g_autoptr(GArray) seen = seen_tails(output), carried = carried_tails(output);
    guint i = 0, j = 0;
    while (i < seen->len || j < carried->len) {
        const Tail *left = &g_array_index(seen, Tail, i), *right = &g_array_index(carried, Tail, j);
        gboolean from_seen = j == carried->len || (i < seen->len && compare_tails(left, right) < 0);
        put(output, from_seen ? &left->packed : &right->packed, sizeof left->packed);
        *(from_seen ? &i : &j) += 1;
    }
    output->header.n_tails = seen->len + carried->len;
}

/* --- Titles ---------------------------------------------------------------------------------- */

static int compare_postings(gconstpointer a, gconstpointer b)
{
    const CbVocabularyPosting *left = a, *right = b;
    if (left->word != right->word)
        return left->word < right->word ? -1 : 1;
    return (left->title > right->title) - (left->title < right->title);
}

/* Returns the title's number. */
static guint32 put_title(Output *output, const char *text, const char *case_id)
{
    CbVocabularyTitle title = {add_string(output, text), 0};
    title.case_id = add_string(output, case_id);
    put(output, &title, sizeof title);
    return output->header.n_titles++;
}

/* A title of the changed cases, unless it was removed or lies there already. */
static void put_seen_title(Output *output, guint number)
{
    const CbVocabularyTitles *titles = output->source->titles;
    if (titles->texts->pdata[number] != NULL && output->title_numbers[number] == G_MAXUINT32)
        output->title_numbers[number] =
            put_title(output, titles->texts->pdata[number], titles->case_ids->pdata[number]);
}

/* In the place of one that is gone. */
static void put_replaced_title(Output *output, const char *case_id)
{
    const CbVocabularyTitles *titles = output->source->titles;
    if (g_hash_table_contains(titles->replaced, case_id))
        put_seen_title(output, GPOINTER_TO_UINT(g_hash_table_lookup(titles->numbers, case_id)) - 1);
}

/* @postings: CbVocabularyPosting, to be added to; of the words of titles that are carried over. */
static void put_carried_titles(Output *output, GArray *postings)
{
    const CbVocabulary *before = output->before;
    if (before == NULL)
        return;
    guint n = cb_vocabulary_n_titles(before);
    g_autofree guint32 *numbers = g_new(guint32, n + 1);
    for (guint i = 0; i < n; i++) {
        const char *case_id = cb_vocabulary_title_case(before, i);
        gboolean removed = g_hash_table_contains(output->source->titles->removed, case_id);
        numbers[i] =
            removed ? G_MAXUINT32 : put_title(output, cb_vocabulary_title(before, i), case_id);
        if (removed)
            put_replaced_title(output, case_id);
    }
    for (guint i = 0; i < cb_vocabulary_n_postings(before); i++) {
        CbVocabularyPosting posting = {output->moved[cb_vocabulary_posting_word(before, i)],
                                       numbers[cb_vocabulary_posting_title(before, i)]};
        if (posting.word != G_MAXUINT32 && posting.title != G_MAXUINT32)
            g_array_append_val(postings, posting);
    }
}

static void put_seen_titles(Output *output, GArray *postings)
{
    const CbVocabularyTitles *titles = output->source->titles;
    for (guint i = 0; i < titles->texts->len; i++)
        put_seen_title(output, i);
    for (guint i = 0; i < titles->words->len; i++) {
        const CbTitleWord *entry = &g_array_index(titles->words, CbTitleWord, i);
        if (entry->word == NULL || entry->word->index == G_MAXUINT)
            continue;
        CbVocabularyPosting posting = {entry->word->index, output->title_numbers[entry->title]};
        g_array_append_val(postings, posting);
    }
}

static void put_titles(Output *output)
{
    g_autoptr(GArray) postings = g_array_new(FALSE, FALSE, sizeof(CbVocabularyPosting));
    guint n_seen = output->source->titles->texts->len;
    g_autofree guint32 *numbers = g_new(guint32, n_seen + 1);
    for (guint i = 0; i < n_seen; i++)
        numbers[i] = G_MAXUINT32;
    output->title_numbers = numbers;
    put_carried_titles(output, postings);
    put_seen_titles(output, postings);
    g_array_sort(postings, compare_postings);
    put(output, postings->data, postings->len * sizeof(CbVocabularyPosting));
    output->header.n_postings = postings->len;
}

/* --- The files ------------------------------------------------------------------------------- */

static gboolean write_file(Output *output, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, CB_VOCABULARY_FILE_NAME, NULL);
    CbVocabularyHeader *header = &output->header;
    if (output->strings->len == 0)
        add_string(output, "");
    header->strings_size = output->strings->len;
    g_byte_array_append(output->out, output->strings->data, output->strings->len);
    header->file_size = sizeof *header + output->out->len;
    header->checksum = cb_vocabulary_checksum(header, output->out->data, output->out->len);
    g_byte_array_prepend(output->out, (const guint8 *)header, sizeof *header);
    return cb_file_write(path, output->out->data, output->out->len, error);
}

static gboolean write_output(Output *output, CbAnalyzer *analyzer, const char *folder,
                             GError **error)
{
    collect_seen(output, analyzer);
    merge_words(output);
    choose_heads(output);
    put_words(output);
    put_tails(output);
    put_titles(output);
    return write_file(output, folder, error) && cb_words_output_write(output->words, folder, error);
}

gboolean cb_vocabulary_write(const CbVocabularySource *source, CbAnalyzer *analyzer,
                             const char *folder, GError **error)
{
    guint n = source->base != NULL ? cb_vocabulary_n_words(source->base->vocabulary) : 0;
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GByteArray) out = g_byte_array_new(), strings = g_byte_array_new();
    g_autoptr(CbWordsOutput) words = cb_words_output_new();
    g_autofree guint32 *moved = g_new(guint32, n + 1);
    g_autofree guint8 *redone = g_new0(guint8, n + 1);
    for (guint i = 0; i < n; i++)
        moved[i] = G_MAXUINT32;
    Output output = {.source = source,
                     .before = source->base != NULL ? source->base->vocabulary : NULL,
                     .seen = seen,
                     .rows = rows,
                     .moved = moved,
                     .redone = redone,
                     .words = words,
                     .out = out,
                     .strings = strings};
    output.header = (CbVocabularyHeader){
        .magic = CB_VOCABULARY_MAGIC,
        .byte_order = CB_VOCABULARY_BYTE_ORDER,
        .version = CB_VOCABULARY_VERSION,
        .n_cases = source->n_cases,
    };
    return write_output(&output, analyzer, folder, error);
}
