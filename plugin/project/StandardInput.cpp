//===-- StandardInput.cpp - A file that comes from a pipe -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/StandardInput.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace closure;
namespace fs = llvm::sys::fs;

std::string closure::takeStandardInput(ProgramOptions &Options, const std::string &Name) {
  auto Asked = llvm::count(Options.Paths, "-");
  if (!Asked)
    return Name.empty() ? "" : "--stdin-name names what '-' reads; give '-' in place of the file";
  if (Name.empty())
    return "'-' reads standard input; --stdin-name=FILE says which file that is";
  if (Asked > 1 || llvm::is_contained(Options.Paths, Name))
    return "standard input is one file; name it once";
  if (Options.Fixes != FixMode::None)
    return "--fix cannot write to standard input; --format=json has the edits";
  if (fs::is_directory(Name))
    return "'" + Name + "' is a folder; --stdin-name takes a file";
  auto Text = llvm::MemoryBuffer::getSTDIN();
  if (!Text)
    return "standard input cannot be read: " + Text.getError().message();
  llvm::SmallString<256> Path(Name), Real;
  fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  placeSource(Path.str().str(), (*Text)->getBuffer().str());
  if (!fs::real_path(Path, Real) && Real != Path)
    placeSource(Real.str().str(), (*Text)->getBuffer().str());
  std::replace(Options.Paths.begin(), Options.Paths.end(), std::string("-"), Path.str().str());
  return "";
}
