/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CB_EXTRACT_PRELOAD_H
#define CB_EXTRACT_PRELOAD_H

/**
 * cb_preload:
 *
 * Makes the libraries load what they otherwise load when a file needs it: encodings, the time zone,
 * poppler's tables. In the cage nothing can be opened. What a file may miss all the same are
 * poppler-data's tables for Chinese, Japanese and Korean fonts that bring none of their own.
 *
 * Call it once, before the cage. Never fails: a library that finds nothing goes on without.
 */
void cb_preload(void);

#endif
