/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enters the cage, layer by layer. */
#include "cage.h"
#include <casebank/error.h>
#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* 0 to 3, the file, poppler's copy of it, and some for what is passed along wrongly. */
#define MAX_FILES 16

static void refuse(GError **error, const char *layer, int error_number, const char *advice)
{
    g_set_error(error, CB_ERROR, CB_ERROR_SANDBOX,
                "læseprogrammet kan ikke spærres inde: %s kan ikke sættes op (%s); %s, eller kør "
                "med --no-sandbox, hvis du stoler på filerne",
                layer, g_strerror(error_number), advice);
}

static gboolean limit(__rlimit_resource_t resource, guint64 value, const char *name, GError **error)
{
    struct rlimit now;
    int failure = getrlimit(resource, &now);
    if (failure == 0) {
        now.rlim_max = MIN(now.rlim_max, (rlim_t)value);
        now.rlim_cur = now.rlim_max;
        failure = setrlimit(resource, &now);
    }
    if (failure != 0)
        refuse(error, name, errno, "kør det under en kerne, der kan det");
    return failure == 0;
}

gboolean cb_cage_limit(guint64 memory_bytes, GError **error)
{
    return limit(RLIMIT_AS, memory_bytes, "grænsen for hukommelse", error) &&
           limit(RLIMIT_FSIZE, 0, "grænsen for skrevne filer", error) &&
           limit(RLIMIT_NPROC, 0, "grænsen for processer", error) &&
           limit(RLIMIT_NOFILE, MAX_FILES, "grænsen for åbne filer", error) &&
           limit(RLIMIT_MEMLOCK, 0, "grænsen for låst hukommelse", error) &&
           limit(RLIMIT_CORE, 0, "grænsen for kerneudskrifter", error);
}

char *cb_cage_enter(GError **error)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        refuse(error, "prctl", errno, "kør det under en kerne fra 3.5 eller nyere");
        return NULL;
    }
    int without_landlock = cb_cage_landlock();
    int without_seccomp = cb_cage_seccomp();
    if (without_seccomp != 0) {
        refuse(
            error, "seccomp", without_seccomp,
            "brug en kerne med seccomp-filtre (4.14 eller nyere), eller tillad dem i containeren");
        return NULL;
    }
    if (without_landlock == 0)
        return g_strdup(CB_CAGE_FULL);
    /* No kernel to blame but this one: either it has no Landlock, or something refuses it. */
    gboolean unknown = without_landlock == ENOSYS || without_landlock == EOPNOTSUPP;
    return g_strdup_printf(CB_CAGE_PARTIAL ": landlock %s", unknown ? "unavailable" : "refused");
}
