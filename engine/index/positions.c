/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of cases in their order, mapped and read; see positions.h. */
#include "positions.h"
#include "positions_private.h"
#include <casebank/error.h>
#include <string.h>

/* Walks through the file's parts, and notes what does not fit. */
typedef struct {
    const char *data;
    guint64 size, at;
    gboolean failed;
} Parts;

static const void *take_part(Parts *parts, guint64 n, guint64 each)
{
    const char *part = parts->data + parts->at;
    guint64 bytes;
    if (__builtin_mul_overflow(n, each, &bytes) || bytes > parts->size - parts->at) {
        parts->failed = TRUE;
        return parts->data;
    }
    parts->at += bytes;
    return part;
}

static guint32 count_groups(guint32 n)
{
    return n / CB_POSITIONS_GROUP + (n % CB_POSITIONS_GROUP != 0);
}

/* Finds the parts; FALSE when they are not what the header says. */
static gboolean find_parts(CbPositions *positions, const char *data, gsize size)
{
    CbPositionsHeader *header = &positions->header;
    if (size < sizeof *header)
        return FALSE;
    memcpy(header, data, sizeof *header);
    if (memcmp(header->magic, CB_POSITIONS_MAGIC, sizeof header->magic) != 0 ||
        header->byte_order != CB_POSITIONS_BYTE_ORDER || header->version != CB_POSITIONS_VERSION ||
        header->file_size != size ||
        header->n_stems > cb_code_offset(CB_MAX_CODE_BYTES) - CB_CODE_STEMS)
        return FALSE;
    Parts parts = {data, size, sizeof *header, FALSE};
    CbWordList *stems = &positions->stems, *forms = &positions->forms;
    *stems = (CbWordList){.n = header->n_stems, .size = header->stems_size};
    *forms = (CbWordList){.n = header->n_forms, .size = header->forms_size};
    stems->n_groups = count_groups(stems->n);
    forms->n_groups = count_groups(forms->n);
    positions->cases = take_part(&parts, (guint64)header->n_cases + 1, sizeof(guint64));
    stems->groups = take_part(&parts, stems->n_groups, sizeof(guint32));
    forms->groups = take_part(&parts, forms->n_groups, sizeof(guint32));
    positions->streams = take_part(&parts, header->streams_size, 1);
    stems->entries = take_part(&parts, stems->size, 1);
    forms->entries = take_part(&parts, forms->size, 1);
    positions->inside = take_part(&parts, header->inside_size, 1);
    return !parts.failed && parts.at == size;
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

/* --- Lists of words -------------------------------------------------------------------------- */

const char *cb_within_limit(const char *text, char cut[CB_MAX_WORD_BYTES + 1])
{
    if (strnlen(text, CB_MAX_WORD_BYTES + 1) <= CB_MAX_WORD_BYTES)
        return text;
    g_strlcpy(cut, text, CB_MAX_WORD_BYTES + 1);
    return cut;
}

void cb_word_iter_init(CbWordIter *iter, const CbWordList *list, guint32 group)
{
    iter->list = list;
    iter->next = group * CB_POSITIONS_GROUP;
    iter->length = 0;
    iter->end = list->entries + list->size;
    guint64 start = group < list->n_groups ? list->groups[group] : G_MAXUINT64;
    iter->at = start <= list->size ? list->entries + start : iter->end;
}

/* Reads the text of the next entry. */
static gboolean next_text(CbWordIter *iter)
{
    if (iter->next >= iter->list->n || iter->end - iter->at < 2)
        return FALSE;
    gsize shared = iter->at[0], length = iter->at[1];
    iter->at += 2;
    if (iter->next % CB_POSITIONS_GROUP == 0)
        shared = 0;
    if (shared > iter->length || shared + length > CB_MAX_WORD_BYTES ||
        (gsize)(iter->end - iter->at) < length)
        return FALSE;
    memcpy(iter->text + shared, iter->at, length);
    iter->length = shared + length;
    iter->text[iter->length] = '\0';
    iter->at += length;
    iter->next++;
    return TRUE;
}

static gboolean next_code(CbWordIter *iter, guint32 *code)
{
    if (iter->at >= iter->end)
        return FALSE;
    *code = cb_code_read(&iter->at, iter->end);
    return TRUE;
}

gboolean cb_word_iter_next_stem(CbWordIter *iter, CbStemEntry *entry)
{
    return next_text(iter) && next_code(iter, &entry->number) && next_code(iter, &entry->n_forms) &&
           next_code(iter, &entry->inside);
}

gboolean cb_word_iter_next_form(CbWordIter *iter, CbFormEntry *entry)
{
    if (!next_text(iter) || !next_code(iter, &entry->stem) || !next_code(iter, &entry->which) ||
        !next_code(iter, &entry->n_parts))
        return FALSE;
    entry->parts = iter->at;
    guint32 part;
    for (guint32 i = 0; i < entry->n_parts; i++)
        if (!next_code(iter, &part))
            return FALSE;
    return TRUE;
}

/* The first word of a group; "" when it cannot be read, which sorts before all. */
static const char *first_of_group(const CbWordList *list, guint32 group, CbWordIter *iter)
{
    cb_word_iter_init(iter, list, group);
    return next_text(iter) ? iter->text : "";
}

/* The last group whose first word is before @text, or the first group. Words may be there more than
 * once, so one that is @text itself is not enough. */
static guint32 find_group(const CbWordList *list, const char *text)
{
    guint32 low = 0, high = list->n_groups;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        CbWordIter iter;
        if (strcmp(first_of_group(list, middle, &iter), text) < 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* --- Stems ----------------------------------------------------------------------------------- */

gboolean cb_positions_find_stem(const CbPositions *positions, const char *stem, CbStemEntry *entry)
{
    char cut[CB_MAX_WORD_BYTES + 1];
    CbWordIter iter;
    stem = cb_within_limit(stem, cut);
    cb_word_iter_init(&iter, &positions->stems, find_group(&positions->stems, stem));
    /* It may be the first of the next group. */
    for (guint i = 0; i <= CB_POSITIONS_GROUP && cb_word_iter_next_stem(&iter, entry); i++) {
        int order = strcmp(iter.text, stem);
        if (order >= 0)
            return order == 0;
    }
    return FALSE;
}

guint32 cb_positions_stem(const CbPositions *positions, const char *stem)
{
    CbStemEntry entry;
    return cb_positions_find_stem(positions, stem, &entry) ? entry.number : CB_NO_STEM;
}

gboolean cb_positions_stem_at(const CbPositions *positions, guint32 place, CbWordIter *iter,
                              CbStemEntry *entry)
{
    if (place >= positions->stems.n)
        return FALSE;
    cb_word_iter_init(iter, &positions->stems, place / CB_POSITIONS_GROUP);
    for (guint i = 0; i <= place % CB_POSITIONS_GROUP; i++)
        if (!cb_word_iter_next_stem(iter, entry))
            return FALSE;
    return TRUE;
}

const guint8 *cb_positions_inside(const CbPositions *positions, const CbStemEntry *entry,
                                  guint32 *n, const guint8 **end)
{
    *n = 0;
    *end = positions->inside + positions->header.inside_size;
    if (entry->inside == 0 || entry->inside > positions->header.inside_size)
        return NULL;
    const guint8 *at = positions->inside + entry->inside - 1;
    guint32 said = cb_code_read(&at, *end);
    if (said > (gsize)(*end - at) / 2) /* each has two codes */
        return NULL;
    *n = said;
    return at;
}

/* --- Forms ----------------------------------------------------------------------------------- */

void cb_form_iter_init_at(CbWordIter *iter, const CbPositions *positions, const char *text)
{
    cb_word_iter_init(iter, &positions->forms, find_group(&positions->forms, text));
}

/* FALSE when @func does not want more. */
static gboolean give_form(const CbPositions *positions, const CbWordIter *at,
                          const CbFormEntry *entry, CbFormFunc func, gpointer data)
{
    CbWordIter iter;
    CbStemEntry stem;
    if (!cb_positions_stem_at(positions, entry->stem, &iter, &stem))
        return TRUE;
    const CbFoundForm found = {at->text, iter.text, stem.number, entry->which, stem.n_forms};
    return func(&found, data);
}

void cb_positions_foreach_form(const CbPositions *positions, const char *text, gboolean whole,
                               CbFormFunc func, gpointer data)
{
    char cut[CB_MAX_WORD_BYTES + 1];
    text = cb_within_limit(text, cut);
    gsize length = strlen(text);
    CbWordIter iter;
    CbFormEntry entry;
    cb_form_iter_init_at(&iter, positions, text);
    while (cb_word_iter_next_form(&iter, &entry)) {
        int order = strncmp(iter.text, text, length);
        gboolean fits = order == 0 && (!whole || iter.length == length);
        if (fits ? !give_form(positions, &iter, &entry, func, data)
                 : order > 0 || (order == 0 && whole))
            break;
    }
}
