/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening for reading, and what a database knows. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "tap.h"

static xapc_database *open_database(const char *path)
{
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_AUTO, &error));
    return db;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void check_doccount(const xapc_database *db, xapc_doccount want)
{
    xapc_doccount count = 0;
    CHECK_OK(xapc_database_get_doccount(db, &count, &error));
    CHECK_UINT(count, want);
}

static void compact_to_one_file(const char *from, const char *to)
{
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.single_file = true;
    xapc_database *db = open_database(from);
    CHECK_OK(xapc_database_compact(db, to, &options, &error));
    xapc_database_free(db);
}

/* ---- Opening ---- */

static void a_missing_database_is_named_in_the_error(void)
{
    xapc_error *failure = NULL;
    const char *path = fixture_path("nowhere");
    CHECK(!xapc_database_open(path, XAPC_BACKEND_AUTO, &failure));
    CHECK_UINT(xapc_error_code(failure), XAPC_ERROR_DATABASE_NOT_FOUND);
    CHECK(xapc_error_is(failure, XAPC_ERROR_DATABASE_OPENING));
    CHECK(strstr(xapc_error_message(failure), path) != NULL);
    CHECK_STRING(xapc_error_system_error(failure), "No such file or directory");
    xapc_error_free(failure);
    CHECK_ERROR(xapc_database_open(NULL, XAPC_BACKEND_AUTO, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void what_is_no_database_is_refused(void)
{
    const char *folder = fixture_path("folder"), *file = fixture_path("file");
    CHECK(mkdir(folder, 0700) == 0);
    write_file(file, "not a database\n");
    CHECK_ERROR(xapc_database_open(folder, XAPC_BACKEND_AUTO, &error),
                XAPC_ERROR_DATABASE_NOT_FOUND);
    CHECK_ERROR(xapc_database_open(file, XAPC_BACKEND_AUTO, &error), XAPC_ERROR_DATABASE_OPENING);
}

static void damaged_files_are_corrupt_or_of_another_version(void)
{
    char part[700];
    const char *path = fixture_database("damaged");
    snprintf(part, sizeof part, "%s/iamglass", path);
    write_file(part, "\x0f\x0dXapian Glass\xff\xff garbage garbage garbage garbage");
    xapc_error *failure = NULL;
    CHECK(!xapc_database_open(path, XAPC_BACKEND_AUTO, &failure));
    CHECK(xapc_error_is(failure, XAPC_ERROR_DATABASE));
    xapc_error_free(failure);
    CHECK(truncate(part, 0) == 0);
    CHECK_ERROR(xapc_database_open(path, XAPC_BACKEND_AUTO, &error), XAPC_ERROR_DATABASE_CORRUPT);
}

static void a_backend_may_be_asked_for(void)
{
    const char *path = fixture_database("backend");
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_GLASS, &error));
    check_doccount(db, FIXTURE_DOCUMENTS);
    xapc_database_free(db);
    CHECK_ERROR(xapc_database_open(path, XAPC_BACKEND_CHERT, &error),
                XAPC_ERROR_DATABASE_NOT_FOUND);
}

static void a_single_file_database_opens(void)
{
    const char *file = fixture_path("one.glass");
    compact_to_one_file(fixture_database("several files"), file);
    xapc_database *db = open_database(file);
    check_doccount(db, FIXTURE_DOCUMENTS);
    xapc_database_free(db);
}

enum { BLOCK = 8192 };

/* Writes a block of something else, and then all of `from`. */
static bool embed(FILE *from, FILE *to)
{
    char block[BLOCK];
    size_t len = sizeof block;
    memset(block, 'x', len);
    do {
        if (fwrite(block, 1, len, to) != len)
            return false;
        len = fread(block, 1, sizeof block, from);
    } while (len > 0);
    return !ferror(from);
}

static void a_database_inside_another_file_opens_by_descriptor(void)
{
    const char *plain = fixture_path("plain.glass"), *embedded = fixture_path("embedded");
    compact_to_one_file(fixture_database("to embed"), plain);
    FILE *from = fopen(plain, "rb"), *to = fopen(embedded, "wb");
    CHECK(from && to && embed(from, to) && fclose(from) == 0 && fclose(to) == 0);

    int fd = open(embedded, O_RDONLY | O_CLOEXEC);
    CHECK(fd >= 0 && lseek(fd, BLOCK, SEEK_SET) == BLOCK);
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open_fd(fd, &error));
    check_doccount(db, FIXTURE_DOCUMENTS);
    xapc_database_free(db);
    CHECK(fcntl(fd, F_GETFD) == -1);
}

static void a_descriptor_is_closed_when_opening_fails(void)
{
    const char *path = fixture_path("not glass");
    write_file(path, "not a database, but longer than the header of one would have to be .......");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    xapc_error *failure = NULL;
    CHECK(!xapc_database_open_fd(fd, &failure));
    CHECK(xapc_error_is(failure, XAPC_ERROR_DATABASE));
    xapc_error_free(failure);
    CHECK(fcntl(fd, F_GETFD) == -1);
    CHECK_ERROR(xapc_database_open_fd(-1, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void a_stub_file_stands_for_its_databases(void)
{
    char text[1400];
    const char *one = fixture_database("stub one"), *two = fixture_database("stub two");
    const char *stub = fixture_path("stub");
    snprintf(text, sizeof text, "auto %s\nauto %s\n", one, two);
    write_file(stub, text);
    xapc_database *db = open_database(stub);
    CHECK_UINT(xapc_database_size(db), 2);
    check_doccount(db, 2 * FIXTURE_DOCUMENTS);
    xapc_database_free(db);
}

static void several_databases_are_one(void)
{
    const char *paths[] = {fixture_database("first"), fixture_database("second")};
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open_several(paths, 2, &error));
    CHECK_UINT(xapc_database_size(db), 2);
    check_doccount(db, 2 * FIXTURE_DOCUMENTS);
    /* Document 3 of the second of two databases: (3 - 1) * 2 + 1 + 1. */
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_database_get_document(db, 6, false, &error));
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "buddy talks keep pupils");
    CHECK_UINT(xapc_document_get_docid(doc), 3);
    xapc_document_free(doc);
    xapc_database_free(db);
}

static void opening_several_is_all_or_nothing(void)
{
    const char *paths[] = {fixture_database("there"), fixture_path("not there")};
    CHECK_ERROR(xapc_database_open_several(paths, 2, &error), XAPC_ERROR_DATABASE_NOT_FOUND);
    CHECK_ERROR(xapc_database_open_several(NULL, 2, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void databases_are_added_to_an_empty_one(void)
{
    xapc_database *all = NULL, *part = open_database(fixture_database("part"));
    CHECK_OK(all = xapc_database_new(&error));
    check_doccount(all, 0);
    CHECK_UINT(xapc_database_size(all), 0);
    CHECK_OK(xapc_database_add_database(all, part, &error));
    xapc_database_free(part);
    check_doccount(all, FIXTURE_DOCUMENTS);
    CHECK_OK(xapc_database_keep_alive(all, &error));
    xapc_database_free(all);
    CHECK_UINT(xapc_database_size(NULL), 0);
}

static void a_closed_database_says_so(void)
{
    xapc_database *db = open_database(fixture_database("closed"));
    CHECK_OK(xapc_database_close(db, &error));
    CHECK_OK(xapc_database_close(db, &error));
    CHECK_ERROR(xapc_database_get_document(db, 1, false, &error), XAPC_ERROR_DATABASE_CLOSED);
    CHECK_ERROR(xapc_database_reopen(db, NULL, &error), XAPC_ERROR_DATABASE_CLOSED);
    xapc_database_free(db);
}

/* ---- Readers beside a writer ---- */

/* Enough documents that not every block is read on opening. */
enum { MANY = 2000 };

static void add_many(xapc_writer *writer)
{
    for (unsigned i = 1; i <= MANY; i++) {
        char text[64];
        xapc_document *doc = NULL;
        CHECK_OK(doc = xapc_document_new(&error));
        snprintf(text, sizeof text, "%u %u %u %u", i, i * 7919, i * 104729, i * 1299709);
        CHECK_OK(xapc_document_set_data(doc, text, Z, &error));
        CHECK_OK(xapc_document_add_term(doc, "all", Z, 1, &error));
        CHECK_OK(xapc_writer_replace_document(writer, i, doc, &error));
        xapc_document_free(doc);
    }
    CHECK_OK(xapc_writer_commit(writer, &error));
}

static bool read_data(const xapc_database *db, xapc_docid docid, xapc_error **failure)
{
    xapc_document *doc = xapc_database_get_document(db, docid, false, failure);
    char *data = doc ? xapc_document_get_data(doc, NULL, failure) : NULL;
    bool read = data != NULL;
    xapc_free(data);
    xapc_document_free(doc);
    return read;
}

static void a_reader_two_commits_behind_must_reopen(void)
{
    const char *path = fixture_path("modified");
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.flags = XAPC_WRITER_NO_SYNC;
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    add_many(writer);
    xapc_database *db = open_database(path);
    bool changed = true;
    CHECK_OK(xapc_database_reopen(db, &changed, &error));
    CHECK(!changed);
    add_many(writer);
    CHECK_OK(read_data(db, 1, &error));
    add_many(writer);
    CHECK_ERROR(read_data(db, MANY, &error), XAPC_ERROR_DATABASE_MODIFIED);
    CHECK_OK(xapc_database_reopen(db, &changed, &error));
    CHECK(changed);
    CHECK_OK(read_data(db, MANY, &error));
    xapc_writer_free(writer);
    xapc_database_free(db);
}

static void a_lock_is_seen(void)
{
    const char *path = fixture_database("locked");
    xapc_database *db = open_database(path);
    bool locked = true;
    CHECK_OK(xapc_database_locked(db, &locked, &error));
    CHECK(!locked);
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, NULL, &error));
    CHECK_OK(xapc_database_locked(db, &locked, &error));
    CHECK(locked);
    xapc_writer_free(writer);
    CHECK_OK(xapc_database_locked(db, &locked, &error));
    CHECK(!locked);
    xapc_database_free(db);
}

/* ---- Statistics ---- */

static void the_whole_database_is_measured(void)
{
    xapc_database *db = open_database(fixture_database("whole"));
    xapc_docid last = 0;
    xapc_termcount lower = 0, upper = 0;
    uint64_t total = 0, revision = 0;
    double average = 0;
    bool positions = false;
    CHECK_OK(xapc_database_get_lastdocid(db, &last, &error));
    CHECK_UINT(last, 6);
    CHECK_OK(xapc_database_get_total_length(db, &total, &error));
    CHECK_UINT(total, 4 + 6 + 4 + 4 + 5 + 1);
    CHECK_OK(xapc_database_get_average_length(db, &average, &error));
    CHECK_NEAR(average, 24.0 / 6);
    CHECK_OK(xapc_database_get_doclength_lower_bound(db, &lower, &error));
    CHECK(lower <= 1);
    CHECK_OK(xapc_database_get_doclength_upper_bound(db, &upper, &error));
    CHECK(upper >= 6);
    CHECK_OK(xapc_database_has_positions(db, &positions, &error));
    CHECK(positions);
    CHECK_OK(xapc_database_get_revision(db, &revision, &error));
    CHECK(revision >= 1);
    char *uuid = NULL, *description = NULL;
    CHECK_OK(uuid = xapc_database_get_uuid(db, &error));
    CHECK_UINT(strlen(uuid), 36);
    CHECK_OK(description = xapc_database_get_description(db, &error));
    CHECK(strstr(description, "Database(") != NULL);
    xapc_free(description);
    xapc_free(uuid);
    xapc_database_free(db);
}

static void a_revision_is_of_one_database_on_disk(void)
{
    const char *paths[] = {fixture_database("rev one"), fixture_database("rev two")};
    xapc_database *db = NULL;
    uint64_t revision = 5;
    CHECK_OK(db = xapc_database_open_several(paths, 2, &error));
    CHECK_ERROR(xapc_database_get_revision(db, &revision, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_UINT(revision, 5);
    xapc_database_free(db);
}

static void documents_are_measured(void)
{
    xapc_database *db = open_database(fixture_database("documents"));
    xapc_termcount length = 0, unique = 0;
    CHECK_OK(xapc_database_get_doclength(db, 2, &length, &error));
    CHECK_UINT(length, 6);
    CHECK_OK(xapc_database_get_unique_terms(db, 2, &unique, &error));
    CHECK_UINT(unique, 6); /* mentor and buddy for pupils, Q2 */
    CHECK_ERROR(xapc_database_get_doclength(db, 99, &length, &error), XAPC_ERROR_DOC_NOT_FOUND);
    CHECK_UINT(length, 6);
    CHECK_ERROR(xapc_database_get_doclength(db, 0, &length, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_database_free(db);
}

static void documents_are_read_or_not_found(void)
{
    xapc_database *db = open_database(fixture_database("read"));
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_database_get_document(db, 4, false, &error));
    CHECK_UINT(xapc_document_get_docid(doc), 4);
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "talks about staying talks");
    CHECK_OWNED(xapc_document_get_value(doc, SLOT_PLACE, NULL, NULL), "east");
    xapc_document_free(doc);
    CHECK_ERROR(xapc_database_get_document(db, 7, false, &error), XAPC_ERROR_DOC_NOT_FOUND);
    CHECK_ERROR(xapc_database_get_document(db, 0, false, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(doc = xapc_database_get_document(db, 7, true, &error));
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "");
    xapc_document_free(doc);
    xapc_database_free(db);
}

static void a_document_outlives_its_database_handle(void)
{
    xapc_database *db = open_database(fixture_database("outlives"));
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_database_get_document(db, 1, false, &error));
    xapc_database_free(db);
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "mentor for new pupils");
    xapc_document_free(doc);
}

static void terms_are_measured(void)
{
    xapc_database *db = open_database(fixture_database("terms"));
    bool exists = false;
    xapc_doccount termfreq = 0;
    xapc_termcount collection = 0, bound = 0;
    CHECK_OK(xapc_database_term_exists(db, "mentor", Z, &exists, &error));
    CHECK(exists);
    CHECK_OK(xapc_database_term_exists(db, "nobody", Z, &exists, &error));
    CHECK(!exists);
    CHECK_OK(xapc_database_term_exists(db, "", 0, &exists, &error));
    CHECK(exists);
    CHECK_OK(xapc_database_get_termfreq(db, "mentor", Z, &termfreq, &error));
    CHECK_UINT(termfreq, 2);
    CHECK_OK(xapc_database_get_collection_freq(db, "mentor", Z, &collection, &error));
    CHECK_UINT(collection, 3);
    CHECK_OK(xapc_database_get_wdf_upper_bound(db, "mentor", Z, &bound, &error));
    CHECK(bound >= 2);
    CHECK_OK(xapc_database_get_termfreq(db, "nobody", Z, &termfreq, &error));
    CHECK_UINT(termfreq, 0);
    xapc_database_free(db);
}

static void values_are_measured(void)
{
    xapc_database *db = open_database(fixture_database("values"));
    xapc_doccount freq = 0;
    CHECK_OK(xapc_database_get_value_freq(db, SLOT_PLACE, &freq, &error));
    CHECK_UINT(freq, 5);
    CHECK_OWNED(xapc_database_get_value_lower_bound(db, SLOT_PLACE, NULL, NULL), "east");
    CHECK_OWNED(xapc_database_get_value_upper_bound(db, SLOT_PLACE, NULL, NULL), "south");
    CHECK_OWNED(xapc_database_get_value_upper_bound(db, 77, NULL, NULL), "");
    xapc_database_free(db);
}

static void a_sound_database_checks_clean_and_a_damaged_one_does_not(void)
{
    const char *path = fixture_database("checked");
    size_t errors = 99;
    char *report = NULL;
    CHECK_OK(xapc_database_check(path, XAPC_CHECK_SHOW_STATS, &errors, &report, &error));
    CHECK_UINT(errors, 0);
    CHECK(strstr(report, "postlist") != NULL);
    xapc_free(report);

    char part[700];
    snprintf(part, sizeof part, "%s/postlist.glass", path);
    FILE *file = fopen(part, "r+b");
    CHECK(file && fseek(file, 8100, SEEK_SET) == 0 && fputs("garbage", file) >= 0 &&
          fclose(file) == 0);
    xapc_error *failure = NULL;
    bool checked = xapc_database_check(path, 0, &errors, NULL, &failure);
    CHECK(checked ? errors > 0 : xapc_error_is(failure, XAPC_ERROR_DATABASE));
    xapc_error_free(failure);
    CHECK_ERROR(xapc_database_check(fixture_path("none"), 0, &errors, NULL, &error),
                XAPC_ERROR_DATABASE_OPENING);
    CHECK_ERROR(xapc_database_check(path, 0x1000, &errors, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
}

static const tap_test tests[] = {
    {"a missing database is named in the error", a_missing_database_is_named_in_the_error},
    {"what is no database is refused", what_is_no_database_is_refused},
    {"damaged files are an error of the database", damaged_files_are_corrupt_or_of_another_version},
    {"a backend may be asked for", a_backend_may_be_asked_for},
    {"a single-file database opens", a_single_file_database_opens},
    {"a database inside another file opens by descriptor",
     a_database_inside_another_file_opens_by_descriptor},
    {"a descriptor is closed when opening fails", a_descriptor_is_closed_when_opening_fails},
    {"a stub file stands for its databases", a_stub_file_stands_for_its_databases},
    {"several databases are one", several_databases_are_one},
    {"opening several is all or nothing", opening_several_is_all_or_nothing},
    {"databases are added to an empty one", databases_are_added_to_an_empty_one},
    {"a closed database says so", a_closed_database_says_so},
    {"a reader two commits behind must reopen", a_reader_two_commits_behind_must_reopen},
    {"a lock is seen", a_lock_is_seen},
    {"the whole database is measured", the_whole_database_is_measured},
    {"a revision is of one database on disk", a_revision_is_of_one_database_on_disk},
    {"documents are measured", documents_are_measured},
    {"documents are read, or not found", documents_are_read_or_not_found},
    {"a document outlives its database handle", a_document_outlives_its_database_handle},
    {"terms are measured", terms_are_measured},
    {"values are measured", values_are_measured},
    {"a sound database checks clean and a damaged one does not",
     a_sound_database_checks_clean_and_a_damaged_one_does_not},
};

int main(void)
{
    return TAP_RUN(tests);
}
