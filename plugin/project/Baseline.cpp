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
#include <set>

using namespace closure;
namespace json = llvm::json;

static constexpr int64_t Version = 1;

Baseline::Baseline(std::string Name) : File(std::move(Name)) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer) {
    Fault = "cannot read the baseline '" + File + "': " + Buffer.getError().message() +
            "; make it with --write-baseline";
    return;
  }
  Text = (*Buffer)->getBuffer().str();
  if (std::string Why = read(); !Why.empty()) {
    Fault = "the baseline '" + File + "' cannot be used: " + Why +
            "; make it again with --write-baseline";
    Known.clear();
  }
}

/// \returns what is wrong with the text.
std::string Baseline::read() {
  if (isNestedDeeply(Text))
    return "it is nested too deeply";
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return llvm::toString(Parsed.takeError());
  const json::Object *Top = Parsed->getAsObject();
  if (!Top || Top->getInteger("version") != Version)
    return "it is no baseline of version " + std::to_string(Version);
  const json::Array *Rows = Top->getArray("findings");
  if (!Rows)
    return "it has no 'findings'";
  for (const json::Value &Entry : *Rows) {
    const json::Object *Fields = Entry.getAsObject();
    std::optional<llvm::StringRef> Print = Fields ? Fields->getString("fingerprint") : std::nullopt;
    if (!Print)
      return "an entry has no 'fingerprint'";
    Known[Print->str()] = {Fields->getString("check").value_or("").str(),
                           Fields->getString("file").value_or("").str(),
                           Fields->getString("message").value_or("").str()};
  }
  return "";
}

void Baseline::subtractFrom(Findings &All) const {
  llvm::erase_if(All.Warnings, [&](const Warning &W) { return Known.count(W.Fingerprint) != 0; });
}

/// Whether its file is gone, or a unit that reads it would have found it.
bool Baseline::isStale(const Row &R, const Findings &All, const CouldReport &Could) {
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

void Baseline::listUnused(Findings &All, const CouldReport &Could) const {
  std::set<llvm::StringRef> Found;
  for (const Warning &W : All.Warnings)
    Found.insert(W.Fingerprint);
  llvm::SmallString<256> Path(File);
  llvm::sys::fs::make_absolute(Path);
  for (const auto &[Print, R] : Known)
    if (!Found.count(Print) && isStale(R, All, Could)) {
      size_t At = Text.find(Print), Begin = Text.rfind('\n', At) + 1;
      llvm::StringRef Before = llvm::StringRef(Text).take_front(At);
      Spot Place{Path.str().str(), unsigned(At), unsigned(Before.count('\n') + 1),
                 unsigned(At - Begin + 1)};
      All.Unused.push_back({Place, "this row of the baseline silences nothing: there is no '" +
                                       R.Text + "' in " + R.File + " any more"});
    }
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
