/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file text.h
 * Xapian's own way from text to terms: TermGenerator for documents, QueryParser for what people
 * type. Both take UTF-8 and must use the same stemmer and strategy to meet.
 */
#ifndef XAPIAN_C_TEXT_H
#define XAPIAN_C_TEXT_H

#include <xapian_c/base.h>
#include <xapian_c/database.h>
#include <xapian_c/document.h>
#include <xapian_c/query.h>
#include <xapian_c/stem.h>
#include <xapian_c/writer.h>

XAPC_BEGIN_DECLS

/** Which stems are made. Values as in Xapian. */
typedef enum xapc_stem_strategy XAPC_ENUM_BASE {
    XAPC_STEM_NONE = 0,         /**< none */
    XAPC_STEM_SOME = 1,         /**< "Z" and the stem, without positions, beside the word */
    XAPC_STEM_ALL = 2,          /**< the stem instead of the word */
    XAPC_STEM_ALL_Z = 3,        /**< "Z" and the stem instead of the word */
    XAPC_STEM_SOME_FULL_POS = 4 /**< as SOME, the stems with positions too */
} xapc_stem_strategy;

/** What happens to stop words. Values as in Xapian. */
typedef enum xapc_stop_strategy XAPC_ENUM_BASE {
    XAPC_STOP_NONE = 0,   /**< nothing */
    XAPC_STOP_ALL = 1,    /**< they are left out */
    XAPC_STOP_STEMMED = 2 /**< they get no stem; the default */
} xapc_stop_strategy;

/* ---- TermGenerator --------------------------------------------------------------------------- */

typedef struct xapc_termgenerator xapc_termgenerator;

/** A generator without stemmer or stopper, for an empty document of its own. */
XAPC_API xapc_termgenerator *xapc_termgenerator_new(xapc_error **error) XAPC_NOEXCEPT;

/** Free the generator. NULL is allowed. */
XAPC_API void xapc_termgenerator_free(xapc_termgenerator *generator) XAPC_NOEXCEPT;

/** Set the stemmer; NULL for none. The handle stays the caller's and may be freed. */
XAPC_API bool xapc_termgenerator_set_stemmer(xapc_termgenerator *generator, const xapc_stem *stem,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Set the stop words; NULL for none. The handle stays the caller's and may be freed. */
XAPC_API bool xapc_termgenerator_set_stopper(xapc_termgenerator *generator,
                                             const xapc_stopper *stopper,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Set the document that terms are added to, and go back to position 0. The handle and the
 * generator share the document: add the handle to the database when the text is in. */
XAPC_API bool xapc_termgenerator_set_document(xapc_termgenerator *generator,
                                              const xapc_document *doc,
                                              xapc_error **error) XAPC_NOEXCEPT;

/** The document; another handle for it, owned by the caller. */
XAPC_API xapc_document *xapc_termgenerator_get_document(const xapc_termgenerator *generator,
                                                        xapc_error **error) XAPC_NOEXCEPT;

/** Set the database whose spelling dictionary XAPC_TERMGENERATOR_SPELLING adds to. */
XAPC_API bool xapc_termgenerator_set_database(xapc_termgenerator *generator, xapc_writer *writer,
                                              xapc_error **error) XAPC_NOEXCEPT;

#define XAPC_TERMGENERATOR_SPELLING 128U   /**< add the words to the spelling dictionary */
#define XAPC_TERMGENERATOR_CJK_NGRAM 2048U /**< Chinese, Japanese and Korean as n-grams */

/** Set the flags, joined by |: 0 at first. */
XAPC_API bool xapc_termgenerator_set_flags(xapc_termgenerator *generator, unsigned flags,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Set the stemming strategy: XAPC_STEM_SOME at first. */
XAPC_API bool xapc_termgenerator_set_stemming_strategy(xapc_termgenerator *generator,
                                                       xapc_stem_strategy strategy,
                                                       xapc_error **error) XAPC_NOEXCEPT;

/** Set what happens to stop words: XAPC_STOP_STEMMED at first. */
XAPC_API bool xapc_termgenerator_set_stopper_strategy(xapc_termgenerator *generator,
                                                      xapc_stop_strategy strategy,
                                                      xapc_error **error) XAPC_NOEXCEPT;

/** Leave out words of more than so many bytes: 64 at first. */
XAPC_API bool xapc_termgenerator_set_max_word_length(xapc_termgenerator *generator, unsigned bytes,
                                                     xapc_error **error) XAPC_NOEXCEPT;

/** Add the words of a text, each with `wdf_inc` and, before it, `prefix` (may be NULL). Without
 * `positions` phrases will not find them. */
XAPC_API bool xapc_termgenerator_index_text(xapc_termgenerator *generator, const char *text,
                                            size_t len, xapc_termcount wdf_inc, const char *prefix,
                                            bool positions, xapc_error **error) XAPC_NOEXCEPT;

/** Leave a gap of positions (100, as a rule), so that no phrase reaches over it. */
XAPC_API bool xapc_termgenerator_increase_termpos(xapc_termgenerator *generator, xapc_termpos delta,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/** The position of the last word. */
XAPC_API bool xapc_termgenerator_get_termpos(const xapc_termgenerator *generator,
                                             xapc_termpos *position,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Set it. */
XAPC_API bool xapc_termgenerator_set_termpos(xapc_termgenerator *generator, xapc_termpos position,
                                             xapc_error **error) XAPC_NOEXCEPT;

/* ---- QueryParser ----------------------------------------------------------------------------- */

typedef struct xapc_queryparser xapc_queryparser;

/** Joined by |. Values as in Xapian. */
#define XAPC_PARSE_BOOLEAN 1U                    /**< AND, OR, NOT, XOR, brackets */
#define XAPC_PARSE_PHRASE 2U                     /**< "a phrase" */
#define XAPC_PARSE_LOVEHATE 4U                   /**< +must -not */
#define XAPC_PARSE_BOOLEAN_ANY_CASE 8U           /**< and, or, ... in lower case too */
#define XAPC_PARSE_WILDCARD 16U                  /**< word* */
#define XAPC_PARSE_PURE_NOT 32U                  /**< NOT word by itself */
#define XAPC_PARSE_PARTIAL 64U                   /**< the last word may be unfinished */
#define XAPC_PARSE_SPELLING_CORRECTION 128U      /**< see get_corrected_query_string */
#define XAPC_PARSE_SYNONYM 256U                  /**< ~word */
#define XAPC_PARSE_AUTO_SYNONYMS 512U            /**< synonyms of every word */
#define XAPC_PARSE_AUTO_MULTIWORD_SYNONYMS 1024U /**< of groups of words too */
#define XAPC_PARSE_CJK_NGRAM 2048U
#define XAPC_PARSE_ACCUMULATE 65536U /**< keep the stop and unstem lists of the query before */
#define XAPC_PARSE_NO_POSITIONS 0x20000U
#define XAPC_PARSE_DEFAULT (XAPC_PARSE_BOOLEAN | XAPC_PARSE_PHRASE | XAPC_PARSE_LOVEHATE)

/** A parser without stemmer, stopper, database or prefixes. */
XAPC_API xapc_queryparser *xapc_queryparser_new(xapc_error **error) XAPC_NOEXCEPT;

/** Free the parser. NULL is allowed. */
XAPC_API void xapc_queryparser_free(xapc_queryparser *parser) XAPC_NOEXCEPT;

/** Set the stemmer; NULL for none. */
XAPC_API bool xapc_queryparser_set_stemmer(xapc_queryparser *parser, const xapc_stem *stem,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Set the stemming strategy: XAPC_STEM_SOME at first. */
XAPC_API bool xapc_queryparser_set_stemming_strategy(xapc_queryparser *parser,
                                                     xapc_stem_strategy strategy,
                                                     xapc_error **error) XAPC_NOEXCEPT;

/** Set the stop words; NULL for none. */
XAPC_API bool xapc_queryparser_set_stopper(xapc_queryparser *parser, const xapc_stopper *stopper,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Set how words without an operator go together: AND, OR (at first), NEAR, PHRASE, ELITE_SET,
 * SYNONYM or MAX. XAPC_ERROR_INVALID_ARGUMENT for others. */
XAPC_API bool xapc_queryparser_set_default_op(xapc_queryparser *parser, xapc_op op,
                                              xapc_error **error) XAPC_NOEXCEPT;

/** Set the database for wildcards, spelling and synonyms. */
XAPC_API bool xapc_queryparser_set_database(xapc_queryparser *parser, const xapc_database *db,
                                            xapc_error **error) XAPC_NOEXCEPT;

/** Set how many terms a wildcard (and an unfinished word) may stand for; 0 is no limit. */
XAPC_API bool xapc_queryparser_set_max_expansion(xapc_queryparser *parser, xapc_termcount max,
                                                 xapc_wildcard_limit limit,
                                                 xapc_error **error) XAPC_NOEXCEPT;

/** Let `field:word` search for terms with a prefix, such as "title" and "S". Both are strings; a
 * field may have several prefixes. XAPC_ERROR_INVALID_OPERATION when it is a boolean one too. */
XAPC_API bool xapc_queryparser_add_prefix(xapc_queryparser *parser, const char *field,
                                          const char *prefix, xapc_error **error) XAPC_NOEXCEPT;

/** Let `field:word` be a filter that adds no weight. Filters of the same `grouping` are joined by
 * OR, others by AND; NULL groups by the field, "" puts each in a group of its own. */
XAPC_API bool xapc_queryparser_add_boolean_prefix(xapc_queryparser *parser, const char *field,
                                                  const char *prefix, const char *grouping,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/** How a range `from..to` is read. */
typedef enum xapc_range_kind XAPC_ENUM_BASE {
    XAPC_RANGE_STRING, /**< as the bytes that are there */
    XAPC_RANGE_NUMBER, /**< as numbers, for values by xapc_sortable_serialise() */
    XAPC_RANGE_DATE    /**< as dates, for values of the form YYYYMMDD */
} xapc_range_kind;

#define XAPC_RANGE_SUFFIX 1U          /**< `marker` stands after the range, not before */
#define XAPC_RANGE_REPEATED 2U        /**< `marker` may stand at both ends */
#define XAPC_RANGE_DATE_PREFER_MDY 4U /**< 2/3/2024 is in February */

/** Let `marker` and a range search the values in a slot, such as "year:" and year:2019..2023.
 * `marker` may be NULL; `flags` are XAPC_RANGE_* joined by |. */
XAPC_API bool xapc_queryparser_add_range(xapc_queryparser *parser, xapc_range_kind kind,
                                         xapc_valueno slot, const char *marker, unsigned flags,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** Parse what was typed, with XAPC_PARSE_* joined by |; words without a field get `default_prefix`
 * (may be NULL). XAPC_ERROR_QUERY_PARSER when it cannot be read, XAPC_ERROR_WILDCARD is only
 * found when the query is run. */
XAPC_API xapc_query *xapc_queryparser_parse_query(xapc_queryparser *parser, const char *text,
                                                  size_t len, unsigned flags,
                                                  const char *default_prefix,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/** The words that were left out of the last query as stop words. */
XAPC_API xapc_termiter *xapc_queryparser_stoplist(const xapc_queryparser *parser,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/** The words of the last query that became a term. */
XAPC_API xapc_termiter *xapc_queryparser_unstem(const xapc_queryparser *parser, const char *term,
                                                size_t len, xapc_error **error) XAPC_NOEXCEPT;

/** The last query with its spelling corrected, when XAPC_PARSE_SPELLING_CORRECTION was set and
 * something was found to correct; otherwise "". Owned by the caller. */
XAPC_API char *xapc_queryparser_get_corrected_query_string(const xapc_queryparser *parser,
                                                           size_t *len,
                                                           xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
