// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a method of a local object points out is a part of that object, and lives as long.
#include <functional>
#include <memory>
#include <string>
#include <vector>

class App {
public:
  App *sub(const std::string &name);
  void onParsed(std::function<void()> callback);
  App *create(const std::string &name);
  void parse();

private:
  std::vector<std::unique_ptr<App>> all;
  std::function<void()> callback;
};

int inMain() {
  App app;
  int level = 0;
  App *run = app.sub("run");
  run->onParsed([&level] { level = 1; });
  app.sub("stop")->onParsed([&level] { level = 2; });
  app.parse();
  return level;
}

// The object outlives the variable, and is used afterwards.
void declaredFirst() {
  App app;
  {
    int level = 0;
    App *run = app.sub("run");
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'level' by reference, but 'onParsed' may keep it after 'level' dies
    run->onParsed([&level] { level = 1; });
  }
  app.parse();
}

// The caller's object.
void setUp(App &app) {
  int level = 0;
  App *run = app.sub("run");
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'level' by reference, but 'onParsed' may keep it after 'level' dies
  run->onParsed([&level] { level = 1; });
}

// What is made anew belongs to whoever wants it.
void made() {
  App app;
  int level = 0;
  App *run = app.create("run");
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'level' by reference, but 'onParsed' may keep it after 'level' dies
  run->onParsed([&level] { level = 1; });
}

// So is what a method of a member, or of the object itself, points out.
struct Fixture {
  App app;
  App *find(const std::string &name);
  void setUp() {
    int level = 0;
    App *run = app.sub("run");
    run->onParsed([&level] { level = 1; });
    app.sub("stop")->onParsed([&level] { level = 2; });
    find("wait")->onParsed([&level] { level = 4; });
    App *halt = find("halt");
    halt->onParsed([&level] { level = 3; });
    app.parse();
  }
  void setUpEarly() {
    int level = 0;
    App *run = app.sub("run");
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'level' by reference, but 'onParsed' may keep it after 'level' dies
    run->onParsed([&level] { level = 1; });
  }
};
void onlyOnce() {
  Fixture f;
  f.setUp();
}
void usedAfterwards() {
  Fixture f;
  f.setUpEarly();
  f.app.parse();
}

// Where a function puts it in such a part, it goes with the object.
void count(App *app, int &level) {
  app->onParsed([&level] { ++level; });
}
int counts() {
  App app;
  int level = 0;
  App *run = app.sub("run");
  count(run, level);
  app.parse();
  return level;
}
