// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s

// The end of something that has no destructor takes nothing back.

#include <functional>
#include <memory>
#include <vector>

template <class M> class Loaned {
  std::allocator<M> Allocator;
  M *Message;

public:
  Loaned() : Message(Allocator.allocate(1)) { new (Message) M(); }
  ~Loaned() {
    if (Message) {
      Message->~M();
      Allocator.deallocate(Message, 1);
    }
  }
  std::unique_ptr<M, std::function<void(M *)>> release() {
    auto Released = Message;
    Message = nullptr;
    // CHECK: :[[@LINE+2]]:23: warning: lambda captures 'this', but global 'LastPoint' keeps it after 'Loan' dies [closure-dangling-this]
    return std::unique_ptr<M, std::function<void(M *)>>(
        Released, [=, this](M *P) {
          P->~M();
          Allocator.deallocate(P, 1);
        });
  }
};

struct Point {
  double X = 0;
};
std::unique_ptr<Point, std::function<void(Point *)>> LastPoint;
void publishPoint() {
  Loaned<Point> Loan;
  LastPoint = Loan.release();
}

// Neither by `delete`.
std::vector<std::function<void()>> *All;
class Deletes {
  Point *P = new Point;
  int N = 0;

public:
  void start() {
    // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'this', but {{.*}} after 'D' dies
    All->push_back([this] { ++N; });
  }
  ~Deletes() { delete P; }
};
void deletes() {
  Deletes D;
  D.start();
}

// CHECK-NOT: warning:

// A class with a destructor may be what takes it back.
struct Token {
  ~Token() { All->clear(); }
};
class Ends {
  Token *T = new Token;
  int N = 0;

public:
  void start() {
    All->push_back([this] { ++N; });
  }
  ~Ends() { delete T; }
};
void ends() {
  Ends E;
  E.start();
}

class EndsByName {
  alignas(Token) char Bytes[sizeof(Token)];
  Token *T = new (Bytes) Token;
  int N = 0;

public:
  void start() {
    All->push_back([this] { ++N; });
  }
  ~EndsByName() { T->~Token(); }
};
void endsByName() {
  EndsByName E;
  E.start();
}
