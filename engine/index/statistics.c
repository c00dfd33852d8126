/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lengths and places of cases and passages, written and mapped; see statistics.h. */
#include "statistics.h"
#include "schema.h"
#include "tree.h"
#include <casebank/error.h>
#include <string.h>

#define MAGIC "CBSTATS"
#define OUR_BYTE_ORDER 0x01020304u
#define VERSION 3u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order;
    guint32 version;
    guint32 case_slots, passage_slots; /* holes among them */
    guint32 n_cases, n_passages;
    double average[CB_N_TEXTS];
    double average_passage;
    CbCompacted compacted;
} CbStatisticsHeader;

G_STATIC_ASSERT(sizeof(CbStatisticsHeader) == 88);
G_STATIC_ASSERT(sizeof(CbCaseStatistics) == 24);

#define IN_ATTACHMENT 1u
#define RECOGNISED 0x80000000u

typedef struct {
    guint32 length; /* words * 2, + IN_ATTACHMENT, + RECOGNISED */
    guint32 position;
} PassageEntry;

G_STATIC_ASSERT(sizeof(PassageEntry) == 8);

static guint32 words_of(const PassageEntry *entry)
{
    return (entry->length & ~RECOGNISED) >> 1;
}

static guint32 length_of(guint32 words, CbPassageOrigin origin)
{
    static const guint32 flags[] = {[CB_FROM_PAGE] = 0,
                                    [CB_FROM_ATTACHMENT] = IN_ATTACHMENT,
                                    [CB_FROM_PICTURE] = IN_ATTACHMENT | RECOGNISED};
    return words << 1 | flags[origin];
}

struct CbStatistics {
    GMappedFile *file;
    const CbStatisticsHeader *header;
    const CbCaseStatistics *cases;
    const PassageEntry *passages;
};

/* --- Writing --------------------------------------------------------------------------------- */

struct CbStatisticsBuilder {
    GArray *cases;    /* CbCaseStatistics */
    GArray *passages; /* PassageEntry */
    guint32 n_cases, n_passages;
    guint32 docid;         /* of the case that was begun */
    CbCaseStatistics item; /* that case, so far */
    CbCompacted compacted;
};

CbStatisticsBuilder *cb_statistics_builder_new(void)
{
    CbStatisticsBuilder *builder = g_new0(CbStatisticsBuilder, 1);
    builder->cases = g_array_new(FALSE, TRUE, sizeof(CbCaseStatistics));
    builder->passages = g_array_new(FALSE, TRUE, sizeof(PassageEntry));
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

CbStatisticsBuilder *cb_statistics_builder_new_from(const CbStatistics *statistics)
{
    const CbStatisticsHeader *header = statistics->header;
    CbStatisticsBuilder *builder = cb_statistics_builder_new();
    g_array_append_vals(builder->cases, statistics->cases, header->case_slots);
    g_array_append_vals(builder->passages, statistics->passages, header->passage_slots);
    builder->n_cases = header->n_cases;
    builder->n_passages = header->n_passages;
    builder->compacted = header->compacted;
    return builder;
}

void cb_statistics_builder_begin_case(CbStatisticsBuilder *builder, guint32 docid,
                                      guint32 first_passage)
{
    gboolean last = docid == 0;
    builder->docid = last ? builder->cases->len + 1 : docid;
    builder->item =
        (CbCaseStatistics){.first_passage = last ? builder->passages->len + 1 : first_passage};
}

guint32 cb_statistics_builder_docid(const CbStatisticsBuilder *builder)
{
    return builder->docid;
}

guint32 cb_statistics_builder_next_passage(const CbStatisticsBuilder *builder)
{
    return builder->item.first_passage + builder->item.n_passages;
}

void cb_statistics_builder_add_passage(CbStatisticsBuilder *builder, guint32 words,
                                       guint32 position, CbPassageOrigin origin)
{
    PassageEntry entry = {length_of(words, origin), position};
    guint32 docid = cb_statistics_builder_next_passage(builder);
    if (docid > builder->passages->len)
        g_array_set_size(builder->passages, docid);
    g_array_index(builder->passages, PassageEntry, docid - 1) = entry;
    builder->item.words[origin == CB_FROM_PAGE ? CB_TEXT_BODY : CB_TEXT_ATTACHMENT] += words;
    builder->item.n_passages++;
    builder->n_passages++;
}

void cb_statistics_builder_end_case(CbStatisticsBuilder *builder, guint32 title, guint32 lead)
{
    builder->item.words[CB_TEXT_TITLE] = title;
    builder->item.words[CB_TEXT_LEAD] = lead;
    if (builder->docid > builder->cases->len)
        g_array_set_size(builder->cases, builder->docid);
    g_array_index(builder->cases, CbCaseStatistics, builder->docid - 1) = builder->item;
    builder->n_cases++;
}

CbCaseStatistics cb_statistics_builder_remove_case(CbStatisticsBuilder *builder, guint32 docid)
{
    CbCaseStatistics none = {0};
    if (docid < 1 || docid > builder->cases->len)
        return none;
    CbCaseStatistics *item = &g_array_index(builder->cases, CbCaseStatistics, docid - 1);
    CbCaseStatistics removed = *item;
    guint64 end = (guint64)removed.first_passage + removed.n_passages;
    if (removed.first_passage == 0 || end > builder->passages->len + (guint64)1)
        return none;
    if (removed.n_passages > 0)
        memset(&g_array_index(builder->passages, PassageEntry, removed.first_passage - 1), 0,
               removed.n_passages * sizeof(PassageEntry));
    *item = none;
    builder->n_cases--;
    builder->n_passages -= removed.n_passages;
    return removed;
}

guint32 cb_statistics_builder_case_slots(const CbStatisticsBuilder *builder)
{
    return builder->cases->len;
}

guint32 cb_statistics_builder_passage_slots(const CbStatisticsBuilder *builder)
{
    return builder->passages->len;
}

guint32 cb_statistics_builder_n_passages(const CbStatisticsBuilder *builder)
{
    return builder->n_passages;
}

void cb_statistics_builder_set_compacted(CbStatisticsBuilder *builder, CbCompacted compacted)
{
    builder->compacted = compacted;
}

CbCompacted cb_statistics_builder_compacted(const CbStatisticsBuilder *builder)
{
    return builder->compacted;
}

/* Holes count for nothing. */
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
                                 .case_slots = builder->cases->len,
                                 .passage_slots = builder->passages->len,
                                 .n_cases = builder->n_cases,
                                 .n_passages = builder->n_passages,
                                 .compacted = builder->compacted};
    guint64 words = 0;
    for (guint i = 0; i < builder->passages->len; i++)
        words += words_of(&g_array_index(builder->passages, PassageEntry, i));
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        header.average[field] = average_of(builder->cases, field);
    header.average_passage = MAX(1.0, (double)words / (double)MAX(builder->n_passages, 1));
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
    return cb_file_write(path, bytes->data, bytes->len, error);
}

/* --- Reading --------------------------------------------------------------------------------- */

static gboolean is_sound(const char *data, gsize size)
{
    CbStatisticsHeader header;
    if (size < sizeof header)
        return FALSE;
    memcpy(&header, data, sizeof header);
    guint64 expected = sizeof header + (guint64)header.case_slots * sizeof(CbCaseStatistics) +
                       (guint64)header.passage_slots * sizeof(PassageEntry);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 ||
        header.byte_order != OUR_BYTE_ORDER || header.version != VERSION || size != expected ||
        header.n_cases > header.case_slots || header.n_passages > header.passage_slots ||
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
                    "%s er beskadiget; byg indekset igen med casebank-index --full", path);
        return NULL;
    }
    CbStatistics *statistics = g_new0(CbStatistics, 1);
    statistics->header = (const void *)data;
    statistics->cases = (const void *)(data + sizeof(CbStatisticsHeader));
    statistics->passages = (const void *)(statistics->cases + statistics->header->case_slots);
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

guint32 cb_statistics_last_case(const CbStatistics *statistics)
{
    return statistics->header->case_slots;
}

CbCaseStatistics cb_statistics_case(const CbStatistics *statistics, guint32 docid)
{
    CbCaseStatistics item = {.first_passage = 1};
    if (docid < 1 || docid > statistics->header->case_slots)
        return item;
    CbCaseStatistics found = statistics->cases[docid - 1];
    guint32 n = statistics->header->passage_slots;
    if (found.first_passage < 1 || found.first_passage > n + (guint64)1 ||
        found.n_passages > n + (guint64)1 - found.first_passage)
        return item;
    return found;
}

guint32 cb_statistics_passage(const CbStatistics *statistics, guint32 docid,
                              CbPassageOrigin *origin)
{
    static const PassageEntry none = {0};
    gboolean known = docid >= 1 && docid <= statistics->header->passage_slots;
    const PassageEntry *entry = known ? &statistics->passages[docid - 1] : &none;
    *origin = (entry->length & RECOGNISED) != 0      ? CB_FROM_PICTURE
              : (entry->length & IN_ATTACHMENT) != 0 ? CB_FROM_ATTACHMENT
                                                     : CB_FROM_PAGE;
    return words_of(entry);
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
    if (position - last->position >= (guint64)words_of(last) + CB_POSITION_GAP)
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
