/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CPU milliseconds a search takes, from query text to JSON, on an index of 10,000 passages that is
 * made here: search-bench [PASSAGES].
 *
 * The texts are invented words in inflected forms, drawn by Zipf's law, in sentences and
 * paragraphs; 700 to 1,500 bytes a passage, five passages a case, and some cases with a handbook of
 * 300 pages on top. Every query is asked once, so nothing is warm but what a running service has
 * warm. Exits with 1 when a kind of query takes more than 2 ms on average.
 */
#include "generation.h"
#include <casebank/search.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define VOCABULARY 20000
#define QUERIES 300 /* of each kind */
#define LIMIT_MS 2.0
#define HANDBOOK_PAGES 300u
#define HANDBOOK_EVERY 400 /* cases */

static char *vocabulary[VOCABULARY];
static double cumulative[VOCABULARY];
static guint64 random_state = 42;

static double draw(void)
{
    random_state = random_state * G_GUINT64_CONSTANT(6364136223846793005) + 1442695040888963407u;
    return (double)(random_state >> 11) / (double)(G_GUINT64_CONSTANT(1) << 53);
}

static guint draw_below(guint n)
{
    return (guint)(draw() * n);
}

/* --- Text ------------------------------------------------------------------------------------ */

static char *invent_word(guint rank)
{
    static const char *const onsets[] = {"b", "d", "f", "g", "h",  "k",  "l",  "m",  "n",  "p",
                                         "r", "s", "t", "v", "st", "sk", "bl", "gr", "tr", "fr"};
    static const char *const nuclei[] = {"a", "e", "i", "o", "u", "y", "a", "e", "i",
                                         "o", "u", "e", "i", "e", "a", "æ", "ø", "å"};
    GString *word = g_string_new(NULL);
    guint syllables = rank < 100 ? 1 : 2 + draw_below(3);
    for (guint i = 0; i < syllables; i++)
        g_string_append_printf(word, "%s%s", onsets[draw_below(G_N_ELEMENTS(onsets))],
                               nuclei[draw_below(G_N_ELEMENTS(nuclei))]);
    g_string_append(word, onsets[draw_below(14)]);
    return g_string_free(word, FALSE);
}

static void make_vocabulary(void)
{
    double sum = 0;
    for (guint i = 0; i < VOCABULARY; i++) {
        vocabulary[i] = invent_word(i);
        sum += 1.0 / (i + 2.7);
        cumulative[i] = sum;
    }
}

static guint draw_rank(void)
{
    double at = draw() * cumulative[VOCABULARY - 1];
    guint low = 0, high = VOCABULARY - 1;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (cumulative[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static char *make_text(guint bytes)
{
    static const char *const endings[] = {"", "", "", "en", "er", "erne", "s", "et"};
    GString *text = g_string_new(NULL);
    while (text->len < bytes) {
        guint n = 6 + draw_below(14);
        for (guint i = 0; i < n; i++)
            g_string_append_printf(text, "%s%s%s", i > 0 ? " " : "", vocabulary[draw_rank()],
                                   endings[draw_below(G_N_ELEMENTS(endings))]);
        g_string_append(text, draw_below(5) == 0 ? ".\n\n" : ". ");
    }
    return g_string_free(text, FALSE);
}

/* --- Index ----------------------------------------------------------------------------------- */

static void stop_on(const GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(2);
}

static void add_handbook(CbCase *item)
{
    CbAttachment *attachment = cb_attachment_new("Handbook.pdf");
    attachment->n_pages = HANDBOOK_PAGES;
    for (guint i = 1; i <= HANDBOOK_PAGES; i++) {
        g_autofree char *page = make_text(2000);
        g_autofree char *planted = g_strdup_printf("%s Handbook %u.", page, i);
        g_ptr_array_add(attachment->pages, cb_pdf_page_new(i, NULL, planted));
    }
    g_ptr_array_add(item->attachments, attachment);
}

static CbCase *make_case(guint number)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup_printf("case%u", number);
    item->title = g_strdup_printf("%s %s %s", vocabulary[draw_rank()], vocabulary[draw_rank()],
                                  vocabulary[draw_rank()]);
    item->source = g_strdup_printf("case%u.html", number);
    item->updated = g_strdup_printf("%u-05-01", 2015 + number % 10);
    g_ptr_array_add(item->municipalities, g_strdup_printf("Town%u", number % 98));
    for (guint i = 0; i < 5; i++) {
        g_autofree char *text = make_text(700 + draw_below(800));
        g_autofree char *heading = g_strdup_printf("Section %u", i);
        g_ptr_array_add(item->sections, cb_section_new(heading, NULL, text));
    }
    return item;
}

static void build(const char *dir, guint passages)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    stop_on(error);
    guint made = 0;
    for (guint i = 0; made < passages; i++) {
        g_autoptr(CbCase) item = make_case(i);
        if (i % HANDBOOK_EVERY == HANDBOOK_EVERY / 2)
            add_handbook(item);
        made += 5 + (item->attachments->len > 0 ? HANDBOOK_PAGES : 0u);
        cb_writer_add_case(writer, item, &error);
        stop_on(error);
    }
    cb_writer_publish(writer, &error);
    stop_on(error);
}

/* --- Queries --------------------------------------------------------------------------------- */

/* A word as people search for: neither the commonest nor the rarest. */
static const char *topical(void)
{
    return vocabulary[30 + draw_below(2000)];
}

static char *join(guint n, const char *between)
{
    GString *query = g_string_new(topical());
    for (guint i = 1; i < n; i++)
        g_string_append_printf(query, "%s%s", between, topical());
    return g_string_free(query, FALSE);
}

static char *one_word(void)
{
    return join(1, " ");
}

static char *two_words(void)
{
    return join(2, " ");
}

static char *three_words(void)
{
    return join(3, " ");
}

static char *question(void)
{
    return join(9, " ");
}

static char *alternatives(void)
{
    return join(4, " ELLER ");
}

static char *phrase(void)
{
    return g_strdup_printf("\"%s %s\"", vocabulary[draw_below(30)], vocabulary[draw_below(30)]);
}

static char *exact_word(void)
{
    return g_strdup_printf("=%s", topical());
}

static char *prefix(void)
{
    return g_strdup_printf("%.*s*", 4, topical());
}

static char *filtered(void)
{
    return g_strdup_printf("%s år:2018..2021 -kommune:Town%u", topical(), draw_below(98));
}

static char *common_word(void)
{
    return g_strdup(vocabulary[draw_below(20)]);
}

static char *handbook(void)
{
    return g_strdup_printf("handbook %s", topical());
}

static char *everything(void)
{
    return g_strdup("");
}

/* --- Measuring ------------------------------------------------------------------------------- */

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Returns the average; prints a line. */
static double measure(CbIndex *index, const char *name, char *(*make)(void))
{
    double times[QUERIES], sum = 0, hits = 0, bytes = 0;
    for (guint i = 0; i < QUERIES; i++) {
        g_autofree char *text = make();
        g_autoptr(GError) error = NULL;
        CbRequest request = CB_REQUEST_INIT;
        request.text = text;
        double start = cpu_ms();
        g_autoptr(CbAnswer) answer = cb_search(index, &request, &error);
        stop_on(error);
        g_autofree char *json = cb_answer_to_json(answer, FALSE);
        times[i] = cpu_ms() - start;
        sum += times[i];
        hits += answer->total;
        bytes += (double)strlen(json);
    }
    qsort(times, QUERIES, sizeof times[0], compare);
    printf("%-14s %7.3f %7.3f %7.3f %9.0f %9.0f\n", name, sum / QUERIES, times[QUERIES / 2],
           times[QUERIES * 95 / 100], hits / QUERIES, bytes / QUERIES);
    return sum / QUERIES;
}

static gboolean measure_all(CbIndex *index)
{
    static const struct {
        const char *name;
        char *(*make)(void);
    } kinds[] = {
        {"one word", one_word},         {"two words", two_words},
        {"three words", three_words},   {"nine words", question},
        {"alternatives", alternatives}, {"phrase", phrase},
        {"exact word", exact_word},     {"prefix", prefix},
        {"filtered", filtered},         {"common word", common_word},
        {"handbooks", handbook},        {"everything", everything},
    };
    gboolean within = TRUE;
    printf("%-14s %7s %7s %7s %9s %9s\n", "CPU ms a query", "mean", "median", "p95", "hits",
           "JSON");
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        within = measure(index, kinds[i].name, kinds[i].make) <= LIMIT_MS && within;
    return within;
}

int main(int argc, char **argv)
{
    guint passages = argc > 1 ? (guint)strtoul(argv[1], NULL, 10) : 10000;
    g_autoptr(GError) error = NULL;
    g_autofree char *root = g_dir_make_tmp("search-bench-XXXXXX", &error);
    stop_on(error);
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    make_vocabulary();
    build(dir, passages);
    CbIndex *index = cb_index_open(dir, &error);
    stop_on(error);
    g_autoptr(CbStatus) status = cb_index_status(index, &error);
    stop_on(error);
    printf("%u cases, %u passages, %.1f MB of text, %.1f MB of index\n", status->cases,
           status->passages, (double)status->documents_bytes / 1e6,
           (double)status->index_bytes / 1e6);
    gboolean within = measure_all(index);
    cb_index_free(index);
    cb_tree_remove(root);
    for (guint i = 0; i < VOCABULARY; i++)
        g_free(vocabulary[i]);
    return within ? 0 : 1;
}
