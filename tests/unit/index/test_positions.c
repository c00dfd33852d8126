/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of cases in their order: written, looked for, gone on from, refused when damaged. */
#include "positions.h"
#include "positions_format.h"
#include "schema.h"
#include "tree.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder, *file;
} Place;

static void place_init(Place *place)
{
    g_autoptr(GError) error = NULL;
    place->folder = g_dir_make_tmp("casebank-positions-XXXXXX", &error);
    g_assert_no_error(error);
    place->file = g_build_filename(place->folder, CB_POSITIONS_FILE_NAME, NULL);
}

static void place_clear(Place *place)
{
    cb_tree_remove(place->folder);
    g_free(place->folder);
    g_free(place->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* "elever", or "elever/elev" with its stem, or "elevfrafald/elevfrafald/elev/frafald" with its
 * parts too. */
static CbPositionsForm *form_of(CbPositionsBuilder *builder, const char *word)
{
    g_auto(GStrv) pieces = g_strsplit(word, "/", -1);
    guint n = g_strv_length(pieces);
    return cb_positions_builder_form(builder, pieces[0], n > 1 ? pieces[1] : pieces[0],
                                     (const char *const *)pieces + MIN(n, 2), n > 2 ? n - 2 : 0);
}

/* Words with spaces between; "|" is a gap, "+word" is joined to the one before. */
static void add_case(CbPositionsBuilder *builder, guint32 docid, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint32 position = 0;
    for (gsize i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], "|") == 0)
            position += CB_POSITION_GAP;
        else if (words[i][0] == '+')
            cb_positions_builder_add_joined(builder, form_of(builder, words[i] + 1));
        else
            cb_positions_builder_add_word(builder, position++, form_of(builder, words[i]));
    }
    cb_positions_builder_end_case(builder, docid);
}

static void write_builder(CbPositionsBuilder *builder, const Place *place)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_positions_builder_write(builder, place->folder, &error));
    g_assert_no_error(error);
}

static CbPositions *open_positions(const Place *place)
{
    g_autoptr(GError) error = NULL;
    CbPositions *positions = cb_positions_open(place->folder, &error);
    g_assert_no_error(error);
    return positions;
}

static CbPositions *write_one(const Place *place, const char *text)
{
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new();
    add_case(builder, 1, text);
    write_builder(builder, place);
    return open_positions(place);
}

static void start_hunt(CbWordHunt *hunt, const CbPositions *positions, guint32 docid,
                       const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint32 numbers[CB_MAX_HUNTED];
    guint n = g_strv_length(words);
    for (guint i = 0; i < n; i++)
        numbers[i] = cb_positions_stem(positions, words[i]);
    cb_word_hunt_init(hunt, positions, docid, numbers, n);
}

/* Where the phrase begins, as "3 17 204". */
static void expect_phrase(const CbPositions *positions, guint32 docid, const char *phrase,
                          const char *wanted)
{
    g_autoptr(GString) found = g_string_new(NULL);
    CbWordHunt hunt;
    start_hunt(&hunt, positions, docid, phrase);
    for (guint32 start; cb_word_hunt_phrase(&hunt, 0, &start);)
        g_string_append_printf(found, "%s%u", found->len > 0 ? " " : "", start);
    g_assert_cmpstr(found->str, ==, wanted);
    start_hunt(&hunt, positions, docid, phrase);
    g_assert_cmpint(cb_word_hunt_phrase(&hunt, 0, NULL), ==, *wanted != '\0');
}

static gboolean are_close(const CbPositions *positions, const char *words, guint window)
{
    CbWordHunt hunt;
    start_hunt(&hunt, positions, 1, words);
    return cb_word_hunt_close(&hunt, window);
}

static void test_a_phrase_is_found_where_its_words_follow_each_other(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions =
        write_one(&place, "en to tre en to en tre to tre | tre en to fire | en | to");
    expect_phrase(positions, 1, "en to", "0 3 110");
    expect_phrase(positions, 1, "to tre", "1 7");
    expect_phrase(positions, 1, "en to tre", "0");
    expect_phrase(positions, 1, "tre tre", ""); /* nor over a gap */
    expect_phrase(positions, 1, "en to fire", "110");
    expect_phrase(positions, 1, "fire", "112");
    expect_phrase(positions, 1, "en fem", "");
    expect_phrase(positions, 2, "en to", "");
}

static void test_a_word_may_stand_twice_in_a_phrase(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions = write_one(&place, "ord mod ord for ord ord");
    expect_phrase(positions, 1, "ord for ord", "2");
    expect_phrase(positions, 1, "ord ord", "4");
    expect_phrase(positions, 1, "ord ord ord", "");
}

static void test_a_joined_form_stands_where_its_first_word_does(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions =
        write_one(&place, "et on +onboarding boarding social +socialassistent og assistent");
    expect_phrase(positions, 1, "et onboarding", "0");
    expect_phrase(positions, 1, "onboarding boarding", "1");
    expect_phrase(positions, 1, "et on boarding", "0");
    expect_phrase(positions, 1, "socialassistent og assistent", "3");
    expect_phrase(positions, 1, "boarding socialassistent og", "2");
    expect_phrase(positions, 1, "on onboarding", "");
}

static void test_places_before_the_one_asked_for_are_passed_by(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions = write_one(&place, "en to en to | en to");
    CbWordHunt hunt;
    guint32 start;
    start_hunt(&hunt, positions, 1, "en to");
    g_assert_true(cb_word_hunt_phrase(&hunt, 1, &start));
    g_assert_cmpuint(start, ==, 2);
    g_assert_true(cb_word_hunt_phrase(&hunt, 3, &start));
    g_assert_cmpuint(start, ==, 104);
    g_assert_false(cb_word_hunt_phrase(&hunt, 105, &start));
}

static void test_words_are_close_within_the_window(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions =
        write_one(&place, "vej x x x arbejde | a b c d e f | to +tre");
    g_assert_true(are_close(positions, "vej arbejde", 5));
    g_assert_false(are_close(positions, "vej arbejde", 4));
    g_assert_true(are_close(positions, "arbejde vej", 5));
    g_assert_true(are_close(positions, "e a c", 5));
    g_assert_false(are_close(positions, "f a c", 5));
    g_assert_true(are_close(positions, "b a f c e d", 2)); /* as wide as it must be */
    g_assert_false(are_close(positions, "arbejde a", 32)); /* a gap is wider */
    g_assert_true(are_close(positions, "x x x", 5));
    g_assert_false(are_close(positions, "x x x x", 5)); /* each at its own place */
    g_assert_false(are_close(positions, "to tre", 5));  /* these share one */
}

/* So many that codes have one, two and three bytes, in every order. */
static void test_thousands_of_stems_are_told_apart(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new();
    const guint n = 20000;
    char word[16];
    for (guint i = 0; i < n; i++) {
        g_snprintf(word, sizeof word, "o%u", i * 7919 % n);
        cb_positions_builder_add_word(builder, 2 * i, form_of(builder, word));
        cb_positions_builder_add_word(builder, 2 * i + 1, form_of(builder, "og"));
    }
    cb_positions_builder_end_case(builder, 3);
    write_builder(builder, &place);
    g_autoptr(CbPositions) positions = open_positions(&place);
    for (guint i = 0; i + 1 < n; i += 97) {
        g_autofree char *phrase = g_strdup_printf("o%u og o%u", i * 7919 % n, (i + 1) * 7919 % n);
        g_autofree char *wanted = g_strdup_printf("%u", 2 * i);
        expect_phrase(positions, 3, phrase, wanted);
    }
    g_assert_cmpuint(cb_positions_stem(positions, "og"), ==, 0); /* the most frequent one */
    g_assert_cmpuint(cb_positions_stem(positions, "o20000"), ==, CB_NO_STEM);
    g_assert_cmpuint(cb_positions_stem(positions, ""), ==, CB_NO_STEM);
    g_assert_cmpuint(cb_positions_stem(positions, "ö"), ==, CB_NO_STEM);
}

static void test_an_update_keeps_adds_and_removes(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) first = cb_positions_builder_new();
    add_case(first, 1, "en to tre");
    add_case(first, 2, "to tre fire");
    add_case(first, 3, "tre fire fem");
    write_builder(first, &place);
    for (guint round = 0; round < 3; round++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CbPositionsBuilder) next = cb_positions_builder_new_from(place.folder, &error);
        g_assert_no_error(error);
        cb_positions_builder_remove_case(next, 2 + round);
        cb_positions_builder_remove_case(next, 99);
        g_autofree char *text = g_strdup_printf("en fire abe zebra z%u to", round);
        add_case(next, 4 + round, text);
        write_builder(next, &place);
    }
    g_autoptr(CbPositions) positions = open_positions(&place);
    expect_phrase(positions, 1, "en to tre", "0");
    expect_phrase(positions, 2, "to tre", "");
    expect_phrase(positions, 3, "tre fire", "");
    expect_phrase(positions, 4, "fire abe", "");
    expect_phrase(positions, 5, "fire abe zebra z1 to", "1");
    expect_phrase(positions, 6, "en fire abe zebra z2", "0");
    expect_phrase(positions, 6, "zebra z1", "");
}

/* What stands in a case, as "elev:0 elev:3 (frafald:5)": the words before it; in brackets a part.
 */
typedef struct {
    const char *const *asked;
    GString *found;
} Count;

static void note_word(guint slot, gboolean part, guint32 before, gpointer data)
{
    Count *count = data;
    g_string_append_printf(count->found, "%s%s%s:%u%s", count->found->len > 0 ? " " : "",
                           part ? "(" : "", count->asked[slot], before, part ? ")" : "");
}

static void expect_counts(const CbPositions *positions, guint32 docid, const char *stems,
                          const char *wanted)
{
    g_auto(GStrv) asked = g_strsplit(stems, " ", -1);
    g_autoptr(CbWordCounter) counter = cb_word_counter_new(positions);
    g_autoptr(GString) found = g_string_new(NULL);
    Count count = {(const char *const *)asked, found};
    for (guint i = 0; asked[i] != NULL; i++)
        cb_word_counter_add_stem(counter, asked[i], i);
    cb_word_counter_run(counter, docid, note_word, &count);
    g_assert_cmpstr(found->str, ==, wanted);
    g_assert_cmpint(cb_word_counter_finds(counter, docid), ==, *wanted != '\0');
}

#define COMPOUND "elevfrafald/elevfrafald/elev/frafald"

static void test_words_and_parts_of_compounds_are_counted(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositions) positions =
        write_one(&place, "elever/elev og eleven/elev | " COMPOUND
                          " og social/social +socialelev/socialelev/elev og");
    expect_counts(positions, 1, "elev", "elev:0 elev:2 (elev:3) (elev:5)");
    expect_counts(positions, 1, "frafald elev", "elev:0 elev:2 (elev:3) (frafald:3) (elev:5)");
    expect_counts(positions, 1, "og", "og:1 og:4 og:6");
    expect_counts(positions, 1, "mentor", "");
    expect_counts(positions, 2, "og", "");
    expect_phrase(positions, 1, "elev og elev", "0"); /* forms between do not matter */
}

static gboolean collect_form(const CbFoundForm *form, gpointer data)
{
    GString *found = data;
    g_string_append_printf(found, "%s%s/%s", found->len > 0 ? " " : "", form->form, form->stem);
    return TRUE;
}

static void expect_forms(const CbPositions *positions, const char *text, gboolean whole,
                         const char *wanted)
{
    g_autoptr(GString) found = g_string_new(NULL);
    cb_positions_foreach_form(positions, text, whole, collect_form, found);
    g_assert_cmpstr(found->str, ==, wanted);
}

static gboolean want_form(const CbFoundForm *form, gpointer counter)
{
    cb_word_counter_add_form(counter, form->number, form->which, 0);
    return TRUE;
}

/* In which of the cases 1 to 3 the form stands, as "13". */
static void expect_cases(const CbPositions *positions, const char *form, const char *wanted)
{
    g_autoptr(CbWordCounter) counter = cb_word_counter_new(positions);
    g_autoptr(GString) found = g_string_new(NULL);
    cb_positions_foreach_form(positions, form, TRUE, want_form, counter);
    for (guint docid = 1; docid <= 3; docid++)
        if (cb_word_counter_finds(counter, docid))
            g_string_append_printf(found, "%u", docid);
    g_assert_cmpstr(found->str, ==, wanted);
}

static void test_forms_of_a_stem_are_told_apart(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new();
    add_case(builder, 1, "elever/elev elever/elev eleven/elev");
    add_case(builder, 2, "elev/elev frafald");
    add_case(builder, 3, "elever/elev eleverne/elev faerd/faerd faerd/faer");
    write_builder(builder, &place);
    g_autoptr(CbPositions) positions = open_positions(&place);
    expect_forms(positions, "elev", TRUE, "elev/elev");
    expect_forms(positions, "eleve", FALSE, "eleven/elev elever/elev eleverne/elev");
    expect_forms(positions, "faerd", TRUE, "faerd/faerd faerd/faer"); /* understood in two ways */
    expect_forms(positions, "elevf", FALSE, "");
    expect_cases(positions, "elever", "13");
    expect_cases(positions, "elev", "2");
    expect_cases(positions, "eleverne", "3");
    expect_cases(positions, "elevs", "");
}

/* More than have a code of their own, so that some are far forms. */
static void test_a_stem_may_have_many_forms(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new();
    g_autoptr(GString) text = g_string_new("abe/dyr");
    for (guint i = 0; i < 300; i++)
        g_string_append_printf(text, " f%03u/dyr bo", i);
    add_case(builder, 1, text->str);
    add_case(builder, 2, "f299/dyr | bo f007/dyr");
    write_builder(builder, &place);
    g_autoptr(CbPositions) positions = open_positions(&place);
    for (guint i = 0; i < 300; i++) {
        g_autofree char *form = g_strdup_printf("f%03u", i);
        expect_cases(positions, form, i == 299 || i == 7 ? "12" : "1");
    }
    expect_phrase(positions, 1, "dyr dyr bo", "0");
    expect_phrase(positions, 2, "bo dyr", "101");
    expect_counts(positions, 2, "dyr bo", "dyr:0 bo:1 dyr:2");
}

static void test_the_forms_of_a_case_are_known_to_an_update(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) first = cb_positions_builder_new();
    add_case(first, 1, "elever/elev " COMPOUND " | elever/elev");
    add_case(first, 2, "eleven/elev");
    write_builder(first, &place);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPositionsBuilder) next = cb_positions_builder_new_from(place.folder, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) old = cb_positions_builder_forms_of(next, 1);
    g_assert_cmpuint(old->len, ==, 2);
    g_assert_cmpstr(old->pdata[0], ==, "elever");
    g_assert_cmpstr(old->pdata[1], ==, "elevfrafald");
    add_case(next, 3, "eleven/elev elevens/elev ny/ny nye/ny storelev/storelev/stor/elev");
    g_autoptr(GPtrArray) new = cb_positions_builder_forms_of(next, 3);
    g_assert_cmpuint(new->len, ==, 5);
    g_assert_cmpstr(new->pdata[1], ==, "elevens");
    write_builder(next, &place);
    g_autoptr(CbPositions) positions = open_positions(&place);
    expect_counts(positions, 1, "elev", "elev:0 (elev:1) elev:2");
    expect_counts(positions, 3, "elev stor", "elev:0 elev:1 (stor:4) (elev:4)");
    expect_cases(positions, "eleven", "23");
    expect_cases(positions, "elevens", "3");
    expect_forms(positions, "eleve", FALSE, "eleven/elev elevens/elev elever/elev");
}

static void test_no_case_and_no_word(void)
{
    g_auto(Place) place;
    place_init(&place);
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new();
    write_builder(builder, &place);
    g_autoptr(CbPositions) empty = open_positions(&place);
    expect_phrase(empty, 1, "en to", "");
    cb_positions_builder_end_case(builder, 1);
    write_builder(builder, &place);
    g_autoptr(CbPositions) wordless = open_positions(&place);
    expect_phrase(wordless, 1, "en to", "");
    expect_phrase(wordless, 0, "en to", "");
}

static void expect_damaged(const Place *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPositions) positions = cb_positions_open(place->folder, &error);
    g_assert_null(positions);
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, place->file));
}

static void test_a_torn_file_is_refused(void)
{
    g_auto(Place) place;
    place_init(&place);
    cb_positions_free(write_one(&place, "en to tre | fire fem seks syv"));
    g_autofree char *data = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(place.file, &data, &length, NULL));
    for (gsize kept = 0; kept < length; kept++) {
        g_assert_true(g_file_set_contents(place.file, data, (gssize)kept, NULL));
        expect_damaged(&place);
    }
    g_assert_cmpint(g_unlink(place.file), ==, 0);
    expect_damaged(&place);
}

static void ignore_word(guint slot, gboolean part, guint32 before, gpointer n)
{
    (void)slot, (void)part;
    g_assert_cmpuint(before, <, 1000);
    ++*(guint *)n;
}

static void use_words(const CbPositions *positions)
{
    guint n = 0;
    g_autoptr(CbWordCounter) counter = cb_word_counter_new(positions);
    cb_word_counter_add_stem(counter, "tre", 0);
    cb_word_counter_add_stem(counter, "fire", 1);
    cb_positions_foreach_form(positions, "f", FALSE, want_form, counter);
    cb_word_counter_run(counter, 1, ignore_word, &n);
    g_assert_cmpuint(n, <, 1000);
}

/* Whatever a byte says, nothing outside the file is read (the sanitizers watch) and nothing hangs.
 */
static void test_flipped_bytes_do_no_harm(void)
{
    g_auto(Place) place;
    place_init(&place);
    cb_positions_free(
        write_one(&place, "en to +entre/entre/en/tre tre | fire fem fires/fire en to syv"));
    g_autofree char *data = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(place.file, &data, &length, NULL));
    for (gsize i = 0; i < length * 8; i++) {
        g_autofree char *bad = g_memdup2(data, length);
        bad[i / 8] = (char)(bad[i / 8] ^ 1 << i % 8);
        g_assert_true(g_file_set_contents(place.file, bad, (gssize)length, NULL));
        g_autoptr(CbPositions) positions = cb_positions_open(place.folder, NULL);
        if (positions == NULL)
            continue;
        CbWordHunt hunt;
        start_hunt(&hunt, positions, 1, "en to");
        for (guint32 start; cb_word_hunt_phrase(&hunt, 0, &start);)
            g_assert_cmpuint(start, <, 1000);
        are_close(positions, "fire syv tre", 5);
        use_words(positions);
        g_autoptr(GError) error = NULL;
        g_autoptr(CbPositionsBuilder) next = cb_positions_builder_new_from(place.folder, &error);
        if (next == NULL) {
            g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
            continue;
        }
        add_case(next, 2, "en ny to");
        write_builder(next, &place);
        g_autoptr(CbPositions) again = open_positions(&place);
        expect_phrase(again, 2, "en ny to", "0");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/positions/phrase", test_a_phrase_is_found_where_its_words_follow_each_other);
    g_test_add_func("/positions/twice", test_a_word_may_stand_twice_in_a_phrase);
    g_test_add_func("/positions/joined", test_a_joined_form_stands_where_its_first_word_does);
    g_test_add_func("/positions/from", test_places_before_the_one_asked_for_are_passed_by);
    g_test_add_func("/positions/close", test_words_are_close_within_the_window);
    g_test_add_func("/positions/many", test_thousands_of_stems_are_told_apart);
    g_test_add_func("/positions/update", test_an_update_keeps_adds_and_removes);
    g_test_add_func("/positions/counts", test_words_and_parts_of_compounds_are_counted);
    g_test_add_func("/positions/forms", test_forms_of_a_stem_are_told_apart);
    g_test_add_func("/positions/many-forms", test_a_stem_may_have_many_forms);
    g_test_add_func("/positions/forms-of", test_the_forms_of_a_case_are_known_to_an_update);
    g_test_add_func("/positions/empty", test_no_case_and_no_word);
    g_test_add_func("/positions/torn", test_a_torn_file_is_refused);
    g_test_add_func("/positions/flipped", test_flipped_bytes_do_no_harm);
    return g_test_run();
}
