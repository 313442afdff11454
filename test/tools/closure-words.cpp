//===-- closure-words.cpp - closure-words: what the functions of a unit keep --===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For each callable parameter of each function whose body is seen: a line of JSON with the words
// of the names, and whether the body keeps the callable. `words.py` counts the lines of many
// units. Nothing is assumed: what goes to a function that nobody sees is `unknown`.
//
//===----------------------------------------------------------------------===//

#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/calls/ModelContract.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/JSON.h"

using namespace clang;
using namespace closure;

namespace {

/// Of which functions nothing is known is marked, by an assumption whatever their names are.
class Witness : public CallKnowledge {
public:
  Witness(ASTContext &Context, const ModelSet &Models)
      : CallKnowledge(Context, Models, AssumeEscape::Never) {}

  const Contract *contractOf(const FunctionDecl &Callee, Arguments Given,
                             const Expr *Object) override {
    const Contract *Told = CallKnowledge::contractOf(Callee, Given, Object);
    bool Guessed = !Told || (Told->Source == Authority::Shape && !inStandardLibrary(Callee));
    return Guessed ? unseen(Callee) : Told;
  }

private:
  const Contract *unseen(const FunctionDecl &Callee) {
    auto [It, New] = Unseen.try_emplace(&Callee);
    if (!New)
      return It->second.get();
    Contract C;
    C.Source = Authority::Assumption;
    C.About = usrOf(Callee);
    CallEnd To = callEnd(CallEnd::Kind::Elsewhere);
    To.Function = &Callee;
    for (unsigned I = 0; I != Callee.getNumParams(); ++I)
      if (types().canHold(Callee.getParamDecl(I)->getType()))
        C.Transfers.push_back(fromParameter(I, To));
    if (!C.Transfers.empty())
      It->second = std::make_unique<Contract>(std::move(C));
    return It->second.get();
  }

  llvm::DenseMap<const FunctionDecl *, std::unique_ptr<Contract>> Unseen;
};

struct Fate {
  bool Kept = false, Returned = false, Guessed = false;
  std::set<std::string> About;
};

Fate fateOf(unsigned Parameter, const Contract &C) {
  Fate F;
  for (const Transfer &Moved : C.Transfers) {
    if (Moved.From.K != CallEnd::Kind::Parameter || Moved.From.Index != Parameter)
      continue;
    bool Guessed = false;
    for (const Step &S : Moved.Inner)
      if (S.K == Step::Kind::Assumed) {
        Guessed = true;
        F.About.insert(S.About);
      }
    F.Guessed |= Guessed;
    if (Moved.To.K == CallEnd::Kind::Result)
      F.Returned |= !Guessed;
    else if (Moved.To.K != CallEnd::Kind::Exception)
      F.Kept |= !Guessed;
  }
  return F;
}

/// The definition as it is written, of which a template makes many.
const FunctionDecl &written(const FunctionDecl &F) {
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  return Pattern ? *Pattern : F;
}

/// Whether a body does nothing with a callable but to call it, test it and pass it on.
class Uses {
public:
  explicit Uses(const ParmVarDecl &Parameter) : Parameter(Parameter) {}

  /// It is put into something: of where that goes the engine may have lost sight.
  bool Stored = false;
  /// The functions that it is passed to, by USR.
  std::set<std::string> PassedTo;

  void in(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      return call(*Call);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (auto [Capture, Init] : llvm::zip(Lambda->captures(), Lambda->capture_inits()))
        Stored |= Capture.getCaptureKind() != LCK_ByRef && isIt(Init);
      return in(Lambda->getBody());
    }
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          Stored |= Variable->getInit() && isIt(Variable->getInit());
    bool Puts = isa<CXXConstructExpr, InitListExpr, CXXNewExpr, CXXParenListInitExpr>(S);
    if (const auto *Operator = dyn_cast<BinaryOperator>(S))
      Puts = Operator->isAssignmentOp();
    if (const auto *Operator = dyn_cast<UnaryOperator>(S))
      Puts = Operator->getOpcode() == UO_AddrOf;
    for (const Stmt *Part : S->children()) {
      Stored |= Puts && isIt(dyn_cast_or_null<Expr>(Part));
      in(Part);
    }
  }

private:
  static bool isNamed(const FunctionDecl &F, std::initializer_list<llvm::StringRef> Beginnings) {
    std::string Name = F.getNameAsString();
    return llvm::any_of(Beginnings, [&](llvm::StringRef B) { return Name.rfind(B, 0) == 0; });
  }

  /// The parameter itself, moved, copied or converted.
  bool isIt(const Expr *E) const {
    while (E) {
      E = E->IgnoreParenImpCasts();
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
        return Ref->getDecl() == &Parameter;
      const auto *Call = dyn_cast<CallExpr>(E);
      const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
      const auto *Made = dyn_cast<CXXConstructExpr>(E);
      if (const auto *Full = dyn_cast<FullExpr>(E))
        E = Full->getSubExpr();
      else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
        E = Temporary->getSubExpr();
      else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
        E = Bound->getSubExpr();
      else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
        E = Cast->getSubExpr();
      else if (Made && Made->getNumArgs())
        E = Made->getArg(0);
      else if (Callee && Call->getNumArgs() == 1 &&
               isNamed(*Callee, {"move", "forward", "as_const"}))
        E = Call->getArg(0);
      else
        return false;
    }
    return false;
  }

  void call(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    for (const Expr *Argument : Call.arguments()) {
      bool Called = isa<CXXOperatorCallExpr>(Call) && Argument == Call.getArg(0) && Callee &&
                    Callee->getOverloadedOperator() == OO_Call;
      if (Called || !isIt(Argument))
        in(Argument);
      else if (!Callee || isNamed(*Callee, {"operator=", "make_", "emplace", "push", "insert",
                                            "bind", "construct", "allocate", "move", "forward"}))
        Stored = true;
      else if (!inStandardLibrary(*Callee))
        PassedTo.insert(usrOf(written(*Callee)));
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts()))
      in(Member->getBase());
  }

  const ParmVarDecl &Parameter;
};

/// What is neither kept nor handed back is called, if nothing else can have become of it.
std::string settled(const FunctionDecl &F, const ParmVarDecl &Parameter, Fate &What) {
  if (What.Kept)
    return "kept";
  if (What.Guessed)
    return "unknown";
  if (What.Returned)
    return "returned";
  Uses Found(Parameter);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Found.in(Init->getInit());
  Found.in(F.getBody());
  What.About = Found.PassedTo;
  return Found.Stored || !What.About.empty() ? "unknown" : "called";
}

void print(const FunctionDecl &F, const ParmVarDecl &Parameter, const FunctionResult *Result,
           const ModelSet &Models, llvm::raw_ostream &Out) {
  bool Read = Result && Result->S == FunctionResult::State::Done;
  Fate What = Read ? fateOf(Parameter.getFunctionScopeIndex(), Result->Summary) : Fate();
  std::string Fated = Read ? settled(F, Parameter, What) : "unknown";
  const SourceManager &SM = F.getASTContext().getSourceManager();
  llvm::json::OStream Line(Out);
  auto List = [&](llvm::StringRef Key, const auto &Words) {
    Line.attributeArray(Key, [&] {
      for (const std::string &Word : Words)
        Line.value(llvm::json::fixUTF8(Word));
    });
  };
  Line.object([&] {
    Line.attribute("usr", llvm::json::fixUTF8(usrOf(written(F))));
    Line.attribute("name", llvm::json::fixUTF8(qualifiedName(F)));
    Line.attribute("at", llvm::json::fixUTF8(SM.getFileLoc(F.getLocation()).printToString(SM)));
    Line.attribute("parameter", Parameter.getName());
    Line.attribute("constructor", isa<CXXConstructorDecl>(F));
    Line.attribute("wrapper", isOwningWrapper(Parameter, Models));
    Line.attribute("fate", Fated);
    List("words", wordsOf(F));
    List("parameter-words", wordsOf(Parameter));
    List("about", What.About);
  });
  Out << '\n';
}

class Printer : public ASTConsumer {
  void HandleTranslationUnit(ASTContext &Context) override {
    // What is missing would count as what is not kept.
    if (Context.getDiagnostics().hasErrorOccurred())
      return;
    const ModelSet Models = ModelSet::embedded();
    Witness Known(Context, Models);
    for (const FunctionDecl *F : selectFunctions(Context, Known.types()).Defined) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      if (Method && Method->getParent()->isLambda())
        continue;
      for (const ParmVarDecl *Parameter : F->parameters())
        if (Known.types().isCallable(Parameter->getType()))
          print(*F, *Parameter, Known.resultOf(*F), Models, llvm::outs());
    }
  }
};

class PrintWords : public ASTFrontendAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Printer>();
  }
};

llvm::cl::OptionCategory Options("closure-words options");

} // namespace

int main(int Count, const char **Arguments) {
  auto Parser = tooling::CommonOptionsParser::create(Count, Arguments, Options);
  if (!Parser) {
    llvm::errs() << llvm::toString(Parser.takeError());
    return 2;
  }
  tooling::ClangTool Tool(Parser->getCompilations(), Parser->getSourcePathList());
  return Tool.run(tooling::newFrontendActionFactory<PrintWords>().get());
}
