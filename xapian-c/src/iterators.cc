/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Iterators.
 *
 * Xapian's iterators start on the first entry and are compared with an end; those of the C API
 * start before it and say themselves whether there is an entry. A Cursor makes the one into the
 * other. Xapian's `++` and `*` return copies and may throw, so a step reads the entry into the
 * handle once, and the functions that give it out cannot fail.
 */
#include <memory>

#include "guard.hh"
#include "handles.hh"

namespace
{

enum class State { before, on_entry, over, failed };

template <typename Iterator> class Cursor
{
  public:
    explicit Cursor(const Iterator &begin) : it_(begin)
    {
    }

    /** Step to the next entry; `read` is run on it. */
    template <typename Read> bool next(xapc_error **error, Read &&read) noexcept
    {
        return step(
            error,
            [this] {
                if (state_ == State::on_entry)
                    ++it_;
            },
            read);
    }

    /** Step forward with `skip`, which learns whether there is an entry already; it must not go
     *  backwards from one, as Xapian's own skip_to() does for some iterators. */
    template <typename Skip, typename Read>
    bool skip_to(xapc_error **error, Skip &&skip, Read &&read) noexcept
    {
        return step(
            error,
            [&] {
                if (it_ != Iterator())
                    skip(it_, on_entry());
            },
            read);
    }

    bool on_entry() const noexcept
    {
        return state_ == State::on_entry;
    }

    bool failed() const noexcept
    {
        return state_ == State::failed;
    }

    /** Xapian's iterator, to read more of the entry. */
    const Iterator &entry() const
    {
        if (!on_entry())
            throw Xapian::InvalidOperationError("the iterator does not stand on an entry");
        return it_;
    }

  private:
    template <typename Move, typename Read>
    bool step(xapc_error **error, Move &&move, Read &&read) noexcept
    {
        if (state_ == State::over || state_ == State::failed)
            return false;
        bool done = xapc::attempt(error, [&] {
            move();
            if (it_ != Iterator())
                read(it_);
        });
        if (!done)
            state_ = State::failed;
        else if (it_ == Iterator())
            state_ = State::over;
        else
            state_ = State::on_entry;
        return on_entry();
    }

    Iterator it_;
    State state_ = State::before;
};

} // namespace

struct xapc_termiter {
    Cursor<Xapian::TermIterator> cursor;
    std::string term;
};

struct xapc_postiter {
    Cursor<Xapian::PostingIterator> cursor;
    xapc_docid docid;
};

struct xapc_positer {
    Cursor<Xapian::PositionIterator> cursor;
    xapc_termpos position;
};

struct xapc_valueiter {
    Cursor<Xapian::ValueIterator> cursor;
    bool over_slot;
    xapc_valueno slot;
    xapc_docid docid;
    std::string value;
};

namespace xapc
{

xapc_termiter *new_termiter(const Xapian::TermIterator &begin)
{
    return new xapc_termiter{Cursor<Xapian::TermIterator>(begin), std::string()};
}

xapc_postiter *new_postiter(const Xapian::PostingIterator &begin)
{
    return new xapc_postiter{Cursor<Xapian::PostingIterator>(begin), 0};
}

xapc_positer *new_positer(const Xapian::PositionIterator &begin)
{
    return new xapc_positer{Cursor<Xapian::PositionIterator>(begin), 0};
}

xapc_valueiter *new_valueiter(const Xapian::ValueIterator &begin, bool over_slot)
{
    return new xapc_valueiter{Cursor<Xapian::ValueIterator>(begin), over_slot, XAPC_BAD_VALUENO, 0,
                              std::string()};
}

} // namespace xapc

using xapc::fetch;
using xapc::make;
using xapc::need;

/* ---- Terms ----------------------------------------------------------------------------------- */

void xapc_termiter_free(xapc_termiter *it) noexcept
{
    delete it;
}

bool xapc_termiter_next(xapc_termiter *it, xapc_error **error) noexcept
{
    return it && it->cursor.next(error, [it](auto &entry) { it->term = *entry; });
}

bool xapc_termiter_skip_to(xapc_termiter *it, const char *term, size_t len,
                           xapc_error **error) noexcept
{
    return it && it->cursor.skip_to(
                     error,
                     [&](auto &entry, bool on_entry) {
                         std::string target = xapc::bytes(term, len);
                         if (!on_entry || it->term < target)
                             entry.skip_to(target);
                     },
                     [it](auto &entry) { it->term = *entry; });
}

bool xapc_termiter_failed(const xapc_termiter *it) noexcept
{
    return it && it->cursor.failed();
}

const char *xapc_termiter_get_term(const xapc_termiter *it, size_t *len) noexcept
{
    if (!it || !it->cursor.on_entry())
        return nullptr;
    if (len)
        *len = it->term.size();
    return it->term.c_str();
}

bool xapc_termiter_get_wdf(const xapc_termiter *it, xapc_termcount *wdf,
                           xapc_error **error) noexcept
{
    return fetch(wdf, error, [&] { return need(it, "iterator").cursor.entry().get_wdf(); });
}

bool xapc_termiter_get_termfreq(const xapc_termiter *it, xapc_doccount *termfreq,
                                xapc_error **error) noexcept
{
    return fetch(termfreq, error,
                 [&] { return need(it, "iterator").cursor.entry().get_termfreq(); });
}

bool xapc_termiter_positionlist_count(const xapc_termiter *it, xapc_termcount *count,
                                      xapc_error **error) noexcept
{
    return fetch(count, error,
                 [&] { return need(it, "iterator").cursor.entry().positionlist_count(); });
}

xapc_positer *xapc_termiter_positionlist(const xapc_termiter *it, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_positer(need(it, "iterator").cursor.entry().positionlist_begin());
    });
}

/* ---- Postings -------------------------------------------------------------------------------- */

void xapc_postiter_free(xapc_postiter *it) noexcept
{
    delete it;
}

bool xapc_postiter_next(xapc_postiter *it, xapc_error **error) noexcept
{
    return it && it->cursor.next(error, [it](auto &entry) { it->docid = *entry; });
}

bool xapc_postiter_skip_to(xapc_postiter *it, xapc_docid docid, xapc_error **error) noexcept
{
    return it && it->cursor.skip_to(
                     error,
                     [&](auto &entry, bool on_entry) {
                         if (!on_entry || it->docid < docid)
                             entry.skip_to(docid);
                     },
                     [it](auto &entry) { it->docid = *entry; });
}

bool xapc_postiter_failed(const xapc_postiter *it) noexcept
{
    return it && it->cursor.failed();
}

xapc_docid xapc_postiter_get_docid(const xapc_postiter *it) noexcept
{
    return it && it->cursor.on_entry() ? it->docid : 0;
}

bool xapc_postiter_get_wdf(const xapc_postiter *it, xapc_termcount *wdf,
                           xapc_error **error) noexcept
{
    return fetch(wdf, error, [&] { return need(it, "iterator").cursor.entry().get_wdf(); });
}

bool xapc_postiter_get_doclength(const xapc_postiter *it, xapc_termcount *length,
                                 xapc_error **error) noexcept
{
    return fetch(length, error,
                 [&] { return need(it, "iterator").cursor.entry().get_doclength(); });
}

bool xapc_postiter_get_unique_terms(const xapc_postiter *it, xapc_termcount *count,
                                    xapc_error **error) noexcept
{
    return fetch(count, error,
                 [&] { return need(it, "iterator").cursor.entry().get_unique_terms(); });
}

xapc_positer *xapc_postiter_positionlist(const xapc_postiter *it, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_positer(need(it, "iterator").cursor.entry().positionlist_begin());
    });
}

/* ---- Positions ------------------------------------------------------------------------------- */

void xapc_positer_free(xapc_positer *it) noexcept
{
    delete it;
}

bool xapc_positer_next(xapc_positer *it, xapc_error **error) noexcept
{
    return it && it->cursor.next(error, [it](auto &entry) { it->position = *entry; });
}

bool xapc_positer_skip_to(xapc_positer *it, xapc_termpos position, xapc_error **error) noexcept
{
    return it && it->cursor.skip_to(
                     error,
                     [&](auto &entry, bool on_entry) {
                         if (!on_entry || it->position < position)
                             entry.skip_to(position);
                     },
                     [it](auto &entry) { it->position = *entry; });
}

bool xapc_positer_failed(const xapc_positer *it) noexcept
{
    return it && it->cursor.failed();
}

xapc_termpos xapc_positer_get_position(const xapc_positer *it) noexcept
{
    return it && it->cursor.on_entry() ? it->position : 0;
}

/* ---- Values ---------------------------------------------------------------------------------- */

namespace
{

void read_value(xapc_valueiter *it, const Xapian::ValueIterator &entry)
{
    it->value = *entry;
    it->slot = entry.get_valueno();
    it->docid = it->over_slot ? entry.get_docid() : 0;
}

} // namespace

void xapc_valueiter_free(xapc_valueiter *it) noexcept
{
    delete it;
}

bool xapc_valueiter_next(xapc_valueiter *it, xapc_error **error) noexcept
{
    return it && it->cursor.next(error, [it](auto &entry) { read_value(it, entry); });
}

bool xapc_valueiter_skip_to(xapc_valueiter *it, uint32_t docid_or_slot, xapc_error **error) noexcept
{
    return it && it->cursor.skip_to(
                     error,
                     [&](auto &entry, bool on_entry) {
                         if (!on_entry || (it->over_slot ? it->docid : it->slot) < docid_or_slot)
                             entry.skip_to(docid_or_slot);
                     },
                     [it](auto &entry) { read_value(it, entry); });
}

bool xapc_valueiter_failed(const xapc_valueiter *it) noexcept
{
    return it && it->cursor.failed();
}

const char *xapc_valueiter_get_value(const xapc_valueiter *it, size_t *len) noexcept
{
    if (!it || !it->cursor.on_entry())
        return nullptr;
    if (len)
        *len = it->value.size();
    return it->value.c_str();
}

xapc_valueno xapc_valueiter_get_valueno(const xapc_valueiter *it) noexcept
{
    return it && it->cursor.on_entry() ? it->slot : XAPC_BAD_VALUENO;
}

xapc_docid xapc_valueiter_get_docid(const xapc_valueiter *it) noexcept
{
    return it && it->cursor.on_entry() ? it->docid : 0;
}
