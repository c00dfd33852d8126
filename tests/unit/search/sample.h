/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small indexes for the tests of search. */
#ifndef CB_TEST_SAMPLE_H
#define CB_TEST_SAMPLE_H

#include <casebank/search.h>

G_BEGIN_DECLS

typedef struct {
    char *root, *dir;
    CbIndex *index;
} Sample;

/** Makes an index in a folder of its own of what @fill adds, and opens it. */
Sample *sample_new(void (*fill)(CbWriter *writer));
/** Publishes another generation. */
void sample_rebuild(Sample *sample, void (*fill)(CbWriter *writer));
void sample_free(Sample *sample);

/** A case with an address under example.dk, a title and one section. */
CbCase *sample_case(const char *id, const char *title, const char *text);
/** A readable PDF of the case with these pages, NULL-terminated. */
CbAttachment *sample_attach(CbCase *item, const char *name, const char *type,
                            const char *const *pages);
/** Adds the case to the index and frees it. */
void sample_add(CbWriter *writer, CbCase *item);

/** Must not fail. */
CbAnswer *sample_ask(Sample *sample, const CbRequest *request);
/** The case ids of the answer with a space between; a "|" stands before the first relaxed one. */
char *sample_ids(const CbAnswer *answer);
/** Asks @query and checks all ids, in order, on one page. */
void sample_expect(Sample *sample, const char *query, const char *ids);
/** The text with its marks in brackets. */
char *sample_marked(const CbPassage *passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sample, sample_free)

G_END_DECLS

#endif
