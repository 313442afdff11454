//===-- FrameCapture.cpp - Put captures into the coroutine's frame --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/FrameCapture.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

class FrameRepair {
public:
  FrameRepair(const Finding &F, const ASTContext &Context)
      : F(F), Lambda(*F.Lambda), Context(Context) {}

  Repair make() {
    Repair R;
    bool Done = !dangles() && (byValue(R.First) || withObject(R.First) || asParameters(R.First));
    if (Done) {
      R.First.Title = "let the coroutine own " + quotedList(names());
      R.OnlyCopies = true;
      R.Mends.push_back(&Lambda);
    } else {
      R.First = Edits(), R.Reason = reason();
    }
    return R;
  }

private:
  /// What a capture refers to is gone as well: a longer life of the closure does not help.
  bool dangles() const {
    return llvm::any_of(F.Defects, [](const Defect &D) { return D.Dangles; });
  }

  std::string reason() const {
    if (llvm::is_contained(names(), "this"))
      return "no repair is offered: keep the closure until the coroutine has ended, or pass what "
             "keeps the object alive as a parameter by value";
    if (dangles())
      return "no repair is offered: what it refers to dies before the coroutine ends, too; pass a "
             "copy as a parameter by value";
    bool AtOnce = llvm::all_of(
        F.Defects, [](const Defect &D) { return D.Frame && D.Frame->Suspended.isValid(); });
    std::string Names = quotedList(names());
    return "no repair is offered: keep the closure until the coroutine has ended, or pass " +
           Names + " as " + (names().size() > 1 ? "parameters" : "a parameter") + " by value" +
           (AtOnce ? ", or copy " + std::string(names().size() > 1 ? "them" : "it") +
                         " into locals before it is first suspended"
                   : "");
  }

  std::vector<std::string> names() const {
    NameList Names;
    for (const Defect &D : F.Defects)
      Names.add(nameOf(D.Site));
    return Names.names();
  }

  /// Whether the frame can have a closure of its own: a copy, or what was a temporary.
  bool canBeGiven() const {
    bool Temporary =
        llvm::all_of(F.Defects, [](const Defect &D) { return D.Of.K == Place::Kind::Temporary; });
    return Temporary || llvm::all_of(Lambda.captures(), [](const LambdaCapture &C) {
             return !C.capturesVariable() || C.getCaptureKind() == LCK_ByRef ||
                    canBeCopied(C.getCapturedVar()->getType().getNonReferenceType());
           });
  }

  /// `this auto &&self` becomes `this auto self`.
  bool byValue(Edits &To) const {
    const ParmVarDecl *Explicit = explicitObject(*Lambda.getCallOperator());
    const TypeSourceInfo *Written = Explicit ? Explicit->getTypeSourceInfo() : nullptr;
    if (!Written || !canBeGiven())
      return false;
    auto Reference = Written->getTypeLoc().getAs<ReferenceTypeLoc>();
    if (!Reference || Reference.getSigilLoc().isMacroID())
      return false;
    SourceLocation Sigil = Reference.getSigilLoc();
    SourceLocation Pointee =
        Lexer::getLocForEndOfToken(Reference.getPointeeLoc().getEndLoc(), 0,
                                   Context.getSourceManager(), Context.getLangOpts());
    SourceLocation End =
        Lexer::getLocForEndOfToken(Sigil, 0, Context.getSourceManager(), Context.getLangOpts());
    To.Hints.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(Pointee, End),
                                                    Explicit->getName().empty() ? "" : " "));
    return true;
  }

  SourceLocation afterIntroducer() const {
    return Lambda.getIntroducerRange().getEnd().getLocWithOffset(1);
  }

  /// Puts `Text` before the parameters of the lambda.
  bool addParameters(const std::string &Text, Edits &To) const {
    if (Lambda.getBeginLoc().isMacroID() || Lambda.getIntroducerRange().getEnd().isMacroID())
      return false;
    if (!Lambda.hasExplicitParameters()) {
      To.Hints.push_back(FixItHint::CreateInsertion(afterIntroducer(), "(" + Text + ")"));
      return true;
    }
    std::optional<Token> Open = Lexer::findNextToken(
        Lambda.getIntroducerRange().getEnd(), Context.getSourceManager(), Context.getLangOpts());
    if (!Open || Open->isNot(tok::l_paren)) // template parameters, an attribute
      return false;
    bool Others = Lambda.getCallOperator()->getNumParams();
    To.Hints.push_back(FixItHint::CreateInsertion(Open->getEndLoc(), Text + (Others ? ", " : "")));
    return true;
  }

  /// From C++23 on, `[x](this auto) { … }` keeps the closure in the frame.
  bool withObject(Edits &To) const {
    return Context.getLangOpts().CPlusPlus23 && !Lambda.isMutable() &&
           Lambda.getCallOperator()->getStorageClass() != SC_Static &&
           !explicitObject(*Lambda.getCallOperator()) && canBeGiven() &&
           addParameters("this auto", To);
  }

  /// The call in which the lambda is made, or null.
  const CXXOperatorCallExpr *calledAtOnce() const {
    const auto *In = dyn_cast<FunctionDecl>(Lambda.getLambdaClass()->getDeclContext());
    const Stmt *Body = In ? writtenBody(*In) : nullptr;
    if (!Body)
      return nullptr;
    UseIndex Uses(Body);
    for (const Stmt *S = Uses.around(&Lambda); S; S = Uses.around(S)) {
      if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S))
        return Call->getOperator() == OO_Call && stripped(Call->getArg(0)) == &Lambda ? Call
                                                                                      : nullptr;
      if (!isa<Expr>(S) || isa<CallExpr, CXXConstructExpr, LambdaExpr>(S))
        return nullptr;
    }
    return nullptr;
  }

  /// `[s](T &t) { … }(t)` becomes `[](S s, T &t) { … }(s, t)`.
  bool asParameters(Edits &To) const {
    const CXXOperatorCallExpr *Call = calledAtOnce();
    if (!Call || Lambda.isGenericLambda() || Lambda.getEndLoc().isMacroID())
      return false;
    std::string Parameters, Given;
    for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
      const LambdaCapture &C = Lambda.capture_begin()[I];
      const auto *V = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
      if (!V || isPack({&Lambda, I}))
        return false;
      bool Reference = C.getCaptureKind() == LCK_ByRef;
      QualType Type = V->getType().getNonReferenceType();
      std::string Name =
          typeName(Reference ? Type : Type.getUnqualifiedType(), Context, /*Local=*/true);
      // Others are written around their names.
      if (Name.empty() || Type->isArrayType() || Type->isFunctionPointerType() ||
          Type->isMemberPointerType())
        return false;
      std::string Value = V->getNameAsString();
      if (V->isInitCapture()) {
        if (V->getInitStyle() != VarDecl::CInit || !V->getInit() ||
            V->getInit()->getBeginLoc().isMacroID())
          return false;
        Value = sourceText(V->getInit()->getSourceRange(), Context);
      }
      Parameters += (I ? ", " : "") + Name + (Reference ? " &" : " ") + V->getNameAsString();
      Given += (I ? ", " : "") + Value;
    }
    To.Hints.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(Lambda.getIntroducerRange()), "[]"));
    if (!addParameters(Parameters, To))
      return false;
    std::optional<Token> Open =
        Lexer::findNextToken(Lambda.getEndLoc(), Context.getSourceManager(), Context.getLangOpts());
    if (!Open || Open->isNot(tok::l_paren)) // the lambda stands in parentheses
      return false;
    bool Others = Call->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Call->getArg(1));
    To.Hints.push_back(FixItHint::CreateInsertion(Open->getEndLoc(), Given + (Others ? ", " : "")));
    return true;
  }

  const Finding &F;
  const LambdaExpr &Lambda;
  const ASTContext &Context;
};

} // namespace

Repair closure::intoFrame(const Finding &F, const ASTContext &Context) {
  return FrameRepair(F, Context).make();
}
