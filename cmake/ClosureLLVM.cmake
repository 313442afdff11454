# Finds the LLVM that the module is built for: -DLLVM_VERSION=22 or -DLLVM_DIR=….
set(LLVM_VERSION "" CACHE STRING "Major version of the LLVM to build against")
if(LLVM_VERSION AND NOT LLVM_DIR)
  set(LLVM_DIR /usr/lib/llvm-${LLVM_VERSION}/lib/cmake/llvm CACHE PATH "LLVM's CMake package")
endif()
find_package(LLVM REQUIRED CONFIG)
find_package(Clang REQUIRED CONFIG HINTS ${LLVM_DIR}/../clang)
if(LLVM_VERSION_MAJOR LESS 19)
  message(FATAL_ERROR "Closure Lint needs LLVM 19 or newer, and found ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}. "
                      "Install llvm-22-dev and libclang-22-dev, or pass -DLLVM_VERSION=22.")
endif()
message(STATUS "Building for LLVM ${LLVM_PACKAGE_VERSION}")

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# NDEBUG has to match the vendor's build: asserts in LLVM's headers change the layout of classes.
add_library(closure-llvm INTERFACE)
# Searched last: where libc++ is installed, its headers stand beside LLVM's, and the C++
# library that the vendor's LLVM was built with has to win.
set(ClosureIncludes ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
list(REMOVE_DUPLICATES ClosureIncludes)
foreach(Folder ${ClosureIncludes})
  target_compile_options(closure-llvm INTERFACE "SHELL:-idirafter ${Folder}")
endforeach()
target_include_directories(closure-llvm INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
separate_arguments(ClosureDefinitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_options(closure-llvm INTERFACE
  ${ClosureDefinitions} -DNDEBUG -fno-rtti -fno-exceptions -Wall -Wextra -Wno-unused-parameter)
set(ClosureInCI OFF)
if("$ENV{CI}")
  set(ClosureInCI ON)
endif()
option(CLOSURE_LINT_WERROR "Treat warnings in our own code as errors" ${ClosureInCI})
if(CLOSURE_LINT_WERROR)
  target_compile_options(closure-llvm INTERFACE -Werror)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
