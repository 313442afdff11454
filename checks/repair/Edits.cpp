//===-- Edits.cpp - Edits that belong together ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Edits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

std::string closure::quotedList(const std::vector<std::string> &Names) {
  std::string Text;
  for (size_t I = 0; I != Names.size(); ++I) {
    if (I)
      Text += I + 1 == Names.size() ? " and " : ", ";
    Text += "'" + Names[I] + "'";
  }
  return Text;
}

std::string closure::sourceText(SourceRange Range, const ASTContext &Context) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Context.getSourceManager(),
                              Context.getLangOpts())
      .str();
}

std::string closure::indentation(SourceLocation Loc, const ASTContext &Context) {
  return Lexer::getIndentationForLine(Loc, Context.getSourceManager()).str();
}

/// A class or an enumeration of a function, also as an argument of a template.
static bool isLocal(QualType Type) {
  while (Type->isPointerType() || Type->isReferenceType())
    Type = Type->getPointeeType();
  const TagDecl *Tag = Type->getAsTagDecl();
  if (!Tag)
    return false;
  if (Tag->getParentFunctionOrMethod())
    return true;
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Tag);
  return Made && llvm::any_of(Made->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && isLocal(A.getAsType());
         });
}

std::string closure::typeName(QualType Type, const ASTContext &Context, bool Local) {
  if (Type.isNull() || (!Local && isLocal(Type)))
    return "";
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressTagKeyword = true;
  for (QualType As : {Type, Type.getCanonicalType()}) {
    std::string Text = TypeName::getFullyQualifiedName(As, Context, Policy);
    llvm::StringRef Name(Text);
    if (!Name.contains("__") && !Name.contains("(lambda") && !Name.contains("(unnamed") &&
        !Name.contains("(anonymous"))
      return Text;
  }
  return "";
}
