/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in an index, as text for people, in Danish. */
#ifndef CB_CLI_TEXT_STATUS_H
#define CB_CLI_TEXT_STATUS_H

#include "layout.h"

#include <casebank/index.h>

G_BEGIN_DECLS

/** @dir: the index folder as the user named it. @files: (nullable): CbFileRecord *, to list. */
void cb_text_status(CbLayout *layout, const char *dir, const CbStatus *status,
                    const GPtrArray *files);

G_END_DECLS

#endif
