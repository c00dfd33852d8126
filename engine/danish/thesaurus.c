/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The thesaurus: reading its file and looking words up.
 *
 * A line is a weight, a bar, and entries. Entries parted by commas are a group: each finds all the
 * others. With ">" the entries before it find those after it, and not the other way. Every entry is
 * known by the stems of its words, so that any inflection finds it.
 */
#include "shipped_file.h"
#include <casebank/error.h>
#include <casebank/thesaurus.h>
#include <string.h>

#define MAX_FILE_BYTES (4u * 1024 * 1024)
#define MAX_GROUP 64 /* a group of n gives n * (n - 1) pairs */

struct CbThesaurus {
    gint references;
    GHashTable *entries; /* stems joined by blanks -> GPtrArray of CbSynonym* */
    guint longest;
    char *analysis; /* fingerprint of the analyzer that made the stems */
};

/* An entry while its line is read. */
typedef struct {
    char *text;
    char *key;
    char *joined; /* of "sosu-assistent": what it is without the hyphen; or NULL */
    char **stems;
} Entry;

typedef struct {
    CbThesaurus *thesaurus;
    CbAnalyzer *analyzer;
    GHashTable *pairs; /* "key\tkey" -> line number */
    const char *path;
    guint line;
} Reader;

static void synonym_free(CbSynonym *synonym)
{
    g_free(synonym->text);
    g_strfreev(synonym->stems);
    g_free(synonym);
}

static void entry_free(Entry *entry)
{
    g_free(entry->text);
    g_free(entry->key);
    g_free(entry->joined);
    g_strfreev(entry->stems);
    g_free(entry);
}

CbThesaurus *cb_thesaurus_ref(CbThesaurus *thesaurus)
{
    g_atomic_int_inc(&thesaurus->references);
    return thesaurus;
}

void cb_thesaurus_unref(CbThesaurus *thesaurus)
{
    if (thesaurus == NULL || !g_atomic_int_dec_and_test(&thesaurus->references))
        return;
    g_hash_table_unref(thesaurus->entries);
    g_free(thesaurus->analysis);
    g_free(thesaurus);
}

static gboolean fail(const Reader *reader, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean fail(const Reader *reader, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s, linje %u: %s", reader->path, reader->line,
                what);
    return FALSE;
}

/* --- Entries --------------------------------------------------------------------------------- */

typedef struct {
    GStrvBuilder *stems;
    gsize length;
    char *joined;
} EntryStems;

static gboolean take_stem(const CbToken *token, gpointer data)
{
    EntryStems *stems = data;
    if (token->kind == CB_TOKEN_WORD)
        g_strv_builder_add(stems->stems, token->stem);
    else if (token->kind == CB_TOKEN_JOINED && token->length == stems->length) {
        g_free(stems->joined);
        stems->joined = g_strdup(token->stem);
    }
    return TRUE;
}

static Entry *parse_entry(const Reader *reader, const char *written, GError **error)
{
    g_autofree char *text = g_strstrip(g_strdup(written));
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    EntryStems found = {.stems = builder, .length = strlen(text)};
    cb_analyzer_run(reader->analyzer, text, -1, take_stem, &found);
    g_autofree char *joined = found.joined;
    g_auto(GStrv) stems = g_strv_builder_end(builder);
    guint n_words = g_strv_length(stems);
    if (n_words == 0) {
        fail(reader, error, "her mangler et ord (»%s«)", text);
        return NULL;
    }
    if (n_words > CB_MAX_SYNONYM_WORDS) {
        fail(reader, error, "»%s« er for langt (højst %d ord)", text, CB_MAX_SYNONYM_WORDS);
        return NULL;
    }
    Entry *entry = g_new0(Entry, 1);
    entry->text = g_steal_pointer(&text);
    entry->key = g_strjoinv(" ", stems);
    entry->joined = g_steal_pointer(&joined);
    entry->stems = g_steal_pointer(&stems);
    return entry;
}

/* Entries parted by commas; (transfer full) Entry*. */
static GPtrArray *parse_entries(const Reader *reader, const char *text, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        Entry *entry = parse_entry(reader, parts[i], error);
        if (entry == NULL)
            return NULL;
        g_ptr_array_add(entries, entry);
    }
    if (entries->len == 0)
        fail(reader, error, "her mangler et ord");
    else if (entries->len <= MAX_GROUP)
        return g_steal_pointer(&entries);
    else
        fail(reader, error, "for mange ord på en linje (%u, højst %d)", entries->len, MAX_GROUP);
    return NULL;
}

/* --- Pairs ----------------------------------------------------------------------------------- */

typedef enum { PAIR_NEW, PAIR_KNOWN, PAIR_WRONG } PairCheck;

/* Inflections of one word on a line are harmless: they find each other anyway. */
static PairCheck check_pair(const Reader *reader, const Entry *from, const Entry *to,
                            GError **error)
{
    if (strcmp(from->text, to->text) == 0) {
        fail(reader, error, "»%s« står to gange", from->text);
        return PAIR_WRONG;
    }
    if (strcmp(from->key, to->key) == 0)
        return PAIR_KNOWN;
    g_autofree char *pair = g_strconcat(from->key, "\t", to->key, NULL);
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(reader->pairs, pair));
    if (before == reader->line)
        return PAIR_KNOWN;
    if (before != 0) {
        fail(reader, error, "»%s« og »%s« står allerede sammen i linje %u", from->text, to->text,
             before);
        return PAIR_WRONG;
    }
    g_hash_table_insert(reader->pairs, g_steal_pointer(&pair), GUINT_TO_POINTER(reader->line));
    return PAIR_NEW;
}

static gboolean has_text(const GPtrArray *synonyms, const char *text)
{
    for (guint i = 0; i < synonyms->len; i++)
        if (strcmp(((const CbSynonym *)synonyms->pdata[i])->text, text) == 0)
            return TRUE;
    return FALSE;
}

/* Words with that key find @to. */
static void add_synonym(const Reader *reader, const char *key, const Entry *to, double weight)
{
    GHashTable *entries = reader->thesaurus->entries;
    GPtrArray *synonyms = g_hash_table_lookup(entries, key);
    if (synonyms == NULL) {
        synonyms = g_ptr_array_new_with_free_func((GDestroyNotify)synonym_free);
        g_hash_table_insert(entries, g_strdup(key), synonyms);
    } else if (has_text(synonyms, to->text)) {
        return;
    }
    CbSynonym *synonym = g_new0(CbSynonym, 1);
    synonym->text = g_strdup(to->text);
    synonym->stems = g_strdupv(to->stems);
    synonym->related = weight <= 0;
    synonym->weight = synonym->related ? 0 : weight;
    synonym->line = reader->line;
    g_ptr_array_add(synonyms, synonym);
}

static gboolean add_pair(const Reader *reader, const Entry *from, const Entry *to, double weight,
                         GError **error)
{
    PairCheck check = check_pair(reader, from, to, error);
    if (check != PAIR_NEW)
        return check == PAIR_KNOWN;
    CbThesaurus *thesaurus = reader->thesaurus;
    thesaurus->longest = MAX(thesaurus->longest, g_strv_length(from->stems));
    add_synonym(reader, from->key, to, weight);
    if (from->joined != NULL && strcmp(from->joined, to->key) != 0)
        add_synonym(reader, from->joined, to, weight);
    return TRUE;
}

static gboolean add_pairs(const Reader *reader, const GPtrArray *from, const GPtrArray *to,
                          double weight, GError **error)
{
    for (guint i = 0; i < from->len; i++)
        for (guint j = 0; j < to->len; j++)
            if ((from != to || i != j) &&
                !add_pair(reader, from->pdata[i], to->pdata[j], weight, error))
                return FALSE;
    return TRUE;
}

/* --- Lines ----------------------------------------------------------------------------------- */

/* "0.8", "0,8", or "se også", which is 0. */
static gboolean parse_weight(const Reader *reader, const char *written, double *weight,
                             GError **error)
{
    g_autofree char *text = g_strstrip(g_strdup(written));
    if (strcmp(text, "se også") == 0) {
        *weight = 0;
        return TRUE;
    }
    g_strdelimit(text, ",", '.');
    char *end;
    *weight = g_ascii_strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(*weight > 0 && *weight <= 1))
        return fail(reader, error,
                    "vægten »%s« skal være et tal over 0 og højst 1, eller »se også«", text);
    return TRUE;
}

static gboolean read_line(const Reader *reader, char *line, GError **error)
{
    char *comment = strchr(line, '#');
    if (comment != NULL)
        *comment = '\0';
    if (*g_strstrip(line) == '\0')
        return TRUE;
    char *bar = strchr(line, '|');
    if (bar == NULL)
        return fail(reader, error, "her mangler en lodret streg efter vægten");
    *bar = '\0';
    double weight;
    if (!parse_weight(reader, line, &weight, error))
        return FALSE;
    char *arrow = strchr(bar + 1, '>');
    if (arrow != NULL)
        *arrow = '\0';
    g_autoptr(GPtrArray) left = parse_entries(reader, bar + 1, error);
    if (left == NULL)
        return FALSE;
    if (arrow == NULL && left->len < 2)
        return fail(reader, error, "en gruppe skal have mindst to ord");
    if (arrow == NULL)
        return add_pairs(reader, left, left, weight, error);
    g_autoptr(GPtrArray) right = parse_entries(reader, arrow + 1, error);
    return right != NULL && add_pairs(reader, left, right, weight, error);
}

static gboolean read_text(Reader *reader, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (reader->line = 1; lines[reader->line - 1] != NULL; reader->line++)
        if (!read_line(reader, lines[reader->line - 1], error))
            return FALSE;
    return TRUE;
}

static char *read_file(const char *path, gsize *length, GError **error)
{
    char *text = NULL;
    g_autoptr(GError) failure = NULL;
    if (g_file_get_contents(path, &text, length, &failure))
        return text;
    if (g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "ordlisten %s findes ikke", path);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "ordlisten kan ikke læses: %s", failure->message);
    return NULL;
}

CbThesaurus *cb_thesaurus_parse(const char *text, gsize length, const char *name,
                                CbAnalyzer *analyzer, GError **error)
{
    if (length > MAX_FILE_BYTES) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s: ordlisten er for stor", name);
        return NULL;
    }
    const char *bad;
    if (!g_utf8_validate(text, (gssize)length, &bad)) {
        guint line = 1;
        for (const char *p = text; p < bad; p++)
            line += *p == '\n';
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s, linje %u: ordlisten er ikke UTF-8",
                    name, line);
        return NULL;
    }
    g_autoptr(CbThesaurus) thesaurus = g_new0(CbThesaurus, 1);
    thesaurus->references = 1;
    thesaurus->analysis = g_strdup(cb_analyzer_fingerprint(analyzer));
    thesaurus->entries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reader reader = {.thesaurus = thesaurus, .analyzer = analyzer, .pairs = pairs, .path = name};
    return read_text(&reader, text, error) ? g_steal_pointer(&thesaurus) : NULL;
}

CbThesaurus *cb_thesaurus_load(const char *path, CbAnalyzer *analyzer, GError **error)
{
    gsize length;
    g_autofree char *text = read_file(path, &length, error);
    return text != NULL ? cb_thesaurus_parse(text, length, path, analyzer, error) : NULL;
}

char *cb_thesaurus_default_path(void)
{
    return cb_shipped_file(CB_THESAURUS_FILE_NAME);
}

/* --- Looking up ------------------------------------------------------------------------------ */

const GPtrArray *cb_thesaurus_find(const CbThesaurus *thesaurus, const char *const *stems,
                                   guint count)
{
    if (count == 0 || count > thesaurus->longest)
        return NULL;
    g_autoptr(GString) key = g_string_new(stems[0]);
    for (guint i = 1; i < count; i++)
        g_string_append_printf(key, " %s", stems[i]);
    return g_hash_table_lookup(thesaurus->entries, key->str);
}

gboolean cb_thesaurus_fits(const CbThesaurus *thesaurus, const CbAnalyzer *analyzer)
{
    return strcmp(thesaurus->analysis, cb_analyzer_fingerprint(analyzer)) == 0;
}

guint cb_thesaurus_longest(const CbThesaurus *thesaurus)
{
    return thesaurus->longest;
}
