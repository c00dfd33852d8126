/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that were recognised before, by the content of their PDF: so that no page is recognised
 * twice, whatever becomes of the index, and wherever the file moves.
 *
 * One small file a page, written whole or not at all, with a checksum over all that its text
 * depends on: one that is damaged, or that another engine made, is as if it were not there. What
 * cannot be written costs only the work of doing it again. Several threads may use one cache.
 */
#ifndef CB_INDEXER_OCR_CACHE_H
#define CB_INDEXER_OCR_CACHE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbOcrCache CbOcrCache;

#define CB_OCR_CACHE_BYTES (256u * 1024 * 1024)

/** @dir: the folder; made when there is something to put in it. @max_bytes: what is kept from run
 * to run; pages that were not used for the longest time go first. */
CbOcrCache *cb_ocr_cache_new(const char *dir, guint64 max_bytes);
/** Takes the folder down to its size. */
void cb_ocr_cache_free(CbOcrCache *cache);

/** @hash: cb_content_hash() of the PDF. @engine: what made the text, or would. (transfer full)
 * (nullable) */
char *cb_ocr_cache_get(CbOcrCache *cache, const char *hash, guint page, const char *engine);
void cb_ocr_cache_put(CbOcrCache *cache, const char *hash, guint page, const char *engine,
                      const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbOcrCache, cb_ocr_cache_free)

G_END_DECLS

#endif
