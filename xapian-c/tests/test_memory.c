/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running out of memory: every allocation of a whole session of indexing and searching is made to
 * fail once, with all that come after it. Each time every call must either succeed or report that
 * there is no memory; nothing may crash. */
#include <stdio.h>
#include <stdlib.h>

#include "../src/testing.h"
#include "fixture.h"
#include "tap.h"

/* True when a call failed, and rightly so; counts it when not. */
static bool out_of_memory(xapc_error **error, unsigned *wrong)
{
    if (xapc_error_code(*error) != XAPC_ERROR_NO_MEMORY)
        (*wrong)++;
    xapc_error_free(*error);
    *error = NULL;
    return true;
}

#define STEP(call)                                                                                 \
    do {                                                                                           \
        if (!(call) && out_of_memory(&error, wrong))                                               \
            goto end;                                                                              \
    } while (0)

static bool index_documents(xapc_writer *writer, unsigned *wrong)
{
    xapc_error *error = NULL;
    xapc_document *doc = NULL;
    bool done = false;
    STEP(doc = xapc_document_new(&error));
    STEP(xapc_document_add_posting(doc, "a term longer than fits a string", Z, 1, 1, &error));
    STEP(xapc_document_add_term(doc, "mentor", Z, 1, &error));
    STEP(xapc_document_add_value(doc, 0, "a value longer than fits a string", Z, &error));
    STEP(xapc_document_set_data(doc, "data", Z, &error));
    STEP(xapc_writer_add_document(writer, doc, NULL, &error));
    STEP(xapc_writer_add_document(writer, doc, NULL, &error));
    done = true;
end:
    xapc_document_free(doc);
    return done;
}

static bool read_hits(const xapc_mset *hits, unsigned *wrong)
{
    xapc_error *error = NULL;
    xapc_document *doc = NULL;
    xapc_termiter *it = NULL;
    char *value = NULL;
    bool done = false;
    STEP(doc = xapc_mset_get_document(hits, 0, &error));
    STEP(value = xapc_document_get_value(doc, 0, NULL, &error));
    STEP(it = xapc_document_termlist(doc, &error));
    while (xapc_termiter_next(it, &error))
        continue;
    STEP(!xapc_termiter_failed(it));
    done = true;
end:
    xapc_free(value);
    xapc_termiter_free(it);
    xapc_document_free(doc);
    return done;
}

static bool search(const xapc_database *db, unsigned *wrong)
{
    xapc_error *error = NULL;
    xapc_query *word = NULL, *all = NULL, *query = NULL;
    xapc_enquire *enquire = NULL;
    xapc_matchspy *spy = NULL;
    xapc_mset *hits = NULL;
    bool done = false;
    STEP(word = xapc_query_new_term("mentor", Z, 1, 0, &error));
    STEP(all = xapc_query_new_match_all(&error));
    STEP(query = xapc_query_new_pair(XAPC_OP_OR, word, all, &error));
    STEP(enquire = xapc_enquire_new(db, &error));
    STEP(spy = xapc_matchspy_new_value_count(0, &error));
    STEP(xapc_enquire_add_matchspy(enquire, spy, &error));
    STEP(xapc_enquire_set_query(enquire, query, 0, &error));
    STEP(hits = xapc_enquire_get_mset(enquire, 0, 10, NULL, &error));
    done = read_hits(hits, wrong);
end:
    xapc_mset_free(hits);
    xapc_matchspy_free(spy);
    xapc_enquire_free(enquire);
    xapc_query_free(query);
    xapc_query_free(all);
    xapc_query_free(word);
    return done;
}

/* The whole session with so many allocations allowed; true when that was enough. */
static bool session(long allowed, unsigned *wrong)
{
    xapc_error *error = NULL;
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.backend = XAPC_BACKEND_INMEMORY;
    xapc_writer *writer = NULL;
    bool done = false;
    xapc_testing_limit_allocations(allowed);
    STEP(writer = xapc_writer_open("", &options, &error));
    done = index_documents(writer, wrong) && search(xapc_writer_database(writer), wrong);
end:
    xapc_writer_free(writer);
    xapc_testing_limit_allocations(-1);
    return done;
}

static void every_allocation_may_fail(void)
{
    long allowed = 0;
    unsigned wrong = 0;
    if (!xapc_testing_limit_allocations(-1))
        tap_skip("operator new cannot be replaced in this build");
    while (allowed < 100000 && !session(allowed, &wrong))
        allowed++;
    printf("# %ld allocations were made to fail\n", allowed);
    CHECK_UINT(wrong, 0);
    CHECK(allowed > 50 && allowed < 100000);
}

static void without_a_limit_nothing_fails(void)
{
    unsigned wrong = 0;
    CHECK(session(-1, &wrong));
    CHECK_UINT(wrong, 0);
}

static const tap_test tests[] = {
    {"a session runs with all the memory it wants", without_a_limit_nothing_fails},
    {"each allocation that fails is reported as no memory", every_allocation_may_fail},
};

int main(void)
{
    return TAP_RUN(tests);
}
