/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the databases of a generation are sound.
 *
 * Xapian's check walks a table's B-tree, then its list of free blocks, and throws a DatabaseError
 * at blocks that it met in neither. It goes no further: not to what the table holds, not to the
 * tables that follow. But it walks the list only while something is left on it
 * (GlassTableCheck::check() of 1.4.22): when all free blocks are in use again, the block that the
 * list itself is written in, kept for the next ones, counts as missing. A database that is written
 * in place (XAPC_WRITER_DANGEROUS) gets there by itself: deleting frees blocks, adding takes them.
 * Otherwise each commit frees the blocks that it replaces, and the list is never used up.
 *
 * A block that were truly lost would do no harm either: no reader is led to it, no writer is given
 * it, compacting leaves it behind. So that error is no fault. It comes last, when the B-tree was
 * found sound; what was not looked at then is: the tables one by one, and what they hold by reading
 * it.
 */
#include "check_private.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* --- By reading ------------------------------------------------------------------------------ */

/* All of these: FALSE with @error, or with none when the database contradicts itself. */

/* The term is in as many documents, and as often, as it says. */
static gboolean read_postings(const xapc_database *database, const char *term, gsize length,
                              xapc_doccount frequency, xapc_error **error)
{
    xapc_doccount n = 0;
    xapc_termcount occurrences = 0, expected = 0, wdf = 0;
    xapc_postiter *postings = xapc_database_postlist(database, term, length, error);
    while (xapc_postiter_next(postings, error) && xapc_postiter_get_wdf(postings, &wdf, error)) {
        n++;
        occurrences += wdf;
    }
    xapc_postiter_free(postings);
    return *error == NULL && n == frequency &&
           xapc_database_get_collection_freq(database, term, length, &expected, error) &&
           occurrences == expected;
}

static gboolean read_terms(const xapc_database *database, xapc_error **error)
{
    gboolean is_sound = TRUE;
    xapc_termiter *terms = xapc_database_allterms(database, "", 0, error);
    while (is_sound && *error == NULL && xapc_termiter_next(terms, error)) {
        gsize length;
        const char *term = xapc_termiter_get_term(terms, &length);
        xapc_doccount frequency = 0;
        is_sound = xapc_termiter_get_termfreq(terms, &frequency, error) &&
                   read_postings(database, term, length, frequency, error);
    }
    xapc_termiter_free(terms);
    return is_sound && *error == NULL;
}

/* The document is as long as its terms make it. One without terms has no list of them. */
static gboolean read_document(const xapc_database *database, xapc_docid docid,
                              xapc_termcount length, xapc_error **error)
{
    xapc_termcount sum = 0, wdf = 0;
    if (length == 0)
        return TRUE;
    xapc_termiter *terms = xapc_database_termlist(database, docid, error);
    while (xapc_termiter_next(terms, error) && xapc_termiter_get_wdf(terms, &wdf, error))
        sum += wdf;
    xapc_termiter_free(terms);
    return *error == NULL && sum == length;
}

static gboolean read_documents(const xapc_database *database, xapc_error **error)
{
    gboolean is_sound = TRUE;
    xapc_doccount n = 0, expected = 0;
    xapc_postiter *all = xapc_database_postlist(database, "", 0, error);
    while (is_sound && *error == NULL && xapc_postiter_next(all, error)) {
        xapc_termcount length = 0;
        n++;
        is_sound = xapc_postiter_get_doclength(all, &length, error) &&
                   read_document(database, xapc_postiter_get_docid(all), length, error);
    }
    xapc_postiter_free(all);
    return is_sound && *error == NULL && xapc_database_get_doccount(database, &expected, error) &&
           n == expected;
}

static gboolean read_database(CbCheck *check, const char *path, const char *below)
{
    xapc_error *error = NULL;
    xapc_database *database = xapc_database_open(path, XAPC_BACKEND_GLASS, &error);
    gboolean is_sound =
        database != NULL && read_terms(database, &error) && read_documents(database, &error);
    xapc_database_free(database);
    if (!is_sound)
        cb_check_fault(check, CB_FAULT_STRUCTURE, below, "databasen kan ikke læses: %s",
                       error != NULL ? xapc_error_description(error) : "den modsiger sig selv");
    xapc_error_free(error);
    return is_sound;
}

/* --- By Xapian's own check ------------------------------------------------------------------- */

typedef enum {
    SOUND,
    FAULTY,   /* a fault was noted */
    ABANDONED /* at the list of free blocks; see above */
} Verdict;

static Verdict verdict_of_error(CbCheck *check, const char *below, const xapc_error *error)
{
    if (strstr(xapc_error_message(error), "missing from the free list") != NULL)
        return ABANDONED;
    cb_check_fault(check, CB_FAULT_STRUCTURE, below, "databasen kan ikke læses: %s",
                   xapc_error_description(error));
    return FAULTY;
}

/* @path: a database, or one of its tables; @below: the same below the index folder. */
static Verdict ask_xapian(CbCheck *check, const char *path, const char *below)
{
    xapc_error *error = NULL;
    char *report = NULL;
    gsize errors = 0;
    Verdict verdict = SOUND;
    if (!xapc_database_check(path, 0, &errors, &report, &error)) {
        verdict = verdict_of_error(check, below, error);
    } else if (errors > 0) {
        verdict = FAULTY;
        cb_check_fault(check, CB_FAULT_STRUCTURE, below,
                       "databasens opbygning har %" G_GSIZE_FORMAT " fejl: %s", errors,
                       g_strstrip(report));
    }
    xapc_free(report);
    xapc_error_free(error);
    return verdict;
}

static gboolean check_tables(CbCheck *check, const char *path, const char *below)
{
    static const char *const tables[] = {"docdata.glass",  "termlist.glass", "postlist.glass",
                                         "position.glass", "spelling.glass", "synonym.glass"};
    gboolean is_sound = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *table = g_build_filename(path, tables[i], NULL);
        g_autofree char *table_below = g_build_filename(below, tables[i], NULL);
        if (g_file_test(table, G_FILE_TEST_EXISTS)) /* most are made when first needed */
            is_sound = ask_xapian(check, table, table_below) != FAULTY && is_sound;
    }
    return is_sound;
}

static gboolean check_database(CbCheck *check, const char *name)
{
    g_autofree char *path = g_build_filename(check->folder, name, NULL);
    g_autofree char *table = g_build_filename(path, "docdata.glass", NULL);
    g_autofree char *generation = g_path_get_basename(check->folder);
    g_autofree char *below = g_build_filename(generation, name, NULL);
    /* Xapian wants the right to write for its check, although it writes nothing. */
    if (g_access(table, W_OK) != 0)
        return read_database(check, path, below);
    Verdict verdict = ask_xapian(check, path, below);
    if (verdict != ABANDONED)
        return verdict == SOUND;
    return check_tables(check, path, below) && read_database(check, path, below);
}

gboolean cb_check_structure(CbCheck *check)
{
    static const char *const names[] = {"cases", "passages"};
    gboolean is_sound = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        cb_check_progress(check, "databaserne undersøges", i, G_N_ELEMENTS(names));
        is_sound = check_database(check, names[i]) && is_sound;
    }
    return is_sound;
}
