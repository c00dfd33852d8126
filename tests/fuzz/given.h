/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fuzz target was given, as a file, for readers that want one. Each aborts when it cannot do
 * its work: that is no finding, but nothing can be found either. */
#ifndef CB_FUZZ_GIVEN_H
#define CB_FUZZ_GIVEN_H

#include <glib.h>

G_BEGIN_DECLS

/** Whether @data begins with the word "RAW": what follows is to be given as it is, without sizes
 * and checksums put right. Goes past the word. */
gboolean cb_given_raw(const guint8 **data, gsize *size);

/** An open file with these bytes, in memory, read from its start; the caller closes it. */
int cb_given_file(const void *data, gsize size);

/** The path of an open file. (transfer full) */
char *cb_given_path(int fd);

/** A folder of this process, with @name, a folder too, in it; removed at the end. (transfer full):
 * the path of @name. */
char *cb_given_folder(const char *name);

/** Writes a file into a folder. */
void cb_given_put(const char *path, const char *name, const void *data, gsize size);

/** The descriptor that would be given next: the same before and after what leaves none open. */
int cb_given_lowest_fd(void);

/** What every error of ours promises: the domain, and words in UTF-8. */
void cb_check_error(const GError *error);

G_END_DECLS

#endif
