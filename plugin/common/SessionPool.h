//===-- SessionPool.h - What the checks of one run share --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_COMMON_SESSIONPOOL_H
#define CLOSURE_COMMON_SESSIONPOOL_H

#include "checks/Session.h"
#include "plugin/common/ProjectFile.h"
#include <memory>

namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy

namespace closure {

/// The session of the run. clangd has several runs at once, in threads of their own; a session goes
/// with the last check of its run.
std::shared_ptr<Session> sessionOf(const clang::tidy::ClangTidyContext &Run);

/// What the project of the file says that the run looks at. The session is told what is wrong with
/// it, and with the names of our options, which clang-tidy takes for others'.
CheckDefaults defaultsFor(const clang::tidy::ClangTidyContext &Run, Session &Shared);

} // namespace closure

#endif // CLOSURE_COMMON_SESSIONPOOL_H
