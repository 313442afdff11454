//===-- OwnWarnings.cpp - Clang's own warnings of what we report ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/clang/OwnWarnings.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace closure;

OwnWarnings::OwnWarnings(DiagnosticsEngine &Engine)
    : Engine(Engine), Owner(Engine.ownsClient() ? Engine.takeClient() : nullptr) {
  Client = Owner ? Owner.get() : Engine.getClient();
  NumWarnings = Client->getNumWarnings();
  NumErrors = Client->getNumErrors();
  Engine.setClient(this, /*ShouldOwnClient=*/false);
}

/// Others may have come in between, as the rewriter of `-fixit` does.
OwnWarnings::~OwnWarnings() {
  if (Engine.getClient() != this)
    return;
  bool Owned = Owner != nullptr;
  Engine.setClient(Owned ? Owner.release() : Client, Owned);
}

static bool isOfStackAddresses(const Diagnostic &Info, const DiagnosticsEngine &Engine) {
  return Engine.getDiagnosticIDs()->getWarningOptionForDiag(Info.getID()) == "return-stack-address";
}

void OwnWarnings::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  if (Level == DiagnosticsEngine::Note && LastWaits) {
    Waiting.back().emplace_back(Level, Info);
    return;
  }
  LastWaits = Keeps && Level != DiagnosticsEngine::Note && Info.hasSourceManager() &&
              isOfStackAddresses(Info, Engine);
  if (LastWaits) {
    Waiting.emplace_back().emplace_back(Level, Info);
    return;
  }
  DiagnosticConsumer::HandleDiagnostic(Level, Info); // counts
  Client->HandleDiagnostic(Level, Info);
}

bool OwnWarnings::isAbout(const Group &G, SourceRange Lambda) const {
  const SourceManager &SM = Engine.getSourceManager();
  SourceLocation Begin = SM.getFileLoc(Lambda.getBegin()), End = SM.getFileLoc(Lambda.getEnd());
  return llvm::any_of(G, [&](const StoredDiagnostic &D) {
    SourceLocation Loc = SM.getFileLoc(D.getLocation());
    return Loc.isValid() && SM.isPointWithin(Loc, Begin, End);
  });
}

bool OwnWarnings::hasErrorAt(SourceRange Lambda) const {
  return llvm::any_of(Waiting, [&](const Group &G) {
    return G.front().getLevel() >= DiagnosticsEngine::Error && isAbout(G, Lambda);
  });
}

void OwnWarnings::dropAt(SourceRange Lambda) {
  LastWaits = false;
  llvm::erase_if(Waiting, [&](const Group &G) { return isAbout(G, Lambda); });
}

void OwnWarnings::release() {
  Keeps = LastWaits = false;
  for (const Group &G : std::exchange(Waiting, {}))
    for (const StoredDiagnostic &D : G)
      Engine.Report(D);
}

void OwnWarnings::BeginSourceFile(const LangOptions &Options, const Preprocessor *PP) {
  Client->BeginSourceFile(Options, PP);
}

void OwnWarnings::EndSourceFile() {
  release();
  Client->EndSourceFile();
}

void OwnWarnings::clear() {
  DiagnosticConsumer::clear();
  Client->clear();
}
