#!/bin/sh
# Expected: clang warns of a lambda that is returned and refers to a local, whatever the return type is.
# Seen:     it warns if the lambda itself is returned. In a std::function, the way in which most interfaces return
#           one, the same lambda passes with -Weverything and with the checks of clang-tidy that speak of lifetimes.
# With:     clang and clang-tidy 19.1.7 of Debian 12, libstdc++ 12; 22.1.8 does the same.
. "$(dirname "$0")/setup"

packages clang-19=1:19.1.7-3~deb12u1 clang-tidy-19=1:19.1.7-3~deb12u1 libclang-cpp19=1:19.1.7-3~deb12u1 \
  libllvm19=1:19.1.7-3~deb12u1 libclang-common-19-dev=1:19.1.7-3~deb12u1
cat >counter.cpp <<'END'
#include <functional>
auto plain() {
  int Count = 0;
  return [&Count] { return ++Count; };
}
std::function<int()> wrapped() {
  int Count = 0;
  return [&Count] { return ++Count; };
}
END
bin=$folder/files/usr/lib/llvm-19/bin
{
  echo "clang:"
  "$bin/clang" -x c++ -std=c++17 -Weverything -fsyntax-only counter.cpp 2>&1 | grep -E '^counter.cpp.*stack' || true
  echo "clang-tidy:"
  "$bin/clang-tidy" --checks='-*,bugprone-*,clang-analyzer-*,cppcoreguidelines-*' --config='{}' --quiet counter.cpp -- \
    -std=c++17 2>/dev/null | grep -E ':8:.*(dangling|stack|lifetime|escape)' || true
} >seen
as_seen seen <<'END'
clang:
counter.cpp:4:12: warning: address of stack memory associated with local variable 'Count' returned [-Wreturn-stack-address]
clang-tidy:
END
