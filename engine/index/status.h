/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index says of itself (CbStatus), as it lies in its metadata. */
#ifndef CB_INDEX_STATUS_H
#define CB_INDEX_STATUS_H

#include <casebank/index.h>

G_BEGIN_DECLS

/** Appends what is stored of it: neither index_bytes nor generation nor analysis. */
void cb_status_pack(const CbStatus *status, GByteArray *out);

/** (transfer full) (nullable): NULL when damaged. */
CbStatus *cb_status_unpack(const void *data, gsize length);

/** Counts a case in (@sign 1) or out (-1): its kind and its attachments. */
void cb_status_count_case(CbStatus *status, const CbCase *item, int sign);

/** Sets files_ok and files_failed. @files: CbFileRecord*. */
void cb_status_count_files(CbStatus *status, const GPtrArray *files);

G_END_DECLS

#endif
