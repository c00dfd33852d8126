/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank: asks an index from the command line. Here: which command, and what its error means to
 * the shell. */
#include "command.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "next_page.h"

#include <casebank/error.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name, *danish;
    int (*run)(char *const *args, GError **error);
} Command;

static const Command commands[] = {
    {"search", "søg", cb_cmd_search},       {"show", "vis", cb_cmd_show},
    {"status", "status", cb_cmd_status},    {"analyze", "analyser", cb_cmd_analyze},
    {"eval", "mål", cb_cmd_eval},           {"suggest", "foreslå", cb_cmd_suggest},
    {"explain", "forklar", cb_cmd_explain}, {"check", "undersøg", cb_cmd_check},
};

static const Command *find_command(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(name, commands[i].name) == 0 || strcmp(name, commands[i].danish) == 0)
            return &commands[i];
    return NULL;
}

static int exit_code(const GError *error)
{
    if (error->domain != CB_ERROR)
        return CB_EXIT_FAILED;
    switch ((CbError)error->code) {
    case CB_ERROR_USAGE:
        return CB_EXIT_USAGE;
    case CB_ERROR_NOT_FOUND:
        return CB_EXIT_NONE;
    case CB_ERROR_NO_INDEX:
    case CB_ERROR_INDEX_VERSION:
    case CB_ERROR_INDEX_DAMAGED:
    case CB_ERROR_IO: /* of reading it: writing the answer has its own code */
        return CB_EXIT_NO_INDEX;
    case CB_ERROR_BUSY:
        return CB_EXIT_TRY_LATER;
    case CB_ERROR_FAILED:
    case CB_ERROR_BAD_FILE:
    case CB_ERROR_WORKER:
    case CB_ERROR_SANDBOX:
        break;
    }
    return CB_EXIT_FAILED;
}

/** Somebody typed a query where a command belongs, or a command not quite right. */
static int unknown_command(char *const *args, GError **error)
{
    static const char *const names[] = {"search",   "show",     "status", "analyze", "suggest",
                                        "eval",     "help",     "søg",    "vis",     "hjælp",
                                        "analyser", "foreslå",  "mål",    "explain", "forklar",
                                        "check",    "undersøg", NULL};
    const char *nearest = cb_nearest_name(names, args[0]);
    g_autofree char *shown = cb_shown_text(args[0]);

    if (args[0][0] == '-') {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "%s skal stå efter en kommando: casebank search %s ...", shown, shown);
    } else if (nearest) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "kender ikke kommandoen »%s«; mente du casebank %s?", shown, nearest);
    } else {
        g_autofree char *query = cb_quote_word(shown);
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "kender ikke kommandoen »%s«; for at søge: casebank search %s%s", shown, query,
                    args[1] ? " ..." : "");
    }
    return CB_EXIT_BY_ERROR;
}

/** @args: NULL-terminated, the program's name left out, at least one. */
static int run(char *const *args, GError **error)
{
    const char *name = args[0];
    const Command *command = find_command(name);

    if (command)
        return command->run(args + 1, error);
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        return cb_show_version(error);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "--hjælp") == 0)
        return cb_show_help(NULL, error);
    if (strcmp(name, "help") == 0 || strcmp(name, "hjælp") == 0) {
        const Command *topic = args[1] ? find_command(args[1]) : NULL;
        return cb_show_help(topic ? topic->name : args[1], error);
    }
    return unknown_command(args, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    /* The system's own words for what went wrong. Not LC_NUMERIC: JSON has points, no commas. */
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    if (argc > 0)
        g_set_prgname(argv[0]);
    if (argc < 2) {
        fputs(cb_help_text(NULL), stderr);
        return CB_EXIT_USAGE;
    }
    int code = run(argv + 1, &error);
    if (!error)
        return code;
    if (code == CB_EXIT_BY_ERROR)
        code = exit_code(error);
    fprintf(stderr, "casebank: %s\n", error->message);
    if (code == CB_EXIT_USAGE) {
        const Command *command = find_command(argv[1]);
        fprintf(stderr, "Hjælp: casebank help%s%s\n", command ? " " : "",
                command ? command->name : "");
    }
    return code;
}
