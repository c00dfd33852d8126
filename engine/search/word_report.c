/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word and all that is known about it, and that as JSON. */
#include <casebank/word_report.h>
#include <jansson.h>
#include <string.h>

#define JSON_VERSION 1

/* --- The report ------------------------------------------------------------------------------ */

static gboolean take_stem(const CbToken *token, gpointer data)
{
    GPtrArray *stems = data;
    if (token->kind != CB_TOKEN_WORD)
        return TRUE;
    g_ptr_array_add(stems, g_strdup(token->stem));
    return stems->len <= CB_MAX_SYNONYM_WORDS;
}

/* Of a single word the stem is known; "grundforløb 2" must be read as a query would be. */
static const GPtrArray *find_synonyms(const CbWordReport *report, CbAnalyzer *analyzer,
                                      const CbThesaurus *thesaurus)
{
    const char *stem = report->analysis->stem;
    if (strpbrk(report->input, " \t-,/") == NULL)
        return cb_thesaurus_find(thesaurus, &stem, 1);
    g_autoptr(GPtrArray) stems = g_ptr_array_new_with_free_func(g_free);
    cb_analyzer_run(analyzer, report->input, -1, take_stem, stems);
    return cb_thesaurus_find(thesaurus, (const char *const *)stems->pdata, stems->len);
}

static gboolean is_longer(const char *a, const char *b)
{
    return g_utf8_strlen(a, -1) > g_utf8_strlen(b, -1);
}

/* Entries of one line follow each other. */
static void find_concepts(CbWordReport *report)
{
    const GPtrArray *synonyms = report->synonyms;
    for (guint i = 0; i < synonyms->len;) {
        const CbSynonym *first = synonyms->pdata[i];
        const char *longest = report->input;
        for (; i < synonyms->len; i++) {
            const CbSynonym *synonym = synonyms->pdata[i];
            if (synonym->line != first->line)
                break;
            longest = is_longer(synonym->text, longest) ? synonym->text : longest;
        }
        if (!first->related && first->weight >= 1)
            g_ptr_array_add(report->concepts, g_strdup(longest));
    }
}

CbWordReport *cb_word_report_new(CbAnalyzer *analyzer, const CbThesaurus *thesaurus,
                                 const char *input)
{
    CbWordReport *report = g_new0(CbWordReport, 1);
    report->input = g_utf8_make_valid(input, -1);
    report->analysis = cb_word_analyze(analyzer, input);
    report->concepts = g_ptr_array_new_with_free_func(g_free);
    if (thesaurus != NULL)
        report->synonyms = find_synonyms(report, analyzer, thesaurus);
    if (report->synonyms != NULL)
        find_concepts(report);
    return report;
}

void cb_word_report_free(CbWordReport *report)
{
    if (report == NULL)
        return;
    g_free(report->input);
    cb_word_analysis_free(report->analysis);
    g_ptr_array_unref(report->concepts);
    g_free(report);
}

/* --- JSON ------------------------------------------------------------------------------------ */

static json_t *parts_json(const GPtrArray *parts)
{
    json_t *array = json_array();
    for (guint i = 0; i < parts->len; i++) {
        const CbWordPart *part = parts->pdata[i];
        json_array_append_new(array,
                              json_pack("{ss, ss, si, si}", "text", part->text, "stem", part->stem,
                                        "start", (int)part->start, "length", (int)part->length));
    }
    return array;
}

static json_t *concepts_json(const GPtrArray *concepts)
{
    json_t *array = json_array();
    for (guint i = 0; i < concepts->len; i++)
        json_array_append_new(array, json_string(concepts->pdata[i]));
    return array;
}

static json_t *synonyms_json(const GPtrArray *synonyms, gboolean related)
{
    json_t *array = json_array();
    for (guint i = 0; synonyms != NULL && i < synonyms->len; i++) {
        const CbSynonym *synonym = synonyms->pdata[i];
        if (synonym->related != related)
            continue;
        json_array_append_new(array, related ? json_string(synonym->text)
                                             : json_pack("{ss, sf}", "text", synonym->text,
                                                         "weight", synonym->weight));
    }
    return array;
}

/* The parts' places count in the word as it is meant. */
static const char *normalized(const CbWordAnalysis *analysis)
{
    return analysis->restored != NULL ? analysis->restored : analysis->normalized;
}

static json_t *report_json(const CbWordReport *report)
{
    const CbWordAnalysis *analysis = report->analysis;
    json_t *json = json_object();
    json_object_set_new_nocheck(json, "input", json_string(report->input));
    json_object_set_new_nocheck(json, "normalized", json_string(normalized(analysis)));
    json_object_set_new_nocheck(json, "key", json_string(analysis->key));
    json_object_set_new_nocheck(json, "stem", json_string(analysis->stem));
    json_object_set_new_nocheck(json, "rule", json_string(cb_stem_reason_name(analysis->reason)));
    json_object_set_new_nocheck(json, "parts", parts_json(analysis->parts));
    json_object_set_new_nocheck(json, "concepts", concepts_json(report->concepts));
    json_object_set_new_nocheck(json, "synonyms", synonyms_json(report->synonyms, FALSE));
    json_object_set_new_nocheck(json, "related", synonyms_json(report->synonyms, TRUE));
    return json;
}

/* Takes @json. */
static char *dump(json_t *json, gboolean pretty)
{
    char *dumped =
        json_dumps(json, JSON_REAL_PRECISION(3) | (pretty ? JSON_INDENT(2) : JSON_COMPACT));
    char *copy = g_strdup(dumped);
    free(dumped);
    json_decref(json);
    return copy;
}

char *cb_word_report_to_json(const CbWordReport *report)
{
    return dump(report_json(report), FALSE);
}

char *cb_word_reports_to_json(const GPtrArray *reports, gboolean pretty)
{
    json_t *words = json_array();
    for (guint i = 0; i < reports->len; i++)
        json_array_append_new(words, report_json(reports->pdata[i]));
    json_t *json = json_object();
    json_object_set_new(json, "version", json_integer(JSON_VERSION));
    json_object_set_new(json, "words", words);
    return dump(json, pretty);
}
