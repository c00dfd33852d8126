/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of --explain share. */
#ifndef CB_INDEXER_EXPLAIN_PARTS_H
#define CB_INDEXER_EXPLAIN_PARTS_H

#include "cut/trace.h"
#include "explain.h"
#include "page_rules.h"
#include "settings.h"
#include "sources.h"

G_BEGIN_DECLS

/** A page as it was read and cut. */
typedef struct {
    CbSources *sources;
    CbSource *source;        /* of @sources: the one that the page is in */
    const CbFoundFile *file; /* the page, in @source */
    char *url;               /* or NULL */
    CbPage *page;            /* with notes */
    CbSettings *settings;
    CbPageRules *rules; /* of the profile; without any when there is none */
    CbPageKind kind;
    GPtrArray
        *cases; /* CbCase*; the url of an attachment is the link as written, its source the file
                   that it was tied to, its reason why the file that it names is not read */
    CbCutTrace trace;
} CbExplanation;

/** For people, in Danish. (transfer full) */
char *cb_explanation_text(const CbExplanation *explained);

/** For programs. (transfer full) */
char *cb_explanation_json(const CbExplanation *explained);

/** "titel", "tekst", ...: what a part of the page was taken for. Static. */
const char *cb_part_role_name(CbPartRole role);

/** "én sag", ... Static. */
const char *cb_page_kind_text(CbPageKind kind);

/** "title", ... : a note's kind for programs. Static. */
const char *cb_note_kind_name(CbNoteKind kind);

/** Where the municipalities of @item were found; NULL when it has none. Static. */
const char *cb_explanation_places(const CbExplanation *explained, const CbCase *item);

G_END_DECLS

#endif
