/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lengths and places of cases and passages, written and mapped; see statistics.h. */
#include "statistics.h"
#include "schema.h"
#include <casebank/error.h>
#include <string.h>

#define MAGIC "CBSTATS"
#define OUR_BYTE_ORDER 0x01020304u
#define VERSION 2u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order;
    guint32 version;
    guint32 n_cases;
    guint32 n_passages;
    double average[CB_N_TEXTS];
    double average_passage;
} CbStatisticsHeader;

G_STATIC_ASSERT(sizeof(CbStatisticsHeader) == 64);
G_STATIC_ASSERT(sizeof(CbCaseStatistics) == 24);

typedef struct {
    guint32 length; /* words * 2, + 1 in an attachment */
    guint32 position;
} PassageEntry;

G_STATIC_ASSERT(sizeof(PassageEntry) == 8);

/* --- Writing --------------------------------------------------------------------------------- */

struct CbStatisticsBuilder {
    GArray *cases;    /* CbCaseStatistics */
    GArray *passages; /* PassageEntry */
    guint32 taken;    /* passages that have their case */
};

CbStatisticsBuilder *cb_statistics_builder_new(void)
{
    CbStatisticsBuilder *builder = g_new0(CbStatisticsBuilder, 1);
    builder->cases = g_array_new(FALSE, TRUE, sizeof(CbCaseStatistics));
    builder->passages = g_array_new(FALSE, FALSE, sizeof(PassageEntry));
    return builder;
}

void cb_statistics_builder_free(CbStatisticsBuilder *builder)
{
    if (builder == NULL)
        return;
    g_array_unref(builder->cases);
    g_array_unref(builder->passages);
    g_free(builder);
}

void cb_statistics_builder_add_passage(CbStatisticsBuilder *builder, guint32 words,
                                       guint32 position, gboolean in_attachment)
{
    PassageEntry entry = {words << 1 | (in_attachment ? 1 : 0), position};
    g_array_append_val(builder->passages, entry);
}

void cb_statistics_builder_add_case(CbStatisticsBuilder *builder, guint32 title, guint32 lead)
{
    CbCaseStatistics item = {.first_passage = builder->taken + 1,
                             .n_passages = builder->passages->len - builder->taken};
    item.words[CB_TEXT_TITLE] = title;
    item.words[CB_TEXT_LEAD] = lead;
    for (; builder->taken < builder->passages->len; builder->taken++) {
        guint32 length = g_array_index(builder->passages, PassageEntry, builder->taken).length;
        item.words[length & 1 ? CB_TEXT_ATTACHMENT : CB_TEXT_BODY] += length >> 1;
    }
    g_array_append_val(builder->cases, item);
}

static double average_of(const GArray *cases, CbTextField field)
{
    guint64 words = 0, with = 0;
    for (guint i = 0; i < cases->len; i++) {
        guint32 n = g_array_index(cases, CbCaseStatistics, i).words[field];
        words += n;
        with += n > 0;
    }
    return MAX(1.0, (double)words / (double)MAX(with, 1));
}

static CbStatisticsHeader make_header(const CbStatisticsBuilder *builder)
{
    CbStatisticsHeader header = {.magic = MAGIC,
                                 .byte_order = OUR_BYTE_ORDER,
                                 .version = VERSION,
                                 .n_cases = builder->cases->len,
                                 .n_passages = builder->passages->len};
    guint64 words = 0;
    for (guint i = 0; i < builder->passages->len; i++)
        words += g_array_index(builder->passages, PassageEntry, i).length >> 1;
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        header.average[field] = average_of(builder->cases, field);
    header.average_passage = MAX(1.0, (double)words / (double)MAX(builder->passages->len, 1));
    return header;
}

gboolean cb_statistics_builder_write(const CbStatisticsBuilder *builder, const char *folder,
                                     GError **error)
{
    g_autofree char *path = g_build_filename(folder, CB_STATISTICS_FILE_NAME, NULL);
    CbStatisticsHeader header = make_header(builder);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)&header, sizeof header);
    g_byte_array_append(bytes, (const guint8 *)builder->cases->data,
                        builder->cases->len * (guint)sizeof(CbCaseStatistics));
    g_byte_array_append(bytes, (const guint8 *)builder->passages->data,
                        builder->passages->len * (guint)sizeof(PassageEntry));
    g_autoptr(GError) write_error = NULL;
    if (g_file_set_contents_full(path, (const char *)bytes->data, (gssize)bytes->len,
                                 G_FILE_SET_CONTENTS_NONE, 0666, &write_error))
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s kan ikke skrives (er disken fuld?): %s", path,
                write_error->message);
    return FALSE;
}

/* --- Reading --------------------------------------------------------------------------------- */

struct CbStatistics {
    GMappedFile *file;
    const CbStatisticsHeader *header;
    const CbCaseStatistics *cases;
    const PassageEntry *passages;
};

static gboolean is_sound(const char *data, gsize size)
{
    CbStatisticsHeader header;
    if (size < sizeof header)
        return FALSE;
    memcpy(&header, data, sizeof header);
    guint64 expected = sizeof header + (guint64)header.n_cases * sizeof(CbCaseStatistics) +
                       (guint64)header.n_passages * sizeof(PassageEntry);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 ||
        header.byte_order != OUR_BYTE_ORDER || header.version != VERSION || size != expected ||
        !(header.average_passage >= 1))
        return FALSE;
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        if (!(header.average[field] >= 1)) /* not a number, too */
            return FALSE;
    return TRUE;
}

CbStatistics *cb_statistics_open(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, CB_STATISTICS_FILE_NAME, NULL);
    g_autoptr(GError) map_error = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &map_error);
    if (file == NULL) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s kan ikke læses (%s); byg indekset igen med casebank-index", path,
                    map_error->message);
        return NULL;
    }
    const char *data = g_mapped_file_get_contents(file);
    if (!is_sound(data, g_mapped_file_get_length(file))) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s er beskadiget; byg indekset igen med casebank-index", path);
        return NULL;
    }
    CbStatistics *statistics = g_new0(CbStatistics, 1);
    statistics->header = (const void *)data;
    statistics->cases = (const void *)(data + sizeof(CbStatisticsHeader));
    statistics->passages = (const void *)(statistics->cases + statistics->header->n_cases);
    statistics->file = g_steal_pointer(&file);
    return statistics;
}

void cb_statistics_free(CbStatistics *statistics)
{
    if (statistics == NULL)
        return;
    g_mapped_file_unref(statistics->file);
    g_free(statistics);
}

guint32 cb_statistics_n_cases(const CbStatistics *statistics)
{
    return statistics->header->n_cases;
}

CbCaseStatistics cb_statistics_case(const CbStatistics *statistics, guint32 docid)
{
    CbCaseStatistics item = {.first_passage = 1};
    if (docid < 1 || docid > statistics->header->n_cases)
        return item;
    CbCaseStatistics found = statistics->cases[docid - 1];
    guint32 n = statistics->header->n_passages;
    if (found.first_passage < 1 || found.first_passage > n + (guint64)1 ||
        found.n_passages > n + (guint64)1 - found.first_passage)
        return item;
    return found;
}

guint32 cb_statistics_passage(const CbStatistics *statistics, guint32 docid,
                              gboolean *in_attachment)
{
    gboolean known = docid >= 1 && docid <= statistics->header->n_passages;
    guint32 length = known ? statistics->passages[docid - 1].length : 0;
    *in_attachment = (length & 1) != 0;
    return length >> 1;
}

/* How many of the @n passages begin at @position or before. */
static guint32 count_begun(const PassageEntry *passages, guint32 n, guint32 position)
{
    guint32 low = 0, high = n;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (passages[middle].position <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

guint32 cb_statistics_passage_at(const CbStatistics *statistics, guint32 case_docid,
                                 guint32 position, guint32 *next)
{
    CbCaseStatistics item = cb_statistics_case(statistics, case_docid);
    const PassageEntry *passages = statistics->passages + (item.first_passage - 1);
    guint32 begun = count_begun(passages, item.n_passages, position);
    *next = begun < item.n_passages ? passages[begun].position : G_MAXUINT32;
    if (begun == 0)
        return 0;
    /* Names follow a gap after the last passage. In the others is at most one gap, after the
     * heading. */
    const PassageEntry *last = &passages[begun - 1];
    if (position - last->position >= (guint64)(last->length >> 1) + CB_POSITION_GAP)
        return 0;
    return item.first_passage + begun - 1;
}

double cb_statistics_average(const CbStatistics *statistics, CbTextField field)
{
    return statistics->header->average[field];
}

double cb_statistics_average_passage(const CbStatistics *statistics)
{
    return statistics->header->average_passage;
}
