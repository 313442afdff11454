//===-- KnownUses.h - How functions use their variables, each read once --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function with many findings is asked about its variables for each of them.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_KNOWNUSES_H
#define CLOSURE_REPAIR_KNOWNUSES_H

#include "checks/engine/syntax/Usage.h"
#include "checks/engine/terms/Finding.h"
#include "checks/repair/Aliases.h"
#include "checks/repair/BodyNames.h"
#include "checks/repair/Keepers.h"
#include "checks/repair/ObjectParts.h"
#include <map>
#include <tuple>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace closure {

class KnownUses {
public:
  KnownUses() = default;
  KnownUses(const KnownUses &) = delete;
  KnownUses &operator=(const KnownUses &) = delete;

  /// Of the body of the function, which has one, and of the initialisers of a constructor.
  const UseIndex &of(const clang::FunctionDecl &Function);
  const UseIndex &inside(const clang::LambdaExpr &Lambda);
  /// Where the body of the function names its variables.
  const BodyNames &namesIn(const clang::FunctionDecl &Function, const clang::ASTContext &Context);
  /// The mentions of `V` that give it another name of this kind, found by `Find` when they are
  /// first asked for. `Code` is one of ours.
  const std::vector<const clang::DeclRefExpr *> &
  namesOf(const UseIndex &Code, const clang::ValueDecl *V, Alias Kind,
          llvm::function_ref<std::vector<const clang::DeclRefExpr *>()> Find);
  /// What may keep a reference to `V`, which the function declares.
  const std::vector<Keeper> &keepersOf(const clang::FunctionDecl &Owner, const clang::ValueDecl *V);
  /// Whether a function gives away the address of the object that it is called on.
  bool givesObjectAway(const clang::CXXMethodDecl &Method);
  /// Whether the lambda hands on what its captured view refers to, so that others have it when it
  /// has run.
  bool givesViewAway(const clang::LambdaExpr &Lambda, const clang::ValueDecl *V);
  /// Whether objects of the type give away their address when they are made, and a copy would not
  /// do so anew.
  bool isKnownByAddress(clang::QualType Type);
  ObjectParts &objects() { return Objects; }
  /// The answer to a question, given by `Find` when it is first asked.
  const std::string &memo(const std::string &Question, llvm::function_ref<std::string()> Find);
  /// The findings among `All`, which are always the same ones, that speak of a capture of `V`.
  const std::vector<const Finding *> &findingsOver(const clang::VarDecl *V,
                                                   const std::vector<Finding> &All);

private:
  std::map<const clang::FunctionDecl *, UseIndex> Functions;
  std::map<const clang::LambdaExpr *, UseIndex> Lambdas;
  std::map<const clang::FunctionDecl *, BodyNames> Bodies;
  std::map<std::tuple<const UseIndex *, const clang::ValueDecl *, Alias>,
           std::vector<const clang::DeclRefExpr *>>
      Names;
  Keepers Keeping;
  ObjectParts Objects{*this};
  llvm::StringMap<std::string> Answers;
  std::map<const clang::VarDecl *, std::vector<const Finding *>> Findings;
};

} // namespace closure

#endif // CLOSURE_REPAIR_KNOWNUSES_H
