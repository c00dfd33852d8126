/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expanding hunspell-da.
 *
 * A dictionary line is a lemma and its flags; a flag names suffix rules: strip this, add that, when
 * the word ends like so. What a rule makes may carry flags of its own, whose rules apply once more
 * (two levels are all the Danish files use). Prefix rules only make place names and are left out.
 */
#include "hunspell.h"
#include <casebank/error.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CONDITION 16

/* One position of a rule's condition: a letter of a set, or none of it; an empty set is any letter.
 */
typedef struct {
    gunichar letters[48];
    guint n_letters;
    gboolean negated;
} ConditionLetter;

typedef struct {
    char *strip, *add;
    CbFlags flags;
    ConditionLetter condition[MAX_CONDITION];
    guint n_condition;
} SuffixRule;

typedef struct {
    GPtrArray *rules[CB_N_FLAGS]; /* SuffixRule*, or NULL */
} Affixes;

static void suffix_rule_free(SuffixRule *rule)
{
    g_free(rule->strip);
    g_free(rule->add);
    g_free(rule);
}

static void affixes_clear(Affixes *affixes)
{
    for (guint i = 0; i < CB_N_FLAGS; i++)
        g_clear_pointer(&affixes->rules[i], g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Affixes, affixes_clear)

/* "5,10,39" */
static CbFlags parse_flags(const char *text)
{
    CbFlags flags = {{0}};
    while (text != NULL && g_ascii_isdigit(*text)) {
        char *end;
        unsigned long flag = strtoul(text, &end, 10);
        if (flag < CB_N_FLAGS)
            cb_flags_set(&flags, (guint)flag);
        text = *end == ',' ? end + 1 : NULL;
    }
    return flags;
}

/* --- The affix file -------------------------------------------------------------------------- */

/* "[^s]er": a letter a position; FALSE when it is longer than any rule has reason to be. */
static gboolean parse_condition(const char *text, SuffixRule *rule)
{
    for (const char *p = text; *p != '\0';) {
        if (rule->n_condition == MAX_CONDITION)
            return FALSE;
        ConditionLetter *letter = &rule->condition[rule->n_condition++];
        gboolean in_set = *p == '[';
        if (in_set)
            p++;
        if (in_set && *p == '^') {
            letter->negated = TRUE;
            p++;
        }
        do {
            if (*p == '\0' || letter->n_letters == G_N_ELEMENTS(letter->letters))
                return FALSE;
            if (*p != '.' || in_set)
                letter->letters[letter->n_letters++] = g_utf8_get_char(p);
            p = g_utf8_next_char(p);
        } while (in_set && *p != ']');
        if (in_set)
            p++;
    }
    return TRUE;
}

static gboolean letter_matches(const ConditionLetter *letter, gunichar c)
{
    if (letter->n_letters == 0)
        return TRUE;
    for (guint i = 0; i < letter->n_letters; i++)
        if (letter->letters[i] == c)
            return !letter->negated;
    return letter->negated;
}

static gboolean condition_matches(const SuffixRule *rule, const char *word)
{
    const char *p = word + strlen(word);
    for (guint i = rule->n_condition; i > 0; i--) {
        if (p == word)
            return FALSE;
        p = g_utf8_prev_char(p);
        if (!letter_matches(&rule->condition[i - 1], g_utf8_get_char(p)))
            return FALSE;
    }
    return TRUE;
}

/* "SFX 13 er res/34 [^z]zer": a header line "SFX 13 Y 4" has no condition and is passed over. */
static gboolean parse_suffix_line(char **fields, Affixes *affixes)
{
    unsigned long flag = strtoul(fields[1], NULL, 10);
    if (flag == 0 || flag >= CB_N_FLAGS)
        return FALSE;
    SuffixRule *rule = g_new0(SuffixRule, 1);
    char *slash = strchr(fields[3], '/');
    rule->strip = g_strdup(strcmp(fields[2], "0") == 0 ? "" : fields[2]);
    rule->add =
        slash != NULL ? g_strndup(fields[3], (gsize)(slash - fields[3])) : g_strdup(fields[3]);
    if (strcmp(rule->add, "0") == 0)
        rule->add[0] = '\0';
    rule->flags = parse_flags(slash != NULL ? slash + 1 : NULL);
    if (!parse_condition(fields[4], rule)) {
        suffix_rule_free(rule);
        return FALSE;
    }
    if (affixes->rules[flag] == NULL)
        affixes->rules[flag] = g_ptr_array_new_with_free_func((GDestroyNotify)suffix_rule_free);
    g_ptr_array_add(affixes->rules[flag], rule);
    return TRUE;
}

/* The fields of a line that is not a comment; (transfer full). */
static GPtrArray *split_fields(const char *line)
{
    GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
    for (const char *p = line; *p != '\0' && *p != '#';) {
        gsize length = strcspn(p, " \t\r#");
        if (length > 0)
            g_ptr_array_add(fields, g_strndup(p, length));
        p += length;
        p += strspn(p, " \t\r");
    }
    return fields;
}

static gboolean read_lines(const char *path, char ***lines, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) read_error = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, &read_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return FALSE;
    }
    if (!g_utf8_validate(text, (gssize)length, NULL)) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s: filen er ikke UTF-8", path);
        return FALSE;
    }
    *lines = g_strsplit(text, "\n", -1);
    return TRUE;
}

static gboolean read_affixes(const char *path, Affixes *affixes, GError **error)
{
    g_auto(GStrv) lines = NULL;
    if (!read_lines(path, &lines, error))
        return FALSE;
    for (guint i = 0; lines[i] != NULL; i++) {
        if (!g_str_has_prefix(lines[i], "SFX "))
            continue;
        g_autoptr(GPtrArray) fields = split_fields(lines[i]);
        if (fields->len >= 5 && !parse_suffix_line((char **)fields->pdata, affixes)) {
            g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE, "%s:%u: reglen kan ikke læses: %s",
                        path, i + 1, lines[i]);
            return FALSE;
        }
    }
    return TRUE;
}

/* --- The dictionary -------------------------------------------------------------------------- */

static void take_form(CbWordTable *table, CbWord *lemma, const char *form, const CbFlags *flags)
{
    g_autofree char *lower = g_utf8_strdown(form, -1);
    CbWord *word = cb_word_get(table, lower);
    if (cb_flags_has(flags, CB_FLAG_ONLY_IN_COMPOUND)) {
        cb_lemmas_add(&word->leads, lemma);
        return;
    }
    if (!cb_flags_has(flags, CB_FLAG_NEEDS_AFFIX))
        cb_lemmas_add(&word->lemmas, lemma);
    if (cb_flags_has(flags, CB_FLAG_COMPOUND_END))
        cb_lemmas_add(&word->ends, lemma);
}

static void expand(CbWordTable *table, const Affixes *affixes, CbWord *lemma, const char *word,
                   const CbFlags *flags, guint depth)
{
    for (guint flag = 0; flag < CB_N_FLAGS; flag++) {
        if (!cb_flags_has(flags, flag) || affixes->rules[flag] == NULL)
            continue;
        for (guint i = 0; i < affixes->rules[flag]->len; i++) {
            const SuffixRule *rule = affixes->rules[flag]->pdata[i];
            if (!g_str_has_suffix(word, rule->strip) || !condition_matches(rule, word))
                continue;
            g_autofree char *stem = g_strndup(word, strlen(word) - strlen(rule->strip));
            g_autofree char *form = g_strconcat(stem, rule->add, NULL);
            take_form(table, lemma, form, &rule->flags);
            if (depth < 1)
                expand(table, affixes, lemma, form, &rule->flags, depth + 1);
        }
    }
}

/* Letters, hyphen, apostrophe: entries with digits and points are no words for us. */
static gboolean is_wordlike(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '-' && c != '\'' && !g_unichar_isalpha(c))
            return FALSE;
    }
    return *text != '\0';
}

/* The entry itself, which the rules start from. */
static void take_headword(CbWordTable *table, CbWord *lemma, const char *text, const CbFlags *flags)
{
    take_form(table, lemma, text, flags);
    if (cb_flags_has(flags, CB_FLAG_COMPOUND_BEGIN) || cb_flags_has(flags, CB_FLAG_COMPOUND_MIDDLE))
        cb_lemmas_add(&lemma->leads, lemma);
}

/* Verbs have a present in -r or an imperative without e: skriver, gør. */
static gboolean is_form_of_verb(const char *form, const char *lemma)
{
    gsize length = strlen(lemma);
    if (strlen(form) == length + 1)
        return g_str_has_prefix(form, lemma) && form[length] == 'r';
    return strlen(form) + 1 == length && lemma[length - 1] == 'e' && g_str_has_prefix(lemma, form);
}

/*
 * "skrive/31 al:skriver al:skrev ...": irregular forms. Each has an entry of its own, "skrev
 * st:skrive", that only says so again. Nouns have a flag for their genitive; what has none is a
 * verb or an adjective.
 */
static void take_irregular_forms(CbWordTable *table, CbWord *lemma, const CbFlags *flags,
                                 const char *fields)
{
    g_auto(GStrv) field = g_strsplit_set(fields, " \t\r", -1);
    CbFlags ends = {{0}};
    cb_flags_set(&ends, CB_FLAG_COMPOUND_END);
    CbInflection class = 0;
    for (guint i = 0; field[i] != NULL; i++) {
        if (!g_str_has_prefix(field[i], "al:") || !is_wordlike(field[i] + 3))
            continue;
        take_form(table, lemma, field[i] + 3, &ends);
        if (class != CB_CLASS_VERB)
            class = is_form_of_verb(field[i] + 3, lemma->text) ? CB_CLASS_VERB : CB_CLASS_ADJECTIVE;
    }
    if (!cb_flags_has(flags, CB_FLAG_GENITIVE))
        lemma->irregular |= class;
}

/* "ad hoc" is an entry of two words; after "ord/10,2" and "ord" only fields with a colon may
 * follow. */
static gboolean is_phrase(const char *after_headword)
{
    const char *p = after_headword + strspn(after_headword, " ");
    gsize length = strcspn(p, " \t\r");
    return p > after_headword && length > 0 && memchr(p, ':', length) == NULL;
}

static void take_entry(CbWordTable *table, const Affixes *affixes, const char *entry)
{
    gsize length = strcspn(entry, "/\t\r ");
    const char *after = entry + strcspn(entry, "\t\r ");
    CbFlags flags = parse_flags(entry[length] == '/' ? entry + length + 1 : NULL);
    g_autofree char *text = g_strndup(entry, length);
    if (cb_flags_has(&flags, CB_FLAG_FORBIDDEN) || !is_wordlike(text) || is_phrase(after) ||
        strstr(after, "st:") != NULL)
        return;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    CbWord *lemma = cb_word_get(table, lower);
    gboolean capital = g_unichar_isupper(g_utf8_get_char(text));
    lemma->is_name = lemma->is_lemma ? lemma->is_name && capital : capital;
    lemma->is_lemma = TRUE;
    cb_flags_add(&lemma->flags, &flags);
    take_headword(table, lemma, lower, &flags);
    take_irregular_forms(table, lemma, &flags, after);
    expand(table, affixes, lemma, text, &flags, 0);
}

gboolean cb_hunspell_read(CbWordTable *table, const char *aff_path, const char *dic_path,
                          GError **error)
{
    g_auto(Affixes) affixes = {{NULL}};
    g_auto(GStrv) lines = NULL;
    if (!read_affixes(aff_path, &affixes, error) || !read_lines(dic_path, &lines, error))
        return FALSE;
    if (lines[0] == NULL || !g_ascii_isdigit(lines[0][0])) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                    "%s: er ikke en ordbog fra hunspell: første linje skal være antallet af ord",
                    dic_path);
        return FALSE;
    }
    for (guint i = 1; lines[i] != NULL; i++)
        if (lines[i][0] != '#')
            take_entry(table, &affixes, lines[i]);
    cb_word_table_sort(table);
    return TRUE;
}
