//===-- Json.cpp - Explanations for programs ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Findings.h"
#include "plugin/project/explain/Answer.h"

using namespace closure;
namespace json = llvm::json;

namespace {

class Writer {
public:
  Writer() { Paths.Root = projectRoot(), Paths.RealRoot = realPath(Paths.Root); }

  json::Value write(const AskedPlace &Asked, const Answer &Of) {
    json::Array Lambdas;
    for (const Explanation &E : Of.Explanations)
      Lambdas.push_back(lambda(E));
    return json::Object{{"version", 1},
                        {"tool", "closure-lint"},
                        {"toolVersion", CLOSURE_VERSION},
                        {"root", text(Paths.Root)},
                        {"asked", json::Object{{"file", text(Asked.File)},
                                               {"line", Asked.Line},
                                               {"column", Asked.Column ? json::Value(Asked.Column)
                                                                       : json::Value(nullptr)}}},
                        {"lambdas", std::move(Lambdas)}};
  }

private:
  /// JSON is UTF-8, and sources need not be.
  static std::string text(llvm::StringRef Raw) {
    return json::isUTF8(Raw) ? Raw.str() : json::fixUTF8(Raw);
  }

  json::Value mark(const Mark &At) {
    if (!At.isValid())
      return nullptr;
    return json::Object{
        {"file", text(Paths.shown(At.File))}, {"line", At.Line}, {"column", At.Column}};
  }

  static json::Value size(std::optional<uint64_t> Size) {
    return Size ? json::Value(static_cast<int64_t>(*Size)) : json::Value(nullptr);
  }

  static json::Array texts(const std::vector<std::string> &Words) {
    json::Array Made;
    for (const std::string &Word : Words)
      Made.push_back(text(Word));
    return Made;
  }

  json::Array happenings(const std::vector<Happening> &All) {
    json::Array Made;
    for (const Happening &One : All)
      Made.push_back(json::Object{{"kind", One.Kind},
                                  {"at", mark(One.At)},
                                  {"text", text(One.Text)},
                                  {"source", One.Source}});
    return Made;
  }

  json::Object capture(const CaptureAccount &C) {
    return json::Object{{"name", text(C.Name)},    {"how", C.How},
                        {"implicit", C.Implicit},  {"type", text(C.Type)},
                        {"size", size(C.Size)},    {"at", mark(C.At)},
                        {"lives", text(C.Lives)},  {"declared", mark(C.Declared)},
                        {"dies", text(C.Dies)},    {"ends", mark(C.Ends)},
                        {"verdict", wordFor(C.V)}, {"why", texts(C.Why)}};
  }

  json::Object lambda(const Explanation &E) {
    json::Array Captures, Findings;
    for (const CaptureAccount &C : E.Captures)
      Captures.push_back(capture(C));
    for (const Told &T : E.Findings)
      Findings.push_back(json::Object{{"check", T.Check},
                                      {"message", text(T.Text)},
                                      {"silenced", T.Silenced},
                                      {"runs", T.Runs}});
    return json::Object{{"begin", mark(E.Begin)},
                        {"end", mark(E.End)},
                        {"function", text(E.Function)},
                        {"alsoIn", texts(E.AlsoIn)},
                        {"macro", text(E.Macro)},
                        {"generic", E.Generic},
                        {"size", size(E.Size)},
                        {"captures", std::move(Captures)},
                        {"goes", happenings(E.Goes)},
                        {"verdict", wordFor(E.V)},
                        {"because", text(E.Because)},
                        {"findings", std::move(Findings)},
                        {"timeline", happenings(E.TimeLine)}};
  }

  Findings Paths;
};

} // namespace

json::Value closure::jsonOf(const AskedPlace &Asked, const Answer &Of) {
  return Writer().write(Asked, Of);
}
