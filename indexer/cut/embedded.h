/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data files that the build puts into the program (embed.cmake). */
#ifndef CB_INDEXER_EMBEDDED_H
#define CB_INDEXER_EMBEDDED_H

/* municipalities.txt, NUL-terminated. */
extern const unsigned char cb_municipalities_text[];

#endif
