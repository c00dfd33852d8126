/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page as a libxml2 document, for XPath. It is built beside the tree (html_tree.h) from the same
 * events, so that each of its nodes knows its place in the tree; what has no place there (scripts,
 * what is nested too deep) is not in the document either.
 */
#ifndef CB_EXTRACT_PROFILE_DOC_H
#define CB_EXTRACT_PROFILE_DOC_H

#include "html_tree.h"
#include <libxml/tree.h>

G_BEGIN_DECLS

/** Larger pages have no document: it takes some 300 bytes a node. */
#define CB_MAX_DOC_NODES 400000u

typedef struct CbProfileDoc CbProfileDoc;

CbProfileDoc *cb_profile_doc_new(void);
void cb_profile_doc_free(CbProfileDoc *doc);

/** A CbTreeElementFunc; @data is a CbProfileDoc. */
void cb_profile_doc_add_element(guint32 node, const char *name, const char *const *attributes,
                                gpointer data);

/** Puts the elements together, with the texts between them. FALSE when the page is too large. */
gboolean cb_profile_doc_link(CbProfileDoc *doc, const CbTree *tree);

/** Borrowed; not to be changed. */
xmlDocPtr cb_profile_doc_get(const CbProfileDoc *doc);

/** The place of an element or a text in the tree; 0 for anything else. */
guint32 cb_profile_doc_place(const xmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbProfileDoc, cb_profile_doc_free)

G_END_DECLS

#endif
