/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a text capture of a web page into blocks.
 *
 * What a browser copies as text has one paragraph a line and blank lines between most of them, but
 * no levels, links or markup. So everything is told from the shape of a line and of the lines
 * around it:
 *
 *  - Lines that are labels (labels.h) are what they say wherever they stand.
 *  - A heading is a short line alone between blank lines, with text under it. Three such lines or
 *    more in a row are no headings but the lines of a box ("Leder / Teamet / Telefon"); only the
 *    last of them, when text follows, is one. In a file without blank lines every line is alone.
 *  - Before the title stand the site's name and the breadcrumb: lines that follow each other
 * without a blank one, or "A > B > C". The title is level 1; headings that cases have inside are
 * level 3, all others level 2.
 *
 * Some captures begin with a preview: the first lines of the page once more, and a line of hyphens.
 * It is left out when the page says the same again. Text that was broken at a fixed width is put
 * together again.
 */
#include "capture.h"

#include "fold.h"
#include "labels.h"
#include "link.h"
#include "shape.h"
#include <string.h>

#define MAX_PREVIEW_LINES 12
#define MIN_SAME_BYTES 20 /* that say that two lines are the same */
#define MIN_WRAP_CHARS 55
#define MAX_WRAP_CHARS 100

typedef struct {
    char *text;
    guint run;              /* lines without a blank one between them have the same */
    gboolean by_navigation; /* a line of navigation stood in its run */
    CbLabel label;
} Line;

typedef struct {
    GArray *lines;  /* Line; none is empty */
    gboolean dense; /* hardly any blank lines: they mean nothing */
    CbPage *page;
} Capture;

static Line *line_at(const Capture *capture, guint i)
{
    return &g_array_index(capture->lines, Line, i);
}

static void line_clear(gpointer data)
{
    g_free(((Line *)data)->text);
}

/* Takes @lines, which has what is left of the old ones. */
static void replace_lines(Capture *capture, GArray *lines)
{
    g_array_set_clear_func(capture->lines, NULL);
    g_array_unref(capture->lines);
    capture->lines = lines;
    g_array_set_clear_func(lines, line_clear);
}

/* ---- from text to lines ---- */

static gboolean is_rule(const char *line)
{
    return strlen(line) >= 3 && strspn(line, "-_=*") == strlen(line);
}

static gboolean is_break(char c)
{
    return c == '\n' || c == '\r';
}

static void read_lines(Capture *capture, const char *text, gsize length)
{
    guint run = 0;
    const char *end = text + length;
    for (const char *p = text; p < end;) {
        const char *stop = p;
        while (stop < end && !is_break(*stop))
            stop++;
        Line line = {.text = cb_squeeze(p, (gsize)(stop - p)), .run = run};
        if (*line.text != '\0') {
            g_array_append_val(capture->lines, line);
        } else {
            g_free(line.text);
            run++;
        }
        p = stop + (stop < end && stop + 1 < end && *stop == '\r' && stop[1] == '\n' ? 2 : 1);
    }
    capture->dense = run * 8 < capture->lines->len;
}

/* ---- the preview ---- */

/* Whether one of two lines begins with the other, an ellipsis aside; short ones must be the same.
 */
static gboolean is_same_beginning(const char *a, const char *b)
{
    gsize length = strlen(a);
    while (length > 0 && strchr(".… ", a[length - 1]) != NULL)
        length--;
    gsize shorter = MIN(length, strlen(b));
    return shorter >= MIN_SAME_BYTES ? strncmp(a, b, shorter) == 0 : g_str_equal(a, b);
}

/* Whether the line at @i stands again among those after @rule. */
static gboolean recurs(const Capture *capture, guint i, guint rule)
{
    guint last = MIN(capture->lines->len, rule + 1 + 2 * MAX_PREVIEW_LINES);
    for (guint j = rule + 1; j < last; j++)
        if (is_same_beginning(line_at(capture, i)->text, line_at(capture, j)->text))
            return TRUE;
    return FALSE;
}

/* "URL: ...", "Kilde: https://...": what a tool notes about the page. */
static gboolean is_note(const char *text)
{
    return strstr(text, "://") != NULL && cb_word_count(text) <= 3;
}

/* The page says it again, is only told of, or begins as pages do: with navigation. */
static gboolean is_preview(const Capture *capture, guint rule)
{
    if (rule + 1 < capture->lines->len &&
        cb_label_of(line_at(capture, rule + 1)->text) == CB_LABEL_NAVIGATION)
        return TRUE;
    for (guint i = 0; i < rule; i++)
        if (recurs(capture, i, rule) || is_note(line_at(capture, i)->text))
            return TRUE;
    return FALSE;
}

static void drop_preview(Capture *capture)
{
    guint rule = 0, most = MIN(capture->lines->len, MAX_PREVIEW_LINES + 1);
    while (rule < most && !is_rule(line_at(capture, rule)->text))
        rule++;
    if (rule > 0 && rule < most && is_preview(capture, rule))
        g_array_remove_range(capture->lines, 0, rule + 1);
}

/* ---- broken lines ---- */

static gboolean is_wrapped(const char *line)
{
    glong length = g_utf8_strlen(line, -1);
    return length >= MIN_WRAP_CHARS && length <= MAX_WRAP_CHARS;
}

/* Whether a sentence goes over from @line to @next. */
static gboolean runs_on(const char *line, const char *next)
{
    return strchr(".:;!?", line[strlen(line) - 1]) == NULL &&
           g_unichar_islower(g_utf8_get_char(next));
}

/* Whether lines [@start, @end) are one paragraph broken at a fixed width. */
static gboolean is_broken_paragraph(const Capture *capture, guint start, guint end)
{
    gboolean over = FALSE;
    for (guint i = start; i + 1 < end; i++) {
        if (!is_wrapped(line_at(capture, i)->text))
            return FALSE;
        over |= runs_on(line_at(capture, i)->text, line_at(capture, i + 1)->text);
    }
    return over;
}

static void join_lines(Capture *capture)
{
    GArray *joined = g_array_new(FALSE, FALSE, sizeof(Line));
    guint n = capture->lines->len;
    for (guint start = 0, end; start < n; start = end) {
        Line line = *line_at(capture, start);
        for (end = start + 1; end < n && line_at(capture, end)->run == line.run; end++)
            ;
        if (end - start == 1 || !is_broken_paragraph(capture, start, end)) {
            g_array_append_vals(joined, line_at(capture, start), end - start);
            continue;
        }
        GString *text = g_string_new(NULL);
        for (guint i = start; i < end; i++) {
            g_string_append_printf(text, "%s%s", i > start ? " " : "", line_at(capture, i)->text);
            g_free(line_at(capture, i)->text);
        }
        line.text = g_string_free(text, FALSE);
        g_array_append_val(joined, line);
    }
    replace_lines(capture, joined);
}

/* ---- kinds of lines ---- */

/* The text behind a bullet; NULL when there is none. */
static const char *after_bullet(const char *line)
{
    static const char *const bullets[] = {"• ", "· ", "- ", "– ", "* ", "▪ ", "◦ ", "● ", "o "};
    for (guint i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (g_str_has_prefix(line, bullets[i]))
            return line + strlen(bullets[i]);
    return NULL;
}

static gboolean names_pdf(const char *line)
{
    return cb_link_kind(NULL, line) == CB_LINK_PDF;
}

/* Alone among blank lines, or the first of its run with running text below it. */
static gboolean stands_alone(const Capture *capture, guint i)
{
    guint run = line_at(capture, i)->run;
    gboolean after_other = i > 0 && line_at(capture, i - 1)->run == run;
    gboolean before_other = i + 1 < capture->lines->len && line_at(capture, i + 1)->run == run;
    if (capture->dense || (!after_other && !before_other))
        return TRUE;
    return !after_other && cb_is_prose(line_at(capture, i + 1)->text);
}

static gboolean looks_like_heading(const Capture *capture, guint i)
{
    const char *text = line_at(capture, i)->text;
    return after_bullet(text) == NULL && !names_pdf(text) && cb_is_heading_like(text) &&
           stands_alone(capture, i);
}

static gboolean may_be_heading(const Capture *capture, guint i)
{
    return line_at(capture, i)->label == CB_LABEL_NONE && looks_like_heading(capture, i);
}

/* Whether the line at @i has something of its own below it. */
static gboolean has_body(const Capture *capture, guint i)
{
    if (i + 1 >= capture->lines->len)
        return FALSE;
    const Line *next = line_at(capture, i + 1);
    return next->label != CB_LABEL_NONE || cb_is_prose(next->text) || names_pdf(next->text);
}

/* ---- what stands before the title ---- */

static void remove_navigation(Capture *capture)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(Line));
    guint run = G_MAXUINT; /* the last in which navigation stood */
    for (guint i = 0; i < capture->lines->len; i++) {
        Line line = *line_at(capture, i);
        line.label = cb_label_of(line.text);
        line.by_navigation = line.run == run;
        if (line.label == CB_LABEL_NAVIGATION || is_rule(line.text)) {
            run = line.run;
            g_free(line.text);
        } else {
            g_array_append_val(kept, line);
        }
    }
    replace_lines(capture, kept);
}

static void add_crumb(CbPage *page, const char *text)
{
    g_autofree char *crumb = g_strstrip(g_strdup(text));
    g_autofree char *key = cb_fold(crumb);
    if (*key != '\0' && !g_str_equal(key, "forside") && page->breadcrumb->len < CB_MAX_BREADCRUMB)
        g_ptr_array_add(page->breadcrumb, g_steal_pointer(&crumb));
}

/* "Forside > Arbejdsgiver > Sundhed" */
static gboolean is_trail(const char *line)
{
    static const char *const joints[] = {" > ", " › ", " » ", " / "};
    for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *joint = strstr(line, joints[i]);
        if (joint != NULL && (strstr(joint + 1, joints[i]) != NULL || i < 3))
            return TRUE;
    }
    return FALSE;
}

static void add_trail(CbPage *page, const char *line)
{
    static const char here[] = "Du er her:";
    if (g_str_has_prefix(line, here))
        line += strlen(here);
    g_auto(GStrv) crumbs = g_regex_split_simple(" [>›»/] ", line, 0, 0);
    for (char **crumb = crumbs; *crumb != NULL; crumb++)
        add_crumb(page, *crumb);
}

static gboolean is_crumb(const Line *line)
{
    return line->label == CB_LABEL_NONE && cb_is_heading_like(line->text) &&
           cb_word_count(line->text) <= 4 && strchr(line->text, ':') == NULL;
}

/* The end of the lines before @limit that a breadcrumb could be made of. */
static guint crumbs_end(const Capture *capture, guint limit)
{
    guint i = 0;
    while (i < limit && (is_crumb(line_at(capture, i)) || is_trail(line_at(capture, i)->text)))
        i++;
    return i;
}

/* Whether the line at @i belongs to a breadcrumb whose lines follow each other closely. */
static gboolean is_close_crumb(const Capture *capture, guint i)
{
    const Line *line = line_at(capture, i);
    return is_trail(line->text) ||
           (!capture->dense && (line->by_navigation || !stands_alone(capture, i)));
}

/* The line of the title: the first heading that is no part of the breadcrumb and not the site's
 * name. The number of lines when there is none. */
static guint find_title(const Capture *capture, guint text_start)
{
    guint crumbs = crumbs_end(capture, text_start);
    guint i = 0;
    while (i < crumbs && is_close_crumb(capture, i))
        i++;
    if (i < text_start && looks_like_heading(capture, i)) {
        /* Short lines before a longer one: the site's name, or crumbs with blank lines between. */
        gboolean longer = crumbs > i && crumbs < text_start &&
                          looks_like_heading(capture, crumbs) &&
                          cb_word_count(line_at(capture, crumbs)->text) > 3;
        return longer ? crumbs : i;
    }
    if (i > 0 && i == text_start && !is_trail(line_at(capture, i - 1)->text))
        return i - 1;
    return capture->lines->len;
}

/* The first line that is text or says that text follows. */
static guint find_text_start(const Capture *capture)
{
    guint i = 0;
    while (i < capture->lines->len) {
        const Line *line = line_at(capture, i);
        if (line->label == CB_LABEL_NONE ? !cb_is_heading_like(line->text) && !is_trail(line->text)
                                         : line->label != CB_LABEL_BANK)
            break;
        i++;
    }
    return i;
}

/* Reads breadcrumb and title; returns the first line of the rest. */
static guint read_head(Capture *capture)
{
    guint text_start = find_text_start(capture);
    guint title = find_title(capture, text_start);
    if (title >= capture->lines->len)
        return 0;
    for (guint i = 0; i < title; i++) {
        const char *line = line_at(capture, i)->text;
        if (is_trail(line))
            add_trail(capture->page, line);
        else if (title > 1 || is_close_crumb(capture, i)) /* one line alone is the site's name */
            add_crumb(capture->page, line);
    }
    const char *text = line_at(capture, title)->text;
    GPtrArray *crumbs = capture->page->breadcrumb;
    if (crumbs->len > 0 && g_str_equal(g_ptr_array_index(crumbs, crumbs->len - 1), text))
        g_ptr_array_set_size(crumbs, (int)crumbs->len - 1);
    capture->page->title = g_strdup(text);
    cb_page_add(capture->page, CB_BLOCK_HEADING, 1, text, NULL, NULL);
    return title + 1;
}

/* ---- the rest ---- */

static void add_label(Capture *capture, const Line *line)
{
    gboolean toggle = line->label == CB_LABEL_FOLD || line->label == CB_LABEL_ACCORDION;
    if (toggle)
        cb_page_add(capture->page, CB_BLOCK_TOGGLE, 0, line->text, NULL, NULL);
    else
        cb_page_add(capture->page, CB_BLOCK_HEADING, line->label == CB_LABEL_SECTION ? 3 : 2,
                    line->text, NULL, NULL);
}

static void add_text(Capture *capture, const char *text)
{
    const char *item = after_bullet(text);
    const char *bare = item != NULL ? item : text;
    CbBlockType type = names_pdf(bare) ? CB_BLOCK_LINK
                       : item != NULL  ? CB_BLOCK_ITEM
                                       : CB_BLOCK_PARAGRAPH;
    cb_page_add(capture->page, type, 0, bare, NULL, NULL);
}

/* The end of the lines from @i on that could all be headings. */
static guint headings_end(const Capture *capture, guint i)
{
    while (i < capture->lines->len && may_be_heading(capture, i))
        i++;
    return i;
}

/* Lines [@start, @end) could all be headings. */
static void add_headings(Capture *capture, guint start, guint end)
{
    gboolean body = has_body(capture, end - 1);
    for (guint i = start; i < end; i++) {
        const char *text = line_at(capture, i)->text;
        if (body && (end - start <= 2 || i == end - 1))
            cb_page_add(capture->page, CB_BLOCK_HEADING, 2, text, NULL, NULL);
        else
            add_text(capture, text);
    }
}

static void read_body(Capture *capture, guint start)
{
    for (guint i = start; i < capture->lines->len;) {
        const Line *line = line_at(capture, i);
        guint end = headings_end(capture, i);
        if (end > i) {
            add_headings(capture, i, end);
            i = end;
            continue;
        }
        if (line->label != CB_LABEL_NONE)
            add_label(capture, line);
        else
            add_text(capture, line->text);
        i++;
    }
}

CbPage *cb_capture_parse(const char *text, gsize length)
{
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    Capture capture = {.lines = g_array_new(FALSE, FALSE, sizeof(Line)), .page = cb_page_new()};
    g_array_set_clear_func(capture.lines, line_clear);
    read_lines(&capture, text, length);
    drop_preview(&capture);
    join_lines(&capture);
    remove_navigation(&capture);
    read_body(&capture, read_head(&capture));
    g_array_unref(capture.lines);
    return capture.page;
}
