/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank status: what is in the index, and what became of the files. */
#include "command.h"
#include "frontend/case_names.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "text_status.h"

#include <casebank/error.h>
#include <casebank/search.h>
#include <string.h>

typedef struct {
    CbCommonOptions common;
    gboolean files;
    const char *state;
    char **states; /* NULL: all */
} StatusOptions;

static void options_clear(StatusOptions *options)
{
    g_strfreev(options->states);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StatusOptions, options_clear)

/** The states that a file can have beside those of attachments. */
static const char *const other_states[] = {"failed",    "partial", "robots", "noindex",
                                           "duplicate", "list",    NULL};

static gboolean is_state(const char *name)
{
    if (g_strv_contains(other_states, name))
        return TRUE;
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        if (strcmp(name, cb_attachment_state_name((CbAttachmentState)i)) == 0)
            return TRUE;
    return FALSE;
}

static gboolean check_state(const char *name, GError **error)
{
    if (is_state(name))
        return TRUE;
    g_autoptr(GString) known = g_string_new(other_states[0]);
    for (gsize i = 1; other_states[i]; i++)
        g_string_append_printf(known, ", %s", other_states[i]);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        g_string_append_printf(known, ", %s", cb_attachment_state_name((CbAttachmentState)i));
    g_autofree char *shown = cb_shown_text(name);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "--state skal være en af %s (eller flere med komma imellem), ikke »%s«", known->str,
                shown);
    return FALSE;
}

static gboolean check_states(char *const *names, GError **error)
{
    for (; *names; names++)
        if (!check_state(*names, error))
            return FALSE;
    return TRUE;
}

static gboolean parse(StatusOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        {"files", "filer", 0, CB_OPTION_FLAG, &options->files, 0, 0},
        {"state", "tilstand", 0, CB_OPTION_TEXT, &options->state, 0, 0},
        CB_JSON_OPTION(&options->common),
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error) ||
        !cb_refuse_words(words, "et indeks angives med --index MAPPE", error))
        return FALSE;
    if (!options->state)
        return TRUE;
    options->files = TRUE;
    options->states = g_strsplit(options->state, ",", -1);
    return check_states(options->states, error);
}

/** The records of the wanted states, borrowed from @all; all when @states is NULL. */
static GPtrArray *files_of_states(GPtrArray *all, char **states)
{
    if (!states)
        return g_ptr_array_ref(all);
    GPtrArray *files = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        CbFileRecord *file = g_ptr_array_index(all, i);
        if (g_strv_contains((const char *const *)states, file->state))
            g_ptr_array_add(files, file);
    }
    return files;
}

/** Of the cases that lack one of @files: id -> title, both borrowed from @names. */
static GHashTable *titles_of(CbCaseNames *names, const GPtrArray *files)
{
    GHashTable *titles = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *file = g_ptr_array_index(files, i);
        if (cb_file_is_well(file))
            continue;
        g_autoptr(GPtrArray) cases = cb_case_names_of(names, file);
        for (guint j = 0; j < cases->len; j++) {
            CbCaseName *name = g_ptr_array_index(cases, j);
            if (name->title[0])
                g_hash_table_insert(titles, name->id, name->title);
        }
    }
    return titles;
}

/** What the command shows. */
typedef struct {
    const CbStatus *status;
    const GPtrArray *sources; /* CbSourceCount*; NULL when there is one */
    const GPtrArray *files;   /* NULL when they are not asked for */
    CbCaseNames *names;
} Shown;

static gboolean write_status(const Shown *shown, const StatusOptions *options,
                             const CbDestination *destination, GError **error)
{
    const GPtrArray *files = shown->files;
    if (destination->format == CB_FORMAT_JSON) {
        g_autoptr(GHashTable) titles = files ? titles_of(shown->names, files) : NULL;
        g_autofree char *json = cb_status_to_json(shown->status, shown->sources, files, titles,
                                                  destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    cb_text_status(layout, cb_index_folder(&options->common), shown->status, shown->sources);
    if (files)
        cb_text_status_files(layout, files, shown->names);
    return cb_write_text(layout, destination, error);
}

int cb_cmd_status(char *const *args, GError **error)
{
    g_auto(StatusOptions) options = {0};
    CbDestination destination;

    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("status", error);
    if (!cb_destination(&options.common, FALSE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    g_autoptr(CbStatus) status = index ? cb_index_status(index, error) : NULL;
    if (!status)
        return CB_EXIT_BY_ERROR;
    gboolean several = g_strv_length(status->sources) > 1;
    g_autoptr(GPtrArray) all = NULL;
    if ((several || options.files) && !(all = cb_index_files(index, error)))
        return CB_EXIT_BY_ERROR;
    g_autoptr(GPtrArray) sources = several ? cb_source_counts(all) : NULL;
    g_autoptr(GPtrArray) files = options.files ? files_of_states(all, options.states) : NULL;
    g_autoptr(CbCaseNames) names = cb_case_names_new(index);
    const Shown shown = {status, sources, files, names};
    return write_status(&shown, &options, &destination, error) ? CB_EXIT_OK : CB_EXIT_NOT_WRITTEN;
}
