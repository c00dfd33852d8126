/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A crash in libxapian 1.4.22, and what is safe instead.
 *
 * MaxPostList::recalc_maxweight() looks at its first alternative even when there is none left. The
 * matcher asks for it after the tree has shrunk: when, in one step, two or more alternatives of an
 * OP_MAX come to their end together with what stands beside it in an OP_OR or OP_AND_MAYBE. The
 * alternatives have been freed by then. Whether a query crashes thus depends on the last documents
 * that match. Each query here runs in a child process. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "tap.h"

enum { CRASHED = 1, WRONG = 2 };

static xapc_query *scaled(double factor, xapc_query *query)
{
    xapc_query *result = NULL;
    CHECK_OK(result = xapc_query_new_scaled(factor, query, &error));
    xapc_query_free(query);
    return result;
}

static xapc_query *of_terms(xapc_op op, const char *a, const char *b)
{
    return fixture_pair(op, fixture_term(a), fixture_term(b));
}

/* Two documents with all of the terms, so that everything ends at the same one. */
static xapc_writer *two_equal_documents(void)
{
    xapc_writer *writer = fixture_memory();
    for (unsigned i = 0; i < 2; i++) {
        xapc_document *doc = NULL;
        CHECK_OK(doc = xapc_document_new(&error));
        for (const char *term = "abcde"; *term; term++)
            CHECK_OK(xapc_document_add_term(doc, term, 1, 1, &error));
        CHECK_OK(xapc_writer_add_document(writer, doc, NULL, &error));
        xapc_document_free(doc);
    }
    return writer;
}

static void run_in_child(const xapc_query *query, xapc_doccount check_at_least)
{
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    xapc_writer *writer = two_equal_documents();
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.check_at_least = check_at_least;
    xapc_enquire *enquire = xapc_enquire_new(xapc_writer_database(writer), NULL);
    xapc_mset *mset = NULL;
    if (enquire && xapc_enquire_set_query(enquire, query, 0, NULL))
        mset = xapc_enquire_get_mset(enquire, 0, 1, &options, NULL);
    _exit(mset && xapc_mset_get_docid(mset, 0) == 1 ? 0 : WRONG);
}

/* How the query ends in a child: 0 with its hit, WRONG without, or CRASHED. Frees the query. */
static int outcome(xapc_query *query, xapc_doccount check_at_least)
{
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0)
        run_in_child(query, check_at_least);
    CHECK(waitpid(child, &status, 0) == child);
    xapc_query_free(query);
    /* A sanitizer makes an exit code of the signal. */
    return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == WRONG)
               ? WEXITSTATUS(status)
               : CRASHED;
}

static void max_below_or_crashes(void)
{
    xapc_query *query =
        fixture_pair(XAPC_OP_OR, fixture_term("c"), of_terms(XAPC_OP_MAX, "a", "b"));
    int ended = outcome(query, 0);
    CHECK(ended != WRONG);
    if (ended == CRASHED)
        tap_todo("libxapian reads freed memory");
}

/* What a word and the parts of a compound become: SYNONYM, or all parts at a lower weight. */
static xapc_query *word_or_parts(xapc_op op)
{
    return fixture_pair(op, of_terms(XAPC_OP_SYNONYM, "a", "b"),
                        scaled(0.4, of_terms(XAPC_OP_AND, "c", "d")));
}

static void or_in_its_place_does_not(void)
{
    CHECK(outcome(fixture_pair(XAPC_OP_OR, fixture_term("e"), word_or_parts(XAPC_OP_OR)), 0) == 0);
    CHECK(outcome(fixture_pair(XAPC_OP_OR, word_or_parts(XAPC_OP_OR), word_or_parts(XAPC_OP_OR)),
                  0) == 0);
    CHECK(outcome(fixture_pair(XAPC_OP_AND_MAYBE, fixture_term("e"), word_or_parts(XAPC_OP_OR)),
                  0) == 0);
}

static void max_at_the_root_or_below_and_does_not(void)
{
    CHECK(outcome(word_or_parts(XAPC_OP_MAX), 0) == 0);
    CHECK(outcome(fixture_pair(XAPC_OP_AND, fixture_term("e"), word_or_parts(XAPC_OP_MAX)), 0) ==
          0);
    CHECK(outcome(fixture_pair(XAPC_OP_FILTER, word_or_parts(XAPC_OP_MAX), fixture_term("e")), 0) ==
          0);
}

static const tap_test tests[] = {
    {"MAX below OR gives its hit", max_below_or_crashes},
    {"OR in its place gives its hit", or_in_its_place_does_not},
    {"MAX at the root, below AND or FILTER, gives its hit", max_at_the_root_or_below_and_does_not},
};

int main(void)
{
    return TAP_RUN(tests);
}
