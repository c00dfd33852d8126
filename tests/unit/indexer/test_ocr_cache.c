/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognised pages that are kept: found again, bounded, and never wrong. */
#include <glib/gstdio.h>
#include <ocr_cache.h>
#include <string.h>

#define HASH "abcd0123"

typedef struct {
    char *top, *dir;
    CbOcrCache *cache;
} Fixture;

static void open_cache(Fixture *fixture, guint64 max_bytes)
{
    g_clear_pointer(&fixture->cache, cb_ocr_cache_free);
    fixture->cache = cb_ocr_cache_new(fixture->dir, max_bytes);
}

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    fixture->top = g_dir_make_tmp("casebank-XXXXXX", NULL);
    fixture->dir = g_build_filename(fixture->top, "ocr-cache", NULL);
    open_cache(fixture, 1 << 20);
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    cb_ocr_cache_free(fixture->cache);
    char *argv[] = {(char[]){"rm"}, (char[]){"-r"}, fixture->top, NULL};
    g_assert_true(
        g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(fixture->top);
    g_free(fixture->dir);
}

static void assert_page(Fixture *fixture, guint page, const char *engine, const char *text)
{
    g_autofree char *got = cb_ocr_cache_get(fixture->cache, HASH, page, engine);
    g_assert_cmpstr(got, ==, text);
}

static void test_kept_page_is_found(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    assert_page(fixture, 1, "a", NULL);
    cb_ocr_cache_put(fixture->cache, HASH, 1, "a", "Mødet er flyttet.\n\nTil fredag.");
    cb_ocr_cache_put(fixture->cache, HASH, 2, "a", "");
    open_cache(fixture, 1 << 20);
    assert_page(fixture, 1, "a", "Mødet er flyttet.\n\nTil fredag.");
    assert_page(fixture, 2, "a", "");
    assert_page(fixture, 3, "a", NULL);
    assert_page(fixture, 1, "b", NULL); /* another engine */
}

static void test_damage_is_as_if_it_were_not_there(Fixture *fixture,
                                                   G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = g_build_filename(fixture->dir, "ab", HASH "-1.txt", NULL);
    cb_ocr_cache_put(fixture->cache, HASH, 1, "a", "tekst");
    g_autofree char *good = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &good, &length, NULL));
    for (gsize i = 0; i < length; i++) {
        g_autofree char *bad = g_memdup2(good, length);
        bad[i] ^= 1;
        g_assert_true(g_file_set_contents(path, bad, (gssize)length, NULL));
        assert_page(fixture, 1, "a", NULL);
        g_assert_true(g_file_set_contents(path, good, (gssize)i, NULL));
        assert_page(fixture, 1, "a", NULL);
    }
}

static void test_size_is_bounded(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = g_strnfill(1000, 'x');
    open_cache(fixture, 3300);
    for (guint page = 1; page <= 6; page++)
        cb_ocr_cache_put(fixture->cache, HASH, page, "a", text);
    open_cache(fixture, 3300);
    guint kept = 0;
    for (guint page = 1; page <= 6; page++) {
        g_autofree char *got = cb_ocr_cache_get(fixture->cache, HASH, page, "a");
        kept += got != NULL ? 1 : 0;
    }
    g_assert_cmpuint(kept, ==, 3);
}

static void test_no_room_to_write_is_no_error(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_true(g_file_set_contents(fixture->dir, "en fil", -1, NULL)); /* not a folder */
    cb_ocr_cache_put(fixture->cache, HASH, 1, "a", "tekst");
    assert_page(fixture, 1, "a", NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
    g_test_add("/ocr-cache/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("kept-page-is-found", test_kept_page_is_found);
    ADD("damage-is-as-if-it-were-not-there", test_damage_is_as_if_it_were_not_there);
    ADD("size-is-bounded", test_size_is_bounded);
    ADD("no-room-to-write-is-no-error", test_no_room_to_write_is_no_error);
    return g_test_run();
}
