/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary, and sentences of it.
 *
 * The common words are those of the sample's own pages, in the order of how often they stand there;
 * then come the dictionary's, some of them inflected, and compounds of two, in an order drawn by
 * lot: about 280,000 in all. Word number r is drawn with a probability in proportion to
 * 1 / (r + 2.7) (Mandelbrot's form of Zipf's law) up to BEND, and from there to r to the power of
 * -1.7: Zipf's law in two regimes (Ferrer i Cancho and Sole 2001). The numbers were chosen so that
 * the commonest 100, 1,000, 3,000 and 10,000 words make up as much of a text (45, 75, 87 and 94 %)
 * as they do in large collections of real Danish: an index's size hangs on the tail. Every eighth
 * word is one of the text's topic, for real texts repeat themselves.
 */
#include "words.h"

#include <math.h>
#include <string.h>

#define N_COMPOUNDS 100000
#define MANDELBROT 2.7
#define BEND 1500
#define STEEP 1.7
#define FOR_TOPICS 20000 /* of the commonest words */

struct _TreeWords {
    GStringChunk *chunk;
    GPtrArray *words;   /* const char*, the most common first */
    GPtrArray *places;  /* char* */
    guint n_common;     /* of the words: those of the sample */
    double *cumulative; /* of the probabilities, up to 1 */
};

/* ---- where the words come from ---- */

/* Tags, scripts and entities become spaces; good enough for the sample's own pages. */
static char *text_of_html(const char *html)
{
    GString *text = g_string_new(NULL);
    for (const char *p = html; *p != '\0'; p++) {
        const char *end = NULL;
        if (g_str_has_prefix(p, "<script"))
            end = strstr(p, "</script>");
        else if (*p == '<')
            end = strchr(p, '>');
        else if (*p == '&')
            end = strchr(p, ';');
        if (end != NULL)
            p = end;
        g_string_append_c(text, end != NULL ? ' ' : *p);
    }
    return g_string_free(text, FALSE);
}

static void count_words(const char *text, GHashTable *counts)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    const char *start = NULL;
    for (const char *p = lower;; p = g_utf8_next_char(p)) {
        if (*p != '\0' && g_unichar_isalpha(g_utf8_get_char(p))) {
            start = start != NULL ? start : p;
            continue;
        }
        if (start != NULL) {
            char *word = g_strndup(start, (gsize)(p - start));
            guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, word));
            g_hash_table_replace(counts, word, GUINT_TO_POINTER(n + 1));
            start = NULL;
        }
        if (*p == '\0')
            return;
    }
}

/* Pages in an old character set are passed over. */
static void count_folder(const char *folder, GHashTable *counts)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *html = NULL;
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            count_folder(path, counts);
        else if (g_str_has_suffix(name, ".html") && g_file_get_contents(path, &html, NULL, NULL) &&
                 g_utf8_validate(html, -1, NULL)) {
            g_autofree char *text = text_of_html(html);
            count_words(text, counts);
        }
    }
}

typedef struct {
    const char *word;
    guint n;
} Counted;

static int more_common(gconstpointer a, gconstpointer b)
{
    const Counted *x = a, *y = b;
    return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp(x->word, y->word);
}

static gboolean take_sample(TreeWords *words, const char *corpus, GError **error)
{
    g_autofree char *pages = g_build_filename(corpus, "pages", NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    count_folder(pages, counts);
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(Counted));
    GHashTableIter iter;
    gpointer word, n;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &word, &n)) {
        Counted item = {word, GPOINTER_TO_UINT(n)};
        g_array_append_val(sorted, item);
    }
    g_array_sort(sorted, more_common);
    for (guint i = 0; i < sorted->len; i++)
        g_ptr_array_add(words->words, g_string_chunk_insert(
                                          words->chunk, g_array_index(sorted, Counted, i).word));
    words->n_common = sorted->len;
    if (sorted->len > 1000)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: too few words: is this the sample?",
                pages);
    return FALSE;
}

/* A small letter first, and letters alone: no names, no beginnings, no abbreviations. */
static gboolean is_plain_word(const char *word)
{
    if (g_utf8_strlen(word, -1) < 3)
        return FALSE;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_islower(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

static void shuffle(GPtrArray *array, TreeRandom *random)
{
    for (guint i = array->len; i > 1; i--) {
        guint j = tree_random_range(random, 0, i - 1);
        gpointer other = array->pdata[j];
        array->pdata[j] = array->pdata[i - 1];
        array->pdata[i - 1] = other;
    }
}

static void add_joined(TreeWords *words, GPtrArray *rare, const char *first, const char *second)
{
    g_autofree char *joined = g_strconcat(first, second, NULL);
    g_ptr_array_add(rare, g_string_chunk_insert(words->chunk, joined));
}

/* Endings and compounds by lot: more forms than the dictionary lists, as in any large text. */
static void grow(TreeWords *words, GPtrArray *rare, TreeRandom *random)
{
    static const char *const endings[] = {"en", "et", "er", "erne", "ens", "s", "de", "ede"};
    const guint n = rare->len;
    for (guint i = 0; i < n; i++)
        if (tree_random_chance(random, 0.5))
            add_joined(words, rare, rare->pdata[i],
                       endings[tree_random_range(random, 0, G_N_ELEMENTS(endings) - 1)]);
    for (guint i = 0; i < N_COMPOUNDS; i++)
        add_joined(words, rare, rare->pdata[tree_random_range(random, 0, n - 1)],
                   rare->pdata[tree_random_range(random, 0, n - 1)]);
}

static gboolean take_dictionary(TreeWords *words, const char *dictionary, guint64 seed,
                                GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(dictionary, &text, &length, error))
        return FALSE;
    g_autoptr(GPtrArray) rare = g_ptr_array_new();
    /* In place: under a sanitizer g_strsplit() goes through all the megabytes for each line. */
    for (char *line = text, *end = text + length, *next; line < end; line = next) {
        next = memchr(line, '\n', (gsize)(end - line));
        next = next != NULL ? next + 1 : end + 1;
        next[-1] = '\0';
        line[strcspn(line, "/ \t\r")] = '\0';
        if (g_utf8_validate(line, -1, NULL) && is_plain_word(line))
            g_ptr_array_add(rare, g_string_chunk_insert(words->chunk, line));
    }
    if (rare->len < 1000) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: too few words in UTF-8",
                    dictionary);
        return FALSE;
    }
    TreeRandom random = tree_random_new(seed, TREE_FOR_WORDS, 0);
    grow(words, rare, &random);
    shuffle(rare, &random);
    g_ptr_array_extend(words->words, rare, NULL, NULL);
    return TRUE;
}

static gboolean take_places(TreeWords *words, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (g_strstrip(*line)[0] != '\0' && (*line)[0] != '#')
            g_ptr_array_add(words->places, g_strdup(*line));
    return TRUE;
}

static double weight(guint rank)
{
    double bend = BEND + MANDELBROT, r = rank + MANDELBROT;
    return r <= bend ? 1 / r : pow(bend / r, STEEP) / bend;
}

static void weigh(TreeWords *words)
{
    double sum = 0;
    words->cumulative = g_new(double, words->words->len);
    for (guint i = 0; i < words->words->len; i++)
        words->cumulative[i] = sum += weight(i + 1);
    for (guint i = 0; i < words->words->len; i++)
        words->cumulative[i] /= sum;
}

TreeWords *tree_words_new(const char *corpus, const char *dictionary, guint64 seed, GError **error)
{
    g_autoptr(TreeWords) words = g_new0(TreeWords, 1);
    words->chunk = g_string_chunk_new(1 << 16);
    words->words = g_ptr_array_new();
    words->places = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *sample_places = g_build_filename(corpus, "municipalities.txt", NULL);
    g_autofree char *places =
        g_build_filename(corpus, "..", "indexer", "cut", "municipalities.txt", NULL);
    if (!take_sample(words, corpus, error) || !take_dictionary(words, dictionary, seed, error) ||
        !take_places(words, places, error) || !take_places(words, sample_places, error))
        return NULL;
    weigh(words);
    return g_steal_pointer(&words);
}

void tree_words_free(TreeWords *words)
{
    if (words == NULL)
        return;
    g_string_chunk_free(words->chunk);
    g_ptr_array_unref(words->words);
    g_ptr_array_unref(words->places);
    g_free(words->cumulative);
    g_free(words);
}

guint tree_words_count(const TreeWords *words)
{
    return words->words->len;
}

/* ---- drawing them ---- */

static const char *draw(const TreeWords *words, TreeRandom *random)
{
    double wanted = tree_random_unit(random);
    guint low = 0, high = words->words->len - 1;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (words->cumulative[middle] <= wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return words->words->pdata[low];
}

const char *tree_words_place(const TreeWords *words, TreeRandom *random)
{
    return words->places->pdata[tree_random_range(random, 0, words->places->len - 1)];
}

/* Neither the words that every text has, nor only those that no other has. */
static const char *draw_topic_word(const TreeWords *words, TreeRandom *random)
{
    guint last = tree_random_chance(random, 0.6) ? words->n_common : FOR_TOPICS;
    for (;;) {
        const char *word = words->words->pdata[tree_random_range(random, 150, last - 1)];
        if (strlen(word) > 4)
            return word;
    }
}

TreeTopic tree_topic_new(const TreeWords *words, TreeRandom *random)
{
    TreeTopic topic;
    for (guint i = 0; i < TREE_TOPIC_WORDS; i++)
        topic.words[i] = draw_topic_word(words, random);
    return topic;
}

static const char *topic_word(const TreeTopic *topic, TreeRandom *random)
{
    return topic->words[tree_random_range(random, 0, TREE_TOPIC_WORDS - 1)];
}

static void append_capital(GString *out, const char *word)
{
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(word)));
    g_string_append(out, g_utf8_next_char(word));
}

static void append_word(const TreeWords *words, const TreeTopic *topic, TreeRandom *random,
                        GString *out, gboolean first)
{
    const char *word =
        tree_random_chance(random, 1.0 / 8) ? topic_word(topic, random) : draw(words, random);
    if (first)
        append_capital(out, word);
    else if (tree_random_chance(random, 0.015))
        g_string_append_printf(out, "%u", tree_random_range(random, 2, 2024));
    else if (tree_random_chance(random, 0.005))
        g_string_append_printf(out, "%s Kommune", tree_words_place(words, random));
    else
        g_string_append(out, word);
}

guint tree_sentence(const TreeWords *words, const TreeTopic *topic, TreeRandom *random,
                    GString *out)
{
    guint n = tree_random_range(random, 7, 22);
    guint comma = tree_random_range(random, 3, 2 * n);
    for (guint i = 0; i < n; i++) {
        if (i > 0)
            g_string_append(out, i == comma ? ", " : " ");
        append_word(words, topic, random, out, i == 0);
    }
    g_string_append_c(out, '.');
    return n;
}

void tree_paragraph(const TreeWords *words, const TreeTopic *topic, TreeRandom *random,
                    guint n_words, GString *out)
{
    for (guint n = 0; n < n_words;) {
        if (n > 0)
            g_string_append_c(out, ' ');
        n += tree_sentence(words, topic, random, out);
    }
}

char *tree_title(const TreeWords *words, const TreeTopic *topic, TreeRandom *random, guint n)
{
    static const char *const between[] = {"og", "i", "til", "for", "med", "på"};
    GString *title = g_string_new(NULL);
    append_capital(title, topic_word(topic, random));
    for (guint i = 1; i < n; i++) {
        if (tree_random_chance(random, 0.5))
            g_string_append_printf(
                title, " %s", between[tree_random_range(random, 0, G_N_ELEMENTS(between) - 1)]);
        g_string_append_printf(title, " %s",
                               i < 3 ? topic_word(topic, random) : draw(words, random));
    }
    return g_string_free(title, FALSE);
}

char *tree_slug(const char *title)
{
    g_autofree char *lower = g_utf8_strdown(title, -1);
    GString *slug = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 128 && g_ascii_isalnum((char)c))
            g_string_append_c(slug, (char)c);
        else if (c == 0xe6 || c == 0xf8 || c == 0xe5)
            g_string_append(slug, c == 0xe6 ? "ae" : c == 0xf8 ? "oe" : "aa");
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    return g_string_free(slug, FALSE);
}
