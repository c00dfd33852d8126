/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the file of positions: a damaged one is refused, or does no harm when phrases are looked
 * for in it and when an update goes on from it. The sizes in the header are put right, or nearly
 * every input would end there, but in inputs that begin with "RAW".
 */
#include "given.h"
#include "index/positions.h"
#include "index/positions_format.h"
#include <casebank/error.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_DOCID 40u

/* As much as there is room for; what is left goes to the list that is put right last. */
static guint64 take(guint64 wanted, guint64 each, gsize *room)
{
    guint64 n = MIN(wanted, *room / each);
    *room -= n * each;
    return n;
}

static guint32 take_groups(guint32 wanted, gsize *room)
{
    guint64 groups = take(((guint64)wanted + CB_POSITIONS_GROUP - 1) / CB_POSITIONS_GROUP, 4, room);
    return (guint32)MIN(wanted, groups * CB_POSITIONS_GROUP);
}

static void put_right(guint8 *bytes, gsize size)
{
    CbPositionsHeader header;
    memcpy(&header, bytes, sizeof header);
    gsize room = size - sizeof header - sizeof(guint64);
    memcpy(header.magic, CB_POSITIONS_MAGIC, sizeof header.magic);
    header.byte_order = CB_POSITIONS_BYTE_ORDER;
    header.version = CB_POSITIONS_VERSION;
    header.file_size = size;
    header.n_cases = (guint32)take(header.n_cases, sizeof(guint64), &room);
    header.n_stems = take_groups(header.n_stems, &room);
    header.n_forms = take_groups(header.n_forms, &room);
    header.streams_size = take(header.streams_size, 1, &room);
    header.stems_size = take(header.stems_size, 1, &room);
    header.forms_size = take(header.forms_size, 1, &room);
    header.inside_size = room;
    memcpy(bytes, &header, sizeof header);
}

static void hunt(const CbPositions *positions, guint32 docid, const guint32 *stems, guint n,
                 gsize size)
{
    static const guint windows[] = {0, 1, 5, CB_MAX_WINDOW};
    CbWordHunt hunt;
    guint32 start;
    gsize n_found = 0;
    cb_word_hunt_init(&hunt, positions, docid, stems, n);
    while (cb_word_hunt_phrase(&hunt, 3, &start)) {
        g_assert_cmpuint(start, >=, 3);
        n_found++;
        g_assert_cmpuint(n_found, <=, size); /* a word takes a byte, or more */
    }
    for (gsize i = 0; i < G_N_ELEMENTS(windows); i++) {
        cb_word_hunt_init(&hunt, positions, docid, stems, n);
        cb_word_hunt_close(&hunt, windows[i]);
    }
}

static gboolean want_form(const CbFoundForm *form, gpointer counter)
{
    g_assert_cmpuint(strlen(form->form), <=, CB_MAX_WORD_BYTES);
    g_assert_cmpuint(strlen(form->stem), <=, CB_MAX_WORD_BYTES);
    cb_word_counter_add_form(counter, form->number, form->which, 3);
    return TRUE;
}

static void count_word(guint slot, gboolean part, guint32 before, gpointer n)
{
    (void)part;
    g_assert_cmpuint(slot, <=, 3);
    g_assert_cmpuint(before, <=, *(gsize *)n);
}

static void count(const CbPositions *positions, gsize size)
{
    g_autoptr(CbWordCounter) counter = cb_word_counter_new(positions);
    cb_word_counter_add_stem(counter, "mentor", 1);
    cb_word_counter_add_stem(counter, "elev", 2);
    cb_positions_foreach_form(positions, "elev", FALSE, want_form, counter);
    cb_positions_foreach_form(positions, "mentor", TRUE, want_form, counter);
    for (guint32 docid = 0; docid <= MAX_DOCID; docid++) {
        cb_word_counter_run(counter, docid, count_word, &size);
        cb_word_counter_finds(counter, docid);
    }
}

static void use(const CbPositions *positions, gsize size)
{
    guint32 mentor = cb_positions_stem(positions, "mentor");
    guint32 elev = cb_positions_stem(positions, "elev");
    const guint32 asked[][3] = {{0, 1, 2}, {1, 1, 0}, {mentor, elev, mentor}};
    g_assert_cmpuint(cb_positions_stem(positions, ""), <=, CB_NO_STEM);
    count(positions, size);
    for (guint32 docid = 0; docid <= MAX_DOCID; docid++)
        for (gsize i = 0; i < G_N_ELEMENTS(asked); i++)
            for (guint n = 1; n <= 3; n++)
                if (memchr(asked[i], 0xff, sizeof asked[i]) == NULL) /* CB_NO_STEM is no number */
                    hunt(positions, docid, asked[i], n, size);
}

/* An update of the generation: a case less, a case more. */
static void go_on_from(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPositionsBuilder) builder = cb_positions_builder_new_from(folder, &error);
    if (builder == NULL) {
        cb_check_error(error);
        return;
    }
    g_autofree char *next = cb_given_folder("gen-000002");
    static const char *const parts[] = {"mentor", "ordning"};
    g_ptr_array_unref(cb_positions_builder_forms_of(builder, 1));
    cb_positions_builder_remove_case(builder, 1);
    cb_positions_builder_add_word(builder, 0,
                                  cb_positions_builder_form(builder, "mentor", "mentor", NULL, 0));
    cb_positions_builder_add_joined(
        builder, cb_positions_builder_form(builder, "mentorordning", "mentorordning", parts, 2));
    cb_positions_builder_add_word(builder, 1,
                                  cb_positions_builder_form(builder, "elever", "elev", NULL, 0));
    cb_positions_builder_end_case(builder, 3);
    g_assert_true(cb_positions_builder_write(builder, next, &error));
    g_autoptr(CbPositions) positions = cb_positions_open(next, &error);
    g_assert_no_error(error);
    const guint32 phrase[] = {cb_positions_stem(positions, "mentor"),
                              cb_positions_stem(positions, "elev")};
    g_assert_cmpuint(phrase[0], !=, CB_NO_STEM);
    g_assert_cmpuint(phrase[1], !=, CB_NO_STEM);
    CbWordHunt found;
    cb_word_hunt_init(&found, positions, 3, phrase, 2);
    g_assert_true(cb_word_hunt_phrase(&found, 0, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gboolean raw = cb_given_raw(&data, &size);
    g_autofree guint8 *copy = g_memdup2(data, size);
    if (!raw && size >= sizeof(CbPositionsHeader) + sizeof(guint64))
        put_right(copy, size);
    g_autofree char *folder = cb_given_folder("gen-000001");
    cb_given_put(folder, CB_POSITIONS_FILE_NAME, copy != NULL ? copy : data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPositions) positions = cb_positions_open(folder, &error);
    if (positions == NULL) {
        cb_check_error(error);
        return 0;
    }
    use(positions, size);
    go_on_from(folder);
    return 0;
}
