/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-lexicon-build: makes the lexicon file. Run by the build, not installed.
 *
 * Usage: casebank-lexicon-build AFF DIC LISTS OUTPUT
 */
#include "lexicon_make.h"
#include <locale.h>

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc != 5) {
        g_printerr("Brug: casebank-lexicon-build AFF DIC LISTER RESULTAT\n");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    CbLexiconFileFacts facts;
    if (!cb_lexicon_make(argv[1], argv[2], argv[3], argv[4], &facts, &error)) {
        g_printerr("casebank-lexicon-build: %s\n", error->message);
        return 1;
    }
    g_print("%s: %u ord, %u sammensætninger, %u stammer, %" G_GSIZE_FORMAT " byte\n", argv[4],
            facts.n_entries, facts.n_split, facts.n_keys, facts.size);
    return 0;
}
