/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTrack's own records; see mirror_httrack.h. */
#include "mirror_httrack.h"
#include "web_address.h"
#include <casebank/lines.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Columns of new.txt, counted from 0; tabs part them. */
enum { COLUMN_STATUS = 3, COLUMN_ADDRESS = 7, COLUMN_FILE = 8, N_COLUMNS = 9 };

/* What follows the last folder that is no host's: "tmp/sider/www.example.dk/a.html" from
 * "www.example.dk" on. NULL when no host's folder is in it. */
static char *below_mirror(const char *file, const char *const *folders)
{
    g_autofree char *decoded = g_uri_unescape_string(file, NULL);
    const char *path = decoded != NULL ? decoded : file;
    for (gsize i = 0; folders[i] != NULL; i++) {
        gsize length = strlen(folders[i]);
        for (const char *at = path; (at = strstr(at, folders[i])) != NULL; at++)
            if (at[length] == '/' && (at == path || at[-1] == '/'))
                return g_strdup(at);
    }
    return NULL;
}

static void take_line(GHashTable *addresses, const char *line, const char *const *folders)
{
    g_auto(GStrv) columns = g_strsplit(line, "\t", N_COLUMNS + 1);
    if (g_strv_length(columns) < N_COLUMNS || *columns[COLUMN_FILE] == '\0' ||
        !cb_web_is_absolute(columns[COLUMN_ADDRESS]) ||
        (strcmp(columns[COLUMN_STATUS], "200") != 0 && strcmp(columns[COLUMN_STATUS], "304") != 0))
        return;
    char *path = below_mirror(columns[COLUMN_FILE], folders);
    if (path != NULL)
        g_hash_table_insert(addresses, path, g_strdup(columns[COLUMN_ADDRESS]));
}

GHashTable *cb_httrack_read_list(const char *file, const char *const *folders)
{
    GHashTable *addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return addresses;
    g_autoptr(CbLines) lines = cb_lines_new(fd, CB_MAX_HTTRACK_LINE_BYTES);
    for (;;) {
        char *text;
        CbLineKind kind = cb_lines_next(lines, &text, NULL);
        if (kind == CB_LINE_END || kind == CB_LINE_READ_ERROR ||
            g_hash_table_size(addresses) >= CB_MAX_HTTRACK_ENTRIES)
            break;
        if (kind == CB_LINE_TEXT)
            take_line(addresses, text, folders);
    }
    close(fd);
    return addresses;
}

char *cb_httrack_comment(const char *text, const char *scheme)
{
    static const char opening[] = "<!-- Mirrored from ";
    const char *start = strstr(text, opening);
    if (start == NULL)
        return NULL;
    start += strlen(opening);
    const char *end = strstr(start, " by HTTrack");
    if (end == NULL || memchr(start, '\n', (gsize)(end - start)) != NULL)
        return NULL;
    g_autofree char *place = g_strndup(start, (gsize)(end - start));
    if (cb_web_is_absolute(place))
        return g_steal_pointer(&place);
    g_autofree char *address = g_strconcat(scheme, "://", place, NULL);
    return cb_web_is_absolute(address) ? g_steal_pointer(&address) : NULL;
}
