/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test hook: replaces operator new for the whole process, libxapian included, by one that fails
 * when it is told to. */
#include <cstdlib>
#include <new>

#include "testing.h"

/* The thread sanitizer has an operator new of its own. */
#if defined(__SANITIZE_THREAD__)
#define XAPC_FIXED_NEW
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define XAPC_FIXED_NEW
#endif
#endif

#ifdef XAPC_FIXED_NEW

bool xapc_testing_limit_allocations(long) noexcept
{
    return false;
}

#else

namespace
{

long limit = -1;
long count = 0;

} // namespace

void *operator new(std::size_t size)
{
    if (limit >= 0 && count >= limit)
        throw std::bad_alloc();
    count++;
    void *memory = std::malloc(size ? size : 1);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

bool xapc_testing_limit_allocations(long allowed) noexcept
{
    limit = allowed;
    count = 0;
    return true;
}

#endif
