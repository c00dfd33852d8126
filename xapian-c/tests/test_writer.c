/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: opening and locking, documents, commits and transactions, metadata, spelling, synonyms.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"
#include "tap.h"

static xapc_writer *open_with(const char *path, xapc_writer_action action, unsigned flags)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = action;
    options.flags = flags;
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    return writer;
}

static void check_open_fails(const char *path, xapc_writer_action action, xapc_code code)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = action;
    CHECK_ERROR(xapc_writer_open(path, &options, &error), code);
}

static xapc_document *document(const char *term)
{
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_document_new(&error));
    CHECK_OK(xapc_document_add_term(doc, term, Z, 1, &error));
    return doc;
}

static xapc_doccount doccount(const xapc_database *db)
{
    xapc_doccount count = 0;
    CHECK_OK(xapc_database_get_doccount(db, &count, &error));
    return count;
}

static xapc_doccount termfreq(const xapc_writer *writer, const char *term)
{
    xapc_doccount count = 0;
    CHECK_OK(xapc_database_get_termfreq(xapc_writer_database(writer), term, Z, &count, &error));
    return count;
}

static xapc_docid add(xapc_writer *writer, const char *term)
{
    xapc_docid docid = 0;
    xapc_document *doc = document(term);
    CHECK_OK(xapc_writer_add_document(writer, doc, &docid, &error));
    xapc_document_free(doc);
    return docid;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- Opening ---- */

static void actions_decide_about_an_old_database(void)
{
    const char *path = fixture_path("actions");
    check_open_fails(path, XAPC_OPEN, XAPC_ERROR_DATABASE_NOT_FOUND);
    xapc_writer_free(open_with(path, XAPC_CREATE, 0));
    check_open_fails(path, XAPC_CREATE, XAPC_ERROR_DATABASE_CREATE);
    xapc_writer *writer = open_with(path, XAPC_CREATE_OR_OPEN, XAPC_WRITER_NO_SYNC);
    CHECK_UINT(add(writer, "a"), 1);
    xapc_writer_free(writer);
    writer = open_with(path, XAPC_OPEN, 0);
    CHECK_UINT(doccount(xapc_writer_database(writer)), 1);
    xapc_writer_free(writer);
    writer = open_with(path, XAPC_CREATE_OR_OVERWRITE, 0);
    CHECK_UINT(doccount(xapc_writer_database(writer)), 0);
    xapc_writer_free(writer);
}

static void a_database_that_cannot_be_made_is_an_error(void)
{
    check_open_fails(fixture_path("no/such/parent"), XAPC_CREATE, XAPC_ERROR_DATABASE_CREATE);
    const char *file = fixture_path("plain file");
    FILE *made = fopen(file, "w");
    CHECK(made && fputs("text\n", made) >= 0 && fclose(made) == 0);
    check_open_fails(file, XAPC_CREATE_OR_OPEN, XAPC_ERROR_DATABASE_OPENING);
    CHECK_ERROR(xapc_writer_open(NULL, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void a_stub_of_several_is_written_as_one(void)
{
    char text[1400];
    const char *one = fixture_database("stub one"), *two = fixture_database("stub two");
    const char *stub = fixture_path("stub");
    snprintf(text, sizeof text, "auto %s\nauto %s\n", one, two);
    FILE *file = fopen(stub, "w");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
    xapc_writer *writer = open_with(stub, XAPC_OPEN, 0);
    CHECK_UINT(doccount(xapc_writer_database(writer)), 2 * FIXTURE_DOCUMENTS);
    CHECK_UINT(add(writer, "a"), 2 * FIXTURE_DOCUMENTS + 1);
    xapc_writer_free(writer);
}

static void the_block_size_is_used(void)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.block_size = 2048;
    options.flags = XAPC_WRITER_NO_SYNC;
    const char *path = fixture_path("small blocks");
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    add(writer, "a");
    xapc_writer_free(writer);
    char part[700];
    struct stat status;
    snprintf(part, sizeof part, "%s/postlist.glass", path);
    CHECK(stat(part, &status) == 0);
    CHECK(status.st_size > 0 && status.st_size % 8192 != 0 && status.st_size % 2048 == 0);
}

static void unknown_flags_are_refused(void)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.flags = 0x8000;
    CHECK_ERROR(xapc_writer_open(fixture_path("f"), &options, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void dangerous_and_without_termlists_it_still_indexes(void)
{
    const char *path = fixture_path("lists");
    xapc_writer *writer =
        open_with(path, XAPC_CREATE, XAPC_WRITER_NO_TERMLIST | XAPC_WRITER_DANGEROUS);
    CHECK_UINT(add(writer, "a"), 1);
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_UINT(termfreq(writer, "a"), 1);
    CHECK_ERROR(xapc_database_termlist(xapc_writer_database(writer), 1, &error),
                XAPC_ERROR_FEATURE_UNAVAILABLE);
    xapc_writer_free(writer);
}

/* ---- The lock ---- */

static void a_held_lock_fails_at_once_without_a_wait(void)
{
    const char *path = fixture_path("held");
    xapc_writer *writer = open_with(path, XAPC_CREATE, 0);
    double start = seconds();
    check_open_fails(path, XAPC_OPEN, XAPC_ERROR_DATABASE_LOCK);
    CHECK(seconds() - start < 1.0);
    xapc_writer_free(writer);
}

static void the_wait_for_a_lock_has_an_end(void)
{
    const char *path = fixture_path("waited for");
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.lock_wait_ms = 120;
    xapc_writer *writer = open_with(path, XAPC_CREATE, 0);
    double start = seconds();
    CHECK_ERROR(xapc_writer_open(path, &options, &error), XAPC_ERROR_DATABASE_LOCK);
    double waited = seconds() - start;
    CHECK(waited >= 0.119 && waited < 5.0);
    xapc_writer_free(writer);
}

static void *close_soon(void *writer)
{
    const struct timespec nap = {.tv_nsec = 100000000};
    nanosleep(&nap, NULL);
    xapc_writer_free(writer);
    return NULL;
}

static void waiting_gets_the_lock_when_it_is_let_go(void)
{
    const char *path = fixture_path("let go");
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.lock_wait_ms = XAPC_WAIT_FOREVER;
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, close_soon, open_with(path, XAPC_CREATE, 0)) == 0);
    double start = seconds();
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    CHECK(seconds() - start > 0.05);
    CHECK(pthread_join(thread, NULL) == 0);
    xapc_writer_free(writer);
}

static void a_lock_that_cannot_be_had_is_not_waited_for(void)
{
    char lock[700];
    const char *path = fixture_database("no lock");
    snprintf(lock, sizeof lock, "%s/flintlock", path);
    CHECK(unlink(lock) == 0 && mkdir(lock, 0700) == 0);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.lock_wait_ms = 20000;
    double start = seconds();
    CHECK_ERROR(xapc_writer_open(path, &options, &error), XAPC_ERROR_DATABASE_LOCK);
    CHECK(seconds() - start < 5.0);
}

static void closing_lets_go_of_the_lock_though_something_is_left(void)
{
    const char *path = fixture_database("left over");
    xapc_writer *writer = open_with(path, XAPC_OPEN, 0);
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_database_get_document(xapc_writer_database(writer), 1, false, &error));
    CHECK_OK(xapc_writer_close(writer, &error));
    CHECK_OK(xapc_writer_close(writer, &error));
    xapc_document *more = document("more");
    CHECK_ERROR(xapc_writer_add_document(writer, more, NULL, &error), XAPC_ERROR_DATABASE_CLOSED);
    xapc_document_free(more);
    xapc_writer_free(open_with(path, XAPC_OPEN, 0));
    xapc_writer_free(writer);
    xapc_document_free(doc);
}

/* ---- Documents ---- */

static void documents_are_added_replaced_and_deleted(void)
{
    xapc_writer *writer = open_with(fixture_path("documents"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_UINT(add(writer, "a"), 1);
    CHECK_UINT(add(writer, "a"), 2);
    xapc_document *doc = document("b");
    CHECK_OK(xapc_writer_replace_document(writer, 1, doc, &error));
    CHECK_OK(xapc_writer_replace_document(writer, 9, doc, &error));
    CHECK_ERROR(xapc_writer_replace_document(writer, 0, doc, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_UINT(termfreq(writer, "a"), 1);
    CHECK_UINT(termfreq(writer, "b"), 2);
    CHECK_UINT(add(writer, "c"), 10);
    CHECK_OK(xapc_writer_delete_document(writer, 2, &error));
    CHECK_ERROR(xapc_writer_delete_document(writer, 2, &error), XAPC_ERROR_DOC_NOT_FOUND);
    CHECK_UINT(termfreq(writer, "a"), 0);
    xapc_document_free(doc);
    xapc_writer_free(writer);
}

static void documents_are_replaced_and_deleted_by_term(void)
{
    xapc_writer *writer = open_with(fixture_path("by term"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    xapc_docid docid = 0;
    xapc_document *doc = document("Qkey");
    CHECK_OK(xapc_writer_replace_document_by_term(writer, "Qkey", Z, doc, &docid, &error));
    CHECK_UINT(docid, 1);
    CHECK_UINT(add(writer, "other"), 2);
    CHECK_UINT(add(writer, "Qkey"), 3);
    CHECK_OK(xapc_writer_replace_document_by_term(writer, "Qkey", Z, doc, &docid, &error));
    CHECK_UINT(docid, 1);
    CHECK_UINT(doccount(xapc_writer_database(writer)), 2);
    CHECK_OK(xapc_writer_delete_document_by_term(writer, "Qkey", Z, &error));
    CHECK_OK(xapc_writer_delete_document_by_term(writer, "Qkey", Z, &error));
    CHECK_UINT(doccount(xapc_writer_database(writer)), 1);
    CHECK_ERROR(xapc_writer_replace_document_by_term(writer, "", 0, doc, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_writer_delete_document_by_term(writer, "", 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_document_free(doc);
    xapc_writer_free(writer);
}

/* Adds a document with a term of so many equal bytes. */
static bool add_term_of(xapc_writer *writer, int byte, size_t len, xapc_error **failure)
{
    char term[XAPC_MAX_TERM_LENGTH + 2];
    memset(term, byte, sizeof term);
    xapc_document *doc = document("short");
    CHECK_OK(xapc_document_add_term(doc, term, len, 1, &error));
    bool added = xapc_writer_add_document(writer, doc, NULL, failure);
    xapc_document_free(doc);
    return added;
}

static void a_term_that_is_too_long_loses_only_its_document(void)
{
    xapc_writer *writer = open_with(fixture_path("long"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_UINT(add(writer, "before"), 1);
    CHECK_OK(add_term_of(writer, 't', XAPC_MAX_TERM_LENGTH, &error));
    CHECK_ERROR(add_term_of(writer, 't', XAPC_MAX_TERM_LENGTH + 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_UINT(add(writer, "after"), 3);
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_UINT(doccount(xapc_writer_database(writer)), 3);
    CHECK_UINT(termfreq(writer, "short"), 1);
    xapc_writer_free(writer);
}

static void nul_bytes_count_twice_in_a_terms_length(void)
{
    xapc_writer *writer = open_with(fixture_path("nuls"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_OK(add_term_of(writer, 0, XAPC_MAX_TERM_LENGTH / 2, &error));
    CHECK_ERROR(add_term_of(writer, 0, XAPC_MAX_TERM_LENGTH / 2 + 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_UINT(doccount(xapc_writer_database(writer)), 1);
    xapc_writer_free(writer);
}

static void what_is_too_long_for_the_other_tables_is_refused_at_once(void)
{
    char word[XAPC_MAX_TERM_LENGTH + 1];
    memset(word, 'w', sizeof word);
    xapc_writer *writer = open_with(fixture_path("tables"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    xapc_document *doc = document("a");
    CHECK_ERROR(xapc_writer_add_spelling(writer, word, sizeof word, 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_writer_add_synonym(writer, "a", 1, word, sizeof word, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_writer_add_synonym(writer, word, sizeof word, "a", 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_writer_delete_document_by_term(writer, word, sizeof word, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_writer_replace_document_by_term(writer, word, sizeof word, doc, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_writer_add_spelling(writer, word, sizeof word - 1, 1, &error));
    CHECK_OK(xapc_writer_add_synonym(writer, word, sizeof word - 1, word, sizeof word - 1, &error));
    CHECK_OK(xapc_writer_commit(writer, &error));
    xapc_document_free(doc);
    xapc_writer_free(writer);
}

static void nul_and_any_bytes_in_terms_are_found_again(void)
{
    const char *path = fixture_path("bytes");
    xapc_writer *writer = open_with(path, XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    xapc_document *doc = document("plain");
    CHECK_OK(xapc_document_add_term(doc, "n\0l", 3, 1, &error));
    CHECK_OK(xapc_document_add_term(doc, "\xc3\x28\xff", 3, 1, &error));
    CHECK_OK(xapc_writer_add_document(writer, doc, NULL, &error));
    xapc_document_free(doc);
    xapc_writer_free(writer);
    xapc_database *db = NULL;
    xapc_doccount freq = 0;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_AUTO, &error));
    CHECK_OK(xapc_database_get_termfreq(db, "n\0l", 3, &freq, &error));
    CHECK_UINT(freq, 1);
    CHECK_OK(xapc_database_get_termfreq(db, "n", 1, &freq, &error));
    CHECK_UINT(freq, 0);
    CHECK_OK(xapc_database_get_termfreq(db, "\xc3\x28\xff", 3, &freq, &error));
    CHECK_UINT(freq, 1);
    xapc_database_free(db);
}

static void two_writers_share_the_documents(void)
{
    xapc_writer *one = open_with(fixture_path("half one"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    xapc_writer *two = open_with(fixture_path("half two"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_OK(xapc_writer_add_database(one, two, &error));
    CHECK_UINT(add(one, "a"), 1);
    CHECK_UINT(add(one, "a"), 2);
    CHECK_UINT(doccount(xapc_writer_database(one)), 2);
    CHECK_UINT(doccount(xapc_writer_database(two)), 1);
    xapc_writer_free(one);
    xapc_writer_free(two);
}

/* ---- Commits and transactions ---- */

static void readers_see_what_is_committed(void)
{
    const char *path = fixture_path("committed");
    xapc_writer *writer = open_with(path, XAPC_CREATE, 0);
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_AUTO, &error));
    add(writer, "a");
    CHECK_UINT(doccount(xapc_writer_database(writer)), 1);
    CHECK_OK(xapc_database_reopen(db, NULL, &error));
    CHECK_UINT(doccount(db), 0);
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_OK(xapc_database_reopen(db, NULL, &error));
    CHECK_UINT(doccount(db), 1);
    xapc_database_free(db);
    xapc_writer_free(writer);
}

static void a_transaction_is_kept_or_dropped_whole(void)
{
    xapc_writer *writer = open_with(fixture_path("whole"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_OK(xapc_writer_begin_transaction(writer, true, &error));
    add(writer, "kept");
    CHECK_ERROR(xapc_writer_begin_transaction(writer, true, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_writer_commit(writer, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_OK(xapc_writer_commit_transaction(writer, &error));
    CHECK_OK(xapc_writer_begin_transaction(writer, true, &error));
    add(writer, "dropped");
    CHECK_OK(xapc_writer_cancel_transaction(writer, &error));
    CHECK_UINT(termfreq(writer, "kept"), 1);
    CHECK_UINT(termfreq(writer, "dropped"), 0);
    CHECK_ERROR(xapc_writer_commit_transaction(writer, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_writer_cancel_transaction(writer, &error), XAPC_ERROR_INVALID_OPERATION);
    xapc_writer_free(writer);
}

static void cancelling_an_unflushed_transaction_drops_what_was_before(void)
{
    xapc_writer *writer = open_with(fixture_path("unflushed"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    add(writer, "before");
    CHECK_OK(xapc_writer_begin_transaction(writer, false, &error));
    add(writer, "inside");
    CHECK_OK(xapc_writer_cancel_transaction(writer, &error));
    CHECK_UINT(termfreq(writer, "before") + termfreq(writer, "inside"), 0);
    xapc_writer_free(writer);
}

static void memory_has_no_transactions(void)
{
    xapc_writer *writer = fixture_memory();
    CHECK_ERROR(xapc_writer_begin_transaction(writer, true, &error), XAPC_ERROR_UNIMPLEMENTED);
    xapc_writer_free(writer);
}

static void freeing_commits(void)
{
    const char *path = fixture_path("freed");
    xapc_writer *writer = open_with(path, XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    add(writer, "a");
    xapc_writer_free(writer);
    writer = open_with(path, XAPC_OPEN, 0);
    CHECK_UINT(doccount(xapc_writer_database(writer)), 1);
    xapc_writer_free(writer);
}

/* ---- Metadata, spelling, synonyms ---- */

/* The terms of an iterator with spaces between; frees it. */
static void list(xapc_termiter *it, char *text, size_t size)
{
    text[0] = '\0';
    while (xapc_termiter_next(it, NULL)) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%s", used ? " " : "",
                 xapc_termiter_get_term(it, NULL));
    }
    CHECK(it && !xapc_termiter_failed(it));
    xapc_termiter_free(it);
}

#define CHECK_LIST(it, want)                                                                       \
    do {                                                                                           \
        char have_[200];                                                                           \
        list(it, have_, sizeof have_);                                                             \
        CHECK_STRING(have_, want);                                                                 \
    } while (0)

static void metadata_is_kept_by_key(void)
{
    const char *path = fixture_path("metadata");
    xapc_writer *writer = open_with(path, XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_OK(xapc_writer_set_metadata(writer, "a.1", Z, "x\0y", 3, &error));
    CHECK_OK(xapc_writer_set_metadata(writer, "a.2", Z, "two", Z, &error));
    CHECK_OK(xapc_writer_set_metadata(writer, "b", Z, "three", Z, &error));
    CHECK_ERROR(xapc_writer_set_metadata(writer, "", 0, "v", 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    const xapc_database *db = xapc_writer_database(writer);
    size_t len = 0;
    char *value = NULL;
    CHECK_OK(value = xapc_database_get_metadata(db, "a.1", Z, &len, &error));
    CHECK_BYTES(value, len, "x\0y", 3);
    xapc_free(value);
    CHECK_OWNED(xapc_database_get_metadata(db, "none", Z, NULL, NULL), "");
    CHECK_ERROR(xapc_database_get_metadata(db, "", 0, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_LIST(xapc_database_metadata_keys(db, "a.", Z, NULL), "a.1 a.2");
    CHECK_OK(xapc_writer_set_metadata(writer, "a.1", Z, "", 0, &error));
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_LIST(xapc_database_metadata_keys(db, "", 0, NULL), "a.2 b");
    xapc_writer_free(writer);
}

static void a_metadata_key_that_is_too_long_is_refused(void)
{
    char key[300];
    memset(key, 'k', sizeof key);
    xapc_writer *writer = open_with(fixture_path("keys"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    CHECK_OK(xapc_writer_set_metadata(writer, key, 200, "v", 1, &error));
    CHECK_ERROR(xapc_writer_set_metadata(writer, key, sizeof key, "v", 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_writer_free(writer);
}

static void spelling_is_suggested(void)
{
    xapc_writer *writer = open_with(fixture_path("spelling"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    const xapc_database *db = xapc_writer_database(writer);
    CHECK_OK(xapc_writer_add_spelling(writer, "mentor", Z, 3, &error));
    CHECK_OK(xapc_writer_add_spelling(writer, "menton", Z, 1, &error));
    CHECK_OWNED(xapc_database_get_spelling_suggestion(db, "mentro", Z, 2, NULL, NULL), "mentor");
    CHECK_OWNED(xapc_database_get_spelling_suggestion(db, "pupil", Z, 2, NULL, NULL), "");
    CHECK_OK(xapc_writer_remove_spelling(writer, "menton", Z, 1, &error));
    CHECK_OK(xapc_writer_remove_spelling(writer, "unknown", Z, 1, &error));
    CHECK_OK(xapc_writer_commit(writer, &error));
    xapc_termiter *it = NULL;
    xapc_doccount freq = 0;
    CHECK_OK(it = xapc_database_spellings(db, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "mentor");
    CHECK_OK(xapc_termiter_get_termfreq(it, &freq, &error));
    CHECK_UINT(freq, 3);
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    xapc_writer_free(writer);
}

static void synonyms_are_kept_by_term(void)
{
    xapc_writer *writer = open_with(fixture_path("synonyms"), XAPC_CREATE, XAPC_WRITER_NO_SYNC);
    const xapc_database *db = xapc_writer_database(writer);
    CHECK_OK(xapc_writer_add_synonym(writer, "mentor", Z, "guide", Z, &error));
    CHECK_OK(xapc_writer_add_synonym(writer, "mentor", Z, "buddy", Z, &error));
    CHECK_OK(xapc_writer_add_synonym(writer, "mentor", Z, "buddy", Z, &error));
    CHECK_OK(xapc_writer_add_synonym(writer, "pupil", Z, "student", Z, &error));
    CHECK_OK(xapc_writer_commit(writer, &error));
    CHECK_LIST(xapc_database_synonyms(db, "mentor", Z, NULL), "buddy guide");
    CHECK_LIST(xapc_database_synonyms(db, "nobody", Z, NULL), "");
    CHECK_LIST(xapc_database_synonym_keys(db, "", 0, NULL), "mentor pupil");
    CHECK_LIST(xapc_database_synonym_keys(db, "p", 1, NULL), "pupil");
    CHECK_OK(xapc_writer_remove_synonym(writer, "mentor", Z, "guide", Z, &error));
    CHECK_OK(xapc_writer_remove_synonym(writer, "mentor", Z, "not there", Z, &error));
    CHECK_LIST(xapc_database_synonyms(db, "mentor", Z, NULL), "buddy");
    CHECK_OK(xapc_writer_clear_synonyms(writer, "mentor", Z, &error));
    CHECK_LIST(xapc_database_synonyms(db, "mentor", Z, NULL), "");
    xapc_writer_free(writer);
}

static void a_writer_describes_itself(void)
{
    xapc_writer *writer = fixture_memory();
    char *description = NULL;
    CHECK_OK(description = xapc_writer_get_description(writer, &error));
    CHECK(strstr(description, "WritableDatabase") != NULL);
    xapc_free(description);
    xapc_writer_free(writer);
    CHECK(xapc_writer_database(NULL) == NULL);
}

static const tap_test tests[] = {
    {"actions decide about an old database", actions_decide_about_an_old_database},
    {"a database that cannot be made is an error", a_database_that_cannot_be_made_is_an_error},
    {"a stub of several is written as one", a_stub_of_several_is_written_as_one},
    {"the block size is used", the_block_size_is_used},
    {"unknown flags are refused", unknown_flags_are_refused},
    {"dangerous and without term lists, it still indexes",
     dangerous_and_without_termlists_it_still_indexes},
    {"a held lock fails at once without a wait", a_held_lock_fails_at_once_without_a_wait},
    {"the wait for a lock has an end", the_wait_for_a_lock_has_an_end},
    {"waiting gets the lock when it is let go", waiting_gets_the_lock_when_it_is_let_go},
    {"a lock that cannot be had is not waited for", a_lock_that_cannot_be_had_is_not_waited_for},
    {"closing lets go of the lock though something is left",
     closing_lets_go_of_the_lock_though_something_is_left},
    {"documents are added, replaced and deleted", documents_are_added_replaced_and_deleted},
    {"documents are replaced and deleted by term", documents_are_replaced_and_deleted_by_term},
    {"a term that is too long loses only its document",
     a_term_that_is_too_long_loses_only_its_document},
    {"NUL bytes count twice in a term's length", nul_bytes_count_twice_in_a_terms_length},
    {"what is too long for the other tables is refused at once",
     what_is_too_long_for_the_other_tables_is_refused_at_once},
    {"NUL and any bytes in terms are found again", nul_and_any_bytes_in_terms_are_found_again},
    {"two writers share the documents", two_writers_share_the_documents},
    {"readers see what is committed", readers_see_what_is_committed},
    {"a transaction is kept or dropped whole", a_transaction_is_kept_or_dropped_whole},
    {"cancelling an unflushed transaction drops what was before",
     cancelling_an_unflushed_transaction_drops_what_was_before},
    {"memory has no transactions", memory_has_no_transactions},
    {"freeing a writer commits", freeing_commits},
    {"metadata is kept by key", metadata_is_kept_by_key},
    {"a metadata key that is too long is refused", a_metadata_key_that_is_too_long_is_refused},
    {"spelling is suggested", spelling_is_suggested},
    {"synonyms are kept by term", synonyms_are_kept_by_term},
    {"a writer describes itself", a_writer_describes_itself},
};

int main(void)
{
    return TAP_RUN(tests);
}
