# How a preset changes the compile: sanitizers, hardening, coverage, fuzzing. Applied to the whole tree,
# before any target is declared.

set(CASEBANK_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
option(CASEBANK_HARDEN "Harden the programs against memory errors" OFF)
option(CASEBANK_COVERAGE "Count which lines run (gcov)" OFF)
option(CASEBANK_FUZZ "Build the libFuzzer programs (clang)" OFF)

include(CheckPIESupported)
check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# A program links only what it calls: the loader's work is the user's wait.
add_link_options(-Wl,--as-needed)

if(CASEBANK_SANITIZE)
  # The first finding ends the program: a test must not pass beside it.
  add_compile_options(-fsanitize=${CASEBANK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CASEBANK_SANITIZE})
endif()

# What such a build adds to a process cannot live in the cage of casebank-extract.
if(CASEBANK_SANITIZE OR CASEBANK_COVERAGE OR CASEBANK_FUZZ)
  add_compile_definitions(CASEBANK_INSTRUMENTED)
endif()

if(CASEBANK_HARDEN)
  # _FORTIFY_SOURCE needs an optimised build; some distributions' compilers set it themselves.
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
    add_compile_options(-fcf-protection)
  endif()
endif()

if(CASEBANK_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic) # counts stay right where threads count
  add_link_options(--coverage)
endif()

if(CASEBANK_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "The fuzzers need clang (libFuzzer): use `cmake --preset fuzz`.")
  endif()
  # Coverage of the libraries guides the fuzzer; the programs themselves get main() from libFuzzer.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Where casebank-extract lies, seen from the folder of the other programs: the same in the installed tree
# wherever that tree is moved.
set(CASEBANK_LIBEXECDIR ${CMAKE_INSTALL_LIBEXECDIR}/casebank)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBEXECDIR BASE_DIRECTORY ${CMAKE_INSTALL_FULL_BINDIR}
  OUTPUT_VARIABLE CASEBANK_LIBEXEC_FROM_BIN)
# The same for data files: the lexicon.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_DATADIR BASE_DIRECTORY ${CMAKE_INSTALL_FULL_BINDIR}
  OUTPUT_VARIABLE CASEBANK_DATA_FROM_BIN)
add_compile_definitions(
  CASEBANK_VERSION="${PROJECT_VERSION}"
  CASEBANK_LIBEXEC_FROM_BIN="${CASEBANK_LIBEXEC_FROM_BIN}/casebank"
  CASEBANK_DATA_FROM_BIN="${CASEBANK_DATA_FROM_BIN}/casebank")
