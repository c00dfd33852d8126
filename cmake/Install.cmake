# What `cmake --install` puts where. xapian-c installs itself; the rest is declared here, in one list.
#
# The prefix can be moved after installing: casebank-index finds casebank-extract by its path relative to
# itself, CASEBANK_LIBEXEC_FROM_BIN (see Flags.cmake), and no file holds an absolute path.

set(user_programs casebank-cli casebank-index casebank-searchd)
add_custom_target(programs COMMENT "The programs, without the tests" DEPENDS ${user_programs} casebank-extract)

install(TARGETS ${user_programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS casebank-extract RUNTIME DESTINATION ${CASEBANK_LIBEXECDIR})
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md" PATTERN "*.svg" PATTERN man EXCLUDE)
install(DIRECTORY docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
install(DIRECTORY docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man8 FILES_MATCHING PATTERN "*.8")
