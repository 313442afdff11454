//===-- Compat.h - Differences between the versions of LLVM -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The only file that asks for the version.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_COMPAT_H
#define CLOSURE_COMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Config/llvm-config.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

// The registry of modules has its own header until LLVM 22; only the module asks for it.
#ifdef CLOSURE_TIDY_MODULE
#if LLVM_VERSION_MAJOR >= 22
#include "clang-tidy/ClangTidyModule.h"
#else
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif
#endif

// The table of the driver's options moved.
#ifdef CLOSURE_DRIVER_OPTIONS
#if LLVM_VERSION_MAJOR >= 22
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
namespace clang {
namespace options = driver::options;
using driver::getDriverOptTable;
} // namespace clang
#endif
#endif

// The cache of modules got an interface; only who looks into precompiled headers asks for it.
#ifdef CLOSURE_PRECOMPILED_HEADERS
#include "clang/Basic/FileManager.h"
#include "clang/Serialization/ASTReader.h"
#include "clang/Serialization/InMemoryModuleCache.h"
#include "clang/Serialization/PCHContainerOperations.h"
#if LLVM_VERSION_MAJOR >= 21
#include "clang/Serialization/ModuleCache.h"
#endif
#endif

// The names of declarations across units have moved; only who asks for them includes this.
#ifdef CLOSURE_USR
#if LLVM_VERSION_MAJOR >= 23
#include "clang/UnifiedSymbolResolution/USRGeneration.h"
#else
#include "clang/Index/USRGeneration.h"
#endif
#endif

// Walks over syntax with virtual steps, which need not be compiled anew for each, came with LLVM
// 20; only who walks asks for them.
#ifdef CLOSURE_SYNTAX_VISITOR
#if LLVM_VERSION_MAJOR >= 20
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#else
#include "clang/AST/RecursiveASTVisitor.h"
#endif
#endif

// What tells a preprocessor that it needs directives alone got an interface.
#ifdef CLOSURE_DIRECTIVES
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "clang/Lex/PreprocessorOptions.h"
#endif

namespace clang::tidy {
struct ClangTidyOptions;
} // namespace clang::tidy

namespace closure {

inline clang::QualType typeOf(const clang::ASTContext &Context,
                              const clang::CXXRecordDecl &Record) {
#if LLVM_VERSION_MAJOR >= 22
  return Context.getCanonicalTagType(&Record);
#else
  return Context.getRecordType(&Record);
#endif
}

/// The names in `[[clang::lifetime_capture_by(…)]]` of a parameter, which LLVM 20 introduced;
/// `this` and `global` by these words.
inline std::vector<std::string> capturedBy(const clang::ParmVarDecl &Parameter) {
  std::vector<std::string> Names;
#if LLVM_VERSION_MAJOR >= 20
  if (const auto *By = Parameter.getAttr<clang::LifetimeCaptureByAttr>())
    for (int Index : By->params()) {
      const auto *In = llvm::dyn_cast<clang::FunctionDecl>(Parameter.getDeclContext());
      bool Named = In && Index > 0 && unsigned(Index) <= In->getNumParams();
      Names.push_back(Named ? In->getParamDecl(Index - 1)->getNameAsString()
                      : Index == clang::LifetimeCaptureByAttr::This ? "this"
                                                                    : "global");
    }
#endif
  return Names;
}

#ifdef CLOSURE_SYNTAX_VISITOR
#if LLVM_VERSION_MAJOR >= 20
template <class Derived> class SyntaxVisitor : public clang::DynamicRecursiveASTVisitor {};
#else
template <class Derived> class SyntaxVisitor : public clang::RecursiveASTVisitor<Derived> {
public:
  bool ShouldVisitTemplateInstantiations = false;
  bool ShouldVisitImplicitCode = false;
  bool shouldVisitTemplateInstantiations() const { return ShouldVisitTemplateInstantiations; }
  bool shouldVisitImplicitCode() const { return ShouldVisitImplicitCode; }
};
#endif
#endif

/// What clangd asks for the options of clang-tidy; a copy of its own alias, whose header the
/// vendor does not ship.
using ClangdTidyProvider =
#if LLVM_VERSION_MAJOR >= 20
    llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;
#else
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, llvm::StringRef)>;
#endif

/// An engine of diagnostics that speaks to `Client` alone, and to no user.
class QuietEngine {
public:
  explicit QuietEngine(clang::DiagnosticConsumer &Client)
#if LLVM_VERSION_MAJOR >= 21
      : Engine(IDs, Options, &Client, /*ShouldOwnClient=*/false){}
#else
      : Engine(IDs, &Options, &Client, /*ShouldOwnClient=*/false) {
    Options.Retain();
  }
#endif

        clang::DiagnosticsEngine
        * operator->() {
    return &Engine;
  }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticIDs> IDs =
      llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>();
  clang::DiagnosticOptions Options;
  clang::DiagnosticsEngine Engine;
};

/// A consumer that stands before another one, and tells it that all is over where the version has a
/// word for that.
class ConsumerBefore : public clang::DiagnosticConsumer {
#if LLVM_VERSION_MAJOR < 23
public:
  void finish() override { Client->finish(); }
#endif

protected:
  clang::DiagnosticConsumer *Client = nullptr;
};

/// An engine of diagnostics that prints to `Out` as the compiler does.
class PrintingEngine {
public:
  PrintingEngine(llvm::raw_ostream &Out, bool Colour)
#if LLVM_VERSION_MAJOR >= 21
      : Client(Out, Options),
#else
      : Client(Out, &Options),
#endif
        Quiet(Client) {
#if LLVM_VERSION_MAJOR >= 23
    Options.setShowColors(Colour ? clang::ShowColorsKind::On : clang::ShowColorsKind::Off);
#else
    Options.ShowColors = Colour;
#endif
#if LLVM_VERSION_MAJOR < 21
    Options.Retain();
#endif
  }
  void begin(clang::SourceManager &SM) {
    Quiet->setSourceManager(&SM);
    Client.BeginSourceFile(Language, nullptr);
  }
  clang::DiagnosticsEngine &operator*() { return *Quiet.operator->(); }
  clang::DiagnosticsEngine *operator->() { return Quiet.operator->(); }

private:
  clang::LangOptions Language;
  clang::DiagnosticOptions Options;
  clang::TextDiagnosticPrinter Client;
  QuietEngine Quiet;
};

#ifdef CLOSURE_DIRECTIVES
/// Nothing where the whole text of the file is to be read.
using Directives = std::optional<llvm::ArrayRef<clang::dependency_directives_scan::Directive>>;
using DirectivesOf = std::function<Directives(clang::FileEntryRef)>;

#if LLVM_VERSION_MAJOR >= 22
class DirectivesGetter : public clang::DependencyDirectivesGetter {
public:
  explicit DirectivesGetter(DirectivesOf Of) : Of(std::move(Of)) {}
  std::unique_ptr<clang::DependencyDirectivesGetter> cloneFor(clang::FileManager &) override {
    return std::make_unique<DirectivesGetter>(Of);
  }
  Directives operator()(clang::FileEntryRef File) override { return Of(File); }

private:
  DirectivesOf Of;
};
#endif

/// Before the preprocessor is made.
inline void readDirectives(clang::CompilerInstance &CI, DirectivesOf Of) {
#if LLVM_VERSION_MAJOR >= 22
  CI.setDependencyDirectivesGetter(std::make_unique<DirectivesGetter>(std::move(Of)));
#else
  CI.getPreprocessorOpts().DependencyDirectivesForFile = std::move(Of);
#endif
}
#endif

#ifdef CLOSURE_PRECOMPILED_HEADERS
struct PrecompiledHeader {
  bool IsOurs;        ///< Whether this very compiler wrote it.
  std::string Header; ///< What it was made of; empty where that cannot be read.
};

inline PrecompiledHeader precompiledHeader(const std::string &File) {
  clang::FileManager Files{clang::FileSystemOptions()};
  clang::RawPCHContainerReader Container;
  clang::IgnoringDiagConsumer Nobody;
  QuietEngine Quiet(Nobody);
  clang::ASTReaderListener SameVersion;
#if LLVM_VERSION_MAJOR >= 21
  std::shared_ptr<clang::ModuleCache> Modules = clang::createCrossProcessModuleCache();
#else
  auto Modules = llvm::makeIntrusiveRefCnt<clang::InMemoryModuleCache>();
#endif
  bool Foreign = clang::ASTReader::readASTFileControlBlock(
      File, Files, *Modules, Container, /*FindModuleFileExtensions=*/false, SameVersion,
      /*ValidateDiagnosticOptions=*/false);
  return {!Foreign,
          clang::ASTReader::getOriginalSourceFile(File, Files, Container, *Quiet.operator->())};
}
#endif

} // namespace closure

#endif // CLOSURE_COMPAT_H
