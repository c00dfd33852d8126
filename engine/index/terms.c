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
 * one text into the next. Passages have no terms: their words are counted in the file of positions.
 *
 * Xapian is given each term of the case once, in the end. Until then the case's stems are tallied.
 */
#include "terms.h"
#include "effect.h"
#include <casebank/error.h>
#include <string.h>

/* What the document will have of a stem: wdf of its terms. */
typedef struct {
    CbPositionsStem *stem;
    guint32 words, parts;                             /* together, of Z or K */
    guint32 title, file;                              /* S, XF */
    guint32 words_in_attachment, parts_in_attachment; /* of the one being read: counts */
} Tally;

struct CbCaseTerms {
    CbAnalyzer *analyzer;
    CbVocabularyBuilder *vocabulary;
    CbPositionsBuilder *positions;
    const CbCase *item;
    const char *text;       /* being read */
    xapc_document *doc;     /* of the case */
    xapc_error *error;      /* the first one: nothing more is added after it */
    guint position;         /* where the text being read begins */
    guint next_position;    /* where the next one can */
    guint passage_position; /* where the passage made last begins */
    guint weight; /* wdf a word of the text adds to the case; of attachments it is added later */
    const char *field; /* extra prefix for the text's stems, or NULL */
    GArray *tallies;   /* Tally; CbPositionsStem.tally is the place of the stem's, plus 1 */
    GArray *attached;  /* guint: tallies with a count in the attachment being read */
    guint title_words, lead_words, passage_words;
    guint lead_left; /* words that still belong to what the case says first */
    int attachment;  /* which one is read, or -1 */
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

/* --- Words ----------------------------------------------------------------------------------- */

/* What the place tells the vocabulary. The names of files are not written for people. */
static void see_word(CbCaseTerms *terms, CbPositionsForm *form, const CbToken *token)
{
    CbSeenWord *word = form->data;
    if (word == NULL)
        form->data = word = cb_vocabulary_builder_add(terms->vocabulary, token);
    else
        cb_vocabulary_builder_add_again(terms->vocabulary, word);
    if (terms->field == NULL)
        cb_vocabulary_builder_see(terms->vocabulary, word, token, terms->text);
    else if (strcmp(terms->field, CB_TERM_TITLE) == 0)
        cb_vocabulary_builder_see_in_title(terms->vocabulary, word, token, terms->text);
}

static guint tally_place(CbCaseTerms *terms, CbPositionsStem *stem)
{
    if (stem->tally == 0) {
        Tally tally = {.stem = stem};
        g_array_append_val(terms->tallies, tally);
        stem->tally = terms->tallies->len;
    }
    return stem->tally - 1;
}

/* The stem stands in the text once more, as a word or as a part of one. */
static void count_stem(CbCaseTerms *terms, CbPositionsStem *stem, gboolean part)
{
    guint place = tally_place(terms, stem);
    Tally *tally = &g_array_index(terms->tallies, Tally, place);
    guint32 units = part ? CB_PART_UNITS : CB_WHOLE_UNITS;
    if (terms->attachment >= 0) {
        if (tally->words_in_attachment + tally->parts_in_attachment == 0)
            g_array_append_val(terms->attached, place);
        *(part ? &tally->parts_in_attachment : &tally->words_in_attachment) += 1;
    } else {
        *(part ? &tally->parts : &tally->words) += terms->weight;
    }
    if (terms->field != NULL)
        *(strcmp(terms->field, CB_TERM_TITLE) == 0 ? &tally->title : &tally->file) += units;
}

/* A word, or what is joined to one, with its parts. */
static CbPositionsForm *read_form(CbCaseTerms *terms, const CbToken *token, const CbToken *parts,
                                  guint n_parts)
{
    const char *stems[CB_MAX_FORM_PARTS];
    n_parts = MIN(n_parts, CB_MAX_FORM_PARTS);
    for (guint i = 0; i < n_parts; i++)
        stems[i] = parts[i].stem;
    CbPositionsForm *form =
        cb_positions_builder_form(terms->positions, token->form, token->stem, stems, n_parts);
    count_stem(terms, form->stem, FALSE);
    for (guint i = 0; i < form->n_parts; i++)
        count_stem(terms, form->parts[i], TRUE);
    see_word(terms, form, token);
    return form;
}

/* The word comes first, then what is joined to it with its parts, then its own parts. */
static gboolean read_word(const CbToken *tokens, guint n, gpointer data)
{
    CbCaseTerms *terms = data;
    guint pieces = tokens[0].n_parts;
    guint n_parts = pieces > 1 ? MIN(pieces * (pieces + 1) / 2 - 1, n - 1) : 0;
    guint own = n - n_parts;
    cb_positions_builder_add_word(terms->positions, terms->position + tokens[0].position,
                                  read_form(terms, &tokens[0], tokens + own, n_parts));
    if (own > 1 && tokens[1].kind == CB_TOKEN_JOINED)
        cb_positions_builder_add_joined(terms->positions,
                                        read_form(terms, &tokens[1], tokens + 2, own - 2));
    return TRUE;
}

/* A text of the case, and of the passage when there is one. */
static void add_text(CbCaseTerms *terms, const char *text, guint weight, const char *field)
{
    if (text == NULL || *text == '\0')
        return;
    terms->text = text;
    terms->weight = weight;
    terms->field = field;
    terms->position = terms->next_position;
    guint used = cb_analyzer_run_words(terms->analyzer, text, -1, read_word, terms);
    terms->next_position = terms->position + used + CB_POSITION_GAP;
    terms->passage_words += used;
    if (field == NULL)
        terms->lead_left -= MIN(terms->lead_left, used);
}

static guint damped(guint count)
{
    return count > 0 ? g_bit_storage(count) : 0; /* 1 + floor(log2(count)) */
}

/* What the attachment read until now adds to the case. */
static void close_attachment(CbCaseTerms *terms)
{
    for (guint i = 0; i < terms->attached->len; i++) {
        Tally *tally =
            &g_array_index(terms->tallies, Tally, g_array_index(terms->attached, guint, i));
        tally->words += damped(tally->words_in_attachment);
        tally->parts += damped(tally->parts_in_attachment);
        tally->words_in_attachment = tally->parts_in_attachment = 0;
    }
    g_array_set_size(terms->attached, 0);
    terms->attachment = -1;
}

/* Forgets the tallies; the stems belong to the builder, and are used again. */
static void clear_tallies(CbCaseTerms *terms)
{
    for (guint i = 0; i < terms->tallies->len; i++)
        g_array_index(terms->tallies, Tally, i).stem->tally = 0;
    g_array_set_size(terms->tallies, 0);
}

static void add_term(CbCaseTerms *terms, const char *prefix, const char *stem, guint32 wdf)
{
    if (wdf == 0 || terms->error != NULL)
        return;
    gsize length = make_term(terms, prefix, stem);
    xapc_document_add_term(terms->doc, terms->term, length, wdf, &terms->error);
}

static void add_stems(CbCaseTerms *terms)
{
    for (guint i = 0; i < terms->tallies->len; i++) {
        const Tally *tally = &g_array_index(terms->tallies, Tally, i);
        gboolean word = tally->words > 0;
        add_term(terms, word ? CB_TERM_STEM : CB_TERM_PART, tally->stem->text,
                 tally->words + tally->parts);
        add_term(terms, CB_TERM_TITLE, tally->stem->text, tally->title);
        add_term(terms, CB_TERM_FILE, tally->stem->text, tally->file);
    }
    clear_tallies(terms);
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

/* --- The document ---------------------------------------------------------------------------- */

CbCaseTerms *cb_case_terms_new(CbAnalyzer *analyzer, CbVocabularyBuilder *vocabulary,
                               CbPositionsBuilder *positions, const CbCase *item)
{
    CbCaseTerms *terms = g_new0(CbCaseTerms, 1);
    terms->positions = positions;
    terms->analyzer = analyzer;
    terms->vocabulary = vocabulary;
    terms->item = item;
    terms->attachment = -1;
    terms->tallies = g_array_new(FALSE, FALSE, sizeof(Tally));
    terms->attached = g_array_new(FALSE, FALSE, sizeof(guint));
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
    xapc_error_free(terms->error);
    clear_tallies(terms);
    g_array_unref(terms->tallies);
    g_array_unref(terms->attached);
    g_free(terms);
}

void cb_case_terms_add_passage(CbCaseTerms *terms, const CbPassageRecord *passage)
{
    terms->passage_words = 0;
    if (terms->attachment != passage->attachment)
        close_attachment(terms);
    terms->attachment = passage->attachment;
    if (passage->continues) /* the text goes on: a phrase may reach over the cut */
        terms->next_position -= CB_POSITION_GAP;
    terms->passage_position = terms->next_position;
    if (passage->attachment >= 0) { /* the outline's heading stands on the page too */
        add_text(terms, passage->text, 0, NULL);
    } else {
        if (!passage->continues)
            add_text(terms, passage->heading, CB_WEIGHT_HEADING, NULL);
        add_text(terms, passage->text, passage->is_lead ? CB_WEIGHT_LEAD : CB_WEIGHT_BODY, NULL);
    }
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
    add_stems(terms);
    if (terms->item->contact != NULL && terms->error == NULL)
        cb_analyzer_run(terms->analyzer, terms->item->contact, -1, add_contact_token, terms);
    add_filters(terms, terms->item);
    if (terms->error == NULL)
        return g_steal_pointer(&terms->doc);
    cb_error_from_xapian(error, g_steal_pointer(&terms->error), "dokumentet kan ikke laves");
    return NULL;
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
