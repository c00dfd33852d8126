/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in the sources is noticed, by being told and by looking, and what wakes nobody. */
#define _GNU_SOURCE /* unshare() */
#include "generation.h"
#include "watch_tree.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* @poll: changes are not told but found by a look. */
typedef struct {
    char *root;
    gboolean poll;
    CbWatchTree *tree;
} Fixture;

static char *path_of(const Fixture *fixture, const char *name)
{
    return g_build_filename(fixture->root, name, NULL);
}

static void make_folder(const Fixture *fixture, const char *name)
{
    g_autofree char *path = path_of(fixture, name);
    g_assert_cmpint(g_mkdir_with_parents(path, 0755), ==, 0);
}

static void write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = path_of(fixture, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, text, strlen(text)), ==, (ssize_t)strlen(text));
    close(fd);
}

static void rename_to(const Fixture *fixture, const char *from, const char *to)
{
    g_autofree char *old = path_of(fixture, from), *new = path_of(fixture, to);
    g_assert_cmpint(g_rename(old, new), ==, 0);
}

static void remove_all(const Fixture *fixture, const char *name)
{
    g_autofree char *path = path_of(fixture, name);
    cb_tree_remove(path);
}

static void link_to(const Fixture *fixture, const char *target, const char *name)
{
    g_autofree char *path = path_of(fixture, name);
    g_assert_cmpint(symlink(target, path), ==, 0);
}

/* Follows @names (NULL-terminated) below the fixture's folder. */
static void follow_with(Fixture *fixture, const char *const *names, const char *report)
{
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *index = path_of(fixture, "side/index");
    for (gsize i = 0; names[i] != NULL; i++)
        g_ptr_array_add(roots, path_of(fixture, names[i]));
    g_ptr_array_add(roots, NULL);
    g_autofree char *report_path = report != NULL ? path_of(fixture, report) : NULL;
    fixture->tree =
        cb_watch_tree_new(&(CbWatchTreeOptions){.roots = (const char *const *)roots->pdata,
                                                .index_dir = index,
                                                .report = report_path,
                                                .poll = fixture->poll});
    cb_watch_tree_look(fixture->tree);
}

static void follow(Fixture *fixture, const char *name)
{
    follow_with(fixture, (const char *const[]){name, NULL}, NULL);
}

static void set_up(Fixture *fixture, gconstpointer data)
{
    fixture->poll = GPOINTER_TO_INT(data);
    fixture->root = g_dir_make_tmp("casebank-watch-XXXXXX", NULL);
    make_folder(fixture, "side/sager");
    write_file(fixture, "side/a.html", "a");
    write_file(fixture, "side/sager/b.html", "b");
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_watch_tree_free(fixture->tree);
    cb_tree_remove(fixture->root);
    g_free(fixture->root);
}

/* What the kernel has to tell is there as soon as the call that changed something is over. */
static CbWatchNews news_of(const Fixture *fixture)
{
    return fixture->poll ? cb_watch_tree_look(fixture->tree) : cb_watch_tree_read(fixture->tree);
}

#define assert_noticed(fixture) g_assert_cmpint(news_of(fixture) & CB_WATCH_CHANGED, !=, 0)
#define assert_quiet(fixture) g_assert_cmpint(news_of(fixture), ==, CB_WATCH_NOTHING)

/* --- Files ----------------------------------------------------------------------------------- */

static void test_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    assert_quiet(fixture);
    write_file(fixture, "side/ny.html", "ny");
    assert_noticed(fixture);
    assert_quiet(fixture);
    write_file(fixture, "side/sager/b.html", "mere");
    assert_noticed(fixture);
    rename_to(fixture, "side/ny.html", "side/nyere.html");
    assert_noticed(fixture);
    remove_all(fixture, "side/nyere.html");
    assert_noticed(fixture);
    assert_quiet(fixture);
}

static void test_editor_that_writes_by_rename(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    write_file(fixture, "side/.a.html.swp", "ny tekst");
    assert_quiet(fixture);
    rename_to(fixture, "side/.a.html.swp", "side/a.html");
    assert_noticed(fixture);
}

static void test_reading_wakes_nobody(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    g_autofree char *file = path_of(fixture, "side/a.html");
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
    cb_watch_tree_look(fixture->tree);
    assert_quiet(fixture);
}

static void test_access_that_is_given(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *file = path_of(fixture, "side/a.html");
    g_chmod(file, 0);
    follow(fixture, "side");
    g_chmod(file, 0644);
    assert_noticed(fixture);
}

/* --- Folders --------------------------------------------------------------------------------- */

static void test_new_folder_is_followed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    make_folder(fixture, "side/ny/og/dyb");
    assert_noticed(fixture);
    assert_quiet(fixture);
    write_file(fixture, "side/ny/og/dyb/c.html", "c");
    assert_noticed(fixture);
}

static void test_folder_that_moves_in_and_away(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_folder(fixture, "ude/dyb");
    follow(fixture, "side");
    g_assert_cmpuint(cb_watch_tree_n_folders(fixture->tree), ==, 2);
    rename_to(fixture, "ude", "side/inde");
    assert_noticed(fixture);
    write_file(fixture, "side/inde/dyb/c.html", "c");
    assert_noticed(fixture);
    rename_to(fixture, "side/inde", "ude");
    assert_noticed(fixture);
    cb_watch_tree_look(fixture->tree);
    g_assert_cmpuint(cb_watch_tree_n_folders(fixture->tree), ==, 2);
    news_of(fixture); /* that nobody listens there any more is told, too */
    write_file(fixture, "ude/dyb/c.html", "mere");
    assert_quiet(fixture);
}

static void test_renamed_folder_is_followed_still(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    rename_to(fixture, "side/sager", "side/cases");
    assert_noticed(fixture);
    make_folder(fixture, "side/cases/ny");
    news_of(fixture);
    cb_watch_tree_look(fixture->tree); /* as before each run */
    write_file(fixture, "side/cases/ny/c.html", "c");
    assert_noticed(fixture);
}

static void test_linked_folder_is_followed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_folder(fixture, "ude/dyb");
    link_to(fixture, "../ude", "side/link");
    link_to(fixture, ".", "side/sig-selv");
    follow(fixture, "side");
    write_file(fixture, "ude/dyb/c.html", "c");
    assert_noticed(fixture);
}

/* --- What wakes nobody ----------------------------------------------------------------------- */

static void test_index_inside_the_source(Fixture *fixture, gconstpointer data)
{
    (void)data;
    link_to(fixture, "side", "ved-siden-af");
    follow_with(fixture, (const char *const[]){"side", "ved-siden-af", NULL}, NULL);
    make_folder(fixture, "side/index/generation-1");
    write_file(fixture, "side/index/generation-1/postings", "x");
    assert_quiet(fixture);
    cb_watch_tree_look(fixture->tree);
    write_file(fixture, "side/index/generation-1/postings", "y");
    write_file(fixture, "side/index/current", "1");
    assert_quiet(fixture);
    write_file(fixture, "side/index.html", "en anden");
    assert_noticed(fixture);
}

static void test_report_inside_the_source(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow_with(fixture, (const char *const[]){"side", NULL}, "side/sager/nat.html");
    write_file(fixture, "side/sager/nat.html.A1B2C3", "x");
    rename_to(fixture, "side/sager/nat.html.A1B2C3", "side/sager/nat.html");
    assert_quiet(fixture);
    write_file(fixture, "side/nat.html", "en anden");
    assert_noticed(fixture);
}

/* --- Sources that come and go ---------------------------------------------------------------- */

static void test_source_that_goes_and_comes_back(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    rename_to(fixture, "side", "gemt");
    assert_noticed(fixture);
    write_file(fixture, "gemt/a.html", "mens den er væk");
    rename_to(fixture, "gemt", "side");
    CbWatchNews news = news_of(fixture);
    g_assert_cmpint(news & CB_WATCH_RETURNED, !=, 0);
    assert_quiet(fixture);
    write_file(fixture, "side/sager/b.html", "mere");
    assert_noticed(fixture);
    remove_all(fixture, "side");
    assert_noticed(fixture);
    make_folder(fixture, "side/sager");
    assert_noticed(fixture);
    write_file(fixture, "side/sager/b.html", "forfra");
    assert_noticed(fixture);
}

static void test_source_that_is_yet_to_come(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "disk/data/side");
    assert_quiet(fixture);
    make_folder(fixture, "disk");
    news_of(fixture);
    make_folder(fixture, "disk/data");
    news_of(fixture);
    make_folder(fixture, "disk/data/side");
    CbWatchNews news = news_of(fixture);
    g_assert_cmpint(news & CB_WATCH_RETURNED, !=, 0);
    write_file(fixture, "disk/data/side/a.html", "a");
    assert_noticed(fixture);
}

static void test_link_that_is_turned(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_folder(fixture, "naeste");
    write_file(fixture, "naeste/c.html", "c");
    link_to(fixture, "side", "nu");
    follow(fixture, "nu");
    link_to(fixture, "naeste", "nu.ny");
    assert_quiet(fixture);
    rename_to(fixture, "nu.ny", "nu");
    assert_noticed(fixture);
    write_file(fixture, "naeste/c.html", "mere");
    assert_noticed(fixture);
    news_of(fixture);
    write_file(fixture, "side/a.html", "den gamle");
    assert_quiet(fixture);
}

static void test_single_file(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_file(fixture, "eksport.jsonl", "{}\n");
    follow(fixture, "eksport.jsonl");
    write_file(fixture, "andet.txt", "x");
    assert_quiet(fixture);
    write_file(fixture, "eksport.jsonl", "{}\n");
    assert_noticed(fixture);
    write_file(fixture, "eksport.tmp", "{}");
    rename_to(fixture, "eksport.tmp", "eksport.jsonl");
    assert_noticed(fixture);
    write_file(fixture, "eksport.jsonl", "{}\n");
    assert_noticed(fixture);
}

static void test_further_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *profile = path_of(fixture, "site.ini");
    g_autofree char *pdf = path_of(fixture, "pdf/bilag.pdf");
    follow(fixture, "side");
    cb_watch_tree_set_files(fixture->tree, (const char *const[]){profile, pdf, NULL});
    cb_watch_tree_look(fixture->tree);
    write_file(fixture, "site.ini", "[site]\n");
    assert_noticed(fixture);
    news_of(fixture);
    make_folder(fixture, "pdf");
    news_of(fixture);
    write_file(fixture, "pdf/andet.pdf", "x");
    assert_quiet(fixture);
    write_file(fixture, "pdf/bilag.pdf", "x");
    assert_noticed(fixture);
}

/* --- Where listening ends -------------------------------------------------------------------- */

static guint queue_length(void)
{
    g_autofree char *text = NULL;
    g_file_get_contents("/proc/sys/fs/inotify/max_queued_events", &text, NULL, NULL);
    return text != NULL ? (guint)atoi(text) : 16384;
}

static void test_queue_that_overflows(Fixture *fixture, gconstpointer data)
{
    (void)data;
    guint n = queue_length();
    if (n > 100000) {
        g_test_skip("the queue is too long to be filled here");
        return;
    }
    follow(fixture, "side");
    g_autofree char *first = path_of(fixture, "side/a.html");
    g_autofree char *second = path_of(fixture, "side");
    for (guint i = 0; i <= n / 2 + 10; i++) { /* not the same twice in a row */
        utimensat(AT_FDCWD, first, NULL, 0);
        utimensat(AT_FDCWD, second, NULL, 0);
    }
    make_folder(fixture, "side/ny");
    assert_noticed(fixture);
    news_of(fixture);
    write_file(fixture, "side/ny/c.html", "c"); /* though nobody was told of the folder */
    assert_noticed(fixture);
}

#define CANNOT_BE_TRIED 77

/* In a namespace of its own a process may have a limit of its own. */
static int reach_limit(Fixture *fixture)
{
    static const char limit[] = "/proc/sys/user/max_inotify_watches";
    int fd = unshare(CLONE_NEWUSER) == 0 ? open(limit, O_WRONLY | O_CLOEXEC) : -1;
    if (fd < 0 || write(fd, "5", 1) != 1)
        return CANNOT_BE_TRIED;
    close(fd);
    follow(fixture, "side");
    g_assert_cmpint(cb_watch_tree_polling(fixture->tree), ==, CB_WATCH_POLLS_LIMIT);
    g_assert_cmpint(cb_watch_tree_fd(fixture->tree), ==, -1);
    write_file(fixture, "side/1/2/3/4/5/6/7/c.html", "c");
    g_assert_cmpint(cb_watch_tree_read(fixture->tree), ==, CB_WATCH_NOTHING);
    g_assert_cmpint(cb_watch_tree_look(fixture->tree), ==, CB_WATCH_CHANGED);
    g_assert_cmpint(cb_watch_tree_look(fixture->tree), ==, CB_WATCH_NOTHING);
    return 0;
}

static void test_limit(Fixture *fixture, gconstpointer data)
{
    (void)data;
    int status;
    make_folder(fixture, "side/1/2/3/4/5/6/7");
    pid_t pid = fork();
    if (pid == 0)
        _exit(reach_limit(fixture));
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_BE_TRIED)
        g_test_skip("no limit of our own can be set here");
    else
        g_assert_cmpint(status, ==, 0);
}

static void test_listening_is_enough_on_a_local_disk(Fixture *fixture, gconstpointer data)
{
    (void)data;
    follow(fixture, "side");
    g_assert_cmpint(cb_watch_tree_polling(fixture->tree), ==,
                    fixture->poll ? CB_WATCH_POLLS_ASKED : CB_WATCH_LISTENS);
}

static void add(const char *name, void (*func)(Fixture *, gconstpointer))
{
    g_autofree char *told = g_strconcat("/watch-tree/told/", name, NULL);
    g_autofree char *polled = g_strconcat("/watch-tree/polled/", name, NULL);
    g_test_add(told, Fixture, GINT_TO_POINTER(FALSE), set_up, func, tear_down);
    g_test_add(polled, Fixture, GINT_TO_POINTER(TRUE), set_up, func, tear_down);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("files", test_files);
    add("written-by-rename", test_editor_that_writes_by_rename);
    add("reading", test_reading_wakes_nobody);
    add("access", test_access_that_is_given);
    add("new-folder", test_new_folder_is_followed);
    add("folder-in-and-away", test_folder_that_moves_in_and_away);
    add("renamed-folder", test_renamed_folder_is_followed_still);
    add("linked-folder", test_linked_folder_is_followed);
    add("index-inside", test_index_inside_the_source);
    add("report-inside", test_report_inside_the_source);
    add("goes-and-comes-back", test_source_that_goes_and_comes_back);
    add("yet-to-come", test_source_that_is_yet_to_come);
    add("turned-link", test_link_that_is_turned);
    add("single-file", test_single_file);
    add("further-files", test_further_files);
    add("listens-or-polls", test_listening_is_enough_on_a_local_disk);
    g_test_add("/watch-tree/overflow", Fixture, NULL, set_up, test_queue_that_overflows, tear_down);
    g_test_add("/watch-tree/limit", Fixture, NULL, set_up, test_limit, tear_down);
    return g_test_run();
}
