/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying databases whose free blocks are all in use again, where Xapian's own check ends with an
 * error that is none: that is no finding, and hides no fault. */
#include "check_fixture.h"
#include "index_private.h"
#include "tree.h"
#include <glib/gstdio.h>
#include <string.h>

#define PASSAGE 5
#define KILOBYTES 1024u

/* Letters that do not compress to less than half. */
static char *make_text(gsize length)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    char *text = g_malloc(length + 1);
    for (gsize i = 0; i < length; i++)
        text[i] = (char)g_rand_int_range(rand, 'a', 'z' + 1);
    text[length] = '\0';
    return text;
}

typedef void (*SetText)(xapc_writer *writer, const char *text);

/* Of a passage: in docdata.glass, the first table of all. */
static void set_passage(xapc_writer *writer, const char *text)
{
    g_autofree char *copy = g_strdup(text);
    const CbPassageRecord record = {.attachment = -1, .text = copy};
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_passage_pack(&record, packed);
    xapc_document *doc =
        xapc_database_get_document(xapc_writer_database(writer), PASSAGE, FALSE, NULL);
    g_assert_true(xapc_document_set_data(doc, (const char *)packed->data, packed->len, NULL));
    g_assert_true(xapc_writer_replace_document(writer, PASSAGE, doc, NULL));
    xapc_document_free(doc);
}

/* The same, and a word more each time. */
static void set_longer_passage(xapc_writer *writer, const char *text)
{
    set_passage(writer, text);
    xapc_document *doc =
        xapc_database_get_document(xapc_writer_database(writer), PASSAGE, FALSE, NULL);
    g_assert_true(xapc_document_add_term(doc, "Zord", 4, 1, NULL));
    g_assert_true(xapc_writer_replace_document(writer, PASSAGE, doc, NULL));
    xapc_document_free(doc);
}

/* Of nothing: what nobody asks for, in postlist.glass. */
static void set_metadata(xapc_writer *writer, const char *text)
{
    g_assert_true(xapc_writer_set_metadata(writer, "x", 1, text, strlen(text), NULL));
}

/* Frees blocks of a table, and takes them all into use again, as updates do. Returns: whether
 * Xapian holds that against the database. */
static gboolean use_up_free_blocks(const char *path, SetText set_text)
{
    g_autofree char *some = make_text(200 * KILOBYTES), *more = make_text(400 * KILOBYTES);
    const char *const texts[] = {some, "", more};
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = XAPC_OPEN;
    options.flags = XAPC_WRITER_NO_SYNC | XAPC_WRITER_DANGEROUS; /* as our writer does */
    xapc_writer *writer = xapc_writer_open(path, &options, NULL);
    g_assert_nonnull(writer);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        set_text(writer, texts[i]);
        g_assert_true(xapc_writer_commit(writer, NULL));
    }
    xapc_writer_free(writer);
    xapc_error *error = NULL;
    gboolean is_held_against = !xapc_database_check(path, 0, NULL, NULL, &error) &&
                               strstr(xapc_error_message(error), "free list") != NULL;
    xapc_error_free(error);
    return is_held_against;
}

static void test_used_up_free_blocks_are_no_finding(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *cases = path_of(fixture, 2, "cases");
    if (!use_up_free_blocks(cases, set_metadata))
        g_test_skip("this Xapian knows better; engine/index/check_database.c need not any more");
    seal(fixture);
    assert_clean(fixture);
}

/* One block of the table says that it has more room than it has: that is found by Xapian's check
 * only, and not before those of the tables before it have come to their end. */
static void test_a_fault_in_a_later_table_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *passages = path_of(fixture, 2, "passages");
    use_up_free_blocks(passages, set_passage);
    g_autofree char *path = g_build_filename(passages, "postlist.glass", NULL);
    g_autofree char *bytes = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    bytes[8] ^= 1; /* the low byte of the room in the first block */
    g_assert_true(cb_file_write(path, bytes, size, NULL));
    seal(fixture);
    assert_error(fixture, "passages/postlist.glass", "total free space");
}

/* Each table is sound for itself, but a passage's words are not those of its length. */
static void test_tables_that_do_not_fit_are_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *passages = path_of(fixture, 2, "passages");
    g_autofree char *twin = g_build_filename(fixture->root, "twin", NULL);
    g_assert_cmpint(g_mkdir(twin, 0700), ==, 0);
    g_assert_true(cb_tree_copy(passages, twin, NULL, NULL));
    use_up_free_blocks(passages, set_passage);
    use_up_free_blocks(twin, set_longer_passage);
    g_autofree char *from = g_build_filename(twin, "postlist.glass", NULL);
    g_autofree char *to = g_build_filename(passages, "postlist.glass", NULL);
    g_assert_cmpint(g_rename(from, to), ==, 0);
    seal(fixture);
    assert_error(fixture, "gen-000002/passages", "den modsiger sig selv");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/check-database/" name, Fixture, NULL, set_up, test, index_folder_tear_down)
    ADD("used-up-free-blocks-are-no-finding", test_used_up_free_blocks_are_no_finding);
    ADD("a-fault-in-a-later-table-is-found", test_a_fault_in_a_later_table_is_found);
    ADD("tables-that-do-not-fit-are-found", test_tables_that_do_not_fit_are_found);
    return g_test_run();
}
