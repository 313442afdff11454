//===-- Deleters.cpp - Which shared pointers hold a closure ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

bool Types::holdsDeleter(const CXXRecordDecl &Record) {
  return Known.hasDeleter(qualifiedName(Record)) && isMadeWithDeleter(Record);
}

/// `shared_ptr(p, [&] { … })`, `reset(p, …)`: a pointer, and behind it what deletes.
static bool takesDeleter(const FunctionDecl &F, llvm::function_ref<bool(QualType)> IsClosure) {
  if (F.getNumParams() < 2)
    return false;
  QualType First = F.getParamDecl(0)->getType();
  return (First->isPointerType() || First->isNullPtrType()) &&
         llvm::any_of(F.parameters(),
                      [&](const ParmVarDecl *P) { return IsClosure(P->getType()); });
}

/// Whether, somewhere in the unit, an object of the class, or of one that it is made from, is made
/// with a deleter that holds something.
bool Types::isMadeWithDeleter(const CXXRecordDecl &Record) {
  std::vector<const CXXRecordDecl *> Sources{&Record};
  for (size_t I = 0; I != Sources.size(); ++I)
    for (const Decl *D : Sources[I]->decls()) {
      const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
      if (!Template)
        continue;
      for (const FunctionDecl *F : Template->specializations()) {
        if (takesDeleter(*F, [&](QualType T) { return isCallable(T); }))
          return true;
        for (const ParmVarDecl *P : F->parameters())
          if (const CXXRecordDecl *Other = P->getType().getNonReferenceType()->getAsCXXRecordDecl();
              Other && Known.hasDeleter(qualifiedName(*Other)) &&
              !llvm::is_contained(Sources, Other))
            Sources.push_back(Other);
      }
    }
  return false;
}
