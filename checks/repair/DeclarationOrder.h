//===-- DeclarationOrder.h - Swapping two declarations ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What is declared last dies first. A thread or a future that is declared just above what its
// closure uses outlives it; below it, it would be waited for in time.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_DECLARATIONORDER_H
#define CLOSURE_REPAIR_DECLARATIONORDER_H

#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"
#include <optional>

namespace closure {

class KnownUses;

/// The edit that declares what `F` captures above the holder that stands on the line before;
/// nothing where that is not the defect, or not all of it.
std::optional<Edits> swapDeclarations(const Finding &F, const clang::ASTContext &Context,
                                      KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_DECLARATIONORDER_H
