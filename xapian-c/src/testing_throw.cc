/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test hook: exceptions of every kind, thrown where those of libxapian are. */
#include <cerrno>
#include <new>
#include <stdexcept>
#include <string>

#include "guard.hh"
#include "testing.h"

namespace
{

/* Classes that Xapian does not have, below those it has. */
template <typename Base> class Unheard : public Base
{
  public:
    explicit Unheard(const char *name) : Base("what happened", "where", name, ENOENT)
    {
    }
};

template <typename Class> [[noreturn]] void throw_xapian()
{
    throw Class("what happened", "where", ENOENT);
}

constexpr struct {
    const char *name;
    void (*raise)();
} raisers[] = {
#define XAPIAN_CLASS(Class)                                                                        \
    {                                                                                              \
#Class, throw_xapian < Xapian::Class>                                                      \
    }
    XAPIAN_CLASS(AssertionError),
    XAPIAN_CLASS(InvalidArgumentError),
    XAPIAN_CLASS(InvalidOperationError),
    XAPIAN_CLASS(UnimplementedError),
    XAPIAN_CLASS(DatabaseError),
    XAPIAN_CLASS(DatabaseCorruptError),
    XAPIAN_CLASS(DatabaseCreateError),
    XAPIAN_CLASS(DatabaseLockError),
    XAPIAN_CLASS(DatabaseModifiedError),
    XAPIAN_CLASS(DatabaseClosedError),
    XAPIAN_CLASS(DatabaseOpeningError),
    XAPIAN_CLASS(DatabaseVersionError),
    XAPIAN_CLASS(DatabaseNotFoundError),
    XAPIAN_CLASS(DocNotFoundError),
    XAPIAN_CLASS(FeatureUnavailableError),
    XAPIAN_CLASS(InternalError),
    XAPIAN_CLASS(NetworkError),
    XAPIAN_CLASS(NetworkTimeoutError),
    XAPIAN_CLASS(QueryParserError),
    XAPIAN_CLASS(SerialisationError),
    XAPIAN_CLASS(RangeError),
    XAPIAN_CLASS(WildcardError),
#undef XAPIAN_CLASS
    /* Xapian keeps a byte in front of a type's name. */
    {"LogicError", [] { throw Unheard<Xapian::LogicError>(" LogicError"); }},
    {"RuntimeError", [] { throw Unheard<Xapian::RuntimeError>(" RuntimeError"); }},
    {"Error", [] { throw Unheard<Xapian::Error>(" Error"); }},
    {"std::bad_alloc", [] { throw std::bad_alloc(); }},
    {"std::runtime_error", [] { throw std::runtime_error("what happened"); }},
    {"CallbackStop", [] { throw xapc::CallbackStop{-7}; }},
    {"int", [] { throw 42; }},
};

} // namespace

bool xapc_testing_throw(const char *name, xapc_error **error) noexcept
{
    return xapc::attempt(error, [&] {
        for (const auto &raiser : raisers) {
            if (std::string(name) == raiser.name)
                raiser.raise();
        }
    });
}
