//===-- Model.cpp - Contracts written by hand, as data --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Model.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;

namespace {
struct FunctionEntry {
  std::vector<std::string> Names;
  Effect Does;
  std::optional<unsigned> Parameter;
};
struct File {
  std::string Library, Link, Verified;
  std::vector<std::string> Holders, Owners, WaitWords, Destructors;
  std::vector<FunctionEntry> Functions;
};
} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionEntry)

namespace llvm::yaml {

template <> struct ScalarTraits<Effect> {
  static void output(const Effect &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Effect &Value) {
    std::optional<Effect> Read = Effect::parse(Text);
    if (!Read)
      return "unknown effect; expected 'called', 'called: this', 'returned', 'waits', 'exchange', "
             "'swap', 'kept: this', "
             "'kept: parameter N', 'replaced: this', 'dropped: this', 'same: parameter N' or "
             "'part of: parameter N'";
    Value = *Read;
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<FunctionEntry> {
  static void mapping(IO &Io, FunctionEntry &Entry) {
    Io.mapRequired("names", Entry.Names);
    Io.mapRequired("effect", Entry.Does);
    Io.mapOptional("parameter", Entry.Parameter);
  }
};

template <> struct MappingTraits<File> {
  static void mapping(IO &Io, File &F) {
    Io.mapRequired("library", F.Library);
    Io.mapOptional("link", F.Link);
    Io.mapOptional("verified", F.Verified);
    Io.mapOptional("holders", F.Holders);
    Io.mapOptional("owners", F.Owners);
    Io.mapOptional("wait-words", F.WaitWords);
    Io.mapOptional("destructors", F.Destructors);
    Io.mapOptional("functions", F.Functions);
  }
};

} // namespace llvm::yaml

std::optional<Effect> Effect::parse(llvm::StringRef Text) {
  auto [Verb, Object] = Text.split(':');
  Verb = Verb.trim(), Object = Object.trim();
  Effect E;
  if (Object.empty()) {
    if (Verb == "called")
      E.K = Kind::Called;
    else if (Verb == "returned")
      E.K = Kind::Returned;
    else if (Verb == "waits")
      E.K = Kind::Waits;
    else if (Verb == "exchange")
      E.K = Kind::Exchange;
    else if (Verb == "swap")
      E.K = Kind::Swap;
    else
      return std::nullopt;
    return E;
  }
  if (Object == "this") {
    if (Verb == "kept")
      E.K = Kind::KeptThis;
    else if (Verb == "replaced")
      E.K = Kind::ReplacedThis;
    else if (Verb == "dropped")
      E.K = Kind::DroppedThis;
    else if (Verb == "called")
      E.K = Kind::CalledThis;
    else
      return std::nullopt;
    return E;
  }
  if (!Object.consume_front("parameter ") || Object.getAsInteger(10, E.Target))
    return std::nullopt;
  if (Verb == "kept")
    E.K = Kind::KeptParameter;
  else if (Verb == "same")
    E.K = Kind::Same;
  else if (Verb == "part of")
    E.K = Kind::Part;
  else
    return std::nullopt;
  return E;
}

bool ModelSet::add(llvm::StringRef Name, llvm::StringRef Text, std::string &Error) {
  auto Report = [](const llvm::SMDiagnostic &D, void *To) {
    llvm::raw_string_ostream Out(*static_cast<std::string *>(To));
    D.print(nullptr, Out, /*ShowColors=*/false);
  };
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Name), nullptr, Report, &Error);
  File F;
  In >> F;
  if (In.error())
    return false;
  for (const std::string &Holder : F.Holders)
    Holders[Holder] = true;
  for (const std::string &Owner : F.Owners)
    Owners[Owner] = true;
  for (const std::string &Word : F.WaitWords)
    WaitWords[Word] = true;
  for (const std::string &Destructor : F.Destructors)
    Destructors[Destructor] = true;
  for (const FunctionEntry &Entry : F.Functions)
    for (const std::string &Function : Entry.Names) {
      llvm::StringRef Last = llvm::StringRef(Function).rsplit("::").second;
      Functions[Last.empty() ? llvm::StringRef(Function) : Last].push_back(
          {Function, Entry.Does, Entry.Parameter});
    }
  return true;
}

ModelSet ModelSet::embedded() {
  ModelSet Set;
  for (const EmbeddedModel &Model : embeddedModels()) {
    std::string Error;
    if (!Set.add(Model.File, Model.Text, Error))
      llvm::errs() << "closure-lint: error: " << Error;
  }
  return Set;
}

/// `*` matches any run of characters.
static bool matches(llvm::StringRef Pattern, llvm::StringRef Name) {
  auto [Head, Tail] = Pattern.split('*');
  if (Head.size() == Pattern.size())
    return Pattern == Name;
  if (!Name.consume_front(Head))
    return false;
  for (size_t Skip = 0; Skip <= Name.size(); ++Skip)
    if (matches(Tail, Name.drop_front(Skip)))
      return true;
  return false;
}

const FunctionModel *ModelSet::find(llvm::StringRef QualifiedName) const {
  llvm::StringRef Last = QualifiedName.rsplit("::").second;
  auto It = Functions.find(Last.empty() ? QualifiedName : Last);
  if (It == Functions.end())
    return nullptr;
  for (const FunctionModel &Model : It->second)
    if (matches(Model.Name, QualifiedName))
      return &Model;
  return nullptr;
}
