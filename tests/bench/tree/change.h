/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a site overnight: pages change, come and go, folders move. */
#ifndef TREE_CHANGE_H
#define TREE_CHANGE_H

#include "words.h"

G_BEGIN_DECLS

/** How many of each; 0: none. What there are fewer of is all taken. */
typedef struct {
    guint64 seed;
    int round;   /* the same tree, seed and round give the same changes */
    int pages;   /* get a new paragraph in the place of one */
    int pdfs;    /* are drawn anew under their names */
    int touched; /* files: only the time changes */
    int added;   /* pages; every second brings a PDF */
    int deleted; /* pages */
    int deleted_pdfs;
    int moved;          /* folders that hold pages get another name */
    int renamed;        /* PDFs */
    const char *marker; /* (nullable): a word that every new paragraph begins with */
} TreeChange;

/**
 * tree_change:
 * @root: any folder with pages: made by us or not.
 *
 * Prints a line on standard output for each thing done: what, a tabulator, and the path below
 * @root.
 *
 * Returns: FALSE and @error when a file cannot be read or written.
 */
gboolean tree_change(const TreeWords *words, const char *root, const TreeChange *wanted,
                     GError **error);

G_END_DECLS

#endif
