/* SPDX-License-Identifier: GPL-3.0-or-later */
/* g_autoptr() for the handles of xapian-c that search uses. */
#ifndef CB_SEARCH_XAPIAN_AUTO_H
#define CB_SEARCH_XAPIAN_AUTO_H

#include <glib.h>
#include <xapian_c.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_query, xapc_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_enquire, xapc_enquire_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_mset, xapc_mset_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_document, xapc_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_matchspy, xapc_matchspy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_termiter, xapc_termiter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xapc_postiter, xapc_postiter_free)

#endif
