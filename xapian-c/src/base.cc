/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions, memory, and numbers as values. */
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "guard.hh"
#include "handles.hh"

const char *xapc_version(void) noexcept
{
    return XAPC_VERSION;
}

const char *xapc_xapian_version(void) noexcept
{
    return Xapian::version_string();
}

bool xapc_xapian_at_least(int major, int minor, int revision) noexcept
{
    const int have[] = {Xapian::major_version(), Xapian::minor_version(), Xapian::revision()};
    const int want[] = {major, minor, revision};
    return !std::lexicographical_compare(have, have + 3, want, want + 3);
}

void xapc_free(void *memory) noexcept
{
    std::free(memory);
}

size_t xapc_sortable_serialise(double number, char buffer[XAPC_SORTABLE_SIZE]) noexcept
{
    return Xapian::sortable_serialise_(number, buffer);
}

double xapc_sortable_unserialise(const char *data, size_t len) noexcept
{
    if (!data)
        len = 0;
    else if (len == XAPC_NUL_TERMINATED)
        len = std::strlen(data);
    /* A number never takes more; so short a std::string is kept without allocating. */
    len = std::min(len, size_t(XAPC_SORTABLE_SIZE));
    return Xapian::sortable_unserialise(len ? std::string(data, len) : std::string());
}
