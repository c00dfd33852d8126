/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a site. Pages and PDFs are then made one by one from their numbers. */
#include "site.h"

#include <math.h>

TreeKind tree_site_kind(const TreeSite *site, guint page)
{
    guint place = page % TREE_FOLDER_PAGES;
    if (place == 0)
        return TREE_LISTING;
    if (place % 25 == 12)
        return TREE_COLLECTION;
    if (place % 40 == 7 && page + 1 < site->size.n_pages)
        return TREE_COPY;
    return TREE_PLAIN;
}

TreeCase tree_case_new(const TreeWords *words, guint64 seed, guint number)
{
    TreeRandom random = tree_random_new(seed, TREE_FOR_CASE, number);
    TreeCase item = {.topic = tree_topic_new(words, &random),
                     .place = tree_words_place(words, &random)};
    g_autofree char *what =
        tree_title(words, &item.topic, &random, tree_random_range(&random, 3, 5));
    item.title = g_strdup_printf("%s Kommune: %s", item.place, what);
    g_autoptr(GString) lead = g_string_new(NULL);
    tree_paragraph(words, &item.topic, &random, 25, lead);
    g_string_append_printf(lead, " Det sker i %s Kommune.", item.place);
    item.lead = g_string_free(g_steal_pointer(&lead), FALSE);
    g_autofree char *slug = tree_slug(what);
    item.name = g_strdup_printf("%.60s-%u.html", slug, number);
    return item;
}

void tree_case_clear(TreeCase *item)
{
    g_free(item->title);
    g_free(item->lead);
    g_free(item->name);
}

static void name_folders(TreeSite *site)
{
    site->folders = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < site->n_folders; i++) {
        TreeRandom random = tree_random_new(site->size.seed, TREE_FOR_CASE, G_MAXUINT32 + 1ull + i);
        TreeTopic topic = tree_topic_new(site->words, &random);
        g_autofree char *slug = tree_slug(topic.words[0]);
        g_ptr_array_add(site->folders, g_strdup_printf("%s-%u", slug, i + 1));
    }
}

/* Most PDFs are short, some are long; together they have exactly the pages asked for. */
static void share_out_pages(TreeSite *site)
{
    guint n = site->size.n_pdfs;
    TreeRandom random = tree_random_new(site->size.seed, TREE_FOR_PDF_SIZES, 0);
    g_autofree double *up_to = g_new(double, n + 1);
    up_to[0] = 0;
    for (guint i = 0; i < n; i++)
        up_to[i + 1] = up_to[i] - log(1 - tree_random_unit(&random)); /* exponential */
    double spare = (double)(site->size.n_pdf_pages - n);
    for (guint i = 0; i < n; i++)
        site->pdfs[i].n_pages = 1 + (guint)(round(up_to[i + 1] / up_to[n] * spare) -
                                            round(up_to[i] / up_to[n] * spare));
}

/* A plain page of the folder; the folder's listing when it has none. */
static guint draw_owner(const TreeSite *site, guint folder, TreeRandom *random)
{
    guint first = folder * TREE_FOLDER_PAGES;
    guint last = MIN(first + TREE_FOLDER_PAGES, site->size.n_pages) - 1;
    for (guint i = 0; i < 100; i++) {
        guint page = tree_random_range(random, first, last);
        if (tree_site_kind(site, page) == TREE_PLAIN)
            return page;
    }
    return first;
}

static void link_pdf(TreeSite *site, TreePdf *pdf, guint page)
{
    pdf->owners[pdf->n_links++] = page;
    if (site->of_page[page] == NULL)
        site->of_page[page] = g_ptr_array_new();
    g_ptr_array_add(site->of_page[page], pdf);
}

/* Three in a hundred are named by no page, three by two. */
static void plan_pdf(TreeSite *site, guint number)
{
    static const char *const kinds[] = {"Håndbog", "Folder",       "Tjekliste", "Velkomstbrev",
                                        "Planche", "Præsentation", "Rapport",   "Oversigt"};
    TreePdf *pdf = &site->pdfs[number];
    TreeRandom random = tree_random_new(site->size.seed, TREE_FOR_PDF, number);
    guint folder = number % site->n_folders;
    guint owner = draw_owner(site, folder, &random);
    g_auto(TreeCase) item = tree_case_new(site->words, site->size.seed, owner);
    g_autofree char *about = tree_title(site->words, &item.topic, &random, 3);
    pdf->title = g_strdup_printf(
        "%s - %s", kinds[tree_random_range(&random, 0, G_N_ELEMENTS(kinds) - 1)], about);
    g_autofree char *slug = tree_slug(pdf->title);
    gboolean is_plain_name = tree_random_chance(&random, 0.6);
    pdf->name = g_strdup_printf(is_plain_name ? "%s-%u.pdf" : "%s %u.pdf",
                                is_plain_name ? slug : pdf->title, number);
    double kind = tree_random_unit(&random);
    if (kind >= 0.03)
        link_pdf(site, pdf, owner);
    if (kind >= 0.97) {
        guint other = draw_owner(site, folder, &random);
        if (other != owner)
            link_pdf(site, pdf, other);
    }
}

TreeSite *tree_site_new(const TreeWords *words, const TreeSize *size)
{
    TreeSite *site = g_new0(TreeSite, 1);
    site->words = words;
    site->size = *size;
    site->n_folders = (size->n_pages + TREE_FOLDER_PAGES - 1) / TREE_FOLDER_PAGES;
    name_folders(site);
    site->pdfs = g_new0(TreePdf, size->n_pdfs + 1);
    site->of_page = g_new0(GPtrArray *, size->n_pages);
    share_out_pages(site);
    for (guint i = 0; i < size->n_pdfs; i++)
        plan_pdf(site, i);
    return site;
}

void tree_site_free(TreeSite *site)
{
    if (site == NULL)
        return;
    for (guint i = 0; i < site->size.n_pages; i++)
        g_clear_pointer(&site->of_page[i], g_ptr_array_unref);
    for (guint i = 0; i < site->size.n_pdfs; i++) {
        g_free(site->pdfs[i].name);
        g_free(site->pdfs[i].title);
    }
    g_free(site->of_page);
    g_free(site->pdfs);
    g_ptr_array_unref(site->folders);
    g_free(site);
}
