/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run is told beside its files: lists, profiles and options that decide what becomes of a
 * page; and whether they are what they were. */
#ifndef CB_INDEXER_SETTINGS_H
#define CB_INDEXER_SETTINGS_H

#include "cut/municipality.h"
#include "ingest.h"
#include "site_profile.h"
#include "sources.h"

G_BEGIN_DECLS

/**
 * CbSettings:
 * @municipalities: the shipped list, the one the user named, and those that lie with the sources.
 * @profile: (nullable).
 * @stamped: all that is not in the files themselves, as one text, for the ledger. The first line is
 *   what is the same for all pages.
 */
typedef struct {
    CbMunicipalities *municipalities;
    CbSiteProfile *profile;
    char *stamped;
} CbSettings;

/** Errors: those of cb_municipalities_load() and cb_site_profile_load(). */
CbSettings *cb_settings_read(const CbIngestOptions *options, const CbSources *sources,
                             GError **error);
void cb_settings_free(CbSettings *settings);

/** Whether what is the same for all pages is what it was; @stamped: of the run before. */
gboolean cb_settings_same_for_pages(const CbSettings *settings, const char *stamped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSettings, cb_settings_free)

G_END_DECLS

#endif
