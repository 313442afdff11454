//===-- ObjectCapture.h - How a closure can own its object ---- -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Instead of `this`: a copy of the object, shared ownership of it, or a look whether it is
// still there.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_OBJECTCAPTURE_H
#define CLOSURE_REPAIR_OBJECTCAPTURE_H

#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"

namespace closure {

class KnownUses;

class ObjectCapture {
public:
  ObjectCapture(const Defect &D, const clang::ASTContext &Context, KnownUses &Known);

  /// What takes the place of `this` in the capture list, so that the closure owns what it uses;
  /// empty if nothing safe does.
  const std::string &entries() const { return Entries; }
  /// Why there are none, and what to do instead.
  const std::string &reason() const { return Reason; }

  /// The closure looks whether the object is still there, and returns if it is not; no hints if
  /// that cannot be written.
  Edits weak() const;

private:
  void choose();
  bool isOfBase() const;
  std::string dyingClass() const;
  std::string notShared() const;
  bool readsReference();
  bool canCopy();
  bool isStoredInside() const;

  const Defect &D;
  const clang::ASTContext &Context;
  KnownUses &Known;
  const clang::LambdaExpr &Lambda;
  const clang::CXXMethodDecl *Method = nullptr;
  bool Shared = false;
  std::string Entries, Reason;
};

} // namespace closure

#endif // CLOSURE_REPAIR_OBJECTCAPTURE_H
