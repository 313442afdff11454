# One package for each LLVM, side by side as LLVM's own are: the files below
# /usr/lib/closure-lint-N, and the programs in /usr/bin with the version behind the name.
set(N ${LLVM_VERSION_MAJOR})
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME closure-lint-${N})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_VENDOR "Closure Lint")
set(CPACK_PACKAGE_CONTACT "The authors of Closure Lint <closure-lint@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr/lib/closure-lint-${N})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/ClosureArchive.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The compiler's own headers, which a library does not bring along.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${N}-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "clang-${N}, clang-tidy-${N}")
foreach(Program ${ClosurePrograms})
  install(CODE "
    if(\"\${CMAKE_INSTALL_PREFIX}\" STREQUAL \"/usr/lib/closure-lint-${N}\")
      file(MAKE_DIRECTORY \"\$ENV{DESTDIR}/usr/bin\")
      file(CREATE_LINK ../lib/closure-lint-${N}/bin/${Program} \"\$ENV{DESTDIR}/usr/bin/${Program}-${N}\" SYMBOLIC)
    endif()")
endforeach()
# Where the shells and man look, under the name of the command.
foreach(Pair share/bash-completion/completions/closure-lint:share/bash-completion/completions/closure-lint-${N}
             share/zsh/site-functions/_closure-lint:share/zsh/vendor-completions/_closure-lint-${N}
             share/fish/vendor_completions.d/closure-lint.fish:share/fish/vendor_completions.d/closure-lint-${N}.fish
             share/man/man1/closure-lint.1:share/man/man1/closure-lint-${N}.1)
  string(REPLACE ":" ";" Pair ${Pair})
  list(GET Pair 0 Ours)
  list(GET Pair 1 Theirs)
  install(CODE "
    if(\"\${CMAKE_INSTALL_PREFIX}\" STREQUAL \"/usr/lib/closure-lint-${N}\"
       AND EXISTS \"\$ENV{DESTDIR}/usr/lib/closure-lint-${N}/${Ours}\")
      get_filename_component(Folder \"\$ENV{DESTDIR}/usr/${Theirs}\" DIRECTORY)
      file(MAKE_DIRECTORY \"\${Folder}\")
      file(CREATE_LINK ../../../lib/closure-lint-${N}/${Ours} \"\$ENV{DESTDIR}/usr/${Theirs}\" SYMBOLIC)
    endif()")
endforeach()
include(CPack)
