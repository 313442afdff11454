// REQUIRES: header-json
// packages: libjsoncpp-dev
// RUN: %closure-tidy %s -- -std=c++17 -I/usr/include/jsoncpp 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// An element of a JSON value dies with the value.
#include <functional>
#include <json/json.h>
#include <vector>

using Fn = std::function<bool()>;

void copied(std::vector<Fn> &out, const Json::Value &config) {
  Json::Value list = config["modules"];
  for (const auto &name : list)
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'name' by reference, but the caller's 'out' keeps it after 'list' dies
    out.push_back([&name] { return name.isString(); });
}
void byValue(std::vector<Fn> &out, const Json::Value &config) {
  Json::Value list = config["modules"];
  for (const auto &name : list)
    out.push_back([name] { return name.isString(); });
}
void usedAtOnce(const Json::Value &config) {
  Json::Value list = config["modules"];
  for (const auto &name : list) {
    Fn f = [&name] { return name.isString(); };
    f();
  }
}
