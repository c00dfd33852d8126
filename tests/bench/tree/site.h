/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is where in a generated site: folders, kinds of pages, cases, and which page links which
 * PDF. */
#ifndef TREE_SITE_H
#define TREE_SITE_H

#include "words.h"

G_BEGIN_DECLS

/** A folder has this many pages: a listing, some collections, the rest plain; and its PDFs. */
#define TREE_FOLDER_PAGES 200

typedef struct {
    guint64 seed;
    guint n_pages;
    guint n_pdfs;
    guint n_pdf_pages; /* of all PDFs together; at least n_pdfs */
} TreeSize;

typedef enum {
    TREE_PLAIN,      /* one case */
    TREE_COPY,       /* the case of the next page once more, at another address */
    TREE_COLLECTION, /* several cases, and a short standing of a plain page's */
    TREE_LISTING,    /* teasers of the folder's cases, and of some that have no page */
} TreeKind;

typedef struct {
    char *name; /* of the file; the folder is the page's */
    char *title;
    guint n_pages;
    guint n_links;   /* by how many pages it is named: 0, 1 or 2 */
    guint owners[2]; /* those pages */
} TreePdf;

typedef struct {
    const TreeWords *words;
    TreeSize size;
    guint n_folders;
    GPtrArray *folders;  /* char*: their names */
    TreePdf *pdfs;       /* number j lies in folder j % n_folders */
    GPtrArray **of_page; /* TreePdf*: what each page links */
} TreeSite;

/** A case that a page tells; as a listing and a copy must know it too, it can be made from its
 * number alone. */
typedef struct {
    TreeTopic topic;
    const char *place;
    char *title; /* "Aalborg Kommune: ..." */
    char *lead;
    char *name; /* of the page's file */
} TreeCase;

TreeSite *tree_site_new(const TreeWords *words, const TreeSize *size);
void tree_site_free(TreeSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TreeSite, tree_site_free)

TreeKind tree_site_kind(const TreeSite *site, guint page);

TreeCase tree_case_new(const TreeWords *words, guint64 seed, guint number);
void tree_case_clear(TreeCase *item);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TreeCase, tree_case_clear)

/** The whole HTML of page number @page. */
char *tree_page_html(const TreeSite *site, guint page);

/** The name of its file. */
char *tree_page_name(const TreeSite *site, guint page);

/** A plain page of its own, as they are added later: @pdf (nullable) is the name of a file beside
 * it. */
char *tree_single_page_html(const TreeWords *words, const TreeCase *item, TreeRandom *random,
                            const char *pdf);

/** One line of HTML, indented as the paragraphs of pages are. */
#define TREE_PARAGRAPH_START "    <p>"
char *tree_paragraph_html(const TreeWords *words, TreeRandom *random);

/**
 * tree_pdf_write:
 *
 * Writes a PDF of @n_pages with 250 to 400 words each: all of it drawn from @random.
 *
 * Returns: FALSE and @error when the file cannot be written.
 */
gboolean tree_pdf_write(const TreeWords *words, TreeRandom random, const char *title, guint n_pages,
                        const char *path, GError **error);

G_END_DECLS

#endif
