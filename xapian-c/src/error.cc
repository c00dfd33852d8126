/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one translator from C++ exceptions to xapc_error, and the functions that read an error.
 *
 * An error is a single block from malloc(), the structure followed by its strings, so that making
 * one needs one allocation; when even that fails a static error stands in, which
 * xapc_error_free() knows to leave alone.
 */
#include "error.hh"

#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <typeinfo>

#include <xapian.h>

struct xapc_error {
    xapc_code code;
    int callback_result;
    const char *type;
    const char *message;
    const char *context;
    const char *system_error; /* NULL when there is none */
    const char *description;
};

namespace
{

xapc_error no_memory = {XAPC_ERROR_NO_MEMORY,     0, "NoMemory", "out of memory", "", nullptr,
                        "NoMemory: out of memory"};

std::string describe(const char *type, const char *message, const char *context,
                     const char *system_error)
{
    std::string text = std::string(type) + ": " + message;
    if (*context)
        text += std::string(" (context: ") + context + ")";
    if (system_error)
        text += std::string(" (") + system_error + ")";
    return text;
}

/* Adds a string with its NUL; where it begins. */
size_t append(std::string *strings, const char *text)
{
    size_t begin = strings->size();
    strings->append(text, std::strlen(text) + 1);
    return begin;
}

xapc_error *make_error(xapc_code code, const char *type, const char *message,
                       const char *context = "", const char *system_error = nullptr)
{
    std::string strings;
    const size_t type_at = append(&strings, type);
    const size_t message_at = append(&strings, message);
    const size_t context_at = append(&strings, context);
    const size_t system_at = append(&strings, system_error ? system_error : "");
    const size_t description_at =
        append(&strings, describe(type, message, context, system_error).c_str());
    void *block = std::malloc(sizeof(xapc_error) + strings.size());
    if (!block)
        return &no_memory;
    char *begin = static_cast<char *>(block) + sizeof(xapc_error);
    std::memcpy(begin, strings.data(), strings.size());
    return new (block) xapc_error{code,
                                  0,
                                  begin + type_at,
                                  begin + message_at,
                                  begin + context_at,
                                  system_error ? begin + system_at : nullptr,
                                  begin + description_at};
}

xapc_error *from_xapian(const Xapian::Error &error, xapc_code code)
{
    return make_error(code, error.get_type(), error.get_msg().c_str(), error.get_context().c_str(),
                      error.get_error_string());
}

xapc_error *from_standard(const std::exception &error)
{
    const char *mangled = typeid(error).name();
    int status = 0;
    std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free);
    return make_error(XAPC_ERROR_STANDARD, name ? name.get() : mangled, error.what());
}

xapc_error *from_callback(int result)
{
    std::string message = "a callback returned " + std::to_string(result);
    xapc_error *error = make_error(XAPC_ERROR_CALLBACK, "CallbackError", message.c_str());
    if (error != &no_memory)
        error->callback_result = result;
    return error;
}

/* Rethrows what is being handled to find out what it is: derived classes before their bases. This
 * may itself throw std::bad_alloc while it copies strings. Every class that Xapian 1.4 declares is
 * here; Xapian::Error is not polymorphic, so the catch clause is the only way to know the type. */
xapc_error *classify()
{
#define XAPC_CATCH(Class, code)                                                                    \
    catch (const Xapian::Class &error)                                                             \
    {                                                                                              \
        return from_xapian(error, code);                                                           \
    }
    try {
        throw;
    } catch (const xapc::CallbackStop &stop) {
        return from_callback(stop.result);
    }
    XAPC_CATCH(AssertionError, XAPC_ERROR_ASSERTION)
    XAPC_CATCH(InvalidArgumentError, XAPC_ERROR_INVALID_ARGUMENT)
    XAPC_CATCH(InvalidOperationError, XAPC_ERROR_INVALID_OPERATION)
    XAPC_CATCH(UnimplementedError, XAPC_ERROR_UNIMPLEMENTED)
    XAPC_CATCH(LogicError, XAPC_ERROR_LOGIC)
    XAPC_CATCH(DatabaseCorruptError, XAPC_ERROR_DATABASE_CORRUPT)
    XAPC_CATCH(DatabaseCreateError, XAPC_ERROR_DATABASE_CREATE)
    XAPC_CATCH(DatabaseLockError, XAPC_ERROR_DATABASE_LOCK)
    XAPC_CATCH(DatabaseModifiedError, XAPC_ERROR_DATABASE_MODIFIED)
    XAPC_CATCH(DatabaseClosedError, XAPC_ERROR_DATABASE_CLOSED)
    XAPC_CATCH(DatabaseVersionError, XAPC_ERROR_DATABASE_VERSION)
    XAPC_CATCH(DatabaseNotFoundError, XAPC_ERROR_DATABASE_NOT_FOUND)
    XAPC_CATCH(DatabaseOpeningError, XAPC_ERROR_DATABASE_OPENING)
    XAPC_CATCH(DatabaseError, XAPC_ERROR_DATABASE)
    XAPC_CATCH(DocNotFoundError, XAPC_ERROR_DOC_NOT_FOUND)
    XAPC_CATCH(FeatureUnavailableError, XAPC_ERROR_FEATURE_UNAVAILABLE)
    XAPC_CATCH(InternalError, XAPC_ERROR_INTERNAL)
    XAPC_CATCH(NetworkTimeoutError, XAPC_ERROR_NETWORK_TIMEOUT)
    XAPC_CATCH(NetworkError, XAPC_ERROR_NETWORK)
    XAPC_CATCH(QueryParserError, XAPC_ERROR_QUERY_PARSER)
    XAPC_CATCH(SerialisationError, XAPC_ERROR_SERIALISATION)
    XAPC_CATCH(RangeError, XAPC_ERROR_RANGE)
    XAPC_CATCH(WildcardError, XAPC_ERROR_WILDCARD)
    XAPC_CATCH(RuntimeError, XAPC_ERROR_RUNTIME)
    XAPC_CATCH(Error, XAPC_ERROR_XAPIAN)
    catch (const std::bad_alloc &)
    {
        return &no_memory;
    }
    catch (const std::exception &error)
    {
        return from_standard(error);
    }
    catch (...)
    {
        return make_error(XAPC_ERROR_UNKNOWN, "UnknownException", "an unknown exception");
    }
#undef XAPC_CATCH
}

/* The class that a class is derived from; XAPC_OK for none. */
xapc_code base_of(xapc_code code)
{
    switch (code) {
    case XAPC_ERROR_ASSERTION:
    case XAPC_ERROR_INVALID_ARGUMENT:
    case XAPC_ERROR_INVALID_OPERATION:
    case XAPC_ERROR_UNIMPLEMENTED:
        return XAPC_ERROR_LOGIC;
    case XAPC_ERROR_DATABASE:
    case XAPC_ERROR_DOC_NOT_FOUND:
    case XAPC_ERROR_FEATURE_UNAVAILABLE:
    case XAPC_ERROR_INTERNAL:
    case XAPC_ERROR_NETWORK:
    case XAPC_ERROR_QUERY_PARSER:
    case XAPC_ERROR_SERIALISATION:
    case XAPC_ERROR_RANGE:
    case XAPC_ERROR_WILDCARD:
        return XAPC_ERROR_RUNTIME;
    case XAPC_ERROR_DATABASE_CORRUPT:
    case XAPC_ERROR_DATABASE_CREATE:
    case XAPC_ERROR_DATABASE_LOCK:
    case XAPC_ERROR_DATABASE_MODIFIED:
    case XAPC_ERROR_DATABASE_CLOSED:
    case XAPC_ERROR_DATABASE_OPENING:
        return XAPC_ERROR_DATABASE;
    case XAPC_ERROR_DATABASE_VERSION:
    case XAPC_ERROR_DATABASE_NOT_FOUND:
        return XAPC_ERROR_DATABASE_OPENING;
    case XAPC_ERROR_NETWORK_TIMEOUT:
        return XAPC_ERROR_NETWORK;
    case XAPC_ERROR_LOGIC:
    case XAPC_ERROR_RUNTIME:
        return XAPC_ERROR_XAPIAN;
    case XAPC_OK:
    case XAPC_ERROR_XAPIAN:
    case XAPC_ERROR_NO_MEMORY:
    case XAPC_ERROR_STANDARD:
    case XAPC_ERROR_CALLBACK:
    case XAPC_ERROR_UNKNOWN:
        break;
    }
    return XAPC_OK;
}

} // namespace

xapc_error *xapc::translate_current_exception() noexcept
{
    try {
        return classify();
    } catch (...) {
        return &no_memory;
    }
}

void xapc_error_free(xapc_error *error) noexcept
{
    if (error != &no_memory)
        std::free(error);
}

xapc_code xapc_error_code(const xapc_error *error) noexcept
{
    return error ? error->code : XAPC_OK;
}

bool xapc_error_is(const xapc_error *error, xapc_code code) noexcept
{
    xapc_code own = xapc_error_code(error);
    while (own != code && own != XAPC_OK)
        own = base_of(own);
    return own == code && (code != XAPC_OK || !error);
}

const char *xapc_error_message(const xapc_error *error) noexcept
{
    return error ? error->message : "";
}

const char *xapc_error_type(const xapc_error *error) noexcept
{
    return error ? error->type : "";
}

const char *xapc_error_context(const xapc_error *error) noexcept
{
    return error ? error->context : "";
}

const char *xapc_error_system_error(const xapc_error *error) noexcept
{
    return error ? error->system_error : nullptr;
}

const char *xapc_error_description(const xapc_error *error) noexcept
{
    return error ? error->description : "";
}

int xapc_error_callback_result(const xapc_error *error) noexcept
{
    return error ? error->callback_result : 0;
}
