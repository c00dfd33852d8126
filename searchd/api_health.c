/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /healthz: whether searches can be answered, and from which generation of the index. */
#include "api.h"

#include <jansson.h>
#include <stdlib.h>

static CbReply *healthy(const CbStatus *status)
{
    json_t *health = json_pack("{ss, ss, si, si, ss*}", "status", "ok", "version", CASEBANK_VERSION,
                               "generation", (int)status->generation, "cases", (int)status->cases,
                               "built", status->built);
    char *text = json_dumps(health, JSON_COMPACT);
    CbReply *reply = cb_reply_json(g_strdup(text));

    json_decref(health);
    free(text);
    return reply;
}

CbReply *cb_api_health(CbReaderPool *pool)
{
    g_autoptr(GError) error = NULL;
    CbIndex *index = cb_reader_get(pool, &error);
    g_autoptr(CbStatus) status = NULL;

    if (index && cb_index_refresh(index, NULL, &error))
        status = cb_index_status(index, &error);
    if (status)
        return healthy(status);
    cb_reader_failed(pool, error);
    return cb_reply_error(error);
}
