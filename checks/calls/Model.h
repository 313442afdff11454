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

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace closure {

struct EmbeddedModel {
  llvm::StringRef File;
  llvm::StringRef Text;
};

/// The model files that the module was built with.
llvm::ArrayRef<EmbeddedModel> embeddedModels();

/// The effect of a function on closures, in the words of the model files.
struct Effect {
  enum class Kind {
    Called,       ///< Calls what it gets before it returns, and keeps nothing.
    CalledThis,   ///< Calls what its object holds.
    Returned,     ///< The result holds what it gets.
    Same,         ///< Returns its parameter `Target` by reference.
    Part,         ///< Returns something that its parameter `Target` owns.
    KeptThis,     ///< Its object holds what it gets, beside what it held.
    ReplacedThis, ///< Its object holds what it gets, and nothing else.
    KeptParameter,
    Exchange,    ///< Returns what parameter 0 held, and puts parameter 1 in its place.
    Swap,        ///< Exchanges what its two arguments, or its object and its argument, hold.
    Waits,       ///< Returns only after work of others is done.
    DroppedThis, ///< Its object holds nothing afterwards.
  };
  Kind K = Kind::Called;
  unsigned Target = 0;

  /// Reads `kept: this`, `same: parameter 0`, …; nothing if the words are not known.
  static std::optional<Effect> parse(llvm::StringRef Text);
};

struct FunctionModel {
  /// Qualified, without inline namespaces and template arguments; `*` stands for any
  /// namespaces and classes.
  std::string Name;
  Effect Does;
  /// The only parameter concerned; every one if absent.
  std::optional<unsigned> Parameter;
};

/// All models that are in force.
class ModelSet {
public:
  /// Adds a file. False, with a message that names file, line and column, if it is malformed;
  /// then nothing of it is added.
  bool add(llvm::StringRef File, llvm::StringRef Text, std::string &Error);
  /// The set of the embedded files, which a test holds to be well-formed.
  static ModelSet embedded();

  const FunctionModel *find(llvm::StringRef QualifiedName) const;
  bool isHolder(llvm::StringRef Name) const { return Holders.contains(Name); }
  bool isWaitWord(llvm::StringRef Word) const { return WaitWords.contains(Word); }
  bool callsInDestructor(llvm::StringRef Name) const { return Destructors.contains(Name); }
  bool isOwner(llvm::StringRef Name) const { return Owners.contains(Name); }

private:
  llvm::StringMap<bool> Holders, Owners, WaitWords, Destructors;
  /// By the last part of the name.
  llvm::StringMap<std::vector<FunctionModel>> Functions;
};

} // namespace closure

#endif // CLOSURE_CALLS_MODEL_H
