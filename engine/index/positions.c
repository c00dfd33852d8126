/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of cases in their order, mapped and read; see positions.h. */
#include "positions.h"
#include "positions_private.h"
#include <casebank/error.h>
#include <string.h>

static gboolean add_size(guint64 *sum, guint64 size)
{
    return !__builtin_add_overflow(*sum, size, sum);
}

/* Finds the parts; FALSE when they are not what the header says. */
static gboolean find_parts(CbPositions *positions, const char *data, gsize size)
{
    CbPositionsHeader header;
    if (size < sizeof header)
        return FALSE;
    memcpy(&header, data, sizeof header);
    guint64 streams = sizeof header + ((guint64)header.n_cases + 1) * sizeof(guint64);
    guint64 n_groups = ((guint64)header.n_stems + CB_POSITIONS_GROUP - 1) / CB_POSITIONS_GROUP;
    guint64 groups = streams;
    if (memcmp(header.magic, CB_POSITIONS_MAGIC, sizeof header.magic) != 0 ||
        header.byte_order != CB_POSITIONS_BYTE_ORDER || header.version != CB_POSITIONS_VERSION ||
        header.next_number > cb_code_offset(CB_MAX_CODE_BYTES) - CB_CODE_STEMS ||
        !add_size(&groups, header.streams_size) || groups % sizeof(guint32) != 0)
        return FALSE;
    guint64 dictionary = groups;
    if (!add_size(&dictionary, n_groups * sizeof(guint32)))
        return FALSE;
    guint64 end = dictionary;
    if (!add_size(&end, header.dictionary_size) || end != size || header.file_size != size)
        return FALSE;
    positions->header = header;
    positions->n_groups = (guint32)n_groups;
    positions->cases = (const void *)(data + sizeof header);
    positions->streams = (const guint8 *)data + streams;
    positions->groups = (const void *)(data + groups);
    positions->dictionary = (const guint8 *)data + dictionary;
    return TRUE;
}

CbPositions *cb_positions_open(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, CB_POSITIONS_FILE_NAME, NULL);
    g_autoptr(GError) map_error = NULL;
    g_autoptr(CbPositions) positions = g_new0(CbPositions, 1);
    positions->file = g_mapped_file_new(path, FALSE, &map_error);
    if (positions->file == NULL) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s kan ikke læses (%s); byg indekset igen med casebank-index", path,
                    map_error->message);
        return NULL;
    }
    if (find_parts(positions, g_mapped_file_get_contents(positions->file),
                   g_mapped_file_get_length(positions->file)))
        return g_steal_pointer(&positions);
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                "%s er beskadiget; byg indekset igen med casebank-index --full", path);
    return NULL;
}

void cb_positions_free(CbPositions *positions)
{
    if (positions == NULL)
        return;
    g_clear_pointer(&positions->file, g_mapped_file_unref);
    g_free(positions);
}

const guint8 *cb_positions_stream(const CbPositions *positions, guint32 docid, gsize *length)
{
    *length = 0;
    if (docid < 1 || docid > positions->header.n_cases)
        return positions->streams;
    guint64 start = positions->cases[docid - 1], end = positions->cases[docid];
    if (start > end || end > positions->header.streams_size)
        return positions->streams;
    *length = (gsize)(end - start);
    return positions->streams + start;
}

/* --- The dictionary -------------------------------------------------------------------------- */

void cb_stem_iter_init(CbStemIter *iter, const CbPositions *positions, guint32 group)
{
    *iter = (CbStemIter){.positions = positions, .next = group * CB_POSITIONS_GROUP};
    iter->end = positions->dictionary + positions->header.dictionary_size;
    guint64 start = group < positions->n_groups ? positions->groups[group] : G_MAXUINT64;
    iter->at =
        start <= positions->header.dictionary_size ? positions->dictionary + start : iter->end;
}

gboolean cb_stem_iter_next(CbStemIter *iter)
{
    if (iter->next >= iter->positions->header.n_stems || iter->end - iter->at < 2)
        return FALSE;
    gsize shared = iter->at[0], length = iter->at[1];
    iter->at += 2;
    if (iter->next % CB_POSITIONS_GROUP == 0)
        shared = 0;
    if (shared > iter->length || shared + length >= sizeof iter->stem ||
        (gsize)(iter->end - iter->at) <= length)
        return FALSE;
    memcpy(iter->stem + shared, iter->at, length);
    iter->length = shared + length;
    iter->stem[iter->length] = '\0';
    iter->at += length;
    guint32 code = cb_code_read(&iter->at, iter->end);
    iter->number = code < CB_CODE_STEMS ? CB_NO_STEM : code - CB_CODE_STEMS;
    iter->next++;
    return TRUE;
}

/* The last group whose first stem is not behind @stem. */
static guint32 find_group(const CbPositions *positions, const char *stem)
{
    guint32 low = 0, high = positions->n_groups;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        CbStemIter iter;
        cb_stem_iter_init(&iter, positions, middle);
        if (cb_stem_iter_next(&iter) && strcmp(iter.stem, stem) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

guint32 cb_positions_stem(const CbPositions *positions, const char *stem)
{
    CbStemIter iter;
    cb_stem_iter_init(&iter, positions, find_group(positions, stem));
    for (guint i = 0; i < CB_POSITIONS_GROUP && cb_stem_iter_next(&iter); i++) {
        int order = strcmp(iter.stem, stem);
        if (order == 0)
            return iter.number;
        if (order > 0)
            break;
    }
    return CB_NO_STEM;
}
