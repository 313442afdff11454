//===-- CalledBack.h - Which functions of libraries call user code -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLEDBACK_H
#define CLOSURE_CALLEDBACK_H

#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class CXXRecordDecl;
class FunctionDecl;
class IdentifierInfo;
class SourceManager;
class TagDecl;
class TemplateArgument;
class TranslationUnitDecl;
} // namespace clang

namespace closure {

/// Tells by the arguments of instances of library templates whether their bodies may be the first
/// to instantiate code of the user that makes closures.
class CalledBack {
public:
  /// `Named` are the names that the bodies of libraries mention.
  CalledBack(clang::TranslationUnitDecl &Unit, const clang::SourceManager &SM,
             const llvm::DenseSet<const clang::IdentifierInfo *> &Named);

  /// Whether the body may call what counts.
  bool by(const clang::FunctionDecl &Instance);

private:
  friend class TypeSearch;
  bool inSystemHeader(const clang::Decl &D) const;
  bool matter(llvm::ArrayRef<clang::TemplateArgument> Arguments);
  bool matters(clang::QualType T);
  bool matters(const clang::TagDecl &Tag);
  bool look(const clang::CXXRecordDecl &Record);
  bool surroundingsMatter(const clang::Decl &D);

  const clang::SourceManager &SM;
  /// Whether a free function template makes closures: it is found by the type of its arguments.
  bool Free = false;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Known;
};

} // namespace closure

#endif // CLOSURE_CALLEDBACK_H
