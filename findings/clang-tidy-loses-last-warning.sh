#!/bin/sh
# Expected: what clang-tidy says of a file does not depend on which other files the same process lints, and each file is
#           judged by the .clang-tidy file of its own folder.
# Seen:     the last warning of a file waits until the next file begins, and is then judged by the checks of that file's
#           configuration. Where those leave its check out, the warning vanishes, without a word; the earlier ones of
#           the file stay. A process for each file, as run-clang-tidy starts them, loses none.
# With:     clang-tidy 19.1.7 of Debian 12; 22.1.8 does the same.
. "$(dirname "$0")/setup"

packages clang-tidy-19=1:19.1.7-3~deb12u1 libclang-cpp19=1:19.1.7-3~deb12u1 libllvm19=1:19.1.7-3~deb12u1 \
  libclang-common-19-dev=1:19.1.7-3~deb12u1
mkdir bound null
cat >bound/bound.cpp <<'END'
#include <functional>
std::function<int()> first(int Value) { return std::bind([](int V) { return V; }, Value); }
std::function<int()> last(int Value) { return std::bind([](int V) { return -V; }, Value); }
END
cat >null/null.cpp <<'END'
int *nothing() { return 0; }
END
echo "Checks: '-*,modernize-avoid-bind'" >bound/.clang-tidy
echo "Checks: '-*,modernize-use-nullptr'" >null/.clang-tidy
lint() {
  echo "$*:"
  files/usr/lib/llvm-19/bin/clang-tidy --quiet "$@" -- -std=c++17 2>log | sed -n "s,^$folder/\(.*: warning: .*\),  \1,p"
}
{
  lint bound/bound.cpp
  lint bound/bound.cpp null/null.cpp
  lint null/null.cpp bound/bound.cpp
} >seen
as_seen seen <<'END'
bound/bound.cpp:
  bound/bound.cpp:2:48: warning: prefer a lambda to std::bind [modernize-avoid-bind]
  bound/bound.cpp:3:47: warning: prefer a lambda to std::bind [modernize-avoid-bind]
bound/bound.cpp null/null.cpp:
  bound/bound.cpp:2:48: warning: prefer a lambda to std::bind [modernize-avoid-bind]
  null/null.cpp:1:25: warning: use nullptr [modernize-use-nullptr]
null/null.cpp bound/bound.cpp:
  bound/bound.cpp:2:48: warning: prefer a lambda to std::bind [modernize-avoid-bind]
  bound/bound.cpp:3:47: warning: prefer a lambda to std::bind [modernize-avoid-bind]
END
