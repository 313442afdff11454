//===-- Entries.cpp - Which entries of models speak of what ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/CallKnowledge.h"
#include "checks/calls/ModelContract.h"
#include "checks/calls/NameWords.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The entries that the method has under its name in the bases of its class: where they allow it,
/// or where a library overrides its own.
std::vector<const FunctionModel *> CallKnowledge::modelsOfBases(const CXXMethodDecl &Method) const {
  std::vector<const FunctionModel *> Found;
  bool Overrides = Method.size_overridden_methods() && inSystemHeader(Method);
  if (!Method.getParent()->hasDefinition() || isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
      !Method.getDeclName().isIdentifier() ||
      (!Overrides && !Models.hasSubclassEntry(Method.getName())))
    return Found;
  Method.getParent()->forallBases([&](const CXXRecordDecl *Base) {
    for (const FunctionModel *Model :
         Models.find(qualifiedName(*Base) + "::" + Method.getNameAsString()))
      if (Model->Subclasses || Overrides)
        Found.push_back(Model);
    return true;
  });
  return Found;
}

/// The classes from that of the object up to that of the method, which is one of their bases.
static std::vector<const CXXRecordDecl *> classesBelow(const CXXMethodDecl &Method,
                                                       const CXXRecordDecl &Object) {
  std::vector<const CXXRecordDecl *> Found;
  if (Object.hasDefinition() && Object.isDerivedFrom(Method.getParent()))
    Found.push_back(&Object);
  for (size_t I = 0; I != Found.size(); ++I)
    for (const CXXBaseSpecifier &Base : Found[I]->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
          Of && Of->hasDefinition() && Of->isDerivedFrom(Method.getParent()))
        Found.push_back(Of);
  return Found;
}

/// The entries under the name that the function has in the class of the object, in its bases, and
/// where it is declared; else under those that it has in the bases of that class.
llvm::ArrayRef<const FunctionModel *> CallKnowledge::modelsOf(const FunctionDecl &Callee,
                                                              const CXXRecordDecl *Object) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
      (Object && Object->getCanonicalDecl() == Method->getParent()->getCanonicalDecl()))
    Object = nullptr;
  auto [It, New] = Entries.try_emplace({&Callee, Object});
  if (!New)
    return It->second;
  std::vector<const FunctionModel *> Found;
  if (Object)
    for (const CXXRecordDecl *Class : classesBelow(*Method, *Object))
      llvm::append_range(Found,
                         Models.find(qualifiedName(*Class) + "::" + Method->getNameAsString()));
  llvm::append_range(Found, Models.find(qualifiedName(Callee)));
  if (Found.empty() && Method)
    Found = modelsOfBases(*Method);
  std::vector<const FunctionModel *> InOrder;
  for (bool OfUser : {true, false})
    llvm::copy_if(Found, std::back_inserter(InOrder),
                  [&](const FunctionModel *Model) { return Model->OfUser == OfUser; });
  return Entries[{&Callee, Object}] = std::move(InOrder);
}

Access CallKnowledge::accessOf(const FunctionDecl &Callee, const CXXRecordDecl *Object) const {
  const FunctionModel *Model = nullptr;
  for (const FunctionModel *Each : modelsOf(Callee, Object))
    if (!Model && !Each->When.Arguments && !Each->When.Argument &&
        holdsFor(Each->When, {}, {Object}, Macros))
      Model = Each;
  if (!Model)
    return isMove(Callee) ? Access::Same : Access::None;
  for (const Effect &E : Model->Does)
    if (E.V == Effect::Verb::Same)
      return Access::Same;
    else if (E.V == Effect::Verb::Part)
      return E.To == Effect::Target::This     ? Access::Own
             : E.To == Effect::Target::Global ? Access::Elsewhere
                                              : Access::Part;
  return Access::None;
}

Spent CallKnowledge::spends(const CXXMemberCallExpr &Call) const {
  if (!Call.getMethodDecl())
    return Spent::Never;
  for (const FunctionModel *Model :
       modelsOf(*Call.getMethodDecl(), classOfObject(Call.getImplicitObjectArgument())))
    if (Model->Spends != Spent::Never)
      return Model->Spends;
  return Spent::Never;
}

static ClassEnd destructorAs(const FunctionModel &Model) {
  ClassEnd End;
  End.Known = true;
  for (const Effect &E : Model.Does) {
    End.Calls |= E.V == Effect::Verb::Called && E.To == Effect::Target::This;
    End.Ends |= E.V == Effect::Verb::Ends;
    End.Waits |= E.V == Effect::Verb::Waits;
    End.Detaches |= E.V == Effect::Verb::Detached;
  }
  return End;
}

/// What is said of all functions of a class is not said of its destructor.
std::vector<const FunctionModel *>
CallKnowledge::modelsOfDestructor(const CXXRecordDecl &Class) const {
  std::vector<const FunctionModel *> Found =
      Models.find((qualifiedName(Class) + "::~" + Class.getName()).str());
  if (Class.hasDefinition())
    Class.forallBases([&](const CXXRecordDecl *Base) {
      for (const FunctionModel *Model :
           Models.find(qualifiedName(*Base) + "::~" + Base->getNameAsString()))
        if (Model->Subclasses)
          Found.push_back(Model);
      return true;
    });
  llvm::erase_if(Found, [](const FunctionModel *Model) {
    return !llvm::StringRef(Model->Name).contains("::~");
  });
  return Found;
}

ClassEnd CallKnowledge::endOf(const CXXRecordDecl &Class) const {
  auto [It, New] = ClassEnds.try_emplace(Class.getCanonicalDecl());
  if (!New)
    return It->second;
  std::string Name = qualifiedName(Class);
  ClassEnd End;
  End.CallsLast = Models.callsInDestructor(Name);
  End.Ends = End.Waits = Models.endsInDestructor(Name);
  End.Known = End.CallsLast || End.Ends || Models.cancelsInDestructor(Name);
  eachEntryOfEnd(Class, [&](const FunctionModel &Model, bool Counts) {
    if (Counts)
      End = destructorAs(Model);
  });
  return ClassEnds[Class.getCanonicalDecl()] = End;
}

/// The first of which the condition holds counts, beside those that only speak of views.
static void eachOf(llvm::ArrayRef<const FunctionModel *> Entries, Arguments Given,
                   ObjectSeen Object, const MacroValues &Macros, CallKnowledge::SeeEntry See) {
  bool Found = false;
  for (const FunctionModel *Model : Entries) {
    bool OfViews = Model->isOfViews();
    bool Counts = (OfViews || !Found) && holdsFor(Model->When, Given, Object, Macros);
    See(*Model, Counts);
    Found |= Counts && !OfViews;
  }
}

void CallKnowledge::eachEntry(const FunctionDecl &Callee, Arguments Given, const Expr *Object,
                              SeeEntry See) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const CXXRecordDecl *Class = Object   ? classOfObject(Object)
                               : Method ? Method->getParent()
                                        : nullptr;
  eachOf(modelsOf(Callee, Class), Given, {Class, Object}, Macros, See);
}

void CallKnowledge::eachEntryOfEnd(const CXXRecordDecl &Class, SeeEntry See) const {
  eachOf(modelsOfDestructor(Class), {}, {&Class}, Macros, See);
}

bool CallKnowledge::registersByName(const FunctionDecl &Callee) const {
  return closure::registersByName(Callee, Models);
}
