//===-- Loan.cpp - One borrow of a place ----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/terms/Loan.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool CaptureSite::isThis() const {
  return BindsObject || (Lambda && Lambda->capture_begin()[Index].capturesThis());
}

const Expr *CaptureSite::maker() const { return Lambda ? Lambda : Binder ? Binder : Bound; }
