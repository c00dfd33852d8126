/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-searchd. */
#include "options.h"

#include <casebank/error.h>
#include <string.h>

static gboolean parse(CbSearchdOptions *options, GError **error, const char *line)
{
    static char **args = NULL;
    g_strfreev(args);
    args = g_strsplit(line, " ", -1);
    return cb_searchd_options_parse(args, options, error);
}

static void test_defaults(void)
{
    CbSearchdOptions options;
    g_assert_true(parse(&options, NULL, "--index i"));
    g_assert_cmpstr(options.index, ==, "i");
    g_assert_cmpstr(options.listen, ==, "127.0.0.1:8080");
    g_assert_cmpuint(options.threads, >=, 2);
    g_assert_cmpuint(options.threads, <=, 8);
    g_assert_true(memcmp(&options.limits, &cb_default_limits, sizeof cb_default_limits) == 0);
    g_assert_false(options.log_requests);
}

static void test_every_limit_is_an_option(void)
{
    CbSearchdOptions options;
    g_autoptr(GError) error = NULL;
    parse(
        &options, &error,
        "--index i --max-connections 11 --max-connections-per-address 12 --max-request-bytes 5000 "
        "--max-target-bytes 1400 --idle-timeout 15 --stop-timeout 0 --threads 3 --listen [::1]:1");
    g_assert_no_error(error);
    g_assert_cmpuint(options.limits.connections, ==, 11);
    g_assert_cmpuint(options.limits.connections_per_address, ==, 12);
    g_assert_cmpuint(options.limits.request_bytes, ==, 5000);
    g_assert_cmpuint(options.limits.target_bytes, ==, 1400);
    g_assert_cmpuint(options.limits.idle_seconds, ==, 15);
    g_assert_cmpuint(options.limits.stop_seconds, ==, 0);
    g_assert_cmpuint(options.threads, ==, 3);
    g_assert_cmpstr(options.listen, ==, "[::1]:1");
}

static void test_index_must_be_named(void)
{
    CbSearchdOptions options;
    g_autoptr(GError) error = NULL;
    g_assert_false(parse(&options, &error, "--threads 2"));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "--index"));
}

static void test_help_needs_no_index_and_names_every_option(void)
{
    static const char *const names[] = {"--index",
                                        "--listen",
                                        "--threads",
                                        "--log-requests",
                                        "--max-connections ",
                                        "--max-connections-per-address",
                                        "--max-request-bytes",
                                        "--max-target-bytes",
                                        "--idle-timeout",
                                        "--stop-timeout"};
    CbSearchdOptions options;
    g_assert_true(parse(&options, NULL, "--help"));
    g_assert_true(options.help);
    g_autofree char *help = cb_searchd_help();
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (!strstr(help, names[i]))
            g_error("--help does not tell of %s", names[i]);
}

static void test_mistakes(void)
{
    static const char *const wrong[] = {
        "--index i --threads 0", "--index i --threads 65",
        "--index i extra",       "--index i --max-request-bytes 100",
        "--index i --thread 2",  "--index"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        CbSearchdOptions options;
        g_autoptr(GError) error = NULL;
        g_assert_false(parse(&options, &error, wrong[i]));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/searchd-options/defaults", test_defaults);
    g_test_add_func("/searchd-options/limits", test_every_limit_is_an_option);
    g_test_add_func("/searchd-options/index", test_index_must_be_named);
    g_test_add_func("/searchd-options/help", test_help_needs_no_index_and_names_every_option);
    g_test_add_func("/searchd-options/mistakes", test_mistakes);
    return g_test_run();
}
