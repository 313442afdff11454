//===-- Soundness.h - Whether a text can be read at all ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's parsers of JSON and YAML recurse, so that a text which anybody may have written is
// looked at before they see it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_SOUNDNESS_H
#define CLOSURE_CALLS_SOUNDNESS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>

namespace closure {

/// Whether JSON is nested more deeply than anything that we read has a reason to be.
bool isNestedDeeply(llvm::StringRef Json);

/// The text as an object; nothing if it is none, or nested deeply.
std::optional<llvm::json::Object> shallowObject(llvm::StringRef Text);

/// What a text in YAML is, whatever it says.
struct YamlState {
  /// The first error of syntax, a second document, or nesting that is too deep, as
  /// `LINE:COLUMN: words`; empty if all is well.
  std::string Fault;
  /// Whether it holds nothing but comments.
  bool Empty = true;
};
YamlState examineYaml(llvm::StringRef Text);

/// The hash of a content.
std::string contentHash(llvm::StringRef Text);

} // namespace closure

#endif // CLOSURE_CALLS_SOUNDNESS_H
