/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which word stands where in a case: what phrases, exact forms and words that must stand close
 * together are looked for in, and what the words of every passage are counted from. One file a
 * generation, `positions`, mapped by readers:
 *
 *     header       CbPositionsHeader, 72 bytes
 *     cases        n_cases + 1 times 8 bytes: where in the streams the case begins, by document id
 *                  from 1; it ends where the next one begins
 *     stem groups  4 bytes for every CB_POSITIONS_GROUP stems, where they begin
 *     form groups  the same for forms
 *     streams      of each case its words, one after the other
 *     stems        in order, with the number of each
 *     forms        in order, with the stem of each, and the parts that it is put together from
 *     inside       of each stem that is a part of compounds, the forms that it is inside of
 *
 * A stream is a run of codes. The word at position p is followed by the one at p + 1; the code
 * CB_CODE_GAP moves CB_POSITION_GAP on, and CB_CODE_JOINED says that the next word is a form joined
 * to the one before, at the same position. A word is CB_CODE_STEMS + the number of its stem, and
 * then a code for its form, unless that is the stem's form 0: the most frequent one. So a stem is
 * found by its code alone, and an exact form, or a compound's part, by the stem and the form. Codes
 * below 176 take one byte, below 14,256 two, and so on (positions_format.h). A new file gives the
 * most frequent stems the lowest numbers: a word takes about 1.7 bytes. Xapian's position lists,
 * with a key for every word of every case, took five times that.
 *
 * What has the same letters may have been understood in two ways (faerd, or færd typed so): then
 * there are two forms of the same name.
 *
 * An entry of the stems or forms has the number of bytes it shares with the one before (0 for the
 * first of a group), how many follow, these, and codes. Of a stem: its number, how many forms it
 * has, and where in `inside` its list begins, plus one (0: none). Of a form: its stem's place among
 * the stems, which form of it this is, how many parts it has, and their stems' numbers, ascending.
 * A list in `inside`: how many, and for each a stem's number and the form. Stems and forms that an
 * update has left without any word stay.
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

/** A stem that the builder was given; lives as long as it. */
typedef struct {
    char *text; /* not to be changed */
    guint32 number;
    guint32 tally; /* for the caller, who also sets it back: 0 at first */
} CbPositionsStem;

/** A form that the builder was given, understood in one way; lives as long as the builder. */
typedef struct {
    char *text; /* not to be changed */
    CbPositionsStem *stem;
    guint n_parts;
    CbPositionsStem **parts; /* in the order of their numbers; the same one may be there twice */
    gpointer data;           /* for the caller: NULL at first */
} CbPositionsForm;

/**
 * cb_positions_builder_form:
 * @form, @stem: of a word; what is beyond CB_MAX_WORD_BYTES is cut off.
 * @parts: stems of what the compound is put together from, @n_parts of them, in any order; of more
 *   than CB_MAX_FORM_PARTS the first ones.
 *
 * Returns: (transfer none): the same for the same.
 */
CbPositionsForm *cb_positions_builder_form(CbPositionsBuilder *builder, const char *form,
                                           const char *stem, const char *const *parts,
                                           guint n_parts);
#define CB_MAX_FORM_PARTS 64u

/** The next word of the case that is being added, at @position in it; one after the word before,
 * or a whole number of gaps more. */
void cb_positions_builder_add_word(CbPositionsBuilder *builder, guint32 position,
                                   CbPositionsForm *form);
/** A form joined to the word that was added last. */
void cb_positions_builder_add_joined(CbPositionsBuilder *builder, CbPositionsForm *form);
/** The words added since the last case are those of the case with this document id. */
void cb_positions_builder_end_case(CbPositionsBuilder *builder, guint32 docid);

/** The forms of a case, each once; none when there is no such case. Returns: (transfer container):
 * of const char *, which live as long as the builder. */
GPtrArray *cb_positions_builder_forms_of(CbPositionsBuilder *builder, guint32 docid);
/** Leaves out the words of a case; nothing happens when there are none. */
void cb_positions_builder_remove_case(CbPositionsBuilder *builder, guint32 docid);

/** Writes the file into the folder of a generation. May be called again when more cases were added
 * or removed. Errors: CB_ERROR_IO. */
gboolean cb_positions_builder_write(CbPositionsBuilder *builder, const char *folder,
                                    GError **error);

/* --- Reading --------------------------------------------------------------------------------- */

typedef struct CbPositions CbPositions;

/** Maps the file of a generation. Errors: CB_ERROR_IO, CB_ERROR_INDEX_DAMAGED. For any number of
 * threads. Whatever the file says, nothing outside it is read. */
CbPositions *cb_positions_open(const char *folder, GError **error);
void cb_positions_free(CbPositions *positions);

/** The number of a stem, CB_NO_STEM when no case has it. Here and below a stem or form is cut as it
 * was when it was given. */
guint32 cb_positions_stem(const CbPositions *positions, const char *stem);

/** A form, understood in one way. */
typedef struct {
    const char *form, *stem; /* valid until the callback returns */
    guint32 number;          /* of the stem */
    guint32 which;           /* of the stem's forms */
    guint32 n_forms;         /* that the stem has */
} CbFoundForm;

/** Return FALSE to stop. */
typedef gboolean (*CbFormFunc)(const CbFoundForm *form, gpointer data);

/** Calls @func for the forms that are @text, or, unless @whole, begin with it, in order. */
void cb_positions_foreach_form(const CbPositions *positions, const char *text, gboolean whole,
                               CbFormFunc func, gpointer data);

/* --- Words together -------------------------------------------------------------------------- */

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

/* --- Words counted --------------------------------------------------------------------------- */

/** Finds every place of many words in one walk through a case. Not for two threads at once. */
typedef struct CbWordCounter CbWordCounter;

/** @positions must outlive it. */
CbWordCounter *cb_word_counter_new(const CbPositions *positions);
void cb_word_counter_free(CbWordCounter *counter);

/** Looks for a stem, as a word and as a part of compounds; what is found is reported as @slot. */
void cb_word_counter_add_stem(CbWordCounter *counter, const char *stem, guint slot);
/** Looks for one form of the stem with this number. */
void cb_word_counter_add_form(CbWordCounter *counter, guint32 number, guint32 which, guint slot);

/** @part: the stem is a part of the word, which is another one. @before: how many words of the case
 * stand before it; what is joined to a word has as many as that one. */
typedef void (*CbWordFunc)(guint slot, gboolean part, guint32 before, gpointer data);

/** Calls @func for all that is looked for in a case, in the order in which it stands there. */
void cb_word_counter_run(const CbWordCounter *counter, guint32 docid, CbWordFunc func,
                         gpointer data);

/** Does anything that is looked for stand in the case? */
gboolean cb_word_counter_finds(const CbWordCounter *counter, guint32 docid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPositionsBuilder, cb_positions_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPositions, cb_positions_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWordCounter, cb_word_counter_free)

G_END_DECLS

#endif
