/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries. */
#include <memory>
#include <vector>

#include "guard.hh"
#include "handles.hh"

using xapc::bytes;
using xapc::give;
using xapc::make;
using xapc::need;
using Xapian::Query;

/* The C names stand for the same numbers. */
static_assert(XAPC_OP_AND == int(Query::OP_AND) && XAPC_OP_MAX == int(Query::OP_MAX) &&
                  XAPC_OP_WILDCARD == int(Query::OP_WILDCARD) &&
                  XAPC_OP_INVALID == int(Query::OP_INVALID) &&
                  XAPC_LEAF_TERM == int(Query::LEAF_TERM) &&
                  XAPC_LEAF_MATCH_NOTHING == int(Query::LEAF_MATCH_NOTHING),
              "xapc_op follows Xapian::Query::op");

namespace
{

const Query &query_of(const xapc_query *query)
{
    return need(query, "query").query;
}

xapc_query *wrap(const Query &query)
{
    return xapc::new_handle<xapc_query>(query);
}

/* A source of postings that the query owns. */
template <typename Source, typename Parameter> xapc_query *wrap_source(Parameter parameter)
{
    return wrap(Query((new Source(parameter))->release()));
}

/* What a C function says of each document. Clones share the function: Xapian makes one for each
 * place of the query in a match. */
class CallbackSource : public Xapian::PostingSource
{
  public:
    CallbackSource(xapc_docid_fn function, std::shared_ptr<xapc::UserData> user)
        : function_(function), user_(std::move(user))
    {
    }

    CallbackSource *clone() const override
    {
        return new CallbackSource(function_, user_);
    }

    void init(const Xapian::Database &database) override
    {
        count_ = database.get_doccount();
        last_ = database.get_lastdocid();
        docid_ = 0;
        at_end_ = last_ == 0;
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return 0;
    }

    /* As if it were everything: so it comes last in an AND, where it is only asked by check(). */
    Xapian::doccount get_termfreq_est() const override
    {
        return count_;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return count_;
    }

    void next(double) override
    {
        do
            at_end_ = docid_ == last_;
        while (!at_end_ && !accepts(++docid_));
    }

    void skip_to(Xapian::docid docid, double min_weight) override
    {
        if (docid <= docid_)
            return;
        docid_ = docid - 1;
        if (docid_ >= last_)
            at_end_ = true;
        else
            next(min_weight);
    }

    bool check(Xapian::docid docid, double) override
    {
        docid_ = docid;
        return accepts(docid);
    }

    bool at_end() const override
    {
        return at_end_;
    }

    Xapian::docid get_docid() const override
    {
        return docid_;
    }

    std::string get_description() const override
    {
        return "callback";
    }

  private:
    bool accepts(Xapian::docid docid) const
    {
        return xapc::callback_result(function_(docid, user_->get())) > 0;
    }

    xapc_docid_fn function_;
    std::shared_ptr<xapc::UserData> user_;
    Xapian::doccount count_ = 0;
    Xapian::docid docid_ = 0, last_ = 0;
    bool at_end_ = false;
};

/* An operator that takes a list of subqueries. */
Query::op list_operator(xapc_op op)
{
    switch (op) {
    case XAPC_OP_AND:
    case XAPC_OP_OR:
    case XAPC_OP_AND_NOT:
    case XAPC_OP_XOR:
    case XAPC_OP_AND_MAYBE:
    case XAPC_OP_FILTER:
    case XAPC_OP_NEAR:
    case XAPC_OP_PHRASE:
    case XAPC_OP_ELITE_SET:
    case XAPC_OP_SYNONYM:
    case XAPC_OP_MAX:
        return static_cast<Query::op>(op);
    default:
        throw Xapian::InvalidArgumentError("this operator does not combine a list of queries");
    }
}

int limit_type(xapc_wildcard_limit limit)
{
    switch (limit) {
    case XAPC_WILDCARD_LIMIT_ERROR:
        return Query::WILDCARD_LIMIT_ERROR;
    case XAPC_WILDCARD_LIMIT_FIRST:
        return Query::WILDCARD_LIMIT_FIRST;
    case XAPC_WILDCARD_LIMIT_MOST_FREQUENT:
        return Query::WILDCARD_LIMIT_MOST_FREQUENT;
    }
    throw Xapian::InvalidArgumentError("unknown kind of wildcard limit");
}

/* How the terms of a wildcard go together. */
Query::op wildcard_combiner(xapc_op op)
{
    if (op != XAPC_OP_SYNONYM && op != XAPC_OP_OR && op != XAPC_OP_MAX)
        throw Xapian::InvalidArgumentError("a wildcard combines by SYNONYM, OR or MAX");
    return static_cast<Query::op>(op);
}

} // namespace

/* ---- Leaves ---------------------------------------------------------------------------------- */

xapc_query *xapc_query_new_term(const char *term, size_t len, xapc_termcount wqf,
                                xapc_termpos position, xapc_error **error) noexcept
{
    return make(error, [&] { return wrap(Query(bytes(term, len), wqf, position)); });
}

xapc_query *xapc_query_new_match_all(xapc_error **error) noexcept
{
    /* Query::MatchAll is one object for all threads, with an unguarded reference count. */
    return make(error, [] { return wrap(Query(std::string())); });
}

xapc_query *xapc_query_new_match_nothing(xapc_error **error) noexcept
{
    return make(error, [] { return wrap(Query()); });
}

xapc_query *xapc_query_new_value_range(xapc_valueno slot, const char *lower, size_t lower_len,
                                       const char *upper, size_t upper_len,
                                       xapc_error **error) noexcept
{
    return make(error, [&] {
        return wrap(
            Query(Query::OP_VALUE_RANGE, slot, bytes(lower, lower_len), bytes(upper, upper_len)));
    });
}

xapc_query *xapc_query_new_value_ge(xapc_valueno slot, const char *limit, size_t len,
                                    xapc_error **error) noexcept
{
    return make(error, [&] { return wrap(Query(Query::OP_VALUE_GE, slot, bytes(limit, len))); });
}

xapc_query *xapc_query_new_value_le(xapc_valueno slot, const char *limit, size_t len,
                                    xapc_error **error) noexcept
{
    return make(error, [&] { return wrap(Query(Query::OP_VALUE_LE, slot, bytes(limit, len))); });
}

xapc_query *xapc_query_new_wildcard(const char *prefix, size_t len,
                                    const xapc_wildcard_options *options,
                                    xapc_error **error) noexcept
{
    return make(error, [&] {
        const xapc_wildcard_options wanted =
            xapc::options_or(options, xapc_wildcard_options(XAPC_WILDCARD_OPTIONS_INIT));
        return wrap(Query(Query::OP_WILDCARD, bytes(prefix, len), wanted.max_expansion,
                          limit_type(wanted.limit), wildcard_combiner(wanted.combiner)));
    });
}

xapc_query *xapc_query_new_fixed_weight(double weight, xapc_error **error) noexcept
{
    return make(error, [&] {
        if (!(weight >= 0))
            throw Xapian::InvalidArgumentError("a weight must not be below 0");
        return wrap_source<Xapian::FixedWeightPostingSource>(weight);
    });
}

xapc_query *xapc_query_new_value_weight(xapc_valueno slot, xapc_error **error) noexcept
{
    return make(error, [&] { return wrap_source<Xapian::ValueWeightPostingSource>(slot); });
}

xapc_query *xapc_query_new_callback(xapc_docid_fn function, void *user, xapc_destroy_fn destroy,
                                    xapc_error **error) noexcept
{
    return make(error, [&] {
        need(function, "function");
        auto shared = std::make_shared<xapc::UserData>(user);
        auto source = std::make_unique<CallbackSource>(function, shared);
        xapc_query *query = wrap(Query(source.release()->release()));
        shared->arm(destroy);
        return query;
    });
}

/* ---- Operators ------------------------------------------------------------------------------- */

xapc_query *xapc_query_new_combined(xapc_op op, const xapc_query *const *queries, size_t count,
                                    xapc_termcount parameter, xapc_error **error) noexcept
{
    return make(error, [&] {
        Query::op combiner = list_operator(op);
        std::vector<Query> parts;
        for (size_t i = 0; i < count; i++)
            parts.push_back(query_of(xapc::element(queries, i)));
        return wrap(Query(combiner, parts.begin(), parts.end(), parameter));
    });
}

xapc_query *xapc_query_new_combined_terms(xapc_op op, const xapc_bytes *terms, size_t count,
                                          xapc_termcount parameter, xapc_error **error) noexcept
{
    return make(error, [&] {
        Query::op combiner = list_operator(op);
        std::vector<std::string> parts;
        for (size_t i = 0; i < count; i++)
            parts.push_back(bytes(xapc::element(terms, i)));
        return wrap(Query(combiner, parts.begin(), parts.end(), parameter));
    });
}

xapc_query *xapc_query_new_pair(xapc_op op, const xapc_query *left, const xapc_query *right,
                                xapc_error **error) noexcept
{
    const xapc_query *both[] = {left, right};
    return xapc_query_new_combined(op, both, 2, 0, error);
}

xapc_query *xapc_query_new_scaled(double factor, const xapc_query *query,
                                  xapc_error **error) noexcept
{
    return make(error, [&] {
        if (!(factor >= 0))
            throw Xapian::InvalidArgumentError("a factor must not be below 0");
        return wrap(Query(factor, query_of(query)));
    });
}

xapc_query *xapc_query_copy(const xapc_query *query, xapc_error **error) noexcept
{
    return make(error, [&] { return wrap(query_of(query)); });
}

void xapc_query_free(xapc_query *query) noexcept
{
    delete query;
}

/* ---- Looking into one ------------------------------------------------------------------------ */

bool xapc_query_empty(const xapc_query *query) noexcept
{
    return !query || query->query.empty();
}

xapc_termcount xapc_query_get_length(const xapc_query *query) noexcept
{
    return query ? query->query.get_length() : 0;
}

xapc_op xapc_query_get_type(const xapc_query *query) noexcept
{
    return query ? static_cast<xapc_op>(query->query.get_type()) : XAPC_LEAF_MATCH_NOTHING;
}

size_t xapc_query_get_num_subqueries(const xapc_query *query) noexcept
{
    return query ? query->query.get_num_subqueries() : 0;
}

xapc_query *xapc_query_get_subquery(const xapc_query *query, size_t index,
                                    xapc_error **error) noexcept
{
    return make(error, [&] {
        if (index >= query_of(query).get_num_subqueries())
            throw Xapian::RangeError("no subquery " + std::to_string(index));
        return wrap(query_of(query).get_subquery(index));
    });
}

xapc_termiter *xapc_query_terms(const xapc_query *query, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(query_of(query).get_terms_begin()); });
}

xapc_termiter *xapc_query_unique_terms(const xapc_query *query, xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_termiter(query_of(query).get_unique_terms_begin()); });
}

char *xapc_query_get_description(const xapc_query *query, xapc_error **error) noexcept
{
    return make(error, [&] { return give(query_of(query).get_description(), nullptr); });
}

char *xapc_query_serialise(const xapc_query *query, size_t *len, xapc_error **error) noexcept
{
    return make(error, [&] { return give(query_of(query).serialise(), len); });
}

xapc_query *xapc_query_unserialise(const char *data, size_t len, xapc_error **error) noexcept
{
    return make(error, [&] { return wrap(Query::unserialise(bytes(data, len))); });
}
