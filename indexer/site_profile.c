/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a profile line by line, so that whatever is wrong can be told with its line. */
#include "site_profile.h"
#include <casebank/error.h>
#include <string.h>

#define SECTION_NAME "side"

static const char *const kind_names[CB_N_PAGE_RULE_KINDS] = {
    [CB_RULE_TITLE] = "title",           [CB_RULE_BODY] = "body",
    [CB_RULE_BREADCRUMB] = "breadcrumb", [CB_RULE_DATE] = "date",
    [CB_RULE_CONTACT] = "contact",       [CB_RULE_CASE] = "case",
    [CB_RULE_HEADING] = "heading",       [CB_RULE_LEAVE_LINK] = "leave-link",
    [CB_RULE_LEAVE_OUT] = "leave-out",   [CB_RULE_KEEP] = "keep",
};

typedef struct {
    guint line;
    CbPageRuleKind kind;
    char *key;   /* "leave-out.menu" */
    char *xpath; /* "" switches off what the section for all says */
} Entry;

typedef struct {
    char *site; /* a source's name, or a host; NULL for all */
    guint line;
    GPtrArray *entries; /* Entry* */
} Section;

struct CbSiteProfile {
    char *path;
    GPtrArray *sections; /* Section* */
};

static void entry_free(Entry *entry)
{
    g_free(entry->key);
    g_free(entry->xpath);
    g_free(entry);
}

static void section_free(Section *section)
{
    g_free(section->site);
    g_ptr_array_unref(section->entries);
    g_free(section);
}

void cb_site_profile_free(CbSiteProfile *profile)
{
    if (profile == NULL)
        return;
    g_free(profile->path);
    g_ptr_array_unref(profile->sections);
    g_free(profile);
}

/* ---- Errors ---- */

/* "profil.ini, linje 7: ..." */
static void set_line_error(const CbSiteProfile *profile, guint line, GError **error,
                           const char *format, ...) G_GNUC_PRINTF(4, 5);

static void set_line_error(const CbSiteProfile *profile, guint line, GError **error,
                           const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s, linje %u: %s", profile->path, line, what);
}

static void set_key_error(const CbSiteProfile *profile, guint line, const char *key, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < CB_N_PAGE_RULE_KINDS; i++)
        g_string_append_printf(known, "%s%s", i == 0 ? "" : ", ", kind_names[i]);
    set_line_error(profile, line, error, "nøglen »%s« kendes ikke; de mulige er %s", key,
                   known->str);
}

/* ---- Sections ---- */

static const Section *find_section(const CbSiteProfile *profile, const char *site)
{
    for (guint i = 0; i < profile->sections->len; i++) {
        const Section *section = g_ptr_array_index(profile->sections, i);
        if (g_strcmp0(section->site, site) == 0)
            return section;
    }
    return NULL;
}

/* The site in what stands between the brackets: @header is changed. FALSE when it is wrong. */
static gboolean parse_header(char *header, char **site)
{
    gsize length = strlen(SECTION_NAME);
    *site = NULL;
    if (strncmp(header, SECTION_NAME, length) != 0)
        return FALSE;
    if (header[length] == '\0')
        return TRUE;
    gboolean apart = header[length] == ' ' || header[length] == '\t';
    char *quoted = g_strstrip(header + length);
    gsize size = strlen(quoted);
    if (!apart || size < 3 || quoted[0] != '"' || quoted[size - 1] != '"' ||
        memchr(quoted + 1, '"', size - 2) != NULL)
        return FALSE;
    *site = g_strndup(quoted + 1, size - 2);
    return TRUE;
}

static gboolean add_section(CbSiteProfile *profile, guint line, char *text, GError **error)
{
    gsize length = strlen(text);
    g_autofree char *site = NULL;
    gboolean closed = text[length - 1] == ']';
    g_autofree char *header = g_strndup(text + 1, length - 1 - (closed ? 1 : 0));
    g_strstrip(header);
    if (!closed || !parse_header(header, &site)) {
        set_line_error(
            profile, line, error,
            "afsnittet %s skal hedde [side] for alle sider, eller [side \"navn\"] med et "
            "websteds adresse eller en kildes navn",
            text);
        return FALSE;
    }
    const Section *same = find_section(profile, site);
    if (same != NULL) {
        set_line_error(profile, line, error, "afsnittet %s er der allerede (linje %u)", text,
                       same->line);
        return FALSE;
    }
    Section *section = g_new0(Section, 1);
    section->site = g_steal_pointer(&site);
    section->line = line;
    section->entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
    g_ptr_array_add(profile->sections, section);
    return TRUE;
}

/* ---- Keys ---- */

/* "leave-out", and "leave-out.menu" for one of several. FALSE for a key that is not known. */
static gboolean parse_key(const char *key, CbPageRuleKind *kind)
{
    gsize length = strcspn(key, ".");
    if (key[length] == '.' && key[length + 1] == '\0')
        return FALSE;
    for (guint i = 0; i < CB_N_PAGE_RULE_KINDS; i++)
        if (strlen(kind_names[i]) == length && strncmp(key, kind_names[i], length) == 0) {
            *kind = (CbPageRuleKind)i;
            return TRUE;
        }
    return FALSE;
}

static const Entry *find_entry(const Section *section, const char *key)
{
    for (guint i = 0; i < section->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(section->entries, i);
        if (strcmp(entry->key, key) == 0)
            return entry;
    }
    return NULL;
}

/* Whether the key can be added to the last section; else an error. */
static gboolean check_entry(const CbSiteProfile *profile, const Section *section, guint line,
                            const char *key, const char *xpath, GError **error)
{
    const Entry *same = find_entry(section, key);
    if (same != NULL)
        set_line_error(profile, line, error,
                       "nøglen »%s« er der allerede (linje %u); flere af slagsen skrives med "
                       "hver sit navn efter et punktum: %s.navn",
                       key, same->line, key);
    else if (*xpath == '\0' && section->site == NULL)
        set_line_error(profile, line, error, "nøglen »%s« har intet XPath-udtryk", key);
    else if (strlen(xpath) > CB_MAX_XPATH_BYTES)
        set_line_error(profile, line, error, "udtrykket for »%s« fylder over %u tegn", key,
                       CB_MAX_XPATH_BYTES);
    else if (section->entries->len >= CB_MAX_PAGE_RULES / 4)
        set_line_error(profile, line, error, "afsnittet har over %u nøgler", CB_MAX_PAGE_RULES / 4);
    else
        return TRUE;
    return FALSE;
}

/* @text: "key = xpath"; changed. */
static gboolean add_entry(CbSiteProfile *profile, guint line, char *text, GError **error)
{
    char *equals = strchr(text, '=');
    if (equals == NULL) {
        set_line_error(profile, line, error,
                       "linjen er hverken et afsnit ([side]), en nøgle (title = //h1) eller en "
                       "bemærkning (#)");
        return FALSE;
    }
    *equals = '\0';
    const char *key = g_strstrip(text);
    const char *xpath = g_strstrip(equals + 1);
    CbPageRuleKind kind;
    if (profile->sections->len == 0) {
        set_line_error(profile, line, error, "der mangler et afsnit før nøglen »%s«: skriv [side]",
                       key);
        return FALSE;
    }
    if (!parse_key(key, &kind)) {
        set_key_error(profile, line, key, error);
        return FALSE;
    }
    const Section *section = g_ptr_array_index(profile->sections, profile->sections->len - 1);
    if (!check_entry(profile, section, line, key, xpath, error))
        return FALSE;
    Entry *entry = g_new0(Entry, 1);
    *entry = (Entry){line, kind, g_strdup(key), g_strdup(xpath)};
    g_ptr_array_add(section->entries, entry);
    return TRUE;
}

/* ---- The file ---- */

/* The number of the line that @at is in. */
static guint line_of(const char *text, const char *at)
{
    guint line = 1;
    for (; text < at; text++)
        line += *text == '\n' ? 1 : 0;
    return line;
}

static gboolean check_text(const CbSiteProfile *profile, const char *text, gsize length,
                           GError **error)
{
    const char *bad = NULL;
    if (length > CB_MAX_PROFILE_BYTES) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s fylder over %u KB: det er ingen profil",
                    profile->path, CB_MAX_PROFILE_BYTES / 1024);
        return FALSE;
    }
    if (!g_utf8_validate_len(text, length, &bad)) {
        set_line_error(profile, line_of(text, bad), error,
                       "filen er ikke tekst i UTF-8: gem den som UTF-8");
        return FALSE;
    }
    return TRUE;
}

static gboolean add_line(CbSiteProfile *profile, guint line, char *text, GError **error)
{
    g_strstrip(text);
    if (*text == '\0' || *text == '#' || *text == ';')
        return TRUE;
    return *text == '[' ? add_section(profile, line, text, error)
                        : add_entry(profile, line, text, error);
}

CbSiteProfile *cb_site_profile_parse(const char *text, gsize length, const char *path,
                                     GError **error)
{
    g_autoptr(CbSiteProfile) profile = g_new0(CbSiteProfile, 1);
    profile->path = g_strdup(path);
    profile->sections = g_ptr_array_new_with_free_func((GDestroyNotify)section_free);
    if (!check_text(profile, text, length, error))
        return NULL;
    gsize mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    g_autofree char *copy = g_strndup(text + mark, length - mark);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        if (!add_line(profile, i + 1, lines[i], error))
            return NULL;
    if (profile->sections->len == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "%s er tom: der skal stå mindst ét afsnit, [side]", path);
        return NULL;
    }
    return g_steal_pointer(&profile);
}

CbSiteProfile *cb_site_profile_load(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr(GError) failed = NULL;
    g_autofree char *shown = g_filename_display_name(path);
    if (!g_file_get_contents(path, &text, &length, &failed)) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "profilen %s kan ikke læses: %s", shown,
                    failed->message);
        return NULL;
    }
    return cb_site_profile_parse(text, length, shown, error);
}

/* ---- What it says ---- */

static gboolean check_entry_by(const CbSiteProfile *profile, const Entry *entry,
                               CbExtractor *extractor, GError **error)
{
    g_autoptr(CbPageRules) rules = cb_page_rules_new();
    g_autoptr(GByteArray) record = g_byte_array_new();
    g_autoptr(GError) failed = NULL;
    cb_page_rules_add(rules, entry->kind, entry->key, entry->xpath);
    cb_page_rules_pack(rules, record);
    if (*entry->xpath == '\0' || cb_extractor_check_rules(extractor, record, &failed))
        return TRUE;
    if (cb_extractor_error_is_final(failed))
        g_propagate_error(error, g_steal_pointer(&failed));
    else
        set_line_error(profile, entry->line, error, "XPath-udtrykket for »%s« er forkert: %s (%s)",
                       entry->key, failed->message, entry->xpath);
    return FALSE;
}

gboolean cb_site_profile_check(const CbSiteProfile *profile, CbExtractor *extractor, GError **error)
{
    for (guint i = 0; i < profile->sections->len; i++) {
        const Section *section = g_ptr_array_index(profile->sections, i);
        for (guint j = 0; j < section->entries->len; j++)
            if (!check_entry_by(profile, g_ptr_array_index(section->entries, j), extractor, error))
                return FALSE;
    }
    return TRUE;
}

/* A host as it is compared: no "www.", no port, no capitals. (transfer full) */
static char *bare_host(const char *host)
{
    g_autofree char *small = g_ascii_strdown(host, (gssize)strcspn(host, ":/"));
    return g_strdup(g_str_has_prefix(small, "www.") ? small + strlen("www.") : small);
}

static gboolean is_meant(const Section *section, const char *source, const char *host)
{
    if (section->site == NULL)
        return TRUE;
    if (source != NULL && strcmp(section->site, source) == 0)
        return TRUE;
    if (host == NULL)
        return FALSE;
    g_autofree char *here = bare_host(host);
    g_autofree char *there = bare_host(section->site);
    return strcmp(here, there) == 0;
}

/* Puts @entry in the place of the one with its key, if any. */
static void overlay(GPtrArray *entries, const Entry *entry)
{
    for (guint i = 0; i < entries->len; i++) {
        const Entry *old = g_ptr_array_index(entries, i);
        if (strcmp(old->key, entry->key) == 0) {
            entries->pdata[i] = (gpointer)(gsize)entry;
            return;
        }
    }
    g_ptr_array_add(entries, (gpointer)(gsize)entry);
}

static void overlay_all(GPtrArray *entries, const Section *section)
{
    for (guint i = 0; i < section->entries->len; i++)
        overlay(entries, g_ptr_array_index(section->entries, i));
}

CbPageRules *cb_site_profile_rules(const CbSiteProfile *profile, const char *source,
                                   const char *address)
{
    g_autoptr(GUri) uri =
        address != NULL ? g_uri_parse(address, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    const Section *all = find_section(profile, NULL);
    if (all != NULL)
        overlay_all(entries, all);
    for (guint i = 0; i < profile->sections->len; i++) {
        const Section *section = g_ptr_array_index(profile->sections, i);
        if (section != all && is_meant(section, source, host))
            overlay_all(entries, section);
    }
    CbPageRules *rules = cb_page_rules_new();
    for (guint i = 0; i < entries->len && rules->rules->len < CB_MAX_PAGE_RULES; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        if (*entry->xpath != '\0')
            cb_page_rules_add(rules, entry->kind, entry->key, entry->xpath);
    }
    return rules;
}

static char *short_sum(const GByteArray *record)
{
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, record->data, record->len);
    return g_strndup(sum, 16);
}

char *cb_site_profile_fingerprint(const CbSiteProfile *profile)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    for (guint i = 0; i < profile->sections->len; i++) {
        const Section *section = g_ptr_array_index(profile->sections, i);
        cb_pack_string(record, section->site);
        cb_pack_number(record, section->entries->len);
        for (guint j = 0; j < section->entries->len; j++) {
            const Entry *entry = g_ptr_array_index(section->entries, j);
            cb_pack_string(record, entry->key);
            cb_pack_string(record, entry->xpath);
        }
    }
    return short_sum(record);
}

char *cb_page_rules_fingerprint(const CbPageRules *rules)
{
    if (rules->rules->len == 0)
        return g_strdup("");
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_rules_pack(rules, record);
    return short_sum(record);
}
