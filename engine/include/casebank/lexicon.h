/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Danish lexicon: stems that no rule gives, and what is needed to divide compounds. One file,
 * made by the build from Debian's hunspell-da and our own lists, mapped read-only; all processes of
 * a machine share its pages.
 */
#ifndef CASEBANK_LEXICON_H
#define CASEBANK_LEXICON_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbLexicon CbLexicon;

#define CB_LEXICON_FILE_NAME "casebank-da.lex"

/**
 * cb_lexicon_open:
 * @path: the file; NULL = cb_lexicon_default_path().
 *
 * Maps the file and checks its lengths and offsets; what it says about single words is checked
 * where it is used, so that a damaged file may give wrong answers but never a fault. Takes well
 * below a millisecond. The file must not be changed in place while it is open; replacing it
 * (rename) is safe.
 *
 * Errors: CB_ERROR_IO when it cannot be read (the message says what to do), CB_ERROR_BAD_FILE when
 * it is damaged, cut short, of another version, or something else.
 *
 * Returns: (transfer full): the lexicon, for any number of threads at once; cb_lexicon_unref() it.
 */
CbLexicon *cb_lexicon_open(const char *path, GError **error);
CbLexicon *cb_lexicon_ref(CbLexicon *lexicon);
void cb_lexicon_unref(CbLexicon *lexicon);

/** Identifies the content: 16 hexadecimal digits, worked out by the builder. Valid while the
 * lexicon is. */
const char *cb_lexicon_fingerprint(const CbLexicon *lexicon);

/**
 * cb_lexicon_default_path:
 *
 * Returns: (transfer full): where the lexicon of the running program lies: beside the program (a
 * build folder), else in the data folder of the installation, seen from the program's folder. The
 * file need not exist.
 */
char *cb_lexicon_default_path(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbLexicon, cb_lexicon_unref)

G_END_DECLS

#endif
