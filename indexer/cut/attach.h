/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ties the attachments that pages name to the files that are there, and tells what kind of document
 * each is. */
#ifndef CB_INDEXER_ATTACH_H
#define CB_INDEXER_ATTACH_H

#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct CbFileSet CbFileSet;

/** The PDFs of one source folder, by path below it (UTF-8, '/'). */
CbFileSet *cb_file_set_new(void);
void cb_file_set_free(CbFileSet *set);
void cb_file_set_add(CbFileSet *set, const char *path);

/**
 * cb_file_set_match:
 * @page_source: path of the page that names it.
 * @href: as written in the page, or NULL.
 * @name: the link's text ("PDF: Buddyprogram", "Planche over elevrejsen på SSA-uddannelsen.pdf").
 *
 * First by @href, resolved against the page (percent-decoding, query strings and an absolute URL's
 * path included), then by normalised file name (case, æ/ae, spaces/hyphens/underscores, "PDF:" and
 * ".pdf", size notes left out), nearest folder first. The match is remembered as used.
 *
 * Returns: (transfer none) (nullable): the path as it was added.
 */
const char *cb_file_set_match(CbFileSet *set, const char *page_source, const char *href,
                              const char *name);

/** Paths that no page named, sorted. Container is the caller's, strings the set's. */
GPtrArray *cb_file_set_unused(const CbFileSet *set);

/** "PDF: Samlet velkomstbrev (1,2 MB)" -> "Samlet velkomstbrev.pdf": the name shown to people. */
char *cb_attachment_display_name(const char *link_text, const char *href);

/** "velkomstbrev", "håndbog", "planche", "tjekliste", "folder", "præsentation", "oversigt",
 * "skema", "intromateriale", "program", "rapport", "vejledning" or "andet": from the file name,
 * then the title, then the first page. Static. */
const char *cb_document_type(const char *name, const char *title, const char *first_page);

/** Resolves @href against @base (RFC 3986); NULL when @base is NULL and @href not absolute.
 * (transfer full) */
char *cb_url_resolve(const char *base, const char *href);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbFileSet, cb_file_set_free)

G_END_DECLS

#endif
