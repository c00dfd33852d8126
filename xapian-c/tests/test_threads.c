/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that each open the same database for themselves do not disturb each other. */
#include <pthread.h>

#include "fixture.h"
#include "tap.h"

enum { THREADS = 4, SEARCHES = 100 };

/* One search from opening to freeing; the number of hits, 0 when anything failed. */
static xapc_doccount search_once(const char *path)
{
    xapc_database *db = xapc_database_open(path, XAPC_BACKEND_AUTO, NULL);
    xapc_query *query = xapc_query_new_term("pupils", Z, 1, 0, NULL);
    xapc_query *all = xapc_query_new_match_all(NULL);
    xapc_query *both = xapc_query_new_pair(XAPC_OP_AND, query, all, NULL);
    xapc_enquire *enquire = xapc_enquire_new(db, NULL);
    xapc_mset *mset = NULL;
    if (enquire && xapc_enquire_set_query(enquire, both, 0, NULL))
        mset = xapc_enquire_get_mset(enquire, 0, 10, NULL, NULL);
    xapc_doccount size = xapc_mset_size(mset);
    xapc_mset_free(mset);
    xapc_enquire_free(enquire);
    xapc_query_free(both);
    xapc_query_free(all);
    xapc_query_free(query);
    xapc_database_free(db);
    return size;
}

typedef struct {
    const char *path;
    unsigned right;
} Task;

static void *search_often(void *data)
{
    Task *task = data;
    for (unsigned i = 0; i < SEARCHES; i++)
        task->right += search_once(task->path) == 4;
    return NULL;
}

static void each_thread_with_its_own_database_finds_all(void)
{
    const char *path = fixture_database("threads");
    pthread_t threads[THREADS];
    Task tasks[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        tasks[i] = (Task){path, 0};
        CHECK(pthread_create(&threads[i], NULL, search_often, &tasks[i]) == 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    for (unsigned i = 0; i < THREADS; i++)
        CHECK_UINT(tasks[i].right, SEARCHES);
}

static const tap_test tests[] = {
    {"each thread with its own database finds all", each_thread_with_its_own_database_finds_all},
};

int main(void)
{
    return TAP_RUN(tests);
}
