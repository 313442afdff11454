// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What ties objects together elsewhere in the class, and words of calls that are for something else.
#include <functional>
#include <memory>
#include <vector>

using Fn = std::function<void()>;
class Queue {
public:
  void enqueue(Fn);

private:
  int fd;
};
class Worker {
public:
  explicit Worker(Queue *);
  void use(Queue &);
  void drain();

private:
  int fd;
};

// The worker was given the queue by the constructor.
class Service {
public:
  Service() : worker(&queue) {}
  int run() {
    int n = 0;
    queue.enqueue([&n] { ++n; });
    worker.drain();
    return n;
  }

private:
  Queue queue;
  Worker worker;
};
// By another method.
class Later {
public:
  explicit Later(Queue *other) : worker(other) { worker.use(queue); }
  int run() {
    int n = 0;
    queue.enqueue([&n] { ++n; });
    worker.drain();
    return n;
  }

private:
  Queue queue;
  Worker worker;
};
class Log {
public:
  void drain();

private:
  int fd;
};
class Untied {
public:
  int run() {
    int n = 0;
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'n' by reference, but 'enqueue' may keep it after 'n' dies
    queue.enqueue([&n] { ++n; });
    log.drain();
    return n;
  }

private:
  Queue queue;
  Log log;
};

// A condition is asked for at once; work is not.
void retryOnFailure(std::function<bool()> tries);
void runOnThread(Fn work);
void words(int limit) {
  retryOnFailure([&] { return --limit > 0; });
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'limit' by reference, but 'runOnThread' may keep it after 'limit' dies
  runOnThread([&] { --limit; });
}

// An object that hands itself on has owners that nobody counts here.
struct Room {
  std::vector<std::shared_ptr<void>> all;
};
struct Loop {
  std::vector<Fn> waiting;
};
struct Session : std::enable_shared_from_this<Session> {
  void start(Room &room, Loop &loop) {
    room.all.push_back(shared_from_this());
    loop.waiting.push_back([this] { ++n; });
  }
  int n = 0;
};
void accept(Room &room, Loop &loop) {
  auto session = std::make_shared<Session>();
  session->start(room, loop);
}
