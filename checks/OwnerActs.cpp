//===-- OwnerActs.cpp - What functions do to what owns objects ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/OwnerActs.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

namespace {

/// The class of what alone is owned by objects of the type: `std::unique_ptr<C>`, and containers of
/// such pointers, or of objects; what a plain pointer points at only where it is deleted.
const CXXRecordDecl *ownedIn(QualType Type, bool Deleted, unsigned Depth = 0) {
  Type = Type.getCanonicalType();
  if (Type->isPointerType())
    return Deleted ? Type->getPointeeCXXRecordDecl() : nullptr;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier() || Depth == 4)
    return nullptr;
  if (!Class->isInStdNamespace())
    return Depth && !inSystemHeader(*Class) ? Class->getCanonicalDecl() : nullptr;
  static constexpr llvm::StringLiteral Maps[] = {"map", "unordered_map", "multimap",
                                                 "unordered_multimap"};
  static constexpr llvm::StringLiteral Others[] = {
      "unique_ptr", "optional", "vector", "list", "deque", "forward_list", "set", "unordered_set"};
  const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  unsigned Index = llvm::is_contained(Maps, Class->getName()) ? 1 : 0;
  if (!Of || (!Index && !llvm::is_contained(Others, Class->getName())))
    return nullptr;
  const TemplateArgumentList &Given = Of->getTemplateArgs();
  if (Given.size() <= Index || Given[Index].getKind() != TemplateArgument::Type)
    return nullptr;
  return ownedIn(Given[Index].getAsType(), Deleted, Depth + 1);
}

bool isOwner(const ValueDecl &V) { return ownedIn(V.getType(), /*Deleted=*/false); }

/// The next expression on the way to what the value is a part of, an element of, or points into.
const Expr *baseOf(const Expr &E) {
  if (const auto *Member = dyn_cast<MemberExpr>(&E))
    return Member->getBase();
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
    return Unary->getSubExpr();
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(&E))
    return Element->getBase();
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&E))
    return Method->getImplicitObjectArgument();
  if (const auto *Call = dyn_cast<CallExpr>(&E)) // `*it`, `all[i]`, `std::move(x)`
    return Call->getNumArgs() ? Call->getArg(0) : nullptr;
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(&E))
    return Copy->getNumArgs() == 1 ? Copy->getArg(0) : nullptr;
  return nullptr;
}

/// The variable or the member that owns what the expression is, is an element of, or leads to.
/// Names for elements, iterators and references among them, are followed to what they were made
/// from.
const Decl *ownerBehind(const Expr *E) {
  for (unsigned I = 0; E && I != 32; ++I) {
    E = stripped(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      bool OfThis = isa<CXXThisExpr>(stripped(Member->getBase()));
      const auto *Of = Field ? cast<CXXRecordDecl>(Field->getParent()) : nullptr;
      if (Of && (OfThis || (!Of->isInStdNamespace() && isOwner(*Field))))
        return Field->getCanonicalDecl();
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref) {
      E = baseOf(*E);
      continue;
    }
    const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
    const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl() : Ref->getDecl());
    if (!V)
      return nullptr;
    // An object that is made here is no way to another one.
    const auto *Made = V->getInit() ? dyn_cast<CXXConstructExpr>(stripped(V->getInit())) : nullptr;
    if (Made && !Made->getConstructor()->isCopyOrMoveConstructor() &&
        !Made->getConstructor()->getParent()->isInStdNamespace())
      return V->getCanonicalDecl();
    bool Leads = V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getInit() &&
                 (Part || V->getType()->isReferenceType() || !isOwner(*V));
    if (!Leads)
      return V->getCanonicalDecl();
    E = V->getInit();
  }
  return nullptr;
}

bool endsElements(const CXXMethodDecl &Method) {
  if (!inStandardLibrary(Method) || !Method.getDeclName().isIdentifier())
    return false;
  return llvm::StringSwitch<bool>(Method.getName())
      .Case("erase", true)
      .Case("clear", true)
      .Case("reset", true)
      .Case("pop_back", true)
      .Case("pop_front", true)
      .Case("pop", true)
      .Case("remove_if", true)
      .Default(false);
}

bool takesOut(const CXXMethodDecl &Method) {
  return Method.getDeclName().isIdentifier() && llvm::StringSwitch<bool>(Method.getName())
                                                    .Case("swap", true)
                                                    .Case("extract", true)
                                                    .Case("assign", true)
                                                    .Case("resize", true)
                                                    .Case("splice", true)
                                                    .Case("merge", true)
                                                    .Case("remove", true)
                                                    .Default(false);
}

/// `nullptr`, `std::nullopt`.
bool isNothing(const Expr &Value) {
  const CXXRecordDecl *Class = stripped(&Value)->getType()->getAsCXXRecordDecl();
  return isa<CXXNullPtrLiteralExpr>(stripped(&Value)) ||
         (Class && Class->isInStdNamespace() && Class->getIdentifier() &&
          Class->getName() == "nullopt_t");
}

/// Reads what a function does to owners.
class Reader : public OwnerActs {
public:
  Reader(CallKnowledge &Known, const FunctionDecl &F) : Known(Known) {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Constructor->inits()) {
        visit(Init->getInit());
        if (const FieldDecl *Member = Init->getAnyMember())
          makes(Member->getCanonicalDecl(), *Init->getInit());
      }
    visit(F.getBody());
    // A local that is moved into an owner was one of its objects all along.
    for (Act &A : Acts)
      if (auto It = MovedTo.find(A.Owner); It != MovedTo.end())
        A.Owner = It->second;
  }

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
          makes(V->getCanonicalDecl(), *V->getInit());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) { // a function of its own
      for (const Expr *Init : Lambda->capture_inits())
        visit(Init);
      Called.insert(Lambda->getCallOperator()->getCanonicalDecl());
      return;
    }
    const Stmt *Around = Loop;
    if (isLoop(S))
      Loop = S;
    for (const Stmt *Child : S->children())
      visit(Child);
    Loop = Around;
    size_t Before = Acts.size();
    node(*S);
    for (size_t I = Before; I != Acts.size(); ++I)
      Acts[I].Loop = Loop;
  }

  void node(const Stmt &Node) {
    const Stmt *S = &Node;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      Called.insert(Construct->getConstructor()->getCanonicalDecl());
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
      ends(*Delete->getArgument(), Delete->getBeginLoc(), /*Deleted=*/true);
  }

  static const Decl *ownerOf(const Expr &E) { return ownerBehind(&E); }

  void ends(const Expr &Object, SourceLocation Loc, bool Deleted = false) {
    if (Deleted && isa<CXXThisExpr>(stripped(&Object)))
      if (const CXXRecordDecl *Class = Object.getType()->getPointeeCXXRecordDecl())
        Acts.push_back({Act::Kind::Ends, nullptr, nullptr, Class->getCanonicalDecl(), Loc});
    const auto *Owner = dyn_cast_or_null<ValueDecl>(ownerOf(Object));
    if (const CXXRecordDecl *Class = Owner ? ownedIn(Owner->getType(), Deleted) : nullptr)
      Acts.push_back({Act::Kind::Ends, Owner, nullptr, Class, Loc});
  }

  using Operands = llvm::ArrayRef<const Expr *>;

  /// What each is, or belongs to.
  static std::vector<const Decl *> given(Operands Arguments) {
    std::vector<const Decl *> All;
    for (const Expr *E : Arguments)
      All.push_back(classBehind(E->getType()) ? ownerOf(*E) : nullptr);
    return All;
  }

  void makes(const Decl *Owner, const CXXConstructorDecl *By, Operands Arguments,
             SourceLocation Loc) {
    const CXXRecordDecl *Class = Owner && By ? By->getParent()->getCanonicalDecl() : nullptr;
    if (Class && !inSystemHeader(*Class))
      Acts.push_back({Act::Kind::Makes, Owner, By, Class, Loc, nullptr, given(Arguments)});
  }

  /// `timer = std::make_unique<Timer>(loop)`: what the owner is to have is made there.
  void makes(const Decl *Owner, const Expr &Value) {
    const Expr *Maker = makerIn(&Value);
    const auto *New = dyn_cast_or_null<CXXNewExpr>(Maker);
    const CXXConstructExpr *Construct = New ? New->getConstructExpr() : nullptr;
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Maker))
      makes(Owner, constructorBehind(*Call), {Call->getArgs(), Call->getNumArgs()},
            Call->getExprLoc());
    else if (Construct)
      makes(Owner, Construct->getConstructor(), {Construct->getArgs(), Construct->getNumArgs()},
            New->getBeginLoc());
  }

  /// `screens.emplace_back(input)`, `table.try_emplace(key, bus)`, `current.emplace(bus)`.
  void makesInPlace(const Expr &Object, const CXXMethodDecl &Method, const CallExpr &Call) {
    llvm::StringRef Name =
        Method.getDeclName().isIdentifier() ? Method.getName() : llvm::StringRef();
    const Decl *Owner = Name.contains("emplace") ? ownerOf(Object) : nullptr;
    const auto *Value = dyn_cast_or_null<ValueDecl>(Owner);
    if (!Value)
      return;
    Operands Given(Call.getArgs(), Call.getNumArgs());
    const CXXRecordDecl *In = Object.getType().getNonReferenceType()->getAsCXXRecordDecl();
    bool Map = In && In->getIdentifier() && In->getName().contains("map");
    if (!Given.empty() && (Map || Name == "emplace_hint"))
      Given = Given.drop_front();
    const CXXRecordDecl *Class = ownedIn(Value->getType(), /*Deleted=*/false);
    if (const CXXRecordDecl *Alternative = Call.getType()->getAsCXXRecordDecl();
        !Class && Call.isLValue() && Alternative && !inSystemHeader(*Alternative))
      Class = Alternative; // of a variant
    if (Class && Class->hasDefinition())
      makes(Owner, constructorFor(*Class->getDefinition(), Given), Given, Call.getExprLoc());
  }

  /// `sessions[id] = std::move(session)`, `all.push_back(std::move(session))`.
  void moves(const Expr &Into, const Expr &Value) {
    makes(ownerOf(Into), Value);
    const auto *Call = dyn_cast<CallExpr>(stripped(&Value));
    if (const Expr *Made = constructionIn(&Value))
      if (const auto *Copy = dyn_cast<CXXConstructExpr>(Made); Copy && Copy->getNumArgs() == 1)
        Call = dyn_cast<CallExpr>(stripped(Copy->getArg(0)));
    const Decl *Owner = ownerOf(Into);
    if (!Call || !Owner || !isMove(*Call))
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Call->getArg(0))))
      if (Ref->getDecl() != Owner)
        MovedTo[Ref->getDecl()->getCanonicalDecl()] = Owner;
  }

  void call(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    Called.insert(Callee->getCanonicalDecl());
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    if (Operator && Operator->getOperator() == OO_Equal && Call.getNumArgs() == 2) {
      moves(*Call.getArg(0), *Call.getArg(1));
      if (isNothing(*Call.getArg(1)))
        ends(*Call.getArg(0), Call.getExprLoc());
      endsOthers(*Call.getArg(0), Call.getArg(1)->getType(), Call.getExprLoc());
      drops(*Call.getArg(0), Call.getExprLoc());
      return;
    }
    if (!Member || !Method) {
      if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier())
        standard(Callee->getName(), Call);
      if (!inStandardLibrary(*Callee) && (Known.isWait(*Callee) || Known.runsAnything(*Callee)))
        Acts.push_back({Act::Kind::Other, nullptr, Callee, nullptr, Call.getExprLoc()});
      // What is handed to a function may be ended there.
      if (!inSystemHeader(*Callee))
        for (const Expr *Argument : Call.arguments())
          other(*Argument, *Callee, Call.getExprLoc());
      return;
    }
    const Expr *Object = Member->getImplicitObjectArgument();
    for (const Expr *Argument : Call.arguments())
      moves(*Object, *Argument);
    if (endsElements(*Method))
      ends(*Object, Call.getExprLoc());
    if (inStandardLibrary(*Method)) {
      if (Method->getDeclName().isIdentifier() && Method->getName() == "emplace")
        endsOthers(*Object, Call.getType(), Call.getExprLoc());
      makesInPlace(*Object, *Method, Call);
      room(*Object, *Method, Call.getExprLoc());
      if (endsElements(*Method) || takesOut(*Method))
        drops(*Object, Call.getExprLoc());
      if (Known.isWait(*Method))
        Acts.push_back({Act::Kind::Other, nullptr, Method, nullptr, Call.getExprLoc()});
      return;
    }
    const CXXRecordDecl *Class = classOfObject(Object);
    Acts.push_back({Act::Kind::Calls, ownerOf(*Object), Method,
                    Class ? Class->getCanonicalDecl() : nullptr, Call.getExprLoc(), nullptr,
                    given({Call.getArgs(), Call.getNumArgs()})});
    for (const Expr *Argument : Call.arguments())
      other(*Argument, *Method, Call.getExprLoc());
  }

  /// `std::exchange(handler, nullptr)`, `std::erase_if(all, …)`, `std::move(queue)`.
  void standard(llvm::StringRef Name, const CallExpr &Call) {
    bool Erases = Name == "erase" || Name == "erase_if";
    if (Erases && Call.getNumArgs())
      ends(*Call.getArg(0), Call.getExprLoc());
    for (const Expr *Argument : Call.arguments())
      if (Erases || Name == "exchange" || Name == "swap" ||
          (Name == "move" && isa_and_nonnull<FieldDecl>(ownerOf(*Argument))))
        drops(*Argument, Call.getExprLoc());
  }

  /// Of a variant, an alternative ends where another one comes.
  void endsOthers(const Expr &Variant, QualType Comes, SourceLocation Loc) {
    const auto *Of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Variant.getType().getNonReferenceType()->getAsCXXRecordDecl());
    const Decl *Owner =
        Of && Of->isInStdNamespace() && Of->getName() == "variant" ? ownerOf(Variant) : nullptr;
    if (!Owner || Comes->getAsCXXRecordDecl() == Of)
      return;
    for (const TemplateArgument &A : Of->getTemplateArgs().get(0).pack_elements()) {
      const CXXRecordDecl *Class = A.getAsType()->getAsCXXRecordDecl();
      if (Class && !inSystemHeader(*Class) && Class != Comes->getAsCXXRecordDecl())
        Acts.push_back({Act::Kind::Ends, Owner, nullptr, Class->getCanonicalDecl(), Loc});
    }
  }

  /// A vector of objects, and not of pointers to them.
  void room(const Expr &Object, const CXXMethodDecl &Method, SourceLocation Loc) {
    const auto *Owner = dyn_cast_or_null<ValueDecl>(ownerOf(Object));
    const CXXRecordDecl *Vector = Owner ? vectorOf(Owner->getType()) : nullptr;
    if (!Vector)
      return;
    QualType Element = firstTypeArgument(Vector);
    const CXXRecordDecl *Class = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
    if (!Class || inSystemHeader(*Class) || !Method.getDeclName().isIdentifier())
      return;
    if (Method.getName() == "reserve")
      Acts.push_back({Act::Kind::Reserves, Owner, nullptr, nullptr, Loc});
    else if (makesRoom(Method))
      Acts.push_back({Act::Kind::Grows, Owner, &Method, Class->getCanonicalDecl(), Loc});
  }

  /// What it held before is there no more.
  void drops(const Expr &Object, SourceLocation Loc) {
    if (const Decl *Owner = ownerOf(Object))
      Acts.push_back({Act::Kind::Drops, Owner, nullptr, nullptr, Loc});
  }

  void other(const Expr &Argument, const FunctionDecl &Callee, SourceLocation Loc) {
    if (const Decl *Owner = ownerOf(Argument); Owner && classBehind(Argument.getType()))
      Acts.push_back({Act::Kind::Other, Owner, &Callee, classBehind(Argument.getType()), Loc});
  }

  CallKnowledge &Known;
  llvm::DenseMap<const Decl *, const Decl *> MovedTo;
  const Stmt *Loop = nullptr;
};

} // namespace

OwnerActs closure::ownerActsOf(const FunctionDecl &F, CallKnowledge &Known) {
  return Reader(Known, F);
}
