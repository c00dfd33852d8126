/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address to listen on. */
#include "listen.h"

#include "frontend/values.h"

#include <casebank/error.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 511 }; /* connections that wait to be accepted */

/** Splits "host:port" or "[host]:port". */
static gboolean split(const char *address, char **host, char **port)
{
    const char *colon = strrchr(address, ':');
    gsize length = colon ? (gsize)(colon - address) : 0;

    if (length == 0 || !colon[1])
        return FALSE;
    if (address[0] == '[') {
        if (length < 3 || address[length - 1] != ']')
            return FALSE;
        address++;
        length -= 2;
    } else if (memchr(address, ':', length)) {
        return FALSE; /* an IPv6 address without brackets: which colon is it? */
    }
    *host = g_strndup(address, length);
    *port = g_strdup(colon + 1);
    return TRUE;
}

static struct addrinfo *resolve(const char *address)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_STREAM};
    g_autofree char *host = NULL, *port = NULL;
    struct addrinfo *found = NULL;
    guint number;

    if (!split(address, &host, &port) || !cb_value_number("port", port, 0, 65535, &number, NULL))
        return NULL;
    const char *numeric = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    return getaddrinfo(numeric, port, &hints, &found) == 0 ? found : NULL;
}

static const char *why(int number)
{
    switch (number) {
    case EADDRINUSE:
        return "et andet program bruger den allerede";
    case EADDRNOTAVAIL:
        return "maskinen har ikke den adresse";
    case EACCES:
        return "porte under 1024 kræver særlige rettigheder";
    default:
        return g_strerror(number);
    }
}

/** Where the socket listens, as a web address. */
static char *socket_url(int fd)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    char host[NI_MAXHOST], port[NI_MAXSERV];

    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0 ||
        getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return NULL;
    return g_strdup_printf(address.ss_family == AF_INET6 ? "http://[%s]:%s" : "http://%s:%s", host,
                           port);
}

static int open_socket(const struct addrinfo *where)
{
    const int yes = 1;
    int fd = socket(where->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return -1;
    /* Without this the port stays taken for a minute after a restart. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, where->ai_addr, where->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    int failure = errno;
    close(fd);
    errno = failure;
    return -1;
}

int cb_listen(const char *address, char **url, GError **error)
{
    struct addrinfo *where = resolve(address);
    g_autofree char *shown = cb_shown_text(address);

    if (!where) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "--listen skal være en adresse som 127.0.0.1:8080 eller [::1]:8080, ikke »%s«",
                    shown);
        return -1;
    }
    int fd = open_socket(where);
    int failure = errno;
    freeaddrinfo(where);
    if (fd < 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "kan ikke lytte på %s: %s", shown, why(failure));
        return -1;
    }
    *url = socket_url(fd);
    return fd;
}
