/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /v1/cases/ID: one whole case. Its contact block is not told: see `kontakt:` in docs/QUERY.md.
 */
#include "api.h"

#include <casebank/search.h>

CbReply *cb_api_case(CbReaderPool *pool, const char *id)
{
    g_autoptr(GError) error = NULL;
    CbIndex *index = cb_reader_get(pool, &error);
    g_autoptr(CbCase) item = index ? cb_index_case(index, id, &error) : NULL;

    if (item)
        return cb_reply_json(cb_case_to_json(item, FALSE, FALSE));
    cb_reader_failed(pool, error);
    return cb_reply_error(error);
}
