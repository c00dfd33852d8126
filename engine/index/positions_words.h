/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stems and forms that a builder of positions was given, with their numbers. */
#ifndef CB_INDEX_POSITIONS_WORDS_H
#define CB_INDEX_POSITIONS_WORDS_H

#include "positions_private.h"

G_BEGIN_DECLS

typedef struct CbBuiltForm CbBuiltForm;

/** A stem: one of the file that is gone on from, or a new one. */
typedef struct {
    CbPositionsStem base; /* what others see of it; first */
    guint32 count;        /* how often it stands in what was added */
    guint32 n_old_forms;  /* that it has in the old file */
    guint32 n_forms;
} CbBuiltStem;

struct CbBuiltForm {
    CbPositionsForm base; /* what others see of it; first */
    guint32 which;        /* of its stem's forms */
    guint32 count;
    CbBuiltForm *next; /* understood in another way */
};

typedef struct {
    const CbPositions *old; /* that is gone on from, or NULL; borrowed */
    guint32 n_old;          /* its stems: the first number of a new one */
    GHashTable *stems;      /* text -> CbBuiltStem */
    GHashTable *forms;      /* text -> CbBuiltForm, the first of its name */
    GPtrArray *new_stems;   /* CbBuiltStem, by number - n_old */
    GPtrArray *new_forms;   /* CbBuiltForm */
    GStringChunk *strings;
    GPtrArray *blocks; /* of memory that stems and forms lie in */
    gsize block_used;  /* of the last one */
} CbPositionsWords;

void cb_positions_words_init(CbPositionsWords *words, const CbPositions *old);
void cb_positions_words_clear(CbPositionsWords *words);

/** As cb_positions_builder_form(). */
CbPositionsForm *cb_positions_words_form(CbPositionsWords *words, const char *form,
                                         const char *stem, const char *const *parts, guint n_parts);

/** The number that each new stem is written with, by the one that it was given less n_old: the most
 * frequent one has the lowest. (transfer full) */
guint32 *cb_positions_words_final_stems(const CbPositionsWords *words);

/** Where the forms of the new stems begin in a table of all of them, by number less n_old; one more
 * for the end. (transfer full) */
guint32 *cb_positions_words_form_starts(const CbPositionsWords *words);

/** The same for the forms of new stems: by the place that @starts and CbBuiltForm.which give.
 * (transfer full) */
guint32 *cb_positions_words_final_forms(const CbPositionsWords *words, const guint32 *starts);

G_END_DECLS

#endif
