//===-- Reason.h - What makes a fact true ---------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure that is found safe is so for a reason: what the code says, what a body or a model
// tells of a call, or that nothing is known and the engine would have to guess. Each fact carries
// its reason, so that earned silence can be told from the other kind.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_REASON_H
#define CLOSURE_ENGINE_TERMS_REASON_H

namespace clang {
class NamedDecl;
} // namespace clang

namespace closure {

struct Reason {
  enum class Kind {
    Code,       ///< What the function itself says: an assignment, the end of a scope.
    Test,       ///< A condition by which the holder is empty here.
    Loop,       ///< A loop that waits, or takes out one after the other.
    Body,       ///< The contract of a function, read off its body in this unit.
    Summary,    ///< The same, read off in another unit.
    Shape,      ///< What functions of a library do whose class looks like this.
    Model,      ///< An entry of a model file.
    Attribute,  ///< An attribute or an annotation.
    Words,      ///< The words of a function's name.
    Destructor, ///< A destructor that does something, whatever that is.
    Weak,       ///< The closure holds a token by which it knows whether its object is there.
    Handle,     ///< The result of the call that took the closure is kept, and can end it.
    Nothing,    ///< A call that nothing is known of: it may call what it gets.
  };
  Kind K = Kind::Code;
  /// The function or the class that it is about; null where the code speaks for itself.
  const clang::NamedDecl *By = nullptr;
  /// It is not known to be so: the engine keeps quiet because it may be.
  bool Open = false;

  friend bool operator==(const Reason &A, const Reason &B) {
    return A.K == B.K && A.By == B.By && A.Open == B.Open;
  }
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_REASON_H
