/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cases say, kept in a file. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "case_spool.h"
#include "io_error.h"
#include <casebank/error.h>
#include <casebank/pack.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define WRITE_AT_ONCE (256u * 1024) /* bytes */

typedef struct {
    guint64 offset;
    gsize length;
} Place;

struct CbCaseSpool {
    char *folder;
    int fd; /* -1 until there is more than WRITE_AT_ONCE */
    gboolean in_memory;
    guint64 written;     /* what the file holds */
    GByteArray *pending; /* what comes behind that */
    GByteArray *read;    /* what was read last */
    GHashTable *places;  /* CbCase* -> Place* */
    GError *failure;     /* the first text that could not be read */
};

CbCaseSpool *cb_case_spool_new(const char *folder)
{
    CbCaseSpool *spool = g_new0(CbCaseSpool, 1);
    spool->folder = g_strdup(folder);
    spool->fd = -1;
    spool->pending = g_byte_array_new();
    spool->read = g_byte_array_new();
    spool->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return spool;
}

void cb_case_spool_free(CbCaseSpool *spool)
{
    if (spool == NULL)
        return;
    if (spool->fd >= 0)
        close(spool->fd);
    g_byte_array_unref(spool->pending);
    g_byte_array_unref(spool->read);
    g_hash_table_unref(spool->places);
    g_clear_error(&spool->failure);
    g_free(spool->folder);
    g_free(spool);
}

/* --- The file -------------------------------------------------------------------------------- */

static gboolean set_write_error(const CbCaseSpool *spool, GError **error)
{
    cb_set_io_error(error, spool->folder, "der kan ikke skrives i mappen");
    return FALSE;
}

/* A file system that knows no files without a name says so in one of these ways. */
static gboolean is_unknown(int number)
{
    return number == EOPNOTSUPP || number == EISDIR || number == EINVAL;
}

static gboolean open_file(CbCaseSpool *spool, GError **error)
{
    if (spool->fd >= 0 || spool->in_memory)
        return TRUE;
    spool->fd = open(spool->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    spool->in_memory = spool->fd < 0 && is_unknown(errno);
    return spool->fd >= 0 || spool->in_memory || set_write_error(spool, error);
}

static gboolean write_pending(CbCaseSpool *spool, GError **error)
{
    if (!open_file(spool, error))
        return FALSE;
    for (gsize done = 0; !spool->in_memory && done < spool->pending->len;) {
        ssize_t n = pwrite(spool->fd, spool->pending->data + done, spool->pending->len - done,
                           (off_t)(spool->written + done));
        if (n < 0 && errno != EINTR)
            return set_write_error(spool, error);
        done += (gsize)MAX(n, 0);
    }
    if (spool->in_memory)
        return TRUE;
    spool->written += spool->pending->len;
    g_byte_array_set_size(spool->pending, 0);
    return TRUE;
}

static gboolean read_file(CbCaseSpool *spool, const Place *place)
{
    g_byte_array_set_size(spool->read, (guint)place->length);
    for (gsize done = 0; done < place->length;) {
        ssize_t n = pread(spool->fd, spool->read->data + done, place->length - done,
                          (off_t)(place->offset + done));
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return FALSE;
        done += (gsize)MAX(n, 0);
    }
    return TRUE;
}

/* --- Texts ----------------------------------------------------------------------------------- */

static CbSection *section_at(const CbCase *item, guint i)
{
    return item->sections->pdata[i];
}

static void drop_texts(CbCase *item)
{
    g_clear_pointer(&item->lead, g_free);
    for (guint i = 0; i < item->sections->len; i++)
        g_clear_pointer(&section_at(item, i)->text, g_free);
}

static void unpack_texts(CbUnpack *in, CbCase *item)
{
    item->lead = cb_unpack_text(in);
    for (guint i = 0; i < item->sections->len; i++)
        section_at(item, i)->text = cb_unpack_text(in);
}

gboolean cb_case_spool_put(CbCaseSpool *spool, CbCase *item, GError **error)
{
    guint before = spool->pending->len;
    Place *place = g_new(Place, 1);
    cb_pack_string(spool->pending, item->lead);
    for (guint i = 0; i < item->sections->len; i++)
        cb_pack_string(spool->pending, section_at(item, i)->text);
    *place = (Place){spool->written + before, spool->pending->len - before};
    if (spool->pending->len >= WRITE_AT_ONCE && !write_pending(spool, error)) {
        g_byte_array_set_size(spool->pending, before);
        g_free(place);
        return FALSE;
    }
    g_hash_table_insert(spool->places, item, place);
    drop_texts(item);
    return TRUE;
}

gboolean cb_case_spool_get(CbCaseSpool *spool, CbCase *item)
{
    if (item->lead != NULL)
        return FALSE;
    const Place *place = g_hash_table_lookup(spool->places, item);
    CbUnpack in = {.left = place->length};
    if (place->offset >= spool->written)
        in.data = spool->pending->data + (place->offset - spool->written);
    else if (read_file(spool, place))
        in.data = spool->read->data;
    else
        in.failed = TRUE;
    unpack_texts(&in, item);
    if (in.failed && spool->failure == NULL)
        cb_set_io_error(&spool->failure, spool->folder, "en midlertidig fil kan ikke læses");
    return TRUE;
}

void cb_case_spool_drop(CbCaseSpool *spool, CbCase *item)
{
    g_return_if_fail(g_hash_table_contains(spool->places, item));
    drop_texts(item);
}

guint64 cb_case_spool_bytes(const CbCaseSpool *spool)
{
    return spool->written + spool->pending->len;
}

gboolean cb_case_spool_check(const CbCaseSpool *spool, GError **error)
{
    if (spool->failure != NULL)
        g_propagate_error(error, g_error_copy(spool->failure));
    return spool->failure == NULL;
}
