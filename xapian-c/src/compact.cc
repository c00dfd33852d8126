/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compaction. */
#include <vector>

#include "guard.hh"
#include "handles.hh"

namespace
{

/* Xapian 1.4 gives the key as it stands in the table, with two bytes in front. */
std::string plain_key(const std::string &key)
{
    const std::string front("\0\xc0", 2);
    return key.compare(0, front.size(), front) == 0 ? key.substr(front.size()) : key;
}

/* Passes what Xapian asks while it compacts on to the callbacks. */
class CallbackCompactor : public Xapian::Compactor
{
  public:
    explicit CallbackCompactor(const xapc_compact_options &options) : options_(options)
    {
    }

    void set_status(const std::string &table, const std::string &status) override
    {
        if (options_.status)
            xapc::callback_result(
                options_.status(table.c_str(), status.c_str(), options_.status_user));
    }

    std::string resolve_duplicate_metadata(const std::string &key, size_t count,
                                           const std::string values[]) override
    {
        if (!options_.resolve_metadata)
            return values[0];
        std::vector<xapc_bytes> lent;
        for (size_t i = 0; i < count; i++)
            lent.push_back(xapc_bytes{values[i].c_str(), values[i].size()});
        xapc_bytes chosen = lent[0];
        const std::string plain = plain_key(key);
        xapc::callback_result(options_.resolve_metadata(plain.c_str(), plain.size(), lent.data(),
                                                        count, &chosen, options_.resolve_user));
        return xapc::bytes(chosen);
    }

  private:
    const xapc_compact_options &options_;
};

unsigned flags_of(const xapc_compact_options &options)
{
    xapc::need_known_flags(options.level, XAPC_COMPACT_FULL | XAPC_COMPACT_FULLER);
    unsigned flags = options.level;
    if (options.no_renumber)
        flags |= Xapian::DBCOMPACT_NO_RENUMBER;
    if (options.multipass)
        flags |= Xapian::DBCOMPACT_MULTIPASS;
    if (options.single_file)
        flags |= Xapian::DBCOMPACT_SINGLE_FILE;
    return flags;
}

} // namespace

bool xapc_database_compact(xapc_database *db, const char *output,
                           const xapc_compact_options *options, xapc_error **error) noexcept
{
    return xapc::attempt(error, [&] {
        const xapc_compact_options wanted =
            xapc::options_or(options, xapc_compact_options(XAPC_COMPACT_OPTIONS_INIT));
        CallbackCompactor compactor(wanted);
        xapc::need(db, "database")
            .db.compact(&xapc::need(output, "output"), flags_of(wanted),
                        static_cast<int>(wanted.block_size), compactor);
    });
}
