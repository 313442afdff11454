// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// LLVM's views, by stand-ins for its headers.
#include <functional>
#include <string>
#include <vector>

namespace llvm {
class StringRef {
public:
  StringRef(const char *text);
  StringRef(const std::string &text);
  std::size_t size() const;
};
template <class T> class ArrayRef {
public:
  ArrayRef(const std::vector<T> &all);
  const T &operator[](std::size_t) const;
};
template <class T> class SmallVector {
public:
  void push_back(const T &);
  T &front();
};
} // namespace llvm

std::function<std::size_t()> text(std::string own) {
  llvm::StringRef view = own;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'own', but the return value keeps it after 'own' dies [closure-dangling-view]
  return [view] { return view.size(); };
}
std::function<std::size_t()> literal() {
  llvm::StringRef view = "it lives as long as the program";
  return [view] { return view.size(); };
}
std::function<int()> elements() {
  std::vector<int> own{1};
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'all', a view of 'own', but the return value keeps it after 'own' dies [closure-dangling-view]
  return [all = llvm::ArrayRef<int>(own)] { return all[0]; };
}
std::function<int()> elementsOfTheCaller(llvm::ArrayRef<int> all) {
  return [all] { return all[0]; };
}
int grown(llvm::SmallVector<int> own) {
  int *first = &own.front();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'own', but 'f' keeps it after 'own' changes [closure-dangling-view]
  auto f = [first] { return *first; };
  own.push_back(1);
  return f();
}
