/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Match sets, relevance sets and expand sets. */
#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::fetch;
using xapc::give;
using xapc::make;
using xapc::need;

namespace
{

const Xapian::MSet &mset_of(const xapc_mset *mset)
{
    return need(mset, "match set").mset;
}

Xapian::MSetIterator item(const xapc_mset *mset, xapc_doccount index)
{
    const Xapian::MSet &set = mset_of(mset);
    if (index >= set.size())
        throw Xapian::RangeError("no item " + std::to_string(index) + " in a match set of " +
                                 std::to_string(set.size()));
    return set[index];
}

Xapian::RSet &rset_of(xapc_rset *rset)
{
    return need(rset, "relevance set").rset;
}

} // namespace

/* ---- Match sets ------------------------------------------------------------------------------ */

void xapc_mset_free(xapc_mset *mset) noexcept
{
    delete mset;
}

xapc_doccount xapc_mset_size(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.size() : 0;
}

xapc_doccount xapc_mset_get_firstitem(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_firstitem() : 0;
}

xapc_doccount xapc_mset_get_matches_lower_bound(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_matches_lower_bound() : 0;
}

xapc_doccount xapc_mset_get_matches_estimated(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_matches_estimated() : 0;
}

xapc_doccount xapc_mset_get_matches_upper_bound(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_matches_upper_bound() : 0;
}

xapc_doccount xapc_mset_get_uncollapsed_matches_lower_bound(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_uncollapsed_matches_lower_bound() : 0;
}

xapc_doccount xapc_mset_get_uncollapsed_matches_estimated(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_uncollapsed_matches_estimated() : 0;
}

xapc_doccount xapc_mset_get_uncollapsed_matches_upper_bound(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_uncollapsed_matches_upper_bound() : 0;
}

double xapc_mset_get_max_attained(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_max_attained() : 0;
}

double xapc_mset_get_max_possible(const xapc_mset *mset) noexcept
{
    return mset ? mset->mset.get_max_possible() : 0;
}

bool xapc_mset_get_termfreq(const xapc_mset *mset, const char *term, size_t len,
                            xapc_doccount *termfreq, xapc_error **error) noexcept
{
    return fetch(termfreq, error, [&] { return mset_of(mset).get_termfreq(bytes(term, len)); });
}

bool xapc_mset_get_termweight(const xapc_mset *mset, const char *term, size_t len, double *weight,
                              xapc_error **error) noexcept
{
    return fetch(weight, error, [&] { return mset_of(mset).get_termweight(bytes(term, len)); });
}

bool xapc_mset_convert_to_percent(const xapc_mset *mset, double weight, int *percent,
                                  xapc_error **error) noexcept
{
    return fetch(percent, error, [&] { return mset_of(mset).convert_to_percent(weight); });
}

bool xapc_mset_get_hit(const xapc_mset *mset, xapc_doccount index, xapc_hit *hit,
                       xapc_error **error) noexcept
{
    return fetch(hit, error, [&] {
        Xapian::MSetIterator it = item(mset, index);
        return xapc_hit{*it, it.get_weight(), it.get_percent(), it.get_rank(),
                        it.get_collapse_count()};
    });
}

xapc_docid xapc_mset_get_docid(const xapc_mset *mset, xapc_doccount index) noexcept
{
    return index < xapc_mset_size(mset) ? *mset->mset[index] : 0;
}

char *xapc_mset_get_collapse_key(const xapc_mset *mset, xapc_doccount index, size_t *len,
                                 xapc_error **error) noexcept
{
    return make(error, [&] { return give(item(mset, index).get_collapse_key(), len); });
}

char *xapc_mset_get_sort_key(const xapc_mset *mset, xapc_doccount index, size_t *len,
                             xapc_error **error) noexcept
{
    return make(error, [&] { return give(item(mset, index).get_sort_key(), len); });
}

xapc_document *xapc_mset_get_document(const xapc_mset *mset, xapc_doccount index,
                                      xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_handle<xapc_document>(item(mset, index).get_document()); });
}

bool xapc_mset_fetch(const xapc_mset *mset, xapc_error **error) noexcept
{
    return attempt(error, [&] { mset_of(mset).fetch(); });
}

char *xapc_mset_snippet(const xapc_mset *mset, const char *text, size_t text_len,
                        const xapc_snippet_options *options, size_t *len,
                        xapc_error **error) noexcept
{
    return make(error, [&] {
        const xapc_snippet_options wanted =
            xapc::options_or(options, xapc_snippet_options(XAPC_SNIPPET_OPTIONS_INIT));
        xapc::need_known_flags(wanted.flags,
                               XAPC_SNIPPET_BACKGROUND_MODEL | XAPC_SNIPPET_EXHAUSTIVE |
                                   XAPC_SNIPPET_EMPTY_WITHOUT_MATCH | XAPC_SNIPPET_CJK_NGRAM);
        Xapian::Stem stem = wanted.stem ? wanted.stem->stem : Xapian::Stem();
        return give(mset_of(mset).snippet(bytes(text, text_len), wanted.length, stem, wanted.flags,
                                          bytes(wanted.hi_start, XAPC_NUL_TERMINATED),
                                          bytes(wanted.hi_end, XAPC_NUL_TERMINATED),
                                          bytes(wanted.omit, XAPC_NUL_TERMINATED)),
                    len);
    });
}

char *xapc_mset_get_description(const xapc_mset *mset, xapc_error **error) noexcept
{
    return make(error, [&] { return give(mset_of(mset).get_description(), nullptr); });
}

/* ---- Relevance sets -------------------------------------------------------------------------- */

xapc_rset *xapc_rset_new(xapc_error **error) noexcept
{
    return make(error, [] { return xapc::new_handle<xapc_rset>(Xapian::RSet()); });
}

void xapc_rset_free(xapc_rset *rset) noexcept
{
    delete rset;
}

bool xapc_rset_add_document(xapc_rset *rset, xapc_docid docid, xapc_error **error) noexcept
{
    return attempt(error, [&] { rset_of(rset).add_document(docid); });
}

bool xapc_rset_remove_document(xapc_rset *rset, xapc_docid docid, xapc_error **error) noexcept
{
    return attempt(error, [&] { rset_of(rset).remove_document(docid); });
}

bool xapc_rset_contains(const xapc_rset *rset, xapc_docid docid) noexcept
{
    return rset && rset->rset.contains(docid);
}

xapc_doccount xapc_rset_size(const xapc_rset *rset) noexcept
{
    return rset ? rset->rset.size() : 0;
}

/* ---- Expand sets ----------------------------------------------------------------------------- */

void xapc_eset_free(xapc_eset *eset) noexcept
{
    delete eset;
}

xapc_termcount xapc_eset_size(const xapc_eset *eset) noexcept
{
    return eset ? static_cast<xapc_termcount>(eset->terms.size()) : 0;
}

xapc_termcount xapc_eset_get_ebound(const xapc_eset *eset) noexcept
{
    return eset ? eset->ebound : 0;
}

const char *xapc_eset_get_term(const xapc_eset *eset, xapc_termcount index, size_t *len) noexcept
{
    if (index >= xapc_eset_size(eset))
        return nullptr;
    const std::string &term = eset->terms[index].first;
    if (len)
        *len = term.size();
    return term.c_str();
}

double xapc_eset_get_weight(const xapc_eset *eset, xapc_termcount index) noexcept
{
    return index < xapc_eset_size(eset) ? eset->terms[index].second : 0;
}
