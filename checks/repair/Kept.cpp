//===-- Kept.cpp - What a call keeps of what it is given ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Kept.h"
#include "checks/Compat.h"
#include "checks/engine/syntax/Types.h"
#include "checks/repair/Aliases.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

bool closure::isReadOnly(QualType Type) {
  Type = Type.getCanonicalType();
  if (Type->isReferenceType() || Type->isPointerType())
    return Type->getPointeeType().isConstQualified();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->isInStdNamespace())
    return false;
  QualType Of = firstTypeArgument(Record);
  return Record->getName() == "basic_string_view" ||
         (!Of.isNull() && (Of.isConstQualified() || (Of->isPointerType() && isReadOnly(Of))));
}

bool closure::pointsAway(const CXXRecordDecl &Record) {
  return hasArrow(Record) && !Record.getName().contains("optional") &&
         !Record.getName().contains("iterator");
}

/// Classes that keep what they are given, although their arguments do not show it.
static bool isHolder(llvm::StringRef Class) {
  return Class.starts_with("_Bind") || Class.starts_with("__bind") ||
         llvm::is_contained(
             llvm::ArrayRef<llvm::StringRef>{
                 "unique_ptr", "shared_ptr", "thread", "jthread", "any", "function",
                 "move_only_function", "copyable_function", "packaged_task", "future",
                 "shared_future", "basic_ostream", "basic_istream", "basic_iostream", "lock_guard",
                 "unique_lock", "shared_lock", "scoped_lock"},
             Class);
}

bool closure::canKeep(QualType Type) {
  if (Type->isPointerType() || Type->isReferenceType() || refersElsewhere(Type))
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->isInStdNamespace())
    return Record && Record->isLambda();
  if (isHolder(Record->getName()))
    return true;
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Special)
    return false;
  auto Keeps = [](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Type && canKeep(A.getAsType());
  };
  for (const TemplateArgument &A : Special->getTemplateArgs().asArray())
    if (A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), Keeps) : Keeps(A))
      return true;
  return false;
}

static llvm::StringRef nameOf(const FunctionDecl &Callee) {
  return Callee.getIdentifier() ? Callee.getName() : llvm::StringRef();
}

/// The standard library keeps references in objects that are there to refer, and nowhere else.
static Kept keptByLibrary(const FunctionDecl &Callee, Form F) {
  Kept K;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  llvm::StringRef Name = nameOf(Callee);
  if (isa<CXXConstructorDecl>(Callee)) {
    QualType Made = typeOf(Callee.getASTContext(), *Class);
    // What is made of a place is a copy, but of a class that refers.
    K.Returned = F == Form::Reference
                     ? canKeep(Made)
                     : refersElsewhere(Made) || Class->getName().contains("lock") ||
                           Class->getName().contains("guard");
  } else if (Class && Callee.getOverloadedOperator() == OO_Call && isHolder(Class->getName())) {
    K.Unseen = true;
  } else if (Class && !Method->isStatic()) {
    bool Stream = Name == "rdbuf" || Name == "tie" || Name == "pubsetbuf" || Name == "setbuf";
    K.Object = F == Form::Reference && (Stream || canKeep(typeOf(Callee.getASTContext(), *Class)));
  } else {
    QualType Back = Callee.getReturnType();
    const CXXRecordDecl *Record = Back.getNonReferenceType()->getAsCXXRecordDecl();
    // A function that hands its stream on says nothing of what it has read into.
    bool Stream = Record && Record->getName().contains("stream");
    K.Returned = F == Form::Reference ? canKeep(Back)
                                      : !Stream && (Back->isReferenceType() ||
                                                    Back->isPointerType() || refersElsewhere(Back));
  }
  return K;
}

/// A function of C fills in what it is given, unless it takes a function beside it, or is known to
/// keep what it gets.
static bool isKeptByC(const FunctionDecl &Callee) {
  llvm::StringRef Name = nameOf(Callee);
  if (Name == "qsort" || Name == "bsearch")
    return false;
  if (Name == "setvbuf" || Name == "setbuf" || Name == "putenv")
    return true;
  return llvm::any_of(Callee.parameters(),
                      [](const ParmVarDecl *P) { return P->getType()->isFunctionPointerType(); });
}

/// Whether the author says who keeps what the parameter refers to.
static bool addClaims(const ParmVarDecl &Parameter, const FunctionDecl &Callee, Kept &K) {
  std::vector<std::string> Names = capturedBy(Parameter);
  for (const std::string &Name : Names) {
    K.Object |= Name == "this";
    K.Beyond |= Name == "global";
    for (const ParmVarDecl *Other : Callee.parameters())
      if (Other->getName() == Name)
        K.Parameters.insert(Other->getFunctionScopeIndex());
  }
  return !Names.empty();
}

Kept closure::keptUnread(const FunctionDecl &Callee, unsigned Index, Form F) {
  Kept K;
  if (Callee.getBuiltinID() || Callee.isConsteval())
    return K;
  const ParmVarDecl *Parameter =
      Index < Callee.getNumParams() ? Callee.getParamDecl(Index) : nullptr;
  if (Parameter && Parameter->hasAttr<NoEscapeAttr>())
    return K;
  if (Parameter && Parameter->hasAttr<LifetimeBoundAttr>()) {
    K.Returned = true;
    return K;
  }
  if (Parameter && addClaims(*Parameter, Callee, K))
    return K;
  bool System = inSystemHeader(Callee);
  if (System && inStandardLibrary(Callee))
    return keptByLibrary(Callee, F);
  if (System && Callee.isExternC()) {
    K.Unseen = isKeptByC(Callee);
    return K;
  }
  // To a reference to const it can only be shown; and what reads from a stream fills it in.
  if (F == Form::Place &&
      (!Parameter || isReadOnly(Parameter->getType()) || !Parameter->getType()->isReferenceType()))
    return K;
  if (Callee.getOverloadedOperator() == OO_GreaterGreater)
    return K;
  K.Unseen = true;
  return K;
}

std::vector<const CXXRecordDecl *> closure::constructedBy(const FunctionDecl &Callee) {
  std::vector<const CXXRecordDecl *> Made;
  if (!inStandardLibrary(Callee))
    return Made;
  auto Add = [&](const TemplateArgument &A) {
    if (A.getKind() == TemplateArgument::Type)
      if (const CXXRecordDecl *Record = A.getAsType()->getAsCXXRecordDecl();
          Record && Record->hasDefinition() && !inSystemHeader(*Record))
        Made.push_back(Record->getDefinition());
  };
  llvm::StringRef Name = nameOf(Callee);
  if (Name == "make_unique" || Name == "make_shared" || Name == "allocate_shared" ||
      Name == "make_optional" || Name == "construct_at") {
    if (const TemplateArgumentList *Given = Callee.getTemplateSpecializationArgs())
      if (Given->size())
        Add(Given->get(0));
  } else if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee)) {
    bool Emplaces = Name.contains("emplace") || isa<CXXConstructorDecl>(Method);
    const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent());
    if (Emplaces && Of)
      for (const TemplateArgument &A : Of->getTemplateArgs().asArray())
        Add(A);
  }
  return Made;
}
