/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file query.h
 * Queries: trees of terms, value ranges and operators. A query never changes once it is made.
 *
 * Making a query from others leaves those as they are: they share their insides, and each handle is
 * freed by whoever made it. A query may be used for any database, and again.
 *
 * A defect of Xapian 1.4.22 that this library cannot mend: an XAPC_OP_MAX that is neither the root
 * nor a part of an XAPC_OP_AND or XAPC_OP_FILTER at the root can crash the process inside
 * xapc_enquire_get_mset(). It does when one step of the match brings two or more alternatives of
 * the XAPC_OP_MAX to their end together with everything beside them: Xapian then asks the empty MAX
 * for the weight of an alternative that it has freed. Two documents with the terms a, b and c and
 * the query c OR (a MAX b) are enough. Use XAPC_OP_OR there, with scaled parts where needed. (A
 * high `check_at_least` hides it as long as some document does not match.)
 */
#ifndef XAPIAN_C_QUERY_H
#define XAPIAN_C_QUERY_H

#include <xapian_c/base.h>
#include <xapian_c/iterators.h>

XAPC_BEGIN_DECLS

typedef struct xapc_query xapc_query;

/** Operators, and what xapc_query_get_type() says of leaves. Values as in Xapian. "Weight" is what
 * a document scores. */
typedef enum xapc_op XAPC_ENUM_BASE {
    XAPC_OP_AND = 0,       /**< all; the weights are added */
    XAPC_OP_OR = 1,        /**< any; the weights of those that match are added */
    XAPC_OP_AND_NOT = 2,   /**< the first and none of the others; the first's weight */
    XAPC_OP_XOR = 3,       /**< an odd number of them; added */
    XAPC_OP_AND_MAYBE = 4, /**< the first; the others only add weight */
    XAPC_OP_FILTER = 5,    /**< all; only the first's weight */
    XAPC_OP_NEAR = 6,      /**< all, within `parameter` positions, in any order */
    XAPC_OP_PHRASE = 7,    /**< all, within `parameter` positions, in this order */
    XAPC_OP_VALUE_RANGE = 8,
    XAPC_OP_SCALE_WEIGHT = 9,
    XAPC_OP_ELITE_SET = 10, /**< the `parameter` subqueries with the highest weights, as OR */
    XAPC_OP_VALUE_GE = 11,
    XAPC_OP_VALUE_LE = 12,
    XAPC_OP_SYNONYM = 13, /**< any; weighted as if they were one term */
    XAPC_OP_MAX = 14,     /**< any; the highest weight of those that match */
    XAPC_OP_WILDCARD = 15,
    XAPC_OP_INVALID = 99,
    XAPC_LEAF_TERM = 100,
    XAPC_LEAF_POSTING_SOURCE = 101,
    XAPC_LEAF_MATCH_ALL = 102,
    XAPC_LEAF_MATCH_NOTHING = 103
} xapc_op;

/* ---- Leaves ---------------------------------------------------------------------------------- */

/** Documents with a term. `wqf` is how often it stands in the query (usually 1), `position` where
 * (0 when that is of no matter). The empty term matches all documents. */
XAPC_API xapc_query *xapc_query_new_term(const char *term, size_t len, xapc_termcount wqf,
                                         xapc_termpos position, xapc_error **error) XAPC_NOEXCEPT;

/** All documents. */
XAPC_API xapc_query *xapc_query_new_match_all(xapc_error **error) XAPC_NOEXCEPT;

/** No document. */
XAPC_API xapc_query *xapc_query_new_match_nothing(xapc_error **error) XAPC_NOEXCEPT;

/** Documents with a value in the slot that is `lower` to `upper`, both included, in byte order.
 * Never adds weight; so too the next two. */
XAPC_API xapc_query *xapc_query_new_value_range(xapc_valueno slot, const char *lower,
                                                size_t lower_len, const char *upper,
                                                size_t upper_len, xapc_error **error) XAPC_NOEXCEPT;

/** Documents with a value in the slot that is `limit` or above. */
XAPC_API xapc_query *xapc_query_new_value_ge(xapc_valueno slot, const char *limit, size_t len,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Documents with a value in the slot that is `limit` or below; not those without any. */
XAPC_API xapc_query *xapc_query_new_value_le(xapc_valueno slot, const char *limit, size_t len,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** What to do when a wildcard stands for more terms than allowed. Values as in Xapian. */
typedef enum xapc_wildcard_limit XAPC_ENUM_BASE {
    XAPC_WILDCARD_LIMIT_ERROR = 0, /**< the search fails with XAPC_ERROR_WILDCARD */
    XAPC_WILDCARD_LIMIT_FIRST = 1, /**< take the first in byte order */
    XAPC_WILDCARD_LIMIT_MOST_FREQUENT = 2
} xapc_wildcard_limit;

typedef struct xapc_wildcard_options {
    size_t struct_size;           /**< set by the macro */
    xapc_termcount max_expansion; /**< most terms, in each single database; 0 is no limit: 0 */
    xapc_wildcard_limit limit;    /**< XAPC_WILDCARD_LIMIT_ERROR */
    xapc_op combiner;             /**< XAPC_OP_SYNONYM, XAPC_OP_OR or XAPC_OP_MAX: SYNONYM */
} xapc_wildcard_options;

#define XAPC_WILDCARD_OPTIONS_INIT                                                                 \
    {                                                                                              \
        sizeof(xapc_wildcard_options), 0, XAPC_WILDCARD_LIMIT_ERROR, XAPC_OP_SYNONYM               \
    }

/** Documents with any term that starts with `prefix`. `options` may be NULL. */
XAPC_API xapc_query *xapc_query_new_wildcard(const char *prefix, size_t len,
                                             const xapc_wildcard_options *options,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** All documents, each with this weight (not below 0). */
XAPC_API xapc_query *xapc_query_new_fixed_weight(double weight, xapc_error **error) XAPC_NOEXCEPT;

/** Documents with a value in the slot, each with the number it holds (written by
 * xapc_sortable_serialise(), not below 0) as its weight. */
XAPC_API xapc_query *xapc_query_new_value_weight(xapc_valueno slot,
                                                 xapc_error **error) XAPC_NOEXCEPT;

/** Looks at a document: positive when it matches, 0 when not, negative: stop (XAPC_ERROR_CALLBACK).
 */
typedef int (*xapc_docid_fn)(xapc_docid docid, void *user);

/** Documents that `function` says yes to, each with no weight. It is called while a search runs and
 * must not use the database that is searched. `user` goes to it; `destroy` (or NULL) is called with
 * `user` when the query and all that was made from it are gone, not when this fails.
 *
 * Every document of the database is asked about, deleted ones too, unless the query is part of an
 * XAPC_OP_AND or XAPC_OP_FILTER: there only those are that match everything beside it. */
XAPC_API xapc_query *xapc_query_new_callback(xapc_docid_fn function, void *user,
                                             xapc_destroy_fn destroy,
                                             xapc_error **error) XAPC_NOEXCEPT;

/* ---- Operators ------------------------------------------------------------------------------- */

/** Combine queries with AND, OR, AND_NOT, XOR, AND_MAYBE, FILTER, NEAR, PHRASE, ELITE_SET, SYNONYM
 * or MAX. `parameter` is the window of NEAR and PHRASE in positions (0, or less than `count`:
 * exactly `count`) and the number for ELITE_SET (0: 10); others want 0 there. No queries at all
 * match nothing. XAPC_ERROR_INVALID_ARGUMENT for another operator; XAPC_ERROR_UNIMPLEMENTED when
 * NEAR or PHRASE get something else than terms or OR of terms. */
XAPC_API xapc_query *xapc_query_new_combined(xapc_op op, const xapc_query *const *queries,
                                             size_t count, xapc_termcount parameter,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** The same for terms, each with wqf 1. */
XAPC_API xapc_query *xapc_query_new_combined_terms(xapc_op op, const xapc_bytes *terms,
                                                   size_t count, xapc_termcount parameter,
                                                   xapc_error **error) XAPC_NOEXCEPT;

/** The same for two queries, with parameter 0. */
XAPC_API xapc_query *xapc_query_new_pair(xapc_op op, const xapc_query *left,
                                         const xapc_query *right, xapc_error **error) XAPC_NOEXCEPT;

/** The query with its weights multiplied by `factor` (XAPC_OP_SCALE_WEIGHT).
 * XAPC_ERROR_INVALID_ARGUMENT when that is below 0. */
XAPC_API xapc_query *xapc_query_new_scaled(double factor, const xapc_query *query,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Another handle for the same query. */
XAPC_API xapc_query *xapc_query_copy(const xapc_query *query, xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Queries made from this one stay. */
XAPC_API void xapc_query_free(xapc_query *query) XAPC_NOEXCEPT;

/* ---- Looking into one ------------------------------------------------------------------------ */

/** True for a query that matches nothing by construction. */
XAPC_API bool xapc_query_empty(const xapc_query *query) XAPC_NOEXCEPT;

/** The sum of the wqf of all terms, the query length that some weightings use. */
XAPC_API xapc_termcount xapc_query_get_length(const xapc_query *query) XAPC_NOEXCEPT;

/** The operator at the root, or the kind of leaf. Xapian simplifies while it builds: an OR of one
 * query is that query. XAPC_LEAF_MATCH_NOTHING for NULL. */
XAPC_API xapc_op xapc_query_get_type(const xapc_query *query) XAPC_NOEXCEPT;

/** The number of subqueries at the root. */
XAPC_API size_t xapc_query_get_num_subqueries(const xapc_query *query) XAPC_NOEXCEPT;

/** One of them, counted from 0. XAPC_ERROR_RANGE when there is none. */
XAPC_API xapc_query *xapc_query_get_subquery(const xapc_query *query, size_t index,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** The terms, in order of their positions, with repeats; wildcards are not expanded. */
XAPC_API xapc_termiter *xapc_query_terms(const xapc_query *query, xapc_error **error) XAPC_NOEXCEPT;

/** The different terms, in byte order. */
XAPC_API xapc_termiter *xapc_query_unique_terms(const xapc_query *query,
                                                xapc_error **error) XAPC_NOEXCEPT;

/** A description such as "Query((mentor OR buddy))". Owned by the caller. */
XAPC_API char *xapc_query_get_description(const xapc_query *query,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** The query as bytes. Owned by the caller. The format may differ between versions of Xapian. */
XAPC_API char *xapc_query_serialise(const xapc_query *query, size_t *len,
                                    xapc_error **error) XAPC_NOEXCEPT;

/** A query from such bytes. XAPC_ERROR_SERIALISATION or XAPC_ERROR_NETWORK, as Xapian 1.4 has it,
 * when they are damaged. */
XAPC_API xapc_query *xapc_query_unserialise(const char *data, size_t len,
                                            xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
