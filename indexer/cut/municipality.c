/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the municipalities that a text names.
 *
 * Names like Vejen, Varde and Odder are also plain words, so a name counts only beside the word
 * "kommune": the text is searched for that word, and from there the names are read backwards
 * ("Vejle, Varde og Vejen Kommuner") or, after "kommunerne", forwards. Before a single "kommune"
 * a comma alone does not join two names: "i Skive, Viborg Kommune" is a town and its municipality.
 *
 * Names are compared as cb_fold() has them, so spellings with aa and å meet and a hyphen is a
 * space; a genitive -s is tried only when the word as it stands is no name (Horsens).
 */
#include "municipality.h"

#include "embedded.h"
#include "fold.h"
#include <casebank/error.h>
#include <string.h>

#define MAX_GROUP 100 /* names in one breath */

struct CbMunicipalities {
    GHashTable *names; /* folded spelling -> canonical name (owned by canonical) */
    GPtrArray *canonical;
    guint max_words; /* of the longest spelling */
};

/* ---- the list ---- */

static char *look_up(const CbMunicipalities *list, const char *key)
{
    return g_hash_table_lookup(list->names, key);
}

static guint count_words(const char *key)
{
    guint words = 1;
    for (; *key != '\0'; key++)
        words += *key == ' ';
    return words;
}

static void add_spelling(CbMunicipalities *list, const char *spelling, char *canonical)
{
    char *key = cb_fold(spelling);
    list->max_words = MAX(list->max_words, count_words(key));
    if (g_hash_table_contains(list->names, key))
        g_free(key);
    else
        g_hash_table_insert(list->names, key, canonical);
}

static char *add_name(CbMunicipalities *list, const char *name)
{
    g_autofree char *key = cb_fold(name);
    char *known = look_up(list, key);
    if (known != NULL)
        return known;
    char *canonical = g_strdup(name);
    g_ptr_array_add(list->canonical, canonical);
    add_spelling(list, canonical, canonical);
    return canonical;
}

/* Never matched unless it begins with a capital letter; "X Kommune" is taken for X. */
static gboolean is_name(char *name)
{
    char *end = name + strlen(name);
    if (end - name > 8 && g_ascii_strcasecmp(end - 8, " kommune") == 0)
        end[-8] = '\0';
    return g_unichar_isupper(g_utf8_get_char(name));
}

static gboolean add_line(CbMunicipalities *list, char *line)
{
    g_auto(GStrv) sides = g_strsplit(line, "=", 2);
    char *name = g_strstrip(sides[0]);
    if (!is_name(name))
        return FALSE;
    char *canonical = add_name(list, name);
    if (sides[1] == NULL)
        return TRUE;
    g_auto(GStrv) spellings = g_strsplit(sides[1], ",", -1);
    for (char **spelling = spellings; *spelling != NULL; spelling++) {
        if (!is_name(g_strstrip(*spelling)))
            return FALSE;
        add_spelling(list, *spelling, canonical);
    }
    return TRUE;
}

static gboolean add_text(CbMunicipalities *list, const char *text, const char *path, GError **error)
{
    g_auto(GStrv) lines =
        g_strsplit(g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!g_utf8_validate(line, -1, NULL)) {
            g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "%s, linje %u: ikke UTF-8; gem filen som UTF-8", path, i + 1);
            return FALSE;
        }
        if (!add_line(list, line)) {
            g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "%s, linje %u: et kommunenavn skal begynde med stort bogstav, og andre "
                        "stavemåder skrives som »Navn = stavemåde, stavemåde«",
                        path, i + 1);
            return FALSE;
        }
    }
    return TRUE;
}

CbMunicipalities *cb_municipalities_new(void)
{
    CbMunicipalities *list = g_new0(CbMunicipalities, 1);
    list->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    list->canonical = g_ptr_array_new_with_free_func(g_free);
    /* The shipped file cannot be wrong: the tests read it. */
    add_text(list, (const char *)cb_municipalities_text, "municipalities.txt", NULL);
    return list;
}

void cb_municipalities_free(CbMunicipalities *list)
{
    if (list == NULL)
        return;
    g_hash_table_unref(list->names);
    g_ptr_array_unref(list->canonical);
    g_free(list);
}

gboolean cb_municipalities_load(CbMunicipalities *list, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) reason = NULL;
    if (!g_file_get_contents(path, &text, NULL, &reason)) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: kommunelisten kan ikke læses: %s", path,
                    reason->message);
        return FALSE;
    }
    return add_text(list, text, path, error);
}

/* ---- reading names around the word "kommune" ---- */

typedef struct {
    const CbMunicipalities *list;
    const char *text; /* the beginning */
} Scan;

static gboolean is_letter(const char *p)
{
    return g_unichar_isalnum(g_utf8_get_char(p));
}

/* The name that stands exactly at [start, end), or NULL. */
static char *name_at(const Scan *scan, const char *start, const char *end)
{
    if (!g_unichar_isupper(g_utf8_get_char(start)))
        return NULL;
    g_autofree char *key = cb_fold_len(start, (gsize)(end - start));
    char *name = look_up(scan->list, key);
    gsize length = strlen(key);
    if (name == NULL && length > 1 && key[length - 1] == 's') {
        key[length - 1] = '\0';
        name = look_up(scan->list, key);
    }
    return name;
}

static const char *word_start(const Scan *scan, const char *end)
{
    while (end > scan->text) {
        const char *previous = g_utf8_prev_char(end);
        if (!is_letter(previous))
            break;
        end = previous;
    }
    return end;
}

/* Back over white space; and over hyphens and apostrophes when @marks ("Lolland- og", "Horsens'").
 */
static const char *skip_back(const Scan *scan, const char *p, gboolean marks)
{
    while (p > scan->text) {
        const char *previous = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(previous);
        if (!g_unichar_isspace(c) && !(marks && (c == '-' || c == '\'' || c == 0x2019)))
            break;
        p = previous;
    }
    return p;
}

/* The name that ends at @end, the longest; its beginning in @start. */
static char *name_before(const Scan *scan, const char *end, const char **start)
{
    char *found = NULL;
    const char *at = end;
    for (guint words = 0; words < scan->list->max_words; words++) {
        const char *first = word_start(scan, at);
        if (first == at)
            break;
        char *name = name_at(scan, first, end);
        if (name != NULL) {
            found = name;
            *start = first;
        }
        at = skip_back(scan, first, TRUE);
    }
    return found;
}

static gboolean is_and(const char *start, const char *end)
{
    static const char *const joins[] = {"og", "samt", "eller", "&", "/"};
    for (guint i = 0; i < G_N_ELEMENTS(joins); i++)
        if (strlen(joins[i]) == (gsize)(end - start) &&
            strncmp(start, joins[i], strlen(joins[i])) == 0)
            return TRUE;
    return FALSE;
}

/* Back over "og", "," and the like before @p; NULL when there is none. @conjunction: it was not a
 * comma alone. */
static const char *join_before(const Scan *scan, const char *p, gboolean *conjunction)
{
    const char *end = skip_back(scan, p, FALSE);
    if (end == scan->text)
        return NULL;
    if (end[-1] == ',') {
        *conjunction = FALSE;
        return end - 1;
    }
    const char *start = word_start(scan, end);
    if (start == end)
        start = g_utf8_prev_char(end);
    if (!is_and(start, end))
        return NULL;
    *conjunction = TRUE;
    end = skip_back(scan, start, FALSE);
    return end > scan->text && end[-1] == ',' ? end - 1 : end;
}

/* The names before the word "kommune" at @keyword. */
static void read_back(const Scan *scan, const char *keyword, gboolean plural, GPtrArray *group)
{
    const char *end = skip_back(scan, keyword, TRUE);
    gboolean listed = plural; /* a comma may join from here on */
    const char *start = NULL;
    char *name = end < keyword ? name_before(scan, end, &start) : NULL;
    while (name != NULL) {
        g_ptr_array_insert(group, 0, name);
        gboolean conjunction = FALSE;
        end = join_before(scan, start, &conjunction);
        listed |= conjunction;
        if (end == NULL || !listed || group->len == MAX_GROUP)
            break;
        end = skip_back(scan, end, TRUE);
        name = name_before(scan, end, &start);
    }
}

static const char *skip_space(const char *p)
{
    while (*p != '\0' && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

static const char *word_end(const char *p)
{
    while (*p != '\0' && is_letter(p))
        p = g_utf8_next_char(p);
    return p;
}

/* The name that begins at @start, the longest; its end in @end. */
static char *name_after(const Scan *scan, const char *start, const char **end)
{
    char *found = NULL;
    const char *at = start;
    for (guint words = 0; words < scan->list->max_words; words++) {
        const char *stop = word_end(at);
        if (stop == at)
            break;
        char *name = name_at(scan, start, stop);
        if (name != NULL) {
            found = name;
            *end = stop;
        }
        at = *stop == '-' ? stop + 1 : skip_space(stop);
    }
    return found;
}

static const char *join_after(const char *p)
{
    p = skip_space(*p == '-' ? p + 1 : p);
    gboolean comma = *p == ',';
    if (comma)
        p = skip_space(p + 1);
    const char *end = word_end(p);
    if (end == p && *p != '\0')
        end = g_utf8_next_char(p);
    if (is_and(p, end))
        return skip_space(end);
    return comma ? p : NULL;
}

/* The names after "kommunerne"; at least two, or none: "kommunerne. Vejen frem" is no list. */
static void read_on(const Scan *scan, const char *after, GPtrArray *group)
{
    const char *p = skip_space(*after == ':' ? after + 1 : after);
    if (g_str_has_prefix(p, "som "))
        p = skip_space(p + 4);
    while (p != NULL) {
        const char *end = p;
        char *name = name_after(scan, p, &end);
        if (name == NULL || group->len == MAX_GROUP)
            break;
        g_ptr_array_add(group, name);
        p = join_after(end);
    }
    if (group->len == 1)
        g_ptr_array_set_size(group, 0);
}

/* Reads around the word that "kommun" at @hit is a part of. */
static void read_around(const Scan *scan, const char *hit, GPtrArray *group)
{
    const char *start = word_start(scan, hit);
    const char *end = word_end(hit);
    g_autofree char *ending = g_ascii_strdown(hit, end - hit);
    gboolean many = g_str_has_prefix(ending, "kommuner");
    gboolean definite = g_str_equal(ending, "kommunerne");
    gboolean whole =
        start == hit || (hit - start == 7 && g_ascii_strncasecmp(start, "regions", 7) == 0);
    if (whole && !definite &&
        (g_str_equal(ending, "kommune") || g_str_equal(ending, "kommunes") || many))
        read_back(scan, start, many, group);
    if (group->len == 0 && many)
        read_on(scan, end, group);
}

typedef void (*GroupFunc)(const GPtrArray *group, gpointer data);

/* Calls @found with each run of names that stand together; the names are the list's. */
static void each_group(const CbMunicipalities *list, const char *text, GroupFunc found,
                       gpointer data)
{
    const Scan scan = {list, text};
    g_autoptr(GPtrArray) group = g_ptr_array_new();
    for (const char *p = text; (p = strpbrk(p, "kK")) != NULL; p++) {
        if (g_ascii_strncasecmp(p, "kommun", 6) != 0)
            continue;
        g_ptr_array_set_size(group, 0);
        read_around(&scan, p, group);
        if (group->len > 0)
            found(group, data);
    }
}

/* ---- the public search ---- */

static gboolean holds(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (g_str_equal(g_ptr_array_index(names, i), name))
            return TRUE;
    return FALSE;
}

void cb_municipalities_union(GPtrArray *names, const GPtrArray *more)
{
    for (guint i = 0; i < more->len; i++)
        if (!holds(names, g_ptr_array_index(more, i)))
            g_ptr_array_add(names, g_strdup(g_ptr_array_index(more, i)));
}

static void add_group(const GPtrArray *group, gpointer names)
{
    cb_municipalities_union(names, group);
}

GPtrArray *cb_municipalities_find(const CbMunicipalities *list, const char *text)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    each_group(list, text, add_group, names);
    return names;
}

typedef struct {
    GPtrArray *names;
    const char *wanted;
} Beside;

static void add_group_beside(const GPtrArray *group, gpointer data)
{
    Beside *beside = data;
    if (holds(group, beside->wanted))
        cb_municipalities_union(beside->names, group);
}

GPtrArray *cb_municipalities_find_beside(const CbMunicipalities *list, const char *text,
                                         const char *name)
{
    Beside beside = {g_ptr_array_new_with_free_func(g_free), name};
    each_group(list, text, add_group_beside, &beside);
    return beside.names;
}
