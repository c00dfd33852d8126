/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a PDF, or tells why it cannot be opened. */
#define _GNU_SOURCE /* memmem() */
#include "pdf_open.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Larger files are read by poppler from the descriptor, in small pieces. */
#define MAX_IN_MEMORY (256 * 1024 * 1024)
#define HEADER_ZONE 1024 /* bytes in which "%PDF-" must stand */

/* Reads up to @size bytes from the start of the file. A file that shrinks meanwhile gives fewer. */
static GBytes *read_file(int fd, gsize size)
{
    guint8 *data = g_try_malloc(MAX(size, 1));
    gsize have = 0;
    while (data != NULL && have < size) {
        ssize_t n = pread(fd, data + have, size - have, (off_t)have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            g_clear_pointer(&data, g_free);
        if (n <= 0)
            break;
        have += (gsize)n;
    }
    return data != NULL ? g_bytes_new_take(data, have) : NULL;
}

static gboolean contains(GBytes *bytes, gsize from, gsize length, const char *what)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return from < size && memmem(data + from, MIN(length, size - from), what, strlen(what)) != NULL;
}

/* Why poppler cannot open @start, the beginning of a file (or all of it). */
static char *why_damaged(GBytes *start, gboolean is_whole)
{
    gsize size = g_bytes_get_size(start);
    if (size == 0)
        return g_strdup("filen er tom");
    if (!contains(start, 0, HEADER_ZONE, "%PDF-"))
        return g_strdup("filen er ikke en PDF (begynder ikke med %PDF)");
    gsize tail = size > HEADER_ZONE ? size - HEADER_ZONE : 0;
    if (is_whole && !contains(start, tail, HEADER_ZONE, "%%EOF"))
        return g_strdup("filen er afbrudt: slutningen mangler; hent den igen");
    return g_strdup("filen er beskadiget og kan ikke læses som PDF");
}

static PopplerDocument *open_bytes(GBytes *bytes, GError **error)
{
    return poppler_document_new_from_bytes(bytes, NULL, error);
}

static PopplerDocument *open_fd(int fd, GError **error)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 3); /* poppler closes it */
    if (own < 0) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, g_strerror(errno));
        return NULL;
    }
    return poppler_document_new_from_fd(own, NULL, error);
}

CbExtractState cb_pdf_open(int fd, PopplerDocument **document, char **reason)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        *reason = g_strdup("det er ikke en almindelig fil");
        return CB_EXTRACT_DAMAGED;
    }
    gboolean is_whole = info.st_size <= MAX_IN_MEMORY;
    g_autoptr(GBytes) bytes = read_file(fd, is_whole ? (gsize)info.st_size : HEADER_ZONE);
    if (bytes == NULL) {
        *reason = g_strdup("filen kan ikke læses fra disken");
        return CB_EXTRACT_DAMAGED;
    }
    g_autoptr(GError) error = NULL;
    if (g_bytes_get_size(bytes) > 0)
        *document = is_whole ? open_bytes(bytes, &error) : open_fd(fd, &error);
    if (*document != NULL)
        return CB_EXTRACT_OK;
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        *reason = g_strdup("filen er beskyttet med adgangskode");
        return CB_EXTRACT_ENCRYPTED;
    }
    *reason = why_damaged(bytes, is_whole);
    return CB_EXTRACT_DAMAGED;
}
