//===-- Streams.cpp - Standard output and error that may fail -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Streams.h"
#include "plugin/project/Options.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace closure;

/// The number that a shell shows for a program that SIGPIPE has ended.
static constexpr int NobodyReads = 128 + SIGPIPE;

static bool isClosed(int Stream) { return fcntl(Stream, F_GETFD) == -1 && errno == EBADF; }

std::string closure::outputFault() {
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return "";
  std::error_code Bad = llvm::outs().error();
  llvm::outs().clear_error();
  if (Bad == std::errc::broken_pipe)
    std::_Exit(NobodyReads);
  return "cannot write to standard output: " + Bad.message();
}

/// For what ends the program by itself, as `--help` does. LLVM's streams abort in their
/// destructors, which run after this.
static void atEnd() {
  std::string Fault = outputFault();
  if (!Fault.empty())
    complain(Fault);
  // Nobody is left to hear of it.
  llvm::errs().flush();
  llvm::errs().clear_error();
  if (!Fault.empty())
    std::_Exit(2);
}

void closure::guardStreams() {
  bool NoOutput = isClosed(STDOUT_FILENO);
  // A file that is opened must not take the number of a stream.
  llvm::sys::Process::FixupStandardFileDescriptors();
  // What is written to a closed stream fails.
  if (int Unwritable = NoOutput ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1; Unwritable >= 0) {
    dup2(Unwritable, STDOUT_FILENO);
    close(Unwritable);
  }
  llvm::sys::SetOneShotPipeSignalFunction([] { std::_Exit(NobodyReads); });
  llvm::outs();
  llvm::errs();
  std::atexit(atEnd);
}

static llvm::StringRef variable(const char *Name) {
  const char *Value = std::getenv(Name);
  return Value ? Value : "";
}

static bool coloured(const llvm::raw_ostream &Out) {
  const llvm::cl::Option *Flag = llvm::cl::getRegisteredOptions().lookup("color");
  if (Flag && Flag->getNumOccurrences())
    return llvm::WithColor::defaultAutoDetectFunction()(Out);
  if (!variable("NO_COLOR").empty())
    return false;
  if (llvm::StringRef Force = variable("CLICOLOR_FORCE"); !Force.empty())
    return Force != "0";
  return variable("CLICOLOR") != "0" && llvm::WithColor::defaultAutoDetectFunction()(Out);
}

void closure::chooseColours() { llvm::WithColor::setAutoDetectFunction(coloured); }
