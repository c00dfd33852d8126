/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes PDFs the way they come: any bytes are given to a caged casebank-extract through the real
 * protocol, as the indexer does it. Whatever becomes of the process, what the indexer has
 * afterwards keeps all bounds, and a PDF that is well is read the same before and after it.
 *
 * The fuzzer sees nothing of what the process does; it is guided by what comes back (outcomes). A
 * process that broke down is contained, told on standard error, and an outcome too: its input stays
 * among those that were found.
 */
#include "extractor.h"
#include "given.h"
#include "tiny_pdf.h"
#include <casebank/error.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    DEADLINE_MS = 4000,
    SPARE_MS = 15000, /* to start a process anew, on a machine that is busy */
    MAX_PAGES = 50,
    EXIT_SKIPPED = 77,
    GOOD_EVERY = 16, /* a PDF that is well, after so many others */
};

/* libFuzzer keeps an input that makes one of these other than 0 for the first time. */
__attribute__((section("__libfuzzer_extra_counters"))) static guint8 outcomes[1u << 14];

static void note(guint kind, guint value)
{
    outcomes[(kind * 2654435761u ^ value * 40503u) % sizeof outcomes] = 1;
}

/* Numbers that are about as large are one outcome. */
static guint magnitude(gsize value)
{
    return (guint)g_bit_storage(value);
}

/* --- The process ----------------------------------------------------------------------------- */

static CbExtractor *start(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(self);
    g_autofree char *program = g_build_filename(folder, CB_FUZZ_EXTRACT, NULL);
    const CbExtractorOptions options = {
        .program = program, .deadline_ms = DEADLINE_MS, .max_pages = MAX_PAGES};
    CbExtractor *extractor = cb_extractor_new(&options);
    g_autoptr(GError) error = NULL;
    if (!cb_extractor_start(extractor, &error)) {
        g_printerr("%s\n", error->message);
        exit(g_error_matches(error, CB_ERROR, CB_ERROR_SANDBOX) ? EXIT_SKIPPED : EXIT_FAILURE);
    }
    g_assert_cmpstr(cb_extractor_sandbox(extractor), !=, "off");
    return extractor;
}

static CbAttachment *read_pdf(CbExtractor *extractor, const void *data, gsize size)
{
    g_autoptr(CbAttachment) read = cb_attachment_new("fil.pdf");
    g_autoptr(GError) error = NULL;
    int fd = cb_given_file(data, size);
    gboolean done = cb_extractor_read_pdf(extractor, fd, read, &error);
    close(fd);
    g_assert_no_error(error);
    g_assert_true(done);
    return g_steal_pointer(&read);
}

/* --- What came back -------------------------------------------------------------------------- */

static void check_text(const char *text, gsize most)
{
    g_assert_cmpuint(strlen(text), <=, most);
    g_assert_true(g_utf8_validate(text, -1, NULL));
}

static gsize check_pages(const CbAttachment *read)
{
    guint last = 0;
    gsize bytes = 0;
    for (guint i = 0; i < read->pages->len; i++) {
        const CbPdfPage *page = read->pages->pdata[i];
        g_assert_cmpuint(page->number, >, last);
        g_assert_cmpuint(page->number, <=, MIN(read->n_pages, (guint)MAX_PAGES));
        check_text(page->text, CB_MAX_PAGE_TEXT_BYTES);
        last = page->number;
        bytes += strlen(page->text);
        note(1, magnitude(strlen(page->text)) * 2 + (page->needs_ocr ? 1 : 0));
        note(2, page->label != NULL ? g_str_hash(page->label) % 16 : 16);
    }
    g_assert_cmpuint(bytes, <=, CB_MAX_ANSWER_BYTES);
    return bytes;
}

static void check_outline(const CbAttachment *read)
{
    g_assert_cmpuint(read->outline->len, <=, CB_MAX_OUTLINE_ITEMS);
    for (guint i = 0; i < read->outline->len; i++) {
        const CbOutlineItem *item = read->outline->pdata[i];
        g_assert_cmpuint(item->level, >=, 1);
        g_assert_cmpuint(item->level, <=, CB_MAX_OUTLINE_DEPTH);
        g_assert_cmpuint(item->page, <=, read->n_pages);
        check_text(item->title, CB_MAX_FRAME_BYTES);
        note(3, item->level * 64 + MIN(item->page, 63));
    }
}

/* A clause, without capital and full stop. */
static void check_reason(const CbAttachment *read)
{
    g_assert_true((read->reason == NULL) == (read->state == CB_STATE_OK));
    if (read->reason == NULL)
        return;
    check_text(read->reason, 1000);
    g_assert_true(g_unichar_islower(g_utf8_get_char(read->reason)) || read->reason[0] == 'P');
    g_assert_false(g_str_has_suffix(read->reason, "."));
    note(4, g_str_hash(read->reason));
}

static gboolean broke_down(const CbAttachment *read)
{
    return read->state == CB_STATE_TIMEOUT ||
           (read->reason != NULL && g_str_has_prefix(read->reason, "læseprogrammet"));
}

static void check(const CbAttachment *read, gint64 took_us)
{
    g_assert_true(read->state == CB_STATE_OK || read->state == CB_STATE_NO_TEXT ||
                  read->state == CB_STATE_ENCRYPTED || read->state == CB_STATE_DAMAGED ||
                  read->state == CB_STATE_TIMEOUT);
    check_reason(read);
    check_outline(read);
    gsize bytes = check_pages(read);
    gboolean usable = read->state == CB_STATE_OK || read->state == CB_STATE_NO_TEXT;
    g_assert_true(usable || (read->n_pages == 0 && read->pages->len == 0));
    if (read->title != NULL)
        check_text(read->title, CB_MAX_FRAME_BYTES);
    if (read->date != NULL)
        g_assert_cmpuint(strlen(read->date), ==, strlen("2024-03-14"));
    /* Twice: a process that had read others is given a second try with a new one. */
    g_assert_cmpint(took_us / 1000, <=, 2 * DEADLINE_MS + SPARE_MS);
    note(5, read->state);
    note(6, magnitude(read->n_pages) * 64 + magnitude(bytes));
    note(7, (read->title != NULL ? 1u : 0u) + (read->date != NULL ? 2u : 0u));
    note(8, magnitude((gsize)MAX(took_us / 4096, 1)));
}

static void check_good(CbExtractor *extractor)
{
    g_autoptr(CbAttachment) read = read_pdf(extractor, tiny_pdf, sizeof tiny_pdf - 1);
    g_assert_cmpint(read->state, ==, CB_STATE_OK);
    g_assert_cmpuint(read->pages->len, ==, 1);
    const CbPdfPage *page = read->pages->pdata[0];
    g_assert_cmpstr(page->text, ==, TINY_PDF_TEXT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbExtractor *extractor;
    static guint n_read;
    if (extractor == NULL) {
        extractor = start();
        check_good(extractor);
    }
    gint64 began = g_get_monotonic_time();
    g_autoptr(CbAttachment) read = read_pdf(extractor, data, size);
    check(read, g_get_monotonic_time() - began);
    if (broke_down(read))
        g_printerr("contained: %s\n", read->reason);
    if (broke_down(read) || ++n_read % GOOD_EVERY == 0)
        check_good(extractor);
    return 0;
}
