//===-- Throws.cpp - What calls can throw ---------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Throws.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <map>

using namespace clang;
using namespace closure;

/// Members of containers that throw more than the lack of memory.
static bool checksItsArguments(const FunctionDecl &Callee) {
  llvm::StringRef Name = Callee.getDeclName().isIdentifier() ? Callee.getName() : "";
  return Name == "at" || Name == "value" || Name == "substr";
}

/// `std::make_unique` of something whose constructor can throw.
static bool makesObject(const FunctionDecl &Callee) {
  const TemplateArgumentList *Given = Callee.getTemplateSpecializationArgs();
  QualType Made = Given ? firstTypeArgument(*Given) : QualType();
  const CXXRecordDecl *Class = Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
  return Class && !Class->isInStdNamespace();
}

/// Whether a model says that the function takes work in, and not that it throws what that threw: a
/// library that has room for the work runs it later.
static bool takesWork(const CallExpr &Call, const FunctionDecl &Callee, const Types &T) {
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  const Contract *Does =
      T.known().contractOf(Callee, {Call.getArgs(), Call.getNumArgs()},
                           Method ? Method->getImplicitObjectArgument() : nullptr);
  return Does && Does->Source == Authority::Model && !Does->Rethrows &&
         llvm::any_of(Does->Transfers, [](const Transfer &Moved) { return Moved.Starts; });
}

bool closure::throwsNothing(const CallExpr &Call, const Types &T) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && !inStandardLibrary(*Callee) && takesWork(Call, *Callee, T))
    return true;
  if (!Callee || !inSystemHeader(*Callee))
    return false;
  if (Callee->isExternC())
    return true;
  if (!inStandardLibrary(*Callee))
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    return !checksItsArguments(*Callee) &&
           (T.known().isOwner(qualifiedName(*Method->getParent())) ||
            Method->getParent()->getName().starts_with("basic_"));
  static constexpr llvm::StringLiteral Makers[] = {"make_unique", "make_shared"};
  if (Callee->getDeclName().isIdentifier() && llvm::is_contained(Makers, Callee->getName()))
    return !makesObject(*Callee);
  // Strings and output.
  return Callee->getOverloadedOperator() == OO_Plus ||
         Callee->getOverloadedOperator() == OO_LessLess ||
         (Callee->getDeclName().isIdentifier() && Callee->getName() == "to_string");
}

static const CXXRecordDecl *caughtClass(const CXXCatchStmt &Handler) {
  QualType Caught = Handler.getCaughtType();
  return Caught.isNull() ? nullptr : Caught.getNonReferenceType()->getAsCXXRecordDecl();
}

static bool catchesAllOf(const CXXCatchStmt &Handler) {
  const CXXRecordDecl *Class = caughtClass(Handler);
  return !Handler.getExceptionDecl() || (Class && qualifiedName(*Class) == "std::exception");
}

/// Whether the code, or a function that it calls, throws visibly what the handler catches.
static bool throwsFor(const CXXCatchStmt &Handler, const Stmt *S, unsigned Depth) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S); Throw && Throw->getSubExpr() && Depth)
    return Shape::catches(Handler, Throw->getSubExpr()->getType());
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && Depth < 3) {
    const FunctionDecl *Callee = Call->getDirectCallee(), *Definition = nullptr;
    if (Callee && Callee->hasBody(Definition) && !inSystemHeader(*Callee) &&
        throwsFor(Handler, Definition->getBody(), Depth + 1))
      return true;
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return throwsFor(Handler, Child, Depth); });
}

bool closure::isReachedByCalls(const CXXTryStmt &Try, const CXXCatchStmt &Handler) {
  for (unsigned I = 0; Try.getHandler(I) != &Handler; ++I)
    if (catchesAllOf(*Try.getHandler(I)))
      return false;
  if (catchesAllOf(Handler))
    return true;
  const CXXRecordDecl *Class = caughtClass(Handler);
  if (Class && isOrDerivesFrom(*Class, "std::exception") &&
      !isOrDerivesFrom(*Class, "std::bad_alloc"))
    return true;
  return throwsFor(Handler, Try.getTryBlock(), 0);
}

bool closure::catchesMost(const CXXTryStmt &Try) {
  for (unsigned I = 0; I != Try.getNumHandlers(); ++I)
    if (catchesAllOf(*Try.getHandler(I)))
      return true;
  return false;
}

namespace {

/// Looks for throws that leave a body, each body once.
class Thrower {
public:
  bool throws(const CallExpr &Call, unsigned Depth) {
    const FunctionDecl *Callee = Call.getDirectCallee(), *Definition = nullptr;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (!Callee || !Depth || inSystemHeader(*Callee) || !Callee->hasBody(Definition) ||
        Callee->isNoReturn() || (Method && Method->isVirtual()))
      return false;
    // What does nothing but throw only stands for something.
    const auto *Type = Definition->getType()->getAs<FunctionProtoType>();
    if ((Type && Type->canThrow() == CT_Cannot) || throwsAtOnce(Definition->getBody()))
      return false;
    auto [It, New] = Known.try_emplace({Definition, Depth}, false);
    return It->second ||
           (New && (Known[{Definition, Depth}] = leaves(Definition->getBody(), Depth)));
  }

  /// Whether the code calls what throws.
  bool calls(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && throws(*Call, MaxDepth))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return calls(Child); });
  }

  static constexpr unsigned MaxDepth = 2;

private:
  bool leaves(const Stmt *S, unsigned Depth) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
      return Throw->getSubExpr() && !isMisuse(*Throw);
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && throws(*Call, Depth - 1))
      return true;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S))
      return (!catchesMost(*Try) && leaves(Try->getTryBlock(), Depth)) || handles(*Try, Depth);
    if (const auto *If = dyn_cast<IfStmt>(S); If && asksForState(If->getCond()))
      return !throwsAtOnce(If->getThen()) && leaves(If->getThen(), Depth);
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return leaves(Child, Depth); });
  }

  bool handles(const CXXTryStmt &Try, unsigned Depth) {
    for (unsigned I = 0; I != Try.getNumHandlers(); ++I)
      if (leaves(Try.getHandler(I)->getHandlerBlock(), Depth))
        return true;
    return false;
  }

  static bool isMisuse(const CXXThrowExpr &Throw) {
    const CXXRecordDecl *Class = Throw.getSubExpr()->getType()->getAsCXXRecordDecl();
    return Class && isOrDerivesFrom(*Class, "std::logic_error");
  }

  static bool throwsAtOnce(const Stmt *S) {
    const auto *Block = dyn_cast<CompoundStmt>(S);
    const Stmt *Last = !Block ? S : Block->body_empty() ? nullptr : Block->body_back();
    const auto *Whole = dyn_cast_or_null<FullExpr>(Last);
    return isa_and_nonnull<CXXThrowExpr>(Whole ? Whole->getSubExpr() : Last);
  }

  /// Whether the condition asks for members of the object and for nothing else: `stopped`,
  /// `state != State::Open`, `closed.load()`.
  static bool asksForState(const Stmt *S) {
    if (!S)
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(S);
        Member && isa<FieldDecl>(Member->getMemberDecl()))
      return isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      return isa<EnumConstantDecl, FunctionDecl>(Ref->getDecl());
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      bool Reads =
          Callee && (isa<CXXConversionDecl>(Callee) ||
                     (Callee->getDeclName().isIdentifier() && Callee->getName() == "load"));
      const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
      return Reads && Member && asksForState(Member->getImplicitObjectArgument());
    }
    return llvm::all_of(S->children(), [](const Stmt *Child) { return asksForState(Child); });
  }

  std::map<std::pair<const FunctionDecl *, unsigned>, bool> Known;
};

} // namespace

bool closure::throwsVisibly(const CallExpr &Call) {
  return Thrower().throws(Call, Thrower::MaxDepth);
}

bool closure::callsThrower(const Stmt &Body) { return Thrower().calls(&Body); }
