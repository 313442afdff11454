//===-- CallKnowledge.h - Where contracts come from -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In this order: attributes in the code, a model, the visible body, what another unit wrote
// of a body that is not visible here, a stated assumption.
// Bodies in system headers are never read: there only attributes, models and the shape
// of a library's classes speak.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_CALLKNOWLEDGE_H
#define CLOSURE_CALLS_CALLKNOWLEDGE_H

#include "checks/calls/Annotations.h"
#include "checks/calls/ModelContract.h"
#include "checks/calls/NameWords.h"
#include "checks/calls/Overriders.h"
#include "checks/calls/Summary.h"
#include "checks/calls/SummaryIndex.h"
#include "checks/engine/FunctionAnalysis.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <set>

namespace clang {
class CXXMemberCallExpr;
} // namespace clang

namespace closure {

/// Contracts and results of functions, made on demand and kept for one translation unit.
class CallKnowledge : public Contracts {
public:
  /// `Others` is what other units know; null if nobody asked them.
  CallKnowledge(clang::ASTContext &Context, ModelSet Models, AssumeEscape Assume,
                std::shared_ptr<const SummaryIndex> Others = nullptr, MacroValues Macros = nullptr);

  const Contract *contractOf(const clang::FunctionDecl &Callee, Arguments Given,
                             const clang::Expr *Object = nullptr) override;
  bool mayEndItself(const clang::CXXRecordDecl &Closure) override;
  bool lendsObject(const clang::FunctionDecl &Callee) override;
  bool lendsArguments(const clang::FunctionDecl &Callee) override;
  const Contract *contractOfExact(const clang::CXXMethodDecl &Callee) override;
  const Contract *contractOfDestructor(const clang::CXXDestructorDecl &Callee) override;
  bool isSwap(const clang::FunctionDecl &Callee) const override;
  bool isWait(const clang::FunctionDecl &Callee,
              const clang::CXXRecordDecl *Object = nullptr) override;
  bool awaits(const clang::FunctionDecl &Callee) override;
  bool runsAnything(const clang::FunctionDecl &Callee) const override;
  bool isSignal(const clang::FunctionDecl &Callee) const override;
  bool givesSignal(const clang::FunctionDecl &Callee) const override;
  bool queues(const clang::FunctionDecl &Callee) const override;
  /// Whether the name says that the function is given a handler, for whenever it is needed: no work
  /// that is to be done next.
  bool registersByName(const clang::FunctionDecl &Callee) const;
  bool isFinish(const clang::FunctionDecl &Callee) const override;
  bool isBinder(const clang::FunctionDecl &Callee) const override;
  ClassEnd endOf(const clang::CXXRecordDecl &Class) const override;
  bool hasDeleter(llvm::StringRef Name) const override { return Models.hasDeleter(Name); }
  bool isVouchedFor(const clang::ValueDecl &Variable) const override {
    return Declared.isVouchedFor(Variable);
  }
  bool startsWork(llvm::StringRef Name) const override;
  /// Whether this class of a library calls the closure where it holds it.
  bool callsInPlace(llvm::StringRef Name) const { return Models.callsInPlace(Name); }
  /// Whether a model says so of the method or function.
  bool isLastCall(llvm::StringRef Name) const { return Models.isLastCall(Name); }
  /// By what else than a function that takes it back the use of what the call keeps is over.
  Spent spends(const clang::CXXMemberCallExpr &Call) const;
  bool givesUp(const clang::CXXMethodDecl &Callee) override;
  Access accessOf(const clang::FunctionDecl &Callee,
                  const clang::CXXRecordDecl *Object = nullptr) const override;
  bool isHolder(llvm::StringRef Name) const override { return Models.isHolder(Name); }
  bool isOwner(llvm::StringRef Name) const override { return Models.isOwner(Name); }

  Invalidation invalidates(const clang::FunctionDecl &Callee,
                           const clang::CXXRecordDecl *Object) const override;
  ViewOf viewOf(const clang::FunctionDecl &Callee) const override;
  bool isView(llvm::StringRef Name) const override { return Models.isView(Name); }
  bool lendsViews(const clang::FunctionDecl &Callee) override;
  /// Sees an entry of a model, and whether it is the one that counts.
  using SeeEntry = llvm::function_ref<void(const FunctionModel &, bool Counts)>;
  /// The entries under the name of what is called.
  void eachEntry(const clang::FunctionDecl &Callee, Arguments Given, const clang::Expr *Object,
                 SeeEntry See) const;
  /// Those for the end of an object of the class.
  void eachEntryOfEnd(const clang::CXXRecordDecl &Class, SeeEntry See) const;

  Types &types() { return T; }
  /// The same knowledge, to ask what would follow if the capture, a copy, were one by reference.
  std::unique_ptr<CallKnowledge> supposing(CaptureSite ByReference) const;
  /// The analysis of a function with a body; null while it is under way (recursion) and for
  /// functions whose bodies are not read.
  const FunctionResult *resultOf(const clang::FunctionDecl &Function);

  /// Whether the analysis has reached the body.
  /// Calls `See(const FunctionDecl &, const FunctionResult &)` for all that were analysed, in no
  /// particular order.
  template <class Fn> void eachResult(Fn See) const {
    for (const auto &[Function, Result] : Results)
      if (Result)
        See(*Function, *Result);
  }
  bool hasReached(const clang::FunctionDecl &Function) const { return Results.count(&Function); }
  /// The line of a summary file for a function with a body; empty where other units could not
  /// use it, or nothing is known.
  std::string summaryOf(const clang::FunctionDecl &Function);
  /// The functions that other units were asked about, by USR.
  const std::set<std::string> &asked() const { return Asked; }

private:
  llvm::ArrayRef<const FunctionModel *>
  modelsOf(const clang::FunctionDecl &Callee, const clang::CXXRecordDecl *Object = nullptr) const;
  std::vector<const FunctionModel *> modelsOfBases(const clang::CXXMethodDecl &Method) const;
  std::vector<const FunctionModel *> modelsOfDestructor(const clang::CXXRecordDecl &Class) const;
  bool has(const clang::FunctionDecl &Callee, Effect::Verb V) const;
  bool readsBody(const clang::FunctionDecl &Callee);
  bool isOutranked(const FunctionModel &Model, const clang::FunctionDecl &Callee);
  const Contract *unannotated(const clang::FunctionDecl &Callee, Arguments Given,
                              const clang::Expr *Object);
  const Contract *contractOfModel(const FunctionModel &Model, const clang::FunctionDecl &Callee);
  const Contract *contractOfBody(const clang::FunctionDecl &Callee);
  /// Whether all bodies that a virtual call is seen to run let go of the argument.
  bool isLetGo(const clang::FunctionDecl &Callee, unsigned Parameter);
  std::optional<Contract> assumed(const clang::FunctionDecl &Callee);
  const Contract *contractOfLibrary(const clang::FunctionDecl &Callee);
  const Contract *contractOfUnknown(const clang::FunctionDecl &Callee);
  const Contract *contractOfOthers(const clang::FunctionDecl &Callee);
  void addHarvest(Contract &To, const clang::FunctionDecl &Callee);
  bool takesIn(const clang::FunctionDecl &Callee, const Contract *Seen);
  bool touchesClosures(const clang::FunctionDecl &Callee);
  bool bindsThis(const clang::Expr &Made, const clang::FunctionDecl *By, Arguments Operands);
  bool makesClosureOverThis(const clang::Stmt *S);
  bool makesClosureOverArgument(const clang::Stmt *S, const clang::FunctionDecl &Of);
  bool makesClosureOverView(const clang::Stmt *S, unsigned &Seen);
  bool endsHold(const clang::FunctionDecl &Callee);

  clang::ASTContext &Context;
  ModelSet Models;
  const AssumeEscape Assume;
  const std::shared_ptr<const SummaryIndex> Others;
  SummaryReader Reader;
  const MacroValues Macros;
  std::set<std::string> Asked;
  Types T;
  Annotations Declared;
  Overriders Replaced;
  /// Chains of calls deeper than this are not followed.
  static constexpr unsigned MaxDepth = 1024;
  unsigned Depth = 0;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<FunctionResult>> Results;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Touching, Lending, LendingArguments,
      LendingViews, Awaiting;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Contract>> Library, Elsewhere;
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> Signalling;
  mutable std::map<std::pair<const clang::FunctionDecl *, const clang::CXXRecordDecl *>,
                   std::vector<const FunctionModel *>>
      Entries;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, ClassEnd> ClassEnds;
  std::map<std::pair<const clang::FunctionDecl *, const FunctionModel *>, std::unique_ptr<Contract>>
      Modelled;
  std::map<std::pair<const clang::FunctionDecl *, const FunctionModel *>, bool> Outranked;
  std::map<std::pair<const clang::FunctionDecl *, const Contract *>, std::unique_ptr<Contract>>
      Annotated;
};

} // namespace closure

#endif // CLOSURE_CALLS_CALLKNOWLEDGE_H
