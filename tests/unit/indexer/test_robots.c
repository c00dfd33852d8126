/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a robots.txt lets us take. */
#include "robots.h"
#include <string.h>

static gboolean allows(const char *text, const char *path)
{
    g_autoptr(CbRobots) robots = cb_robots_parse(text, strlen(text));
    return cb_robots_allows(robots, path);
}

static void test_rules_for_everybody_count(void)
{
    const char *text = "User-agent: *\nDisallow: /intern/\nDisallow: /udkast\n";
    g_assert_false(allows(text, "/intern/noter.html"));
    g_assert_false(allows(text, "/udkast.html"));
    g_assert_true(allows(text, "/intern"));
    g_assert_true(allows(text, "/sager/intern/"));
}

static void test_our_own_group_stands_for_everybodys(void)
{
    const char *text = "user-agent: *\r\ndisallow: /\r\n\r\n"
                       "User-Agent: andre\r\nUser-agent: Casebank/1.0\r\nDisallow: /kun-os\r\n";
    g_assert_true(allows(text, "/side.html"));
    g_assert_false(allows(text, "/kun-os"));
}

static void test_our_own_empty_group_allows_everything(void)
{
    g_assert_true(allows("User-agent: *\nDisallow: /\nUser-agent: casebank\nDisallow:\n", "/a"));
}

static void test_rules_of_others_do_not_count(void)
{
    g_assert_true(allows("User-agent: casebanker\nDisallow: /\n", "/a"));
    g_assert_true(allows("User-agent: andre\nDisallow: /\n", "/a"));
    g_assert_true(allows("Disallow: /\n", "/a"));
}

static void test_longest_rule_decides(void)
{
    const char *text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n";
    g_assert_false(allows(text, "/a/x"));
    g_assert_true(allows(text, "/a/b/x"));
    g_assert_false(allows(text, "/a/b/c"));
    g_assert_true(allows("User-agent: *\nDisallow: /lige\nAllow: /lige\n", "/lige"));
    g_assert_true(allows("User-agent: *\nAllow: /lige\nDisallow: /lige\n", "/lige"));
}

static void test_stars_and_the_end(void)
{
    const char *text = "User-agent: *\nDisallow: /*?*print=1\nDisallow: /*.pdf$ # alle PDF'er\n";
    g_assert_false(allows(text, "/vis?id=2&print=1"));
    g_assert_true(allows(text, "/vis?id=2"));
    g_assert_false(allows(text, "/filer/a.pdf"));
    g_assert_true(allows(text, "/filer/a.pdf.html"));
}

static void test_encoding_makes_no_difference(void)
{
    g_assert_false(allows("User-agent: *\nDisallow: /p%C3%A5\n", "/på/side"));
    g_assert_false(allows("User-agent: *\nDisallow: /på\n", "/p%c3%a5/side"));
}

/* A pattern of many stars against a long path must not take forever. */
static void test_many_stars_take_no_time(void)
{
    g_autoptr(GString) text = g_string_new("User-agent: *\nDisallow: /");
    g_autoptr(GString) path = g_string_new("/");
    for (guint i = 0; i < 500; i++)
        g_string_append(text, "*a");
    g_string_append(text, "*b\n");
    for (guint i = 0; i < 5000; i++)
        g_string_append_c(path, 'a');
    g_assert_true(allows(text->str, path->str));
}

static void test_any_bytes_are_read(void)
{
    g_assert_true(allows("", "/a"));
    g_assert_true(allows("<html>404</html>", "/a"));
    g_assert_true(allows("User-agent\n::::\nDisallow /x\nDisallow: x\n", "/x"));
    static const char bytes[] = "\xEF\xBB\xBFUser-agent: *\0\xff\rDisallow: /a";
    g_autoptr(CbRobots) robots = cb_robots_parse(bytes, sizeof bytes - 1);
    g_assert_false(cb_robots_allows(robots, "/a"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/robots/everybody", test_rules_for_everybody_count);
    g_test_add_func("/robots/our-own-group", test_our_own_group_stands_for_everybodys);
    g_test_add_func("/robots/our-own-empty-group", test_our_own_empty_group_allows_everything);
    g_test_add_func("/robots/others", test_rules_of_others_do_not_count);
    g_test_add_func("/robots/longest", test_longest_rule_decides);
    g_test_add_func("/robots/stars", test_stars_and_the_end);
    g_test_add_func("/robots/encoding", test_encoding_makes_no_difference);
    g_test_add_func("/robots/many-stars", test_many_stars_take_no_time);
    g_test_add_func("/robots/any-bytes", test_any_bytes_are_read);
    return g_test_run();
}
