/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the file of a page into memory, up to a bound. */
#include "page_file.h"
#include "protocol.h"
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

char *cb_page_file_too_large(gsize length)
{
    gsize tenths = length / (1024 * 1024 / 10);
    return g_strdup_printf("siden fylder %" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT
                           " MB, og grænsen er %u MB",
                           tenths / 10, tenths % 10, CB_MAX_HTML_BYTES >> 20);
}

/* Up to @size bytes from the start of the file; -1 with errno. */
static gssize read_whole(int fd, guint8 *into, gsize size)
{
    gsize have = 0;
    while (have < size) {
        gssize got = pread(fd, into + have, size - have, (off_t)have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        have += (gsize)got;
    }
    return (gssize)have;
}

guint8 *cb_page_file_read(int fd, gsize *length, char **reason)
{
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        *reason = g_strdup("det er ikke en almindelig fil");
        return NULL;
    }
    if (about.st_size > (off_t)CB_MAX_HTML_BYTES) {
        *reason = cb_page_file_too_large((gsize)about.st_size);
        return NULL;
    }
    gsize size = (gsize)about.st_size;
    g_autofree guint8 *data = g_malloc(size + 1);
    gssize got = read_whole(fd, data, size);
    if (got < 0) {
        *reason = g_strdup_printf("filen kan ikke læses: %s", g_strerror(errno));
        return NULL;
    }
    data[got] = '\0';
    *length = (gsize)got;
    return g_steal_pointer(&data);
}
