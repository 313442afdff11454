//===-- Afterwards.cpp - What a function does after a point ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/Afterwards.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/updates/OwnCopy.h"
#include "checks/updates/ValueUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include <deque>

using namespace clang;
using namespace closure;

Afterwards::Afterwards(ASTContext &Context, const FunctionDecl &Function, const UseIndex &Code)
    : Code(Code) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd(); // each mention is an element
  Graph = CFG::buildCFG(&Function, Function.getBody(), &Context, Options);
  if (!Graph)
    return;
  for (const CFGBlock *Block : *Graph)
    for (unsigned I = 0; I != Block->size(); ++I)
      if (auto Element = (*Block)[I].getAs<CFGStmt>())
        At.try_emplace(Element->getStmt(), Block->getBlockID(), I);
}

Afterwards::~Afterwards() = default;

const Stmt *Afterwards::firstAfter(const Stmt *From, See Look) const {
  auto It = At.find(From);
  if (It == At.end())
    return nullptr;
  llvm::DenseMap<unsigned, const CFGBlock *> Blocks;
  for (const CFGBlock *Block : *Graph)
    Blocks[Block->getBlockID()] = Block;
  // The rest of the block first; if a loop leads back, all of it.
  std::deque<std::pair<const CFGBlock *, unsigned>> Work{
      {Blocks.lookup(It->second.first), It->second.second + 1}};
  llvm::DenseSet<const CFGBlock *> Seen;
  while (!Work.empty()) {
    auto [Block, Begin] = Work.front();
    Work.pop_front();
    bool Ended = false;
    for (unsigned I = Begin; I != Block->size() && !Ended; ++I)
      if (auto Element = (*Block)[I].getAs<CFGStmt>()) {
        Meets Met = Look(*Element->getStmt());
        if (Met == Meets::Found)
          return Element->getStmt();
        Ended = Met == Meets::End;
      }
    if (!Ended)
      for (const CFGBlock *Next : Block->succs())
        if (Next && Seen.insert(Next).second)
          Work.push_back({Next, 0});
  }
  return nullptr;
}

const Stmt *Afterwards::readAfter(const Stmt *From, const ValueDecl &V,
                                  const LambdaExpr &Except) const {
  return firstAfter(From, [&](const Stmt &S) { return meets(S, V, Except); });
}

/// What a closure that borrows the variable does with it when it is called.
Afterwards::Meets Afterwards::meetsBody(const LambdaExpr &Lambda, const ValueDecl &V) const {
  for (const DeclRefExpr *Mention : Code.mentionsOf(&V, /*Copies=*/false))
    if (Code.inside(Mention, &Lambda))
      switch (valueUse(*Mention, Code)) {
      case ValueUse::Read:
        return Meets::Found;
      case ValueUse::Replaced:
        return Meets::End;
      default:
        break;
      }
  return Meets::Nothing;
}

/// Other closures over the variable: one that borrows and changes it makes it shared, one that
/// copies it to read it reads it now, and one with a state of its own only starts from it. What has
/// a name is asked about where that is called.
Afterwards::Meets Afterwards::meetsLambda(const LambdaExpr &Lambda, const ValueDecl &V) const {
  for (const LambdaCapture &C : Lambda.captures()) {
    if (!C.capturesVariable() || C.getCapturedVar() != &V)
      continue;
    if (C.getCaptureKind() == LCK_ByRef) {
      if (!changes(Lambda, V))
        return Meets::Found;
      return isa_and_nonnull<DeclStmt>(Code.around(&Lambda)) ? Meets::Nothing : Meets::End;
    }
    OwnCopies Own(Lambda);
    const OwnCopies::Use &Use = Own.of(V);
    return Use.Named && Use.Changed.isInvalid() ? Meets::Found : Meets::Nothing;
  }
  return Meets::Nothing;
}

Afterwards::Meets Afterwards::meets(const Stmt &S, const ValueDecl &V,
                                    const LambdaExpr &Except) const {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return Lambda == &Except ? Meets::Nothing : meetsLambda(*Lambda, V);
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
    return llvm::is_contained(Declaration->decls(), &V) ? Meets::End : Meets::Nothing;
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (!Ref || !Code.around(Ref)) // a plain capture is part of its lambda
    return Meets::Nothing;
  if (Ref->getDecl() != &V) {
    const auto *Holder = dyn_cast<VarDecl>(Ref->getDecl());
    const LambdaExpr *Borrower =
        Holder && Holder->getInit() ? dyn_cast<LambdaExpr>(stripped(Holder->getInit())) : nullptr;
    return Borrower && Borrower != &Except && llvm::is_contained(Code.borrowersOf(&V), Borrower)
               ? meetsBody(*Borrower, V)
               : Meets::Nothing;
  }
  switch (valueUse(*Ref, Code)) {
  case ValueUse::Read:
    return Meets::Found;
  case ValueUse::Replaced:
    return Meets::End;
  default:
    return Meets::Nothing;
  }
}

bool Afterwards::changes(const Stmt &S, const ValueDecl &V) const {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return llvm::is_contained(Code.borrowersOf(&V), Lambda) &&
           llvm::any_of(Code.mentionsOf(&V, /*Copies=*/false), [&](const DeclRefExpr *Mention) {
             return Code.inside(Mention, Lambda) && changesValue(*Mention, Code);
           });
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  return Ref && Ref->getDecl() == &V && Code.around(Ref) && changesValue(*Ref, Code);
}

const Stmt *Afterwards::callAround(const Stmt *Value) const {
  const Stmt *Last = Value;
  for (const Stmt *Up = Value; Up && isa<Expr>(Up); Up = Code.around(Up)) {
    if (At.contains(Up))
      Last = Up;
    if (Up != Value && isa<CallExpr>(Up) && At.contains(Up))
      return Up;
  }
  return Last;
}

const Stmt *Afterwards::outermost(const Stmt *S) const {
  const Stmt *Found = S;
  for (const Stmt *Up = S; Up; Up = Code.around(Up))
    if (isa<LambdaExpr>(Up))
      Found = Up;
  return Found;
}
