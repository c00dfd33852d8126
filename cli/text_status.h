/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an index, as text for people, in Danish. */
#ifndef CB_CLI_TEXT_STATUS_H
#define CB_CLI_TEXT_STATUS_H

#include "frontend/case_names.h"
#include "layout.h"

#include <casebank/index.h>

G_BEGIN_DECLS

/** @dir: the index folder as the user named it. @sources: (nullable): CbSourceCount*. */
void cb_text_status(CbLayout *layout, const char *dir, const CbStatus *status,
                    const GPtrArray *sources);

/** A table of @files (CbFileRecord *): state, when it was last read, how often without success, and
 * below those that are not well why, and which cases lack them. */
void cb_text_status_files(CbLayout *layout, const GPtrArray *files, CbCaseNames *names);

G_END_DECLS

#endif
