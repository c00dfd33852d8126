/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query as a tree: what the parser makes of the text that a person wrote, and what is printed
 * back as "interpreted". docs/QUERY.md describes the language.
 */
#ifndef CB_SEARCH_QUERY_H
#define CB_SEARCH_QUERY_H

#include <casebank/analyzer.h>
#include <casebank/thesaurus.h>

G_BEGIN_DECLS

/** Where a leaf must be found. */
typedef enum {
    CB_FIELD_ANY, /* no field given: anywhere in the case but its contact block */
    CB_FIELD_TITLE,
    CB_FIELD_FILE,
    CB_FIELD_CONTACT,
    CB_FIELD_MUNICIPALITY,
    CB_FIELD_TYPE,
    CB_FIELD_TOPIC,
    CB_FIELD_HAS,
    CB_FIELD_YEAR,
    CB_N_FIELDS
} CbField;

typedef enum {
    CB_NODE_AND,
    CB_NODE_OR,
    CB_NODE_NOT,    /* one child */
    CB_NODE_WORD,   /* leaf: text between spaces; may hold several words ("SOSU-elev") */
    CB_NODE_PHRASE, /* leaf: quoted */
    CB_NODE_PREFIX, /* leaf: the start of a word */
    CB_NODE_YEARS,  /* leaf: a span of years */
} CbNodeType;

/**
 * CbQuerySynonym: another way to say a word of the query, from the thesaurus.
 * @text: as people are shown it.
 * @stems: NULL-terminated; several words are a phrase.
 * @weight: what a match through it counts beside one of the word itself, above 0 and at most 1.
 */
typedef struct {
    char *text;
    char **stems;
    double weight;
} CbQuerySynonym;

/**
 * CbQueryWord: a word of a leaf, analyzed, with all that a text may have in its place.
 * @form: folded; what "=" asks for.
 * @stem: folded; matches words of the text and parts of its compounds.
 * @parts: (nullable): of a compound, the stems of its smallest parts in order, NULL-terminated: a
 *   text that has all of them somewhere has the word, at lower weight.
 * @close: its parts must stand close together: the dictionary has the compound as a word of its
 * own, which means something that its parts apart do not (vejarbejde).
 * @joined: (nullable): stems of words that say this one together with a neighbour in the query,
 *   NULL-terminated: "mentor indsats" stands as mentorindsats.
 * @synonyms: CbQuerySynonym*, best weight first, at most CB_MAX_WORD_SYNONYMS; maybe empty.
 * @whole: it is not found inside a longer word of a text.
 *
 * Words in quotes and after "=" have no parts, nothing joined and no synonyms: they are looked for
 * as they stand. So are words after IKKE: what takes cases away must not reach further than what
 * was written. Words after a field and prefixes have no synonyms.
 */
typedef struct {
    char *form, *stem;
    gboolean stop;
    char **parts;
    gboolean close;
    char **joined;
    GPtrArray *synonyms;
    gboolean whole;
} CbQueryWord;

typedef struct CbNode CbNode;
struct CbNode {
    CbNodeType type;
    CbField field;
    gboolean exact;           /* "=": these forms, no other inflection */
    gboolean explicit_and;    /* OG stood before this child of an AND */
    char *text;               /* leaf: as written, without quotes, "=" and "*" */
    gsize start;              /* CB_NODE_WORD without quotes: where in the query it stands, bytes */
    guint year_from, year_to; /* CB_NODE_YEARS: inclusive; 0 for open */
    GPtrArray *children;      /* CbNode*; NULL for a leaf */
    GPtrArray *words;         /* leaf: CbQueryWord*, by cb_query_analyze() */
    GPtrArray *stems; /* CB_NODE_PREFIX: char*, the stems it stands for, by cb_plan_make() */
};

typedef struct {
    CbNode *root;          /* NULL when nothing was asked for */
    GPtrArray *notes;      /* char*: what was read otherwise than written, in Danish */
    GPtrArray *expansions; /* CbExpansion*: what the thesaurus added; cb_query_analyze_as() */
    GPtrArray *related;    /* CbExpansion*: what it only offers */
} CbQuery;

/** Bounds on what one query may cost. */
#define CB_MAX_QUERY_LEAVES 64
#define CB_MAX_QUERY_WORDS 64 /* analyzed words of all leaves together */
#define CB_MAX_QUERY_DEPTH 32
#define CB_MIN_PREFIX 2 /* code points before '*' */
/* Each synonym is a list of cases to read beside the word's own, and nobody reads more of them in a
 * line: of a large group the best count. */
#define CB_MAX_WORD_SYNONYMS 16

/**
 * cb_query_parse:
 * @text: any bytes.
 *
 * Never fails: what is badly formed is read as words, with a note. Needs no analyzer: the leaves
 * have their text alone.
 */
CbQuery *cb_query_parse(const char *text);
void cb_query_free(CbQuery *query);

/**
 * cb_query_analyze:
 *
 * Gives the leaves their words and takes out what means nothing: leaves without a letter, and stop
 * words that stand alone (not in quotes, not after a field or "="), unless there is nothing else in
 * the query. Words beyond CB_MAX_QUERY_WORDS are left out, with a note.
 */
void cb_query_analyze(CbQuery *query, CbAnalyzer *analyzer);

/**
 * CbQueryReading: how the words of a query are understood; all zero for cb_query_analyze()'s way.
 * @thesaurus: (nullable): made with an analyzer of the same analysis.
 * @no_compounds, @exact: as in #CbRequest.
 * @has_stem: (nullable): whether any case has the stem, as a word or as part of one. Tells words
 *   that are only joined, and synonyms that nobody can find; NULL: everything is there.
 */
typedef struct {
    const CbThesaurus *thesaurus;
    gboolean no_compounds, exact;
    gboolean (*has_stem)(const char *stem, gpointer data);
    gpointer data;
} CbQueryReading;

/** cb_query_analyze() and, with a thesaurus, what stands beside the words: query_widen.h. */
void cb_query_analyze_as(CbQuery *query, CbAnalyzer *analyzer, const CbQueryReading *reading);

/** Adds a note unless it is there already. Takes @note. */
void cb_query_take_note(CbQuery *query, char *note);

/** The tree in the query language, with Danish operators and field names. Parsing it again gives
 * the same tree. Transfer full; "" for NULL. */
char *cb_query_print(const CbNode *root);

/** "titel", "kommune", ...; NULL for CB_FIELD_ANY. Static. */
const char *cb_field_name(CbField field);
/** FALSE when @name (any case, Danish or English) is no field. */
gboolean cb_field_find(const char *name, CbField *field);
/** Values of these fields are compared whole, not word by word. */
gboolean cb_field_is_filter(CbField field);

CbNode *cb_node_new(CbNodeType type, CbField field);
/** Takes @text. */
CbNode *cb_node_new_leaf(CbNodeType type, CbField field, char *text);
/** Takes @child; a list in a list of the same kind becomes one list. */
void cb_node_take_child(CbNode *list, CbNode *child, gboolean explicit_and);
/** Takes @list: a list of one (but for NOT) is that one, an empty one NULL. */
CbNode *cb_node_finish_list(CbNode *list);
void cb_node_free(CbNode *node);
/** A word with nothing beside itself. Takes copies. */
CbQueryWord *cb_query_word_new(const char *form, const char *stem);
void cb_query_word_free(CbQueryWord *word);
/** Each takes a copy, unless the word has it already. */
void cb_query_word_add_part(CbQueryWord *word, const char *stem);
void cb_query_word_join(CbQueryWord *word, const char *stem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbQuery, cb_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbNode, cb_node_free)

G_END_DECLS

#endif
