/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What read a file, and whether it would be read in the same way now. */
#include <extractor_job.h>

static void test_versions_are_compared(void)
{
    g_autofree char *plain = cb_extraction_version(CB_FILE_PDF, NULL);
    g_autofree char *with = cb_extraction_version(CB_FILE_PDF, "maskine-1 max-7");
    g_assert_true(cb_extraction_is_current(plain, CB_FILE_PDF, "maskine-2 max-7"));
    g_assert_true(cb_extraction_is_current(with, CB_FILE_PDF, "maskine-1 max-7"));
    g_assert_true(cb_extraction_is_current(with, CB_FILE_PDF, NULL));
    g_assert_false(cb_extraction_is_current(with, CB_FILE_PDF, "maskine-2 max-7"));
    g_assert_false(cb_extraction_is_current(with, CB_FILE_HTML, NULL));
    g_assert_false(cb_extraction_is_current(plain, CB_FILE_CAPTURE, NULL));
    g_assert_false(cb_extraction_is_current(NULL, CB_FILE_PDF, NULL));
    g_assert_true(cb_extraction_wants_ocr(with));
    g_assert_false(cb_extraction_wants_ocr(plain));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/extraction/versions-are-compared", test_versions_are_compared);
    return g_test_run();
}
