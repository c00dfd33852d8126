/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds or makes the heading of a case, and puts it first. */
#include "html_case.h"
#include <string.h>

/* The blocks before a case's title that are no more than a line about it. */
#define MAX_BEFORE_TITLE_BYTES 200u
#define MAX_MADE_TITLE_CHARS 100

static CbBlock *block_at(const CbPage *page, guint i)
{
    return g_ptr_array_index(page->blocks, i);
}

/* The heading of the case whose blocks start at @start; the number of blocks when it has none. */
static guint find_case_heading(const CbPage *page, guint start)
{
    gsize before = 0;
    guint n = page->blocks->len;
    for (guint i = start; i < n && before <= MAX_BEFORE_TITLE_BYTES; i++) {
        if (block_at(page, i)->type == CB_BLOCK_HEADING)
            return i;
        before += strlen(block_at(page, i)->text);
    }
    return n;
}

/* The first sentence of @text, or what fits of it. (transfer full) */
static char *first_sentence(const char *text)
{
    g_autofree char *sentence = g_strndup(text, strcspn(text, ".!?:\n"));
    if (g_utf8_strlen(sentence, -1) <= MAX_MADE_TITLE_CHARS)
        return g_steal_pointer(&sentence);
    g_autofree char *start = g_utf8_substring(sentence, 0, MAX_MADE_TITLE_CHARS);
    char *space = strrchr(start, ' ');
    if (space != NULL)
        *space = '\0';
    return g_steal_pointer(&start);
}

/* A title for the case whose blocks start at @start. (transfer full) */
static char *make_title(const CbPage *page, guint start)
{
    for (guint i = start; i < page->blocks->len; i++) {
        g_autofree char *title = g_strstrip(first_sentence(block_at(page, i)->text));
        if (*title != '\0')
            return g_steal_pointer(&title);
    }
    return g_strdup("Uden titel");
}

/* Moves the block at @from, with the links that follow it, before the one at @to. Returns: how many
 * that are. */
static guint move_up(CbPage *page, guint from, guint to)
{
    gpointer *blocks = page->blocks->pdata;
    guint n = 1;
    while (from + n < page->blocks->len && block_at(page, from + n)->type == CB_BLOCK_LINK)
        n++;
    g_autofree gpointer *moved = g_memdup2(blocks + from, n * sizeof *moved);
    memmove(blocks + to + n, blocks + to, (from - to) * sizeof *blocks);
    memcpy(blocks + to, moved, n * sizeof *moved);
    return n;
}

void cb_html_put_heading_first(CbPage *page, guint start)
{
    guint heading = find_case_heading(page, start);
    if (heading == start)
        return;
    if (heading == page->blocks->len) {
        g_autofree char *title = make_title(page, start);
        cb_page_add(page, CB_BLOCK_HEADING, 2, title, NULL, NULL)->case_number =
            block_at(page, start)->case_number;
        move_up(page, heading, start);
        return;
    }
    guint moved = move_up(page, heading, start);
    guint next = heading + moved;
    if (next < page->blocks->len && block_at(page, next)->type == CB_BLOCK_PARAGRAPH)
        move_up(page, next, start + moved);
}
