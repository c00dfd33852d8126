/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A site's rules in memory, and packed for the way to casebank-extract. */
#include "page_rules.h"
#include <string.h>

static void rule_free(CbPageRule *rule)
{
    g_free(rule->name);
    g_free(rule->xpath);
    g_free(rule);
}

CbPageRules *cb_page_rules_new(void)
{
    CbPageRules *rules = g_new0(CbPageRules, 1);
    rules->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
    return rules;
}

void cb_page_rules_free(CbPageRules *rules)
{
    if (rules == NULL)
        return;
    g_ptr_array_unref(rules->rules);
    g_free(rules);
}

void cb_page_rules_add(CbPageRules *rules, CbPageRuleKind kind, const char *name, const char *xpath)
{
    CbPageRule *rule = g_new0(CbPageRule, 1);
    rule->kind = kind;
    rule->name = g_strdup(name);
    rule->xpath = g_strdup(xpath);
    g_ptr_array_add(rules->rules, rule);
}

void cb_page_rules_pack(const CbPageRules *rules, GByteArray *out)
{
    cb_pack_number(out, rules->explains ? 1 : 0);
    cb_pack_number(out, rules->rules->len);
    for (guint i = 0; i < rules->rules->len; i++) {
        const CbPageRule *rule = g_ptr_array_index(rules->rules, i);
        cb_pack_number(out, rule->kind);
        cb_pack_string(out, rule->name);
        cb_pack_string(out, rule->xpath);
    }
}

static void unpack_rule(CbUnpack *in, CbPageRules *rules)
{
    guint64 kind = cb_unpack_number(in);
    g_autofree char *name = cb_unpack_text(in);
    g_autofree char *xpath = cb_unpack_text(in);
    if (kind >= CB_N_PAGE_RULE_KINDS || strlen(xpath) > CB_MAX_XPATH_BYTES)
        in->failed = TRUE;
    if (!in->failed)
        cb_page_rules_add(rules, (CbPageRuleKind)kind, name, xpath);
}

CbPageRules *cb_page_rules_unpack(CbUnpack *in)
{
    g_autoptr(CbPageRules) rules = cb_page_rules_new();
    if (in->left == 0 && !in->failed)
        return g_steal_pointer(&rules);
    guint64 explains = cb_unpack_number(in);
    gsize n = cb_unpack_count(in);
    if (explains > 1 || n > CB_MAX_PAGE_RULES)
        in->failed = TRUE;
    rules->explains = explains == 1;
    for (gsize i = 0; i < n && !in->failed; i++)
        unpack_rule(in, rules);
    return in->failed || in->left > 0 ? NULL : g_steal_pointer(&rules);
}
