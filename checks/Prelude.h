//===-- Prelude.h - Headers precompiled for every file ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's headers take most of the build time; they are compiled once. Files
// still include what they use.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PRELUDE_H
#define CLOSURE_PRELUDE_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Analysis/CFG.h"
#include <map>
#include <string>
#include <vector>

#endif // CLOSURE_PRELUDE_H
