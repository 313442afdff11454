// Closures of which a class would say no more.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --allow-empty --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

struct Dial {
  std::function<void()> up, down;
  std::function<int()> get;
  std::function<void()> reset;
};

// Three are light.
auto toggle() {
  auto on = std::make_shared<bool>(false);
  return std::make_tuple([on] { *on = !*on; }, [on] { return *on; }, [on] { *on = false; });
}

// Each has a state of its own.
auto counters() {
  auto a = std::make_shared<int>(0), b = std::make_shared<int>(0), c = std::make_shared<int>(0),
       d = std::make_shared<int>(0);
  return std::make_tuple([a] { return ++*a; }, [b] { return ++*b; }, [c] { return ++*c; },
                         [d] { return ++*d; });
}

// Nobody changes what they share.
auto readers(std::vector<int> numbers) {
  auto all = std::make_shared<std::vector<int>>(std::move(numbers));
  return std::make_tuple([all] { return all->front(); }, [all] { return all->back(); },
                         [all] { return all->size(); }, [all] { return (*all)[0]; },
                         [all] { return all->begin() == all->end(); });
}

// A table of commands, of which only three share something.
std::map<std::string, std::function<int(int)>> commands() {
  auto memory = std::make_shared<int>(0);
  return {
      {"twice", [](int n) { return 2 * n; }},
      {"half", [](int n) { return n / 2; }},
      {"store", [memory](int n) { return *memory = n; }},
      {"recall", [memory](int) { return *memory; }},
      {"add", [memory](int n) { return *memory += n; }},
      {"negate", [](int n) { return -n; }},
  };
}

// The object is a class already.
class Knob {
public:
  Dial dial() {
    return {[this] { ++at; }, [this] { --at; }, [this] { return at; }, [this] { at = 0; }};
  }

private:
  int at = 0;
};
Knob knob;
Dial ofKnob = knob.dial();

// So is what the pointer owns.
class Model {
public:
  void up() { ++at; }
  int get() const { return at; }

private:
  int at = 0;
};
Dial ofModel() {
  auto model = std::make_shared<Model>();
  return {[model] { model->up(); }, [model] { model->up(); }, [model] { return model->get(); },
          [model] { *model = Model(); }};
}

// A lock is not what they are about.
auto locked() {
  auto lock = std::make_shared<std::mutex>();
  auto first = [lock] { lock->lock(); };
  auto second = [lock] { lock->unlock(); };
  auto third = [lock] { lock->try_lock(); };
  auto fourth = [lock] { lock->lock(); };
  return std::make_tuple(first, second, third, fourth);
}

// The state is the caller's, who has it already.
Dial over(std::shared_ptr<int> at) {
  return {[at] { ++*at; }, [at] { --*at; }, [at] { return *at; }, [at] { *at = 0; }};
}
void options(std::map<std::string, std::function<void(int)>> &table, int &level) {
  table["level"] = [&level](int n) { level = n; };
  table["up"] = [&level](int n) { level += n; };
  table["down"] = [&level](int n) { level -= n; };
  table["none"] = [&level](int) { level = 0; };
}

// Handed one by one to something that calls them.
class Button {
public:
  void onClick(std::function<void()> call) { calls.push_back(std::move(call)); }

private:
  std::vector<std::function<void()>> calls;
};
void connect(Button &a, Button &b, Button &c, Button &d) {
  auto clicks = std::make_shared<int>(0);
  a.onClick([clicks] { ++*clicks; });
  b.onClick([clicks] { ++*clicks; });
  c.onClick([clicks] { --*clicks; });
  d.onClick([clicks] { *clicks = 0; });
}

// One each for several objects.
struct Widget {
  std::function<void()> click;
};
struct Form {
  Widget ok, cancel, more, less;
};
void handlers(Form &form) {
  auto clicks = std::make_shared<int>(0);
  form.ok.click = [clicks] { ++*clicks; };
  form.cancel.click = [clicks] { ++*clicks; };
  form.more.click = [clicks] { --*clicks; };
  form.less.click = [clicks] { *clicks = 0; };
}

// Callbacks for one call.
void parse(const std::string &text, const Dial &callbacks);
int visited(const std::string &text) {
  int depth = 0;
  Dial callbacks{[&] { ++depth; }, [&] { --depth; }, [&] { return depth; }, [&] { depth = 0; }};
  parse(text, callbacks);
  return depth;
}

// Helpers of one function.
int helpers() {
  int sum = 0;
  auto add = [&](int n) { sum += n; };
  auto take = [&](int n) { sum -= n; };
  auto clear = [&] { sum = 0; };
  auto get = [&] { return sum; };
  add(1), take(1), clear();
  return get();
}

// What is wrong is said first: it has to be mended before anybody thinks of a class.
// CHECK: warning: lambda captures 'at' by reference, but the return value keeps it after 'at' dies [closure-dangling-capture]
// CHECK: warning: lambda captures 'at' by reference
// CHECK: warning: lambda captures 'at' by reference
// CHECK: warning: lambda captures 'at' by reference
Dial dangling() {
  int at = 0;
  return {[&at] { ++at; }, [&at] { --at; }, [&at] { return at; }, [&at] { at = 0; }};
}

// A table in a function, which is gone with it.
int interpret(const std::vector<std::string> &words) {
  int top = 0;
  std::map<std::string, std::function<void()>> table;
  table["up"] = [&top] { ++top; };
  table["down"] = [&top] { --top; };
  table["twice"] = [&top] { top *= 2; };
  table["zero"] = [&top] { top = 0; };
  for (const std::string &word : words)
    table[word]();
  return top;
}

// One lambda, however often it is made.
std::vector<std::function<int()>> many(int n) {
  auto total = std::make_shared<int>(0);
  std::vector<std::function<int()>> made;
  for (int i = 0; i != n; ++i)
    made.push_back([total, i] { return *total += i; });
  return made;
}

// Each goes with another value.
Dial either(bool first) {
  auto at = std::make_shared<int>(0);
  if (first)
    return {[at] { ++*at; }, [at] { --*at; }, [] { return 0; }, [] {}};
  return {[] {}, [] {}, [at] { return *at; }, [at] { *at = 0; }};
}

// Two objects in one declaration, with two closures each.
int twoObjects() {
  int n = 0;
  struct {
    std::function<void()> more;
    std::function<int()> get;
  } a{[&n] { ++n; }, [&n] { return n; }}, b{[&n] { --n; }, [&n] { return -n; }};
  a.more();
  b.more();
  return a.get() + b.get();
}
