/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of a page's site at work: their expressions compiled, and what they find in a page.
 *
 * An expression costs at most CB_MAX_XPATH_STEPS of libxml2's steps on a page; what is still too
 * slow is ended by the bound on processor time, as any file is.
 */
#ifndef CB_EXTRACT_PROFILE_H
#define CB_EXTRACT_PROFILE_H

#include "../page.h"
#include "../page_rules.h"
#include "html_tree.h"

G_BEGIN_DECLS

#define CB_MAX_XPATH_STEPS 20000000u

/* The page for XPath (profile_doc.h). */
typedef struct CbProfileDoc CbProfileDoc;

/**
 * cb_profile_check:
 * @reason: (out) (transfer full): what is wrong, a clause in Danish.
 *
 * Compiles each expression and tries it on a small page. A function that does not exist is found
 * when the expression gets to it: one behind a condition that no element of that page meets is
 * found by the first page that has such an element.
 *
 * Returns: whether all expressions can be used.
 */
gboolean cb_profile_check(const CbPageRules *rules, char **reason);

/** What the rules found in a page. */
typedef struct {
    GArray *nodes[CB_N_PAGE_RULE_KINDS];    /* guint32: places in the tree, in order, none twice */
    GPtrArray *texts[CB_N_PAGE_RULE_KINDS]; /* char*: of title, breadcrumb and date, what was found
                                               as text: an attribute or a string; not empty */
} CbProfileFinds;

/**
 * cb_profile_find:
 * @doc: linked.
 * @page: gets a note for each rule.
 *
 * Returns: (transfer full) (nullable): NULL with a @reason when an expression cannot be used or
 * costs too much.
 */
CbProfileFinds *cb_profile_find(const CbPageRules *rules, const CbProfileDoc *doc,
                                const CbTree *tree, CbPage *page, char **reason);
void cb_profile_finds_free(CbProfileFinds *finds);

/** Puts @places (guint32) in the order of the page, none twice. */
void cb_profile_sort_places(GArray *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbProfileFinds, cb_profile_finds_free)

G_END_DECLS

#endif
