//===-- Parts.cpp - What a view refers to, by the parts it is made of -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/Shape.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace closure;

bool closure::isBundle(const CXXRecordDecl &Record) {
  return Record.isInStdNamespace() && Record.getDeclName().isIdentifier() &&
         isa<ClassTemplateSpecializationDecl>(Record) &&
         llvm::is_contained(std::initializer_list<llvm::StringRef>{"pair", "tuple", "optional",
                                                                   "variant", "expected"},
                            Record.getName());
}

static void addTypes(llvm::ArrayRef<TemplateArgument> Arguments, std::vector<QualType> &Found) {
  for (const TemplateArgument &A : Arguments)
    if (A.getKind() == TemplateArgument::Type)
      Found.push_back(A.getAsType());
    else if (A.getKind() == TemplateArgument::Pack)
      addTypes(A.pack_elements(), Found);
}

std::vector<QualType> closure::partsOfBundle(const CXXRecordDecl &Record) {
  std::vector<QualType> Found;
  addTypes(cast<ClassTemplateSpecializationDecl>(Record).getTemplateArgs().asArray(), Found);
  return Found;
}

/// Whether each part of it is a value of its own: a pair, a tuple.
static bool isRow(const CXXRecordDecl *Record) {
  return Record && isBundle(*Record) &&
         (Record->getName() == "pair" || Record->getName() == "tuple");
}

std::optional<unsigned> closure::partTakenBy(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const TemplateArgumentList *Named = Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
  const CXXRecordDecl *Row =
      Call.getNumArgs() == 1 ? Call.getArg(0)->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Named || !Named->size() || !isRow(Row) || !inStandardLibrary(*Callee) ||
      !Callee->getDeclName().isIdentifier() || Callee->getName() != "get")
    return std::nullopt;
  std::vector<QualType> Parts = partsOfBundle(*Row);
  const TemplateArgument &Which = Named->get(0);
  std::optional<unsigned> Found;
  if (Which.getKind() == TemplateArgument::Integral)
    Found = unsigned(Which.getAsIntegral().getLimitedValue());
  for (unsigned I = 0; Which.getKind() == TemplateArgument::Type && I != Parts.size(); ++I)
    if (Parts[I].getCanonicalType() == Which.getAsType().getCanonicalType())
      Found = I;
  return Found && *Found < Parts.size() ? Found : std::nullopt;
}

bool closure::takesReference(const CallExpr &Call) {
  std::optional<unsigned> Index = partTakenBy(Call);
  return Index &&
         partsOfBundle(*Call.getArg(0)->getType()->getAsCXXRecordDecl())[*Index]->isReferenceType();
}

/// The part of that number of a pair or a tuple; all of them where it is not seen what each got.
Origins Finder::partOf(const Expr *Whole, unsigned Index) {
  const Expr *Row = stripped(Whole);
  const CXXRecordDecl *Class = Row->getType()->getAsCXXRecordDecl();
  std::vector<QualType> Parts = isRow(Class) ? partsOfBundle(*Class) : std::vector<QualType>();
  if (Index >= Parts.size() || Depth > 24)
    return value(Whole);
  llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
  const Expr *Given = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Row)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    bool Once = V && !V->hasGlobalStorage() && !isa<ParmVarDecl>(V) && V->getInit() &&
                (!Body || (Body->assigned(V).empty() && Body->partsGiven(V).empty()));
    return Once ? partOf(V->getInit(), Index) : value(Whole);
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Row))
    return joined(partOf(Choice->getTrueExpr(), Index), partOf(Choice->getFalseExpr(), Index));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Row)) {
    const Expr *First = Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
    if (First && isRow(First->getType()->getAsCXXRecordDecl()))
      return partOf(First, Index);
    if (Construct->getNumArgs() == Parts.size())
      Given = Construct->getArg(Index);
  } else if (const auto *Call = dyn_cast<CallExpr>(Row); Call && Call->getDirectCallee()) {
    const FunctionDecl &Callee = *Call->getDirectCallee();
    if (T.known().accessOf(Callee) == Access::Same && Call->getNumArgs())
      return partOf(Call->getArg(0), Index);
    if (inStandardLibrary(Callee) && Call->getNumArgs() == Parts.size() &&
        !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
      Given = Call->getArg(Index); // `std::make_pair`, `std::tie`
  }
  if (!Given)
    return value(Whole);
  return Parts[Index]->isReferenceType() ? lvalue(Given) : ofOperand(Given);
}

/// What the arguments of a construction, or of a function that makes a bundle, put into it.
Origins Finder::bundled(const CXXRecordDecl &Bundle, Arguments Given) {
  std::vector<QualType> Parts = partsOfBundle(Bundle);
  Origins Found;
  Origins Alike;
  for (unsigned I = 0; I != Given.size(); ++I) {
    // Each makes the part of its number, if there are as many.
    llvm::ArrayRef<QualType> Made = Parts;
    if (Given.size() == Parts.size())
      Made = Made.slice(I, 1);
    QualType Type = Given[I]->getType();
    bool Same = llvm::any_of(Made, [&](QualType Part) { return bareType(Part) == bareType(Type); });
    bool Bound = llvm::any_of(Made, [](QualType Part) { return Part->isReferenceType(); });
    bool Viewed = llvm::any_of(Made, [&](QualType Part) { return V.isView(Part); });
    // `std::make_tuple(std::ref(x))` refers to `x`, and not to the wrapper.
    bool Unwrapped = Bound && !Same && V.isView(Type);
    if (Bound && Given[I]->isGLValue())
      Alike = joined(std::move(Alike), Unwrapped ? value(Given[I]) : lvalue(Given[I]));
    else if (Viewed && Same)
      Alike = joined(std::move(Alike), value(Given[I]));
    else if (Viewed)
      Found = joined(std::move(Found), ofOperand(Given[I]));
  }
  return Alike.empty() ? Found : Alike;
}

/// A part of a bundle, as a function of the library gives it out.
Origins Finder::taken(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const Expr *Whole = nullptr;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call))
    Whole = Method->getImplicitObjectArgument();
  else if (Call.getNumArgs())
    Whole = Call.getArg(0);
  const CXXRecordDecl *Record =
      Whole ? Whole->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  if (!Record || !inStandardLibrary(*Callee) || !isBundle(*Record) || !V.isView(Whole->getType()))
    return {};
  std::optional<unsigned> Index = partTakenBy(Call);
  Origins Found = Index ? partOf(Whole, *Index) : value(Whole);
  if (isa<CXXMemberCallExpr>(Call)) // `name.value_or("unknown")`
    for (const Expr *Argument : Call.arguments())
      Found = joined(std::move(Found), ofOperand(Argument));
  return Found;
}

/// `auto [it, is] = set.insert(x)`: an iterator among what a method of an owner returns.
Origins Finder::foundBy(const CXXMemberCallExpr &Call, QualType Part) {
  const Expr *Object = Call.getImplicitObjectArgument();
  bool Inside = isIteratorType(Part) && Call.getMethodDecl() &&
                inStandardLibrary(*Call.getMethodDecl()) && !Object->getType()->isPointerType() &&
                owningOf(Object->getType(), T) == Owning::Heap;
  return Inside ? elements(Object, Object->getType(), /*Iterator=*/true) : Origins();
}

/// What a member of a value refers to, as far as it can be seen what it was made of.
Origins Finder::ofField(const Expr *E, const FieldDecl &Field) {
  const Expr *Bare = stripped(E);
  auto One = [&](const Expr *Init) {
    return Field.getType()->isReferenceType() ? lvalue(Init) : ofOperand(Init);
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare)) {
    const auto *Whole = dyn_cast<VarDecl>(Ref->getDecl());
    return Whole ? storedIn(*Whole, Field) : Origins();
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Bare))
    if (Origins Found = foundBy(*Call, Field.getType()); !Found.empty())
      return Found;
  if (const auto *List = dyn_cast<InitListExpr>(Bare)) {
    const CXXRecordDecl *Record = List->getType()->getAsCXXRecordDecl();
    unsigned I = Field.getFieldIndex() + (Record ? Record->getNumBases() : 0);
    return Record && I < List->getNumInits() ? One(List->getInit(I)) : Origins();
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Bare)) {
    const CXXConstructorDecl *Callee = Construct->getConstructor();
    if (Callee->isCopyOrMoveConstructor())
      return ofField(Construct->getArg(0), Field);
    if (isBundle(*Callee->getParent()) && Construct->getNumArgs() == 2)
      return One(Construct->getArg(Field.getFieldIndex()));
  }
  return V.refers(E->getType()) ? value(E) : Origins();
}

Origins Finder::storedIn(const VarDecl &Whole, const FieldDecl &Field) {
  if (Whole.hasGlobalStorage() || Depth > 24)
    return {};
  llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
  if (isa<ParmVarDecl>(Whole)) {
    if (!V.isView(Whole.getType()))
      return {};
    Origin Of = originOf(Origin::Kind::Behind, &Whole);
    Of.Path = {&Field};
    return {Of};
  }
  if (!Body)
    return V.everGiven(Whole, &Field);
  if (!Body->assigned(&Whole).empty())
    return {};
  if (llvm::any_of(Body->givenTo(&Whole),
                   [&](const CallExpr *Call) { return V.fills(*Call, Whole); }))
    return {originOf(Origin::Kind::View, &Whole)};
  Origins Found = Whole.getInit() ? ofField(Whole.getInit(), Field) : Origins();
  auto Gets = [&](const auto &Part) { return !Part.first || Part.first == &Field; };
  if (llvm::none_of(Body->partsGiven(&Whole), Gets))
    return Found;
  // Which of several values it has, nobody asks.
  const Expr *Given = Found.empty() ? Body->givenOnce(&Whole, &Field) : nullptr;
  return Given ? value(Given) : Origins();
}

Origins Finder::stored(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!Field || Member.isArrow() || !V.refers(Field->getType()))
    return {};
  const Expr *Base = stripped(Member.getBase());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Base)) {
    const auto *Whole = dyn_cast<VarDecl>(Ref->getDecl());
    return Whole ? storedIn(*Whole, *Field) : Origins();
  }
  // `parse(line).name`, of a value that is made here
  bool Made =
      isa<CXXConstructExpr, InitListExpr>(Base) || (isa<CallExpr>(Base) && Base->isPRValue());
  return Made && Depth <= 24 ? ofField(Base, *Field) : Origins();
}

/// `auto [name, size] = …`
Origins Finder::part(const BindingDecl &Part) {
  if (const VarDecl *Held = Part.getHoldingVar())
    return Held->getInit() ? value(Held->getInit()) : Origins();
  return Part.getBinding() ? value(Part.getBinding()) : Origins();
}

/// The elements of an array.
Origins Finder::arrayOf(const InitListExpr &List) {
  Origins Found;
  for (const Expr *Init : List.inits())
    Found = joined(std::move(Found), ofOperand(Init));
  return Found;
}

Origins Finder::list(const InitListExpr &List) {
  if (V.gathers(List.getType())) { // `std::array`
    Origins Found;
    for (const Expr *Init : List.inits())
      Found = joined(std::move(Found), isa<InitListExpr>(Init) ? arrayOf(cast<InitListExpr>(*Init))
                                                               : ofOperand(Init));
    return Found;
  }
  if (!V.isView(List.getType()))
    return {};
  if (List.getNumInits() == 1 && List.isTransparent())
    return value(List.getInit(0));
  Origins Found;
  const CXXRecordDecl *Record = List.getType()->getAsCXXRecordDecl();
  if (!Record)
    return List.getNumInits() == 1 ? value(List.getInit(0)) : Found;
  unsigned I = Record->getNumBases();
  for (const FieldDecl *Field : Record->fields()) {
    if (I >= List.getNumInits())
      break;
    const Expr *Init = List.getInit(I++);
    if (Field->getType()->isReferenceType())
      Found = joined(std::move(Found), lvalue(Init));
    else if (V.isView(Field->getType()))
      Found = joined(std::move(Found), value(Init));
  }
  return Found;
}

Origins Views::ofField(const Expr *E, const FieldDecl &Field, const Shape *Body) {
  return Finder(*this, Body).ofField(E, Field);
}
