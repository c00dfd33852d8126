/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checksums of bytes and files; see checksum.h. */
#include "checksum.h"
#include "io_error.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FACTOR G_GUINT64_CONSTANT(0xd6e8feb86659fd93)
#define BUFFER_BYTES (256 * 1024)

G_STATIC_ASSERT(sizeof(guint64[4]) == CB_CHECKSUM_BLOCK);
G_STATIC_ASSERT(BUFFER_BYTES % CB_CHECKSUM_BLOCK == 0);

void cb_checksum_begin(CbChecksum *checksum)
{
    *checksum = (CbChecksum){.lanes = {1, 2, 3, 4}};
}

static inline guint64 stir(guint64 lane, guint64 value)
{
    lane = (lane ^ value) * FACTOR;
    return lane ^ lane >> 32;
}

void cb_checksum_add(CbChecksum *checksum, const void *bytes, gsize size)
{
    const guint8 *at = bytes, *end = at + size;
    /* In locals, which the compiler may keep in registers. */
    guint64 a = checksum->lanes[0], b = checksum->lanes[1], c = checksum->lanes[2],
            d = checksum->lanes[3], block[4];
    while (at < end) {
        gsize n = MIN(sizeof block, (gsize)(end - at));
        if (n < sizeof block)
            memset(block, 0, sizeof block);
        memcpy(block, at, n);
        a = stir(a, block[0]);
        b = stir(b, block[1]);
        c = stir(c, block[2]);
        d = stir(d, block[3]);
        at += n;
    }
    *checksum = (CbChecksum){.lanes = {a, b, c, d}, .size = checksum->size + size};
}

guint64 cb_checksum_end(const CbChecksum *checksum)
{
    guint64 hash = checksum->size;
    for (guint i = 0; i < 4; i++)
        hash = stir(hash, checksum->lanes[i]);
    return hash;
}

guint64 cb_checksum_of(const void *bytes, gsize size)
{
    CbChecksum checksum;
    cb_checksum_begin(&checksum);
    cb_checksum_add(&checksum, bytes, size);
    return cb_checksum_end(&checksum);
}

/* Fills the buffer but at the end of the file. Returns: bytes, or -1 with errno. */
static gssize read_full(int fd, guint8 *buffer, gsize size)
{
    gsize filled = 0;
    while (filled < size) {
        ssize_t n = read(fd, buffer + filled, size - filled);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        filled += (gsize)n;
    }
    return (gssize)filled;
}

gboolean cb_checksum_file(const char *path, guint64 *checksum, guint64 *size, GError **error)
{
    g_autofree guint8 *buffer = g_malloc(BUFFER_BYTES);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    CbChecksum sum;
    gssize n = fd < 0 ? -1 : 0;
    cb_checksum_begin(&sum);
    while (fd >= 0 && (n = read_full(fd, buffer, BUFFER_BYTES)) > 0)
        cb_checksum_add(&sum, buffer, (gsize)n);
    if (n < 0)
        cb_set_io_error(error, path, "kan ikke læses");
    if (fd >= 0)
        close(fd);
    *checksum = cb_checksum_end(&sum);
    if (size != NULL)
        *size = sum.size;
    return n == 0;
}
