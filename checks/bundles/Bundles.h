//===-- Bundles.h - Closures that want to be a class ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two or three closures over one cell are light. More of them, kept in one object, are the methods
// of a class that has no name. What tells them from handlers that happen to lie side by side:
//
// - They refer to the same object, which is nobody else's: a local, or a cell that is made here.
// - One of them changes it, so that the others see another one.
// - They are kept together: returned in one value, or put into the members of one object.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_BUNDLES_BUNDLES_H
#define CLOSURE_BUNDLES_BUNDLES_H

#include "checks/engine/terms/Finding.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace closure {

/// The bundles that `Function` makes, of two closures or more; each is a defect of its first one.
std::vector<Defect> bundlesIn(const clang::FunctionDecl &Function);

} // namespace closure

#endif // CLOSURE_BUNDLES_BUNDLES_H
