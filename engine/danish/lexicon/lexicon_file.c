/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From decided words to the bytes of the file. */
#include "lexicon_file.h"
#include "../lexicon_format.h"
#include "parts.h"
#include <casebank/error.h>
#include <string.h>

#define MAX_SEEDS 64
#define LOAD_NUMERATOR 18 /* slots are filled to 18/25 = .72 */
#define LOAD_DENOMINATOR 25
#define MAX_PROBES 4096 /* far more than a good hash ever needs */

typedef struct {
    const char *text;
    CbLexiconEntry entry;
} Row;

typedef struct {
    GArray *rows;        /* Row, by text */
    GHashTable *key_ids; /* key -> number */
    GPtrArray *keys;     /* const char*, by number */
    CbLexiconSlot *slots;
    guint32 n_slots, max_probes, seed;
} Image;

static void image_clear(Image *image)
{
    g_array_unref(image->rows);
    g_hash_table_unref(image->key_ids);
    g_ptr_array_unref(image->keys);
    g_free(image->slots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Image, image_clear)

/* --- Entries ---------------------------------------------------------------------------------- */

static guint key_id(Image *image, const char *key)
{
    if (key == NULL)
        return 0;
    gpointer id;
    if (g_hash_table_lookup_extended(image->key_ids, key, NULL, &id))
        return GPOINTER_TO_UINT(id);
    g_ptr_array_add(image->keys, (gpointer)(guintptr)key);
    g_hash_table_insert(image->key_ids, (gpointer)(guintptr)key,
                        GUINT_TO_POINTER(image->keys->len - 1));
    return image->keys->len - 1;
}

/* "uddannelses" of uddannelse: the bytes that are its link; 0 when the form is changed in other
 * ways. */
static guint link_bytes(const CbWord *word)
{
    gsize base = word->lead_base != NULL ? strlen(word->lead_base->text) : 0,
          bytes = strlen(word->text);
    if (base < 3 || bytes <= base || bytes - base > 2 ||
        strncmp(word->text, word->lead_base->text, base) != 0)
        return 0;
    return (guint)(bytes - base);
}

static CbLexiconEntry entry_of(Image *image, const CbWord *word)
{
    CbLexiconEntry entry = 0;
    if (word->may_lead)
        entry |= CB_ENTRY_LEADS | (word->n_led >= CB_FREQUENT_LEAD ? CB_ENTRY_LEADS_OFTEN : 0);
    if (word->lead_base != NULL)
        entry |= link_bytes(word) << CB_ENTRY_LINK_SHIFT;
    if (word->may_head)
        entry |= CB_ENTRY_HEADS;
    if (word->may_head_loosely)
        entry |= CB_ENTRY_HEADS_LOOSELY;
    if (word->may_head && cb_word_headed(word) >= CB_PRODUCTIVE_HEAD)
        entry |= CB_ENTRY_PRODUCTIVE;
    if (word->loose_base != NULL)
        entry |= CB_ENTRY_LOOSE | (cb_word_links_with_s(word) ? CB_ENTRY_LINKS_WITH_S : 0);
    const CbWordLists whole = CB_LIST_PARTICLE | CB_LIST_COMBINING | CB_LIST_NEVER_SPLIT;
    if (word->lemmas != NULL || (word->lists & whole) != 0)
        entry |= CB_ENTRY_LISTED;
    if (word->split <= CB_ENTRY_SPLIT_MAX)
        entry |= word->split << CB_ENTRY_SPLIT_SHIFT;
    return entry | key_id(image, word->key) << CB_ENTRY_KEY_SHIFT;
}

/* A genitive that behaves as the word without its s is left out: the reader looks there too. */
static gboolean is_plain_genitive(Image *image, const CbWordTable *table, const CbWord *word,
                                  CbLexiconEntry entry)
{
    gsize bytes = strlen(word->text);
    if (bytes < 3 || word->text[bytes - 1] != 's' || word->text[bytes - 2] == 's' ||
        (entry & (CB_ENTRY_LEADS | CB_ENTRY_LOOSE)) != 0)
        return FALSE;
    const CbWord *base = cb_word_find_slice(table, word->text, bytes - 1);
    if (base == NULL)
        return FALSE;
    const CbLexiconEntry ignored = CB_ENTRY_LEADS | CB_ENTRY_LEADS_OFTEN | CB_ENTRY_LOOSE |
                                   CB_ENTRY_LINKS_WITH_S | CB_ENTRY_LINK_MAX << CB_ENTRY_LINK_SHIFT;
    return (entry & ~ignored) == (entry_of(image, base) & ~ignored);
}

static gboolean fits(const CbWord *word)
{
    return cb_word_is_plain(word) && strlen(word->text) <= 80;
}

static gboolean collect_rows(Image *image, const CbWordTable *table, GError **error)
{
    for (guint i = 0; i < table->sorted->len; i++) {
        const CbWord *word = table->sorted->pdata[i];
        Row row = {word->text, fits(word) ? entry_of(image, word) : 0};
        if (row.entry != 0 && !is_plain_genitive(image, table, word, row.entry))
            g_array_append_val(image->rows, row);
    }
    if (image->keys->len <= CB_ENTRY_KEY_MAX)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_FAILED,
                "%u forskellige stammer er for mange: der er plads til %u", image->keys->len,
                CB_ENTRY_KEY_MAX);
    return FALSE;
}

/* --- The table -------------------------------------------------------------------------------- */

/* FALSE when two words could be taken for each other with this seed. */
static gboolean place(Image *image, const Row *row)
{
    guint64 hash = cb_lexicon_hash_start(image->seed);
    for (const char *p = row->text; *p != '\0'; p++)
        hash = cb_lexicon_hash_add(hash, *p);
    hash = cb_lexicon_hash_end(hash);
    guint32 tag = cb_lexicon_tag(hash), slot = cb_lexicon_first_slot(hash, image->n_slots);
    for (guint32 probes = 0; probes <= MAX_PROBES; probes++) {
        if (image->slots[slot].tag == tag)
            return FALSE;
        if (image->slots[slot].tag == 0) {
            image->slots[slot] = (CbLexiconSlot){tag, row->entry};
            image->max_probes = MAX(image->max_probes, probes);
            return TRUE;
        }
        slot = slot + 1 == image->n_slots ? 0 : slot + 1;
    }
    return FALSE;
}

static gboolean place_all(Image *image)
{
    memset(image->slots, 0, image->n_slots * sizeof image->slots[0]);
    image->max_probes = 0;
    for (guint i = 0; i < image->rows->len; i++)
        if (!place(image, &g_array_index(image->rows, Row, i)))
            return FALSE;
    return TRUE;
}

static gboolean build_table(Image *image, GError **error)
{
    image->n_slots = image->rows->len / LOAD_NUMERATOR * LOAD_DENOMINATOR + LOAD_DENOMINATOR;
    image->slots = g_new(CbLexiconSlot, image->n_slots);
    for (image->seed = 1; image->seed <= MAX_SEEDS; image->seed++)
        if (place_all(image))
            return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_FAILED,
                        "ordene kan ikke lægges i en tabel uden sammenfald");
    return FALSE;
}

/* --- The file --------------------------------------------------------------------------------- */

static void append_keys(const Image *image, GByteArray *file, GString *keys)
{
    for (guint i = 0; i < image->keys->len; i++) {
        guint32 offset = (guint32)keys->len;
        g_byte_array_append(file, (const guint8 *)&offset, sizeof offset);
        const char *key = image->keys->pdata[i];
        g_string_append_len(keys, key, (gssize)strlen(key) + 1);
    }
    g_byte_array_append(file, (const guint8 *)keys->str, (guint)keys->len);
}

static GByteArray *assemble(const Image *image)
{
    GByteArray *file = g_byte_array_new();
    CbLexiconHeader header = {.magic = CB_LEXICON_MAGIC,
                              .byte_order = CB_LEXICON_BYTE_ORDER,
                              .version = CB_LEXICON_VERSION,
                              .seed = image->seed,
                              .n_slots = image->n_slots,
                              .n_entries = image->rows->len,
                              .max_probes = image->max_probes,
                              .n_keys = image->keys->len};
    g_byte_array_append(file, (const guint8 *)&header, sizeof header);
    g_byte_array_append(file, (const guint8 *)image->slots,
                        image->n_slots * (guint)sizeof image->slots[0]);
    g_autoptr(GString) keys = g_string_new(NULL);
    append_keys(image, file, keys);
    header.keys_size = (guint32)keys->len;
    header.file_size = file->len;
    header.content = cb_lexicon_content_hash(file->data + sizeof header, file->len - sizeof header);
    memcpy(file->data, &header, sizeof header);
    return file;
}

gboolean cb_lexicon_file_write(const CbWordTable *table, const char *path,
                               CbLexiconFileFacts *facts, GError **error)
{
    g_auto(Image) image = {.rows = g_array_new(FALSE, FALSE, sizeof(Row)),
                           .key_ids = g_hash_table_new(g_str_hash, g_str_equal),
                           .keys = g_ptr_array_new()};
    key_id(&image, "");
    if (!collect_rows(&image, table, error) || !build_table(&image, error))
        return FALSE;
    g_autoptr(GByteArray) file = assemble(&image);
    g_autoptr(GError) write_error = NULL;
    if (!g_file_set_contents(path, (const char *)file->data, file->len, &write_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, write_error->message);
        return FALSE;
    }
    *facts = (CbLexiconFileFacts){
        .n_entries = image.rows->len, .n_keys = image.keys->len, .size = file->len};
    for (guint i = 0; i < image.rows->len; i++)
        facts->n_split += cb_entry_split(g_array_index(image.rows, Row, i).entry) != 0;
    return TRUE;
}
