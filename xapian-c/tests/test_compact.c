/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compaction. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"
#include "tap.h"

static xapc_database *open_database(const char *path)
{
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_AUTO, &error));
    return db;
}

/* A database with one document and two metadata keys; `shared` is the value both databases differ
 * in.
 */
static const char *make_source(const char *name, xapc_docid docid, const char *shared)
{
    const char *path = fixture_path(name);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.flags = XAPC_WRITER_NO_SYNC;
    xapc_writer *writer = NULL;
    xapc_document *doc = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    CHECK_OK(doc = xapc_document_new(&error));
    CHECK_OK(xapc_document_add_term(doc, "all", Z, 1, &error));
    CHECK_OK(xapc_writer_replace_document(writer, docid, doc, &error));
    CHECK_OK(xapc_writer_set_metadata(writer, "shared", Z, shared, Z, &error));
    CHECK_OK(xapc_writer_set_metadata(writer, name, Z, "own", Z, &error));
    CHECK_OK(xapc_writer_commit(writer, &error));
    xapc_document_free(doc);
    xapc_writer_free(writer);
    return path;
}

static xapc_database *two_sources(const char *one, const char *two, xapc_docid docid)
{
    const char *paths[] = {make_source(one, 3, "first"), make_source(two, docid, "second")};
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open_several(paths, 2, &error));
    return db;
}

static void a_copy_has_all_that_the_source_has(void)
{
    const char *to = fixture_path("copy");
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.level = XAPC_COMPACT_FULLER;
    options.multipass = true;
    options.block_size = 4096;
    xapc_database *db = open_database(fixture_database("source"));
    CHECK_OK(xapc_database_compact(db, to, &options, &error));
    xapc_database_free(db);
    db = open_database(to);
    xapc_doccount count = 0, freq = 0;
    CHECK_OK(xapc_database_get_doccount(db, &count, &error));
    CHECK_UINT(count, FIXTURE_DOCUMENTS);
    CHECK_OK(xapc_database_get_termfreq(db, "pupils", Z, &freq, &error));
    CHECK_UINT(freq, 4);
    xapc_database_free(db);
}

static void a_single_file_is_one(void)
{
    struct stat status;
    const char *to = fixture_path("file.glass");
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.single_file = true;
    xapc_database *db = open_database(fixture_database("to file"));
    CHECK_OK(xapc_database_compact(db, to, &options, &error));
    CHECK(stat(to, &status) == 0 && S_ISREG(status.st_mode));
    xapc_database_free(db);
}

static void several_become_one_with_new_numbers(void)
{
    const char *to = fixture_path("merged");
    xapc_database *db = two_sources("a", "b", 3);
    CHECK_OK(xapc_database_compact(db, to, NULL, &error));
    xapc_database_free(db);
    db = open_database(to);
    xapc_postiter *it = NULL;
    CHECK_OK(it = xapc_database_postlist(db, "all", Z, &error));
    CHECK(xapc_postiter_next(it, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 1);
    CHECK(xapc_postiter_next(it, NULL));
    CHECK(!xapc_postiter_next(it, NULL));
    xapc_postiter_free(it);
    CHECK_OWNED(xapc_database_get_metadata(db, "shared", Z, NULL, NULL), "first");
    CHECK_OWNED(xapc_database_get_metadata(db, "a", Z, NULL, NULL), "own");
    CHECK_OWNED(xapc_database_get_metadata(db, "b", Z, NULL, NULL), "own");
    xapc_database_free(db);
}

static void numbers_are_kept_when_they_do_not_overlap(void)
{
    const char *to = fixture_path("kept");
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.no_renumber = true;
    xapc_database *db = two_sources("c", "d", 8);
    CHECK_OK(xapc_database_compact(db, to, &options, &error));
    xapc_database_free(db);
    db = open_database(to);
    xapc_postiter *it = NULL;
    CHECK_OK(it = xapc_database_postlist(db, "all", Z, &error));
    CHECK(xapc_postiter_next(it, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 3);
    CHECK(xapc_postiter_next(it, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 8);
    xapc_postiter_free(it);
    xapc_database_free(db);

    db = two_sources("e", "f", 3);
    CHECK_ERROR(xapc_database_compact(db, fixture_path("overlap"), &options, &error),
                XAPC_ERROR_INVALID_OPERATION);
    xapc_database_free(db);
}

typedef struct {
    int calls, result;
    char key[32], values[64];
} Resolver;

static int join_values(const char *key, size_t key_len, const xapc_bytes *values, size_t count,
                       xapc_bytes *chosen, void *user)
{
    Resolver *resolver = user;
    resolver->calls++;
    memcpy(resolver->key, key, key_len);
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(resolver->values);
        snprintf(resolver->values + used, sizeof resolver->values - used, "%.*s+",
                 (int)values[i].len, values[i].data);
    }
    chosen->data = resolver->values;
    chosen->len = XAPC_NUL_TERMINATED;
    return resolver->result;
}

static void double_metadata_is_resolved_by_the_caller(void)
{
    const char *to = fixture_path("resolved");
    Resolver resolver = {0};
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.resolve_metadata = join_values;
    options.resolve_user = &resolver;
    xapc_database *db = two_sources("g", "h", 3);
    CHECK_OK(xapc_database_compact(db, to, &options, &error));
    xapc_database_free(db);
    CHECK_UINT((uint64_t)resolver.calls, 1);
    CHECK_STRING(resolver.key, "shared");
    db = open_database(to);
    CHECK_OWNED(xapc_database_get_metadata(db, "shared", Z, NULL, NULL), "first+second+");
    xapc_database_free(db);
}

static void a_resolver_can_stop_it(void)
{
    Resolver resolver = {.result = -3};
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.resolve_metadata = join_values;
    options.resolve_user = &resolver;
    xapc_database *db = two_sources("i", "j", 3);
    CHECK_ERROR(xapc_database_compact(db, fixture_path("stopped"), &options, &error),
                XAPC_ERROR_CALLBACK);
    xapc_database_free(db);
}

static int count_tables(const char *table, const char *status, void *user)
{
    unsigned *tables = user;
    (void)status;
    return strcmp(table, "position") == 0 ? -1 : (int)++*tables;
}

static void progress_is_told_and_can_stop_it(void)
{
    unsigned tables = 0;
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.status = count_tables;
    options.status_user = &tables;
    xapc_database *db = open_database(fixture_database("progress"));
    CHECK_ERROR(xapc_database_compact(db, fixture_path("half"), &options, &error),
                XAPC_ERROR_CALLBACK);
    CHECK(tables > 0);
    xapc_database_free(db);
}

static void what_cannot_be_written_is_an_error(void)
{
    const char *from = fixture_database("onto itself");
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    xapc_database *db = open_database(from);
    CHECK_ERROR(xapc_database_compact(db, from, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_database_compact(db, fixture_path("no/such/parent"), NULL, &error),
                XAPC_ERROR_DATABASE);
    CHECK_ERROR(xapc_database_compact(db, NULL, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
    options.level = (xapc_compact_level)9;
    CHECK_ERROR(xapc_database_compact(db, fixture_path("level"), &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_database_free(db);
}

static const tap_test tests[] = {
    {"a copy has all that the source has", a_copy_has_all_that_the_source_has},
    {"a single file is one", a_single_file_is_one},
    {"several databases become one with new numbers", several_become_one_with_new_numbers},
    {"numbers are kept when they do not overlap", numbers_are_kept_when_they_do_not_overlap},
    {"double metadata is resolved by the caller", double_metadata_is_resolved_by_the_caller},
    {"a resolver can stop it", a_resolver_can_stop_it},
    {"progress is told and can stop it", progress_is_told_and_can_stop_it},
    {"what cannot be written is an error", what_cannot_be_written_is_an_error},
};

int main(void)
{
    return TAP_RUN(tests);
}
