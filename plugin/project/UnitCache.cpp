//===-- UnitCache.cpp - Results and summaries that outlive a run ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/UnitCache.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/Patch.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace closure;
namespace fs = llvm::sys::fs;

static constexpr llvm::StringLiteral ResultExtension = ".closure-result";

/// A result is found again by what it says of itself, so that a wrong bit in it would go unnoticed.
static std::string sealed(llvm::StringRef Text) {
  return ("closure-result 2 " + contentHash(Text) + "\n" + Text).str();
}

UnitCache::UnitCache(std::string Where, const LintOptions &Options)
    : Folder(std::move(Where)), Options(Options) {
  if (std::error_code Error = fs::create_directories(Folder))
    Fault = "cannot make the folder '" + Folder + "' for summaries: " + Error.message();
  else if (!fs::is_directory(Folder))
    Fault = "cannot make the folder '" + Folder + "' for summaries: there is a file of that name";
  else if (std::error_code Error = fs::access(Folder, fs::AccessMode::Write))
    Fault = "cannot write to the folder '" + Folder + "' for summaries: " + Error.message();
}

/// The unit that the first line of a summary names.
static std::optional<std::string> unitOf(const std::string &Path) {
  auto Buffer = fs::is_regular_file(Path) ? llvm::MemoryBuffer::getFile(Path)
                                          : std::make_error_code(std::errc::invalid_argument);
  llvm::StringRef Line =
      Buffer ? (*Buffer)->getBuffer().take_until([](char C) { return C == '\n'; }) : "";
  std::optional<llvm::json::Object> Head = shallowObject(Line);
  if (!Head || !Head->getInteger("closureSummary"))
    return std::nullopt;
  std::optional<llvm::StringRef> Unit = Head->getString("unit");
  return Unit ? std::optional(Unit->str()) : std::nullopt;
}

void UnitCache::prune(llvm::function_ref<bool(const std::string &)> Gone) {
  std::error_code Error;
  std::vector<std::string> Paths;
  for (fs::directory_iterator It(Folder, Error), End; !Error && It != End; It.increment(Error))
    if (llvm::StringRef(It->path()).ends_with(SummaryIndex::Extension))
      if (std::optional<std::string> Unit = unitOf(It->path()); Unit && Gone(*Unit))
        Paths.push_back(It->path());
  for (llvm::StringRef Path : Paths) {
    fs::remove(Path);
    fs::remove(Path.drop_back(SummaryIndex::Extension.size()) + ResultExtension);
  }
}

void UnitCache::forget(const Job &Asked) {
  fs::remove(path(Asked.File, SummaryIndex::Extension));
  fs::remove(path(Asked.File, ResultExtension));
}

std::string UnitCache::path(llvm::StringRef File, llvm::StringRef Extension) const {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path,
                          llvm::sys::path::filename(File) + "-" + contentHash(File) + Extension);
  return Path.str().str();
}

std::shared_ptr<const SummaryIndex> UnitCache::summaries() {
  std::vector<std::string> Faults;
  auto Index = SummaryIndex::load(*llvm::vfs::getRealFileSystem(), Folder, Faults);
  for (const std::string &Fault : Faults)
    if (Said.insert(Fault).second)
      say("warning: " + Fault);
  return Index;
}

const std::string &UnitCache::hashOf(const std::string &File) {
  auto [It, New] = Hashes.try_emplace(File, "-");
  if (New)
    if (auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                                  /*RequiresNullTerminator=*/false))
      It->second = contentHash((*Buffer)->getBuffer());
  return It->second;
}

const std::string &UnitCache::keyOf(const Job &Asked) {
  auto [It, New] = Keys.try_emplace(Asked.File);
  if (!New)
    return It->second;
  std::string Text;
  auto Add = [&](llvm::StringRef Part) { (Text += Part) += '\n'; };
  static int Here;
  Add(hashOf(fs::getMainExecutable(nullptr, &Here)));
  // Where the compiler looks besides.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    Add(llvm::sys::Process::GetEnv(Name).value_or(""));
  for (const clang::tooling::CompileCommand &Command : Asked.Commands) {
    llvm::SmallString<256> Directory(Command.Directory);
    fs::make_absolute(Directory);
    Add(Directory);
  }
  Add(settingsOf(Asked, Options, "", [&](const std::string &File) { return hashOf(File); }));
  return It->second = contentHash(Text);
}

std::string closure::settingsOf(const Job &Asked, const LintOptions &Options, llvm::StringRef Here,
                                llvm::function_ref<std::string(const std::string &)> HashOf) {
  std::string Text;
  auto Add = [&](llvm::StringRef Part) {
    Part.consume_front(Here);
    (Text += Part) += '\n';
  };
  Add(CLOSURE_VERSION);
  Add(CLOSURE_LLVM_VERSION);
  Add(Options.Checks);
  Configuration Configured = configurationOf(Asked.File, Options);
  for (const std::string &Bad : Configured.Faults)
    Add(Bad);
  Add(std::to_string(int(Configured.Style)));
  Add(Configured.Headers.Key);
  Add(Configured.Errors);
  for (const CheckConfiguration &Check : Configured.Checks) {
    Add(Check.Name);
    Add(std::to_string(int(Check.Set.Assume)) + (Check.How.PreferMove ? "m" : "c") +
        std::to_string(Check.How.MaxClosures));
    for (const std::string &Folder : Check.How.ThirdParty)
      Add(Folder);
    for (const std::string &File : modelFiles(Asked, Check.Set.Models))
      Add(File + " " + HashOf(File));
  }
  for (const clang::tooling::CompileCommand &Command : Asked.Commands)
    for (const std::string &Word : Command.CommandLine)
      Add(Word);
  return contentHash(Text);
}

bool UnitCache::isUpToDate(const StoredUnit &Unit, const SummaryIndex &Others) {
  return llvm::all_of(Unit.Answers, [&](const auto &Answer) {
    return contentHash(Others.find(Answer.first)) == Answer.second;
  });
}

std::optional<StoredUnit> UnitCache::find(const Job &Asked) const {
  std::string Path = path(Asked.File, ResultExtension);
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  llvm::StringRef Whole = (*Buffer)->getBuffer(), Text = Whole.split('\n').second;
  if (Whole != sealed(Text)) {
    say("warning: closure result " + Path + ": damaged, or of another version; it is made anew");
    return std::nullopt;
  }
  std::optional<StoredUnit> Unit = storedUnit(Text);
  return Unit && Unit->Result.File == Asked.File ? std::move(Unit) : std::nullopt;
}

bool UnitCache::isCurrent(const Job &Asked, const StoredUnit &Unit) {
  auto Summary = llvm::MemoryBuffer::getFile(path(Asked.File, SummaryIndex::Extension));
  return Unit.Key == keyOf(Asked) && Summary &&
         contentHash((*Summary)->getBuffer()) == Unit.Summary &&
         llvm::all_of(Unit.Files,
                      [&](const auto &Read) { return hashOf(Read.first) == Read.second; });
}

StoredUnit UnitCache::keep(const Job &Asked, UnitResult Result, const SummaryIndex &Others) {
  StoredUnit Unit;
  std::string Summary = summaryFile(Asked.File, Result.Learned.Functions), Bad;
  Unit.Key = keyOf(Asked);
  Unit.Summary = contentHash(Summary);
  for (const auto &[File, Hash] : Result.Read)
    Unit.Files[File] = Hash.empty() ? hashOf(File) : Hash;
  for (const std::string &USR : Result.Learned.Asked)
    Unit.Answers[USR] = contentHash(Others.find(USR));
  for (const auto &[USR, Line] : Result.Learned.Functions)
    Unit.Tells.insert(USR);
  Unit.Result = std::move(Result);
  if (!writeWhole(path(Asked.File, SummaryIndex::Extension), Summary, Bad))
    Fault = Bad;
  // What does not compile may do so when a file appears that no list knows of.
  std::string Place = path(Asked.File, ResultExtension);
  std::optional<std::string> Text;
  if (Unit.Result.Failure.empty() && Unit.Result.SettingErrors.empty())
    Text = textOf(Unit);
  if (!Text)
    fs::remove(Place);
  else if (!writeWhole(Place, sealed(*Text), Bad))
    Fault = Bad;
  return Unit;
}
