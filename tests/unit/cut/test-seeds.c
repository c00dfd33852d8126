/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five pages in the shared data, which are no part of the source tree: 14 cases. */
#include "pages.h"

#include "cut/capture.h"
#include "cut/merge.h"
#include <string.h>

static char *seeds_folder(void)
{
    const char *shared = g_getenv("CASEBANK_SHARED");
    if (shared != NULL)
        return g_build_filename(shared, "data", "seeds", NULL);
    return source_path("../shared/data/seeds");
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_names(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static void cut_seed(const char *folder, const char *name, GPtrArray *into, CbPageKind *kind)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(CbPage) page = cb_capture_parse(text, length);
    g_autoptr(CbMunicipalities) list = cb_municipalities_new();
    g_ptr_array_extend_and_steal(into, cb_cut_page(page, name, NULL, list, kind));
}

/* What the pages say: kind of page and number of cases, by the name's first three digits. */
static const struct {
    CbPageKind kind;
    guint cases;
} pages[] = {{CB_PAGE_PLAIN, 1},
             {CB_PAGE_PLAIN, 1},
             {CB_PAGE_PLAIN, 1},
             {CB_PAGE_COLLECTION, 7},
             {CB_PAGE_LISTING, 8}};

/* The cases after merging, in the order of the pages. The titles are told by their places and, for
 * sections, by their ids. */
static const struct {
    CbCaseKind kind;
    const char *page; /* first three letters of the source */
    const char *slug; /* of a section; NULL for a page of one case */
    const char *places;
    guint attachments;
    const char *also_in; /* the same three letters of each */
    const char *updated;
} expected[] = {
    {CB_CASE_FULL, "000", NULL, "Aalborg", 2, "004", "2024-03-14"},
    {CB_CASE_FULL, "001", NULL, "Esbjerg", 1, "004", "2023-11-17"},
    {CB_CASE_FULL, "002", NULL, "Frederikshavn", 1, "003 004", "2024-03-14"},
    {CB_CASE_FULL, "003", "buddy-ordning", "Vejle", 3, "", NULL},
    {CB_CASE_FULL, "003", "faelles-foerste-praktikdag", "Vejen", 0, "", NULL},
    {CB_CASE_FULL, "003", "somatisk-praktik", "Vesthimmerland", 1, "", NULL},
    {CB_CASE_FULL, "003", "mentorer", "Mariagerfjord", 0, "", NULL},
    {CB_CASE_FULL, "003", "rengoeringsenhed", "Aalborg", 1, "", NULL},
    {CB_CASE_FULL, "003", "sosu-haandbog", "Frederikshavn", 1, "", NULL},
    {CB_CASE_TEASER, "004", "horsens-kommune-", "Horsens", 0, "", NULL},
    {CB_CASE_TEASER, "004", "varde-kommune-", "Varde", 0, "", NULL},
    {CB_CASE_TEASER, "004", "lolland-kommune-", "Lolland, Vordingborg", 0, "", NULL},
    {CB_CASE_TEASER, "004", "soenderborg-kommune-", "Sønderborg", 0, "", NULL},
    {CB_CASE_TEASER, "004", "odense-kommune-", "Odense", 0, "", NULL},
};

static char *also_in(const CbCase *item)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < item->also_in->len; i++)
        g_string_append_printf(text, "%s%.3s", i > 0 ? " " : "",
                               ((CbAlsoIn *)item->also_in->pdata[i])->source);
    return g_string_free(text, FALSE);
}

/* No navigation, no name, no address among what is searched. */
static void assert_clean(const CbCase *item)
{
    static const char *const strangers[] = {
        "@",        "Telefon",   "Log ind",   "hovedindhold", "Chefkonsulent",
        "kontakte", "Opdateret", "opdateret", "Casebank"};
    for (guint i = 0; i < G_N_ELEMENTS(strangers); i++)
        g_assert_false(is_searchable(item, strangers[i]));
}

static void assert_expected(const CbCase *item, guint i)
{
    g_assert_cmpint(item->kind, ==, expected[i].kind);
    g_assert_true(g_str_has_prefix(item->source, expected[i].page));
    const char *colon = strchr(item->id, ':');
    if (expected[i].slug == NULL)
        g_assert_null(colon);
    else
        g_assert_true(colon != NULL && g_str_has_prefix(colon + 1, expected[i].slug));
    g_autofree char *places = joined(item->municipalities);
    g_assert_cmpstr(places, ==, expected[i].places);
    g_assert_cmpuint(item->attachments->len, ==, expected[i].attachments);
    g_autofree char *others = also_in(item);
    g_assert_cmpstr(others, ==, expected[i].also_in);
    g_assert_cmpstr(item->updated, ==, expected[i].updated);
    g_assert_cmpstr(item->lead, !=, "");
    assert_clean(item);
}

static void test_seeds(void)
{
    g_autofree char *folder = seeds_folder();
    g_autoptr(GPtrArray) names = sorted_names(folder);
    if (names->len == 0) {
        g_test_skip("the shared data is not here");
        return;
    }
    g_assert_cmpuint(names->len, ==, G_N_ELEMENTS(pages));
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    for (guint i = 0; i < names->len; i++) {
        CbPageKind kind;
        guint before = all->len;
        cut_seed(folder, names->pdata[i], all, &kind);
        g_assert_cmpint(kind, ==, pages[i].kind);
        g_assert_cmpuint(all->len - before, ==, pages[i].cases);
    }
    g_autoptr(GPtrArray) cases = cb_merge_cases(all, NULL);
    g_assert_cmpuint(cases->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < cases->len; i++)
        assert_expected(case_at(cases, i), i);
    /* The contact boxes are there, and each page's own person in them. */
    for (guint i = 0; i < 3; i++)
        g_assert_nonnull(strstr(case_at(cases, i)->contact, "@"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seeds/fourteen-cases", test_seeds);
    return g_test_run();
}
