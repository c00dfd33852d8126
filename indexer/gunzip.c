/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file that may be packed by gzip; zlib's own file reader takes both. */
#include "gunzip.h"
#include <casebank/error.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define READ_BYTES 65536u

/* Why reading failed, or that the file was cut short; NULL: neither. */
static const char *problem_of(gzFile file)
{
    int code;
    const char *message = gzerror(file, &code);
    if (code == Z_ERRNO)
        return g_strerror(errno);
    if (code == Z_OK || code == Z_STREAM_END)
        return NULL;
    return code == Z_BUF_ERROR ? "den pakkede fil er afkortet" : message;
}

static gboolean read_all(gzFile file, gsize max_bytes, GByteArray *bytes, GError **error)
{
    guint8 buffer[READ_BYTES];
    int got;
    while ((got = gzread(file, buffer, READ_BYTES)) > 0) {
        if (bytes->len + (gsize)got > max_bytes) {
            g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "filen er for stor (højst %" G_GSIZE_FORMAT " MB udpakket)",
                        max_bytes / (1024 * 1024));
            return FALSE;
        }
        g_byte_array_append(bytes, buffer, (guint)got);
    }
    const char *problem = problem_of(file);
    if (problem == NULL)
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, problem);
    return FALSE;
}

GByteArray *cb_gunzip_read(int fd, gsize max_bytes, GError **error)
{
    int own = dup(fd);
    gzFile file = own >= 0 ? gzdopen(own, "rb") : NULL;
    if (file == NULL) {
        if (own >= 0)
            close(own);
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, "filen kan ikke læses");
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    gboolean ok = read_all(file, max_bytes, bytes, error);
    gzclose_r(file);
    if (ok)
        return bytes;
    g_byte_array_unref(bytes);
    return NULL;
}
