/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader of a page is told about its site: XPath expressions that say where things are,
 * from a site profile (profile.h), and whether it is to explain itself. They go from the indexer to
 * casebank-extract with each request to read a page, so that an extractor that was started anew
 * needs to be told nothing.
 */
#ifndef CB_INDEXER_PAGE_RULES_H
#define CB_INDEXER_PAGE_RULES_H

#include <casebank/pack.h>

G_BEGIN_DECLS

#define CB_MAX_PAGE_RULES 100u
#define CB_MAX_XPATH_BYTES 2000u

/** What an expression finds. Their order is that of a profile's documentation; the numbers are
 * part of the protocol. */
typedef enum {
    CB_RULE_TITLE,      /* the page's title: a text, or an element that holds it */
    CB_RULE_BODY,       /* the elements that hold the content */
    CB_RULE_BREADCRUMB, /* the element around the breadcrumb, or its entries one by one */
    CB_RULE_DATE,       /* when the page was changed: a text, or an element that holds it */
    CB_RULE_CONTACT,    /* elements that say who to call */
    CB_RULE_CASE,       /* the element of each case */
    CB_RULE_HEADING,    /* elements that are headings */
    CB_RULE_LEAVE_LINK, /* links that count for nothing; their text stays */
    CB_RULE_LEAVE_OUT,  /* elements that are no content */
    CB_RULE_KEEP,       /* elements that are content although they look like a menu or the like */
} CbPageRuleKind;
#define CB_N_PAGE_RULE_KINDS 10

typedef struct {
    CbPageRuleKind kind;
    char *name; /* as the profile's key says it: "leave-out.menu" */
    char *xpath;
} CbPageRule;

typedef struct {
    GPtrArray *rules;  /* CbPageRule* */
    gboolean explains; /* whether the page is to come with notes (page.h) */
} CbPageRules;

/** Without rules: all is found by the reader itself. */
CbPageRules *cb_page_rules_new(void);
void cb_page_rules_free(CbPageRules *rules);

/** Takes copies. */
void cb_page_rules_add(CbPageRules *rules, CbPageRuleKind kind, const char *name,
                       const char *xpath);

/** Packed alike means the same: the record is also what a page's rules are compared by. */
void cb_page_rules_pack(const CbPageRules *rules, GByteArray *out);

/** Returns: (transfer full) (nullable): NULL when the record is damaged, or has more or longer
 * rules than there may be. An empty record has no rules. */
CbPageRules *cb_page_rules_unpack(CbUnpack *in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPageRules, cb_page_rules_free)

G_END_DECLS

#endif
