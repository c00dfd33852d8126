/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: short lines on standard error. What people search for and where they come from is not in
 * it, unless requests are logged on request. Any thread may call. */
#ifndef CB_SEARCHD_LOG_H
#define CB_SEARCHD_LOG_H

#include <glib.h>

G_BEGIN_DECLS

/** Writes "casebank-searchd: ...", control characters made harmless, in one piece. */
void cb_log(const char *format, ...) G_GNUC_PRINTF(1, 2);

G_END_DECLS

#endif
