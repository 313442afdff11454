//===-- ReferenceCycles.cpp - Closures that own what keeps them -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/cycles/ReferenceCycles.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/cycles/Links.h"
#include "checks/cycles/ObjectNames.h"
#include "checks/cycles/Ownership.h"
#include "checks/cycles/Releases.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include <map>
#include <set>

using namespace clang;
using namespace closure;

namespace {

/// The call or assignment that put the closure where it is kept.
struct Storing {
  const Expr *By = nullptr;
  bool Discarded = false; ///< Nobody looks at what it gives back.
};

Storing findStoring(const Stmt *S, SourceLocation At, bool Discarded) {
  if (!S || isa<LambdaExpr>(S))
    return {};
  const auto *E = dyn_cast<Expr>(S);
  if (E && isa<CallExpr, BinaryOperator, CXXConstructExpr>(E) && E->getExprLoc() == At)
    return {E, Discarded};
  bool Wraps = isa<FullExpr, CXXBindTemporaryExpr, ImplicitCastExpr>(S);
  bool Inside = Wraps ? Discarded : !E && !isa<DeclStmt, ReturnStmt>(S);
  for (const Stmt *Child : S->children())
    if (Storing Found = findStoring(Child, At, Inside); Found.By)
      return Found;
  return {};
}

class Finder {
public:
  Finder(llvm::ArrayRef<const FunctionDecl *> Defined, CallKnowledge &Known)
      : Given(Defined, Known, Names) {}

  std::vector<Defect> run(llvm::ArrayRef<AnalysedFunction> Results) {
    for (auto [F, Result] : Results)
      for (const Keeping &K : Result->Keepings)
        if (!Sites.count({K.Site.maker(), K.Site.Index}))
          if (std::optional<Defect> D = judge(*F, K)) {
            Sites.insert({K.Site.maker(), K.Site.Index});
            Found.push_back(std::move(*D));
          }
    return std::move(Found);
  }

private:
  std::optional<Defect> judge(const FunctionDecl &In, const Keeping &K) {
    const VarDecl *Copy = copyOf(K.Site);
    if (!Copy && K.Site.Lambda)
      return std::nullopt;
    std::optional<ObjectName> Owned = Copy ? Names.pointee(*Copy) : Names.pointee(K.Site.Bound);
    std::optional<ObjectName> At = Names.holder(K.At);
    if (!Owned || !At || !isOwningWay(K))
      return std::nullopt;
    QualType Pointer = Copy ? Copy->getType() : K.Site.Bound->getType();
    const CXXRecordDecl *Class = classOf(In, K, Pointer, *Owned);
    std::optional<Members> Ring = ringOf(In, *Owned, *At, Class, classBehind(Pointer));
    if (!Ring || !isStoredInside(In, K, Owned->Element) ||
        isBroken(K, Pointer, *Owned, *Ring, Class))
      return std::nullopt;
    Defect D;
    D.K = Defect::Kind::Cycle;
    D.Site = K.Site;
    D.Holder = Copy ? Copy->getNameAsString() : "";
    D.Path = K.Steps;
    D.Ring = std::move(*Ring);
    return D;
  }

  /// What a lambda copies; null where a pointer is bound without one.
  static const VarDecl *copyOf(const CaptureSite &Site) {
    return Site.Lambda
               ? dyn_cast<VarDecl>(Site.Lambda->capture_begin()[Site.Index].getCapturedVar())
               : nullptr;
  }

  /// The members by which the owned object owns what keeps the closure.
  std::optional<Members> ringOf(const FunctionDecl &In, const ObjectName &Owned,
                                const ObjectName &At, const CXXRecordDecl *Class,
                                const CXXRecordDecl *Pointee) {
    auto Rest = [](const ObjectName &Part, const ObjectName &Whole) {
      return llvm::ArrayRef(Part.Path).drop_front(Whole.Path.size());
    };
    if (At.isWithin(Owned)) {
      if (Rest(At, Owned).empty())
        return Members();
      return Class ? ownedPath(*Class, Rest(At, Owned)) : std::nullopt;
    }
    // Another object keeps it, which the function makes this one own.
    auto [It, New] = Links.try_emplace(&In);
    if (New)
      It->second = linksIn(In, Names);
    for (const Link &L : It->second) {
      if (!L.Member.isWithin(Owned) || !At.isWithin(L.Owned) || Rest(At, L.Owned).empty() ||
          !Pointee)
        continue;
      std::vector<PathElement> Way = Rest(L.Member, Owned).vec();
      Way.push_back(nullptr);
      llvm::append_range(Way, Rest(At, L.Owned));
      if (std::optional<Members> Ring = ownedPath(*Pointee, Way))
        return Ring;
    }
    return std::nullopt;
  }

  /// The class of the owned object, as the function knows it that stores the closure.
  static const CXXRecordDecl *classOf(const FunctionDecl &In, const Keeping &K, QualType Pointer,
                                      const ObjectName &Owned) {
    const CXXRecordDecl *Class = classBehind(Pointer);
    const CXXRecordDecl *Other = nullptr;
    if (!Owned.Root && Owned.Path.empty())
      Other = methodAround(&In) ? methodAround(&In)->getParent() : nullptr;
    else if (K.At.R.K == Root::Kind::Variable)
      Other = classBehind(static_cast<const ValueDecl *>(K.At.R.Key)->getType());
    // The derived one has more members.
    bool Derived = Class && Other && Other->hasDefinition() && Class->hasDefinition() &&
                   Other->isDerivedFrom(Class);
    // A pointer to a part may own the whole.
    bool Part = Class && Other && !Owned.Root && !areOneKind(*Class, *Other);
    return Derived || Part || !Class ? Other : Class;
  }

  /// Each step hands on the closure itself, or an owner of it, and nothing is guessed. What a
  /// library keeps, it keeps for good only if one has to disconnect it; else it waits for one
  /// event.
  static bool isOwningWay(const Keeping &K) {
    return llvm::all_of(K.Steps,
                        [](const Step &S) {
                          bool Once = S.Until != "disconnect" &&
                                      (!S.Until.empty() || S.K == Step::Kind::Modelled);
                          return !Once && S.K != Step::Kind::Assumed &&
                                 S.K != Step::Kind::Detached && S.K != Step::Kind::Viewed;
                        }) &&
           llvm::all_of(K.Way, [](const Keeping::Hop &H) {
             return H.Because.K != Reason::Kind::Words && H.Because.K != Reason::Kind::Nothing &&
                    !H.Because.Open && owns(H.From) && owns(H.To) && !isByReference(H) &&
                    llvm::none_of(H.Inside, isLoose);
           });
  }

  static bool isLoose(PathElement Element) {
    return Element && Element != pendingPart() &&
           (Element->getType()->isReferenceType() || isLooseHold(Element->getType()));
  }

  static bool owns(const Keeping::Part &P) {
    for (PathElement Element : llvm::reverse(P.Path))
      if (Element && Element != pendingPart())
        return !isLoose(Element);
      else if (!Element)
        return true; // an object, whoever points at it
    if (P.R.K == Root::Kind::Variable)
      return !isLooseHold(static_cast<const ValueDecl *>(P.R.Key)->getType());
    return P.R.K != Root::Kind::Expression ||
           !isLooseHold(static_cast<const Expr *>(P.R.Key)->getType());
  }

  /// Another closure refers to the one that owns.
  static bool isByReference(const Keeping::Hop &H) {
    const auto *Lambda = H.Note.K == Step::Kind::Captured && H.To.R.K == Root::Kind::Expression
                             ? dyn_cast<LambdaExpr>(static_cast<const Expr *>(H.To.R.Key))
                             : nullptr;
    return Lambda && llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
             return C.getLocation() == H.Note.Loc && C.capturesVariable() &&
                    (C.getCaptureKind() == LCK_ByRef || isLooseHold(C.getCapturedVar()->getType()));
           });
  }

  /// The engine takes what a method points out for a part of its object; and what a call gives
  /// back for the closure may take it back.
  static bool isStoredInside(const FunctionDecl &In, const Keeping &K, const VarDecl *Element) {
    if (K.Way.empty())
      return false;
    Storing S = findStoring(In.getBody(), K.Way.back().Note.Loc, true);
    if (!S.By)
      return !Element;
    const Expr *To = nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S.By))
      To = Binary->getLHS();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S.By))
      To = Operator->getArg(0);
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S.By))
      To = Call->getImplicitObjectArgument();
    if (To && !staysInside(*To))
      return false;
    if (Element && !(To && leadsFrom(*To, *Element)))
      return false;
    const CXXRecordDecl *Given =
        S.By->isPRValue() ? S.By->getType()->getAsCXXRecordDecl() : nullptr;
    bool Handle = Given && isa<CallExpr>(S.By) && !isInMainFile(*Given);
    return S.Discarded || !Handle;
  }

  bool isBroken(const Keeping &K, QualType Pointer, const ObjectName &Owned, const Members &Ring,
                const CXXRecordDecl *Class) {
    if (const VarDecl *Copy = copyOf(K.Site); Copy && Given.ofCapture(*K.Site.Lambda, *Copy))
      return true;
    if (Ring.empty() && Given.ofObject(Owned, Pointer))
      return true;
    // The objects of the ring never end.
    auto Never = [&](const CXXRecordDecl &Of) {
      return (Class && areOneKind(*Class, Of)) || llvm::any_of(Ring, [&](const ValueDecl *Member) {
               const auto *Parent = dyn_cast<CXXRecordDecl>(Member->getDeclContext());
               return Parent && areOneKind(*Parent, Of);
             });
    };
    Members Links = Ring;
    for (const Keeping::Hop &H : K.Way)
      llvm::copy_if(H.Inside, std::back_inserter(Links),
                    [](PathElement Element) { return Element && Element != pendingPart(); });
    return llvm::any_of(Links, [&](const ValueDecl *Member) {
      return isOutOfSight(*Member) || Given.ofMember(*Member, Never);
    });
  }

  /// No other unit knows of it.
  static bool isInMainFile(const CXXRecordDecl &Class) {
    const SourceManager &SM = Class.getASTContext().getSourceManager();
    return SM.isInMainFile(SM.getExpansionLoc(Class.getLocation()));
  }

  /// Whether other units may let go of what the member holds: a method that is not seen, or, for a
  /// member of a class in a header, all that use it.
  bool isOutOfSight(const ValueDecl &Member) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Member.getDeclContext());
    if (!Class || isInMainFile(*Class))
      return false;
    return llvm::any_of(Class->decls(), isUnseen) || !Given.isRead(Member);
  }

  static bool isUnseen(const Decl *D) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      return Template->spec_begin() == Template->spec_end() &&
             !isa<CXXConstructorDecl>(Template->getTemplatedDecl());
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    return Method && Method->isUserProvided() && !Method->isConst() && !Method->isStatic() &&
           !Method->isPureVirtual() && !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
           !Method->hasBody();
  }

  ObjectNames Names;
  Releases Given;
  std::map<const FunctionDecl *, std::vector<Link>> Links;
  std::set<std::pair<const Expr *, unsigned>> Sites;
  std::vector<Defect> Found;
};

} // namespace

std::vector<Defect> closure::referenceCycles(llvm::ArrayRef<AnalysedFunction> Results,
                                             llvm::ArrayRef<const FunctionDecl *> Defined,
                                             CallKnowledge &Known) {
  return Finder(Defined, Known).run(Results);
}
