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
template <class T> class SmallVectorTemplateBase {
public:
  void push_back(const T &);
  T &front();
};
template <class T> class SmallVectorImpl : public SmallVectorTemplateBase<T> {
public:
  template <class... Args> T &emplace_back(Args &&...);
  T &operator[](std::size_t);
  void reserve(std::size_t);
  void clear();
};
template <class T> class SmallVector : public SmallVectorImpl<T> {};
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
int grownByReference(llvm::SmallVectorImpl<int> &own) {
  int *first = &own[0];
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'own', but 'f' keeps it after 'own' changes [closure-dangling-view]
  auto f = [first] { return *first; };
  own.emplace_back(1);
  return f();
}
int hasRoom(llvm::SmallVectorImpl<int> &own) {
  own.reserve(8);
  int *first = &own[0];
  auto f = [first] { return *first; };
  own.emplace_back(1);
  return f();
}

// Closures in them are kept.
using Jobs = llvm::SmallVectorImpl<std::function<std::size_t()>>;
void kept(Jobs &jobs, std::string own) {
  llvm::StringRef view = own;
  // CHECK: :[[@LINE+1]]:19: warning: lambda captures 'view', a view of 'own', but the caller's 'jobs' keeps it after 'own' dies [closure-dangling-view]
  jobs.push_back([view] { return view.size(); });
}
void emplaced(Jobs &jobs, int count) {
  // CHECK: :[[@LINE+1]]:52: warning: lambda captures 'count' by reference, but the caller's 'jobs' keeps it after 'count' dies [closure-dangling-capture]
  jobs.emplace_back(std::function<std::size_t()>([&count] { return std::size_t(count); }));
}
std::size_t localJobs(std::string own) {
  llvm::StringRef view = own;
  llvm::SmallVector<std::function<std::size_t()>> jobs;
  jobs.push_back([view] { return view.size(); });
  return jobs[0]();
}
void droppedJobs(Jobs &jobs, std::string own) {
  llvm::StringRef view = own;
  jobs.push_back([view] { return view.size(); });
  jobs[0]();
  jobs.clear();
}
