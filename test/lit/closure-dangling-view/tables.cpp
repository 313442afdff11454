// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A table that moves what is in it when it grows, by the models of LLVM.
namespace llvm {
template <class Key, class Value> class DenseMap {
public:
  DenseMap();
  ~DenseMap();
  Value &operator[](const Key &);
  void reserve(unsigned);

private:
  Value *values;
};
} // namespace llvm

int grows() {
  llvm::DenseMap<int, int> uses;
  int &one = uses[1];
  // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'one' by reference, a part of 'uses', but 'count' keeps it after 'uses' changes
  auto count = [&one] { return ++one; };
  for (int i = 2; i != 50; ++i)
    uses[i] = i;
  // CHECK: note: 'operator[]' may move what 'uses' owns
  return count();
}
int hasRoom() {
  llvm::DenseMap<int, int> uses;
  uses.reserve(100);
  int &one = uses[1];
  auto count = [&one] { return ++one; };
  for (int i = 2; i != 50; ++i)
    uses[i] = i;
  return count();
}
