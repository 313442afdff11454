//===-- LastCalls.h - Methods after which their object dies ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure over a local of a method, kept in the object, dangles once the method has returned. It
// is of no matter where the object is then used no more: `Test t; t.run();`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_LASTCALLS_H
#define CLOSURE_LASTCALLS_H

#include "checks/engine/terms/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <vector>

namespace clang {
class CXXMemberCallExpr;
class CXXMethodDecl;
class CXXRecordDecl;
class FunctionDecl;
class SourceManager;
} // namespace clang

namespace closure {

class CallKnowledge;

class LastCalls {
public:
  /// `Defined`: every function that has its body in the unit. Must outlive this, as `Known` must.
  LastCalls(llvm::ArrayRef<const clang::FunctionDecl *> Defined, const CallKnowledge &Known)
      : Defined(Defined), Known(Known) {}

  /// Whether the unit calls the method, and each time as the last that it does with a local or a
  /// temporary object, whose destructor nobody wrote; or whether a model says that of the library
  /// that calls it. The first question walks over the unit.
  bool endsObject(const clang::CXXMethodDecl &Method);
  /// Whether a model says that the library calls the method last.
  bool isLastOfModel(const clang::CXXMethodDecl &Method) const;

private:
  void collect();
  bool isLastOfLibrary(const clang::CXXMethodDecl &Method) const;
  bool isLastCall(const clang::CXXMethodDecl &Method) const;
  bool diesInSilence(const clang::CXXRecordDecl &Class) const;
  bool diesInSilence(const clang::CXXRecordDecl &Class,
                     llvm::SmallPtrSetImpl<const clang::CXXRecordDecl *> &Seen) const;
  bool isLast(const clang::CXXMemberCallExpr &Call, const clang::FunctionDecl &In) const;

  struct Call {
    const clang::CXXMemberCallExpr *Made;
    const clang::FunctionDecl *In;
  };
  llvm::ArrayRef<const clang::FunctionDecl *> Defined;
  const CallKnowledge &Known;
  bool Collected = false;
  llvm::DenseMap<const clang::CXXMethodDecl *, std::vector<Call>> Calls;
  llvm::DenseSet<const clang::CXXMethodDecl *> Named; ///< Other than to be called so.
};

/// Whether nothing follows the lambda, of which `Body` is the call operator, in the method.
bool isLastIn(const clang::CXXMethodDecl &Method, const clang::FunctionDecl &Body,
              const clang::SourceManager &SM);

/// Whether all that is known of who keeps the closure is the name of a method, one that registers
/// it as a handler, and that is called on a part of the object.
bool isLeftToPart(const Defect &D, const clang::FunctionDecl &In, const CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_LASTCALLS_H
