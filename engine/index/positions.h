/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which word stands where in a case: what phrases, and words that must stand close together, are
 * looked for in. One file a generation, `positions`, mapped by readers:
 *
 *     header      CbPositionsHeader, 64 bytes
 *     cases       n_cases + 1 times 8 bytes: where in the streams the case begins, by document id
 *                 from 1; it ends where the next one begins
 *     streams     of each case its words, one after the other
 *     groups      of the dictionary: 4 bytes for every CB_POSITIONS_GROUP stems, where they begin
 *     dictionary  the stems in order, and the number of each
 *
 * A stream is a run of codes. The word at position p is followed by the one at p + 1; the code
 * CB_CODE_GAP moves CB_POSITION_GAP on, and CB_CODE_JOINED says that the next code is a form joined
 * to the word before, at the same position. Other codes are CB_CODE_STEMS + the number of a stem.
 * Codes below 176 take one byte, below 14,256 two, and so on (positions_format.h). A new file gives
 * the most frequent stems the lowest numbers: a word takes about 1.5 bytes. Xapian's position
 * lists, with a key for every word of every case, took five times that.
 *
 * In the dictionary, each entry has the number of bytes it shares with the one before (0 for the
 * first of a group), how many follow, these, and the stem's code. Numbers that an update has left
 * without any word stay.
 *
 * Numbers are in the byte order of the machine that wrote them.
 */
#ifndef CB_INDEX_POSITIONS_H
#define CB_INDEX_POSITIONS_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_POSITIONS_FILE_NAME "positions"
#define CB_NO_STEM G_MAXUINT32

/* --- Writing --------------------------------------------------------------------------------- */

typedef struct CbPositionsBuilder CbPositionsBuilder;

CbPositionsBuilder *cb_positions_builder_new(void);
/** Goes on from the file of the generation in @folder, which may be gone when this returns: its
 * cases are in the new file too, unless removed or given again. Errors: as cb_positions_open(). */
CbPositionsBuilder *cb_positions_builder_new_from(const char *folder, GError **error);
void cb_positions_builder_free(CbPositionsBuilder *builder);

/** The next word of the case that is being added, at @position in it; one after the word before,
 * or a whole number of gaps more. */
void cb_positions_builder_add_word(CbPositionsBuilder *builder, guint32 position, const char *stem);
/** A form joined to the word that was added last. */
void cb_positions_builder_add_joined(CbPositionsBuilder *builder, const char *stem);
/** The words added since the last case are those of the case with this document id. */
void cb_positions_builder_end_case(CbPositionsBuilder *builder, guint32 docid);
/** Leaves out the words of a case; nothing happens when there are none. */
void cb_positions_builder_remove_case(CbPositionsBuilder *builder, guint32 docid);

/** Writes the file into the folder of a generation. Errors: CB_ERROR_IO. */
gboolean cb_positions_builder_write(CbPositionsBuilder *builder, const char *folder,
                                    GError **error);

/* --- Reading --------------------------------------------------------------------------------- */

typedef struct CbPositions CbPositions;

/** Maps the file of a generation. Errors: CB_ERROR_IO, CB_ERROR_INDEX_DAMAGED. For any number of
 * threads. Whatever the file says, nothing outside it is read. */
CbPositions *cb_positions_open(const char *folder, GError **error);
void cb_positions_free(CbPositions *positions);

/** The number of a stem, CB_NO_STEM when no case has it. */
guint32 cb_positions_stem(const CbPositions *positions, const char *stem);

/** Looks for words in a case. Its fields are its own. */
typedef struct {
    guint32 codes[64]; /* CB_MAX_HUNTED, of the words */
    guint n, rarest;
    guint8 bytes[4]; /* the rarest one's code */
    guint n_bytes;
    const guint8 *start, *end; /* the case */
    const guint8 *at;          /* from where the rarest word is looked for */
    const guint8 *counted;     /* where @position is the next word's */
    guint32 position;
} CbWordHunt;
#define CB_MAX_HUNTED 64u

/** Starts at the beginning of the case with this document id. @stems: numbers, @n of them, at least
 * one, at most CB_MAX_HUNTED; not kept. Nothing is to be freed; @positions must outlive it. */
void cb_word_hunt_init(CbWordHunt *hunt, const CbPositions *positions, guint32 docid,
                       const guint32 *stems, guint n);

/** Goes on to where the words next stand one after the other. @start: (out) (nullable): the
 * position of the first of them; places before @from do not count then. FALSE when they do not any
 * more. */
gboolean cb_word_hunt_phrase(CbWordHunt *hunt, guint32 from, guint32 *start);

/** Do all words stand within @window positions somewhere, in any order, each at its own? A window
 * too small for them is as large as it must be; both are at most CB_MAX_WINDOW. */
gboolean cb_word_hunt_close(CbWordHunt *hunt, guint window);
#define CB_MAX_WINDOW 32u

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPositionsBuilder, cb_positions_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPositions, cb_positions_free)

G_END_DECLS

#endif
