/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TermGenerator and QueryParser. */
#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::fetch;
using xapc::make;
using xapc::need;

namespace
{

Xapian::TermGenerator &generator_of(xapc_termgenerator *generator)
{
    return need(generator, "term generator").generator;
}

const Xapian::TermGenerator &generator_of(const xapc_termgenerator *generator)
{
    return need(generator, "term generator").generator;
}

Xapian::QueryParser &parser_of(xapc_queryparser *parser)
{
    return need(parser, "query parser").parser;
}

const Xapian::QueryParser &parser_of(const xapc_queryparser *parser)
{
    return need(parser, "query parser").parser;
}

Xapian::Stem stem_or_none(const xapc_stem *stem)
{
    return stem ? stem->stem : Xapian::Stem();
}

const Xapian::Stopper *stopper_or_none(const xapc_stopper *stopper)
{
    return stopper ? stopper->stopper.get() : nullptr;
}

std::string string_or_empty(const char *string)
{
    return bytes(string, XAPC_NUL_TERMINATED);
}

/* A strategy as the enumeration of the class it is for, whose values are the same. */
template <typename Strategy> Strategy strategy_of(unsigned strategy, unsigned last)
{
    if (strategy > last)
        throw Xapian::InvalidArgumentError("unknown strategy");
    return static_cast<Strategy>(strategy);
}

Xapian::RangeProcessor *new_range(xapc_range_kind kind, xapc_valueno slot,
                                  const std::string &marker, unsigned flags)
{
    switch (kind) {
    case XAPC_RANGE_STRING:
        return (new Xapian::RangeProcessor(slot, marker, flags))->release();
    case XAPC_RANGE_NUMBER:
        return (new Xapian::NumberRangeProcessor(slot, marker, flags))->release();
    case XAPC_RANGE_DATE:
        return (new Xapian::DateRangeProcessor(slot, marker, flags))->release();
    }
    throw Xapian::InvalidArgumentError("unknown kind of range");
}

} // namespace

/* ---- TermGenerator --------------------------------------------------------------------------- */

xapc_termgenerator *xapc_termgenerator_new(xapc_error **error) noexcept
{
    return make(error,
                [] { return xapc::new_handle<xapc_termgenerator>(Xapian::TermGenerator()); });
}

void xapc_termgenerator_free(xapc_termgenerator *generator) noexcept
{
    delete generator;
}

bool xapc_termgenerator_set_stemmer(xapc_termgenerator *generator, const xapc_stem *stem,
                                    xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_stemmer(stem_or_none(stem)); });
}

bool xapc_termgenerator_set_stopper(xapc_termgenerator *generator, const xapc_stopper *stopper,
                                    xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_stopper(stopper_or_none(stopper)); });
}

bool xapc_termgenerator_set_document(xapc_termgenerator *generator, const xapc_document *doc,
                                     xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_document(need(doc, "document").doc); });
}

xapc_document *xapc_termgenerator_get_document(const xapc_termgenerator *generator,
                                               xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_document>(generator_of(generator).get_document());
    });
}

bool xapc_termgenerator_set_database(xapc_termgenerator *generator, xapc_writer *writer,
                                     xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_database(need(writer, "writer").db); });
}

bool xapc_termgenerator_set_flags(xapc_termgenerator *generator, unsigned flags,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] {
        xapc::need_known_flags(flags, XAPC_TERMGENERATOR_SPELLING | XAPC_TERMGENERATOR_CJK_NGRAM);
        generator_of(generator).set_flags(static_cast<int>(flags));
    });
}

bool xapc_termgenerator_set_stemming_strategy(xapc_termgenerator *generator,
                                              xapc_stem_strategy strategy,
                                              xapc_error **error) noexcept
{
    return attempt(error, [&] {
        generator_of(generator).set_stemming_strategy(
            strategy_of<Xapian::TermGenerator::stem_strategy>(strategy, XAPC_STEM_SOME_FULL_POS));
    });
}

bool xapc_termgenerator_set_stopper_strategy(xapc_termgenerator *generator,
                                             xapc_stop_strategy strategy,
                                             xapc_error **error) noexcept
{
    return attempt(error, [&] {
        generator_of(generator).set_stopper_strategy(
            strategy_of<Xapian::TermGenerator::stop_strategy>(strategy, XAPC_STOP_STEMMED));
    });
}

bool xapc_termgenerator_set_max_word_length(xapc_termgenerator *generator, unsigned bytes,
                                            xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_max_word_length(bytes); });
}

bool xapc_termgenerator_index_text(xapc_termgenerator *generator, const char *text, size_t len,
                                   xapc_termcount wdf_inc, const char *prefix, bool positions,
                                   xapc_error **error) noexcept
{
    return attempt(error, [&] {
        Xapian::TermGenerator &target = generator_of(generator);
        const std::string copy = bytes(text, len);
        if (positions)
            target.index_text(copy, wdf_inc, string_or_empty(prefix));
        else
            target.index_text_without_positions(copy, wdf_inc, string_or_empty(prefix));
    });
}

bool xapc_termgenerator_increase_termpos(xapc_termgenerator *generator, xapc_termpos delta,
                                         xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).increase_termpos(delta); });
}

bool xapc_termgenerator_get_termpos(const xapc_termgenerator *generator, xapc_termpos *position,
                                    xapc_error **error) noexcept
{
    return fetch(position, error, [&] { return generator_of(generator).get_termpos(); });
}

bool xapc_termgenerator_set_termpos(xapc_termgenerator *generator, xapc_termpos position,
                                    xapc_error **error) noexcept
{
    return attempt(error, [&] { generator_of(generator).set_termpos(position); });
}

/* ---- QueryParser ----------------------------------------------------------------------------- */

xapc_queryparser *xapc_queryparser_new(xapc_error **error) noexcept
{
    return make(error, [] { return xapc::new_handle<xapc_queryparser>(Xapian::QueryParser()); });
}

void xapc_queryparser_free(xapc_queryparser *parser) noexcept
{
    delete parser;
}

bool xapc_queryparser_set_stemmer(xapc_queryparser *parser, const xapc_stem *stem,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] { parser_of(parser).set_stemmer(stem_or_none(stem)); });
}

bool xapc_queryparser_set_stemming_strategy(xapc_queryparser *parser, xapc_stem_strategy strategy,
                                            xapc_error **error) noexcept
{
    return attempt(error, [&] {
        parser_of(parser).set_stemming_strategy(
            strategy_of<Xapian::QueryParser::stem_strategy>(strategy, XAPC_STEM_SOME_FULL_POS));
    });
}

bool xapc_queryparser_set_stopper(xapc_queryparser *parser, const xapc_stopper *stopper,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] { parser_of(parser).set_stopper(stopper_or_none(stopper)); });
}

bool xapc_queryparser_set_default_op(xapc_queryparser *parser, xapc_op op,
                                     xapc_error **error) noexcept
{
    return attempt(error,
                   [&] { parser_of(parser).set_default_op(static_cast<Xapian::Query::op>(op)); });
}

bool xapc_queryparser_set_database(xapc_queryparser *parser, const xapc_database *db,
                                   xapc_error **error) noexcept
{
    return attempt(error, [&] { parser_of(parser).set_database(need(db, "database").db); });
}

bool xapc_queryparser_set_max_expansion(xapc_queryparser *parser, xapc_termcount max,
                                        xapc_wildcard_limit limit, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        xapc::need_known_flags(limit, 3);
        parser_of(parser).set_max_expansion(max, static_cast<int>(limit));
    });
}

bool xapc_queryparser_add_prefix(xapc_queryparser *parser, const char *field, const char *prefix,
                                 xapc_error **error) noexcept
{
    return attempt(error, [&] {
        parser_of(parser).add_prefix(string_or_empty(field), string_or_empty(prefix));
    });
}

bool xapc_queryparser_add_boolean_prefix(xapc_queryparser *parser, const char *field,
                                         const char *prefix, const char *grouping,
                                         xapc_error **error) noexcept
{
    return attempt(error, [&] {
        const std::string group = string_or_empty(grouping);
        parser_of(parser).add_boolean_prefix(string_or_empty(field), string_or_empty(prefix),
                                             grouping ? &group : nullptr);
    });
}

bool xapc_queryparser_add_range(xapc_queryparser *parser, xapc_range_kind kind, xapc_valueno slot,
                                const char *marker, unsigned flags, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        xapc::need_known_flags(flags, XAPC_RANGE_SUFFIX | XAPC_RANGE_REPEATED |
                                          XAPC_RANGE_DATE_PREFER_MDY);
        Xapian::QueryParser &target = parser_of(parser);
        Xapian::Internal::opt_intrusive_ptr<Xapian::RangeProcessor> range;
        range = new_range(kind, slot, string_or_empty(marker), flags);
        target.add_rangeprocessor(range.get());
    });
}

xapc_query *xapc_queryparser_parse_query(xapc_queryparser *parser, const char *text, size_t len,
                                         unsigned flags, const char *default_prefix,
                                         xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_query>(parser_of(parser).parse_query(
            bytes(text, len), flags, string_or_empty(default_prefix)));
    });
}

xapc_termiter *xapc_queryparser_stoplist(const xapc_queryparser *parser,
                                         xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(parser_of(parser).stoplist_begin()); });
}

xapc_termiter *xapc_queryparser_unstem(const xapc_queryparser *parser, const char *term, size_t len,
                                       xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_termiter(parser_of(parser).unstem_begin(bytes(term, len)));
    });
}

char *xapc_queryparser_get_corrected_query_string(const xapc_queryparser *parser, size_t *len,
                                                  xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::give(parser_of(parser).get_corrected_query_string(), len); });
}
