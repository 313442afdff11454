//===-- Keepers.h - Who may keep a reference to a variable ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What was given a reference to a variable and may have kept it is meant to see what the
// closure sees. A visible body says whether it keeps one.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_KEEPERS_H
#define CLOSURE_REPAIR_KEEPERS_H

#include "checks/repair/Trail.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace clang {
class DeclRefExpr;
class SourceManager;
} // namespace clang

namespace closure {

/// Something that may keep a reference to the variable.
struct Keeper {
  const clang::DeclRefExpr *Mention = nullptr; ///< By which it got it.
  TrailEnd Where;
  enum class Reach {
    Within, ///< It dies no later than the variable.
    May,    ///< Nobody knows whether it keeps the reference, and for how long.
    Beyond, ///< It outlives the variable.
  };
  Reach R = Reach::May;

  /// The call and its line, as a report names it: "'watch' in line 7".
  std::string called(const clang::SourceManager &SM) const;
};

/// Adds what an end in the body of a function is for who calls it.
void fold(const TrailEnd &Where, const clang::FunctionDecl &Body, Kept &K);

class Keepers {
public:
  using ReadCode = llvm::function_ref<const UseIndex &(const clang::FunctionDecl &)>;

  /// Those of a variable of `Owner`, whose code is `Code`, in the order of the source.
  /// `Of` tells the code of other functions, which have bodies.
  const std::vector<Keeper> &of(const UseIndex &Code, const clang::FunctionDecl &Owner,
                                const clang::ValueDecl *V, ReadCode Of);

  /// Whether the body hands what its variable, a view, refers to on to something that is there when
  /// it has run.
  bool givesViewAway(const UseIndex &Code, const clang::FunctionDecl &Body,
                     const clang::ValueDecl *V, ReadCode Of);
  /// Whether the function gives its object, or a closure over it that changes it, to something that
  /// may keep it; of a constructor, any closure over it. A body that is not visible is not.
  bool givesObjectAway(const clang::CXXMethodDecl &Method, ReadCode Of);
  /// Whether the object, or a part of it, is given away by a constructor, and the class does not
  /// say itself what a copy does.
  bool isKnownByAddress(clang::QualType Type, ReadCode Of);

private:
  Kept keptBy(const clang::FunctionDecl &Callee, unsigned Index, Form F,
              const clang::Expr &Argument, const clang::Expr &Call, ReadCode Of);
  Kept keptByBody(const clang::FunctionDecl &Definition, unsigned Index, Form F, ReadCode Of);
  Kept keptByObject(const clang::CXXRecordDecl &Made, Form F, const clang::Expr &Argument,
                    const clang::Expr &Call, ReadCode Of);

  /// Chains of calls deeper than this are not followed.
  static constexpr unsigned MaxDepth = 12;
  unsigned Depth = 0;
  std::map<std::tuple<const clang::FunctionDecl *, unsigned, Form>, Kept> Known;
  std::map<const clang::FunctionDecl *, bool> GivenAway;
  std::map<const clang::CXXRecordDecl *, bool> KnownByAddress;
  std::map<std::pair<const UseIndex *, const clang::ValueDecl *>, std::vector<Keeper>> Found;
};

} // namespace closure

#endif // CLOSURE_REPAIR_KEEPERS_H
