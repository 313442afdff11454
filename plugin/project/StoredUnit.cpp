//===-- StoredUnit.cpp - What is kept of a unit from run to run -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/StoredUnit.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <climits>

using namespace closure;
namespace json = llvm::json;

/// Of the format; a change of meaning counts it up.
static constexpr int64_t Version = 4;

/// LLVM 19 reads no unsigned numbers.
static bool number(json::ObjectMapper &Map, llvm::StringLiteral Key, unsigned &Out) {
  int64_t Read = 0;
  bool Good = Map.map(Key, Read) && Read >= 0 && Read <= UINT_MAX;
  Out = Good ? unsigned(Read) : 0;
  return Good;
}

namespace clang::tooling {
static json::Value toJSON(const Replacement &Edit) {
  return json::Object{{"file", Edit.getFilePath()},
                      {"offset", Edit.getOffset()},
                      {"length", Edit.getLength()},
                      {"text", Edit.getReplacementText()}};
}
static bool fromJSON(const json::Value &Read, Replacement &Edit, json::Path Path) {
  std::string File, Text;
  unsigned Offset = 0, Length = 0;
  json::ObjectMapper Map(Read, Path);
  if (!Map || !Map.map("file", File) || !number(Map, "offset", Offset) ||
      !number(Map, "length", Length) || !Map.map("text", Text))
    return false;
  Edit = Replacement(File, Offset, Length, Text);
  return true;
}
} // namespace clang::tooling

namespace closure {

static json::Value toJSON(const Spot &At) {
  return json::Object{
      {"file", At.File}, {"offset", At.Offset}, {"line", At.Line}, {"column", At.Column}};
}
static bool fromJSON(const json::Value &Read, Spot &At, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("file", At.File) && number(Map, "offset", At.Offset) &&
         number(Map, "line", At.Line) && number(Map, "column", At.Column);
}

static json::Value toJSON(const Remark &R) {
  return json::Object{{"at", toJSON(R.At)}, {"text", R.Text}};
}
static bool fromJSON(const json::Value &Read, Remark &R, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("at", R.At) && Map.map("text", R.Text);
}

static json::Value toJSON(const Fix &F) {
  return json::Object{{"title", F.Title}, {"edits", F.Edits}};
}
static bool fromJSON(const json::Value &Read, Fix &F, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("title", F.Title) && Map.map("edits", F.Edits);
}

static json::Value toJSON(const Warning &W) {
  return json::Object{
      {"check", W.Check},         {"at", toJSON(W.At)},     {"text", W.Text},
      {"firstLine", W.FirstLine}, {"lastLine", W.LastLine}, {"assumed", W.Assumed},
      {"isError", W.IsError},     {"mended", W.Mended},     {"path", W.Path},
      {"reasons", W.Reasons},     {"repair", W.Repair},     {"alternatives", W.Alternatives}};
}
static bool fromJSON(const json::Value &Read, Warning &W, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("check", W.Check) && Map.map("at", W.At) && Map.map("text", W.Text) &&
         number(Map, "firstLine", W.FirstLine) && number(Map, "lastLine", W.LastLine) &&
         Map.map("assumed", W.Assumed) && Map.map("isError", W.IsError) &&
         Map.map("mended", W.Mended) && Map.map("path", W.Path) && Map.map("reasons", W.Reasons) &&
         Map.map("repair", W.Repair) && Map.map("alternatives", W.Alternatives);
}

static json::Value toJSON(const Suppression::Warning &W) {
  return json::Object{{"check", W.Check}, {"at", toJSON(W.At)}, {"text", W.Text}};
}
static bool fromJSON(const json::Value &Read, Suppression::Warning &W, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("check", W.Check) && Map.map("at", W.At) && Map.map("text", W.Text);
}

static json::Value toJSON(const Suppression &S) {
  return json::Object{{"at", toJSON(S.At)},
                      {"comment", S.Comment},
                      {"reason", S.Reason},
                      {"unused", S.Unused},
                      {"silenced", S.Silenced}};
}
static bool fromJSON(const json::Value &Read, Suppression &S, json::Path Path) {
  json::ObjectMapper Map(Read, Path);
  return Map && Map.map("at", S.At) && Map.map("comment", S.Comment) &&
         Map.map("reason", S.Reason) && Map.map("unused", S.Unused) &&
         Map.map("silenced", S.Silenced);
}

} // namespace closure

static json::Object object(const std::map<std::string, std::string> &Entries) {
  json::Object Made;
  for (const auto &[Key, Value] : Entries)
    Made[Key] = Value;
  return Made;
}

/// Whether every text can stand in JSON: a replaced character would come back as another one.
static bool isTold(const StoredUnit &Unit) {
  auto Good = [](llvm::StringRef Text) { return json::isUTF8(Text); };
  auto Told = [&](const Fix &F) {
    return llvm::all_of(F.Edits, [&](const clang::tooling::Replacement &Edit) {
      return Good(Edit.getFilePath()) && Good(Edit.getReplacementText());
    });
  };
  auto Remarked = [&](const Remark &R) { return Good(R.At.File) && Good(R.Text); };
  return Good(Unit.Result.File) &&
         llvm::all_of(Unit.Files, [&](const auto &Read) { return Good(Read.first); }) &&
         llvm::all_of(Unit.Result.Contents, [&](const auto &Read) { return Good(Read.first); }) &&
         llvm::all_of(Unit.Result.Sources, Good) && llvm::all_of(Unit.Result.Skipped, Remarked) &&
         llvm::all_of(Unit.Result.Suppressions,
                      [&](const Suppression &S) {
                        return Good(S.At.File) && Good(S.Comment) && Good(S.Reason) &&
                               llvm::all_of(S.Unused, Good) &&
                               llvm::all_of(S.Silenced, [&](const Suppression::Warning &W) {
                                 return Good(W.At.File) && Good(W.Text);
                               });
                      }) &&
         llvm::all_of(Unit.Result.Warnings, [&](const Warning &W) {
           return Good(W.At.File) && Good(W.Text) && (!W.Repair || Told(*W.Repair)) &&
                  llvm::all_of(W.Alternatives, Told) && llvm::all_of(W.Path, Remarked) &&
                  llvm::all_of(W.Reasons, Remarked);
         });
}

/// What stands for the folder, which is another one wherever the text is read.
static constexpr llvm::StringLiteral Folder = "closure-lint:here/";

/// Each text that begins with `From` begins with `To` instead.
static json::Value moved(const json::Value &All, llvm::StringRef From, llvm::StringRef To) {
  auto Moved = [&](llvm::StringRef Text) {
    return Text.consume_front(From) ? (To + Text).str() : Text.str();
  };
  if (const json::Object *Object = All.getAsObject()) {
    json::Object Made;
    for (const auto &[Key, Value] : *Object)
      Made[Moved(Key)] = moved(Value, From, To);
    return Made;
  }
  if (const json::Array *Array = All.getAsArray()) {
    json::Array Made;
    for (const json::Value &Value : *Array)
      Made.push_back(moved(Value, From, To));
    return Made;
  }
  std::optional<llvm::StringRef> Text = All.getAsString();
  return Text ? json::Value(Moved(*Text)) : All;
}

std::optional<std::string> closure::textOf(const StoredUnit &Unit, llvm::StringRef Here) {
  if (!isTold(Unit))
    return std::nullopt;
  json::Value Top = json::Object{
      {"closureUnit", Version},
      {"unit", Unit.Result.File},
      {"key", Unit.Key},
      {"summary", Unit.Summary},
      {"files", object(Unit.Files)},
      {"answers", object(Unit.Answers)},
      {"tells", std::vector<std::string>(Unit.Tells.begin(), Unit.Tells.end())},
      {"contents", object(Unit.Result.Contents)},
      {"sources", std::vector<std::string>(Unit.Result.Sources.begin(), Unit.Result.Sources.end())},
      {"skipped", Unit.Result.Skipped},
      {"suppressions", Unit.Result.Suppressions},
      {"unchecked", Unit.Result.Unchecked},
      {"analysed", Unit.Result.Counted.Analysed},
      {"tooLarge", Unit.Result.Counted.TooLarge},
      {"broken", Unit.Result.Counted.Broken},
      {"warnings", Unit.Result.Warnings}};
  std::string Text;
  llvm::raw_string_ostream(Text) << (Here.empty() ? Top : moved(Top, Here, Folder)) << '\n';
  return Text;
}

std::optional<StoredUnit> closure::storedUnit(llvm::StringRef Text, llvm::StringRef Here) {
  std::optional<json::Object> Top = shallowObject(Text);
  if (!Top)
    return std::nullopt;
  json::Value Read = std::move(*Top);
  if (!Here.empty())
    Read = moved(Read, Folder, Here);
  StoredUnit Unit;
  int64_t Written = 0;
  std::vector<std::string> Tells, Sources;
  json::Path::Root Root;
  json::ObjectMapper Map(Read, Root);
  bool Good = Map && Map.map("closureUnit", Written) && Written == Version &&
              Map.map("unit", Unit.Result.File) && Map.map("key", Unit.Key) &&
              Map.map("summary", Unit.Summary) && Map.map("files", Unit.Files) &&
              Map.map("answers", Unit.Answers) && Map.map("tells", Tells) &&
              Map.map("contents", Unit.Result.Contents) && Map.map("sources", Sources) &&
              Map.map("skipped", Unit.Result.Skipped) &&
              Map.map("suppressions", Unit.Result.Suppressions) &&
              Map.map("unchecked", Unit.Result.Unchecked) &&
              number(Map, "analysed", Unit.Result.Counted.Analysed) &&
              number(Map, "tooLarge", Unit.Result.Counted.TooLarge) &&
              number(Map, "broken", Unit.Result.Counted.Broken) &&
              Map.map("warnings", Unit.Result.Warnings);
  Unit.Tells.insert(Tells.begin(), Tells.end());
  Unit.Result.Sources.insert(Sources.begin(), Sources.end());
  return Good ? std::optional(std::move(Unit)) : std::nullopt;
}
