# The example finds the documents of a database, and says so when there is none.
#   cmake -DMAKER=... -DEXAMPLE=... -DFOLDER=... -P check_example.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND ${MAKER} ${FOLDER}/database COMMAND_ERROR_IS_FATAL ANY)

execute_process(COMMAND ${EXAMPLE} ${FOLDER}/database handbook
  OUTPUT_VARIABLE ids COMMAND_ERROR_IS_FATAL ANY)
if(NOT ids STREQUAL "6\n")
  message(FATAL_ERROR "the example printed \"${ids}\" instead of document 6")
endif()

execute_process(COMMAND ${EXAMPLE} ${FOLDER}/nowhere handbook
  RESULT_VARIABLE status OUTPUT_VARIABLE ids ERROR_VARIABLE complaint)
if(NOT status EQUAL 1 OR NOT complaint MATCHES "DatabaseNotFoundError.*nowhere")
  message(FATAL_ERROR "without a database the example ended with ${status} and \"${complaint}\"")
endif()
file(REMOVE_RECURSE ${FOLDER})
