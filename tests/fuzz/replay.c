/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzz target without libFuzzer: on every stored input, on its prefixes and on copies with a
 * few bytes changed. The changes come from a fixed seed, so a run that failed fails again, in a
 * debugger too. A target tells of a fault by crashing or aborting; the last line printed names the
 * input.
 *
 * Usage: replay-NAME FILE-OR-FOLDER...
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define N_CHANGED_COPIES 300
#define MAX_PREFIXES 300

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An exact copy on the heap, so that a read past the end is caught; as with libFuzzer, an address
 * even when there is nothing at it. */
static void run(const guint8 *data, gsize size)
{
    g_autofree guint8 *copy = g_memdup2(data, size);
    (void)LLVMFuzzerTestOneInput(copy != NULL ? copy : data, size);
}

static void run_prefixes(const guint8 *data, gsize size)
{
    gsize step = size / MAX_PREFIXES + 1;
    for (gsize length = 0; length < size; length += step)
        run(data, length);
}

static void run_changed_copies(const guint8 *data, gsize size, GRand *random)
{
    if (size == 0 || size > G_MAXINT32)
        return;
    g_autofree guint8 *copy = g_malloc(size);
    for (guint i = 0; i < N_CHANGED_COPIES; i++) {
        memcpy(copy, data, size);
        gint n_changes = g_rand_int_range(random, 1, 8);
        for (gint j = 0; j < n_changes; j++) {
            gint32 at = g_rand_int_range(random, 0, (gint32)size);
            copy[at] = (guint8)g_rand_int_range(random, 0, 256);
        }
        run(copy, size);
    }
}

static guint replay_file(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *data = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &data, &size, &error)) {
        g_printerr("%s\n", error->message);
        exit(EXIT_FAILURE);
    }
    g_print("%s\n", path);
    g_autoptr(GRand) random = g_rand_new_with_seed(17);
    run((const guint8 *)data, size);
    run_prefixes((const guint8 *)data, size);
    run_changed_copies((const guint8 *)data, size, random);
    return 1;
}

static guint replay(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL)
        return replay_file(path);
    guint n_inputs = 0;
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        n_inputs += replay(inside);
    }
    return n_inputs;
}

int main(int argc, char **argv)
{
    guint n_inputs = 0;
    for (int i = 1; i < argc; i++)
        n_inputs += replay(argv[i]);
    if (n_inputs == 0) {
        g_printerr("replay: no inputs; name a file or a folder with some\n");
        return EXIT_FAILURE;
    }
    g_print("%u inputs, each with its prefixes and %d changed copies\n", n_inputs,
            N_CHANGED_COPIES);
    return EXIT_SUCCESS;
}
