//===-- OwnThreads.cpp - Members that outlive what their closures use -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/OwnThreads.h"
#include "checks/MemberEnds.h"
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

/// One closure over the object in one of its members, or in one that it inherits.
class Judgement {
public:
  Judgement(const Transfer &Moved, const CXXRecordDecl &Class, const FieldDecl &Keeper,
            CallKnowledge &Known)
      : Moved(Moved), Keeper(Keeper), Class(Class), Known(Known) {}

  std::optional<Defect> judge() {
    if (const CXXDestructorDecl *Destructor = Class.getDestructor();
        Destructor && Destructor->isUserProvided() && Moved.Starts)
      if (std::optional<Defect> D = detached(*Destructor))
        return D;
    bool Waits = waits();
    if (!Waits && (Moved.Starts || !calls()))
      return std::nullopt;
    const FieldDecl *Dies = firstToDie();
    if (!Dies || endsInTime(Class, Keeper, Known))
      return std::nullopt;
    Defect D = defect(End::Members, Dies, Dies->getLocation());
    D.Running = Waits;
    return D;
  }

private:
  static bool hasEnd(const FieldDecl &Field) {
    QualType Type = Field.getType();
    return !Type->isReferenceType() && Type.isDestructedType() == QualType::DK_cxx_destructor;
  }

  bool isInherited() const {
    return cast<CXXRecordDecl>(Keeper.getParent())->getCanonicalDecl() != Class.getCanonicalDecl();
  }
  const CXXRecordDecl &keeperClass() const { return *cast<CXXRecordDecl>(Keeper.getParent()); }

  /// What a base does in its destructor, it does when the members of the class are gone.
  bool waits() {
    return waitsAtEnd(Keeper.getType(), Moved.Starts, Known) ||
           (isInherited() && destructorWaits(keeperClass(), Known));
  }
  bool calls() {
    return callsAtEnd(Keeper.getType(), Known) ||
           (isInherited() && destructorCalls(keeperClass(), Known));
  }

  /// Of the members that the closure uses and that die before the keeper, the one that does so
  /// first.
  const FieldDecl *firstToDie() {
    MembersUsed Used;
    if (Moved.Site.Lambda)
      Used.visit(Moved.Site.Lambda->getBody());
    else
      Used.bound(*Moved.Site.maker());
    const FieldDecl *First = nullptr;
    for (const FieldDecl *Field : Used.Found) {
      const auto *Has = dyn_cast<CXXRecordDecl>(Field->getParent());
      bool Beside = Field->getParent() == Keeper.getParent();
      bool Before = Beside ? Field->getFieldIndex() > Keeper.getFieldIndex()
                           : Has && isInherited() && Has->isDerivedFrom(&keeperClass());
      if (Before && hasEnd(*Field) &&
          (!First || (First->getParent() == Field->getParent() &&
                      First->getFieldIndex() < Field->getFieldIndex())))
        First = Field;
    }
    return First;
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
        D.Running = true;
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
    D.Holder = Keeper.getNameAsString();
    D.InObject = {&Keeper};
    D.Path = Moved.Inner;
    D.How = How;
    D.Ends = Ends;
    return D;
  }

  const Transfer &Moved;
  const FieldDecl &Keeper;
  const CXXRecordDecl &Class;
  CallKnowledge &Known;
};

/// A closure over what one member is or owns, in another member that dies after it, and calls the
/// closure then, or runs it until then.
std::optional<Defect> calledAfter(const Transfer &Moved, const FieldDecl &Dies,
                                  const FieldDecl &Keeper, const FunctionDecl &By,
                                  CallKnowledge &Known) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Dies.getParent());
  const CXXRecordDecl *Object = classBehind(Dies.getType());
  if (!Class || Keeper.getParent() != Dies.getParent() ||
      Keeper.getFieldIndex() >= Dies.getFieldIndex())
    return std::nullopt;
  bool Waits = waitsAtEnd(Keeper.getType(), Moved.Starts, Known);
  if ((!Waits && !callsAtEnd(Keeper.getType(), Known)) || endsInTime(*Class, Keeper, Known) ||
      !Object || Known.types().ends().whyTaken(*Object, Moved, By, {}))
    return std::nullopt;
  Defect D;
  D.Site = Moved.Site;
  D.Of.K = Place::Kind::Object;
  D.Of.Variable = &Dies;
  D.Of.Name = Dies.getNameAsString();
  D.Why = Outlives::Object;
  D.Holder = Keeper.getNameAsString();
  D.InObject = {&Keeper};
  D.Path = Moved.Inner;
  D.How = End::Members;
  D.Ends = Dies.getLocation();
  D.Running = Waits;
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
  const CXXRecordDecl &Class = *cast<CXXMethodDecl>(Method).getParent();
  for (const Transfer &Moved : Result->Summary.Transfers) {
    if (!Moved.Borrows || !Moved.Site.isThis() || Moved.From.K != CallEnd::Kind::Object ||
        Moved.To.K != CallEnd::Kind::Object || Moved.To.Path.empty())
      continue;
    const auto *Keeper = dyn_cast_or_null<FieldDecl>(Moved.To.Path.front());
    if (!Keeper || !isa<CXXRecordDecl>(Keeper->getParent()) || !diesWithObject(Moved.To.Path))
      continue;
    std::optional<Defect> D;
    if (const auto *Dies = dyn_cast_or_null<FieldDecl>(Moved.From.Variable))
      D = calledAfter(Moved, *Dies, *Keeper, Method, Known);
    else if (!Moved.From.Variable)
      D = Judgement(Moved, Class, *Keeper, Known).judge();
    if (D)
      Found.push_back(std::move(*D));
  }
  return Found;
}

/// What becomes of the lambda among the arguments: where it is kept, and whether it runs there.
static const Transfer *keptFrom(const Contract &C, const LambdaExpr &Lambda, Arguments Given) {
  for (const Transfer &Moved : C.Transfers)
    if (Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index < Given.size() &&
        (Moved.To.K == CallEnd::Kind::Object || Moved.To.K == CallEnd::Kind::Result) &&
        lambdaIn(Given[Moved.From.Index]) == &Lambda)
      return &Moved;
  return nullptr;
}

std::optional<Defect> closure::outlivingInitializer(const FieldDecl &Field, CallKnowledge &Known) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  const Expr *Init = Field.getInClassInitializer();
  const Expr *Made = Init ? constructionIn(Init) : nullptr;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Made); List && List->getNumInits() == 1)
    Made = constructionIn(List->getInit(0));
  if (!Class || !Made)
    return std::nullopt;
  const FunctionDecl *Callee = nullptr;
  std::vector<const Expr *> Given;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Made)) {
    Callee = Construct->getConstructor();
    Given.assign(Construct->arg_begin(), Construct->arg_end());
  } else if (const auto *Call = dyn_cast<CallExpr>(Made)) {
    Callee = Call->getDirectCallee();
    Given.assign(Call->arg_begin(), Call->arg_end());
  }
  const Contract *C = Callee ? Known.contractOf(*Callee, Given) : nullptr;
  if (!C)
    return std::nullopt;
  for (const Expr *Argument : Given) {
    const LambdaExpr *Lambda = lambdaIn(Argument);
    const Transfer *Kept = Lambda ? keptFrom(*C, *Lambda, Given) : nullptr;
    if (!Kept)
      continue;
    const auto *This = llvm::find_if(Lambda->captures(),
                                     [](const LambdaCapture &Each) { return Each.capturesThis(); });
    if (This == Lambda->capture_end() || This->getCaptureKind() != LCK_This)
      continue;
    Transfer Moved;
    Moved.To.K = Moved.From.K = CallEnd::Kind::Object;
    Moved.To.Path = {&Field};
    Moved.Borrows = true;
    Moved.Starts = Kept->Starts;
    Moved.Site = {Lambda, unsigned(This - Lambda->capture_begin())};
    Moved.Inner = {{Step::Kind::Stored, Field.getNameAsString(), Lambda->getBeginLoc()}};
    if (std::optional<Defect> D = Judgement(Moved, *Class, Field, Known).judge())
      return D;
  }
  return std::nullopt;
}
