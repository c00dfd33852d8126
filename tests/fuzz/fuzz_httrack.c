/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes what HTTrack writes of a mirror: whatever stands there, only files of its hosts come out,
 * each with an absolute address. */
#include "given.h"
#include "mirror_httrack.h"
#include "web_address.h"
#include <stdint.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_entry(gpointer key, gpointer value, gpointer data)
{
    const char *path = key;
    gboolean below = FALSE;
    for (const char *const *folder = data; *folder != NULL; folder++) {
        gsize length = strlen(*folder);
        below = below || (g_str_has_prefix(path, *folder) && path[length] == '/');
    }
    g_assert_true(below);
    g_assert_true(cb_web_is_absolute(value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *folders[] = {"example.dk", "www.example.dk", NULL};
    int fd = cb_given_file(data, size);
    g_autofree char *path = cb_given_path(fd);
    g_autoptr(GHashTable) addresses = cb_httrack_read_list(path, folders);
    close(fd);
    g_assert_cmpuint(g_hash_table_size(addresses), <=, CB_MAX_HTTRACK_ENTRIES);
    g_hash_table_foreach(addresses, check_entry, folders);

    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *address = cb_httrack_comment(text, "https");
    if (address != NULL) {
        g_assert_true(cb_web_is_absolute(address));
        g_assert_null(strchr(address, '\n'));
    }
    return 0;
}
