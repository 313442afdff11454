//===-- ObjectCapture.cpp - How a closure can own its object --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ObjectCapture.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static std::string insideItself(const CXXRecordDecl *Class) {
  return "the closure is part of the object that it captures; forbid copies and moves of " +
         (Class ? "'" + Class->getNameAsString() + "'" : "it");
}

ObjectCapture::ObjectCapture(const Defect &D, const ASTContext &Context)
    : D(D), Context(Context), Lambda(*D.Site.Lambda),
      Method(methodAround(Lambda.getLambdaClass()->getDeclContext())) {
  if (Method)
    choose();
  else
    Reason = insideItself(dyn_cast<CXXRecordDecl>(Lambda.getLambdaClass()->getDeclContext()));
}

void ObjectCapture::choose() {
  const CXXRecordDecl &Class = *Method->getParent();
  const LangOptions &Language = Context.getLangOpts();
  bool Born = isa<CXXConstructorDecl, CXXDestructorDecl>(Method);
  std::string Name = "'" + Class.getNameAsString() + "'";
  if (D.How == End::Members) {
    Reason = "declare '" + D.Of.Name + "' before '" + D.Holder + "'";
  } else if (D.How == End::Growth) {
    Reason = "keep the objects where they do not move, in a 'std::deque' or behind pointers";
  } else if (D.Of.K == Place::Kind::Object && D.Why == Outlives::Detached) {
    Reason = "join the thread in the destructor of " + Name + " instead";
  } else if (isStoredInside()) {
    Reason = insideItself(&Class);
  } else if (isOrDerivesFrom(Class, "std::enable_shared_from_this") && !Born &&
             Language.CPlusPlus14) {
    Shared = true;
    bool Implicit = captureOf(D.Site).isImplicit();
    std::string Self = isInstantiated(*Method) ? "this->shared_from_this()" : "shared_from_this()";
    Entries = std::string(Implicit ? "" : "this, ") + "self = " + Self;
  } else if (canCopy()) {
    Entries = "*this";
  } else {
    Reason = "let the destructor of " + Name + " take the closure back, or keep the object longer";
  }
}

/// A copy of the object would not hold the closure that it holds.
bool ObjectCapture::isStoredInside() const {
  return !D.Path.empty() && D.Path.front().K == Step::Kind::Stored &&
         llvm::any_of(Method->getParent()->fields(), [&](const FieldDecl *Field) {
           return Field->getName() == D.Path.front().Name;
         });
}

/// Whether a copy does what the object would: the closure only reads it, and nothing but its own
/// class is behind it.
bool ObjectCapture::canCopy() {
  const CXXRecordDecl *Class = Method->getParent()->getDefinition();
  if (!Context.getLangOpts().CPlusPlus17 || !Class || changesObject(Lambda) || Lambda.isMutable() ||
      (Class->isPolymorphic() && !Class->isEffectivelyFinal()) ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
    return false;
  if (Class->needsImplicitCopyConstructor())
    return !Class->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
  });
}

static bool mentions(llvm::StringRef Text, llvm::StringRef Word) {
  auto Part = [](char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; };
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1))
    if ((!At || !Part(Text[At - 1])) &&
        (At + Word.size() == Text.size() || !Part(Text[At + Word.size()])))
      return true;
  return false;
}

Edits ObjectCapture::weak() const {
  Edits Made;
  const SourceManager &SM = Context.getSourceManager();
  const auto *Body = dyn_cast<CompoundStmt>(Lambda.getBody());
  std::string Text = sourceText(Lambda.getSourceRange(), Context);
  if (!Shared || !Context.getLangOpts().CPlusPlus17 || !Body || Lambda.isGenericLambda() ||
      !Lambda.getCallOperator()->getReturnType()->isVoidType() || mentions(Text, "self") ||
      mentions(Text, "weak"))
    return Made;
  CaptureList List(Lambda, Context);
  llvm::StringRef Entry = Entries;
  bool Implicit = Entry.consume_front("this, ");
  std::string Self = isInstantiated(*Method) ? "this->weak_from_this()" : "weak_from_this()";
  List.object(D.Site.Index, std::string(Implicit ? "this, " : "") + "weak = " + Self);
  std::optional<FixItHint> Edit = List.edit();
  if (!Edit)
    return Made;
  SourceLocation Open = Body->getLBracLoc();
  bool OneLine = SM.getSpellingLineNumber(Open) == SM.getSpellingLineNumber(Body->getRBracLoc());
  std::string Indent = "\n" + indentation(Lambda.getBeginLoc(), Context) + "  ";
  if (!OneLine && !Body->body_empty())
    Indent = "\n" + indentation(Body->body_front()->getBeginLoc(), Context);
  std::string Step = OneLine ? " " : Indent;
  Made.Hints.push_back(*Edit);
  Made.Hints.push_back(FixItHint::CreateInsertion(
      Open.getLocWithOffset(1), Step + "auto self = weak.lock();" + Step + "if (!self)" +
                                    (OneLine ? " return;" : Indent + "  return;")));
  Made.Title = "return early if the object is gone instead";
  return Made;
}
