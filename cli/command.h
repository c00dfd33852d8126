/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of casebank, and what they share. */
#ifndef CB_CLI_COMMAND_H
#define CB_CLI_COMMAND_H

#include "layout.h"
#include "terminal.h"

#include <casebank/index.h>

G_BEGIN_DECLS

/** Exit codes; casebank.1 tells of them. */
enum {
    CB_EXIT_OK = 0,
    CB_EXIT_NONE = 1,
    CB_EXIT_USAGE = 2,
    CB_EXIT_NO_INDEX = 3,
    CB_EXIT_FAILED = 70,
    CB_EXIT_NOT_WRITTEN = 74,
    CB_EXIT_TRY_LATER = 75,
};

/** Each runs one command with the words that follow its name. Returns: an exit code. When @error is
 * set, the code may be CB_EXIT_BY_ERROR: it follows from the error. */
#define CB_EXIT_BY_ERROR (-1)
int cb_cmd_search(char *const *args, GError **error);
int cb_cmd_show(char *const *args, GError **error);
int cb_cmd_status(char *const *args, GError **error);
int cb_cmd_analyze(char *const *args, GError **error);
int cb_cmd_suggest(char *const *args, GError **error);
int cb_cmd_explain(char *const *args, GError **error);
int cb_cmd_check(char *const *args, GError **error);
int cb_cmd_eval(char *const *args, GError **error);

/** The help of the command of that name ("search"), or of the program for NULL; NULL when there is
 * no such command. Static. */
const char *cb_help_text(const char *command);

/** Writes the help of @command, or the version. Returns: like a command. */
int cb_show_help(const char *command, GError **error);
int cb_show_version(GError **error);

typedef enum { CB_FORMAT_TEXT, CB_FORMAT_JSON, CB_FORMAT_TSV } CbFormat;

/** What every command can be told. */
typedef struct {
    gboolean help, no_pager;
    gboolean json; /* CB_JSON_OPTION: the same as --format json */
    const char *index, *format, *colour;
} CbCommonOptions;

/** The entries for a table of CbOption. */
#define CB_COMMON_OPTIONS(common)                                                                  \
    {"help", "hjælp", 'h', CB_OPTION_FLAG, &(common)->help, 0, 0},                                 \
        {"index", "indeks", 'i', CB_OPTION_TEXT, &(common)->index, 0, 0},                          \
        {"format", NULL, 0, CB_OPTION_TEXT, &(common)->format, 0, 0},                              \
        {"farver", "color", 0, CB_OPTION_TEXT, &(common)->colour, 0, 0},                           \
    {                                                                                              \
        "no-pager", "uden-sidevisning", 0, CB_OPTION_FLAG, &(common)->no_pager, 0, 0               \
    }

/** The entry for --json, of commands that monitoring runs. */
#define CB_JSON_OPTION(common)                                                                     \
    {                                                                                              \
        "json", NULL, 0, CB_OPTION_FLAG, &(common)->json, 0, 0                                     \
    }

/** The index folder: --index, else $CASEBANK_INDEX, else "casebank.index" in the current folder. */
const char *cb_index_folder(const CbCommonOptions *common);

/** Opens it. Errors: those of cb_index_open(); when the folder was not named, the message says how
 * to. */
CbIndex *cb_open_index(const CbCommonOptions *common, GError **error);

/** (transfer full) @failure: of opening or checking that folder. When the folder was not named, the
 * message says how to. */
void cb_propagate_index_error(const CbCommonOptions *common, GError *failure, GError **error);

/** FALSE with CB_ERROR_USAGE when @words, what the options leave of the command line, is not empty.
 * @instead: what to write, "et indeks angives med --index MAPPE". */
gboolean cb_refuse_words(const GPtrArray *words, const char *instead, GError **error);

/** Where the answer goes, and in which form. */
typedef struct {
    CbFormat format;
    CbTerminal terminal;
    gboolean no_pager;
} CbDestination;

/** Errors: CB_ERROR_USAGE; @with_tsv: whether the command knows that format. */
gboolean cb_destination(const CbCommonOptions *common, gboolean with_tsv,
                        CbDestination *destination, GError **error);

/** Writes text for people, through a pager where that helps. */
gboolean cb_write_text(const CbLayout *layout, const CbDestination *destination, GError **error);

/** Writes a line for programs. */
gboolean cb_write_line(const char *line, GError **error);

G_END_DECLS

#endif
