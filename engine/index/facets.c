/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facet dictionaries. Counting facets over thousands of hits is then adding up small numbers. */
#include "facets.h"
#include "index_private.h"
#include <casebank/pack.h>
#include <stdlib.h>

struct CbFacetDictionary {
    GHashTable *numbers[CB_N_FACETS]; /* folded key -> number + 1 */
    GPtrArray *values[CB_N_FACETS];   /* number -> display value */
};

const char *cb_facet_name(CbFacetId facet)
{
    static const char *const names[CB_N_FACETS] = {"municipality", "type", "year", "topic"};
    g_return_val_if_fail((guint)facet < CB_N_FACETS, names[0]);
    return names[facet];
}

CbFacetDictionary *cb_facet_dictionary_new(void)
{
    CbFacetDictionary *dictionary = g_new0(CbFacetDictionary, 1);
    for (guint i = 0; i < CB_N_FACETS; i++) {
        dictionary->numbers[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        dictionary->values[i] = g_ptr_array_new_with_free_func(g_free);
    }
    return dictionary;
}

void cb_facet_dictionary_free(CbFacetDictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    for (guint i = 0; i < CB_N_FACETS; i++) {
        g_hash_table_unref(dictionary->numbers[i]);
        g_ptr_array_unref(dictionary->values[i]);
    }
    g_free(dictionary);
}

static guint number_of(CbFacetDictionary *dictionary, CbFacetId facet, const char *value)
{
    g_autofree char *key = cb_fold_key(value);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(dictionary->numbers[facet], key));
    if (known != 0)
        return known - 1;
    GPtrArray *values = dictionary->values[facet];
    g_ptr_array_add(values, g_strdup(value));
    g_hash_table_insert(dictionary->numbers[facet], g_steal_pointer(&key),
                        GUINT_TO_POINTER(values->len));
    return values->len - 1;
}

/* A value that a case has twice (two handbooks) counts once. */
static void add_number(GArray *numbers, guint number)
{
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, guint, i) == number)
            return;
    g_array_append_val(numbers, number);
}

static GArray *numbers_of(CbFacetDictionary *dictionary, CbFacetId facet, const CbCase *item)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    switch (facet) {
    case CB_FACET_MUNICIPALITY:
        for (guint i = 0; i < item->municipalities->len; i++)
            add_number(numbers, number_of(dictionary, facet, item->municipalities->pdata[i]));
        break;
    case CB_FACET_TYPE:
        for (guint i = 0; i < item->attachments->len; i++) {
            const CbAttachment *attachment = item->attachments->pdata[i];
            add_number(numbers, number_of(dictionary, facet, attachment->type));
        }
        break;
    case CB_FACET_YEAR:
        if (item->updated != NULL)
            add_number(numbers, (guint)strtoul(item->updated, NULL, 10));
        break;
    case CB_FACET_TOPIC:
        for (guint i = 0; i < item->topics->len; i++)
            add_number(numbers, number_of(dictionary, facet, item->topics->pdata[i]));
        break;
    case CB_N_FACETS:
        break;
    }
    return numbers;
}

GByteArray *cb_facet_dictionary_encode(CbFacetDictionary *dictionary, const CbCase *item)
{
    GByteArray *out = g_byte_array_new();
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        g_autoptr(GArray) numbers = numbers_of(dictionary, facet, item);
        cb_pack_number(out, numbers->len);
        for (guint i = 0; i < numbers->len; i++)
            cb_pack_number(out, g_array_index(numbers, guint, i));
    }
    return out;
}

GByteArray *cb_facet_dictionary_pack(const CbFacetDictionary *dictionary, CbFacetId facet)
{
    const GPtrArray *values = dictionary->values[facet];
    GByteArray *out = g_byte_array_new();
    cb_pack_number(out, values->len);
    for (guint i = 0; i < values->len; i++)
        cb_pack_string(out, values->pdata[i]);
    return out;
}

GPtrArray *cb_facet_values_unpack(const void *data, gsize length)
{
    CbUnpack in = {.data = data, .left = length};
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    for (gsize n = cb_unpack_count(&in); n > 0 && !in.failed; n--)
        g_ptr_array_add(values, cb_unpack_text(&in));
    return in.failed ? NULL : g_steal_pointer(&values);
}

gboolean cb_facet_dictionary_load(CbFacetDictionary *dictionary, CbFacetId facet, const void *data,
                                  gsize length)
{
    g_autoptr(GPtrArray) values = cb_facet_values_unpack(data, length);
    for (guint i = 0; values != NULL && i < values->len; i++)
        if (number_of(dictionary, facet, values->pdata[i]) != i)
            return FALSE;
    return values != NULL;
}
