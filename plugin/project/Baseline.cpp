//===-- Baseline.cpp - The findings that are known already ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Baseline.h"
#include "checks/Settings.h"
#include "plugin/project/Patch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <set>

using namespace closure;
namespace json = llvm::json;

static constexpr int64_t Version = 1;

namespace {
struct Row {
  std::string Check, File, Text;
};
using Rows = std::map<std::string, Row>; ///< By fingerprint.
} // namespace

/// The rows of the text; what is wrong with it otherwise.
static llvm::Expected<Rows> read(llvm::StringRef Text) {
  auto Bad = [](const llvm::Twine &Why) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
  };
  if (isNestedDeeply(Text))
    return Bad("it is nested too deeply");
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return Parsed.takeError();
  const json::Object *Top = Parsed->getAsObject();
  if (!Top || Top->getInteger("version") != Version)
    return Bad("it is no baseline of version " + llvm::Twine(Version));
  const json::Array *Known = Top->getArray("findings");
  if (!Known)
    return Bad("it has no 'findings'");
  Rows Prints;
  for (const json::Value &Entry : *Known) {
    const json::Object *Fields = Entry.getAsObject();
    std::optional<llvm::StringRef> Print = Fields ? Fields->getString("fingerprint") : std::nullopt;
    if (!Print)
      return Bad("an entry has no 'fingerprint'");
    Prints[Print->str()] = {Fields->getString("check").value_or("").str(),
                            Fields->getString("file").value_or("").str(),
                            Fields->getString("message").value_or("").str()};
  }
  return Prints;
}

/// Whether its file is gone, or a unit that reads it would have found it.
static bool isStale(const Row &R, const Findings &All, const CouldReport &Could) {
  llvm::SmallString<256> Path(llvm::sys::path::is_absolute(R.File) ? "" : All.Root);
  llvm::sys::path::append(Path, R.File);
  if (!llvm::sys::fs::exists(Path))
    return true;
  return llvm::any_of(All.Sources, [&](const auto &Unit) {
    return llvm::any_of(Unit.second, [&](const std::string &Source) {
      return All.shown(Source) == R.File && Could(Unit.first, Source, R.Check);
    });
  });
}

static void listUnused(Findings &All, const std::string &File, llvm::StringRef Text,
                       const Rows &Unused, const CouldReport &Could) {
  llvm::SmallString<256> Path(File);
  llvm::sys::fs::make_absolute(Path);
  for (const auto &[Print, R] : Unused)
    if (isStale(R, All, Could)) {
      size_t At = Text.find(Print), Begin = Text.rfind('\n', At) + 1;
      Spot Place{Path.str().str(), unsigned(At), unsigned(Text.take_front(At).count('\n') + 1),
                 unsigned(At - Begin + 1)};
      All.Unused.push_back({Place, "this row of the baseline silences nothing: there is no '" +
                                       R.Text + "' in " + R.File + " any more"});
    }
}

namespace {
struct BaselineFile {
  std::unique_ptr<llvm::MemoryBuffer> Text;
  Rows Known;
  std::string Fault;
};
} // namespace

static BaselineFile load(const std::string &File) {
  BaselineFile Made;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer) {
    Made.Fault = "cannot read the baseline '" + File + "': " + Buffer.getError().message() +
                 "; make it with --write-baseline";
    return Made;
  }
  Made.Text = std::move(*Buffer);
  if (llvm::Expected<Rows> Known = read(Made.Text->getBuffer()))
    Made.Known = std::move(*Known);
  else
    Made.Fault = "the baseline '" + File +
                 "' cannot be used: " + llvm::toString(Known.takeError()) +
                 "; make it again with --write-baseline";
  return Made;
}

std::string closure::faultOfBaseline(const std::string &File) { return load(File).Fault; }

void closure::subtractBaseline(Findings &All, const std::string &File, const CouldReport &Could) {
  BaselineFile Of = load(File);
  if (!Of.Fault.empty()) {
    All.Failures.push_back({"", Of.Fault});
    return;
  }
  Rows Unused = Of.Known;
  llvm::erase_if(All.Warnings, [&](const Warning &W) {
    bool IsKnown = Of.Known.count(W.Fingerprint) != 0;
    Unused.erase(W.Fingerprint);
    return IsKnown;
  });
  if (Could)
    listUnused(All, File, Of.Text->getBuffer(), Unused, Could);
}

bool closure::writeBaseline(const Findings &All, const std::string &File, std::string &Fault) {
  json::Array Known;
  for (const Warning &W : All.Warnings)
    Known.push_back(json::Object{{"fingerprint", W.Fingerprint},
                                 {"check", W.Check},
                                 {"file", json::fixUTF8(All.shown(W.At.File))},
                                 {"message", json::fixUTF8(W.Text)}});
  json::Object Top{{"version", Version}, {"findings", std::move(Known)}};
  return writeWhole(File, llvm::formatv("{0:2}\n", json::Value(std::move(Top))).str(), Fault);
}
