// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Drogon and Trantor, by stand-ins of their declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>

namespace trantor {
using Func = std::function<void()>;
class EventLoop {
public:
  void loop();
  template <class Functor> void runInLoop(Functor &&f) {}
  void queueInLoop(const Func &f);
  void queueInLoop(Func &&f);
  unsigned long runAfter(double delay, const Func &cb);
  unsigned long runEvery(double interval, Func &&cb);
  void invalidateTimer(unsigned long id);
};
class TaskQueue {
public:
  virtual void runTaskInQueue(const std::function<void()> &task) = 0;
  void syncTaskInQueue(const std::function<void()> &task);
};
class SerialTaskQueue : public TaskQueue {
public:
  void runTaskInQueue(const std::function<void()> &task) override;
  void waitAllTasksFinished();

private:
  std::shared_ptr<int> thread;
};
class TcpServer {
public:
  void setRecvMessageCallback(const std::function<void(int)> &cb);
};
} // namespace trantor
namespace drogon {
class HttpRequest;
class HttpResponse;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
enum class ReqResult { Ok, Timeout };
using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr &)>;
class HttpClient {
public:
  virtual void sendRequest(const HttpRequestPtr &req, const HttpReqCallback &callback, double timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &req, double timeout = 0);
};
class HttpAppFramework {
public:
  template <class Function>
  HttpAppFramework &registerHandler(const std::string &path, Function &&function) { throw 0; }
  virtual HttpAppFramework &registerBeginningAdvice(const std::function<void()> &advice) = 0;
  virtual trantor::EventLoop &mainLoop() = 0;
  virtual void run() = 0;
};
HttpAppFramework &app();
namespace orm {
class Result {};
class DbException {};
class DbClient {
public:
  template <class OnResult, class OnError, class... Arguments>
  void execSqlAsync(const std::string &sql, OnResult &&onResult, OnError &&onError, Arguments &&...args) { throw 0; }
  virtual void newTransactionAsync(const std::function<void(const std::shared_ptr<int> &)> &callback) = 0;
};
} // namespace orm
} // namespace drogon

using drogon::HttpResponsePtr;
using drogon::ReqResult;

void inLoop(trantor::EventLoop *loop, int x) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  loop->queueInLoop([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference
  loop->runInLoop([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  loop->runAfter(1.0, [&x] { ++x; });
}
void queue(trantor::TaskQueue &queue, int x) {
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
  queue.runTaskInQueue([&x] { ++x; });
}
void message(trantor::TcpServer &server) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'count' by reference
  server.setRecvMessageCallback([&count](int size) { count += size; });
}
void send(drogon::HttpClient &client, const drogon::HttpRequestPtr &request) {
  bool done = false;
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'done' by reference
  client.sendRequest(request, [&done](ReqResult, const HttpResponsePtr &) { done = true; });
}
void handler() {
  int hits = 0;
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'hits' by reference
  drogon::app().registerHandler("/", [&hits](int) { ++hits; });
  // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'hits' by reference
  drogon::app().registerBeginningAdvice([&hits] { ++hits; });
}
void query(drogon::orm::DbClient &client) {
  int rows = 0;
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'rows' by reference
  client.execSqlAsync("select 1", [&rows](const drogon::orm::Result &) { ++rows; },
                      [](const drogon::orm::DbException &) {});
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'rows' by reference
  client.newTransactionAsync([&rows](const std::shared_ptr<int> &) { ++rows; });
}

// The loop, or the application, runs while the variables live.
int looped(int x) {
  trantor::EventLoop loop;
  loop.queueInLoop([&x] { ++x; });
  loop.loop();
  return x;
}
int main() {
  int hits = 0;
  drogon::app().registerHandler("/", [&hits](int) { ++hits; });
  drogon::app().run();
  return hits;
}
// Waited for.
bool waited(drogon::HttpClient &client, const drogon::HttpRequestPtr &request) {
  std::promise<bool> done;
  client.sendRequest(request, [&done](ReqResult result, const HttpResponsePtr &) {
    done.set_value(result == ReqResult::Ok);
  });
  return done.get_future().get();
}
int finished(int x) {
  trantor::SerialTaskQueue queue;
  queue.runTaskInQueue([&x] { ++x; });
  queue.waitAllTasksFinished();
  return x;
}
int synchronous(trantor::TaskQueue &queue, int x) {
  queue.syncTaskInQueue([&x] { ++x; });
  return x;
}
void invalidated(trantor::EventLoop &loop, int x) {
  auto id = loop.runEvery(1.0, [&x] { ++x; });
  loop.invalidateTimer(id);
}
void byValue(trantor::EventLoop *loop, std::string text) {
  loop->queueInLoop([text] { (void)text.size(); });
}
