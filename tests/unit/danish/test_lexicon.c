/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the lexicon of this build, and refusing what is not one. */
#include "compound.h"
#include "lexicon.h"
#include <casebank/analyzer.h>
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The bytes of the real file, to be damaged. */
static char *good;
static gsize good_size;

static CbLexiconHeader *header_of(char *bytes)
{
    return (CbLexiconHeader *)(gpointer)bytes;
}

/* Writes the bytes to a file of their own; (transfer full): its path. */
static char *write_file(const char *bytes, gsize size)
{
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    int fd = g_file_open_tmp("lexicon-XXXXXX", &path, &error);
    g_assert_no_error(error);
    close(fd);
    g_file_set_contents(path, bytes, (gssize)size, &error);
    g_assert_no_error(error);
    return path;
}

static void assert_refused(const char *bytes, gsize size)
{
    g_autofree char *path = write_file(bytes, size);
    g_autoptr(GError) error = NULL;
    CbLexicon *lexicon = cb_lexicon_open(path, &error);
    g_assert_null(lexicon);
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_assert_nonnull(strstr(error->message, path));
    g_unlink(path);
}

static void test_the_built_one_is_good(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(strlen(cb_lexicon_fingerprint(lexicon)), ==, 16);
    g_assert_cmpuint(cb_lexicon_find(lexicon, "elev", 4) & CB_ENTRY_LISTED, !=, 0);
    g_assert_cmpuint(cb_lexicon_find(lexicon, "elvevv", 6), ==, 0);
    g_assert_cmpuint(cb_lexicon_find_genitive(lexicon, "elevs", 5) & CB_ENTRY_LISTED, !=, 0);
    g_assert_cmpuint(cb_lexicon_find_genitive(lexicon, "elevs", 5) & CB_ENTRY_LEADS, ==, 0);
}

static void test_fingerprint_is_that_of_the_content(void)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, NULL);
    gsize start = sizeof(CbLexiconHeader);
    guint64 hash = cb_lexicon_content_hash((const guint8 *)good + start, good_size - start);
    g_autofree char *expected = g_strdup_printf("%016" G_GINT64_MODIFIER "x", hash);
    g_assert_cmpstr(cb_lexicon_fingerprint(lexicon), ==, expected);
}

static void test_missing_file(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_lexicon_open("/nowhere/casebank-da.lex", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "/nowhere/casebank-da.lex"));
}

static void test_folder(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_lexicon_open("/", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
}

static void test_other_files_are_refused(void)
{
    assert_refused("", 0);
    assert_refused("x", 1);
    g_autofree char *text = g_strnfill(100000, 'a');
    assert_refused(text, 100000);
}

static void test_truncated_files_are_refused(void)
{
    const gsize sizes[] = {7, 63, 64, 65, 1000, good_size / 2, good_size - 1};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
        assert_refused(good, sizes[i]);
}

static void test_longer_files_are_refused(void)
{
    g_autofree char *longer = g_malloc0(good_size + 1);
    memcpy(longer, good, good_size);
    assert_refused(longer, good_size + 1);
}

static char *copy_of_good(void)
{
    return g_memdup2(good, good_size);
}

static void test_lying_headers_are_refused(void)
{
    const CbLexiconHeader good_header = *header_of(good);
    CbLexiconHeader lies[12];
    for (gsize i = 0; i < G_N_ELEMENTS(lies); i++)
        lies[i] = good_header;
    lies[0].magic[0] = 'X';
    lies[1].byte_order = GUINT32_SWAP_LE_BE(good_header.byte_order);
    lies[2].version++;
    lies[3].file_size++;
    lies[4].n_slots++;
    lies[5].n_slots = G_MAXUINT32;
    lies[6].n_entries = good_header.n_slots;
    lies[7].max_probes = G_MAXUINT32;
    lies[8].n_keys--;
    lies[9].n_keys = 0;
    lies[10].keys_size--;
    /* sizes that add up, but leave no key */
    lies[11].keys_size += good_header.n_keys * (guint32)sizeof(guint32);
    lies[11].n_keys = 0;
    g_autofree char *copy = copy_of_good();
    for (gsize i = 0; i < G_N_ELEMENTS(lies); i++) {
        *header_of(copy) = lies[i];
        assert_refused(copy, good_size);
    }
}

static void assert_refused_with(gsize at, int byte, gsize n)
{
    g_autofree char *copy = copy_of_good();
    memset(copy + at, byte, n);
    assert_refused(copy, good_size);
}

static void test_damaged_keys_are_refused(void)
{
    const CbLexiconHeader *header = header_of(good);
    gsize offsets = sizeof *header + header->n_slots * sizeof(CbLexiconSlot);
    gsize keys = offsets + header->n_keys * sizeof(guint32);
    assert_refused_with(good_size - 1, 'x', 1);  /* no NUL at the end */
    assert_refused_with(keys, 'x', 1);           /* key 0 is not empty */
    assert_refused_with(good_size - 3, 0xC3, 1); /* not ASCII */
    assert_refused_with(keys + 1, 'x', 500);     /* keys run into each other */
    assert_refused_with(offsets + 4, 0xFF, 4);   /* an offset outside */
    assert_refused_with(offsets + 8, 0, 4);      /* offsets out of order */
}

static gboolean check_token(const CbToken *token, gpointer data)
{
    g_assert_cmpuint(token->start + token->length, <=, *(const gsize *)data);
    g_assert_true(g_utf8_validate(token->stem, -1, NULL));
    return TRUE;
}

/* What the table says about words is not checked when the file is opened: nonsense there must do no
 * harm. */
static void test_damaged_tables_do_no_harm(void)
{
    static const char text[] = "praktikvejledere elevfrafald hjælpemidler fuldtidsansatte "
                               "fastholdelsessamtaler ældreområdet åååøøøæææ kommunens";
    gsize size = strlen(text);
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    for (guint round = 0; round < 40; round++) {
        g_autofree char *copy = g_memdup2(good, good_size);
        CbLexiconHeader *header = header_of(copy);
        guint32 *slots = (guint32 *)(gpointer)(header + 1);
        /* the tags stay in most rounds, so that the words are found */
        for (guint32 i = 0; i < header->n_slots; i++)
            if (slots[2 * i] != 0)
                slots[2 * i + (round % 4 == 0 ? i % 2 : 1)] = g_rand_int(random);
        g_autofree char *path = write_file(copy, good_size);
        g_autoptr(GError) error = NULL;
        g_autoptr(CbLexicon) lexicon = cb_lexicon_open(path, &error);
        g_assert_no_error(error);
        g_unlink(path);
        const CbAnalyzerOptions options = {.lexicon = lexicon};
        g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&options);
        cb_analyzer_run(analyzer, text, -1, check_token, &size);
    }
}

static void test_opening_is_quick(void)
{
    gint64 best = G_MAXINT64;
    for (guint i = 0; i < 20; i++) {
        gint64 start = g_get_monotonic_time();
        g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, NULL);
        g_assert_nonnull(lexicon);
        best = MIN(best, g_get_monotonic_time() - start);
    }
    g_test_message("%" G_GINT64_FORMAT " microseconds", best);
    g_assert_cmpint(best, <, 5000); /* .2 ms in an ordinary build; this one may be sanitized */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *path = cb_lexicon_default_path();
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &good, &good_size, &error);
    g_assert_no_error(error);
    g_test_add_func("/lexicon/built", test_the_built_one_is_good);
    g_test_add_func("/lexicon/fingerprint", test_fingerprint_is_that_of_the_content);
    g_test_add_func("/lexicon/missing", test_missing_file);
    g_test_add_func("/lexicon/folder", test_folder);
    g_test_add_func("/lexicon/other-files", test_other_files_are_refused);
    g_test_add_func("/lexicon/truncated", test_truncated_files_are_refused);
    g_test_add_func("/lexicon/longer", test_longer_files_are_refused);
    g_test_add_func("/lexicon/lying-headers", test_lying_headers_are_refused);
    g_test_add_func("/lexicon/damaged-keys", test_damaged_keys_are_refused);
    g_test_add_func("/lexicon/damaged-tables", test_damaged_tables_do_no_harm);
    g_test_add_func("/lexicon/quick", test_opening_is_quick);
    int result = g_test_run();
    g_free(good);
    return result;
}
