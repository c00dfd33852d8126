# The PDF part of casebank-extract, and pdf-dump, which shows what it reads.
add_library(casebank-extract-pdf STATIC
  pdf_char.c pdf_columns.c pdf_gutter.c pdf_hyphen.c pdf_join.c pdf_layout.c pdf_line.c pdf_mark.c
  pdf_meta.c pdf_open.c pdf_page.c pdf_paragraph.c pdf_read.c pdf_segment.c pdf_table.c)
target_include_directories(casebank-extract-pdf PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(casebank-extract-pdf
  PUBLIC casebank-base PkgConfig::POPPLER
  PRIVATE casebank-warnings m)

# Recognition of pages that are pictures.
add_library(casebank-extract-ocr STATIC ocr.c ocr_image.c ocr_text.c pdf_ocr.c)
target_link_libraries(casebank-extract-ocr
  PUBLIC casebank-extract-pdf PkgConfig::TESSERACT
  PRIVATE PkgConfig::LEPTONICA PkgConfig::CAIRO casebank-warnings m)

add_executable(pdf-dump pdf_dump.c)
target_link_libraries(pdf-dump PRIVATE casebank-extract-ocr casebank-extract-pdf casebank-warnings)
