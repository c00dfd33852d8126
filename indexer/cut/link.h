/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a link in a page leads to. */
#ifndef CB_INDEXER_LINK_H
#define CB_INDEXER_LINK_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_LINK_NONE,    /* no address, "javascript:", or a place on the page itself */
    CB_LINK_PDF,     /* by its address, or by its text: "PDF: X", "X.pdf", "X (PDF, 1 MB)" */
    CB_LINK_CONTACT, /* mailto: or tel: */
    CB_LINK_PAGE,    /* anything else */
} CbLinkKind;

/** Either may be NULL: a capture has no addresses. */
CbLinkKind cb_link_kind(const char *href, const char *text);

/** Whether @line is all a PDF's name: "Planche.pdf", "PDF: Buddyprogram". */
gboolean cb_line_names_pdf(const char *line);

/**
 * cb_link_path:
 *
 * The decoded path that @href leads to below the source folder, as seen from the page @page_source;
 * of an absolute URL or path, its path without the leading '/'. Query and fragment are left out.
 *
 * Returns: (transfer full) (nullable): NULL when @href has no path, leads above the folder, or is
 * not UTF-8.
 */
char *cb_link_path(const char *page_source, const char *href);

/** The file name in @href, decoded: the last part of its path when that ends in ".pdf", else a
 * ".pdf" in its query ("hent?fil=plan.pdf"), else the last part anyhow. (transfer full) (nullable)
 */
char *cb_link_file_name(const char *href);

G_END_DECLS

#endif
