/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From errno to a sentence; see io_error.h. */
#include "io_error.h"
#include <casebank/error.h>
#include <errno.h>
#include <string.h>

/* NULL when a person can do nothing about it. */
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
        return NULL;
    }
}

const char *cb_plain_reason(const char *system_words)
{
    static const int numbers[] = {ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EACCES, EPERM};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strcmp(system_words, strerror(numbers[i])) == 0)
            return plain_reason(numbers[i]);
    return NULL;
}

void cb_set_io_error(GError **error, const char *path, const char *deed)
{
    int number = errno;
    const char *reason = plain_reason(number);
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: %s: %s", path, deed,
                reason != NULL ? reason : g_strerror(number));
}
