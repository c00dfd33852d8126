/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the ids of the ten best documents with a word: search DATABASE WORD */
#include <stdio.h>
#include <xapian_c.h>

int main(int argc, char **argv)
{
    xapc_error *error = NULL;
    xapc_database *db = xapc_database_open(argc > 1 ? argv[1] : NULL, XAPC_BACKEND_AUTO, &error);
    xapc_query *query =
        xapc_query_new_term(argc > 2 ? argv[2] : "", XAPC_NUL_TERMINATED, 1, 0, NULL);
    xapc_enquire *enquire = db ? xapc_enquire_new(db, &error) : NULL;
    xapc_mset *hits = NULL;
    if (enquire && xapc_enquire_set_query(enquire, query, 0, &error))
        hits = xapc_enquire_get_mset(enquire, 0, 10, NULL, &error);
    for (xapc_doccount i = 0; i < xapc_mset_size(hits); i++)
        printf("%u\n", xapc_mset_get_docid(hits, i));
    if (error)
        fprintf(stderr, "%s\n", xapc_error_description(error));
    int status = error ? 1 : 0;
    xapc_mset_free(hits);
    xapc_enquire_free(enquire);
    xapc_query_free(query);
    xapc_database_free(db);
    xapc_error_free(error);
    return status;
}
