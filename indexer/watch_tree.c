/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Noticing that something in the sources has changed.
 *
 * A list of listened-to folders that follows every rename would be hard to keep right. Here nobody
 * tries: a look walks everything, listens to what it meets (asking twice for the same folder is
 * free), and stops listening to what it did not meet. One is made before every run. Between looks
 * only a folder that appears is walked at once, so that what is copied into it is noticed; the path
 * of a folder above which something was renamed may be wrong until the next look, and then that
 * walk finds nothing, which costs no more than hearing of the copying late.
 */
#include "watch_tree.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define MAX_DEPTH 100u /* as in a run */

#define NAMES_MASK (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)
#define FILES_MASK (NAMES_MASK | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)
#define WHOLE_MASK (FILES_MASK | IN_DELETE_SELF | IN_MOVE_SELF)
#define MADE_MASK (IN_CREATE | IN_MOVED_TO)

typedef struct {
    dev_t device;
    ino_t inode;
} Identity;

/* A folder that is listened to. */
typedef struct {
    char *path;
    Identity identity;
    gboolean whole;    /* all that is in it matters, and not only @names */
    GHashTable *names; /* that lead to a source, or are files that matter; or NULL */
    guint round;       /* of the look that met it last */
} Folder;

/* A name that wakes nobody. */
typedef struct {
    char *path;
    char *name;
    Identity parent;      /* zeros when there is no such folder */
    gboolean also_longer; /* and names that begin so: what is written first and renamed then */
} Ignored;

struct CbWatchTree {
    char **roots;
    char **files;
    Ignored ignored[2];
    guint n_ignored;
    int fd;
    CbWatchPolling polling;
    GHashTable *folders; /* watch descriptor -> Folder* */
    guint round, n_folders;
    guint64 content, content_before;   /* of names, sizes and times */
    guint64 identity, identity_before; /* of the sources themselves */
};

/* A folder that is being walked, and those it lies in. */
typedef struct Step {
    const struct Step *above;
    const char *path;
    Identity identity;
    guint depth;
} Step;

static Identity identity_of(const struct stat *st)
{
    return (Identity){st->st_dev, st->st_ino};
}

static gboolean is_same(Identity a, Identity b)
{
    return a.device == b.device && a.inode == b.inode;
}

static void folder_free(gpointer data)
{
    Folder *folder = data;
    g_free(folder->path);
    g_clear_pointer(&folder->names, g_hash_table_unref);
    g_free(folder);
}

static void add_ignored(CbWatchTree *tree, const char *path, gboolean also_longer)
{
    if (path == NULL)
        return;
    Ignored *ignored = &tree->ignored[tree->n_ignored++];
    ignored->path = g_canonicalize_filename(path, NULL);
    ignored->name = g_path_get_basename(ignored->path);
    ignored->also_longer = also_longer;
}

static char **canonical(const char *const *paths)
{
    GPtrArray *all = g_ptr_array_new();
    for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
        g_ptr_array_add(all, g_canonicalize_filename(paths[i], NULL));
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

static void give_up_listening(CbWatchTree *tree, CbWatchPolling why)
{
    if (tree->fd >= 0)
        close(tree->fd);
    tree->fd = -1;
    tree->polling = why;
    g_hash_table_remove_all(tree->folders);
}

CbWatchTree *cb_watch_tree_new(const CbWatchTreeOptions *options)
{
    CbWatchTree *tree = g_new0(CbWatchTree, 1);
    tree->folders = g_hash_table_new_full(NULL, NULL, NULL, folder_free);
    tree->roots = canonical(options->roots);
    tree->files = canonical(NULL);
    add_ignored(tree, options->index_dir, FALSE);
    add_ignored(tree, options->report, TRUE);
    tree->fd = options->poll ? -1 : inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (options->poll)
        tree->polling = CB_WATCH_POLLS_ASKED;
    else if (tree->fd < 0)
        tree->polling = CB_WATCH_POLLS_LIMIT;
    return tree;
}

void cb_watch_tree_free(CbWatchTree *tree)
{
    if (tree == NULL)
        return;
    if (tree->fd >= 0)
        close(tree->fd);
    g_hash_table_unref(tree->folders);
    for (guint i = 0; i < tree->n_ignored; i++) {
        g_free(tree->ignored[i].path);
        g_free(tree->ignored[i].name);
    }
    g_strfreev(tree->roots);
    g_strfreev(tree->files);
    g_free(tree);
}

void cb_watch_tree_set_files(CbWatchTree *tree, const char *const *files)
{
    g_strfreev(tree->files);
    tree->files = canonical(files);
}

int cb_watch_tree_fd(const CbWatchTree *tree)
{
    return tree->fd;
}

CbWatchPolling cb_watch_tree_polling(const CbWatchTree *tree)
{
    return tree->polling;
}

guint cb_watch_tree_n_folders(const CbWatchTree *tree)
{
    return tree->n_folders;
}

/* --- Listening ------------------------------------------------------------------------------- */

/* Returns: (nullable): the folder, now listened to; NULL with errno set. */
static Folder *listen_to(CbWatchTree *tree, const char *path, guint32 mask)
{
    int wd = inotify_add_watch(tree->fd, path, mask | IN_MASK_ADD);
    if (wd < 0) {
        int code = errno;
        if (code == ENOSPC || code == ENOMEM)
            give_up_listening(tree, CB_WATCH_POLLS_LIMIT);
        errno = code;
        return NULL;
    }
    Folder *folder = g_hash_table_lookup(tree->folders, GINT_TO_POINTER(wd));
    if (folder == NULL) {
        folder = g_new0(Folder, 1);
        g_hash_table_insert(tree->folders, GINT_TO_POINTER(wd), folder);
    }
    if (g_strcmp0(folder->path, path) != 0) {
        g_free(folder->path);
        folder->path = g_strdup(path);
    }
    folder->round = tree->round;
    return folder;
}

static void listen_to_whole(CbWatchTree *tree, const Step *step)
{
    Folder *folder = tree->fd >= 0 ? listen_to(tree, step->path, WHOLE_MASK) : NULL;
    if (folder == NULL)
        return;
    folder->whole = TRUE;
    folder->identity = step->identity;
}

/* Listens for @path in the folder it lies in, and for the names that lead there. */
static void listen_for(CbWatchTree *tree, const char *path)
{
    g_autofree char *at = g_strdup(path);
    guint32 mask = FILES_MASK;
    while (tree->fd >= 0 && strcmp(at, "/") != 0) {
        g_autofree char *parent = g_path_get_dirname(at);
        Folder *folder = listen_to(tree, parent, mask);
        if (folder != NULL) {
            if (folder->names == NULL)
                folder->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
            g_hash_table_add(folder->names, g_path_get_basename(at));
        }
        g_free(at);
        at = g_steal_pointer(&parent);
        mask = NAMES_MASK;
    }
}

/* --- Walking --------------------------------------------------------------------------------- */

/* FNV-1a, 64 bits. */
static guint64 hash_byte(guint64 hash, guint8 byte)
{
    return (hash ^ byte) * G_GUINT64_CONSTANT(1099511628211);
}

static guint64 hash_number(guint64 hash, guint64 number)
{
    for (guint shift = 0; shift < 64; shift += 8)
        hash = hash_byte(hash, (guint8)(number >> shift));
    return hash;
}

static guint64 hash_text(guint64 hash, const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        hash = hash_byte(hash, (guint8)*at);
    return hash_byte(hash, 0);
}

/* Of one name: the sum of all does not depend on their order. What a file system makes up anew now
 * and then (inode numbers over a network) is not in it. */
static guint64 signature_of(const char *folder, const char *name, const struct stat *st)
{
    guint64 hash = hash_text(G_GUINT64_CONSTANT(14695981039346656037), folder);
    hash = hash_text(hash, name);
    hash = hash_number(hash, st->st_mode);
    if (!S_ISREG(st->st_mode))
        return hash;
    hash = hash_number(hash, (guint64)st->st_size);
    hash = hash_number(hash, (guint64)st->st_mtim.tv_sec);
    return hash_number(hash, (guint64)st->st_mtim.tv_nsec);
}

/* Whether others may write there without this machine's kernel being told. */
static gboolean is_on_network(const char *path)
{
    static const guint32 kinds[] = {
        0x6969,     0x517b,     0xff534d42, 0xfe534d42, /* NFS, SMB, CIFS, SMB2 */
        0x65735546, 0x01021997, 0x00c36400, 0x5346414f, /* FUSE, 9P, Ceph, AFS */
        0x73757245, 0x786f4256, 0xbacbacbc, 0x01161970, /* Coda, VirtualBox, VMware, GFS2 */
        0x7461636f, 0x0bd00bd0, 0x20030528, 0x47504653, /* OCFS2, Lustre, PVFS2, GPFS */
    };
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if ((guint32)fs.f_type == kinds[i])
            return TRUE;
    return FALSE;
}

static gboolean is_ignored(const CbWatchTree *tree, Identity folder, const char *name)
{
    if (name[0] == '.')
        return TRUE;
    for (guint i = 0; i < tree->n_ignored; i++) {
        const Ignored *ignored = &tree->ignored[i];
        if (is_same(folder, ignored->parent) &&
            (ignored->also_longer ? g_str_has_prefix(name, ignored->name)
                                  : strcmp(name, ignored->name) == 0))
            return TRUE;
    }
    return FALSE;
}

/* By another name: a link to it, or a folder mounted twice. */
static gboolean is_the_index(const CbWatchTree *tree, Identity folder)
{
    struct stat st;
    return tree->n_ignored > 0 && stat(tree->ignored[0].path, &st) == 0 &&
           is_same(identity_of(&st), folder);
}

static gboolean is_above(const Step *step, Identity identity)
{
    for (const Step *at = step; at != NULL; at = at->above)
        if (is_same(at->identity, identity))
            return TRUE;
    return FALSE;
}

static void walk_folder(CbWatchTree *tree, int fd, const char *path, const Step *above);

static void walk_entry(CbWatchTree *tree, int fd, const Step *step, const struct dirent *entry)
{
    struct stat st;
    if (is_ignored(tree, step->identity, entry->d_name) || fstatat(fd, entry->d_name, &st, 0) != 0)
        return;
    tree->content += signature_of(step->path, entry->d_name, &st);
    if (!S_ISDIR(st.st_mode))
        return;
    int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_autofree char *path = g_build_filename(step->path, entry->d_name, NULL);
    if (child >= 0)
        walk_folder(tree, child, path, step);
}

static void ask_for_network(CbWatchTree *tree, const char *path)
{
    if (tree->polling == CB_WATCH_LISTENS && is_on_network(path))
        tree->polling = CB_WATCH_POLLS_NETWORK;
}

/* Listening begins before the folder is read: what comes in between is told. */
static void walk_entries(CbWatchTree *tree, DIR *dir, const Step *step)
{
    const struct dirent *entry;
    if (step->above != NULL && step->above->identity.device != step->identity.device)
        ask_for_network(tree, step->path);
    tree->n_folders++;
    listen_to_whole(tree, step);
    while ((entry = readdir(dir)) != NULL)
        walk_entry(tree, dirfd(dir), step, entry);
}

/* @fd: is taken over. @above: (nullable). */
static void walk_folder(CbWatchTree *tree, int fd, const char *path, const Step *above)
{
    struct stat st;
    gboolean known = fstat(fd, &st) == 0;
    const Step step = {.above = above,
                       .path = path,
                       .identity = known ? identity_of(&st) : (Identity){0},
                       .depth = above != NULL ? above->depth + 1 : 0};
    DIR *dir = NULL;
    if (known && step.depth < MAX_DEPTH && !is_above(above, step.identity) &&
        !is_the_index(tree, step.identity))
        dir = fdopendir(fd);
    if (dir == NULL) {
        close(fd);
        return;
    }
    walk_entries(tree, dir, &step);
    closedir(dir);
}

static void walk_path(CbWatchTree *tree, const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0)
        walk_folder(tree, fd, path, NULL);
}

/* A source, or a file that matters: also what it is itself. */
static void look_at(CbWatchTree *tree, const char *path, gboolean is_root)
{
    struct stat st;
    listen_for(tree, path);
    if (stat(path, &st) != 0)
        return;
    tree->content += signature_of(path, "", &st);
    if (!is_root)
        return;
    ask_for_network(tree, path);
    /* A file that is written anew by renaming is no source that comes back. */
    tree->identity = hash_text(tree->identity, path);
    tree->identity = hash_number(tree->identity, st.st_dev);
    tree->identity = hash_number(tree->identity, S_ISDIR(st.st_mode) ? st.st_ino : 0);
    if (S_ISDIR(st.st_mode))
        walk_path(tree, path);
}

/* --- A look ---------------------------------------------------------------------------------- */

static void find_ignored(CbWatchTree *tree)
{
    for (guint i = 0; i < tree->n_ignored; i++) {
        Ignored *ignored = &tree->ignored[i];
        g_autofree char *parent = g_path_get_dirname(ignored->path);
        struct stat st;
        ignored->parent = stat(parent, &st) == 0 ? identity_of(&st) : (Identity){0};
    }
}

/* What is listened to is to be said anew by the look that follows. */
static void begin_round(CbWatchTree *tree)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, tree->folders);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Folder *folder = value;
        folder->whole = FALSE;
        g_clear_pointer(&folder->names, g_hash_table_unref);
    }
    tree->round++;
    tree->n_folders = 0;
    tree->content = 0;
    tree->identity = 0;
}

static void end_round(CbWatchTree *tree)
{
    GHashTableIter iter;
    gpointer wd, value;
    g_hash_table_iter_init(&iter, tree->folders);
    while (g_hash_table_iter_next(&iter, &wd, &value)) {
        if (((const Folder *)value)->round == tree->round)
            continue;
        inotify_rm_watch(tree->fd, GPOINTER_TO_INT(wd));
        g_hash_table_iter_remove(&iter);
    }
}

CbWatchNews cb_watch_tree_look(CbWatchTree *tree)
{
    CbWatchNews news = CB_WATCH_NOTHING;
    find_ignored(tree);
    begin_round(tree);
    for (gsize i = 0; tree->files[i] != NULL; i++)
        look_at(tree, tree->files[i], FALSE);
    for (gsize i = 0; tree->roots[i] != NULL; i++)
        look_at(tree, tree->roots[i], TRUE);
    end_round(tree);
    if (tree->content != tree->content_before)
        news |= CB_WATCH_CHANGED;
    if (tree->identity != tree->identity_before)
        news |= CB_WATCH_CHANGED | CB_WATCH_RETURNED;
    tree->content_before = tree->content;
    tree->identity_before = tree->identity;
    return news;
}

/* --- What is told ---------------------------------------------------------------------------- */

/* A folder that appears below a source. Its signature is the next look's business. */
static void meet_folder(CbWatchTree *tree, const Folder *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder->path, name, NULL);
    guint64 content = tree->content;
    walk_path(tree, path);
    tree->content = content;
}

/* @look: set when only a look can tell what is listened to from now on. */
static CbWatchNews take_name(CbWatchTree *tree, const Folder *folder,
                             const struct inotify_event *event, gboolean *look)
{
    if (folder->names != NULL && g_hash_table_contains(folder->names, event->name)) {
        *look |= (event->mask & (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)) != 0;
        return CB_WATCH_CHANGED;
    }
    if (!folder->whole || is_ignored(tree, folder->identity, event->name))
        return CB_WATCH_NOTHING;
    if ((event->mask & IN_ISDIR) != 0 && (event->mask & MADE_MASK) != 0)
        meet_folder(tree, folder, event->name);
    return CB_WATCH_CHANGED;
}

static CbWatchNews take_event(CbWatchTree *tree, const struct inotify_event *event, gboolean *look)
{
    if ((event->mask & IN_Q_OVERFLOW) != 0) {
        *look = TRUE;
        return CB_WATCH_CHANGED;
    }
    const Folder *folder = g_hash_table_lookup(tree->folders, GINT_TO_POINTER(event->wd));
    if (folder == NULL)
        return CB_WATCH_NOTHING; /* no longer listened to */
    if (event->len > 0)
        return take_name(tree, folder, event, look);
    CbWatchNews news = folder->whole ? CB_WATCH_CHANGED : CB_WATCH_NOTHING;
    if ((event->mask & IN_UNMOUNT) != 0)
        *look = TRUE;
    if ((event->mask & IN_IGNORED) != 0)
        g_hash_table_remove(tree->folders, GINT_TO_POINTER(event->wd));
    return news;
}

CbWatchNews cb_watch_tree_read(CbWatchTree *tree)
{
    _Alignas(struct inotify_event) char buffer[16 * 1024];
    CbWatchNews news = CB_WATCH_NOTHING;
    gboolean look = FALSE;
    ssize_t got;
    while (tree->fd >= 0 && (got = read(tree->fd, buffer, sizeof buffer)) > 0) {
        for (gsize at = 0; at < (gsize)got;) {
            const struct inotify_event *event = (const void *)(buffer + at);
            if (tree->fd >= 0)
                news |= take_event(tree, event, &look);
            at += sizeof *event + event->len;
        }
    }
    return look ? news | cb_watch_tree_look(tree) : news;
}
