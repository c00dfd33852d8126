/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing the vocabulary: which words are shown, how they are spelt, and in what order they lie.
 * The same cases in the same order give the same file.
 */
#include "vocabulary_write.h"
#include "vocabulary.h"
#include "word_evidence.h"
#include <casebank/error.h>
#include <casebank/words.h>
#include <string.h>

typedef struct {
    CbSeenWord *word;
    guint32 title;
} TitleWord;

typedef struct {
    const char *text; /* the word's form from a later part on */
    const CbSeenWord *word;
    guint32 offset;
} Tail;

typedef struct {
    GPtrArray *words; /* CbSeenWord*: those that are shown */
    GArray *tails;    /* Tail */
    GByteArray *out;  /* the file but for its header and strings */
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

void cb_vocabulary_titles_init(CbVocabularyTitles *titles)
{
    titles->texts = g_ptr_array_new_with_free_func(g_free);
    titles->case_ids = g_ptr_array_new_with_free_func(g_free);
    titles->words = g_array_new(FALSE, FALSE, sizeof(TitleWord));
}

void cb_vocabulary_titles_clear(CbVocabularyTitles *titles)
{
    g_ptr_array_unref(titles->texts);
    g_ptr_array_unref(titles->case_ids);
    g_array_unref(titles->words);
}

void cb_vocabulary_titles_add(CbVocabularyTitles *titles, const char *text, const char *case_id)
{
    g_ptr_array_add(titles->texts, g_strdup(text != NULL ? text : ""));
    g_ptr_array_add(titles->case_ids, g_strdup(case_id));
}

void cb_vocabulary_titles_add_word(CbVocabularyTitles *titles, CbSeenWord *word)
{
    TitleWord entry = {word, titles->texts->len - 1};
    g_array_append_val(titles->words, entry);
}

/* --- How a word is shown --------------------------------------------------------------------- */

static char *capitalised(const char *letters)
{
    const char *rest = g_utf8_next_char(letters);
    g_autofree char *first = g_utf8_strup(letters, rest - letters);
    return g_strconcat(first, rest, NULL);
}

/* A word is shown in capitals or with one when that is how it is written, and else small. */
static char *with_capitals(const CbSeenWord *word, const char *letters, gboolean known)
{
    if (word->n_capitals > word->n_small && (word->evidence & CB_EVIDENCE_ABBREVIATION))
        return g_utf8_strup(letters, -1);
    gboolean named = word->evidence & (CB_EVIDENCE_PLACE | CB_EVIDENCE_NAMED);
    return word->n_small == 0 && (named || !known) ? capitalised(letters) : g_strdup(letters);
}

/* As it is mostly spelt. A word that the text only implies ("oplærings- og ...") is not spelt
 * there: then the form itself has to do. */
static CbWordAnalysis *analyze(CbAnalyzer *analyzer, const CbSeenWord *word, gboolean *spelt)
{
    CbWordAnalysis *analysis = cb_word_analyze(analyzer, word->spelling);
    *spelt = strcmp(analysis->key, word->form) == 0;
    if (*spelt)
        return analysis;
    cb_word_analysis_free(analysis);
    return cb_word_analyze(analyzer, word->form);
}

/* The word's real letters; NULL when nobody can tell. */
static const char *letters_of(const CbSeenWord *word, const CbWordAnalysis *analysis,
                              gboolean spelt)
{
    gboolean name =
        word->n_small == 0 && (word->evidence & (CB_EVIDENCE_PLACE | CB_EVIDENCE_NAMED));
    if (analysis->restored != NULL && !(spelt && name))
        return analysis->restored;
    gboolean unclear =
        strstr(word->form, "ae") || strstr(word->form, "oe") || strstr(word->form, "aa");
    return !spelt && unclear ? NULL : analysis->normalized;
}

static gsize folded_length(const char *text, gsize length)
{
    g_autofree char *start = g_strndup(text, length);
    g_autofree char *key = cb_fold_key(start);
    return strlen(key);
}

/* Where the later parts of the word begin. */
static void take_tails(Output *output, const CbSeenWord *word, const CbWordAnalysis *analysis)
{
    const char *letters = analysis->restored != NULL ? analysis->restored : analysis->normalized;
    gsize length = strlen(word->form);
    for (guint i = 1; i < analysis->parts->len; i++) {
        const CbWordPart *part = analysis->parts->pdata[i];
        const char *at = g_utf8_offset_to_pointer(letters, part->start);
        gsize offset = folded_length(letters, (gsize)(at - letters));
        if (offset == 0 || offset >= length)
            continue;
        Tail tail = {word->form + offset, word, (guint32)offset};
        g_array_append_val(output->tails, tail);
    }
}

/* "SOSU-elever": the abbreviation and its hyphen belong to how the word is written. */
static gboolean is_behind_abbreviation(const char *spelling)
{
    const char *hyphen = strchr(spelling, '-');
    return hyphen != NULL && strpbrk(spelling, " \t\r\n") == NULL &&
           cb_spelling_of(spelling, (gsize)(hyphen - spelling)) == CB_SPELLING_CAPITALS;
}

/* Decides whether the word is shown, and how. */
static gboolean prepare(Output *output, CbAnalyzer *analyzer, CbSeenWord *word)
{
    if (word->ignored || word->spelling == NULL || strlen(word->form) > CB_VOCABULARY_MAX_FORM ||
        !cb_evidence_allows(word->evidence, word->form, word->n_cases, TRUE))
        return FALSE; /* whether it is a compound or not */
    gboolean spelt;
    g_autoptr(CbWordAnalysis) analysis = analyze(analyzer, word, &spelt);
    gboolean compound =
        analysis->parts->len > 0 && !analysis->guessed && (analysis->restored == NULL || !spelt);
    if (!cb_evidence_allows(word->evidence, word->form, word->n_cases, compound))
        return FALSE;
    const char *letters = letters_of(word, analysis, spelt);
    if (spelt && is_behind_abbreviation(word->spelling))
        word->shown = g_strdup(word->spelling);
    else if (letters != NULL && *letters != '\0')
        word->shown = with_capitals(word, letters, analysis->listed || compound);
    if (word->shown != NULL)
        take_tails(output, word, analysis);
    return word->shown != NULL;
}

/* --- Order ----------------------------------------------------------------------------------- */

static int compare_words(gconstpointer a, gconstpointer b)
{
    const CbSeenWord *const *left = a, *const *right = b;
    return strcmp((*left)->form, (*right)->form);
}

static int compare_tails(gconstpointer a, gconstpointer b)
{
    const Tail *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order != 0 ? order : strcmp(left->word->form, right->word->form);
}

static int compare_postings(gconstpointer a, gconstpointer b)
{
    const CbVocabularyPosting *left = a, *right = b;
    if (left->word != right->word)
        return left->word < right->word ? -1 : 1;
    return (left->title > right->title) - (left->title < right->title);
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

/* By stem; of a stem those that most cases have first, then the shorter, then by the alphabet. */
static int compare_by_stem(gconstpointer a, gconstpointer b)
{
    const CbSeenWord *left = *(CbSeenWord *const *)a, *right = *(CbSeenWord *const *)b;
    if (left->stem != right->stem)
        return (guintptr)left->stem < (guintptr)right->stem ? -1 : 1;
    if (left->n_cases != right->n_cases)
        return left->n_cases > right->n_cases ? -1 : 1;
    gsize left_length = strlen(left->form), right_length = strlen(right->form);
    if (left_length != right_length)
        return left_length < right_length ? -1 : 1;
    return strcmp(left->form, right->form);
}

/* Each word is shown by the first one of its stem that it is an inflection of. */
static void choose_heads(const GPtrArray *words)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(words->len);
    for (guint i = 0; i < words->len; i++)
        g_ptr_array_add(sorted, words->pdata[i]);
    g_ptr_array_sort(sorted, compare_by_stem);
    guint first = 0;
    for (guint i = 0; i < sorted->len; i++) {
        CbSeenWord *word = sorted->pdata[i];
        if (word->stem != ((CbSeenWord *)sorted->pdata[first])->stem)
            first = i;
        word->head = word;
        for (guint j = first; j < i && word->head == word; j++) {
            CbSeenWord *other = sorted->pdata[j];
            if (other->head == other && is_inflection(other->form, word->form))
                word->head = other;
        }
    }
}

static void choose_words(Output *output, GHashTable *words, CbAnalyzer *analyzer)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        CbSeenWord *word = value;
        word->index = G_MAXUINT;
        g_clear_pointer(&word->shown, g_free);
        if (prepare(output, analyzer, word))
            g_ptr_array_add(output->words, word);
    }
    g_ptr_array_sort(output->words, compare_words);
    for (guint i = 0; i < output->words->len; i++) {
        CbSeenWord *word = output->words->pdata[i];
        word->index = i;
    }
    choose_heads(output->words);
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

static void put_word(Output *output, const CbSeenWord *word)
{
    gint64 head = (gint64)word->head->index - word->index;
    gboolean reachable = head >= G_MININT16 && head <= G_MAXINT16;
    gboolean is_head = word->head == word || !reachable;
    guint cases = is_head ? word->stem->n_cases : word->n_cases;
    CbVocabularyEntry entry = {(gint16)(is_head ? 0 : head), (guint16)MIN(cases, G_MAXUINT16)};
    put(output, &entry, sizeof entry);
    guint8 shown = find_shown(word);
    add_string(output, word->form);
    g_byte_array_append(output->strings, &shown, 1);
    if (shown == CB_SHOWN_EXPLICIT)
        add_string(output, word->shown);
}

static void put_words(Output *output)
{
    for (guint i = 0; i < output->words->len; i++)
        put_word(output, output->words->pdata[i]);
    output->header.n_words = output->words->len;
}

static void put_tails(Output *output)
{
    g_array_sort(output->tails, compare_tails);
    for (guint i = 0; i < output->tails->len; i++) {
        const Tail *tail = &g_array_index(output->tails, Tail, i);
        guint32 packed = cb_tail_make(tail->word->index, tail->offset);
        put(output, &packed, sizeof packed);
    }
    output->header.n_tails = output->tails->len;
}

static void put_titles(Output *output, const CbVocabularyTitles *titles)
{
    for (guint i = 0; i < titles->texts->len; i++) {
        CbVocabularyTitle title = {add_string(output, titles->texts->pdata[i]), 0};
        title.case_id = add_string(output, titles->case_ids->pdata[i]);
        put(output, &title, sizeof title);
    }
    output->header.n_titles = titles->texts->len;
    g_autoptr(GArray) postings = g_array_new(FALSE, FALSE, sizeof(CbVocabularyPosting));
    for (guint i = 0; i < titles->words->len; i++) {
        const TitleWord *entry = &g_array_index(titles->words, TitleWord, i);
        CbVocabularyPosting posting = {entry->word->index, entry->title};
        if (entry->word->index != G_MAXUINT)
            g_array_append_val(postings, posting);
    }
    g_array_sort(postings, compare_postings);
    put(output, postings->data, postings->len * sizeof(CbVocabularyPosting));
    output->header.n_postings = postings->len;
}

static gboolean write_file(Output *output, const char *path, GError **error)
{
    CbVocabularyHeader *header = &output->header;
    if (output->strings->len == 0)
        add_string(output, "");
    header->strings_size = output->strings->len;
    g_byte_array_append(output->out, output->strings->data, output->strings->len);
    header->file_size = sizeof *header + output->out->len;
    header->checksum = cb_vocabulary_checksum(header, output->out->data, output->out->len);
    g_byte_array_prepend(output->out, (const guint8 *)header, sizeof *header);
    g_autoptr(GError) write_error = NULL;
    if (g_file_set_contents(path, (const char *)output->out->data, (gssize)output->out->len,
                            &write_error))
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "indekset kan ikke skrives (er disken fuld?): %s",
                write_error->message);
    return FALSE;
}

gboolean cb_vocabulary_write(GHashTable *words, CbVocabularyTitles *titles, guint n_cases,
                             CbAnalyzer *analyzer, const char *path, GError **error)
{
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();
    g_autoptr(GArray) tails = g_array_new(FALSE, FALSE, sizeof(Tail));
    g_autoptr(GByteArray) out = g_byte_array_new(), strings = g_byte_array_new();
    Output output = {.words = chosen, .tails = tails, .out = out, .strings = strings};
    output.header = (CbVocabularyHeader){
        .magic = CB_VOCABULARY_MAGIC,
        .byte_order = CB_VOCABULARY_BYTE_ORDER,
        .version = CB_VOCABULARY_VERSION,
        .n_cases = n_cases,
    };
    choose_words(&output, words, analyzer);
    put_words(&output);
    put_tails(&output);
    put_titles(&output, titles);
    return write_file(&output, path, error);
}
