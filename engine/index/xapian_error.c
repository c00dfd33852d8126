/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From Xapian's errors to ours. */
#include "index_private.h"
#include <casebank/error.h>

/* A published generation never changes: a document that is not there, and a block that seems to be
 * of another time, are damage too. */
static CbError code_of(const xapc_error *error)
{
    if (xapc_error_is(error, XAPC_ERROR_DATABASE_MODIFIED) ||
        xapc_error_is(error, XAPC_ERROR_DOC_NOT_FOUND) ||
        xapc_error_is(error, XAPC_ERROR_DATABASE_CORRUPT) ||
        xapc_error_is(error, XAPC_ERROR_DATABASE_OPENING) ||
        xapc_error_is(error, XAPC_ERROR_SERIALISATION))
        return CB_ERROR_INDEX_DAMAGED;
    if (xapc_error_is(error, XAPC_ERROR_DATABASE_VERSION))
        return CB_ERROR_INDEX_VERSION;
    if (xapc_error_is(error, XAPC_ERROR_DATABASE))
        return CB_ERROR_IO;
    return CB_ERROR_FAILED;
}

void cb_error_from_xapian(GError **error, xapc_error *xapian_error, const char *what)
{
    CbError code = code_of(xapian_error);
    g_set_error(error, CB_ERROR, (gint)code, "%s: %s%s", what, xapc_error_description(xapian_error),
                code == CB_ERROR_INDEX_DAMAGED
                    ? "; indekset er beskadiget: se efter med casebank check, eller byg det igen "
                      "med casebank-index --full"
                    : "");
    xapc_error_free(xapian_error);
}
