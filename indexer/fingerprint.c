/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints of cases. */
#include "fingerprint.h"
#include <casebank/pack.h>

#define LETTERS 32 /* of SHA-256: 128 bits are enough to tell what is the same */

static void pack_strings(GByteArray *out, const GPtrArray *strings)
{
    cb_pack_number(out, strings->len);
    for (guint i = 0; i < strings->len; i++)
        cb_pack_string(out, strings->pdata[i]);
}

static void pack_sections(GByteArray *out, const GPtrArray *sections)
{
    cb_pack_number(out, sections->len);
    for (guint i = 0; i < sections->len; i++) {
        const CbSection *section = sections->pdata[i];
        cb_pack_string(out, section->heading);
        cb_pack_string(out, section->anchor);
        cb_pack_string(out, section->text);
    }
}

static void pack_also_in(GByteArray *out, const GPtrArray *places)
{
    cb_pack_number(out, places->len);
    for (guint i = 0; i < places->len; i++) {
        const CbAlsoIn *place = places->pdata[i];
        cb_pack_string(out, place->title);
        cb_pack_string(out, place->url);
        cb_pack_string(out, place->source);
    }
}

static void pack_attachment(GByteArray *out, const CbAttachment *attachment,
                            const CbRecords *records)
{
    const CbFileRecord *file =
        attachment->source != NULL ? cb_records_file(records, attachment->source) : NULL;
    cb_pack_string(out, attachment->name);
    cb_pack_string(out, attachment->url);
    cb_pack_string(out, attachment->source);
    cb_pack_string(out, file != NULL ? file->hash : NULL);
    cb_pack_string(out, file != NULL ? file->extraction : NULL);
    cb_pack_string(out, file != NULL ? file->state : NULL);
}

char *cb_case_fingerprint(const CbCase *item, const CbRecords *records)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cb_pack_string(bytes, item->id);
    cb_pack_number(bytes, item->kind);
    /* A lone PDF's title, date and municipalities are read from the file itself. */
    cb_pack_string(bytes, item->kind != CB_CASE_DOCUMENT ? item->title : NULL);
    cb_pack_string(bytes, item->kind != CB_CASE_DOCUMENT ? item->updated : NULL);
    if (item->kind != CB_CASE_DOCUMENT)
        pack_strings(bytes, item->municipalities);
    pack_strings(bytes, item->topics);
    cb_pack_string(bytes, item->url);
    cb_pack_string(bytes, item->source);
    cb_pack_string(bytes, item->lead);
    cb_pack_string(bytes, item->contact);
    pack_sections(bytes, item->sections);
    pack_also_in(bytes, item->also_in);
    cb_pack_number(bytes, item->attachments->len);
    for (guint i = 0; i < item->attachments->len; i++)
        pack_attachment(bytes, item->attachments->pdata[i], records);
    char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
    sum[LETTERS] = '\0';
    return sum;
}
