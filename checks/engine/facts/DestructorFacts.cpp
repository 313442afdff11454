//===-- DestructorFacts.cpp - What the destructor of a variable does ------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/DestructorFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The deleter of a `unique_ptr`, the function of a `scope_exit`.
bool DestructorFacts::lastArgumentHolds(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised || !Specialised->getTemplateArgs().size())
    return false;
  const TemplateArgument &Last =
      Specialised->getTemplateArgs()[Specialised->getTemplateArgs().size() - 1];
  if (Last.getKind() != TemplateArgument::Type || !B.T.canHold(Last.getAsType()))
    return false;
  // `std::default_delete` only deletes.
  const CXXRecordDecl *Callable = Last.getAsType()->getAsCXXRecordDecl();
  return Callable && (!inSystemHeader(*Callable) || B.Known.isHolder(qualifiedName(*Callable)));
}

/// What a visible destructor does with the work behind its members: it joins, or lets go.
void DestructorFacts::destroyedParts(const VarDecl &V, const Contract &C) {
  auto Part = [&](const CallEnd &E) {
    HolderId H = B.N.variable(&V);
    for (PathElement Element : E.Path)
      H = B.P.Holders.below(H, Element);
    return H;
  };
  for (const CallEnd &Ended : C.Ends)
    if (Ended.K == CallEnd::Kind::Object)
      B.emit(Fact::finish(Part(Ended), V.getLocation()));
  for (const Transfer &Moved : C.Transfers)
    if (Moved.From.K == CallEnd::Kind::Object && Moved.To.K == CallEnd::Kind::Elsewhere)
      detached(Part(Moved.From), B.N.elsewhere(Moved.To.Function), "", V.getLocation());
}

/// What runs goes on without the object.
void DestructorFacts::detached(HolderId From, HolderId To, llvm::StringRef By, SourceLocation Loc) {
  Step Note;
  Note.K = Step::Kind::Detached;
  Note.Name = By.str();
  Note.Loc = Loc;
  Fact F = Fact::flow(To, From, false, Note);
  F.Starts = true;
  B.emit(std::move(F));
}

/// What a model says of the destructor of this class, which runs for an object in `Of`.
void DestructorFacts::ended(const CXXRecordDecl &Class, HolderId Of, SourceLocation Loc) {
  ClassEnd End = B.Known.endOf(Class);
  if (End.Calls)
    B.emit(Fact::use(Of, Loc));
  if (End.Ends)
    B.emit(Fact::finish(Of, Loc));
  if (End.Detaches)
    detached(Of, B.N.elsewhere(nullptr), "~" + Class.getNameAsString(), Loc);
}

/// The elements of a container of the standard library, or what a pointer alone owns.
static std::vector<const CXXRecordDecl *> elementsOf(const CXXRecordDecl &Class) {
  std::vector<const CXXRecordDecl *> Found;
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  llvm::StringRef Name = Class.getIdentifier() ? Class.getName() : "";
  if (!Specialised || !Class.isInStdNamespace() ||
      Name.contains("_ptr") != (Name == "unique_ptr") || Name == "reference_wrapper")
    return Found;
  for (const TemplateArgument &A : Specialised->getTemplateArgs().asArray())
    for (const TemplateArgument &Each :
         A.getKind() == TemplateArgument::Pack ? A.pack_elements() : llvm::ArrayRef(A))
      if (Each.getKind() == TemplateArgument::Type)
        if (const CXXRecordDecl *Record = Each.getAsType()->getAsCXXRecordDecl())
          Found.push_back(Record);
  return Found;
}

/// Whether somebody wrote the destructor, and it is not known what it does: it may wait for what
/// its members run.
bool DestructorFacts::isUnseen(const CXXRecordDecl &Class) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  return Destructor && Destructor->isUserProvided() && !Destructor->hasBody() &&
         !B.Known.contractOfDestructor(*Destructor);
}

/// The members of the object, or its elements, die after its own destructor has run.
void DestructorFacts::partsOf(const CXXRecordDecl &Class, const VarDecl &V) {
  if (!Class.isInStdNamespace() && isUnseen(Class))
    return;
  for (const CXXRecordDecl *Element : elementsOf(Class))
    ended(*Element, B.N.variable(&V), V.getLocation());
  if (Class.isInStdNamespace())
    return;
  for (const FieldDecl *Field : Class.fields()) {
    const CXXRecordDecl *Of = Field->getType()->getAsCXXRecordDecl();
    if (!Of || !B.T.canHold(Field->getType()))
      continue;
    HolderId Part = B.P.Holders.below(B.N.variable(&V), Field);
    ended(*Of, Part, V.getLocation());
    for (const CXXRecordDecl *Element : elementsOf(*Of))
      ended(*Element, Part, V.getLocation());
  }
}

void DestructorFacts::deleted(const CXXDeleteExpr &Delete) {
  QualType Type = Delete.getDestroyedType();
  const CXXRecordDecl *Class = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Class || !B.canHold(Delete.getArgument()) || !B.Known.endOf(*Class).Known)
    return;
  Builder::Reasoning In(B, {Reason::Kind::Model, Class});
  std::optional<NamedHolder> Of = B.N.pointee(Delete.getArgument());
  ended(*Class, Of ? Of->Holder : B.N.value(Delete.getArgument()), Delete.getBeginLoc());
}

/// One destructor, of the class of the variable or of a base: a guard that clears a holder.
void DestructorFacts::destroyedAs(const CXXRecordDecl &Class, const VarDecl &V) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  const Contract *C = Destructor ? B.Known.contractOfDestructor(*Destructor) : nullptr;
  ClassEnd End = B.Known.endOf(Class);
  // Closures behind the pointer are not for the deleter.
  QualType Owned = firstTypeArgument(&Class);
  bool Deletes = B.T.holdsDeleter(Class) && !(!Owned.isNull() && B.T.canHold(Owned));
  bool Calls = End.CallsLast && lastArgumentHolds(Class);
  if (Calls || Deletes)
    B.emit(Fact::use(B.N.variable(&V), V.getLocation()));
  // A deleter of nothing is a scope guard.
  if (Calls || (Deletes && Types::isUntyped(V.getType()))) {
    // It can take back what was handed out by what it calls.
    Builder::Reasoning In(B, {Reason::Kind::Destructor, &Class, /*Open=*/!C});
    Waits.waitAtEnd(WaitFacts::Awaited::Return, &V);
  }
  ended(Class, B.N.variable(&V), V.getLocation());
  if (End.Ends)
    Waits.waitAtEnd(WaitFacts::Awaited::Handles, &V, nullptr, /*Exact=*/!End.Waits);
  if (!C)
    return;
  Builder::Reasoning In(B, {Reason::Kind::Body, Destructor});
  if (C->UsesObject && B.T.canHold(V.getType()))
    B.emit(Fact::use(B.N.variable(&V), V.getLocation()));
  for (const CallEnd &Dropped : C->Drops)
    if (Dropped.K == CallEnd::Kind::Variable)
      B.emit(Fact::drop(holderOfVariable(Dropped, B), V.getLocation()));
  destroyedParts(V, *C);
}

/// Whether somebody else has what the smart pointer shares: its caller, or what it is a copy of.
static bool isOneOfSeveral(const VarDecl &V) {
  if (!isSharingPointer(V.getType()))
    return false;
  const auto *Copy =
      V.getInit() ? dyn_cast_or_null<CXXConstructExpr>(stripped(V.getInit())) : nullptr;
  return isa<ParmVarDecl>(V) ||
         (Copy && Copy->getNumArgs() == 1 && Copy->getConstructor()->isCopyConstructor() &&
          isa<DeclRefExpr, MemberExpr>(stripped(Copy->getArg(0))));
}

/// Whether the code puts a copy of the pointer into a container: `all.push_back(pointer)`.
static bool isAdded(const Stmt *S, const VarDecl &V) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
      Call && Call->getMethodDecl() && makesRoom(*Call->getMethodDecl()) &&
      llvm::any_of(Call->arguments(), [&](const Expr *Given) {
        const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Given));
        return Ref && Ref->getDecl() == &V;
      }))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return isAdded(Child, V); });
}

/// Of a handle that others give out by a pointer or in a container: what dies with the variable.
void DestructorFacts::handleDies(const VarDecl &V) {
  if (isOneOfSeveral(V) || (isSharingPointer(V.getType()) && isAdded(B.Function.getBody(), V)))
    return;
  if (std::optional<Handle> Of = B.Body.isMoved(&V) ? std::nullopt : handleIn(V.getType(), B.T)) {
    // Of what a library's interface does at its end, its model would tell.
    if (Of->Unseen && B.T.known().isHolder(qualifiedName(*Of->Class)))
      return;
    Builder::Reasoning In(B, {Reason::Kind::Destructor, Of->Class, /*Open=*/true});
    if (!Of->Unseen || !makerOf(V))
      Waits.waitAtEnd(WaitFacts::Awaited::Return, &V, Of->Unseen ? nullptr : Of->Class);
  }
}

void DestructorFacts::destroyed(const VarDecl &V) {
  const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor())
    return;
  if (V.isNRVOVariable()) // what is returned in place does not die here
    return;
  std::vector<const CXXRecordDecl *> Classes{Record};
  for (size_t I = 0; I != Classes.size(); ++I) {
    Builder::Reasoning In(B, {Reason::Kind::Model, Classes[I]});
    for (const CXXBaseSpecifier &Base : Classes[I]->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        Classes.push_back(Of);
    destroyedAs(*Classes[I], V);
    if (!inSystemHeader(*Classes[I]) || Classes[I]->isInStdNamespace())
      partsOf(*Classes[I], V);
  }
  // What a destructor calls, it calls before what it was given is gone.
  bool Sole =
      Record->isInStdNamespace() && Record->getName() == "unique_ptr" && !B.Body.isMoved(&V);
  if ((Sole || !inSystemHeader(*Record)) && B.T.ends().doesAnything(*Record)) {
    // One that waits lets it run until then.
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    bool Awaits = Destructor && !inSystemHeader(*Destructor) && B.Known.awaits(*Destructor);
    Waits.waitAtEnd(Awaits ? WaitFacts::Awaited::Work : WaitFacts::Awaited::Return, &V, Record);
  } else {
    handleDies(V);
  }
}
