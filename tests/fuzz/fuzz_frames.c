/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the frames of the extraction protocol, as both sides read them: a peer that says anything
 * at all, with a descriptor attached, costs no more memory than it sends and no descriptor.
 */
#define _GNU_SOURCE /* pipe2() */
#include "given.h"
#include "protocol.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_STREAM (32u * 1024) /* fits in the socket's buffer: nobody reads meanwhile */

/* What fits in one message goes with a descriptor, the rest without. */
static void send_stream(int socket, const guint8 *data, gsize size, int attached)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    guint8 *bytes = g_memdup2(data, size);
    struct iovec part = {bytes, size};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    struct cmsghdr *item = CMSG_FIRSTHDR(&message);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(item), &attached, sizeof(int));
    g_assert_cmpint(sendmsg(socket, &message, MSG_NOSIGNAL), ==, (gssize)size);
    g_free(bytes);
}

/* Reads to the end, as casebank-extract does when @takes_files, else as the indexer does. */
static void read_stream(int socket, gsize size, gboolean takes_files)
{
    gsize left = size;
    for (;;) {
        CbFrameType type;
        int fd = -1;
        errno = 0;
        g_autoptr(GByteArray) payload = takes_files ? cb_frame_read(socket, 0, &type, &fd)
                                                    : cb_frame_read_or_stop(socket, 0, 0, &type);
        if (payload == NULL) {
            g_assert_true(errno == EPIPE || errno == EMSGSIZE);
            g_assert_cmpint(fd, ==, -1);
            return;
        }
        g_assert_cmpuint(payload->len + 8, <=, left);
        left -= payload->len + 8;
        if (fd >= 0)
            close(fd);
    }
}

static void talk(const guint8 *data, gsize size, gboolean takes_files)
{
    int ends[2], pipe_ends[2];
    char byte;
    int lowest = cb_given_lowest_fd();
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
    g_assert_cmpint(pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK), ==, 0);
    send_stream(ends[1], data, size, pipe_ends[1]);
    g_assert_cmpint(close(ends[1]), ==, 0);
    g_assert_cmpint(close(pipe_ends[1]), ==, 0);
    read_stream(ends[0], size, takes_files);
    g_assert_cmpint(close(ends[0]), ==, 0);
    /* Nobody holds the other end any more. */
    g_assert_cmpint(read(pipe_ends[0], &byte, 1), ==, 0);
    g_assert_cmpint(close(pipe_ends[0]), ==, 0);
    g_assert_cmpint(cb_given_lowest_fd(), ==, lowest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > MAX_STREAM) /* no byte, no descriptor */
        return 0;
    talk(data, size, TRUE);
    talk(data, size, FALSE);
    return 0;
}
