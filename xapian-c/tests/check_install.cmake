# What is installed can be used: the example is built against it with pkg-config and with CMake, from
# a folder that was moved after installing.
#   cmake -DSOURCE=... -DFOLDER=... -DCC=... -DCXX=... -DPKG_CONFIG=... -DGENERATOR=...
#         -P check_install.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${FOLDER})
set(common -G ${GENERATOR} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN} ended with ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

foreach(shared OFF ON)
  set(build ${FOLDER}/build-${shared})
  set(prefix ${FOLDER}/moved-${shared})
  run(${CMAKE_COMMAND} -S ${SOURCE} -B ${build} ${common} -DBUILD_TESTING=OFF
    -DBUILD_SHARED_LIBS=${shared} -DXAPIAN_C_INSTALL=ON -DCMAKE_INSTALL_PREFIX=${FOLDER}/prefix)
  run(${CMAKE_COMMAND} --build ${build} --parallel 2)
  run(${CMAKE_COMMAND} --install ${build})
  file(RENAME ${FOLDER}/prefix ${prefix})

  # By pkg-config, the way a C program without CMake would.
  file(GLOB_RECURSE pc ${prefix}/*/xapian-c.pc)
  cmake_path(GET pc PARENT_PATH pc_folder)
  cmake_path(GET pc_folder PARENT_PATH lib_folder)
  set(ENV{PKG_CONFIG_PATH} ${pc_folder})
  run(${PKG_CONFIG} --cflags --libs xapian-c)
  separate_arguments(flags UNIX_COMMAND "${output}")
  run(${CC} -std=c17 -Wall -Wextra -Wpedantic -Werror ${SOURCE}/examples/search.c -o
    ${FOLDER}/by-pkg-config-${shared} ${flags} -Wl,-rpath,${lib_folder})

  # By find_package(), from a C project.
  file(WRITE ${FOLDER}/user-${shared}/CMakeLists.txt "cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES C CXX)
find_package(xapian-c 1.0 REQUIRED)
add_executable(user ${SOURCE}/examples/search.c)
target_link_libraries(user PRIVATE xapian-c::xapian-c)
")
  run(${CMAKE_COMMAND} -S ${FOLDER}/user-${shared} -B ${FOLDER}/user-${shared}/build ${common}
    -DCMAKE_PREFIX_PATH=${prefix})
  run(${CMAKE_COMMAND} --build ${FOLDER}/user-${shared}/build)

  foreach(program ${FOLDER}/by-pkg-config-${shared} ${FOLDER}/user-${shared}/build/user)
    execute_process(COMMAND ${program} ${FOLDER}/nowhere word RESULT_VARIABLE status
      ERROR_VARIABLE complaint)
    if(NOT complaint MATCHES "DatabaseNotFoundError")
      message(FATAL_ERROR "${program} ended with ${status} and \"${complaint}\"")
    endif()
  endforeach()
endforeach()
file(REMOVE_RECURSE ${FOLDER})
