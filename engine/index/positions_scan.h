/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding one's way in the codes of a case without reading all of them. @start: of the case. */
#ifndef CB_INDEX_POSITIONS_SCAN_H
#define CB_INDEX_POSITIONS_SCAN_H

#include "positions_format.h"

G_BEGIN_DECLS

/** Does a code begin at @at? */
static inline gboolean cb_begins_code(const guint8 *start, const guint8 *at)
{
    return at == start || at[-1] < CB_CODE_STOP;
}

/** Does the code at @at, which begins there, follow this one of one byte? */
static inline gboolean cb_follows_code(const guint8 *start, const guint8 *at, guint8 code)
{
    return at > start && at[-1] == code && cb_begins_code(start, at - 1);
}

/** How many words begin from @from on before @to, both beginnings of codes, joined forms left out;
 * @gap is added for each gap. 64 bytes are counted at once. */
guint32 cb_count_words(const guint8 *start, const guint8 *from, const guint8 *to, guint32 gap);

G_END_DECLS

#endif
