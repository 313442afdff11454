//===-- Contract.h - What a call does with its arguments and its object --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine asks for contracts through this interface; where they come from (a
// model, a visible body) is the business of `calls/`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_CONTRACT_H
#define CLOSURE_ENGINE_CONTRACT_H

#include "checks/engine/Holder.h"
#include "checks/engine/Loan.h"
#include "llvm/ADT/SmallBitVector.h"

namespace clang {
class CXXDestructorDecl;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// One end of a transfer, as the caller can see it.
struct CallEnd {
  enum class Kind {
    Result,
    Parameter, ///< Number `Index`, counted from 0 without the object.
    Object,    ///< The object of a method, or the closure that is called.
    This,      ///< `this` as a lambda captured it.
    Variable,  ///< A global, or a variable of an enclosing function.
    Exception,
  };
  Kind K = Kind::Result;
  unsigned Index = 0;
  const clang::ValueDecl *Variable = nullptr;
  const clang::CXXMethodDecl *Closure = nullptr;
  Outlives Why = Outlives::None;
  std::vector<PathElement> Path;
};

/// `To` receives what `From` holds; or, if `Borrows`, a loan of the place `From`
/// that the capture at `Site` took.
struct Transfer {
  CallEnd To;
  CallEnd From;
  bool Borrows = false;
  bool Element = false;
  bool Writes = false;
  CaptureSite Site;
  std::vector<Step> Inner;
};

struct Contract {
  std::vector<Transfer> Transfers;
  /// What has let go of everything when the call returns.
  std::vector<CallEnd> Drops;
  /// Whether the call can call what its object holds, or any of its arguments.
  bool UsesObject = true;
  bool UsesArguments = true;
  /// The steps are inside the standard library and need no note of their own.
  bool Plain = false;
};

/// What a function that returns a reference, a pointer or an iterator gives access to.
enum class Access {
  None,
  Same, ///< Its first argument: `std::move(x)`.
  Part, ///< Something that its first argument owns: `std::get<0>(x)`.
};

class Contracts {
public:
  virtual ~Contracts() = default;
  /// Whether the call exchanges what its two arguments, or its object and its argument, hold.
  virtual bool isSwap(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the call returns only after work of others is done.
  virtual bool isWait(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the destructor of this class of a library calls what it holds.
  virtual bool callsInDestructor(llvm::StringRef QualifiedName) const = 0;
  virtual Access accessOf(const clang::FunctionDecl &Callee) const = 0;
  /// The contract of `Callee`, or null where nothing is known. It lives as long as this.
  virtual const Contract *contractOf(const clang::FunctionDecl &Callee) = 0;
  /// The contract of a destructor that runs for an object of exactly this class.
  virtual const Contract *contractOfDestructor(const clang::CXXDestructorDecl &Callee) = 0;
  /// Whether objects of this class, whose fields tell nothing, hold closures.
  virtual bool isHolder(llvm::StringRef QualifiedName) const = 0;
  /// Whether this class of the standard library owns the elements that it gives out.
  virtual bool isOwner(llvm::StringRef QualifiedName) const = 0;
};

} // namespace closure

#endif // CLOSURE_ENGINE_CONTRACT_H
