// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What Clang's own analysis of lifetimes is tested with, as far as it is about what closures copy:
// 20 functions that capture, 14 about wrappers and ways to make a view, 16 about owners that change,
// in words of our own. All agree but those of the last section, where the difference is argued.
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct Text {
  std::string chars;
  int length = 0;
};
/// A view by its attribute.
struct [[gsl::Pointer]] Look {
  Look(const Text &of [[clang::lifetimebound]]);
  int first() const;
};
/// An owner by its attribute.
struct [[gsl::Owner]] Book {
  Look look() const [[clang::lifetimebound]];
  const Text &page(int) const [[clang::lifetimebound]];
};
Look lookAt(const Text &of [[clang::lifetimebound]]);
Look unknown(const Text &of);
void use(int);

// 20 functions that capture.
auto number() {
  int n = 1;
  return [n] { return n; };
}
auto viewByCopy() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  auto closure = [look] { return look.first(); };
  return closure;
}
void viewCalledHere() {
  Text text;
  Look look(text);
  auto closure = [look] { return look.first(); };
  use(closure());
}
auto pointerByCopy() {
  int n = 1;
  int *p = &n;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'n', but the return value keeps it after 'n' dies [closure-dangling-view]
  auto closure = [p] { return *p; };
  return closure;
}
void pointerCalledHere() {
  int n = 1;
  int *p = &n;
  auto closure = [p] { return *p; };
  use(closure());
}
auto pointerRenamed() {
  int n = 1;
  int *p = &n;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'q', a view of 'n', but the return value keeps it after 'n' dies [closure-dangling-view]
  return [q = p] { return *q; };
}
auto viewRenamed() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'other', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [other = look] { return other.first(); };
}
auto viewByDefault() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [=] { return look.first(); };
}
auto addressInTheList() {
  Text text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [p = &text] { return p->length; };
}
auto viewInTheList() {
  Text text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [look = Look(text)] { return look.first(); };
}
auto closureInClosure() {
  int n = 1;
  int *p = &n;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'n', but the return value keeps it after 'n' dies [closure-dangling-view]
  auto inner = [p] { return *p; };
  return [inner] { return inner(); };
}
auto copyOfClosure() {
  int n = 1;
  int *p = &n;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'n', but the return value keeps it after 'n' dies [closure-dangling-view]
  auto closure = [p] { return *p; };
  auto copy = closure;
  return copy;
}
auto pointerToPointer() {
  int n = 1;
  int *p = &n;
  int **q = &p;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'q', a view of 'p', but the return value keeps it after 'p' dies [closure-dangling-view]
  return [q] { return **q; };
}
auto staticByCopy() {
  static int n = 1;
  int *p = &n;
  return [p] { return *p; };
}
auto parameter(int *p) {
  return [p] { return *p; };
}
auto parameterOfView(Look look) {
  return [look] { return look.first(); };
}
auto valueOfParameter(int n) {
  int *p = &n;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'n', but the return value keeps it after 'n' dies [closure-dangling-view]
  return [p] { return *p; };
}
auto oneOfTwo(bool first) {
  static int n = 1;
  int m = 2;
  int *p = first ? &n : &m;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'm', but the return value keeps it after 'm' dies [closure-dangling-view]
  return [p] { return *p; };
}
auto givenLater(bool local) {
  static int n = 1;
  int m = 2;
  int *p = &n;
  if (local)
    p = &m;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'm', but the return value keeps it after 'm' dies [closure-dangling-view]
  return [p] { return *p; };
}
auto givenBack() {
  static int n = 1;
  int m = 2;
  int *p = &m;
  use(*p);
  p = &n;
  return [p] { return *p; };
}

// 14 about wrappers and ways to make a view.
std::function<int()> wrapped() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [look] { return look.first(); };
}
std::function<int()> wrappedTwice() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  std::function<int()> f = [look] { return look.first(); };
  std::function<int()> g = f;
  return g;
}
std::function<int()> outOfScope() {
  std::function<int()> f;
  {
    Text text;
    Look look(text);
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but 'f' keeps it after 'text' dies [closure-dangling-view]
    f = [look] { return look.first(); };
  }
  use(f());
  return nullptr;
}
std::optional<std::function<int()>> inOptional() {
  Text text;
  Look look(text);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [look] { return look.first(); };
}
auto boundByAttribute() {
  Text text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [look = lookAt(text)] { return look.first(); };
}
auto notBound() {
  Text text;
  return [look = unknown(text)] { return look.first(); };
}
auto methodOfOwner() {
  Book book;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'look', a view of 'book', but the return value keeps it after 'book' dies [closure-dangling-view]
  return [look = book.look()] { return look.first(); };
}
auto partOfOwner() {
  Book book;
  const Text *text = &book.page(1);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'text', a view of 'book', but the return value keeps it after 'book' dies [closure-dangling-view]
  return [text] { return text->length; };
}
auto smartPointer() {
  auto text = std::make_unique<Text>();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [p = text.get()] { return p->length; };
}
auto throughArrow() {
  auto text = std::make_unique<Text>();
  const char *chars = text->chars.data();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'chars', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [chars] { return *chars; };
}
auto optionalsValue() {
  std::optional<Text> text(std::in_place);
  const Text *p = &text.value();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [p] { return p->length; };
}
auto temporary() {
  std::string_view view = std::string("a temporary that dies at once");
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'view', a view of a temporary, after that dies [closure-dangling-view]
  return [view] { return view.size(); };
}
auto extended() {
  const std::string &text = std::string("one that does not");
  std::string_view view = text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'view', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [view] { return view.size(); };
}
auto literal() {
  std::string_view view = "it lives as long as the program";
  return [view] { return view.size(); };
}

// 16 about owners that change.
int pushed() {
  std::vector<int> v{1};
  auto it = v.begin();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'it', a view of 'v', but 'f' keeps it after 'v' changes [closure-dangling-view]
  auto f = [it] { return *it; };
  v.push_back(2);
  return f();
}
int pushedBefore() {
  std::vector<int> v{1};
  v.push_back(2);
  auto it = v.begin();
  auto f = [it] { return *it; };
  return f();
}
int calledBefore() {
  std::vector<int> v{1};
  auto it = v.begin();
  auto f = [it] { return *it; };
  int n = f();
  v.push_back(2);
  return n;
}
int madeAnew() {
  std::vector<int> v{1};
  auto it = v.begin();
  v.push_back(2);
  it = v.begin();
  auto f = [it] { return *it; };
  return f();
}
int inserted() {
  std::vector<int> v{1};
  int *p = &v[0];
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'v', but 'f' keeps it after 'v' changes [closure-dangling-view]
  auto f = [p] { return *p; };
  v.insert(v.begin(), 2);
  return f();
}
int resized() {
  std::vector<int> v{1};
  int *p = v.data();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'v', but 'f' keeps it after 'v' changes [closure-dangling-view]
  auto f = [p] { return *p; };
  v.resize(9);
  return f();
}
int cleared() {
  std::vector<int> v{1};
  int &first = v.front();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'first' by reference, a part of 'v', but 'f' keeps it after 'v' changes [closure-dangling-view]
  auto f = [&first] { return first; };
  v.clear();
  return f();
}
int assigned() {
  std::string text = "one";
  std::string_view view = text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'view', a view of 'text', but 'f' keeps it after 'text' changes [closure-dangling-view]
  auto f = [view] { return (int)view.size(); };
  text = "another, and a longer one than before";
  return f();
}
int appended() {
  std::string text = "one";
  const char *p = text.c_str();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'text', but 'f' keeps it after 'text' changes [closure-dangling-view]
  auto f = [p] { return (int)*p; };
  text += " and more of it";
  return f();
}
int inADeque() {
  std::deque<int> d{1};
  int *p = &d.front();
  auto f = [p] { return *p; };
  d.push_back(2);
  return f();
}
int iteratorOfADeque() {
  std::deque<int> d{1};
  auto it = d.begin();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'it', a view of 'd', but 'f' keeps it after 'd' changes [closure-dangling-view]
  auto f = [it] { return *it; };
  d.push_back(2);
  return f();
}
int inAList() {
  std::list<int> l{1};
  auto it = l.begin();
  auto f = [it] { return *it; };
  l.push_back(2);
  return f();
}
int inAMap() {
  std::map<int, int> m{{1, 1}};
  auto it = m.find(1);
  auto f = [it] { return it->second; };
  m[2] = 2;
  return f();
}
int rehashed() {
  std::unordered_map<int, int> m{{1, 1}};
  auto it = m.find(1);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'it', a view of 'm', but 'f' keeps it after 'm' changes [closure-dangling-view]
  auto f = [it] { return it->second; };
  m.rehash(999);
  return f();
}
int reset() {
  auto text = std::make_unique<Text>();
  Text *p = text.get();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'p', a view of 'text', but 'f' keeps it after what 'text' owns dies [closure-dangling-view]
  auto f = [p] { return p->length; };
  text.reset();
  return f();
}
int deleted() {
  auto *text = new Text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'text', but 'f' keeps it after what it points at is deleted [closure-dangling-view]
  auto f = [text] { return text->length; };
  delete text;
  return f();
}

// Where the two differ.
// The compiler tells of each container that is changed while something refers to it, and so here.
// A reference to the container itself sees what it has become.
int byReference() {
  std::vector<int> v{1};
  auto f = [&v] { return v.back(); };
  v.push_back(2);
  return f();
}
// It takes any owner that is moved for gone. What lies on the heap goes along.
std::function<int()> movedAlong() {
  auto text = std::make_unique<Text>();
  Text *p = text.get();
  std::shared_ptr<Text> kept = std::move(text);
  return [p, kept] { return p->length; };
}
// Room that was reserved is no concern of the compiler's.
int reserved() {
  std::vector<int> v;
  v.reserve(2);
  v.push_back(1);
  int *p = &v.front();
  auto f = [p] { return *p; };
  v.push_back(2);
  return f();
}
