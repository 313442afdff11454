//===-- Doctor.cpp - Which ways in work on this machine -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Doctor.h"
#include "plugin/project/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Without any #include it compiles everywhere. No compiler warns of it.
static const char Canary[] = "template <typename T> struct Kept {\n"
                             "  T Closure;\n"
                             "};\n"
                             "template <typename T> Kept<T> keep(T Closure) { return {Closure}; }\n"
                             "auto counter() {\n"
                             "  int Count = 0;\n"
                             "  return keep([&Count] { return ++Count; });\n"
                             "}\n";
static const char Expected[] = "closure-dangling-capture";

namespace {

struct Door {
  std::string Name;
  /// What is called; a name is looked for among the programs of the system.
  std::string Program;
  std::vector<std::string> Words;
  /// A file of ours that it needs; may be empty.
  std::string Needs;
  std::string Remedy;
};

class Examination {
public:
  explicit Examination(const char *Called) {
    std::string Self = fs::getMainExecutable(Called, reinterpret_cast<void *>(&examine));
    Bin = path::parent_path(Self).str();
    Lib = (path::parent_path(Bin) + "/lib").str();
  }

  bool prepare() {
    if (fs::createUniqueDirectory("closure-doctor", Folder))
      return false;
    Source = (Folder + "/canary.cpp").str();
    // clangd's own check mode prints errors only.
    return write(Source, Canary) &&
           write((Folder + "/.clang-tidy").str(), "WarningsAsErrors: 'closure-*'\n");
  }
  ~Examination() {
    if (!Folder.empty())
      fs::remove_directories(Folder);
  }

  std::vector<Door> doors() const {
    const std::string N = CLOSURE_LLVM_MAJOR;
    std::string Tidy = Lib + "/closure-tidy.so", Plugin = Lib + "/closure-clang.so";
    return {
        {"closure-lint", Bin + "/closure-lint", {"--quiet", Source, "--", "-std=c++17"}, "", ""},
        {"clang-tidy",
         "clang-tidy-" + N,
         {"--load=" + Tidy, "--checks=-*,closure-*", "--config={}", Source, "--", "-std=c++17"},
         Tidy,
         "install clang-tidy-" + N},
        {"the compiler",
         "clang++-" + N,
         {"-std=c++17", "-fsyntax-only", "-fplugin=" + Plugin, Source},
         Plugin,
         "install clang-" + N},
        {"closure-clangd",
         Bin + "/closure-clangd",
         {"--check=" + Source, "--enable-config=0"},
         Bin + "/closure-clangd",
         "build it with libgrpc++-dev and libprotobuf-dev installed"}};
  }

  /// What is wrong; empty if the door finds the defect.
  std::string fault(const Door &D) {
    if (!D.Needs.empty() && !fs::exists(D.Needs))
      return D.Needs + " is missing; build or install it";
    std::string Program = D.Program;
    if (!path::is_absolute(Program)) {
      auto Where = llvm::sys::findProgramByName(Program);
      if (!Where)
        return Program + " is not installed; " + D.Remedy;
      Program = *Where;
    }
    std::string Log = (Folder + "/log").str(), Why;
    std::vector<llvm::StringRef> Words = {Program};
    Words.insert(Words.end(), D.Words.begin(), D.Words.end());
    llvm::sys::ExecuteAndWait(Program, Words, std::nullopt, {llvm::StringRef(), Log, Log}, 60, 0,
                              &Why);
    auto Said = llvm::MemoryBuffer::getFile(Log);
    llvm::StringRef Text = Said ? (*Said)->getBuffer() : llvm::StringRef();
    if (Text.contains(Expected))
      return "";
    for (llvm::StringRef Line : llvm::split(Text, '\n'))
      if (Line.contains("error:") || Line.starts_with("E["))
        return Line.trim().str();
    return "it does not find a plain defect; " + (Why.empty() ? D.Remedy : Why);
  }

private:
  static bool write(const std::string &File, llvm::StringRef Text) {
    std::error_code Bad;
    llvm::raw_fd_ostream Out(File, Bad);
    Out << Text;
    return !Bad;
  }

  std::string Bin, Lib, Source;
  llvm::SmallString<128> Folder;
};

} // namespace

int closure::examine(int, const char **Words) {
  Examination Patient(Words[0]);
  if (!Patient.prepare()) {
    complain("no temporary file can be made; see whether TMPDIR can be written");
    return 2;
  }
  bool Good = true;
  for (const Door &D : Patient.doors()) {
    std::string Fault = Patient.fault(D);
    Good &= Fault.empty();
    llvm::outs() << llvm::left_justify(D.Name, 16)
                 << (Fault.empty() ? std::string("works") : "does not work: " + Fault) << "\n";
  }
  return Good ? 0 : 1;
}
