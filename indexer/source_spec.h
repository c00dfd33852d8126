/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources and their base URLs as they are written on the command line. */
#ifndef CB_INDEXER_SOURCE_SPEC_H
#define CB_INDEXER_SOURCE_SPEC_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_MAX_SOURCE_NAME_CHARS 40u

/**
 * CbSourceSpec:
 * @name: NULL when none is given.
 * @root: the folder or file, in the bytes of the file system.
 */
typedef struct {
    char *name;
    char *root;
} CbSourceSpec;

/**
 * cb_source_spec_parse:
 * @text: "MAPPE" or "NAVN=MAPPE". What is there as a whole is a folder, whatever its name; "./a=b"
 * is never taken for a name.
 *
 * Errors: CB_ERROR_USAGE: a name with other characters than letters, digits, '-', '_' and '.', or
 * too long, or no folder behind it.
 */
gboolean cb_source_spec_parse(const char *text, CbSourceSpec *spec, GError **error);
void cb_source_spec_clear(CbSourceSpec *spec);

/**
 * cb_base_url_parse:
 * @text: "URL" or "NAVN=URL".
 * @name: (out) (transfer full): NULL when none is given.
 *
 * Returns: (nullable): the URL, inside @text; NULL with CB_ERROR_USAGE when it is not one of http
 * or https.
 */
const char *cb_base_url_parse(const char *text, char **name, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbSourceSpec, cb_source_spec_clear)

G_END_DECLS

#endif
