/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file results.h
 * What a search gives: match sets (hits), and the relevance sets and expand sets of relevance
 * feedback. Items are counted from 0 in the set, whichever hit came first.
 */
#ifndef XAPIAN_C_RESULTS_H
#define XAPIAN_C_RESULTS_H

#include <xapian_c/base.h>
#include <xapian_c/document.h>
#include <xapian_c/stem.h>

XAPC_BEGIN_DECLS

/** The hits of one search. */
typedef struct xapc_mset xapc_mset;
/** Documents known to be relevant. */
typedef struct xapc_rset xapc_rset;
/** Terms that are typical of relevant documents. */
typedef struct xapc_eset xapc_eset;

/* ---- Match sets ------------------------------------------------------------------------------ */

/** Free a match set. NULL is allowed. */
XAPC_API void xapc_mset_free(xapc_mset *mset) XAPC_NOEXCEPT;

/** The number of items here. */
XAPC_API xapc_doccount xapc_mset_size(const xapc_mset *mset) XAPC_NOEXCEPT;

/** The `first` that was asked for. */
XAPC_API xapc_doccount xapc_mset_get_firstitem(const xapc_mset *mset) XAPC_NOEXCEPT;

/** How many documents match, after collapsing: not fewer than this ... */
XAPC_API xapc_doccount xapc_mset_get_matches_lower_bound(const xapc_mset *mset) XAPC_NOEXCEPT;
/** ... about this ... */
XAPC_API xapc_doccount xapc_mset_get_matches_estimated(const xapc_mset *mset) XAPC_NOEXCEPT;
/** ... not more than this. Exact when the bounds are equal. */
XAPC_API xapc_doccount xapc_mset_get_matches_upper_bound(const xapc_mset *mset) XAPC_NOEXCEPT;

/** Their lower bound before collapsing. */
XAPC_API xapc_doccount xapc_mset_get_uncollapsed_matches_lower_bound(const xapc_mset *mset)
    XAPC_NOEXCEPT;
/** Their estimate before collapsing. */
XAPC_API xapc_doccount xapc_mset_get_uncollapsed_matches_estimated(const xapc_mset *mset)
    XAPC_NOEXCEPT;
/** Their upper bound before collapsing. */
XAPC_API xapc_doccount xapc_mset_get_uncollapsed_matches_upper_bound(const xapc_mset *mset)
    XAPC_NOEXCEPT;

/** The highest weight any document has. */
XAPC_API double xapc_mset_get_max_attained(const xapc_mset *mset) XAPC_NOEXCEPT;

/** The highest weight a document could have had. */
XAPC_API double xapc_mset_get_max_possible(const xapc_mset *mset) XAPC_NOEXCEPT;

/** The number of documents with a term of the query, or with any other term of the database. */
XAPC_API bool xapc_mset_get_termfreq(const xapc_mset *mset, const char *term, size_t len,
                                     xapc_doccount *termfreq, xapc_error **error) XAPC_NOEXCEPT;

/** The weight of a term of the query, without what depends on the document.
 * XAPC_ERROR_INVALID_ARGUMENT for a term that is not in it. */
XAPC_API bool xapc_mset_get_termweight(const xapc_mset *mset, const char *term, size_t len,
                                       double *weight, xapc_error **error) XAPC_NOEXCEPT;

/** A weight as a percentage, as it is for hits. */
XAPC_API bool xapc_mset_convert_to_percent(const xapc_mset *mset, double weight, int *percent,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** What is known of an item without reading its document. */
typedef struct xapc_hit {
    xapc_docid docid;             /**< to read it with xapc_database_get_document() */
    double weight;                /**< the score */
    int percent;                  /**< 1 to 100, or 0 for weight 0; a rough measure */
    xapc_doccount rank;           /**< its number among all hits, counted from 0 */
    xapc_doccount collapse_count; /**< at least so many others were collapsed into it */
} xapc_hit;

/** Item `index`. XAPC_ERROR_RANGE when there is none. */
XAPC_API bool xapc_mset_get_hit(const xapc_mset *mset, xapc_doccount index, xapc_hit *hit,
                                xapc_error **error) XAPC_NOEXCEPT;

/** The id of item `index` alone; 0 when there is none. */
XAPC_API xapc_docid xapc_mset_get_docid(const xapc_mset *mset, xapc_doccount index) XAPC_NOEXCEPT;

/** The value that item `index` was collapsed by; "" without. Owned by the caller. XAPC_ERROR_RANGE
 * when there is no such item. */
XAPC_API char *xapc_mset_get_collapse_key(const xapc_mset *mset, xapc_doccount index, size_t *len,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** The value that item `index` was sorted by; "" without. Owned by the caller. XAPC_ERROR_RANGE
 * when there is no such item. */
XAPC_API char *xapc_mset_get_sort_key(const xapc_mset *mset, xapc_doccount index, size_t *len,
                                      xapc_error **error) XAPC_NOEXCEPT;

/** The document of item `index`. XAPC_ERROR_RANGE when there is no such item;
 * XAPC_ERROR_DATABASE_MODIFIED or XAPC_ERROR_DOC_NOT_FOUND when the search must be run again. */
XAPC_API xapc_document *xapc_mset_get_document(const xapc_mset *mset, xapc_doccount index,
                                               xapc_error **error) XAPC_NOEXCEPT;

/** Say that the documents of all items will be read soon, so that the system or a remote database
 * can begin. (Xapian 1.4.22 mixes up the items when told of some of them.) */
XAPC_API bool xapc_mset_fetch(const xapc_mset *mset, xapc_error **error) XAPC_NOEXCEPT;

/** Joined by |. Values as in Xapian. */
#define XAPC_SNIPPET_BACKGROUND_MODEL 1U    /**< weigh the words between too */
#define XAPC_SNIPPET_EXHAUSTIVE 2U          /**< look through the whole text */
#define XAPC_SNIPPET_EMPTY_WITHOUT_MATCH 4U /**< "" when nothing of the query is in the text */
#define XAPC_SNIPPET_CJK_NGRAM 2048U        /**< Chinese, Japanese and Korean as n-grams */

typedef struct xapc_snippet_options {
    size_t struct_size;    /**< set by the macro */
    size_t length;         /**< about how much text, in bytes: 500 */
    const xapc_stem *stem; /**< the one the query's terms were made with: NULL, none */
    unsigned flags;        /**< BACKGROUND_MODEL | EXHAUSTIVE */
    const char *hi_start;  /**< before a word that matches: "<b>" */
    const char *hi_end;    /**< after it: "</b>" */
    const char *omit;      /**< where text was left out: "..." */
} xapc_snippet_options;

#define XAPC_SNIPPET_OPTIONS_INIT                                                                  \
    {                                                                                              \
        sizeof(xapc_snippet_options), 500, NULL,                                                   \
            XAPC_SNIPPET_BACKGROUND_MODEL | XAPC_SNIPPET_EXHAUSTIVE, "<b>", "</b>", "..."          \
    }

/** The part of a UTF-8 text that shows best why it matched, escaped as HTML, with the words that
 * match marked. `options` may be NULL. Owned by the caller. It takes 0.1 to 0.4 ms and reads term
 * frequencies. */
XAPC_API char *xapc_mset_snippet(const xapc_mset *mset, const char *text, size_t text_len,
                                 const xapc_snippet_options *options, size_t *len,
                                 xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_mset_get_description(const xapc_mset *mset, xapc_error **error) XAPC_NOEXCEPT;

/* ---- Relevance sets -------------------------------------------------------------------------- */

/** A new, empty set. */
XAPC_API xapc_rset *xapc_rset_new(xapc_error **error) XAPC_NOEXCEPT;

/** Free a relevance set. NULL is allowed. */
XAPC_API void xapc_rset_free(xapc_rset *rset) XAPC_NOEXCEPT;

/** Add a document; one that is there is no error. XAPC_ERROR_INVALID_ARGUMENT for id 0. */
XAPC_API bool xapc_rset_add_document(xapc_rset *rset, xapc_docid docid,
                                     xapc_error **error) XAPC_NOEXCEPT;

/** Remove a document; one that is not there is no error. */
XAPC_API bool xapc_rset_remove_document(xapc_rset *rset, xapc_docid docid,
                                        xapc_error **error) XAPC_NOEXCEPT;

/** Is it in the set? */
XAPC_API bool xapc_rset_contains(const xapc_rset *rset, xapc_docid docid) XAPC_NOEXCEPT;

/** The number of documents. */
XAPC_API xapc_doccount xapc_rset_size(const xapc_rset *rset) XAPC_NOEXCEPT;

/* ---- Expand sets ----------------------------------------------------------------------------- */

/** Free an expand set, and the terms lent from it. NULL is allowed. */
XAPC_API void xapc_eset_free(xapc_eset *eset) XAPC_NOEXCEPT;

/** The number of terms here, best first. */
XAPC_API xapc_termcount xapc_eset_size(const xapc_eset *eset) XAPC_NOEXCEPT;

/** A number of terms that there would not have been fewer than without a maximum. */
XAPC_API xapc_termcount xapc_eset_get_ebound(const xapc_eset *eset) XAPC_NOEXCEPT;

/** Term `index`; borrowed, as long as the set. NULL when there is none. */
XAPC_API const char *xapc_eset_get_term(const xapc_eset *eset, xapc_termcount index,
                                        size_t *len) XAPC_NOEXCEPT;

/** Its weight; 0 when there is none. */
XAPC_API double xapc_eset_get_weight(const xapc_eset *eset, xapc_termcount index) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
