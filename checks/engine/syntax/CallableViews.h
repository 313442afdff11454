//===-- CallableViews.h - Classes that only refer to a callable -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A `function_ref` stores the address of the callable that it is made of: it lends, and owns
// nothing.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_CALLABLEVIEWS_H
#define CLOSURE_ENGINE_SYNTAX_CALLABLEVIEWS_H

#include "checks/engine/syntax/Types.h"

namespace closure {

/// Whether the constructor stores the address of what it is given.
bool storesAddress(const clang::FunctionDecl &F);

/// Whether the type is a view of a callable: by its constructors, or of a library, as a model says.
bool refersToCallable(clang::QualType Type, Types &T);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_CALLABLEVIEWS_H
