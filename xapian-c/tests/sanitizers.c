/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the address sanitizer is not to report, because libxapian 1.4.22 does it; part of every test
 * program, read only by the sanitizer's runtime. */

const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

/* Database::check() frees an object as one of another size. */
const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}

const char *__lsan_default_suppressions(void)
{
#ifdef XAPC_TEST_LIBXAPIAN_FORGETS
    /* Out of memory, and when a compaction is stopped, libxapian forgets some of what it had. */
    return "leak:libxapian.so";
#else
    /* So it does when a match ends with an exception, or a query cannot be unserialised. */
    return "leak:Xapian::BM25Weight::clone\n"
           "leak:Xapian::Query::Internal::unserialise\n";
#endif
}
