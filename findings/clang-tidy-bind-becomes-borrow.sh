#!/bin/sh
# Expected: the fix of clang-tidy's modernize-avoid-bind keeps the meaning: std::bind copies its arguments when it is
#           called, so the lambda captures copies.
# Seen:     a local is copied, but a member becomes a capture of `this`, and a global is looked at only when the
#           lambda is called. What was safe to call after the object had died, and gave the value of before, is so no
#           more. The fix is applied by --fix without a question.
# With:     clang-tidy 19.1.7 of Debian 12; 22.1.8 does the same.
. "$(dirname "$0")/setup"

packages clang-tidy-19=1:19.1.7-3~deb12u1 libclang-cpp19=1:19.1.7-3~deb12u1 libllvm19=1:19.1.7-3~deb12u1 \
  libclang-common-19-dev=1:19.1.7-3~deb12u1
cat >account.cpp <<'END'
#include <functional>
#include <iostream>
int add(int A, int B) { return A + B; }
int Limit = 10;
struct Account {
  int Balance = 5;
  std::function<int()> balanceNow() { return std::bind(add, Balance, 1); }
};
std::function<int()> limitNow() { return std::bind(add, Limit, 1); }
std::function<int()> valueNow(int Value) { return std::bind(add, Value, 1); }
int main() {
  Account Mine;
  auto Balance = Mine.balanceNow(), Limited = limitNow(), Value = valueNow(1);
  Mine.Balance = Limit = 100;
  std::cout << Balance() << " " << Limited() << " " << Value() << "\n";
}
END
build -std=c++17 <account.cpp
./program >seen
files/usr/lib/llvm-19/bin/clang-tidy --checks='-*,modernize-avoid-bind' --config='{}' --quiet --fix account.cpp -- \
  -std=c++17 >log 2>&1 || { cat log >&2; exit 2; }
grep -h 'return \[' account.cpp >>seen
build -std=c++17 <account.cpp
./program >>seen
as_seen seen <<'END'
6 11 2
  std::function<int()> balanceNow() { return [this] { return add(Balance, 1); }; }
std::function<int()> limitNow() { return [] { return add(Limit, 1); }; }
std::function<int()> valueNow(int Value) { return [Value] { return add(Value, 1); }; }
101 101 2
END
