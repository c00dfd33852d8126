/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See generation_fixture.h. */
#include "generation_fixture.h"
#include "manifest.h"
#include <glib/gstdio.h>
#include <string.h>

CbGeneration *begin(const char *dir)
{
    g_autoptr(GError) error = NULL;
    CbGeneration *generation = cb_generation_begin(dir, 0, &error);
    g_assert_no_error(error);
    return generation;
}

void fill(const CbGeneration *generation, const char *text)
{
    g_autofree char *folder = g_build_filename(generation->building, "cases", NULL);
    g_autofree char *inner = g_build_filename(folder, "docdata.glass", NULL);
    g_autofree char *outer = g_build_filename(generation->building, "statistics", NULL);
    g_mkdir(folder, 0777);
    g_assert_true(g_file_set_contents(inner, text, -1, NULL));
    g_assert_true(g_file_set_contents(outer, "tal", -1, NULL));
}

void publish(const char *dir, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(dir);
    fill(generation, text);
    g_assert_true(cb_generation_publish(generation, &error));
    g_assert_no_error(error);
}

guint current_number(const char *dir)
{
    g_autoptr(GError) error = NULL;
    CbCurrent current;
    g_assert_true(cb_current_read(dir, &current, &error));
    g_assert_no_error(error);
    return current.number;
}

static char *current_text(const char *dir)
{
    g_autofree char *folder = cb_generation_path(dir, current_number(dir));
    g_autofree char *path = g_build_filename(folder, "cases", "docdata.glass", NULL);
    char *text = NULL;
    g_assert_true(cb_manifest_check(dir, current_number(dir), NULL, NULL));
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

void assert_current(const char *dir, const char *text)
{
    g_autofree char *found = current_text(dir);
    g_assert_cmpstr(found, ==, text);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *generations(const char *path)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_prefix(name, "gen-"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

void assert_generations(const char *dir, const char *expected)
{
    g_autofree char *found = generations(dir);
    g_assert_cmpstr(found, ==, expected);
}

void write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

char *path_in_current(const char *dir, const char *name)
{
    g_autofree char *folder = cb_generation_path(dir, current_number(dir));
    return g_build_filename(folder, name, NULL);
}
