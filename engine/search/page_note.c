/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_note.h"
#include "plan.h"
#include "query_read.h"
#include <string.h>

#define MAX_NAMED 3  /* unknown words that are named */
#define MAX_SHOWN 40 /* code points of them, and of a query, that are shown */

static char *shown(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_strstrip(valid);
    if (g_utf8_strlen(valid, -1) <= MAX_SHOWN)
        return g_steal_pointer(&valid);
    g_autofree char *start = g_utf8_substring(valid, 0, MAX_SHOWN);
    return g_strconcat(start, "…", NULL);
}

/* Something was written that holds no word: "?!", an emoji. */
static gboolean is_wordless(const CbQuery *query, const CbRequest *request)
{
    return query->root == NULL && request->text[strspn(request->text, " \t\r\n")] != '\0';
}

/* --- Words that no case has ------------------------------------------------------------------ */

typedef struct {
    CbIndex *index;
    GPtrArray *unknown; /* char*: leaves with a word that nothing finds */
    gboolean only_stop; /* all words are stop words */
    guint n_words;
} Words;

static gboolean any_exists(CbIndex *index, char *const *stems)
{
    for (gsize i = 0; stems != NULL && stems[i] != NULL; i++)
        if (cb_stem_exists(index, stems[i]))
            return TRUE;
    return FALSE;
}

/* Parts that stand apart are found together only, but each is known then. */
static gboolean is_known(CbIndex *index, const CbQueryWord *word)
{
    if (cb_stem_exists(index, word->stem) || any_exists(index, word->joined) ||
        any_exists(index, word->parts))
        return TRUE;
    for (guint i = 0; i < word->synonyms->len; i++)
        if (any_exists(index, ((const CbQuerySynonym *)word->synonyms->pdata[i])->stems))
            return TRUE;
    return FALSE;
}

static void look_at_leaf(Words *words, const CbNode *leaf)
{
    gboolean known = TRUE;
    for (guint i = 0; i < leaf->words->len; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        words->only_stop = words->only_stop && word->stop;
        words->n_words++;
        known = known && (leaf->type == CB_NODE_PREFIX || is_known(words->index, word));
    }
    if (!known && !g_ptr_array_find_with_equal_func(words->unknown, leaf->text, g_str_equal, NULL))
        g_ptr_array_add(words->unknown, leaf->text);
}

/* The contact block is no part of a case's text: its words are not told of. */
static void look_at_tree(Words *words, const CbNode *node)
{
    if (node->type == CB_NODE_NOT || node->field == CB_FIELD_CONTACT)
        return;
    if (node->children == NULL && node->words != NULL)
        look_at_leaf(words, node);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        look_at_tree(words, node->children->pdata[i]);
}

static char *unknown_words(const GPtrArray *unknown)
{
    GString *note = g_string_new("Ingen af sagerne har ");
    g_string_append(note, unknown->len == 1 ? "ordet " : "ordene ");
    guint named = MIN(unknown->len, MAX_NAMED);
    for (guint i = 0; i < named; i++) {
        g_autofree char *word = shown(unknown->pdata[i]);
        const char *comma = i == 0 ? "" : i + 1 == unknown->len ? " eller " : ", ";
        g_string_append_printf(note, "%s»%s«", comma, word);
    }
    if (unknown->len > named)
        g_string_append_printf(note, " og %u til", unknown->len - named);
    return g_string_free(note, FALSE);
}

/* --- The note -------------------------------------------------------------------------------- */

static char *reason(const Words *words, const CbRequest *request)
{
    if (words->n_words > 0 && words->only_stop)
        return g_strdup("Søgningen har kun småord; skriv også, hvad sagen skal handle om");
    if (words->unknown->len > 0)
        return unknown_words(words->unknown);
    if (cb_plan_has_filters(request))
        return g_strdup("Ingen sag inden for det, der er valgt, passer; prøv at vælge mindre fra");
    if (words->n_words > 1)
        return g_strdup("Ordene findes, men ingen sag har dem, som der er spurgt; prøv med færre");
    return g_strdup("Ingen sag passer til det, der er spurgt om");
}

static char *why_empty(CbIndex *index, const CbQuery *query, const CbRequest *request)
{
    g_autoptr(GPtrArray) unknown = g_ptr_array_new();
    Words words = {.index = index, .unknown = unknown, .only_stop = TRUE};
    if (query->root != NULL)
        look_at_tree(&words, query->root);
    return reason(&words, request);
}

void cb_note_odd_page(CbIndex *index, CbQuery *query, const CbRequest *request, guint total)
{
    if (is_wordless(query, request)) {
        g_autofree char *text = shown(request->text);
        cb_query_take_note(query, g_strdup_printf("Der er ingen ord at søge efter i »%s«%s", text,
                                                  total > 0 ? "; her er alle sager" : ""));
    } else if (total == 0) {
        cb_query_take_note(query, why_empty(index, query, request));
    }
}
