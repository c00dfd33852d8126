/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a source file is of, by name. */
#include "case_names.h"

#include <string.h>

struct CbCaseNames {
    CbIndex *index;
    GHashTable *by_id; /* id (of the name) -> CbCaseName* */
};

static void name_free(CbCaseName *name)
{
    g_free(name->id);
    g_free(name->title);
    g_free(name);
}

CbCaseNames *cb_case_names_new(CbIndex *index)
{
    CbCaseNames *names = g_new0(CbCaseNames, 1);
    names->index = index;
    names->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)name_free);
    return names;
}

void cb_case_names_free(CbCaseNames *names)
{
    if (!names)
        return;
    g_hash_table_unref(names->by_id);
    g_free(names);
}

static CbCaseName *look_up(CbCaseNames *names, const char *id)
{
    CbCaseName *name = g_hash_table_lookup(names->by_id, id);

    if (name)
        return name;
    g_autoptr(CbCase) item = cb_index_case(names->index, id, NULL);
    name = g_new0(CbCaseName, 1);
    name->id = g_strdup(id);
    name->title = g_strdup(item ? item->title : "");
    g_hash_table_insert(names->by_id, name->id, name);
    return name;
}

GPtrArray *cb_case_names_of(CbCaseNames *names, const CbFileRecord *record)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < record->case_ids->len; i++) {
        CbCaseName *name = look_up(names, g_ptr_array_index(record->case_ids, i));
        if (!g_ptr_array_find(found, name, NULL))
            g_ptr_array_add(found, name);
    }
    return found;
}

gboolean cb_file_is_well(const CbFileRecord *record)
{
    return strcmp(record->state, "ok") == 0;
}
