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
#ifdef XAPC_TEST_MEMORY
    /* Out of memory, libxapian forgets some of what it was making. */
    return "leak:libxapian.so";
#else
    /* So do a compaction and a match that end with an exception, and a query that cannot be
     * unserialised. */
    return "leak:Xapian::Database::compact_\n"
           "leak:Xapian::BM25Weight::clone\n"
           "leak:Xapian::Query::Internal::unserialise\n";
#endif
}
