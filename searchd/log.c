/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: short lines on standard error. */
#include "log.h"

#include <unistd.h>

void cb_log(const char *format, ...)
{
    GString *line = g_string_new("casebank-searchd: ");
    va_list list;

    va_start(list, format);
    g_string_append_vprintf(line, format, list);
    va_end(list);
    for (gsize i = 0; i < line->len; i++)
        if (g_ascii_iscntrl(line->str[i]))
            line->str[i] = '?';
    g_string_append_c(line, '\n');
    /* One write, so that lines of several threads do not mix. A log that cannot be written stops
     * nobody from searching. */
    if (write(STDERR_FILENO, line->str, line->len) < 0)
        (void)0;
    g_string_free(line, TRUE);
}
