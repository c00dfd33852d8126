/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Optical character recognition: the text of a page of a PDF that is only a picture, with tesseract
 * and its Danish language data.
 *
 * What a process must do before it shuts itself off from the machine: cb_ocr_prepare(). It opens
 * the language data and reads none of it; from then on no file is opened and no process or thread
 * started. tesseract is started with the first page that needs it.
 */
#ifndef CB_EXTRACT_OCR_H
#define CB_EXTRACT_OCR_H

#include <poppler.h>

G_BEGIN_DECLS

typedef struct CbOcr CbOcr;

/**
 * cb_ocr_prepare:
 * @folder: (nullable): where to look for dan.traineddata first: what tesseract calls
 * TESSDATA_PREFIX. NULL for the places where it is installed.
 *
 * tesseract's inner loops start threads, where OpenMP lets them; a caged process must have
 * OMP_THREAD_LIMIT=1 in its environment from its start. Two pages at a time are two processes.
 *
 * Returns: (transfer full) (nullable): NULL when there is no language data, with a @folder when
 * there is none in it.
 */
CbOcr *cb_ocr_prepare(const char *folder);
void cb_ocr_free(CbOcr *ocr);

/** What the text depends on besides the page: versions of tesseract, of the language data and of
 * what is done here. Text of another engine is to be made anew. One line of ASCII. */
const char *cb_ocr_engine(const CbOcr *ocr);

/**
 * cb_ocr_page:
 *
 * Turns the page upright, if it lies on its side or stands on its head, and straightens it.
 *
 * Returns: (transfer full) (nullable): paragraphs separated by one blank line, as
 * cb_pdf_page_text() has them; "" for a page where nothing can be read with confidence: blank ones,
 * photographs, drawings. NULL when the page cannot be drawn or the language data cannot be used.
 *
 * An A4 page takes about a second of CPU and 100 MB of memory.
 */
char *cb_ocr_page(CbOcr *ocr, PopplerPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbOcr, cb_ocr_free)

G_END_DECLS

#endif
