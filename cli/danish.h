/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Danish for people: dates, numbers, sizes, and the names of things. All results are newly
 * allocated unless they are const. */
#ifndef CB_CLI_DANISH_H
#define CB_CLI_DANISH_H

#include <casebank/case.h>

G_BEGIN_DECLS

/** "2024-03-14" becomes "14. marts 2024"; anything else comes back as it is. */
char *cb_danish_date(const char *iso_date);

/** ISO 8601 in UTC becomes local time, "14. marts 2024 kl. 10.32"; anything else comes back as it
 * is. */
char *cb_danish_time(const char *iso_time);

/** 12345 becomes "12.345". */
char *cb_danish_number(guint64 number);

/** "1 sag", "12.345 sager". */
char *cb_danish_count(guint64 number, const char *one, const char *many);

/** Bytes as "840 byte", "12 kB", "1,2 MB". */
char *cb_danish_size(guint64 bytes);

/** How long something took: "850 ms", "3,1 s", "2 min 5 s", "1 t 5 min". */
char *cb_danish_duration(guint64 milliseconds);

/** A query as it is named in a sentence: one longer than CB_NAMED_QUERY code points ends in "…".
 * @text: valid UTF-8. */
char *cb_danish_query(const char *text);
#define CB_NAMED_QUERY 100

/** Why an attachment is not searched: "filen mangler", ...; "" when it is. */
const char *cb_danish_state(CbAttachmentState state);

/** The state of a source file's record (#CbFileRecord) in words: "læst", "låst med adgangskode",
 * ...; a name that is not known comes back as it is. */
const char *cb_danish_file_state(const char *name);

/** What the errno of a failed read or write means, where a person can do something about it; else
 * the system's own words. */
const char *cb_danish_errno(int number);

G_END_DECLS

#endif
