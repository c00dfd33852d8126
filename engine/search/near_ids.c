/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near_ids.h"
#include "edit_distance.h"
#include "index_private.h"
#include "xapian_auto.h"
#include <string.h>

#define MAX_COST 4 /* two letters */

typedef struct {
    char *id;
    guint distance; /* the least is the nearest */
} Near;

/* What follows the last separator: "mentor" of "sager/mentor". */
static const char *last_part(const char *id)
{
    const char *p = id + strlen(id);
    while (p > id && p[-1] != '/' && p[-1] != ':')
        p--;
    return *p != '\0' ? p : id;
}

static guint edits(const char *a, const char *b)
{
    gsize a_length = strlen(a), b_length = strlen(b);
    if (a_length > CB_MAX_EDITED || b_length > CB_MAX_EDITED)
        return MAX_COST + 1;
    return cb_edit_distance(a, a_length, b, b_length, MAX_COST);
}

/* G_MAXUINT: not near. Both folded. */
static guint distance(const char *id, const char *wanted)
{
    enum { BEGINS = 0, HAS = 1, SLIP = 2 };
    if (g_str_has_prefix(id, wanted))
        return BEGINS;
    if (strstr(id, wanted) != NULL || strcmp(id, last_part(wanted)) == 0)
        return HAS;
    guint cost = MIN(edits(id, wanted), edits(last_part(id), last_part(wanted)));
    return cost <= MAX_COST ? SLIP + cost : G_MAXUINT;
}

static gboolean is_nearer(guint left, const char *left_id, guint right, const char *right_id)
{
    if (left != right)
        return left < right;
    return strlen(left_id) < strlen(right_id);
}

/* Puts it in its place among the nearest. */
static void insert(Near *nearest, guint *n, const char *id, guint at_distance)
{
    guint i = *n;
    while (i > 0 && is_nearer(at_distance, id, nearest[i - 1].distance, nearest[i - 1].id))
        i--;
    if (i == CB_MAX_NEAR_IDS)
        return;
    if (*n == CB_MAX_NEAR_IDS)
        g_free(nearest[--*n].id);
    memmove(&nearest[i + 1], &nearest[i], (*n - i) * sizeof *nearest);
    nearest[i] = (Near){g_strdup(id), at_distance};
    ++*n;
}

GPtrArray *cb_near_ids(CbIndex *index, const char *id)
{
    xapc_error *error = NULL;
    Near nearest[CB_MAX_NEAR_IDS];
    guint n = 0;
    g_autofree char *wanted = cb_fold_key(id);
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    if (*wanted == '\0')
        return ids;
    g_autoptr(xapc_termiter) terms =
        xapc_database_allterms(cb_index_cases(index), CB_TERM_ID, strlen(CB_TERM_ID), &error);
    while (terms != NULL && xapc_termiter_next(terms, &error)) {
        const char *found = xapc_termiter_get_term(terms, NULL) + strlen(CB_TERM_ID);
        g_autofree char *key = cb_fold_key(found);
        guint at_distance = distance(key, wanted);
        if (at_distance != G_MAXUINT)
            insert(nearest, &n, found, at_distance);
    }
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(ids, nearest[i].id);
    xapc_error_free(error);
    return ids;
}
