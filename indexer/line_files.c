/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files with a case a line. */
#define _GNU_SOURCE /* memfd_create */
#include "line_files.h"
#include "bad_lines.h"
#include "cut/attach.h"
#include "cut/cut.h"
#include "line_case.h"
#include <casebank/error.h>
#include <casebank/lines.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* One file on its way. */
typedef struct {
    const CbLineReading *reading;
    CbSource *source;
    const CbFoundFile *file;
    CbLines *lines;
    CbBadLines *bad;
    GPtrArray *links; /* CbLinkRecord* */
    guint n_cases;
} LineFile;

/* --- Attachments ----------------------------------------------------------------------------- */

/* Why a path is not looked for; NULL when it may be. */
static const char *path_problem(const char *path)
{
    int depth = 0;
    if (path == NULL)
        return "kilden har kun bilagets webadresse";
    if (strlen(path) < 4 || g_ascii_strcasecmp(path + strlen(path) - 4, ".pdf") != 0)
        return "kun PDF-filer læses";
    g_auto(GStrv) names = g_strsplit(path, "/", -1);
    for (gsize i = 0; names[i] != NULL && depth >= 0; i++) {
        if (strcmp(names[i], "..") == 0)
            depth--;
        else if (*names[i] != '\0' && strcmp(names[i], ".") != 0)
            depth++;
    }
    return depth < 0 || *path == '/' ? "stien fører ud af kildens mappe" : NULL;
}

static void find_attachment(const LineFile *file, CbAttachment *attachment)
{
    g_autofree char *path = g_steal_pointer(&attachment->source);
    const char *problem = path_problem(path);
    const char *found =
        problem == NULL ? cb_sources_claim(file->reading->sources, file->source, file->file, path)
                        : NULL;
    if (problem == NULL)
        g_ptr_array_add(file->links, cb_link_record_new(path, attachment->name, found));
    attachment->state = found != NULL ? CB_STATE_OK : CB_STATE_MISSING;
    attachment->source = g_strdup(found);
    if (found == NULL)
        attachment->reason =
            g_strdup(problem != NULL ? problem : "sagen nævner filen, men den er ikke i kilden");
}

/* What the cutter left: @url is the link as written in the page, or NULL. */
static void take_link(const CbCase *item, CbAttachment *attachment)
{
    g_autofree char *href = g_steal_pointer(&attachment->url);
    if (href == NULL)
        return;
    attachment->url = cb_url_resolve(item->url, href);
    if (g_uri_peek_scheme(href) == NULL && *href != '/')
        attachment->source = g_uri_unescape_segment(href, href + strcspn(href, "?#"), NULL);
}

/* --- HTML ------------------------------------------------------------------------------------ */

/* What the profile says of the line's page, packed. (nullable): without a profile. */
static GByteArray *pack_rules(const LineFile *file, const char *address)
{
    const CbSiteProfile *profile = file->reading->profile;
    if (profile == NULL)
        return NULL;
    g_autoptr(CbPageRules) rules = cb_site_profile_rules(profile, file->source->name, address);
    GByteArray *record = g_byte_array_new();
    cb_page_rules_pack(rules, record);
    return record;
}

/* (nullable): with CB_ERROR_BAD_FILE (this page) or an error that is final. */
static CbPage *read_html(CbExtractor *extractor, const char *html, const GByteArray *rules,
                         GError **error)
{
    int fd = memfd_create("html", MFD_CLOEXEC);
    gsize left = strlen(html);
    ssize_t written = 0;
    while (fd >= 0 && left > 0 && written >= 0) {
        written = write(fd, html, left);
        html += MAX(written, 0);
        left -= (gsize)MAX(written, 0);
    }
    CbPage *page = NULL;
    if (fd < 0 || left > 0 || lseek(fd, 0, SEEK_SET) < 0)
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, g_strerror(errno));
    else
        page = cb_extractor_read_html_by(extractor, fd, rules, error);
    if (fd >= 0)
        close(fd);
    return page;
}

/* What the page has and the line's own fields do not say. */
static void take_page_fields(CbCase *item, CbCase *page)
{
    if (*item->title == '\0' && page->title != NULL) {
        g_free(item->title);
        item->title = g_steal_pointer(&page->title);
    }
    if (item->updated == NULL)
        item->updated = g_steal_pointer(&page->updated);
    if (item->municipalities->len == 0)
        cb_municipalities_union(item->municipalities, page->municipalities);
    g_free(item->lead);
    item->lead = g_steal_pointer(&page->lead);
    item->contact = g_steal_pointer(&page->contact);
    g_ptr_array_unref(item->sections);
    item->sections = g_ptr_array_ref(page->sections);
    g_ptr_array_unref(item->topics);
    item->topics = g_ptr_array_ref(page->topics);
    for (guint i = 0; i < page->attachments->len; i++)
        take_link(item, page->attachments->pdata[i]);
    g_ptr_array_extend_and_steal(item->attachments, g_steal_pointer(&page->attachments));
    page->attachments = g_ptr_array_new();
}

/* Cuts the line's HTML into its case. */
static gboolean take_html(const LineFile *file, CbLineCase *line, GError **error)
{
    const CbLineReading *reading = file->reading;
    g_autoptr(GByteArray) rules = pack_rules(file, line->item->url);
    g_autoptr(CbPage) page = read_html(reading->extractor, line->html, rules, error);
    if (page == NULL)
        return FALSE;
    g_autoptr(CbCase) cut =
        cb_cut_whole_page(page, file->file->path, line->item->url, reading->municipalities);
    if (cut != NULL) {
        take_page_fields(line->item, cut);
    } else if (*line->item->title == '\0' && line->item->attachments->len == 0) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, "der er ingen tekst i »html«");
        return FALSE;
    }
    return TRUE;
}

/* --- Lines ----------------------------------------------------------------------------------- */

static gboolean parse_line(const LineFile *file, char *text, gsize length, CbLineCase *line,
                           GError **error)
{
    gboolean read = file->file->type == CB_FILE_TSV
                        ? cb_line_case_from_tsv(text, line, error)
                        : cb_line_case_from_json(text, length, line, error);
    if (!read)
        return FALSE;
    if (g_hash_table_contains(file->reading->ids, line->item->id)) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "id'et »%s« er brugt før", line->item->id);
        return FALSE;
    }
    return line->html == NULL || take_html(file, line, error);
}

/* A name that means one of the list's ("Ålborg", "Aalborg Kommune") becomes that; another stays. */
static char *canonical_municipality(const CbMunicipalities *list, const char *name)
{
    g_autofree char *full = g_strconcat(name, " Kommune", NULL);
    g_autoptr(GPtrArray) as_written = cb_municipalities_find(list, name);
    g_autoptr(GPtrArray) completed = cb_municipalities_find(list, full);
    const GPtrArray *found = as_written->len > 0 ? as_written : completed;
    return g_strdup(found->len == 1 ? found->pdata[0] : name);
}

/* The line's own, else those that its title names. */
static void take_municipalities(const CbMunicipalities *list, CbCase *item)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < item->municipalities->len; i++)
        g_ptr_array_add(names, canonical_municipality(list, item->municipalities->pdata[i]));
    g_ptr_array_unref(item->municipalities);
    item->municipalities = cb_municipalities_find(list, names->len > 0 ? "" : item->title);
    cb_municipalities_union(item->municipalities, names);
}

static gboolean take_case(LineFile *file, const CbLineCase *line, GError **error)
{
    const CbLineReading *reading = file->reading;
    CbCase *item = line->item;
    guint64 number = cb_lines_number(file->lines);
    for (guint i = 0; i < line->notes->len; i++)
        cb_bad_lines_add(file->bad, number, line->notes->pdata[i]);
    for (guint i = 0; i < item->attachments->len; i++)
        find_attachment(file, item->attachments->pdata[i]);
    take_municipalities(reading->municipalities, item);
    item->source = g_strdup(file->file->path);
    g_hash_table_add(reading->ids, g_strdup(item->id));
    file->n_cases++;
    return reading->take(item, reading->data, error);
}

static gboolean is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

static gboolean take_line(LineFile *file, char *text, gsize length, GError **error)
{
    g_auto(CbLineCase) line = {0};
    g_autoptr(GError) problem = NULL;
    if (is_blank(text))
        return TRUE;
    if (parse_line(file, text, length, &line, &problem))
        return take_case(file, &line, error);
    if (cb_extractor_error_is_final(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    cb_bad_lines_add(file->bad, cb_lines_number(file->lines), problem->message);
    return TRUE;
}

static gboolean take_lines(LineFile *file, GError **error)
{
    for (;;) {
        char *text;
        gsize length;
        CbLineKind kind = cb_lines_next(file->lines, &text, &length);
        guint64 number = cb_lines_number(file->lines);
        if (kind == CB_LINE_END)
            return TRUE;
        if (kind == CB_LINE_READ_ERROR) {
            cb_bad_lines_add(file->bad, number + 1, g_strerror(errno));
            return TRUE;
        }
        if (kind != CB_LINE_TEXT)
            cb_bad_lines_add(file->bad, number, cb_line_problem(kind));
        else if (!take_line(file, text, length, error))
            return FALSE;
        cb_report_progress(file->reading->report, "Læser linje", (guint)MIN(number, G_MAXUINT), 0,
                           file->file->path);
    }
}

/* --- Files ----------------------------------------------------------------------------------- */

static void tell_done(const LineFile *file, const char *state, const char *reason)
{
    const CbLineReading *reading = file->reading;
    if (strcmp(state, "failed") == 0)
        cb_report_problem(reading->report, file->file->path, reason);
    reading->done(file->file, state, reason, file->links, reading->data);
}

static void finish(const LineFile *file)
{
    g_autofree char *bad = cb_bad_lines_finish(file->bad);
    if (file->n_cases > 0)
        tell_done(file, bad == NULL ? "ok" : "partial", bad);
    else if (bad != NULL) /* each line has been told */
        file->reading->done(file->file, "failed", bad, file->links, file->reading->data);
    else
        tell_done(file, "failed", "der er ingen sager i filen");
}

static gboolean read_file(const CbLineReading *reading, CbSource *source, const CbFoundFile *found,
                          GError **error)
{
    g_autoptr(GError) open_error = NULL;
    g_autoptr(GPtrArray) links =
        g_ptr_array_new_with_free_func((GDestroyNotify)cb_link_record_free);
    LineFile file = {.reading = reading, .source = source, .file = found, .links = links};
    int fd = cb_found_file_open(found, &open_error);
    if (fd < 0) {
        tell_done(&file, "failed", open_error->message);
        return TRUE;
    }
    g_autoptr(CbLines) lines = cb_lines_new(fd, CB_MAX_CASE_LINE_BYTES);
    g_autoptr(CbBadLines) bad = cb_bad_lines_new(reading->report, found->path);
    file.lines = lines;
    file.bad = bad;
    gboolean done = take_lines(&file, error);
    close(fd);
    if (done)
        finish(&file);
    return done;
}

static gboolean read_source(const CbLineReading *reading, CbSource *source, GError **error)
{
    guint n = source->files->len; /* files that cases name come behind these */
    for (guint i = 0; i < n; i++) {
        const CbFoundFile *file = source->files->pdata[i];
        if (cb_file_type_is_lines(file->type) && reading->wanted(file, reading->data) &&
            !read_file(reading, source, file, error))
            return FALSE;
    }
    return TRUE;
}

gboolean cb_read_line_files(const CbLineReading *reading, GError **error)
{
    const GPtrArray *sources = reading->sources->sources;
    for (guint i = 0; i < sources->len; i++)
        if (!read_source(reading, sources->pdata[i], error))
            return FALSE;
    return TRUE;
}
