/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stemmers and stop words. */
#include <memory>

#include "guard.hh"
#include "handles.hh"

using xapc::attempt;
using xapc::bytes;
using xapc::give;
using xapc::make;
using xapc::need;

namespace
{

/* A stemmer in C. */
class CallbackStem : public Xapian::StemImplementation
{
  public:
    CallbackStem(xapc_stem_fn function, void *user, const char *name)
        : function_(function), name_(name ? name : "callback"), user_(user)
    {
    }

    std::string operator()(const std::string &word) override
    {
        size_t len = XAPC_NUL_TERMINATED;
        const char *stem = function_(word.c_str(), word.size(), &len, user_.get());
        if (!stem)
            throw xapc::CallbackStop{-1};
        return bytes(stem, len);
    }

    std::string get_description() const override
    {
        return name_;
    }

    void arm(xapc_destroy_fn destroy) noexcept
    {
        user_.arm(destroy);
    }

  private:
    xapc_stem_fn function_;
    std::string name_;
    xapc::UserData user_;
};

/* A stopper in C. */
class CallbackStopper : public Xapian::Stopper
{
  public:
    CallbackStopper(xapc_stopper_fn function, void *user) : function_(function), user_(user)
    {
    }

    bool operator()(const std::string &word) const override
    {
        return xapc::callback_result(function_(word.c_str(), word.size(), user_.get())) > 0;
    }

    void arm(xapc_destroy_fn destroy) noexcept
    {
        user_.arm(destroy);
    }

  private:
    xapc_stopper_fn function_;
    xapc::UserData user_;
};

} // namespace

/* ---- Stemmers -------------------------------------------------------------------------------- */

xapc_stem *xapc_stem_new(const char *language, xapc_error **error) noexcept
{
    return make(error, [&] {
        return xapc::new_handle<xapc_stem>(Xapian::Stem(std::string(&need(language, "language"))));
    });
}

xapc_stem *xapc_stem_new_callback(xapc_stem_fn function, void *user, xapc_destroy_fn destroy,
                                  const char *name, xapc_error **error) noexcept
{
    return make(error, [&] {
        need(function, "function");
        auto handle = std::make_unique<xapc_stem>();
        auto stem = std::make_unique<CallbackStem>(function, user, name);
        CallbackStem *same = stem.get();
        handle->stem = Xapian::Stem(stem.release());
        same->arm(destroy);
        return handle.release();
    });
}

void xapc_stem_free(xapc_stem *stem) noexcept
{
    delete stem;
}

char *xapc_stem_apply(const xapc_stem *stem, const char *word, size_t word_len, size_t *len,
                      xapc_error **error) noexcept
{
    return make(error,
                [&] { return give(need(stem, "stemmer").stem(bytes(word, word_len)), len); });
}

bool xapc_stem_is_none(const xapc_stem *stem) noexcept
{
    return !stem || stem->stem.is_none();
}

char *xapc_stem_get_available_languages(xapc_error **error) noexcept
{
    return make(error, [] { return give(Xapian::Stem::get_available_languages(), nullptr); });
}

char *xapc_stem_get_description(const xapc_stem *stem, xapc_error **error) noexcept
{
    return make(error, [&] { return give(need(stem, "stemmer").stem.get_description(), nullptr); });
}

/* ---- Stop words ------------------------------------------------------------------------------ */

xapc_stopper *xapc_stopper_new(const xapc_bytes *words, size_t count, xapc_error **error) noexcept
{
    return make(error, [&] {
        auto list = std::make_unique<Xapian::SimpleStopper>();
        for (size_t i = 0; i < count; i++)
            list->add(bytes(xapc::element(words, i)));
        Xapian::SimpleStopper *same = list.get();
        return xapc::share<xapc_stopper>(std::move(list), same);
    });
}

xapc_stopper *xapc_stopper_new_callback(xapc_stopper_fn function, void *user,
                                        xapc_destroy_fn destroy, xapc_error **error) noexcept
{
    return make(error, [&] {
        need(function, "function");
        auto stopper = std::make_unique<CallbackStopper>(function, user);
        CallbackStopper *same = stopper.get();
        xapc_stopper *handle = xapc::share<xapc_stopper>(std::move(stopper));
        same->arm(destroy);
        return handle;
    });
}

void xapc_stopper_free(xapc_stopper *stopper) noexcept
{
    delete stopper;
}

bool xapc_stopper_add(xapc_stopper *stopper, const char *word, size_t len,
                      xapc_error **error) noexcept
{
    return attempt(error, [&] {
        if (!need(stopper, "stopper").words)
            throw Xapian::InvalidOperationError("this stopper is not a list of words");
        stopper->words->add(bytes(word, len));
    });
}

bool xapc_stopper_is_stopword(const xapc_stopper *stopper, const char *word, size_t len,
                              bool *is_stopword, xapc_error **error) noexcept
{
    return xapc::fetch(is_stopword, error,
                       [&] { return (*need(stopper, "stopper").stopper)(bytes(word, len)); });
}
