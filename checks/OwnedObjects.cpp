//===-- OwnedObjects.cpp - Objects that their owner lets go ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/OwnedObjects.h"
#include "checks/MemberEnds.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

namespace {

/// A closure over its object that a method leaves with others.
struct Lender {
  const CXXMethodDecl *By = nullptr;
  const Transfer *Moved = nullptr;
};

/// What a function does to what one variable or member owns, in the order of the source.
struct Act {
  enum class Kind {
    Calls, ///< It calls `Callee` on an object of it.
    Makes, ///< It makes an object of it by the constructor `Callee`.
    Other, ///< It calls something else that may end the closures, or run them.
    Ends,  ///< It lets go of an object of it.
  };
  Kind K = Kind::Other;
  const Decl *Owner = nullptr;
  const FunctionDecl *Callee = nullptr;
  const CXXRecordDecl *Class = nullptr; ///< Of the object, or of what is called.
  SourceLocation Loc;
};

/// The class of what alone is owned by objects of the type: `std::unique_ptr<C>`, and containers of
/// such pointers, or of objects; what a plain pointer points at only where it is deleted.
const CXXRecordDecl *ownedIn(QualType Type, bool Deleted, unsigned Depth = 0) {
  Type = Type.getCanonicalType();
  if (Type->isPointerType())
    return Deleted ? Type->getPointeeCXXRecordDecl() : nullptr;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier() || Depth == 4)
    return nullptr;
  if (!Class->isInStdNamespace())
    return Depth && !inSystemHeader(*Class) ? Class->getCanonicalDecl() : nullptr;
  static constexpr llvm::StringLiteral Maps[] = {"map", "unordered_map", "multimap",
                                                 "unordered_multimap"};
  static constexpr llvm::StringLiteral Others[] = {
      "unique_ptr", "optional", "vector", "list", "deque", "forward_list", "set", "unordered_set"};
  const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  unsigned Index = llvm::is_contained(Maps, Class->getName()) ? 1 : 0;
  if (!Of || (!Index && !llvm::is_contained(Others, Class->getName())))
    return nullptr;
  const TemplateArgumentList &Given = Of->getTemplateArgs();
  if (Given.size() <= Index || Given[Index].getKind() != TemplateArgument::Type)
    return nullptr;
  return ownedIn(Given[Index].getAsType(), Deleted, Depth + 1);
}

bool isOwner(const ValueDecl &V) { return ownedIn(V.getType(), /*Deleted=*/false); }

/// The next expression on the way to what the value is a part of, an element of, or points into.
const Expr *baseOf(const Expr &E) {
  if (const auto *Member = dyn_cast<MemberExpr>(&E))
    return Member->getBase();
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
    return Unary->getSubExpr();
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(&E))
    return Element->getBase();
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&E))
    return Method->getImplicitObjectArgument();
  if (const auto *Call = dyn_cast<CallExpr>(&E)) // `*it`, `all[i]`, `std::move(x)`
    return Call->getNumArgs() ? Call->getArg(0) : nullptr;
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(&E))
    return Copy->getNumArgs() == 1 ? Copy->getArg(0) : nullptr;
  return nullptr;
}

/// The variable or the member that owns what the expression is, is an element of, or leads to.
/// Names for elements, iterators and references among them, are followed to what they were made
/// from.
const Decl *ownerBehind(const Expr *E) {
  for (unsigned I = 0; E && I != 32; ++I) {
    E = stripped(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      bool OfThis = isa<CXXThisExpr>(stripped(Member->getBase()));
      const auto *Of = Field ? cast<CXXRecordDecl>(Field->getParent()) : nullptr;
      if (Of && (OfThis || (!Of->isInStdNamespace() && isOwner(*Field))))
        return Field->getCanonicalDecl();
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref) {
      E = baseOf(*E);
      continue;
    }
    const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
    const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl() : Ref->getDecl());
    if (!V)
      return nullptr;
    bool Leads = V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getInit() &&
                 (Part || V->getType()->isReferenceType() || !isOwner(*V));
    if (!Leads)
      return V->getCanonicalDecl();
    E = V->getInit();
  }
  return nullptr;
}

bool endsElements(const CXXMethodDecl &Method) {
  if (!inStandardLibrary(Method) || !Method.getDeclName().isIdentifier())
    return false;
  return llvm::StringSwitch<bool>(Method.getName())
      .Case("erase", true)
      .Case("clear", true)
      .Case("reset", true)
      .Case("pop_back", true)
      .Case("pop_front", true)
      .Default(false);
}

/// Reads what a function does to owners.
class Reader {
public:
  Reader(CallKnowledge &Known, const FunctionDecl &F) : Known(Known) {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        visit(Init->getInit());
    visit(F.getBody());
    // A local that is moved into an owner was one of its objects all along.
    for (Act &A : Acts)
      if (auto It = MovedTo.find(A.Owner); It != MovedTo.end())
        A.Owner = It->second;
  }

  std::vector<Act> Acts;
  /// The functions of the program that it calls, by the lambdas in it as well.
  llvm::DenseSet<const FunctionDecl *> Called;

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) { // a function of its own
      for (const Expr *Init : Lambda->capture_inits())
        visit(Init);
      Called.insert(Lambda->getCallOperator()->getCanonicalDecl());
      return;
    }
    for (const Stmt *Child : S->children())
      visit(Child);
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      Called.insert(Construct->getConstructor()->getCanonicalDecl());
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
      ends(*Delete->getArgument(), Delete->getBeginLoc(), /*Deleted=*/true);
  }

  static const Decl *ownerOf(const Expr &E) { return ownerBehind(&E); }

  void ends(const Expr &Object, SourceLocation Loc, bool Deleted = false) {
    const auto *Owner = dyn_cast_or_null<ValueDecl>(ownerOf(Object));
    if (const CXXRecordDecl *Class = Owner ? ownedIn(Owner->getType(), Deleted) : nullptr)
      Acts.push_back({Act::Kind::Ends, Owner, nullptr, Class, Loc});
  }

  /// `sessions[id] = std::move(session)`, `all.push_back(std::move(session))`.
  void moves(const Expr &Into, const Expr &Value) {
    const auto *Call = dyn_cast<CallExpr>(stripped(&Value));
    if (const Expr *Made = constructionIn(&Value))
      if (const auto *Copy = dyn_cast<CXXConstructExpr>(Made); Copy && Copy->getNumArgs() == 1)
        Call = dyn_cast<CallExpr>(stripped(Copy->getArg(0)));
    const Decl *Owner = ownerOf(Into);
    if (!Call || !Owner || !Call->isCallToStdMove())
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Call->getArg(0))))
      if (Ref->getDecl() != Owner)
        MovedTo[Ref->getDecl()->getCanonicalDecl()] = Owner;
  }

  void call(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    Called.insert(Callee->getCanonicalDecl());
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    if (Operator && Operator->getOperator() == OO_Equal && Call.getNumArgs() == 2) {
      moves(*Call.getArg(0), *Call.getArg(1));
      if (isa<CXXNullPtrLiteralExpr>(stripped(Call.getArg(1))))
        ends(*Call.getArg(0), Call.getExprLoc());
      return;
    }
    if (!Member || !Method) {
      if (!inStandardLibrary(*Callee) && (Known.isWait(*Callee) || Known.runsAnything(*Callee)))
        Acts.push_back({Act::Kind::Other, nullptr, Callee, nullptr, Call.getExprLoc()});
      // What is handed to a function may be ended there.
      if (!inSystemHeader(*Callee))
        for (const Expr *Argument : Call.arguments())
          other(*Argument, *Callee, Call.getExprLoc());
      return;
    }
    const Expr *Object = Member->getImplicitObjectArgument();
    for (const Expr *Argument : Call.arguments())
      moves(*Object, *Argument);
    if (endsElements(*Method))
      return ends(*Object, Call.getExprLoc());
    if (inStandardLibrary(*Method)) {
      if (Known.isWait(*Method))
        Acts.push_back({Act::Kind::Other, nullptr, Method, nullptr, Call.getExprLoc()});
      return;
    }
    const CXXRecordDecl *Class = classOfObject(Object);
    Acts.push_back({Act::Kind::Calls, ownerOf(*Object), Method,
                    Class ? Class->getCanonicalDecl() : nullptr, Call.getExprLoc()});
    for (const Expr *Argument : Call.arguments())
      other(*Argument, *Method, Call.getExprLoc());
  }

  void other(const Expr &Argument, const FunctionDecl &Callee, SourceLocation Loc) {
    if (const Decl *Owner = ownerOf(Argument); Owner && classBehind(Argument.getType()))
      Acts.push_back({Act::Kind::Other, Owner, &Callee, classBehind(Argument.getType()), Loc});
  }

  CallKnowledge &Known;
  llvm::DenseMap<const Decl *, const Decl *> MovedTo;
};

/// Whether objects of the class can ask others for their own end: they know the owner, or call
/// somebody back.
bool mayAskForItsEnd(const CXXRecordDecl &Class, const CXXRecordDecl *Owner) {
  const CXXRecordDecl *Defined = Class.getDefinition();
  if (!Defined)
    return true;
  auto Knows = [&](const FieldDecl *Field) {
    QualType Type = Field->getType().getNonReferenceType();
    for (unsigned Depth = 0; Depth != 3 && !Type.isNull(); ++Depth) {
      const CXXRecordDecl *Of =
          Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : Type->getAsCXXRecordDecl();
      if (Type->isFunctionPointerType() || (Of && Of->hasDefinition() && hasCallOperator(*Of)))
        return true;
      if (Of && Owner && areOneKind(*Of, *Owner))
        return true;
      // An interface may be the owner's.
      if (Of && Of->hasDefinition() && Of->isAbstract())
        return true;
      Type = firstTypeArgument(Of);
    }
    return false;
  };
  return llvm::any_of(Defined->fields(), Knows) ||
         llvm::any_of(Defined->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
           return !Of || (!inSystemHeader(*Of) && mayAskForItsEnd(*Of, Owner));
         });
}

class Owned {
public:
  Owned(const SelectedFunctions &Selected, CallKnowledge &Known)
      : Selected(Selected), Known(Known) {}

  std::vector<Defect> find() {
    lenders();
    if (Lenders.empty())
      return {};
    for (const FunctionDecl *F : Selected.Defined)
      Read.try_emplace(F, Known, *F);
    for (const FunctionDecl *F : Selected.Defined)
      if (!isa<CXXDestructorDecl>(F))
        for (const Act &End : Read.find(F)->second.Acts)
          if (End.K == Act::Kind::Ends)
            ended(*F, End);
    return std::move(Found);
  }

private:
  void lenders() {
    for (const FunctionDecl *F : Selected.ToAnalyse) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      const FunctionResult *Result =
          Method && !Method->getParent()->isLambda() ? Known.resultOf(*F) : nullptr;
      if (!Result || Result->S != FunctionResult::State::Done)
        continue;
      for (const Transfer &Moved : Result->Summary.Transfers)
        if (Moved.Borrows && Moved.Site.isThis() && !Moved.Frame &&
            Moved.From.K == CallEnd::Kind::Object && !Moved.LeavesObjects && goesAway(Moved.To))
          Lenders[Method->getParent()->getCanonicalDecl()].push_back({Method, &Moved});
    }
  }

  /// Whether it is kept by something that does not die with the object.
  static bool goesAway(const CallEnd &To) {
    switch (To.K) {
    case CallEnd::Kind::Elsewhere:
      return true;
    case CallEnd::Kind::Variable:
      return To.Why == Outlives::Global || To.Why == Outlives::Static;
    case CallEnd::Kind::Object:
      return !To.Path.empty() && To.Path.front() && !diesWithObject(To.Path);
    default:
      return false;
    }
  }

  void ended(const FunctionDecl &In, const Act &End) {
    auto It = Lenders.find(End.Class);
    if (It == Lenders.end())
      return;
    const auto *Field = dyn_cast<FieldDecl>(End.Owner);
    const auto *Owner = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
    if (mayAskForItsEnd(*End.Class, Owner) || callsBack(*End.Class, In))
      return;
    for (const Lender &L : It->second)
      if (isLent(L, End) && !isSettled(L, In, End) && !taken(L) && isAfterAll(L, In, End))
        report(L, End);
  }

  /// Whether a function of the class may be what leads to the end.
  bool callsBack(const CXXRecordDecl &Class, const FunctionDecl &In) {
    for (const auto &[F, What] : Read) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      const Decl *Around = F;
      while (Method && Method->getParent()->isLambda()) {
        Around = Decl::castFromDeclContext(Method->getParent()->getDeclContext());
        Method = dyn_cast<CXXMethodDecl>(Around);
      }
      llvm::DenseSet<const FunctionDecl *> Seen;
      if (Method && Method->getParent()->getCanonicalDecl() == &Class &&
          leadsTo(*F, *In.getCanonicalDecl(), Seen))
        return true;
    }
    return false;
  }

  bool leadsTo(const FunctionDecl &From, const FunctionDecl &To,
               llvm::DenseSet<const FunctionDecl *> &Seen) {
    const FunctionDecl *Definition = nullptr;
    if (!Seen.insert(From.getCanonicalDecl()).second || !From.hasBody(Definition))
      return false;
    auto It = Read.find(Definition);
    return It != Read.end() && llvm::any_of(It->second.Called, [&](const FunctionDecl *Called) {
             return Called == &To || leadsTo(*Called, To, Seen);
           });
  }

  /// Whether the method is called on what the owner has, or makes it.
  bool isLent(const Lender &L, const Act &End) {
    if (isa<CXXConstructorDecl>(L.By))
      return true;
    return llvm::any_of(Read, [&](const auto &Each) {
      return llvm::any_of(Each.second.Acts, [&](const Act &A) { return isCall(A, L, End); });
    });
  }
  static bool isCall(const Act &A, const Lender &L, const Act &End) {
    return A.K == Act::Kind::Calls && A.Owner == End.Owner &&
           A.Callee->getCanonicalDecl() == L.By->getCanonicalDecl();
  }

  /// The class of what keeps the closure; null if it is not known.
  static const CXXRecordDecl *keeperOf(const Transfer &Moved) {
    const ValueDecl *Keeper = Moved.To.Variable;
    for (PathElement E : Moved.To.Path)
      if (E && E != pendingPart()) {
        Keeper = E;
        break;
      }
    return Keeper && !isa<FunctionDecl>(Keeper) ? classBehind(Keeper->getType()) : nullptr;
  }

  /// Whether the act may run or take back the closures.
  bool settles(const Act &A, const Lender &L, const Act &End) {
    if (A.K == Act::Kind::Other && !A.Owner)
      return true;
    if (A.K == Act::Kind::Other)
      return A.Owner == End.Owner;
    if (A.K != Act::Kind::Calls)
      return false;
    const CXXRecordDecl *Keeper = keeperOf(*L.Moved);
    bool OnOwned = A.Owner == End.Owner;
    if (OnOwned && A.Callee->getCanonicalDecl() != L.By->getCanonicalDecl())
      return !cast<CXXMethodDecl>(A.Callee)->isConst();
    return Known.isWait(*A.Callee, A.Class) || Known.runsAnything(*A.Callee) ||
           (Keeper && A.Class && areOneKind(*Keeper, *A.Class));
  }

  /// Whether the function that lets go of the object has done something about its closures before.
  bool isSettled(const Lender &L, const FunctionDecl &In, const Act &End) {
    bool Settled = false;
    for (const Act &A : Read.find(&In)->second.Acts) {
      if (&A == &End)
        return Settled;
      if (isCall(A, L, End))
        Settled = false;
      else
        Settled |= settles(A, L, End);
    }
    return Settled;
  }

  /// Whether nobody in sight calls the function, or one does while closures may be waiting.
  bool isAfterAll(const Lender &L, const FunctionDecl &In, const Act &End) {
    const auto *V = dyn_cast<VarDecl>(End.Owner);
    if (V && V->hasLocalStorage())
      return true;
    bool Called = false;
    for (const auto &[F, What] : Read) {
      bool Settled = false;
      for (const Act &A : What.Acts) {
        bool Ends =
            A.K == Act::Kind::Calls && A.Callee->getCanonicalDecl() == In.getCanonicalDecl();
        if (Ends && !Settled && !isa<CXXDestructorDecl>(F))
          return true;
        Called |= Ends;
        if (A.K == Act::Kind::Calls && places(*A.Callee, L, End))
          Settled = false;
        else if (!Ends)
          Settled |= settles(A, L, End);
      }
    }
    return !Called;
  }

  /// Whether the function leads to the call that leaves the closure with others.
  bool places(const FunctionDecl &Callee, const Lender &L, const Act &End) {
    const FunctionDecl *Definition = nullptr;
    if (!Callee.hasBody(Definition))
      return false;
    auto It = Read.find(Definition);
    return It != Read.end() &&
           (llvm::any_of(It->second.Acts, [&](const Act &A) { return isCall(A, L, End); }) ||
            isa<CXXConstructorDecl>(L.By));
  }

  bool taken(const Lender &L) {
    const Step *Unasked = unguardedStep(L.Moved->Inner);
    return Known.types()
        .ends()
        .whyTaken(*L.By->getParent(), *L.Moved, *L.By, Unasked ? Unasked->Unused : Guards())
        .has_value();
  }

  void report(const Lender &L, const Act &End) {
    const Transfer &Moved = *L.Moved;
    Defect D;
    D.Site = Moved.Site;
    D.Of.K = Place::Kind::Object;
    D.Of.Name = cast<ValueDecl>(End.Owner)->getNameAsString();
    D.Why = Moved.To.K == CallEnd::Kind::Object ? Outlives::Object : Moved.To.Why;
    if (Moved.To.Variable)
      D.Holder = Moved.To.Variable->getNameAsString();
    else if (Moved.To.K == CallEnd::Kind::Object)
      D.Holder = Moved.To.Path.front()->getNameAsString();
    else if (Moved.To.Function)
      D.Holder = nameInClass(*Moved.To.Function);
    D.Path = Moved.Inner;
    D.How = End::Reset;
    D.Ends = End.Loc;
    D.Running = Moved.Starts;
    D.Unowned = true;
    Found.push_back(std::move(D));
  }

  const SelectedFunctions &Selected;
  CallKnowledge &Known;
  llvm::DenseMap<const CXXRecordDecl *, std::vector<Lender>> Lenders;
  std::map<const FunctionDecl *, Reader> Read;
  std::vector<Defect> Found;
};

} // namespace

std::vector<Defect> closure::outlivingOwned(const SelectedFunctions &Selected,
                                            CallKnowledge &Known) {
  return Owned(Selected, Known).find();
}
