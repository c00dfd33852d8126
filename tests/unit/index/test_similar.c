/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases of an index share rare words with a text; and what comes back of a PDF's outline. */
#include "index_folder.h"
#include "similar.h"
#include <casebank/error.h>

typedef IndexFolder Fixture;

static CbCase *make_case(const char *id, const char *title, const char *lead, const char *text)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup(id);
    item->title = g_strdup(title);
    g_free(item->lead);
    item->lead = g_strdup(lead);
    if (text != NULL)
        g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text));
    return item;
}

/* Takes over @cases. */
static CbIndex *make_index(const char *dir, CbCase *const *cases)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; cases[i] != NULL; i++) {
        cb_writer_add_case(writer, cases[i], &error);
        g_assert_no_error(error);
        cb_case_free(cases[i]);
    }
    cb_writer_publish(writer, &error);
    g_assert_no_error(error);
    return open_index(dir);
}

#define BUDDY "Eleverne får en læringsbuddy, som følger dem gennem den første praktik."
#define PILOT "Forsøget med svømmehal og sang blev lukket, fordi personalet savnede tid."

static void test_a_teaser_finds_its_text(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbIndex) index =
        make_index(fixture->dir, (CbCase *[]){make_case("sang", "Sang i vandet", PILOT, NULL),
                                              make_case("buddy", "Makker", BUDDY, PILOT), NULL});
    g_autoptr(CbCase) teaser = make_case("ny", "En ven i praktikken", BUDDY, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) ids = cb_index_similar(index, teaser, 5, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(ids->len, ==, 1);
    g_assert_cmpstr(ids->pdata[0], ==, "buddy");
}

static void test_a_text_finds_its_teaser(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbIndex) index = make_index(
        fixture->dir, (CbCase *[]){make_case("kort", "En ven i praktikken", BUDDY, NULL), NULL});
    g_autoptr(CbCase) text = make_case("ny", "Makker", PILOT, BUDDY);
    g_autoptr(GPtrArray) ids = cb_index_similar(index, text, 5, NULL);
    g_assert_cmpuint(ids->len, ==, 1);
}

static void test_so_many_are_given_as_are_wanted(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbIndex) index =
        make_index(fixture->dir, (CbCase *[]){make_case("a", "Makker", BUDDY, NULL),
                                              make_case("b", "Makker", BUDDY, PILOT), NULL});
    g_autoptr(CbCase) text = make_case("ny", "Makker", PILOT, BUDDY);
    g_autoptr(GPtrArray) ids = cb_index_similar(index, text, 1, NULL);
    g_assert_cmpuint(ids->len, ==, 1);
    g_assert_cmpstr(ids->pdata[0], ==, "b");
}

static void test_the_headings_of_pages_come_back(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbCase *item = make_case("a", "Makker", BUDDY, NULL);
    CbAttachment *pdf = cb_attachment_new("Håndbog.pdf");
    for (guint page = 1; page <= 4; page++)
        g_ptr_array_add(pdf->pages, cb_pdf_page_new(page, NULL, PILOT));
    g_ptr_array_add(pdf->outline, cb_outline_item_new(1, 2, "Vagtplan"));
    g_ptr_array_add(pdf->outline, cb_outline_item_new(2, 2, "Ferie"));
    g_ptr_array_add(item->attachments, pdf);
    g_autoptr(CbIndex) index = make_index(fixture->dir, (CbCase *[]){item, NULL});
    g_autoptr(CbCase) back = cb_index_case(index, "a", NULL);
    const GPtrArray *outline = ((const CbAttachment *)back->attachments->pdata[0])->outline;
    g_assert_cmpuint(outline->len, ==, 2);
    g_assert_cmpstr(((CbOutlineItem *)outline->pdata[0])->title, ==, "Vagtplan");
    g_assert_cmpuint(((CbOutlineItem *)outline->pdata[0])->page, ==, 2);
    g_assert_cmpstr(((CbOutlineItem *)outline->pdata[1])->title, ==, "Ferie");
    g_assert_cmpuint(((CbOutlineItem *)outline->pdata[1])->page, ==, 3);
}

int main(int argc, char **argv)
{
    static const struct {
        void (*test)(Fixture *, gconstpointer);
        const char *path;
    } tests[] = {
        {test_a_teaser_finds_its_text, "/similar/teaser"},
        {test_a_text_finds_its_teaser, "/similar/text"},
        {test_so_many_are_given_as_are_wanted, "/similar/most"},
        {test_the_headings_of_pages_come_back, "/similar/headings"},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Fixture, NULL, index_folder_set_up, tests[i].test,
                   index_folder_tear_down);
    return g_test_run();
}
