/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers and problems. */
#include "reply.h"

#include <casebank/error.h>
#include <jansson.h>
#include <stdlib.h>

enum {
    RETRY_BUSY = 1,      /* seconds: a swap is over by then */
    RETRY_NO_INDEX = 10, /* somebody has to build one */
};

CbReply *cb_reply_json(char *json)
{
    g_autofree char *owned = json;
    CbReply *reply = g_new0(CbReply, 1);

    reply->status = 200;
    reply->content_type = "application/json; charset=utf-8";
    reply->body = g_strconcat(owned, "\n", NULL);
    return reply;
}

static const char *title(guint status)
{
    switch (status) {
    case 400:
        return "Forkert forespørgsel";
    case 404:
        return "Findes ikke";
    case 405:
        return "Metoden kan ikke bruges her";
    case 414:
        return "Adressen er for lang";
    case 503:
        return "Søgningen er ikke klar";
    default:
        return "Fejl i søgetjenesten";
    }
}

CbReply *cb_reply_problem(guint status, const char *code, const char *parameter, const char *detail)
{
    CbReply *reply = g_new0(CbReply, 1);
    json_t *problem =
        json_pack("{ss, ss, si, ss, ss, ss*}", "type", "about:blank", "title", title(status),
                  "status", (int)status, "detail", detail, "code", code, "parameter", parameter);
    char *text = problem ? json_dumps(problem, JSON_COMPACT) : NULL;

    json_decref(problem);
    reply->status = status;
    reply->content_type = "application/problem+json; charset=utf-8";
    reply->body = g_strconcat(text ? text : "{}", "\n", NULL);
    free(text);
    return reply;
}

static CbReply *unavailable(const char *code, guint retry_after, const char *detail)
{
    CbReply *reply = cb_reply_problem(503, code, NULL, detail);
    reply->retry_after = retry_after;
    return reply;
}

CbReply *cb_reply_error(const GError *error)
{
    if (error->domain == CB_ERROR) {
        switch ((CbError)error->code) {
        case CB_ERROR_USAGE:
            return cb_reply_problem(400, "bad-parameter", NULL, error->message);
        case CB_ERROR_NOT_FOUND:
            return cb_reply_problem(404, "no-such-case", NULL, "Der er ingen sag med det navn.");
        case CB_ERROR_BUSY:
            return unavailable("busy", RETRY_BUSY,
                               "Indekset bliver skiftet ud netop nu. Prøv igen om lidt.");
        case CB_ERROR_NO_INDEX:
        case CB_ERROR_INDEX_VERSION:
        case CB_ERROR_INDEX_DAMAGED:
        case CB_ERROR_IO:
            return unavailable("no-index", RETRY_NO_INDEX,
                               "Der er intet brugbart indeks. Prøv igen senere.");
        case CB_ERROR_FAILED:
        case CB_ERROR_BAD_FILE:
        case CB_ERROR_WORKER:
        case CB_ERROR_SANDBOX:
            break;
        }
    }
    return cb_reply_problem(500, "failed", NULL,
                            "Søgningen mislykkedes på grund af en fejl i tjenesten.");
}

void cb_reply_free(CbReply *reply)
{
    if (!reply)
        return;
    g_free(reply->body);
    g_free(reply);
}
