/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boundary: what every function of the API that can fail is wrapped in, and how arguments come
 * in and byte strings go out. Inside the guards code simply throws. */
#ifndef XAPIAN_C_SRC_GUARD_HH
#define XAPIAN_C_SRC_GUARD_HH

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include <xapian.h>

#include "error.hh"

namespace xapc
{

/** Store the exception that is being handled in `*error`, when the caller wants it. */
inline void report(xapc_error **error) noexcept
{
    if (error)
        *error = translate_current_exception();
}

/** Run a body that gives a pointer; NULL and an error when it throws. */
template <typename Body> auto make(xapc_error **error, Body &&body) noexcept -> decltype(body())
{
    try {
        return body();
    } catch (...) {
        report(error);
        return nullptr;
    }
}

/** Run a body that gives nothing; false and an error when it throws. */
template <typename Body> bool attempt(xapc_error **error, Body &&body) noexcept
{
    try {
        body();
        return true;
    } catch (...) {
        report(error);
        return false;
    }
}

/** Run a body that gives a number and store it; `*out` stays as it is when the body throws. */
template <typename Out, typename Body>
bool fetch(Out *out, xapc_error **error, Body &&body) noexcept
{
    return attempt(error, [&] {
        Out value = body();
        if (out)
            *out = value;
    });
}

/** A new handle, for the caller of the API to own. */
template <typename Handle, typename... Parts> Handle *new_handle(Parts &&...parts)
{
    return new Handle{std::forward<Parts>(parts)...};
}

/** The handle behind a pointer that must not be NULL; `what` names it in the message. */
template <typename Handle> Handle &need(Handle *handle, const char *what)
{
    if (!handle)
        throw Xapian::InvalidArgumentError(std::string(what) + " is NULL");
    return *handle;
}

/** An element of an array that is NULL only when it has none. */
template <typename Element> const Element &element(const Element *array, size_t index)
{
    return (&need(array, "array"))[index];
}

/** A byte string that came in, by the rules in xapian_c.h. */
inline std::string bytes(const char *data, size_t len)
{
    if (!data) {
        if (len != 0 && len != XAPC_NUL_TERMINATED)
            throw Xapian::InvalidArgumentError("NULL given as a string that is not empty");
        return std::string();
    }
    return len == XAPC_NUL_TERMINATED ? std::string(data) : std::string(data, len);
}

inline std::string bytes(const xapc_bytes &string)
{
    return bytes(string.data, string.len);
}

/** A byte string that goes out: a copy from malloc() with a NUL behind it. */
inline char *give(const std::string &string, size_t *len)
{
    auto *copy = static_cast<char *>(std::malloc(string.size() + 1));
    if (!copy)
        throw std::bad_alloc();
    std::memcpy(copy, string.c_str(), string.size() + 1);
    if (len)
        *len = string.size();
    return copy;
}

/** The options to use: the defaults, with as much on top as the caller's version of the structure
 * has. A size that is larger than ours comes from a newer header, one of 0 from a structure that
 * was not initialised. */
template <typename Options> Options options_or(const Options *given, const Options &defaults)
{
    static_assert(std::is_trivially_copyable<Options>::value, "options are plain C");
    Options result = defaults;
    if (given) {
        if (given->struct_size < sizeof(size_t) || given->struct_size > sizeof(Options))
            throw Xapian::InvalidArgumentError(
                "options were not set up with their _INIT macro, or for a newer xapian-c");
        std::memcpy(&result, given, given->struct_size);
    }
    return result;
}

/** Refuse flags that this function does not know. */
inline void need_known_flags(unsigned flags, unsigned known)
{
    if (flags & ~known)
        throw Xapian::InvalidArgumentError("unknown flags");
}

/** Something that a callback returned: pass it on, or stop. */
inline int callback_result(int result)
{
    if (result < 0)
        throw CallbackStop{result};
    return result;
}

} // namespace xapc

#endif
