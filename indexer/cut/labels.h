/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that pages are built with, as opposed to what they are about: navigation, the headings
 * that every case has inside, contact boxes, what belongs to the bank itself. */
#ifndef CB_INDEXER_LABELS_H
#define CB_INDEXER_LABELS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_LABEL_NONE,
    CB_LABEL_NAVIGATION, /* "Gå til hovedindhold", "Log ind", "×": dropped */
    CB_LABEL_FOLD,       /* "Læs mere": opens the rest of what it stands after */
    CB_LABEL_ACCORDION,  /* "Kort om indsatsen", "Effekter af indsatsen": a section of a case */
    CB_LABEL_SECTION,    /* "Baggrund", "Resultater": likewise, seldom in an accordion */
    CB_LABEL_CONTACT,    /* "Kontakt", "Kontaktperson" */
    CB_LABEL_QUESTIONS,  /* "Vil du vide mere?": a contact box when an address follows */
    CB_LABEL_RELATED,    /* "Læs også": other cases */
    CB_LABEL_BANK,       /* "Sådan bidrager I til ...", "Om casebanken": the bank itself */
} CbLabel;

/** What @text is, when the whole of it is such a label; case, punctuation and æøå aside. */
CbLabel cb_label_of(const char *text);

G_END_DECLS

#endif
