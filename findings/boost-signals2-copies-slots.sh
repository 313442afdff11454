#!/bin/sh
# Expected: connect() of a signal moves a closure that is handed over as an rvalue, as std::function does, or copies
#           it once.
# Seen:     it copies the closure eleven times to connect it, and not once to call it. What the closure owns by
#           value, a buffer or a string, is allocated anew each time; what cannot be copied cannot be connected.
# With:     Boost 1.74.0+ds1-21; std::function of libstdc++ 12 beside it.
. "$(dirname "$0")/setup"

packages libboost1.74-dev=1.74.0+ds1-21
build -std=c++17 <<'END'
#include <boost/signals2.hpp>
#include <functional>
#include <iostream>

struct Closure {
  int *Copies, *Moves;
  Closure(int *C, int *M) : Copies(C), Moves(M) {}
  Closure(const Closure &O) : Copies(O.Copies), Moves(O.Moves) { ++*Copies; }
  Closure(Closure &&O) : Copies(O.Copies), Moves(O.Moves) { ++*Moves; }
  void operator()() const {}
};

int main() {
  int Copies = 0, Moves = 0;
  std::function<void()> Function = Closure(&Copies, &Moves);
  std::cout << "std::function: " << Copies << " copies\n";
  Copies = 0;
  boost::signals2::signal<void()> Signal;
  Signal.connect(Closure(&Copies, &Moves));
  std::cout << "connect: " << Copies << " copies\n";
  Copies = 0;
  Signal();
  std::cout << "call: " << Copies << " copies\n";
}
END
./program >seen
as_seen seen <<'END'
std::function: 0 copies
connect: 11 copies
call: 0 copies
END
