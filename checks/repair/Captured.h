//===-- Captured.h - What a capture names -----------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_CAPTURED_H
#define CLOSURE_REPAIR_CAPTURED_H

#include "checks/engine/terms/Finding.h"
#include "checks/engine/terms/Loan.h"
#include <string>

namespace clang {
class DeclContext;
class FunctionDecl;
class LambdaCapture;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

const clang::LambdaCapture &captureOf(const CaptureSite &Site);

/// The captured variable; null for `this`, and for a structured binding that has none.
const clang::VarDecl *variableOf(const CaptureSite &Site);

/// The name of what is captured; `this` is one.
std::string nameOf(const CaptureSite &Site);

/// The variable that keeps the object alive where the closure is made, and that ends before it;
/// null where the defect is another.
const clang::VarDecl *endedShare(const Defect &D);

/// Whether it is the object, or a part of it, that is gone when its destructor is done.
bool diesWithDestructor(const Defect &D);

/// Whether the capture is one of those that a parameter pack expands to.
bool isPack(const CaptureSite &Site);

/// The function, or the call operator of the lambda, that declares `D`; null for a global, a
/// member, and for no declaration.
const clang::FunctionDecl *functionAround(const clang::ValueDecl *D);

/// Whether the code is one instantiation of several that share their source.
bool isInstantiated(const clang::DeclContext &Code);

} // namespace closure

#endif // CLOSURE_REPAIR_CAPTURED_H
