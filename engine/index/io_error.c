/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From errno to a sentence; see io_error.h. */
#include "io_error.h"
#include <casebank/error.h>
#include <errno.h>

static const char *plain_reason(int number)
{
    switch (number) {
    case ENOSPC:
        return "disken er fuld; gør plads, eller læg indekset på en anden disk";
    case EDQUOT:
        return "brugerens plads på disken er brugt op";
    case EFBIG:
        return "filen er større, end der er lov til (se: ulimit -f)";
    case EROFS:
        return "disken kan kun læses";
    case EIO:
        return "disken svarer med fejl og er måske ved at gå i stykker";
    case EACCES:
    case EPERM:
        return "det har brugeren, der kører programmet, ikke lov til";
    default:
        return g_strerror(number);
    }
}

void cb_set_io_error(GError **error, const char *path, const char *deed)
{
    int number = errno;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: %s: %s", path, deed, plain_reason(number));
}
