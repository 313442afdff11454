//===-- EndActs.cpp - What a destructor does to other objects -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/EndActs.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Relations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <set>
#include <tuple>

using namespace clang;
using namespace closure;

namespace {

/// The object of the call; null where it has none.
const Expr *objectOf(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return Member->getImplicitObjectArgument();
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  return Operator && isa_and_nonnull<CXXMethodDecl>(Call.getDirectCallee()) ? Operator->getArg(0)
                                                                            : nullptr;
}

bool isThis(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref)
    E = Deref->getSubExpr()->IgnoreParenImpCasts();
  return isa<CXXThisExpr>(E);
}

/// A reader of the object, such as `size`.
bool onlyLooks(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && Method->isConst() && !Method->getReturnType()->isVoidType();
}

class Reader {
public:
  explicit Reader(Types &T) : T(T) {}

  std::vector<EndAct> Found;

  /// An object of this class dies, as the member `Member` or as itself.
  void record(const CXXRecordDecl &Declared, const FieldDecl *Member) {
    const CXXRecordDecl *Class = Declared.getDefinition();
    ClassEnd End = T.known().endOf(Declared);
    if (End.Ends)
      return add(EndAct::Kind::Waits, {Member, nullptr}, Declared);
    if ((End.Known && !End.Calls && !End.CallsLast) || !Records.insert({&Declared, Member}).second)
      return;
    if (Declared.isInStdNamespace())
      return arguments(Declared, Member);
    if (!Class || Class->isInvalidDecl())
      return add(EndAct::Kind::Unseen, {Member, &Declared}, Declared);
    if (Class->hasTrivialDestructor())
      return;
    destructor(*Class, Member);
    for (const FieldDecl *Field : Class->fields())
      type(Field->getType(), Member ? Member : Field);
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        record(*Of, Member);
  }

  void type(QualType Of, const FieldDecl *Member) {
    if (const CXXRecordDecl *Record = Of->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
      record(*Record, Member);
  }

  void body(const FunctionDecl &Definition, const CXXRecordDecl &Destroyed) {
    By = &Destroyed;
    enter(Definition);
  }

private:
  void add(EndAct::Kind K, Mentioned To, const CXXRecordDecl &Destroyed) {
    Found.push_back({K, To.Of, To.Class, &Destroyed, On, Needs});
  }
  void add(EndAct::Kind K, Mentioned To = {}) { add(K, To, *By); }

  void destructor(const CXXRecordDecl &Class, const FieldDecl *Member) {
    const CXXDestructorDecl *Destructor = Class.getDestructor();
    if (!Destructor || !Destructor->isUserProvided())
      return;
    const FunctionDecl *Definition = nullptr;
    if (Destructor->hasBody(Definition) && !inSystemHeader(Class))
      return body(*Definition, Class);
    const Contract *C = T.known().contractOfDestructor(*Destructor); // of another unit
    if (!C)
      return add(EndAct::Kind::Unseen, {Member, &Class}, Class);
    By = &Class;
    if (!C->Drops.empty() || !C->Ends.empty() || C->Waits || C->Signals || C->UsesObject)
      add(EndAct::Kind::Any);
  }

  /// What the standard library's classes own decides; a weak pointer owns nothing.
  void arguments(const CXXRecordDecl &Declared, const FieldDecl *Member) {
    const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Declared);
    llvm::StringRef Name = Declared.getIdentifier() ? Declared.getName() : "";
    if (!Specialised || Name == "weak_ptr" || Name == "reference_wrapper")
      return;
    for (const TemplateArgument &A : Specialised->getTemplateArgs().asArray())
      for (const TemplateArgument &Each :
           A.getKind() == TemplateArgument::Pack ? A.pack_elements() : llvm::ArrayRef(A))
        if (Each.getKind() == TemplateArgument::Type)
          type(Each.getAsType(), Member);
  }

  void enter(const FunctionDecl &Definition) {
    if (!Entered.insert({&Definition, On, Needs.empty()}).second)
      return;
    if (Entered.size() > MaxBodies)
      return add(EndAct::Kind::Any);
    walk(Definition.getBody());
  }

  /// What comes after `if (!open) return;` needs the contrary.
  void sequence(const CompoundStmt &Block) {
    size_t Before = Needs.size();
    for (const Stmt *Each : Block.body()) {
      walk(Each);
      const auto *If = dyn_cast<IfStmt>(Each);
      if (If && !If->getElse() && leaves(If->getThen()))
        addNeeds(*If->getCond(), false);
    }
    Needs.resize(Before);
  }

  static bool leaves(const Stmt *S) {
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return !Block->body_empty() && leaves(Block->body_back());
    return isa<ReturnStmt>(S);
  }

  void branches(const IfStmt &If) {
    size_t Before = Needs.size();
    walk(If.getInit());
    walk(If.getConditionVariableDeclStmt());
    walk(If.getCond());
    addNeeds(*If.getCond(), true);
    walk(If.getThen());
    Needs.resize(Before);
    addNeeds(*If.getCond(), false);
    walk(If.getElse());
    Needs.resize(Before);
  }

  /// What members have to be where the condition has this value.
  void addNeeds(const Expr &Condition, bool Is) {
    const Expr *E = stripped(&Condition);
    if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
      return addNeeds(*Not->getSubExpr(), !Is);
    const auto *Binary = dyn_cast<BinaryOperator>(E);
    if (Binary && Binary->getOpcode() == (Is ? BO_LAnd : BO_LOr)) {
      addNeeds(*Binary->getLHS(), Is);
      addNeeds(*Binary->getRHS(), Is);
    } else if (Binary && Binary->isEqualityOp()) {
      const FieldDecl *Of = ownNumber(*Binary->getLHS());
      Expr::EvalResult Value;
      if (Of && !Binary->getRHS()->isValueDependent() &&
          Binary->getRHS()->EvaluateAsInt(Value, Of->getASTContext()))
        Needs.push_back({Of, Value.Val.getInt().getExtValue(), (Binary->getOpcode() == BO_EQ) == Is,
                         E->getExprLoc()});
    } else if (const FieldDecl *Of = ownNumber(*E)) {
      Needs.push_back({Of, 0, !Is, E->getExprLoc()});
    }
  }

  /// The member of the object that the expression reads: a flag, a state, also an atomic one.
  const FieldDecl *ownNumber(const Expr &E) const {
    const Expr *Read = stripped(&E);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Read);
        Call && Call->getMethodDecl() && inStandardLibrary(*Call->getMethodDecl()) &&
        (isa<CXXConversionDecl>(Call->getMethodDecl()) ||
         (Call->getMethodDecl()->getDeclName().isIdentifier() &&
          Call->getMethodDecl()->getName() == "load")))
      Read = stripped(Call->getImplicitObjectArgument());
    const auto *Member = dyn_cast<MemberExpr>(Read);
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    return Field && isThis(Member->getBase()) && isDying(*Member->getBase()) ? Field : nullptr;
  }

  /// `bus.remove(id)`: what is done there is done to that member.
  void enterOn(const Expr *Object, const FunctionDecl &Definition) {
    const auto *Member = Object ? dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts()) : nullptr;
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    bool Own = Field && isThis(Member->getBase()) && isDying(*Member->getBase());
    const FieldDecl *Around = On;
    if (!On && Own)
      On = Field;
    enter(Definition);
    On = Around;
  }

  void walk(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      call(*Call);
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      construct(*Construct);
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
      deletes(*Delete);
    else if (const auto *Binary = dyn_cast<BinaryOperator>(S);
             Binary && Binary->getOpcode() == BO_Assign && !isOwnValue(*Binary->getLHS()))
      changes(Binary->getLHS());
    if (const auto *While = dyn_cast<WhileStmt>(S))
      loop(While->getCond());
    else if (const auto *Do = dyn_cast<DoStmt>(S))
      loop(Do->getCond());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      return Later.count(Lambda) ? void() : walk(Lambda->getBody());
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return sequence(*Block);
    if (const auto *If = dyn_cast<IfStmt>(S))
      return branches(*If);
    for (const Stmt *Child : S->children())
      walk(Child);
  }

  /// `while (busy) …` ends when somebody else says so.
  void loop(const Stmt *Condition) {
    if (!Condition)
      return;
    if (const auto *E = dyn_cast<Expr>(Condition)) {
      const CXXRecordDecl *Record = E->getType().getNonReferenceType()->getAsCXXRecordDecl();
      if (E->getType().isVolatileQualified() ||
          (Record && Record->isInStdNamespace() && Record->getIdentifier() &&
           Record->getName().contains("atomic")))
        return add(EndAct::Kind::Waits, mentionedIn(E));
    }
    for (const Stmt *Child : Condition->children())
      loop(Child);
  }

  /// `bus->handlers` is a part of the bus, where it has room for closures.
  void changes(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    for (const auto *Member = dyn_cast<MemberExpr>(E); Member; Member = dyn_cast<MemberExpr>(E)) {
      const ValueDecl *D = Member->getMemberDecl();
      add(EndAct::Kind::Changes, {D, classBehind(D->getType())});
      if (!T.canHold(D->getType()))
        return;
      E = Member->getBase()->IgnoreParenImpCasts();
    }
    if (!isa<CXXThisExpr>(E))
      return add(EndAct::Kind::Changes, mentionedIn(E));
    if (!isDying(*E))
      add(EndAct::Kind::Changes, {nullptr, classBehind(E->getType())});
  }

  void call(const CallExpr &Call) {
    const FunctionDecl *F = Call.getDirectCallee();
    const Expr *Object = objectOf(Call);
    if (!F && isa<CXXPseudoDestructorExpr>(Call.getCallee()->IgnoreParens()))
      return; // the end of a number, or of another value without a class
    if (!F)
      return add(EndAct::Kind::Any); // through a pointer or a value
    if (F->getOverloadedOperator() == OO_Equal)
      changes(Call.getArg(0));
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    bool Overridable = Method && Method->isVirtual() && Object && !isThis(Object);
    const FunctionDecl *Definition = nullptr;
    bool Seen = !inSystemHeader(*F) && !Overridable && F->hasBody(Definition);
    if (Seen)
      keepsForLater(*F, Call);
    if (Seen)
      return enterOn(Object, *Definition);
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(F)) // by its name, as `delete` does
      return Destructor->isTrivial() ? void() : add(EndAct::Kind::Frees, mentionedIn(Object));
    llvm::ArrayRef<const Expr *> Given(Call.getArgs(), Call.getNumArgs());
    if (Object && isa<CXXOperatorCallExpr>(Call))
      Given = Given.drop_front();
    const Contract *C = T.known().contractOf(*F, Given, Object);
    if (C && (C->Source == Authority::Model || C->Source == Authority::Body))
      known(*F, *C, Object, Given);
    else if (!inStandardLibrary(*F) &&
             (!onlyLooks(*F) || T.known().isWait(*F, classOfObject(Object))))
      touches(Call, Object, Given);
  }

  /// A closure that a body in sight only keeps does nothing while the object dies.
  void keepsForLater(const FunctionDecl &F, const CallExpr &Call) {
    for (const Expr *Argument : Call.arguments())
      if (const LambdaExpr *Lambda = lambdaIn(Argument)) {
        const Contract *C = T.known().contractOf(F, {Call.getArgs(), Call.getNumArgs()});
        if (C && C->Source == Authority::Body && !C->UsesArguments && !C->Transfers.empty())
          Later.insert(Lambda);
      }
  }

  /// A call of which a model or another unit tells what it does.
  void known(const FunctionDecl &F, const Contract &C, const Expr *Object, Arguments Given) {
    if (F.getOverloadedOperator() == OO_Call && C.UsesObject)
      return add(EndAct::Kind::Any); // whatever the closure does
    if (C.Waits || !C.Ends.empty())
      return add(EndAct::Kind::Waits);
    if (C.Drops.empty() && !C.Signals && !T.known().isSwap(F))
      return;
    if (Object)
      changes(Object);
    for (const Expr *Argument : Given)
      changes(Argument);
  }

  /// Whether the pointer is `this` of the object that dies, and not of another.
  bool isDying(const Expr &This) const {
    const CXXRecordDecl *Class = classBehind(This.getType());
    return !Class || By->getCanonicalDecl() == Class || isOrDerivesFrom(*By, qualifiedName(*Class));
  }

  /// A number or a pointer of the object itself: nobody sees its new value.
  bool isOwnValue(const Expr &E) const {
    const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenImpCasts());
    return Member && isa<FieldDecl>(Member->getMemberDecl()) &&
           !Member->getMemberDecl()->getType()->isReferenceType() && isThis(Member->getBase()) &&
           isDying(*Member->getBase());
  }

  /// A number or an untyped pointer that can stand for something.
  static bool isHandle(const Expr &E) {
    QualType Type = E.getType();
    return !E.isValueDependent() &&
           (Type->isIntegralOrEnumerationType() ||
            (Type->isPointerType() && !Type->getPointeeType()->isAnyCharacterType()));
  }

  /// A call of something that is not seen, with what it gets.
  void touches(const CallExpr &Call, const Expr *Object, Arguments Given) {
    const FunctionDecl &F = *Call.getDirectCallee();
    if (Object && isThis(Object)) {
      if (isDying(*Object))
        return add(EndAct::Kind::Any);
      add(EndAct::Kind::Touches, {nullptr, classBehind(Object->getType())});
    } else if (Object) {
      changes(Object);
      add(EndAct::Kind::Touches, mentionedIn(Object));
    } else if (!inSystemHeader(F)) {
      add(EndAct::Kind::Touches, {Relations::of(&Call), nullptr});
    }
    for (const Expr *Argument : Given)
      if (isThis(Argument) && !F.isVariadic())
        add(EndAct::Kind::Any);
      else if (Mentioned M = mentionedIn(Argument);
               M.Of && (M.Class || (!F.isVariadic() && isHandle(*Argument))))
        add(EndAct::Kind::Touches, M);
  }

  void construct(const CXXConstructExpr &Construct) {
    const CXXConstructorDecl *Constructor = Construct.getConstructor();
    const CXXRecordDecl &Class = *Constructor->getParent();
    const FunctionDecl *Definition = nullptr;
    if (Class.isInStdNamespace() || Constructor->isImplicit() || Constructor->isDefaulted())
      return;
    if (!inSystemHeader(*Constructor) && Constructor->hasBody(Definition))
      enter(*Definition);
    else
      for (const Expr *Argument : Construct.arguments())
        if (Mentioned M = mentionedIn(Argument); M.Of && M.Class)
          add(EndAct::Kind::Touches, M);
    if (const CXXDestructorDecl *Destructor = Class.getDestructor();
        Destructor && Destructor->hasBody(Definition) && !inSystemHeader(Class))
      enter(*Definition);
  }

  /// It destroys what the pointer points at, which may be what holds the closure.
  void deletes(const CXXDeleteExpr &Delete) {
    Mentioned To = mentionedIn(Delete.getArgument());
    const auto *Class = Delete.getDestroyedType().isNull()
                            ? nullptr
                            : Delete.getDestroyedType()->getAsCXXRecordDecl();
    if (!Class || (Class->hasDefinition() && Class->hasTrivialDestructor()))
      return;
    add(EndAct::Kind::Frees, {To.Of, Class});
    const CXXDestructorDecl *Destructor = Class->hasDefinition() ? Class->getDestructor() : nullptr;
    const FunctionDecl *Definition = nullptr;
    if (Class->isInStdNamespace() ||
        (Class->hasDefinition() && !(Destructor && Destructor->isUserProvided())))
      return;
    if (Destructor && Destructor->hasBody(Definition) && !inSystemHeader(*Class))
      enter(*Definition);
    else
      add(EndAct::Kind::Unseen, {To.Of, Class});
  }

  static constexpr unsigned MaxBodies = 200;
  Types &T;
  const CXXRecordDecl *By = nullptr;
  /// With the member on which it was called, and whether that happens anyway.
  std::set<std::tuple<const FunctionDecl *, const FieldDecl *, bool>> Entered;
  const FieldDecl *On = nullptr;
  std::vector<EndAct::Need> Needs;    ///< Of what is read.
  std::set<const LambdaExpr *> Later; ///< Closures that something keeps.
  std::set<std::pair<const CXXRecordDecl *, const FieldDecl *>> Records;
};

} // namespace

std::vector<EndAct> closure::endActsOf(const CXXRecordDecl &Class, Types &T) {
  Reader R(T);
  R.record(Class, nullptr);
  return std::move(R.Found);
}

std::vector<EndAct> closure::endActsOf(const FieldDecl &Member, Types &T) {
  Reader R(T);
  R.type(Member.getType(), &Member);
  return std::move(R.Found);
}

bool closure::callsUnseen(const FunctionDecl &F, Types &T) {
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (!Method || !F.hasBody(Definition))
    return true;
  Reader R(T);
  R.body(*Definition, *Method->getParent());
  return llvm::any_of(R.Found, [](const EndAct &Act) { return Act.K == EndAct::Kind::Any; });
}
