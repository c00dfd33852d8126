/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The thesaurus of the service: read once, shared by all threads, and read again without a restart
 * when its file changes.
 *
 * Whether it has changed is looked at when somebody searches, at most once a second; _recheck()
 * has the next search look at once. A file that is gone or has a mistake in it changes nothing: the
 * log names the line, and searches go on with what was read before.
 */
#ifndef CB_SEARCHD_THESAURUS_FILE_H
#define CB_SEARCHD_THESAURUS_FILE_H

#include <casebank/thesaurus.h>

G_BEGIN_DECLS

typedef struct CbThesaurusFile CbThesaurusFile;

/**
 * cb_thesaurus_file_new:
 * @path: (nullable): NULL for the shipped one.
 *
 * Reads the file. Errors: those of cb_thesaurus_load() and, as reading needs an analyzer,
 * cb_lexicon_open().
 */
CbThesaurusFile *cb_thesaurus_file_new(const char *path, GError **error);
void cb_thesaurus_file_free(CbThesaurusFile *file);

/**
 * cb_thesaurus_file_get:
 * @analyzer: that reads the query: the thesaurus is read anew when its stems are of another
 *   analysis, since the index may be replaced by one of those.
 *
 * Any thread may call. Errors: those of cb_thesaurus_load(), only when there is none that fits
 * @analyzer.
 *
 * Returns: (transfer full): what to search by.
 */
CbThesaurus *cb_thesaurus_file_get(CbThesaurusFile *file, CbAnalyzer *analyzer, GError **error);

/** Has the next search look whether the file has changed. Any thread may call. */
void cb_thesaurus_file_recheck(CbThesaurusFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbThesaurusFile, cb_thesaurus_file_free)

G_END_DECLS

#endif
