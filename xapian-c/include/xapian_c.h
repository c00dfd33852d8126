/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file xapian_c.h
 * A C API for libxapian 1.4: include this one header.
 *
 * Every name follows one pattern, xapc_<type>_<Xapian's own method name>, so that Xapian's
 * documentation is easy to carry over: Xapian::Enquire::set_collapse_key() is
 * xapc_enquire_set_collapse_key(). The parts:
 *
 *   base.h        versions, errors, byte strings, numbers as sortable values
 *   iterators.h   terms, postings, positions, values
 *   document.h    what is put into a database and what comes out
 *   database.h    opening for reading, statistics, iteration, checking, compaction
 *   writer.h      opening for writing with a bounded wait for the lock, changes, transactions
 *   stem.h        stemmers (Xapian's and your own) and stop word lists
 *   query.h       query trees, every operator
 *   enquire.h     running a query: weighting, sorting, collapsing, deciders, spies
 *   results.h     match sets, relevance sets, expand sets
 *   text.h        Xapian's own TermGenerator and QueryParser
 *
 * ## Rules that hold for every function
 *
 * Ownership. What a `..._new`, `..._open`, `..._copy` or another function returning a pointer to
 * a handle gives you is yours: free it with the type's own `..._free`, which takes NULL too.
 * A `char *` is yours: free it with xapc_free(). A `const char *` is borrowed; its comment says
 * until when. Handles keep alive what they need: a match set may outlive the enquire and the
 * database handle it came from.
 *
 * Byte strings. Terms, values, data and keys are bytes with a length, not text; they may hold NUL.
 * A function takes them as `const char *data, size_t len`, where XAPC_NUL_TERMINATED as the length
 * means strlen(data), and NULL with length 0 (or XAPC_NUL_TERMINATED) is the empty string. Byte
 * strings given out, owned or borrowed, always have a NUL after their last byte that the length
 * does not count; the pointer for the length may be NULL. (Do not read that length in the argument
 * list that contains the call: C does not say which is done first.)
 *
 * Errors. A function that can fail takes `xapc_error **error` last and returns false or NULL when
 * it failed. It then stores a new error there that the caller owns (xapc_error_free()); whatever
 * `*error` held before is overwritten, not freed. `error` itself may be NULL. On success `*error`
 * is left as it was, and on failure every other output is left as it was. A function without that
 * argument cannot fail. Any function with it may report XAPC_ERROR_NO_MEMORY, and
 * XAPC_ERROR_INVALID_ARGUMENT for a NULL where a handle is needed; any function that reads a
 * database may report XAPC_ERROR_DATABASE_MODIFIED (see database.h), XAPC_ERROR_DATABASE_CORRUPT,
 * XAPC_ERROR_DATABASE_CLOSED, XAPC_ERROR_DATABASE for input and output errors and, for a remote
 * database, XAPC_ERROR_NETWORK and XAPC_ERROR_NETWORK_TIMEOUT. The comments name what comes on top.
 * There is no thread-local or global state.
 *
 * Threads. Xapian counts references without locking. A database handle and everything made from
 * it (documents, iterators, enquires, match sets) belong to one thread at a time; so do queries,
 * stemmers and other handles that were combined with each other. Two threads that search the same
 * index each open it for themselves (that is cheap) and build their own queries. Handles that have
 * nothing in common may be used at the same time, and a whole group may be handed to another
 * thread, with proper synchronisation. xapc_error, once made, belongs to nothing. A thread must not
 * be cancelled (pthread_cancel()) inside a call.
 *
 * Callbacks. They run on the calling thread, inside the call that needs them. They return an int:
 * negative means "stop", and the call then fails with XAPC_ERROR_CALLBACK, the number in
 * xapc_error_callback_result(). A callback must not longjmp out; a C++ exception that leaves one is
 * caught and reported like any other. It must not free handles that the running call uses.
 *
 * C++. The headers compile as C++ too; every function is `extern "C"` and `noexcept`.
 */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <xapian_c/base.h>
#include <xapian_c/database.h>
#include <xapian_c/document.h>
#include <xapian_c/enquire.h>
#include <xapian_c/iterators.h>
#include <xapian_c/query.h>
#include <xapian_c/results.h>
#include <xapian_c/stem.h>
#include <xapian_c/text.h>
#include <xapian_c/writer.h>

#endif
