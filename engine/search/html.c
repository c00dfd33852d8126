/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A snippet as HTML. */
#include <casebank/search.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void append_escaped(GString *out, const char *p, const char *end)
{
    const char *start = p;
    for (; p < end; p++) {
        const char *escaped = entity(*p);
        if (escaped == NULL)
            continue;
        g_string_append_len(out, start, p - start);
        g_string_append(out, escaped);
        start = p + 1;
    }
    g_string_append_len(out, start, end - start);
}

/* @n code points on, but not past the end. */
static const char *skip(const char *p, guint n)
{
    for (; n > 0 && *p != '\0'; n--)
        p = g_utf8_next_char(p);
    return p;
}

/* Parts as words: what is marked is a word of the query. A synonym may need another look. */
static const char *start_tag(CbMarkKind kind)
{
    return kind == CB_MARK_SYNONYM ? "<mark class=\"synonym\">" : "<mark>";
}

char *cb_marks_to_html(const char *text, const GArray *marks)
{
    GString *out = g_string_new(NULL);
    guint at = 0;
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        const CbMark *mark = &g_array_index(marks, CbMark, i);
        const char *start = skip(text, mark->start - at);
        const char *end = skip(start, mark->end - mark->start);
        append_escaped(out, text, start);
        g_string_append(out, start_tag(mark->kind));
        append_escaped(out, start, end);
        g_string_append(out, "</mark>");
        text = end;
        at = mark->end;
    }
    append_escaped(out, text, skip(text, G_MAXUINT));
    return g_string_free(out, FALSE);
}
