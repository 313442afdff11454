//===-- ModelUse.cpp - What a model speaks of in given sources ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/ModelUse.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace closure;

static llvm::StringRef lastPart(llvm::StringRef Name) { return Name.substr(Name.rfind(':') + 1); }

namespace closure {

class ModelUseVisitor : public SyntaxVisitor<ModelUseVisitor> {
public:
  ModelUseVisitor(ModelUse &To, CallKnowledge &Known) : To(To), Known(Known) {
    ShouldVisitTemplateInstantiations = true;
    ShouldVisitImplicitCode = true;
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    std::string Name = qualifiedName(*F);
    for (const FunctionModel *Model : To.Models.find(Name))
      To.Functions.insert({Model->Entry, Model->Name});
    if (F->getDeclName().isIdentifier())
      compare(Name);
    return true;
  }

  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (!Class->getIdentifier())
      return true;
    std::string Name = qualifiedName(*Class);
    for (const ModelOutline::ClassList &List : To.Outline.Classes)
      for (const Placed &Pattern : List.Names)
        if (matches(Pattern.Text, Name))
          To.Classes.insert(Pattern.Text);
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    llvm::SmallVector<const Expr *, 8> Given(Call->arg_begin(), Call->arg_end());
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) && !Given.empty()) {
      Object = Given.front();
      Given.erase(Given.begin());
    }
    Known.eachEntry(*Callee, Given, Object, See);
    return true;
  }

  /// What is made has an end as well.
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    Known.eachEntry(*Made->getConstructor(), {Made->getArgs(), Made->getNumArgs()}, nullptr, See);
    ends(Made->getType());
    return true;
  }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *Temporary) {
    ends(Temporary->getType());
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    ends(Variable->getType());
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Member) {
    ends(Member->getType());
    return true;
  }

private:
  void ends(QualType T) {
    const CXXRecordDecl *Class = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (Class && Class->getIdentifier())
      Known.eachEntryOfEnd(*Class, See);
  }

  /// Whether it is what a name of the model may have meant: the same with other namespaces or
  /// classes before it, or a slip of the pen.
  void compare(llvm::StringRef Name) {
    for (const ModelOutline::Entry &E : To.Outline.Functions)
      for (const Placed &Wanted : E.Names) {
        llvm::StringRef Text = Wanted.Text;
        if (Text.contains('*') || lastPart(Text).edit_distance(lastPart(Name), true, 2) > 2)
          continue;
        std::string &Best = To.Nearest[Wanted.Text];
        if (Best.empty() || Text.edit_distance(Name) < Text.edit_distance(Best))
          Best = Name.str();
      }
  }

  ModelUse &To;
  CallKnowledge &Known;
  std::function<void(const FunctionModel &, bool)> See = [this](const FunctionModel &Model,
                                                                bool Counts) {
    ModelUse::Name Name{Model.Entry, Model.Name};
    To.Functions.insert(Name);
    To.Called.insert(Name);
    if (Counts)
      To.Matched.insert(Name);
  };
};

} // namespace closure

void ModelUse::look(ASTContext &Unit, MacroValues Macros) {
  std::lock_guard<std::mutex> Locked(Guard);
  CallKnowledge Known(Unit, Models, AssumeEscape::Never, nullptr, std::move(Macros));
  ModelUseVisitor(*this, Known).TraverseAST(Unit);
}

std::string ModelUse::instead(const Name &N) const {
  if (Called.count(N))
    return "it is called, but another entry, or none of this condition, speaks of these calls";
  if (Functions.count(N))
    return "it is declared, but never called";
  std::string Text = "no function of that name is declared";
  if (auto Near = Nearest.find(N.second); Near != Nearest.end())
    Text += "; did you mean '" + Near->second + "'?";
  return Text;
}

std::vector<Placed> ModelUse::unused() const {
  std::vector<Placed> Found;
  auto Add = [&](const Placed &At, const llvm::Twine &Why) {
    Found.push_back(
        {("'" + At.Text + "' matches nothing in these sources: " + Why).str(), At.Line, At.Column});
  };
  for (const ModelOutline::ClassList &List : Outline.Classes)
    for (const Placed &Class : List.Names)
      if (!Classes.count(Class.Text))
        Add(Class, "no class of that name is declared");
  for (unsigned I = 0; I != Outline.Functions.size(); ++I)
    for (const Placed &Function : Outline.Functions[I].Names)
      if (!Matched.count({I, Function.Text}))
        Add(Function, instead({I, Function.Text}));
  llvm::sort(Found, standsBefore);
  return Found;
}
