//===-- Contract.h - What a call does with its arguments and its object --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine asks for contracts through this interface; where they come from (a
// model, a visible body) is the business of `calls/`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_CONTRACT_H
#define CLOSURE_ENGINE_TERMS_CONTRACT_H

#include "checks/engine/terms/Holder.h"
#include "checks/engine/terms/Loan.h"
#include "checks/engine/terms/Place.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace clang {
class CXXDestructorDecl;
class CXXMethodDecl;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// One end of a transfer, as the caller can see it.
struct CallEnd {
  enum class Kind {
    Result,
    Parameter, ///< Number `Index`, counted from 0 without the object.
    Object,    ///< The object of a method, or the closure that is called.
    This,      ///< `this` as a lambda captured it.
    Variable,  ///< A global, or a variable of an enclosing function.
    Exception,
    Elsewhere, ///< What lies behind `Function`; detached work if that is null.
  };
  Kind K = Kind::Result;
  unsigned Index = 0;
  const clang::ValueDecl *Variable = nullptr;
  const clang::CXXMethodDecl *Closure = nullptr;
  const clang::FunctionDecl *Function = nullptr;
  Outlives Why = Outlives::None;
  std::vector<PathElement> Path;
  /// For a place, what the parameter, a pointer, points at.
  bool Behind = false;
  /// For a drop: what was there is destroyed, not moved away.
  bool Destroys = false;
  /// Another unit, which sees the class of the parameter, knows that it holds closures.
  bool KnownElsewhere = false;
};

/// `To` receives what `From` holds; or, if `Borrows`, a loan of the place `From`
/// that the capture at `Site` took.
struct Transfer {
  CallEnd To;
  CallEnd From;
  /// A second holder: what dies first of the two ends it.
  std::optional<CallEnd> Or;
  bool Borrows = false;
  /// The loan is of the frame of a coroutine.
  std::optional<LateUse> Frame = {};
  /// The loan is of a part of `From`, which `From.Path` leads to.
  bool View = false;
  ViewPart Part = ViewPart::Whole;
  bool OnHeap = false;
  bool Deep = false;
  /// What arrives is work under way.
  bool Starts = false;
  /// `From` is a copy that the called closure holds, not the closure.
  bool Held = false;
  /// On the way nobody knew who owns what it went to: closures over an object stay behind.
  bool LeavesObjects = false;
  /// The callee makes what arrives in the member a part of the object.
  bool Adopted = false;
  bool Element = false;
  bool Writes = false;
  SignalUse Signal = SignalUse::None;
  bool Throws = false;
  /// An attribute of the parameter says so, whatever the rest of the contract comes from.
  bool Declared = false;
  CaptureSite Site;
  std::vector<Step> Inner;
};

/// A closure lets go of `Of`, and uses a capture afterwards: if it is kept there, it is dead by
/// then.
struct SelfEnd {
  CallEnd Of;
  /// Only the element that has this key, in a container; null for all of it.
  const clang::Expr *Key = nullptr;
  clang::SourceLocation Loc;
  unsigned Capture = 0;
  clang::SourceLocation Used;
};

/// Who says what a call does.
enum class Authority { Unknown, Body, Shape, Model, Attribute, Assumption };

struct Contract {
  std::vector<Transfer> Transfers;
  /// What has let go of everything when the call returns.
  std::vector<CallEnd> Drops;
  /// What gives up all that waits in it, while what runs goes on.
  std::vector<CallEnd> Stops;
  /// The work of which is over when the call returns.
  std::vector<CallEnd> Ends;
  /// For a closure, by what it may destroy itself.
  std::vector<SelfEnd> SelfEnds;
  /// Whether the call can call what its object holds, or any of its arguments.
  bool UsesObject = true;
  bool UsesArguments = true;
  /// The call returns only after work of others is done.
  bool Waits = false;
  /// The call throws what the work that it ends has thrown.
  bool Rethrows = false;
  /// The call tells others that work is done.
  bool Signals = false;
  /// What the closures are called with is gone when they return.
  bool Lends = false;
  Authority Source = Authority::Body;
  /// What ends the deferred work, in a model's words.
  std::string Until;
  /// An object that is among the arguments takes the closures over it back when it dies.
  bool Guarded = false;
  /// How the library would take the closure back with the object that it is about, where this
  /// call does not ask it to; null where a model says nothing of that.
  Guards Unused;
  /// For an assumption, the function's name across units.
  std::string About;
  /// What receives the arguments calls them with each other: an address among them is a borrow.
  bool Binds = false;
  /// For a coroutine.
  std::optional<Frame> Coroutine;
  /// The name of the file with the body, where that is in another translation unit.
  std::string Where;
  /// The steps are inside a library and need no note of their own.
  bool isPlain() const { return Source == Authority::Shape || Source == Authority::Model; }
};

/// The arguments of a call as they are written.
using Arguments = llvm::ArrayRef<const clang::Expr *>;

/// What a function that returns a reference, a pointer or an iterator gives access to.
enum class Access {
  None,
  Same,      ///< Its first argument: `std::move(x)`.
  Part,      ///< Something that its first argument owns: `std::get<0>(x)`.
  Own,       ///< Something that its object owns, also where it is handed out by value.
  Elsewhere, ///< Something that is out of sight.
};

/// What the destructor of a library's class does to the closures that the object holds.
struct ClassEnd {
  bool Known = false;     ///< A model speaks of it.
  bool Calls = false;     ///< It calls them.
  bool CallsLast = false; ///< It calls what the last template argument holds.
  bool Ends = false;      ///< When it returns, the work behind them is over.
  bool Waits = false;     ///< It waits, also for what others run.
  bool Detaches = false;  ///< What runs goes on without the object.
};

/// What a call does to views of what its object, an owner, owns.
enum class Invalidates {
  Nothing,
  Iterators,  ///< Iterators; references and pointers to elements stay.
  References, ///< These, too: the elements may move.
  All,        ///< The elements are destroyed, or become others.
  First,      ///< The first one is destroyed, and the others stay.
  Last,       ///< The same of the last one.
  Rest,       ///< The one that is meant, and those behind it, are destroyed or move.
};

/// The same, of all elements or of the one that a parameter leads to.
struct Invalidation {
  Invalidates Reach = Invalidates::Nothing;
  std::optional<unsigned> Element;
};

/// Which of its operands the result of a call is a view of.
struct ViewOf {
  bool Object = false;
  std::optional<unsigned> Parameter;
};

class Contracts {
public:
  virtual ~Contracts() = default;
  /// Whether the call exchanges what its two arguments, or its object and its argument, hold.
  virtual bool isSwap(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the call returns only after work of others is done.
  virtual bool isWait(const clang::FunctionDecl &Callee,
                      const clang::CXXRecordDecl *Object = nullptr) = 0;
  /// Whether the call returns when work of others is done, and not only takes it back; of a
  /// destructor that cannot be seen, whether its class has such a function.
  virtual bool awaits(const clang::FunctionDecl &Callee) = 0;
  /// Whether the name of the call says that it runs whatever is to be run: `exec`, `poll`.
  virtual bool runsAnything(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the call tells others that work is done.
  virtual bool isSignal(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the visible body gives such a signal.
  virtual bool givesSignal(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the call hands what it gets to a queue, from which it is taken when it is called.
  virtual bool queues(const clang::FunctionDecl &Callee) const = 0;
  /// Whether the call ends the work behind its object.
  virtual bool isFinish(const clang::FunctionDecl &Callee) const = 0;
  /// What the destructor of this class of a library does.
  virtual ClassEnd endOf(const clang::CXXRecordDecl &Class) const = 0;
  /// Whether objects of this class of a library hold a closure only if they are made with one, by
  /// which they delete what they point at.
  virtual bool hasDeleter(llvm::StringRef QualifiedName) const = 0;
  /// Whether the author vouches that the variable outlives every closure over it.
  virtual bool isVouchedFor(const clang::ValueDecl &Variable) const = 0;
  /// Whether an object of this class runs what it is made of, as a thread does.
  virtual bool startsWork(llvm::StringRef QualifiedName) const = 0;
  /// Whether what the method points out is from then on no part of its object: `release`.
  virtual bool givesUp(const clang::CXXMethodDecl &Callee) = 0;
  virtual Access accessOf(const clang::FunctionDecl &Callee,
                          const clang::CXXRecordDecl *Object = nullptr) const = 0;
  /// Whether the call makes a closure of a function and its arguments, as `std::bind` does.
  virtual bool isBinder(const clang::FunctionDecl &Callee) const = 0;
  /// The contract of `Callee` in a call with these arguments, on `Object` if there is one, or null
  /// where nothing is known. It lives as long as this.
  virtual const Contract *contractOf(const clang::FunctionDecl &Callee, Arguments Given,
                                     const clang::Expr *Object = nullptr) = 0;
  /// Whether the body of a lambda lets go of something that may hold the closure, and then uses a
  /// capture.
  virtual bool mayEndItself(const clang::CXXRecordDecl &Closure) = 0;
  /// Whether the body, itself or by another function of the object, makes a closure over `this`.
  virtual bool lendsObject(const clang::FunctionDecl &Callee) = 0;
  /// Whether the body, itself or by another function, makes a closure over a reference that it was
  /// passed.
  virtual bool lendsArguments(const clang::FunctionDecl &Callee) = 0;
  /// The contract of a method in a call on an object of exactly its class, read off its body.
  virtual const Contract *contractOfExact(const clang::CXXMethodDecl &Callee) = 0;
  /// The contract of a destructor that runs for an object of exactly this class.
  virtual const Contract *contractOfDestructor(const clang::CXXDestructorDecl &Callee) = 0;
  /// Whether objects of this class, whose fields tell nothing, hold closures.
  virtual bool isHolder(llvm::StringRef QualifiedName) const = 0;
  /// What a model says that the function does to views of its object.
  virtual Invalidation invalidates(const clang::FunctionDecl &Callee,
                                   const clang::CXXRecordDecl *Object) const = 0;
  /// What a model says that the result is a view of.
  virtual ViewOf viewOf(const clang::FunctionDecl &Callee) const = 0;
  /// Whether a model says that objects of this class refer to what they are made of.
  virtual bool isView(llvm::StringRef QualifiedName) const = 0;
  /// Whether the body makes a closure over a copy of a pointer or a view, of what it was passed or
  /// of its object, itself or by another function.
  virtual bool lendsViews(const clang::FunctionDecl &Callee) = 0;
  /// Whether this class of the standard library owns the elements that it gives out.
  virtual bool isOwner(llvm::StringRef QualifiedName) const = 0;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_CONTRACT_H
