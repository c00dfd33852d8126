/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample's PDFs against the texts they were made from (corpus/expected): each box of a poster
 * and each page of a folder must come out word for word and whole, and where there is one order to
 * read them in, in that order.
 */
#include "read_pdf.h"
#include <string.h>

typedef struct {
    const char *expected, *pdf;
    gboolean one_order;
} Sample;

static const Sample samples[] = {
    {"folder-fastholdelse", "Folder - Fastholdelse gennem samtaler", TRUE},
    {"folder-ordblind", "folder-ordblind-i-oplaering", TRUE},
    {"ordliste-sprogmakkere", "ordliste-for-sprogmakkere", TRUE},
    {"planche-ssa", "Planche over elevrejsen på SSA-uddannelsen", TRUE},
    {"planche-ssh", "Planche over elevrejsen på SSH-uddannelsen", FALSE},
    {"planche-aarshjul", "planche-aarshjul-for-vejledernetvaerket", FALSE},
};

static char *source_path(const char *folder, const char *name, const char *suffix)
{
    g_autofree char *file = g_strconcat(name, suffix, NULL);
    const char *source = g_getenv("CASEBANK_SOURCE_DIR");
    return g_build_filename(source != NULL ? source : ".", "corpus", folder, file, NULL);
}

/* Words parted by one space, with one at either end. */
static char *words_of(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    GString *out = g_string_new(" ");
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_string_append_printf(out, "%s ", words[i]);
    return g_string_free(out, FALSE);
}

static char *read_sample(const Sample *sample)
{
    g_autofree char *path = source_path("pages/filer", sample->pdf, ".pdf");
    g_autoptr(ReadPdf) read = read_pdf_file(path);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 1; i <= read->pages->len; i++)
        g_string_append_printf(text, "%s\n", read_pdf_page(read, i));
    return words_of(text->str);
}

static void test_sample(gconstpointer data)
{
    const Sample *sample = data;
    g_autofree char *path = source_path("expected", sample->expected, ".txt");
    g_autofree char *expected = NULL;
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    g_autofree char *text = read_sample(sample);
    g_auto(GStrv) boxes = g_strsplit(expected, "\n\n", -1);
    const char *from = text;
    for (guint i = 0; boxes[i] != NULL; i++) {
        g_autofree char *words = words_of(boxes[i]);
        const char *at = strstr(sample->one_order ? from : text, words);
        if (at == NULL)
            g_test_message("not whole, or not in its place: %s", words);
        g_assert_nonnull(at);
        from = at + strlen(words) - 1;
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autofree char *path = g_strconcat("/pdf/corpus/", samples[i].expected, NULL);
        g_test_add_data_func(path, &samples[i], test_sample);
    }
    return g_test_run();
}
