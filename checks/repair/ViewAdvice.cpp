//===-- ViewAdvice.cpp - What to do by hand about a captured view ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ViewAdvice.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Views.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

static bool isOf(QualType T, llvm::ArrayRef<llvm::StringRef> Names) {
  const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getDeclName().isIdentifier() &&
         llvm::is_contained(Names, Record->getName());
}
static bool isText(QualType T) {
  return T->isPointerType() && T->getPointeeType()->isAnyCharacterType();
}

/// What the owner is, as far as a variable names it.
static QualType ownerType(const Defect &D) {
  const ValueDecl *Of = D.Of.Path.empty() ? D.Of.Variable : D.Of.Path.back();
  return Of ? Of->getType().getNonReferenceType() : QualType();
}

/// What a handler catches is gone when that is left.
static bool isCaught(const Defect &D) {
  const auto *Of = dyn_cast_or_null<VarDecl>(D.Of.Variable);
  return Of && Of->isExceptionVariable();
}
/// A container, of views as it is captured.
static bool hasElements(QualType Type) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  const CXXRecordDecl *Of = Record ? Record->getDefinition() : nullptr;
  return Of && inSystemHeader(*Of) && !isBundle(*Of) &&
         (isOf(Type, {"match_results", "array"}) ||
          !Of->lookup(&Of->getASTContext().Idents.get("clear")).empty());
}

/// The closure is made too late to save anything.
static std::string adviceBefore(const Defect &D, QualType Type, const std::string &Name) {
  std::string Gone = D.How == End::Changed ? " may be gone when the closure is made"
                                           : " is gone when the closure is made";
  bool Text = isText(Type) || isOf(Type, {"basic_string_view"});
  if (Text)
    return "what " + Name + " refers to" + Gone +
           "; keep a 'std::string' in its place, and let the closure own that";
  return "what " + Name + " refers to" + Gone +
         "; keep the owner in its place, and let the closure own that";
}

/// A container of pointers to objects that it owns.
static bool ownsPointers(QualType Container) {
  QualType Element = firstTypeArgument(Container->getAsCXXRecordDecl());
  return !Element.isNull() &&
         (Element->isPointerType() || isSoleOwner(Element) || isSharingPointer(Element));
}

std::string closure::viewAdvice(const Defect &D) {
  QualType Type = captureOf(D.Site).getCapturedVar()->getType().getNonReferenceType();
  std::string Name = "'" + nameOf(D.Site) + "'";
  std::string Owner = D.Of.Name.empty() ? "" : "'" + D.Of.Name + "'";
  if (D.DeadBefore || D.Stale)
    return adviceBefore(D, Type, Name);
  if (isCaught(D))
    return (isText(Type) ? "capture a 'std::string' of " + Name + " in its place"
                         : "capture a copy of what the closure needs of " + Owner) +
           ", or let it own 'std::current_exception()' as well";
  if (hasElements(Type))
    return "let the closure own what the elements of " + Name + " refer to";
  if (isText(Type))
    return "capture the string that " + Name +
           " points into, or make a 'std::string' of it there, and use its 'c_str()'";
  QualType Of = ownerType(D);
  bool Lives = D.How == End::Changed && !Of.isNull();
  if (Lives && isOf(Of, {"optional", "variant", "any"}))
    return "let the closure ask " + Owner + " itself whether it has a value";
  if (Lives && D.Running)
    return "end what runs the closure before " + Owner + " changes, or let the closure own a copy";
  if (Lives && !(D.Destroyed && ownsPointers(Of)) && isOf(Of, {"stack", "queue", "priority_queue"}))
    return "capture a copy of the element in place of " + Name;
  if (Lives && !(D.Destroyed && ownsPointers(Of)))
    return "capture an index or a key in place of " + Name +
           ", and look the element up when the closure runs";
  if (isIteratorType(Type))
    return Owner.empty() ? "let the closure own what " + Name + " goes through"
                         : "let the closure own " + Owner + ", and make " + Name + " of that";
  if (D.How == End::Changed || D.How == End::Reset || Type->isPointerType())
    return "let the closure share the object that " + Name +
           " refers to, by a 'std::shared_ptr', or ask a 'std::weak_ptr' whether it is still "
           "there";
  return "let the closure own what " + Name + " refers to";
}
