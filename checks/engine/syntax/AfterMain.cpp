//===-- AfterMain.cpp - What may run when main is left --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/AfterMain.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include <set>

using namespace clang;
using namespace closure;

namespace {

/// Looks for what the code of the unit gives to other threads, or to what runs at the end.
class Starts : public RecursiveASTVisitor<Starts> {
public:
  explicit Starts(Types &T) : T(T) {}
  bool Found = false;

  static bool shouldVisitTemplateInstantiations() { return true; }
  bool TraverseDecl(Decl *D) {
    bool Own = !D || isa<TranslationUnitDecl>(D) || !inSystemHeader(*D);
    return !Own || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    const CXXRecordDecl *Class = Made->getConstructor()->getParent();
    Found = Made->getNumArgs() && T.known().startsWork(qualifiedName(*Class));
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || Call->isTypeDependent() || !inSystemHeader(*Callee))
      return true;
    const Contract *Does = T.known().contractOf(*Callee, {Call->getArgs(), Call->getNumArgs()});
    Found = Does && llvm::any_of(Does->Transfers, [](const Transfer &Moved) {
              return Moved.Starts || Moved.To.K == CallEnd::Kind::Elsewhere;
            });
    return !Found;
  }

private:
  Types &T;
};

/// Looks at the class of a global, and at the classes in it.
class Keeper {
public:
  explicit Keeper(Types &T) : T(T) {}

  /// Whether it only keeps what it is given: no destructor that anybody wrote does anything, and
  /// nothing in it runs.
  bool onlyKeeps(QualType Type) {
    Type = Type.getCanonicalType().getNonReferenceType();
    while (Type->isPointerType() || Type->isArrayType())
      Type = Type->isPointerType() ? Type->getPointeeType()
                                   : QualType(Type->getArrayElementTypeNoTypeQual(), 0);
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (!Class || !Seen.insert(Class).second)
      return true;
    if (inSystemHeader(*Class))
      return Class->isInStdNamespace() && !T.known().startsWork(qualifiedName(*Class)) &&
             argumentsOnlyKeep(*Class);
    return Class->hasDefinition() && !Class->isPolymorphic() && !T.ends().doesAnything(*Class) &&
           llvm::all_of(Class->fields(),
                        [&](const FieldDecl *F) { return onlyKeeps(F->getType()); }) &&
           llvm::all_of(Class->bases(),
                        [&](const CXXBaseSpecifier &B) { return onlyKeeps(B.getType()); });
  }

private:
  bool argumentsOnlyKeep(const CXXRecordDecl &Class) {
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
    return !Instance ||
           llvm::all_of(Instance->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
             return A.getKind() != TemplateArgument::Type || onlyKeeps(A.getAsType());
           });
  }

  Types &T;
  std::set<const CXXRecordDecl *> Seen;
};

} // namespace

bool closure::onlyKeeps(const ValueDecl &Global, Types &T) {
  const auto *Access = dyn_cast<FunctionDecl>(&Global);
  return Keeper(T).onlyKeeps(Access ? Access->getReturnType() : Global.getType());
}

bool closure::leavesWorkBehind(const ASTContext &Context, Types &T) {
  Starts Walk(T);
  Walk.TraverseDecl(Context.getTranslationUnitDecl());
  return Walk.Found;
}
