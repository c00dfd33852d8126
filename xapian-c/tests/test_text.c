/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TermGenerator and QueryParser. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "tap.h"

/* ---- TermGenerator ---- */

static xapc_termgenerator *new_generator(const char *language, xapc_document **doc)
{
    xapc_termgenerator *generator = NULL;
    xapc_stem *stem = NULL;
    CHECK_OK(generator = xapc_termgenerator_new(&error));
    CHECK_OK(stem = xapc_stem_new(language, &error));
    CHECK_OK(xapc_termgenerator_set_stemmer(generator, stem, &error));
    xapc_stem_free(stem);
    CHECK_OK(*doc = xapc_document_new(&error));
    CHECK_OK(xapc_termgenerator_set_document(generator, *doc, &error));
    return generator;
}

/* The document's terms, each with the number of its positions. */
static void describe(const xapc_document *doc, char *text, size_t size)
{
    xapc_termiter *it = NULL;
    text[0] = '\0';
    CHECK_OK(it = xapc_document_termlist(doc, &error));
    while (xapc_termiter_next(it, NULL)) {
        xapc_termcount positions = 0;
        CHECK_OK(xapc_termiter_positionlist_count(it, &positions, &error));
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%s:%u", used ? " " : "",
                 xapc_termiter_get_term(it, NULL), positions);
    }
    xapc_termiter_free(it);
}

static void index_text(xapc_termgenerator *generator, const char *text, const char *prefix,
                       bool positions)
{
    CHECK_OK(xapc_termgenerator_index_text(generator, text, Z, 1, prefix, positions, &error));
}

#define CHECK_TERMS(doc, want)                                                                     \
    do {                                                                                           \
        char have_[300];                                                                           \
        describe(doc, have_, sizeof have_);                                                        \
        CHECK_STRING(have_, want);                                                                 \
    } while (0)

static void text_becomes_terms(void)
{
    xapc_document *doc = NULL;
    xapc_termgenerator *generator = new_generator("english", &doc);
    xapc_termpos position = 0;
    index_text(generator, "Two mentors", NULL, true);
    CHECK_TERMS(doc, "Zmentor:0 Ztwo:0 mentors:1 two:1");
    CHECK_OK(xapc_termgenerator_get_termpos(generator, &position, &error));
    CHECK_UINT(position, 2);
    CHECK_OK(xapc_termgenerator_increase_termpos(generator, 100, &error));
    CHECK_OK(xapc_termgenerator_get_termpos(generator, &position, &error));
    CHECK_UINT(position, 102);
    CHECK_OK(xapc_termgenerator_set_termpos(generator, 7, &error));
    CHECK_OK(xapc_termgenerator_get_termpos(generator, &position, &error));
    CHECK_UINT(position, 7);
    xapc_termgenerator_free(generator);
    xapc_document_free(doc);
}

static void prefixes_and_missing_positions_are_as_asked(void)
{
    xapc_document *doc = NULL;
    xapc_termgenerator *generator = new_generator("none", &doc);
    index_text(generator, "title", "S", true);
    index_text(generator, "body", "", false);
    CHECK_TERMS(doc, "Stitle:1 body:0");
    xapc_termgenerator_free(generator);
    xapc_document_free(doc);
}

static void strategies_decide_what_is_stemmed_and_stopped(void)
{
    const xapc_bytes words[] = {{"the", 3}};
    xapc_document *doc = NULL;
    xapc_stopper *stopper = NULL;
    xapc_termgenerator *generator = new_generator("english", &doc);
    CHECK_OK(stopper = xapc_stopper_new(words, 1, &error));
    CHECK_OK(xapc_termgenerator_set_stopper(generator, stopper, &error));
    xapc_stopper_free(stopper);
    CHECK_OK(xapc_termgenerator_set_stopper_strategy(generator, XAPC_STOP_ALL, &error));
    CHECK_OK(xapc_termgenerator_set_stemming_strategy(generator, XAPC_STEM_ALL_Z, &error));
    CHECK_OK(xapc_termgenerator_set_max_word_length(generator, 10, &error));
    index_text(generator, "the mentors extraordinarily", NULL, true);
    CHECK_TERMS(doc, "Zmentor:1");
    CHECK_ERROR(xapc_termgenerator_set_stemming_strategy(generator, (xapc_stem_strategy)5, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_termgenerator_set_stopper_strategy(generator, (xapc_stop_strategy)3, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_termgenerator_set_stopper(generator, NULL, &error));
    CHECK_OK(xapc_termgenerator_set_stemmer(generator, NULL, &error));
    xapc_termgenerator_free(generator);
    xapc_document_free(doc);
}

static void words_go_into_the_spelling_dictionary(void)
{
    xapc_document *doc = NULL;
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.flags = XAPC_WRITER_NO_SYNC;
    xapc_writer *writer = NULL;
    CHECK_OK(writer = xapc_writer_open(fixture_path("spelling"), &options, &error));
    xapc_termgenerator *generator = new_generator("none", &doc);
    CHECK_OK(xapc_termgenerator_set_database(generator, writer, &error));
    CHECK_OK(xapc_termgenerator_set_flags(generator, XAPC_TERMGENERATOR_SPELLING, &error));
    index_text(generator, "mentor", NULL, true);
    CHECK_OWNED(xapc_database_get_spelling_suggestion(xapc_writer_database(writer), "mentro", Z, 2,
                                                      NULL, NULL),
                "mentor");
    CHECK_ERROR(xapc_termgenerator_set_flags(generator, 1, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_termgenerator_free(generator);
    xapc_document_free(doc);
    xapc_writer_free(writer);
}

static void the_generators_document_is_shared(void)
{
    xapc_document *doc = NULL, *same = NULL;
    xapc_termgenerator *generator = new_generator("none", &doc);
    CHECK_OK(same = xapc_termgenerator_get_document(generator, &error));
    index_text(generator, "word", NULL, true);
    CHECK_TERMS(same, "word:1");
    CHECK_TERMS(doc, "word:1");
    xapc_document_free(same);
    xapc_document_free(doc);
    xapc_termgenerator_free(generator);
}

/* ---- QueryParser ---- */

static xapc_queryparser *new_parser(void)
{
    xapc_queryparser *parser = NULL;
    CHECK_OK(parser = xapc_queryparser_new(&error));
    return parser;
}

static void check_parsed(xapc_queryparser *parser, const char *text, unsigned flags,
                         const char *want)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_queryparser_parse_query(parser, text, Z, flags, NULL, &error));
    CHECK_OWNED(xapc_query_get_description(query, NULL), want);
    xapc_query_free(query);
}

static void what_is_typed_becomes_a_query(void)
{
    xapc_queryparser *parser = new_parser();
    check_parsed(parser, "mentor buddy", XAPC_PARSE_DEFAULT, "Query((mentor@1 OR buddy@2))");
    check_parsed(parser, "mentor AND NOT buddy", XAPC_PARSE_DEFAULT,
                 "Query((mentor@1 AND_NOT buddy@2))");
    check_parsed(parser, "", XAPC_PARSE_DEFAULT, "Query()");
    CHECK_OK(xapc_queryparser_set_default_op(parser, XAPC_OP_AND, &error));
    check_parsed(parser, "mentor buddy", 0, "Query((mentor@1 AND buddy@2))");
    CHECK_ERROR(xapc_queryparser_set_default_op(parser, XAPC_OP_AND_NOT, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_queryparser_parse_query(parser, "AND", Z, XAPC_PARSE_BOOLEAN, NULL, &error),
                XAPC_ERROR_QUERY_PARSER);
    xapc_queryparser_free(parser);
}

static void stems_and_stop_words_are_told(void)
{
    const xapc_bytes words[] = {{"the", 3}};
    xapc_queryparser *parser = new_parser();
    xapc_stem *stem = NULL;
    xapc_stopper *stopper = NULL;
    xapc_termiter *it = NULL;
    CHECK_OK(stem = xapc_stem_new("english", &error));
    CHECK_OK(stopper = xapc_stopper_new(words, 1, &error));
    CHECK_OK(xapc_queryparser_set_stemmer(parser, stem, &error));
    CHECK_OK(xapc_queryparser_set_stemming_strategy(parser, XAPC_STEM_ALL, &error));
    CHECK_OK(xapc_queryparser_set_stopper(parser, stopper, &error));
    xapc_stem_free(stem);
    xapc_stopper_free(stopper);
    check_parsed(parser, "the mentors", XAPC_PARSE_DEFAULT, "Query(mentor@2)");
    CHECK_OK(it = xapc_queryparser_stoplist(parser, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "the");
    xapc_termiter_free(it);
    CHECK_OK(it = xapc_queryparser_unstem(parser, "mentor", Z, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "mentors");
    xapc_termiter_free(it);
    CHECK_ERROR(xapc_queryparser_set_stemming_strategy(parser, (xapc_stem_strategy)5, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_queryparser_free(parser);
}

static void fields_become_prefixes(void)
{
    xapc_queryparser *parser = new_parser();
    CHECK_OK(xapc_queryparser_add_prefix(parser, "title", "S", &error));
    CHECK_OK(xapc_queryparser_add_boolean_prefix(parser, "place", "XP", NULL, &error));
    CHECK_OK(xapc_queryparser_add_boolean_prefix(parser, "tag", "XT", "", &error));
    check_parsed(parser, "title:mentor", XAPC_PARSE_DEFAULT, "Query(Smentor@1)");
    check_parsed(parser, "place:north place:south", XAPC_PARSE_DEFAULT,
                 "Query(0 * (XPnorth OR XPsouth))");
    check_parsed(parser, "tag:a tag:b", XAPC_PARSE_DEFAULT, "Query(0 * (XTa AND XTb))");
    CHECK_ERROR(xapc_queryparser_add_prefix(parser, "place", "XQ", &error),
                XAPC_ERROR_INVALID_OPERATION);
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_queryparser_parse_query(parser, "mentor buddy", 6, 0, "S", &error));
    CHECK_OWNED(xapc_query_get_description(query, NULL), "Query(Smentor@1)");
    xapc_query_free(query);
    xapc_queryparser_free(parser);
}

static void ranges_search_values(void)
{
    xapc_queryparser *parser = new_parser();
    xapc_query *query = NULL;
    CHECK_OK(xapc_queryparser_add_range(parser, XAPC_RANGE_NUMBER, SLOT_YEAR, "year:", 0, &error));
    CHECK_OK(
        xapc_queryparser_add_range(parser, XAPC_RANGE_STRING, SLOT_PLACE, "place:", 0, &error));
    CHECK_OK(xapc_queryparser_add_range(parser, XAPC_RANGE_DATE, 7, NULL,
                                        XAPC_RANGE_DATE_PREFER_MDY, &error));
    CHECK_OK(query = xapc_queryparser_parse_query(parser, "year:2019..2021", Z, 0, NULL, &error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_OP_VALUE_RANGE);
    xapc_query_free(query);
    check_parsed(parser, "place:a..b", 0, "Query(VALUE_RANGE 1 a b)");
    check_parsed(parser, "2/3/2024..2/4/2024", 0, "Query(VALUE_RANGE 7 20240203 20240204)");
    CHECK_ERROR(xapc_queryparser_add_range(parser, (xapc_range_kind)9, 1, NULL, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_queryparser_add_range(parser, XAPC_RANGE_STRING, 1, NULL, 64, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_queryparser_free(parser);
}

static void a_database_gives_spelling_and_wildcards(void)
{
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.flags = XAPC_WRITER_NO_SYNC;
    xapc_writer *writer = NULL;
    xapc_query *query = NULL;
    xapc_queryparser *parser = new_parser();
    CHECK_OK(writer = xapc_writer_open(fixture_path("parser"), &options, &error));
    fixture_fill(writer);
    CHECK_OK(xapc_writer_add_spelling(writer, "mentor", Z, 5, &error));
    CHECK_OK(xapc_queryparser_set_database(parser, xapc_writer_database(writer), &error));
    check_parsed(parser, "mentro", XAPC_PARSE_SPELLING_CORRECTION, "Query(mentro@1)");
    CHECK_OWNED(xapc_queryparser_get_corrected_query_string(parser, NULL, NULL), "mentor");
    CHECK_OK(xapc_queryparser_set_max_expansion(parser, 1, XAPC_WILDCARD_LIMIT_FIRST, &error));
    CHECK_OK(query =
                 xapc_queryparser_parse_query(parser, "p*", Z, XAPC_PARSE_WILDCARD, NULL, &error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_OP_WILDCARD);
    CHECK_ERROR(xapc_queryparser_set_max_expansion(parser, 1, (xapc_wildcard_limit)5, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_query_free(query);
    xapc_queryparser_free(parser);
    xapc_writer_free(writer);
}

static const tap_test tests[] = {
    {"text becomes terms with positions", text_becomes_terms},
    {"prefixes and missing positions are as asked", prefixes_and_missing_positions_are_as_asked},
    {"strategies decide what is stemmed and stopped",
     strategies_decide_what_is_stemmed_and_stopped},
    {"words go into the spelling dictionary", words_go_into_the_spelling_dictionary},
    {"the generator's document is shared", the_generators_document_is_shared},
    {"what is typed becomes a query", what_is_typed_becomes_a_query},
    {"stems and stop words are told", stems_and_stop_words_are_told},
    {"fields become prefixes", fields_become_prefixes},
    {"ranges search values", ranges_search_values},
    {"a database gives spelling and wildcards", a_database_gives_spelling_and_wildcards},
};

int main(void)
{
    return TAP_RUN(tests);
}
