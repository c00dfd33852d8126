/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recognition of a page.
 *
 * Which way is up is guessed by looking (more letters reach above a line than below it) and proved
 * by reading: when tesseract is sure of most of it, that is all, and nearly every page takes no
 * more. Else the other directions are read at half the size, which is enough to tell which one
 * makes words, and the best of them is read well if it beats the first.
 */
#include "ocr.h"
#include "ocr_image.h"
#include "ocr_text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define LANGUAGE "dan"
/* Goes up when the same page gives another text by what is done here. */
#define RECIPE 1u
#define MAX_DATA_BYTES (64 * 1024 * 1024)

/* A direction is right when this share of its letters, in per cent, is read with confidence; of
 * fewer letters nothing can be said. */
#define RIGHT_SHARE 60
#define FEW_LETTERS 12
#define N_DIRECTIONS 4

struct CbOcr {
    int data; /* descriptor of the language data */
    char *engine;
    TessBaseAPI *api; /* NULL before the first page */
};

/* ---- language data ---- */

static int open_data(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, LANGUAGE ".traineddata", NULL);
    return open(path, O_RDONLY | O_CLOEXEC);
}

/* Where Debian and others put it. */
static int find_data(void)
{
    g_autofree char *of_version =
        g_strdup_printf("/usr/share/tesseract-ocr/%d/tessdata", atoi(TessVersion()));
    const char *const folders[] = {of_version, "/usr/share/tessdata",
                                   "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata"};
    int fd = -1;
    for (guint i = 0; fd < 0 && i < G_N_ELEMENTS(folders); i++)
        fd = open_data(folders[i]);
    return fd;
}

CbOcr *cb_ocr_prepare(const char *folder)
{
    int fd = folder != NULL && *folder != '\0' ? open_data(folder) : find_data();
    struct stat info;
    if (fd < 0)
        return NULL;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0 ||
        info.st_size > MAX_DATA_BYTES) {
        close(fd);
        return NULL;
    }
    CbOcr *ocr = g_new0(CbOcr, 1);
    ocr->data = fd;
    ocr->engine = g_strdup_printf(
        "tesseract-%s " LANGUAGE "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " recipe-%u",
        TessVersion(), (gint64)info.st_size, (gint64)info.st_mtime, RECIPE);
    return ocr;
}

void cb_ocr_free(CbOcr *ocr)
{
    if (ocr == NULL)
        return;
    if (ocr->api != NULL)
        TessBaseAPIDelete(ocr->api);
    close(ocr->data);
    g_free(ocr->engine);
    g_free(ocr);
}

const char *cb_ocr_engine(const CbOcr *ocr)
{
    return ocr->engine;
}

/* All of the data; NULL when it cannot be read or is being replaced. (transfer full) */
static char *read_data(int fd, gsize *size)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || info.st_size <= 0 || info.st_size > MAX_DATA_BYTES)
        return NULL;
    *size = (gsize)info.st_size;
    g_autofree char *data = g_malloc(*size);
    for (gsize have = 0; have < *size;) {
        ssize_t n = pread(fd, data + have, *size - have, (off_t)have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return NULL;
        have += (gsize)n;
    }
    return g_steal_pointer(&data);
}

static gboolean start(CbOcr *ocr)
{
    if (ocr->api != NULL)
        return TRUE;
    gsize size;
    g_autofree char *data = read_data(ocr->data, &size);
    if (data == NULL)
        return FALSE;
    TessBaseAPI *api = TessBaseAPICreate();
    if (TessBaseAPIInit5(api, data, (int)size, LANGUAGE, OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0,
                         FALSE) != 0) {
        TessBaseAPIDelete(api);
        return FALSE;
    }
    TessBaseAPISetPageSegMode(api, PSM_AUTO);
    ocr->api = api;
    return TRUE;
}

/* ---- directions ---- */

static CbOcrTrust read_image(TessBaseAPI *api, CbOcrImage *image)
{
    TessBaseAPISetImage2(api, image);
    if (TessBaseAPIRecognize(api, NULL) != 0)
        return (CbOcrTrust){0, 0};
    return cb_ocr_trust(api);
}

static CbOcrTrust read_direction(TessBaseAPI *api, CbOcrImage *image, guint quarters)
{
    g_autoptr(CbOcrImage) turned = cb_ocr_turn(image, quarters);
    g_autoptr(CbOcrImage) straight = cb_ocr_straighten(turned);
    return read_image(api, straight);
}

static gboolean is_right(CbOcrTrust trust)
{
    return trust.letters >= FEW_LETTERS && trust.sure * 100 >= trust.letters * RIGHT_SHARE;
}

/* The direction, other than @tried, that half the size makes most of. */
static guint best_of_others(TessBaseAPI *api, CbOcrImage *image, guint tried, CbOcrTrust *best)
{
    g_autoptr(CbOcrImage) half = cb_ocr_halve(image);
    guint direction = tried;
    *best = (CbOcrTrust){0, 0};
    /* The opposite first: its lines run the same way. */
    static const guint order[] = {2, 1, 3};
    for (guint i = 0; i < G_N_ELEMENTS(order) && !is_right(*best); i++) {
        guint other = (tried + order[i]) % N_DIRECTIONS;
        CbOcrTrust trust = read_direction(api, half, other);
        if (trust.sure > best->sure) {
            *best = trust;
            direction = other;
        }
    }
    return direction;
}

static char *read_upright(TessBaseAPI *api, CbOcrImage *image)
{
    guint first = cb_ocr_guess_turn(image);
    CbOcrTrust trust = read_direction(api, image, first), other;
    char *text = cb_ocr_text(api);
    if (is_right(trust))
        return text;
    guint best = best_of_others(api, image, first, &other);
    if (other.sure <= trust.sure)
        return text;
    g_free(text);
    read_direction(api, image, best);
    return cb_ocr_text(api);
}

char *cb_ocr_page(CbOcr *ocr, PopplerPage *page)
{
    g_autoptr(CbOcrImage) image = cb_ocr_draw(page);
    if (image == NULL)
        return NULL;
    if (cb_ocr_is_blank(image))
        return g_strdup("");
    if (!start(ocr))
        return NULL;
    char *text = read_upright(ocr->api, image);
    TessBaseAPIClear(ocr->api);
    return text;
}
