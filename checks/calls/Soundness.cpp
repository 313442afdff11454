//===-- Soundness.cpp - Whether a text can be read at all -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Soundness.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/xxhash.h"

using namespace closure;
namespace yaml = llvm::yaml;

static constexpr unsigned MaxDepth = 64;

bool closure::isNestedDeeply(llvm::StringRef Json) {
  unsigned Depth = 0;
  bool Quoted = false;
  for (size_t I = 0; I < Json.size(); ++I) {
    if (Quoted && Json[I] == '\\')
      ++I; // with what it escapes
    else if (Json[I] == '"')
      Quoted = !Quoted;
    else if (!Quoted && (Json[I] == '[' || Json[I] == '{') && ++Depth > MaxDepth)
      return true;
    else if (!Quoted && (Json[I] == ']' || Json[I] == '}') && Depth)
      --Depth;
  }
  return false;
}

std::optional<llvm::json::Object> closure::shallowObject(llvm::StringRef Text) {
  if (isNestedDeeply(Text))
    return std::nullopt;
  llvm::Expected<llvm::json::Value> Read = llvm::json::parse(Text);
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return std::nullopt;
  }
  llvm::json::Object *Object = Read->getAsObject();
  return Object ? std::optional(std::move(*Object)) : std::nullopt;
}

namespace {

/// Goes through the nodes, which LLVM parses as they are asked for, and stops at the first fault.
class Examination {
public:
  explicit Examination(llvm::StringRef Text) : Stream(Text, Manager) {
    Manager.setDiagHandler(keepFirst, &State.Fault);
  }

  YamlState run() {
    for (yaml::document_iterator It = Stream.begin(); !failed() && It != Stream.end(); ++It) {
      yaml::Node *Root = It->getRoot();
      if (!Root || llvm::isa<yaml::NullNode>(Root))
        continue;
      if (!State.Empty)
        fail(*Root, "a second document begins here, and only the first counts");
      else
        visit(Root, 0);
      State.Empty = false;
      if (failed())
        break;
    }
    if (Stream.failed() && !failed())
      State.Fault = "1:1: no YAML";
    return State;
  }

private:
  /// What follows the first error follows from it.
  static void keepFirst(const llvm::SMDiagnostic &D, void *To) {
    auto &Fault = *static_cast<std::string *>(To);
    if (Fault.empty())
      Fault = (llvm::Twine(std::max(D.getLineNo(), 1)) + ":" +
               llvm::Twine(std::max(D.getColumnNo(), 0) + 1) + ": " + D.getMessage())
                  .str();
  }
  bool failed() const { return !State.Fault.empty(); }

  void fail(const yaml::Node &At, llvm::StringRef Why) {
    auto [Line, Column] = Manager.getLineAndColumn(At.getSourceRange().Start);
    State.Fault = (llvm::Twine(Line) + ":" + llvm::Twine(Column) + ": " + Why).str();
  }

  void visit(yaml::Node *At, unsigned Depth) {
    if (!At || failed())
      return;
    if (Depth > MaxDepth)
      return fail(*At, "nested too deeply");
    if (auto *List = llvm::dyn_cast<yaml::SequenceNode>(At)) {
      for (auto It = List->begin(); !failed() && It != List->end();) {
        visit(&*It, Depth + 1);
        if (!failed()) // to go on would skip what is nested, by recursion
          ++It;
      }
    } else if (auto *Map = llvm::dyn_cast<yaml::MappingNode>(At)) {
      for (auto It = Map->begin(); !failed() && It != Map->end();) {
        visit(It->getKey(), Depth + 1);
        visit(failed() ? nullptr : It->getValue(), Depth + 1);
        if (!failed())
          ++It;
      }
    }
  }

  llvm::SourceMgr Manager;
  yaml::Stream Stream;
  YamlState State;
};

} // namespace

YamlState closure::examineYaml(llvm::StringRef Text) { return Examination(Text).run(); }

std::string closure::contentHash(llvm::StringRef Text) {
  return llvm::utohexstr(llvm::xxh3_64bits(Text), /*LowerCase=*/true, /*Width=*/16);
}
