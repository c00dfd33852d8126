/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small PDF writer for tests: text at exact places, so that a test says in numbers what the page
 * looks like. Every character is half an em wide. Coordinates are in points from the top left
 * corner of the page, y being the baseline. Strings are UTF-8.
 */
#ifndef TEST_MAKE_PDF_H
#define TEST_MAKE_PDF_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct TestPdf TestPdf;

TestPdf *test_pdf_new(void);
void test_pdf_free(TestPdf *pdf);

/** What follows goes on this page. */
void test_pdf_page(TestPdf *pdf, double width, double height);
void test_pdf_text(TestPdf *pdf, double x, double y, double size, const char *text);
/** Text that is read in a direction of @degrees, counted against the clock: 90 is upwards. */
void test_pdf_turned(TestPdf *pdf, double x, double y, double size, int degrees, const char *text);
/** Lines, separated by newlines, @leading points from baseline to baseline. */
void test_pdf_lines(TestPdf *pdf, double x, double y, double size, double leading,
                    const char *lines);
/** Text that is broken into lines of at most @width points, as a word processor would; a newline in
 * it begins a new paragraph, with half a line more above it. Returns: the baseline after the last.
 */
double test_pdf_flow(TestPdf *pdf, double x, double y, double size, double leading, double width,
                     const char *text);
/** A grey picture over the whole page. */
void test_pdf_picture(TestPdf *pdf);
/** A text field of a form, and text written on the page with a PDF program. @y is the top. */
void test_pdf_field(TestPdf *pdf, double x, double y, double width, double height,
                    const char *value);
void test_pdf_note(TestPdf *pdf, double x, double y, double width, double height,
                   const char *contents);

/** "Title", "ModDate" ... */
void test_pdf_info(TestPdf *pdf, const char *key, const char *value);
/** PDF source: another object (returns its number), more entries of the catalog and the trailer. */
guint test_pdf_object(TestPdf *pdf, const char *source);
void test_pdf_catalog(TestPdf *pdf, const char *source);
void test_pdf_trailer(TestPdf *pdf, const char *source);
/** Object number of a page, from 1. */
guint test_pdf_page_object(TestPdf *pdf, guint page);

/** The file. */
GBytes *test_pdf_finish(TestPdf *pdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestPdf, test_pdf_free)

G_END_DECLS

#endif
