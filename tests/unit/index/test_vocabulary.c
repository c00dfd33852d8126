/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of an index: which words it has, how they are spelt, and what damage does to it.
 */
#include "generation.h"
#include "index_private.h"
#include "vocabulary_base.h"
#include "word_evidence.h"
#include <casebank/error.h>
#include <string.h>

typedef struct {
    char *root, *dir, *path;
    CbVocabulary *vocabulary;
} Fixture;

static CbCase *new_case(const char *id, const char *title, const char *text)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup(id);
    item->title = g_strdup(title);
    g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text));
    return item;
}

/* The names are made up; nobody is called so. */
static CbCase *case_with_names(void)
{
    CbCase *item =
        new_case("navne", "Mentorordning på SOSU-skolen",
                 "Det siger leder Testine Prøvesen, som har ordnet det. Testine mener, at "
                 "frafaldet falder. Kontakt Testine Prøvesen på "
                 "testine.proevesen@example.dk eller www.example.dk/testine. "
                 "Ring til TESTINE PRØVESEN, 00 00 00 00.");
    item->contact = g_strdup("Konsulent Kontaktine Hemmeligsen, kontaktine@example.dk");
    g_ptr_array_add(item->municipalities, g_strdup("Østerå-Strandholt"));
    CbAttachment *pdf = cb_attachment_new("Filine Testesen.pdf");
    pdf->title = g_strdup("filine testesen");
    g_ptr_array_add(item->attachments, pdf);
    return item;
}

static void add(CbWriter *writer, CbCase *item)
{
    g_autoptr(GError) error = NULL;
    cb_writer_add_case(writer, item, &error);
    g_assert_no_error(error);
    cb_case_free(item);
}

static void fill(CbWriter *writer)
{
    add(writer,
        new_case("a", "Elevfrafald", "Et frafald er et frafald. Mange håndbøger i hånden."));
    add(writer, new_case("b", "Håndbog",
                         "Frafaldet er mindre. Hjælp fra KL og SOSU, en haandbog og on-boarding. "
                         "Trivselsmålingen er ny. Indgangs- og udgangssamtaler."));
    add(writer, case_with_names());
}

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->root = g_dir_make_tmp("casebank-vocabulary-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->dir = g_build_filename(fixture->root, "index", NULL);
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, &error);
    g_assert_no_error(error);
    fill(writer);
    cb_writer_publish(writer, &error);
    g_assert_no_error(error);
    g_autofree char *generation = cb_generation_path(fixture->dir, 1);
    fixture->path = g_build_filename(generation, CB_VOCABULARY_FILE_NAME, NULL);
    fixture->vocabulary = cb_vocabulary_open(fixture->path, &error);
    g_assert_no_error(error);
    g_assert_true(cb_vocabulary_check(fixture->vocabulary, &error));
    g_assert_no_error(error);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_vocabulary_free(fixture->vocabulary);
    cb_tree_remove(fixture->root);
    g_free(fixture->root);
    g_free(fixture->dir);
    g_free(fixture->path);
}

/* NULL when the word is not there. */
static char *shown(const Fixture *fixture, const char *form)
{
    guint word;
    return cb_vocabulary_find(fixture->vocabulary, form, &word)
               ? cb_vocabulary_shown(fixture->vocabulary, word)
               : NULL;
}

static void expect_shown(const Fixture *fixture, const char *form, const char *expected)
{
    g_autofree char *actual = shown(fixture, form);
    g_test_message("%s", form);
    g_assert_cmpstr(actual, ==, expected);
}

/* --- Content --------------------------------------------------------------------------------- */

static void test_words_are_in_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    guint n = cb_vocabulary_n_words(fixture->vocabulary);
    g_assert_cmpuint(n, >, 10);
    for (guint i = 1; i < n; i++)
        g_assert_cmpstr(cb_vocabulary_form(fixture->vocabulary, i - 1), <,
                        cb_vocabulary_form(fixture->vocabulary, i));
}

static void test_inflections_are_one_word(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const CbVocabulary *vocabulary = fixture->vocabulary;
    guint plain, definite;
    g_assert_true(cb_vocabulary_find(vocabulary, "frafald", &plain));
    g_assert_true(cb_vocabulary_find(vocabulary, "frafaldet", &definite));
    g_assert_cmpuint(cb_vocabulary_head(vocabulary, plain), ==,
                     cb_vocabulary_head(vocabulary, definite));
    g_assert_cmpuint(cb_vocabulary_cases(vocabulary, plain), ==, 3);
    g_assert_cmpuint(cb_vocabulary_cases(vocabulary, definite), ==, 3);
}

static void test_later_parts_are_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbRange range = cb_vocabulary_tail_prefix(fixture->vocabulary, "frafal");
    g_assert_cmpuint(range.to - range.from, ==, 1);
    guint word = cb_vocabulary_tail(fixture->vocabulary, range.from);
    g_assert_cmpstr(cb_vocabulary_form(fixture->vocabulary, word), ==, "elevfrafald");
    g_assert_true(cb_vocabulary_has_tail(fixture->vocabulary, "frafald"));
    g_assert_false(cb_vocabulary_has_tail(fixture->vocabulary, "elevfrafald"));
}

static void test_words_are_spelt_as_people_do(Fixture *fixture, gconstpointer data)
{
    (void)data;
    expect_shown(fixture, "haandbog", "håndbog"); /* one of two cases has aa */
    expect_shown(fixture, "haandboeger", "håndbøger");
    expect_shown(fixture, "sosu", "SOSU");
    expect_shown(fixture, "kl", "KL");
    expect_shown(fixture, "oesteraa", "Østerå");
    expect_shown(fixture, "strandholt", "Strandholt");
    expect_shown(fixture, "sosuskolen", "SOSU-skolen");
    expect_shown(fixture, "onboarding", "onboarding");
    expect_shown(fixture, "indgangssamtaler", "indgangssamtaler");
    expect_shown(fixture, "trivselsmaalingen", "trivselsmålingen");
}

static void test_no_names_fragments_or_numbers(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const hidden[] = {"testine",    "proevesen",   "testineproevesen",
                                         "kontaktine", "hemmeligsen", "filine",
                                         "testesen",   "indgangs",    "00",
                                         "example",    "dk",          "og"};
    for (gsize i = 0; i < G_N_ELEMENTS(hidden); i++)
        expect_shown(fixture, hidden[i], NULL);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
    for (gsize i = 0; i + 7 < length; i++)
        g_assert_true(g_ascii_strncasecmp(bytes + i, "testine", 7) != 0);
}

static void test_titles_are_found_by_word(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbRange words = cb_vocabulary_prefix(fixture->vocabulary, "mentor");
    CbRange postings = cb_vocabulary_postings(fixture->vocabulary, words);
    g_assert_cmpuint(postings.to - postings.from, ==, 1);
    guint title = cb_vocabulary_posting_title(fixture->vocabulary, postings.from);
    g_assert_cmpstr(cb_vocabulary_title(fixture->vocabulary, title), ==,
                    "Mentorordning på SOSU-skolen");
    g_assert_cmpstr(cb_vocabulary_title_case(fixture->vocabulary, title), ==, "navne");
}

/* --- What places tell ------------------------------------------------------------------------ */

static void test_places_tell_what_a_word_is(void)
{
    static const struct {
        const char *text, *word;
        guint evidence;
    } places[] = {
        {"en mentor her", "mentor", CB_EVIDENCE_ORDINARY},
        {"elev/mentor", "mentor", CB_EVIDENCE_ORDINARY},
        {"Godt. Mentorer kan", "Mentorer", CB_EVIDENCE_BEGINS},
        {"Formål\n\nMentorer kan", "Mentorer", CB_EVIDENCE_BEGINS},
        {"efter aftale med\nMentorer", "Mentorer", 0},
        {"• Mentorer kan", "Mentorer", CB_EVIDENCE_BEGINS},
        {"Testine Prøvesen", "Testine", CB_EVIDENCE_NAMED},
        {"leder Testine siger", "Testine", CB_EVIDENCE_NAMED},
        {"hos \"Testine\" er", "Testine", CB_EVIDENCE_NAMED},
        {"Mentorer SOSU", "Mentorer", CB_EVIDENCE_BEGINS},
        {"på SOSU skolen", "SOSU", CB_EVIDENCE_ABBREVIATION},
        {"på SOSU-skolen", "SOSU-skolen", CB_EVIDENCE_ORDINARY},
        {"TESTINE PRØVESEN", "TESTINE", 0},
        {"SOSU", "SOSU", 0},
        {"skriv til testine@example.dk i dag", "testine", 0},
        {"skriv til testine.proevesen@example.dk", "proevesen", 0},
        {"se https://example.dk/testine.", "testine", 0},
        {"cv_testine", "testine", 0},
        {"indgangs-, overgangs- og udgangssamtaler", "indgangs", 0},
        {"vejledere og -ansvarlige her", "ansvarlige", 0},
        {"Ærø og Ærø", "Ærø", CB_EVIDENCE_BEGINS},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        const char *at = strstr(places[i].text, places[i].word);
        guint evidence =
            cb_word_evidence(places[i].text, (gsize)(at - places[i].text), strlen(places[i].word));
        g_test_message("%s: %s", places[i].text, places[i].word);
        g_assert_cmpuint(evidence, ==, places[i].evidence);
    }
}

static void test_the_rule(void)
{
    const guint begins = CB_EVIDENCE_BEGINS, named = CB_EVIDENCE_NAMED;
    g_assert_true(cb_evidence_allows(CB_EVIDENCE_ORDINARY | named, "mentor", 1, FALSE));
    g_assert_true(cb_evidence_allows(CB_EVIDENCE_TITLE | named, "nordstrand", 1, FALSE));
    g_assert_true(cb_evidence_allows(CB_EVIDENCE_ABBREVIATION, "sosu", 1, FALSE));
    g_assert_false(cb_evidence_allows(CB_EVIDENCE_ABBREVIATION | named, "sosu", 1, FALSE));
    g_assert_false(cb_evidence_allows(CB_EVIDENCE_ABBREVIATION, "overskrift", 1, FALSE));
    g_assert_true(cb_evidence_allows(begins, "mentorordningen", 1, TRUE));
    g_assert_false(cb_evidence_allows(begins, "mentorordningen", 1, FALSE));
    g_assert_false(cb_evidence_allows(begins, "skovbjerg", 1, TRUE));
    g_assert_false(cb_evidence_allows(begins | named, "mentorordningen", 1, TRUE));
    g_assert_false(cb_evidence_allows(named, "mentorordningen", 1, TRUE));
    g_assert_false(cb_evidence_allows(0, "mentorordningen", 1, TRUE));
    g_assert_false(cb_evidence_allows(CB_EVIDENCE_ORDINARY, "12345678", 9, FALSE));
    g_assert_false(cb_evidence_allows(CB_EVIDENCE_ORDINARY, "gf2", 1, FALSE));
    g_assert_true(cb_evidence_allows(CB_EVIDENCE_ORDINARY, "gf2", 2, FALSE));
    g_assert_false(cb_evidence_allows(CB_EVIDENCE_ORDINARY, "xy", 2, FALSE));
}

/* --- Damage ---------------------------------------------------------------------------------- */

static void expect_refused(const char *path, const guint8 *bytes, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(g_file_set_contents_full(path, (const char *)bytes, (gssize)size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    g_autoptr(CbVocabulary) vocabulary = cb_vocabulary_open(path, &error);
    if (vocabulary != NULL)
        g_assert_false(cb_vocabulary_check(vocabulary, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, path));
    g_assert_nonnull(strstr(error->message, "casebank-index"));
}

typedef struct {
    char *path;
    guint8 *bytes;
    gsize size;
} Copy;

static Copy copy_of(const Fixture *fixture)
{
    Copy copy = {.path = g_build_filename(fixture->root, "copy", NULL)};
    char *bytes;
    g_assert_true(g_file_get_contents(fixture->path, &bytes, &copy.size, NULL));
    copy.bytes = (guint8 *)bytes;
    return copy;
}

static void copy_clear(Copy *copy)
{
    g_free(copy->path);
    g_free(copy->bytes);
}

static void test_every_changed_byte_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    Copy copy = copy_of(fixture);
    for (gsize i = 0; i < copy.size; i++) {
        copy.bytes[i] ^= 0x41;
        expect_refused(copy.path, copy.bytes, copy.size);
        copy.bytes[i] ^= 0x41;
    }
    copy_clear(&copy);
}

static void test_every_cut_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    Copy copy = copy_of(fixture);
    for (gsize size = 0; size < copy.size; size += 7)
        expect_refused(copy.path, copy.bytes, size);
    copy_clear(&copy);
}

/* Its checksum is right, and it still points out of itself. */
static void test_forged_places_are_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    Copy copy = copy_of(fixture);
    CbVocabularyHeader *header = (CbVocabularyHeader *)copy.bytes;
    guint32 *numbers = (guint32 *)(header + 1);
    gsize tails = header->n_words, titles = tails + header->n_tails;
    gsize postings = titles + (gsize)header->n_titles * 2;
    const gsize places[] = {0, tails - 1, tails, titles, titles + 1, postings, postings + 1};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        guint32 good = numbers[places[i]];
        numbers[places[i]] = 0x7FFF7FFFu;
        header->checksum =
            cb_vocabulary_checksum(header, (guint8 *)numbers, copy.size - sizeof *header);
        g_test_message("number %zu", places[i]);
        expect_refused(copy.path, copy.bytes, copy.size);
        numbers[places[i]] = good;
    }
    copy.bytes[copy.size - 1] = 'x';
    header->checksum =
        cb_vocabulary_checksum(header, (guint8 *)numbers, copy.size - sizeof *header);
    expect_refused(copy.path, copy.bytes, copy.size);
    copy_clear(&copy);
}

static void test_an_index_without_it_is_damaged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    cb_tree_remove(fixture->path);
    g_autoptr(CbIndex) index = cb_index_open(fixture->dir, &error);
    g_assert_null(index);
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
}

static void test_the_same_cases_give_the_same_file(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    Copy copy = copy_of(fixture);
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, &error);
    g_assert_no_error(error);
    fill(writer);
    g_assert_true(cb_writer_publish(writer, &error));
    g_autofree char *generation = cb_generation_path(fixture->dir, 2);
    g_autofree char *path = g_build_filename(generation, CB_VOCABULARY_FILE_NAME, NULL);
    g_autofree char *bytes = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    g_assert_cmpuint(size, ==, copy.size);
    g_assert_cmpint(memcmp(bytes, copy.bytes, size), ==, 0);
    copy_clear(&copy);
}

static void test_an_empty_index_has_an_empty_one(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *root = g_dir_make_tmp("casebank-vocabulary-XXXXXX", NULL);
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(cb_writer_publish(writer, &error));
    g_autoptr(CbIndex) index = cb_index_open(dir, &error);
    g_assert_no_error(error);
    const CbVocabulary *vocabulary = cb_index_vocabulary(index, &error);
    g_assert_no_error(error);
    guint word;
    g_assert_cmpuint(cb_vocabulary_n_words(vocabulary), ==, 0);
    g_assert_false(cb_vocabulary_find(vocabulary, "mentor", &word));
    g_assert_false(cb_vocabulary_has_tail(vocabulary, "mentor"));
    cb_tree_remove(root);
}

/* --- Updates --------------------------------------------------------------------------------- */

/* Changes the index that is there and opens its vocabulary. */
static void update(Fixture *fixture, const char *removed, CbCase *added)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer =
        cb_writer_new(fixture->dir, &(CbWriterOptions){.update = TRUE}, &error);
    g_assert_no_error(error);
    g_assert_true(cb_writer_is_update(writer));
    if (removed != NULL)
        g_assert_true(cb_writer_remove_case(writer, removed, &error));
    if (added != NULL)
        add(writer, added);
    g_assert_true(cb_writer_publish(writer, &error));
    CbCurrent current = {0};
    g_assert_true(cb_current_read(fixture->dir, &current, NULL));
    g_autofree char *generation = cb_generation_path(fixture->dir, current.number);
    g_autofree char *path = g_build_filename(generation, CB_VOCABULARY_FILE_NAME, NULL);
    cb_vocabulary_free(fixture->vocabulary);
    fixture->vocabulary = cb_vocabulary_open(path, &error);
    g_assert_true(cb_vocabulary_check(fixture->vocabulary, &error));
}

/* Alone the second text would have it taken for a word: it has only begun a sentence, and is made
 * of words. */
static void test_a_name_stays_hidden_when_a_later_case_begins_with_it(Fixture *fixture,
                                                                      gconstpointer data)
{
    (void)data;
    update(fixture, NULL, new_case("b1", "En sag", "Bogskole siger ja."));
    expect_shown(fixture, "bogskole", "bogskole");
    update(fixture, "b1", new_case("b2", "En sag", "Det mener Bogtrivsel i dag."));
    expect_shown(fixture, "bogskole", NULL);
    expect_shown(fixture, "bogtrivsel", NULL);
    update(fixture, NULL, new_case("b3", "En sag", "Bogtrivsel siger ja."));
    expect_shown(fixture, "bogtrivsel", NULL);
}

static void test_a_hidden_word_is_shown_once_it_is_an_ordinary_one(Fixture *fixture,
                                                                   gconstpointer data)
{
    (void)data;
    update(fixture, NULL, new_case("c1", "En sag", "Det mener Hånddyst i dag."));
    expect_shown(fixture, "haanddyst", NULL);
    update(fixture, NULL, new_case("c2", "En sag", "Vi holder en hånddyst."));
    expect_shown(fixture, "haanddyst", "hånddyst");
    guint word;
    g_assert_true(cb_vocabulary_find(fixture->vocabulary, "haanddyst", &word));
    g_assert_cmpuint(cb_vocabulary_form_cases(fixture->vocabulary, word), ==, 2);
    CbRange tails = cb_vocabulary_tail_prefix(fixture->vocabulary, "dyst");
    g_assert_cmpuint(tails.to - tails.from, ==, 1);
}

static void test_the_head_follows_what_most_cases_have(Fixture *fixture, gconstpointer data)
{
    (void)data;
    guint plain, definite;
    update(fixture, NULL, new_case("d1", "En sag", "Et frafald og et frafald."));
    g_assert_true(cb_vocabulary_find(fixture->vocabulary, "frafald", &plain));
    g_assert_cmpuint(cb_vocabulary_head(fixture->vocabulary, plain), ==, plain);
    update(fixture, "a", new_case("d2", "En sag", "Se frafaldet. Frafaldet er der."));
    update(fixture, "d1", new_case("d3", "En sag", "Se frafaldet."));
    g_assert_true(cb_vocabulary_find(fixture->vocabulary, "frafaldet", &definite));
    g_assert_cmpuint(cb_vocabulary_head(fixture->vocabulary, definite), ==, definite);
    g_assert_cmpuint(cb_vocabulary_cases(fixture->vocabulary, definite), ==, 4);
    g_assert_false(cb_vocabulary_find(fixture->vocabulary, "frafald", &plain));
}

static void expect_words_refused(const char *folder, const char *path, const guint8 *bytes,
                                 gsize length)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(g_file_set_contents(path, (const char *)bytes, (gssize)length, NULL));
    g_assert_null(cb_vocabulary_base_open(folder, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, path));
}

static void test_damaged_words_are_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *folder = g_path_get_dirname(fixture->path);
    g_autofree char *path = g_build_filename(folder, CB_WORDS_FILE_NAME, NULL);
    g_autofree char *content = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &content, &length, NULL));
    g_autofree guint8 *bytes = g_memdup2(content, length + 1);
    g_autoptr(CbVocabularyBase) base = cb_vocabulary_base_open(folder, NULL);
    g_assert_cmpuint(base->n_words, >=, cb_vocabulary_n_words(fixture->vocabulary));
    for (gsize i = 0; i < length; i++) {
        bytes[i] ^= 0x11;
        expect_words_refused(folder, path, bytes, length);
        bytes[i] ^= 0x11;
    }
    for (gsize shorter = 0; shorter < length; shorter++)
        expect_words_refused(folder, path, bytes, shorter);
    expect_words_refused(folder, path, bytes, length + 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/vocabulary/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("words-are-in-order", test_words_are_in_order);
    ADD("inflections-are-one-word", test_inflections_are_one_word);
    ADD("later-parts-are-found", test_later_parts_are_found);
    ADD("words-are-spelt-as-people-do", test_words_are_spelt_as_people_do);
    ADD("no-names-fragments-or-numbers", test_no_names_fragments_or_numbers);
    ADD("titles-are-found-by-word", test_titles_are_found_by_word);
    ADD("every-changed-byte-is-refused", test_every_changed_byte_is_refused);
    ADD("every-cut-is-refused", test_every_cut_is_refused);
    ADD("forged-places-are-refused", test_forged_places_are_refused);
    ADD("an-index-without-it-is-damaged", test_an_index_without_it_is_damaged);
    ADD("the-same-cases-give-the-same-file", test_the_same_cases_give_the_same_file);
    ADD("update/a-name-stays-hidden", test_a_name_stays_hidden_when_a_later_case_begins_with_it);
    ADD("update/an-ordinary-word-is-shown", test_a_hidden_word_is_shown_once_it_is_an_ordinary_one);
    ADD("update/damaged-words-are-refused", test_damaged_words_are_refused);
    ADD("update/the-head-follows", test_the_head_follows_what_most_cases_have);
    g_test_add_func("/vocabulary/places-tell-what-a-word-is", test_places_tell_what_a_word_is);
    g_test_add_func("/vocabulary/the-rule", test_the_rule);
    g_test_add_func("/vocabulary/an-empty-index-has-an-empty-one",
                    test_an_empty_index_has_an_empty_one);
    return g_test_run();
}
