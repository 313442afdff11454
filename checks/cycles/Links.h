//===-- Links.h - What a function makes objects own -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_CYCLES_LINKS_H
#define CLOSURE_CYCLES_LINKS_H

#include "checks/cycles/ObjectNames.h"

namespace closure {

/// A member that a function makes own an object: `view->model = model`,
/// `node->children.push_back(child)`, `std::make_shared<View>(model)`.
struct Link {
  ObjectName Member; ///< It, as a part of the whole.
  ObjectName Owned;  ///< The object.
};
std::vector<Link> linksIn(const clang::FunctionDecl &F, ObjectNames &Names);

} // namespace closure

#endif // CLOSURE_CYCLES_LINKS_H
