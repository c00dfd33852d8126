/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample case bank is cut as corpus/expected/cases.tsv says. */
#include "pages.h"

#include "cut/attach.h"
#include "cut/merge.h"
#include <string.h>

typedef struct {
    GPtrArray *pages; /* char*, below corpus/pages; sorted */
    CbFileSet *files;
    CbMunicipalities *places;
} Sample;

static void walk(Sample *sample, const char *folder, const char *prefix)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *below =
            *prefix != '\0' ? g_strconcat(prefix, "/", name, NULL) : g_strdup(name);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            walk(sample, path, below);
        else if (g_str_has_suffix(name, ".pdf"))
            cb_file_set_add(sample->files, below);
        else if (g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm") ||
                 g_str_has_suffix(name, ".txt"))
            g_ptr_array_add(sample->pages, g_strdup(below));
    }
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sample_open(Sample *sample)
{
    sample->pages = g_ptr_array_new_with_free_func(g_free);
    sample->files = cb_file_set_new();
    sample->places = cb_municipalities_new();
    g_autofree char *root = source_path("corpus/pages");
    walk(sample, root, "");
    g_ptr_array_sort(sample->pages, compare_paths);
    g_autofree char *list = source_path("corpus/municipalities.txt");
    g_autoptr(GError) error = NULL;
    cb_municipalities_load(sample->places, list, &error);
    g_assert_no_error(error);
}

static void sample_close(Sample *sample)
{
    g_ptr_array_unref(sample->pages);
    cb_file_set_free(sample->files);
    cb_municipalities_free(sample->places);
}

/* Cuts every page, ties the attachments to files, merges. */
static GPtrArray *sample_cases(Sample *sample)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    for (guint i = 0; i < sample->pages->len; i++) {
        const char *source = sample->pages->pdata[i];
        g_autofree char *path = g_strconcat("corpus/pages/", source, NULL);
        g_autoptr(CbPage) page = page_of_file(path);
        g_ptr_array_extend_and_steal(
            all, cb_cut_page(page, source, page->canonical, sample->places, NULL));
    }
    for (guint i = 0; i < all->len; i++) {
        const CbCase *item = all->pdata[i];
        for (guint j = 0; j < item->attachments->len; j++) {
            CbAttachment *attachment = item->attachments->pdata[j];
            attachment->source = g_strdup(
                cb_file_set_match(sample->files, item->source, attachment->url, attachment->name));
        }
    }
    return cb_merge_cases(all, NULL);
}

static const CbCase *find_case(const GPtrArray *cases, const char *source, const char *title)
{
    for (guint i = 0; i < cases->len; i++) {
        const CbCase *item = cases->pdata[i];
        if (g_str_equal(item->source, source) && g_str_equal(item->title, title))
            return item;
    }
    g_test_message("%s: no case \"%s\"", source, title);
    return NULL;
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The pages of @list, "page#fragment;page", sorted. */
static char *pages_of_list(const char *list)
{
    g_auto(GStrv) places = g_strsplit(list, ";", -1);
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    for (char **place = places; *place != NULL; place++) {
        (*place)[strcspn(*place, "#")] = '\0';
        g_ptr_array_add(pages, *place);
    }
    g_ptr_array_sort(pages, compare_strings);
    return joined(pages);
}

static char *pages_of_case(const CbCase *item)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    for (guint i = 0; i < item->also_in->len; i++)
        g_ptr_array_add(pages, ((CbAlsoIn *)item->also_in->pdata[i])->source);
    g_ptr_array_sort(pages, compare_strings);
    return joined(pages);
}

/* id, page, title, kind, municipalities, year, attachments, also_in */
enum { ID, PAGE, TITLE, KIND, PLACES, YEAR, ATTACHMENTS, ALSO_IN, N_COLUMNS };

static void assert_row(const GPtrArray *cases, char **row)
{
    g_test_message("%s", row[ID]);
    const CbCase *item = find_case(cases, row[PAGE], row[TITLE]);
    if (item == NULL)
        g_error("no such case");
    g_assert_cmpstr(cb_case_kind_name(item->kind), ==, row[KIND]);
    g_autofree char *places = g_strjoinv(";", (char **)item->municipalities->pdata);
    g_assert_cmpstr(places, ==, row[PLACES]);
    g_autofree char *year = g_strndup(item->updated != NULL ? item->updated : "", 4);
    g_assert_cmpstr(year, ==, row[YEAR]);
    g_autofree char *attachments = g_strdup_printf("%u", item->attachments->len);
    g_assert_cmpstr(attachments, ==, row[ATTACHMENTS]);
    g_autofree char *expected = pages_of_list(row[ALSO_IN]);
    g_autofree char *found = pages_of_case(item);
    g_assert_cmpstr(found, ==, expected);
    if (item->contact != NULL)
        g_assert_false(is_searchable(item, "@"));
}

static void test_sample(void)
{
    Sample sample;
    sample_open(&sample);
    g_autoptr(GPtrArray) cases = sample_cases(&sample);
    for (guint i = 0; i < cases->len; i++)
        g_ptr_array_add(((CbCase *)cases->pdata[i])->municipalities, NULL);
    g_autofree char *path = source_path("corpus/expected/cases.tsv");
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint rows = 0, documents = 0;
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_auto(GStrv) row = g_strsplit(*line, "\t", -1);
        g_assert_cmpuint(g_strv_length(row), ==, N_COLUMNS);
        if (g_str_equal(row[KIND], "document")) {
            documents++;
            continue;
        }
        assert_row(cases, row);
        rows++;
    }
    g_assert_cmpuint(rows, >, 0);
    g_assert_cmpuint(cases->len, ==, rows);
    g_autoptr(GPtrArray) unused = cb_file_set_unused(sample.files);
    g_assert_cmpuint(unused->len, ==, documents);
    sample_close(&sample);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sample/as-expected", test_sample);
    return g_test_run();
}
