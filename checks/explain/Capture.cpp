//===-- Capture.cpp - What one capture is, and its verdict ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/explain/Capture.h"
#include "checks/Paths.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/explain/Words.h"
#include "checks/repair/Edits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

Mark closure::markOf(SourceLocation Loc, const SourceManager &SM) {
  Mark At;
  if (Loc.isInvalid())
    return At;
  auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return At;
  At.File = absolutePath(Entry->getName(), SM.getFileManager());
  At.Line = SM.getLineNumber(File, Offset);
  At.Column = SM.getColumnNumber(File, Offset);
  return At;
}

bool closure::hasSize(const FieldDecl &Field) {
  QualType T = Field.getType();
  return !Field.isInvalidDecl() && !T->isDependentType() && !T->isUndeducedType() &&
         (T->isReferenceType() || !T->isIncompleteType());
}

std::string closure::functionText(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&F); Method && Method->getParent()->isLambda())
    return "the lambda in line " +
           std::to_string(markOf(Method->getParent()->getBeginLoc(), SM).Line);
  std::string Name;
  llvm::raw_string_ostream Out(Name);
  PrintingPolicy Policy(F.getASTContext().getPrintingPolicy());
  Policy.SuppressUnwrittenScope = true;
  F.getNameForDiagnostic(Out, Policy, /*Qualified=*/true);
  return "'" + Out.str() + "'";
}

namespace {

class Accountant {
public:
  Accountant(const LambdaExpr &Lambda, unsigned Index, const Fate &Known, const ASTContext &Context,
             llvm::function_ref<bool(QualType)> IsView)
      : Lambda(Lambda), C(Lambda.capture_begin()[Index]), Index(Index), Of(Known.Of),
        Way(Known.Way), Returned(Known.Returned), Context(Context), SM(Context.getSourceManager()),
        IsView(IsView) {}

  CaptureAccount make() {
    Variable = C.capturesVariable() ? C.getCapturedVar() : nullptr;
    Made.Name = Variable ? Variable->getNameAsString() : C.capturesThis() ? "this" : "";
    Made.How = how();
    Made.Implicit = C.isImplicit();
    Made.At = markOf(C.getLocation(), SM);
    addType();
    if (C.getCaptureKind() == LCK_ByRef || C.getCaptureKind() == LCK_This)
      addReferent();
    else
      addCopy();
    judge();
    return std::move(Made);
  }

private:
  llvm::StringRef how() const {
    bool Init = Variable && Lambda.isInitCapture(&C);
    switch (C.getCaptureKind()) {
    case LCK_This:
      return "this";
    case LCK_StarThis:
      return "object-copy";
    case LCK_ByRef:
      return Init ? "init-reference" : "reference";
    case LCK_ByCopy:
    case LCK_VLAType:
      break;
    }
    return Init ? "init-copy" : "copy";
  }

  QualType type() const {
    if (Variable)
      return Variable->getType().getNonReferenceType();
    const FieldDecl *Field = field();
    QualType T = Field ? Field->getType() : QualType();
    return !T.isNull() && C.getCaptureKind() == LCK_This ? T->getPointeeType() : T;
  }

  const FieldDecl *field() const {
    unsigned I = 0;
    for (const FieldDecl *F : Lambda.getLambdaClass()->fields())
      if (I++ == Index)
        return F;
    return nullptr;
  }

  void addType() {
    QualType T = type();
    if (T.isNull())
      return;
    Made.Type =
        T->isDependentType() || T->isUndeducedType() ? "" : typeName(T, Context, /*Local=*/true);
    if (Made.Type.empty()) // a class without a name, or one of a template
      Made.Type = T.getAsString(Context.getPrintingPolicy());
    const FieldDecl *Field = field();
    if (!Field || !hasSize(*Field))
      return;
    // What a reference costs is a pointer.
    QualType Stored = Field->getType()->isReferenceType()
                          ? Context.getPointerType(Field->getType().getNonReferenceType())
                          : Field->getType();
    Made.Size = Context.getTypeSizeInChars(Stored).getQuantity();
  }

  static std::string in(const ValueDecl &V) {
    const auto *F = dyn_cast<FunctionDecl>(V.getDeclContext());
    return F ? " of " + functionText(*F) : "";
  }

  /// Where a place lies, as the facts have it.
  std::string placeText(const Place &P) {
    std::string Name = P.Name.empty() ? "" : "'" + P.Name + "', ";
    if (P.Variable)
      Made.Declared = markOf(P.Variable->getLocation(), SM);
    switch (P.K) {
    case Place::Kind::Local:
      return Name + (P.Loop ? "a local variable of the loop in " : "a local variable of ") +
             (P.Variable && isa<FunctionDecl>(P.Variable->getDeclContext())
                  ? functionText(*cast<FunctionDecl>(P.Variable->getDeclContext()))
                  : "the function");
    case Place::Kind::Parameter:
      return Name + "a parameter" + (P.Variable ? in(*P.Variable) : "") + ", passed by value";
    case Place::Kind::Temporary:
      return "a temporary";
    case Place::Kind::Caller:
      return "what " + (P.Name.empty() ? "a parameter" : "'" + P.Name + "'") +
             (P.Behind ? " points at" : " is bound to") + ", of the caller's";
    case Place::Kind::Enclosing:
      return Name + "a variable" + (P.Variable ? in(*P.Variable) : " of the function around");
    case Place::Kind::ClosureState:
      return Name + "a copy in the closure around this one";
    case Place::Kind::Object:
      return C.capturesThis()
                 ? "the object" + (Made.Type.empty() ? "" : " of class '" + Made.Type + "'")
                 : Name + "a part of the object";
    }
    return "";
  }

  void addReferent() {
    if (Of && Of->Of) {
      Made.Lives = placeText(*Of->Of);
      addDeath(*Of->Of);
      return;
    }
    if (C.capturesThis()) {
      Made.Lives = "the object" + (Made.Type.empty() ? "" : " of class '" + Made.Type + "'");
      Made.Dies = "its owner decides";
      return;
    }
    const auto *V = dyn_cast_or_null<VarDecl>(Variable);
    const ValueDecl *Named = V;
    if (V && V->isInitCapture() && V->getInit())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(V->getInit()->IgnoreParenImpCasts()))
        Named = Ref->getDecl();
    Made.Declared = Named ? markOf(Named->getLocation(), SM) : Mark();
    if (const auto *Static = dyn_cast_or_null<VarDecl>(Named);
        Static && Static->hasGlobalStorage()) {
      Made.Lives = "'" + Static->getNameAsString() + "', a static variable";
      Made.Dies = "at the end of the program";
      Eternal = true;
    } else if (Named && Named->getType()->isReferenceType()) {
      Made.Lives = "what the reference '" + Named->getNameAsString() + "' is bound to";
    } else if (Named && Named == V && !V->isInitCapture()) {
      Made.Lives = "'" + Made.Name + "', a local variable" + in(*V);
    } else {
      Made.Lives = "what its initialiser refers to";
    }
  }

  void addDeath(const Place &P) {
    for (const LifeEvent &Event : Of->Events)
      if (Event.K == LifeEvent::Kind::Ends) {
        Made.Dies = endWords(Event.How);
        Made.Ends = markOf(Event.Loc, SM);
        return;
      }
    switch (P.K) {
    case Place::Kind::Caller:
      Made.Dies = "the caller decides";
      return;
    case Place::Kind::Object:
      Made.Dies = "its owner decides";
      return;
    case Place::Kind::ClosureState:
      Made.Dies = "with that closure";
      return;
    case Place::Kind::Enclosing:
      Made.Dies = "with the function around";
      return;
    default:
      Made.Dies = "at the end of the function";
    }
  }

  void addCopy() {
    if (Of && Of->View && Of->Of) {
      Made.Lives = "the copy lies in the closure and refers to " + placeText(*Of->Of);
      addDeath(*Of->Of);
      return;
    }
    if (refers() && !(Of && Of->Shares)) {
      Made.Lives = "the copy lies in the closure and refers to what '" + Made.Name + "' points at";
      Made.Dies = "its owner decides";
      return;
    }
    Made.Lives = Of && Of->Shares
                     ? "a copy in the closure, which shares what it points at and keeps it alive"
                     : "a copy in the closure";
    Made.Dies = "with the closure";
  }

  /// Whether the copy is an address or a view.
  bool refers() const {
    QualType T = type();
    if (T.isNull() || T->isDependentType())
      return false;
    if (T->isAnyPointerType())
      return !T->isFunctionPointerType();
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    return Record && Record->hasDefinition() && IsView(T);
  }

  /// Whether the closure changes its copy.
  bool isChanged() const {
    return Variable && Lambda.isMutable() && UseIndex::inside(Lambda).of(Variable).Changes;
  }

  void say(Verdict V, std::string Why) {
    Made.V = V;
    if (!llvm::is_contained(Made.Why, Why))
      Made.Why.push_back(std::move(Why));
  }

  void judge() {
    bool Copy = C.getCaptureKind() == LCK_ByCopy || C.getCaptureKind() == LCK_StarThis ||
                C.getCaptureKind() == LCK_VLAType;
    if (Of && Of->Wrong)
      judgeUnreported(*Of->Wrong);
    else if (Of && (!Copy || Of->View))
      judgeEvents(*Of);
    else if (Copy && Of && Of->Shares)
      say(Verdict::Right,
          "the closure owns a share, so it cannot be gone when the closure is called");
    else if (Copy && refers() && Way)
      judgeEvents(*Way);
    else if (Copy && refers())
      say(Verdict::Undecided, "the closure has the address alone; nobody sees here whose it is");
    else if (Copy)
      say(Verdict::Right, isChanged() ? "a copy of its own: only this closure changes and reads it"
                                      : "a copy cannot die before the closure");
    else if (Eternal)
      say(Verdict::Right, "it outlives every closure");
    else
      say(Verdict::Undecided, "nobody sees here how long it lives");
  }

  /// The function alone would say that it is wrong, and the rest of the unit knows better.
  void judgeUnreported(const Defect &D) {
    if (D.Unowned)
      say(Verdict::Callers,
          "the callers in this file say what it is, and each keeps it long enough");
    else if (D.K == Defect::Kind::Itself)
      say(Verdict::Right, "what is called is a copy of the closure, so the stored one may go");
    else
      say(Verdict::Right,
          "each caller in this file calls the function as the last that it does with the object");
  }

  void judgeEvents(const Life &Told) {
    std::vector<const LifeEvent *> Open, Ending, Calling;
    bool Left = false;
    for (const LifeEvent &Event : Told.Events) {
      if (reasonFor(Event, Made.Name).empty() || isNamedBetter(Event, Told) ||
          isOvertaken(Event, Told.Events))
        continue;
      Left |= Event.K == LifeEvent::Kind::Left;
      (isOpen(Event)                        ? Open
       : Event.K == LifeEvent::Kind::Called ? Calling
                                            : Ending)
          .push_back(&Event);
    }
    const std::vector<const LifeEvent *> &Say = !Open.empty()     ? Open
                                                : !Ending.empty() ? Ending
                                                                  : Calling;
    Verdict V = !Open.empty() ? Verdict::Undecided : Left ? Verdict::Callers : Verdict::Right;
    for (const LifeEvent *Event : Say) {
      LifeEvent Seen = *Event;
      if (Seen.K == LifeEvent::Kind::Unborrowed && Returned)
        Seen.By.Why = Outlives::Return;
      say(V, reasonFor(Seen, subject()));
    }
    if (!Say.empty())
      return;
    bool Runs = llvm::any_of(
        Told.Events, [](const LifeEvent &Event) { return Event.K == LifeEvent::Kind::Started; });
    say(Verdict::Right,
        Runs ? "what runs the closure is a temporary, which waits for it when it dies"
             : "nothing keeps the closure");
  }

  /// Another event says by name to what the same call gives the closure.
  static bool isNamedBetter(const LifeEvent &Event, const Life &Told) {
    return Event.K == LifeEvent::Kind::Unowned && Event.By.Name.empty() &&
           llvm::any_of(Told.Events, [&](const LifeEvent &E) {
             return E.K == Event.K && E.Loc == Event.Loc && !E.By.Name.empty();
           });
  }

  /// What dies, for the reasons.
  std::string subject() const {
    return Of && Of->View && Of->Of && !Of->Of->Name.empty() ? Of->Of->Name : Made.Name;
  }

  const LambdaExpr &Lambda;
  const LambdaCapture &C;
  const unsigned Index;
  const Life *const Of;
  const Life *const Way;
  const bool Returned;
  const ASTContext &Context;
  const SourceManager &SM;
  llvm::function_ref<bool(QualType)> IsView;
  const ValueDecl *Variable = nullptr;
  bool Eternal = false;
  CaptureAccount Made;
};

} // namespace

CaptureAccount closure::accountOf(const LambdaExpr &Lambda, unsigned Index, const Fate &Known,
                                  const ASTContext &Context,
                                  llvm::function_ref<bool(QualType)> IsView) {
  return Accountant(Lambda, Index, Known, Context, IsView).make();
}
