/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading what a request asks for: "/v1/search?q=mentor+frafald" into a path and parameters. Done
 * here and not by the HTTP library, which decodes what it can and passes the rest on as it is: a
 * mistake in an address must be answered, not guessed at.
 */
#ifndef CB_SEARCHD_TARGET_H
#define CB_SEARCHD_TARGET_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *name, *value;
} CbParameter;

typedef struct {
    char *path;            /* decoded; begins with '/' */
    GPtrArray *parameters; /* CbParameter *, decoded, in the order they were given */
} CbTarget;

/**
 * cb_target_parse:
 * @raw: the request target as it was sent: "/path?query" or "http://host/path?query".
 *
 * Returns: (transfer full): the parts in UTF-8 without NUL; or NULL with CB_ERROR_USAGE for a
 * percent sign without two hex digits after it, a NUL, or what is not UTF-8.
 */
CbTarget *cb_target_parse(const char *raw, GError **error);
void cb_target_free(CbTarget *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbTarget, cb_target_free)

G_END_DECLS

#endif
