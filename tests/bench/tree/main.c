/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-tree: a site of generated pages and PDFs to measure on, and what changes it overnight. */
#include "change.h"
#include "site.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, MAX_NUMBER = 10000000 };

static const char summary[] =
    "Makes a site in DIR: pages in made-up Danish with the PDFs they link to. The same seed and\n"
    "sizes give the same bytes.\n"
    "\n"
    "With --mutate ROUND it changes the site that is in DIR instead, as ROUND decides, and prints\n"
    "what it did, a line each. Use another ROUND each time.";

typedef struct {
    int seed, pages, pdfs, pdf_pages, jobs;
    TreeChange change;
    char *marker, *corpus, *dictionary, **rest;
} Arguments;

static gboolean parse(int *argc, char ***argv, Arguments *a, GError **error)
{
    TreeChange *c = &a->change;
    const GOptionEntry entries[] = {
        {"seed", 's', 0, G_OPTION_ARG_INT, &a->seed, "What chance begins from (1)", "N"},
        {"pages", 0, 0, G_OPTION_ARG_INT, &a->pages, "HTML pages (10000)", "N"},
        {"pdfs", 0, 0, G_OPTION_ARG_INT, &a->pdfs, "PDFs (13 for 100 pages)", "N"},
        {"pdf-pages", 0, 0, G_OPTION_ARG_INT, &a->pdf_pages,
         "Pages of all PDFs together (60 for 13)", "N"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &a->jobs, "Processes at once (2)", "N"},
        {"mutate", 'm', 0, G_OPTION_ARG_INT, &c->round, "Change what is there", "ROUND"},
        {"change", 0, 0, G_OPTION_ARG_INT, &c->pages, "... a paragraph of so many pages", "N"},
        {"change-pdfs", 0, 0, G_OPTION_ARG_INT, &c->pdfs, "... so many PDFs, wholly", "N"},
        {"touch", 0, 0, G_OPTION_ARG_INT, &c->touched, "... only the time of so many pages", "N"},
        {"add", 0, 0, G_OPTION_ARG_INT, &c->added, "... by so many new pages", "N"},
        {"delete", 0, 0, G_OPTION_ARG_INT, &c->deleted, "... delete so many pages", "N"},
        {"delete-pdfs", 0, 0, G_OPTION_ARG_INT, &c->deleted_pdfs, "... delete so many PDFs", "N"},
        {"rename-pdfs", 0, 0, G_OPTION_ARG_INT, &c->renamed, "... rename so many PDFs", "N"},
        {"move", 0, 0, G_OPTION_ARG_INT, &c->moved, "... rename so many folders", "N"},
        {"marker", 0, 0, G_OPTION_ARG_STRING, &a->marker,
         "A word that each changed paragraph begins with", "WORD"},
        {"corpus", 0, 0, G_OPTION_ARG_FILENAME, &a->corpus,
         "The sample: common words and municipalities", "DIR"},
        {"dictionary", 0, 0, G_OPTION_ARG_FILENAME, &a->dictionary, "hunspell's: rare words",
         "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->rest, NULL, NULL},
        G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context = g_option_context_new("DIR");
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, error);
}

static gboolean is_size(int n)
{
    return n >= 0 && n <= MAX_NUMBER;
}

static gboolean check(Arguments *a)
{
    if (a->pages < 1 || a->pages > MAX_NUMBER || a->rest == NULL || a->rest[1] != NULL)
        return FALSE;
    if (a->pdfs < 0)
        a->pdfs = a->pages * 13 / 100;
    if (a->pdf_pages < 0)
        a->pdf_pages = (int)((gint64)a->pdfs * 60 / 13);
    return is_size(a->pdfs) && is_size(a->pdf_pages) && a->pdf_pages >= a->pdfs && a->jobs >= 1 &&
           a->jobs <= 64;
}

static gboolean make_folders(const TreeSite *site, const char *root)
{
    for (guint i = 0; i < site->n_folders; i++) {
        g_autofree char *files =
            g_build_filename(root, "sager", site->folders->pdata[i], "filer", NULL);
        if (g_mkdir_with_parents(files, 0777) != 0) {
            perror(files);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean write_page(const TreeSite *site, const char *root, guint number, GError **error)
{
    g_autofree char *html = tree_page_html(site, number);
    g_autofree char *name = tree_page_name(site, number);
    g_autofree char *path = g_build_filename(
        root, "sager", site->folders->pdata[number / TREE_FOLDER_PAGES], name, NULL);
    return g_file_set_contents_full(path, html, -1, G_FILE_SET_CONTENTS_NONE, 0666, error);
}

static gboolean write_pdf(const TreeSite *site, const char *root, guint number, GError **error)
{
    const TreePdf *pdf = &site->pdfs[number];
    g_autofree char *path = g_build_filename(
        root, "sager", site->folders->pdata[number % site->n_folders], "filer", pdf->name, NULL);
    TreeRandom random = tree_random_new(site->size.seed, TREE_FOR_PDF, G_MAXUINT32 + 1ull + number);
    return tree_pdf_write(site->words, random, pdf->title, pdf->n_pages, path, error);
}

/* Every @jobs'th of the files, from @first on. */
static gboolean write_share(const TreeSite *site, const char *root, guint first, guint jobs)
{
    g_autoptr(GError) error = NULL;
    for (guint i = first; i < site->size.n_pages && error == NULL; i += jobs)
        write_page(site, root, i, &error);
    for (guint i = first; i < site->size.n_pdfs && error == NULL; i += jobs)
        write_pdf(site, root, i, &error);
    if (error != NULL)
        fprintf(stderr, "make-tree: %s\n", error->message);
    return error == NULL;
}

static gboolean write_all(const TreeSite *site, const char *root, guint jobs)
{
    for (guint i = 1; i < jobs; i++)
        if (fork() == 0)
            _exit(write_share(site, root, i, jobs) ? EXIT_SUCCESS : EXIT_FAILURE);
    gboolean ok = write_share(site, root, 0, jobs);
    for (int status; wait(&status) > 0;)
        ok = ok && status == 0;
    return ok;
}

static gboolean make(const Arguments *a, const TreeWords *words)
{
    const TreeSize size = {.seed = (guint64)a->seed,
                           .n_pages = (guint)a->pages,
                           .n_pdfs = (guint)a->pdfs,
                           .n_pdf_pages = (guint)a->pdf_pages};
    g_autoptr(TreeSite) site = tree_site_new(words, &size);
    if (!make_folders(site, a->rest[0]) || !write_all(site, a->rest[0], (guint)a->jobs))
        return FALSE;
    printf("%u pages in %u folders, %u PDFs of %u pages, %u different words to draw from\n",
           size.n_pages, site->n_folders, size.n_pdfs, size.n_pdf_pages, tree_words_count(words));
    return TRUE;
}

static int run(Arguments *a)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TreeWords) words = tree_words_new(a->corpus, a->dictionary, (guint64)a->seed, &error);
    gboolean ok = words != NULL;
    a->change.seed = (guint64)a->seed;
    a->change.marker = a->marker;
    if (ok)
        ok = a->change.round >= 0 ? tree_change(words, a->rest[0], &a->change, &error)
                                  : make(a, words);
    if (error != NULL)
        fprintf(stderr, "make-tree: %s\n", error->message);
    return ok && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    setlocale(LC_ALL, "C.UTF-8"); /* names with æ, ø and å, whatever the user's */
    Arguments arguments = {
        .seed = 1, .pages = 10000, .pdfs = -1, .pdf_pages = -1, .jobs = 2, .change = {.round = -1}};
    arguments.corpus = g_strdup(TREE_CORPUS);
    arguments.dictionary = g_strdup(TREE_DICTIONARY);
    if (!parse(&argc, &argv, &arguments, &error) || !check(&arguments)) {
        fprintf(stderr, "make-tree: %s (see make-tree --help)\n",
                error != NULL ? error->message : "a folder, and numbers that fit together, please");
        return EXIT_USAGE;
    }
    int code = run(&arguments);
    g_strfreev(arguments.rest);
    g_free(arguments.marker);
    g_free(arguments.corpus);
    g_free(arguments.dictionary);
    return code;
}
