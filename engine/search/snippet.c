/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Snippets: the text is split into sentences, the sentences are read for matches, and the best of
 * those that hold one is shown.
 */
#include "snippet.h"
#include "marks.h"
#include "sentence.h"
#include <stdlib.h>
#include <string.h>

#define SHORT_SNIPPET 100  /* code points: a neighbour is added to less */
#define HEADING_LENGTH 45  /* code points: alone in its paragraph, this is no sentence */
#define RUN_LENGTH 500     /* bytes that are read at a time */
#define WINDOW_CONTEXT 60  /* code points around the matches of a cut sentence */
#define REPEAT_BONUS 0.05  /* a word said again: more on the subject */
#define NEIGHBOUR_COST 0.1 /* two sentences must show more than one */
#define HEADING_COST 0.3   /* a line that is only a heading shows less than a sentence */

typedef struct {
    const char *start, *end; /* without the white space around it */
    guint first, n;          /* its matches */
    gboolean paragraph;      /* the last one of its paragraph */
} Sentence;

typedef struct {
    const CbMatcher *matcher;
    const char *text, *end;
    const char *rest;  /* where the text not yet read begins */
    GArray *matches;   /* CbMatch, by start */
    GArray *sentences; /* Sentence */
    GArray *shown;     /* guint64 */
    guint expected;    /* how many patterns the text holds */
} Reading;

/* What is to be shown, in bytes of the text. */
typedef struct {
    const char *start, *end;
    gboolean cut_start, cut_end;
} Span;

/* Eight bytes at a time: what is not a continuation byte (10xxxxxx) begins a code point. */
static guint count_chars(const char *start, const char *end)
{
    const guint64 low_bits = G_GUINT64_CONSTANT(0x0101010101010101);
    gsize bytes = (gsize)(end - start), continuations = 0;
    const char *p = start;
    for (; end - p >= 8; p += 8) {
        guint64 chunk;
        memcpy(&chunk, p, sizeof chunk);
        guint64 marked = (chunk >> 7) & (~chunk >> 6) & low_bits;
        continuations += (gsize)((marked * low_bits) >> 56); /* the sum of the eight bytes */
    }
    for (; p < end; p++)
        continuations += ((guchar)*p & 0xC0) == 0x80;
    return (guint)(bytes - continuations);
}

/* --- Sentences and their matches ------------------------------------------------------------- */

static const Sentence *sentence_at(const Reading *reading, guint i)
{
    return &g_array_index(reading->sentences, Sentence, i);
}

/* FNV-1a over what is heard: case, spaces and punctuation aside. (0x20 makes ASCII letters small.)
 */
static guint64 hash_sentence(const Sentence *sentence)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (const char *p = sentence->start; p < sentence->end; p++)
        if ((guchar)*p >= 0x80 || g_ascii_isalnum(*p))
            hash = (hash ^ (guchar)(*p | 0x20)) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}

static gboolean was_shown(const Reading *reading, guint i)
{
    if (reading->shown->len == 0)
        return FALSE;
    guint64 hash = hash_sentence(sentence_at(reading, i));
    for (guint j = 0; j < reading->shown->len; j++)
        if (g_array_index(reading->shown, guint64, j) == hash)
            return TRUE;
    return FALSE;
}

static int compare_starts(gconstpointer a, gconstpointer b)
{
    const CbMatch *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return (left->end < right->end) - (left->end > right->end);
}

static void show_matches(const Reading *reading, guint first, guint n, CbShowing *showing)
{
    const CbMatch *matches = (const CbMatch *)(const void *)reading->matches->data;
    cb_showing_of(reading->matcher, n > 0 ? matches + first : NULL, n, showing);
}

/* Finds the matches of the sentences from @from on. */
static void find_matches(Reading *reading, CbAnalyzer *analyzer, guint from)
{
    const char *start = sentence_at(reading, from)->start;
    guint next = reading->matches->len;
    cb_matcher_run(reading->matcher, analyzer, start, (gsize)(reading->rest - start),
                   reading->matches);
    guint n = reading->matches->len;
    CbMatch *matches = (CbMatch *)(void *)reading->matches->data;
    for (guint i = next; i < n; i++) {
        matches[i].start += (gsize)(start - reading->text);
        matches[i].end += (gsize)(start - reading->text);
    }
    if (next < n)
        qsort(matches + next, n - next, sizeof *matches, compare_starts);
    for (guint i = from; i < reading->sentences->len; i++) {
        Sentence *sentence = &g_array_index(reading->sentences, Sentence, i);
        sentence->first = next;
        while (next < n && reading->text + matches[next].start < sentence->end)
            next++;
        sentence->n = next - sentence->first;
    }
}

/* A line of its own without a full stop: a heading, or an entry of a table of contents. */
static gboolean is_heading(const Reading *reading, guint i)
{
    const Sentence *sentence = sentence_at(reading, i);
    return sentence->paragraph && strchr(".!?", sentence->end[-1]) == NULL &&
           count_chars(sentence->start, sentence->end) < HEADING_LENGTH;
}

/* Does a sentence from @from on show all that there is? Then no other can show more. */
static gboolean shows_all(const Reading *reading, guint from)
{
    for (guint i = from; i < reading->sentences->len; i++) {
        const Sentence *sentence = sentence_at(reading, i);
        CbShowing showing;
        show_matches(reading, sentence->first, sentence->n, &showing);
        if (cb_showing_count_good(&showing) >= reading->expected &&
            count_chars(sentence->start, sentence->end) >= HEADING_LENGTH && !was_shown(reading, i))
            return TRUE;
    }
    return FALSE;
}

/* Splits off the next sentences, at least one and up to @length bytes or @count of them, and finds
 * their matches. Returns the index of the first. */
static guint read_run(Reading *reading, CbAnalyzer *analyzer, gsize length, guint count)
{
    guint from = reading->sentences->len;
    const char *p = reading->rest, *start = p;
    do {
        Sentence sentence = {.start = p};
        p = sentence.end = cb_sentence_end(p, reading->end, &sentence.paragraph);
        for (gsize space; (space = cb_space_before(sentence.end, sentence.start)) > 0;)
            sentence.end -= space;
        g_array_append_val(reading->sentences, sentence);
        p = cb_skip_space(p, reading->end);
    } while (p < reading->end && (gsize)(p - start) < length && --count > 0);
    reading->rest = p;
    find_matches(reading, analyzer, from);
    return from;
}

/* Reads no further than needed: analyzing the words is most of what a snippet costs. */
static void read_text(Reading *reading, CbAnalyzer *analyzer)
{
    while (reading->rest < reading->end) {
        guint from = read_run(reading, analyzer, RUN_LENGTH, G_MAXUINT);
        if (!shows_all(reading, from))
            continue;
        if (reading->rest < reading->end) /* a short sentence takes some of what follows with it */
            read_run(reading, analyzer, RUN_LENGTH, 2);
        return;
    }
}

/* --- Choosing -------------------------------------------------------------------------------- */

static void show_range(const Reading *reading, guint from, guint to, CbShowing *showing)
{
    guint first = sentence_at(reading, from)->first;
    const Sentence *last = sentence_at(reading, to);
    show_matches(reading, first, last->first + last->n - first, showing);
}

/* What showing sentences @from to @to (inclusive) is worth. */
static double score_range(const Reading *reading, guint from, guint to)
{
    CbShowing showing;
    show_range(reading, from, to, &showing);
    double score = cb_showing_value(&showing, cb_matcher_weights(reading->matcher)) +
                   REPEAT_BONUS * MIN(showing.n_repeats, 3);
    if (from == to && is_heading(reading, from))
        score -= HEADING_COST;
    return score - NEIGHBOUR_COST * (to - from);
}

static guint length_of(const Reading *reading, guint from, guint to)
{
    return count_chars(sentence_at(reading, from)->start, sentence_at(reading, to)->end);
}

/* The best range so far. */
typedef struct {
    gboolean found;
    guint from, to;
    double score;
} Best;

static void take_if_better(const Reading *reading, guint from, guint to, Best *best)
{
    double score = score_range(reading, from, to);
    if (best->found && score <= best->score)
        return;
    if (was_shown(reading, from) || (to > from && was_shown(reading, to)))
        return;
    if (to > from && length_of(reading, from, to) > CB_SNIPPET_LENGTH)
        return;
    *best = (Best){TRUE, from, to, score};
}

static Best find_best(const Reading *reading)
{
    Best best = {0};
    for (guint i = 0; i < reading->sentences->len; i++) {
        const Sentence *sentence = sentence_at(reading, i);
        if (sentence->n == 0)
            continue;
        take_if_better(reading, i, i, &best);
        if (!sentence->paragraph && i + 1 < reading->sentences->len &&
            sentence_at(reading, i + 1)->n > 0)
            take_if_better(reading, i, i + 1, &best);
    }
    return best;
}

/* Gives a short range its neighbours: what comes next, else what came before, in the same
 * paragraph; a heading gets what stands under it. */
static void extend(const Reading *reading, guint *from, guint *to)
{
    guint length = length_of(reading, *from, *to);
    while (length < SHORT_SNIPPET && *to + 1 < reading->sentences->len &&
           (!sentence_at(reading, *to)->paragraph || length < HEADING_LENGTH) &&
           !was_shown(reading, *to + 1) && length_of(reading, *from, *to + 1) <= CB_SNIPPET_LENGTH)
        length = length_of(reading, *from, ++*to);
    while (length<SHORT_SNIPPET && * from> 0 && !sentence_at(reading, *from - 1)->paragraph &&
           !was_shown(reading, *from - 1) &&
           length_of(reading, *from - 1, *to) <= CB_SNIPPET_LENGTH)
        length = length_of(reading, --*from, *to);
}

/* --- Cutting a long sentence ----------------------------------------------------------------- */

/* The matches of the sentence that show most within @room code points: [*first, *last]. Two
 * fingers: the left one walks over the matches, the right one runs ahead as far as there is room.
 */
static void best_window(const Reading *reading, const Sentence *sentence, guint room, guint *first,
                        guint *last)
{
    double best = -1;
    guint right = sentence->first, span = 0;
    const CbMatch *matches = &g_array_index(reading->matches, CbMatch, 0);
    guint end = sentence->first + sentence->n;
    for (guint left = sentence->first; left < end; left++) {
        if (right <= left) {
            right = left;
            span =
                count_chars(reading->text + matches[left].start, reading->text + matches[left].end);
        }
        while (right + 1 < end) {
            guint more = matches[right + 1].end > matches[right].end
                             ? count_chars(reading->text + matches[right].end,
                                           reading->text + matches[right + 1].end)
                             : 0;
            if (span + more > room)
                break;
            span += more;
            right++;
        }
        CbShowing showing;
        show_matches(reading, left, right - left + 1, &showing);
        double score = cb_showing_value(&showing, cb_matcher_weights(reading->matcher));
        if (score > best) {
            best = score;
            *first = left;
            *last = right;
        }
        if (left + 1 < end)
            span -= MIN(span, count_chars(reading->text + matches[left].start,
                                          reading->text + matches[left + 1].start));
    }
}

/* @steps code points back from @p, not before @limit. */
static const char *step_back(const char *p, const char *limit, guint steps)
{
    while (p > limit && steps > 0) {
        p--;
        steps -= ((guchar)*p & 0xC0) != 0x80;
    }
    return p;
}

/* @steps code points on from @p, not beyond @limit. */
static const char *step_on(const char *p, const char *limit, guint steps)
{
    while (p < limit && steps > 0) {
        p = g_utf8_next_char(p);
        steps--;
    }
    return MIN(p, limit);
}

/* The first word that begins at @p or after it, but not after @limit. */
static const char *next_word(const char *p, const char *text, const char *limit)
{
    if (cb_space_before(p, text) > 0 || p == text)
        return p;
    const char *word = p;
    while (word < limit && cb_space_at(word, limit) == 0)
        word++;
    return cb_skip_space(word, limit);
}

/* The end of the last word that ends at @p or before it, but not before @limit; when there is
 * none, @p: a word that is too long is cut. */
static const char *previous_end(const char *p, const char *limit, const char *text_end)
{
    if (p == text_end || cb_space_at(p, text_end) > 0)
        return p;
    const char *word = p;
    while (word > limit && cb_space_before(word, limit) == 0)
        word--;
    for (gsize space; (space = cb_space_before(word, limit)) > 0;)
        word -= space;
    return word > limit ? word : p;
}

/* @matched_start, @matched_end: what must be in it, if there is room. */
static Span cut(const Sentence *sentence, const char *matched_start, const char *matched_end)
{
    guint room = CB_SNIPPET_LENGTH - 2; /* an ellipsis at each end */
    guint span = count_chars(matched_start, matched_end);
    guint context = room - MIN(room, span);
    guint after = count_chars(matched_end, step_on(matched_end, sentence->end, context));
    guint before = MAX(context / 2, context - after);
    const char *start = step_back(matched_start, sentence->start, before);
    if (count_chars(sentence->start, matched_end) + WINDOW_CONTEXT / 2 <= room)
        start = sentence->start; /* better to cut at one end than at two */
    start = next_word(start, sentence->start, matched_start);
    const char *end = step_on(start, sentence->end, room);
    if (end < sentence->end)
        end = previous_end(end, MIN(matched_end, end), sentence->end);
    return (Span){start, end, start > sentence->start, end < sentence->end};
}

static Span cut_around_matches(const Reading *reading, const Sentence *sentence)
{
    if (sentence->n == 0)
        return cut(sentence, sentence->start, sentence->start);
    guint first = sentence->first, last = sentence->first;
    best_window(reading, sentence, CB_SNIPPET_LENGTH - WINDOW_CONTEXT, &first, &last);
    const char *start = reading->text + g_array_index(reading->matches, CbMatch, first).start;
    const char *end = reading->text + g_array_index(reading->matches, CbMatch, last).end;
    return cut(sentence, start, MIN(end, sentence->end));
}

/* --- Writing --------------------------------------------------------------------------------- */

/* White space as one space; between paragraphs a dot, so that a heading does not run into the
 * sentence under it. Returns the code points written. */
static guint append_space(GString *out, const char **p, const char *end)
{
    guint lines = 0;
    for (gsize length; (length = cb_space_at(*p, end)) > 0; *p += length)
        lines += **p == '\n';
    g_string_append(out, lines >= 2 ? " · " : " ");
    return lines >= 2 ? 3 : 1;
}

/* Writes [p, until) and returns how many code points that were. */
static guint append_text(GString *out, const char *p, const char *until)
{
    guint count = 0;
    while (p < until) {
        const char *start = p;
        while (p < until && cb_space_at(p, until) == 0)
            p++;
        g_string_append_len(out, start, p - start);
        count += count_chars(start, p);
        if (p < until)
            count += append_space(out, &p, until);
    }
    return count;
}

/* Writes the span and its marks. */
static void write_span(const Reading *reading, const Span *span, CbSnippet *out)
{
    GString *text = g_string_new(span->cut_start ? "…" : NULL);
    guint written = span->cut_start ? 1 : 0;
    const char *p = span->start;
    out->marks = cb_marks_choose(reading->matches, (gsize)(span->start - reading->text),
                                 (gsize)(span->end - reading->text));
    for (guint i = 0; i < out->marks->len; i++) {
        CbMark *mark = &g_array_index(out->marks, CbMark, i);
        const char *start = reading->text + mark->start, *end = reading->text + mark->end;
        written += append_text(text, p, start);
        mark->start = written;
        written += append_text(text, start, end);
        mark->end = written;
        p = end;
    }
    append_text(text, p, span->end);
    if (span->cut_end)
        g_string_append(text, "…");
    out->text = g_string_free(text, FALSE);
}

static Span span_of(const Reading *reading, guint from, guint to)
{
    const Sentence *first = sentence_at(reading, from);
    if (from == to && count_chars(first->start, first->end) > CB_SNIPPET_LENGTH)
        return cut_around_matches(reading, first);
    return (Span){first->start, sentence_at(reading, to)->end, FALSE, FALSE};
}

static void remember(const Reading *reading, guint from, guint to)
{
    for (guint i = from; i <= to; i++) {
        guint64 hash = hash_sentence(sentence_at(reading, i));
        g_array_append_val(reading->shown, hash);
    }
}

/* Without a match, the beginning. */
static Best choose(const Reading *reading)
{
    if (reading->matches->len > 0)
        return find_best(reading);
    return (Best){.found = reading->sentences->len > 0 && !was_shown(reading, 0)};
}

gboolean cb_snippet_make(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text,
                         GArray *shown, CbSnippet *out)
{
    return cb_snippet_make_expecting(matcher, analyzer, text, cb_matcher_n_patterns(matcher), shown,
                                     out);
}

gboolean cb_snippet_make_expecting(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text,
                                   guint expected, GArray *shown, CbSnippet *out)
{
    Reading reading = {.matcher = matcher, .text = text, .shown = shown, .expected = expected};
    reading.matches = g_array_new(FALSE, FALSE, sizeof(CbMatch));
    reading.sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
    reading.end = text + strlen(text);
    reading.rest = cb_skip_space(text, reading.end);
    read_text(&reading, analyzer);
    Best best = choose(&reading);
    if (best.found) {
        out->is_heading = best.from == best.to && is_heading(&reading, best.from);
        extend(&reading, &best.from, &best.to);
        remember(&reading, best.from, best.to);
        Span span = span_of(&reading, best.from, best.to);
        write_span(&reading, &span, out);
        show_range(&reading, best.from, best.to, &out->showing);
    }
    g_array_unref(reading.matches);
    g_array_unref(reading.sentences);
    return best.found;
}

void cb_snippet_clear(CbSnippet *snippet)
{
    g_clear_pointer(&snippet->text, g_free);
    g_clear_pointer(&snippet->marks, g_array_unref);
}

char *cb_snippet_beginning(const char *text, guint length)
{
    GString *out = g_string_new(NULL);
    const char *end = text + strlen(text);
    text = cb_skip_space(text, end);
    const char *limit = step_on(text, end, length);
    const char *stop = text;
    for (const char *p = text; p < limit;) {
        gboolean paragraph;
        p = cb_sentence_end(p, end, &paragraph);
        if (p <= limit)
            stop = p;
        p = cb_skip_space(p, end);
    }
    gboolean cut_end = stop == text && limit < end;
    if (cut_end)
        stop = previous_end(step_on(text, end, length - 1), text, end);
    else if (stop == text)
        stop = limit;
    append_text(out, text, stop);
    if (cut_end)
        g_string_append(out, "…");
    return g_string_free(out, FALSE);
}
