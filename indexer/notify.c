/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling systemd how a service is. */
#include "notify.h"
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void cb_notify(const char *state)
{
    const char *name = g_getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    gsize length = name != NULL ? strlen(name) : 0;
    if (length < 2 || length >= sizeof address.sun_path || (name[0] != '/' && name[0] != '@'))
        return;
    memcpy(address.sun_path, name, length);
    if (name[0] == '@')
        address.sun_path[0] =
            '\0'; /* a name without a file: the rest of it counts, and its length */
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    ssize_t sent = sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
                          (const struct sockaddr *)&address, size);
    (void)sent;
    close(fd);
}

gint64 cb_notify_watchdog_us(void)
{
    const char *period = g_getenv("WATCHDOG_USEC");
    const char *pid = g_getenv("WATCHDOG_PID");
    guint64 us;
    if (period == NULL || !g_ascii_string_to_unsigned(period, 10, 2, G_MAXINT64, &us, NULL))
        return 0;
    if (pid != NULL && g_ascii_strtoll(pid, NULL, 10) != getpid())
        return 0;
    return (gint64)us / 2;
}
