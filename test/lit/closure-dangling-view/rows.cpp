// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Each part of a pair or a tuple refers to what it was made of, and to nothing else.
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

using F = std::function<int()>;
std::string known = "known";

F boundByName() {
  std::string text = "text";
  auto [number, view] = std::pair<int, std::string_view>(1, text);
  if (number)
    return [number] { return number; };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [view] { return int(view.size()); };
}
F literalBesideView(bool first) {
  std::string text = "text";
  std::pair<const char *, std::string_view> both("literal", text);
  auto [literal, view] = both;
  if (first)
    return [literal] { return int(literal[0]); };
  if (text.empty())
    return [taken = both.first] { return int(taken[0]); };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [view = view] { return int(view.size()); };
}
F byNumber() {
  std::string text = "text";
  std::tuple<const char *, const std::string *, const std::string *> row("literal", &known, &text);
  const char *literal = std::get<0>(row);
  auto *global = std::get<1>(row);
  F quiet = [literal, global] { return int(literal[0]) + int(global->size()); };
  auto *local = std::get<2>(row);
  if (text.empty())
    return quiet;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'local', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [local] { return int(local->size()); };
}
F byType(bool first) {
  std::string text = "text";
  auto row = std::make_tuple("literal", std::string_view(text));
  if (first)
    return [literal = std::get<const char *>(row)] { return int(literal[0]); };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [view = std::get<std::string_view>(row)] { return int(view.size()); };
}
F tied(bool first) {
  std::string text = "text";
  auto row = std::tie(known, text);
  if (first)
    return [&global = std::get<0>(row)] { return int(global.size()); };
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'local' by reference, a part of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [&local = std::get<1>(row)] { return int(local.size()); };
}
F copiedRow(bool first) {
  std::string text = "text";
  const auto row = std::make_pair(std::string_view(known), std::string_view(text));
  auto copy = row;
  auto [global, local] = std::move(copy);
  if (first)
    return [global] { return int(global.size()); };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'local', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [local] { return int(local.size()); };
}

// Where it is not seen which part got what, each may refer to it.
static std::pair<std::string_view, std::string_view> cut(std::string_view text) {
  auto at = text.find('=');
  return {text.substr(0, at), text.substr(at + 1)};
}
F fromBody() {
  std::string text = "key=value";
  auto [key, value] = cut(text);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'key', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  return [key] { return int(key.size()); };
}
F inserted() {
  std::map<std::string, const char *> table;
  auto [at, isNew] = table.emplace("key", "value");
  if (isNew)
    return [isNew] { return isNew ? 1 : 0; };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'at', a view of 'table', but the return value keeps it after 'table' dies [closure-dangling-view]
  return [at] { return int(at->first.size()); };
}
F stored(bool first) {
  std::map<std::string, const char *> table{{"key", "value"}};
  for (auto &[key, value] : table)
    return [value] { return int(value[0]); };
  return {};
}
