/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases to test with: a fresh folder for each test, and six small documents. */
#ifndef XAPIAN_C_TESTS_FIXTURE_H
#define XAPIAN_C_TESTS_FIXTURE_H

#include <xapian_c.h>

/* For terms that are string literals. */
#define Z XAPC_NUL_TERMINATED

/** A path in a folder that is new in this process and removed at its end. Each name is one file;
 * the string lives until the process ends. */
const char *fixture_path(const char *name);

/** Remove a file or a folder with all in it, if it is there. */
void fixture_remove(const char *path);

/** Value slots of the documents below. */
enum { SLOT_YEAR = 0, SLOT_PLACE = 1 };

/** The number of documents below. */
enum { FIXTURE_DOCUMENTS = 6 };

/** A writer on an empty database in memory, or NULL after saying why. */
xapc_writer *fixture_memory(void);

/** Add the six documents, ids 1 to 6: words with positions, "Q" and the number as a boolean term,
 * the year as a number, the place (none in document 6), and the words as data. */
void fixture_fill(xapc_writer *writer);

/** A new glass database of that name with the six documents, committed and closed; its path. */
const char *fixture_database(const char *name);

/** A query for one term. */
xapc_query *fixture_term(const char *term);

/** Two queries combined; frees them. */
xapc_query *fixture_pair(xapc_op op, xapc_query *left, xapc_query *right);

#endif
