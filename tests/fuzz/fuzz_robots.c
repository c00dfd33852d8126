/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes robots.txt: any bytes give rules, which mean the same with a byte order mark, with the
 * other kind of line ends, and for a path encoded or not; and forbid nothing that no line forbids.
 */
#include "robots.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean has_word(const char *text, gsize length, const char *word)
{
    gsize n = strlen(word);
    for (gsize i = 0; i + n <= length; i++)
        if (g_ascii_strncasecmp(text + i, word, n) == 0)
            return TRUE;
    return FALSE;
}

static CbRobots *parse_changed(const char *text, gsize length)
{
    g_autoptr(GString) changed = g_string_new("\xEF\xBB\xBF");
    for (gsize i = 0; i < length; i++)
        if (text[i] == '\n')
            g_string_append(changed, "\r\n");
        else
            g_string_append_c(changed, text[i]);
    return cb_robots_parse(changed->str, changed->len);
}

/* Every byte encoded, but '/' and '?'. */
static char *encode(const char *path)
{
    g_autoptr(GString) encoded = g_string_new(NULL);
    for (const char *at = path; *at != '\0'; at++)
        if (*at == '/' || *at == '?')
            g_string_append_c(encoded, *at);
        else
            g_string_append_printf(encoded, "%%%02X", (guchar)*at);
    return g_string_free(g_steal_pointer(&encoded), FALSE);
}

static gboolean check_path(const CbRobots *robots, const CbRobots *changed, const char *path)
{
    gboolean allows = cb_robots_allows(robots, path);
    g_assert_true(cb_robots_allows(changed, path) == allows);
    if (strchr(path, '%') == NULL) {
        g_autofree char *encoded = encode(path);
        g_assert_true(cb_robots_allows(robots, encoded) == allows);
    }
    return allows;
}

/* Paths to ask for: some of our own, and what stands in the file behind each '/'. */
static gboolean check_paths(const CbRobots *robots, const CbRobots *changed, const char *text,
                            gsize length)
{
    static const char *const own[] = {"/", "/a", "/sager/a.html", "/s?id=1", "/b/a/a/a/a/a/a/ab"};
    gboolean all = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        all = check_path(robots, changed, own[i]) && all;
    guint n = 0;
    for (gsize i = 0; i < length && n < 20; i++) {
        if (text[i] != '/')
            continue;
        g_autofree char *path = g_strndup(text + i, MIN(length - i, 60));
        path[strcspn(path, "\r\n")] = '\0';
        all = check_path(robots, changed, path) && all;
        n++;
    }
    return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    if (size > CB_MAX_ROBOTS_BYTES / 2 || (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0))
        return 0; /* what is changed is not to meet the bounds */
    g_autoptr(CbRobots) robots = cb_robots_parse(text, size);
    g_autoptr(CbRobots) changed = parse_changed(text, size);
    gboolean all = check_paths(robots, changed, text, size);
    if (!has_word(text, size, "disallow"))
        g_assert_true(all);
    return 0;
}
