/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a command line, for casebank and casebank-searchd.
 *
 * Why not GOption: a query may hold a word with a dash in front ("mentor -frafald" is "mentor, but
 * not frafald"), which GOption takes for a row of one-letter options; options have a Danish and an
 * English name; and a mistake is answered in Danish, with the nearest name that exists.
 */
#ifndef CB_FRONTEND_OPTIONS_H
#define CB_FRONTEND_OPTIONS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_OPTION_FLAG, /* value: gboolean *, set to TRUE */
    CB_OPTION_TEXT, /* value: const char **, borrowed from argv; given twice, the last one counts */
    CB_OPTION_TEXTS,  /* value: GPtrArray *, a copy of each text is appended */
    CB_OPTION_NUMBER, /* value: guint *, from min to max */
} CbOptionKind;

/**
 * CbOption:
 * @name: long name without dashes: the one that messages use.
 * @alias: (nullable): another long name.
 * @letter: one-letter name, or 0.
 * @value: where the value goes, by @kind; untouched when the option is not given.
 * @min, @max: the range of a number, inclusive.
 *
 * A table of options ends with an entry whose @name is NULL.
 */
typedef struct {
    const char *name, *alias;
    char letter;
    CbOptionKind kind;
    void *value;
    guint min, max;
} CbOption;

/**
 * cb_options_parse:
 * @args: NULL-terminated words of the command line, the program's name left out.
 * @rest: the words that are no options are appended, borrowed from @args.
 *
 * "--name value", "--name=value" and "-x" are options; "--" ends them. A word with one dash and
 * more than one letter ("-frafald") is no option but text of the query.
 *
 * Errors: CB_ERROR_USAGE, with a sentence that says what is wrong with which option.
 */
gboolean cb_options_parse(const CbOption *options, char *const *args, GPtrArray *rest,
                          GError **error);

/**
 * cb_nearest_name:
 * @names: NULL-terminated.
 *
 * Returns: (nullable): the one of @names that @word is most likely a slip of the keyboard for (at
 * most two letters apart), or NULL.
 */
const char *cb_nearest_name(const char *const *names, const char *word);

G_END_DECLS

#endif
