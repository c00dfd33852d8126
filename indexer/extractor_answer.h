/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the records that casebank-extract answers with, believing nothing. Each returns FALSE when
 * the record breaks the protocol's order or bounds (protocol.h). */
#ifndef CB_INDEXER_EXTRACTOR_ANSWER_H
#define CB_INDEXER_EXTRACTOR_ANSWER_H

#include "extract/protocol.h"
#include "page.h"
#include <casebank/case.h>

G_BEGIN_DECLS

/** Takes the text of a recognised page; NULL when it cannot be recognised. */
typedef void (*CbOcrPageFunc)(guint page, const char *text, gpointer data);

/** What came back for one file so far. */
typedef struct {
    CbAttachment *attachment; /* for a PDF: filled in; else NULL */
    gboolean has_info;
    CbPage *page;            /* of HTML or a capture; NULL until it came */
    const GArray *ocr_pages; /* guint: what was asked to be recognised, borrowed; else NULL */
    guint n_ocr_pages;       /* of them that came */
    CbOcrPageFunc take_ocr_page;
    gpointer data;
    gboolean is_bare; /* nothing but the state was asked for */
    CbExtractState state;
    char *reason;
} CbExtractorAnswer;

void cb_extractor_answer_clear(CbExtractorAnswer *answer);

/** Forgets what came, for the same question to be asked again; not for recognition. */
void cb_extractor_answer_restart(CbExtractorAnswer *answer);

/** Takes any frame of an answer. @end: (out): whether it was the last. */
gboolean cb_extractor_answer_take(CbExtractorAnswer *answer, CbFrameType type,
                                  const GByteArray *payload, gboolean *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbExtractorAnswer, cb_extractor_answer_clear)

G_END_DECLS

#endif
