/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames over a socketpair: whole, broken, late and with files attached. */
#include <casebank/pack.h>
#include <errno.h>
#include <extract/protocol.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
    int ends[2];
} Pair;

static void set_up(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_no_errno(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair->ends));
}

static void tear_down(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    close(pair->ends[0]);
    if (pair->ends[1] >= 0)
        close(pair->ends[1]);
}

static GByteArray *bytes(const char *text)
{
    GByteArray *array = g_byte_array_new();
    return g_byte_array_append(array, (const guint8 *)text, (guint)strlen(text));
}

static void write_raw(const Pair *pair, const void *data, gsize length)
{
    g_assert_cmpint(send(pair->ends[1], data, length, MSG_NOSIGNAL), ==, (gssize)length);
}

static void close_writer(Pair *pair)
{
    close(pair->ends[1]);
    pair->ends[1] = -1;
}

static gint64 in_ms(gint64 ms)
{
    return g_get_monotonic_time() + ms * 1000;
}

/* Expects no frame and @error_number. */
static void assert_fails(const Pair *pair, gint64 deadline, int error_number)
{
    CbFrameType type;
    g_autoptr(GByteArray) payload = cb_frame_read(pair->ends[0], deadline, &type, NULL);
    int got = errno;
    g_assert_null(payload);
    g_assert_cmpint(got, ==, error_number);
}

static void test_frame_arrives_whole(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GByteArray) sent = bytes("indhold");
    g_autoptr(GByteArray) nothing = g_byte_array_new();
    g_assert_true(cb_frame_write(pair->ends[1], CB_FRAME_PDF_PAGE, sent));
    g_assert_true(cb_frame_write(pair->ends[1], CB_FRAME_READ_HTML, nothing));
    CbFrameType type;
    g_autoptr(GByteArray) first = cb_frame_read(pair->ends[0], in_ms(5000), &type, NULL);
    g_assert_nonnull(first);
    g_assert_cmpint(type, ==, CB_FRAME_PDF_PAGE);
    g_assert_cmpuint(first->len, ==, 7);
    g_assert_cmpint(memcmp(first->data, "indhold", 7), ==, 0);
    g_autoptr(GByteArray) second = cb_frame_read(pair->ends[0], in_ms(5000), &type, NULL);
    g_assert_nonnull(second);
    g_assert_cmpint(type, ==, CB_FRAME_READ_HTML);
    g_assert_cmpuint(second->len, ==, 0);
}

static gpointer write_big(gpointer data)
{
    const Pair *pair = data;
    g_autoptr(GByteArray) big = g_byte_array_new();
    g_byte_array_set_size(big, 3u << 20);
    memset(big->data, 'x', big->len);
    big->data[big->len - 1] = 'y';
    return GINT_TO_POINTER(cb_frame_write(pair->ends[1], CB_FRAME_PDF_PAGE, big));
}

static void test_frame_larger_than_the_socket_buffer(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    GThread *writer = g_thread_new("writer", write_big, pair);
    CbFrameType type;
    g_autoptr(GByteArray) payload = cb_frame_read(pair->ends[0], in_ms(20000), &type, NULL);
    g_assert_true(GPOINTER_TO_INT(g_thread_join(writer)));
    g_assert_nonnull(payload);
    g_assert_cmpuint(payload->len, ==, 3u << 20);
    g_assert_cmpint(payload->data[payload->len - 1], ==, 'y');
}

static void test_end_of_stream_is_epipe(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    close_writer(pair);
    assert_fails(pair, 0, EPIPE);
}

static void test_half_a_frame_is_epipe(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    guint32 header[2] = {GUINT32_TO_LE(CB_FRAME_END), GUINT32_TO_LE(100)};
    write_raw(pair, header, sizeof header);
    write_raw(pair, "kun lidt", 8);
    close_writer(pair);
    assert_fails(pair, 0, EPIPE);
}

static void test_length_beyond_the_limit_is_refused(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    guint32 header[2] = {GUINT32_TO_LE(CB_FRAME_END), GUINT32_TO_LE(CB_MAX_FRAME_BYTES + 1)};
    write_raw(pair, header, sizeof header);
    assert_fails(pair, 0, EMSGSIZE);
}

static void test_silence_ends_at_the_deadline(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    gint64 start = g_get_monotonic_time();
    assert_fails(pair, in_ms(50), ETIMEDOUT);
    g_assert_cmpint(g_get_monotonic_time() - start, >=, 50 * 1000);
}

static void test_past_deadline_reads_nothing(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GByteArray) nothing = g_byte_array_new();
    g_assert_true(cb_frame_write(pair->ends[1], CB_FRAME_END, nothing));
    assert_fails(pair, g_get_monotonic_time() - 1, ETIMEDOUT);
}

static void test_writing_to_a_closed_socket_is_epipe(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GByteArray) nothing = g_byte_array_new();
    close_writer(pair);
    g_assert_false(cb_frame_write(pair->ends[0], CB_FRAME_END, nothing));
    g_assert_cmpint(errno, ==, EPIPE);
}

/* A descriptor of a new file that holds @content. */
static int file_with(const char *content)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("casebank-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_unlink(path);
    g_assert_cmpint(write(fd, content, strlen(content)), ==, (gssize)strlen(content));
    return fd;
}

static void test_file_comes_along(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    int sent = file_with("fil");
    g_autoptr(GByteArray) request = bytes("anmodning");
    g_assert_true(cb_frame_send_file(pair->ends[1], CB_FRAME_READ_PDF, request, sent));
    close(sent);
    CbFrameType type;
    int got;
    g_autoptr(GByteArray) payload = cb_frame_read(pair->ends[0], in_ms(5000), &type, &got);
    g_assert_nonnull(payload);
    g_assert_cmpint(got, >=, 0);
    g_assert_cmpint(fcntl(got, F_GETFD) & FD_CLOEXEC, !=, 0);
    char content[4] = "";
    g_assert_cmpint(pread(got, content, 3, 0), ==, 3);
    g_assert_cmpstr(content, ==, "fil");
    close(got);
}

static int count_descriptors(void)
{
    int n = 0;
    for (int fd = 0; fd < 256; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

/* @length bytes of an empty frame, with @n copies of @fd. */
static void send_rights(const Pair *pair, int fd, guint n, gsize length)
{
    guint8 frame[8] = {CB_FRAME_END};
    struct iovec part = {frame, length};
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(8 * sizeof(int))] = {0};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control,
                             .msg_controllen = CMSG_SPACE(n * sizeof(int))};
    struct cmsghdr *item = CMSG_FIRSTHDR(&message);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN(n * sizeof(int));
    for (guint i = 0; i < n; i++)
        memcpy(CMSG_DATA(item) + i * sizeof(int), &fd, sizeof(int));
    g_assert_cmpint(sendmsg(pair->ends[1], &message, MSG_NOSIGNAL), ==, (gssize)length);
}

static void test_unwanted_files_are_not_kept(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    int fd = file_with("x");
    int before = count_descriptors();
    CbFrameType type;
    send_rights(pair, fd, 3, 8);
    g_autoptr(GByteArray) refused = cb_frame_read(pair->ends[0], in_ms(5000), &type, NULL);
    g_assert_nonnull(refused);
    g_assert_cmpint(count_descriptors(), ==, before);
    int got;
    send_rights(pair, fd, 3, 8);
    g_autoptr(GByteArray) taken = cb_frame_read(pair->ends[0], in_ms(5000), &type, &got);
    g_assert_nonnull(taken);
    g_assert_cmpint(count_descriptors(), ==, before + 1);
    close(got);
    close(fd);
}

static void test_file_of_a_broken_frame_is_closed(Pair *pair, G_GNUC_UNUSED gconstpointer data)
{
    int fd = file_with("x");
    int before = count_descriptors();
    /* One byte of a header, with a file. */
    send_rights(pair, fd, 1, 1);
    close_writer(pair);
    CbFrameType type;
    int got;
    g_assert_null(cb_frame_read(pair->ends[0], in_ms(5000), &type, &got));
    g_assert_cmpint(got, ==, -1);
    g_assert_cmpint(count_descriptors(), ==, before - 1);
    close(fd);
}

#define ADD(name, function) g_test_add("/protocol/" name, Pair, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("frame-arrives-whole", test_frame_arrives_whole);
    ADD("frame-larger-than-the-socket-buffer", test_frame_larger_than_the_socket_buffer);
    ADD("end-of-stream-is-epipe", test_end_of_stream_is_epipe);
    ADD("half-a-frame-is-epipe", test_half_a_frame_is_epipe);
    ADD("length-beyond-the-limit-is-refused", test_length_beyond_the_limit_is_refused);
    ADD("silence-ends-at-the-deadline", test_silence_ends_at_the_deadline);
    ADD("past-deadline-reads-nothing", test_past_deadline_reads_nothing);
    ADD("writing-to-a-closed-socket-is-epipe", test_writing_to_a_closed_socket_is_epipe);
    ADD("file-comes-along", test_file_comes_along);
    ADD("unwanted-files-are-not-kept", test_unwanted_files_are_not_kept);
    ADD("file-of-a-broken-frame-is-closed", test_file_of_a_broken_frame_is_closed);
    return g_test_run();
}
