//===-- OwnWarnings.h - Clang's own warnings of what we report --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_CLANG_OWNWARNINGS_H
#define CLOSURE_CLANG_OWNWARNINGS_H

#include "checks/Compat.h"
#include <memory>
#include <vector>

namespace closure {

/// Clang warns of the closures that are returned directly. Such a warning waits here until
/// the checks have spoken: what they say of the same lambda replaces it, since it has a path
/// and a repair. All others pass.
class OwnWarnings : public ConsumerBefore {
public:
  /// Puts itself between `Engine` and its client, until it is destroyed.
  explicit OwnWarnings(clang::DiagnosticsEngine &Engine);
  ~OwnWarnings() override;

  /// Whether an error waits for the lambda at `Lambda`, so that ours must be one, too.
  bool hasErrorAt(clang::SourceRange Lambda) const;
  /// Drops what waits for it.
  void dropAt(clang::SourceRange Lambda);

  /// Lets go what still waits, and keeps nothing from then on.
  void release();

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;
  void BeginSourceFile(const clang::LangOptions &Options, const clang::Preprocessor *PP) override;
  void EndSourceFile() override;
  void clear() override;
  bool IncludeInDiagnosticCounts() const override { return Client->IncludeInDiagnosticCounts(); }

private:
  using Group = std::vector<clang::StoredDiagnostic>; ///< A warning and its notes.

  bool isAbout(const Group &G, clang::SourceRange Lambda) const;

  clang::DiagnosticsEngine &Engine;
  std::unique_ptr<clang::DiagnosticConsumer> Owner; ///< Null if the client is someone else's.
  std::vector<Group> Waiting;
  bool Keeps = true;
  bool LastWaits = false;
};

} // namespace closure

#endif // CLOSURE_CLANG_OWNWARNINGS_H
