//===-- Streams.h - Standard output and error that may fail -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_STREAMS_H
#define CLOSURE_PROJECT_STREAMS_H

#include <string>

namespace closure {

/// To be called first. From then on a stream that cannot be written to is named at the end, and
/// makes the status 2; a reader of our output that goes away ends the program in silence, as
/// SIGPIPE does.
void guardStreams();

/// From then on colours are chosen as the environment asks, where `--color` says nothing: none with
/// NO_COLOR or CLICOLOR=0, always with CLICOLOR_FORCE, else on a terminal that has them.
void chooseColours();

/// Why something that was to go to standard output did not; empty if all did. Says it once.
std::string outputFault();

} // namespace closure

#endif // CLOSURE_PROJECT_STREAMS_H
