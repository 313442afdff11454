//===-- PrintPage.h - A page for a terminal ---------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXPLAIN_PRINTPAGE_H
#define CLOSURE_PROJECT_EXPLAIN_PRINTPAGE_H

#include "llvm/ADT/StringRef.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace closure {

/// The page for a terminal: headings that stand out, code set in, links by their words.
void printPage(llvm::StringRef Page, llvm::raw_ostream &Out, bool Colour);

} // namespace closure

#endif // CLOSURE_PROJECT_EXPLAIN_PRINTPAGE_H
