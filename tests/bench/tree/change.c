/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a tree. It keeps no record of itself: what there is, is listed anew each time. */
#include "change.h"
#include "site.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <utime.h>

typedef struct {
    const TreeWords *words;
    const char *root;
    const TreeChange *change;
    TreeRandom random;
    GPtrArray *pages, *pdfs, *folders; /* char*: paths below the root, sorted; folders with pages */
} Change;

static void change_clear(Change *change)
{
    g_ptr_array_unref(change->pages);
    g_ptr_array_unref(change->pdfs);
    g_ptr_array_unref(change->folders);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

/* ---- what there is ---- */

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *full_path(const Change *change, const char *path)
{
    return g_build_filename(change->root, path, NULL);
}

static gboolean list_folder(Change *change, const char *folder, GError **error)
{
    g_autofree char *full = full_path(change, folder);
    g_autoptr(GDir) dir = g_dir_open(full, 0, error);
    gboolean has_pages = FALSE;
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path =
            folder[0] != '\0' ? g_build_filename(folder, name, NULL) : g_strdup(name);
        g_autofree char *file = full_path(change, path);
        gboolean is_page = g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm");
        if (name[0] == '.')
            continue;
        if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
            if (!list_folder(change, path, error))
                return FALSE;
        } else if (is_page)
            g_ptr_array_add(change->pages, g_steal_pointer(&path));
        else if (g_str_has_suffix(name, ".pdf"))
            g_ptr_array_add(change->pdfs, g_steal_pointer(&path));
        has_pages |= is_page;
    }
    if (has_pages && folder[0] != '\0')
        g_ptr_array_add(change->folders, g_strdup(folder));
    return dir != NULL;
}

static char *take_one(Change *change, GPtrArray *from)
{
    guint i = tree_random_range(&change->random, 0, from->len - 1);
    return g_ptr_array_steal_index(from, i); /* keeps the order: it decides what is drawn next */
}

/* ---- what is done ---- */

typedef gboolean (*DoFunc)(Change *change, const char *path, GError **error);

/* Does it to @n of @from, which are then out of the game. */
static gboolean do_some(Change *change, int n, GPtrArray *from, const char *what, DoFunc func,
                        GError **error)
{
    for (int i = 0; i < n && from->len > 0; i++) {
        g_autofree char *path = take_one(change, from);
        if (!func(change, path, error))
            return FALSE;
        printf("%s\t%s\n", what, path);
    }
    return TRUE;
}

static gboolean fail(const char *path, const char *what, GError **error)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "%s: cannot be %s: %s",
                path, what, g_strerror(errno));
    return FALSE;
}

static char *new_paragraph(Change *change)
{
    g_autofree char *line = tree_paragraph_html(change->words, &change->random);
    const char *marker = change->change->marker;
    return g_strdup_printf(TREE_PARAGRAPH_START "%s%s%s", marker != NULL ? marker : "",
                           marker != NULL ? " " : "", line + strlen(TREE_PARAGRAPH_START));
}

/* Puts @line in the place of one of the page's paragraphs; before the end when it has none of ours.
 */
static char *with_new_paragraph(Change *change, const char *html, const char *line)
{
    guint n = 0;
    for (const char *p = html; (p = strstr(p, TREE_PARAGRAPH_START)) != NULL; p++)
        n++;
    const char *start = strstr(html, "</main>");
    const char *end = start != NULL ? start : (start = html + strlen(html));
    guint chosen = n > 0 ? tree_random_range(&change->random, 1, n) : 0;
    for (guint i = 0; i < chosen; i++) {
        start = strstr(i == 0 ? html : start + 1, TREE_PARAGRAPH_START);
        end = start + strcspn(start, "\n");
    }
    return g_strdup_printf("%.*s%s%s%s", (int)(start - html), html, line, n == 0 ? "\n" : "", end);
}

static gboolean change_page(Change *change, const char *path, GError **error)
{
    g_autofree char *file = full_path(change, path);
    g_autofree char *html = NULL;
    if (!g_file_get_contents(file, &html, NULL, error))
        return FALSE;
    g_autofree char *line = new_paragraph(change);
    g_autofree char *changed = with_new_paragraph(change, html, line);
    return g_file_set_contents(file, changed, -1, error);
}

static gboolean draw_pdf(Change *change, const char *path, GError **error)
{
    g_autofree char *file = full_path(change, path);
    TreeRandom random = {tree_random_next(&change->random)};
    TreeTopic topic = tree_topic_new(change->words, &random);
    g_autofree char *title = tree_title(change->words, &topic, &random, 3);
    guint n_pages = tree_random_range(&random, 1, 8);
    return tree_pdf_write(change->words, random, title, n_pages, file, error);
}

static gboolean touch(Change *change, const char *path, GError **error)
{
    g_autofree char *file = full_path(change, path);
    return utime(file, NULL) == 0 || fail(path, "touched", error);
}

static gboolean delete_file(Change *change, const char *path, GError **error)
{
    g_autofree char *file = full_path(change, path);
    return g_unlink(file) == 0 || fail(path, "deleted", error);
}

static gboolean rename_to(Change *change, const char *path, const char *new_path, GError **error)
{
    g_autofree char *from = full_path(change, path);
    g_autofree char *to = full_path(change, new_path);
    return g_rename(from, to) == 0 || fail(path, "renamed", error);
}

/* "sager/mentor-3" becomes "sager/mentor-3-r7" in round 7. */
static gboolean move_folder(Change *change, const char *path, GError **error)
{
    g_autofree char *new_path = g_strdup_printf("%s-r%d", path, change->change->round);
    return rename_to(change, path, new_path, error);
}

static gboolean rename_pdf(Change *change, const char *path, GError **error)
{
    g_autofree char *new_path =
        g_strdup_printf("%.*s-r%d.pdf", (int)strlen(path) - 4, path, change->change->round);
    return rename_to(change, path, new_path, error);
}

/* Beside a page that is there; the PDF in "filer" where it would be looked for. */
static gboolean add_page(Change *change, int number, GError **error)
{
    char *beside = change->pages->len > 0 ? take_one(change, change->pages) : g_strdup("side.html");
    g_autofree char *folder = g_path_get_dirname(beside);
    g_free(beside);
    g_autofree char *pdf = g_strdup_printf("bilag-r%d-%d.pdf", change->change->round, number);
    g_auto(TreeCase) item = tree_case_new(change->words, tree_random_next(&change->random), 0);
    gboolean has_pdf = number % 2 == 1;
    if (has_pdf) {
        g_autofree char *files = g_build_filename(change->root, folder, "filer", NULL);
        g_autofree char *path = g_build_filename(folder, "filer", pdf, NULL);
        g_mkdir_with_parents(files, 0777);
        if (!draw_pdf(change, path, error))
            return FALSE;
        printf("added\t%s\n", path);
    }
    g_autofree char *html =
        tree_single_page_html(change->words, &item, &change->random, has_pdf ? pdf : NULL);
    g_autofree char *path =
        g_strdup_printf("%s/ny-r%d-%d.html", folder, change->change->round, number);
    g_autofree char *file = full_path(change, path);
    if (!g_file_set_contents(file, html, -1, error))
        return FALSE;
    printf("added\t%s\n", path);
    return TRUE;
}

static gboolean add_pages(Change *change, GError **error)
{
    for (int i = 0; i < change->change->added; i++)
        if (!add_page(change, i, error))
            return FALSE;
    return TRUE;
}

gboolean tree_change(const TreeWords *words, const char *root, const TreeChange *wanted,
                     GError **error)
{
    g_auto(Change) change = {
        .words = words,
        .root = root,
        .change = wanted,
        .random = tree_random_new(wanted->seed, TREE_FOR_CHANGE, (guint64)wanted->round),
        .pages = g_ptr_array_new_with_free_func(g_free),
        .pdfs = g_ptr_array_new_with_free_func(g_free),
        .folders = g_ptr_array_new_with_free_func(g_free)};
    if (!list_folder(&change, "", error))
        return FALSE;
    g_ptr_array_sort(change.pages, compare_paths);
    g_ptr_array_sort(change.pdfs, compare_paths);
    g_ptr_array_sort(change.folders, compare_paths);
    return do_some(&change, wanted->pages, change.pages, "changed", change_page, error) &&
           do_some(&change, wanted->pdfs, change.pdfs, "changed", draw_pdf, error) &&
           do_some(&change, wanted->touched, change.pages, "touched", touch, error) &&
           do_some(&change, wanted->deleted, change.pages, "deleted", delete_file, error) &&
           do_some(&change, wanted->deleted_pdfs, change.pdfs, "deleted", delete_file, error) &&
           do_some(&change, wanted->renamed, change.pdfs, "renamed", rename_pdf, error) &&
           add_pages(&change, error) &&
           do_some(&change, wanted->moved, change.folders, "moved", move_folder, error);
}
