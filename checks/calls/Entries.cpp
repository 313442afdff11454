//===-- Entries.cpp - Which entry of a model speaks of a call -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Expressions.h"

using namespace clang;
using namespace closure;

void CallKnowledge::eachEntry(
    const FunctionDecl &Callee, Arguments Given, const Expr *Object,
    llvm::function_ref<void(const FunctionModel &, bool Counts)> See) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const CXXRecordDecl *Class = Object   ? classOfObject(Object)
                               : Method ? Method->getParent()
                                        : nullptr;
  bool Found = false;
  for (const FunctionModel *Model : modelsOf(Callee, Class)) {
    bool Counts = !Found && holdsFor(Model->When, Given, {Class, Object}, Macros);
    See(*Model, Counts);
    Found |= Counts;
  }
}

void CallKnowledge::eachEntryOfEnd(
    const CXXRecordDecl &Class,
    llvm::function_ref<void(const FunctionModel &, bool Counts)> See) const {
  bool Found = false;
  for (const FunctionModel *Model :
       Models.find((qualifiedName(Class) + "::~" + Class.getName()).str())) {
    bool Counts = !Found && holdsFor(Model->When, {}, {&Class}, Macros);
    See(*Model, Counts);
    Found |= Counts;
  }
}
