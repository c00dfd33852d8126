/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invented.h"

typedef struct {
    guint64 state;
    const InventedSize *size;
} Source;

/* xorshift64* (Vigna, 2016) */
static guint draw(Source *source, guint below)
{
    source->state ^= source->state >> 12;
    source->state ^= source->state << 25;
    source->state ^= source->state >> 27;
    return (guint)((source->state * G_GUINT64_CONSTANT(0x2545F4914F6CDD1D)) >> 33) % below;
}

static void seed(Source *source, const InventedSize *size, guint number, guint version)
{
    source->size = size;
    source->state = (guint64)number * 2654435761u + (guint64)version * 40503u + 1;
    for (guint i = 0; i < 8; i++)
        draw(source, 2);
}

char *invented_word(guint rank)
{
    static const char *const syllables[] = {"men", "tor", "ord",  "ning", "prak", "tik",  "ele",
                                            "ver", "fra", "fald", "vej",  "led",  "sko",  "len",
                                            "und", "er",  "vis",  "for",  "løb",  "hånd", "bog",
                                            "sam", "tal", "triv", "sel",  "bud",  "æg",   "mål"};
    GString *word = g_string_new(NULL);
    for (guint rest = rank + G_N_ELEMENTS(syllables); rest > 0; rest /= G_N_ELEMENTS(syllables))
        g_string_append(word, syllables[rest % G_N_ELEMENTS(syllables)]);
    return g_string_free(word, FALSE);
}

/* About as Zipf has it: a rank twice as high is half as common. */
static guint draw_rank(Source *source)
{
    guint limit = source->size->words;
    for (guint i = draw(source, 14); i > 0 && limit > 8; i--)
        limit /= 2;
    return draw(source, limit);
}

static char *capitalised(const char *word)
{
    const char *rest = g_utf8_next_char(word);
    g_autofree char *first = g_utf8_strup(word, rest - word);
    return g_strconcat(first, rest, NULL);
}

/* Of the rarer words every seventh is a name, and every eleventh an abbreviation. */
static char *draw_word(Source *source, gboolean begins)
{
    guint rank = draw_rank(source);
    g_autofree char *word = invented_word(rank);
    if (begins || (rank > 40 && rank % 7 == 0))
        return capitalised(word);
    return rank > 40 && rank % 11 == 0 ? g_utf8_strup(word, -1) : g_steal_pointer(&word);
}

static char *make_text(Source *source, guint words)
{
    GString *text = g_string_new(NULL);
    gboolean begins = TRUE;
    for (guint i = 0; i < words; i++) {
        g_autofree char *word = draw_word(source, begins);
        begins = draw(source, 12) == 0;
        g_string_append_printf(text, "%s%s%s", i > 0 ? " " : "", word, begins ? "." : "");
    }
    return g_string_free(text, FALSE);
}

static void add_section(Source *source, CbCase *item, guint i)
{
    g_autofree char *heading = make_text(source, 2);
    g_autofree char *anchor = g_strdup_printf("afsnit-%u", i);
    g_autofree char *text = make_text(source, source->size->section_words);
    g_ptr_array_add(item->sections, cb_section_new(heading, anchor, text));
}

static void add_pdf(Source *source, CbCase *item, guint number)
{
    static const char *const types[] = {"håndbog", "Folder", "evaluering"};
    g_autofree char *name = g_strdup_printf("bilag-%u.pdf", number);
    CbAttachment *pdf = cb_attachment_new(name);
    g_free(pdf->type);
    pdf->type = g_strdup(types[number / 10 % G_N_ELEMENTS(types)]);
    pdf->n_pages = source->size->pages;
    pdf->state = source->size->pages > 0 ? CB_STATE_OK : CB_STATE_MISSING;
    for (guint i = 1; i <= source->size->pages; i++) {
        g_autofree char *text = make_text(source, 2 * source->size->section_words);
        g_ptr_array_add(pdf->pages, cb_pdf_page_new(i, NULL, text));
    }
    g_ptr_array_add(item->attachments, pdf);
}

CbCase *invented_case(const InventedSize *size, guint number, guint version)
{
    Source source;
    CbCase *item = cb_case_new();
    item->id = g_strdup_printf("case%u", number);
    seed(&source, size, number, 50 + version);
    item->title = make_text(&source, 4);
    seed(&source, size, number, 0);
    item->source = g_strdup_printf("sager/case%u.html", number);
    item->updated = g_strdup_printf("%u-05-01", 2015 + number % 9);
    item->kind = number % 13 == 5 ? CB_CASE_DOCUMENT : CB_CASE_FULL;
    g_free(item->lead);
    item->lead = make_text(&source, 20);
    g_ptr_array_add(item->municipalities, g_strdup_printf("Ogby%u", number % 17));
    g_ptr_array_add(item->topics, g_strdup_printf("Emne %u", (number + version) % 5));
    guint sections = size->sections + (version % 4 == 3 ? 1 : 0) - (version % 4 == 2 ? 1 : 0);
    for (guint i = 0; i < sections; i++) {
        seed(&source, size, number, i == 1 ? version : 1000 * (i + 1));
        add_section(&source, item, i);
    }
    seed(&source, size, number, 7);
    if (number % 10 == 4)
        add_pdf(&source, item, number);
    return item;
}
