/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary file, mapped.
 *
 * Opening looks at the header alone, so that it costs a search nothing; most searches never ask the
 * vocabulary. The first that does pays for reading all of it once: the checksum finds what a disk
 * has done to the file, and the check of all places makes a file with a right checksum and wrong
 * places harmless too. After that nothing is checked again.
 */
#include "vocabulary.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct CbVocabulary {
    char *path;
    gpointer map;
    gsize size;
    gboolean checked;
    const CbVocabularyHeader *header;
    const CbVocabularyEntry *words;
    const guint32 *tails;
    const CbVocabularyTitle *titles;
    const CbVocabularyPosting *postings;
    const char *strings;
    guint32 *texts, *signatures; /* of each word: where its form begins; found by checking */
};

static gboolean refuse(const char *path, const char *why, GError **error)
{
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                "ordlisten %s er beskadiget: %s; byg indekset igen med casebank-index --full", path,
                why);
    return FALSE;
}

/* --- Opening --------------------------------------------------------------------------------- */

static guint64 expected_size(const CbVocabularyHeader *header)
{
    return sizeof *header + (guint64)header->n_words * sizeof(CbVocabularyEntry) +
           (guint64)header->n_tails * sizeof(guint32) +
           (guint64)header->n_titles * sizeof(CbVocabularyTitle) +
           (guint64)header->n_postings * sizeof(CbVocabularyPosting) + header->strings_size;
}

static gboolean check_header(const CbVocabulary *vocabulary, GError **error)
{
    const CbVocabularyHeader *header = vocabulary->header;
    const char *path = vocabulary->path;
    if (vocabulary->size < sizeof *header ||
        memcmp(header->magic, CB_VOCABULARY_MAGIC, sizeof header->magic) != 0)
        return refuse(path, "den er ikke en ordliste fra casebank-index", error);
    if (header->byte_order != CB_VOCABULARY_BYTE_ORDER)
        return refuse(path, "den er lavet på en anden slags maskine", error);
    if (header->version != CB_VOCABULARY_VERSION)
        return refuse(path, "den har en anden version", error);
    if (header->file_size != vocabulary->size || expected_size(header) != vocabulary->size ||
        header->n_words > CB_VOCABULARY_MAX_WORDS || header->strings_size == 0 ||
        header->reserved != 0)
        return refuse(path, "den har ikke den rigtige længde", error);
    return TRUE;
}

static void find_parts(CbVocabulary *vocabulary)
{
    const CbVocabularyHeader *header = vocabulary->header;
    vocabulary->words = (const CbVocabularyEntry *)(header + 1);
    vocabulary->tails = (const guint32 *)(vocabulary->words + header->n_words);
    vocabulary->titles = (const CbVocabularyTitle *)(vocabulary->tails + header->n_tails);
    vocabulary->postings = (const CbVocabularyPosting *)(vocabulary->titles + header->n_titles);
    vocabulary->strings = (const char *)(vocabulary->postings + header->n_postings);
}

static gboolean map_file(CbVocabulary *vocabulary, int fd, GError **error)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        return refuse(vocabulary->path, "den er tom eller ingen almindelig fil", error);
    vocabulary->size = (gsize)status.st_size;
    void *map = mmap(NULL, vocabulary->size, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "ordlisten %s kan ikke læses: %s",
                    vocabulary->path, g_strerror(errno));
        return FALSE;
    }
    vocabulary->map = map;
    vocabulary->header = map;
    return TRUE;
}

CbVocabulary *cb_vocabulary_open(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        int number = errno;
        g_set_error(error, CB_ERROR, number == ENOENT ? CB_ERROR_INDEX_DAMAGED : CB_ERROR_IO,
                    "ordlisten %s kan ikke åbnes: %s; byg indekset igen med casebank-index", path,
                    g_strerror(number));
        return NULL;
    }
    g_autoptr(CbVocabulary) vocabulary = g_new0(CbVocabulary, 1);
    vocabulary->path = g_strdup(path);
    gboolean good = map_file(vocabulary, fd, error) && check_header(vocabulary, error);
    close(fd);
    if (!good)
        return NULL;
    find_parts(vocabulary);
    return g_steal_pointer(&vocabulary);
}

void cb_vocabulary_free(CbVocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    if (vocabulary->map != NULL)
        munmap(vocabulary->map, vocabulary->size);
    g_free(vocabulary->texts);
    g_free(vocabulary->signatures);
    g_free(vocabulary->path);
    g_free(vocabulary);
}

/* --- Checking -------------------------------------------------------------------------------- */

/* Goes through the words' strings, so that each can be found again; FALSE when they do not end
 * inside the strings. */
static gboolean find_texts(CbVocabulary *vocabulary)
{
    const CbVocabularyHeader *header = vocabulary->header;
    const char *at = vocabulary->strings, *end = at + header->strings_size;
    vocabulary->texts = g_new(guint32, header->n_words + 1);
    vocabulary->signatures = g_new(guint32, header->n_words + 1);
    for (guint32 i = 0; i < header->n_words; i++) {
        gsize room = MIN(CB_VOCABULARY_MAX_FORM + 1, (gsize)(end - at));
        const char *stop = memchr(at, '\0', room);
        if (stop == NULL || stop + 1 >= end)
            return FALSE;
        vocabulary->texts[i] = (guint32)(at - vocabulary->strings);
        vocabulary->signatures[i] = cb_vocabulary_signature(at, (gsize)(stop - at));
        at = stop + 2;
        if (stop[1] == CB_SHOWN_EXPLICIT) {
            stop = memchr(at, '\0', (gsize)(end - at));
            if (stop == NULL)
                return FALSE;
            at = stop + 1;
        }
    }
    return TRUE;
}

static gboolean check_words(CbVocabulary *vocabulary)
{
    const CbVocabularyHeader *header = vocabulary->header;
    if (header->n_words > header->strings_size || !find_texts(vocabulary))
        return FALSE;
    for (guint32 i = 0; i < header->n_words; i++)
        if ((guint64)((gint64)i + vocabulary->words[i].head) >= header->n_words)
            return FALSE;
    return TRUE;
}

static gboolean check_tails(const CbVocabulary *vocabulary)
{
    const CbVocabularyHeader *header = vocabulary->header;
    for (guint32 i = 0; i < header->n_tails; i++) {
        guint32 tail = vocabulary->tails[i];
        if (cb_tail_word(tail) >= header->n_words ||
            vocabulary->texts[cb_tail_word(tail)] + (guint64)cb_tail_offset(tail) >=
                header->strings_size)
            return FALSE;
    }
    return TRUE;
}

static gboolean check_titles(const CbVocabulary *vocabulary)
{
    const CbVocabularyHeader *header = vocabulary->header;
    for (guint32 i = 0; i < header->n_titles; i++)
        if (vocabulary->titles[i].text >= header->strings_size ||
            vocabulary->titles[i].case_id >= header->strings_size)
            return FALSE;
    for (guint32 i = 0; i < header->n_postings; i++)
        if (vocabulary->postings[i].word >= header->n_words ||
            vocabulary->postings[i].title >= header->n_titles)
            return FALSE;
    return TRUE;
}

gboolean cb_vocabulary_check(CbVocabulary *vocabulary, GError **error)
{
    if (vocabulary->checked)
        return TRUE;
    const CbVocabularyHeader *header = vocabulary->header;
    guint64 checksum = cb_vocabulary_checksum(header, (const guint8 *)(header + 1),
                                              vocabulary->size - sizeof *header);
    if (checksum != header->checksum)
        return refuse(vocabulary->path, "dens kontrolsum passer ikke", error);
    if (vocabulary->strings[header->strings_size - 1] != '\0' || !check_words(vocabulary) ||
        !check_tails(vocabulary) || !check_titles(vocabulary))
        return refuse(vocabulary->path, "den peger uden for sig selv", error);
    vocabulary->checked = TRUE;
    return TRUE;
}

/* --- Words ----------------------------------------------------------------------------------- */

guint cb_vocabulary_n_cases(const CbVocabulary *vocabulary)
{
    return vocabulary->header->n_cases;
}

guint cb_vocabulary_n_words(const CbVocabulary *vocabulary)
{
    return vocabulary->header->n_words;
}

const char *cb_vocabulary_form(const CbVocabulary *vocabulary, guint i)
{
    return vocabulary->strings + vocabulary->texts[i];
}

static char *restored(const char *form)
{
    static const char *const pairs[] = {"ae", "oe", "aa"}, *const letters[] = {"æ", "ø", "å"};
    char *text = g_strdup(form);
    for (char *p = text; *p != '\0'; p++)
        for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
            if (p[0] == pairs[i][0] && p[1] == pairs[i][1]) {
                memcpy(p, letters[i], 2); /* as many bytes in UTF-8 */
                p++;
                break;
            }
    return text;
}

static char *capitalised(const char *text)
{
    const char *rest = g_utf8_next_char(text);
    g_autofree char *first = g_utf8_strup(text, rest - text);
    return g_strconcat(first, rest, NULL);
}

char *cb_vocabulary_spell(const char *form, guint how)
{
    g_autofree char *text = how & CB_SHOWN_RESTORED ? restored(form) : g_strdup(form);
    guint capitals = how & ~(guint)CB_SHOWN_RESTORED;
    if (*text != '\0' && capitals == CB_SHOWN_CAPITALISED)
        return capitalised(text);
    if (capitals == CB_SHOWN_CAPITALS)
        return g_utf8_strup(text, -1);
    return g_steal_pointer(&text);
}

char *cb_vocabulary_shown(const CbVocabulary *vocabulary, guint i)
{
    const char *form = cb_vocabulary_form(vocabulary, i), *how = form + strlen(form) + 1;
    g_autofree char *valid = g_utf8_make_valid(*how == CB_SHOWN_EXPLICIT ? how + 1 : form, -1);
    if (*how == CB_SHOWN_EXPLICIT)
        return g_steal_pointer(&valid);
    return cb_vocabulary_spell(valid, (guchar)*how);
}

guint cb_vocabulary_head(const CbVocabulary *vocabulary, guint i)
{
    return (guint)((gint64)i + vocabulary->words[i].head);
}

guint cb_vocabulary_cases(const CbVocabulary *vocabulary, guint i)
{
    return vocabulary->words[cb_vocabulary_head(vocabulary, i)].cases;
}

guint cb_vocabulary_form_cases(const CbVocabulary *vocabulary, guint i)
{
    return vocabulary->words[i].cases;
}

const guint32 *cb_vocabulary_signatures(const CbVocabulary *vocabulary)
{
    return vocabulary->signatures;
}

typedef const char *(*TextFunc)(const CbVocabulary *vocabulary, guint i);

/* The first of @n sorted texts whose beginning, as long as @key, is not below @key (@past: is above
 * it). */
static guint lower_bound(const CbVocabulary *vocabulary, guint n, TextFunc text, const char *key,
                         gboolean past)
{
    gsize length = strlen(key);
    guint from = 0, to = n;
    while (from < to) {
        guint middle = from + (to - from) / 2;
        int order = strncmp(text(vocabulary, middle), key, length);
        if (order < 0 || (past && order == 0))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static CbRange find_prefix(const CbVocabulary *vocabulary, guint n, TextFunc text, const char *key)
{
    return (CbRange){lower_bound(vocabulary, n, text, key, FALSE),
                     lower_bound(vocabulary, n, text, key, TRUE)};
}

CbRange cb_vocabulary_prefix(const CbVocabulary *vocabulary, const char *prefix)
{
    return find_prefix(vocabulary, vocabulary->header->n_words, cb_vocabulary_form, prefix);
}

gboolean cb_vocabulary_find(const CbVocabulary *vocabulary, const char *form, guint *i)
{
    /* of all that begin so, the word itself is the first */
    *i = lower_bound(vocabulary, vocabulary->header->n_words, cb_vocabulary_form, form, FALSE);
    return *i < vocabulary->header->n_words &&
           strcmp(cb_vocabulary_form(vocabulary, *i), form) == 0;
}

/* --- Later parts ----------------------------------------------------------------------------- */

static const char *tail_text(const CbVocabulary *vocabulary, guint i)
{
    guint32 tail = vocabulary->tails[i];
    return cb_vocabulary_form(vocabulary, cb_tail_word(tail)) + cb_tail_offset(tail);
}

CbRange cb_vocabulary_tail_prefix(const CbVocabulary *vocabulary, const char *prefix)
{
    return find_prefix(vocabulary, vocabulary->header->n_tails, tail_text, prefix);
}

guint cb_vocabulary_tail(const CbVocabulary *vocabulary, guint tail)
{
    return cb_tail_word(vocabulary->tails[tail]);
}

gboolean cb_vocabulary_has_tail(const CbVocabulary *vocabulary, const char *form)
{
    guint n = vocabulary->header->n_tails;
    guint i = lower_bound(vocabulary, n, tail_text, form, FALSE);
    return i < n && strcmp(tail_text(vocabulary, i), form) == 0;
}

/* --- Titles ---------------------------------------------------------------------------------- */

guint cb_vocabulary_n_titles(const CbVocabulary *vocabulary)
{
    return vocabulary->header->n_titles;
}

const char *cb_vocabulary_title(const CbVocabulary *vocabulary, guint title)
{
    return vocabulary->strings + vocabulary->titles[title].text;
}

const char *cb_vocabulary_title_case(const CbVocabulary *vocabulary, guint title)
{
    return vocabulary->strings + vocabulary->titles[title].case_id;
}

static guint first_posting(const CbVocabulary *vocabulary, guint word)
{
    guint from = 0, to = vocabulary->header->n_postings;
    while (from < to) {
        guint middle = from + (to - from) / 2;
        if (vocabulary->postings[middle].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

CbRange cb_vocabulary_postings(const CbVocabulary *vocabulary, CbRange words)
{
    return (CbRange){first_posting(vocabulary, words.from), first_posting(vocabulary, words.to)};
}

guint cb_vocabulary_posting_title(const CbVocabulary *vocabulary, guint posting)
{
    return vocabulary->postings[posting].title;
}

/* --- As it lies in the file ------------------------------------------------------------------ */

const char *cb_vocabulary_word_bytes(const CbVocabulary *vocabulary, guint i, gsize *length)
{
    const char *form = cb_vocabulary_form(vocabulary, i);
    *length = strlen(form) + 2;
    if (form[*length - 1] == CB_SHOWN_EXPLICIT)
        *length += strlen(form + *length) + 1;
    return form;
}

guint cb_vocabulary_n_tails(const CbVocabulary *vocabulary)
{
    return vocabulary->header->n_tails;
}

guint32 cb_vocabulary_packed_tail(const CbVocabulary *vocabulary, guint tail)
{
    return vocabulary->tails[tail];
}

guint cb_vocabulary_n_postings(const CbVocabulary *vocabulary)
{
    return vocabulary->header->n_postings;
}

guint cb_vocabulary_posting_word(const CbVocabulary *vocabulary, guint posting)
{
    return vocabulary->postings[posting].word;
}
