// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a method leaves in its object is of no matter where the object dies after it.
#include <functional>
#include <map>
#include <memory>
#include <string>

using Fn = std::function<std::string()>;
struct Router {
  std::map<std::string, Fn> all;
  void on(const std::string &path, Fn fn) { all[path] = fn; }
  std::string handle(const std::string &path) { return all.at(path)(); }
};
struct Fixture {
  Router router;
};

// A test framework: an object for each test.
struct FirstTest : Fixture {
  void run();
};
void first() {
  FirstTest test;
  test.run();
}
void FirstTest::run() {
  std::string body = "hello";
  router.on("/", [&body] { return body; });
  router.handle("/");
}

// Kept by another object, which the member only refers to.
struct Registering {
  Router &router;
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
};
void registers() {
  Router router;
  Registering registering{router};
  registering.run();
  router.handle("/");
}

// Used once more.
struct SecondTest : Fixture {
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
};
void second() {
  SecondTest test;
  test.run();
  test.router.handle("/");
}

// Once more in the next turn.
struct ThirdTest : Fixture {
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
};
void third() {
  ThirdTest test;
  for (int i = 0; i < 2; ++i)
    test.run();
}

// In its destructor.
struct FourthTest : Fixture {
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
  ~FourthTest() { router.handle("/"); }
};
void fourth() {
  FourthTest test;
  test.run();
}

// By the rest of the method, in another scope.
struct FifthTest : Fixture {
  void run() {
    {
      std::string body = "hello";
      // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
      router.on("/", [&body] { return body; });
    }
    router.handle("/");
  }
};
void fifth() {
  FifthTest test;
  test.run();
}

// By others who have a pointer to the method, or nobody knows by whom.
struct SixthTest : Fixture {
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
  void uncalled() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
};
void later(void (SixthTest::*)());
void sixth() {
  later(&SixthTest::run);
  SixthTest test;
  test.run();
}

// An object behind a local pointer, and a temporary.
struct Pointed : Fixture {
  void run() {
    std::string body = "hello";
    router.on("/", [&body] { return body; });
    router.handle("/");
  }
};
void pointed() {
  auto test = std::make_unique<Pointed>();
  test->run();
  Pointed().run();
}
struct Shared : Fixture {
  void run() {
    std::string body = "hello";
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'body' by reference, but member 'router' keeps it after 'body' dies
    router.on("/", [&body] { return body; });
  }
};
void shared(std::shared_ptr<Shared> &given) {
  auto test = given;
  test->run();
}
