# CPack reads this once for each generator. An archive can be unpacked anywhere: it holds bin, lib and the
# rest in one folder.
if(CPACK_GENERATOR STREQUAL "TGZ")
  set(CPACK_PACKAGING_INSTALL_PREFIX "/")
  set(CPACK_PACKAGE_FILE_NAME "${CPACK_PACKAGE_NAME}")
endif()
