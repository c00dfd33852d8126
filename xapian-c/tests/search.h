/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search over the six documents, for tests of what a search does. */
#ifndef XAPIAN_C_TESTS_SEARCH_H
#define XAPIAN_C_TESTS_SEARCH_H

#include "fixture.h"
#include "tap.h"

typedef struct {
    xapc_writer *writer; /* the six documents in memory */
    xapc_enquire *enquire;
} Search;

/** A search for the term "pupils", which documents 1, 2, 3 and 5 have. */
Search search_start(void);

/** Free it. */
void search_finish(Search *search);

/** Search for something else; frees the query. */
void search_set_query(Search *search, xapc_query *query);

/** The first ten hits. */
xapc_mset *search_run(const Search *search, const xapc_match_options *options);

/** Their ids in order, with spaces between. */
void search_hits(const Search *search, const xapc_match_options *options, char *text, size_t size);

#define CHECK_HITS(search, options, want)                                                          \
    do {                                                                                           \
        char have_[100];                                                                           \
        search_hits(search, options, have_, sizeof have_);                                         \
        CHECK_STRING(have_, want);                                                                 \
    } while (0)

#endif
