// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a call gave back may end, when it dies, what the call took in, however it is owned.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using Fn = std::function<void()>;
struct Sub {
  Sub();
  Sub(Sub &&) noexcept;
  Sub &operator=(Sub &&) noexcept;
  ~Sub();
  void *state;
};
struct Token {
  virtual ~Token() = default;
};
struct Future {
  int get();
  void *state;
};
struct Bus {
  Sub subscribe(Fn);
  std::unique_ptr<Token> token(Fn);
  std::shared_ptr<void> listen(Fn);
  Sub *newSubscriber(Fn);
  Future submit(std::function<int()>);
  void setHandler(Fn);
  void pump();
};

void owned(Bus &bus) {
  int n = 0;
  auto one = std::make_shared<Sub>(bus.subscribe([&] { ++n; }));
  auto interface = bus.token([&] { ++n; });
  auto anything = bus.listen([&] { ++n; });
  bus.pump();
}
void contained(Bus &bus, bool more) {
  int n = 0;
  std::vector<Sub> all;
  all.push_back(bus.subscribe([&] { ++n; }));
  std::optional<Sub> perhaps;
  if (more)
    perhaps = bus.subscribe([&] { ++n; });
}
void deleted(Bus &bus) {
  int n = 0;
  Sub *sub = bus.newSubscriber([&] { ++n; });
  bus.pump();
  delete sub;
}
struct Member {
  Bus &bus;
  Sub sub;
  std::unique_ptr<Token> token;
  void letsGo() {
    int n = 0;
    sub = bus.subscribe([&] { ++n; });
    token = bus.token([&] { ++n; });
    bus.pump();
    sub = {};
    token.reset();
  }
};
// Of something else.
struct Radio {
  std::unique_ptr<Token> tune(Fn);
};
void other(Bus &bus, Radio &radio) {
  int n = 0;
  auto token = radio.tune([] {});
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'n' by reference, but 'setHandler' may keep it after 'n' dies
  bus.setHandler([&] { ++n; });
}

// The result of the call is asked for its own.
int asked(Bus &bus, int x) {
  auto later = bus.submit([&] { return x; });
  return later.get();
}
int askedAtOnce(Bus &bus, int x) { return bus.submit([&] { return x; }).get(); }
// Nobody asks.
void notAsked(Bus &bus, int x) {
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference, but 'submit' may keep it after 'x' dies
  auto later = bus.submit([&] { return x; });
}

// Nothing takes the place of what was set.
void unset(Bus &bus) {
  int n = 0;
  bus.setHandler([&] { ++n; });
  bus.pump();
  bus.setHandler(nullptr);
}

// A captured object with a destructor that nobody sees has to do with its own class only.
class Message {
public:
  Message();
  ~Message();
  const std::string &text() const;

private:
  void *state;
};
std::vector<Fn> later;
void use(const std::string &);
void message() {
  Message m;
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'm' by reference, but global 'later' keeps it after 'm' dies
  later.push_back([&] { use(m.text()); });
}
