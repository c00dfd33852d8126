/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that an answer suggests, ready to be copied. */
#include "next_page.h"

#include <string.h>

char *cb_quote_word(const char *word)
{
    gboolean plain = word[0] != '\0';

    for (const char *p = word; *p && plain; p++)
        plain = g_ascii_isalnum(*p) || strchr("-_./:,+=@%", *p) || (guchar)*p >= 0x80;
    return plain ? g_strdup(word) : g_shell_quote(word);
}

/** How many words an option for the page takes at @args: 0 when there is none. */
static guint page_option(char *const *args)
{
    static const char *const names[] = {"--side", "--page"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        gsize length = strlen(names[i]);
        if (strncmp(args[0], names[i], length) == 0) {
            if (args[0][length] == '=')
                return 1;
            if (args[0][length] == '\0')
                return args[1] ? 2 : 1;
        }
    }
    return 0;
}

static void append_word(GString *command, const char *word)
{
    g_autofree char *quoted = cb_quote_word(word);
    g_string_append_printf(command, " %s", quoted);
}

/** The program as it was called: what is suggested can be run from the same place. */
static GString *own_name(void)
{
    g_autofree char *name = cb_quote_word(g_get_prgname());
    return g_string_new(name);
}

char *cb_next_page_command(char *const *args, const CbAnswer *answer)
{
    gboolean options = TRUE;

    if (answer->hits->len == 0 || (guint64)answer->page * answer->per_page >= answer->total)
        return NULL;
    GString *command = own_name();
    g_string_append_printf(command, " search --side %u", answer->page + 1);
    while (*args) {
        guint skipped = options ? page_option(args) : 0;
        if (skipped == 0)
            append_word(command, *args);
        options = options && strcmp(*args, "--") != 0;
        args += MAX(skipped, 1);
    }
    return g_string_free(command, FALSE);
}

/** The program's name, a command, and the index when it was named. */
static GString *own_command(const char *command, const char *index)
{
    GString *line = own_name();

    g_string_append_printf(line, " %s", command);
    if (index) {
        g_string_append(line, " --index");
        append_word(line, index);
    }
    return line;
}

char *cb_show_command(const char *index)
{
    return g_string_free(own_command("show", index), FALSE);
}

char *cb_suggested_command(const char *index, const CbAnswer *answer)
{
    if (!answer->suggestion || answer->suggestion_applied)
        return NULL;
    GString *command = own_command("search", index);

    append_word(command, answer->suggestion);
    return g_string_free(command, FALSE);
}
