// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Views that a function fills: what it returns, what it is given, its own object.
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using F = std::function<int()>;

struct Field {
  std::string_view name, value;
};
Field split(std::string_view line) {
  Field found;
  auto at = line.find('=');
  found.name = line.substr(0, at);
  found.value = line.substr(at + 1);
  return found;
}
Field listed(std::string_view line) {
  return {line.substr(0, 1), line.substr(1)};
}
F returned(int number) {
  std::string line = "a=" + std::to_string(number);
  Field field = split(line);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'field', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [field] { return int(field.name.size()); };
}
// What the caller passed is his.
F returnedOfCaller(std::string_view line) {
  Field field = split(line);
  return [field] { return int(field.name.size()); };
}
F memberOfResult(int number) {
  std::string line = "a=" + std::to_string(number);
  auto value = split(line).value;
  auto other = listed(line).name;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'value', a view of 'line', and 'other', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [value, other] { return int(value.size() + other.size()); };
}
F memberOfResultOfCaller(std::string_view line) {
  auto value = split(line).value;
  return [value] { return int(value.size()); };
}

// A local gets its value in a branch.
std::string_view pick(const std::map<std::string, std::string> &all, std::string_view) {
  std::string_view found = "none";
  if (auto it = all.find("key"); it != all.end())
    found = it->second;
  return found;
}
F picked(std::string_view key) {
  std::map<std::string, std::string> all{{"key", "value"}};
  auto found = pick(all, key);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'found', a view of 'all', but the return value keeps it after 'all' dies [closure-dangling-view]
  return [found] { return int(found.size()); };
}
F pickedOfCaller(const std::map<std::string, std::string> &all) {
  std::string key = "key";
  auto found = pick(all, key);
  return [found] { return int(found.size()); };
}

// Outputs: a reference, a pointer, a container, two at once.
bool next(std::string_view &rest, std::string_view &field) {
  if (rest.empty())
    return false;
  field = rest.substr(0, 1);
  rest = rest.substr(1);
  return true;
}
bool both(std::string_view line, std::string_view *name, std::string_view *value) {
  *name = line.substr(0, 1);
  *value = line.substr(1);
  return true;
}
void words(std::string_view text, std::vector<std::string_view> &out) {
  out.push_back(text.substr(0, 2));
}
void owned(std::string_view text, std::vector<std::string> &out) {
  out.push_back(std::string(text.substr(0, 2)));
}
void byReference(std::vector<F> &out, int number) {
  std::string line = std::to_string(number);
  std::string_view rest = line, field;
  while (next(rest, field))
    // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'field', a view of 'line', but the caller's 'out' keeps it after 'line' dies [closure-dangling-view]
    out.push_back([field] { return int(field.size()); });
}
void byReferenceOfCaller(std::vector<F> &out, std::string_view line) {
  std::string_view rest = line, field;
  while (next(rest, field))
    out.push_back([field] { return int(field.size()); });
}
// Each turn fills it anew, and the closure is done with before the turn ends.
int filledAnew(int number) {
  std::string_view field;
  int sum = 0;
  for (int i = 0; i != number; ++i) {
    std::string line = std::to_string(i);
    std::string_view rest = line;
    next(rest, field);
    auto size = [field] { return int(field.size()); };
    sum += size();
  }
  return sum;
}
F byPointer(int number) {
  std::string line = std::to_string(number);
  std::string_view name, value;
  both(line, &name, &value);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'value', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [value] { return int(value.size()); };
}
F byContainer(int number) {
  std::string line = std::to_string(number);
  std::vector<std::string_view> found;
  words(line, found);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'found', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [found] { return int(found.size()); };
}
F byContainerOfOwners(int number) {
  std::string line = std::to_string(number);
  std::vector<std::string> found;
  owned(line, found);
  return [found] { return int(found.size()); };
}
std::pair<std::string_view, int> head(std::string_view text) {
  return {text.substr(0, 1), 1};
}
F byTie(int number) {
  std::string line = std::to_string(number);
  std::string_view tag;
  int size;
  std::tie(tag, size) = head(line);
  if (size)
    return [size] { return size; };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'tag', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [tag] { return int(tag.size()); };
}

// The object itself, by its constructor.
struct Tokens {
  std::vector<std::string_view> parts;
  explicit Tokens(std::string_view text) { parts.push_back(text.substr(0, 1)); }
};
F byConstructor(int number) {
  std::string line = std::to_string(number);
  Tokens tokens(line);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'tokens', a view of 'line', but the return value keeps it after 'line' dies [closure-dangling-view]
  return [tokens] { return int(tokens.parts.size()); };
}
F byConstructorOfCaller(std::string_view line) {
  Tokens tokens(line);
  return [tokens] { return int(tokens.parts.size()); };
}

// What a wrapper refers to is the element itself.
F wrapped() {
  std::vector<Tokens> all;
  std::vector<std::reference_wrapper<const Tokens>> some(all.begin(), all.end());
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'some', a view of 'all', but the return value keeps it after 'all' dies [closure-dangling-view]
  return [some] { return int(some.size()); };
}
