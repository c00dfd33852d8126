/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is put away comes back, and a disk without room for it is told of. */
#include "case_spool.h"
#include "small_disk.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder;
    CbCaseSpool *spool;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("casebank-spool-XXXXXX", NULL);
    fixture->spool = cb_case_spool_new(fixture->folder);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_case_spool_free(fixture->spool);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    g_free(fixture->folder);
}

/* Its texts say @number, the last of them @letters times. */
static CbCase *new_case(guint number, gsize letters)
{
    CbCase *item = cb_case_new();
    g_autofree char *text = g_strdup_printf("afsnit i sag %u", number);
    g_autofree char *longer = g_strnfill(letters, (char)('a' + number % 26));
    g_free(item->lead);
    item->lead = g_strdup_printf("sag %u", number);
    g_ptr_array_add(item->sections, cb_section_new("Første", "a", text));
    g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, ""));
    g_ptr_array_add(item->sections, cb_section_new("Tredje", NULL, longer));
    return item;
}

static CbSection *section_at(const CbCase *item, guint i)
{
    return item->sections->pdata[i];
}

static void assert_away(const CbCase *item)
{
    g_assert_null(item->lead);
    for (guint i = 0; i < item->sections->len; i++)
        g_assert_null(section_at(item, i)->text);
    g_assert_cmpstr(section_at(item, 0)->heading, ==, "Første");
    g_assert_cmpstr(section_at(item, 0)->anchor, ==, "a");
}

static void assert_whole(const CbCase *item, guint number, gsize letters)
{
    g_autoptr(CbCase) fresh = new_case(number, letters);
    g_assert_cmpstr(item->lead, ==, fresh->lead);
    g_assert_cmpuint(item->sections->len, ==, fresh->sections->len);
    for (guint i = 0; i < item->sections->len; i++) {
        g_assert_cmpstr(section_at(item, i)->heading, ==, section_at(fresh, i)->heading);
        g_assert_cmpstr(section_at(item, i)->text, ==, section_at(fresh, i)->text);
    }
}

static void test_text_comes_back(Fixture *fixture, gconstpointer data)
{
    const gsize letters = GPOINTER_TO_SIZE(data); /* of each of: */
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < 50; i++) {
        g_ptr_array_add(cases, new_case(i, letters));
        g_assert_true(cb_case_spool_put(fixture->spool, cases->pdata[i], &error));
        g_assert_no_error(error);
        assert_away(cases->pdata[i]);
    }
    g_assert_cmpuint(cb_case_spool_bytes(fixture->spool), >, 50 * letters);
    for (guint round = 0; round < 2; round++) {
        for (guint i = cases->len; i-- > 0;) {
            g_assert_true(cb_case_spool_get(fixture->spool, cases->pdata[i]));
            assert_whole(cases->pdata[i], i, letters);
            g_assert_false(cb_case_spool_get(fixture->spool, cases->pdata[i]));
            cb_case_spool_drop(fixture->spool, cases->pdata[i]);
            assert_away(cases->pdata[i]);
        }
    }
    g_assert_true(cb_case_spool_check(fixture->spool, &error));
}

/* One that is freed may have its address from one that was put. */
static void test_a_case_that_was_never_put_is_left_alone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 20; i++) {
        g_autoptr(CbCase) put = new_case(i, 10);
        g_assert_true(cb_case_spool_put(fixture->spool, put, NULL));
        g_clear_pointer(&put, cb_case_free);
        g_autoptr(CbCase) other = new_case(100 + i, 20);
        g_assert_false(cb_case_spool_get(fixture->spool, other));
        assert_whole(other, 100 + i, 20);
    }
}

/* In a child: a failed assertion aborts it, which the parent sees. */
static void fill_the_disk(const char *root)
{
    g_autoptr(CbCaseSpool) spool = cb_case_spool_new(root);
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autoptr(GError) error = NULL;
    while (error == NULL) {
        g_assert_cmpuint(cases->len, <, 100);
        g_ptr_array_add(cases, new_case(cases->len, 50 * 1000));
        cb_case_spool_put(spool, cases->pdata[cases->len - 1], &error);
    }
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, root));
    g_assert_nonnull(strstr(error->message, "disken er fuld"));
    assert_whole(cases->pdata[cases->len - 1], cases->len - 1, 50 * 1000);
    for (guint i = 0; i + 1 < cases->len; i++) {
        g_assert_true(cb_case_spool_get(spool, cases->pdata[i]));
        assert_whole(cases->pdata[i], i, 50 * 1000);
    }
}

static void test_a_full_disk_is_told_of(Fixture *fixture, gconstpointer data)
{
    (void)data;
    on_a_small_disk(fixture->folder, fill_the_disk);
}

static void test_a_folder_that_is_not_there_is_told_of(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *gone = g_build_filename(fixture->folder, "gone", NULL);
    g_autoptr(CbCaseSpool) spool = cb_case_spool_new(gone);
    g_autoptr(CbCase) item = new_case(1, 1000 * 1000);
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_case_spool_put(spool, item, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    assert_whole(item, 1, 1000 * 1000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, data, test)                                                                      \
    g_test_add("/case-spool/" name, Fixture, data, set_up, test, tear_down)
    ADD("little-text-comes-back", GSIZE_TO_POINTER(10), test_text_comes_back);
    ADD("much-text-comes-back", GSIZE_TO_POINTER(20 * 1000), test_text_comes_back);
    ADD("very-long-text-comes-back", GSIZE_TO_POINTER(400 * 1000), test_text_comes_back);
    ADD("a-case-never-put-is-left-alone", NULL, test_a_case_that_was_never_put_is_left_alone);
    ADD("a-full-disk-is-told-of", NULL, test_a_full_disk_is_told_of);
    ADD("a-folder-that-is-not-there", NULL, test_a_folder_that_is_not_there_is_told_of);
    return g_test_run();
}
