/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mapping the lexicon, checking it, and looking words up. */
#include "lexicon.h"
#include "shipped_file.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_KEY_BYTES 80 /* a stem has to fit in a term of the index */
#define MAX_PROBES 4096  /* no good table needs as many; bounds a look-up in a bad one */

struct CbLexicon {
    gatomicrefcount references;
    gpointer map;
    gsize size;
    const CbLexiconHeader *header;
    const CbLexiconSlot *slots;
    const guint32 *key_offsets;
    const char *keys;
    char fingerprint[17];
};

static gboolean G_GNUC_PRINTF(3, 4)
    refuse(const char *path, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                "ordbogsfilen %s kan ikke bruges: %s; installér Casebank igen", path, why);
    return FALSE;
}

/* --- Opening ---------------------------------------------------------------------------------- */

static gboolean check_header(const CbLexicon *lexicon, const char *path, GError **error)
{
    const CbLexiconHeader *header = lexicon->header;
    if (lexicon->size < sizeof *header ||
        memcmp(header->magic, CB_LEXICON_MAGIC, sizeof header->magic) != 0)
        return refuse(path, error, "den er ikke en ordbogsfil fra casebank-lexicon-build");
    if (header->byte_order != CB_LEXICON_BYTE_ORDER)
        return refuse(path, error, "den er lavet på en anden slags maskine");
    if (header->version != CB_LEXICON_VERSION)
        return refuse(path, error, "den har version %u, og her bruges %u", header->version,
                      CB_LEXICON_VERSION);
    guint64 expected = sizeof *header + (guint64)header->n_slots * sizeof(CbLexiconSlot) +
                       (guint64)header->n_keys * sizeof(guint32) + header->keys_size;
    if (header->file_size != lexicon->size || expected != lexicon->size)
        return refuse(path, error,
                      "den er %" G_GSIZE_FORMAT " byte lang og skulle være %" G_GUINT64_FORMAT,
                      lexicon->size, header->file_size);
    if (header->n_entries >= header->n_slots || header->max_probes > MAX_PROBES ||
        header->n_keys == 0 || header->n_keys > CB_ENTRY_KEY_MAX + 1 ||
        header->keys_size < header->n_keys)
        return refuse(path, error, "tallene i dens hoved passer ikke sammen");
    return TRUE;
}

/* Key 0 is empty; the others have some letters, and each begins after the NUL of the one before it;
 * only ASCII, so that no letter can be half. */
static gboolean check_keys(const CbLexicon *lexicon, const char *path, GError **error)
{
    const char *keys = lexicon->keys;
    guint32 size = lexicon->header->keys_size, n_keys = lexicon->header->n_keys;
    gboolean good = keys[size - 1] == '\0' && keys[0] == '\0' && lexicon->key_offsets[0] == 0;
    for (guint32 i = 1; good && i <= n_keys; i++) {
        guint32 offset = i < n_keys ? lexicon->key_offsets[i] : size;
        guint32 before = lexicon->key_offsets[i - 1];
        good = offset > before && offset <= size && offset - before <= MAX_KEY_BYTES + 1 &&
               keys[offset - 1] == '\0' && (i == 1 || keys[before] != '\0');
    }
    guchar all = 0;
    for (guint32 i = 0; i < size; i++)
        all |= (guchar)keys[i];
    return (good && all < 0x80) || refuse(path, error, "dens liste over stammer er beskadiget");
}

static gboolean map_file(CbLexicon *lexicon, int fd, const char *path, GError **error)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        return refuse(path, error, "den er tom eller ingen almindelig fil");
    lexicon->size = (gsize)status.st_size;
    void *map = mmap(NULL, lexicon->size, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "ordbogsfilen %s kan ikke læses: %s", path,
                    g_strerror(errno));
        return FALSE;
    }
    lexicon->map = map;
    return TRUE;
}

static gboolean load(CbLexicon *lexicon, int fd, const char *path, GError **error)
{
    if (!map_file(lexicon, fd, path, error))
        return FALSE;
    lexicon->header = lexicon->map;
    if (!check_header(lexicon, path, error))
        return FALSE;
    lexicon->slots = (const CbLexiconSlot *)(lexicon->header + 1);
    lexicon->key_offsets = (const guint32 *)(lexicon->slots + lexicon->header->n_slots);
    lexicon->keys = (const char *)(lexicon->key_offsets + lexicon->header->n_keys);
    g_snprintf(lexicon->fingerprint, sizeof lexicon->fingerprint, "%016" G_GINT64_MODIFIER "x",
               lexicon->header->content);
    return check_keys(lexicon, path, error);
}

CbLexicon *cb_lexicon_open(const char *path, GError **error)
{
    g_autofree char *default_path = path == NULL ? cb_lexicon_default_path() : NULL;
    if (path == NULL)
        path = default_path;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO,
                    "ordbogsfilen %s kan ikke åbnes: %s; installér Casebank igen", path,
                    g_strerror(errno));
        return NULL;
    }
    g_autoptr(CbLexicon) lexicon = g_new0(CbLexicon, 1);
    g_atomic_ref_count_init(&lexicon->references);
    gboolean loaded = load(lexicon, fd, path, error);
    close(fd);
    return loaded ? g_steal_pointer(&lexicon) : NULL;
}

CbLexicon *cb_lexicon_ref(CbLexicon *lexicon)
{
    g_atomic_ref_count_inc(&lexicon->references);
    return lexicon;
}

void cb_lexicon_unref(CbLexicon *lexicon)
{
    if (lexicon == NULL || !g_atomic_ref_count_dec(&lexicon->references))
        return;
    if (lexicon->map != NULL)
        munmap(lexicon->map, lexicon->size);
    g_free(lexicon);
}

const char *cb_lexicon_fingerprint(const CbLexicon *lexicon)
{
    return lexicon->fingerprint;
}

char *cb_lexicon_default_path(void)
{
    return cb_shipped_file(CB_LEXICON_FILE_NAME);
}

/* --- Looking up ------------------------------------------------------------------------------- */

guint64 cb_lexicon_start(const CbLexicon *lexicon)
{
    return cb_lexicon_hash_start(lexicon->header->seed);
}

CbLexiconEntry cb_lexicon_find_hash(const CbLexicon *lexicon, guint64 hash)
{
    hash = cb_lexicon_hash_end(hash);
    guint32 tag = cb_lexicon_tag(hash), n_slots = lexicon->header->n_slots;
    guint32 i = cb_lexicon_first_slot(hash, n_slots);
    for (guint32 probes = 0; probes <= lexicon->header->max_probes && lexicon->slots[i].tag != 0;
         probes++) {
        if (lexicon->slots[i].tag == tag)
            return lexicon->slots[i].entry;
        i = i + 1 == n_slots ? 0 : i + 1;
    }
    return 0;
}

CbLexiconEntry cb_lexicon_find(const CbLexicon *lexicon, const char *word, gsize length)
{
    guint64 hash = cb_lexicon_start(lexicon);
    for (gsize i = 0; i < length; i++)
        hash = cb_lexicon_hash_add(hash, word[i]);
    return cb_lexicon_find_hash(lexicon, hash);
}

CbLexiconEntry cb_lexicon_find_genitive(const CbLexicon *lexicon, const char *word, gsize length)
{
    CbLexiconEntry entry = cb_lexicon_find(lexicon, word, length);
    if (entry == 0 && length >= 3 && word[length - 1] == 's')
        entry = cb_lexicon_find(lexicon, word, length - 1) &
                ~(CbLexiconEntry)(CB_ENTRY_LEADS | CB_ENTRY_LOOSE);
    return entry;
}

const char *cb_lexicon_key(const CbLexicon *lexicon, CbLexiconEntry entry)
{
    guint id = cb_entry_key(entry);
    return id == 0 || id >= lexicon->header->n_keys ? NULL
                                                    : lexicon->keys + lexicon->key_offsets[id];
}
