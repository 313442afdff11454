//===-- OwnThreads.cpp - Members that outlive what their closures use -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/OwnThreads.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include <set>

using namespace clang;
using namespace closure;

namespace {

/// The members that a closure over `this` uses, itself or by functions of the object.
class MembersUsed {
public:
  /// In the order of the source, each once.
  std::vector<const FieldDecl *> Found;

  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Member = dyn_cast<MemberExpr>(S);
        Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())) {
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
          Field && !llvm::is_contained(Found, Field))
        Found.push_back(Field);
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        enter(*Method);
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  /// `std::thread(&Poller::run, this)`: what is called is named beside the object.
  void bound(const Expr &Maker) {
    for (const Stmt *Operand : Maker.children())
      if (const auto *E = dyn_cast_or_null<Expr>(Operand))
        if (const auto *Address = dyn_cast<UnaryOperator>(stripped(E)))
          if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Address->getSubExpr())))
            if (const auto *Method = dyn_cast<CXXMethodDecl>(Ref->getDecl()))
              enter(*Method);
  }

private:
  void enter(const CXXMethodDecl &Method) {
    const FunctionDecl *Definition = nullptr;
    if (Method.hasBody(Definition) && !inSystemHeader(*Definition) &&
        Seen.insert(Definition).second)
      visit(Definition->getBody());
  }
  std::set<const FunctionDecl *> Seen;
};

bool waitsSomewhere(const Stmt *S, Contracts &Known) {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Known.isWait(*Callee))
      return true;
  return S && llvm::any_of(S->children(),
                           [&](const Stmt *Child) { return waitsSomewhere(Child, Known); });
}

/// One closure that runs in one member.
class Judgement {
public:
  Judgement(const Transfer &Moved, const FieldDecl &Thread, CallKnowledge &Known)
      : Moved(Moved), Thread(Thread), Class(*cast<CXXRecordDecl>(Thread.getParent())),
        Known(Known) {}

  std::optional<Defect> judge() {
    const CXXDestructorDecl *Destructor = Class.getDestructor();
    if (Destructor && Destructor->isUserProvided())
      return detached(*Destructor);
    const CXXRecordDecl *Handle = Thread.getType()->getAsCXXRecordDecl();
    if (!Handle)
      return std::nullopt;
    // A future that holds running work is one of `std::async`, and waits like a thread.
    std::string Name = qualifiedName(*Handle);
    if (!Known.endOf(*Handle).Ends && Name != "std::future")
      return std::nullopt;
    MembersUsed Used;
    if (Moved.Site.Lambda)
      Used.visit(Moved.Site.Lambda->getBody());
    else
      Used.bound(*Moved.Site.maker());
    for (const FieldDecl *Field : Used.Found)
      if (Field->getParent() == Thread.getParent() &&
          Field->getFieldIndex() > Thread.getFieldIndex() && hasEnd(*Field))
        return defect(End::Members, Field, Field->getLocation());
    return std::nullopt;
  }

private:
  static bool hasEnd(const FieldDecl &Field) {
    QualType Type = Field.getType();
    return !Type->isReferenceType() && Type.isDestructedType() == QualType::DK_cxx_destructor;
  }

  /// `~Poller() { thread.detach(); }`; where it joins as well, it knows what it does.
  std::optional<Defect> detached(const CXXDestructorDecl &Destructor) {
    const FunctionDecl *Definition = nullptr;
    const Contract *C =
        Destructor.hasBody(Definition) ? Known.contractOfDestructor(Destructor) : nullptr;
    if (!C || waitsSomewhere(Definition->getBody(), Known))
      return std::nullopt;
    for (const Transfer &Leaves : C->Transfers)
      if (Leaves.From.K == CallEnd::Kind::Object && Leaves.To.K == CallEnd::Kind::Elsewhere &&
          !Leaves.To.Function) {
        Defect D = defect(End::Function, nullptr, Definition->getBody()->getEndLoc());
        D.Why = Outlives::Detached;
        D.Path.insert(D.Path.end(), Leaves.Inner.begin(), Leaves.Inner.end());
        return D;
      }
    return std::nullopt;
  }

  Defect defect(End How, const FieldDecl *Dies, SourceLocation Ends) const {
    Defect D;
    D.Site = Moved.Site;
    D.Of.K = Place::Kind::Object;
    D.Of.Variable = Dies;
    D.Of.Name = Dies ? Dies->getNameAsString() : "";
    D.Why = Outlives::Object;
    D.Holder = Thread.getNameAsString();
    D.Path = Moved.Inner;
    D.How = How;
    D.Ends = Ends;
    D.Running = true;
    return D;
  }

  const Transfer &Moved;
  const FieldDecl &Thread;
  const CXXRecordDecl &Class;
  CallKnowledge &Known;
};

/// Whether an object of the type, when it dies, calls the closures in it.
bool callsAtEnd(QualType Type, CallKnowledge &Known) {
  const CXXRecordDecl *Class = Type.getCanonicalType()->getAsCXXRecordDecl();
  if (!Class)
    return false;
  if (Class->isInStdNamespace()) {
    const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    return Specialised &&
           llvm::any_of(Specialised->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
             return A.getKind() == TemplateArgument::Type && callsAtEnd(A.getAsType(), Known);
           });
  }
  const CXXDestructorDecl *Destructor =
      Class->hasDefinition() ? Class->getDefinition()->getDestructor() : nullptr;
  const Contract *C = Destructor ? Known.contractOfDestructor(*Destructor) : nullptr;
  return C && C->UsesObject;
}

/// `~Owner() { keeper.clear(); }`, or what is not seen.
bool endsByHand(const CXXRecordDecl &Class, const FieldDecl &Keeper, CallKnowledge &Known) {
  return llvm::any_of(endActsOf(Class, Known.types()), [&](const EndAct &Act) {
    return Act.By->getCanonicalDecl() == Class.getCanonicalDecl() &&
           (Act.To == &Keeper || Act.K == EndAct::Kind::Any ||
            (Act.K == EndAct::Kind::Unseen && !Act.To));
  });
}

/// A closure over what one member is or owns, in another member that dies after it, and calls the
/// closure then.
std::optional<Defect> calledAfter(const Transfer &Moved, const FieldDecl &Dies,
                                  const FunctionDecl &By, CallKnowledge &Known) {
  const auto *Keeper = dyn_cast_or_null<FieldDecl>(Moved.To.Path.front());
  const auto *Class = dyn_cast<CXXRecordDecl>(Dies.getParent());
  const CXXRecordDecl *Object = classBehind(Dies.getType());
  if (!Keeper || !Class || Keeper->getParent() != Dies.getParent() ||
      Keeper->getFieldIndex() >= Dies.getFieldIndex() || !callsAtEnd(Keeper->getType(), Known) ||
      endsByHand(*Class, *Keeper, Known) || !Object ||
      Known.types().ends().whyTaken(*Object, Moved, By, {}))
    return std::nullopt;
  Defect D;
  D.Site = Moved.Site;
  D.Of.K = Place::Kind::Object;
  D.Of.Variable = &Dies;
  D.Of.Name = Dies.getNameAsString();
  D.Why = Outlives::Object;
  D.Holder = Keeper->getNameAsString();
  D.Path = Moved.Inner;
  D.How = End::Members;
  D.Ends = Dies.getLocation();
  return D;
}

} // namespace

std::vector<Defect> closure::outlivingThreads(const FunctionDecl &Method, CallKnowledge &Known) {
  std::vector<Defect> Found;
  if (!isa<CXXMethodDecl>(Method) || !Known.lendsObject(Method))
    return Found;
  const FunctionResult *Result = Known.resultOf(Method);
  if (!Result || Result->S != FunctionResult::State::Done)
    return Found;
  for (const Transfer &Moved : Result->Summary.Transfers) {
    if (!Moved.Borrows || !Moved.Site.isThis() || Moved.From.K != CallEnd::Kind::Object ||
        Moved.To.K != CallEnd::Kind::Object || Moved.To.Path.empty())
      continue;
    if (const auto *Dies = dyn_cast_or_null<FieldDecl>(Moved.From.Variable))
      if (std::optional<Defect> D = calledAfter(Moved, *Dies, Method, Known))
        Found.push_back(std::move(*D));
    if (!Moved.Starts || Moved.From.Variable || Moved.To.Path.size() != 1)
      continue;
    const auto *Thread = dyn_cast_or_null<FieldDecl>(Moved.To.Path.front());
    if (!Thread || !isa<CXXRecordDecl>(Thread->getParent()))
      continue;
    if (std::optional<Defect> D = Judgement(Moved, *Thread, Known).judge())
      Found.push_back(std::move(*D));
  }
  return Found;
}
