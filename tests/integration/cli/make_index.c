/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds the small index that the tests of the programs ask:
 *   test-make-index DIR                 once
 *   test-make-index DIR COUNT PAUSE_MS  COUNT generations, one after the other
 * The cases are invented. Each is here for something that is shown in its own way.
 */
#include "frontend/values.h"

#include <casebank/index.h>
#include <stdio.h>
#include <string.h>

static CbCase *new_case(const char *id, const char *title, const char *municipality,
                        const char *lead)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup(id);
    item->title = g_strdup(title);
    if (municipality)
        g_ptr_array_add(item->municipalities, g_strdup(municipality));
    g_free(item->lead);
    item->lead = g_strdup(lead);
    return item;
}

static void add_section(CbCase *item, const char *heading, const char *anchor, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new(heading, anchor, text));
}

static CbAttachment *add_attachment(CbCase *item, const char *name, const char *type)
{
    CbAttachment *attachment = cb_attachment_new(name);
    g_free(attachment->type);
    attachment->type = g_strdup(type);
    g_ptr_array_add(item->attachments, attachment);
    return attachment;
}

static void add_page(CbAttachment *attachment, const char *label, const char *text)
{
    attachment->n_pages++;
    g_ptr_array_add(attachment->pages, cb_pdf_page_new(attachment->n_pages, label, text));
}

static gboolean add(CbWriter *writer, CbCase *item, GError **error)
{
    gboolean ok = cb_writer_add_case(writer, item, error);
    cb_case_free(item);
    return ok;
}

/** A whole page with a web address, a handbook with page labels, and a PDF that is not there. */
static CbCase *mentor_case(void)
{
    CbCase *item = new_case("sager/mentor", "Mentorer på første dag", "Nordstrand",
                            "Nordstrand giver hver elev en mentor fra første dag.");
    item->url = g_strdup("https://www.example.dk/sager/mentor");
    item->source = g_strdup("sager/mentor.html");
    item->updated = g_strdup("2024-03-14");
    item->contact = g_strdup("Udviklingskonsulenten\nTelefon 00 00 00 00");
    g_ptr_array_add(item->topics, g_strdup("Fastholdelse"));
    add_section(
        item, "Effekt", "effekt",
        "Frafaldet faldt fra hver fjerde til hver tiende elev, efter at hver elev fik en mentor.");
    CbAttachment *handbook = add_attachment(item, "Håndbog for mentorer.pdf", "håndbog");
    handbook->url = g_strdup("https://www.example.dk/filer/haandbog.pdf");
    handbook->source = g_strdup("filer/haandbog.pdf");
    add_page(handbook, "i", "Håndbog for mentorer.");
    add_page(handbook, "ii", "Indhold.\n\nSådan bruger du bogen.");
    add_page(handbook, "1", "En mentor mærker tidligt, når frafald truer, og taler med eleven.");
    CbAttachment *poster = add_attachment(item, "Planche over elevrejsen.pdf", "planche");
    poster->state = CB_STATE_MISSING;
    poster->reason = g_strdup("filen findes ikke");
    g_ptr_array_add(item->also_in, cb_also_in_new("Alle indsatser", NULL, "oversigt.html"));
    return item;
}

/** A section of a collection page: its name has a space, a slash and letters of the alphabet's end.
 */
static CbCase *section_case(void)
{
    CbCase *item = new_case("sager/samling:første uge", "Buddy i første uge", "Engholm",
                            "En buddy viser den nye elev rundt.");
    item->source = g_strdup("sager/samling.html");
    item->updated = g_strdup("2021-11-02");
    add_section(item, NULL, NULL, "Buddyen er selv elev og er ikke en mentor.");
    CbAttachment *scan = add_attachment(item, "Velkomst.pdf", "velkomstbrev");
    scan->source = g_strdup("filer/velkomst.pdf");
    scan->state = CB_STATE_NO_TEXT;
    scan->reason = g_strdup("indscannet uden tekst");
    scan->n_pages = 2;
    return item;
}

static CbCase *teaser_case(void)
{
    CbCase *item = new_case("oversigt:bolig", "Boliger til elever", "Skovby",
                            "Skovby skaffer boliger til elever, der kommer langvejs fra.");
    item->kind = CB_CASE_TEASER;
    item->source = g_strdup("oversigt.html");
    return item;
}

static CbCase *document_case(void)
{
    CbCase *item = new_case("filer/referat", "Referat af netværksmøde", NULL, "");
    item->kind = CB_CASE_DOCUMENT;
    item->source = g_strdup("filer/referat.pdf");
    item->updated = g_strdup("2019-05-01");
    CbAttachment *pdf = add_attachment(item, "referat.pdf", "andet");
    pdf->source = g_strdup("filer/referat.pdf");
    add_page(pdf, NULL, "Netværket talte om frafald i sommerferien.");
    return item;
}

/** Text that would retitle a terminal if it came through. */
static CbCase *hostile_case(void)
{
    CbCase *item = new_case("sager/tegn", "Styretegn\ti \033]0;overtaget\a teksten", "Engholm",
                            "Gartneriet \033[2Jhar elever.");
    item->source = g_strdup("sager/tegn.txt");
    return item;
}

/** Enough of the same to fill more than a page. */
static gboolean add_gardens(CbWriter *writer, GError **error)
{
    for (guint i = 1; i <= 12; i++) {
        g_autofree char *id = g_strdup_printf("haver/%02u", i);
        g_autofree char *title = g_strdup_printf("Havehold nummer %u", i);
        CbCase *item = new_case(id, title, i % 2 ? "Nordstrand" : "Engholm",
                                "Holdet passer haven sammen med beboerne.");
        item->source = g_strconcat(id, ".html", NULL);
        item->updated = g_strdup_printf("20%02u-06-01", 8 + i);
        if (!add(writer, item, error))
            return FALSE;
    }
    return TRUE;
}

/** What a run found out about a file. @reason: NULL when it is well; @case_id: the case it is of.
 */
static void record(CbLedger *ledger, const char *path, const char *state, const char *reason,
                   guint attempts, const char *case_id)
{
    CbFileRecord *file = cb_file_record_new(path, state, reason);
    file->attempts = attempts;
    file->read_at =
        strcmp(state, "missing") == 0 ? 0 : 1795390140; /* 22 November 2026, 23.29 in UTC */
    file->took_ms = 12;
    file->size = 3456;
    /* A page's record has its cases in the order of the page, perhaps one of them twice. */
    g_ptr_array_add(file->case_ids, g_strdup(case_id));
    g_ptr_array_add(file->case_ids, g_strdup(case_id));
    g_ptr_array_add(ledger->files, file);
}

/** (transfer full): of the files by path, as a run leaves it. */
static CbLedger *make_ledger(void)
{
    CbLedger *ledger = cb_ledger_new();
    record(ledger, "Planche over elevrejsen.pdf", "missing",
           "siden nævner den, men den er her ikke", 0, "sager/mentor");
    record(ledger, "filer/laast.pdf", "encrypted", "filen er beskyttet med adgangskode", 1,
           "en/sag/der/er/væk");
    record(ledger, "filer/velkomst.pdf", "no-text", "indscannet uden tekst", 2,
           "sager/samling:første uge");
    record(ledger, "sager/mentor.html", "ok", NULL, 0, "sager/mentor");
    return ledger;
}

static gboolean build(const char *dir, GError **error)
{
    g_autoptr(CbWriter) writer =
        cb_writer_new(dir, &(CbWriterOptions){.lock_wait_ms = 10000}, error);
    static const char *const sources[] = {"/srv/casebank/sider", NULL};

    if (!writer)
        return FALSE;
    cb_writer_set_sources(writer, sources);
    cb_writer_set_sandbox(writer, "full");
    cb_writer_set_ledger(writer, make_ledger());
    return add(writer, mentor_case(), error) && add(writer, section_case(), error) &&
           add(writer, teaser_case(), error) && add(writer, document_case(), error) &&
           add(writer, hostile_case(), error) && add_gardens(writer, error) &&
           cb_writer_publish(writer, error);
}

int main(int argc, char **argv)
{
    guint count = 1, pause = 0;

    if (argc != 2 && (argc != 4 || !cb_value_number("COUNT", argv[2], 1, 10000, &count, NULL) ||
                      !cb_value_number("PAUSE_MS", argv[3], 0, 10000, &pause, NULL))) {
        fprintf(stderr, "usage: %s DIR [COUNT PAUSE_MS]\n", argv[0]);
        return 2;
    }
    for (guint i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;
        if (!build(argv[1], &error)) {
            fprintf(stderr, "%s: %s\n", argv[0], error->message);
            return 1;
        }
        g_usleep((gulong)pause * 1000);
    }
    return 0;
}
