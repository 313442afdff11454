//===-- CopyMove.cpp - Whether values can be copied or moved --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/CopyMove.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

static bool usable(const CXXMethodDecl *M) {
  return M && !M->isDeleted() && M->getAccess() != AS_private && M->getAccess() != AS_protected;
}

static bool elementsCopyable(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised || Record.getName() == "shared_ptr" || Record.getName() == "weak_ptr" ||
      Record.getName() == "reference_wrapper")
    return true;
  auto Fits = [](const TemplateArgument &A) {
    return A.getKind() != TemplateArgument::Type || !A.getAsType()->isRecordType() ||
           canBeCopied(A.getAsType());
  };
  for (const TemplateArgument &A : Specialised->getTemplateArgs().asArray())
    if (A.getKind() == TemplateArgument::Pack ? !llvm::all_of(A.pack_elements(), Fits) : !Fits(A))
      return false;
  return true;
}

/// `x = y` asks for a constructor that takes a constant and converts in silence.
static bool isPlain(const CXXConstructorDecl &C) {
  return !C.isExplicit() && C.getParamDecl(0)->getType().getNonReferenceType().isConstQualified();
}

/// An instance of a library's template that nothing has needed yet, as `std::less<K>` and the
/// `std::pair<const K, V>` of a map: decided by what is written in the template.
static bool canBeCopiedUnseen(const CXXRecordDecl &Record) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  const CXXRecordDecl *Pattern =
      Instance ? Instance->getSpecializedTemplate()->getTemplatedDecl()->getDefinition() : nullptr;
  if (!Pattern || !inSystemHeader(Record))
    return false;
  auto Copies = [](const CXXConstructorDecl *C) { return !C->isCopyConstructor() || usable(C); };
  auto IsElement = [](const FieldDecl *Field) {
    QualType T = Field->getType();
    return T->isDependentType() ? T->isTemplateTypeParmType() : canBeCopied(T);
  };
  auto IsFit = [](const CXXBaseSpecifier &Base) {
    return Base.getType()->isDependentType() || canBeCopied(Base.getType());
  };
  return llvm::all_of(Pattern->ctors(), Copies) && llvm::all_of(Pattern->fields(), IsElement) &&
         llvm::all_of(Pattern->bases(), IsFit) && elementsCopyable(Record);
}

bool closure::canBeCopied(QualType Type) {
  if (Type->isVariableArrayType())
    return false;
  Type = QualType(Type->getBaseElementTypeUnsafe(), Type.getCVRQualifiers());
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (Record && Type.isVolatileQualified())
    return false;
  if (!Record)
    return !Type->isIncompleteType();
  if (!Record->hasDefinition())
    return canBeCopiedUnseen(*Record);
  if (Record->isAbstract())
    return false;
  if (Record->needsImplicitCopyConstructor() && Record->defaultedCopyConstructorIsDeleted())
    return false;
  for (const CXXConstructorDecl *C : Record->ctors())
    if (C->isCopyConstructor() && (!usable(C) || !isPlain(*C)))
      return false;
  // A template of the library says so only when it is asked: its elements decide.
  if (inSystemHeader(*Record))
    return elementsCopyable(*Record);
  for (const FieldDecl *Field : Record->fields())
    if (Field->getType()->isRecordType() && !canBeCopied(Field->getType()))
      return false;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (!canBeCopied(Base.getType()))
      return false;
  return true;
}

bool closure::canBeMoved(QualType Type) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isAbstract())
    return false;
  for (const CXXConstructorDecl *C : Record->ctors())
    if (C->isMoveConstructor())
      return usable(C) && !C->isExplicit();
  return Record->needsImplicitMoveConstructor();
}
