# What `cmake --install` puts where: headers, library, pkg-config file and CMake package.
include(CMakePackageConfigHelpers)

set(xapian_c_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/xapian-c)

# From the folder of the pkg-config file back to the prefix, so that the installed tree can be moved.
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
# A static library brings its own dependencies along; a shared one hides them.
set(pc_libs "-L\${libdir} -lxapian-c")
if(xapian_c_type STREQUAL "STATIC_LIBRARY")
  set(pc_cflags "-DXAPC_STATIC")
  set(pc_requires "Requires: xapian-core")
  string(APPEND pc_libs " -lstdc++")
else()
  set(pc_cflags "")
  set(pc_requires "Requires.private: xapian-core")
endif()
configure_file(cmake/xapian-c.pc.in xapian-c.pc @ONLY)
configure_package_config_file(cmake/xapian-c-config.cmake.in xapian-c-config.cmake
  INSTALL_DESTINATION ${xapian_c_package_dir})
write_basic_package_version_file(xapian-c-config-version.cmake COMPATIBILITY SameMajorVersion)

install(TARGETS xapian-c EXPORT xapian-c)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT xapian-c NAMESPACE xapian-c:: DESTINATION ${xapian_c_package_dir}
  FILE xapian-c-targets.cmake)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/xapian-c-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/xapian-c-config-version.cmake DESTINATION ${xapian_c_package_dir})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/xapian-c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
