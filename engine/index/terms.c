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
 *
 * The words of a passage go into two documents, the case's and its own, from one run of the
 * analyzer.
 */
#include "terms.h"
#include "effect.h"
#include <casebank/error.h>
#include <string.h>

struct CbCaseTerms {
    CbAnalyzer *analyzer;
    CbVocabularyBuilder *vocabulary;
    CbPositionsBuilder *positions;
    const CbCase *item;
    const char *text;       /* being read */
    xapc_document *doc;     /* of the case */
    xapc_document *passage; /* of the passage being read, or NULL */
    xapc_error *error;      /* the first one: nothing more is added after it */
    guint position;         /* where the text being read begins */
    guint next_position;    /* where the next one can */
    guint passage_position; /* where the passage made last begins */
    guint weight; /* wdf a word of the text adds to the case; with @tally none: it is added later */
    const char *field; /* extra prefix for the text's stems, or NULL */
    GHashTable *forms; /* W terms given so far -> CbSeenWord* */
    GHashTable *tally; /* term -> guint*: count in the attachment being read */
    guint title_words, lead_words, passage_words;
    guint lead_left; /* words that still belong to what the case says first */
    int attachment;  /* which one that is, or -1 */
    char term[XAPC_MAX_TERM_LENGTH + 1];
};

/* Writes prefix + text into terms->term and returns its length. The analyzer keeps words well below
 * the limit. */
static gsize make_term(CbCaseTerms *terms, const char *prefix, const char *text)
{
    gsize start = strlen(prefix);
    memcpy(terms->term, prefix, start);
    gsize length = MIN(strlen(text), sizeof terms->term - 1 - start);
    memcpy(terms->term + start, text, length);
    terms->term[start + length] = '\0';
    return start + length;
}

static CbSeenWord *add_form(CbCaseTerms *terms, const CbToken *token)
{
    CbSeenWord *word = g_hash_table_lookup(terms->forms, token->form);
    if (word != NULL)
        return word;
    word = cb_vocabulary_builder_add(terms->vocabulary, token);
    g_hash_table_insert(terms->forms, cb_seen_word_form(word), word);
    gsize length = make_term(terms, CB_TERM_FORM, token->form);
    xapc_document_add_boolean_term(terms->doc, terms->term, length, &terms->error);
    return word;
}

/* What the place tells the vocabulary. The names of files are not written for people. */
static void see_word(CbCaseTerms *terms, CbSeenWord *word, const CbToken *token)
{
    if (terms->field == NULL)
        cb_vocabulary_builder_see(terms->vocabulary, word, token, terms->text);
    else if (strcmp(terms->field, CB_TERM_TITLE) == 0)
        cb_vocabulary_builder_see_in_title(terms->vocabulary, word, token, terms->text);
}

static void count_in_attachment(CbCaseTerms *terms)
{
    guint *count = g_hash_table_lookup(terms->tally, terms->term);
    if (count == NULL) {
        count = g_new0(guint, 1);
        g_hash_table_insert(terms->tally, g_strdup(terms->term), count);
    }
    ++*count;
}

/* Parts have no positions: a phrase is of whole words. */
static void add_position(CbCaseTerms *terms, const CbToken *token)
{
    const char *stem = terms->term + strlen(CB_TERM_STEM);
    if (token->kind == CB_TOKEN_WORD)
        cb_positions_builder_add_word(terms->positions, terms->position + token->position, stem);
    else if (token->kind == CB_TOKEN_JOINED)
        cb_positions_builder_add_joined(terms->positions, stem);
}

/* The token's term in the running text. */
static void add_running_term(CbCaseTerms *terms, const CbToken *token)
{
    gboolean part = token->kind == CB_TOKEN_PART;
    gsize length = make_term(terms, part ? CB_TERM_PART : CB_TERM_STEM, token->stem);
    add_position(terms, token);
    if (terms->weight > 0)
        xapc_document_add_term(terms->doc, terms->term, length, terms->weight, &terms->error);
    if (terms->passage != NULL && terms->error == NULL)
        xapc_document_add_term(terms->passage, terms->term, length, 1, &terms->error);
    if (terms->attachment >= 0)
        count_in_attachment(terms);
}

static void add_field_term(CbCaseTerms *terms, const char *prefix, const CbToken *token)
{
    if (terms->error != NULL)
        return;
    gsize length = make_term(terms, prefix, token->stem);
    guint units = token->kind == CB_TOKEN_PART ? CB_PART_UNITS : CB_WHOLE_UNITS;
    xapc_document_add_term(terms->doc, terms->term, length, units, &terms->error);
}

static gboolean add_token(const CbToken *token, gpointer data)
{
    CbCaseTerms *terms = data;
    add_running_term(terms, token);
    if (terms->field != NULL)
        add_field_term(terms, terms->field, token);
    else if (token->position < terms->lead_left)
        add_field_term(terms, CB_TERM_LEAD, token);
    if (terms->error == NULL && token->kind != CB_TOKEN_PART)
        see_word(terms, add_form(terms, token), token);
    return terms->error == NULL;
}

static gboolean add_passage_token(const CbToken *token, gpointer data)
{
    CbCaseTerms *terms = data;
    const char *prefix = token->kind == CB_TOKEN_PART ? CB_TERM_PART : CB_TERM_STEM;
    gsize length = make_term(terms, prefix, token->stem);
    return xapc_document_add_term(terms->passage, terms->term, length, 1, &terms->error);
}

/* A text of the case, and of the passage when there is one. */
static void add_text(CbCaseTerms *terms, const char *text, guint weight, const char *field)
{
    if (text == NULL || *text == '\0' || terms->error != NULL)
        return;
    terms->text = text;
    terms->weight = weight;
    terms->field = field;
    terms->position = terms->next_position;
    guint used = cb_analyzer_run(terms->analyzer, text, -1, add_token, terms);
    terms->next_position = terms->position + used + CB_POSITION_GAP;
    terms->passage_words += used;
    if (field == NULL)
        terms->lead_left -= MIN(terms->lead_left, used);
}

static guint damped(guint count)
{
    return g_bit_storage(count); /* 1 + floor(log2(count)) */
}

/* What the attachment read until now adds to the case. */
static void close_attachment(CbCaseTerms *terms)
{
    GHashTableIter iter;
    gpointer term, count;
    g_hash_table_iter_init(&iter, terms->tally);
    while (terms->error == NULL && g_hash_table_iter_next(&iter, &term, &count))
        xapc_document_add_term(terms->doc, term, strlen(term), damped(*(guint *)count),
                               &terms->error);
    g_hash_table_remove_all(terms->tally);
    terms->attachment = -1;
}

/* --- Beside the texts ------------------------------------------------------------------------ */

static gboolean add_contact_token(const CbToken *token, gpointer data)
{
    CbCaseTerms *terms = data;
    gsize length = make_term(terms, CB_TERM_CONTACT, token->form);
    return xapc_document_add_boolean_term(terms->doc, terms->term, length, &terms->error);
}

static void add_filter(CbCaseTerms *terms, const char *prefix, const char *value)
{
    if (terms->error != NULL)
        return;
    g_autofree char *key = cb_fold_key(value);
    gsize length = make_term(terms, prefix, key);
    xapc_document_add_boolean_term(terms->doc, terms->term, length, &terms->error);
}

static gboolean has_readable_attachment(const CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++)
        if (((const CbAttachment *)item->attachments->pdata[i])->state == CB_STATE_OK)
            return TRUE;
    return FALSE;
}

static void add_filters(CbCaseTerms *terms, const CbCase *item)
{
    for (guint i = 0; i < item->municipalities->len; i++)
        add_filter(terms, CB_TERM_MUNICIPALITY, item->municipalities->pdata[i]);
    for (guint i = 0; i < item->topics->len; i++)
        add_filter(terms, CB_TERM_TOPIC, item->topics->pdata[i]);
    for (guint i = 0; i < item->attachments->len; i++)
        add_filter(terms, CB_TERM_TYPE, ((const CbAttachment *)item->attachments->pdata[i])->type);
    if (item->updated != NULL) {
        g_autofree char *year = g_strndup(item->updated, 4);
        add_filter(terms, CB_TERM_YEAR, year);
    }
    add_filter(terms, CB_TERM_KIND, cb_case_kind_name(item->kind));
    if (cb_case_tells_effect(item))
        add_filter(terms, CB_TERM_HAS, "effekt");
    if (has_readable_attachment(item))
        add_filter(terms, CB_TERM_HAS, "pdf");
}

static void add_names(CbCaseTerms *terms, const CbCase *item)
{
    /* "Aalborg mentor" finds a section whose own text does not name its municipality. */
    for (guint i = 0; i < item->municipalities->len; i++)
        add_text(terms, item->municipalities->pdata[i], CB_WEIGHT_BODY, NULL);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        add_text(terms, attachment->name, CB_WEIGHT_FILE_NAME, CB_TERM_FILE);
        add_text(terms, attachment->title, CB_WEIGHT_FILE_NAME, CB_TERM_FILE);
    }
}

/* --- The documents --------------------------------------------------------------------------- */

CbCaseTerms *cb_case_terms_new(CbAnalyzer *analyzer, CbVocabularyBuilder *vocabulary,
                               CbPositionsBuilder *positions, const CbCase *item)
{
    CbCaseTerms *terms = g_new0(CbCaseTerms, 1);
    terms->positions = positions;
    terms->analyzer = analyzer;
    terms->vocabulary = vocabulary;
    terms->item = item;
    terms->attachment = -1;
    terms->forms = g_hash_table_new(g_str_hash, g_str_equal);
    terms->tally = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    terms->lead_left = CB_LEAD_WORDS;
    cb_vocabulary_builder_begin_case(vocabulary, analyzer, item);
    terms->doc = xapc_document_new(&terms->error);
    add_text(terms, item->title, CB_WEIGHT_TITLE, CB_TERM_TITLE);
    terms->title_words = terms->passage_words;
    return terms;
}

void cb_case_terms_free(CbCaseTerms *terms)
{
    if (terms == NULL)
        return;
    xapc_document_free(terms->doc);
    xapc_document_free(terms->passage);
    xapc_error_free(terms->error);
    g_hash_table_unref(terms->forms);
    g_hash_table_unref(terms->tally);
    g_free(terms);
}

/* Hands over a document, or the first error. */
static xapc_document *hand_over(CbCaseTerms *terms, xapc_document **doc, GError **error)
{
    if (terms->error == NULL)
        return g_steal_pointer(doc);
    cb_error_from_xapian(error, g_steal_pointer(&terms->error), "dokumentet kan ikke laves");
    return NULL;
}

static void add_passage_texts(CbCaseTerms *terms, const CbPassageRecord *passage)
{
    if (terms->attachment != passage->attachment)
        close_attachment(terms);
    terms->attachment = passage->attachment;
    if (passage->continues) /* the text goes on: a phrase may reach over the cut */
        terms->next_position -= CB_POSITION_GAP;
    terms->passage_position = terms->next_position;
    if (passage->attachment >= 0) {
        /* The outline's heading stands on the page too: the case has its words from there. */
        if (passage->heading != NULL)
            cb_analyzer_run(terms->analyzer, passage->heading, -1, add_passage_token, terms);
        add_text(terms, passage->text, 0, NULL);
    } else {
        if (!passage->continues)
            add_text(terms, passage->heading, CB_WEIGHT_HEADING, NULL);
        add_text(terms, passage->text, passage->is_lead ? CB_WEIGHT_LEAD : CB_WEIGHT_BODY, NULL);
    }
}

static void fill_passage(CbCaseTerms *terms, const CbPassageRecord *passage, const char *uid,
                         guint order)
{
    xapc_error **error = &terms->error;
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_passage_pack(passage, data);
    gsize length = make_term(terms, CB_TERM_ID, uid);
    if (xapc_document_add_boolean_term(terms->passage, terms->term, length, error) &&
        xapc_document_add_value(terms->passage, CB_VALUE_CASE, uid, strlen(uid), error) &&
        xapc_document_add_number(terms->passage, CB_VALUE_ORDER, order, error))
        xapc_document_set_data(terms->passage, (const char *)data->data, data->len, error);
}

xapc_document *cb_case_terms_passage(CbCaseTerms *terms, const CbPassageRecord *passage,
                                     const char *uid, guint order, GError **error)
{
    if (terms->error == NULL)
        terms->passage = xapc_document_new(&terms->error);
    terms->passage_words = 0;
    if (terms->error == NULL)
        add_passage_texts(terms, passage);
    if (terms->error == NULL)
        fill_passage(terms, passage, uid, order);
    return hand_over(terms, &terms->passage, error);
}

guint cb_case_terms_passage_words(const CbCaseTerms *terms)
{
    return terms->passage_words;
}

guint cb_case_terms_passage_position(const CbCaseTerms *terms)
{
    return terms->passage_position;
}

guint cb_case_terms_title_words(const CbCaseTerms *terms)
{
    return terms->title_words;
}

guint cb_case_terms_lead_words(const CbCaseTerms *terms)
{
    return terms->lead_words;
}

xapc_document *cb_case_terms_finish(CbCaseTerms *terms, GError **error)
{
    close_attachment(terms);
    terms->lead_words = CB_LEAD_WORDS - terms->lead_left;
    terms->lead_left = 0; /* names are not what the case says first */
    add_names(terms, terms->item);
    if (terms->item->contact != NULL && terms->error == NULL)
        cb_analyzer_run(terms->analyzer, terms->item->contact, -1, add_contact_token, terms);
    add_filters(terms, terms->item);
    return hand_over(terms, &terms->doc, error);
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

/* The heading a page stands under: the first that begins on it, else the last before it. Items are
 * in document order. */
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
        passage.ocr = page->ocr;
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
