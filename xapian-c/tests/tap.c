/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The harness; see tap.h. */
#include "tap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RAN = 0, FAILED, SKIPPED, TODO };

static jmp_buf end_of_test;
static const char *why;

int tap_run(const tap_test *tests, size_t count)
{
    volatile int failures = 0;
    printf("1..%zu\n", count);
    for (volatile size_t i = 0; i < count; i++) {
        int outcome = setjmp(end_of_test);
        if (outcome == RAN)
            tests[i].run();
        printf("%sok %zu - %s", outcome == FAILED || outcome == TODO ? "not " : "", i + 1,
               tests[i].name);
        if (outcome == SKIPPED || outcome == TODO)
            printf(" # %s %s", outcome == TODO ? "TODO" : "SKIP", why);
        printf("\n");
        fflush(stdout);
        if (outcome == FAILED)
            failures++;
    }
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

void tap_skip(const char *reason)
{
    why = reason;
    longjmp(end_of_test, SKIPPED);
}

void tap_todo(const char *reason)
{
    why = reason;
    longjmp(end_of_test, TODO);
}

void tap_fail(const char *file, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("# %s:%d: ", file, line);
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
    longjmp(end_of_test, FAILED);
}

void tap_check_string(const char *file, int line, const char *expression, const char *have,
                      size_t have_len, const char *want, size_t want_len)
{
    if (!have)
        tap_fail(file, line, "%s is NULL", expression);
    if (have_len == XAPC_NUL_TERMINATED)
        have_len = strlen(have);
    if (want_len == XAPC_NUL_TERMINATED)
        want_len = strlen(want);
    if (have_len != want_len || memcmp(have, want, want_len) != 0)
        tap_fail(file, line, "%s is \"%s\" (%zu bytes), not \"%s\" (%zu bytes)", expression, have,
                 have_len, want, want_len);
}

void tap_check_code(const char *file, int line, const char *expression, bool failed,
                    xapc_error *error, xapc_code want)
{
    xapc_code have = xapc_error_code(error);
    char text[400];
    snprintf(text, sizeof text, "%s", xapc_error_description(error));
    xapc_error_free(error);
    if (failed != (have != XAPC_OK))
        tap_fail(file, line, "%s %s, but the error is \"%s\"", expression,
                 failed ? "failed" : "succeeded", text);
    if (have != want)
        tap_fail(file, line, "%s gave code %d, not %d (%s)", expression, (int)have, (int)want,
                 text);
}
