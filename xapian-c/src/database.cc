/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases open for reading. */
#include <memory>
#include <sstream>

#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::fetch;
using xapc::give;
using xapc::make;
using xapc::need;

namespace
{

Xapian::Database &database(xapc_database *db)
{
    return need(db, "database").db;
}

const Xapian::Database &database(const xapc_database *db)
{
    return need(db, "database").db;
}

} // namespace

/* ---- Opening --------------------------------------------------------------------------------- */

xapc_database *xapc_database_open(const char *path, xapc_backend backend,
                                  xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_database>(
            Xapian::Database(&need(path, "path"), static_cast<int>(backend)));
    });
}

xapc_database *xapc_database_open_fd(int fd, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_handle<xapc_database>(Xapian::Database(fd)); });
}

xapc_database *xapc_database_open_several(const char *const *paths, size_t count,
                                          xapc_error **error) noexcept
{
    return make(error, [&] {
        auto all = std::make_unique<xapc_database>();
        for (size_t i = 0; i < count; i++)
            all->db.add_database(Xapian::Database(&need(xapc::element(paths, i), "path")));
        return all.release();
    });
}

xapc_database *xapc_database_new(xapc_error **error) noexcept
{
    return make(error, [] { return xapc::new_handle<xapc_database>(Xapian::Database()); });
}

bool xapc_database_add_database(xapc_database *db, const xapc_database *other,
                                xapc_error **error) noexcept
{
    return attempt(error, [&] { database(db).add_database(database(other)); });
}

size_t xapc_database_size(const xapc_database *db) noexcept
{
    return db ? db->db.size() : 0;
}

void xapc_database_free(xapc_database *db) noexcept
{
    delete db;
}

bool xapc_database_reopen(xapc_database *db, bool *changed, xapc_error **error) noexcept
{
    return fetch(changed, error, [&] { return database(db).reopen(); });
}

bool xapc_database_close(xapc_database *db, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(db).close(); });
}

bool xapc_database_keep_alive(xapc_database *db, xapc_error **error) noexcept
{
    return attempt(error, [&] { database(db).keep_alive(); });
}

/* ---- The whole database ---------------------------------------------------------------------- */

bool xapc_database_get_doccount(const xapc_database *db, xapc_doccount *count,
                                xapc_error **error) noexcept
{
    return fetch(count, error, [&] { return database(db).get_doccount(); });
}

bool xapc_database_get_lastdocid(const xapc_database *db, xapc_docid *docid,
                                 xapc_error **error) noexcept
{
    return fetch(docid, error, [&] { return database(db).get_lastdocid(); });
}

bool xapc_database_get_average_length(const xapc_database *db, double *length,
                                      xapc_error **error) noexcept
{
    return fetch(length, error, [&] { return database(db).get_average_length(); });
}

bool xapc_database_get_total_length(const xapc_database *db, uint64_t *length,
                                    xapc_error **error) noexcept
{
    return fetch(length, error, [&] { return database(db).get_total_length(); });
}

bool xapc_database_get_doclength_lower_bound(const xapc_database *db, xapc_termcount *length,
                                             xapc_error **error) noexcept
{
    return fetch(length, error, [&] { return database(db).get_doclength_lower_bound(); });
}

bool xapc_database_get_doclength_upper_bound(const xapc_database *db, xapc_termcount *length,
                                             xapc_error **error) noexcept
{
    return fetch(length, error, [&] { return database(db).get_doclength_upper_bound(); });
}

bool xapc_database_has_positions(const xapc_database *db, bool *has_positions,
                                 xapc_error **error) noexcept
{
    return fetch(has_positions, error, [&] { return database(db).has_positions(); });
}

bool xapc_database_locked(const xapc_database *db, bool *locked, xapc_error **error) noexcept
{
    return fetch(locked, error, [&] { return database(db).locked(); });
}

char *xapc_database_get_uuid(const xapc_database *db, xapc_error **error) noexcept
{
    return make(error, [&] { return give(database(db).get_uuid(), nullptr); });
}

bool xapc_database_get_revision(const xapc_database *db, uint64_t *revision,
                                xapc_error **error) noexcept
{
    return fetch(revision, error, [&] { return database(db).get_revision(); });
}

char *xapc_database_get_description(const xapc_database *db, xapc_error **error) noexcept
{
    return make(error, [&] { return give(database(db).get_description(), nullptr); });
}

/* ---- Documents ------------------------------------------------------------------------------- */

xapc_document *xapc_database_get_document(const xapc_database *db, xapc_docid docid,
                                          bool assume_valid, xapc_error **error) noexcept
{
    return make(error, [&] {
        unsigned flags = assume_valid ? Xapian::DOC_ASSUME_VALID : 0;
        return xapc::new_handle<xapc_document>(database(db).get_document(docid, flags));
    });
}

bool xapc_database_get_doclength(const xapc_database *db, xapc_docid docid, xapc_termcount *length,
                                 xapc_error **error) noexcept
{
    return fetch(length, error, [&] { return database(db).get_doclength(docid); });
}

bool xapc_database_get_unique_terms(const xapc_database *db, xapc_docid docid,
                                    xapc_termcount *count, xapc_error **error) noexcept
{
    return fetch(count, error, [&] { return database(db).get_unique_terms(docid); });
}

xapc_termiter *xapc_database_termlist(const xapc_database *db, xapc_docid docid,
                                      xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(database(db).termlist_begin(docid)); });
}

xapc_positer *xapc_database_positionlist(const xapc_database *db, xapc_docid docid,
                                         const char *term, size_t len, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_positer(database(db).positionlist_begin(docid, bytes(term, len)));
    });
}

/* ---- Terms ----------------------------------------------------------------------------------- */

bool xapc_database_term_exists(const xapc_database *db, const char *term, size_t len, bool *exists,
                               xapc_error **error) noexcept
{
    return fetch(exists, error, [&] { return database(db).term_exists(bytes(term, len)); });
}

bool xapc_database_get_termfreq(const xapc_database *db, const char *term, size_t len,
                                xapc_doccount *termfreq, xapc_error **error) noexcept
{
    return fetch(termfreq, error, [&] { return database(db).get_termfreq(bytes(term, len)); });
}

bool xapc_database_get_collection_freq(const xapc_database *db, const char *term, size_t len,
                                       xapc_termcount *freq, xapc_error **error) noexcept
{
    return fetch(freq, error, [&] { return database(db).get_collection_freq(bytes(term, len)); });
}

bool xapc_database_get_wdf_upper_bound(const xapc_database *db, const char *term, size_t len,
                                       xapc_termcount *wdf, xapc_error **error) noexcept
{
    return fetch(wdf, error, [&] { return database(db).get_wdf_upper_bound(bytes(term, len)); });
}

xapc_termiter *xapc_database_allterms(const xapc_database *db, const char *prefix, size_t len,
                                      xapc_error **error) noexcept
{
    return make(
        error, [&] { return xapc::new_termiter(database(db).allterms_begin(bytes(prefix, len))); });
}

xapc_postiter *xapc_database_postlist(const xapc_database *db, const char *term, size_t len,
                                      xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_postiter(database(db).postlist_begin(bytes(term, len))); });
}

/* ---- Values ---------------------------------------------------------------------------------- */

bool xapc_database_get_value_freq(const xapc_database *db, xapc_valueno slot, xapc_doccount *freq,
                                  xapc_error **error) noexcept
{
    return fetch(freq, error, [&] { return database(db).get_value_freq(slot); });
}

char *xapc_database_get_value_lower_bound(const xapc_database *db, xapc_valueno slot, size_t *len,
                                          xapc_error **error) noexcept
{
    return make(error, [&] { return give(database(db).get_value_lower_bound(slot), len); });
}

char *xapc_database_get_value_upper_bound(const xapc_database *db, xapc_valueno slot, size_t *len,
                                          xapc_error **error) noexcept
{
    return make(error, [&] { return give(database(db).get_value_upper_bound(slot), len); });
}

xapc_valueiter *xapc_database_valuestream(const xapc_database *db, xapc_valueno slot,
                                          xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_valueiter(database(db).valuestream_begin(slot), true); });
}

/* ---- Metadata, spelling, synonyms ------------------------------------------------------------ */

char *xapc_database_get_metadata(const xapc_database *db, const char *key, size_t key_len,
                                 size_t *len, xapc_error **error) noexcept
{
    return make(error, [&] { return give(database(db).get_metadata(bytes(key, key_len)), len); });
}

xapc_termiter *xapc_database_metadata_keys(const xapc_database *db, const char *prefix, size_t len,
                                           xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_termiter(database(db).metadata_keys_begin(bytes(prefix, len)));
    });
}

char *xapc_database_get_spelling_suggestion(const xapc_database *db, const char *word,
                                            size_t word_len, unsigned max_edits, size_t *len,
                                            xapc_error **error) noexcept
{
    return make(error, [&] {
        return give(database(db).get_spelling_suggestion(bytes(word, word_len), max_edits), len);
    });
}

xapc_termiter *xapc_database_spellings(const xapc_database *db, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(database(db).spellings_begin()); });
}

xapc_termiter *xapc_database_synonyms(const xapc_database *db, const char *term, size_t len,
                                      xapc_error **error) noexcept
{
    return make(error,
                [&] { return xapc::new_termiter(database(db).synonyms_begin(bytes(term, len))); });
}

xapc_termiter *xapc_database_synonym_keys(const xapc_database *db, const char *prefix, size_t len,
                                          xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_termiter(database(db).synonym_keys_begin(bytes(prefix, len)));
    });
}

/* ---- Checking -------------------------------------------------------------------------------- */

bool xapc_database_check(const char *path, unsigned options, size_t *errors, char **report,
                         xapc_error **error) noexcept
{
    return attempt(error, [&] {
        xapc::need_known_flags(options, XAPC_CHECK_SHORT_TREE | XAPC_CHECK_FULL_TREE |
                                            XAPC_CHECK_SHOW_FREELIST | XAPC_CHECK_SHOW_STATS |
                                            XAPC_CHECK_FIX);
        std::ostringstream text;
        size_t found = Xapian::Database::check(&need(path, "path"), static_cast<int>(options),
                                               report ? &text : nullptr);
        if (report)
            *report = give(text.str(), nullptr);
        if (errors)
            *errors = found;
    });
}
