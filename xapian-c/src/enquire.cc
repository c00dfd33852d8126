/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running queries; the weighting schemes are in weight.cc. */
#include <memory>

#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::make;
using xapc::need;

namespace
{

Xapian::Enquire &enquire_of(xapc_enquire *enquire)
{
    return need(enquire, "enquire").enquire;
}

const Xapian::Enquire &enquire_of(const xapc_enquire *enquire)
{
    return need(enquire, "enquire").enquire;
}

/* A match decider in C. */
class CallbackDecider : public Xapian::MatchDecider
{
  public:
    CallbackDecider(xapc_decider_fn function, void *user) : function_(function), user_(user)
    {
    }

    bool operator()(const Xapian::Document &doc) const override
    {
        const xapc_document lent{doc};
        return xapc::callback_result(function_(&lent, user_)) > 0;
    }

  private:
    xapc_decider_fn function_;
    void *user_;
};

/* An expand decider in C. */
class CallbackExpandDecider : public Xapian::ExpandDecider
{
  public:
    CallbackExpandDecider(xapc_expand_decider_fn function, void *user)
        : function_(function), user_(user)
    {
    }

    bool operator()(const std::string &term) const override
    {
        return xapc::callback_result(function_(term.c_str(), term.size(), user_)) > 0;
    }

  private:
    xapc_expand_decider_fn function_;
    void *user_;
};

/* A match spy in C. */
class CallbackSpy : public Xapian::MatchSpy
{
  public:
    CallbackSpy(xapc_matchspy_fn function, void *user) : function_(function), user_(user)
    {
    }

    void operator()(const Xapian::Document &doc, double weight) override
    {
        const xapc_document lent{doc};
        xapc::callback_result(function_(&lent, weight, user_.get()));
    }

    void arm(xapc_destroy_fn destroy) noexcept
    {
        user_.arm(destroy);
    }

  private:
    xapc_matchspy_fn function_;
    xapc::UserData user_;
};

const Xapian::ValueCountMatchSpy &counter_of(const xapc_matchspy *spy)
{
    if (!need(spy, "spy").counter)
        throw Xapian::InvalidOperationError("this spy does not count values");
    return *spy->counter;
}

xapc_eset *read_eset(const Xapian::ESet &eset)
{
    auto handle = std::make_unique<xapc_eset>();
    handle->ebound = eset.get_ebound();
    for (Xapian::ESetIterator it = eset.begin(); it != eset.end(); ++it)
        handle->terms.emplace_back(*it, it.get_weight());
    return handle.release();
}

using KeyMaker = Xapian::Internal::opt_intrusive_ptr<Xapian::MultiValueKeyMaker>;

KeyMaker key_maker(const xapc_sort_key *keys, size_t count)
{
    if (count == 0)
        throw Xapian::InvalidArgumentError("no value slots to sort by");
    auto *maker = new Xapian::MultiValueKeyMaker;
    maker->release();
    KeyMaker owned = maker;
    for (size_t i = 0; i < count; i++) {
        const xapc_sort_key &key = xapc::element(keys, i);
        maker->add_value(key.slot, key.reverse);
    }
    return owned;
}

Xapian::Enquire::docid_order order_of(xapc_docid_order order)
{
    switch (order) {
    case XAPC_DOCID_DESCENDING:
        return Xapian::Enquire::DESCENDING;
    case XAPC_DOCID_ASCENDING:
        return Xapian::Enquire::ASCENDING;
    case XAPC_DOCID_DONT_CARE:
        return Xapian::Enquire::DONT_CARE;
    }
    throw Xapian::InvalidArgumentError("unknown order of document ids");
}

} // namespace

xapc_enquire *xapc_enquire_new(const xapc_database *db, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_enquire>(Xapian::Enquire(need(db, "database").db));
    });
}

void xapc_enquire_free(xapc_enquire *enquire) noexcept
{
    delete enquire;
}

bool xapc_enquire_set_query(xapc_enquire *enquire, const xapc_query *query,
                            xapc_termcount query_length, xapc_error **error) noexcept
{
    return attempt(
        error, [&] { enquire_of(enquire).set_query(need(query, "query").query, query_length); });
}

xapc_query *xapc_enquire_get_query(const xapc_enquire *enquire, xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_handle<xapc_query>(enquire_of(enquire).get_query()); });
}

/* ---- Which hits, and in what order ----------------------------------------------------------- */

bool xapc_enquire_set_collapse_key(xapc_enquire *enquire, xapc_valueno slot, xapc_doccount max,
                                   xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).set_collapse_key(slot, max); });
}

bool xapc_enquire_set_cutoff(xapc_enquire *enquire, int percent, double weight,
                             xapc_error **error) noexcept
{
    return attempt(error, [&] {
        if (percent < 0 || percent > 100 || !(weight >= 0))
            throw Xapian::InvalidArgumentError("a cutoff is 0 to 100 percent, a weight 0 or more");
        enquire_of(enquire).set_cutoff(percent, weight);
    });
}

bool xapc_enquire_set_docid_order(xapc_enquire *enquire, xapc_docid_order order,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).set_docid_order(order_of(order)); });
}

bool xapc_enquire_set_sort_by_relevance(xapc_enquire *enquire, xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).set_sort_by_relevance(); });
}

bool xapc_enquire_set_sort_by_value(xapc_enquire *enquire, xapc_sort sort, xapc_valueno slot,
                                    bool reverse, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        Xapian::Enquire &target = enquire_of(enquire);
        switch (sort) {
        case XAPC_SORT_RELEVANCE:
            return target.set_sort_by_relevance();
        case XAPC_SORT_VALUE:
            return target.set_sort_by_value(slot, reverse);
        case XAPC_SORT_VALUE_THEN_RELEVANCE:
            return target.set_sort_by_value_then_relevance(slot, reverse);
        case XAPC_SORT_RELEVANCE_THEN_VALUE:
            return target.set_sort_by_relevance_then_value(slot, reverse);
        }
        throw Xapian::InvalidArgumentError("unknown sort");
    });
}

bool xapc_enquire_set_sort_by_values(xapc_enquire *enquire, xapc_sort sort,
                                     const xapc_sort_key *keys, size_t count,
                                     xapc_error **error) noexcept
{
    return attempt(error, [&] {
        Xapian::Enquire &target = enquire_of(enquire);
        const KeyMaker maker = key_maker(keys, count);
        switch (sort) {
        case XAPC_SORT_VALUE:
            return target.set_sort_by_key(maker.get(), false);
        case XAPC_SORT_VALUE_THEN_RELEVANCE:
            return target.set_sort_by_key_then_relevance(maker.get(), false);
        case XAPC_SORT_RELEVANCE_THEN_VALUE:
            return target.set_sort_by_relevance_then_key(maker.get(), false);
        case XAPC_SORT_RELEVANCE:
            break;
        }
        throw Xapian::InvalidArgumentError("this sort takes no value slots");
    });
}

bool xapc_enquire_set_time_limit(xapc_enquire *enquire, unsigned milliseconds,
                                 xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).set_time_limit(milliseconds / 1000.0); });
}

/* ---- Match spies ----------------------------------------------------------------------------- */

xapc_matchspy *xapc_matchspy_new(xapc_matchspy_fn function, void *user, xapc_destroy_fn destroy,
                                 xapc_error **error) noexcept
{
    return make(error, [&] {
        need(function, "function");
        auto spy = std::make_unique<CallbackSpy>(function, user);
        CallbackSpy *same = spy.get();
        xapc_matchspy *handle = xapc::share<xapc_matchspy>(std::move(spy));
        same->arm(destroy);
        return handle;
    });
}

xapc_matchspy *xapc_matchspy_new_value_count(xapc_valueno slot, xapc_error **error) noexcept
{
    return make(error, [&] {
        auto spy = std::make_unique<Xapian::ValueCountMatchSpy>(slot);
        Xapian::ValueCountMatchSpy *same = spy.get();
        return xapc::share<xapc_matchspy>(std::move(spy), same);
    });
}

void xapc_matchspy_free(xapc_matchspy *spy) noexcept
{
    delete spy;
}

size_t xapc_matchspy_get_total(const xapc_matchspy *spy) noexcept
{
    return spy && spy->counter ? spy->counter->get_total() : 0;
}

xapc_termiter *xapc_matchspy_values(const xapc_matchspy *spy, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(counter_of(spy).values_begin()); });
}

xapc_termiter *xapc_matchspy_top_values(const xapc_matchspy *spy, size_t max,
                                        xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(counter_of(spy).top_values_begin(max)); });
}

bool xapc_enquire_add_matchspy(xapc_enquire *enquire, xapc_matchspy *spy,
                               xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).add_matchspy(need(spy, "spy").spy.get()); });
}

bool xapc_enquire_clear_matchspies(xapc_enquire *enquire, xapc_error **error) noexcept
{
    return attempt(error, [&] { enquire_of(enquire).clear_matchspies(); });
}

/* ---- Running --------------------------------------------------------------------------------- */

xapc_mset *xapc_enquire_get_mset(const xapc_enquire *enquire, xapc_doccount first,
                                 xapc_doccount max_items, const xapc_match_options *options,
                                 xapc_error **error) noexcept
{
    return make(error, [&] {
        const xapc_match_options wanted =
            xapc::options_or(options, xapc_match_options(XAPC_MATCH_OPTIONS_INIT));
        const Xapian::RSet *rset = wanted.rset ? &wanted.rset->rset : nullptr;
        CallbackDecider decider(wanted.decider, wanted.decider_user);
        return xapc::new_handle<xapc_mset>(enquire_of(enquire).get_mset(
            first, max_items, wanted.check_at_least, rset, wanted.decider ? &decider : nullptr));
    });
}

xapc_termiter *xapc_enquire_matching_terms(const xapc_enquire *enquire, xapc_docid docid,
                                           xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_termiter(enquire_of(enquire).get_matching_terms_begin(docid));
    });
}

xapc_eset *xapc_enquire_get_eset(xapc_enquire *enquire, xapc_termcount max_items,
                                 const xapc_rset *rset, const xapc_expand_options *options,
                                 xapc_error **error) noexcept
{
    return make(error, [&] {
        const xapc_expand_options wanted =
            xapc::options_or(options, xapc_expand_options(XAPC_EXPAND_OPTIONS_INIT));
        int flags = 0;
        if (wanted.include_query_terms)
            flags |= Xapian::Enquire::INCLUDE_QUERY_TERMS;
        if (wanted.use_exact_termfreq)
            flags |= Xapian::Enquire::USE_EXACT_TERMFREQ;
        CallbackExpandDecider decider(wanted.decider, wanted.decider_user);
        Xapian::Enquire &source = enquire_of(enquire);
        source.set_expansion_scheme(&need(wanted.scheme, "scheme"), wanted.k);
        return read_eset(source.get_eset(max_items, need(rset, "relevance set").rset, flags,
                                         wanted.decider ? &decider : nullptr, wanted.min_weight));
    });
}

char *xapc_enquire_get_description(const xapc_enquire *enquire, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::give(enquire_of(enquire).get_description(), nullptr); });
}
