/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following links; see source_links.h. */
#include "source_links.h"
#include <string.h>

/* The path as the set has it, marked as used. */
static const char *take_pdf(CbSource *source, const CbFoundFile *file)
{
    g_autofree char *encoded = g_uri_escape_string(file->path, "/", FALSE);
    g_autofree char *href = g_strconcat("/", encoded, NULL);
    return cb_file_set_match(source->pdfs, "", href, NULL);
}

static const char *find_pdf(CbSource *source, const CbFoundFile *page, const CbFoundFile *file,
                            const char *href, const char *name)
{
    if (file == NULL || file->type != CB_FILE_PDF)
        return cb_file_set_match(source->pdfs, page->path, href, name);
    return file->left_out == NULL ? take_pdf(source, file) : NULL;
}

static char *address_of(const CbSources *sources, CbSource *source, const char *path)
{
    const CbFoundFile *file = path != NULL ? g_hash_table_lookup(sources->by_path, path) : NULL;
    return file != NULL ? cb_site_address(source->site, file) : NULL;
}

void cb_source_tie_attachment(const CbSources *sources, CbSource *source, const CbFoundFile *page,
                              const CbCase *item, CbAttachment *attachment)
{
    g_autofree char *href = g_steal_pointer(&attachment->url);
    const CbFoundFile *file =
        href != NULL ? cb_site_follow(source->site, page, item->url, href) : NULL;
    const char *path = find_pdf(source, page, file, href, attachment->name);
    attachment->state = path != NULL ? CB_STATE_OK : CB_STATE_MISSING;
    attachment->source = g_strdup(path);
    if (file != NULL)
        attachment->url = cb_site_address(source->site, file);
    if (attachment->url == NULL && href != NULL)
        attachment->url = cb_url_resolve(item->url, href);
    if (attachment->url == NULL)
        attachment->url = address_of(sources, source, path);
    if (path == NULL)
        attachment->reason = g_strdup(file != NULL && file->reason != NULL
                                          ? file->reason
                                          : "siden nævner filen, men den er ikke i kilden");
}

/* The file that the cutter took a link for, by its name alone. */
static const CbFoundFile *named_file(const CbSources *sources, const char *target)
{
    if (target == NULL)
        return NULL;
    g_autofree char *path = g_strndup(target, strcspn(target, "#"));
    return g_hash_table_lookup(sources->by_path, path);
}

void cb_source_tie_target(const CbSources *sources, CbSource *source, const CbFoundFile *page,
                          CbCase *item)
{
    if (item->kind != CB_CASE_TEASER || item->also_in->len != 1 || !cb_site_is_mirror(source->site))
        return;
    CbAlsoIn *target = item->also_in->pdata[0];
    const char *written = target->source != NULL ? target->source : target->url;
    const char *fragment = written != NULL ? strchr(written, '#') : NULL;
    g_autofree char *behind = g_strdup(fragment != NULL ? fragment : "");
    const CbFoundFile *file =
        target->url != NULL ? cb_site_follow(source->site, page, item->url, target->url) : NULL;
    if (file == NULL)
        file = named_file(sources, target->source);
    if (file == NULL)
        return;
    g_autofree char *address = cb_site_address(source->site, file);
    g_free(target->source);
    target->source = g_strconcat(file->path, behind, NULL);
    if (address != NULL) {
        g_free(target->url);
        target->url = g_strconcat(address, behind, NULL);
    }
}
