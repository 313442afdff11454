//===-- MemberEnds.cpp - What the end of a member does --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/MemberEnds.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// What objects of this class of the standard library own, by their template arguments.
static bool anyOwned(const CXXRecordDecl &Class, llvm::function_ref<bool(QualType)> Is) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  return Specialised &&
         llvm::any_of(Specialised->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && Is(A.getAsType());
         });
}

static const Contract *contractOfEnd(const CXXRecordDecl &Class, CallKnowledge &Known) {
  const CXXDestructorDecl *Destructor =
      Class.hasDefinition() ? Class.getDefinition()->getDestructor() : nullptr;
  return Destructor ? Known.contractOfDestructor(*Destructor) : nullptr;
}

bool closure::destructorCalls(const CXXRecordDecl &Class, CallKnowledge &Known) {
  const Contract *C = contractOfEnd(Class, Known);
  return C && C->UsesObject;
}

bool closure::destructorWaits(const CXXRecordDecl &Class, CallKnowledge &Known) {
  const Contract *C = contractOfEnd(Class, Known);
  return C && (!C->Ends.empty() || C->Waits);
}

/// The deleter of a `unique_ptr`, the function of a `scope_exit`; `std::default_delete` only
/// deletes.
static bool lastArgumentHolds(const CXXRecordDecl &Class, CallKnowledge &Known) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Specialised || !Specialised->getTemplateArgs().size())
    return false;
  const TemplateArgument &Last = Specialised->getTemplateArgs().asArray().back();
  const CXXRecordDecl *Callable =
      Last.getKind() == TemplateArgument::Type ? Last.getAsType()->getAsCXXRecordDecl() : nullptr;
  return Callable && Known.types().canHold(Last.getAsType()) &&
         (!inSystemHeader(*Callable) || Known.isHolder(qualifiedName(*Callable)));
}

bool closure::callsAtEnd(QualType Type, CallKnowledge &Known) {
  const CXXRecordDecl *Class = Type.getCanonicalType()->getAsCXXRecordDecl();
  if (!Class)
    return false;
  if (ClassEnd End = Known.endOf(*Class); End.Calls ||
                                          (End.CallsLast && lastArgumentHolds(*Class, Known)) ||
                                          Known.types().holdsDeleter(*Class))
    return true;
  if (Class->isInStdNamespace())
    return anyOwned(*Class, [&](QualType Owned) { return callsAtEnd(Owned, Known); });
  return destructorCalls(*Class, Known);
}

/// Classes of the standard library whose arguments say nothing of what their end does.
static bool ownsNothing(const CXXRecordDecl &Class) {
  static constexpr llvm::StringLiteral Names[] = {"shared_ptr", "weak_ptr", "reference_wrapper",
                                                  "function",   "promise",  "shared_future"};
  return !Class.getIdentifier() || llvm::is_contained(Names, Class.getName());
}

bool closure::waitsAtEnd(QualType Type, bool Running, CallKnowledge &Known) {
  if (const auto *Array = dyn_cast<ArrayType>(Type.getCanonicalType().getTypePtr()))
    return waitsAtEnd(Array->getElementType(), Running, Known);
  const CXXRecordDecl *Class = Type.getCanonicalType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  Class = Class->getDefinition();
  ClassEnd End = Known.endOf(*Class);
  // A future that holds running work is one of `std::async`, and waits like a thread.
  if (End.Ends || End.Waits || (Running && qualifiedName(*Class) == "std::future"))
    return true;
  auto Waits = [&](QualType Part) { return waitsAtEnd(Part, Running, Known); };
  if (Class->isInStdNamespace())
    return !ownsNothing(*Class) && anyOwned(*Class, Waits);
  if (End.Known || inSystemHeader(*Class))
    return false;
  return destructorWaits(*Class, Known) ||
         llvm::any_of(Class->fields(), [&](const FieldDecl *F) { return Waits(F->getType()); }) ||
         llvm::any_of(Class->bases(),
                      [&](const CXXBaseSpecifier &B) { return Waits(B.getType()); });
}

/// Whether the code names the member, or hands on the object as a whole.
static bool mentions(const Stmt *S, const FieldDecl &Member) {
  if (const auto *Access = dyn_cast_or_null<MemberExpr>(S))
    return Access->getMemberDecl() == &Member ||
           (!isa<CXXThisExpr>(Access->getBase()->IgnoreParenImpCasts()) &&
            mentions(Access->getBase(), Member));
  return S && (isa<CXXThisExpr>(S) || llvm::any_of(S->children(), [&](const Stmt *Child) {
                 return mentions(Child, Member);
               }));
}

bool closure::endsInTime(const CXXRecordDecl &Class, const FieldDecl &Keeper,
                         CallKnowledge &Known) {
  const auto *Has = cast<CXXRecordDecl>(Keeper.getParent());
  auto IsBefore = [&](const CXXRecordDecl *By) {
    By = By->getCanonicalDecl();
    return By == Class.getCanonicalDecl() ||
           (By != Has->getCanonicalDecl() && By->hasDefinition() && Has->hasDefinition() &&
            By->getDefinition()->isDerivedFrom(Has) && Class.isDerivedFrom(By));
  };
  bool ByHand = llvm::any_of(endActsOf(Class, Known.types()), [&](const EndAct &Act) {
    return IsBefore(Act.By) &&
           (Act.To == &Keeper || Act.K == EndAct::Kind::Any || Act.K == EndAct::Kind::Waits ||
            (Act.K == EndAct::Kind::Unseen && !Act.To));
  });
  if (ByHand)
    return true;
  const ClassUse &Use = Known.types().ends().uses().of(Class);
  auto GivenWhereDeclared = [&](const FieldDecl *Later) {
    return Later->hasInClassInitializer() && mentions(Later->getInClassInitializer(), Keeper);
  };
  return llvm::any_of(Class.fields(), [&](const FieldDecl *Later) {
    auto It = Use.Given.find(Later);
    bool First = Has != &Class || Later->getFieldIndex() > Keeper.getFieldIndex();
    bool Given = GivenWhereDeclared(Later) ||
                 (It != Use.Given.end() && llvm::any_of(It->second, [&](const Mentioned &M) {
                    return M.Of == &Keeper || isa_and_nonnull<CXXRecordDecl>(M.Of);
                  }));
    return First && Given && !endActsOf(*Later, Known.types()).empty();
  });
}

bool closure::diesWithObject(llvm::ArrayRef<PathElement> Path) {
  PathElement Before = nullptr;
  for (PathElement E : Path) {
    bool Part = E == pendingPart() ||
                (E ? !E->getType()->isReferenceType() && !E->getType()->isPointerType()
                   : Before && isSoleOwner(Before->getType()));
    if (!Part)
      return false;
    Before = E == pendingPart() ? nullptr : E;
  }
  return true;
}

bool closure::outlivesObject(const CallEnd &To) {
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

std::string closure::keeperName(const CallEnd &To, const FunctionDecl &By) {
  if (To.K == CallEnd::Kind::Parameter && To.Index < By.getNumParams())
    return By.getParamDecl(To.Index)->getNameAsString();
  if (To.Variable)
    return To.Variable->getNameAsString();
  if (To.Function)
    return nameInClass(*To.Function);
  return To.Path.empty() || !To.Path.front() ? "" : To.Path.front()->getNameAsString();
}
