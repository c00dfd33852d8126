/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Noticing that something in the sources has changed: by being told (inotify) wherever that works,
 * and by looking (names, sizes and times) where it does not. What has changed is not known, for the
 * run that follows finds it out; only that something has, and never that nothing has when something
 * did.
 *
 * Every folder below a source is listened to, links to folders followed, and so is every folder
 * above it, for the name that leads there: a source may be moved away, come back, or be a link that
 * is turned to another folder. Hidden files, the index and the report wake nobody.
 */
#ifndef CB_INDEXER_WATCH_TREE_H
#define CB_INDEXER_WATCH_TREE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbWatchTree CbWatchTree;

/** What was noticed; flags. */
typedef enum {
    CB_WATCH_NOTHING = 0,
    CB_WATCH_CHANGED = 1 << 0,
    CB_WATCH_RETURNED = 1 << 1, /* a source may be there that was not: a disk that is mounted */
} CbWatchNews;

/** Why folders must be looked at from time to time. */
typedef enum {
    CB_WATCH_LISTENS,       /* they need not: changes are told */
    CB_WATCH_POLLS_ASKED,   /* the user wants it so */
    CB_WATCH_POLLS_NETWORK, /* others may write where this machine is not told of it */
    CB_WATCH_POLLS_LIMIT,   /* there are more folders than the kernel will listen to */
} CbWatchPolling;

/**
 * CbWatchTreeOptions:
 * @roots: NULL-terminated: the sources, folders or single files; they need not be there.
 * @index_dir, @report: (nullable): folder and file that wake nobody, wherever they lie.
 * @poll: do not listen.
 */
typedef struct {
    const char *const *roots;
    const char *index_dir, *report;
    gboolean poll;
} CbWatchTreeOptions;

/** Call cb_watch_tree_look() before relying on it. */
CbWatchTree *cb_watch_tree_new(const CbWatchTreeOptions *options);
void cb_watch_tree_free(CbWatchTree *tree);

/** Further files that matter, wherever they lie and whether they are there or not. NULL-terminated;
 * copied; those of an earlier call are forgotten. Counts from the next look on. */
void cb_watch_tree_set_files(CbWatchTree *tree, const char *const *files);

/** To poll() for reading; -1 when nothing is listened to (any more). */
int cb_watch_tree_fd(const CbWatchTree *tree);

/** Takes what was told since. Never waits. */
CbWatchNews cb_watch_tree_read(CbWatchTree *tree);

/**
 * cb_watch_tree_look:
 *
 * Walks all of it: listens to folders that are new, no longer to those that are gone, and compares
 * names, sizes and times with those of the last look. A run that begins after a look finds all that
 * was not told before it, and what comes later is told, or found by the next look.
 */
CbWatchNews cb_watch_tree_look(CbWatchTree *tree);

/** May change from CB_WATCH_LISTENS to another with any call. */
CbWatchPolling cb_watch_tree_polling(const CbWatchTree *tree);

/** How many folders there were at the last look. */
guint cb_watch_tree_n_folders(const CbWatchTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWatchTree, cb_watch_tree_free)

G_END_DECLS

#endif
