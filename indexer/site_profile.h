/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A site profile: where things are on the pages of a site, for sites that the reader's own rules
 * misjudge. docs/PROFILE.md describes the file.
 */
#ifndef CB_INDEXER_SITE_PROFILE_H
#define CB_INDEXER_SITE_PROFILE_H

#include "extractor.h"
#include "page_rules.h"

G_BEGIN_DECLS

#define CB_MAX_PROFILE_BYTES (256u * 1024)

typedef struct CbSiteProfile CbSiteProfile;

/**
 * cb_site_profile_load:
 *
 * Errors: CB_ERROR_USAGE for a file that cannot be read or is no profile; the message names the
 * file, the line, and what is wrong with it.
 */
CbSiteProfile *cb_site_profile_load(const char *path, GError **error);

/** The same of a text; @path is what messages call it. Never reads the file. */
CbSiteProfile *cb_site_profile_parse(const char *text, gsize length, const char *path,
                                     GError **error);
void cb_site_profile_free(CbSiteProfile *profile);

/**
 * cb_site_profile_check:
 *
 * Has the extractor try every expression, so that a bad one is told before any page is read.
 *
 * Errors: CB_ERROR_USAGE with file, line, key and what is wrong; CB_ERROR_WORKER,
 * CB_ERROR_SANDBOX.
 */
gboolean cb_site_profile_check(const CbSiteProfile *profile, CbExtractor *extractor,
                               GError **error);

/**
 * cb_site_profile_rules:
 * @source: (nullable): the name of the page's source.
 * @address: (nullable): the page's; what counts is its host, without case, "www." and port.
 *
 * What the profile says for such pages: the section for all, and over it those that have the name
 * of the source or the host, in the order of the file.
 *
 * Returns: (transfer full): without rules when the profile says nothing of them.
 */
CbPageRules *cb_site_profile_rules(const CbSiteProfile *profile, const char *source,
                                   const char *address);

/** A checksum of all that the profile says. (transfer full) */
char *cb_site_profile_fingerprint(const CbSiteProfile *profile);

/** A page has to be read again when this has changed: a checksum of @rules; "" without rules.
 * (transfer full) */
char *cb_page_rules_fingerprint(const CbPageRules *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSiteProfile, cb_site_profile_free)

G_END_DECLS

#endif
