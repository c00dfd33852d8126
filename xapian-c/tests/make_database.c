/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a database of the six documents for the test of the example: make_database PATH */
#include "fixture.h"
#include "tap.h"

static const char *target;

static void make_database(void)
{
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(target, NULL, &error));
    fixture_fill(writer);
    CHECK_OK(xapc_writer_commit(writer, &error));
    xapc_writer_free(writer);
}

int main(int argc, char **argv)
{
    const tap_test tests[] = {{"the database is made", make_database}};
    target = argc > 1 ? argv[1] : NULL;
    return TAP_RUN(tests);
}
