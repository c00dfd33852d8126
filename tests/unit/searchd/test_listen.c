/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address to listen on. */
#include "listen.h"

#include <casebank/error.h>
#include <string.h>
#include <unistd.h>

static void test_port_zero_is_a_free_port_that_is_told(void)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    int fd = cb_listen("127.0.0.1:0", &url, &error);
    g_assert_no_error(error);
    g_assert_cmpint(fd, >=, 0);
    g_assert_true(g_str_has_prefix(url, "http://127.0.0.1:"));
    g_assert_cmpstr(url, !=, "http://127.0.0.1:0");
    close(fd);
}

static void test_localhost_is_this_machine(void)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    int fd = cb_listen("localhost:0", &url, &error);
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(url, "http://127.0.0.1:"));
    close(fd);
}

static void test_ipv6(void)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    int fd = cb_listen("[::1]:0", &url, &error);
    if (fd < 0) {
        g_test_skip("no IPv6 here");
        return;
    }
    g_assert_true(g_str_has_prefix(url, "http://[::1]:"));
    close(fd);
}

static void test_taken_port_is_named(void)
{
    g_autofree char *url = NULL, *again = NULL;
    g_autoptr(GError) error = NULL;
    int fd = cb_listen("127.0.0.1:0", &url, NULL);
    const char *address = url + strlen("http://");
    g_assert_cmpint(cb_listen(address, &again, &error), ==, -1);
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, address));
    g_assert_nonnull(strstr(error->message, "et andet program"));
    close(fd);
}

static void test_address_of_another_machine(void)
{
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(cb_listen("192.0.2.1:0", &url, &error), ==, -1);
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
}

static void test_what_is_no_address(void)
{
    static const char *const wrong[] = {"",
                                        "8080",
                                        ":8080",
                                        "127.0.0.1",
                                        "127.0.0.1:",
                                        "127.0.0.1:http",
                                        "127.0.0.1:65536",
                                        "::1:8080",
                                        "[::1]",
                                        "[]:80",
                                        "www.example.dk:80",
                                        "127.0.0.1:-1"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *url = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_cmpint(cb_listen(wrong[i], &url, &error), ==, -1);
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
        g_assert_null(url);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/listen/free-port", test_port_zero_is_a_free_port_that_is_told);
    g_test_add_func("/listen/localhost", test_localhost_is_this_machine);
    g_test_add_func("/listen/ipv6", test_ipv6);
    g_test_add_func("/listen/taken", test_taken_port_is_named);
    g_test_add_func("/listen/another-machine", test_address_of_another_machine);
    g_test_add_func("/listen/no-address", test_what_is_no_address);
    return g_test_run();
}
