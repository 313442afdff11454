//===-- CalledBack.cpp - Which functions of libraries call user code ------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/CalledBack.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether the body of a template may make a closure; stops at the first.
class ClosureSearch : public SyntaxVisitor<ClosureSearch> {
public:
  bool Found = false;
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    Found = Lambda->getCaptureDefault() != LCD_None || Lambda->capture_size();
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    Found = llvm::any_of(Call->arguments(), [](const Expr *E) { return referredBy(E); });
    return !Found;
  }
};

bool makesClosures(const FunctionDecl *Pattern) {
  Stmt *Body = Pattern ? Pattern->getBody() : nullptr;
  if (!Body)
    return false;
  ClosureSearch Look;
  Look.TraverseStmt(Body);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Pattern))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (!Look.Found && Init->getInit())
        Look.TraverseStmt(Init->getInit());
  return Look.Found;
}

/// The template behind a member that may lack an instance.
const FunctionDecl *patternOf(const Decl *Member) {
  if (const auto *Friend = dyn_cast<FriendDecl>(Member))
    Member = Friend->getFriendDecl();
  if (const auto *Template = dyn_cast_or_null<FunctionTemplateDecl>(Member)) {
    while (const FunctionTemplateDecl *From = Template->getInstantiatedFromMemberTemplate())
      Template = From;
    return Template->getTemplatedDecl();
  }
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Member);
  return !Function || Function->isTemplated() ? Function
                                              : Function->getTemplateInstantiationPattern();
}

/// What the members of a class are written in. Of an instance that nothing has needed yet, nobody
/// knows which specialisation it is.
llvm::SmallVector<const CXXRecordDecl *, 4> writtenClasses(const CXXRecordDecl &Record) {
  if (const CXXRecordDecl *Pattern = Record.getTemplateInstantiationPattern())
    return {Pattern};
  if (const CXXRecordDecl *Complete = Record.getDefinition())
    return {Complete};
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Instance)
    return {};
  ClassTemplateDecl *Template = Instance->getSpecializedTemplate();
  llvm::SmallVector<const CXXRecordDecl *, 4> All = {Template->getTemplatedDecl()};
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
  Template->getPartialSpecializations(Partial);
  All.append(Partial.begin(), Partial.end());
  return All;
}

/// Whether members of the class are templates, or of one, and make closures.
bool hides(const CXXRecordDecl &Record) {
  return llvm::any_of(writtenClasses(Record), [](const CXXRecordDecl *Written) {
    return llvm::any_of(Written->decls(),
                        [](const Decl *Member) { return makesClosures(patternOf(Member)); });
  });
}

} // namespace

namespace closure {

/// Looks for a class that matters among those that a type is made of.
class TypeSearch : public SyntaxVisitor<TypeSearch> {
public:
  explicit TypeSearch(CalledBack &Ask) : Ask(Ask) {}
  bool Found = false;
  bool VisitTagType(TagType *T) {
    Found = Ask.matters(*T->getDecl());
    return !Found;
  }

private:
  CalledBack &Ask;
};

} // namespace closure

/// Whether functions of a namespace, or friends in its classes, are templates that make closures.
static bool holdsFree(const DeclContext &Context, const SourceManager &SM,
                      const llvm::DenseSet<const IdentifierInfo *> &Named) {
  return llvm::any_of(Context.decls(), [&](const Decl *D) {
    if (isa<NamespaceDecl, LinkageSpecDecl>(D))
      return holdsFree(*cast<DeclContext>(D), SM, Named);
    if (SM.isInSystemHeader(D->getLocation()))
      return false;
    if (const auto *Record = dyn_cast<CXXRecordDecl>(D))
      return holdsFree(*Record, SM, Named);
    if (const auto *Class = dyn_cast<ClassTemplateDecl>(D))
      return holdsFree(*Class->getTemplatedDecl(), SM, Named);
    const FunctionDecl *Pattern = isa<FunctionTemplateDecl, FriendDecl>(D) ? patternOf(D) : nullptr;
    if (!Pattern || Pattern->isCXXClassMember())
      return false;
    return (Pattern->isOverloadedOperator() || Named.count(Pattern->getIdentifier())) &&
           makesClosures(Pattern);
  });
}

CalledBack::CalledBack(TranslationUnitDecl &Unit, const SourceManager &SM,
                       const llvm::DenseSet<const IdentifierInfo *> &Named)
    : SM(SM), Free(holdsFree(Unit, SM, Named)) {}

bool CalledBack::by(const FunctionDecl &Instance) {
  if (const TemplateArgumentList *Arguments = Instance.getTemplateSpecializationArgs())
    if (matter(Arguments->asArray()))
      return true;
  return surroundingsMatter(Instance);
}

bool CalledBack::inSystemHeader(const Decl &D) const {
  return SM.isInSystemHeader(D.getLocation());
}

bool CalledBack::matter(llvm::ArrayRef<TemplateArgument> Arguments) {
  return llvm::any_of(Arguments, [&](const TemplateArgument &A) {
    switch (A.getKind()) {
    case TemplateArgument::Type:
      return matters(A.getAsType());
    case TemplateArgument::Declaration:
      return matters(A.getParamTypeForDecl());
    case TemplateArgument::Pack:
      return matter(A.getPackAsArray());
    default:
      return false;
    }
  });
}

bool CalledBack::matters(QualType T) {
  TypeSearch Look(*this);
  Look.TraverseType(T.getCanonicalType());
  return Look.Found;
}

bool CalledBack::matters(const TagDecl &Tag) {
  const auto *Record = dyn_cast<CXXRecordDecl>(&Tag);
  if (!Record)
    return Free && !inSystemHeader(Tag);
  auto [It, New] = Known.try_emplace(Record, false);
  if (!New)
    return It->second;
  bool Answer = look(*Record);
  return Known[Record] = Answer;
}

bool CalledBack::look(const CXXRecordDecl &Record) {
  if (!inSystemHeader(Record) && (Free || Record.isGenericLambda() || hides(Record)))
    return true;
  if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    if (matter(Instance->getTemplateArgs().asArray()))
      return true;
  auto FromBase = [&](const CXXBaseSpecifier &Base) {
    // It may be made for arguments that are not known yet.
    const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl();
    if (!Class)
      Class = templateWrittenIn(Base.getType());
    return Class && matters(*Class);
  };
  auto FromBases = [&](const CXXRecordDecl *Class) {
    return Class->hasDefinition() && llvm::any_of(Class->bases(), FromBase);
  };
  if (Record.hasDefinition() ? FromBases(&Record) : llvm::any_of(writtenClasses(Record), FromBases))
    return true;
  return inSystemHeader(Record) && surroundingsMatter(Record);
}

/// A class of a library that is local to an instance, or a member of one, knows its arguments.
bool CalledBack::surroundingsMatter(const Decl &D) {
  for (const DeclContext *Around = D.getDeclContext(); Around; Around = Around->getParent()) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Around))
      return by(*Function);
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Around))
      return matters(*Record);
  }
  return false;
}
