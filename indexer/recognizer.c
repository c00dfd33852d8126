/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OCR as the indexer does it.
 *
 * The bound on pages counts those that were recognised before, too: so a run gives the same index
 * whatever is in the cache.
 */
#include "recognizer.h"
#include <casebank/error.h>

/* A file may break the extractor on so many pages before the rest is left. */
#define MAX_FAILURES 3
/* Pages between two looks at the clock; and how long a whole file may take. */
#define BATCH_PAGES 10u
#define FILE_TIME (20 * 60 * G_TIME_SPAN_SECOND)

struct CbRecognizer {
    CbExtractor *extractor;
    CbOcrMode mode;
    guint max_pages;
    CbOcrCache *cache;
};

/* The work on one file. */
typedef struct {
    CbRecognizer *recognizer;
    CbAttachment *attachment;
    int fd;
    const char *hash; /* NULL: nothing is looked up or kept */
    CbOcrSums *sums;
    GArray *todo;   /* guint: page numbers */
    guint n_given;  /* of the running request */
    guint n_broken; /* times that the extractor failed */
    char *why;      /* the last of them */
} Job;

CbRecognizer *cb_recognizer_new(CbExtractor *extractor, const CbOcrOptions *options, GError **error)
{
    if (options->mode == CB_OCR_ON && !cb_extractor_start(extractor, error))
        return NULL;
    if (options->mode == CB_OCR_ON && cb_extractor_ocr_engine(extractor) == NULL) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "OCR kan ikke bruges: de danske sprogdata mangler; installér "
                            "tesseract-ocr-dan, eller brug --ocr auto");
        return NULL;
    }
    CbRecognizer *recognizer = g_new0(CbRecognizer, 1);
    recognizer->extractor = extractor;
    recognizer->mode = options->mode;
    recognizer->max_pages = options->max_pages;
    recognizer->cache = options->cache;
    return recognizer;
}

void cb_recognizer_free(CbRecognizer *recognizer)
{
    g_free(recognizer);
}

char *cb_recognizer_way(const CbRecognizer *recognizer)
{
    const char *engine = cb_extractor_ocr_engine(recognizer->extractor);
    if (recognizer->mode == CB_OCR_OFF || engine == NULL)
        return g_strdup(CB_OCR_NO_WAY);
    return g_strdup_printf("%s max-%u", engine, recognizer->max_pages);
}

/* --- Pages ----------------------------------------------------------------------------------- */

static guint count_letters(const char *text)
{
    guint n = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        n += g_unichar_isalnum(g_utf8_get_char(text)) ? 1 : 0;
    return n;
}

static CbPdfPage *find_page(const CbAttachment *attachment, guint number)
{
    for (guint i = 0; i < attachment->pages->len; i++) {
        CbPdfPage *page = attachment->pages->pdata[i];
        if (page->number == number)
            return page;
    }
    return NULL;
}

/* What the picture says takes the place of a text layer that says less. */
static void set_text(CbPdfPage *page, const char *text)
{
    page->needs_ocr = FALSE;
    if (count_letters(text) <= count_letters(page->text))
        return;
    g_free(page->text);
    page->text = g_strdup(text);
    page->ocr = TRUE;
}

static void take_page(guint number, const char *text, gpointer data)
{
    Job *job = data;
    CbRecognizer *recognizer = job->recognizer;
    CbPdfPage *page = find_page(job->attachment, number);
    job->n_given++;
    if (page == NULL || text == NULL) {
        job->sums->n_failed++;
        return;
    }
    job->sums->n_read++;
    set_text(page, text);
    if (job->hash != NULL)
        cb_ocr_cache_put(recognizer->cache, job->hash, number,
                         cb_extractor_ocr_engine(recognizer->extractor), text);
}

static gboolean is_known(Job *job, CbPdfPage *page)
{
    CbRecognizer *recognizer = job->recognizer;
    if (job->hash == NULL)
        return FALSE;
    g_autofree char *text = cb_ocr_cache_get(recognizer->cache, job->hash, page->number,
                                             cb_extractor_ocr_engine(recognizer->extractor));
    if (text == NULL)
        return FALSE;
    job->sums->n_known++;
    set_text(page, text);
    return TRUE;
}

/* Fills in what is known and lists what is to be done. */
static void list_pages(Job *job)
{
    guint n = 0;
    for (guint i = 0; i < job->attachment->pages->len; i++) {
        CbPdfPage *page = job->attachment->pages->pdata[i];
        if (!page->needs_ocr)
            continue;
        if (n++ >= job->recognizer->max_pages)
            job->sums->n_over++;
        else if (!is_known(job, page))
            g_array_append_val(job->todo, page->number);
    }
}

/* Takes what was done off the list, and the page that broke the extractor. */
static void drop_done(Job *job, gboolean broken)
{
    guint n = MIN(job->n_given + (broken ? 1 : 0), job->todo->len);
    if (n > 0)
        g_array_remove_range(job->todo, 0, n);
}

static gboolean recognize_batch(Job *job, GError **error)
{
    g_autoptr(GArray) batch = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(batch, job->todo->data, MIN(job->todo->len, BATCH_PAGES));
    g_autofree char *why = NULL;
    job->n_given = 0;
    if (!cb_extractor_recognize(job->recognizer->extractor, job->fd, batch, take_page, job, &why,
                                error))
        return FALSE;
    drop_done(job, why != NULL);
    if (why != NULL) {
        job->sums->n_failed++;
        job->n_broken++;
        g_free(job->why);
        job->why = g_steal_pointer(&why);
    }
    return TRUE;
}

static gboolean recognize_all(Job *job, GError **error)
{
    gint64 deadline = g_get_monotonic_time() + FILE_TIME;
    while (job->todo->len > 0 && job->n_broken < MAX_FAILURES && g_get_monotonic_time() < deadline)
        if (!recognize_batch(job, error))
            return FALSE;
    return TRUE;
}

/* --- What became of the file ----------------------------------------------------------------- */

static void add_pages(GString *out, guint n, const char *what)
{
    if (n > 0)
        g_string_append_printf(out, "%s%u %s %s", out->len > 0 ? "; " : "", n,
                               n == 1 ? "side" : "sider", what);
}

/* Which pages are not read, and why; "" when all are. (transfer full) */
static char *describe_unread(const Job *job)
{
    GString *out = g_string_new(NULL);
    add_pages(out, job->sums->n_over, "er ikke læst med OCR: grænsen er");
    if (job->sums->n_over > 0)
        g_string_append_printf(out, " %u", job->recognizer->max_pages);
    add_pages(out, job->sums->n_failed, "kan ikke læses med OCR");
    if (job->why != NULL)
        g_string_append_printf(out, ": %s", job->why);
    add_pages(out, job->todo->len, "er ikke læst med OCR: det gik galt eller tog for lang tid");
    return g_string_free(out, FALSE);
}

static gboolean has_recognized_text(const CbAttachment *attachment)
{
    for (guint i = 0; i < attachment->pages->len; i++)
        if (((const CbPdfPage *)attachment->pages->pdata[i])->ocr)
            return TRUE;
    return FALSE;
}

static void conclude(Job *job)
{
    CbAttachment *attachment = job->attachment;
    g_autofree char *unread = describe_unread(job);
    if (has_recognized_text(attachment))
        attachment->state = CB_STATE_OK;
    g_free(attachment->reason);
    attachment->reason = NULL;
    if (*unread != '\0')
        attachment->reason = g_steal_pointer(&unread);
    else if (attachment->state != CB_STATE_OK)
        attachment->reason = g_strdup("siderne har ingen tekst, heller ikke med OCR");
    job->sums->n_failed += job->todo->len;
}

static guint count_unread(const CbAttachment *attachment)
{
    guint n = 0;
    for (guint i = 0; i < attachment->pages->len; i++)
        n += ((const CbPdfPage *)attachment->pages->pdata[i])->needs_ocr ? 1 : 0;
    return n;
}

static gboolean recognize_file(CbRecognizer *recognizer, int fd, const char *hash,
                               CbAttachment *attachment, CbOcrSums *sums, GError **error)
{
    g_autoptr(GArray) todo = g_array_new(FALSE, FALSE, sizeof(guint));
    Job job = {.recognizer = recognizer,
               .attachment = attachment,
               .fd = fd,
               .hash = hash,
               .sums = sums,
               .todo = todo};
    list_pages(&job);
    gboolean done = recognize_all(&job, error);
    if (done)
        conclude(&job);
    g_free(job.why);
    return done;
}

gboolean cb_recognizer_fill(CbRecognizer *recognizer, int fd, const char *hash,
                            CbAttachment *attachment, CbOcrSums *sums, GError **error)
{
    *sums = (CbOcrSums){0};
    guint n = count_unread(attachment);
    if (n == 0 || recognizer->mode == CB_OCR_OFF)
        return TRUE;
    if (cb_extractor_ocr_engine(recognizer->extractor) == NULL) {
        sums->n_left = n;
        return TRUE;
    }
    return recognize_file(recognizer, fd, hash, attachment, sums, error);
}

/* --- The sum --------------------------------------------------------------------------------- */

void cb_ocr_sums_add(CbOcrSums *sums, const CbOcrSums *more)
{
    sums->n_read += more->n_read;
    sums->n_known += more->n_known;
    sums->n_over += more->n_over;
    sums->n_failed += more->n_failed;
    sums->n_left += more->n_left;
}

char *cb_ocr_sums_describe(const CbOcrSums *sums)
{
    g_autoptr(GString) out = g_string_new(NULL);
    add_pages(out, sums->n_read, "læst");
    add_pages(out, sums->n_known, "læst i en tidligere kørsel");
    add_pages(out, sums->n_over, "over grænsen for en fil (--ocr-pages)");
    add_pages(out, sums->n_failed, "kunne ikke læses");
    if (sums->n_left > 0) {
        add_pages(out, sums->n_left, "uden tekst er ikke læst");
        g_string_append(out, ", for de danske sprogdata mangler (pakken tesseract-ocr-dan)");
    }
    return out->len > 0 ? g_strdup_printf("OCR: %s.", out->str) : NULL;
}
