/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CB_PROCESSORS_H
#define CB_PROCESSORS_H

#include <glib.h>

G_BEGIN_DECLS

/** How many processors this process may run on, at least 1. */
guint cb_count_processors(void);

G_END_DECLS

#endif
