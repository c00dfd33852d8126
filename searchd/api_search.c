/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GET /v1/search: parameters into a request, the request into an answer.
 *
 * A parameter that is not known is refused, as is one given twice that can have one value only: an
 * answer that left out a filter because of a slip of the pen would be wrong without anybody seeing
 * it. A parameter without a value counts as not given, as forms send their empty fields too.
 */
#include "api.h"
#include "frontend/values.h"

#include <casebank/error.h>
#include <casebank/search.h>
#include <string.h>

typedef struct {
    CbRequest request;
    gboolean no_thesaurus;
    CbThesaurus *thesaurus;                     /* what the request borrows */
    GPtrArray *municipalities, *types, *topics; /* char *, borrowed from the target */
    guint given;                                /* bits: parameters that were given */
} Search;

static void search_init(Search *search)
{
    *search = (Search){.request = CB_REQUEST_INIT,
                       .municipalities = g_ptr_array_new(),
                       .types = g_ptr_array_new(),
                       .topics = g_ptr_array_new()};
}

static void search_clear(Search *search)
{
    g_ptr_array_unref(search->municipalities);
    g_ptr_array_unref(search->types);
    g_ptr_array_unref(search->topics);
    cb_thesaurus_unref(search->thesaurus);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* --- One reader a parameter */

static gboolean read_text(Search *search, const CbParameter *parameter, GError **error)
{
    (void)error;
    search->request.text = parameter->value;
    return TRUE;
}

static gboolean read_page(Search *search, const CbParameter *parameter, GError **error)
{
    return cb_value_number(parameter->name, parameter->value, 1, CB_MAX_PAGE, &search->request.page,
                           error);
}

static gboolean read_per_page(Search *search, const CbParameter *parameter, GError **error)
{
    return cb_value_number(parameter->name, parameter->value, 1, CB_MAX_PER_PAGE,
                           &search->request.per_page, error);
}

static gboolean read_passages(Search *search, const CbParameter *parameter, GError **error)
{
    return cb_value_number(parameter->name, parameter->value, 0, CB_MAX_PASSAGES,
                           &search->request.max_passages, error);
}

static gboolean read_sort(Search *search, const CbParameter *parameter, GError **error)
{
    return cb_value_sort(parameter->name, parameter->value, &search->request.sort, error);
}

static gboolean read_years(Search *search, const CbParameter *parameter, GError **error)
{
    return cb_value_years(parameter->name, parameter->value, &search->request.year_from,
                          &search->request.year_to, error);
}

/** "0" or "1". */
static gboolean read_switch(const CbParameter *parameter, gboolean *on, GError **error)
{
    guint value = 0;

    if (!cb_value_number(parameter->name, parameter->value, 0, 1, &value, error))
        return FALSE;
    *on = value == 1;
    return TRUE;
}

/** The same for a switch that the request has the other way round. */
static gboolean read_off_switch(const CbParameter *parameter, gboolean *off, GError **error)
{
    gboolean on = TRUE;

    if (!read_switch(parameter, &on, error))
        return FALSE;
    *off = !on;
    return TRUE;
}

static gboolean read_relax(Search *search, const CbParameter *parameter, GError **error)
{
    return read_off_switch(parameter, &search->request.no_relax, error);
}

static gboolean read_thesaurus(Search *search, const CbParameter *parameter, GError **error)
{
    return read_off_switch(parameter, &search->no_thesaurus, error);
}

static gboolean read_compounds(Search *search, const CbParameter *parameter, GError **error)
{
    return read_off_switch(parameter, &search->request.no_compounds, error);
}

static gboolean read_exact(Search *search, const CbParameter *parameter, GError **error)
{
    return read_switch(parameter, &search->request.exact, error);
}

static gboolean read_municipality(Search *search, const CbParameter *parameter, GError **error)
{
    (void)error;
    g_ptr_array_add(search->municipalities, parameter->value);
    return TRUE;
}

static gboolean read_type(Search *search, const CbParameter *parameter, GError **error)
{
    (void)error;
    g_ptr_array_add(search->types, parameter->value);
    return TRUE;
}

static gboolean read_topic(Search *search, const CbParameter *parameter, GError **error)
{
    (void)error;
    g_ptr_array_add(search->topics, parameter->value);
    return TRUE;
}

static const struct {
    const char *name;
    gboolean repeats;
    gboolean (*read)(Search *search, const CbParameter *parameter, GError **error);
} readers[] = {
    {"q", FALSE, read_text},
    {"page", FALSE, read_page},
    {"per_page", FALSE, read_per_page},
    {"passages", FALSE, read_passages},
    {"sort", FALSE, read_sort},
    {"year", FALSE, read_years},
    {"relax", FALSE, read_relax},
    {"thesaurus", FALSE, read_thesaurus},
    {"compounds", FALSE, read_compounds},
    {"exact", FALSE, read_exact},
    {"municipality", TRUE, read_municipality},
    {"type", TRUE, read_type},
    {"topic", TRUE, read_topic},
};

/* --- All of them */

static char *known_names(void)
{
    GString *names = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", readers[i].name);
    return g_string_free(names, FALSE);
}

static gboolean read_parameter(Search *search, const CbParameter *parameter, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (strcmp(parameter->name, readers[i].name) != 0)
            continue;
        if (parameter->value[0] == '\0')
            return TRUE;
        if (!readers[i].repeats && (search->given & (1U << i))) {
            g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s er angivet to gange", parameter->name);
            return FALSE;
        }
        search->given |= 1U << i;
        return readers[i].read(search, parameter, error);
    }
    g_autofree char *shown = cb_shown_text(parameter->name);
    g_autofree char *names = known_names();
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "kender ikke parameteren »%s«; der er %s", shown,
                names);
    return FALSE;
}

static CbReply *read_parameters(Search *search, const CbTarget *target)
{
    for (guint i = 0; i < target->parameters->len; i++) {
        const CbParameter *parameter = g_ptr_array_index(target->parameters, i);
        g_autoptr(GError) error = NULL;
        if (!read_parameter(search, parameter, &error))
            return cb_reply_problem(400, "bad-parameter", parameter->name, error->message);
    }
    g_ptr_array_add(search->municipalities, NULL);
    g_ptr_array_add(search->types, NULL);
    g_ptr_array_add(search->topics, NULL);
    search->request.municipalities = (const char *const *)search->municipalities->pdata;
    search->request.types = (const char *const *)search->types->pdata;
    search->request.topics = (const char *const *)search->topics->pdata;
    return NULL;
}

/** Follows a new index first: its analysis may be another one, and so the stems of the thesaurus.
 */
static gboolean take_thesaurus(Search *search, CbReaderPool *pool, CbIndex *index, GError **error)
{
    if (!pool->thesaurus || search->no_thesaurus)
        return TRUE;
    if (!cb_index_refresh(index, NULL, error))
        return FALSE;
    search->thesaurus = cb_thesaurus_file_get(pool->thesaurus, cb_index_analyzer(index), error);
    search->request.thesaurus = search->thesaurus;
    return search->thesaurus != NULL;
}

CbReply *cb_api_search(CbReaderPool *pool, const CbTarget *target)
{
    g_auto(Search) search;
    g_autoptr(GError) error = NULL;

    search_init(&search);
    CbReply *problem = read_parameters(&search, target);
    if (problem)
        return problem;

    CbIndex *index = cb_reader_get(pool, &error);
    g_autoptr(CbAnswer) answer = NULL;
    if (index && take_thesaurus(&search, pool, index, &error))
        answer = cb_search(index, &search.request, &error);
    if (answer)
        return cb_reply_json(cb_answer_to_json(answer, FALSE));
    cb_reader_failed(pool, error);
    return cb_reply_error(error);
}
