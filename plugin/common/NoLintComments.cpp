//===-- NoLintComments.cpp - NOLINT outside clang-tidy --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/NoLintComments.h"
#include "checks/Compat.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "clang/Tooling/Core/Diagnostic.h"

using namespace clang;
using namespace closure;

/// The handler judges diagnostics under way, so it is asked through an engine of our own
/// whose client is the question.
class NoLintComments::Probe : public DiagnosticConsumer {
public:
  Probe(SourceManager &SM, const LangOptions &Options) : Engine(*this) {
    Engine->setSourceManager(&SM);
    BeginSourceFile(Options, nullptr);
    Question = Engine->getCustomDiagID(DiagnosticsEngine::Warning, "NOLINT?");
  }

  bool ask(SourceLocation Loc, llvm::StringRef Check) {
    Name = Check;
    Silent = false;
    Engine->Report(Loc, Question);
    return Silent;
  }

private:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    llvm::SmallVector<tooling::Diagnostic, 1> Malformed;
    Silent = Handler.shouldSuppress(Level, Info, Name, Malformed, /*AllowIO=*/true,
                                    /*EnableNoLintBlocks=*/true);
  }

  QuietEngine Engine;
  tidy::NoLintDirectiveHandler Handler;
  llvm::StringRef Name;
  unsigned Question = 0;
  bool Silent = false;
};

NoLintComments::NoLintComments(SourceManager &SM, const LangOptions &Options)
    : Asked(std::make_unique<Probe>(SM, Options)) {}
NoLintComments::~NoLintComments() = default;

bool NoLintComments::silence(SourceLocation Loc, llvm::StringRef Check) {
  return Asked->ask(Loc, Check);
}
