/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames over a socket: written whole, read with a deadline, file descriptors passed along. */
#include "protocol.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER_BYTES 8
#define READ_STEP (256u * 1024)

static void put_header(guint8 header[HEADER_BYTES], CbFrameType type, guint length)
{
    guint32 fields[2] = {GUINT32_TO_LE((guint32)type), GUINT32_TO_LE(length)};
    memcpy(header, fields, HEADER_BYTES);
}

/* Makes @message carry @file_fd; @control is its buffer. */
static void attach_file(struct msghdr *message, void *control, gsize control_size, int file_fd)
{
    message->msg_control = control;
    message->msg_controllen = control_size;
    struct cmsghdr *item = CMSG_FIRSTHDR(message);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(item), &file_fd, sizeof(int));
}

/* Takes @sent bytes off the front of @message. */
static void advance(struct msghdr *message, gsize sent)
{
    while (sent > 0) {
        gsize step = MIN(sent, message->msg_iov->iov_len);
        message->msg_iov->iov_base = (guint8 *)message->msg_iov->iov_base + step;
        message->msg_iov->iov_len -= step;
        sent -= step;
        if (message->msg_iov->iov_len == 0) {
            message->msg_iov++;
            message->msg_iovlen--;
        }
    }
}

static gboolean send_frame(int fd, CbFrameType type, const GByteArray *payload, int file_fd)
{
    guint8 header[HEADER_BYTES];
    put_header(header, type, payload->len);
    struct iovec parts[] = {{header, HEADER_BYTES}, {payload->data, payload->len}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = payload->len > 0 ? 2 : 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    if (file_fd >= 0)
        attach_file(&message, control.bytes, sizeof control.bytes, file_fd);
    while (message.msg_iovlen > 0) {
        gssize sent = sendmsg(fd, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return FALSE;
        advance(&message, (gsize)sent);
        /* The descriptor went with the first byte. */
        message.msg_control = NULL;
        message.msg_controllen = 0;
    }
    return TRUE;
}

gboolean cb_frame_write(int fd, CbFrameType type, const GByteArray *payload)
{
    return send_frame(fd, type, payload, -1);
}

gboolean cb_frame_send_file(int fd, CbFrameType type, const GByteArray *payload, int file_fd)
{
    return send_frame(fd, type, payload, file_fd);
}

/* Milliseconds to wait, rounded up; -1 for ever; 0 when the deadline is past. */
static int time_left(gint64 deadline_us)
{
    if (deadline_us == 0)
        return -1;
    gint64 left = deadline_us - g_get_monotonic_time();
    return left <= 0 ? 0 : (int)MIN(left / 1000 + 1, G_MAXINT);
}

/* From where to read, and when to give up. */
typedef struct {
    int fd;
    int stop_fd; /* 0 for none */
    gint64 deadline_us;
} Source;

/* TRUE when there is something to read, or the end of the stream. Past the deadline nothing more is
 * read, even from a peer that never pauses. */
static gboolean wait_readable(const Source *source)
{
    for (int timeout; (timeout = time_left(source->deadline_us)) != 0;) {
        struct pollfd items[] = {{.fd = source->fd, .events = POLLIN},
                                 {.fd = source->stop_fd, .events = POLLIN}};
        int ready = poll(items, source->stop_fd != 0 ? 2 : 1, timeout);
        if (ready > 0 && items[1].revents == 0)
            return TRUE;
        if (ready > 0) {
            errno = ECANCELED;
            return FALSE;
        }
        if (ready < 0 && errno != EINTR)
            return FALSE;
    }
    errno = ETIMEDOUT;
    return FALSE;
}

/* Keeps the first descriptor that came with @message in @file_fd and closes all others. */
static void take_files(struct msghdr *message, int *file_fd)
{
    for (struct cmsghdr *item = CMSG_FIRSTHDR(message); item != NULL;
         item = CMSG_NXTHDR(message, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS)
            continue;
        gsize n = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (gsize i = 0; i < n; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(item) + i * sizeof(int), sizeof(int));
            if (*file_fd < 0)
                *file_fd = fd;
            else
                close(fd);
        }
    }
}

/* Reads up to @size bytes; 0 bytes is EPIPE. */
static gssize read_some(const Source *source, guint8 *into, gsize size, int *file_fd)
{
    struct iovec part = {into, size};
    union {
        char bytes[CMSG_SPACE(4 * sizeof(int))];
        struct cmsghdr align;
    } control;
    for (;;) {
        if (!wait_readable(source))
            return -1;
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        /* Without a control buffer the kernel itself throws away what was attached. */
        if (file_fd != NULL) {
            message.msg_control = control.bytes;
            message.msg_controllen = sizeof control.bytes;
        }
        gssize got = recvmsg(source->fd, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got >= 0 && file_fd != NULL)
            take_files(&message, file_fd);
        if (got == 0)
            errno = EPIPE;
        return got > 0 ? got : -1;
    }
}

static gboolean read_all(const Source *source, guint8 *into, gsize size, int *file_fd)
{
    while (size > 0) {
        gssize got = read_some(source, into, size, file_fd);
        if (got < 0)
            return FALSE;
        into += got;
        size -= (gsize)got;
    }
    return TRUE;
}

static gboolean read_payload(const Source *source, GByteArray *payload, guint length, int *file_fd)
{
    while (payload->len < length) {
        guint had = payload->len;
        guint step = MIN(length - had, READ_STEP);
        g_byte_array_set_size(payload, had + step);
        if (!read_all(source, payload->data + had, step, file_fd))
            return FALSE;
    }
    return TRUE;
}

static GByteArray *read_frame(const Source *source, CbFrameType *type, int *file_fd)
{
    guint32 fields[2];
    g_autoptr(GByteArray) payload = g_byte_array_new();
    if (file_fd != NULL)
        *file_fd = -1;
    gboolean done = read_all(source, (guint8 *)fields, sizeof fields, file_fd);
    guint length = done ? GUINT32_FROM_LE(fields[1]) : 0;
    if (length > CB_MAX_FRAME_BYTES) {
        errno = EMSGSIZE;
        done = FALSE;
    }
    if (done && read_payload(source, payload, length, file_fd)) {
        *type = (CbFrameType)GUINT32_FROM_LE(fields[0]);
        return g_steal_pointer(&payload);
    }
    if (file_fd != NULL && *file_fd >= 0) {
        int error = errno;
        close(*file_fd);
        *file_fd = -1;
        errno = error;
    }
    return NULL;
}

GByteArray *cb_frame_read(int fd, gint64 deadline_us, CbFrameType *type, int *file_fd)
{
    const Source source = {.fd = fd, .deadline_us = deadline_us};
    return read_frame(&source, type, file_fd);
}

GByteArray *cb_frame_read_or_stop(int fd, int stop_fd, gint64 deadline_us, CbFrameType *type)
{
    const Source source = {.fd = fd, .stop_fd = stop_fd, .deadline_us = deadline_us};
    return read_frame(&source, type, NULL);
}
