/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the thesaurus again when its file changes. */
#include "thesaurus_file.h"
#include "log.h"

#include <pthread.h>
#include <sys/stat.h>

#define CHECK_EVERY G_USEC_PER_SEC

/* What tells one version of a file from another; all zero for a file that is not there. */
typedef struct {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
} Version;

struct CbThesaurusFile {
    char *path;
    pthread_mutex_t mutex; /* guards all that follows; not GMutex, which the thread sanitizer of a
                              program does not see into */
    CbThesaurus *thesaurus;
    Version version; /* that was read last, or found wanting */
    gint64 checked;  /* monotonic time */
};

static Version version_of(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return (Version){.inode = 0};
    return (Version){status.st_dev, status.st_ino, status.st_size, status.st_mtim};
}

static gboolean is_same(const Version *a, const Version *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

/** Takes the version first: a change while the file is read is then seen at the next look. */
static gboolean load(CbThesaurusFile *file, CbAnalyzer *analyzer, GError **error)
{
    file->version = version_of(file->path);
    CbThesaurus *thesaurus = cb_thesaurus_load(file->path, analyzer, error);
    if (!thesaurus)
        return FALSE;
    cb_thesaurus_unref(file->thesaurus);
    file->thesaurus = thesaurus;
    return TRUE;
}

CbThesaurusFile *cb_thesaurus_file_new(const char *path, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);

    if (!lexicon)
        return NULL;
    g_autoptr(CbThesaurusFile) file = g_new0(CbThesaurusFile, 1);
    pthread_mutex_init(&file->mutex, NULL);
    file->path = path ? g_strdup(path) : cb_thesaurus_default_path();
    file->checked = g_get_monotonic_time();
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(&options);
    return load(file, analyzer, error) ? g_steal_pointer(&file) : NULL;
}

void cb_thesaurus_file_free(CbThesaurusFile *file)
{
    if (!file)
        return;
    cb_thesaurus_unref(file->thesaurus);
    pthread_mutex_destroy(&file->mutex);
    g_free(file->path);
    g_free(file);
}

/** Whether it is time to look, and there is another version than was read last. */
static gboolean has_changed(CbThesaurusFile *file)
{
    gint64 now = g_get_monotonic_time();

    if (file->checked != 0 && now - file->checked < CHECK_EVERY)
        return FALSE;
    file->checked = now;
    Version version = version_of(file->path);
    return !is_same(&version, &file->version);
}

/** Reads the file anew; when that cannot be done, the old one will do if it fits. */
static gboolean reload(CbThesaurusFile *file, CbAnalyzer *analyzer, GError **error)
{
    GError *failure = NULL;

    if (load(file, analyzer, &failure)) {
        cb_log("ordlisten %s er læst igen", file->path);
        return TRUE;
    }
    gboolean fits = cb_thesaurus_fits(file->thesaurus, analyzer);
    cb_log("%s%s", failure->message,
           fits ? "; søger videre med den ordliste, der blev læst før" : "");
    if (fits)
        g_error_free(failure);
    else
        g_propagate_error(error, failure);
    return fits;
}

CbThesaurus *cb_thesaurus_file_get(CbThesaurusFile *file, CbAnalyzer *analyzer, GError **error)
{
    CbThesaurus *thesaurus = NULL;

    pthread_mutex_lock(&file->mutex);
    gboolean stale = has_changed(file) || !cb_thesaurus_fits(file->thesaurus, analyzer);
    if (!stale || reload(file, analyzer, error))
        thesaurus = cb_thesaurus_ref(file->thesaurus);
    pthread_mutex_unlock(&file->mutex);
    return thesaurus;
}

void cb_thesaurus_file_recheck(CbThesaurusFile *file)
{
    pthread_mutex_lock(&file->mutex);
    file->checked = 0;
    pthread_mutex_unlock(&file->mutex);
}
