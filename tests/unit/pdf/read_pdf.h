/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls cb_pdf_read() and keeps what it tells, for tests. */
#ifndef TEST_READ_PDF_H
#define TEST_READ_PDF_H

#include "make_pdf.h"
#include "pdf_read.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct {
    CbExtractState state;
    char *reason, *title, *date;
    guint n_frames;
    guint n_pages;      /* as told, not as read */
    GPtrArray *pages;   /* CbPdfPage* */
    GPtrArray *outline; /* CbOutlineItem* */
} ReadPdf;

/** @max_pages and @max_page_bytes as for cb_pdf_read(). */
ReadPdf *read_pdf_fd(int fd, guint max_pages, gsize max_page_bytes);
ReadPdf *read_pdf_bytes(GBytes *bytes);
ReadPdf *read_pdf_file(const char *path);
/** Finishes @pdf and reads it. */
ReadPdf *read_pdf(TestPdf *pdf);
void read_pdf_free(ReadPdf *read);

/** Finishes @pdf and returns the text of its first page. Transfer full. */
char *read_pdf_text(TestPdf *pdf);

/** Text of page @number, from 1. */
const char *read_pdf_page(const ReadPdf *read, guint number);

/** An open temporary file that holds @bytes and has no name any more. */
int open_bytes(GBytes *bytes);

/** A path of @name in the measuring data, or NULL (the test is then skipped). Transfer full. */
char *shared_path(const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadPdf, read_pdf_free)

G_END_DECLS

#endif
