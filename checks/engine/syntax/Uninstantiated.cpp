//===-- Uninstantiated.cpp - What unused templates can hold ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

static constexpr unsigned MaxDepth = 4;

const CXXRecordDecl *closure::templateWrittenIn(QualType T) {
  const auto *Written = T->getAs<TemplateSpecializationType>();
  const auto *Of =
      Written ? dyn_cast_or_null<ClassTemplateDecl>(Written->getTemplateName().getAsTemplateDecl())
              : nullptr;
  return Of ? Of->getTemplatedDecl() : nullptr;
}

/// Of a type that is written with parameters of a template.
bool Types::spellingCanHold(QualType T, unsigned Depth) {
  if (!T->isDependentType())
    return canHold(T);
  T = T.getCanonicalType().getNonReferenceType();
  while (T->isAnyPointerType() || T->isArrayType())
    T = T->isArrayType() ? QualType(Context.getBaseElementType(T)) : T->getPointeeType();
  const CXXRecordDecl *Class = templateWrittenIn(T);
  if (!Class || Depth == MaxDepth)
    return false;
  if (Known.isHolder(qualifiedName(*Class)))
    return true;
  if (inSystemHeader(*Class))
    return llvm::any_of(T->castAs<TemplateSpecializationType>()->template_arguments(),
                        [&](const TemplateArgument &A) {
                          return A.getKind() == TemplateArgument::Type &&
                                 spellingCanHold(A.getAsType(), Depth + 1);
                        });
  const CXXRecordDecl *Pattern = Class->getDefinition();
  return Pattern && llvm::any_of(Pattern->fields(), [&](const FieldDecl *F) {
           return spellingCanHold(F->getType(), Depth + 1);
         });
}

bool Types::uninstantiatedCanHold(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised)
    return false;
  if (Known.isHolder(qualifiedName(Record)) || argumentsCanHold(Record))
    return true;
  const CXXRecordDecl *Pattern = Specialised->getSpecializedTemplate()->getTemplatedDecl();
  Pattern = Pattern->getDefinition();
  return Pattern && !inSystemHeader(*Pattern) &&
         llvm::any_of(Pattern->fields(),
                      [&](const FieldDecl *F) { return spellingCanHold(F->getType(), 0); });
}
