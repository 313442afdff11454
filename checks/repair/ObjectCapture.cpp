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
#include "checks/repair/Aliases.h"
#include "checks/repair/BodyNames.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static std::string insideItself(const CXXRecordDecl *Class) {
  return "the closure is part of the object that it captures; forbid copies and moves of " +
         (Class ? "'" + Class->getNameAsString() + "'" : "it");
}

ObjectCapture::ObjectCapture(const Defect &D, const ASTContext &Context, KnownUses &Known)
    : D(D), Context(Context), Known(Known), Lambda(*D.Site.Lambda),
      Method(methodAround(Lambda.getLambdaClass()->getDeclContext())) {
  if (Method)
    choose();
  else
    Reason = insideItself(dyn_cast<CXXRecordDecl>(Lambda.getLambdaClass()->getDeclContext()));
}

/// Whether a `std::shared_ptr` to an object of the class tells it that it is owned: a base that is
/// not public is not told.
static bool sharesItself(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
    return Of && Base.getAccessSpecifier() == AS_public && Of->hasDefinition() &&
           (qualifiedName(*Of) == "std::enable_shared_from_this" ||
            sharesItself(*Of->getDefinition()));
  });
}

static bool isSharedPointer(QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && isOrDerivesFrom(*Record, "std::shared_ptr");
}

/// The constructors and destructors of the class and its bases.
static void addBirths(const CXXRecordDecl &Class, std::vector<const FunctionDecl *> &To) {
  for (const CXXConstructorDecl *Constructor : Class.ctors())
    To.push_back(Constructor);
  if (const CXXDestructorDecl *End = Class.getDestructor())
    To.push_back(End);
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
        Of && Of->hasDefinition() && !inSystemHeader(*Of))
      addBirths(*Of->getDefinition(), To);
}

static bool inLambda(const Expr *E, const UseIndex &Code) {
  for (const Stmt *Up = E; Up; Up = Code.around(Up))
    if (isa<LambdaExpr>(Up))
      return true;
  return false;
}

/// The class of the object behind a smart pointer, or of what is none.
static const CXXRecordDecl *pointee(QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (QualType Of = Record && Record->isInStdNamespace() ? firstTypeArgument(Record) : QualType();
      !Of.isNull())
    Record = Of->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() ? Record->getDefinition() : nullptr;
}

/// The constructor or destructor that calls the method on its object, perhaps by way of others; but
/// for what a lambda calls later. Null if none is seen to.
static const FunctionDecl *bornBy(const CXXMethodDecl &Method, const CXXRecordDecl &Class,
                                  KnownUses &Known) {
  std::vector<const FunctionDecl *> Births;
  addBirths(Class, Births);
  for (const FunctionDecl *Birth : Births) {
    std::vector<const FunctionDecl *> Way{Birth->getCanonicalDecl()};
    for (size_t I = 0; I != Way.size(); ++I) {
      const FunctionDecl *Body = nullptr;
      if (!Way[I]->hasBody(Body))
        continue;
      const UseIndex &Code = Known.of(*Body);
      for (const Expr *This : Code.mentionsOfObject()) {
        const CXXMethodDecl *Called = inLambda(This, Code) ? nullptr : calledOn(This, Code);
        if (Called && Called->getCanonicalDecl() == Method.getCanonicalDecl())
          return Birth;
        if (Called && !llvm::is_contained(Way, Called->getCanonicalDecl()))
          Way.push_back(Called->getCanonicalDecl());
      }
    }
  }
  return nullptr;
}

/// Why the object is not, or not yet, owned by a `std::shared_ptr`; empty if it may be.
std::string ObjectCapture::notShared() const {
  const CXXRecordDecl *Class = Method->getParent()->getDefinition();
  QualType Type;
  if (D.Of.K == Place::Kind::Temporary && D.Of.Temporary)
    Type = D.Of.Temporary->getType();
  else if (D.Of.endsHere() && D.Of.Variable)
    Type = D.Of.Variable->getType();
  if (!Type.isNull() && !isSharedPointer(Type))
    return (D.Of.Name.empty() ? "the object" : "'" + D.Of.Name + "'") +
           " is not owned by a 'std::shared_ptr'";
  const CXXRecordDecl *Whole = Type.isNull() ? nullptr : pointee(Type);
  if (const FunctionDecl *Birth =
          bornBy(*Method, Whole && Whole->isDerivedFrom(Class) ? *Whole : *Class, Known))
    return "the " + std::string(isa<CXXConstructorDecl>(Birth) ? "constructor" : "destructor") +
           " of '" + cast<CXXMethodDecl>(Birth)->getParent()->getNameAsString() + "' calls '" +
           Method->getNameAsString() + "'";
  return "";
}

/// What keeps the closure belongs to a base of the class whose member dies first: no order of
/// declarations helps.
bool ObjectCapture::isOfBase() const {
  const auto *Dies = dyn_cast_or_null<FieldDecl>(D.Of.Variable);
  const auto *Keeper = D.InObject && !D.InObject->empty()
                           ? dyn_cast_or_null<FieldDecl>(D.InObject->front())
                           : nullptr;
  return Dies && Keeper &&
         Dies->getParent()->getCanonicalDecl() != Keeper->getParent()->getCanonicalDecl();
}
std::string ObjectCapture::dyingClass() const {
  return cast<FieldDecl>(D.Of.Variable)->getParent()->getNameAsString();
}

void ObjectCapture::choose() {
  const CXXRecordDecl &Class = *Method->getParent();
  const LangOptions &Language = Context.getLangOpts();
  bool Born = isa<CXXConstructorDecl, CXXDestructorDecl>(Method);
  std::string Name = "'" + Class.getNameAsString() + "'";
  if (D.How == End::Members) {
    Reason = isOfBase() ? "let the destructor of '" + dyingClass() + "' wait for '" + D.Holder +
                              "', a member of its base, or take the closure back"
                        : "declare '" + D.Of.Name + "' before '" + D.Holder + "'";
  } else if (D.How == End::Growth) {
    Reason = "keep the objects where they do not move, in a 'std::deque' or behind pointers";
  } else if (D.Unowned && D.How == End::Unwinding) {
    Reason = "hand the closure out when nothing throws any more, or let a member take it back";
  } else if (D.Unowned && D.How == End::Scope) {
    Reason = "let the destructor of " + Name + " take the closure back on every way";
  } else if (D.Unowned && D.How == End::Reset && D.Of.Variable &&
             pointee(D.Of.Variable->getType()) == Class.getDefinition()) {
    Reason = "move '" + D.Of.Name + "' into the closure, so that it lets go when it has run";
  } else if (D.Of.K == Place::Kind::Object && D.Why == Outlives::Detached &&
             !isa<CXXDestructorDecl>(Method)) {
    Reason = "join the thread in the destructor of " + Name + " instead";
  } else if (isa<CXXDestructorDecl>(Method) && D.How == End::Function) {
    Reason = "bind copies of what the closure needs of the object instead";
  } else if (isStoredInside()) {
    Reason = insideItself(&Class);
  } else if (sharesItself(Class) && !Born && Language.CPlusPlus14 && notShared().empty()) {
    Shared = true;
    bool Implicit = captureOf(D.Site).isImplicit();
    std::string Self = isInstantiated(*Method) ? "this->shared_from_this()" : "shared_from_this()";
    const VarDecl *Share = Lambda.getCaptureDefault() == LCD_None ? endedShare(D) : nullptr;
    Entries = std::string(Implicit ? "" : "this, ") +
              (Share ? Share->getNameAsString() : "self = " + Self);
  } else if (canCopy()) {
    Entries = "*this";
  } else {
    Reason = "let the destructor of " + Name + " take the closure back, or keep the object longer";
    if (sharesItself(Class) && !Born && Language.CPlusPlus14)
      Reason += "; 'shared_from_this' would throw, because " + notShared();
  }
}

/// A copy of the object would not hold the closure that it holds.
bool ObjectCapture::isStoredInside() const {
  return !D.Path.empty() && D.Path.front().K == Step::Kind::Stored &&
         llvm::any_of(Method->getParent()->fields(), [&](const FieldDecl *Field) {
           return Field->getName() == D.Path.front().Name;
         });
}

/// Whether the closure looks at a member that refers to something, perhaps to a part of the object
/// itself: a copy would refer to the old one.
bool ObjectCapture::readsReference() {
  const UseIndex &Code = Known.inside(Lambda);
  return llvm::any_of(Code.mentionsOfObject(), [&](const Expr *This) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Code.around(This));
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    return Field && (Field->getType()->isReferenceType() || refersElsewhere(Field->getType()));
  });
}

/// Whether a copy does what the object would: the closure only reads it, nobody changes it or knows
/// it by its address, and nothing but its own class is behind it.
bool ObjectCapture::canCopy() {
  const CXXRecordDecl *Class = Method->getParent()->getDefinition();
  if (!Context.getLangOpts().CPlusPlus17 || !Class || changesObject(Lambda) || Lambda.isMutable() ||
      (Class->isPolymorphic() && !Class->isEffectivelyFinal()) ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(Method) || readsReference() ||
      Known.isKnownByAddress(Method->getFunctionObjectParameterType()) ||
      Known.objects().mayChangeLater(D, *Method))
    return false;
  if (Class->needsImplicitCopyConstructor())
    return !Class->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
  });
}

Edits ObjectCapture::weak() const {
  Edits Made;
  const SourceManager &SM = Context.getSourceManager();
  const auto *Body = dyn_cast<CompoundStmt>(Lambda.getBody());
  std::string Text = sourceText(Lambda.getSourceRange(), Context);
  if (!Shared || !Context.getLangOpts().CPlusPlus17 || !Body || Lambda.isGenericLambda() ||
      !Lambda.getCallOperator()->getReturnType()->isVoidType() || mentionsWord(Text, "self") ||
      mentionsWord(Text, "weak"))
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
