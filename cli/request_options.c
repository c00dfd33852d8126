/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "request_options.h"
#include "frontend/values.h"

void cb_request_options_init(CbRequestOptions *options)
{
    *options = (CbRequestOptions){.request = CB_REQUEST_INIT};
    options->municipalities = g_ptr_array_new_with_free_func(g_free);
    options->types = g_ptr_array_new_with_free_func(g_free);
    options->topics = g_ptr_array_new_with_free_func(g_free);
    options->analysis.rank = g_ptr_array_new_with_free_func(g_free);
}

void cb_request_options_clear(CbRequestOptions *options)
{
    g_ptr_array_unref(options->municipalities);
    g_ptr_array_unref(options->types);
    g_ptr_array_unref(options->topics);
    g_ptr_array_unref(options->analysis.rank);
    cb_thesaurus_unref(options->thesaurus);
}

/** A list that is finished has a NULL at its end. */
static gboolean has_any(const GPtrArray *words)
{
    return words->len > 0 && g_ptr_array_index(words, 0);
}

gboolean cb_request_has_filters(const CbRequestOptions *options)
{
    return has_any(options->municipalities) || has_any(options->types) ||
           has_any(options->topics) || options->years;
}

/** @words: char *. Returns: (nullable): them, each valid UTF-8, ended by NULL. */
static const char *const *finish_list(GPtrArray *words, const char *label, GError **error)
{
    for (guint i = 0; i < words->len; i++)
        if (!cb_value_text(label, g_ptr_array_index(words, i), error))
            return NULL;
    g_ptr_array_add(words, NULL);
    return (const char *const *)words->pdata;
}

gboolean cb_request_options_finish(CbRequestOptions *options, const char *text, GError **error)
{
    CbRequest *request = &options->request;

    request->text = text;
    return cb_value_text("søgningen", text, error) &&
           (!options->years || cb_value_years("--aar", options->years, &request->year_from,
                                              &request->year_to, error)) &&
           (request->municipalities = finish_list(options->municipalities, "--kommune", error)) &&
           (request->types = finish_list(options->types, "--type", error)) &&
           (request->topics = finish_list(options->topics, "--emne", error));
}

gboolean cb_request_options_bind(CbRequestOptions *options, CbIndex *index, GError **error)
{
    return cb_analysis_request(&options->analysis, index, &options->request, &options->thesaurus,
                               error);
}
