# What every target of the tree shares: warnings, and how tests are declared.

add_library(casebank-warnings INTERFACE)
target_compile_options(casebank-warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wundef
  -Wpointer-arith -Wwrite-strings -Wvla
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition>
  # clang has -Wcast-qual too, but takes what GLib's macros cast (g_utf8_next_char) for ours.
  $<$<C_COMPILER_ID:GNU>:-Wcast-qual -Wlogical-op -Wduplicated-cond -Wnull-dereference>
  $<$<BOOL:${CASEBANK_WERROR}>:-Werror>)

# What tests find the tree by.
# Whether the programs are built with sanitizers: casebank-extract then has no cage.
set(CASEBANK_INSTRUMENTED 0)
if(CASEBANK_SANITIZE)
  set(CASEBANK_INSTRUMENTED 1)
endif()
set(CASEBANK_TEST_ENVIRONMENT
  "CASEBANK_SOURCE_DIR=${PROJECT_SOURCE_DIR}" "CASEBANK_BUILD_DIR=${PROJECT_BINARY_DIR}"
  "CASEBANK_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
  "INSTRUMENTED=${CASEBANK_INSTRUMENTED}"
  "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0")

# cb_unit_test(<name> SOURCES <files> LIBS <libraries> [LABELS <labels>]): a GTest program, run by ctest as
# unit/<name>. The label "threads" has it run under the thread sanitizer too.
function(cb_unit_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS;LABELS" ${ARGN})
  add_executable(test-${name} ${arg_SOURCES})
  target_link_libraries(test-${name} PRIVATE ${arg_LIBS} PkgConfig::GLIB casebank-warnings)
  add_test(NAME unit/${name} COMMAND test-${name} --tap)
  set_tests_properties(unit/${name} PROPERTIES
    SKIP_REGULAR_EXPRESSION "^1..0 # SKIP"
    TIMEOUT 300
    LABELS "${arg_LABELS}"
    ENVIRONMENT "G_TEST_SRCDIR=${CMAKE_CURRENT_SOURCE_DIR};G_TEST_BUILDDIR=${CMAKE_BINARY_DIR};${CASEBANK_TEST_ENVIRONMENT}")
endfunction()

# cb_script_test(<name> <script> [LABELS <labels>] [TIMEOUT <seconds>] [ENVIRONMENT <VAR=value>...]):
# a shell script that drives the built programs, run by ctest as <name>. It finds them in CASEBANK_BIN_DIR,
# the sources in CASEBANK_SOURCE_DIR, the build in CASEBANK_BUILD_DIR, has its own empty current folder, and
# exits 0 for success, 77 for "cannot be tried here" (it says why), anything else for failure.
function(cb_script_test name script)
  cmake_parse_arguments(arg "" "TIMEOUT" "LABELS;ENVIRONMENT" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  string(REPLACE "/" "-" folder ${name})
  set(folder ${CMAKE_BINARY_DIR}/test-run/${folder})
  add_test(NAME ${name}
    COMMAND ${PROJECT_SOURCE_DIR}/tests/run-script ${folder} ${CMAKE_CURRENT_SOURCE_DIR}/${script})
  set_tests_properties(${name} PROPERTIES
    SKIP_RETURN_CODE 77
    TIMEOUT ${arg_TIMEOUT}
    LABELS "${arg_LABELS}"
    ENVIRONMENT "${CASEBANK_TEST_ENVIRONMENT};${arg_ENVIRONMENT}")
endfunction()

# cb_check_headers(<target> LIBS <libraries> [CXX] HEADERS <names as they are included>): compiles each header
# alone, as a file of its own, as C and (CXX) as C++, with every warning an error. Part of the ordinary build.
function(cb_check_headers target)
  cmake_parse_arguments(arg "CXX" "" "LIBS;HEADERS" ${ARGN})
  set(sources)
  foreach(header ${arg_HEADERS})
    string(MAKE_C_IDENTIFIER "${target}_${header}" name)
    set(languages c)
    if(arg_CXX)
      list(APPEND languages cc)
    endif()
    foreach(language ${languages})
      set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.${language})
      file(CONFIGURE OUTPUT ${source} CONTENT
        "#include <${header}>\n#include <${header}>\nextern const int ${name}_${language};\nconst int ${name}_${language} = 0;\n")
      list(APPEND sources ${source})
    endforeach()
  endforeach()
  add_library(${target} OBJECT ${sources})
  target_link_libraries(${target} PRIVATE ${arg_LIBS} casebank-warnings)
endfunction()
