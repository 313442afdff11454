//===-- OptionWords.h - What is wrong with a word of the command line --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's parsers of options, which say what a wrong value could have been.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_OPTIONWORDS_H
#define CLOSURE_PROJECT_OPTIONWORDS_H

#include "llvm/Support/CommandLine.h"

namespace closure {

/// Says on standard error which values the option takes. \returns true, as parsers do that fail.
bool refuseValue(llvm::StringRef Option, llvm::StringRef Value,
                 const llvm::cl::generic_parser_base &Known);
bool refuseNumber(llvm::StringRef Option, llvm::StringRef Value);

/// What was most likely meant by the name of a format in place of an option; `--json` would count
/// as
/// `-j`. \returns the words of the complaint; empty if `Word` is none.
std::string faultOfFormat(llvm::StringRef Word);

/// Says what LLVM says of unknown options, in the words of the others.
void complainOfOptions(llvm::StringRef Faults);

/// One of some words.
template <typename T> class Choice : public llvm::cl::parser<T> {
public:
  using llvm::cl::parser<T>::parser;
  bool parse(llvm::cl::Option &, llvm::StringRef Name, llvm::StringRef Value, T &Chosen) {
    for (const auto &Known : this->Values)
      if (Known.Name == Value) {
        Chosen = Known.V.getValue();
        return false;
      }
    return refuseValue(Name, Value, *this);
  }
};

class Count : public llvm::cl::parser<unsigned> {
public:
  using llvm::cl::parser<unsigned>::parser;
  bool parse(llvm::cl::Option &, llvm::StringRef Name, llvm::StringRef Value, unsigned &Read) {
    return Value.getAsInteger(10, Read) && refuseNumber(Name, Value);
  }
};

} // namespace closure

#endif // CLOSURE_PROJECT_OPTIONWORDS_H
