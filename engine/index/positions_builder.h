/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a builder of positions has collected, for its parts. */
#ifndef CB_INDEX_POSITIONS_BUILDER_H
#define CB_INDEX_POSITIONS_BUILDER_H

#include "positions_words.h"

G_BEGIN_DECLS

/** A case's codes: in the streams of the builder, or of the file it goes on from. */
typedef struct {
    gsize start, length;
    gboolean old;
} CbCaseStream;

struct CbPositionsBuilder {
    CbPositions *old; /* what it goes on from, or NULL */
    CbPositionsWords words;
    GByteArray *streams; /* with the numbers that the builder gave */
    GArray *cases;       /* CbCaseStream, by document id - 1 */
    gsize case_start;    /* in @streams: the case that is being added */
    guint32 position;    /* at which its next word stands when there is no gap */
    guint32 *old_starts; /* by number of an old stem: where its forms are in @old_names */
    GPtrArray *old_names;
    GStringChunk *old_strings;
};

static inline void cb_code_append(GByteArray *out, guint32 code)
{
    guint8 bytes[CB_MAX_CODE_BYTES];
    g_byte_array_append(out, bytes, cb_code_write(code, bytes));
}

/** A word of a stream: the codes of its stem and of its form. */
static inline void cb_word_write(GByteArray *out, guint32 stem, guint32 form)
{
    cb_code_append(out, CB_CODE_STEMS + stem);
    if (form >= CB_FIRST_FAR_FORM) {
        cb_code_append(out, CB_CODE_FAR_FORM);
        cb_code_append(out, CB_CODE_STEMS + form - CB_FIRST_FAR_FORM);
    } else if (form > 0) {
        cb_code_append(out, CB_CODE_FORM + form - 1);
    }
}

G_END_DECLS

#endif
