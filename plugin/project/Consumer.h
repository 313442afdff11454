//===-- Consumer.h - The checks over one translation unit -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CONSUMER_H
#define CLOSURE_PROJECT_CONSUMER_H

#include "plugin/project/Options.h"
#include "plugin/project/Unit.h"
#include <memory>

namespace clang {
class ASTConsumer;
class CompilerInstance;
} // namespace clang

namespace closure {

/// Adds the warnings of the unit to `Result`. If `Skip`, the bodies of functions in system
/// headers are not parsed; where that may change what is found, `Again` is set.
std::unique_ptr<clang::ASTConsumer> makeLintConsumer(clang::CompilerInstance &CI,
                                                     const LintOptions &Options, bool Skip,
                                                     UnitResult &Result, bool &Again);

} // namespace closure

#endif // CLOSURE_PROJECT_CONSUMER_H
