//===-- ModelUse.h - What a model speaks of in given sources ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For the one who wrote the model: a name that nothing has is most likely misspelled.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MODELUSE_H
#define CLOSURE_MODELUSE_H

#include "checks/calls/Model.h"
#include "checks/calls/ModelContract.h"
#include "checks/calls/ModelOutline.h"
#include <map>
#include <mutex>
#include <set>

namespace closure {

/// What the units of a project have of the functions and classes of one model file. Several threads
/// may look at units at once.
class ModelUse {
public:
  ModelUse(ModelSet Models, const ModelOutline &Outline)
      : Models(std::move(Models)), Outline(Outline) {}

  /// Looks at one unit.
  void look(clang::ASTContext &Unit, MacroValues Macros);
  /// The names that nothing in the units has, each with what there is instead.
  std::vector<Placed> unused() const;

private:
  friend class ModelUseVisitor;
  /// The number of an entry, and one of its names.
  using Name = std::pair<unsigned, std::string>;
  std::string instead(const Name &N) const;

  const ModelSet Models;
  const ModelOutline &Outline;
  std::mutex Guard;
  /// Those that are declared, those that are called, and those that spoke of a call.
  std::set<Name> Functions, Called, Matched;
  std::set<std::string> Classes;
  /// For a name that nothing has, the nearest that something has.
  std::map<std::string, std::string> Nearest;
};

} // namespace closure

#endif // CLOSURE_MODELUSE_H
