/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The setting of the second stage, and how it is changed by name. */
#include <casebank/error.h>
#include <casebank/search.h>
#include <string.h>

const CbRankOptions cb_rank_defaults = {
    .depth = 200,
    .title = 6,
    .lead = 3,
    .body = 1,
    .attachment = 0.5,
    .ocr = 0.9,
    .b_title = 0.3,
    .b_body = 0.6,
    .b_attachment = 0.5,
    .k1 = 3,
    .parts = 0.6,
    .passage = 0.5,
    .passage_single = 0.25,
    .k1_passage = 1.2,
    .b_passage = 0.5,
    .coverage = 0.5,
};

#define OPTION(name, max)                                                                          \
    {                                                                                              \
#name, G_STRUCT_OFFSET(CbRankOptions, name), max                                           \
    }

static const struct {
    const char *name;
    glong offset;
    double max;
} numbers[] = {
    OPTION(title, 100),      OPTION(lead, 100),       OPTION(body, 100),
    OPTION(attachment, 100), OPTION(ocr, 1),          OPTION(b_title, 1),
    OPTION(b_body, 1),       OPTION(b_attachment, 1), OPTION(k1, 100),
    OPTION(parts, 1),        OPTION(passage, 100),    OPTION(passage_single, 100),
    OPTION(k1_passage, 100), OPTION(b_passage, 1),    OPTION(coverage, 10),
};

static gboolean fail(GError **error, const char *setting)
{
    g_autoptr(GString) names = g_string_new("depth");
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_string_append_printf(names, ", %s", numbers[i].name);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "»%s« kan ikke bruges; skriv navn=tal, hvor navnet er et af %s", setting,
                names->str);
    return FALSE;
}

gboolean cb_rank_options_set(CbRankOptions *options, const char *setting, GError **error)
{
    const char *equals = strchr(setting, '=');
    char *end = NULL;
    double value = equals != NULL ? g_ascii_strtod(equals + 1, &end) : 0;
    if (equals == NULL || end == equals + 1 || *end != '\0' || !(value >= 0))
        return fail(error, setting);
    g_autofree char *name = g_strndup(setting, (gsize)(equals - setting));
    if (strcmp(name, "depth") == 0 && value <= CB_MAX_RANK_DEPTH) {
        options->depth = (guint)value;
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strcmp(name, numbers[i].name) == 0 && value <= numbers[i].max) {
            G_STRUCT_MEMBER(double, options, numbers[i].offset) = value;
            return TRUE;
        }
    return fail(error, setting);
}
