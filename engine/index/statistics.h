/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long cases and passages are, which passages belong to which case, and where in it they stand:
 * what ranking needs of every case that it looks at, and what Xapian would only give up one
 * document at a time; and what tells the passage that a word of a case stands in. One file a
 * generation, `statistics`, written with it and mapped read-only:
 *
 *     header      CbStatisticsHeader
 *     cases       case_slots times CbCaseStatistics, by document id, from 1
 *     passages    passage_slots times 8 bytes, by document id, from 1: words * 2, + 1 in an
 *                 attachment, + 2^31 when recognised on a picture of the page; the position in its
 *                 case at which it begins
 *
 * Lengths are in words. Numbers are in the byte order of the machine that wrote them.
 *
 * A case that was removed leaves a hole: a slot of zeros, and so do its passages. The others keep
 * their document ids.
 */
#ifndef CB_INDEX_STATISTICS_H
#define CB_INDEX_STATISTICS_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_STATISTICS_FILE_NAME "statistics"

/** The fields of a case that have lengths of their own. */
typedef enum {
    CB_TEXT_TITLE,
    CB_TEXT_LEAD, /* the first CB_LEAD_WORDS words after the title; they are in the body too */
    CB_TEXT_BODY, /* the page: lead and sections */
    CB_TEXT_ATTACHMENT, /* all attachments together */
    CB_N_TEXTS
} CbTextField;

/** Where the text of a passage comes from. */
typedef enum {
    CB_FROM_PAGE,
    CB_FROM_ATTACHMENT,
    CB_FROM_PICTURE, /* of a page of an attachment: recognised, and may have wrong letters */
} CbPassageOrigin;

typedef struct {
    guint32 first_passage; /* document id in `passages`; 0: there is no such case */
    guint32 n_passages;
    guint32 words[CB_N_TEXTS];
} CbCaseStatistics;

/** What the databases took when they were compacted last, to tell how loose they have become since;
 * zeros when they never were. */
typedef struct {
    guint64 bytes;
    guint64 passages;
} CbCompacted;

/* --- Writing --------------------------------------------------------------------------------- */

typedef struct CbStatisticsBuilder CbStatisticsBuilder;

typedef struct CbStatistics CbStatistics;

CbStatisticsBuilder *cb_statistics_builder_new(void);
void cb_statistics_builder_free(CbStatisticsBuilder *builder);

/** Starts from what @statistics says. */
CbStatisticsBuilder *cb_statistics_builder_new_from(const CbStatistics *statistics);

/**
 * cb_statistics_builder_begin_case:
 * @docid, @first_passage: of a case that was removed, whose place the next one takes; no more
 *   passages may follow than that one had. 0 and 0: it comes last.
 */
void cb_statistics_builder_begin_case(CbStatisticsBuilder *builder, guint32 docid,
                                      guint32 first_passage);
/** The next passage of the case that was begun. @words: fewer than 2^30. @position: at which it
 * begins; ascends within a case. */
void cb_statistics_builder_add_passage(CbStatisticsBuilder *builder, guint32 words,
                                       guint32 position, CbPassageOrigin origin);
/** Document ids of the case that was begun, and of its next passage. */
guint32 cb_statistics_builder_docid(const CbStatisticsBuilder *builder);
guint32 cb_statistics_builder_next_passage(const CbStatisticsBuilder *builder);
/** Ends the case that was begun; @title and @lead in words. */
void cb_statistics_builder_end_case(CbStatisticsBuilder *builder, guint32 title, guint32 lead);

/** Makes a case and its passages holes. Returns what it was: without passages and with
 * first_passage 0 when there is no such case. */
CbCaseStatistics cb_statistics_builder_remove_case(CbStatisticsBuilder *builder, guint32 docid);

/** How many slots for cases there are, holes among them. */
guint32 cb_statistics_builder_case_slots(const CbStatisticsBuilder *builder);

/** The same for passages, and how many there are. */
guint32 cb_statistics_builder_passage_slots(const CbStatisticsBuilder *builder);
guint32 cb_statistics_builder_n_passages(const CbStatisticsBuilder *builder);

void cb_statistics_builder_set_compacted(CbStatisticsBuilder *builder, CbCompacted compacted);
CbCompacted cb_statistics_builder_compacted(const CbStatisticsBuilder *builder);

/** Writes the file into the folder of a generation. Errors: CB_ERROR_IO. */
gboolean cb_statistics_builder_write(const CbStatisticsBuilder *builder, const char *folder,
                                     GError **error);

/* --- Reading --------------------------------------------------------------------------------- */

/** Maps the file of a generation. Errors: CB_ERROR_IO, CB_ERROR_INDEX_DAMAGED. For any number of
 * threads. */
CbStatistics *cb_statistics_open(const char *folder, GError **error);
void cb_statistics_free(CbStatistics *statistics);

/** How many cases there are. */
guint32 cb_statistics_n_cases(const CbStatistics *statistics);
/** The highest document id that a case may have. */
guint32 cb_statistics_last_case(const CbStatistics *statistics);

/** A case by its document id in `cases`; one without passages when there is none. Its passages are
 * within bounds, whatever the file says. */
CbCaseStatistics cb_statistics_case(const CbStatistics *statistics, guint32 docid);

/** Words of a passage by its document id in `passages`, 0 when there is none. @origin: (out):
 * CB_FROM_PAGE when there is none. */
guint32 cb_statistics_passage(const CbStatistics *statistics, guint32 docid,
                              CbPassageOrigin *origin);

/**
 * cb_statistics_passage_at:
 * @case_docid: document id in `cases`.
 * @position: of a word in it.
 * @next: (out): the first position after @position that may belong to another passage; G_MAXUINT32
 *   when no passage follows.
 *
 * Returns: the document id in `passages` of the passage that the word stands in, one of the case's
 * own whatever the file says; 0 when it stands in none, as words of the title and of names do.
 */
guint32 cb_statistics_passage_at(const CbStatistics *statistics, guint32 case_docid,
                                 guint32 position, guint32 *next);

/** The average length of a field over the cases that have it, at least 1. */
double cb_statistics_average(const CbStatistics *statistics, CbTextField field);
/** The average length of a passage, at least 1. */
double cb_statistics_average_passage(const CbStatistics *statistics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbStatisticsBuilder, cb_statistics_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbStatistics, cb_statistics_free)

G_END_DECLS

#endif
