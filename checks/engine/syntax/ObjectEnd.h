//===-- ObjectEnd.h - What an object's end does to closures over it --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A destructor takes a closure back if it does something to what holds it: to the bus, the handle,
// the token that the closure looks at. That is read off its body and the bodies that it calls, with
// those of bases and members. One that is not seen may do so: that of the object itself, and that
// of a member that was given the holder, the closure, or what the call returned.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_OBJECTEND_H
#define CLOSURE_ENGINE_SYNTAX_OBJECTEND_H

#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/EndActs.h"
#include "checks/engine/terms/Contract.h"
#include "checks/engine/terms/Guard.h"
#include "checks/engine/terms/Reason.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <optional>
#include <set>

namespace closure {

/// What a variable or a member of the type owns, if its end may end something: an object of
/// `Class`, or one that nobody sees.
struct Handle {
  const clang::CXXRecordDecl *Class = nullptr;
  bool Unseen = false;
};
std::optional<Handle> handleIn(clang::QualType Owner, Types &T);

/// Answers what the ends of objects do; remembers the answers for one translation unit.
class ObjectEnd {
public:
  explicit ObjectEnd(Types &T) : T(T) {}

  /// Why an object of the class, when it dies, may take back the closure over it that a call of
  /// `By` leaves with others, or makes it anew when it is copied or moved; nothing where it does
  /// not. The library whose guards were left unused does not.
  std::optional<Reason> whyTaken(const clang::CXXRecordDecl &Class, const Transfer &Left,
                                 const clang::FunctionDecl &By, const Guards &Unused);

  /// Whether only the destructor of the class itself takes that closure back, and none of its bases
  /// and members, which die also where the constructor throws.
  bool takesOnlyItself(const clang::CXXRecordDecl &Class, const Transfer &Left,
                       const clang::FunctionDecl &By);

  /// What its destructor wants of a member before it takes that closure back, where the constructor
  /// `By` leaves that member as it is, so that it does not; nothing if it does so anyway.
  std::optional<EndAct::Need> unmetNeed(const clang::CXXRecordDecl &Class, const Transfer &Left,
                                        const clang::FunctionDecl &By);

  /// Whether the end of an object of the class does anything to others.
  bool doesAnything(const clang::CXXRecordDecl &Class) { return !actsOf(Class).empty(); }
  /// Why the end of an object of the class may end what `Holder`, which the object was given,
  /// holds; null where that is not known.
  std::optional<Reason> whyEnded(const clang::CXXRecordDecl &Class, const clang::Decl *Holder);
  /// Whether it may end anything. The library whose guards were left unused does not.
  bool mayEndAnything(const clang::CXXRecordDecl &Class, const Guards &Unused);
  /// Whether the object waits for something when it dies, or does what is not seen with itself, of
  /// what the unused guards do not stand for.
  bool mayWait(const clang::CXXRecordDecl &Class, const Guards &Unused);
  /// Whether a member keeps what the call returned that got the closure, and nothing is ever done
  /// with it: no function of the class mentions it again, and it does nothing when it dies.
  bool forgetsHandle(const clang::LambdaExpr &Lambda, const clang::CXXRecordDecl &Class);
  /// What the members of classes are given.
  ClassUses &uses() { return Uses; }

private:
  struct Trail;
  const std::vector<EndAct> &actsOf(const clang::CXXRecordDecl &Class);
  Trail trailOf(const Transfer &Left, const clang::FunctionDecl &By);
  bool wasGiven(const EndAct &Act, llvm::function_ref<bool(const Mentioned &)> Is);
  std::set<const clang::Decl *> givenTo(const clang::FieldDecl &Member);
  void addKeepers(std::set<const clang::Decl *> &Keepers, const Transfer &Left,
                  const clang::FunctionDecl &By);
  bool isDoneToOther(const EndAct &Act, const Trail &Of);
  bool ends(const EndAct &Act, const Trail &Of, const Guards &Unused);
  bool reaches(const EndAct &Act, const Trail &Of, const Guards &Unused);
  const EndAct::Need *unmet(const EndAct &Act, const clang::FunctionDecl &By);
  std::optional<Reason> whyMadeAnew(const clang::CXXRecordDecl &Class, const Transfer &Left);
  bool carries(const clang::CXXMethodDecl &Copy, const Transfer &Left);

  Types &T;
  ClassUses Uses;
  std::map<const clang::CXXRecordDecl *, std::vector<EndAct>> Acts;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_OBJECTEND_H
