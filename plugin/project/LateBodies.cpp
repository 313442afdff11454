//===-- LateBodies.cpp - Bodies of system headers, parsed if they matter --===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/LateBodies.h"
#include "checks/CalledBack.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/ExternalSemaSource.h"
#include "clang/Sema/Sema.h"
#include <utility>

using namespace clang;
using namespace closure;

namespace {

/// Templates are parsed late in system headers only: elsewhere, names must mean what they mean
/// where they stand.
class LateInSystemHeaders : public PPCallbacks {
public:
  explicit LateInSystemHeaders(LangOptions &Language)
      : Language(Language), Elsewhere(Language.DelayedTemplateParsing) {}

private:
  void FileChanged(SourceLocation, FileChangeReason, SrcMgr::CharacteristicKind Kind,
                   FileID) override {
    Language.DelayedTemplateParsing = Elsewhere || SrcMgr::isSystem(Kind);
  }

  LangOptions &Language;
  const bool Elsewhere;
};

} // namespace

/// Sema asks it for more to instantiate before it instantiates at the end of the unit. Once Sema
/// has begun, it would parse all that was kept.
class LateBodies::Source : public ExternalSemaSource {
public:
  explicit Source(const SourceManager &SM) : SM(SM) {}

  Sema *S = nullptr;
  bool AtEnd = false;
  bool Failed = false;

  void ReadPendingInstantiations(
      llvm::SmallVectorImpl<std::pair<ValueDecl *, SourceLocation>> &) override {
    if (AtEnd)
      return;
    AtEnd = true;
    Queue Waiting = instantiateVisible();
    CalledBack Look(*S->getASTContext().getTranslationUnitDecl(), SM, namesInBodies());
    // What does not compile in these bodies may do so where it stands.
    DiagnosticErrorTrap Errors(S->getDiagnostics());
    while (!Waiting.empty()) {
      for (auto &[Value, Point] : Waiting) {
        auto *Instance = cast<FunctionDecl>(Value);
        if (isOwn(*Instance) || Look.by(*Instance))
          S->InstantiateFunctionDefinition(Point, Instance, /*Recursive=*/false,
                                           /*DefinitionRequired=*/false, /*AtEndOfTU=*/true);
        else
          Instance->setHasSkippedBody(); // Nobody asks where its definition is.
      }
      S->DefineUsedVTables();
      Waiting = instantiateVisible();
    }
    Failed = Errors.hasErrorOccurred();
  }

private:
  using Queue = llvm::SmallVector<std::pair<ValueDecl *, SourceLocation>, 0>;

  /// All that needs no body of a library.
  /// \returns what does.
  Queue instantiateVisible() {
    auto *Parse = std::exchange(S->LateTemplateParser, nullptr);
    S->PerformPendingInstantiations();
    S->LateTemplateParser = Parse;
    Queue Waiting(S->LateParsedInstantiations.begin(), S->LateParsedInstantiations.end());
    S->LateParsedInstantiations.clear();
    return Waiting;
  }

  /// With `-fdelayed-template-parsing`, templates of the user wait as well.
  bool isOwn(const FunctionDecl &Instance) const {
    const FunctionDecl *Pattern = Instance.getTemplateInstantiationPattern();
    return Pattern && !SM.isInSystemHeader(Pattern->getLocation());
  }

  llvm::DenseSet<const IdentifierInfo *> namesInBodies() const {
    llvm::DenseSet<const IdentifierInfo *> Names;
    for (const auto &[Pattern, Kept] : S->LateParsedTemplateMap)
      if (SM.isInSystemHeader(Pattern->getLocation()))
        for (const Token &T : Kept->Toks)
          if (T.is(tok::identifier))
            Names.insert(T.getIdentifierInfo());
    return Names;
  }

  const SourceManager &SM;
};

LateBodies::LateBodies(CompilerInstance &CI) : CI(CI), Bodies(new Source(CI.getSourceManager())) {
  CI.getPreprocessor().addPPCallbacks(std::make_unique<LateInSystemHeaders>(CI.getLangOpts()));
}

LateBodies::~LateBodies() = default;

void LateBodies::attach(Sema &S) {
  Bodies->S = &S;
  S.addExternalSource(Bodies.get());
}

bool LateBodies::skips(const Decl &D) const {
  return !Bodies->AtEnd && CI.getSourceManager().isInSystemHeader(D.getLocation()) &&
         !D.isTemplated();
}

bool LateBodies::failed() const { return Bodies->Failed; }
