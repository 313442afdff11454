//===-- Links.cpp - What a function makes objects own ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/cycles/Links.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

class Finder {
public:
  explicit Finder(ObjectNames &Names) : Names(Names) {}
  std::vector<Link> Found;

  void walk(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
        Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
      link(Names.object(Operator->getArg(0)), *Operator->getArg(1));
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && putsIn(*Call))
      link(Names.object(Call->getImplicitObjectArgument()), *Call->getArg(0));
    else if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
          made(*V);
    for (const Stmt *Child : S->children())
      walk(Child);
  }

private:
  static bool putsIn(const CXXMemberCallExpr &Call) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    return Method && Call.getNumArgs() == 1 && inStandardLibrary(*Method) &&
           Method->getDeclName().isIdentifier() &&
           (Method->getName() == "push_back" || Method->getName() == "emplace_back" ||
            Method->getName() == "insert");
  }

  void link(std::optional<ObjectName> Member, const Expr &Value) {
    const Expr *Copied = constructionIn(&Value);
    const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Copied);
    const Expr &Given = Copy && Copy->getNumArgs() ? *Copy->getArg(0) : Value;
    if (!Member || Member->Path.empty() || !Member->Path.back() ||
        !isCountingPointer(Given.getType()))
      return;
    if (std::optional<ObjectName> Owned = Names.pointee(&Given))
      Found.push_back({std::move(*Member), std::move(*Owned)});
  }

  /// The members that keep what the maker was given.
  void made(const VarDecl &V) {
    const auto *Maker = dyn_cast_or_null<CallExpr>(makingOf(*V.getInit()));
    const CXXRecordDecl *Class = Maker && isMaker(*Maker) ? madeBy(*Maker) : nullptr;
    if (!Class || !Class->hasDefinition())
      return;
    auto Keeps = [&](const FieldDecl *Field, unsigned Index) {
      if (Index >= Maker->getNumArgs() || !isCountingPointer(Field->getType()))
        return;
      std::optional<ObjectName> Whole = Names.pointee(V);
      if (Whole)
        Whole->Path.push_back(Field);
      link(std::move(Whole), *Maker->getArg(Index));
    };
    const CXXConstructorDecl *Constructor = constructorBehind(*Maker);
    const FunctionDecl *Definition = nullptr;
    if (Constructor && Constructor->hasBody(Definition)) {
      for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits())
        if (const auto *P = Init->getAnyMember() ? parameterIn(*Init->getInit()) : nullptr)
          Keeps(Init->getAnyMember(), P->getFunctionScopeIndex());
    } else if (Class->isAggregate() && !Class->getNumBases()) {
      for (const FieldDecl *Field : Class->fields())
        Keeps(Field, Field->getFieldIndex());
    }
  }

  /// The parameter that the value is a copy of, or is moved from.
  static const ParmVarDecl *parameterIn(const Expr &Value) {
    const Expr *E = stripped(&Value);
    for (unsigned I = 0; E && I != 4; ++I) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
        return dyn_cast<ParmVarDecl>(Ref->getDecl());
      const auto *Copy = dyn_cast<CXXConstructExpr>(E);
      const auto *Call = dyn_cast<CallExpr>(E);
      if (Copy && Copy->getNumArgs() == 1)
        E = stripped(Copy->getArg(0));
      else
        E = Call && Call->isCallToStdMove() ? stripped(Call->getArg(0)) : nullptr;
    }
    return nullptr;
  }

  ObjectNames &Names;
};

} // namespace

std::vector<Link> closure::linksIn(const FunctionDecl &F, ObjectNames &Names) {
  Finder Search(Names);
  Search.walk(F.getBody());
  return std::move(Search.Found);
}
