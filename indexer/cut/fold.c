/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text made comparable; see fold.h. */
#include "fold.h"
#include <string.h>

#define MAX_SLUG_BYTES 60
#define MAX_ID_BYTES 160

/* The letters that @c is compared as; NULL for "itself, without its accents". */
static const char *danish_spelling(gunichar c)
{
    switch (c) {
    case 0xE6: /* æ */
        return "ae";
    case 0xF8: /* ø */
        return "oe";
    case 0xE5: /* å */
        return "aa";
    case 0xDF: /* ß */
        return "ss";
    default:
        return NULL;
    }
}

static void append_folded(GString *out, gunichar c)
{
    c = g_unichar_tolower(c);
    const char *spelling = danish_spelling(c);
    if (spelling != NULL) {
        g_string_append(out, spelling);
        return;
    }
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts)) > 0)
        c = parts[0];
    g_string_append_unichar(out, c);
}

/* Valid UTF-8 with letters and their accents in one: "a" with a ring of its own is å, as file names
 * of some systems have it. NULL when @text is so already. */
static char *compose(const char *text, gsize length)
{
    gboolean accents = memchr(text, 0xCC, length) != NULL || memchr(text, 0xCD, length) != NULL;
    if (!accents && g_utf8_validate_len(text, length, NULL))
        return NULL;
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    return g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

static void fold_into(GString *out, const char *text, gsize length)
{
    gboolean gap = FALSE;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);
        if (c == 0xAD || (c >= 0x80 && g_unichar_ismark(c))) /* soft hyphen; a stray accent */
            continue;
        if (c < 0x80 ? !g_ascii_isalnum((char)c) : !g_unichar_isalnum(c)) {
            gap = TRUE;
            continue;
        }
        if (gap && out->len > 0)
            g_string_append_c(out, ' ');
        gap = FALSE;
        if (c < 0x80)
            g_string_append_c(out, g_ascii_tolower((char)c));
        else
            append_folded(out, c);
    }
}

char *cb_fold_len(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length + 8);
    g_autofree char *composed = compose(text, length);
    fold_into(out, composed != NULL ? composed : text,
              composed != NULL ? strlen(composed) : length);
    return g_string_free(out, FALSE);
}

char *cb_fold(const char *text)
{
    return text == NULL ? g_strdup("") : cb_fold_len(text, strlen(text));
}

static gboolean is_plain(char c)
{
    return g_ascii_isalnum(c) || c == '-';
}

char *cb_slug(const char *heading)
{
    g_autofree char *key = cb_fold(heading);
    GString *slug = g_string_sized_new(MAX_SLUG_BYTES);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        g_strcanon(*word, G_CSET_a_2_z "0123456789", '-');
        if (slug->len > 0 && slug->len + 1 + strlen(*word) > MAX_SLUG_BYTES)
            break;
        if (slug->len > 0)
            g_string_append_c(slug, '-');
        g_string_append(slug, *word);
    }
    g_string_truncate(slug, MIN(slug->len, MAX_SLUG_BYTES));
    if (strspn(slug->str, "-") == slug->len)
        g_string_assign(slug, "afsnit");
    return g_string_free(slug, FALSE);
}

/* The length of @source without the extension of its last part (".htm" of a hidden file stays). */
static gsize stem_length(const char *source)
{
    const char *slash = strrchr(source, '/');
    const char *name = slash != NULL ? slash + 1 : source;
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? (gsize)(dot - source) : strlen(source);
}

char *cb_source_id(const char *source)
{
    g_autofree char *stem = g_utf8_make_valid(source, (gssize)stem_length(source));
    g_autofree char *composed = g_utf8_normalize(stem, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *id = g_string_sized_new(strlen(composed) + 8);
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x80 && (is_plain((char)c) || strchr("/._", (char)c) != NULL))
            g_string_append_c(id, (char)c);
        else if (g_unichar_isalpha(c))
            append_folded(id, c);
        else
            g_string_append_c(id, '-');
    }
    g_strcanon(id->str, G_CSET_A_2_Z G_CSET_a_2_z "0123456789/._-", '-');
    if (id->len > MAX_ID_BYTES) {
        g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, source, -1);
        g_string_truncate(id, MAX_ID_BYTES - 17);
        g_string_append_printf(id, "-%.16s", sum);
    }
    return g_string_free(id, FALSE);
}

static gboolean is_space(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isspace((char)c);
    return g_unichar_isspace(c) || c == 0x200B || c == 0xFEFF;
}

char *cb_page_key(const char *path)
{
    g_autofree char *bare = g_strndup(path, strcspn(path, "?#"));
    gsize length = strlen(bare);
    while (length > 0 && bare[length - 1] == '/')
        bare[--length] = '\0';
    char *key = cb_source_id(bare);
    if (g_str_has_suffix(key, "/index"))
        key[strlen(key) - strlen("/index")] = '\0';
    return key;
}

char *cb_squeeze(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);
    gboolean gap = FALSE;
    const char *end = text + length;
    for (const char *p = text; p < end;) {
        const char *next = g_utf8_next_char(p);
        gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);
        if (is_space(c)) {
            gap = TRUE;
        } else {
            if (gap && out->len > 0)
                g_string_append_c(out, ' ');
            gap = FALSE;
            if (next == p + 1)
                g_string_append_c(out, *p);
            else
                g_string_append_len(out, p, next - p);
        }
        p = next;
    }
    return g_string_free(out, FALSE);
}
