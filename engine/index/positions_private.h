/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the builder of positions share. */
#ifndef CB_INDEX_POSITIONS_PRIVATE_H
#define CB_INDEX_POSITIONS_PRIVATE_H

#include "positions.h"
#include "positions_format.h"

G_BEGIN_DECLS

struct CbPositions {
    GMappedFile *file;
    CbPositionsHeader header;
    guint32 n_groups;
    const guint64 *cases;
    const guint8 *streams;
    const guint32 *groups;
    const guint8 *dictionary;
};

/** The codes of a case, borrowed from the file; of length 0 when it has none. */
const guint8 *cb_positions_stream(const CbPositions *positions, guint32 docid, gsize *length);

/** Walks through the stems in order. */
typedef struct {
    const CbPositions *positions;
    const guint8 *at, *end;
    guint32 next;
    char stem[256];
    gsize length;
    guint32 number;
} CbStemIter;

/** Starts before the first stem of a group. */
void cb_stem_iter_init(CbStemIter *iter, const CbPositions *positions, guint32 group);
/** FALSE at the end, and where the file is damaged. */
gboolean cb_stem_iter_next(CbStemIter *iter);

G_END_DECLS

#endif
