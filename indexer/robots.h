/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a web site's robots.txt lets an indexer take (RFC 9309). */
#ifndef CB_INDEXER_ROBOTS_H
#define CB_INDEXER_ROBOTS_H

#include <glib.h>

G_BEGIN_DECLS

/** The name under which we are addressed in a robots.txt. */
#define CB_ROBOTS_NAME "casebank"

/** What is read of a robots.txt: bytes (the RFC's least), and rules. */
#define CB_MAX_ROBOTS_BYTES (500u * 1024)
#define CB_MAX_ROBOTS_RULES 2000u

typedef struct CbRobots CbRobots;

/**
 * cb_robots_parse:
 * @text: any bytes; what is not understood is passed over, and what lies behind a bound is left
 *   out.
 *
 * Keeps the rules of the groups for CB_ROBOTS_NAME, or when there are none, those for "*".
 */
CbRobots *cb_robots_parse(const char *text, gsize length);
void cb_robots_free(CbRobots *robots);

/**
 * cb_robots_allows:
 * @path: with its query, as in an address: begins with '/', encoded or not.
 *
 * The longest rule that fits decides, of two equally long ones the one that allows.
 */
gboolean cb_robots_allows(const CbRobots *robots, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRobots, cb_robots_free)

G_END_DECLS

#endif
