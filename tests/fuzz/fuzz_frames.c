/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the indexer's end of the extraction protocol: an extractor that says anything at all. */
#include "protocol.h"
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int ends[2];
    if (size > 32 * 1024) /* must fit in the socket's buffer: nobody reads meanwhile */
        return 0;
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
    g_assert_cmpint(send(ends[1], data, size, MSG_NOSIGNAL), ==, (gssize)size);
    g_assert_cmpint(close(ends[1]), ==, 0);
    for (;;) {
        CbFrameType type;
        g_autoptr(GByteArray) payload = cb_frame_read(ends[0], 0, &type, NULL);
        if (payload == NULL)
            break;
        g_assert_cmpuint(payload->len, <=, size);
    }
    g_assert_cmpint(close(ends[0]), ==, 0);
    return 0;
}
