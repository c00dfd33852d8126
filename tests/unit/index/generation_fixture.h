/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index folder whose generations are two small files each, for the tests of what becomes of
 * generations; no index is in them. */
#ifndef CB_TEST_GENERATION_FIXTURE_H
#define CB_TEST_GENERATION_FIXTURE_H

#include "generation.h"
#include "index_folder.h"

typedef IndexFolder Fixture;

/** (transfer full): the next generation, which must be had at once. */
CbGeneration *begin(const char *dir);

/** Two files, one of them in a folder; @text is what the larger one holds. */
void fill(const CbGeneration *generation, const char *text);

/** A whole run: begin(), fill(), published. */
void publish(const char *dir, const char *text);

guint current_number(const char *dir);

/** The current generation is whole and was filled with @text. */
void assert_current(const char *dir, const char *text);

/** (transfer full): a path below the current generation. */
char *path_in_current(const char *dir, const char *name);

/** (transfer full): the names in the folder that are generations, "gen-000001 gen-000002". */
char *generations(const char *path);

void assert_generations(const char *dir, const char *expected);

void write_file(const char *dir, const char *name, const char *text);

#endif
