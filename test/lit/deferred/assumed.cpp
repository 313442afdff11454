// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// RUN: %tidy-load --checks='-*,closure-*' --config='{CheckOptions: {AssumeEscape: Never}}' %s -- -std=c++17 2>&1 | count 0
// RUN: %tidy-load --checks='-*,closure-*' --config='{CheckOptions: {AssumeEscape: Always}}' %s -- -std=c++17 2>&1 | FileCheck %s --check-prefix=ALWAYS
// Of a function without a body, a model or an attribute, the words of its name speak.
#include <functional>
#include <string>
#include <vector>

using Fn = std::function<void()>;
void use(int);

void post(Fn job);
void setFinishedHandler(Fn handler);
void forEachWidget(const Fn &visit);
void frob(Fn job);
void fetch(const std::string &url, std::function<void(int)> callback);
struct Message {
  std::string text;
};
bool queueMessage(std::function<Message(int)> make);
void waitForAll();
struct Bus {
  virtual ~Bus();
  virtual void subscribe(Fn handler);
  std::vector<Fn> handlers;
};

void named(int x) {
  // CHECK: :[[#@LINE+2]]:10: warning: lambda captures 'x' by reference, but 'post' may keep it after 'x' dies
  // CHECK: :[[#@LINE+1]]:3: note: 'post' is assumed to keep the closure, by its name
  post([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference, but 'setFinishedHandler' may keep it after 'x' dies
  setFinishedHandler([&x] { use(x); });
}
void onlyCalled(int x) {
  forEachWidget([&x] { use(x); });
}
void unknown(int x) {
  // ALWAYS: :[[#@LINE+1]]:10: warning: lambda captures 'x' by reference, but 'frob' may keep it after 'x' dies
  frob([&x] { use(x); });
}
void waited(int x) {
  post([&x] { use(x); });
  waitForAll();
}
void byParameterName(int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference, but 'fetch' may keep it after 'x' dies
  fetch("here", [&x](int) { use(x); });
}
// What computes a value for a function that hands none back is asked at once.
void computes(std::string text) {
  queueMessage([&text](int) { return Message{text}; });
}
void virtually(Bus &bus, int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference, but 'subscribe' may keep it after 'x' dies
  bus.subscribe([&x] { use(x); });
}
// Who defers must own: nobody in sight calls this one.
void deferring(const std::string &name) {
  // CHECK: :[[#@LINE+2]]:10: warning: lambda captures 'name' by reference, but 'post' may keep it when the caller's 'name' may be dead
  // CHECK: :[[#@LINE-2]]:35: note: 'name' refers to what a caller owns, perhaps a temporary
  post([&name] { use(int(name.size())); });
}
// Here the callers decide.
void deferringForMain(const std::string &name) {
  post([&name] { use(int(name.size())); });
}
static std::string lasting;
void passesLasting() { deferringForMain(lasting); }

// A long way does not make an assumption certain.
struct Request {
  std::function<bool(int)> provider;
};
class Client {
  virtual bool process(int socket, std::function<bool(int)> callback);
  bool send(Request &request) {
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'request' by reference, but 'process' may keep it after 'request' dies
    return process(1, [&](int n) { return request.provider(n); });
  }
  std::function<bool(int)> multipart(const std::string &boundary) const {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'boundary' by reference, but 'process' may keep it after 'boundary' dies
    return [&](int n) { return n < int(boundary.size()); };
  }
  bool with(Request &request, std::function<bool(int)> p) {
    request.provider = std::move(p);
    return send(request);
  }
  bool with(std::function<bool(int)> p) {
    Request request;
    return with(request, std::move(p));
  }

public:
  virtual ~Client() = default;
  bool deliver() {
    const auto &boundary = std::string("x");
    return with(multipart(boundary));
  }
};
