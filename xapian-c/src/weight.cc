/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighting schemes. Xapian silently moves most parameters into their range; a caller's mistake is
 * reported here instead. */
#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::options_or;

namespace
{

void need_not_negative(double parameter, const char *name)
{
    if (!(parameter >= 0))
        throw Xapian::InvalidArgumentError(std::string(name) + " must not be below 0");
}

/* The five parameters that BM25 and BM25+ share. */
template <typename Options> void check_bm25(const Options &options)
{
    need_not_negative(options.k1, "k1");
    need_not_negative(options.k2, "k2");
    need_not_negative(options.k3, "k3");
    need_not_negative(options.min_normlen, "min_normlen");
    if (!(options.b >= 0 && options.b <= 1))
        throw Xapian::InvalidArgumentError("b must be 0 to 1");
}

void set_weight(xapc_enquire *enquire, const Xapian::Weight &weight)
{
    xapc::need(enquire, "enquire").enquire.set_weighting_scheme(weight);
}

Xapian::Weight::type_smoothing smoothing_of(xapc_lm_smoothing smoothing)
{
    switch (smoothing) {
    case XAPC_LM_TWO_STAGE:
        return Xapian::Weight::TWO_STAGE_SMOOTHING;
    case XAPC_LM_DIRICHLET:
        return Xapian::Weight::DIRICHLET_SMOOTHING;
    case XAPC_LM_ABSOLUTE_DISCOUNT:
        return Xapian::Weight::ABSOLUTE_DISCOUNT_SMOOTHING;
    case XAPC_LM_JELINEK_MERCER:
        return Xapian::Weight::JELINEK_MERCER_SMOOTHING;
    case XAPC_LM_DIRICHLET_PLUS:
        return Xapian::Weight::DIRICHLET_PLUS_SMOOTHING;
    }
    throw Xapian::InvalidArgumentError("unknown kind of smoothing");
}

/* Xapian's default for smoothing1 suits the kinds that mix two models, where it is a share; the
 * Dirichlet ones want a number of words. */
double smoothing1_of(const xapc_lm_options &options)
{
    if (options.smoothing1 >= 0)
        return options.smoothing1;
    return options.smoothing == XAPC_LM_DIRICHLET || options.smoothing == XAPC_LM_DIRICHLET_PLUS
               ? 2000.0
               : 0.7;
}

} // namespace

bool xapc_enquire_set_weight_bm25(xapc_enquire *enquire, const xapc_bm25_options *options,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] {
        const auto wanted = options_or(options, xapc_bm25_options(XAPC_BM25_OPTIONS_INIT));
        check_bm25(wanted);
        set_weight(enquire, Xapian::BM25Weight(wanted.k1, wanted.k2, wanted.k3, wanted.b,
                                               wanted.min_normlen));
    });
}

bool xapc_enquire_set_weight_bm25plus(xapc_enquire *enquire, const xapc_bm25plus_options *options,
                                      xapc_error **error) noexcept
{
    return attempt(error, [&] {
        const auto wanted = options_or(options, xapc_bm25plus_options(XAPC_BM25PLUS_OPTIONS_INIT));
        check_bm25(wanted);
        need_not_negative(wanted.delta, "delta");
        set_weight(enquire, Xapian::BM25PlusWeight(wanted.k1, wanted.k2, wanted.k3, wanted.b,
                                                   wanted.min_normlen, wanted.delta));
    });
}

bool xapc_enquire_set_weight_trad(xapc_enquire *enquire, double k, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        need_not_negative(k, "k");
        set_weight(enquire, Xapian::TradWeight(k));
    });
}

bool xapc_enquire_set_weight_bool(xapc_enquire *enquire, xapc_error **error) noexcept
{
    return attempt(error, [&] { set_weight(enquire, Xapian::BoolWeight()); });
}

bool xapc_enquire_set_weight_coord(xapc_enquire *enquire, xapc_error **error) noexcept
{
    return attempt(error, [&] { set_weight(enquire, Xapian::CoordWeight()); });
}

bool xapc_enquire_set_weight_tfidf(xapc_enquire *enquire, const char *normalizations,
                                   xapc_error **error) noexcept
{
    return attempt(error, [&] {
        set_weight(enquire, Xapian::TfIdfWeight(normalizations ? normalizations : "ntn"));
    });
}

bool xapc_enquire_set_weight_dfr(xapc_enquire *enquire, xapc_dfr model, double c,
                                 xapc_error **error) noexcept
{
    return attempt(error, [&] {
        switch (model) {
        case XAPC_DFR_INL2:
            return set_weight(enquire, Xapian::InL2Weight(c));
        case XAPC_DFR_IFB2:
            return set_weight(enquire, Xapian::IfB2Weight(c));
        case XAPC_DFR_INEB2:
            return set_weight(enquire, Xapian::IneB2Weight(c));
        case XAPC_DFR_BB2:
            return set_weight(enquire, Xapian::BB2Weight(c));
        case XAPC_DFR_PL2:
            return set_weight(enquire, Xapian::PL2Weight(c));
        case XAPC_DFR_DLH:
            return set_weight(enquire, Xapian::DLHWeight());
        case XAPC_DFR_DPH:
            return set_weight(enquire, Xapian::DPHWeight());
        }
        throw Xapian::InvalidArgumentError("unknown divergence-from-randomness model");
    });
}

bool xapc_enquire_set_weight_lm(xapc_enquire *enquire, const xapc_lm_options *options,
                                xapc_error **error) noexcept
{
    return attempt(error, [&] {
        const auto wanted = options_or(options, xapc_lm_options(XAPC_LM_OPTIONS_INIT));
        set_weight(enquire, Xapian::LMWeight(wanted.log_clamp, smoothing_of(wanted.smoothing),
                                             smoothing1_of(wanted), wanted.smoothing2));
    });
}
