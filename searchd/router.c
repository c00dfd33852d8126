/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request to the part of the API that answers it. */
#include "router.h"
#include "api.h"
#include "target.h"

#include <string.h>

#define CASES "/v1/cases/"

typedef CbReply *(*Answer)(CbReaderPool *pool, const CbTarget *target);

static CbReply *answer_case(CbReaderPool *pool, const CbTarget *target)
{
    return cb_api_case(pool, target->path + strlen(CASES));
}

static CbReply *answer_health(CbReaderPool *pool, const CbTarget *target)
{
    (void)target;
    return cb_api_health(pool);
}

static Answer find_answer(const char *path)
{
    if (strcmp(path, "/v1/search") == 0)
        return cb_api_search;
    if (strcmp(path, "/v1/suggest") == 0)
        return cb_api_suggest;
    if (g_str_has_prefix(path, CASES) && path[strlen(CASES)])
        return answer_case;
    if (strcmp(path, "/healthz") == 0)
        return answer_health;
    return NULL;
}

gboolean cb_method_is_answered(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

CbReply *cb_route(CbReaderPool *pool, const char *method, const char *raw_target)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbTarget) target = cb_target_parse(raw_target, &error);

    if (!target)
        return cb_reply_problem(400, "bad-address", NULL, error->message);
    Answer answer = find_answer(target->path);
    if (!answer)
        return cb_reply_problem(
            404, "no-such-address", NULL,
            "Adressen findes ikke. Der er /v1/search, /v1/suggest, /v1/cases/NAVN og /healthz.");
    if (!cb_method_is_answered(method)) {
        CbReply *reply =
            cb_reply_problem(405, "method-not-allowed", NULL, "Her kan kun GET og HEAD bruges.");
        reply->allow = "GET, HEAD";
        return reply;
    }
    return answer(pool, target);
}
