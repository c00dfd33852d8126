/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes site profiles: any text gives a profile or an error with words, and its expressions, good
 * or bad, are tried on a page as casebank-extract tries them. */
#include "extract/html_read.h"
#include "extract/profile.h"
#include "site_profile.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const guint8 html[] =
    "<title>Titel</title><nav class=menu id=m><a href=/>Forside</a></nav><main id=x class='a b'>"
    "<h1>Titel</h1><div class=k><p>En sag <b>om</b> noget.<a href=a.pdf>PDF</a></div><div class=k>"
    "<h2>To</h2><p>En sag til.</div><time datetime=2024-03-14>i dag</time></main><footer>Bund";

static void use(const CbPageRules *rules)
{
    g_autofree char *wrong = NULL;
    gboolean good = cb_profile_check(rules, &wrong);
    g_assert_true(good == (wrong == NULL));
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page = cb_html_parse_by(html, sizeof html - 1, rules, &reason);
    g_assert_true((page == NULL) == (reason != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(CbSiteProfile) profile = cb_site_profile_parse(text, size, "profil.ini", &error);
    g_assert_true((profile == NULL) == (error != NULL));
    if (profile == NULL)
        return 0;
    g_autoptr(CbPageRules) rules =
        cb_site_profile_rules(profile, "nord", "https://www.example.dk/");
    rules->explains = TRUE;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_rules_pack(rules, record);
    CbUnpack in = {record->data, record->len, FALSE};
    g_autoptr(CbPageRules) copy = cb_page_rules_unpack(&in);
    g_assert_nonnull(copy);
    use(copy);
    return 0;
}
