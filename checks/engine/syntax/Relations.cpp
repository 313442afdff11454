//===-- Relations.cpp - Which objects have to do with each other ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Relations.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/terms/Holder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

Relations::Relations(const FunctionDecl &Function, Types &T) : T(T) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      walk(Init->getInit());
      if (const FieldDecl *Member = Init->getAnyMember())
        give(Member, Init->getInit());
    }
  walk(Function.getBody());
}

/// Functions of a namespace or a class stand for it; of the global one, for themselves.
static Relations::Subject groupOf(const FunctionDecl &F) {
  const DeclContext *In = F.getDeclContext()->getRedeclContext();
  if (In->isTranslationUnit() || In->isStdNamespace())
    return F.getCanonicalDecl();
  return cast<Decl>(In)->getCanonicalDecl();
}

Relations::Subject Relations::of(const Expr *E) {
  while (E) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParenCasts();
    if (isa<CXXThisExpr>(E)) // the class stands for the object
      return E->getType()->getPointeeCXXRecordDecl()->getCanonicalDecl();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return isa<VarDecl, BindingDecl>(Ref->getDecl()) ? Ref->getDecl() : nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return isa<FieldDecl>(Member->getMemberDecl()) ? Member->getMemberDecl() : nullptr;
      E = Member->getBase();
    } else if (const auto *Operator = dyn_cast<UnaryOperator>(E)) {
      E = Operator->getSubExpr();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      // An accessor stands for the object that it is called on.
      E = Call->getImplicitObjectArgument();
    } else if (const auto *Overloaded = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Overloaded->getNumArgs() ? Overloaded->getArg(0) : nullptr;
    } else if (const auto *Free = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = Free->getDirectCallee();
      if (!Callee)
        return nullptr;
      if (!inStandardLibrary(*Callee) || !Free->getNumArgs())
        return groupOf(*Callee);
      E = Free->getArg(0); // `std::move(x)`, `std::ref(x)`
    } else if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
      E = New->getConstructExpr();
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
      E = Made->getNumArgs() ? Made->getArg(0) : nullptr;
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Element->getBase();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

Relations::Subject Relations::of(const Holder &H) {
  switch (H.R.K) {
  case Root::Kind::Variable:
    return static_cast<const ValueDecl *>(H.R.Key);
  case Root::Kind::This:
    return H.Path.empty() || H.Path.front() == pendingPart() ? nullptr : H.Path.front();
  case Root::Kind::Elsewhere:
    return H.R.Key ? groupOf(*static_cast<const FunctionDecl *>(H.R.Key)) : nullptr;
  case Root::Kind::Return:
  case Root::Kind::Exception:
  case Root::Kind::Expression:
    return nullptr;
  }
  return nullptr;
}

Relations::Subject Relations::top(Subject S) const {
  for (auto It = Parents.find(S); It != Parents.end(); It = Parents.find(S)) {
    if (auto Next = Parents.find(It->second); Next != Parents.end())
      It->second = Next->second;
    S = It->second;
  }
  return S;
}

void Relations::unite(Subject A, Subject B) {
  if (!A || !B)
    return;
  A = top(A), B = top(B);
  if (A != B)
    Parents[A] = B;
}

/// Text and numbers tie nothing together.
bool Relations::matters(const Expr *E) {
  QualType Given = E->getType().getNonReferenceType().getCanonicalType();
  if (Given->isPointerType())
    Given = Given->getPointeeType();
  const CXXRecordDecl *Record = Given->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier())
    return Record;
  static constexpr llvm::StringLiteral Plain[] = {"basic_string",
                                                  "basic_string_view",
                                                  "vector",
                                                  "map",
                                                  "set",
                                                  "unordered_map",
                                                  "deque",
                                                  "list",
                                                  "array",
                                                  "tuple",
                                                  "optional",
                                                  "pair",
                                                  "duration",
                                                  "time_point",
                                                  "span",
                                                  "path",
                                                  "initializer_list"};
  return !Record->isInStdNamespace() || T.canHold(Given) ||
         !llvm::is_contained(Plain, Record->getName());
}

void Relations::add(std::vector<Subject> &To, const Expr *E) {
  const Expr *Spelled = E->IgnoreUnlessSpelledInSource();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Spelled))
    return addCaptures(To, *Lambda);
  if (const auto *Wrapped = dyn_cast<CXXConstructExpr>(Spelled))
    for (const Expr *Inner : Wrapped->arguments())
      add(To, Inner);
  if (Subject S = of(E); S && matters(E))
    To.push_back(S);
}

/// A closure has to do with what it captures, and with the globals that it names.
void Relations::addCaptures(std::vector<Subject> &To, const LambdaExpr &Lambda) {
  unsigned Index = 0;
  for (const LambdaCapture &C : Lambda.captures()) {
    const Expr *Init = Lambda.capture_init_begin()[Index++];
    // Even a flag, where others see what the closure does with it.
    if (C.capturesVariable() && C.getCaptureKind() == LCK_ByRef)
      To.push_back(C.getCapturedVar());
    if (Init)
      add(To, Init);
  }
  addGlobals(To, Lambda.getBody());
}

void Relations::addGlobals(std::vector<Subject> &To, const Stmt *S) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->hasGlobalStorage() && matters(Ref))
      To.push_back(V);
  for (const Stmt *Child : S->children())
    addGlobals(To, Child);
}

/// The object and the arguments of a call or a construction, the object first.
std::vector<Relations::Subject> Relations::subjectsOf(const Expr *Call) {
  std::vector<Subject> Found;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Call)) {
    for (const Expr *Argument : Construct->arguments())
      add(Found, Argument);
    return Found;
  }
  const auto *Made = cast<CallExpr>(Call);
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Made))
    add(Found, Method->getImplicitObjectArgument());
  for (const Expr *Argument : Made->arguments())
    add(Found, Argument);
  if (const FunctionDecl *Callee = Made->getDirectCallee(); Callee && !inStandardLibrary(*Callee))
    Found.push_back(groupOf(*Callee));
  return Found;
}

void Relations::give(Subject To, Subject What) {
  if (!To || !What || To == What)
    return;
  Given[To].push_back(What);
  unite(To, What);
}

/// What an object is made from, or assigned.
void Relations::give(Subject To, const Expr *Made) {
  if (!To || !Made)
    return;
  std::vector<Subject> Found;
  add(Found, Made);
  const auto *New = dyn_cast<CXXNewExpr>(Made->IgnoreUnlessSpelledInSource());
  if (const Expr *Call = New ? New->getConstructExpr() : constructionIn(Made))
    for (Subject S : subjectsOf(Call))
      Found.push_back(S);
  if (const auto *List = dyn_cast<InitListExpr>(Made->IgnoreImplicit()))
    for (const Expr *Part : List->inits())
      add(Found, Part);
  for (Subject S : Found)
    give(To, S);
}

/// A member is related to what its object is related to.
bool Relations::areRelated(Subject A, Subject B) const {
  auto Whole = [&](Subject S) -> Subject {
    const auto *Field = dyn_cast<FieldDecl>(S);
    return Field ? cast<Decl>(Field->getParent())->getCanonicalDecl() : S;
  };
  return top(A) == top(B) || top(Whole(A)) == top(B) || top(A) == top(Whole(B));
}

bool Relations::wasGiven(Subject Object, Subject B) const {
  auto It = Given.find(Object);
  return B && It != Given.end() &&
         llvm::any_of(It->second, [&](Subject S) { return areRelated(S, B); });
}

void Relations::walk(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        give(V, V->getInit());
  } else if (isa<CallExpr, CXXConstructExpr>(S)) {
    std::vector<Subject> Found = subjectsOf(cast<Expr>(S));
    const auto *Method = dyn_cast<CXXMemberCallExpr>(S);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
    bool Gives = Method || (Operator && Operator->isAssignmentOp());
    for (size_t I = 1; I < Found.size(); ++I)
      if (Gives)
        give(Found[0], Found[I]);
      else
        unite(Found[0], Found[I]);
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(S); Assign && Assign->isAssignmentOp()) {
    give(of(Assign->getLHS()), Assign->getRHS());
  }
  for (const Stmt *Child : S->children())
    walk(Child);
}

/// A local that is an object, not another name of one, and not an argument: nobody else has given
/// it anything. That holds for what a loop meets in it as well, unless they are pointers.
bool Relations::isOwnObject(Subject S) const {
  const auto *V = dyn_cast<VarDecl>(S);
  while (V && V->hasLocalStorage() && V->getInit() &&
         (V->isImplicit() || (V->isCXXForRangeDecl() && V->getType()->isReferenceType()))) {
    if (!V->isImplicit() && T.isPointerLike(V->getType().getNonReferenceType()))
      return false;
    V = dyn_cast_or_null<VarDecl>(of(V->getInit()));
  }
  return V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getType()->isRecordType();
}

QualType Relations::typeOf(Subject S) {
  const auto *V = dyn_cast<ValueDecl>(S);
  if (!V || isa<FunctionDecl>(V))
    return QualType();
  QualType Type = V->getType().getNonReferenceType().getCanonicalType();
  return Type->isPointerType() ? Type->getPointeeType() : Type;
}

bool Relations::mayReach(Subject A, Subject B) const {
  if (!A || !B || areRelated(A, B))
    return true;
  QualType First = typeOf(A), Second = typeOf(B);
  // Functions of one program may share what they like, and globals.
  if (First.isNull()) {
    const auto *V = dyn_cast<VarDecl>(B);
    return Second.isNull() || (V && V->hasGlobalStorage());
  }
  // Two names of one class may be one object.
  const CXXRecordDecl *Class = First->getAsCXXRecordDecl();
  const CXXRecordDecl *Other = Second.isNull() ? nullptr : Second->getAsCXXRecordDecl();
  if (!Class || isOwnObject(A))
    return false;
  bool Same =
      Other && Class->hasDefinition() && Other->hasDefinition() && areOneKind(*Class, *Other);
  // What a member, a parameter or a global was given elsewhere is not known, but where it has no
  // room for anything.
  return Same || T.canHold(First) || !Class->hasDefinition();
}
