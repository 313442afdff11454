//===-- Finder.h - Follows a view to its origin ----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What `Views` is made of: `Origins.cpp` follows variables and operators, `CallOrigins.cpp` calls,
// `Parts.cpp` what is made of parts, `Gathered.cpp` containers of views, `Pointees.cpp` what smart
// pointers point at.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_FINDER_H
#define CLOSURE_ENGINE_SYNTAX_FINDER_H

#include "checks/engine/syntax/Results.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

namespace closure {

inline Origin originOf(Origin::Kind K, const clang::ValueDecl *V = nullptr) {
  Origin O;
  O.K = K, O.V = V;
  return O;
}

/// Follows one expression.
class Finder {
public:
  Finder(Views &V, const Shape *Body) : V(V), T(V.types()), Body(Body) {}

  Origins value(const clang::Expr *E);
  Origins lvalue(const clang::Expr *E);
  Origins ofField(const clang::Expr *E, const clang::FieldDecl &Field);
  std::vector<PutViews> put(const clang::Stmt &S);
  void everGiven(const clang::Stmt *S, const clang::VarDecl &Into, const clang::FieldDecl *Field,
                 Origins &Found);
  void filled(const clang::Stmt *S, const clang::FunctionDecl &F, std::vector<PutViews> &Found);

private:
  Origins variable(const clang::ValueDecl *D);
  Origins loaded(const clang::VarDecl *D);
  Origins field(const clang::MemberExpr &Member);
  Origins stored(const clang::MemberExpr &Member);
  Origins storedIn(const clang::VarDecl &Whole, const clang::FieldDecl &Field);
  Origins part(const clang::BindingDecl &Part);
  Origins bundled(const clang::CXXRecordDecl &Bundle, Arguments Given);
  Origins partOf(const clang::Expr *Whole, unsigned Index);
  Origins taken(const clang::CallExpr &Call);
  Origins foundBy(const clang::CXXMemberCallExpr &Call, clang::QualType Part);
  Origins pointed(Origins Of) const;
  Origins elements(const clang::Expr *Owner, clang::QualType Type, bool Iterator);
  Origins construct(const clang::CXXConstructExpr &Construct);
  Origins constructed(const clang::CXXConstructorDecl &Callee, Arguments Given);
  Origins pointee(const clang::CXXConstructExpr &Construct);
  Origins madeBehind(const clang::Expr &Maker);
  std::optional<PutViews> assignedBehind(const clang::Expr *Target, const clang::Expr *Value);
  Origins list(const clang::InitListExpr &List);
  Origins arrayOf(const clang::InitListExpr &List);
  Origins call(const clang::CallExpr &Call, bool ByReference);
  Origins ofOperand(const clang::Expr *Operand);
  Origins member(const clang::Expr *Object, const clang::CallExpr &Call,
                 const clang::FunctionDecl &Callee, Arguments Given, bool ByReference);
  Origins library(const clang::CallExpr &Call, bool ByReference);
  Origins through(const clang::CallExpr &Call, const Called &Callable);
  Origins given(const clang::Expr *Argument, const clang::ParmVarDecl &Parameter, bool Behind);
  Origins ofRange(const clang::Expr &Range, clang::QualType Result);
  void moves(Origins &Of) const;
  /// What something is put into: a local or parameter, or, with no variable, the object.
  struct Receiver {
    const clang::VarDecl *V = nullptr;
    bool Object = false;
    const clang::FieldDecl *Field = nullptr; ///< The member of it, or of what it points at.
    explicit operator bool() const { return V || Object; }
  };
  Receiver receiver(const clang::Expr *E);
  Receiver gatherer(const clang::Expr *E);
  Origins walkedOver(const clang::Expr *Iterator, clang::QualType Element);
  Origins assignedValue(const clang::Expr *Value) {
    return V.isView(Value->getType()) ? value(Value) : ofOperand(Value);
  }
  Origins asElement(const clang::Expr *Given, clang::QualType Element);
  Origins asElements(Arguments Given, clang::QualType Element);
  Origins gathered(const clang::CXXConstructExpr &Construct);
  Origins readFrom(const clang::CallExpr &Call);
  std::optional<PutViews> putOne(const clang::Stmt &S);
  std::vector<PutViews> tied(const clang::CXXOperatorCallExpr &Assignment);
  std::vector<PutViews> filledBy(const clang::Expr &Call);
  std::optional<PutViews> assignedElement(const clang::Expr *Target, const clang::Expr *Value);
  std::optional<PutViews> putByLibrary(const clang::CallExpr &Call);
  Origins told(const clang::FunctionDecl &Callee, const clang::Expr *Object, Arguments Given,
               bool ByReference);
  const void *elementBy(const clang::CallExpr &Call, const clang::FunctionDecl &Callee,
                        clang::QualType Owner, Arguments Given);
  Origins either(const clang::Expr *A, const clang::Expr *B, bool ByReference) {
    return joined(ByReference ? lvalue(A) : value(A), ByReference ? lvalue(B) : value(B));
  }
  /// Declared to be a view, in the code or by a model.
  bool isViewClass(const clang::CXXRecordDecl &Record) const {
    return Record.hasAttr<clang::PointerAttr>() || T.known().isView(qualifiedName(Record));
  }
  static Origins joined(Origins A, Origins B) {
    static constexpr size_t Most = 8;
    for (Origin &O : B)
      if (A.size() < Most)
        A.push_back(std::move(O));
    return A;
  }

  Views &V;
  Types &T;
  const Shape *Body;
  unsigned Depth = 0;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_FINDER_H
