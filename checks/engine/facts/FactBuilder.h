//===-- FactBuilder.h - From a control flow graph to facts ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each element of the graph is visited once, operands first, and leaves facts in its
// block. The visits are split by question, one file each: what a lambda borrows, what
// a call does, what is assigned, what ends, what a loop changes.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_FACTBUILDER_H
#define CLOSURE_ENGINE_FACTS_FACTBUILDER_H

#include "checks/engine/facts/Names.h"
#include "llvm/ADT/MapVector.h"

namespace clang {
class CFG;
class CFGBlock;
class CFGElement;
class CXXConstructExpr;
class CXXCtorInitializer;
class CXXThrowExpr;
class DeclStmt;
class InitListExpr;
class ReturnStmt;
} // namespace clang

namespace closure {

/// The only block from which this one is entered, or null.
const clang::CFGBlock *onlyPredecessor(const clang::CFGBlock &B);

class FactBuilder {
public:
  FactBuilder(clang::ASTContext &Context, const clang::FunctionDecl &Function,
              const clang::CFG &Graph, const Shape &Body, Types &T, Contracts &Known)
      : Context(Context), Function(Function), Graph(Graph), Body(Body), T(T), Known(Known),
        N(P, Function, Body, T) {}

  Program build();

private:
  /// A call, a construction or a use of an operator, seen the same way.
  struct CallSite {
    const clang::Expr *Call = nullptr;
    const clang::FunctionDecl *Callee = nullptr;
    const clang::Expr *Object = nullptr;
    std::vector<const clang::Expr *> Arguments;
  };

  // FactBuilder.cpp
  void emit(Fact F) { P.Blocks[Current].Facts.push_back(std::move(F)); }
  /// The holder of an expression's value, which starts empty each time it is evaluated.
  HolderId fresh(const clang::Expr &E);
  void flow(HolderId To, const clang::Expr *From, bool Overwrites, Step::Kind K = Step::Kind::None,
            llvm::StringRef Name = {});
  void block(const clang::CFGBlock &B);
  void statement(const clang::Stmt *S);
  void seedEntry();
  bool canHold(const clang::Expr *E) { return T.canHold(E->getType()); }

  // WaitFacts.cpp
  HolderId keeper(HolderId To);
  enum class Awaited {
    Handles, ///< The end of work with a handle, and of what it may have taken out of queues.
    Signal,  ///< Any signal, which detached work can give as well.
    Return,  ///< Nothing: what was handed out is taken back.
  };
  void wait(Awaited For);
  void finish(HolderId To, const clang::Expr &Call, bool Rethrows = false);
  void finishInside(const CallSite &Site);
  void waitAfterLoop(const clang::CFGBlock &B);
  bool waits(const CallSite &Site) const;
  void insertWaits();
  // GuardFacts.cpp
  void emptyOnEntry(const clang::CFGBlock &B);

  // LambdaFacts.cpp
  void lambda(const clang::LambdaExpr &Lambda);
  std::optional<Loan> borrow(const clang::LambdaExpr &Lambda, unsigned Index, HolderId To);
  void effects(const clang::LambdaExpr &Lambda);

  // ObjectFacts.cpp
  void borrowObject(const clang::LambdaExpr &Lambda, unsigned Index, HolderId To);
  std::optional<NamedPlace> objectOf(const Transfer &Moved, const CallSite &Site);
  std::optional<NamedPlace> ownedBy(const clang::ValueDecl *Owner);
  bool staysInSight(const NamedPlace &Of, const clang::CXXRecordDecl &Class, const Guards &Unused);
  void constructOwned(const clang::CallExpr &Call);
  bool livesWithMain(const clang::ValueDecl *V) const;
  void resets(const clang::Expr &Owner, clang::SourceLocation Loc);
  void lendExact(const CallSite &Site);
  void lend(const Contract &C, const CallSite &Site);

  // CallFacts.cpp
  void call(const clang::CallExpr &Call);
  void construct(const clang::CXXConstructExpr &Construct);
  void swap(const clang::Expr &A, const clang::Expr &B, const clang::Expr &Call);
  void movedFrom(const clang::Expr &Source);
  void apply(const Contract &C, const CallSite &Site);
  void transfer(const Transfer &Moved, const Contract &C, const CallSite &Site);
  bool startsInside(const Transfer &Moved, const Contract &C, const CallSite &Site);
  bool pointedAt(HolderId Id) const;
  std::pair<HolderId, bool> pointeeOf(HolderId Pointer, const clang::Expr &Argument,
                                      const clang::FunctionDecl &Callee);
  void borrowThrough(const Transfer &Moved, HolderId To, const CallSite &Site);
  std::vector<Step> stepsOf(const Transfer &Moved, const Contract &C, HolderId To,
                            const CallSite &Site);
  std::optional<HolderId> end(const CallEnd &E, const CallSite &Site);
  std::optional<NamedPlace> borrowed(const CallEnd &E, const CallSite &Site);
  void endsWithStatement(PlaceId Of);

  // AliasFacts.cpp
  void refers(HolderId Base, PathElement Member, const clang::Expr &To);
  std::optional<HolderId> beyondHere(std::optional<HolderId> Id) const;
  void renames(const clang::Expr &Target, HolderId To, const clang::Expr &Value);
  void bound(const Transfer &Moved, const CallSite &Site);
  void reassigned(const CallEnd &Member, const CallSite &Site);
  bool isAdopted(HolderId Id) const;

  // AssignmentFacts.cpp
  void declaration(const clang::DeclStmt &S);
  void assignment(const clang::Expr &Target, const clang::Expr &Value, clang::SourceLocation Loc);
  void returned(const clang::ReturnStmt &S);
  void thrown(const clang::CXXThrowExpr &Throw);
  void initializer(const clang::CXXCtorInitializer &Init);
  void parts(const clang::Expr &Whole, llvm::ArrayRef<const clang::Expr *> Parts);

  // LifetimeFacts.cpp
  void ends(llvm::ArrayRef<clang::CFGElement> Run);
  void endsOf(const clang::VarDecl &V, End How, clang::SourceLocation Loc);
  bool lastArgumentHolds(const clang::CXXRecordDecl &Record);
  void destroyed(const clang::VarDecl &V);
  void destroyedParts(const clang::VarDecl &V, const Contract &C);
  void fullExpression(const void *Completed, clang::SourceLocation Loc);
  void catches(const clang::CFGBlock &B);
  void exit();

  // ChangeFacts.cpp
  void change(const clang::Stmt *S);

  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  const clang::CFG &Graph;
  const Shape &Body;
  Types &T;
  Contracts &Known;
  Program P;
  Names N;
  unsigned Current = 0;
  /// Where the function waits; the facts follow when all holders are known.
  struct WaitPoint {
    Point At;
    Awaited For = Awaited::Signal;
  };
  std::vector<WaitPoint> Waits;
  /// What the body of a loop ends, and where that loop is over: then all of it has ended.
  struct LoopFinish {
    const clang::Stmt *Loop = nullptr;
    HolderId To;
  };
  std::vector<LoopFinish> LoopFinishes;
  struct LoopEnd {
    const clang::Stmt *Loop = nullptr;
    Point At;
  };
  std::vector<LoopEnd> LoopEnds;
  /// A report shows no more steps than this of what happens inside one call.
  static constexpr unsigned MaxSteps = 6;
  /// The temporaries with a loan on them that end with each full-expression.
  llvm::MapVector<const void *, std::vector<PlaceId>> Temporaries;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_FACTBUILDER_H
