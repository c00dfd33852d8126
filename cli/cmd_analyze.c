/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank analyze: what becomes of a word before it is searched for, and why.
 *
 * Words on the command line make one answer. Without any, each line of standard input is a word and
 * gives an answer of its own, at once: that is how word lists are measured. What has been read is
 * answered before more is waited for, so that a program may ask and read in turns.
 */
#include "analysis_options.h"
#include "command.h"
#include "output.h"
#include "text_word.h"

#include <casebank/error.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    READ_BYTES = 64 * 1024,
    MAX_LINE = 10000, /* bytes of a line that are read as a word; the rest is passed over */
};

typedef struct {
    CbCommonOptions common;
    CbAnalysisOptions analysis;
} AnalyzeOptions;

typedef struct {
    CbAnalyzer *analyzer;
    CbThesaurus *thesaurus;
    CbDestination destination;
} Analyze;

static void analyze_clear(Analyze *analyze)
{
    g_clear_pointer(&analyze->analyzer, cb_analyzer_free);
    g_clear_pointer(&analyze->thesaurus, cb_thesaurus_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Analyze, analyze_clear)

static gboolean parse(AnalyzeOptions *options, char *const *args, GPtrArray *words, GError **error)
{
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        CB_ANALYSIS_OPTIONS(&options->analysis),
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error))
        return FALSE;
    if (!options->common.index)
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                        "analyze bruger ordbogen og ordlisten og intet indeks; udelad --index");
    return FALSE;
}

static gboolean analyze_init(Analyze *analyze, const AnalyzeOptions *options, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);
    GError *failure = NULL;

    if (!lexicon)
        return FALSE;
    const CbAnalyzerOptions analysis = {.lexicon = lexicon,
                                        .no_compounds = options->analysis.no_compounds,
                                        .no_exceptions = options->analysis.no_exceptions};
    analyze->analyzer = cb_analyzer_new_with(&analysis);
    analyze->thesaurus = cb_analysis_thesaurus(&options->analysis, analyze->analyzer, &failure);
    if (!failure)
        return TRUE;
    g_propagate_error(error, failure);
    return FALSE;
}

/* --- Words of the command line */

static gboolean answer_words(Analyze *analyze, const GPtrArray *words, GError **error)
{
    g_autoptr(GPtrArray) reports =
        g_ptr_array_new_with_free_func((GDestroyNotify)cb_word_report_free);
    const CbTerminal *terminal = &analyze->destination.terminal;

    for (guint i = 0; i < words->len; i++)
        g_ptr_array_add(reports, cb_word_report_new(analyze->analyzer, analyze->thesaurus,
                                                    g_ptr_array_index(words, i)));
    if (analyze->destination.format == CB_FORMAT_JSON) {
        g_autofree char *json = cb_word_reports_to_json(reports, terminal->is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout = cb_layout_new(terminal->width, terminal->colour);
    for (guint i = 0; i < reports->len; i++)
        cb_text_word(layout, g_ptr_array_index(reports, i));
    return cb_write_text(layout, &analyze->destination, error);
}

/* --- Words of standard input */

static void answer_line(const Analyze *analyze, char *line, GString *out)
{
    line[strcspn(line, "\r\n")] = '\0';
    g_autoptr(CbWordReport) report =
        cb_word_report_new(analyze->analyzer, analyze->thesaurus, g_strstrip(line));
    if (analyze->destination.format == CB_FORMAT_JSON) {
        g_autofree char *json = cb_word_report_to_json(report);
        g_string_append(out, json);
        g_string_append_c(out, '\n');
        return;
    }
    const CbTerminal *terminal = &analyze->destination.terminal;
    g_autoptr(CbLayout) layout = cb_layout_new(terminal->width, terminal->colour);
    cb_text_word(layout, report);
    g_string_append(out, cb_layout_text(layout)->str);
    g_string_append_c(out, '\n');
}

/** Adds @length bytes to the line that is being read, and answers each that ends in them. */
static void take_bytes(const Analyze *analyze, const char *bytes, gsize length, GString *line,
                       GString *out)
{
    for (const char *end; length > 0; length -= (gsize)(end - bytes), bytes = end) {
        const char *newline = memchr(bytes, '\n', length);
        end = newline ? newline + 1 : bytes + length;
        gsize room = line->len < MAX_LINE ? MAX_LINE - line->len : 0;
        g_string_append_len(line, bytes, (gssize)MIN((gsize)(end - bytes), room));
        if (!newline)
            continue;
        answer_line(analyze, line->str, out);
        g_string_truncate(line, 0);
    }
}

static gboolean answer_input(const Analyze *analyze, GError **error)
{
    g_autofree char *buffer = g_malloc(READ_BYTES);
    g_autoptr(GString) line = g_string_new(NULL), out = g_string_new(NULL);

    for (;;) {
        ssize_t length = read(STDIN_FILENO, buffer, READ_BYTES);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0) {
            g_set_error(error, CB_ERROR, CB_ERROR_IO, "ordene kan ikke læses: %s",
                        g_strerror(errno));
            return FALSE;
        }
        if (length == 0)
            break;
        take_bytes(analyze, buffer, (gsize)length, line, out);
        if (!cb_output_part(out->str, out->len, error))
            return FALSE;
        g_string_truncate(out, 0);
    }
    if (line->len > 0) /* the last line need not end */
        answer_line(analyze, line->str, out);
    return cb_output_write(out->str, out->len, error);
}

int cb_cmd_analyze(char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_auto(Analyze) analyze = {.analyzer = NULL};
    AnalyzeOptions options = {.analysis = {.thesaurus = NULL}};

    if (!parse(&options, args, words, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("analyze", error);
    if (!cb_destination(&options.common, FALSE, &analyze.destination, error) ||
        !analyze_init(&analyze, &options, error))
        return CB_EXIT_BY_ERROR;
    gboolean written =
        words->len > 0 ? answer_words(&analyze, words, error) : answer_input(&analyze, error);
    return written ? CB_EXIT_OK : CB_EXIT_NOT_WRITTEN;
}
