/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What systemd is told arrives at the socket it names, and nowhere else. */
#include "notify.h"
#include <glib/gstdio.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A socket as systemd's; @name begins with '@' when it has no file. */
static int listen_at(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    gsize length = strlen(name);
    g_assert_cmpuint(length, <, sizeof address.sun_path);
    memcpy(address.sun_path, name, length);
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    g_assert_cmpint(bind(fd, (const struct sockaddr *)&address, size), ==, 0);
    return fd;
}

static void assert_arrives(const char *name)
{
    char text[100] = "";
    int fd = listen_at(name);
    g_setenv("NOTIFY_SOCKET", name, TRUE);
    cb_notify("READY=1\nSTATUS=Følger");
    g_assert_cmpint(recv(fd, text, sizeof text - 1, 0), >, 0);
    g_assert_cmpstr(text, ==, "READY=1\nSTATUS=Følger");
    close(fd);
}

static void test_socket_with_a_file(void)
{
    g_autofree char *folder = g_dir_make_tmp("casebank-notify-XXXXXX", NULL);
    g_autofree char *name = g_build_filename(folder, "notify", NULL);
    assert_arrives(name);
    g_unlink(name);
    cb_notify("READY=1"); /* nobody is there any more: nothing happens */
    g_rmdir(folder);
}

static void test_socket_without_a_file(void)
{
    g_autofree char *name = g_strdup_printf("@casebank-notify-%d", (int)getpid());
    assert_arrives(name);
}

static void test_no_socket_or_a_strange_one(void)
{
    g_autofree char *long_name = g_strnfill(300, '/');
    const char *const names[] = {"", "/", "notify", "vsock:2:1", long_name};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_setenv("NOTIFY_SOCKET", names[i], TRUE);
        cb_notify("READY=1");
    }
    g_unsetenv("NOTIFY_SOCKET");
    cb_notify("READY=1");
}

static void test_watchdog(void)
{
    g_autofree char *ours = g_strdup_printf("%d", (int)getpid());
    g_unsetenv("WATCHDOG_USEC");
    g_unsetenv("WATCHDOG_PID");
    g_assert_cmpint(cb_notify_watchdog_us(), ==, 0);
    g_setenv("WATCHDOG_USEC", "60000000", TRUE);
    g_assert_cmpint(cb_notify_watchdog_us(), ==, 30 * G_TIME_SPAN_SECOND);
    g_setenv("WATCHDOG_PID", ours, TRUE);
    g_assert_cmpint(cb_notify_watchdog_us(), ==, 30 * G_TIME_SPAN_SECOND);
    g_setenv("WATCHDOG_PID", "1", TRUE);
    g_assert_cmpint(cb_notify_watchdog_us(), ==, 0);
    g_unsetenv("WATCHDOG_PID");
    g_setenv("WATCHDOG_USEC", "snart", TRUE);
    g_assert_cmpint(cb_notify_watchdog_us(), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/notify/file", test_socket_with_a_file);
    g_test_add_func("/notify/no-file", test_socket_without_a_file);
    g_test_add_func("/notify/strange", test_no_socket_or_a_strange_one);
    g_test_add_func("/notify/watchdog", test_watchdog);
    return g_test_run();
}
