//===-- Edits.cpp - Edits that belong together ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/repair/Edits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"
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

namespace {

/// Looks for names that are printed as their author knows them, without the namespace or class that
/// they stand in: an alias template, a type that a class or a function declares for itself.
class InnerNames : public SyntaxVisitor<InnerNames> {
public:
  bool Found = false;
  bool VisitTemplateSpecializationType(TemplateSpecializationType *Type) {
    Found |= Type->isTypeAlias();
    return !Found;
  }
  bool VisitTypedefType(TypedefType *Type) {
    Found |= !Type->getDecl()->getDeclContext()->isFileContext();
    return !Found;
  }
};

} // namespace

static bool hasInnerName(QualType Type) {
  InnerNames Look;
  Look.TraverseType(Type);
  return Look.Found;
}

/// Whether the text can be written elsewhere: each name in it has a place in the source, and is
/// none that the language reserves for the library's own use.
static bool isWritable(llvm::StringRef Text) {
  if (Text.empty() || Text.contains("__") || Text.contains(")::") || Text.contains("(lambda") ||
      Text.contains("(unnamed") || Text.contains("(anonymous"))
    return false;
  auto Part = [](char C) { return isAsciiIdentifierContinue(C); };
  for (size_t At = 0; At + 1 < Text.size(); ++At)
    if (Text[At] == '_' && isUppercase(Text[At + 1]) && (!At || !Part(Text[At - 1])))
      return false;
  return true;
}

/// The library's own name for the class that its strings are.
static std::string withStrings(std::string Text) {
  for (llvm::StringRef Long :
       {"std::basic_string<char, std::char_traits<char>, std::allocator<char>>",
        "std::basic_string<char, std::char_traits<char>, std::allocator<char> >",
        "std::basic_string<char>"})
    for (size_t At; (At = Text.find(Long)) != std::string::npos;)
      Text.replace(At, Long.size(), "std::string");
  return Text;
}

std::string closure::typeName(QualType Type, const ASTContext &Context, bool Local) {
  if (Type.isNull() || (!Local && isLocal(Type)))
    return "";
  // What `auto` stands for; LLVM 19 writes its namespace twice.
  if (const auto *Auto = dyn_cast<AutoType>(Type.getTypePtr()); Auto && Auto->isDeduced())
    Type = Context.getQualifiedType(Auto->getDeducedType(), Type.getQualifiers());
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressTagKeyword = true;
  QualType Bare = Type.getCanonicalType();
  std::vector<std::string> Ways;
  if (!hasInnerName(Type))
    Ways.push_back(TypeName::getFullyQualifiedName(Type, Context, Policy));
  Ways.push_back(Bare.getAsString(Policy));
  Ways.push_back(TypeName::getFullyQualifiedName(Bare, Context, Policy));
  auto Way = llvm::find_if(Ways, isWritable);
  return Way == Ways.end() ? "" : withStrings(*Way);
}
