//===-- Finding.h - One defect ----------------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain data: what is wrong and where, without a word of the report. A finding is
// about one lambda; each of its captures that is wrong stands in it once.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_FINDING_H
#define CLOSURE_ENGINE_TERMS_FINDING_H

#include "checks/engine/terms/Fact.h"
#include <optional>

namespace closure {

/// What kinds of questions there are about a lambda; each finding answers one of them.
enum class Family {
  Lifetime, ///< Does what it refers to outlive it?
  View,     ///< Does what its copies refer to outlive it?
  Frame,    ///< Does it outlive the coroutine that is its body?
  Cycle,    ///< Is it ever destroyed?
  Guard,    ///< Does anything tell it that its object is gone?
  Update,   ///< Does who is meant to see it see what it changes?
  Bundle,   ///< Are there so many over one state that a class would do?
};

/// What a closure changes in a copy, or is left without, and where that matters.
struct Update {
  enum class How {
    None,
    Changed,  ///< The closure changes its copy, and the original is read afterwards.
    Apart,    ///< Several closures were to share the variable, and each has a copy.
    Copied,   ///< The closure is copied, and the original asked for its state afterwards.
    Recopied, ///< A function copies the closure, and calls both.
    Early,    ///< The closure got its copy before the variable was set.
  };
  How K = How::None;
  /// Where the copy is changed; for `Early`, where the original is set.
  clang::SourceLocation Changed;
  /// Where the closure is copied.
  clang::SourceLocation Copied;
  /// Where the original is read, or asked; for `Early`, where the closure is used.
  clang::SourceLocation Read;
  std::string Of; ///< The variable that holds the closure.
  std::string By; ///< What got a copy of the closure.
  /// What is copied, as it is written, and the second variable that it initialises.
  const clang::Expr *Given = nullptr;
  const clang::ValueDecl *Into = nullptr;
  /// A reference instead of the copy would be right: what it refers to lives long enough.
  bool ByReference = false;
  /// The closure runs beside the function.
  bool Concurrent = false;
};

/// Closures that are kept together and share what they change: an object, but for its name.
struct Bundle {
  struct Member {
    const clang::LambdaExpr *Lambda = nullptr;
    std::string Name; ///< Its variable, its field or its key; empty if it has none.
    /// What it shares with others, by name, in the order of its captures.
    std::vector<std::string> Changes, Reads;
  };
  std::vector<Member> Members; ///< In the order of the source.
  std::vector<std::string> States;
  /// How many share the one state that most of them share.
  unsigned Most = 0;
  /// What keeps them.
  Outlives Why = Outlives::None;
  std::string Holder;
  clang::SourceLocation Returned; ///< Where they are returned, if they are.
};

struct Defect {
  enum class Kind {
    Dangling,    ///< The place dies while the closure can still be called.
    Loop,        ///< The same, and the place is made anew in each iteration.
    LateBinding, ///< The place lives, but the loop gives it another value before the call.
    Emptied,     ///< Each turn of a loop moves the variable into its closure.
    Itself,      ///< The closure destroys itself, and then uses the capture.
    Cycle,       ///< The capture owns what keeps the closure.
    Unguarded,   ///< It is kept, and nothing is seen that takes it back with its object.
    Lost,        ///< Nobody sees what it changes: `Lost` says how.
    Bundled,     ///< It is one of many over one state: `Together` says of which.
  };
  Kind K = Kind::Dangling;
  CaptureSite Site;
  Place Of;
  /// The holder that keeps the closure too long: why it lives on, and its name.
  Outlives Why = Outlives::None;
  std::string Holder;
  std::vector<Step> Path;
  /// The capture is a view of a part of the place.
  bool View = false;
  /// It is the closure that dies, before the coroutine uses the capture.
  std::optional<LateUse> Frame = {};
  /// With `Frame`: what is captured by reference dies before the coroutine ends, too.
  bool Dangles = false;
  /// What it refers to dies before the closure is made.
  bool DeadBefore = false;
  /// There is a way on which the closure is made after that end, so that nothing can be copied
  /// there.
  bool Stale = false;
  /// By which function the owner changes, where it lives on.
  std::string ChangedBy;
  /// It destroys what it owned, and does not only move it.
  bool Destroyed = false;
  /// Where the place ends, or where the loop changes it.
  End How = End::Scope;
  clang::SourceLocation Ends;
  /// Where the holder is used afterwards; invalid where it outlives the function.
  clang::SourceLocation Used;
  /// Where the capture stands in another function, the call that makes it dangle.
  clang::SourceLocation Call;
  /// The holder runs the closure by itself, until it is ended: a thread, a pool.
  bool Running = false;

  /// For a closure that destroys itself, the variable or member that holds it: only if that is
  /// called where it is, and not a copy of it, is there a defect.
  const clang::ValueDecl *Stored = nullptr;
  /// For a cycle, the members that lead from the object that the capture owns to the closure; none
  /// where it owns the closure alone.
  std::vector<const clang::ValueDecl *> Ring;

  /// Where the holder lies in, or behind, the object of the method; none if elsewhere.
  std::optional<std::vector<PathElement>> InObject;
  /// The place belongs to a caller that is not in sight.
  bool Unowned = false;

  Update Lost;
  Bundle Together;

  bool hasStep(Step::Kind Wanted) const {
    for (const Step &S : Path)
      if (S.K == Wanted)
        return true;
    return false;
  }
  Family family() const {
    return K == Kind::Lost        ? Family::Update
           : K == Kind::Unguarded ? Family::Guard
           : K == Kind::Cycle     ? Family::Cycle
           : K == Kind::Bundled   ? Family::Bundle
           : Frame                ? Family::Frame
           : View                 ? Family::View
                                  : Family::Lifetime;
  }
  /// It is not about who holds the closure how long: a report speaks of it alone.
  bool standsAlone() const {
    return K == Kind::Itself || K == Kind::Emptied || K == Kind::Lost || K == Kind::Bundled;
  }
  /// Whether a step of the path rests on an assumption.
  bool isAssumed() const { return hasStep(Step::Kind::Assumed); }
};

struct Finding {
  /// What makes the closure; `Lambda` is null if that is no lambda.
  const clang::Expr *Maker = nullptr;
  const clang::LambdaExpr *Lambda = nullptr;
  /// The defective captures in the order of the capture list.
  std::vector<Defect> Defects;

  /// Whether it is only the object that dies.
  bool isAboutThis() const {
    for (const Defect &D : Defects)
      if (!D.Site.isThis())
        return false;
    return true;
  }
  /// All defects of a finding are of one family.
  Family family() const { return Defects.front().family(); }
  /// The worst kind among them decides which check reports the lambda.
  bool isAbout(Defect::Kind K) const {
    for (const Defect &D : Defects)
      if (D.K == K)
        return true;
    return false;
  }
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_FINDING_H
