//===-- Cache.cpp - A state that only remembers ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/Cache.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

namespace {

/// What an expression has to do with the state.
enum class Sort {
  Free,     ///< Nothing.
  Whole,    ///< It is the state.
  Entry,    ///< An iterator, or what an insertion returns.
  Element,  ///< The pair of key and value.
  Value,    ///< What was remembered for a key.
  Presence, ///< Whether something was.
  Bad,      ///< Anything else.
};

class Reader {
public:
  explicit Reader(const VarDecl &Own) { Names[&Own] = Sort::Whole; }

  /// Whether all that the statement does is what a cache does.
  bool read(const Stmt *S) {
    if (!S)
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return llvm::all_of(Block->body(), [&](const Stmt *Each) { return read(Each); });
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      return llvm::all_of(Declaration->decls(), [&](const Decl *D) { return declare(D); });
    if (const auto *If = dyn_cast<IfStmt>(S))
      return read(If->getInit()) && read(If->getConditionVariableDeclStmt()) &&
             isCondition(sortOf(If->getCond())) && read(If->getThen()) && read(If->getElse());
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      return Return->getRetValue() && isAnswer(*Return->getRetValue());
    if (const auto *E = dyn_cast<Expr>(S)) {
      Sort Of = sortOf(E);
      return Of != Sort::Bad && Of != Sort::Whole;
    }
    // What has nothing to do with the state may do as it likes, before that is asked.
    return isFree(S) && !(Asked && returns(S));
  }

  bool stores() const { return Stores; }

private:
  static bool isCondition(Sort Of) {
    return Of == Sort::Free || Of == Sort::Presence || Of == Sort::Value;
  }

  /// What the state is not asked for is the same whatever it holds.
  bool isAnswer(const Expr &Value) {
    bool Before = !Asked;
    Sort Of = sortOf(&Value);
    return Of == Sort::Value || (Of == Sort::Free && (Before || isRemembered(&Value)));
  }

  /// A local that was put into the state, or taken from there.
  bool isRemembered(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(E));
    return Ref && Remembered.count(Ref->getDecl());
  }

  static bool returns(const Stmt *S) {
    return S && !isa<LambdaExpr>(S) && (isa<ReturnStmt>(S) || llvm::any_of(S->children(), returns));
  }

  bool isFree(const Stmt *S) const {
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S); Ref && Names.count(Ref->getDecl()))
      return false;
    return !S || llvm::all_of(S->children(), [&](const Stmt *Child) { return isFree(Child); });
  }

  bool declare(const Decl *D) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V || !V->getInit())
      return true;
    Sort Of = sortOf(V->getInit());
    if (const auto *Parts = dyn_cast<DecompositionDecl>(V); Parts && Of == Sort::Entry) {
      for (auto [I, Binding] : llvm::enumerate(Parts->bindings()))
        Names[Binding] = I ? Sort::Presence : Sort::Entry;
      return true;
    }
    if (Of == Sort::Value && !V->getType()->isReferenceType())
      Remembered.insert(V);
    else if (Of == Sort::Entry || Of == Sort::Value || Of == Sort::Presence)
      Names[V] = Of;
    return Of != Sort::Bad && Of != Sort::Whole && Of != Sort::Element;
  }

  /// What is put into the state, which must not be made of it.
  bool store(const Expr *Value) {
    Stores = true;
    if (!isFree(Value))
      return false;
    remember(Value);
    return true;
  }

  void remember(const Stmt *S) {
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S))
      Remembered.insert(Ref->getDecl());
    if (S)
      for (const Stmt *Child : S->children())
        remember(Child);
  }

  Sort sortOf(const Expr *E) {
    E = stripped(E);
    if (isFree(E))
      return Sort::Free;
    Asked = true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Names.lookup(Ref->getDecl());
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      return ofMethod(*Call);
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E))
      return ofOperator(*Call);
    if (const auto *Turned = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
      auto Form = Turned->getDecomposedForm();
      return sortOf(Form.LHS) == Sort::Entry && sortOf(Form.RHS) == Sort::Entry ? Sort::Presence
                                                                                : Sort::Bad;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return ofMember(*Member);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      return Made->getNumArgs() == 1 ? sortOf(Made->getArg(0)) : Sort::Bad;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
      return isCondition(sortOf(Choice->getCond())) && isAnswer(*Choice->getTrueExpr()) &&
                     isAnswer(*Choice->getFalseExpr())
                 ? Sort::Value
                 : Sort::Bad;
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_LNot && isCondition(sortOf(Unary->getSubExpr()))
                 ? Sort::Presence
                 : Sort::Bad;
    if (const auto *Binary = dyn_cast<BinaryOperator>(E))
      return ofBinary(*Binary);
    return Sort::Bad;
  }

  Sort ofBinary(const BinaryOperator &Of) {
    if (Of.getOpcode() == BO_Assign)
      return sortOf(Of.getLHS()) == Sort::Value && store(Of.getRHS()) ? Sort::Value : Sort::Bad;
    bool Compares = Of.isComparisonOp() || Of.isLogicalOp();
    return Compares && isCondition(sortOf(Of.getLHS())) && isCondition(sortOf(Of.getRHS()))
               ? Sort::Presence
               : Sort::Bad;
  }

  Sort ofMember(const MemberExpr &Of) {
    llvm::StringRef Name = Of.getMemberDecl()->getName();
    switch (sortOf(Of.getBase())) {
    case Sort::Element:
      return Name == "second" ? Sort::Value : Sort::Free;
    case Sort::Entry:
      return Name == "second" ? Sort::Presence : Sort::Entry;
    default:
      return Sort::Bad;
    }
  }

  Sort ofOperator(const CXXOperatorCallExpr &Call) {
    Sort First = sortOf(Call.getArg(0));
    switch (Call.getOperator()) {
    case OO_Subscript:
      return First == Sort::Whole && isFree(Call.getArg(1)) ? Sort::Value : Sort::Bad;
    case OO_Arrow:
    case OO_Star:
      return First == Sort::Entry ? Sort::Element : First == Sort::Value ? First : Sort::Bad;
    case OO_EqualEqual:
    case OO_ExclaimEqual:
      return First == Sort::Entry && sortOf(Call.getArg(1)) == Sort::Entry ? Sort::Presence
                                                                           : Sort::Bad;
    case OO_Equal:
      return First == Sort::Value && store(Call.getArg(1)) ? Sort::Value : Sort::Bad;
    default:
      return Sort::Bad;
    }
  }

  Sort ofMethod(const CXXMemberCallExpr &Call) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    if (!Method || !Method->getDeclName().isIdentifier() ||
        !Method->getParent()->isInStdNamespace() ||
        !llvm::all_of(Call.arguments(), [&](const Expr *Each) { return isFree(Each); }) ||
        sortOf(Call.getImplicitObjectArgument()) != Sort::Whole)
      return Sort::Bad;
    Sort Of = llvm::StringSwitch<Sort>(Method->getName())
                  .Case("find", Sort::Entry)
                  .Case("end", Sort::Entry)
                  .Case("cend", Sort::Entry)
                  .Case("emplace", Sort::Entry)
                  .Case("try_emplace", Sort::Entry)
                  .Case("insert", Sort::Entry)
                  .Case("insert_or_assign", Sort::Entry)
                  .Case("at", Sort::Value)
                  .Case("count", Sort::Presence)
                  .Case("contains", Sort::Presence)
                  .Case("size", Sort::Presence)
                  .Case("empty", Sort::Presence)
                  .Case("clear", Sort::Free)
                  .Case("reserve", Sort::Free)
                  .Default(Sort::Bad);
    if (Of == Sort::Entry && Call.getNumArgs() && Method->getName() != "find")
      for (const Expr *Each : Call.arguments())
        store(Each);
    return Of;
  }

  llvm::DenseMap<const ValueDecl *, Sort> Names;
  llvm::DenseSet<const ValueDecl *> Remembered;
  bool Asked = false, Stores = false;
};

} // namespace

bool closure::isCache(const LambdaExpr &Lambda, const VarDecl &Own) {
  const CXXMethodDecl *Operator = Lambda.getCallOperator();
  if (Lambda.isGenericLambda() || Operator->isDependentContext())
    return false;
  Reader Body(Own);
  return Body.read(Operator->getBody()) && Body.stores();
}
