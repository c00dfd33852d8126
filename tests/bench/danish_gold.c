/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How good the Danish analysis is, against the lists in $CASEBANK_SHARED/danish/gold.
 *
 * Compounds: the places where a word is divided, against those in the list. P is the share of our
 * places that are right, R the share of the list's places that we have, F1 their harmonic mean,
 * "exact" the share of words divided just as in the list. In comp.txt "~" is a place where a word
 * may be divided or not: it counts neither way. dasem_compounds lists a link between two parts as
 * a part ("adgang|s|kode"): |s| and |e| are counted as the end of the part before them.
 *
 * Stems: UI (understemming) is the share of pairs of forms of one lemma that have different stems;
 * OI (overstemming) the share of pairs of forms with the same stem that have no lemma in common.
 *
 * Fails (exit code 1) when a figure is worse than what the project promises; exit code 77 when the
 * lists are not there.
 */
#include <casebank/words.h>
#include <locale.h>
#include <string.h>

typedef struct {
    CbAnalyzer *analyzer;
    gboolean failed;
} Measure;

/* A word of a list: bit i of @cuts says that it is divided before its letter i. */
typedef struct {
    char *text;
    guint64 cuts, optional;
} GoldWord;

static void gold_word_free(gpointer data)
{
    GoldWord *word = data;
    g_free(word->text);
    g_free(word);
}

/* "arbejds~giver|politisk" */
static GoldWord *parse_gold_word(const char *entry)
{
    GoldWord *word = g_new0(GoldWord, 1);
    g_autoptr(GString) text = g_string_new(NULL);
    guint letters = 0;
    for (const char *p = entry; *p != '\0'; p = g_utf8_next_char(p)) {
        if (*p == '|' || *p == '~') {
            *(*p == '|' ? &word->cuts : &word->optional) |= G_GUINT64_CONSTANT(1) << (letters % 64);
            continue;
        }
        g_string_append_unichar(text, g_utf8_get_char(p));
        letters++;
    }
    word->text = g_string_free(g_steal_pointer(&text), FALSE);
    return word;
}

/* "adgang|s|kode" -> "adgangs|kode" */
static char *join_links(const char *entry)
{
    g_auto(GStrv) pieces = g_strsplit(entry, "|", -1);
    g_autoptr(GString) out = g_string_new(pieces[0]);
    for (guint i = 1; pieces[0] != NULL && pieces[i] != NULL; i++) {
        gboolean link = strcmp(pieces[i], "s") == 0 || strcmp(pieces[i], "e") == 0;
        if (pieces[i][0] != '\0')
            g_string_append_printf(out, "%s%s", link ? "" : "|", pieces[i]);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The words of a list, comments left out; NULL when there is no such file. */
static GPtrArray *read_gold(const char *folder, const char *name, gboolean links)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *contents = NULL;
    if (!g_file_get_contents(path, &contents, NULL, NULL))
        return NULL;
    GPtrArray *words = g_ptr_array_new_with_free_func(gold_word_free);
    g_auto(GStrv) lines = g_strsplit(contents, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) entries = g_strsplit_set(lines[i][0] == '#' ? "" : lines[i], " \t\r", -1);
        for (guint k = 0; entries[k] != NULL; k++) {
            g_autofree char *entry = links ? join_links(entries[k]) : g_strdup(entries[k]);
            if (*entry != '\0')
                g_ptr_array_add(words, parse_gold_word(entry));
        }
    }
    return words;
}

static guint64 cuts_of(CbAnalyzer *analyzer, const char *text)
{
    g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(analyzer, text);
    guint64 cuts = 0;
    for (guint i = 1; i < analysis->parts->len; i++)
        cuts |= G_GUINT64_CONSTANT(1)
                << (((const CbWordPart *)analysis->parts->pdata[i])->start % 64);
    return cuts;
}

static void check(Measure *measure, gboolean good, const char *what)
{
    if (good)
        return;
    g_print("  too low: %s\n", what);
    measure->failed = TRUE;
}

static guint count_bits(guint64 bits)
{
    return (guint)__builtin_popcountll(bits);
}

static void measure_compounds(Measure *measure, const char *name, const GPtrArray *words,
                              double wanted)
{
    guint right = 0, wrong = 0, missed = 0, exact = 0;
    for (guint i = 0; i < words->len; i++) {
        const GoldWord *word = words->pdata[i];
        guint64 cuts = cuts_of(measure->analyzer, word->text) & ~word->optional;
        right += count_bits(cuts & word->cuts);
        wrong += count_bits(cuts & ~word->cuts);
        missed += count_bits(word->cuts & ~cuts);
        exact += cuts == word->cuts ? 1 : 0;
    }
    double precision = (double)right / MAX(right + wrong, 1);
    double recall = (double)right / MAX(right + missed, 1);
    double f1 = right > 0 ? 2 * precision * recall / (precision + recall) : 0;
    g_print("%-12s %5u words: P %.3f R %.3f F1 %.3f, exact %.3f\n", name, words->len, precision,
            recall, f1, (double)exact / MAX(words->len, 1));
    check(measure, f1 >= wanted, name);
}

static void measure_simple_words(Measure *measure, const GPtrArray *words)
{
    guint divided = 0;
    for (guint i = 0; i < words->len; i++) {
        const GoldWord *word = words->pdata[i];
        if (cuts_of(measure->analyzer, word->text) == 0)
            continue;
        g_print("  divided: %s\n", word->text);
        divided++;
    }
    double share = (double)divided / MAX(words->len, 1);
    g_print("%-12s %5u words: %u divided, %.2f %%\n", "no compounds", words->len, divided,
            100 * share);
    check(measure, share <= .015, "no compounds");
}

/* --- Stems ------------------------------------------------------------------------------------ */

typedef struct {
    char *form, *lemma, *stem;
} FormLemma;

static void form_lemma_free(gpointer data)
{
    FormLemma *pair = data;
    g_free(pair->form);
    g_free(pair->lemma);
    g_free(pair->stem);
    g_free(pair);
}

/* "form TAB lemma TAB part of speech TAB count"; each form and lemma once. */
static GPtrArray *read_pairs(CbAnalyzer *analyzer, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "ddt_form_lemma.tsv", NULL);
    g_autofree char *contents = NULL;
    if (!g_file_get_contents(path, &contents, NULL, NULL))
        return NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *pairs = g_ptr_array_new_with_free_func(form_lemma_free);
    g_auto(GStrv) lines = g_strsplit(contents, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", -1);
        if (lines[i][0] == '#' || g_strv_length(fields) < 2 ||
            !g_hash_table_add(seen, g_strdup_printf("%s\t%s", fields[0], fields[1])))
            continue;
        g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(analyzer, fields[0]);
        FormLemma *pair = g_new0(FormLemma, 1);
        pair->form = g_strdup(fields[0]);
        pair->lemma = g_strdup(fields[1]);
        pair->stem = g_strdup(analysis->stem);
        g_ptr_array_add(pairs, pair);
    }
    return pairs;
}

/* Lists of pairs by what @key_of_stem says: by stem or by lemma. */
static GHashTable *group(const GPtrArray *pairs, gboolean by_stem)
{
    GHashTable *groups =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < pairs->len; i++) {
        FormLemma *pair = pairs->pdata[i];
        char *key = by_stem ? pair->stem : pair->lemma;
        GPtrArray *members = g_hash_table_lookup(groups, key);
        if (members == NULL) {
            members = g_ptr_array_new();
            g_hash_table_insert(groups, key, members);
        }
        g_ptr_array_add(members, pair);
    }
    return groups;
}

/* The share of pairs of different forms within a group that differ in the other respect. */
static double share_apart(const GPtrArray *pairs, gboolean by_stem, guint *n)
{
    g_autoptr(GHashTable) groups = group(pairs, by_stem);
    GHashTableIter iter;
    gpointer members;
    guint apart = 0;
    *n = 0;
    g_hash_table_iter_init(&iter, groups);
    while (g_hash_table_iter_next(&iter, NULL, &members)) {
        const GPtrArray *list = members;
        for (guint i = 0; i < list->len; i++)
            for (guint k = 0; k < i; k++) {
                const FormLemma *a = list->pdata[i], *b = list->pdata[k];
                if (strcmp(a->form, b->form) == 0)
                    continue;
                ++*n;
                apart +=
                    strcmp(by_stem ? a->lemma : a->stem, by_stem ? b->lemma : b->stem) != 0 ? 1 : 0;
            }
    }
    return (double)apart / MAX(*n, 1);
}

static void measure_stems(Measure *measure, const GPtrArray *pairs)
{
    guint n_lemma, n_stem;
    double ui = share_apart(pairs, FALSE, &n_lemma), oi = share_apart(pairs, TRUE, &n_stem);
    g_print("%-12s %5u forms: UI %.1f %% of %u pairs, OI %.1f %% of %u pairs\n", "stems",
            pairs->len, 100 * ui, n_lemma, 100 * oi, n_stem);
    check(measure, ui <= .15, "stems");
}

/* --------------------------------------------------------------------------------------------- */

static char *gold_folder(void)
{
    const char *shared = g_getenv("CASEBANK_SHARED"), *source = g_getenv("CASEBANK_SOURCE_DIR");
    if (shared != NULL)
        return g_build_filename(shared, "danish", "gold", NULL);
    return g_build_filename(source != NULL ? source : ".", "..", "shared", "danish", "gold", NULL);
}

int main(void)
{
    setlocale(LC_ALL, "");
    g_autofree char *folder = gold_folder();
    g_autoptr(GPtrArray) compounds = read_gold(folder, "comp.txt", FALSE);
    g_autoptr(GPtrArray) simple = read_gold(folder, "non.txt", FALSE);
    g_autoptr(GPtrArray) dasem = read_gold(folder, "dasem_compounds_apache2.txt", TRUE);
    if (compounds == NULL || simple == NULL || dasem == NULL) {
        g_print("skipped: %s is not there; CASEBANK_SHARED names the folder\n", folder);
        return 77;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    if (lexicon == NULL) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&options);
    Measure measure = {analyzer, FALSE};
    measure_compounds(&measure, "compounds", compounds, .95);
    measure_simple_words(&measure, simple);
    measure_compounds(&measure, "dasem", dasem, .85);
    g_autoptr(GPtrArray) pairs = read_pairs(analyzer, folder);
    if (pairs != NULL)
        measure_stems(&measure, pairs);
    return measure.failed ? 1 : 0;
}
