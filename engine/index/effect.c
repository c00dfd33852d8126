/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling whether a case documents its effect: the filter `har:effekt`. */
#include "effect.h"
#include <string.h>

static gboolean is_effect_heading(const char *heading)
{
    static const char *const starts[] = {"effekt", "resultat", "virkning", "udbytte"};
    if (heading == NULL)
        return FALSE;
    g_autofree char *lower = g_utf8_strdown(heading, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(lower, starts[i]))
            return TRUE;
    return FALSE;
}

/* Does a share follow the number that ends at @p: " %", " pct.", " procent", " af 14"? */
static gboolean share_follows(const char *p)
{
    while (*p == ' ')
        p++;
    if (*p == '%' || g_str_has_prefix(p, "pct") || g_str_has_prefix(p, "procent"))
        return TRUE;
    return g_str_has_prefix(p, "af ") && (g_ascii_isdigit(p[3]) || g_str_has_prefix(p, "af de "));
}

static gboolean has_share(const char *sentence)
{
    for (const char *p = sentence; *p != '\0'; p++)
        if (g_ascii_isdigit(*p) && !g_ascii_isdigit(p[1]) && share_follows(p + 1))
            return TRUE;
    return FALSE;
}

static gboolean has_change(const char *sentence)
{
    static const char *const words[] = {"fald",      "reducer",    "mindsk",  "nedbr",  "sænk",
                                        "øge",       "øgning",     "steg",    "stig",   "forbedr",
                                        "fastholdt", "gennemført", "bestået", "stadig", "flere",
                                        "færre",     "halver",     "fordobl"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(sentence, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Sentences are told apart roughly: ". " ends one unless an abbreviation or a number stands before
 * it; taking two sentences for one only widens the window. */
static gboolean text_tells_effect(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_auto(GStrv) sentences = g_strsplit(lower, ". ", -1);
    for (guint i = 0; sentences[i] != NULL; i++)
        if (has_share(sentences[i]) && has_change(sentences[i]))
            return TRUE;
    return FALSE;
}

gboolean cb_case_tells_effect(const CbCase *item)
{
    if (text_tells_effect(item->lead))
        return TRUE;
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        if (is_effect_heading(section->heading) || text_tells_effect(section->text))
            return TRUE;
    }
    return FALSE;
}
