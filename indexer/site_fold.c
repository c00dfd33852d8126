/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding duplicates; see site_fold.h. */
#include "site_fold.h"
#include "mirror_same.h"
#include "site.h"
#include "web_address.h"
#include <string.h>

typedef struct {
    CbFoundFile *file;
    char *query; /* "" when there is none */
} Member;

struct CbFolding {
    GHashTable *groups; /* address without query -> GPtrArray of Member* */
    GHashTable *kept;   /* CbFoundFile* that is left out -> the one that is read */
};

static void member_free(gpointer data)
{
    Member *member = data;
    g_free(member->query);
    g_free(member);
}

CbFolding *cb_folding_new(void)
{
    CbFolding *folding = g_new0(CbFolding, 1);
    folding->groups =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    folding->kept = g_hash_table_new(NULL, NULL);
    return folding;
}

void cb_folding_free(CbFolding *folding)
{
    if (folding == NULL)
        return;
    g_hash_table_unref(folding->groups);
    g_hash_table_unref(folding->kept);
    g_free(folding);
}

void cb_folding_add(CbFolding *folding, CbFoundFile *file, const char *address)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(address, &key))
        return;
    g_autofree char *text = cb_web_key_text(&key, FALSE);
    GPtrArray *group = g_hash_table_lookup(folding->groups, text);
    if (group == NULL) {
        group = g_ptr_array_new_with_free_func(member_free);
        g_hash_table_insert(folding->groups, g_steal_pointer(&text), group);
    }
    Member *member = g_new0(Member, 1);
    member->file = file;
    member->query = key.query != NULL ? g_steal_pointer(&key.query) : g_strdup("");
    g_ptr_array_add(group, member);
}

static int compare_members(gconstpointer a, gconstpointer b)
{
    const Member *first = *(const Member *const *)a, *second = *(const Member *const *)b;
    gsize length = strlen(first->query), other = strlen(second->query);
    if (length != other)
        return length < other ? -1 : 1;
    return strcmp(first->file->path, second->file->path);
}

static void leave_out(CbFolding *folding, CbFoundFile *file, CbFoundFile *kept)
{
    file->left_out = CB_LEFT_OUT_DUPLICATE;
    g_free(file->reason);
    file->reason = g_strdup_printf("samme indhold som %s", kept->path);
    g_hash_table_insert(folding->kept, file, kept);
}

static void fold_group(CbFolding *folding, GPtrArray *group)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_sort(group, compare_members);
    for (guint i = 0; i < group->len; i++) {
        const Member *member = group->pdata[i];
        g_autofree char *likeness = cb_file_likeness(member->file);
        if (likeness == NULL)
            continue;
        char *key = g_strdup_printf("%d %s", member->file->type, likeness);
        CbFoundFile *kept = g_hash_table_lookup(seen, key);
        if (kept != NULL) {
            leave_out(folding, member->file, kept);
            g_free(key);
        } else {
            g_hash_table_insert(seen, key, member->file);
        }
    }
}

void cb_folding_fold(CbFolding *folding)
{
    GHashTableIter iter;
    gpointer group;
    g_hash_table_iter_init(&iter, folding->groups);
    while (g_hash_table_iter_next(&iter, NULL, &group))
        if (((GPtrArray *)group)->len > 1)
            fold_group(folding, group);
}

const CbFoundFile *cb_folding_kept(const CbFolding *folding, const CbFoundFile *file)
{
    const CbFoundFile *kept = g_hash_table_lookup(folding->kept, file);
    return kept != NULL ? kept : file;
}
