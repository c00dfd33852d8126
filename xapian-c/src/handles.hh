/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is behind the opaque types: thin wraps of Xapian's own reference-counted handles. */
#ifndef XAPIAN_C_SRC_HANDLES_HH
#define XAPIAN_C_SRC_HANDLES_HH

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>
#include <xapian_c.h>

/* The C types stand for Xapian's, which a libxapian built with 64-bit ids has larger. */
static_assert(sizeof(xapc_docid) == sizeof(Xapian::docid), "libxapian uses 64-bit document ids");
static_assert(sizeof(xapc_termcount) == sizeof(Xapian::termcount),
              "libxapian uses 64-bit term counts");
static_assert(sizeof(xapc_termpos) == sizeof(Xapian::termpos), "libxapian uses 64-bit positions");
static_assert(sizeof(xapc_valueno) == sizeof(Xapian::valueno), "libxapian uses 64-bit slots");

struct xapc_database {
    Xapian::Database db;
};

struct xapc_writer {
    Xapian::WritableDatabase db;
    xapc_database view; /* the same database, for functions that read */
};

struct xapc_document {
    Xapian::Document doc;
};

struct xapc_query {
    Xapian::Query query;
};

struct xapc_enquire {
    Xapian::Enquire enquire;
};

struct xapc_mset {
    Xapian::MSet mset;
};

struct xapc_rset {
    Xapian::RSet rset;
};

struct xapc_eset {
    std::vector<std::pair<std::string, double>> terms; /* read out, so that they can be lent */
    Xapian::termcount ebound;
};

struct xapc_stem {
    Xapian::Stem stem;
};

struct xapc_stopper {
    Xapian::Internal::opt_intrusive_ptr<Xapian::Stopper> stopper;
    Xapian::SimpleStopper *words; /* the same object when it is a list, otherwise NULL */
};

struct xapc_matchspy {
    Xapian::Internal::opt_intrusive_ptr<Xapian::MatchSpy> spy;
    Xapian::ValueCountMatchSpy *counter; /* the same object when it counts, otherwise NULL */
};

struct xapc_termgenerator {
    Xapian::TermGenerator generator;
};

struct xapc_queryparser {
    Xapian::QueryParser parser;
};

namespace xapc
{

/* Iterators are made in many places; see iterators.cc. */
xapc_termiter *new_termiter(const Xapian::TermIterator &begin);
xapc_postiter *new_postiter(const Xapian::PostingIterator &begin);
xapc_positer *new_positer(const Xapian::PositionIterator &begin);
/* `over_slot`: the values of one slot, by document, rather than of one document, by slot. */
xapc_valueiter *new_valueiter(const Xapian::ValueIterator &begin, bool over_slot);

/** A user pointer with the function that ends its life; armed once nothing can fail any more. */
class UserData
{
  public:
    explicit UserData(void *user) noexcept : user_(user)
    {
    }
    ~UserData()
    {
        if (destroy_)
            destroy_(user_);
    }
    UserData(const UserData &) = delete;
    UserData &operator=(const UserData &) = delete;

    void *get() const noexcept
    {
        return user_;
    }
    void arm(xapc_destroy_fn destroy) noexcept
    {
        destroy_ = destroy;
    }

  private:
    void *user_;
    xapc_destroy_fn destroy_ = nullptr;
};

/** A handle that shares an object with whatever the object is given to: Xapian counts references to
 * it from here on. `known` is the same object as a class that only some of them are, or NULL. */
template <typename Handle, typename Object, typename Known = std::nullptr_t>
Handle *share(std::unique_ptr<Object> object, Known known = nullptr)
{
    return new Handle{object.release()->release(), known};
}

} // namespace xapc

#endif
