/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-searchd. */
#ifndef CB_SEARCHD_OPTIONS_H
#define CB_SEARCHD_OPTIONS_H

#include "service_limits.h"

G_BEGIN_DECLS

/** @index, @listen, @thesaurus: borrowed from the command line. @thesaurus: NULL for the shipped
 * one.
 * @threads: chosen from the machine's cores when not given. */
typedef struct {
    gboolean help, version, log_requests, no_thesaurus;
    const char *index, *listen, *thesaurus;
    guint threads;
    CbLimits limits;
} CbSearchdOptions;

/** @args: NULL-terminated, the program's name left out. Errors: CB_ERROR_USAGE. */
gboolean cb_searchd_options_parse(char *const *args, CbSearchdOptions *options, GError **error);

/** Returns: (transfer full): what --help says. */
char *cb_searchd_help(void);

G_END_DECLS

#endif
