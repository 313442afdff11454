//===-- Message.cpp - Findings in words -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Message.h"
#include "checks/engine/FunctionAnalysis.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/message/Bound.h"
#include "checks/message/Bundle.h"
#include "checks/message/Cycle.h"
#include "checks/message/Frame.h"
#include "checks/message/Update.h"
#include "checks/message/View.h"
#include "checks/repair/Captured.h"
#include "checks/repair/Edits.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <map>
#include <set>

using namespace clang;
using namespace closure;

std::vector<std::string> closure::captureNames(const Finding &F) {
  NameList Names;
  for (const Defect &D : F.Defects)
    Names.add(nameOf(D.Site));
  return Names.names();
}

std::string closure::keeperText(Outlives Why, const std::string &Holder) {
  std::string Name = "'" + Holder + "'";
  switch (Why) {
  case Outlives::Return:
    return "the return value";
  case Outlives::Exception:
    return "the thrown exception";
  case Outlives::Object:
    return Holder == "this" || Holder.empty() ? "the object" : "member " + Name;
  case Outlives::Static:
    return "static " + Name;
  case Outlives::Global:
    return llvm::StringRef(Holder).ends_with("()") ? "what " + Name + " returns" : "global " + Name;
  case Outlives::Caller:
    return Holder.empty() ? "the caller" : "the caller's " + Name;
  case Outlives::Detached:
    return "a detached thread";
  case Outlives::Library:
    return Name;
  case Outlives::Heap:
    return "what " + Name + " points at";
  case Outlives::None:
  case Outlives::Enclosing:
    break;
  }
  return Holder.empty() ? "a temporary" : Name;
}

/// What the function hands out, by its type where that runs closures itself: a future, a thread.
static std::string resultText(const Defect &D) {
  QualType Given;
  if (!D.Site.Lambda)
    Given = D.Site.Binder->getType();
  else if (const auto *Maker =
               dyn_cast<FunctionDecl>(D.Site.Lambda->getLambdaClass()->getDeclContext()))
    Given = Maker->getReturnType();
  const CXXRecordDecl *Record =
      D.Running && !Given.isNull() ? Given->getAsCXXRecordDecl() : nullptr;
  // What a library keeps to itself says nothing to its users.
  if (!Record || !Record->getIdentifier() || Record->getName().starts_with("_"))
    return "the return value";
  return Record->isInStdNamespace() ? "the returned " + Record->getNameAsString()
                                    : "the returned '" + Record->getNameAsString() + "'";
}

std::string closure::keeperText(const Defect &D) {
  // Whose name led to an assumption is what the reader has to know.
  for (const Step &S : D.Path)
    if (S.K == Step::Kind::Assumed)
      return "'" + S.Name + "'";
  if (D.Why == Outlives::Detached && D.Site.Lambda &&
      coroutineBody(*D.Site.Lambda->getCallOperator()))
    return "the coroutine";
  if (D.Why == Outlives::Object && diesWithDestructor(D))
    return "what '" + D.Holder + "' refers to";
  return D.Why == Outlives::Return ? resultText(D) : keeperText(D.Why, D.Holder);
}

/// The place as the reader knows it: a variable, or the bindings of a declaration without a
/// name of its own; empty for a temporary.
static std::string placeName(const Defect &D) {
  return D.Of.Name.empty() && isa_and_nonnull<DecompositionDecl>(D.Of.Variable) ? nameOf(D.Site)
                                                                                : D.Of.Name;
}

/// What dies: the captured variables by name, or what they refer to.
static std::string deathText(const Finding &F) {
  NameList Dying;
  bool Temporary = false, OfObject = false;
  for (const Defect &D : F.Defects) {
    if (D.K == Defect::Kind::LateBinding)
      continue;
    OfObject |= D.Of.K == Place::Kind::Object;
    std::string Name = placeName(D);
    if (Name.empty() || Name == "this")
      Temporary = true;
    else
      Dying.add(Name);
  }
  const std::vector<std::string> &Names = Dying.names();
  if (llvm::all_of(F.Defects, [](const Defect &D) { return D.Unowned; }))
    return (F.isAboutThis() ? "the object" : "the caller's " + quotedList(Names)) + " may be dead";
  if (Temporary && F.isAboutThis())
    return "the object dies";
  if (Temporary)
    return Names.empty()
               ? "the temporary that it refers to dies"
               : (OfObject ? "the object and " : "the temporary and ") + quotedList(Names) + " die";
  if (Names.size() > 1 && Names == captureNames(F))
    return "they die";
  return quotedList(Names) + (Names.size() > 1 ? " die" : " dies");
}

static const Defect &leading(const Finding &F) {
  for (const Defect &D : F.Defects)
    if (D.K != Defect::Kind::LateBinding)
      return D;
  return F.Defects.front();
}

static std::string verb(const Defect &D, const std::string &Closure) {
  if (D.Unowned)
    return (D.isAssumed() ? " may keep "
            : D.Running   ? " can run "
                          : " keeps ") +
           Closure + " when ";
  if (D.isAssumed())
    return " may keep " + Closure + " after ";
  if (D.hasStep(Step::Kind::Leaving))
    return " may run " + Closure + " after ";
  return (D.Running ? " can run " : " keeps ") + Closure + " after ";
}

/// By reference, or, of what leads to the object, that it does.
static std::string howCaptured(const Finding &F) {
  if (!F.isAboutThis())
    return " by reference";
  bool Spelled =
      llvm::all_of(F.Defects, [](const Defect &D) { return captureOf(D.Site).capturesThis(); });
  return Spelled ? "" : ", by which it refers to the object";
}

std::string closure::borrowText(const Finding &F) {
  if (!F.Lambda)
    return boundText(F);
  return "the lambda captures " + quotedList(captureNames(F));
}

static SourceLocation borrowedAt(const CaptureSite &Site) {
  if (!Site.Lambda)
    return Site.Bound->getBeginLoc();
  const LambdaCapture &C = captureOf(Site);
  return C.isExplicit() ? C.getLocation() : Site.Lambda->getCaptureDefaultLoc();
}

/// What only the first of several closures gets.
static std::string emptiedText(const Finding &F) {
  NameList Moved;
  for (const Defect &D : F.Defects)
    Moved.add(D.Of.Name);
  bool Several = Moved.names().size() > 1;
  std::string What = Moved.names() != captureNames(F) ? quotedList(Moved.names())
                     : Several                        ? "them"
                                                      : "it";
  return "lambda captures " + quotedList(captureNames(F)) + " by moving " + What +
         " in each iteration of the loop, so that only the first closure gets " +
         (Several ? "their values" : "its value");
}

Message closure::warningOf(const Finding &F) {
  Message M;
  M.Loc = borrowedAt(F.Defects.front().Site);
  if (F.family() == Family::Frame) {
    M.Text = frameText(F);
    return M;
  }
  if (F.family() == Family::Update) {
    M.Text = updateText(F);
    return M;
  }
  if (F.family() == Family::Cycle) {
    M.Text = cycleText(F);
    return M;
  }
  if (F.family() == Family::Bundle) {
    M.Text = bundleText(F);
    return M;
  }
  if (F.isAbout(Defect::Kind::Emptied)) {
    M.Text = emptiedText(F);
    return M;
  }
  std::vector<std::string> Captures = captureNames(F);
  std::string Names = quotedList(Captures);
  const Defect &Lead = leading(F);
  if (Lead.K == Defect::Kind::Itself) {
    M.Text = "lambda captures " + Names + ", but destroys itself in " + keeperText(Lead) +
             " before it uses " + (Captures.size() > 1 ? "them" : Names);
    return M;
  }
  if (Lead.K == Defect::Kind::Unguarded) {
    M.Text = "lambda captures " + Names + ", and " + keeperText(Lead) +
             (Lead.Running ? " runs it" : " keeps it") +
             ", but nothing tells it when the object is gone";
    return M;
  }
  if (Lead.View) {
    std::string Closure = F.Lambda ? "it" : "the closure";
    M.Text = viewText(F) +
             (Lead.DeadBefore ? ", after " : ", but " + keeperText(Lead) + verb(Lead, Closure));
    M.Text += Lead.How == End::Changed || Lead.How == End::Reset ? changeText(Lead)
              : Lead.Of.Name.empty()                             ? "that dies"
                                                                 : deathText(F);
    return M;
  }
  M.Text = F.Lambda ? "lambda captures " + Names + howCaptured(F) : boundText(F) + " here";
  M.Text += ", but " + keeperText(Lead);
  std::string Closure = F.Lambda ? "it" : "the closure";
  if (Lead.K == Defect::Kind::LateBinding)
    M.Text += " keeps " + Closure + " while the loop changes " + Names +
              ", so that it sees the last value";
  else
    M.Text += verb(Lead, Closure) + deathText(F);
  return M;
}

std::string closure::unrepairedOf(const Finding &F) {
  if (F.family() == Family::Bundle)
    return classText(F);
  if (F.family() == Family::Frame)
    return "no repair is offered: a parameter by value would lie in the coroutine's frame";
  if (isBoundTemporary(F))
    return "no repair is offered: give the closure a name, a variable that lives as long as what "
           "refers to it";
  if (F.isAboutThis())
    return "no repair is offered: bind a 'std::shared_ptr' to the object, or end the work in its "
           "destructor";
  return "no repair is offered: whether a copy will do is for the author to say; bind a copy, or a "
         "'std::shared_ptr' to what is shared";
}

/// Whence it is known, where the reader of this unit cannot see it.
static std::string shownBy(const Step &S) {
  return S.Where.empty() ? "" : ", as its body in " + S.Where + " shows";
}

std::string closure::stepText(const Step &S) {
  switch (S.K) {
  case Step::Kind::None:
    return "";
  case Step::Kind::Stored:
    return S.Name.empty() ? "the closure is stored here"
                          : "the closure is stored in '" + S.Name + "' here";
  case Step::Kind::Inserted:
    return S.Name.empty() ? "the closure is stored here"
                          : "the closure is added to '" + S.Name + "' here";
  case Step::Kind::Viewed:
    return "the view of " + (S.Name.empty() ? "the temporary" : "'" + S.Name + "'") +
           " is made here";
  case Step::Kind::Moved:
    return "what the view refers to goes to '" + S.Name + "' here";
  case Step::Kind::Captured:
    return "the closure becomes part of another closure here, as '" + S.Name + "'";
  case Step::Kind::Passed:
    return "'" + S.Name + "' takes the closure and hands it on here" + shownBy(S);
  case Step::Kind::Kept:
    return "'" + S.Name + "' keeps the closure beyond this call" + shownBy(S);
  case Step::Kind::Called:
    return "'" + S.Name + "' is called on the object here";
  case Step::Kind::Bound:
    return S.Name.empty() ? "the reference is bound here"
                          : "'" + S.Name + "' is bound to this argument";
  case Step::Kind::Returned:
    return "the closure is returned here";
  case Step::Kind::Thrown:
    return "the closure is thrown here";
  case Step::Kind::Leaving:
    return "if this throws, the function is left while other closures can still run";
  case Step::Kind::Modelled:
    return "'" + S.Name + "' keeps the closure and calls it later" +
           (S.Until.empty() ? "" : ", until '" + S.Until + "'");
  case Step::Kind::Queued:
    return "'" + S.Name + "' drops the closure when it has called it";
  case Step::Kind::Assumed:
    return "'" + S.Name + "' is assumed to keep the closure, by its name";
  case Step::Kind::Annotated:
    return "'" + S.Name + "' is declared to keep the closure" +
           (S.Until.empty() ? "" : " until '" + S.Until + "'");
  case Step::Kind::Detached:
    return "the thread is detached here; nothing waits for it any more";
  }
  return "";
}

static std::string endText(const Defect &D, const std::vector<std::string> &Names) {
  if (D.Frame && D.Site.Lambda)
    return frameEnd(D);
  bool Itself = diesWithDestructor(D) && Names.size() == 1 && Names.front() == "this";
  std::string Subject = !Names.empty() && !Itself       ? quotedList(Names)
                        : D.Of.K == Place::Kind::Object ? "the object"
                                                        : "the temporary";
  std::string Verb = Names.size() > 1 ? " die" : " dies";
  if (D.K == Defect::Kind::LateBinding)
    return "the loop changes " + Subject + " here";
  if (D.K == Defect::Kind::Emptied)
    return Subject + (Names.size() > 1 ? " are" : " is") + " declared here, outside of the loop";
  if (endedShare(D))
    return Subject + " keeps the object alive, and dies here" +
           (D.How == End::Closure ? " with the enclosing closure" : ", at the end of the function");
  if (D.Unowned && D.How == End::Reset)
    return Subject + " lets go of the object here";
  if (D.Unowned && D.How == End::Unwinding)
    return "what is thrown here leaves the constructor, so that the destructor never runs";
  if (D.Unowned && D.How == End::Scope)
    return "the destructor takes the closure back only if '" + D.ChangedBy +
           "' is no longer what the constructor made it";
  if (D.Unowned && D.How != End::Growth)
    return Subject + (Names.size() > 1 ? " refer" : " refers") +
           " to what a caller owns, perhaps a temporary";
  switch (D.How) {
  case End::Closure:
    return Subject + Verb + " with the enclosing closure, which holds the copy";
  case End::Iteration:
    return Subject + Verb + " here, at the end of each iteration";
  case End::Scope:
    return Subject + Verb + " here, at the end of the scope";
  case End::FullExpression:
    return Subject + Verb + " here, at the end of the full-expression";
  case End::Function:
    return Subject + Verb + " here, at the end of the " +
           (diesWithDestructor(D) ? "destructor" : "function");
  case End::Members:
    return Subject + Verb + " first: members die in the reverse order of their declarations";
  case End::Growth:
    return "'" + (D.Of.Variable ? D.Of.Variable->getNameAsString() : "") +
           "' moves the objects in it here, when it grows";
  case End::Called:
    return "";
  case End::Itself:
    return "the closure is destroyed here, while it runs, with all that it captured";
  case End::Changed:
    return "'" + D.ChangedBy + "' may " + (D.Destroyed ? "destroy" : "move") + " what " + Subject +
           " owns";
  case End::Reset:
    if (D.View)
      return "what " + Subject + (isPointee(D) ? " points at" : " owns") + " dies here";
    if (D.Of.Name == "this")
      return "the object dies here";
    return "what " + Subject + " points at" + Verb + " here";
  case End::Unwinding:
    return Subject + Verb + " when the exception leaves this scope";
  }
  return "";
}

/// One note for each would bury the path.
static constexpr size_t MostUses = 4;

std::vector<Message> closure::notesOf(const Finding &F) {
  if (F.family() == Family::Update)
    return updateNotes(F);
  if (F.family() == Family::Bundle)
    return bundleNotes(F);
  std::vector<Message> Notes;
  std::set<std::pair<SourceLocation, std::string>> Said;
  auto Add = [&](SourceLocation Loc, std::string Text) {
    if (Loc.isValid() && !Text.empty() && Said.insert({Loc, Text}).second)
      Notes.push_back({Loc, std::move(Text)});
  };
  std::vector<const Defect *> Uses;
  for (const Defect &D : F.Defects)
    if (F.Lambda && captureOf(D.Site).isImplicit())
      Uses.push_back(&D);
  for (const Defect *D : Uses)
    if (Uses.size() <= MostUses)
      Add(captureOf(D->Site).getLocation(), "'" + nameOf(D->Site) + "' is captured by this use");
    else if (D == Uses.front())
      Add(captureOf(D->Site).getLocation(),
          "'" + nameOf(D->Site) + "' is captured by this use, and " +
              std::to_string(Uses.size() - 1) + " more by their own");
  const Defect &Lead = leading(F);
  for (const Step &S : Lead.Path)
    Add(S.Loc, stepText(S));
  // What ends at one point is one note.
  std::map<std::pair<SourceLocation, Defect::Kind>, NameList> Ending;
  for (const Defect &D : F.Defects) {
    NameList &Names = Ending[{D.Ends, D.K}];
    if (std::string Name = placeName(D); !Name.empty())
      Names.add(Name);
  }
  for (const Defect &D : F.Defects)
    if (auto Of = Ending.find({D.Ends, D.K}); Of != Ending.end()) {
      Add(D.Ends, endText(D, Of->second.names()));
      Ending.erase(Of);
    }
  if (Lead.Frame) {
    Add(Lead.Frame->Suspended, "the coroutine is suspended here");
    Add(Lead.Frame->Used,
        (Lead.Site.Lambda ? "'" + nameOf(Lead.Site) + "'" : "it") + " is used here, " +
            (Lead.Frame->Suspended.isValid()
                 ? "after that"
                 : "when the coroutine runs: it does not start when it is called"));
  }
  if (Lead.K == Defect::Kind::Itself)
    Add(Lead.Used, "'" + nameOf(Lead.Site) + "' is used here, afterwards");
  else if (Lead.Used.isValid() && !Lead.DeadBefore)
    Add(Lead.Used,
        (Lead.Holder.empty() || Lead.Why == Outlives::Return ? keeperText(Lead)
                                                             : keeperText(Lead.Why, Lead.Holder)) +
            " is used here, afterwards");
  if (F.family() == Family::Cycle)
    for (Message &Part : ringNotesOf(F))
      Add(Part.Loc, std::move(Part.Text));
  return Notes;
}

Message closure::skippedOf(const FunctionDecl &Function, const FunctionResult &Result) {
  Budget Limits;
  std::string Limit;
  switch (Result.Exceeded) {
  case FunctionResult::Limit::None:
    break;
  case FunctionResult::Limit::Blocks:
    Limit = "more than " + std::to_string(Limits.Blocks) + " basic blocks";
    break;
  case FunctionResult::Limit::Facts:
    Limit = "more than " + std::to_string(Limits.Facts) + " events in the lives of closures";
    break;
  case FunctionResult::Limit::Steps:
    Limit = "more than " + std::to_string(Limits.Steps) + " steps to follow its closures";
    break;
  }
  return {Function.getLocation(), "'" + Function.getNameAsString() +
                                      "' is too large to be analysed: " + Limit +
                                      "; what its closures capture is not checked"};
}
