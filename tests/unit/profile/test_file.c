/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Site profiles as files: what they say of which site, and how what is wrong is told. */
#include <casebank/error.h>
#include <site_profile.h>
#include <string.h>

static CbSiteProfile *parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    CbSiteProfile *profile = cb_site_profile_parse(text, strlen(text), "p.ini", &error);
    g_assert_no_error(error);
    return profile;
}

static void assert_refused(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_site_profile_parse(text, strlen(text), "p.ini", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    if (strstr(error->message, expected) == NULL)
        g_test_message("»%s«", error->message);
    g_assert_nonnull(strstr(error->message, expected));
}

/* The rules as "key=xpath" separated by spaces. */
static char *rules_text(const char *text, const char *source, const char *host)
{
    g_autoptr(CbSiteProfile) profile = parse(text);
    g_autofree char *address = host != NULL ? g_strdup_printf("https://%s/a", host) : NULL;
    g_autoptr(CbPageRules) rules = cb_site_profile_rules(profile, source, address);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < rules->rules->len; i++) {
        const CbPageRule *rule = g_ptr_array_index(rules->rules, i);
        g_string_append_printf(out, "%s%s=%s", i > 0 ? " " : "", rule->name, rule->xpath);
    }
    return g_string_free(out, FALSE);
}

static void assert_rules(const char *text, const char *source, const char *host,
                         const char *expected)
{
    g_autofree char *found = rules_text(text, source, host);
    g_assert_cmpstr(found, ==, expected);
}

static void test_comments_blank_lines_and_windows_line_ends(void)
{
    assert_rules("\xef\xbb\xbf# profil\r\n\r\n[side]\r\n; titel\r\n title = //h1 \r\n", NULL, NULL,
                 "title=//h1");
}

static void test_an_expression_may_hold_equals_signs_and_semicolons(void)
{
    assert_rules("[side]\nbody=//div[@id=\"a;b\"]", NULL, NULL, "body=//div[@id=\"a;b\"]");
}

static const char sites[] = "[side]\ntitle=//h1\nleave-out.menu=//ul\n"
                            "[side \"WWW.Example.dk\"]\ntitle=//h2\nleave-out.menu=\n"
                            "[side \"nord\"]\ndate=//i\n";

static void test_a_site_s_section_goes_over_the_one_for_all(void)
{
    assert_rules(sites, NULL, NULL, "title=//h1 leave-out.menu=//ul");
    assert_rules(sites, NULL, "example.dk:8080", "title=//h2");
    assert_rules(sites, NULL, "andet.example.dk", "title=//h1 leave-out.menu=//ul");
}

static void test_a_source_is_known_by_its_name(void)
{
    assert_rules(sites, "nord", NULL, "title=//h1 leave-out.menu=//ul date=//i");
    assert_rules(sites, "nord", "www.example.dk", "title=//h2 date=//i");
    assert_rules(sites, "Nord", NULL, "title=//h1 leave-out.menu=//ul");
}

static void test_a_site_that_the_profile_does_not_know_has_no_rules(void)
{
    assert_rules("[side \"example.dk\"]\ntitle=//h1", "nord", "nord.example.dk", "");
}

static void test_what_is_wrong_is_told_with_its_line(void)
{
    assert_refused("", "p.ini er tom");
    assert_refused("title=//h1", "p.ini, linje 1: der mangler et afsnit");
    assert_refused("[side]\n\ntitl=//h1", "p.ini, linje 3: nøglen »titl« kendes ikke");
    assert_refused("[side]\ntitle", "linje 2: linjen er hverken");
    assert_refused("[side]\ntitle=", "linje 2: nøglen »title« har intet XPath-udtryk");
    assert_refused("[side]\ntitle=//a\ntitle=//b",
                   "linje 3: nøglen »title« er der allerede (linje 2)");
    assert_refused("[side]\n[side]", "linje 2: afsnittet [side] er der allerede (linje 1)");
    assert_refused("[Site]", "linje 1: afsnittet [Site] skal hedde [side]");
    assert_refused("[side example.dk]", "skal hedde");
    assert_refused("[side \"a\"b\"]", "skal hedde");
    assert_refused("[side \"\"]", "skal hedde");
    assert_refused("[sider]", "skal hedde");
    assert_refused("[side", "skal hedde");
    assert_refused("[", "skal hedde");
    assert_refused("[side]\nleave-out.=//a", "»leave-out.« kendes ikke");
    assert_refused("[side]\n=//a", "»« kendes ikke");
    assert_refused("[side]\ntitle=//h1\nbody=\xe6", "p.ini, linje 3: filen er ikke tekst i UTF-8");
}

static void test_what_is_too_much_is_refused(void)
{
    g_autofree char *spaces = g_strnfill(CB_MAX_PROFILE_BYTES + 1, ' ');
    assert_refused(spaces, "fylder over 256 KB");
    g_autofree char *many = g_strnfill(CB_MAX_XPATH_BYTES + 1, '/');
    g_autofree char *text = g_strconcat("[side]\ntitle=", many, NULL);
    assert_refused(text, "linje 2: udtrykket for »title« fylder over");
}

static void test_a_file_that_is_not_there_is_named(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_site_profile_load("/findes/ikke.ini", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "/findes/ikke.ini"));
}

static void test_the_fingerprint_follows_the_rules(void)
{
    g_autoptr(CbSiteProfile) profile = parse(sites);
    g_autoptr(CbPageRules) all = cb_site_profile_rules(profile, NULL, NULL);
    g_autoptr(CbPageRules) same = cb_site_profile_rules(profile, "andet", "https://example.org");
    g_autoptr(CbPageRules) other = cb_site_profile_rules(profile, "nord", NULL);
    g_autoptr(CbPageRules) none = cb_page_rules_new();
    g_autofree char *a = cb_page_rules_fingerprint(all);
    g_autofree char *b = cb_page_rules_fingerprint(same);
    g_autofree char *c = cb_page_rules_fingerprint(other);
    g_autofree char *d = cb_page_rules_fingerprint(none);
    g_assert_cmpstr(a, ==, b);
    g_assert_cmpstr(a, !=, c);
    g_assert_cmpstr(d, ==, "");
}

static void test_rules_survive_their_journey(void)
{
    g_autoptr(CbSiteProfile) profile = parse(sites);
    g_autoptr(CbPageRules) rules = cb_site_profile_rules(profile, "nord", NULL);
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_rules_pack(rules, record);
    CbUnpack in = {record->data, record->len, FALSE};
    g_autoptr(CbPageRules) copy = cb_page_rules_unpack(&in);
    g_assert_cmpuint(copy->rules->len, ==, rules->rules->len);
    for (guint length = 1; length < record->len; length++) {
        CbUnpack cut = {record->data, length, FALSE};
        g_assert_null(cb_page_rules_unpack(&cut));
    }
}

/* ---- expressions, tried by the extractor ---- */

static CbExtractor *new_extractor(void)
{
    g_autofree char *path =
        g_build_filename(g_getenv("CASEBANK_BIN_DIR"), "casebank-extract", NULL);
    const CbExtractorOptions options = {.program = path};
    return cb_extractor_new(&options);
}

static void test_bad_expressions_are_told_with_line_and_key(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor();
    g_autoptr(CbSiteProfile) profile =
        parse("[side]\ntitle=//h1\n\n[side \"a.example.dk\"]\nbody=//div[@id='a'\n");
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_site_profile_check(profile, extractor, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    g_assert_nonnull(
        strstr(error->message, "p.ini, linje 5: XPath-udtrykket for »body« er forkert"));
}

static void test_good_expressions_pass(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor();
    g_autoptr(CbSiteProfile) profile = parse(sites);
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_site_profile_check(profile, extractor, &error));
    g_assert_no_error(error);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func("/profile-file/" name, function)
    TEST("lines", test_comments_blank_lines_and_windows_line_ends);
    TEST("equals-signs", test_an_expression_may_hold_equals_signs_and_semicolons);
    TEST("site-over-all", test_a_site_s_section_goes_over_the_one_for_all);
    TEST("source-by-name", test_a_source_is_known_by_its_name);
    TEST("unknown-site", test_a_site_that_the_profile_does_not_know_has_no_rules);
    TEST("wrong", test_what_is_wrong_is_told_with_its_line);
    TEST("too-much", test_what_is_too_much_is_refused);
    TEST("not-there", test_a_file_that_is_not_there_is_named);
    TEST("fingerprint", test_the_fingerprint_follows_the_rules);
    TEST("packed", test_rules_survive_their_journey);
    TEST("bad-expressions", test_bad_expressions_are_told_with_line_and_key);
    TEST("good-expressions", test_good_expressions_pass);
#undef TEST
    return g_test_run();
}
