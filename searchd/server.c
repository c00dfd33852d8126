/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The HTTP server.
 *
 * libmicrohttpd runs a pool of threads, each with its own epoll set on the one listening socket. It
 * calls us three times for a request: begin() when it has read the request line, handle() when it
 * has the headers, and handle() again when it is time to answer. The answer belongs in that last
 * call: given in the call before, it makes libmicrohttpd close the connection, as it cannot know
 * whether a body follows that nobody has read. We want just that for requests that do announce a
 * body: nothing here takes one, and what follows the headers must never be read as another request.
 *
 * libmicrohttpd 0.9.75 lets pass what a strict server refuses: a NUL in the request line, and
 * Content-Length together with Transfer-Encoding (two proxies may disagree about where such a
 * request ends). Both are refused here.
 */
#include "server.h"
#include "log.h"
#include "router.h"

#include <casebank/error.h>
#include <microhttpd.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct CbServer {
    CbServerOptions options;
    struct MHD_Daemon *daemon;
    gint running;  /* requests between the first handle() and complete() */
    gint stopping; /* each answer is then the last of its connection */
};

typedef struct {
    char *target;
    uintptr_t
        position;  /* where libmicrohttpd has the request target: to look for a NUL behind it */
    gboolean seen; /* handle() has been called once */
    gint64 began;  /* monotonic time, microseconds */
    char *method;  /* these three for the log */
    guint status;
    gsize bytes;
} Request;

static void *begin(void *data, const char *target, struct MHD_Connection *connection)
{
    Request *request = g_new0(Request, 1);

    (void)data;
    (void)connection;
    request->target = g_strdup(target);
    request->position = (uintptr_t)target;
    request->began = g_get_monotonic_time();
    return request;
}

/** The target as it was sent may hold any byte: it is escaped. */
static void log_request(const Request *request)
{
    double ms = (double)(g_get_monotonic_time() - request->began) / 1000;
    g_autofree char *target = g_strescape(request->target, NULL);

    cb_log("%s %s %u, %" G_GSIZE_FORMAT " byte, %.1f ms", request->method, target, request->status,
           request->bytes, ms);
}

static void complete(void *data, struct MHD_Connection *connection, void **context,
                     enum MHD_RequestTerminationCode how)
{
    CbServer *server = data;
    Request *request = *context;

    (void)connection;
    (void)how;
    if (!request)
        return;
    if (server->options.log_requests && request->seen)
        log_request(request);
    if (request->seen)
        g_atomic_int_add(&server->running, -1);
    g_free(request->target);
    g_free(request->method);
    g_free(request);
    *context = NULL;
}

/* --- What is refused before anybody looks at it */

/** The request line lies in one buffer: target, space (now NUL), version. A target that ends
 * earlier than that has a NUL in it. */
static gboolean has_nul(const Request *request, const char *version, const CbLimits *limits)
{
    uintptr_t end = request->position + strlen(request->target) + 1;
    uintptr_t position = (uintptr_t)version;

    return position > end && position - request->position <= limits->request_bytes;
}

static gboolean announces_body(const char *length, const char *encoding)
{
    return encoding || (length && strspn(length, "0") != strlen(length));
}

/** Returns: (nullable): the answer that needs no search: what is wrong with the request as such. */
static CbReply *refuse(CbServer *server, const Request *request, const char *method,
                       const char *version, struct MHD_Connection *connection)
{
    const char *length =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const char *encoding =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING);

    if (has_nul(request, version, &server->options.limits))
        return cb_reply_problem(400, "bad-address", NULL, "Adressen indeholder et nultegn.");
    if (strlen(request->target) > server->options.limits.target_bytes)
        return cb_reply_problem(414, "address-too-long", NULL, "Adressen er for lang.");
    if (length && encoding)
        return cb_reply_problem(400, "ambiguous-body", NULL,
                                "Content-Length og Transfer-Encoding kan ikke bruges sammen.");
    if (!announces_body(length, encoding))
        return NULL;
    if (!cb_method_is_answered(method))
        return cb_route(server->options.pool, method, request->target); /* 404 or 405 */
    return cb_reply_problem(400, "unexpected-body", NULL,
                            "Forespørgslen skal ikke have noget indhold.");
}

/* --- Answering */

static void add_headers(CbServer *server, const CbReply *reply, struct MHD_Response *response)
{
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->content_type);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    /* An answer is good until the next index, and nobody knows when that comes. */
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            reply->status == MHD_HTTP_OK ? "no-cache" : "no-store");
    if (reply->allow)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, reply->allow);
    if (reply->retry_after > 0) {
        char seconds[16];
        g_snprintf(seconds, sizeof seconds, "%u", reply->retry_after);
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
    if (g_atomic_int_get(&server->stopping))
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
}

static enum MHD_Result send_reply(CbServer *server, Request *request, CbReply *reply,
                                  struct MHD_Connection *connection)
{
    request->status = reply->status;
    request->bytes = strlen(reply->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback(request->bytes, reply->body, g_free);
    if (!response)
        return MHD_NO;
    reply->body = NULL; /* the response's now */
    add_headers(server, reply, response);
    enum MHD_Result result = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(void *data, struct MHD_Connection *connection, const char *path,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **context)
{
    CbServer *server = data;
    Request *request = *context;
    g_autoptr(CbReply) reply = NULL;

    (void)path;
    (void)upload;
    if (!request || *upload_size > 0)
        return MHD_NO;
    if (!request->seen) {
        request->seen = TRUE;
        g_atomic_int_inc(&server->running);
        request->method = server->options.log_requests ? g_strdup(method) : NULL;
        reply = refuse(server, request, method, version, connection);
        if (!reply)
            return MHD_YES;
    } else {
        reply = cb_route(server->options.pool, method, request->target);
    }
    return send_reply(server, request, reply, connection);
}

/* --- Starting and stopping */

CbServer *cb_server_start(const CbServerOptions *options, GError **error)
{
    CbServer *server = g_new0(CbServer, 1);
    const CbLimits *limits = &options->limits;

    server->options = *options;
    /* clang-format off */
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, handle, server,
        MHD_OPTION_LISTEN_SOCKET, options->listen_fd,
        MHD_OPTION_THREAD_POOL_SIZE, options->threads,
        MHD_OPTION_CONNECTION_LIMIT, MAX(limits->connections, options->threads),
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits->connections_per_address,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)limits->request_bytes,
        MHD_OPTION_CONNECTION_TIMEOUT, limits->idle_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_URI_LOG_CALLBACK, begin, server,
        MHD_OPTION_NOTIFY_COMPLETED, complete, server,
        MHD_OPTION_END);
    /* clang-format on */
    if (server->daemon)
        return server;
    g_free(server);
    g_set_error_literal(error, CB_ERROR, CB_ERROR_FAILED, "kan ikke starte HTTP-tjenesten");
    return NULL;
}

void cb_server_begin_stop(CbServer *server)
{
    g_atomic_int_set(&server->stopping, TRUE);
    /* The socket that comes back is options.listen_fd: closed when the threads are gone. */
    MHD_quiesce_daemon(server->daemon);
}

guint cb_server_running(CbServer *server)
{
    return (guint)g_atomic_int_get(&server->running);
}

void cb_server_free(CbServer *server)
{
    if (!server)
        return;
    MHD_stop_daemon(server->daemon);
    close(server->options.listen_fd);
    g_free(server);
}
