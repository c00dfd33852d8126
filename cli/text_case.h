/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole case as text for people, in Danish. */
#ifndef CB_CLI_TEXT_CASE_H
#define CB_CLI_TEXT_CASE_H

#include "layout.h"

#include <casebank/case.h>

G_BEGIN_DECLS

/** @folders: (nullable): see cb_link(). The contact is left out unless @with_contact. */
void cb_text_case(CbLayout *layout, const CbCase *item, const char *const *folders,
                  gboolean with_contact);

G_END_DECLS

#endif
