/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF of one page that is well, for targets that need one. */
#ifndef CB_FUZZ_TINY_PDF_H
#define CB_FUZZ_TINY_PDF_H

#define TINY_PDF_TEXT "En sag om frafald, med over fyrre bogstaver at finde"

static const char tiny_pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F "
    "5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 83>>stream\n"
    "BT /F 12 Tf 72 700 Td (" TINY_PDF_TEXT ") Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n"
    "%%EOF\n";

#endif
