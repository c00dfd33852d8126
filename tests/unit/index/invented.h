/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of invented words, as many as wanted: the same number and version give the same case. Some
 * words are written as names are, some as abbreviations; common ones are much commoner than rare
 * ones. */
#ifndef CB_TEST_INVENTED_H
#define CB_TEST_INVENTED_H

#include <casebank/case.h>

typedef struct {
    guint words;           /* size of the vocabulary */
    guint sections, pages; /* of each case, and of the PDF that every tenth has */
    guint section_words;
} InventedSize;

/** (transfer full): case `case<number>`; another @version has another title, other words in one
 * of its sections, and now and then one section more or less. */
CbCase *invented_case(const InventedSize *size, guint number, guint version);

/** (transfer full): the word of this rank, 0 the commonest. */
char *invented_word(guint rank);

#endif
