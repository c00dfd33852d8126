/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OCR as the indexer does it: which pages, how many, what was done before, and what became of them.
 */
#ifndef CB_INDEXER_RECOGNIZER_H
#define CB_INDEXER_RECOGNIZER_H

#include "extractor.h"
#include "ocr_cache.h"

G_BEGIN_DECLS

typedef enum {
    CB_OCR_AUTO, /* where the language data is installed */
    CB_OCR_ON,   /* it is an error when it is not */
    CB_OCR_OFF,
} CbOcrMode;

#define CB_DEFAULT_OCR_PAGES 50
/* What cb_recognizer_way() says when pages are not recognised. */
#define CB_OCR_NO_WAY "none"

/**
 * CbOcrOptions:
 * @max_pages: of one file; its other pages stay unread.
 * @cache_dir: where recognised pages are kept.
 * @cache: what keeps them there, for several recognizers; borrowed. The pool of extractors makes
 *   one of @cache_dir and sets it.
 */
typedef struct {
    CbOcrMode mode;
    guint max_pages;
    const char *cache_dir;
    CbOcrCache *cache;
} CbOcrOptions;

/** What became of pages without text. */
typedef struct {
    guint n_read;   /* recognised now */
    guint n_known;  /* recognised before */
    guint n_over;   /* beyond the bound on pages of a file */
    guint n_failed; /* cannot be recognised */
    guint n_left;   /* left alone: there is no language data */
} CbOcrSums;

void cb_ocr_sums_add(CbOcrSums *sums, const CbOcrSums *more);

/** The sums as one line for people, "OCR: 3 sider læst."; NULL when nothing is to be told.
 * (transfer full) */
char *cb_ocr_sums_describe(const CbOcrSums *sums);

/** For one thread, that of @extractor. */
typedef struct CbRecognizer CbRecognizer;

/** @extractor is borrowed, and @options->cache. NULL with CB_ERROR_USAGE for CB_OCR_ON without
 * language data, with CB_ERROR_WORKER when the extractor is broken. */
CbRecognizer *cb_recognizer_new(CbExtractor *extractor, const CbOcrOptions *options,
                                GError **error);
void cb_recognizer_free(CbRecognizer *recognizer);

/**
 * cb_recognizer_fill:
 * @fd: the open PDF of @attachment; stays the caller's.
 * @hash: (nullable): cb_content_hash() of the file; NULL to neither look up pages nor keep them.
 * @sums: (out): what became of this file's pages.
 *
 * Recognises the pages that need it, and gives them their text. @attachment's state is then OK when
 * it has any; its reason says which pages are not read and why.
 *
 * Errors: CB_ERROR_WORKER.
 */
gboolean cb_recognizer_fill(CbRecognizer *recognizer, int fd, const char *hash,
                            CbAttachment *attachment, CbOcrSums *sums, GError **error);

/** How pages are recognised, in one string: engine, language data, bound on pages; "none" when they
 * are not. With another one a file may get another text. What the extractor was started with last:
 * after its first file. (transfer full) */
char *cb_recognizer_way(const CbRecognizer *recognizer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRecognizer, cb_recognizer_free)

G_END_DECLS

#endif
