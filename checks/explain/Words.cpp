//===-- Words.cpp - Facts and silences in words ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/explain/Words.h"
#include "checks/Message.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

static std::string quoted(llvm::StringRef Name) { return ("'" + Name + "'").str(); }

/// The call operator of a closure has no name that anybody wrote.
static bool isClosure(const Reason &R) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(R.By);
  return Method && Method->getParent()->isLambda();
}

static std::string nameOfBy(const Reason &R) {
  if (!R.By || isClosure(R))
    return "";
  return quoted(isa<ParmVarDecl>(R.By) ? R.By->getNameAsString() : qualifiedName(*R.By));
}

std::string closure::keeperText(const Keeper &By) {
  switch (By.Why) {
  case Outlives::Return:
    return "the return value";
  case Outlives::Exception:
    return "the exception";
  case Outlives::Detached:
    return "work that nobody waits for";
  case Outlives::Object:
    return By.Name.empty() || By.Name == "this" ? "the object" : "member " + quoted(By.Name);
  case Outlives::Caller:
    return By.Name.empty() ? "the caller" : "the caller's " + quoted(By.Name);
  case Outlives::Static:
    return "static " + quoted(By.Name);
  case Outlives::Global:
    return "global " + quoted(By.Name);
  case Outlives::Heap:
    return "what " + quoted(By.Name) + " points at";
  case Outlives::Library:
    return "what lies behind " + quoted(By.Name);
  case Outlives::None:
  case Outlives::Enclosing:
    break;
  }
  return By.Name.empty() ? "the call" : quoted(By.Name);
}

/// The sentence before it may have `Named` the function.
static std::string authorityText(const Reason &R, bool Named) {
  std::string By = Named ? "" : nameOfBy(R);
  std::string Of = By.empty() ? "" : " of " + By;
  switch (R.K) {
  case Reason::Kind::Code:
    return "";
  case Reason::Kind::Test:
    return "a condition shows that";
  case Reason::Kind::Loop:
    return "a loop takes one after the other";
  case Reason::Kind::Body:
    return isClosure(R) ? "" : Named ? "so shows its body" : "so shows the body" + Of;
  case Reason::Kind::Summary:
    return (Named ? "so shows its body" : "so shows the body" + Of) + " in another file";
  case Reason::Kind::Shape:
    return "so do library functions of this form";
  case Reason::Kind::Model:
    return Named ? "so says its model" : "so says the model" + Of;
  case Reason::Kind::Attribute:
    return Named ? "so says its annotation" : "so says an annotation" + Of;
  case Reason::Kind::Words:
    return Named ? "assumed by its name" : "assumed by the name" + Of;
  case Reason::Kind::Destructor:
    return "because of the destructor" + Of;
  case Reason::Kind::Weak:
    return "because of a token among its captures";
  case Reason::Kind::Handle:
    return "because the result" + Of + " is kept, and can end it";
  case Reason::Kind::Nothing:
    return Named ? "" : "nothing is known" + Of;
  }
  return "";
}

llvm::StringRef closure::authorityWord(Reason::Kind K) {
  switch (K) {
  case Reason::Kind::Code:
    return "code";
  case Reason::Kind::Test:
    return "test";
  case Reason::Kind::Loop:
    return "loop";
  case Reason::Kind::Body:
    return "body";
  case Reason::Kind::Summary:
    return "summary";
  case Reason::Kind::Shape:
    return "shape";
  case Reason::Kind::Model:
    return "model";
  case Reason::Kind::Attribute:
    return "attribute";
  case Reason::Kind::Words:
    return "name";
  case Reason::Kind::Destructor:
    return "destructor";
  case Reason::Kind::Weak:
    return "token";
  case Reason::Kind::Handle:
    return "handle";
  case Reason::Kind::Nothing:
    return "nothing";
  }
  return "code";
}

llvm::StringRef closure::eventWord(LifeEvent::Kind K) {
  switch (K) {
  case LifeEvent::Kind::Kept:
  case LifeEvent::Kind::Unowned:
    return "kept";
  case LifeEvent::Kind::Started:
    return "started";
  case LifeEvent::Kind::Called:
    return "called";
  case LifeEvent::Kind::Dropped:
  case LifeEvent::Kind::Closed:
  case LifeEvent::Kind::Finished:
  case LifeEvent::Kind::Waited:
    return "over";
  case LifeEvent::Kind::Unborrowed:
    return "captured";
  case LifeEvent::Kind::Left:
    return "left";
  case LifeEvent::Kind::Uncalled:
  case LifeEvent::Kind::DiesWith:
  case LifeEvent::Kind::Ends:
    return "dies";
  }
  return "step";
}

bool closure::isOpen(const LifeEvent &Of) {
  return Of.K == LifeEvent::Kind::Unowned || Of.Because.Open;
}

bool closure::isOvertaken(const LifeEvent &Of, llvm::ArrayRef<LifeEvent> All) {
  if (Of.K != LifeEvent::Kind::Dropped || !Of.Because.By)
    return false;
  return llvm::any_of(All, [&](const LifeEvent &Other) {
    switch (Other.K) {
    case LifeEvent::Kind::Called:
    case LifeEvent::Kind::Finished:
    case LifeEvent::Kind::Waited:
    case LifeEvent::Kind::Uncalled:
    case LifeEvent::Kind::DiesWith:
    case LifeEvent::Kind::Left:
      return Other.When > Of.When && Other.By.Name == Of.By.Name;
    default:
      return false;
    }
  });
}

std::string closure::endWords(End How) {
  switch (How) {
  case End::Scope:
    return "at the end of its scope";
  case End::Iteration:
    return "at the end of each iteration";
  case End::FullExpression:
    return "at the end of the full-expression";
  case End::Function:
    return "at the end of the function";
  case End::Unwinding:
    return "when an exception leaves its scope";
  case End::Closure:
    return "with the closure that holds it";
  case End::Reset:
    return "when its owner lets go of it";
  case End::Members:
    return "before the members declared above it";
  case End::Growth:
    return "when the container grows";
  case End::Itself:
    return "by what the closure does itself";
  case End::Called:
    return "when it was called";
  case End::Changed:
    return "when its owner changes";
  }
  return "";
}

static std::string aside(const Reason &R, bool Named = false) {
  std::string Who = authorityText(R, Named);
  return Who.empty() ? "" : " (" + Who + ")";
}

static std::string callText(const LifeEvent &Of) {
  std::string By = nameOfBy(Of.Because), In = keeperText(Of.By);
  bool Named = !Of.By.Name.empty() || Of.By.Why != Outlives::None;
  switch (Of.Because.K) {
  case Reason::Kind::Nothing:
    return (By.empty() ? "a function" : By) +
           " gets the closure, and nobody sees what it does with it";
  case Reason::Kind::Words:
    return (By.empty() ? "a function" : By) +
           " seems to keep the closure (by its name), but how long is not in sight";
  case Reason::Kind::Code:
    return (Named ? In : "the closure") + " is called";
  default:
    break;
  }
  if (By.empty())
    return (Named ? In : "the closure") + " is called";
  return By + " may call " + (Named ? "what " + In + " holds" : "the closure") +
         " before it returns";
}

/// Beside its line, a step need not say that it is there.
static std::string keptText(const LifeEvent &Of) {
  const std::string Said = stepText(Of.Note);
  llvm::StringRef Text = Said;
  Text.consume_back(" here");
  bool Told = Of.Note.K == Step::Kind::Assumed || Of.Note.K == Step::Kind::Annotated;
  return Text.str() + (Told ? "" : aside(Of.Because, /*Named=*/!Of.Note.Name.empty()));
}

/// What ends the work: `over when 'std::thread::join' returns`.
static std::string overText(const LifeEvent &Of) {
  std::string By = nameOfBy(Of.Because);
  return By.empty() ? "over" + aside(Of.Because)
                    : "over when " + By + " returns" + aside(Of.Because, /*Named=*/true);
}

/// What gets the closure may end with what that refers to.
static std::string unownedText(const LifeEvent &Of, const std::string &What) {
  std::string Who = nameOfBy(Of.Because), By = keeperText(Of.By);
  std::string Text = Of.By.Name.empty()
                         ? (Who.empty() ? "a call" : Who) + " gives the closure away, to what"
                     : Who.empty() ? By + " gets the closure, and"
                                   : Who + " gives the closure to " + By + ", which";
  return Text + " may end together with " + What + aside(Of.Because, /*Named=*/true);
}

/// Why the capture is none that could dangle.
static std::string unborrowedText(const LifeEvent &Of) {
  switch (Of.Because.K) {
  case Reason::Kind::Weak:
    return "another capture keeps the object alive, or tells whether it is still there";
  case Reason::Kind::Test:
    return "the closure asks " + nameOfBy(Of.Because) +
           " first, and does not touch the object if the work was cancelled";
  case Reason::Kind::Handle:
    return "the result of the call, which is " +
           std::string(Of.By.Why == Outlives::Return ? "returned" : "kept") +
           ", holds the closure or can end it: whoever keeps the result decides";
  default:
    return "it refers to nothing that can die before the closure" + aside(Of.Because);
  }
}

std::string closure::eventText(const LifeEvent &Of, llvm::StringRef Name) {
  std::string By = keeperText(Of.By), Who = aside(Of.Because),
              What = Name == "this" ? "the object" : quoted(Name);
  switch (Of.K) {
  case LifeEvent::Kind::Kept:
    return keptText(Of);
  case LifeEvent::Kind::Started:
    return "the closure begins to run beside the function" + Who;
  case LifeEvent::Kind::Called:
    return callText(Of) + aside(Of.Because, /*Named=*/true);
  case LifeEvent::Kind::Dropped:
    return "from here on " + By + " does not hold the closure" + Who;
  case LifeEvent::Kind::Closed:
    return By + " dies, and the closure in it";
  case LifeEvent::Kind::Finished:
    return "the work of " + By + " is " + overText(Of);
  case LifeEvent::Kind::Waited:
    return "the function waits until " + By + " has run the closure" + Who;
  case LifeEvent::Kind::Unborrowed:
    return unborrowedText(Of);
  case LifeEvent::Kind::Unowned:
    return unownedText(Of, What);
  case LifeEvent::Kind::Left:
    return "the closure goes on in " + By + ", beyond the function";
  case LifeEvent::Kind::Uncalled:
    return "from here on nobody calls what " + By + " holds" + Who;
  case LifeEvent::Kind::DiesWith:
    return By + " dies with it, and the closure too" + Who;
  case LifeEvent::Kind::Ends:
    return What + " dies, " + endWords(Of.How);
  }
  return "";
}

std::string closure::reasonFor(const LifeEvent &Of, llvm::StringRef Name) {
  std::string By = keeperText(Of.By), Who = aside(Of.Because),
              What = Name == "this" ? "the object" : quoted(Name);
  switch (Of.K) {
  case LifeEvent::Kind::Kept:
  case LifeEvent::Kind::Started:
  case LifeEvent::Kind::Ends:
    return "";
  case LifeEvent::Kind::Called:
    if (Of.Because.K == Reason::Kind::Nothing || Of.Because.K == Reason::Kind::Words)
      return callText(Of) + "; a model or an annotation of it would tell";
    return callText(Of) + ", and keeps nothing" + aside(Of.Because, /*Named=*/true);
  case LifeEvent::Kind::Dropped:
    return By + " lets go of the closure before " + What + " dies" + Who;
  case LifeEvent::Kind::Closed:
    return "the closure dies with " + By +
           (Of.How == End::Function ? ", a parameter, and " : ", a local variable, and ") + What +
           " lives longer";
  case LifeEvent::Kind::Finished:
    return "the work of " + By + " is " + overText(Of) + ", before " + What + " dies";
  case LifeEvent::Kind::Waited:
    return "the function waits for " + By + " before " + What + " dies" + Who;
  case LifeEvent::Kind::Unborrowed:
    return unborrowedText(Of);
  case LifeEvent::Kind::Unowned:
    return unownedText(Of, What) + "; nobody sees here whether it does";
  case LifeEvent::Kind::Left:
    return "the closure goes on in " + By + ", beyond the function: " + What +
           " has to live as long, and that is up to its owner";
  case LifeEvent::Kind::Uncalled:
    return "when " + What + " dies, nobody calls " + By + " any more" + Who;
  case LifeEvent::Kind::DiesWith:
    return By + " is a part of what dies, so the closure dies with it" + Who;
  }
  return "";
}
