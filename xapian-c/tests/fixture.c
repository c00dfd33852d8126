/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tap.h"

static char folder[512];
static pid_t owner;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void fixture_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A child process that ends by exit() must leave the folder to its parent. */
static void remove_folder(void)
{
    if (getpid() == owner)
        fixture_remove(folder);
}

const char *fixture_path(const char *name)
{
    static char paths[64][640];
    static unsigned used;
    if (!folder[0]) {
        const char *where = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/xapian-c-XXXXXX", where ? where : "/tmp");
        owner = getpid();
        if (!mkdtemp(folder) || atexit(remove_folder) != 0) {
            perror(folder);
            exit(EXIT_FAILURE);
        }
    }
    char *path = paths[used++ % 64];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static const struct {
    const char *words;
    double year;
    const char *place;
} documents[FIXTURE_DOCUMENTS] = {
    {"mentor for new pupils", 2019, "north"},
    {"mentor and buddy for pupils mentor", 2021, "south"},
    {"buddy talks keep pupils", 2020, "north"},
    {"talks about staying talks", 2023, "east"},
    {"welcome letter for new pupils", 2022, "south"},
    {"handbook", 2018, ""},
};

xapc_writer *fixture_memory(void)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.backend = XAPC_BACKEND_INMEMORY;
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open("", &options, &error));
    return writer;
}

static void add_words(xapc_document *doc, const char *words)
{
    xapc_termpos position = 0;
    for (const char *word = words; *word;) {
        size_t len = strcspn(word, " ");
        CHECK_OK(xapc_document_add_posting(doc, word, len, ++position, 1, &error));
        word += len;
        word += *word == ' ';
    }
}

void fixture_fill(xapc_writer *writer)
{
    for (unsigned i = 0; i < FIXTURE_DOCUMENTS; i++) {
        char key[8];
        snprintf(key, sizeof key, "Q%u", i + 1);
        xapc_document *doc = NULL;
        CHECK_OK(doc = xapc_document_new(&error));
        add_words(doc, documents[i].words);
        CHECK_OK(xapc_document_add_boolean_term(doc, key, Z, &error));
        CHECK_OK(xapc_document_add_number(doc, SLOT_YEAR, documents[i].year, &error));
        CHECK_OK(xapc_document_add_value(doc, SLOT_PLACE, documents[i].place, Z, &error));
        CHECK_OK(xapc_document_set_data(doc, documents[i].words, Z, &error));
        xapc_docid docid = 0;
        CHECK_OK(xapc_writer_add_document(writer, doc, &docid, &error));
        CHECK_UINT(docid, i + 1);
        xapc_document_free(doc);
    }
}

const char *fixture_database(const char *name)
{
    const char *path = fixture_path(name);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = XAPC_CREATE;
    options.flags = XAPC_WRITER_NO_SYNC;
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(path, &options, &error));
    fixture_fill(writer);
    CHECK_OK(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    return path;
}

xapc_query *fixture_term(const char *term)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_term(term, XAPC_NUL_TERMINATED, 1, 0, &error));
    return query;
}

xapc_query *fixture_pair(xapc_op op, xapc_query *left, xapc_query *right)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_pair(op, left, right, &error));
    xapc_query_free(left);
    xapc_query_free(right);
    return query;
}
