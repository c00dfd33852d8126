/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small harness: a test program is a table of functions; it writes TAP and ends with 0 when all
 * passed. A check that fails ends its test and says where. Checks belong in the test itself, not in
 * a callback that libxapian calls: they leave by longjmp. */
#ifndef XAPIAN_C_TESTS_TAP_H
#define XAPIAN_C_TESTS_TAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xapian_c.h>

typedef struct {
    const char *name; /* says what holds, in words */
    void (*run)(void);
} tap_test;

/** Run the tests; the program's exit code. */
int tap_run(const tap_test *tests, size_t count);

#define TAP_RUN(tests) tap_run(tests, sizeof(tests) / sizeof((tests)[0]))

/** End this test as skipped, and say why. */
_Noreturn void tap_skip(const char *reason);

/** End this test as failing for a reason that is known and not ours. */
_Noreturn void tap_todo(const char *reason);

/* What the macros below are made of. */
_Noreturn void tap_fail(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tap_check_string(const char *file, int line, const char *expression, const char *have,
                      size_t have_len, const char *want, size_t want_len);
void tap_check_code(const char *file, int line, const char *expression, bool failed,
                    xapc_error *error, xapc_code want);

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            tap_fail(__FILE__, __LINE__, "%s", #condition);                                        \
    } while (0)

#define CHECK_UINT(have, want)                                                                     \
    do {                                                                                           \
        uint64_t have_ = (have), want_ = (want);                                                   \
        if (have_ != want_)                                                                        \
            tap_fail(__FILE__, __LINE__, "%s is %llu, not %llu", #have, (unsigned long long)have_, \
                     (unsigned long long)want_);                                                   \
    } while (0)

#define CHECK_NEAR(have, want)                                                                     \
    do {                                                                                           \
        double have_ = (have), want_ = (want);                                                     \
        if (!(have_ > want_ - 1e-9 && have_ < want_ + 1e-9))                                       \
            tap_fail(__FILE__, __LINE__, "%s is %.12g, not %.12g", #have, have_, want_);           \
    } while (0)

/** A borrowed string ended by NUL. */
#define CHECK_STRING(have, want)                                                                   \
    tap_check_string(__FILE__, __LINE__, #have, have, XAPC_NUL_TERMINATED, want,                   \
                     XAPC_NUL_TERMINATED)

/** Bytes with a length. */
#define CHECK_BYTES(have, have_len, want, want_len)                                                \
    tap_check_string(__FILE__, __LINE__, #have, have, have_len, want, want_len)

/** An owned string ended by NUL; frees it. */
#define CHECK_OWNED(have, want)                                                                    \
    do {                                                                                           \
        char *owned_ = (have);                                                                     \
        tap_check_string(__FILE__, __LINE__, #have, owned_, XAPC_NUL_TERMINATED, want,             \
                         XAPC_NUL_TERMINATED);                                                     \
        xapc_free(owned_);                                                                         \
    } while (0)

/** A call with `&error` as its last argument succeeds: true or a pointer. */
#define CHECK_OK(call)                                                                             \
    do {                                                                                           \
        xapc_error *error = NULL;                                                                  \
        bool done_ = !!(call);                                                                     \
        tap_check_code(__FILE__, __LINE__, #call, !done_, error, XAPC_OK);                         \
    } while (0)

/** A call with `&error` as its last argument fails with this code. */
#define CHECK_ERROR(call, code)                                                                    \
    do {                                                                                           \
        xapc_error *error = NULL;                                                                  \
        bool done_ = !!(call);                                                                     \
        tap_check_code(__FILE__, __LINE__, #call, !done_, error, code);                            \
    } while (0)

#endif
