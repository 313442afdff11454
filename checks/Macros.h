//===-- Macros.h - What macros stand for ------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The version of a library is in a macro, and the syntax tree has none: whoever has the
// preprocessor hands it over.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_MACROS_H
#define CLOSURE_MACROS_H

#include "checks/calls/ModelContract.h"

namespace clang {
class Preprocessor;
} // namespace clang

namespace closure {

/// The macros as they are where the unit ends. `PP` must outlive what is returned.
MacroValues macrosOf(clang::Preprocessor &PP);

} // namespace closure

#endif // CLOSURE_MACROS_H
