/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents. */
#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::fetch;
using xapc::give;
using xapc::make;

namespace
{

Xapian::Document &document(xapc_document *doc)
{
    return xapc::need(doc, "document").doc;
}

const Xapian::Document &document(const xapc_document *doc)
{
    return xapc::need(doc, "document").doc;
}

} // namespace

xapc_document *xapc_document_new(xapc_error **error) noexcept
{
    return make(error, [] { return xapc::new_handle<xapc_document>(Xapian::Document()); });
}

void xapc_document_free(xapc_document *doc) noexcept
{
    delete doc;
}

xapc_docid xapc_document_get_docid(const xapc_document *doc) noexcept
{
    return doc ? doc->doc.get_docid() : 0;
}

/* ---- Data ------------------------------------------------------------------------------------ */

char *xapc_document_get_data(const xapc_document *doc, size_t *len, xapc_error **error) noexcept
{
    return make(error, [&] { return give(document(doc).get_data(), len); });
}

bool xapc_document_set_data(xapc_document *doc, const char *data, size_t len,
                            xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).set_data(bytes(data, len)); });
}

/* ---- Terms ----------------------------------------------------------------------------------- */

bool xapc_document_add_posting(xapc_document *doc, const char *term, size_t len,
                               xapc_termpos position, xapc_termcount wdf_inc,
                               xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).add_posting(bytes(term, len), position, wdf_inc); });
}

bool xapc_document_add_term(xapc_document *doc, const char *term, size_t len,
                            xapc_termcount wdf_inc, xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).add_term(bytes(term, len), wdf_inc); });
}

bool xapc_document_add_boolean_term(xapc_document *doc, const char *term, size_t len,
                                    xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).add_boolean_term(bytes(term, len)); });
}

bool xapc_document_remove_posting(xapc_document *doc, const char *term, size_t len,
                                  xapc_termpos position, xapc_termcount wdf_dec,
                                  xapc_error **error) noexcept
{
    return attempt(error,
                   [&] { document(doc).remove_posting(bytes(term, len), position, wdf_dec); });
}

bool xapc_document_remove_postings(xapc_document *doc, const char *term, size_t len,
                                   xapc_termpos first, xapc_termpos last, xapc_termcount wdf_dec,
                                   xapc_termpos *removed, xapc_error **error) noexcept
{
    return fetch(removed, error, [&] {
        return document(doc).remove_postings(bytes(term, len), first, last, wdf_dec);
    });
}

bool xapc_document_remove_term(xapc_document *doc, const char *term, size_t len,
                               xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).remove_term(bytes(term, len)); });
}

bool xapc_document_clear_terms(xapc_document *doc, xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).clear_terms(); });
}

bool xapc_document_termlist_count(const xapc_document *doc, xapc_termcount *count,
                                  xapc_error **error) noexcept
{
    return fetch(count, error, [&] { return document(doc).termlist_count(); });
}

xapc_termiter *xapc_document_termlist(const xapc_document *doc, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_termiter(document(doc).termlist_begin()); });
}

/* ---- Values ---------------------------------------------------------------------------------- */

bool xapc_document_add_value(xapc_document *doc, xapc_valueno slot, const char *value, size_t len,
                             xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).add_value(slot, bytes(value, len)); });
}

bool xapc_document_add_number(xapc_document *doc, xapc_valueno slot, double number,
                              xapc_error **error) noexcept
{
    return attempt(error,
                   [&] { document(doc).add_value(slot, Xapian::sortable_serialise(number)); });
}

char *xapc_document_get_value(const xapc_document *doc, xapc_valueno slot, size_t *len,
                              xapc_error **error) noexcept
{
    return make(error, [&] { return give(document(doc).get_value(slot), len); });
}

bool xapc_document_copy_value(const xapc_document *doc, xapc_valueno slot, char *buffer,
                              size_t size, size_t *len, xapc_error **error) noexcept
{
    return attempt(error, [&] {
        if (size)
            xapc::need(buffer, "buffer");
        std::string value = document(doc).get_value(slot);
        if (size)
            value.copy(buffer, size);
        if (len)
            *len = value.size();
    });
}

bool xapc_document_remove_value(xapc_document *doc, xapc_valueno slot, xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).remove_value(slot); });
}

bool xapc_document_clear_values(xapc_document *doc, xapc_error **error) noexcept
{
    return attempt(error, [&] { document(doc).clear_values(); });
}

bool xapc_document_values_count(const xapc_document *doc, xapc_termcount *count,
                                xapc_error **error) noexcept
{
    return fetch(count, error, [&] { return document(doc).values_count(); });
}

xapc_valueiter *xapc_document_values(const xapc_document *doc, xapc_error **error) noexcept
{
    return make(error, [&] { return xapc::new_valueiter(document(doc).values_begin(), false); });
}

/* ---- As bytes -------------------------------------------------------------------------------- */

char *xapc_document_serialise(const xapc_document *doc, size_t *len, xapc_error **error) noexcept
{
    return make(error, [&] { return give(document(doc).serialise(), len); });
}

xapc_document *xapc_document_unserialise(const char *data, size_t len, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_document>(Xapian::Document::unserialise(bytes(data, len)));
    });
}

char *xapc_document_get_description(const xapc_document *doc, xapc_error **error) noexcept
{
    return make(error, [&] { return give(document(doc).get_description(), nullptr); });
}
