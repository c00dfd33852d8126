/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robots.txt; see robots.h. */
#include "robots.h"
#include <string.h>

#define MAX_LINE_BYTES 2000

typedef struct {
    char *pattern; /* decoded, with '*' and '$' as in the file */
    gboolean allow;
} Rule;

struct CbRobots {
    GArray *rules; /* Rule */
};

static void rule_clear(gpointer data)
{
    g_free(((Rule *)data)->pattern);
}

static GArray *rules_new(void)
{
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    g_array_set_clear_func(rules, rule_clear);
    return rules;
}

/* What the lines of a group say, as they come. */
typedef struct {
    GArray *ours, *everybodys;
    gboolean has_ours;              /* some group is for us, if only to allow everything */
    gboolean for_us, for_everybody; /* the group we are in */
    gboolean in_names;              /* the last line was a user-agent line */
} Groups;

/* Rules are compared decoded, so that "%C3%A6" and "æ" are one. */
static char *decode(const char *text)
{
    char *path = g_uri_unescape_string(text, NULL);
    return path != NULL ? path : g_strdup(text);
}

static void take_name(Groups *groups, const char *name)
{
    if (!groups->in_names)
        groups->for_us = groups->for_everybody = FALSE;
    groups->in_names = TRUE;
    gsize length = strcspn(name, " \t/"); /* "casebank/1.0" */
    if (length == strlen(CB_ROBOTS_NAME) && g_ascii_strncasecmp(name, CB_ROBOTS_NAME, length) == 0)
        groups->for_us = groups->has_ours = TRUE;
    else if (strcmp(name, "*") == 0)
        groups->for_everybody = TRUE;
}

static void add_rule(GArray *rules, const char *pattern, gboolean allow)
{
    if (rules->len >= CB_MAX_ROBOTS_RULES)
        return;
    Rule rule = {decode(pattern), allow};
    g_array_append_val(rules, rule);
}

/* An empty Disallow forbids nothing. */
static void take_rule(Groups *groups, const char *pattern, gboolean allow)
{
    groups->in_names = FALSE;
    if (*pattern != '/' && *pattern != '*')
        return;
    if (groups->for_us)
        add_rule(groups->ours, pattern, allow);
    if (groups->for_everybody)
        add_rule(groups->everybodys, pattern, allow);
}

static void take_line(Groups *groups, char *line)
{
    line[strcspn(line, "#")] = '\0';
    char *colon = strchr(line, ':');
    if (colon == NULL)
        return;
    *colon = '\0';
    const char *key = g_strstrip(line);
    const char *value = g_strstrip(colon + 1);
    if (g_ascii_strcasecmp(key, "user-agent") == 0)
        take_name(groups, value);
    else if (g_ascii_strcasecmp(key, "disallow") == 0)
        take_rule(groups, value, FALSE);
    else if (g_ascii_strcasecmp(key, "allow") == 0)
        take_rule(groups, value, TRUE);
}

CbRobots *cb_robots_parse(const char *text, gsize length)
{
    Groups groups = {.ours = rules_new(), .everybodys = rules_new()};
    const char *end = text + MIN(length, CB_MAX_ROBOTS_BYTES);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text < end) {
        const char *stop = text;
        while (stop < end && *stop != '\n' && *stop != '\r' && *stop != '\0')
            stop++;
        if (stop - text <= MAX_LINE_BYTES) {
            g_autofree char *line = g_strndup(text, (gsize)(stop - text));
            take_line(&groups, line);
        }
        text = stop + 1;
    }
    CbRobots *robots = g_new0(CbRobots, 1);
    robots->rules = groups.has_ours ? groups.ours : groups.everybodys;
    g_array_unref(groups.has_ours ? groups.everybodys : groups.ours);
    return robots;
}

void cb_robots_free(CbRobots *robots)
{
    if (robots == NULL)
        return;
    g_array_unref(robots->rules);
    g_free(robots);
}

/* '*' is any run of bytes, '$' at the end the end; else a pattern fits what begins with it. Going
 * back to the last '*' alone is enough: time is at most the product of the lengths. */
static gboolean fits(const char *pattern, const char *path)
{
    const char *star = NULL, *tried = NULL;
    for (;;) {
        if (*pattern == '\0' || (pattern[0] == '$' && pattern[1] == '\0' && *path == '\0'))
            return TRUE;
        if (*pattern == '*') {
            star = ++pattern;
            tried = path;
        } else if (*path != '\0' && *pattern == *path) {
            pattern++;
            path++;
        } else if (star != NULL && *tried != '\0') {
            pattern = star;
            path = ++tried;
        } else {
            return FALSE;
        }
    }
}

gboolean cb_robots_allows(const CbRobots *robots, const char *path)
{
    g_autofree char *decoded = decode(path);
    gsize longest = 0;
    gboolean allow = TRUE;
    for (guint i = 0; i < robots->rules->len; i++) {
        const Rule *rule = &g_array_index(robots->rules, Rule, i);
        gsize length = strlen(rule->pattern);
        if (length < longest || !fits(rule->pattern, decoded))
            continue;
        allow = rule->allow || (length == longest && allow);
        longest = length;
    }
    return allow;
}
