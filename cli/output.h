/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the answer: to standard output, all of it or an error, or through a pager. */
#ifndef CB_CLI_OUTPUT_H
#define CB_CLI_OUTPUT_H

#include "terminal.h"

G_BEGIN_DECLS

/**
 * cb_output_write:
 *
 * Writes @text to standard output and makes sure that it arrived.
 *
 * Errors: CB_ERROR_IO (disk full, ...). A reader that went away ends the program with SIGPIPE, as
 * it does other programs in a pipe; where SIGPIPE is ignored, it is CB_ERROR_IO too.
 */
gboolean cb_output_write(const char *text, gsize length, GError **error);

/** Writes a part of the answer; cb_output_write() must follow with the last one. Same errors. */
gboolean cb_output_part(const char *text, gsize length, GError **error);

/**
 * cb_output_page:
 *
 * Like cb_output_write(), but text that is longer than the terminal goes through $PAGER, or else
 * `less -FRX`. A pager that cannot be started is done without. A reader who leaves the pager before
 * the end is no error.
 */
gboolean cb_output_page(const char *text, gsize length, const CbTerminal *terminal, GError **error);

G_END_DECLS

#endif
