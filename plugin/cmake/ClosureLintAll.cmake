# For a project that is not to be changed: cmake -DCMAKE_PROJECT_INCLUDE=…/ClosureLintAll.cmake checks
# all its targets while they are compiled.
find_package(ClosureLint REQUIRED PATHS "${CMAKE_CURRENT_LIST_DIR}" NO_DEFAULT_PATH)
closure_lint_enable_all()
