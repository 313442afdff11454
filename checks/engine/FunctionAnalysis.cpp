//===-- FunctionAnalysis.cpp - One function, from its body to defects and a contract -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/FunctionAnalysis.h"
#include "checks/engine/facts/FunctionFacts.h"
#include "checks/engine/solution/Judge.h"
#include "checks/engine/solution/Keepings.h"
#include "checks/engine/solution/Summarise.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Throws.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

static std::unique_ptr<CFG> buildGraph(ASTContext &Context, const FunctionDecl &Function,
                                       const Shape &Body) {
  CFG::BuildOptions Options;
  Options.AddLifetime = true;
  Options.AddScopes = true;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddEHEdges =
      Body.hasTry() || (!Body.borrowed().empty() && callsThrower(*writtenBody(Function)));
  Options.PruneTriviallyFalseEdges = true;
  Options.setAllAlwaysAdd(); // else a lambda that is an argument is no element
  return CFG::buildCFG(&Function, const_cast<Stmt *>(writtenBody(Function)), &Context, Options);
}

static size_t countFacts(const Program &P) {
  size_t Facts = 0;
  for (const Program::Block &B : P.Blocks)
    Facts += B.Facts.size();
  return Facts;
}

FunctionResult closure::analyseFunction(ASTContext &Context, const FunctionDecl &Function, Types &T,
                                        Contracts &Known, SolutionDump Dump) {
  FunctionResult Result;
  auto Stop = [&](FunctionResult::State S) {
    Result.S = S;
    return std::move(Result);
  };
  if (!Function.doesThisDeclarationHaveABody() || Function.isDependentContext())
    return Stop(FunctionResult::State::NoBody);
  Shape Body(Function);
  if (Function.isInvalidDecl() || Body.hasErrors())
    return Stop(FunctionResult::State::Errors);
  std::unique_ptr<CFG> Graph = buildGraph(Context, Function, Body);
  if (!Graph)
    return Stop(FunctionResult::State::NoBody);
  auto Exceeds = [&](FunctionResult::Limit Which) {
    Result.Exceeded = Which;
    return Stop(FunctionResult::State::TooLarge);
  };
  if (Graph->getNumBlockIDs() > Budget().Blocks)
    return Exceeds(FunctionResult::Limit::Blocks);
  Program P = factsOf(Context, Function, *Graph, Body, T, Known);
  if (countFacts(P) > Budget().Facts)
    return Exceeds(FunctionResult::Limit::Facts);
  P.relocate();
  Solution S(P, Budget().Steps);
  if (!S.isWhole())
    return Exceeds(FunctionResult::Limit::Steps);
  Result.Defects =
      judge(S, [&](const Stmt *Inner, const Stmt *Outer) { return Body.inside(Inner, Outer); });
  if (Dump)
    Dump(S, Result.Defects);
  Result.Summary = summarise(S, Function);
  Result.Lent = P.Lent;
  Result.Keepings = keepings(S);
  return Result;
}

/// Where what holds the loan is used.
static void addUses(const Solution &S, LoanId Of, std::vector<SourceLocation> &Uses) {
  const Program &P = S.program();
  llvm::ArrayRef<HolderId> Holders = S.holdersOf(Of);
  for (unsigned Block = 0; Block != P.Blocks.size(); ++Block)
    for (unsigned I = 0; I != P.Blocks[Block].Facts.size(); ++I) {
      const Fact &F = P.Blocks[Block].Facts[I];
      if (F.K != Fact::Kind::Use)
        continue;
      // What is used is all that lies in it.
      const Root &Used = P.Holders[F.To].R;
      if (llvm::any_of(Holders, [&](HolderId H) {
            const Root &R = P.Holders[H].R;
            return R.K == Used.K && R.Key == Used.Key && S.loansBefore({Block, I}).holds(H, Of);
          }))
        Uses.push_back(F.Loc);
    }
}

Supposed closure::judgeSupposed(ASTContext &Context, const FunctionDecl &Function, CaptureSite Site,
                                Types &T, Contracts &Known) {
  Supposed Answer;
  bool Seen = false;
  FunctionResult Result =
      analyseFunction(Context, Function, T, Known, [&](const Solution &S, llvm::ArrayRef<Defect>) {
        const std::vector<Loan> &Loans = S.program().Loans;
        for (unsigned I = 0; I != Loans.size(); ++I) {
          if (!(Loans[I].Site == Site))
            continue;
          Seen = true;
          Answer.Runs |= Loans[I].Running && !S.holdersOf(LoanId(I)).empty();
          addUses(S, LoanId(I), Answer.Uses);
        }
      });
  // What leaves the function goes to those who do not know the variable.
  Answer.Right = Seen && Result.S == FunctionResult::State::Done &&
                 llvm::none_of(Result.Defects, [&](const Defect &D) { return D.Site == Site; }) &&
                 llvm::none_of(Result.Summary.Transfers, [&](const Transfer &Moved) {
                   return Moved.Borrows && Moved.Site == Site;
                 });
  return Answer;
}
