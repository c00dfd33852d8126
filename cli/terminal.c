/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What standard output is: a terminal of some size, or a pipe or file. */
#include "terminal.h"
#include "frontend/values.h"

#include <casebank/error.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80

static guint number_from_environment(const char *name)
{
    const char *value = g_getenv(name);
    guint number = 0;

    if (value && !cb_value_number(name, value, 1, 10000, &number, NULL))
        return 0;
    return number;
}

static gboolean colour_wanted(gboolean is_terminal, CbColour colour)
{
    const char *no_color = g_getenv("NO_COLOR");

    if (colour != CB_COLOUR_AUTO)
        return colour == CB_COLOUR_ALWAYS;
    return is_terminal && !(no_color && no_color[0]) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

CbTerminal cb_terminal_detect(int fd, CbColour colour)
{
    CbTerminal terminal = {.is_terminal = isatty(fd) == 1};
    struct winsize size = {0};

    terminal.colour = colour_wanted(terminal.is_terminal, colour);
    if (!terminal.is_terminal)
        return terminal;

    gboolean known = ioctl(fd, TIOCGWINSZ, &size) == 0;
    terminal.width = known ? size.ws_col : 0;
    terminal.height = known && size.ws_row ? size.ws_row : number_from_environment("LINES");
    if (terminal.width == 0)
        terminal.width = number_from_environment("COLUMNS");
    if (terminal.width == 0)
        terminal.width = DEFAULT_WIDTH;
    terminal.width = CLAMP(terminal.width, CB_MIN_TEXT_WIDTH, CB_MAX_TEXT_WIDTH);
    return terminal;
}

gboolean cb_colour_parse(const char *value, CbColour *colour, GError **error)
{
    static const struct {
        const char *english, *danish;
        CbColour colour;
    } names[] = {
        {"auto", "auto", CB_COLOUR_AUTO},
        {"always", "altid", CB_COLOUR_ALWAYS},
        {"never", "aldrig", CB_COLOUR_NEVER},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(value, names[i].english) == 0 || strcmp(value, names[i].danish) == 0) {
            *colour = names[i].colour;
            return TRUE;
        }
    }
    g_autofree char *shown = cb_shown_text(value);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "--farver skal være auto, altid eller aldrig, ikke »%s«", shown);
    return FALSE;
}
