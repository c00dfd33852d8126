/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file enquire.h
 * Running a query: how documents are weighted, sorted, collapsed and chosen.
 *
 * An enquire is made for one database and may run any number of queries. The handles it is given
 * (queries, relevance sets, spies) stay the caller's; what it needs of them it keeps. It follows
 * xapc_database_reopen() on the handle it was made from.
 */
#ifndef XAPIAN_C_ENQUIRE_H
#define XAPIAN_C_ENQUIRE_H

#include <xapian_c/base.h>
#include <xapian_c/database.h>
#include <xapian_c/document.h>
#include <xapian_c/iterators.h>
#include <xapian_c/query.h>
#include <xapian_c/results.h>
#include <xapian_c/stem.h>

XAPC_BEGIN_DECLS

typedef struct xapc_enquire xapc_enquire;
typedef struct xapc_matchspy xapc_matchspy;

/** An enquire for a database: no query yet, BM25, by relevance. */
XAPC_API xapc_enquire *xapc_enquire_new(const xapc_database *db, xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Match sets that it gave stay. */
XAPC_API void xapc_enquire_free(xapc_enquire *enquire) XAPC_NOEXCEPT;

/** Set the query. `query_length` is for weightings that use the length of the query; 0 takes
 * xapc_query_get_length(). */
XAPC_API bool xapc_enquire_set_query(xapc_enquire *enquire, const xapc_query *query,
                                     xapc_termcount query_length, xapc_error **error) XAPC_NOEXCEPT;

/** The query that was set; one that matches nothing before. Owned by the caller. */
XAPC_API xapc_query *xapc_enquire_get_query(const xapc_enquire *enquire,
                                            xapc_error **error) XAPC_NOEXCEPT;

/* ---- Weighting ------------------------------------------------------------------------------- */

/** BM25: Robertson and others, "Okapi at TREC-3", 1994. */
typedef struct xapc_bm25_options {
    size_t struct_size; /**< set by the macro */
    double k1;          /**< how much wdf counts, 0 and up: 1 */
    double k2;          /**< correction for document length by query length, 0 and up: 0 */
    double k3;          /**< how much wqf counts, 0 and up: 1 */
    double b;           /**< how much document length counts, 0 to 1: 0.5 */
    double min_normlen; /**< documents shorter than this part of the average count as that: 0.5 */
} xapc_bm25_options;

#define XAPC_BM25_OPTIONS_INIT                                                                     \
    {                                                                                              \
        sizeof(xapc_bm25_options), 1.0, 0.0, 1.0, 0.5, 0.5                                         \
    }

/** Weight by BM25, the default; `options` may be NULL. XAPC_ERROR_INVALID_ARGUMENT for a parameter
 * out of its range. */
XAPC_API bool xapc_enquire_set_weight_bm25(xapc_enquire *enquire, const xapc_bm25_options *options,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** BM25+, which does not let long documents drop too low: Lv and Zhai, "Lower-bounding term
 * frequency normalization", CIKM 2011. */
typedef struct xapc_bm25plus_options {
    size_t struct_size; /**< set by the macro */
    double k1;          /**< these five as for BM25 */
    double k2;
    double k3;
    double b;
    double min_normlen;
    double delta; /**< the least a matching term adds, before idf, 0 and up: 1 */
} xapc_bm25plus_options;

#define XAPC_BM25PLUS_OPTIONS_INIT                                                                 \
    {                                                                                              \
        sizeof(xapc_bm25plus_options), 1.0, 0.0, 1.0, 0.5, 0.5, 1.0                                \
    }

/** Weight by BM25+; `options` may be NULL. Errors as xapc_enquire_set_weight_bm25(). */
XAPC_API bool xapc_enquire_set_weight_bm25plus(xapc_enquire *enquire,
                                               const xapc_bm25plus_options *options,
                                               xapc_error **error) XAPC_NOEXCEPT;

/** Weight by the older probabilistic formula, BM25 with k2 and k3 0 and b 1; `k` (0 and up,
 * usually 1) is how much wdf and document length count. */
XAPC_API bool xapc_enquire_set_weight_trad(xapc_enquire *enquire, double k,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Give every matching document weight 0: a boolean search. */
XAPC_API bool xapc_enquire_set_weight_bool(xapc_enquire *enquire, xapc_error **error) XAPC_NOEXCEPT;

/** Weight by the number of query terms that match (coordinate matching). */
XAPC_API bool xapc_enquire_set_weight_coord(xapc_enquire *enquire,
                                            xapc_error **error) XAPC_NOEXCEPT;

/** Weight by tf-idf; three letters say how. wdf: n as it is, b 1, s squared, l 1 + log(wdf), L that
 * divided by the document's average. idf: n 1, t log(N / n), p log((N - n) / n), f 1 / n,
 * s squared t. The document: n as it is. NULL is "ntn". XAPC_ERROR_INVALID_ARGUMENT for others. */
XAPC_API bool xapc_enquire_set_weight_tfidf(xapc_enquire *enquire, const char *normalizations,
                                            xapc_error **error) XAPC_NOEXCEPT;

/** Divergence-from-randomness models: Amati and van Rijsbergen, ACM TOIS 20(4), 2002. */
typedef enum xapc_dfr XAPC_ENUM_BASE {
    XAPC_DFR_INL2,
    XAPC_DFR_IFB2,
    XAPC_DFR_INEB2,
    XAPC_DFR_BB2,
    XAPC_DFR_PL2,
    XAPC_DFR_DLH, /**< takes no parameter */
    XAPC_DFR_DPH  /**< takes no parameter */
} xapc_dfr;

/** Weight by one of these models. `c` (above 0, usually 1) is how much document length counts; the
 * models without a parameter do not use it. XAPC_ERROR_INVALID_ARGUMENT when it is not above 0. */
XAPC_API bool xapc_enquire_set_weight_dfr(xapc_enquire *enquire, xapc_dfr model, double c,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** How a language model smooths. Values as in Xapian. */
typedef enum xapc_lm_smoothing XAPC_ENUM_BASE {
    XAPC_LM_TWO_STAGE = 1,
    XAPC_LM_DIRICHLET = 2,
    XAPC_LM_ABSOLUTE_DISCOUNT = 3,
    XAPC_LM_JELINEK_MERCER = 4,
    XAPC_LM_DIRICHLET_PLUS = 5
} xapc_lm_smoothing;

/** Unigram language model: Zhai and Lafferty, ACM TOIS 22(2), 2004. */
typedef struct xapc_lm_options {
    size_t struct_size;          /**< set by the macro */
    double log_clamp;            /**< negative logarithms are clamped with it; 0: by length: 0 */
    xapc_lm_smoothing smoothing; /**< XAPC_LM_TWO_STAGE */
    double smoothing1; /**< below 0: Xapian's own (2000 for the Dirichlet ones, else 0.7): -1 */
    double smoothing2; /**< below 0: Xapian's own (2000 for two stages, else 0.05): -1 */
} xapc_lm_options;

#define XAPC_LM_OPTIONS_INIT                                                                       \
    {                                                                                              \
        sizeof(xapc_lm_options), 0.0, XAPC_LM_TWO_STAGE, -1.0, -1.0                                \
    }

/** Weight by a language model; `options` may be NULL. */
XAPC_API bool xapc_enquire_set_weight_lm(xapc_enquire *enquire, const xapc_lm_options *options,
                                         xapc_error **error) XAPC_NOEXCEPT;

/* ---- Which hits, and in what order ----------------------------------------------------------- */

/** Keep at most `max` of the documents that have the same value in a slot, the best ones;
 * XAPC_BAD_VALUENO, or a `max` of 0, collapses nothing. Documents without the value are all
 * kept. */
XAPC_API bool xapc_enquire_set_collapse_key(xapc_enquire *enquire, xapc_valueno slot,
                                            xapc_doccount max, xapc_error **error) XAPC_NOEXCEPT;

/** Leave out documents of less than `percent` (0 to 100; 0: none) of the best possible, or of a
 * weight below `weight` (0: none). XAPC_ERROR_INVALID_ARGUMENT for others. With a percentage a
 * sort by value first is XAPC_ERROR_UNIMPLEMENTED when the query is run. */
XAPC_API bool xapc_enquire_set_cutoff(xapc_enquire *enquire, int percent, double weight,
                                      xapc_error **error) XAPC_NOEXCEPT;

/** The order of documents that are otherwise equal. Values as in Xapian. */
typedef enum xapc_docid_order XAPC_ENUM_BASE {
    XAPC_DOCID_DESCENDING = 0,
    XAPC_DOCID_ASCENDING = 1, /**< the default */
    XAPC_DOCID_DONT_CARE = 2  /**< whatever is quickest */
} xapc_docid_order;

/** Set that order. */
XAPC_API bool xapc_enquire_set_docid_order(xapc_enquire *enquire, xapc_docid_order order,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** What comes first, relevance or the value. */
typedef enum xapc_sort XAPC_ENUM_BASE {
    XAPC_SORT_RELEVANCE,            /**< by weight; the default */
    XAPC_SORT_VALUE,                /**< by the value */
    XAPC_SORT_VALUE_THEN_RELEVANCE, /**< by the value, then by weight */
    XAPC_SORT_RELEVANCE_THEN_VALUE  /**< by weight, then by the value */
} xapc_sort;

/** A value slot to sort by. */
typedef struct xapc_sort_key {
    xapc_valueno slot;
    bool reverse; /**< true: highest value first */
} xapc_sort_key;

/** Sort by relevance alone, as at first. */
XAPC_API bool xapc_enquire_set_sort_by_relevance(xapc_enquire *enquire,
                                                 xapc_error **error) XAPC_NOEXCEPT;

/** Sort by one value slot; `reverse`, as in Xapian, puts the highest value first. `slot` is not
 * used with XAPC_SORT_RELEVANCE. */
XAPC_API bool xapc_enquire_set_sort_by_value(xapc_enquire *enquire, xapc_sort sort,
                                             xapc_valueno slot, bool reverse,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Sort by several value slots, the first one first, each in its own direction.
 * XAPC_ERROR_INVALID_ARGUMENT for XAPC_SORT_RELEVANCE or without slots. */
XAPC_API bool xapc_enquire_set_sort_by_values(xapc_enquire *enquire, xapc_sort sort,
                                              const xapc_sort_key *keys, size_t count,
                                              xapc_error **error) XAPC_NOEXCEPT;

/** After this time a match no longer goes on for the sake of `check_at_least`; it still finds its
 * hits, so this is no limit to the whole. 0: none. Xapian uses a POSIX timer for it, which starts a
 * thread of its own. */
XAPC_API bool xapc_enquire_set_time_limit(xapc_enquire *enquire, unsigned milliseconds,
                                          xapc_error **error) XAPC_NOEXCEPT;

/* ---- Match spies ----------------------------------------------------------------------------- */

/** Looks at a document that matches, with its weight. `doc` is borrowed for the call. Returns 0, or
 * a negative number to stop. */
typedef int (*xapc_matchspy_fn)(const xapc_document *doc, double weight, void *user);

/** A spy in C. `destroy` (may be NULL) is called with `user` when the spy and every enquire and
 * match set that knows it are gone; when this function fails it is not called. */
XAPC_API xapc_matchspy *xapc_matchspy_new(xapc_matchspy_fn function, void *user,
                                          xapc_destroy_fn destroy,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** A spy that counts the values in a slot, as for facets. */
XAPC_API xapc_matchspy *xapc_matchspy_new_value_count(xapc_valueno slot,
                                                      xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Enquires that have the spy keep it. */
XAPC_API void xapc_matchspy_free(xapc_matchspy *spy) XAPC_NOEXCEPT;

/** The number of documents a counting spy has seen; 0 for one in C. */
XAPC_API size_t xapc_matchspy_get_total(const xapc_matchspy *spy) XAPC_NOEXCEPT;

/** The values a counting spy has seen, in byte order; xapc_termiter_get_termfreq() is how often.
 * The iterator must not outlive the spy's next match. XAPC_ERROR_INVALID_OPERATION for one in C. */
XAPC_API xapc_termiter *xapc_matchspy_values(const xapc_matchspy *spy,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** The `max` most frequent of them, most frequent first. */
XAPC_API xapc_termiter *xapc_matchspy_top_values(const xapc_matchspy *spy, size_t max,
                                                 xapc_error **error) XAPC_NOEXCEPT;

/** Let a spy look at the documents of later matches. A match looks at those it had to consider; to
 * have all, ask for `check_at_least` of all documents. A spy sees what a decider let through,
 * before collapsing, so it counts documents that are then collapsed away. It keeps counting over
 * matches: use a new one for each. */
XAPC_API bool xapc_enquire_add_matchspy(xapc_enquire *enquire, xapc_matchspy *spy,
                                        xapc_error **error) XAPC_NOEXCEPT;

/** Send all spies home. */
XAPC_API bool xapc_enquire_clear_matchspies(xapc_enquire *enquire,
                                            xapc_error **error) XAPC_NOEXCEPT;

/* ---- Running --------------------------------------------------------------------------------- */

/** Decides whether a document that matches is a hit: positive yes, 0 no, negative: stop. `doc` is
 * borrowed for the call; read its values rather than its data, which is slow. */
typedef int (*xapc_decider_fn)(const xapc_document *doc, void *user);

typedef struct xapc_match_options {
    size_t struct_size;           /**< set by the macro */
    xapc_doccount check_at_least; /**< consider at least so many documents that match: 0 */
    const xapc_rset *rset;        /**< documents known to be relevant, for the weights: NULL */
    xapc_decider_fn decider;      /**< NULL takes all */
    void *decider_user;           /**< passed to decider */
} xapc_match_options;

#define XAPC_MATCH_OPTIONS_INIT                                                                    \
    {                                                                                              \
        sizeof(xapc_match_options), 0, NULL, NULL, NULL                                            \
    }

/** As check_at_least: all of them. */
#define XAPC_CHECK_ALL ((xapc_doccount)-1)

/** Run the query and give the hits from number `first` (counted from 0) on, at most `max_items`.
 * `options` may be NULL. Estimates are exact when `check_at_least` is at least the number of
 * documents that match. XAPC_ERROR_WILDCARD, XAPC_ERROR_CALLBACK, XAPC_ERROR_UNIMPLEMENTED (see
 * xapc_enquire_set_cutoff()), XAPC_ERROR_DATABASE_MODIFIED. */
XAPC_API xapc_mset *xapc_enquire_get_mset(const xapc_enquire *enquire, xapc_doccount first,
                                          xapc_doccount max_items,
                                          const xapc_match_options *options,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** The terms of the query that a document has, in the order of the query: for xapc_mset_get_docid()
 * of a hit. Wildcards are expanded. XAPC_ERROR_DOC_NOT_FOUND. */
XAPC_API xapc_termiter *xapc_enquire_matching_terms(const xapc_enquire *enquire, xapc_docid docid,
                                                    xapc_error **error) XAPC_NOEXCEPT;

/** May this term be in the expand set? Positive yes, 0 no, negative: stop. */
typedef int (*xapc_expand_decider_fn)(const char *term, size_t len, void *user);

typedef struct xapc_expand_options {
    size_t struct_size;             /**< set by the macro */
    bool include_query_terms;       /**< terms of the query too: false */
    bool use_exact_termfreq;        /**< of several databases, exact frequencies: false */
    double min_weight;              /**< leave out terms of less: 0 */
    const char *scheme;             /**< "trad", or "bo1" (Bose-Einstein): "trad" */
    double k;                       /**< parameter of "trad": 1 */
    xapc_expand_decider_fn decider; /**< NULL takes all */
    void *decider_user;             /**< passed to decider */
} xapc_expand_options;

#define XAPC_EXPAND_OPTIONS_INIT                                                                   \
    {                                                                                              \
        sizeof(xapc_expand_options), false, false, 0.0, "trad", 1.0, NULL, NULL                    \
    }

/** The terms, at most `max_items`, that tell the documents of a relevance set from the others best:
 * for "more like this". `options` may be NULL. XAPC_ERROR_INVALID_ARGUMENT for another scheme,
 * XAPC_ERROR_CALLBACK, XAPC_ERROR_DOC_NOT_FOUND. */
XAPC_API xapc_eset *xapc_enquire_get_eset(xapc_enquire *enquire, xapc_termcount max_items,
                                          const xapc_rset *rset, const xapc_expand_options *options,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_enquire_get_description(const xapc_enquire *enquire,
                                            xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
