/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a case becomes terms.
 *
 * A case is one document of the words of all its texts, so that a query finds its words wherever in
 * the case they stand. Where a word stands decides how much it counts (CB_WEIGHT_*): the title and
 * the lead say what a case is about. Attachments come last and are damped: a word that stands n
 * times in an attachment counts 1 + log2(n), so that a handbook of a hundred pages adds its
 * vocabulary without drowning the page it belongs to.
 *
 * Positions run through the whole case, with a gap after every text: a phrase never reaches from
 * one text into the next.
 */
#include "terms.h"
#include "effect.h"
#include <casebank/error.h>
#include <string.h>

#define POSITION_GAP 100

typedef struct {
    CbAnalyzer *analyzer;
    xapc_document *doc;
    xapc_error *error; /* the first one */
    guint position;    /* where the next text begins */
    guint weight;      /* wdf a token of the text adds */
    const char *field; /* extra prefix for the text's stems, or NULL */
    GHashTable *forms; /* W terms given so far */
    GHashTable *tally; /* attachment stem -> count, while an attachment is read; else NULL */
    gboolean positions;
    char term[XAPC_MAX_TERM_LENGTH + 1];
} TermSink;

/* Writes prefix + text into sink->term and returns its length. The analyzer keeps words well below
 * the limit. */
static gsize make_term(TermSink *sink, const char *prefix, const char *text)
{
    return MIN(g_strlcpy(sink->term, prefix, sizeof sink->term), sizeof sink->term - 1) +
           MIN(g_strlcpy(sink->term + strlen(prefix), text, sizeof sink->term - strlen(prefix)),
               sizeof sink->term - 1 - strlen(prefix));
}

static void add_form(TermSink *sink, const char *form)
{
    if (sink->forms == NULL || g_hash_table_contains(sink->forms, form))
        return;
    g_hash_table_add(sink->forms, g_strdup(form));
    gsize length = make_term(sink, CB_TERM_FORM, form);
    xapc_document_add_boolean_term(sink->doc, sink->term, length, &sink->error);
}

static void tally(GHashTable *counts, const char *stem)
{
    gpointer key, value;
    if (g_hash_table_lookup_extended(counts, stem, &key, &value))
        g_hash_table_insert(counts, g_strdup(stem), GUINT_TO_POINTER(GPOINTER_TO_UINT(value) + 1));
    else
        g_hash_table_insert(counts, g_strdup(stem), GUINT_TO_POINTER(1));
}

static gboolean add_token(const CbToken *token, gpointer data)
{
    TermSink *sink = data;
    const char *prefix = token->kind == CB_TOKEN_PART ? CB_TERM_PART : CB_TERM_STEM;
    gsize length = make_term(sink, prefix, token->stem);
    if (sink->positions)
        xapc_document_add_posting(sink->doc, sink->term, length, sink->position + token->position,
                                  sink->weight, &sink->error);
    else
        xapc_document_add_term(sink->doc, sink->term, length, sink->weight, &sink->error);
    if (sink->tally != NULL)
        tally(sink->tally, token->stem);
    if (sink->field != NULL) {
        length = make_term(sink, sink->field, token->stem);
        xapc_document_add_boolean_term(sink->doc, sink->term, length, &sink->error);
    }
    add_form(sink, token->form);
    return sink->error == NULL;
}

static void add_text(TermSink *sink, const char *text, guint weight, const char *field)
{
    if (text == NULL || *text == '\0' || sink->error != NULL)
        return;
    sink->weight = weight;
    sink->field = field;
    guint used = cb_analyzer_run(sink->analyzer, text, -1, add_token, sink);
    sink->position += used + POSITION_GAP;
}

static guint damped(guint count)
{
    return 1 + g_bit_storage(count) - 1; /* 1 + floor(log2(count)) */
}

static void add_attachment_pages(TermSink *sink, const CbAttachment *attachment)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sink->tally = counts;
    for (guint i = 0; i < attachment->pages->len; i++)
        add_text(sink, ((const CbPdfPage *)attachment->pages->pdata[i])->text, 0, NULL);
    sink->tally = NULL;
    GHashTableIter iter;
    gpointer stem, count;
    g_hash_table_iter_init(&iter, counts);
    while (sink->error == NULL && g_hash_table_iter_next(&iter, &stem, &count)) {
        gsize length = make_term(sink, CB_TERM_STEM, stem);
        xapc_document_add_term(sink->doc, sink->term, length, damped(GPOINTER_TO_UINT(count)),
                               &sink->error);
    }
}

static gboolean add_contact_token(const CbToken *token, gpointer data)
{
    TermSink *sink = data;
    gsize length = make_term(sink, CB_TERM_CONTACT, token->form);
    return xapc_document_add_boolean_term(sink->doc, sink->term, length, &sink->error);
}

static void add_filter(TermSink *sink, const char *prefix, const char *value)
{
    if (sink->error != NULL)
        return;
    g_autofree char *key = cb_fold_key(value);
    gsize length = make_term(sink, prefix, key);
    xapc_document_add_boolean_term(sink->doc, sink->term, length, &sink->error);
}

static gboolean has_readable_attachment(const CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++)
        if (((const CbAttachment *)item->attachments->pdata[i])->state == CB_STATE_OK)
            return TRUE;
    return FALSE;
}

static void add_filters(TermSink *sink, const CbCase *item)
{
    for (guint i = 0; i < item->municipalities->len; i++)
        add_filter(sink, CB_TERM_MUNICIPALITY, item->municipalities->pdata[i]);
    for (guint i = 0; i < item->topics->len; i++)
        add_filter(sink, CB_TERM_TOPIC, item->topics->pdata[i]);
    for (guint i = 0; i < item->attachments->len; i++)
        add_filter(sink, CB_TERM_TYPE, ((const CbAttachment *)item->attachments->pdata[i])->type);
    if (item->updated != NULL) {
        g_autofree char *year = g_strndup(item->updated, 4);
        add_filter(sink, CB_TERM_YEAR, year);
    }
    add_filter(sink, CB_TERM_KIND, cb_case_kind_name(item->kind));
    if (cb_case_tells_effect(item))
        add_filter(sink, CB_TERM_HAS, "effekt");
    if (has_readable_attachment(item))
        add_filter(sink, CB_TERM_HAS, "pdf");
}

static void add_case_texts(TermSink *sink, const CbCase *item)
{
    add_text(sink, item->title, CB_WEIGHT_TITLE, CB_TERM_TITLE);
    add_text(sink, item->lead, CB_WEIGHT_LEAD, NULL);
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        add_text(sink, section->heading, CB_WEIGHT_HEADING, NULL);
        add_text(sink, section->text, CB_WEIGHT_BODY, NULL);
    }
    /* "Aalborg mentor" finds a section whose own text does not name its municipality. */
    for (guint i = 0; i < item->municipalities->len; i++)
        add_text(sink, item->municipalities->pdata[i], CB_WEIGHT_BODY, NULL);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        add_text(sink, attachment->name, CB_WEIGHT_FILE_NAME, CB_TERM_FILE);
        add_text(sink, attachment->title, CB_WEIGHT_FILE_NAME, CB_TERM_FILE);
        add_attachment_pages(sink, attachment);
    }
}

/* Hands over the document, or the first error. */
static xapc_document *finish(TermSink *sink, GError **error)
{
    if (sink->error == NULL)
        return sink->doc;
    xapc_document_free(sink->doc);
    cb_error_from_xapian(error, sink->error, "dokumentet kan ikke laves");
    return NULL;
}

xapc_document *cb_case_document(CbAnalyzer *analyzer, const CbCase *item, GError **error)
{
    g_autoptr(GHashTable) forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    TermSink sink = {.analyzer = analyzer, .positions = TRUE, .forms = forms};
    sink.doc = xapc_document_new(&sink.error);
    if (sink.doc == NULL)
        return finish(&sink, error);
    add_case_texts(&sink, item);
    if (item->contact != NULL)
        cb_analyzer_run(analyzer, item->contact, -1, add_contact_token, &sink);
    add_filters(&sink, item);
    return finish(&sink, error);
}

xapc_document *cb_passage_document(CbAnalyzer *analyzer, const CbPassageRecord *passage,
                                   const char *uid, guint order, GError **error)
{
    TermSink sink = {.analyzer = analyzer, .positions = FALSE};
    sink.doc = xapc_document_new(&sink.error);
    if (sink.doc == NULL)
        return finish(&sink, error);
    add_text(&sink, passage->heading, 1, NULL);
    add_text(&sink, passage->text, 1, NULL);
    gsize length = make_term(&sink, CB_TERM_ID, uid);
    xapc_document_add_boolean_term(sink.doc, sink.term, length, &sink.error);
    xapc_document_add_value(sink.doc, CB_VALUE_CASE, uid, strlen(uid), &sink.error);
    xapc_document_add_number(sink.doc, CB_VALUE_ORDER, order, &sink.error);
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_passage_pack(passage, data);
    xapc_document_set_data(sink.doc, (const char *)data->data, data->len, &sink.error);
    return finish(&sink, error);
}

/* --- Passages -------------------------------------------------------------------------------- */

/* Where to cut a text of more than CB_MAX_PASSAGE_BYTES: after the last paragraph end in reach,
 * else sentence end, else space, else at a code point. */
static gsize cut_point(const char *text)
{
    static const char *const ends[] = {"\n\n", ". ", " "};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        const char *at = g_strrstr_len(text, CB_MAX_PASSAGE_BYTES, ends[i]);
        if (at != NULL && at - text > CB_MAX_PASSAGE_BYTES / 4)
            return (gsize)(at - text) + strlen(ends[i]);
    }
    return (gsize)(g_utf8_find_prev_char(text, text + CB_MAX_PASSAGE_BYTES) - text);
}

static gboolean is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Gives a record out whole, or its text in pieces. */
static gboolean give(CbPassageRecord *passage, const char *text, CbPassageFunc func, gpointer data)
{
    if (is_blank(text))
        return TRUE;
    gboolean go_on = TRUE;
    passage->continues = FALSE;
    for (gsize left = strlen(text); go_on && left > 0;) {
        gsize piece = left > CB_MAX_PASSAGE_BYTES ? cut_point(text) : left;
        g_autofree char *copy = g_strndup(text, piece);
        passage->text = copy;
        go_on = func(passage, data);
        passage->text = NULL;
        passage->continues = TRUE;
        text += piece;
        left -= piece;
    }
    return go_on;
}

/* The heading a page stands under: the first that begins on it, else the last before it. Items are in document order. */
static char *outline_heading(const CbAttachment *attachment, guint page)
{
    const char *heading = NULL;
    for (guint i = 0; i < attachment->outline->len; i++) {
        const CbOutlineItem *item = attachment->outline->pdata[i];
        if (item->page == 0 || item->page > page)
            continue;
        heading = item->title;
        if (item->page == page)
            break;
    }
    return g_strdup(heading);
}

static gboolean give_attachment(const CbCase *item, guint index, CbPassageFunc func, gpointer data)
{
    const CbAttachment *attachment = item->attachments->pdata[index];
    for (guint i = 0; i < attachment->pages->len; i++) {
        const CbPdfPage *page = attachment->pages->pdata[i];
        g_autofree char *heading = outline_heading(attachment, page->number);
        CbPassageRecord passage = {.attachment = (int)index, .page = page->number};
        passage.label = page->label;
        passage.heading = heading;
        if (!give(&passage, page->text, func, data))
            return FALSE;
    }
    return TRUE;
}

gboolean cb_case_foreach_passage(const CbCase *item, CbPassageFunc func, gpointer data)
{
    CbPassageRecord lead = {.is_lead = TRUE, .attachment = -1};
    if (!give(&lead, item->lead, func, data))
        return FALSE;
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        CbPassageRecord passage = {.attachment = -1};
        passage.heading = section->heading;
        passage.anchor = section->anchor;
        if (!give(&passage, section->text, func, data))
            return FALSE;
    }
    for (guint i = 0; i < item->attachments->len; i++)
        if (!give_attachment(item, i, func, data))
            return FALSE;
    return TRUE;
}
