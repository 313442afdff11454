// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a call returns is a way into its owner, or a value that was stored there; what an operation
// ends is one element, or all of them.
#include <algorithm>
#include <any>
#include <cstring>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ranges>
#include <stack>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using F = std::function<int()>;
struct Style {
  const char *title = "";
  std::string name;
};
Style plain;
int cells[4];

// A value that was stored.
F storedView(std::optional<std::string_view> known) {
  std::string_view text = known.value_or("none");
  return [text] { return int(text.size()); };
}
F storedPointer() {
  std::optional<Style *> found = &plain;
  Style *style = found.value_or(nullptr);
  return [style] { return style ? 1 : 0; };
}
template <class T> class [[gsl::Owner]] Stack {
public:
  T top() const { return items.back(); }
  const T *begin() const { return items.data(); }

private:
  std::vector<T> items;
};
F storedInOwnClass(Stack<int *> own) {
  int *top = own.top();
  return [top] { return *top; };
}
F intoOwnClass(Stack<int *> own) {
  int *const *first = own.begin();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'own', but the return value keeps it after 'own' dies [closure-dangling-view]
  return [first] { return **first; };
}
F intoValue(std::optional<std::string> known) {
  std::string_view text = *known;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'text', a view of 'known', but the return value keeps it after 'known' dies [closure-dangling-view]
  return [text] { return int(text.size()); };
}

// The library calls what it is given, and returns what that returns.
using Shape = std::variant<int, Style>;
F visited(Shape shape) {
  const char *kind = std::visit([](const auto &one) { return sizeof one > 4 ? "style" : "number"; }, shape);
  return [kind] { return int(kind[0]); };
}
using Named = std::variant<Style, std::pair<Style, int>>;
struct NameOf {
  const char *operator()(const Style &s) const { return s.name.c_str(); }
  const char *operator()(const std::pair<Style, int> &p) const { return p.first.name.c_str(); }
};
F visitedInside(Named named) {
  const char *name = std::visit(NameOf{}, named);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'name', a view of 'named', but the return value keeps it after 'named' dies [closure-dangling-view]
  return [name] { return int(name[0]); };
}
int *cellFor(const std::string &key) { return &cells[key.size() % 4]; }
const char *textOf(const std::string &key) { return key.c_str(); }
F invoked(std::string key) {
  int *cell = std::invoke(cellFor, key);
  return [cell] { return *cell; };
}
F invokedInside(std::string key) {
  const char *text = std::invoke(textOf, key);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'text', a view of 'key', but the return value keeps it after 'key' dies [closure-dangling-view]
  return [text] { return int(text[0]); };
}
F folded(std::vector<int> numbers) {
  int *most = std::accumulate(numbers.begin(), numbers.end(), static_cast<int *>(nullptr),
                              [](int *a, int n) { return n > 2 ? &cells[n % 4] : a; });
  return [most] { return most ? *most : 0; };
}
F searched(std::vector<int> numbers) {
  auto most = std::max_element(numbers.begin(), numbers.end());
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'most', a view of 'numbers', but the return value keeps it after 'numbers' dies [closure-dangling-view]
  return [most] { return *most; };
}
F copiedTo(std::vector<int> numbers) {
  int *end = std::copy(numbers.data(), numbers.data() + 2, cells);
  return [end] { return end[-1]; };
}
F cast(std::any held) {
  int *cell = std::any_cast<int *>(held);
  return [cell] { return *cell; };
}
F castInside(std::any held) {
  int *number = std::any_cast<int>(&held);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'number', a view of 'held', but the return value keeps it after 'held' dies [closure-dangling-view]
  return [number] { return *number; };
}

// One end of a sequence.
int lastGoes() {
  std::vector<int> v{1, 2, 3};
  F first = [p = &v.front()] { return *p; };
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'p', a view of 'v', but 'last' keeps it after 'v' changes [closure-dangling-view]
  F last = [p = &v.back()] { return *p; };
  v.pop_back();
  return first() + last();
}
int firstGoes() {
  std::deque<int> d{1, 2, 3};
  F last = [p = &d.back()] { return *p; };
  // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'p', a view of 'd', but 'first' keeps it after 'd' changes [closure-dangling-view]
  F first = [p = &d.front()] { return *p; };
  // CHECK: :[[@LINE+1]]:5: note: 'pop_front' may destroy what 'd' owns
  d.pop_front();
  return first() + last();
}
int restGoes() {
  std::vector<int> v{1, 2, 3, 4};
  F first = [p = &v[0]] { return *p; };
  // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'p', a view of 'v', but 'third' keeps it after 'v' changes [closure-dangling-view]
  F third = [p = &v[2]] { return *p; };
  v.erase(v.begin() + 1);
  return first() + third();
}
int allGo() {
  std::deque<int> d{1, 2};
  std::vector<F> all;
  for (int &n : d)
    // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'n' by reference, a part of 'd', but 'all' keeps it after 'd' changes [closure-dangling-view]
    all.push_back([&n] { return n; });
  d.pop_front();
  return all[0]();
}

// One that has a value keeps it where it is.
int assignedInPlace() {
  std::optional<Style> style = Style();
  F length = [s = &*style] { return int(s->name.size()); };
  style = Style{"", "another"};
  return length();
}
int assignedInside() {
  std::optional<std::string> text = "some text";
  std::string_view view = *text;
  // CHECK: :[[@LINE+1]]:15: warning: lambda captures 'view', a view of 'text', but 'length' keeps it after 'text' changes [closure-dangling-view]
  F length = [view] { return int(view.size()); };
  text = std::string("another text");
  return length();
}
int emptied() {
  std::optional<Style> style = Style();
  // CHECK: :[[@LINE+1]]:15: warning: lambda captures 's', a view of 'style', but 'length' keeps it after 'style' changes [closure-dangling-view]
  F length = [s = &*style] { return int(s->name.size()); };
  // CHECK: note: no repair is offered: let the closure ask 'style' itself whether it has a value
  style = std::nullopt;
  return length();
}

// A range over a container asks that; a pair of iterators does not.
int lazyRange() {
  std::vector<int> v{1, 2};
  auto two = v | std::views::take(2);
  F sum = [two] { return int(two.size()) + two[0]; };
  v.push_back(3);
  return sum();
}
F lazyRangeOfTheDead(std::vector<int> v) {
  auto two = v | std::views::take(2);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'two', a view of 'v', but the return value keeps it after 'v' dies [closure-dangling-view]
  return [two] { return two[0]; };
}
F rangeOfItsOwn(std::string text) {
  auto one = std::views::single(text);
  return [one] { return int(one.front().size()); };
}
int pairOfIterators() {
  std::vector<int> v{1, 2};
  auto two = std::ranges::subrange(v.begin(), v.end());
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'two', a view of 'v', but 'sum' keeps it after 'v' changes [closure-dangling-view]
  F sum = [two] { return two[0]; };
  v.push_back(3);
  return sum();
}

int searchedInRange() {
  std::vector<int> v{1, 2};
  auto found = std::ranges::find(v, 2);
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'found', a view of 'v', but 'two' keeps it after 'v' changes [closure-dangling-view]
  F two = [found] { return *found; };
  v.push_back(3);
  return two();
}

// Nodes go to another container.
int nodesGo(std::list<int> &kept, std::map<int, Style> &all) {
  F number, length, other;
  {
    std::list<int> fresh{1};
    number = [p = &fresh.front()] { return *p; };
    kept.splice(kept.end(), fresh);
    std::map<int, Style> more;
    Style &one = more[1];
    length = [&one] { return int(one.name.size()); };
    Style *two = &more[2];
    other = [two] { return int(two->name.size()); };
    all.merge(more);
  }
  return number() + length() + other();
}
int nodesStay(std::list<int> &kept) {
  F number;
  {
    std::list<int> fresh{1};
    // CHECK: :[[@LINE+1]]:15: warning: lambda captures 'p', a view of 'fresh', but 'number' keeps it after 'fresh' dies [closure-dangling-view]
    number = [p = &fresh.front()] { return *p; };
    kept.insert(kept.end(), fresh.begin(), fresh.end());
  }
  return number();
}
int nodeExtracted(std::map<int, Style> &other) {
  std::map<int, Style> all{{1, {}}};
  F length = [s = &all.at(1)] { return int(s->name.size()); };
  other.insert(all.extract(1));
  return length();
}

// What is stored in the object itself goes with it.
struct Peer {
  std::string name;
  F answer;
};
class Link {
public:
  void open() {
    peer = std::make_unique<Peer>();
    Peer *p = peer.get();
    p->answer = [p] { return int(p->name.size()); };
  }
  void close() { peer.reset(); }
  int ask() { return peer ? peer->answer() : 0; }

private:
  std::unique_ptr<Peer> peer;
};
int asksItsPeer() {
  Link link;
  link.open();
  link.close();
  return link.ask();
}
class Room {
public:
  void enter() {
    guests.push_back(std::make_unique<Peer>());
    Peer *p = guests.back().get();
    p->answer = [p] { return int(p->name.size()); };
  }
  void leave() { guests.clear(); }
  int ask() { return guests.empty() ? 0 : guests.front()->answer(); }

private:
  std::vector<std::unique_ptr<Peer>> guests;
};
int asksItsGuests() {
  Room room;
  room.enter();
  room.leave();
  return room.ask();
}

// A copy that lies in other memory.
class Arena {
public:
  char *take(std::size_t n) { return blocks.emplace_back(n).data(); }

private:
  std::list<std::vector<char>> blocks;
};
struct [[gsl::Pointer(char)]] Text {
  Text(const std::string &s) : at(s.data()), size(s.size()) {}
  Text(const char *p, std::size_t n) : at(p), size(n) {}
  Text saved(Arena &arena) const {
    char *to = arena.take(size);
    std::memcpy(to, at, size);
    return Text(to, size);
  }
  Text shorter() const { return Text(at, size - 1); }
  const char *at;
  std::size_t size;
};
Arena arena;
F savedText(std::string own) {
  Text text = Text(own).saved(arena);
  return [text] { return int(text.size); };
}
F shorterText(std::string own) {
  Text text = Text(own).shorter();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'text', a view of 'own', but the return value keeps it after 'own' dies [closure-dangling-view]
  return [text] { return int(text.size); };
}

// Another one is the last by now.
struct Scope {
  std::string name;
};
void stackOfScopes() {
  std::stack<Scope> scopes;
  scopes.push({"outer"});
  Scope *outer = &scopes.top();
  scopes.push({"inner"});
  std::function<int()> length = [outer] { return int(outer->name.size()); };
  scopes.pop();
  length();
}

// What is pushed is popped again, here or by a function in between.
class Walk {
public:
  int value() {
    int &top = open.top();
    auto tell = [&top] { return top; };
    enter();
    open.pop();
    return tell();
  }
  void visit(int depth) {
    open.push(depth);
    auto &here = open.top();
    auto leave = [&here] { return here; };
    if (depth)
      visit(depth - 1);
    leave();
    open.pop();
  }

private:
  void enter() { open.push(1); }
  std::stack<int> open;
};
int pushedInLoop(std::stack<int> &all) {
  const int *last = &all.top();
  auto tell = [last] { return *last; };
  for (int i = 0; i != 1; ++i)
    all.push(i);
  all.pop();
  return tell();
}
