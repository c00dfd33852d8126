/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading queries and judgements. */
#include "eval_files.h"
#include "eval_measures.h"
#include "frontend/values.h"

#include <casebank/error.h>
#include <casebank/lines.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MAX_LINE_BYTES = 65536, MAX_COLUMNS = 3, MAX_TOLD = 10 };

typedef struct {
    GPtrArray *queries;
    GHashTable *by_qid; /* qid -> CbJudgedQuery*, borrowed */
} Reader;

/** Takes the columns of a line. Returns: (nullable): what is wrong with them. */
typedef char *(*LineFunc)(Reader *reader, char *const *columns);

static void judged_query_free(CbJudgedQuery *query)
{
    g_free(query->qid);
    g_free(query->text);
    g_hash_table_unref(query->grades);
    g_free(query);
}

static char *take_query(Reader *reader, char *const *columns)
{
    if (g_hash_table_contains(reader->by_qid, columns[0])) {
        g_autofree char *shown = cb_shown_text(columns[0]);
        return g_strdup_printf("forespørgslen »%s« står der to gange", shown);
    }
    CbJudgedQuery *query = g_new0(CbJudgedQuery, 1);
    query->qid = g_strdup(columns[0]);
    query->text = g_strdup(columns[1]);
    query->grades = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_add(reader->queries, query);
    g_hash_table_insert(reader->by_qid, query->qid, query);
    return NULL;
}

static gboolean parse_grade(const char *text, int *grade)
{
    gint64 number;
    if (!g_ascii_string_to_signed(text, 10, CB_GRADE_FORBIDDEN, CB_MAX_GRADE, &number, NULL))
        return FALSE;
    *grade = (int)number;
    return TRUE;
}

static char *take_judgment(Reader *reader, char *const *columns)
{
    CbJudgedQuery *query = g_hash_table_lookup(reader->by_qid, columns[0]);
    int grade;

    if (!query)
        return NULL;
    if (!parse_grade(columns[2], &grade))
        return g_strdup_printf("karakteren skal være et helt tal fra %d til %d", CB_GRADE_FORBIDDEN,
                               CB_MAX_GRADE);
    if (g_hash_table_insert(query->grades, g_strdup(columns[1]), GINT_TO_POINTER(grade)))
        return NULL;
    g_autofree char *shown = cb_shown_text(columns[1]);
    return g_strdup_printf("sagen »%s« er bedømt to gange for samme forespørgsel", shown);
}

/** Splits @text at its tabs; changes it. Returns: (nullable): what is wrong. */
static char *split(char *text, guint wanted, char **columns)
{
    guint n = 0;

    for (char *column = text; column; n++) {
        char *tab = strchr(column, '\t');
        if (tab)
            *tab++ = '\0';
        if (n < wanted)
            columns[n] = g_strstrip(column);
        column = tab;
    }
    if (n != wanted)
        return g_strdup_printf("der skal være %u kolonner med tabulator imellem, ikke %u", wanted,
                               n);
    for (guint i = 0; i < wanted; i++)
        if (!columns[i][0])
            return g_strdup_printf("kolonne %u er tom", i + 1);
    return NULL;
}

/** Reads one line. Returns: (nullable): what is wrong. */
static char *read_line(Reader *reader, CbLineKind kind, char *text, guint n_columns, LineFunc take)
{
    char *columns[MAX_COLUMNS] = {NULL};

    if (kind != CB_LINE_TEXT)
        return g_strdup(cb_line_problem(kind));
    if (text[0] == '#' || !text[strspn(text, " \t")])
        return NULL;
    char *problem = split(text, n_columns, columns);
    return problem ? problem : take(reader, columns);
}

/** All lines that are bad, up to MAX_TOLD of them, in one text; "" when there are none. */
static GString *read_lines(Reader *reader, int fd, guint n_columns, LineFunc take)
{
    g_autoptr(CbLines) lines = cb_lines_new(fd, MAX_LINE_BYTES);
    GString *bad = g_string_new(NULL);
    guint n_bad = 0;

    for (;;) {
        char *text;
        CbLineKind kind = cb_lines_next(lines, &text, NULL);
        if (kind == CB_LINE_END)
            break;
        g_autofree char *problem = kind == CB_LINE_READ_ERROR
                                       ? g_strdup(g_strerror(errno))
                                       : read_line(reader, kind, text, n_columns, take);
        if (problem && ++n_bad <= MAX_TOLD)
            g_string_append_printf(bad, "%slinje %" G_GUINT64_FORMAT ": %s", n_bad > 1 ? "; " : "",
                                   cb_lines_number(lines), problem);
        if (kind == CB_LINE_READ_ERROR)
            break;
    }
    if (n_bad > MAX_TOLD)
        g_string_append_printf(bad, "; og %u linjer til", n_bad - MAX_TOLD);
    return bad;
}

static gboolean read_file(Reader *reader, const char *path, guint n_columns, LineFunc take,
                          GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd < 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s kan ikke læses: %s", shown,
                    g_strerror(errno));
        return FALSE;
    }
    GString *bad = read_lines(reader, fd, n_columns, take);
    gboolean good = bad->len == 0;
    close(fd);
    if (!good)
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s: %s", shown, bad->str);
    g_string_free(bad, TRUE);
    return good;
}

GPtrArray *cb_judged_queries_read(const char *queries, const char *judgments, GError **error)
{
    g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func((GDestroyNotify)judged_query_free);
    g_autoptr(GHashTable) by_qid = g_hash_table_new(g_str_hash, g_str_equal);
    Reader reader = {read, by_qid};

    if (!read_file(&reader, queries, 2, take_query, error) ||
        !read_file(&reader, judgments, 3, take_judgment, error))
        return NULL;
    return g_steal_pointer(&read);
}
