/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small index with two generations, so that there is one to go back to, and what verifying it
 * finds. */
#ifndef CB_TEST_CHECK_FIXTURE_H
#define CB_TEST_CHECK_FIXTURE_H

#include "index_folder.h"
#include <casebank/check.h>

#define N_CASES 3 /* "sager/0" of the file "0.html", and so on */

typedef IndexFolder Fixture;

/** Makes the index in the folder; index_folder_tear_down() removes it. */
void set_up(Fixture *fixture, gconstpointer data);

/** (transfer full): case "sager/<number>", with three passages: lead, section and page of a PDF. */
CbCase *make_case(guint number);

/** (transfer full): the record of the files of the index and its cases. */
CbLedger *make_ledger(void);

/** (transfer full): what is found now. */
CbCheckReport *check(const Fixture *fixture);

/** (transfer full): "gen-000002/NAME" below the index. */
char *path_of(const Fixture *fixture, guint generation, const char *name);

/** Makes the files of the current generation what they are now to be: as a writer with a fault
 * would leave it. */
void seal(const Fixture *fixture);

/** A finding with @path in its path and @what in what it says; NULL when there is none. */
const CbFinding *find(const CbCheckReport *report, const char *path, const char *what);

/** There is such a finding, and its advice has @advice in it. */
void assert_found(const Fixture *fixture, CbFindingSeverity severity, const char *path,
                  const char *what, const char *advice);

/** The same of an error that going back mends. */
void assert_error(const Fixture *fixture, const char *path, const char *what);

void assert_clean(const Fixture *fixture);

#endif
