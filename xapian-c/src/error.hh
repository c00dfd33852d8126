/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an exception becomes an xapc_error: thrown anywhere below, caught in guard.hh, translated in
 * error.cc, and nowhere else. */
#ifndef XAPIAN_C_SRC_ERROR_HH
#define XAPIAN_C_SRC_ERROR_HH

#include <xapian_c/base.h>

namespace xapc
{

/** Thrown when a callback asks to stop; carries what it returned. No std::exception, so that
 * nothing between here and the translator takes it for something else. */
struct CallbackStop {
    int result;
};

/** Translate the exception that is being handled. Only to be called in a catch block. Never NULL:
 * without memory it gives a static error. */
xapc_error *translate_current_exception() noexcept;

} // namespace xapc

#endif
