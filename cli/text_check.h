/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What verifying an index gave, as text for people, in Danish, and as JSON. */
#ifndef CB_CLI_TEXT_CHECK_H
#define CB_CLI_TEXT_CHECK_H

#include "layout.h"

#include <casebank/check.h>

G_BEGIN_DECLS

/** Each finding, what to do, and a line that sums up. @seconds: how long it took. */
void cb_text_check(CbLayout *layout, const CbCheckReport *report, double seconds);

/** (transfer full): docs/API.md has its shape. @indented: for a terminal. */
char *cb_check_to_json(const CbCheckReport *report, double seconds, gboolean indented);

G_END_DECLS

#endif
