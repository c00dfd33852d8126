/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the lists, and saying in which line they are wrong. */
#include "lists.h"
#include <casebank/error.h>
#include <string.h>

/* Where we are in a list; @seen finds the word that stands there twice. */
typedef struct {
    char *path;
    guint line;
    GHashTable *seen; /* char* -> line */
    GError **error;
} ListReader;

static void list_reader_clear(ListReader *reader)
{
    g_free(reader->path);
    g_hash_table_unref(reader->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListReader, list_reader_clear)

/* Calls back for each line that holds anything; @fields are its words, comment removed. */
typedef gboolean (*LineFunc)(ListReader *reader, char **fields, gpointer data);

static gboolean G_GNUC_PRINTF(2, 3) fail(ListReader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(reader->error, CB_ERROR, CB_ERROR_BAD_FILE, "%s:%u: %s", reader->path, reader->line,
                why);
    return FALSE;
}

static gboolean check_word(ListReader *reader, const char *word)
{
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_islower(g_utf8_get_char(p)))
            return fail(reader, "»%s« er ikke et ord med små bogstaver", word);
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(reader->seen, word));
    if (before != 0)
        return fail(reader, "»%s« står allerede i linje %u", word, before);
    g_hash_table_insert(reader->seen, g_strdup(word), GUINT_TO_POINTER(reader->line));
    return TRUE;
}

static gboolean read_line(ListReader *reader, const char *text, LineFunc func, gpointer data)
{
    g_autofree char *plain = g_strndup(text, strcspn(text, "#"));
    g_auto(GStrv) pieces = g_strsplit_set(plain, " \t\r", -1);
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    for (guint i = 0; pieces[i] != NULL; i++)
        if (pieces[i][0] != '\0')
            g_ptr_array_add(fields, pieces[i]);
    if (fields->len == 0)
        return TRUE;
    g_ptr_array_add(fields, NULL);
    return func(reader, (char **)fields->pdata, data);
}

static gboolean read_list(const char *folder, const char *name, LineFunc func, gpointer data,
                          GError **error)
{
    g_auto(ListReader) reader = {.path = g_build_filename(folder, name, NULL),
                                 .seen =
                                     g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                                 .error = error};
    g_autofree char *text = NULL;
    g_autoptr(GError) read_error = NULL;
    gsize length;
    if (!g_file_get_contents(reader.path, &text, &length, &read_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return FALSE;
    }
    if (!g_utf8_validate(text, (gssize)length, NULL)) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s: filen er ikke UTF-8", reader.path);
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (reader.line = 1; lines[reader.line - 1] != NULL; reader.line++)
        if (!read_line(&reader, lines[reader.line - 1], func, data))
            return FALSE;
    return TRUE;
}

typedef struct {
    CbWordTable *table;
    CbWordLists list;
} MarkData;

static gboolean mark_words(ListReader *reader, char **fields, gpointer data)
{
    const MarkData *mark = data;
    for (guint i = 0; fields[i] != NULL; i++) {
        if (!check_word(reader, fields[i]))
            return FALSE;
        cb_word_get(mark->table, fields[i])->lists |= mark->list;
    }
    return TRUE;
}

gboolean cb_list_mark(const char *folder, const char *name, CbWordLists list, CbWordTable *table,
                      GError **error)
{
    MarkData mark = {table, list};
    return read_list(folder, name, mark_words, &mark, error);
}

static void family_free(gpointer data)
{
    CbFamily *family = data;
    g_free(family->name);
    g_ptr_array_unref(family->words);
    g_free(family);
}

static gboolean take_family(ListReader *reader, char **fields, gpointer data)
{
    char *colon = strchr(fields[0], ':');
    if (colon == NULL || colon == fields[0] || colon[1] != '\0')
        return fail(reader, "der mangler et kolon efter »%s«: linjen skal være »navn: ord ord ...«",
                    fields[0]);
    CbFamily *family = g_new0(CbFamily, 1);
    g_ptr_array_add(data, family);
    family->name = g_strndup(fields[0], (gsize)(colon - fields[0]));
    family->words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 1; fields[i] != NULL; i++) {
        if (!check_word(reader, fields[i]))
            return FALSE;
        g_ptr_array_add(family->words, g_strdup(fields[i]));
    }
    return family->words->len > 0 || fail(reader, "der er ingen ord efter »%s«", fields[0]);
}

GPtrArray *cb_list_read_families(const char *folder, const char *name, GError **error)
{
    g_autoptr(GPtrArray) families = g_ptr_array_new_with_free_func(family_free);
    if (!read_list(folder, name, take_family, families, error))
        return NULL;
    return g_steal_pointer(&families);
}

static void take_extra_form(CbWordTable *table, const char *form, CbWord *lemma)
{
    CbWord *word = cb_word_get(table, form);
    cb_lemmas_add(&word->lemmas, lemma);
    cb_lemmas_add(&word->ends, lemma);
}

gboolean cb_extra_words_read(CbWordTable *table, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) families = cb_list_read_families(folder, "extra_words.txt", error);
    for (guint i = 0; families != NULL && i < families->len; i++) {
        const CbFamily *family = families->pdata[i];
        CbWord *lemma = cb_word_get(table, family->name);
        lemma->is_lemma = TRUE;
        lemma->lists |= CB_LIST_EXTRA;
        if (cb_word_inflection(lemma) == 0)
            lemma->irregular = CB_CLASS_NOUN;
        take_extra_form(table, family->name, lemma);
        for (guint k = 0; k < family->words->len; k++)
            take_extra_form(table, family->words->pdata[k], lemma);
    }
    return families != NULL;
}

gboolean cb_irregular_forms_read(CbWordTable *table, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) families = cb_list_read_families(folder, "irregular_forms.txt", error);
    for (guint i = 0; families != NULL && i < families->len; i++) {
        const CbFamily *family = families->pdata[i];
        CbWord *noun = cb_word_get(table, family->name);
        for (guint k = 0; k < family->words->len; k++) {
            take_extra_form(table, family->words->pdata[k], noun);
            cb_word_find(table, family->words->pdata[k])->irregular_of = noun;
        }
    }
    return families != NULL;
}

/* "logbøger" is of "logbog" when "bøger" is of "bog". */
static void inherit_irregular_form(CbWordTable *table, CbWord *word, const CbWord *form)
{
    if (word->irregular_of != NULL || !g_str_has_suffix(word->text, form->text))
        return;
    g_autoptr(GString) base = g_string_new(word->text);
    g_string_truncate(base, base->len - strlen(form->text));
    g_string_append(base, form->irregular_of->text);
    CbWord *lemma = cb_word_find(table, base->str);
    if (lemma == NULL || !lemma->is_lemma || lemma == word)
        return;
    take_extra_form(table, word->text, lemma);
    word->irregular_of = lemma;
}

void cb_irregular_forms_inherit(CbWordTable *table)
{
    g_autoptr(GPtrArray) forms = g_ptr_array_new();
    for (guint i = 0; i < table->sorted->len; i++)
        if (((const CbWord *)table->sorted->pdata[i])->irregular_of != NULL)
            g_ptr_array_add(forms, table->sorted->pdata[i]);
    for (guint i = 0; i < table->sorted->len; i++)
        for (guint k = 0; k < forms->len; k++)
            inherit_irregular_form(table, table->sorted->pdata[i], forms->pdata[k]);
}

gboolean cb_head_words_read(CbWordTable *table, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) families = cb_list_read_families(folder, "head_words.txt", error);
    for (guint i = 0; families != NULL && i < families->len; i++) {
        const CbFamily *family = families->pdata[i];
        CbWord *lemma = cb_word_get(table, family->name);
        lemma->is_lemma = TRUE;
        lemma->lists |= CB_LIST_HEAD;
        cb_lemmas_add(&lemma->ends, lemma);
        for (guint k = 0; k < family->words->len; k++) {
            CbWord *form = cb_word_get(table, family->words->pdata[k]);
            form->lists |= CB_LIST_HEAD;
            cb_lemmas_add(&form->lemmas, lemma);
            cb_lemmas_add(&form->ends, lemma);
        }
    }
    return families != NULL;
}
