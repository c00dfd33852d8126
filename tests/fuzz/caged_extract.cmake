# caged-extract: casebank-extract as it is installed, whatever else the build is instrumented with.
set(sources ${PROJECT_SOURCE_DIR}/indexer/extract/main.c ${PROJECT_SOURCE_DIR}/indexer/extract/preload.c)
foreach(library casebank-base casebank-page casebank-cut casebank-extract-protocol casebank-extract-html
    casebank-extract-capture casebank-extract-cage casebank-extract-pdf casebank-extract-ocr casebank-extract-serve)
  get_target_property(folder ${library} SOURCE_DIR)
  get_target_property(names ${library} SOURCES)
  foreach(name ${names})
    cmake_path(ABSOLUTE_PATH name BASE_DIRECTORY ${folder})
    list(APPEND sources ${name})
  endforeach()
endforeach()
# What the build makes is made once more: a target takes only generated files of its own folder.
list(FILTER sources EXCLUDE REGEX "^${PROJECT_BINARY_DIR}/")
set(cut ${PROJECT_SOURCE_DIR}/indexer/cut)
set(municipalities ${CMAKE_CURRENT_BINARY_DIR}/municipalities.c)
add_custom_command(OUTPUT ${municipalities}
  COMMAND ${CMAKE_COMMAND} -DINPUT=${cut}/municipalities.txt -DOUTPUT=${municipalities}
    -DNAME=cb_municipalities_text -P ${cut}/embed.cmake
  DEPENDS ${cut}/municipalities.txt ${cut}/embed.cmake
  VERBATIM)
add_executable(caged-extract ${sources} ${municipalities})
target_include_directories(caged-extract PRIVATE
  ${PROJECT_SOURCE_DIR}/engine/include ${PROJECT_SOURCE_DIR}/indexer ${PROJECT_SOURCE_DIR}/indexer/extract ${cut})
target_compile_options(caged-extract PRIVATE -O2 -UCASEBANK_INSTRUMENTED)
if(CASEBANK_COVERAGE)
  target_compile_options(caged-extract PRIVATE -fno-profile-arcs -fno-test-coverage)
else()
  target_compile_options(caged-extract PRIVATE -fno-sanitize=all)
  target_link_options(caged-extract PRIVATE -fno-sanitize=all)
endif()
target_link_libraries(caged-extract PRIVATE PkgConfig::GLIB PkgConfig::LIBXML2 PkgConfig::POPPLER PkgConfig::TESSERACT
  PkgConfig::LEPTONICA PkgConfig::CAIRO PkgConfig::SECCOMP casebank-warnings m)
