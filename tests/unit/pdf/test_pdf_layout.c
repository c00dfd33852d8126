/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading order of whole pages: columns, headings across them, boxes, tables, side texts. */
#include "read_pdf.h"
#include <string.h>

/* A4, with lines of 10 points every 12, and columns of 46 characters 20 points apart. */
#define WIDTH 595
#define HEIGHT 842
#define SIZE 10
#define LEADING 12
#define COLUMN 230
#define LEFT 50
#define RIGHT 300

#define MENTOR                                                                                        \
    "En mentor er en erfaren kollega, som følger eleven gennem hele forløbet og er til at få fat " \
    "på, når noget driller. Mentoren er ikke elevens chef og giver ingen karakterer."
#define BUDDY                                                                                      \
    "En buddy er en anden elev, der er længere fremme på uddannelsen og kan huske, hvordan den " \
    "første tid var. De to aftaler selv, hvornår og hvor de mødes."
#define VEJLEDER                                                                                   \
    "Vejlederen har ansvaret for elevens mål og holder en samtale hver uge. Den står i "         \
    "vagtplanen og bliver ikke flyttet, fordi der er travlt på afdelingen."
#define LEDER                                                                                      \
    "Lederen sørger for, at der er tid til det hele, og taler med hver elev mindst to gange i "   \
    "løbet af praktikken om, hvordan det går."

static TestPdf *a4(void)
{
    TestPdf *pdf = test_pdf_new();
    test_pdf_page(pdf, WIDTH, HEIGHT);
    return pdf;
}

static double flow(TestPdf *pdf, double x, double y, double width, const char *text)
{
    return test_pdf_flow(pdf, x, y, SIZE, LEADING, width, text);
}

static void assert_reads(TestPdf *pdf, const char *expected)
{
    g_autofree char *text = read_pdf_text(pdf);
    g_assert_cmpstr(text, ==, expected);
}

/* ---- columns ---- */

static void test_each_column_is_read_to_its_end(void)
{
    g_autoptr(TestPdf) pdf = a4();
    flow(pdf, LEFT, 100, COLUMN, MENTOR "\n" BUDDY);
    flow(pdf, RIGHT, 100, COLUMN, VEJLEDER "\n" LEDER);
    assert_reads(pdf, MENTOR "\n\n" BUDDY "\n\n" VEJLEDER "\n\n" LEDER);
}

static void test_the_order_of_painting_does_not_matter(void)
{
    g_autoptr(TestPdf) pdf = a4();
    flow(pdf, RIGHT, 100, COLUMN, VEJLEDER "\n" LEDER);
    flow(pdf, LEFT, 100, COLUMN, MENTOR "\n" BUDDY);
    assert_reads(pdf, MENTOR "\n\n" BUDDY "\n\n" VEJLEDER "\n\n" LEDER);
}

static void test_heading_across_two_columns_comes_first(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, LEFT, 80, 20, "Sådan holder vi på vores elever i praktikken");
    flow(pdf, LEFT, 120, COLUMN, MENTOR "\n" BUDDY);
    flow(pdf, RIGHT, 120, COLUMN, VEJLEDER "\n" LEDER);
    assert_reads(pdf, "Sådan holder vi på vores elever i praktikken\n\n" MENTOR "\n\n" BUDDY
                      "\n\n" VEJLEDER "\n\n" LEDER);
}

static void test_sections_of_two_columns_follow_each_other(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, LEFT, 80, 16, "De, der er til for eleven, og det, de hver især gør");
    flow(pdf, LEFT, 110, COLUMN, MENTOR);
    flow(pdf, RIGHT, 110, COLUMN, BUDDY);
    test_pdf_text(pdf, LEFT, 200, 16, "De, der har ansvaret for, at praktikken lykkes");
    flow(pdf, LEFT, 230, COLUMN, VEJLEDER);
    flow(pdf, RIGHT, 230, COLUMN, LEDER);
    assert_reads(pdf,
                 "De, der er til for eleven, og det, de hver især gør\n\n" MENTOR "\n\n" BUDDY
                 "\n\nDe, der har ansvaret for, at praktikken lykkes\n\n" VEJLEDER "\n\n" LEDER);
}

static void test_short_heading_below_columns_stays_with_its_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    flow(pdf, LEFT, 100, COLUMN, MENTOR);
    flow(pdf, RIGHT, 100, COLUMN, BUDDY);
    test_pdf_text(pdf, LEFT, 220, SIZE, "Ansvar");
    flow(pdf, LEFT, 234, 480, VEJLEDER " " LEDER);
    assert_reads(pdf, MENTOR "\n\n" BUDDY "\n\nAnsvar\n\n" VEJLEDER " " LEDER);
}

static void test_sentence_runs_on_in_the_next_column(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_lines(pdf, LEFT, 100, SIZE, LEADING,
                   "Eleven møder kommunen som arbejdsplads og\n"
                   "hører, hvad det vil sige at være med fra den\n"
                   "første dag. Samtalen handler om trivsel og om");
    test_pdf_lines(pdf, RIGHT, 100, SIZE, LEADING,
                   "det, eleven har brug for hjælp til. Alle parter\n"
                   "skriver under på det, der er aftalt, inden de\n"
                   "går hver til sit.");
    assert_reads(pdf,
                 "Eleven møder kommunen som arbejdsplads og hører, hvad det vil sige at være med "
                 "fra den første dag. Samtalen handler om trivsel og om det, eleven har brug "
                 "for hjælp til. Alle parter skriver under på det, der er aftalt, inden de går "
                 "hver til sit.");
}

static void test_blank_lines_that_meet_do_not_cut_columns(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_lines(
        pdf, LEFT, 100, SIZE, LEADING,
        "Den første samtale handler om, hvad eleven\nkan, og om hvad der skal læres i de "
        "første\nuger på stedet.\n\nDen anden samtale ser tilbage på det, der er\nnået, "
        "og frem mod skoleperioden. Her er skolen\nmed, og eleven tager selv ordet "
        "først.\n\nDen tredje samtale er en afslutning.");
    test_pdf_lines(pdf, RIGHT, 100, SIZE, LEADING,
                   "Skolen sender en indbydelse til alle mindst to\nuger før, så vagtplanen kan "
                   "passe til, og så\ningen må melde fra.\n\nReferatet er kort.\n\nDet bliver gemt "
                   "i elevens mappe, og kun de tre\nparter kan læse det. Når eleven er færdig, "
                   "bliver\ndet slettet igen.");
    assert_reads(
        pdf,
        "Den første samtale handler om, hvad eleven kan, og om hvad der skal læres i de første "
        "uger "
        "på stedet.\n\nDen anden samtale ser tilbage på det, der er nået, og frem mod "
        "skoleperioden. Her er skolen med, og eleven tager selv ordet først.\n\nDen tredje samtale "
        "er en afslutning.\n\nSkolen sender en indbydelse til alle mindst to uger før, så "
        "vagtplanen kan passe til, og så ingen må melde fra.\n\nReferatet er kort.\n\nDet bliver "
        "gemt i elevens mappe, og kun de tre parter kan læse det. Når eleven er færdig, bliver det "
        "slettet igen.");
}

static void test_three_columns(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, HEIGHT, WIDTH);
    flow(pdf, 40, 60, 240, MENTOR "\n" BUDDY);
    flow(pdf, 300, 60, 240, VEJLEDER);
    flow(pdf, 560, 60, 240, LEDER);
    assert_reads(pdf, MENTOR "\n\n" BUDDY "\n\n" VEJLEDER "\n\n" LEDER);
}

static void test_header_and_footer_do_not_part_a_sentence_between_columns(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, LEFT, 40, 8, "Håndbog for elever");
    test_pdf_text(pdf, 500, 40, 8, "Kapitel 2");
    test_pdf_lines(pdf, LEFT, 100, SIZE, LEADING,
                   "Samtalen begynder med, at eleven fortæller,\n"
                   "og slutter med, at alle har sagt, hvad de gør\n"
                   "inden den næste gang, og med at det bliver\n"
                   "skrevet ned på skabelonen, som eleven får ud-");
    test_pdf_lines(pdf, RIGHT, 100, SIZE, LEADING,
                   "leveret og tager med hjem i sin mappe. Den\n"
                   "ligger også på skolens side, så den kan blive\n"
                   "fundet igen.");
    test_pdf_text(pdf, LEFT, 810, 8, "Nordlund Kommune");
    test_pdf_text(pdf, 530, 810, 8, "12");
    assert_reads(pdf, "Håndbog for elever Kapitel 2\n\nSamtalen begynder med, at eleven fortæller, "
                      "og slutter med, at alle har sagt, hvad de gør inden den næste gang, og med "
                      "at det bliver skrevet ned på skabelonen, som eleven får udleveret og tager "
                      "med hjem i sin mappe. Den ligger også på skolens side, så den kan blive "
                      "fundet igen.\n\nNordlund Kommune 12");
}

static void test_footnote_comes_after_the_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    flow(pdf, LEFT, 100, 480, MENTOR);
    test_pdf_text(pdf, LEFT, 700, 7, "1 Ordningen er beskrevet i bilag B.");
    assert_reads(pdf, MENTOR "\n\n1 Ordningen er beskrevet i bilag B.");
}

static void test_wide_word_spaces_are_no_gutter(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_lines(pdf, LEFT, 100, SIZE, LEADING,
                   "Når linjerne har lige kanter, bliver der til tider\n"
                   "store    huller,    hvor    ordene    er    lange,\n"
                   "uden  at  der  er  tale  om  mere  end  noget  al-\n"
                   "mindelig tekst, der løber fra linje til linje her.");
    assert_reads(pdf,
                 "Når linjerne har lige kanter, bliver der til tider store huller, hvor ordene "
                 "er lange, uden at der er tale om mere end noget almindelig tekst, der løber "
                 "fra linje til linje her.");
}

/* ---- boxes ---- */

/* A box of a poster: a title and a text of 30 characters a line. */
static void box(TestPdf *pdf, double x, double y, const char *title, const char *text)
{
    test_pdf_text(pdf, x, y, 14, title);
    flow(pdf, x, y + 20, 150, text);
}

static void test_boxes_in_a_grid_are_whole_and_row_by_row(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 1191, HEIGHT);
    test_pdf_text(pdf, 60, 70, 36, "Elevens vej");
    box(pdf, 60, 140, "Grundforløb", MENTOR);
    box(pdf, 300, 140, "Praktik", BUDDY "\nDer er frokost kl. 12.");
    box(pdf, 540, 140, "Skole", VEJLEDER);
    box(pdf, 60, 400, "Prøve", LEDER);
    box(pdf, 300, 400, "Job", "Tillykke!");
    box(pdf, 540, 400, "Fest", BUDDY);
    assert_reads(pdf, "Elevens vej\n\nGrundforløb\n\n" MENTOR "\n\nPraktik\n\n" BUDDY
                      "\n\nDer er frokost kl. 12.\n\nSkole\n\n" VEJLEDER "\n\nPrøve\n\n" LEDER
                      "\n\nJob\n\nTillykke!\n\nFest\n\n" BUDDY);
}

static void test_boxes_of_equal_length_are_whole(void)
{
    g_autoptr(TestPdf) pdf = a4();
    box(pdf, 60, 100, "Mandag", "Velkomst og rundvisning på stedet.\nFrokost med alle.");
    box(pdf, 300, 100, "Tirsdag", "Følg en borger fra morgen til aften.\nMøde med leder.");
    assert_reads(pdf,
                 "Mandag\n\nVelkomst og rundvisning på stedet.\n\nFrokost med "
                 "alle.\n\nTirsdag\n\nFølg en borger fra morgen til aften.\n\nMøde med leder.");
}

static void test_side_box_is_read_after_the_text_beside_it(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, LEFT, 90, 20, "Fastholdelse i praksis");
    flow(pdf, LEFT, 120, 300, MENTOR "\n" BUDDY "\n" VEJLEDER);
    test_pdf_text(pdf, 400, 92, 12, "Husk");
    flow(pdf, 400, 110, 140, LEDER);
    assert_reads(pdf, "Fastholdelse i praksis\n\n" MENTOR "\n\n" BUDDY "\n\n" VEJLEDER
                      "\n\nHusk\n\n" LEDER);
}

static void test_words_of_neighbouring_boxes_are_not_glued(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 100, 100, SIZE, "Boks et");
    test_pdf_text(pdf, 138, 100, SIZE, "Boks to");
    test_pdf_text(pdf, 176, 100, SIZE, "Boks tre");
    assert_reads(pdf, "Boks et Boks to Boks tre");
}

/* ---- tables ---- */

static void row(TestPdf *pdf, double y, const char *a, const char *b, const char *c)
{
    test_pdf_text(pdf, 60, y, SIZE, a);
    test_pdf_text(pdf, 220, y, SIZE, b);
    test_pdf_text(pdf, 380, y, SIZE, c);
}

static void test_table_is_read_row_by_row(void)
{
    g_autoptr(TestPdf) pdf = a4();
    row(pdf, 100, "Kommune", "Elever", "Frafald");
    row(pdf, 114, "Aadal", "120", "8 procent");
    row(pdf, 128, "Nordlund", "64", "11 procent");
    row(pdf, 142, "Klintsø", "", "ukendt");
    row(pdf, 156, "Toftnæs", "31", "6 procent");
    assert_reads(pdf, "Kommune Elever Frafald\n\nAadal 120 8 procent\n\nNordlund 64 11 "
                      "procent\n\nKlintsø ukendt\n\nToftnæs 31 6 procent");
}

static void test_cells_of_several_lines_stay_whole(void)
{
    g_autoptr(TestPdf) pdf = a4();
    row(pdf, 100, "Hvem", "Gør hvad", "Hvornår");
    row(pdf, 120, "Vejlederen holder en", "Taler om trivsel og", "Hver uge");
    row(pdf, 132, "ugentlig samtale", "læringsmål for hele fa-", "");
    row(pdf, 144, "", "miliens skyld", "");
    row(pdf, 164, "Lederen byder velkom-", "Viser rundt", "Den første dag");
    row(pdf, 176, "men til alle", "", "i praktikken");
    row(pdf, 196, "Skolen", "Sender plan", "I august");
    assert_reads(pdf, "Hvem Gør hvad Hvornår\n\nVejlederen holder en ugentlig samtale\n\nTaler om "
                      "trivsel og læringsmål for hele familiens skyld\n\nHver uge\n\nLederen byder "
                      "velkommen til alle\n\nViser rundt\n\nDen første dag i praktikken\n\nSkolen "
                      "Sender plan I august");
}

static void test_labels_stand_before_their_texts(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, SIZE, "Formål");
    double y = flow(pdf, 200, 100, 340, MENTOR);
    test_pdf_text(pdf, 60, y, SIZE, "Målgruppe");
    y = flow(pdf, 200, y, 340, BUDDY);
    test_pdf_text(pdf, 60, y, SIZE, "Effekt");
    flow(pdf, 200, y, 340, VEJLEDER);
    assert_reads(pdf, "Formål\n\n" MENTOR "\n\nMålgruppe\n\n" BUDDY "\n\nEffekt\n\n" VEJLEDER);
}

static void test_table_in_running_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    double y = flow(pdf, 60, 100, 460, MENTOR "\n" BUDDY) + 10;
    row(pdf, y, "År", "Startet", "Stoppet");
    row(pdf, y + 14, "2021", "40", "9");
    row(pdf, y + 28, "2022", "44", "6");
    flow(pdf, 60, y + 60, 460, VEJLEDER);
    assert_reads(pdf, MENTOR "\n\n" BUDDY
                             "\n\nÅr Startet Stoppet\n\n2021 40 9\n\n2022 44 6\n\n" VEJLEDER);
}

/* ---- directions ---- */

static void test_side_texts_are_words_after_the_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_turned(pdf, 580, 400, 8, 90, "Foto: Bøgely Kommune");
    test_pdf_turned(pdf, 20, 200, 8, -90, "Udgivet af netværket");
    flow(pdf, LEFT, 100, 480, MENTOR);
    assert_reads(pdf, MENTOR "\n\nUdgivet af netværket\n\nFoto: Bøgely Kommune");
}

static void test_page_turned_as_a_whole(void)
{
    static const int turns[] = {90, 180, -90};
    for (guint i = 0; i < G_N_ELEMENTS(turns); i++) {
        g_autoptr(TestPdf) pdf = a4();
        gboolean upside = turns[i] == 180;
        double step = turns[i] == -90 ? -12 : 12;
        static const char *const lines[] = {"Eleven følger den samme borger",
                                            "fra morgen til aften og spørger",
                                            "om alt, der kan undre."};
        for (guint k = 0; k < G_N_ELEMENTS(lines); k++)
            test_pdf_turned(pdf, upside ? 500 : 300 + k * step, upside ? 500 - k * 12.0 : 400, SIZE,
                            turns[i], lines[k]);
        assert_reads(pdf, "Eleven følger den samme borger fra morgen til aften og spørger om alt, "
                          "der kan undre.");
    }
}

/* ---- single texts ---- */

static void test_bullets_part_items_and_are_dropped(void)
{
    g_autoptr(TestPdf) pdf = a4();
    static const char *const items[] = {"en fast vejleder", "tid til samtaler hver uge",
                                        "en buddy, der kender stedet"};
    for (guint i = 0; i < G_N_ELEMENTS(items); i++) {
        test_pdf_text(pdf, 60, 100 + i * 12.0, SIZE, "•");
        test_pdf_text(pdf, 80, 100 + i * 12.0, SIZE, items[i]);
    }
    assert_reads(pdf,
                 "en fast vejleder\n\ntid til samtaler hver uge\n\nen buddy, der kender stedet");
}

static void test_numbers_of_a_list_stay_with_their_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, SIZE, "1.");
    test_pdf_lines(pdf, 85, 100, SIZE, LEADING, "Ring til eleven\nsamme dag.");
    test_pdf_text(pdf, 60, 124, SIZE, "2.");
    test_pdf_lines(pdf, 85, 124, SIZE, LEADING, "Aftal en samtale.");
    assert_reads(pdf, "1. Ring til eleven samme dag.\n\n2. Aftal en samtale.");
}

static void test_dots_of_a_table_of_contents_are_dropped(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_lines(pdf, 60, 100, SIZE, LEADING,
                   "Indledning ........................ 3\n"
                   "Samtaler........................... 4\n"
                   "Bilag . . . . . . . . . . . . . . . 12");
    assert_reads(pdf, "Indledning 3\n\nSamtaler 4\n\nBilag 12");
}

static void test_note_reference_is_no_part_of_the_word(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, SIZE, "frafald");
    test_pdf_text(pdf, 95, 96, 6, "2");
    test_pdf_text(pdf, 103, 100, SIZE, "faldt til 4 m");
    test_pdf_text(pdf, 168, 96, 6, "2");
    assert_reads(pdf, "frafald 2 faldt til 4 m2");
}

static void test_small_capitals_are_one_word(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, 10, "F");
    test_pdf_text(pdf, 65, 100, 8, "IGUR");
    assert_reads(pdf, "FIGUR");
}

static void test_large_initial_begins_its_line(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 50, 130, 40, "D");
    test_pdf_lines(pdf, 74, 108, SIZE, LEADING,
                   "en, der vil holde på eleverne, må begynde\n"
                   "med at tage godt imod dem. Det koster kun\n"
                   "tid, men det kræver, at nogen har den.");
    assert_reads(pdf, "Den, der vil holde på eleverne, må begynde med at tage godt imod dem. Det "
                      "koster kun tid, men det kræver, at nogen har den.");
}

/* Poppler would give only what follows the block that is nearest to the corner of the page. */
static void test_text_beyond_the_left_edge_costs_no_other_text(void)
{
    g_autoptr(TestPdf) pdf = a4();
    flow(pdf, LEFT, 100, 480, MENTOR);
    test_pdf_text(pdf, -20, 600, SIZE, "Skjult kant");
    flow(pdf, LEFT, 640, 480, BUDDY);
    g_autofree char *text = read_pdf_text(pdf);
    g_assert_nonnull(strstr(text, MENTOR));
    g_assert_nonnull(strstr(text, BUDDY));
}

static void test_form_fields_and_written_notes_are_read_in_place(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, SIZE, "Elevens navn:");
    test_pdf_field(pdf, 140, 90, 200, 14, "Skovmår");
    test_pdf_text(pdf, 60, 140, SIZE, "Underskrift");
    test_pdf_note(pdf, 60, 200, 200, 28, "Godkendt\naf lederen");
    assert_reads(pdf, "Elevens navn: Skovmår\n\nUnderskrift\n\nGodkendt af lederen");
}

static void test_words_from_right_to_left_are_kept(void)
{
    g_autoptr(TestPdf) pdf = a4();
    test_pdf_text(pdf, 60, 100, SIZE, "םולש"); /* painted from the left, as PDFs have it */
    g_autofree char *text = read_pdf_text(pdf);
    g_assert_cmpstr(text, ==, "שלום");
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {
        {"columns/each-to-its-end", test_each_column_is_read_to_its_end},
        {"columns/painting-order", test_the_order_of_painting_does_not_matter},
        {"columns/heading-across", test_heading_across_two_columns_comes_first},
        {"columns/sections", test_sections_of_two_columns_follow_each_other},
        {"columns/short-heading-below", test_short_heading_below_columns_stays_with_its_text},
        {"columns/sentence-runs-on", test_sentence_runs_on_in_the_next_column},
        {"columns/blank-lines-meet", test_blank_lines_that_meet_do_not_cut_columns},
        {"columns/three", test_three_columns},
        {"columns/header-and-footer",
         test_header_and_footer_do_not_part_a_sentence_between_columns},
        {"columns/footnote", test_footnote_comes_after_the_text},
        {"columns/wide-word-spaces", test_wide_word_spaces_are_no_gutter},
        {"boxes/grid", test_boxes_in_a_grid_are_whole_and_row_by_row},
        {"boxes/equal-length", test_boxes_of_equal_length_are_whole},
        {"boxes/side-box", test_side_box_is_read_after_the_text_beside_it},
        {"boxes/not-glued", test_words_of_neighbouring_boxes_are_not_glued},
        {"tables/row-by-row", test_table_is_read_row_by_row},
        {"tables/cells-of-several-lines", test_cells_of_several_lines_stay_whole},
        {"tables/labels", test_labels_stand_before_their_texts},
        {"tables/in-running-text", test_table_in_running_text},
        {"directions/side-texts", test_side_texts_are_words_after_the_text},
        {"directions/whole-page", test_page_turned_as_a_whole},
        {"lists/bullets", test_bullets_part_items_and_are_dropped},
        {"lists/numbers", test_numbers_of_a_list_stay_with_their_text},
        {"lists/contents", test_dots_of_a_table_of_contents_are_dropped},
        {"words/note-reference", test_note_reference_is_no_part_of_the_word},
        {"words/small-capitals", test_small_capitals_are_one_word},
        {"words/large-initial", test_large_initial_begins_its_line},
        {"words/beyond-the-edge", test_text_beyond_the_left_edge_costs_no_other_text},
        {"words/form-fields", test_form_fields_and_written_notes_are_read_in_place},
        {"words/right-to-left", test_words_from_right_to_left_are_kept},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strdup_printf("/pdf/layout/%s", tests[i].name);
        g_test_add_func(path, tests[i].run);
    }
    return g_test_run();
}
