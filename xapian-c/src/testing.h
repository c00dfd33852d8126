/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hooks for the tests; neither built into the library nor installed. */
#ifndef XAPIAN_C_SRC_TESTING_H
#define XAPIAN_C_SRC_TESTING_H

#include <xapian_c/base.h>

XAPC_BEGIN_DECLS

/** Throw inside the guard that every function of the API uses: a Xapian exception by its class
 * name, with the message "what happened", the context "where" and, as its cause, ENOENT;
 * "LogicError", "RuntimeError" and "Error" are classes of our own below those of Xapian;
 * "std::bad_alloc", "std::runtime_error", "CallbackStop" (with -7) and "int" are the others. True
 * when nothing is known by that name. */
bool xapc_testing_throw(const char *name, xapc_error **error) XAPC_NOEXCEPT;

/** Let the allocation by operator new that comes after `allowed` others, and all later ones, fail;
 * a negative number lets all succeed. False where operator new cannot be replaced. */
bool xapc_testing_limit_allocations(long allowed) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
