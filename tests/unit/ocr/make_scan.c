/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-scan FROM TO KEEP-TEXT COPIES: FROM as pictures of 200 dpi (picture_pdf.h). */
#include "picture_pdf.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    const PictureOptions options = {
        .dpi = 200, .keep_text = (guint)atoi(argv[3]), .copies = (guint)atoi(argv[4])};
    g_autoptr(GBytes) scan = picture_pdf(argv[1], &options);
    g_autoptr(GError) error = NULL;
    gsize size = 0;
    const char *data = scan != NULL ? g_bytes_get_data(scan, &size) : NULL;
    if (data == NULL || !g_file_set_contents(argv[2], data, (gssize)size, &error)) {
        fprintf(stderr, "make-scan: %s\n", error != NULL ? error->message : argv[1]);
        return 1;
    }
    return 0;
}
