/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single characters, words broken at line ends, and pages that are meant to do harm. */
#include "pdf_hyphen.h"
#include "pdf_paragraph.h"
#include "read_pdf.h"
#include <string.h>
#include <time.h>

/* ---- characters ---- */

static void assert_reads(const char *painted, const char *expected)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_text(pdf, 50, 100, 10, painted);
    g_autofree char *text = read_pdf_text(pdf);
    g_assert_cmpstr(text, ==, expected);
}

static void test_ligatures_are_letters(void)
{
    assert_reads("\uFB01nde o\uFB03ciel \uFB02ag stu\uFB00 e\uFB04uent",
                 "finde officiel flag stuff effluent");
}

static void test_soft_hyphens_are_dropped(void)
{
    assert_reads("fast\u00ADholdelses\u00ADsamtale\u00AD", "fastholdelsessamtale");
}

static void test_composed_letters(void)
{
    assert_reads("A\u030Abenra\u030A A\u030ar", "Åbenrå År");
}

static void test_spaces_are_spaces(void)
{
    assert_reads("10\u00A0000\u2009kr.\u202Fom\u2003året", "10 000 kr. om året");
}

static void test_invisible_characters_are_dropped(void)
{
    assert_reads("fra\u200Bfald \uFEFFog\u200E mere", "frafald og mere");
}

static void test_signs_of_symbol_fonts_are_bullets(void)
{
    assert_reads("\uF0B7 mentor", "mentor");
    assert_reads("Husk \uF0FC nøgle", "Husk • nøgle");
}

/* ---- line ends ---- */

static char *join(const char *learned, const char *first, const char *second)
{
    g_autoptr(CbPdfHyphens) hyphens = cb_pdf_hyphens_new();
    if (learned != NULL)
        cb_pdf_hyphens_learn(hyphens, learned, strlen(learned));
    GString *out = g_string_new(first);
    cb_pdf_join_lines(out, hyphens, second, strlen(second));
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *first, *second, *joined;
} Line;

static void assert_joins(const char *learned, const Line *lines, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *joined = join(learned, lines[i].first, lines[i].second);
        g_assert_cmpstr(joined, ==, lines[i].joined);
    }
}

static void test_broken_words_are_joined(void)
{
    static const Line lines[] = {
        {"om fast-", "holdelse af", "om fastholdelse af"},
        {"om fast\u2010", "holdelse", "om fastholdelse"},
        {"om fast\u00AD", "holdelse", "om fastholdelse"},
        {"en ikke-diskri-", "minerende", "en ikke-diskriminerende"},
        {"læ-", "ærlinge", "læærlinge"},
        {"Øn-", "skeseddel", "Ønskeseddel"},
        {"en uddan-", "nelses- og udviklingskonsulent", "en uddannelses- og udviklingskonsulent"},
        {"ikke før ind-", "til videre", "ikke før indtil videre"},
        {"vi siger velkom-", "men til", "vi siger velkommen til"},
    };
    assert_joins(NULL, lines, G_N_ELEMENTS(lines));
}

static void test_hyphens_of_the_writer_stay(void)
{
    static const Line lines[] = {
        {"social-", "og sundhedsassistent", "social- og sundhedsassistent"},
        {"SOCIAL-", "OG SUNDHED", "SOCIAL- OG SUNDHED"},
        {"skole-", "eller praktiktid", "skole- eller praktiktid"},
        {"mentor-", "samt buddyordning", "mentor- samt buddyordning"},
        {"grundskole-", "til ungdomsniveau", "grundskole- til ungdomsniveau"},
        {"indgangs-,", "overgangs- og", "indgangs-, overgangs- og"},
        {"på SOSU-", "uddannelsen", "på SOSU-uddannelsen"},
        {"en 2-", "årig aftale", "en 2-årig aftale"},
        {"årene 2019-", "2023", "årene 2019-2023"},
        {"med e-", "læring", "med e-læring"},
        {"fra Nørre-", "Alslev", "fra Nørre-Alslev"},
        {"skriv til post@mit-", "eget.dk", "skriv til post@mit-eget.dk"},
        {"www.ny-", "praksis.dk", "www.ny-praksis.dk"},
        {"det går -", "som sagt", "det går - som sagt"},
        {"-", "første punkt", "- første punkt"},
    };
    assert_joins(NULL, lines, G_N_ELEMENTS(lines));
}

static void test_hyphens_that_the_document_has_elsewhere_stay(void)
{
    static const Line lines[] = {
        {"et Linux-", "system", "et Linux-system"},
        {"et Linux-", "systems", "et Linuxsystems"},
        {"on-", "boarding.", "on-boarding."},
    };
    assert_joins("Et linux-system og On-boarding er ikke det samme", lines, G_N_ELEMENTS(lines));
}

static void test_lines_without_hyphen_are_parted_by_a_space(void)
{
    static const Line lines[] = {{"eleven og", "vejlederen", "eleven og vejlederen"},
                                 {"", "alene", "alene"},
                                 {"alene", "", "alene"}};
    assert_joins(NULL, lines, G_N_ELEMENTS(lines));
}

/* ---- hostile pages ---- */

static void test_invalid_utf8_never_comes_through(void)
{
    /* a surrogate, a stray continuation, a cut sequence, a character beyond Unicode */
    static const char text[] = "a\xed\xa0\x80"
                               "b\x80"
                               "c\xc3"
                               "d\xf7\xbf\xbf\xbf"
                               "e";
    PopplerRectangle boxes[9];
    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++)
        boxes[i] = (PopplerRectangle){.x1 = i * 5, .y1 = 0, .x2 = i * 5 + 5, .y2 = 10};
    g_autoptr(CbPdfRuns) runs = cb_pdf_runs_new();
    g_assert_true(cb_pdf_runs_add_glyphs(runs, text, boxes, G_N_ELEMENTS(boxes)));
    const CbPdfSegment *s = &g_array_index(runs->segments[CB_PDF_RIGHT], CbPdfSegment, 0);
    g_assert_cmpuint(s->length, ==, 5);
    g_assert_true(strncmp(runs->text->str + s->start, "abcde", 5) == 0);
}

static void test_boxes_that_do_not_belong_are_refused(void)
{
    PopplerRectangle boxes[2] = {{.x1 = 0}};
    g_autoptr(CbPdfRuns) runs = cb_pdf_runs_new();
    g_assert_false(cb_pdf_runs_add_glyphs(runs, "abc", boxes, 2));
    g_assert_cmpuint(runs->segments[CB_PDF_RIGHT]->len, ==, 0);
}

static void test_coordinates_that_are_no_numbers(void)
{
    const double nan = g_ascii_strtod("nan", NULL), inf = g_ascii_strtod("inf", NULL);
    PopplerRectangle boxes[6] = {{nan, nan, nan, nan},  {inf, -inf, nan, 1}, {-inf, -inf, inf, inf},
                                 {1e300, 1, -1e300, 2}, {0, 0, 0, 0},        {5, 5, 4, 4}};
    g_autoptr(CbPdfRuns) runs = cb_pdf_runs_new();
    g_autoptr(CbPdfHyphens) hyphens = cb_pdf_hyphens_new();
    g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(CbPdfLine));
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_true(cb_pdf_runs_add_glyphs(runs, "ab\ncde", boxes, 6));
    for (CbPdfDirection direction = 0; direction < CB_PDF_N_DIRECTIONS; direction++) {
        cb_pdf_layout(runs, direction, 842, ordered, lines);
        cb_pdf_append_paragraphs(out, hyphens, runs->text->str, ordered, lines);
    }
    for (const char *c = "abcde"; *c != '\0'; c++)
        g_assert_nonnull(strchr(out->str, *c));
}

/* Orders @n words, each placed by @place. Returns CPU seconds. */
static double order_words(guint n, CbPdfSegment (*place)(guint i, guint n))
{
    g_autoptr(CbPdfRuns) runs = cb_pdf_runs_new();
    g_autoptr(CbPdfHyphens) hyphens = cb_pdf_hyphens_new();
    g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(CbPdfLine));
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append(runs->text, "elev.");
    for (guint i = 0; i < n; i++) {
        CbPdfSegment s = place(i, n);
        s.length = 5;
        s.first = 'e';
        s.last = '.';
        s.first_height = s.last_height = s.y1 - s.y0;
        g_array_append_val(runs->segments[CB_PDF_RIGHT], s);
    }
    clock_t start = clock();
    cb_pdf_layout(runs, CB_PDF_RIGHT, 842, ordered, lines);
    cb_pdf_append_paragraphs(out, hyphens, runs->text->str, ordered, lines);
    g_assert_cmpuint(ordered->len, ==, n);
    g_assert_cmpuint(out->len, >=, (gsize)n * 5);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static CbPdfSegment at(double x, double y, double width, double height)
{
    return (CbPdfSegment){.x0 = x, .y0 = y, .x1 = x + width, .y1 = y + height};
}

static CbPdfSegment in_one_column(guint i, guint n)
{
    (void)n;
    return at(50, i * 12.0, 200, 10);
}

static CbPdfSegment in_one_line(guint i, guint n)
{
    (void)n;
    return at(i * 40.0, 100, 20, 10);
}

static CbPdfSegment in_one_place(guint i, guint n)
{
    (void)i, (void)n;
    return at(100, 100, 20, 10);
}

static CbPdfSegment in_a_table(guint i, guint n)
{
    guint columns = MAX(n / 300, 1), line = i / columns;
    return at(i % columns * 30.0, line * 12.0, 20, 10);
}

static CbPdfSegment in_a_staircase(guint i, guint n)
{
    (void)n;
    return at(i * 3.0, i * 4.0, 20, 10);
}

static CbPdfSegment anywhere(guint i, guint n)
{
    (void)n;
    guint r = i * 2654435761u, line = r / 1000 % 1000; /* a fixed scatter */
    return at(r % 1000, line, 5 + r % 37, 3 + r % 11);
}

/* Sections of two columns, each below a heading: as many cuts as there can be. */
static CbPdfSegment in_sections(guint i, guint n)
{
    (void)n;
    guint section = i / 5, place = i % 5, line = (place + 1) / 2;
    double y = section * 60.0;
    return place == 0 ? at(50, y, 500, 10)
                      : at(place % 2 == 0 ? 320 : 50, y + 4 + line * 12.0, 200, 10);
}

static void test_cost_does_not_grow_with_the_square(void)
{
    CbPdfSegment (*const places[])(guint, guint) = {in_one_column, in_one_line, in_one_place,
                                                    in_a_table,    anywhere,    in_sections,
                                                    in_a_staircase};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        double small = order_words(2500, places[i]), large = order_words(40000, places[i]);
        g_test_message("%u: %.3f s, %.3f s", (guint)i, small, large);
        /* 16 times as many; the square would be 256 */
        g_assert_cmpfloat(large, <, 64 * MAX(small, 0.005));
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {
        {"characters/ligatures", test_ligatures_are_letters},
        {"characters/soft-hyphens", test_soft_hyphens_are_dropped},
        {"characters/composed", test_composed_letters},
        {"characters/spaces", test_spaces_are_spaces},
        {"characters/invisible", test_invisible_characters_are_dropped},
        {"characters/symbol-fonts", test_signs_of_symbol_fonts_are_bullets},
        {"line-ends/broken-words", test_broken_words_are_joined},
        {"line-ends/hyphens-that-stay", test_hyphens_of_the_writer_stay},
        {"line-ends/hyphens-seen-elsewhere", test_hyphens_that_the_document_has_elsewhere_stay},
        {"line-ends/no-hyphen", test_lines_without_hyphen_are_parted_by_a_space},
        {"hostile/invalid-utf8", test_invalid_utf8_never_comes_through},
        {"hostile/boxes", test_boxes_that_do_not_belong_are_refused},
        {"hostile/coordinates", test_coordinates_that_are_no_numbers},
        {"hostile/cost", test_cost_does_not_grow_with_the_square},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strdup_printf("/pdf/text/%s", tests[i].name);
        g_test_add_func(path, tests[i].run);
    }
    return g_test_run();
}
