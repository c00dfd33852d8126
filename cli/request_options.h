/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a command line to a request: the filters and switches of every command that searches. */
#ifndef CB_CLI_REQUEST_OPTIONS_H
#define CB_CLI_REQUEST_OPTIONS_H

#include "analysis_options.h"

G_BEGIN_DECLS

typedef struct {
    CbAnalysisOptions analysis;
    GPtrArray *municipalities, *types, *topics; /* char * */
    const char *years;
    CbRequest request;      /* borrows from all of this */
    CbThesaurus *thesaurus; /* (nullable) */
} CbRequestOptions;

/** @options must stay where it is: its request borrows from it. */
void cb_request_options_init(CbRequestOptions *options);
void cb_request_options_clear(CbRequestOptions *options);

/** The entries for a table of CbOption. */
#define CB_REQUEST_OPTIONS(options)                                                                \
    {"kommune", "municipality", 0, CB_OPTION_TEXTS, (options)->municipalities, 0, 0},              \
        {"type", NULL, 0, CB_OPTION_TEXTS, (options)->types, 0, 0},                                \
        {"emne", "topic", 0, CB_OPTION_TEXTS, (options)->topics, 0, 0},                            \
        {"aar", "year", 0, CB_OPTION_TEXT, &(options)->years, 0, 0},                               \
        {"år", NULL, 0, CB_OPTION_TEXT, &(options)->years, 0, 0},                                  \
        {"kun-alle-ord", "strict", 0, CB_OPTION_FLAG, &(options)->request.no_relax, 0, 0},         \
        CB_ANALYSIS_OPTIONS(&(options)->analysis), CB_EXACT_OPTION(&(options)->analysis),          \
        CB_RANK_OPTION(&(options)->analysis)

/** Whether cases are chosen by anything but words. */
gboolean cb_request_has_filters(const CbRequestOptions *options);

/** Checks what was read and completes the request. @text: of the query; must outlive it. Errors:
 * CB_ERROR_USAGE. */
gboolean cb_request_options_finish(CbRequestOptions *options, const char *text, GError **error);

/** Sets the request's switches for a search in @index. Errors: those of cb_analysis_request(). */
gboolean cb_request_options_bind(CbRequestOptions *options, CbIndex *index, GError **error);

G_END_DECLS

#endif
