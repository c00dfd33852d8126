/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ties the attachments that pages name to the files that are there.
 *
 * A page names a PDF by an address, by a text, or by both, and any of them may differ from the name
 * of the file that was mirrored: encoded letters, another folder, "PDF:" in front, a size behind,
 * hyphens for spaces, å as aa or, in the addresses that some systems make, as a. So a file is known
 * by its path and by two keys of its name, a strict one (cb_fold without spaces) and a loose one
 * (aa, ae and oe as the single letters those systems write), and the first that fits decides.
 * Of several files that fit, the one in the folder nearest to the page is meant.
 */
#include "attach.h"

#include "fold.h"
#include "link.h"
#include <string.h>

typedef struct {
    char *path;
    gboolean used;
} File;

struct CbFileSet {
    GPtrArray *files;     /* File* */
    GHashTable *by_path;  /* char* -> File* */
    GHashTable *by_key;   /* char* -> GPtrArray of File* */
    GHashTable *by_loose; /* likewise */
};

/* ---- names ---- */

/* Cuts notes such as "(PDF, 1,2 MB)" off the end of @name. */
static void cut_notes(char *name)
{
    for (;;) {
        g_strchomp(name);
        gsize length = strlen(name);
        if (length == 0 || (name[length - 1] != ')' && name[length - 1] != ']'))
            return;
        char *open = strrchr(name, name[length - 1] == ')' ? '(' : '[');
        if (open == NULL || open == name)
            return;
        g_autofree char *note = cb_fold(open);
        static const char *const words[] = {"pdf", "kb", "mb", "side", "sider", "vindue"};
        gboolean is_note = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(words); i++)
            is_note |= strstr(note, words[i]) != NULL;
        if (!is_note)
            return;
        *open = '\0';
    }
}

static void cut_suffix(char *name, const char *suffix)
{
    gsize length = strlen(name), cut = strlen(suffix);
    if (length > cut && g_ascii_strcasecmp(name + length - cut, suffix) == 0)
        name[length - cut] = '\0';
    g_strchomp(name);
}

static const char *cut_prefix(const char *name, const char *prefix)
{
    gsize cut = strlen(prefix);
    if (g_ascii_strncasecmp(name, prefix, cut) != 0 || strlen(name) <= cut)
        return name;
    name += cut;
    while (*name == ' ')
        name++;
    return name;
}

/* The name in a link's text, without "PDF:", "Hent" and notes. */
static char *bare_name(const char *text)
{
    g_autofree char *name = cb_squeeze(text, strlen(text));
    cut_notes(name);
    cut_suffix(name, ".pdf");
    cut_suffix(name, " - pdf");
    cut_suffix(name, ", pdf");
    cut_suffix(name, " pdf");
    const char *start = cut_prefix(name, "pdf:");
    start = cut_prefix(start, "pdf-fil:");
    start = cut_prefix(start, "hent ");
    start = cut_prefix(start, "download ");
    start = cut_prefix(start, "åbn ");
    start = cut_prefix(start, "Åbn ");
    return g_strdup(start);
}

/* Link texts that say nothing about the file. */
static gboolean is_generic(const char *name)
{
    static const char *const texts[] = {
        "",          "her",      "klik her", "laes mere",  "laes mere her", "laes her",
        "hent",      "pdf",      "pdf fil",  "pdf en",     "pdf filen",     "filen",
        "filen her", "download", "se",       "se her",     "se mere",       "link",
        "linket",    "aabn",     "dokument", "dokumentet", "bilag",         "bilaget",
    };
    g_autofree char *key = cb_fold(name);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        if (g_str_equal(key, texts[i]))
            return TRUE;
    return FALSE;
}

char *cb_attachment_display_name(const char *link_text, const char *href)
{
    g_autofree char *name = bare_name(link_text != NULL ? link_text : "");
    g_autofree char *file = href != NULL ? cb_link_file_name(href) : NULL;
    if (file != NULL && (is_generic(name) || strlen(name) > 150)) {
        g_free(name);
        name = g_strdup(file);
        cut_suffix(name, ".pdf");
    }
    return g_strconcat(*name != '\0' ? name : "Uden navn", ".pdf", NULL);
}

/* ---- keys ---- */

static char *strict_key(const char *name)
{
    g_autofree char *bare = bare_name(name);
    g_autofree char *folded = cb_fold(bare);
    GString *key = g_string_sized_new(strlen(folded));
    for (const char *p = folded; *p != '\0'; p++)
        if (*p != ' ')
            g_string_append_c(key, *p);
    return g_string_free(key, FALSE);
}

/* For "planche-over-elevrejsen-pa": aa and ae as a, oe as o. */
static char *loose_key(const char *strict)
{
    GString *key = g_string_sized_new(strlen(strict));
    for (const char *p = strict; *p != '\0'; p++) {
        g_string_append_c(key, *p);
        if ((p[0] == 'a' && (p[1] == 'a' || p[1] == 'e')) || (p[0] == 'o' && p[1] == 'e'))
            p++;
    }
    return g_string_free(key, FALSE);
}

static char *composed(const char *path)
{
    char *key = g_utf8_normalize(path, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    return key != NULL ? key : g_strdup(path);
}

/* ---- the set ---- */

static void file_free(gpointer data)
{
    File *file = data;
    g_free(file->path);
    g_free(file);
}

CbFileSet *cb_file_set_new(void)
{
    CbFileSet *set = g_new0(CbFileSet, 1);
    set->files = g_ptr_array_new_with_free_func(file_free);
    set->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GDestroyNotify free_list = (GDestroyNotify)g_ptr_array_unref;
    set->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
    set->by_loose = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
    return set;
}

void cb_file_set_free(CbFileSet *set)
{
    if (set == NULL)
        return;
    g_hash_table_unref(set->by_path);
    g_hash_table_unref(set->by_key);
    g_hash_table_unref(set->by_loose);
    g_ptr_array_unref(set->files);
    g_free(set);
}

static void add_under(GHashTable *table, const char *key, File *file)
{
    GPtrArray *files = g_hash_table_lookup(table, key);
    if (files == NULL) {
        files = g_ptr_array_new();
        g_hash_table_insert(table, g_strdup(key), files);
    }
    g_ptr_array_add(files, file);
}

void cb_file_set_add(CbFileSet *set, const char *path)
{
    g_autofree char *whole = composed(path);
    if (g_hash_table_contains(set->by_path, whole))
        return;
    File *file = g_new0(File, 1);
    file->path = g_strdup(path);
    g_ptr_array_add(set->files, file);
    g_hash_table_insert(set->by_path, g_steal_pointer(&whole), file);
    const char *slash = strrchr(path, '/');
    g_autofree char *key = strict_key(slash != NULL ? slash + 1 : path);
    g_autofree char *loose = loose_key(key);
    add_under(set->by_key, key, file);
    add_under(set->by_loose, loose, file);
}

/* ---- matching ---- */

/* How many folders lie between two files. */
static guint distance(const char *a, const char *b)
{
    while (TRUE) {
        gsize length = strcspn(a, "/");
        if (a[length] == '\0' || strncmp(a, b, length + 1) != 0)
            break;
        a += length + 1;
        b += length + 1;
    }
    guint steps = 0;
    for (; *a != '\0'; a++)
        steps += *a == '/';
    for (; *b != '\0'; b++)
        steps += *b == '/';
    return steps;
}

static File *nearest(const GPtrArray *files, const char *page_source)
{
    File *best = NULL;
    guint best_distance = 0;
    for (guint i = 0; files != NULL && i < files->len; i++) {
        File *file = g_ptr_array_index(files, i);
        guint steps = distance(file->path, page_source);
        if (best == NULL || steps < best_distance ||
            (steps == best_distance && strcmp(file->path, best->path) < 0)) {
            best = file;
            best_distance = steps;
        }
    }
    return best;
}

/* By path, and for addresses of another root ("/media/filer/x.pdf") by what is left of it. */
static File *match_path(const CbFileSet *set, const char *page_source, const char *href)
{
    g_autofree char *path = cb_link_path(page_source, href);
    if (path == NULL)
        return NULL;
    g_autofree char *whole = composed(path);
    const char *rest = whole;
    while (rest != NULL) {
        File *file = g_hash_table_lookup(set->by_path, rest);
        if (file != NULL)
            return file;
        rest = strchr(rest, '/');
        rest = rest != NULL ? rest + 1 : NULL;
    }
    return NULL;
}

static File *match_name(const CbFileSet *set, const char *page_source, const char *name,
                        gboolean loose)
{
    if (name == NULL)
        return NULL;
    g_autofree char *key = strict_key(name);
    if (*key == '\0')
        return NULL;
    g_autofree char *wide = loose_key(key);
    GHashTable *table = loose ? set->by_loose : set->by_key;
    return nearest(g_hash_table_lookup(table, loose ? wide : key), page_source);
}

/* What follows the kind in "Folder: Fastholdelse gennem samtaler.pdf"; a file may lack it. */
static const char *after_kind(const char *name)
{
    const char *colon = name != NULL ? strchr(name, ':') : NULL;
    return colon != NULL && colon - name <= 20 ? colon + 1 : NULL;
}

const char *cb_file_set_match(CbFileSet *set, const char *page_source, const char *href,
                              const char *name)
{
    g_autofree char *href_name = href != NULL ? cb_link_file_name(href) : NULL;
    const char *const names[] = {href_name, name, after_kind(name)};
    File *file = href != NULL ? match_path(set, page_source, href) : NULL;
    for (guint loose = 0; loose < 2; loose++)
        for (guint i = 0; i < G_N_ELEMENTS(names) && file == NULL; i++)
            file = match_name(set, page_source, names[i], loose == 1);
    if (file == NULL)
        return NULL;
    file->used = TRUE;
    return file->path;
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *cb_file_set_unused(const CbFileSet *set)
{
    GPtrArray *paths = g_ptr_array_new();
    for (guint i = 0; i < set->files->len; i++) {
        File *file = g_ptr_array_index(set->files, i);
        if (!file->used)
            g_ptr_array_add(paths, file->path);
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}
