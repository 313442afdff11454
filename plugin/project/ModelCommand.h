//===-- ModelCommand.h - closure-lint models --------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_MODELCOMMAND_H
#define CLOSURE_PROJECT_MODELCOMMAND_H

#include <memory>
#include <vector>

namespace clang {
class ASTConsumer;
class CompilerInstance;
} // namespace clang

namespace closure {

class ModelUse;

/// `closure-lint models`: lists the libraries that are known. `closure-lint models --check FILE`:
/// says what is wrong with a model file, and with sources besides, what of it matches nothing
/// there. `Words` are all of the command line. Returns the exit status: 1 if something is wrong
/// with the file, 2 if the job could not be done wholly.
int runModels(int Count, const char **Words);

/// What asks of a unit what it has of these models.
std::unique_ptr<clang::ASTConsumer> makeModelLooker(clang::CompilerInstance &CI,
                                                    std::vector<ModelUse *> Uses);

} // namespace closure

#endif // CLOSURE_PROJECT_MODELCOMMAND_H
