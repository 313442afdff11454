//===-- closure-facts.cpp - closure-facts: the facts of each function, as text -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A developer's tool, and what the lit tests of the engine run.
//
//===----------------------------------------------------------------------===//

#include "checks/Macros.h"
#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/solution/FactDump.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace closure;

namespace {

void print(const FunctionDecl &F, ASTContext &Context, CallKnowledge &Known) {
  llvm::outs() << "function " << qualifiedName(F) << '\n';
  analyseFunction(Context, F, Known.types(), Known,
                  [&](const Solution &S, llvm::ArrayRef<Defect> Found) {
                    dumpFacts(llvm::outs(), S, Found, Context.getSourceManager());
                  });
  llvm::outs() << '\n';
}

llvm::cl::OptionCategory Options("closure-facts options");
llvm::cl::list<std::string> ModelFiles("model", llvm::cl::desc("A model file beside ours"),
                                       llvm::cl::cat(Options));

/// Ours, and those of the command line.
ModelSet modelsInForce() {
  ModelSet Models = ModelSet::embedded();
  for (const std::string &File : ModelFiles) {
    auto Read = llvm::MemoryBuffer::getFile(File);
    std::string Error = Read ? "" : File + ": " + Read.getError().message();
    if (!Read || !Models.add(File, (*Read)->getBuffer(), Error))
      llvm::errs() << Error << '\n';
  }
  return Models;
}

class Printer : public ASTConsumer {
public:
  explicit Printer(Preprocessor &PP) : PP(PP) {}

private:
  void HandleTranslationUnit(ASTContext &Context) override {
    CallKnowledge Known(Context, modelsInForce(), AssumeEscape::Named, nullptr, macrosOf(PP));
    for (const FunctionDecl *F : selectFunctions(Context, Known.types()).ToAnalyse)
      print(*F, Context, Known);
  }

  Preprocessor &PP;
};

class PrintFacts : public ASTFrontendAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    return std::make_unique<Printer>(CI.getPreprocessor());
  }
};

} // namespace

int main(int Count, const char **Arguments) {
  auto Parser = tooling::CommonOptionsParser::create(Count, Arguments, Options);
  if (!Parser) {
    llvm::errs() << llvm::toString(Parser.takeError());
    return 2;
  }
  tooling::ClangTool Tool(Parser->getCompilations(), Parser->getSourcePathList());
  return Tool.run(tooling::newFrontendActionFactory<PrintFacts>().get());
}
