/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the builder of positions share. */
#ifndef CB_INDEX_POSITIONS_PRIVATE_H
#define CB_INDEX_POSITIONS_PRIVATE_H

#include "positions.h"
#include "positions_format.h"

G_BEGIN_DECLS

/** Entries in order, in groups whose first one stands in full. */
typedef struct {
    const guint8 *entries;
    guint64 size;
    const guint32 *groups;
    guint32 n, n_groups;
} CbWordList;

struct CbPositions {
    GMappedFile *file;
    CbPositionsHeader header;
    const guint64 *cases;
    const guint8 *streams;
    CbWordList stems, forms;
    const guint8 *inside;
};

/** @text, or what of it is kept of a stem or form, in @cut. */
const char *cb_within_limit(const char *text, char cut[CB_MAX_WORD_BYTES + 1]);

/** The codes of a case, borrowed from the file; of length 0 when it has none. */
const guint8 *cb_positions_stream(const CbPositions *positions, guint32 docid, gsize *length);

/** The form that the word whose stem's code ends at @at has; moves @at behind it. */
static inline guint32 cb_form_read(const guint8 **at, const guint8 *end)
{
    if (*at >= end || **at < CB_CODE_FORM || **at > CB_CODE_FAR_FORM)
        return 0;
    guint32 code = *(*at)++;
    if (code < CB_CODE_FAR_FORM)
        return code - CB_CODE_FORM + 1;
    code = *at < end ? cb_code_read(at, end) : 0;
    return code < CB_CODE_STEMS ? 0 : code - CB_CODE_STEMS + CB_FIRST_FAR_FORM;
}

/** Walks through a list of words; all entries have the text first. */
typedef struct {
    const CbWordList *list;
    const guint8 *at, *end;
    guint32 next; /* place of the next one */
    char text[CB_MAX_WORD_BYTES + 1];
    gsize length;
} CbWordIter;

/** Starts before the first word of a group. */
void cb_word_iter_init(CbWordIter *iter, const CbWordList *list, guint32 group);

typedef struct {
    guint32 number, n_forms;
    guint32 inside; /* where its list begins plus 1; 0: none */
} CbStemEntry;

typedef struct {
    guint32 stem; /* place among the stems */
    guint32 which;
    guint32 n_parts;
    const guint8 *parts; /* that many codes: numbers of stems */
} CbFormEntry;

/** FALSE at the end, and where the file is damaged. */
gboolean cb_word_iter_next_stem(CbWordIter *iter, CbStemEntry *entry);
gboolean cb_word_iter_next_form(CbWordIter *iter, CbFormEntry *entry);

/** Starts so that the next form is the first that is not before @text, or one shortly before it. */
void cb_form_iter_init_at(CbWordIter *iter, const CbPositions *positions, const char *text);

/** Looks up a stem. FALSE when it is not there. */
gboolean cb_positions_find_stem(const CbPositions *positions, const char *stem, CbStemEntry *entry);
/** Reads the stem at a place; leaves its text in @iter. FALSE where the file is damaged. */
gboolean cb_positions_stem_at(const CbPositions *positions, guint32 place, CbWordIter *iter,
                              CbStemEntry *entry);

/** The list of a stem in `inside`: codes for @n forms, all inside the file; NULL when there is none
 * or the file is damaged. */
const guint8 *cb_positions_inside(const CbPositions *positions, const CbStemEntry *entry,
                                  guint32 *n, const guint8 **end);

G_END_DECLS

#endif
