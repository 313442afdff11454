// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A container of views refers to what was put into it.
#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using F = std::function<int()>;
using Views = std::vector<std::string_view>;
std::string known = "known";

static Views split(std::string_view text, char by) {
  Views parts;
  while (!text.empty()) {
    auto at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == text.npos)
      break;
    text.remove_prefix(at + 1);
  }
  return parts;
}
Views unseen(std::string_view text);

F returnedByBody() {
  std::string text = "a b";
  Views parts = split(text, ' ');
  // CHECK: :[[@LINE+2]]:11: warning: lambda captures 'parts', a view of 'text', but the return value keeps it after 'text' dies [closure-dangling-view]
  // CHECK: note: no repair is offered: let the closure own what the elements of 'parts' refer to
  return [parts] { return int(parts[0].size()); };
}
F movedIn() {
  std::string text = "a b";
  auto parts = split(text, ' ');
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'parts', a view of 'text'
  return [parts = std::move(parts)] { return int(parts[0].size()); };
}
F pushed() {
  std::string text = "a b";
  Views parts;
  parts.push_back(known);
  parts.emplace_back(text.data(), 2);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'parts', a view of 'text'
  return [parts] { return int(parts[0].size()); };
}
F listed() {
  std::string text = "a b";
  Views parts{"literal", text};
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'parts', a view of 'text'
  return [parts] { return int(parts[0].size()); };
}
F pointers() {
  std::vector<int> numbers{1, 2};
  std::vector<int *> chosen;
  for (int &number : numbers)
    chosen.push_back(&number);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'chosen', a view of 'numbers'
  return [chosen] { return *chosen[0]; };
}
F owned() {
  std::vector<std::unique_ptr<int>> owners;
  std::vector<int *> raw;
  for (auto &owner : owners)
    raw.push_back(owner.get());
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'raw', a view of 'owners'
  return [raw] { return *raw[0]; };
}
F byKey() {
  std::string text = "a b";
  std::map<std::string, std::string_view> table;
  table["key"] = text;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'table', a view of 'text'
  return [table] { return int(table.at("key").size()); };
}
F emplaced() {
  std::string key = "key", text = "a b";
  std::map<std::string, std::string_view> table;
  table.emplace(key, text);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'table', a view of 'text'
  return [table] { return int(table.at("key").size()); };
}
F ofRange() {
  std::vector<std::string> texts{"a"};
  std::set<std::string_view> all(texts.begin(), texts.end());
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'all', a view of 'texts'
  return [all] { return int(all.size()); };
}
F copied() {
  std::vector<std::string> texts{"a"};
  Views all;
  std::copy(texts.begin(), texts.end(), std::back_inserter(all));
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'all', a view of 'texts'
  return [all] { return int(all.size()); };
}
F array() {
  std::string text = "a b";
  std::array<std::string_view, 2> both{"literal", text};
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'both', a view of 'text'
  return [both] { return int(both[1].size()); };
}

// What is taken out of it.
F element() {
  std::string text = "a b";
  auto parts = split(text, ' ');
  std::string_view first = parts[0];
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'text'
  return [first] { return int(first.size()); };
}
F eachOf(std::vector<F> &jobs) {
  std::string text = "a b";
  for (auto part : split(text, ' '))
    // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'part', a view of 'text', but the caller's 'jobs' keeps it after 'text' dies
    jobs.push_back([part] { return int(part.size()); });
  return {};
}
static F over(Views parts) {
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'parts', a view of 'text'
  return [parts] { return int(parts.size() + parts[0].size()); };
}
F handedOn() {
  std::string text = "a b";
  Views parts;
  parts.push_back(text);
  return over(parts);
}

// The results of a match refer to the text.
F matched() {
  std::string text = "a b";
  std::smatch found;
  std::regex_search(text, found, std::regex("a"));
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'found', a view of 'text'
  return [found] { return int(found[0].length()); };
}
F subMatch() {
  std::string text = "a b";
  std::smatch found;
  std::regex pattern("a");
  if (!std::regex_match(text, found, pattern))
    return {};
  std::ssub_match part = found[1];
  auto from = part.first;
  if (text.empty())
    // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'part', a view of 'text'
    return [part] { return int(part.length()); };
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'from', a view of 'text'
  return [from] { return int(*from); };
}
F matchedText() {
  std::string text = "a b";
  std::smatch found;
  std::regex_search(text, found, std::regex("a"));
  return [part = found.str(1)] { return int(part.size()); };
}

// Right: what lives, or is not there any more, or is a copy.
F literals() {
  Views parts = split("a b", ' ');
  return [parts] { return int(parts[0].size()); };
}
F ofCaller(std::string_view text) {
  Views parts = split(text, ' ');
  return [parts] { return int(parts[0].size()); };
}
F cleared() {
  std::string text = "a b";
  Views parts{text};
  parts.clear();
  parts.push_back("literal");
  return [parts] { return int(parts[0].size()); };
}
F replaced() {
  std::string text = "a b";
  Views parts = split(text, ' ');
  parts = {"literal"};
  return [parts] { return int(parts[0].size()); };
}
F texts() {
  std::string text = "a b";
  auto parts = split(text, ' ');
  std::vector<std::string> own(parts.begin(), parts.end());
  for (auto part : split(text, ' '))
    own.emplace_back(part);
  return [own, count = parts.size()] { return int(own.size() + count); };
}
F keysAreCopied() {
  std::string key = "key";
  std::map<std::string, const char *> table;
  table.emplace(key, "literal");
  table.insert({key, "literal"});
  table[key] = "literal";
  return [table] { return int(table.size()); };
}
F elsewhere() {
  std::string text = "a b";
  Views parts = unseen("a b");
  return [parts] { return int(parts.size()); };
}
F besideOwner() {
  auto text = std::make_shared<std::string>("a b");
  auto parts = split(*text, ' ');
  return [parts, text] { return int(parts[0].size()); };
}
