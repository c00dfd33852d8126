/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a command line. */
#include "options.h"
#include "values.h"

#include <casebank/error.h>
#include <string.h>

#define MAX_SLIP 2 /* letters that a mistyped name may be apart from the right one */

/** Levenshtein distance in bytes (the names are ASCII or nearly so). */
static guint edit_distance(const char *a, const char *b)
{
    gsize length = strlen(b);
    g_autofree guint *row = g_new(guint, length + 1);

    for (gsize j = 0; j <= length; j++)
        row[j] = (guint)j;
    for (gsize i = 0; a[i]; i++) {
        guint diagonal = row[0];
        row[0] = (guint)i + 1;
        for (gsize j = 1; j <= length; j++) {
            guint replaced = diagonal + (a[i] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(replaced, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

const char *cb_nearest_name(const char *const *names, const char *word)
{
    const char *nearest = NULL;
    guint best = MAX_SLIP + 1;

    if (strlen(word) > 64)
        return NULL;
    for (gsize i = 0; names[i]; i++) {
        guint distance = edit_distance(names[i], word);
        /* A short name is not two letters away from itself: "ab" is no slip for "år". */
        if (distance < best && (gsize)distance * 2 < strlen(names[i])) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

static gboolean fail_unknown(const CbOption *options, const char *word, GError **error)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_autofree char *shown = cb_shown_text(word);

    for (const CbOption *option = options; option->name; option++) {
        g_strv_builder_add(builder, option->name);
        if (option->alias)
            g_strv_builder_add(builder, option->alias);
    }
    g_auto(GStrv) names = g_strv_builder_end(builder);
    const char *nearest = cb_nearest_name((const char *const *)names, word + strspn(word, "-"));
    if (nearest)
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "kender ikke %s; mente du --%s?", shown,
                    nearest);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "kender ikke %s", shown);
    return FALSE;
}

/** @length: of the name in @word, without its dashes and without "=value". */
static const CbOption *find_long(const CbOption *options, const char *name, gsize length)
{
    for (const CbOption *option = options; option->name; option++) {
        const char *names[] = {option->name, option->alias};
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
            if (names[i] && strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
                return option;
    }
    return NULL;
}

static const CbOption *find_letter(const CbOption *options, char letter)
{
    for (const CbOption *option = options; option->name; option++)
        if (option->letter == letter)
            return option;
    return NULL;
}

static gboolean store(const CbOption *option, const char *value, GError **error)
{
    g_autofree char *label = g_strconcat("--", option->name, NULL);

    switch (option->kind) {
    case CB_OPTION_TEXT:
        *(const char **)option->value = value;
        return TRUE;
    case CB_OPTION_TEXTS:
        g_ptr_array_add(option->value, g_strdup(value));
        return TRUE;
    case CB_OPTION_NUMBER:
        return cb_value_number(label, value, option->min, option->max, option->value, error);
    case CB_OPTION_FLAG:
        break;
    }
    g_return_val_if_reached(FALSE);
}

/** @attached: (nullable): the value after "="; else the next word is the value. Moves @args past
 * what was used. */
static gboolean take(const CbOption *option, const char *attached, char *const **args,
                     GError **error)
{
    if (option->kind == CB_OPTION_FLAG) {
        if (attached) {
            g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--%s skal ikke have en værdi",
                        option->name);
            return FALSE;
        }
        *(gboolean *)option->value = TRUE;
        return TRUE;
    }
    if (attached)
        return store(option, attached, error);

    const char *next = (*args)[1];
    if (!next || g_str_has_prefix(next, "--")) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--%s mangler en værdi", option->name);
        return FALSE;
    }
    (*args)++;
    return store(option, next, error);
}

static gboolean take_long(const CbOption *options, char *const **args, GError **error)
{
    const char *name = **args + 2;
    gsize length = strcspn(name, "=");
    const CbOption *option = find_long(options, name, length);

    if (!option) {
        g_autofree char *bare = g_strndup(**args, length + 2);
        return fail_unknown(options, bare, error);
    }
    return take(option, name[length] ? name + length + 1 : NULL, args, error);
}

gboolean cb_options_parse(const CbOption *options, char *const *args, GPtrArray *rest,
                          GError **error)
{
    for (; *args; args++) {
        const char *word = *args;
        if (strcmp(word, "--") == 0) {
            while (*++args)
                g_ptr_array_add(rest, *args);
            return TRUE;
        }
        if (g_str_has_prefix(word, "--")) {
            if (!take_long(options, &args, error))
                return FALSE;
        } else if (word[0] == '-' && word[1] != '\0' && word[2] == '\0') {
            const CbOption *option = find_letter(options, word[1]);
            if (!option)
                return fail_unknown(options, word, error);
            if (!take(option, NULL, &args, error))
                return FALSE;
        } else {
            g_ptr_array_add(rest, *args);
        }
    }
    return TRUE;
}
