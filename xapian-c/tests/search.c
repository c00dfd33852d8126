/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search.h"

#include <stdio.h>
#include <string.h>

void search_set_query(Search *search, xapc_query *query)
{
    CHECK_OK(xapc_enquire_set_query(search->enquire, query, 0, &error));
    xapc_query_free(query);
}

Search search_start(void)
{
    Search search = {fixture_memory(), NULL};
    fixture_fill(search.writer);
    CHECK_OK(search.enquire = xapc_enquire_new(xapc_writer_database(search.writer), &error));
    search_set_query(&search, fixture_term("pupils"));
    return search;
}

void search_finish(Search *search)
{
    xapc_enquire_free(search->enquire);
    xapc_writer_free(search->writer);
}

xapc_mset *search_run(const Search *search, const xapc_match_options *options)
{
    xapc_mset *mset = NULL;
    CHECK_OK(mset = xapc_enquire_get_mset(search->enquire, 0, 10, options, &error));
    return mset;
}

void search_hits(const Search *search, const xapc_match_options *options, char *text, size_t size)
{
    xapc_mset *mset = search_run(search, options);
    text[0] = '\0';
    for (xapc_doccount i = 0; i < xapc_mset_size(mset); i++) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%u", used ? " " : "", xapc_mset_get_docid(mset, i));
    }
    xapc_mset_free(mset);
}
