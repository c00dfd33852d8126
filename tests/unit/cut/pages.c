/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of cutting share; see pages.h. */
#include "pages.h"

#include "cut/capture.h"
#include "extract/html_read.h"
#include <stdarg.h>
#include <string.h>

char *source_path(const char *path)
{
    const char *root = g_getenv("CASEBANK_SOURCE_DIR");
    g_assert_nonnull(root);
    return g_build_filename(root, path, NULL);
}

static CbMunicipalities *shared_list;

static void free_list(void)
{
    cb_municipalities_free(shared_list);
}

const CbMunicipalities *municipalities(void)
{
    if (shared_list == NULL) {
        g_autofree char *path = source_path("tests/data/cut/municipalities.txt");
        g_autoptr(GError) error = NULL;
        shared_list = cb_municipalities_new();
        cb_municipalities_load(shared_list, path, &error);
        g_assert_no_error(error);
        atexit(free_list);
    }
    return shared_list;
}

static CbPage *parse_html(const char *text, gsize length)
{
    g_autofree char *reason = NULL;
    CbPage *page = cb_html_parse((const guint8 *)text, length, &reason);
    g_assert_cmpstr(reason, ==, NULL);
    return page;
}

CbPage *page_of_file(const char *path)
{
    g_autofree char *file = source_path(path);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    gsize length;
    g_file_get_contents(file, &text, &length, &error);
    g_assert_no_error(error);
    return g_str_has_suffix(path, ".txt") ? cb_capture_parse(text, length)
                                          : parse_html(text, length);
}

CbPage *page_of_html(const char *body)
{
    g_autofree char *text = g_strconcat(
        "<!doctype html><html lang=da><meta charset=utf-8><body><main>", body, "</main>", NULL);
    return parse_html(text, strlen(text));
}

CbPage *page_of_capture(const char *text)
{
    return cb_capture_parse(text, strlen(text));
}

GPtrArray *cut(CbPage *page, CbPageKind *kind)
{
    GPtrArray *cases = cb_cut_page(page, "mappe/side.html", "https://example.dk/mappe/side",
                                   municipalities(), kind);
    cb_page_free(page);
    return cases;
}

char *joined(const GPtrArray *names)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (char *)names->pdata[i]);
    return g_string_free(text, FALSE);
}

char *describe(const CbCase *item)
{
    GString *text = g_string_new(NULL);
    g_autofree char *places = joined(item->municipalities);
    g_autofree char *topics = joined(item->topics);
    g_string_append_printf(text, "%s: %s\nkommuner: %s\nemner: %s\ndato: %s\n%s\n",
                           cb_case_kind_name(item->kind), item->title, places, topics,
                           item->updated, item->lead);
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        g_string_append_printf(text, "[%s]\n%s\n", section->heading, section->text);
    }
    for (guint i = 0; i < item->attachments->len; i++)
        g_string_append_printf(text, "+ %s\n", ((CbAttachment *)item->attachments->pdata[i])->name);
    g_string_append_printf(text, "kontakt: %s\n", item->contact);
    return g_string_free(text, FALSE);
}

const CbCase *case_at(const GPtrArray *cases, guint i)
{
    g_assert_cmpuint(i, <, cases->len);
    return cases->pdata[i];
}

void assert_titles(const GPtrArray *cases, ...)
{
    va_list titles;
    va_start(titles, cases);
    const char *title;
    guint i = 0;
    for (; (title = va_arg(titles, const char *)) != NULL; i++)
        g_assert_cmpstr(case_at(cases, i)->title, ==, title);
    va_end(titles);
    g_assert_cmpuint(cases->len, ==, i);
}

gboolean is_searchable(const CbCase *item, const char *text)
{
    if (strstr(item->title, text) != NULL || strstr(item->lead, text) != NULL)
        return TRUE;
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        if (strstr(section->text, text) != NULL ||
            (section->heading != NULL && strstr(section->heading, text) != NULL))
            return TRUE;
    }
    return FALSE;
}
