//===-- Model.h - Contracts written by hand, as data ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One YAML file a library says what its functions do with closures. The file is
// embedded in the module. docs/models.md gives the format.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_MODEL_H
#define CLOSURE_CALLS_MODEL_H

#include "checks/calls/Effect.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace closure {

struct EmbeddedModel {
  llvm::StringRef File;
  llvm::StringRef Text;
};

/// The model files that the module was built with.
llvm::ArrayRef<EmbeddedModel> embeddedModels();

/// What somebody's own annotation, `[[clang::annotate("…")]]`, says of a parameter or a variable.
enum class Meaning {
  Called,   ///< Called before the function returns, and not kept.
  Kept,     ///< Kept: by the object of a member function, else out of sight.
  Returned, ///< The result, or the object that is constructed, holds or borrows it.
  Outlives, ///< The variable outlives every closure over it.
};

/// Whether the name is one of the pattern's, in which `*` stands for any run of characters.
bool matches(llvm::StringRef Pattern, llvm::StringRef Name);

/// All models that are in force.
class ModelSet {
public:
  /// Adds a file. False, with a message that names file, line and column, if it is malformed;
  /// then nothing of it is added. Entries of files that are added later come first.
  /// A file that holds nothing but comments says nothing, and that is well.
  bool add(llvm::StringRef File, llvm::StringRef Text, std::string &Error);
  /// The set of the embedded files, which a test holds to be well-formed.
  static ModelSet embedded();

  /// The entries for a function, those that override others first.
  std::vector<const FunctionModel *> find(llvm::StringRef QualifiedName) const;
  /// Whether an entry of that last name speaks of derived classes too.
  bool hasSubclassEntry(llvm::StringRef LastName) const {
    return WithSubclasses.contains(LastName);
  }
  /// The names of the functions that bind pointers to what they call, as `std::bind` does, sorted.
  /// Nothing if the last part of one is a pattern.
  std::optional<std::vector<llvm::StringRef>> binders() const;
  /// What an annotation of this text means; nothing if no file says so.
  std::optional<Meaning> meaningOf(llvm::StringRef Annotation) const;
  bool isHolder(llvm::StringRef Name) const { return Holders.has(Name); }
  bool isOwner(llvm::StringRef Name) const { return Owners.has(Name); }
  bool isView(llvm::StringRef Name) const { return Views.has(Name); }
  bool callsInDestructor(llvm::StringRef Name) const { return Destructors.has(Name); }
  bool hasDeleter(llvm::StringRef Name) const { return Deleters.has(Name); }
  bool endsInDestructor(llvm::StringRef Name) const { return Joins.has(Name); }
  bool cancelsInDestructor(llvm::StringRef Name) const { return Cancels.has(Name); }
  bool callsInPlace(llvm::StringRef Name) const { return InPlace.has(Name); }
  /// A method that its library calls once, before the object dies.
  bool isLastCall(llvm::StringRef Name) const { return LastCalls.has(Name); }
  bool isAwaitWord(llvm::StringRef Word) const { return AwaitWords.contains(Word); }
  bool isWaitWord(llvm::StringRef Word) const { return WaitWords.contains(Word); }
  bool isRunWord(llvm::StringRef Word) const { return RunWords.contains(Word); }
  bool isKeepWord(llvm::StringRef Word) const { return KeepWords.contains(Word); }
  bool isAsyncWord(llvm::StringRef Word) const { return AsyncWords.contains(Word); }
  bool isKeepParameterWord(llvm::StringRef Word) const { return KeepParameterWords.contains(Word); }
  bool isStoreWord(llvm::StringRef Word) const { return StoreWords.contains(Word); }
  bool isLaterWord(llvm::StringRef Word) const { return LaterWords.contains(Word); }
  bool isQueueWord(llvm::StringRef Word) const { return QueueWords.contains(Word); }
  bool isStartWord(llvm::StringRef Word) const { return StartWords.contains(Word); }
  bool isCallWord(llvm::StringRef Word) const { return CallWords.contains(Word); }
  bool isDoneWord(llvm::StringRef Word) const { return DoneWords.contains(Word); }

private:
  /// Names, some of them with `*`.
  class NameSet {
  public:
    void add(llvm::StringRef Name);
    bool has(llvm::StringRef Name) const;

  private:
    llvm::StringSet<> Plain;
    std::vector<std::string> Patterns;
  };
  /// The same for a text that can be read.
  bool addSound(llvm::StringRef File, llvm::StringRef Text, bool OfUser, std::string &Error);
  void addFunction(FunctionModel Model);

  NameSet Holders, Owners, Views, Destructors, Deleters, Joins, Cancels, InPlace, LastCalls;
  llvm::StringSet<> WithSubclasses, WaitWords, AwaitWords, RunWords, KeepWords, StoreWords,
      LaterWords, CallWords, DoneWords, AsyncWords, KeepParameterWords, QueueWords, StartWords;
  /// By the last part of the name; under the empty string where that has a `*`.
  llvm::StringMap<std::vector<FunctionModel>> Functions;
  /// Those that override others first.
  std::vector<std::pair<std::string, Meaning>> Annotations;
};

} // namespace closure

#endif // CLOSURE_CALLS_MODEL_H
