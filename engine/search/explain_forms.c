/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Collecting the forms of a query's words from the texts of a case.
 *
 * Every token of every text is looked up among the stems that the concepts of the query may stand
 * by. A word of the text and its parts share a position, and there only the best way of a concept
 * is told: a text that has "elevfrafald" for the query "elevfrafald" has not also "elev" and
 * "frafald" there.
 */
#include "explain_forms.h"
#include "build.h"
#include <string.h>

/* One stem of one way of one concept. */
typedef struct {
    guint concept, way, stem;
} Need;

/* A way to stand at the current position. Bytes of the text: [start, end); of the part that fits,
 * [part_start, part_end), empty when it is all. */
typedef struct {
    guint rank; /* 0: nothing yet; lower is better */
    guint way;
    gboolean counts;
    gsize start, end;
    gsize part_start, part_end;
} Candidate;

#define MAX_PARTS 32 /* of a compound; those beyond are not asked for */

/* Which parts of a compound of the query the case has. */
typedef struct {
    guint32 stems;       /* a bit each: anywhere */
    guint32 here;        /* in the text being read, as words of their own */
    guint at[MAX_PARTS]; /* their last positions there */
    gboolean stood_close;
} SeenParts;

/* How a word of the query was asked for. */
typedef struct {
    const CbConcept *concept;
    const char *form, *prefix; /* (nullable): what a token must be, or begin with */
    GHashTable *forms;         /* key -> CbExplainedForm*, owned by the key */
    GArray *seen;              /* by way: SeenParts */
    Candidate best;
} Target;

/* The text being read. */
typedef struct {
    CbPlaceKind kind;
    const char *name;
    guint page;
    const char *page_label;
} Place;

typedef struct {
    char stem[CB_MAX_WORD_CODE_POINTS * 4 + 1];
    gsize start;
} ReadWord;

typedef struct {
    GHashTable *needs; /* stem -> GArray of Need */
    Target *targets;
    guint n_targets;
    Place place;
    guint n_places; /* read so far */
    const char *text;
    guint position;
    gsize word_start, word_end;
    ReadWord words[CB_MAX_SYNONYM_WORDS]; /* the last words of the text, by position */
    guint n_words;                        /* read of the text */
} Collector;

/* --- Places and forms ------------------------------------------------------------------------ */

static void free_place(gpointer data)
{
    CbExplainedPlace *place = data;
    g_free(place->name);
    g_free(place->page_label);
    g_free(place);
}

void cb_explained_form_free(CbExplainedForm *form)
{
    if (form == NULL)
        return;
    g_free(form->text);
    g_free(form->part);
    g_free(form->synonym);
    g_ptr_array_unref(form->places);
    g_free(form);
}

static CbExplainedForm *new_form(CbWayKind way, const char *text, const char *part,
                                 const char *synonym, gboolean counts)
{
    CbExplainedForm *form = g_new0(CbExplainedForm, 1);
    form->text = g_strdup(text);
    form->part = g_strdup(part);
    form->way = way;
    form->synonym = g_strdup(synonym);
    form->counts = counts;
    form->places = g_ptr_array_new_with_free_func(free_place);
    return form;
}

/* The form once more, in the place being read. */
static void count_form(const Collector *collector, CbExplainedForm *form)
{
    form->count++;
    CbExplainedPlace *last = form->n_places > 0 ? form->places->pdata[form->places->len - 1] : NULL;
    /* @n_places holds the number of the last place while forms are collected. */
    if (last == NULL || form->n_places != collector->n_places) {
        last = g_new0(CbExplainedPlace, 1);
        last->kind = collector->place.kind;
        last->name = g_strdup(collector->place.name);
        last->page = collector->place.page;
        last->page_label = g_strdup(collector->place.page_label);
        g_ptr_array_add(form->places, last);
        form->n_places = collector->n_places;
    }
    last->count++;
}

static char *slice(const Collector *collector, gsize start, gsize end)
{
    g_autofree char *text = g_strndup(collector->text + start, end - start);
    g_strdelimit(text, "\n\r\t", ' ');
    return g_utf8_make_valid(text, -1);
}

/* Written small somewhere, it is written small: "Mentor" begins a sentence, "Aalborg" does not. */
static void show_smaller(CbExplainedForm *form, const char *text)
{
    if (strcmp(form->text, text) > 0)
        return;
    g_free(form->text);
    form->text = g_strdup(text);
}

static void take_candidate(const Collector *collector, Target *target)
{
    const Candidate *best = &target->best;
    const CbWay *way = &g_array_index(target->concept->ways, CbWay, best->way);
    g_autofree char *text = slice(collector, best->start, best->end);
    g_autofree char *small = g_utf8_strdown(text, -1);
    g_autofree char *part = NULL;
    if (best->part_end > best->part_start) {
        g_autofree char *written = slice(collector, best->part_start, best->part_end);
        part = g_utf8_strdown(written, -1);
    }
    const char *synonym = way->kind == CB_WAY_SYNONYM ? way->text : NULL;
    char *key = g_strdup_printf("%s\n%s\n%d\n%s\n%d", small, part ? part : "", way->kind,
                                synonym ? synonym : "", best->counts);
    CbExplainedForm *form = g_hash_table_lookup(target->forms, key);
    if (form == NULL) {
        form = new_form(way->kind, text, part, synonym, best->counts);
        g_hash_table_insert(target->forms, key, form);
    } else {
        g_free(key);
        show_smaller(form, text);
    }
    count_form(collector, form);
}

/* The position is read: what it gave is taken. */
static void flush(Collector *collector)
{
    for (guint i = 0; i < collector->n_targets; i++) {
        Target *target = &collector->targets[i];
        if (target->best.rank > 0)
            take_candidate(collector, target);
        target->best.rank = 0;
    }
}

/* --- Tokens ---------------------------------------------------------------------------------- */

enum { WHOLE = 1, COMPLETED, JOINED, INSIDE, SYNONYM, PART_OF_QUERY, NOT_COUNTING = 10 };

static guint rank_of(CbWayKind kind, CbTokenKind token)
{
    if (kind == CB_WAY_JOINED)
        return JOINED;
    if (kind == CB_WAY_SYNONYM)
        return SYNONYM;
    if (kind == CB_WAY_PARTS)
        return PART_OF_QUERY;
    return token == CB_TOKEN_WORD ? WHOLE : token == CB_TOKEN_JOINED ? COMPLETED : INSIDE;
}

static gboolean counts_here(const Collector *collector, const Target *target, const CbWay *way,
                            const CbToken *token)
{
    if (target->concept->leaf->field == CB_FIELD_TITLE && collector->place.kind != CB_PLACE_TITLE)
        return FALSE;
    if (way->kind != CB_WAY_WORD)
        return TRUE;
    if (target->prefix != NULL)
        return g_str_has_prefix(token->form, target->prefix);
    return target->form == NULL || strcmp(token->form, target->form) == 0;
}

/* What the token covers as it is written. */
static void place_candidate(const Collector *collector, const CbToken *token, Candidate *candidate)
{
    candidate->start = token->start;
    candidate->end = token->start + token->length;
    if (token->kind == CB_TOKEN_PART) {
        candidate->part_start = candidate->start;
        candidate->part_end = candidate->end;
        candidate->start = collector->word_start;
        candidate->end = MAX(collector->word_end, candidate->end);
    } else if (token->kind == CB_TOKEN_JOINED) { /* "social-", "-ansvarlige" */
        if (candidate->start > 0 && collector->text[candidate->start - 1] == '-')
            candidate->start--;
        if (collector->text[candidate->end] == '-')
            candidate->end++;
    }
}

/* Where a run of words begins whose last one was just read; FALSE when it is another run. */
static gboolean find_run(const Collector *collector, const GPtrArray *stems, gsize *start)
{
    guint n = stems->len;
    if (n > CB_MAX_SYNONYM_WORDS || collector->n_words < n)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        const ReadWord *word =
            &collector->words[(collector->n_words - n + i) % CB_MAX_SYNONYM_WORDS];
        if (strcmp(word->stem, stems->pdata[i]) != 0)
            return FALSE;
        if (i == 0)
            *start = word->start;
    }
    return TRUE;
}

static guint32 all_parts(const CbWay *way)
{
    guint n = MIN(way->stems->len, MAX_PARTS);
    return n == 32 ? G_MAXUINT32 : (1u << n) - 1;
}

static void see_part(SeenParts *seen, const CbWay *way, guint stem, const CbToken *token)
{
    if (stem >= MAX_PARTS)
        return;
    seen->stems |= 1u << stem;
    if (token->kind == CB_TOKEN_PART)
        return;
    seen->here |= 1u << stem;
    seen->at[stem] = token->position;
    guint first = token->position;
    for (guint i = 0; i < MIN(way->stems->len, MAX_PARTS); i++)
        if (seen->here & (1u << i))
            first = MIN(first, seen->at[i]);
    if (seen->here == all_parts(way) && token->position - first < CB_CLOSE_WORDS)
        seen->stood_close = TRUE;
}

static void try_need(Collector *collector, const Need *need, const CbToken *token)
{
    Target *target = &collector->targets[need->concept];
    const CbWay *way = &g_array_index(target->concept->ways, CbWay, need->way);
    Candidate candidate = {.rank = rank_of(way->kind, token->kind), .way = need->way};
    if ((way->whole || way->close) && token->kind == CB_TOKEN_PART)
        return;
    place_candidate(collector, token, &candidate);
    if (way->kind == CB_WAY_PARTS)
        see_part(&g_array_index(target->seen, SeenParts, need->way), way, need->stem, token);
    else if (way->stems->len > 1 &&
             (token->kind != CB_TOKEN_WORD || need->stem + 1 != way->stems->len ||
              !find_run(collector, way->stems, &candidate.start)))
        return;
    candidate.counts = counts_here(collector, target, way, token);
    if (!candidate.counts)
        candidate.rank += NOT_COUNTING;
    if (target->best.rank == 0 || candidate.rank < target->best.rank)
        target->best = candidate;
}

static void begin_word(Collector *collector, const CbToken *token)
{
    ReadWord *word = &collector->words[collector->n_words++ % CB_MAX_SYNONYM_WORDS];
    g_strlcpy(word->stem, token->stem, sizeof word->stem);
    word->start = token->start;
    collector->word_start = token->start;
    collector->word_end = token->start + token->length;
}

static gboolean take_token(const CbToken *token, gpointer data)
{
    Collector *collector = data;
    if (token->position != collector->position)
        flush(collector);
    collector->position = token->position;
    if (token->kind == CB_TOKEN_WORD)
        begin_word(collector, token);
    const GArray *needs = g_hash_table_lookup(collector->needs, token->stem);
    for (guint i = 0; needs != NULL && i < needs->len; i++)
        try_need(collector, &g_array_index(needs, Need, i), token);
    return TRUE;
}

/* --- Texts ----------------------------------------------------------------------------------- */

static void begin_place(Collector *collector, CbPlaceKind kind, const char *name)
{
    collector->place = (Place){.kind = kind, .name = name};
    collector->n_places++;
}

static void begin_text(Collector *collector)
{
    for (guint i = 0; i < collector->n_targets; i++)
        for (guint way = 0; way < collector->targets[i].seen->len; way++)
            g_array_index(collector->targets[i].seen, SeenParts, way).here = 0;
}

static void read_text(Collector *collector, CbAnalyzer *analyzer, const char *text)
{
    if (text == NULL)
        return;
    begin_text(collector);
    collector->text = text;
    collector->n_words = 0;
    cb_analyzer_run(analyzer, text, -1, take_token, collector);
    flush(collector);
}

static void read_place(Collector *collector, CbAnalyzer *analyzer, CbPlaceKind kind,
                       const char *name, const char *text)
{
    begin_place(collector, kind, name);
    read_text(collector, analyzer, text);
}

static void read_attachment(Collector *collector, CbAnalyzer *analyzer,
                            const CbAttachment *attachment)
{
    read_place(collector, analyzer, CB_PLACE_FILE, attachment->name, attachment->name);
    read_text(collector, analyzer, attachment->title);
    for (guint i = 0; i < attachment->pages->len; i++) {
        const CbPdfPage *page = attachment->pages->pdata[i];
        begin_place(collector, CB_PLACE_PAGE, attachment->name);
        collector->place.page = page->number;
        collector->place.page_label = page->label;
        read_text(collector, analyzer, page->text);
    }
}

static void read_case(Collector *collector, CbAnalyzer *analyzer, const CbCase *item)
{
    read_place(collector, analyzer, CB_PLACE_TITLE, NULL, item->title);
    read_place(collector, analyzer, CB_PLACE_LEAD, NULL, item->lead);
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = item->sections->pdata[i];
        read_place(collector, analyzer, CB_PLACE_SECTION, section->heading, section->heading);
        read_text(collector, analyzer, section->text);
    }
    for (guint i = 0; i < item->attachments->len; i++)
        read_attachment(collector, analyzer, item->attachments->pdata[i]);
    for (guint i = 0; i < item->municipalities->len; i++)
        read_place(collector, analyzer, CB_PLACE_MUNICIPALITY, NULL,
                   item->municipalities->pdata[i]);
}

/* --- What is looked for ---------------------------------------------------------------------- */

static void add_need(GHashTable *needs, const char *stem, Need need)
{
    GArray *list = g_hash_table_lookup(needs, stem);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(Need));
        g_hash_table_insert(needs, g_strdup(stem), list);
    }
    g_array_append_val(list, need);
}

static void add_target(Collector *collector, guint i, const CbConcept *concept)
{
    Target *target = &collector->targets[i];
    const CbNode *leaf = concept->leaf;
    const CbQueryWord *last = leaf->words->pdata[leaf->words->len - 1];
    *target = (Target){.concept = concept};
    target->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    target->seen = g_array_new(FALSE, TRUE, sizeof(SeenParts));
    g_array_set_size(target->seen, concept->ways->len);
    if (leaf->type == CB_NODE_PREFIX && concept->text == leaf->text)
        target->prefix = last->form;
    else if (leaf->exact)
    target->form = concept->text;
    for (guint way = 0; way < concept->ways->len; way++) {
        const GPtrArray *stems = g_array_index(concept->ways, CbWay, way).stems;
        for (guint stem = 0; stem < stems->len; stem++)
            add_need(collector->needs, stems->pdata[stem], (Need){i, way, stem});
    }
}

static void collector_init(Collector *collector, const GArray *concepts)
{
    *collector = (Collector){.n_targets = concepts->len};
    collector->needs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    collector->targets = g_new0(Target, concepts->len);
    for (guint i = 0; i < concepts->len; i++)
        add_target(collector, i, &g_array_index(concepts, CbConcept, i));
}

static void collector_clear(Collector *collector)
{
    for (guint i = 0; i < collector->n_targets; i++) {
        g_hash_table_unref(collector->targets[i].forms);
        g_array_unref(collector->targets[i].seen);
    }
    g_free(collector->targets);
    g_hash_table_unref(collector->needs);
}

/* --- What was found -------------------------------------------------------------------------- */

static gboolean has_all_parts(const Target *target)
{
    for (guint i = 0; i < target->concept->ways->len; i++) {
        const CbWay *way = &g_array_index(target->concept->ways, CbWay, i);
        const SeenParts *seen = &g_array_index(target->seen, SeenParts, i);
        if (way->kind == CB_WAY_PARTS &&
            (way->close ? seen->stood_close : seen->stems == all_parts(way)))
            return TRUE;
    }
    return FALSE;
}

/* What says most of the word itself comes first. */
static int order_of(CbWayKind way)
{
    return way == CB_WAY_WORD ? 0 : way == CB_WAY_JOINED ? 1 : way == CB_WAY_SYNONYM ? 2 : 3;
}

static int most_first(gconstpointer a, gconstpointer b)
{
    const CbExplainedForm *left = *(const CbExplainedForm *const *)a;
    const CbExplainedForm *right = *(const CbExplainedForm *const *)b;
    if (left->counts != right->counts)
        return left->counts ? -1 : 1;
    if (left->way != right->way)
        return order_of(left->way) - order_of(right->way);
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    int by_text = strcmp(left->text, right->text);
    return by_text != 0 ? by_text : g_strcmp0(left->part, right->part);
}

static int most_places_first(gconstpointer a, gconstpointer b)
{
    guint left = (*(const CbExplainedPlace *const *)a)->count;
    guint right = (*(const CbExplainedPlace *const *)b)->count;
    return (left < right) - (left > right);
}

static void cut(GPtrArray *list, guint max)
{
    if (list->len > max)
        g_ptr_array_set_size(list, (int)max);
}

static void finish_form(CbExplainedForm *form, gboolean all_parts)
{
    form->counts = form->counts && (form->way != CB_WAY_PARTS || all_parts);
    form->n_places = form->places->len;
    g_ptr_array_sort(form->places, most_places_first); /* stable: else in the case's order */
    cut(form->places, CB_MAX_EXPLAINED_PLACES);
}

/* Gives the word the forms of its target. */
static void finish_target(const Target *target, CbExplainedWord *word)
{
    GHashTableIter iter;
    gpointer value;
    gboolean all_parts = has_all_parts(target);
    g_hash_table_iter_init(&iter, target->forms);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        CbExplainedForm *form = value;
        finish_form(form, all_parts);
        g_ptr_array_add(word->forms, form);
        word->found = word->found || form->counts;
        if (form->counts && form->way != CB_WAY_PARTS)
            word->count += form->count;
    }
    word->n_forms = word->forms->len;
    g_ptr_array_sort(word->forms, most_first);
    cut(word->forms, CB_MAX_EXPLAINED_FORMS);
}

void cb_explain_forms(CbAnalyzer *analyzer, const GArray *concepts, const CbCase *item,
                      const GPtrArray *words)
{
    Collector collector;
    collector_init(&collector, concepts);
    if (concepts->len > 0)
        read_case(&collector, analyzer, item);
    for (guint i = 0; i < words->len; i++)
        finish_target(&collector.targets[i], words->pdata[i]);
    collector_clear(&collector);
}
