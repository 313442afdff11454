//===-- Snippet.cpp - Source snippets with named points -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "test/unit/Snippet.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/solution/FactDump.h"
#include "checks/engine/terms/Program.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/ErrorHandling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace closure;
using namespace closure::test;

static const char Prelude[] = R"(
struct Point {};
void pointAt(const char *);
#define point(Name) pointAt(#Name)
template <class T> T &&move(T &x) { return static_cast<T &&>(x); }
struct Base { virtual ~Base() {} virtual int call() = 0; };
template <class F> struct Impl : Base {
  F f;
  Impl(F f) : f(f) {}
  int call() override { return f(); }
};
struct Fn {
  Base *base = nullptr;
  Fn() {}
  template <class F> Fn(F f) : base(new Impl<F>(f)) {}
  int operator()() const { return base->call(); }
};
)";

Snippet::Snippet(llvm::StringRef Code) {
  Unit = tooling::buildASTFromCodeWithArgs(Prelude + Code.str(), {"-std=c++17"});
  EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred());
  ASTContext &Context = Unit->getASTContext();
  const FunctionDecl *F = nullptr;
  for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("f")))
    F = dyn_cast<FunctionDecl>(D);
  if (!F)
    llvm::report_fatal_error("a snippet needs a function f");
  CallKnowledge Known(Context, ModelSet::embedded(), AssumeEscape::Named);
  const SourceManager &SM = Context.getSourceManager();
  // A point is a line: what holds there is known at the first fact of a later line.
  std::map<unsigned, std::string> Lines;
  for (auto [Text, Line] = std::pair(SM.getBufferData(SM.getMainFileID()), 1u); !Text.empty();
       ++Line) {
    auto [Here, Rest] = Text.split('\n');
    if (size_t At = Here.find("point("); At != llvm::StringRef::npos && !Here.contains("#define"))
      Lines[Line] = Here.drop_front(At + 6).split(')').first.str();
    Text = Rest;
  }
  auto See = [&](const Solution &S, llvm::ArrayRef<Defect>) {
    const Program &P = S.program();
    for (unsigned B : reversePostOrder(P))
      for (unsigned I = 0; I <= P.Blocks[B].Facts.size(); ++I) {
        const std::vector<Fact> &Facts = P.Blocks[B].Facts;
        unsigned Before = I ? SM.getSpellingLineNumber(SM.getExpansionLoc(Facts[I - 1].Loc)) : 0;
        unsigned After =
            I < Facts.size() ? SM.getSpellingLineNumber(SM.getExpansionLoc(Facts[I].Loc)) : ~0u;
        for (const auto &[Line, Name] : Lines) {
          if (Before > Line || After <= Line || Points.count(Name) || (!I && Facts.empty()))
            continue;
          std::set<std::string> &Held = Points[Name];
          LoanSets Loans = S.loansBefore({B, I});
          for (unsigned H = 0; H != P.Holders.size(); ++H)
            Loans.each(HolderId(H), [&](LoanId L) {
              if (P.Holders[HolderId(H)].R.K != Root::Kind::Expression &&
                  P[L].K == Loan::Kind::Capture)
                Held.insert(holderText(P, HolderId(H)) + ": " + P[P[L].Of].Name);
            });
        }
        if (I < Facts.size() && Facts[I].K == Fact::Kind::Expire)
          Ends.push_back(P[Facts[I].Of].Name);
      }
  };
  FunctionResult Result = analyseFunction(Context, *F, Known.types(), Known, See);
  for (const Defect &D : Result.Defects)
    Defects.insert(
        D.Site.Lambda->capture_begin()[D.Site.Index].getCapturedVar()->getNameAsString() + ": " +
        D.Holder);
}

Snippet::~Snippet() = default;

std::set<std::string> Snippet::at(llvm::StringRef Point) const {
  auto It = Points.find(Point.str());
  return It == Points.end() ? std::set<std::string>{"no such point"} : It->second;
}
std::set<std::string> Snippet::defects() const { return Defects; }
std::vector<std::string> Snippet::ends() const { return Ends; }
