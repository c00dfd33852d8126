/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases open for writing. */
#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::fetch;
using xapc::make;
using xapc::need;

namespace
{

using Clock = std::chrono::steady_clock;

Xapian::WritableDatabase &database(xapc_writer *writer)
{
    return need(writer, "writer").db;
}

int flags_of(const xapc_writer_options &options)
{
    const unsigned known = XAPC_WRITER_NO_SYNC | XAPC_WRITER_FULL_SYNC | XAPC_WRITER_DANGEROUS |
                           XAPC_WRITER_NO_TERMLIST;
    xapc::need_known_flags(options.flags, known);
    xapc::need_known_flags(options.action, XAPC_OPEN);
    xapc::need_known_flags(options.backend, 0x700);
    return static_cast<int>(options.flags | options.action | options.backend);
}

/* Glass finds a term too long when it is half through a document, and then drops all changes since
 * the last commit; or, when it is its NUL bytes that make it too long, not before the commit. Here
 * it is found before anything is touched. */
void need_short(const std::string &term)
{
    /* A NUL byte takes two bytes in a key. */
    auto nuls = std::count(term.begin(), term.end(), '\0');
    if (term.size() + static_cast<size_t>(nuls) > XAPC_MAX_TERM_LENGTH)
        throw Xapian::InvalidArgumentError("term too long: " + term);
}

const Xapian::Document &storable(const xapc_document *document)
{
    const Xapian::Document &doc = need(document, "document").doc;
    for (Xapian::TermIterator it = doc.termlist_begin(); it != doc.termlist_end(); ++it)
        need_short(*it);
    return doc;
}

std::string short_bytes(const char *data, size_t len)
{
    std::string term = bytes(data, len);
    need_short(term);
    return term;
}

/* Xapian has one class for every failure to get the lock; only the message of the one that passes
 * by waiting ends like this. */
bool is_held_by_another(const Xapian::DatabaseLockError &error)
{
    const std::string reason = ": already locked";
    const std::string &message = error.get_msg();
    return message.size() >= reason.size() &&
           message.compare(message.size() - reason.size(), reason.size(), reason) == 0;
}

/* How long to sleep before the next try: a little longer each time, but never past the end. */
class Patience
{
  public:
    explicit Patience(unsigned milliseconds)
        : forever_(milliseconds == XAPC_WAIT_FOREVER),
          end_(Clock::now() + std::chrono::milliseconds(milliseconds))
    {
    }

    /** Sleep; false when there is no time left to try again. */
    bool wait()
    {
        Clock::time_point now = Clock::now();
        if (!forever_ && now >= end_)
            return false;
        Clock::duration nap = forever_ ? nap_ : std::min(nap_, end_ - now);
        std::this_thread::sleep_for(nap);
        nap_ = std::min<Clock::duration>(nap_ * 2, std::chrono::milliseconds(50));
        return true;
    }

  private:
    bool forever_;
    Clock::time_point end_;
    Clock::duration nap_ = std::chrono::milliseconds(2);
};

Xapian::WritableDatabase open_locked(const std::string &path, const xapc_writer_options &options)
{
    const int flags = flags_of(options);
    Patience patience(options.lock_wait_ms);
    for (;;) {
        try {
            return Xapian::WritableDatabase(path, flags, static_cast<int>(options.block_size));
        } catch (const Xapian::DatabaseLockError &error) {
            if (!is_held_by_another(error) || !patience.wait())
                throw;
        }
    }
}

} // namespace

/* ---- Opening --------------------------------------------------------------------------------- */

xapc_writer *xapc_writer_open(const char *path, const xapc_writer_options *options,
                              xapc_error **error) noexcept
{
    return make(error, [&] {
        const xapc_writer_options wanted =
            xapc::options_or(options, xapc_writer_options(XAPC_WRITER_OPTIONS_INIT));
        auto writer = std::make_unique<xapc_writer>();
        writer->db = open_locked(&need(path, "path"), wanted);
        writer->view.db = writer->db;
        return writer.release();
    });
}

bool xapc_writer_add_database(xapc_writer *writer, const xapc_writer *other,
                              xapc_error **error) noexcept
{
    return attempt(error, [&] {
        Xapian::WritableDatabase both = database(writer);
        both.add_database(need(other, "other writer").db);
        writer->view.db = both;
        writer->db = both;
    });
}

void xapc_writer_free(xapc_writer *writer) noexcept
{
    delete writer;
}

bool xapc_writer_close(xapc_writer *writer, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).close(); });
}

const xapc_database *xapc_writer_database(const xapc_writer *writer) noexcept
{
    return writer ? &writer->view : nullptr;
}

/* ---- Documents ------------------------------------------------------------------------------- */

bool xapc_writer_add_document(xapc_writer *writer, const xapc_document *doc, xapc_docid *docid,
                              xapc_error **error) noexcept
{
    return fetch(docid, error, [&] { return database(writer).add_document(storable(doc)); });
}

bool xapc_writer_replace_document(xapc_writer *writer, xapc_docid docid, const xapc_document *doc,
                                  xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).replace_document(docid, storable(doc)); });
}

bool xapc_writer_replace_document_by_term(xapc_writer *writer, const char *term, size_t len,
                                          const xapc_document *doc, xapc_docid *docid,
                                          xapc_error **error) noexcept
{
    return fetch(docid, error, [&] {
        return database(writer).replace_document(short_bytes(term, len), storable(doc));
    });
}

bool xapc_writer_delete_document(xapc_writer *writer, xapc_docid docid, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).delete_document(docid); });
}

bool xapc_writer_delete_document_by_term(xapc_writer *writer, const char *term, size_t len,
                                         xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).delete_document(short_bytes(term, len)); });
}

/* ---- Commits and transactions ---------------------------------------------------------------- */

bool xapc_writer_commit(xapc_writer *writer, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).commit(); });
}

bool xapc_writer_begin_transaction(xapc_writer *writer, bool flushed, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).begin_transaction(flushed); });
}

bool xapc_writer_commit_transaction(xapc_writer *writer, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).commit_transaction(); });
}

bool xapc_writer_cancel_transaction(xapc_writer *writer, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).cancel_transaction(); });
}

/* ---- Metadata, spelling, synonyms ------------------------------------------------------------ */

bool xapc_writer_set_metadata(xapc_writer *writer, const char *key, size_t key_len,
                              const char *value, size_t value_len, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        database(writer).set_metadata(bytes(key, key_len), bytes(value, value_len));
    });
}

bool xapc_writer_add_spelling(xapc_writer *writer, const char *word, size_t len,
                              xapc_termcount freq_inc, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).add_spelling(short_bytes(word, len), freq_inc); });
}

bool xapc_writer_remove_spelling(xapc_writer *writer, const char *word, size_t len,
                                 xapc_termcount freq_dec, xapc_error **error) noexcept
{
    return attempt(error,
                   [&] { database(writer).remove_spelling(short_bytes(word, len), freq_dec); });
}

bool xapc_writer_add_synonym(xapc_writer *writer, const char *term, size_t term_len,
                             const char *synonym, size_t synonym_len, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        database(writer).add_synonym(short_bytes(term, term_len),
                                     short_bytes(synonym, synonym_len));
    });
}

bool xapc_writer_remove_synonym(xapc_writer *writer, const char *term, size_t term_len,
                                const char *synonym, size_t synonym_len,
                                xapc_error **error) noexcept
{
    return attempt(error, [&] {
        database(writer).remove_synonym(short_bytes(term, term_len),
                                        short_bytes(synonym, synonym_len));
    });
}

bool xapc_writer_clear_synonyms(xapc_writer *writer, const char *term, size_t len,
                                xapc_error **error) noexcept
{
    return attempt(error, [&] { database(writer).clear_synonyms(short_bytes(term, len)); });
}

char *xapc_writer_get_description(const xapc_writer *writer, xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::give(need(writer, "writer").db.get_description(), nullptr); });
}
