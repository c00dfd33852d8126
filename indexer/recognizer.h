/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OCR as the indexer does it: which pages, how many, what was done before, and what is told of it.
 */
#ifndef CB_INDEXER_RECOGNIZER_H
#define CB_INDEXER_RECOGNIZER_H

#include "extractor.h"
#include "report.h"

G_BEGIN_DECLS

typedef enum {
    CB_OCR_AUTO, /* where the language data is installed */
    CB_OCR_ON,   /* it is an error when it is not */
    CB_OCR_OFF,
} CbOcrMode;

#define CB_DEFAULT_OCR_PAGES 50

/**
 * CbOcrOptions:
 * @max_pages: of one file; its other pages stay unread.
 * @cache_dir: where recognised pages are kept.
 */
typedef struct {
    CbOcrMode mode;
    guint max_pages;
    const char *cache_dir;
} CbOcrOptions;

typedef struct CbRecognizer CbRecognizer;

/** @extractor and @report are borrowed. NULL with CB_ERROR_USAGE for CB_OCR_ON without language
 * data, with CB_ERROR_WORKER when the extractor is broken. */
CbRecognizer *cb_recognizer_new(CbExtractor *extractor, const CbOcrOptions *options,
                                CbReport *report, GError **error);
void cb_recognizer_free(CbRecognizer *recognizer);

/**
 * cb_recognizer_fill:
 * @fd: the open PDF of @attachment; stays the caller's.
 *
 * Recognises the pages that need it, and gives them their text. @attachment's state is then OK when
 * it has any; its reason says which pages are not read and why.
 *
 * Errors: CB_ERROR_WORKER.
 */
gboolean cb_recognizer_fill(CbRecognizer *recognizer, int fd, CbAttachment *attachment,
                            GError **error);

/** Adds what was done, and what could be, to the sum of the run. */
void cb_recognizer_tell(const CbRecognizer *recognizer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRecognizer, cb_recognizer_free)

G_END_DECLS

#endif
