/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What standard output is: a terminal of some size, or a pipe or file. */
#ifndef CB_CLI_TERMINAL_H
#define CB_CLI_TERMINAL_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gboolean is_terminal;
    gboolean colour;
    guint width;  /* columns to wrap text at; 0 for never */
    guint height; /* rows of the terminal; 0 when unknown */
} CbTerminal;

typedef enum { CB_COLOUR_AUTO, CB_COLOUR_ALWAYS, CB_COLOUR_NEVER } CbColour;

/**
 * cb_terminal_detect:
 *
 * On a terminal: its width (else COLUMNS, else 80), at most CB_MAX_TEXT_WIDTH as longer lines are
 * hard to read; colour unless NO_COLOR is set (to anything but "") or TERM is "dumb". Not on a
 * terminal: no wrapping and no colour. @colour overrules.
 */
CbTerminal cb_terminal_detect(int fd, CbColour colour);
#define CB_MAX_TEXT_WIDTH 100
#define CB_MIN_TEXT_WIDTH 30

/** "auto", "always" ("altid") or "never" ("aldrig"). Errors: CB_ERROR_USAGE. */
gboolean cb_colour_parse(const char *value, CbColour *colour, GError **error);

G_END_DECLS

#endif
