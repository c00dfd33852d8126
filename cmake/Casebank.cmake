# What every target of the tree shares: warnings, and how a unit test is declared.

add_library(casebank-warnings INTERFACE)
target_compile_options(casebank-warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wundef -Wcast-qual
  -Wpointer-arith -Wwrite-strings -Wvla
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition>
  $<$<C_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond>
  $<$<BOOL:${CASEBANK_WERROR}>:-Werror>)

# cb_unit_test(<name> SOURCES <files> LIBS <libraries>): a GTest program, run by ctest as unit/<name>.
function(cb_unit_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(test-${name} ${arg_SOURCES})
  target_link_libraries(test-${name} PRIVATE ${arg_LIBS} PkgConfig::GLIB casebank-warnings)
  add_test(NAME unit/${name} COMMAND test-${name} --tap)
  set_tests_properties(unit/${name} PROPERTIES
    SKIP_REGULAR_EXPRESSION "^1..0 # SKIP"
    ENVIRONMENT "G_TEST_SRCDIR=${CMAKE_CURRENT_SOURCE_DIR};G_TEST_BUILDDIR=${CMAKE_BINARY_DIR};CASEBANK_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
endfunction()
