/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTML of a page: the case in the middle, and all that a site has around it. */
#include "site.h"

/* Numbers of cases that have no page of their own; the pages' own are below. */
#define FIRST_PAGELESS_CASE 100000000u
/* Those of a page are this far apart. */
#define PAGELESS_STEP 16u

#define MENU_FOLDERS 6
#define TEASERS 24
#define PAGELESS_TEASERS 4

typedef struct {
    const TreeSite *site; /* NULL for a page that was added later */
    const TreeWords *words;
    TreeRandom random;
    guint page;
    GString *out;
} Page;

static void add_escaped(GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

/* ---- around the case ---- */

static void add_head(GString *out, const char *title, const char *description)
{
    g_string_append(out, "<!doctype html>\n<html lang=\"da\">\n<head>\n  <meta charset=\"utf-8\">\n"
                         "  <meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n  <title>");
    add_escaped(out, title);
    g_string_append(out, " | Casebanken</title>\n  <meta name=\"description\" content=\"");
    add_escaped(out, description);
    g_string_append(out, "\">\n  <link rel=\"stylesheet\" href=\"/assets/site.css\">\n"
                         "  <script src=\"/assets/site.js\" defer></script>\n"
                         "  <script>var side = { skabelon: \"case\", sprog: \"da\" };</script>\n"
                         "</head>\n");
}

static const char banner[] =
    "<body>\n<a class=\"skip-link\" href=\"#hovedindhold\">Gå til hovedindhold</a>\n"
    "<div id=\"cookie-banner\" class=\"cookie-banner\" role=\"dialog\" "
    "aria-label=\"Samtykke til cookies\">\n  <h2>Vi bruger cookies</h2>\n"
    "  <p>Casebanken bruger cookies til at huske dine valg og til statistik.</p>\n"
    "  <button type=\"button\">Kun nødvendige</button>\n</div>\n"
    "<header class=\"site-header\">\n  <a class=\"logo\" href=\"/\">Casebanken</a>\n"
    "  <nav class=\"main-menu\" aria-label=\"Hovedmenu\">\n    <ul>\n";

static const char search_form[] =
    "    </ul>\n  </nav>\n"
    "  <form class=\"site-search\" role=\"search\" action=\"/soeg\" method=\"get\">\n"
    "    <label for=\"q\">Søg på siden</label>\n    <input id=\"q\" name=\"q\" type=\"search\">\n"
    "    <button type=\"submit\">Søg</button>\n  </form>\n"
    "  <a class=\"login\" href=\"/login\">Log ind</a>\n</header>\n";

static const char footer[] =
    "<footer class=\"site-footer\">\n  <p><strong>Casebanken</strong> – eksempler på rekruttering "
    "og fastholdelse</p>\n  <ul>\n    <li><a href=\"/om\">Om Casebanken</a></li>\n"
    "    <li><a href=\"/tilgaengelighed\">Tilgængelighedserklæring</a></li>\n"
    "    <li><a href=\"/privatliv\">Privatlivspolitik</a></li>\n  </ul>\n</footer>\n"
    "</body>\n</html>\n";

static void add_menu(Page *page)
{
    guint n = page->site != NULL ? MIN(MENU_FOLDERS, page->site->n_folders) : 0;
    for (guint i = 0; i < n; i++) {
        const char *folder = page->site->folders->pdata[i];
        g_string_append_printf(page->out, "      <li><a href=\"../%s/index.html\">%s</a></li>\n",
                               folder, folder);
    }
}

static void add_start(Page *page, const char *title, const char *description)
{
    add_head(page->out, title, description);
    g_string_append(page->out, banner);
    add_menu(page);
    g_string_append(page->out, search_form);
    g_string_append(page->out, "<nav class=\"breadcrumb\" aria-label=\"Brødkrumme\">\n  <ol>\n"
                               "    <li><a href=\"/\">Forside</a></li>\n"
                               "    <li><a href=\"index.html\">Cases</a></li>\n  </ol>\n</nav>\n"
                               "<main id=\"hovedindhold\">\n  <article>\n");
}

static void add_date(Page *page)
{
    static const char *const months[] = {"januar", "marts", "maj", "august", "oktober"};
    g_string_append_printf(page->out, "    <p class=\"updated\">Sidst opdateret: %u. %s %u</p>\n",
                           tree_random_range(&page->random, 1, 28),
                           months[tree_random_range(&page->random, 0, 4)],
                           tree_random_range(&page->random, 2016, 2024));
}

static void add_contact(Page *page)
{
    g_string_append(page->out,
                    "    <section class=\"contact-box\" aria-label=\"Kontakt\">\n"
                    "      <h2>Kontakt</h2>\n      <p class=\"role\">Uddannelseskonsulent</p>\n"
                    "      <p>Telefon: <a href=\"tel:+4500000000\">+45 00 00 00 00</a></p>\n"
                    "      <p>E-mail: <a href=\"mailto:uddannelse@example.dk\">"
                    "uddannelse@example.dk</a></p>\n    </section>\n");
}

static void add_end(Page *page)
{
    add_date(page);
    add_contact(page);
    g_string_append(page->out, "  </article>\n</main>\n");
    g_string_append(page->out, footer);
}

/* ---- the case ---- */

static void add_heading(GString *out, int level, const char *title)
{
    g_string_append_printf(out, "    <h%d>", level);
    add_escaped(out, title);
    g_string_append_printf(out, "</h%d>\n", level);
}

static void add_paragraphs(Page *page, const TreeTopic *topic, guint n_words)
{
    while (n_words > 0) {
        guint length = tree_random_range(&page->random, 30, 80);
        guint n = MIN(n_words, length);
        g_string_append(page->out, TREE_PARAGRAPH_START);
        tree_paragraph(page->words, topic, &page->random, n, page->out);
        g_string_append(page->out, "</p>\n");
        n_words -= n;
    }
}

static void add_list(Page *page, const TreeTopic *topic)
{
    g_string_append(page->out, "    <ul>\n");
    for (guint i = 0; i < 4; i++) {
        g_string_append(page->out, "      <li>");
        tree_sentence(page->words, topic, &page->random, page->out);
        g_string_append(page->out, "</li>\n");
    }
    g_string_append(page->out, "    </ul>\n");
}

static void add_pdf_link(GString *out, const char *name, const char *title, guint n_pages)
{
    g_autofree char *address = g_uri_escape_string(name, NULL, FALSE);
    g_string_append_printf(out, TREE_PARAGRAPH_START "<a class=\"pdf\" href=\"filer/%s\">",
                           address);
    add_escaped(out, title);
    g_string_append_printf(out, " (PDF, %u sider)</a></p>\n", n_pages);
}

static void add_site_pdfs(Page *page)
{
    GPtrArray *pdfs = page->site != NULL ? page->site->of_page[page->page] : NULL;
    for (guint i = 0; pdfs != NULL && i < pdfs->len; i++) {
        const TreePdf *pdf = pdfs->pdata[i];
        add_pdf_link(page->out, pdf->name, pdf->title, pdf->n_pages);
    }
}

static void add_case(Page *page, const TreeCase *item)
{
    static const char *const headings[] = {"Baggrund", "Indsatsen", "Sådan gør de", "Effekter"};
    guint n_words = tree_random_range(&page->random, 300, 600);
    g_string_append(page->out, "    <p class=\"label\">Case</p>\n");
    add_heading(page->out, 1, item->title);
    g_string_append(page->out, "    <p class=\"lead\">");
    add_escaped(page->out, item->lead);
    g_string_append(page->out, "</p>\n");
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++) {
        if (i == 2 && tree_random_chance(&page->random, 0.5))
            continue;
        add_heading(page->out, 2, headings[i]);
        add_paragraphs(page, &item->topic, n_words / 4);
        if (i == 1)
            add_list(page, &item->topic);
    }
}

static void add_plain(Page *page, const TreeCase *item)
{
    add_start(page, item->title, item->lead);
    add_case(page, item);
    add_site_pdfs(page);
    add_end(page);
}

/* ---- several cases on a page ---- */

static guint pageless_case(guint page, guint i)
{
    return FIRST_PAGELESS_CASE + page * PAGELESS_STEP + i;
}

static void add_section(Page *page, const TreeCase *item)
{
    add_heading(page->out, 2, item->title);
    g_string_append_printf(page->out, TREE_PARAGRAPH_START "%s</p>\n", item->lead);
    g_string_append(page->out, "    <details>\n    <summary>Kort om indsatsen</summary>\n");
    add_paragraphs(page, &item->topic, tree_random_range(&page->random, 60, 100));
    g_string_append(page->out, "    </details>\n    <details>\n"
                               "    <summary>Effekter af indsatsen</summary>\n");
    add_paragraphs(page, &item->topic, tree_random_range(&page->random, 25, 50));
    g_string_append(page->out, "    </details>\n");
}

/* The lead of a case that has its own page, and the way there. */
static void add_short_standing(Page *page, guint number)
{
    g_auto(TreeCase) item = tree_case_new(page->words, page->site->size.seed, number);
    add_heading(page->out, 2, item.title);
    g_string_append_printf(page->out,
                           TREE_PARAGRAPH_START "%s</p>\n" TREE_PARAGRAPH_START
                                                "<a href=\"%s\">Læs hele casen: ",
                           item.lead, item.name);
    add_escaped(page->out, item.title);
    g_string_append(page->out, "</a></p>\n");
}

static char *about_page(const Page *page, const char *what)
{
    TreeRandom random = tree_random_new(page->site->size.seed, TREE_FOR_CASE, page->page);
    TreeTopic topic = tree_topic_new(page->words, &random);
    g_autofree char *about = tree_title(page->words, &topic, &random, 3);
    return g_strdup_printf("%s om %s", what, about);
}

static void add_collection(Page *page)
{
    g_autofree char *title = about_page(page, "Erfaringer");
    add_start(page, title, "Flere eksempler på samme side.");
    add_heading(page->out, 1, title);
    guint n = tree_random_range(&page->random, 3, 5);
    for (guint i = 0; i < n; i++) {
        g_auto(TreeCase) item =
            tree_case_new(page->words, page->site->size.seed, pageless_case(page->page, i));
        add_section(page, &item);
    }
    guint next = page->page + 2;
    if (next < page->site->size.n_pages && tree_site_kind(page->site, next) == TREE_PLAIN)
        add_short_standing(page, next);
    add_end(page);
}

static void add_teaser(Page *page, guint number)
{
    g_auto(TreeCase) item = tree_case_new(page->words, page->site->size.seed, number);
    g_string_append_printf(page->out, "    <div class=\"teaser\">\n    <h3><a href=\"%s\">",
                           item.name);
    add_escaped(page->out, item.title);
    g_string_append_printf(page->out, "</a></h3>\n" TREE_PARAGRAPH_START "%s</p>\n    </div>\n",
                           item.lead);
}

static void add_listing(Page *page)
{
    const guint n_pages = page->site->size.n_pages;
    g_autofree char *title = about_page(page, "Cases");
    add_start(page, title, "Et udvalg af cases.");
    add_heading(page->out, 1, title);
    for (guint i = 0; i < TEASERS; i++) {
        guint number = page->page + 1 + i * (TREE_FOLDER_PAGES / TEASERS);
        if (number < n_pages && tree_site_kind(page->site, number) == TREE_PLAIN)
            add_teaser(page, number);
    }
    for (guint i = 0; i < PAGELESS_TEASERS; i++)
        add_teaser(page, pageless_case(page->page, i));
    add_site_pdfs(page);
    add_end(page);
}

/* ---- all of them ---- */

char *tree_page_name(const TreeSite *site, guint page)
{
    TreeKind kind = tree_site_kind(site, page);
    if (kind == TREE_LISTING)
        return g_strdup("index.html");
    if (kind == TREE_COLLECTION)
        return g_strdup_printf("erfaringer-%u.html", page);
    if (kind == TREE_COPY)
        return g_strdup_printf("tema-%u.html", page);
    g_auto(TreeCase) item = tree_case_new(site->words, site->size.seed, page);
    return g_steal_pointer(&item.name);
}

char *tree_page_html(const TreeSite *site, guint page)
{
    TreeKind kind = tree_site_kind(site, page);
    guint of = kind == TREE_COPY ? page + 1 : page;
    Page making = {.site = site,
                   .words = site->words,
                   .random = tree_random_new(site->size.seed, TREE_FOR_PAGE, of),
                   .page = page,
                   .out = g_string_sized_new(8192)};
    g_auto(TreeCase) item = tree_case_new(site->words, site->size.seed, of);
    if (kind == TREE_LISTING)
        add_listing(&making);
    else if (kind == TREE_COLLECTION)
        add_collection(&making);
    else
        add_plain(&making, &item);
    return g_string_free(making.out, FALSE);
}

char *tree_single_page_html(const TreeWords *words, const TreeCase *item, TreeRandom *random,
                            const char *pdf)
{
    Page page = {.words = words, .random = *random, .out = g_string_sized_new(8192)};
    add_start(&page, item->title, item->lead);
    add_case(&page, item);
    if (pdf != NULL)
        add_pdf_link(page.out, pdf, pdf, 1);
    add_end(&page);
    *random = page.random;
    return g_string_free(page.out, FALSE);
}

char *tree_paragraph_html(const TreeWords *words, TreeRandom *random)
{
    TreeTopic topic = tree_topic_new(words, random);
    GString *line = g_string_new(TREE_PARAGRAPH_START);
    tree_paragraph(words, &topic, random, 50, line);
    g_string_append(line, "</p>");
    return g_string_free(line, FALSE);
}
