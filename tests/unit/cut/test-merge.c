/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages.h"

#include "cut/merge.h"
#include "cut/same.h"
#include <string.h>
#include <time.h>

static CbCase *new_case(const char *source, const char *title, const char *place, const char *lead)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup_printf("%.*s", (int)strcspn(source, "."), source);
    item->source = g_strdup(source);
    item->title = g_strdup(title);
    g_free(item->lead);
    item->lead = g_strdup(lead);
    if (place != NULL)
        g_ptr_array_add(item->municipalities, g_strdup(place));
    return item;
}

static CbCase *new_teaser(const char *source, const char *title, const char *place,
                          const char *lead, const char *target)
{
    CbCase *item = new_case(source, title, place, lead);
    item->kind = CB_CASE_TEASER;
    if (target != NULL)
        g_ptr_array_add(item->also_in, cb_also_in_new(title, NULL, target));
    return item;
}

static void add_section(CbCase *item, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text));
}

static GPtrArray *merge(CbCase *first, ...) G_GNUC_NULL_TERMINATED;

static GPtrArray *merge(CbCase *first, ...)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    va_list more;
    va_start(more, first);
    for (CbCase *item = first; item != NULL; item = va_arg(more, CbCase *))
        g_ptr_array_add(cases, item);
    va_end(more);
    return cb_merge_cases(cases, NULL);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

#define LEAD                                                                                       \
    "Siden 2019 har kommunen haft en fast elevkoordinator, som ringer til alle nye elever efter "  \
    "den første uge."
#define OTHER                                                                                         \
    "Hver morgen begynder med en sang, og den elev, som er længst i forløbet, vælger hvilken det " \
    "skal være."

static void test_fullest_text_wins(void)
{
    CbCase *full = new_case("cases/a.html", "Aadal Kommune: Et opkald", "Aadal", LEAD);
    add_section(full, "Koordinatoren fører ikke kontrol, men spørger, hvordan det går, og hvad der "
                      "kan gøres bedre.");
    CbCase *section = new_case("temaer/b.html", "Opkaldet", "Aadal", LEAD);
    section->url = g_strdup("https://example.dk/temaer/b#opkaldet");
    section->contact = g_strdup("Mail: x@example.dk");
    section->updated = g_strdup("2023-02-01");
    g_ptr_array_add(section->topics, g_strdup("Oplæring"));
    g_ptr_array_add(section->attachments, cb_attachment_new("Plan.pdf"));
    CbCase *teaser = new_teaser("liste.html", "Aadal Kommune: Et opkald", "Aadal", LEAD, NULL);
    g_autoptr(GPtrArray) cases = merge(section, teaser, full, NULL);
    assert_titles(cases, "Aadal Kommune: Et opkald", NULL);
    const CbCase *item = case_at(cases, 0);
    g_assert_cmpint(item->kind, ==, CB_CASE_FULL);
    g_assert_cmpstr(item->source, ==, "cases/a.html");
    g_assert_cmpuint(item->also_in->len, ==, 2);
    const CbAlsoIn *place = item->also_in->pdata[0];
    g_assert_cmpstr(place->title, ==, "Opkaldet");
    g_assert_cmpstr(place->url, ==, "https://example.dk/temaer/b#opkaldet");
    g_assert_cmpstr(place->source, ==, "temaer/b.html");
    g_assert_cmpstr(item->contact, ==, "Mail: x@example.dk");
    g_assert_cmpstr(item->updated, ==, "2023-02-01");
    g_assert_cmpuint(item->topics->len, ==, 1);
    g_assert_cmpuint(item->attachments->len, ==, 1);
}

static void test_full_case_beats_longer_teaser(void)
{
    g_autoptr(GPtrArray) cases =
        merge(new_teaser("l.html", "Opkald til elever", "Aadal", LEAD " " OTHER, NULL),
              new_case("c.html", "Opkald", "Aadal", LEAD), NULL);
    assert_titles(cases, "Opkald", NULL);
}

static void test_same_attachment_once(void)
{
    CbCase *one = new_case("a.html", "Opkald", "Aadal", LEAD " " LEAD);
    CbCase *other = new_case("b.html", "Opkald", "Aadal", LEAD);
    g_ptr_array_add(one->attachments, cb_attachment_new("Plan for opkald.pdf"));
    g_ptr_array_add(other->attachments, cb_attachment_new("plan-for-opkald.pdf"));
    g_ptr_array_add(other->attachments, cb_attachment_new("Noget andet.pdf"));
    g_autoptr(GPtrArray) cases = merge(one, other, NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpuint(case_at(cases, 0)->attachments->len, ==, 2);
}

static void test_template_in_two_municipalities(void)
{
    g_autoptr(GPtrArray) cases =
        merge(new_case("a.html", "Opkald til elever", "Aadal", LEAD),
              new_case("b.html", "Opkald til elever", "Klintsø", LEAD), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
}

static void test_template_does_not_meet_over_a_third(void)
{
    /* The one without municipality fits both; it must not make them one. */
    g_autoptr(GPtrArray) cases = merge(new_case("a.html", "Opkald", "Aadal", LEAD),
                                       new_case("b.html", "Opkald", "Klintsø", LEAD),
                                       new_teaser("c.html", "Opkald", NULL, LEAD, NULL), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
}

static void test_two_cases_of_one_municipality(void)
{
    const char *common =
        "Det er blevet til i et samarbejde med skolen, og det er evalueret to gange siden.";
    g_autofree char *one = g_strconcat(LEAD " ", common, NULL);
    g_autofree char *other = g_strconcat(OTHER " ", common, NULL);
    g_autoptr(GPtrArray) cases =
        merge(new_case("a.html", "Opkald til nye elever", "Aadal", one),
              new_case("b.html", "Sang til nye elever", "Aadal", other), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
}

static void test_sections_of_one_page_stay_apart(void)
{
    const char *other = "Siden 2019 har kommunen haft en fast elevkoordinator, som ringer til alle "
                        "gamle elever efter den sidste uge.";
    g_autoptr(GPtrArray) cases = merge(new_case("a.html", "Første opkald", "Aadal", LEAD),
                                       new_case("a.html", "Sidste opkald", "Aadal", other), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
    g_assert_cmpstr(case_at(cases, 0)->id, ==, "a");
    g_assert_cmpstr(case_at(cases, 1)->id, ==, "a~2");
    g_autoptr(GPtrArray) copies = merge(new_teaser("l.html", "Opkald", "Aadal", LEAD, NULL),
                                        new_teaser("l.html", "Opkald", "Aadal", LEAD, NULL), NULL);
    g_assert_cmpuint(copies->len, ==, 1);
}

static void test_reworded_text(void)
{
    const char *reworded = "Siden 2019 har vi haft en fast elevkoordinator, som ringer til alle "
                           "nye medarbejdere efter den første uge.";
    g_autoptr(GPtrArray) cases =
        merge(new_case("a.html", "Opkaldet", "Aadal", LEAD " " OTHER),
              new_case("b.html", "Ring til eleven", "Aadal", reworded), NULL);
    g_assert_cmpuint(cases->len, ==, 1);
}

static void test_teasers_on_two_listings(void)
{
    g_autoptr(GPtrArray) cases = merge(
        new_teaser("a.html", "Aadal Kommune: Et opkald", "Aadal", LEAD, NULL),
        new_teaser("b.html", "Aadal Kommune: Et opkald", "Aadal", LEAD " " OTHER, NULL), NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpstr(case_at(cases, 0)->source, ==, "b.html");
    g_assert_cmpuint(case_at(cases, 0)->also_in->len, ==, 1);
}

static void test_teaser_that_tells_another_way(void)
{
    CbCase *full =
        new_case("cases/a.html", "Aadal Kommune: Et opkald på den første dag", "Aadal", LEAD);
    CbCase *titled =
        new_teaser("l.html", "Aadal Kommune: Et opkald på den første dag", "Aadal", OTHER, NULL);
    CbCase *linked = new_teaser("m.html", "Ring til dem", "Aadal", OTHER, "cases/a.html");
    g_autoptr(GPtrArray) cases = merge(full, titled, linked, NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpuint(case_at(cases, 0)->also_in->len, ==, 2);
}

static void test_link_to_a_page_of_several_cases(void)
{
    CbCase *one = new_case("t/a.html", "Opkald", "Aadal", LEAD);
    CbCase *other = new_case("t/a.html", "Sang", "Klintsø", OTHER);
    g_free(other->id);
    other->id = g_strdup("t/a:sang");
    CbCase *by_place = new_teaser("l.html", "Ring til dem", "Aadal",
                                  "Hvem ringer til de nye? Det gør vi i Aadal.", "t/a");
    CbCase *by_fragment = new_teaser("m.html", "Musik", NULL,
                                     "Det lyder godt hver morgen på gangen.", "t/a.html#sang");
    CbCase *by_none =
        new_teaser("n.html", "Blomster", NULL, "En helt tredje ting om planter.", "t/a.html");
    g_autoptr(GPtrArray) cases = merge(one, other, by_place, by_fragment, by_none, NULL);
    assert_titles(cases, "Opkald", "Sang", "Blomster", NULL);
    g_assert_cmpstr(((CbAlsoIn *)case_at(cases, 0)->also_in->pdata[0])->source, ==, "l.html");
    g_assert_cmpstr(((CbAlsoIn *)case_at(cases, 1)->also_in->pdata[0])->source, ==, "m.html");
    g_assert_cmpuint(case_at(cases, 2)->also_in->len, ==, 0);
}

static void test_link_against_the_municipality(void)
{
    g_autoptr(GPtrArray) cases =
        merge(new_case("a.html", "Opkald", "Aadal", LEAD),
              new_teaser("l.html", "Sang", "Klintsø", OTHER, "a.html"), NULL);
    g_assert_cmpuint(cases->len, ==, 2);
}

static void test_documents_are_left_alone(void)
{
    CbCase *one = new_case("a.pdf", "Opkald", "Aadal", LEAD),
           *other = new_case("b.pdf", "Opkald", "Aadal", LEAD);
    one->kind = other->kind = CB_CASE_DOCUMENT;
    g_autoptr(GPtrArray) cases = merge(one, other, NULL);
    g_assert_cmpuint(cases->len, ==, 2);
}

static void test_nothing_to_merge(void)
{
    g_autoptr(GPtrArray) none = merge(NULL, NULL);
    g_assert_cmpuint(none->len, ==, 0);
    g_autoptr(GPtrArray) empty =
        merge(new_case("a.html", "A", NULL, ""), new_case("b.html", "B", NULL, ""), NULL);
    g_assert_cmpuint(empty->len, ==, 2);
}

static void test_order_is_kept(void)
{
    g_autoptr(GPtrArray) cases =
        merge(new_case("z.html", "Zebra", "Aadal", LEAD), new_case("a.html", "Abe", "Aadal", OTHER),
              new_case("m.html", "Zebra", "Aadal", LEAD), NULL);
    assert_titles(cases, "Zebra", "Abe", NULL);
    g_assert_cmpstr(case_at(cases, 0)->source, ==, "z.html");
}

/* ---- many ---- */

/* A text of its own for every @number, with boilerplate around it. */
static char *text_of(guint number, guint words)
{
    GString *text = g_string_new("Siden 2019 har kommunen arbejdet målrettet med fastholdelse. ");
    g_autoptr(GRand) rand = g_rand_new_with_seed(number);
    for (guint i = 0; i < words; i++)
        g_string_append_printf(text, "ord%d%s", g_rand_int_range(rand, 0, 3000),
                               i % 12 == 11 ? ". " : " ");
    g_string_append(text, "Indsatsen har bidraget til et fald i frafaldet.");
    return g_string_free(text, FALSE);
}

/* @n cases of 300 words; every tenth has a teaser with its first words on a listing. */
static GPtrArray *many_cases(guint n)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    for (guint i = 0; i < n; i++) {
        g_autofree char *text = text_of(i, 300);
        g_autofree char *source = g_strdup_printf("cases/%u.html", i);
        g_autofree char *title = g_strdup_printf("Sag nummer %u", i);
        g_autofree char *place = g_strdup_printf("By%u", i % 98);
        g_ptr_array_add(cases, new_case(source, title, place, text));
        if (i % 10 > 0)
            continue;
        g_autofree char *lead = g_strndup(text, 300);
        g_ptr_array_add(cases, new_teaser("liste.html", title, place, lead, NULL));
    }
    return cases;
}

static void test_many(void)
{
    guint n = g_test_perf() ? 10000 : 1000;
    GPtrArray *many = many_cases(n);
    clock_t start = clock();
    g_autoptr(GPtrArray) cases = cb_merge_cases(many, NULL);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    g_test_minimized_result(seconds, "%u cases merged in %.3f CPU seconds", n, seconds);
    g_assert_cmpuint(cases->len, ==, n);
    g_assert_cmpuint(case_at(cases, 0)->also_in->len, ==, 1);
    g_assert_cmpuint(case_at(cases, 1)->also_in->len, ==, 0);
}

static void test_many_copies(void)
{
    guint n = g_test_perf() ? 10000 : 300;
    GPtrArray *many = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autofree char *text = text_of(1, 300);
    for (guint i = 0; i < n; i++) {
        g_autofree char *source = g_strdup_printf("cases/%u.html", i);
        g_ptr_array_add(many, new_case(source, "Den samme sag", "Aadal", text));
    }
    clock_t start = clock();
    g_autoptr(GPtrArray) cases = cb_merge_cases(many, NULL);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    g_test_minimized_result(seconds, "%u copies merged in %.3f CPU seconds", n, seconds);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpuint(case_at(cases, 0)->also_in->len, ==, n - 1);
}

static void test_many_filled_in_templates(void)
{
    guint n = g_test_perf() ? 10000 : 500;
    GPtrArray *many = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autofree char *text = text_of(1, 300);
    for (guint i = 0; i < n; i++) {
        g_autofree char *source = g_strdup_printf("cases/%u.html", i);
        g_autofree char *place = g_strdup_printf("By%u", i);
        g_ptr_array_add(many, new_case(source, "Skabelonen udfyldt", place, text));
    }
    clock_t start = clock();
    g_autoptr(GPtrArray) cases = cb_merge_cases(many, NULL);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    g_test_minimized_result(seconds, "%u templates kept apart in %.3f CPU seconds", n, seconds);
    g_assert_cmpuint(cases->len, ==, n);
}

/* Only some of the cases take part: the ids of the others, and what stands everywhere, are given.
 */
static void test_a_part_is_merged_as_the_whole(void)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_ptr_array_add(cases, new_case("a.html", "Aadal Kommune: Et opkald", "Aadal", LEAD));
    g_ptr_array_add(cases, new_case("b.html", "Aadal Kommune: En sang", "Aadal", OTHER));
    g_ptr_array_add(cases, new_case("c.html", "Aadal Kommune: Et opkald", "Aadal", LEAD));
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(taken, (char[]){"b"});
    g_auto(CbMergeFrame) frame = {.taken = taken};
    g_autoptr(GPtrArray) merged = cb_merge_cases(cases, &frame);
    g_assert_cmpuint(merged->len, ==, 2);
    g_assert_cmpstr(((CbCase *)merged->pdata[0])->id, ==, "a");
    g_assert_cmpstr(((CbCase *)merged->pdata[1])->id, ==, "b~2");
    g_assert_nonnull(frame.common);
    const guint became[] = {0, 1, 0};
    g_assert_cmpuint(frame.became->len, ==, G_N_ELEMENTS(became));
    for (guint i = 0; i < frame.became->len; i++)
        g_assert_cmpuint(g_array_index(frame.became, guint, i), ==, became[i]);
}

static void test_what_stands_everywhere_can_be_given(void)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autoptr(CbCase) all = new_case("x.html", "Noget helt andet", NULL, LEAD);
    CbShingles shingles = cb_shingles_of_case(all);
    g_auto(CbMergeFrame) frame = {.common = g_array_new(FALSE, FALSE, sizeof(guint64))};
    for (guint i = 0; i < shingles.n; i++) {
        guint64 known = shingles.hashes[i] & ~CB_COMMON_MASK;
        g_array_append_val(frame.common, known);
    }
    cb_shingles_clear(&shingles);
    g_ptr_array_add(cases, new_case("a.html", "Aadal Kommune: Et opkald", "Aadal", LEAD));
    g_ptr_array_add(cases, new_case("b.html", "Aadal Kommune: Noget nyt", "Aadal", LEAD));
    g_autoptr(GPtrArray) merged = cb_merge_cases(cases, &frame);
    g_assert_cmpuint(merged->len, ==, 2);
}

/* Puts texts aside as a file does: a case's lead, by its address. */
static void lend(CbCase *item, gpointer leads)
{
    g_assert_null(item->lead);
    item->lead = g_strdup(g_hash_table_lookup(leads, item));
}

static void take_back(CbCase *item, gpointer leads)
{
    g_assert_cmpstr(item->lead, ==, g_hash_table_lookup(leads, item));
    g_clear_pointer(&item->lead, g_free);
}

static void test_texts_that_are_elsewhere_are_merged_alike(void)
{
    GPtrArray *here = many_cases(200), *away = many_cases(200);
    g_autoptr(GHashTable) leads = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < away->len; i++)
        g_hash_table_insert(leads, away->pdata[i],
                            g_steal_pointer(&((CbCase *)away->pdata[i])->lead));
    const CbTextLender texts = {lend, take_back, 0, leads};
    g_auto(CbMergeFrame) frame = {0};
    g_auto(CbMergeFrame) frame_away = {.texts = &texts};
    g_autoptr(GPtrArray) merged = cb_merge_cases(here, &frame);
    g_autoptr(GPtrArray) merged_away = cb_merge_cases(away, &frame_away);
    g_assert_cmpuint(merged->len, ==, 200);
    g_assert_cmpuint(merged_away->len, ==, merged->len);
    for (guint i = 0; i < merged->len; i++) {
        g_assert_cmpstr(case_at(merged_away, i)->id, ==, case_at(merged, i)->id);
        g_assert_null(case_at(merged_away, i)->lead);
    }
    for (guint i = 0; i < frame.became->len; i++)
        g_assert_cmpuint(g_array_index(frame_away.became, guint, i), ==,
                         g_array_index(frame.became, guint, i));
    g_assert_cmpuint(frame_away.common->len, ==, frame.common->len);
}

/* A single case says nothing of how often a shingle stands elsewhere; what is known counts. */
static void test_what_stands_everywhere_does_not_count_for_one_that_has_it_alone(void)
{
    g_autoptr(CbCase) all = new_case("x.html", "Noget helt andet", NULL, LEAD);
    CbShingles shingles = cb_shingles_of_case(all);
    g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < shingles.n; i++) {
        guint64 known = shingles.hashes[i] & ~CB_COMMON_MASK;
        g_array_append_val(common, known);
    }
    g_array_sort(common, compare_numbers);
    cb_shingles_clear(&shingles);
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_ptr_array_add(cases, new_case("a.html", "Aadal Kommune: Et opkald", "Aadal", LEAD));
    g_ptr_array_add(cases, new_case("b.html", "Aadal Kommune: En sang", "Aadal", OTHER));
    CbEntry *entries = cb_entries_new(cases, &common, NULL);
    g_assert_cmpuint(entries[0].n_shingles, ==, 0);
    g_assert_cmpuint(entries[1].n_shingles, >, 10);
    cb_entries_free(entries, cases->len);
}

static void test_repeats_are_never_missed(void)
{
    g_autoptr(CbRepeats) repeats = cb_repeats_new(2000);
    guint mistaken = 0;
    for (guint64 i = 0; i < 1000; i++) {
        cb_repeats_add(repeats, cb_hash_mix(i, 1));
        cb_repeats_add(repeats, cb_hash_mix(i, 1));
        cb_repeats_add(repeats, cb_hash_mix(i, 2));
    }
    for (guint64 i = 0; i < 1000; i++) {
        g_assert_true(cb_repeats_has(repeats, cb_hash_mix(i, 1)));
        mistaken += cb_repeats_has(repeats, cb_hash_mix(i, 2)) ? 1 : 0;
    }
    g_assert_cmpuint(mistaken, <, 300);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/fullest-text-wins", test_fullest_text_wins);
    g_test_add_func("/merge/full-case-beats-longer-teaser", test_full_case_beats_longer_teaser);
    g_test_add_func("/merge/same-attachment-once", test_same_attachment_once);
    g_test_add_func("/merge/template-in-two-municipalities", test_template_in_two_municipalities);
    g_test_add_func("/merge/template-does-not-meet-over-a-third",
                    test_template_does_not_meet_over_a_third);
    g_test_add_func("/merge/two-cases-of-one-municipality", test_two_cases_of_one_municipality);
    g_test_add_func("/merge/sections-of-one-page-stay-apart", test_sections_of_one_page_stay_apart);
    g_test_add_func("/merge/reworded-text", test_reworded_text);
    g_test_add_func("/merge/teasers-on-two-listings", test_teasers_on_two_listings);
    g_test_add_func("/merge/teaser-that-tells-another-way", test_teaser_that_tells_another_way);
    g_test_add_func("/merge/link-to-a-page-of-several-cases", test_link_to_a_page_of_several_cases);
    g_test_add_func("/merge/link-against-the-municipality", test_link_against_the_municipality);
    g_test_add_func("/merge/documents-are-left-alone", test_documents_are_left_alone);
    g_test_add_func("/merge/nothing-to-merge", test_nothing_to_merge);
    g_test_add_func("/merge/order-is-kept", test_order_is_kept);
    g_test_add_func("/merge/many", test_many);
    g_test_add_func("/merge/many-copies", test_many_copies);
    g_test_add_func("/merge/many-filled-in-templates", test_many_filled_in_templates);
    g_test_add_func("/merge/part", test_a_part_is_merged_as_the_whole);
    g_test_add_func("/merge/common-given", test_what_stands_everywhere_can_be_given);
    g_test_add_func("/merge/texts-elsewhere", test_texts_that_are_elsewhere_are_merged_alike);
    g_test_add_func("/merge/common-alone",
                    test_what_stands_everywhere_does_not_count_for_one_that_has_it_alone);
    g_test_add_func("/merge/repeats", test_repeats_are_never_missed);
    return g_test_run();
}
