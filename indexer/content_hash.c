/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 of a file, a piece at a time. */
#include "content_hash.h"
#include <errno.h>
#include <unistd.h>

#define READ_STEP (256u * 1024)

char *cb_content_hash(int fd, const gint *stop)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guint8 *buffer = g_malloc(READ_STEP);
    for (off_t at = 0; stop == NULL || g_atomic_int_get(stop) == 0;) {
        ssize_t n = pread(fd, buffer, READ_STEP, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return NULL;
        if (n == 0)
            return g_strdup(g_checksum_get_string(sum));
        g_checksum_update(sum, buffer, n);
        at += n;
    }
    return NULL;
}
