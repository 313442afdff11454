//===-- Model.cpp - Contracts written by hand, as data --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Model.h"
#include "checks/calls/Soundness.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;

namespace {
struct FunctionEntry {
  std::vector<std::string> Names;
  std::vector<Effect> Does;
  ParameterChoice Parameter;
  Condition When;
  bool Subclasses = false, Lends = false;
  Spent Spends = Spent::Never;
  std::string Until, Link, Documentation;
  std::vector<std::string> Seen;
  std::vector<Guard> Unused;
};
struct AnnotationEntry {
  std::vector<std::string> Texts;
  Meaning Means = Meaning::Called;
  std::string Link;
};
struct File {
  std::string Library, Link, Verified, Documentation;
  std::vector<std::string> Seen;
  std::vector<std::string> Holders, Owners, Views, WaitWords, AwaitWords, RunWords, Destructors,
      Deleters, Joins, Cancels, InPlace, LastCalls;
  std::vector<std::string> KeepWords, StoreWords, LaterWords, CallWords, DoneWords, AsyncWords,
      QueueWords, StartWords;
  std::vector<std::string> KeepParameterWords;
  std::vector<FunctionEntry> Functions;
  std::vector<AnnotationEntry> Annotations;
};
/// A list, or its only element alone.
template <class T> struct OneOrMore {
  std::vector<T> &All;
};
struct NotAMapping {};
} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionEntry)
LLVM_YAML_IS_SEQUENCE_VECTOR(Effect)
LLVM_YAML_IS_SEQUENCE_VECTOR(Guard)
LLVM_YAML_IS_SEQUENCE_VECTOR(AnnotationEntry)

namespace llvm::yaml {

template <> struct ScalarTraits<Effect> {
  static void output(const Effect &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Effect &Value) {
    std::optional<Effect> Read = Effect::parse(Text);
    if (!Read)
      return Effect::expected();
    Value = *Read;
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<Meaning> {
  static void output(const Meaning &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Meaning &Value) {
    std::optional<Meaning> Read = StringSwitch<std::optional<Meaning>>(Text)
                                      .Case("called", Meaning::Called)
                                      .Case("kept", Meaning::Kept)
                                      .Case("returned", Meaning::Returned)
                                      .Case("outlives", Meaning::Outlives)
                                      .Default(std::nullopt);
    if (!Read)
      return "unknown meaning; expected 'called', 'kept', 'returned' or 'outlives'";
    Value = *Read;
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<Spent> {
  static void output(const Spent &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Spent &Value) {
    Value = StringSwitch<Spent>(Text)
                .Case("with the last call", Spent::WithLastCall)
                .Case("by calls", Spent::ByCalls)
                .Default(Spent::Never);
    return Value == Spent::Never ? "expected 'with the last call' or 'by calls'" : "";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarTraits<ParameterChoice> {
  static void output(const ParameterChoice &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, ParameterChoice &Value) {
    if (Text == "every callable")
      Value.K = ParameterChoice::Kind::Callables;
    else if (!Text.getAsInteger(10, Value.Index))
      Value.K = ParameterChoice::Kind::Index;
    else if (!Text.empty() && (isAlpha(Text.front()) || Text.front() == '_') &&
             all_of(Text, [](char C) { return isAlnum(C) || C == '_'; }))
      Value.K = ParameterChoice::Kind::Name, Value.Name = Text.str();
    else
      return "expected the number of a parameter, its name, or 'every callable'";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<NotAMapping> {
  static void mapping(IO &Io, NotAMapping &) {
    Io.setError("expected one value or a list of them; does a ':' need quotes?");
  }
};

template <class T> struct PolymorphicTraits<OneOrMore<T>> {
  static NodeKind getKind(const OneOrMore<T> &) { return NodeKind::Sequence; }
  static T &getAsScalar(OneOrMore<T> &List) { return List.All.emplace_back(); }
  static std::vector<T> &getAsSequence(OneOrMore<T> &List) { return List.All; }
  static NotAMapping &getAsMap(OneOrMore<T> &) {
    static NotAMapping Unused;
    return Unused;
  }
};

template <> struct MappingTraits<Condition> {
  static void mapping(IO &Io, Condition &When) {
    Io.mapOptional("arguments", When.Arguments);
    Io.mapOptional("argument", When.Argument);
    OneOrMore<std::string> Is{When.Is}, IsNot{When.IsNot};
    Io.mapOptional("is", Is);
    Io.mapOptional("is-not", IsNot);
    OneOrMore<std::string> ObjectIs{When.ObjectIs}, ObjectIsNot{When.ObjectIsNot};
    Io.mapOptional("object-is", ObjectIs);
    Io.mapOptional("object-is-not", ObjectIsNot);
    Io.mapOptional("macro", When.Macro);
    Io.mapOptional("from", When.From);
    Io.mapOptional("below", When.Below);
  }
  static std::string validate(IO &, Condition &When) {
    if (!When.Argument && !(When.Is.empty() && When.IsNot.empty()))
      return "'is' and 'is-not' need 'argument', the number of the argument that they look at";
    if (When.Macro.empty() && (When.From || When.Below))
      return "'from' and 'below' need 'macro', the name of the macro that they look at";
    return {};
  }
};

template <> struct MappingTraits<Guard> {
  static void mapping(IO &Io, Guard &G) {
    Io.mapOptional("of", G.Of);
    Io.mapOptional("argument", G.Argument);
    Io.mapOptional("call", G.Call);
    Io.mapOptional("in-constructor", G.InConstructor);
    Io.mapOptional("wrap", G.Wrap);
    Io.mapOptional("keep", G.Keep);
  }
  static std::string validate(IO &, Guard &G) {
    if (G.Argument.has_value() + !G.Wrap.empty() + !G.Keep.empty() != 1)
      return "a guard needs one of 'argument', 'wrap' and 'keep'";
    if (!G.Call.empty() && !G.Argument)
      return "'call' needs 'argument', the number of the argument that is the object";
    if (G.Of.empty() == G.Keep.empty())
      return "'argument' and 'wrap' need 'of', the class of the object; 'keep' has none";
    return {};
  }
};

template <> struct MappingTraits<FunctionEntry> {
  static void mapping(IO &Io, FunctionEntry &Entry) {
    OneOrMore<std::string> Names{Entry.Names};
    OneOrMore<Effect> Does{Entry.Does};
    OneOrMore<std::string> Seen{Entry.Seen};
    Io.mapRequired("names", Names);
    Io.mapRequired("effect", Does);
    Io.mapOptional("parameter", Entry.Parameter);
    Io.mapOptional("when", Entry.When);
    Io.mapOptional("subclasses", Entry.Subclasses);
    Io.mapOptional("until", Entry.Until);
    Io.mapOptional("lends", Entry.Lends);
    Io.mapOptional("spent", Entry.Spends);
    Io.mapOptional("guards", Entry.Unused);
    Io.mapOptional("link", Entry.Link);
    Io.mapOptional("seen", Seen);
    Io.mapOptional("documentation", Entry.Documentation);
  }
  static std::string validate(IO &, FunctionEntry &Entry) {
    if (Entry.Names.empty())
      return "'names' is empty";
    if (Entry.Does.empty())
      return Effect::expected().str();
    return {};
  }
};

template <> struct MappingTraits<AnnotationEntry> {
  static void mapping(IO &Io, AnnotationEntry &Entry) {
    OneOrMore<std::string> Texts{Entry.Texts};
    Io.mapRequired("text", Texts);
    Io.mapRequired("means", Entry.Means);
    Io.mapOptional("link", Entry.Link);
  }
  static std::string validate(IO &, AnnotationEntry &Entry) {
    if (Entry.Texts.empty())
      return "'text' is empty; expected what stands in the quotes of 'annotate', or a list of that";
    for (const std::string &Text : Entry.Texts)
      if (StringRef(Text).starts_with("closure::"))
        return "'" + Text + "' is an annotation of closure/annotations.h, which has its meaning";
    return {};
  }
};

template <> struct MappingTraits<File> {
  static void mapping(IO &Io, File &F) {
    OneOrMore<std::string> Seen{F.Seen};
    Io.mapRequired("library", F.Library);
    Io.mapOptional("seen", Seen);
    Io.mapOptional("documentation", F.Documentation);
    Io.mapOptional("link", F.Link);
    Io.mapOptional("verified", F.Verified);
    Io.mapOptional("holders", F.Holders);
    Io.mapOptional("owners", F.Owners);
    Io.mapOptional("views", F.Views);
    Io.mapOptional("wait-words", F.WaitWords);
    Io.mapOptional("await-words", F.AwaitWords);
    Io.mapOptional("run-words", F.RunWords);
    Io.mapOptional("keep-words", F.KeepWords);
    Io.mapOptional("store-words", F.StoreWords);
    Io.mapOptional("later-words", F.LaterWords);
    Io.mapOptional("queue-words", F.QueueWords);
    Io.mapOptional("start-words", F.StartWords);
    Io.mapOptional("call-words", F.CallWords);
    Io.mapOptional("done-words", F.DoneWords);
    Io.mapOptional("async-words", F.AsyncWords);
    Io.mapOptional("keep-parameter-words", F.KeepParameterWords);
    Io.mapOptional("destructors", F.Destructors);
    Io.mapOptional("deleters", F.Deleters);
    Io.mapOptional("joins", F.Joins);
    Io.mapOptional("cancels", F.Cancels);
    Io.mapOptional("calls-in-place", F.InPlace);
    Io.mapOptional("last-calls", F.LastCalls);
    Io.mapOptional("functions", F.Functions);
    Io.mapOptional("annotations", F.Annotations);
  }
};

} // namespace llvm::yaml

bool closure::matches(llvm::StringRef Pattern, llvm::StringRef Name) {
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

void ModelSet::NameSet::add(llvm::StringRef Name) {
  if (Name.contains('*'))
    Patterns.push_back(Name.str());
  else
    Plain.insert(Name);
}

bool ModelSet::NameSet::has(llvm::StringRef Name) const {
  return Plain.contains(Name) ||
         llvm::any_of(Patterns, [&](llvm::StringRef P) { return matches(P, Name); });
}

bool ModelSet::add(llvm::StringRef Name, llvm::StringRef Text, std::string &Error) {
  YamlState State = examineYaml(Text);
  if (!State.Fault.empty())
    Error = (Name + ":" + State.Fault).str();
  return State.Fault.empty() && (State.Empty || addSound(Name, Text, /*OfUser=*/true, Error));
}

bool ModelSet::addSound(llvm::StringRef Name, llvm::StringRef Text, bool OfUser,
                        std::string &Error) {
  auto Report = [](const llvm::SMDiagnostic &D, void *To) {
    auto &Text = *static_cast<std::string *>(To);
    if (Text.empty()) // what follows the first error follows from it
      Text = (D.getFilename() + ":" + llvm::Twine(D.getLineNo()) + ":" +
              llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage())
                 .str();
  };
  llvm::yaml::Input In(llvm::MemoryBufferRef(Text, Name), nullptr, Report, &Error);
  File F;
  In >> F;
  if (In.error()) {
    if (Error.empty())
      Error = (Name + ":1:1: no mapping of keys to values").str();
    return false;
  }
  auto AddAll = [](auto &Set, const std::vector<std::string> &Names) {
    for (const std::string &One : Names)
      if constexpr (std::is_same_v<decltype(Set), NameSet &>)
        Set.add(One);
      else
        Set.insert(One);
  };
  AddAll(Holders, F.Holders);
  AddAll(Owners, F.Owners);
  AddAll(Views, F.Views);
  AddAll(Destructors, F.Destructors);
  AddAll(Deleters, F.Deleters);
  AddAll(Joins, F.Joins);
  AddAll(Cancels, F.Cancels);
  AddAll(InPlace, F.InPlace);
  AddAll(LastCalls, F.LastCalls);
  AddAll(WaitWords, F.WaitWords);
  AddAll(AwaitWords, F.AwaitWords);
  AddAll(RunWords, F.RunWords);
  AddAll(KeepWords, F.KeepWords);
  AddAll(StoreWords, F.StoreWords);
  AddAll(LaterWords, F.LaterWords);
  AddAll(QueueWords, F.QueueWords);
  AddAll(StartWords, F.StartWords);
  AddAll(CallWords, F.CallWords);
  AddAll(DoneWords, F.DoneWords);
  AddAll(AsyncWords, F.AsyncWords);
  AddAll(KeepParameterWords, F.KeepParameterWords);
  std::vector<std::pair<std::string, Meaning>> Read;
  for (const AnnotationEntry &Entry : F.Annotations)
    for (const std::string &One : Entry.Texts)
      Read.push_back({One, Entry.Means});
  Annotations.insert(Annotations.begin(), Read.begin(), Read.end());
  // From the back, as each is put before the others.
  unsigned Number = F.Functions.size();
  for (const FunctionEntry &Entry : llvm::reverse(F.Functions)) {
    --Number;
    Guards Unused;
    if (!Entry.Unused.empty())
      Unused = std::make_shared<const std::vector<Guard>>(Entry.Unused);
    for (const std::string &Function : llvm::reverse(Entry.Names))
      addFunction({Function, Entry.Does, Entry.Parameter, Entry.When, Entry.Subclasses, Entry.Until,
                   Unused, Entry.Lends, Entry.Spends, OfUser, Number});
  }
  return true;
}

std::optional<Meaning> ModelSet::meaningOf(llvm::StringRef Annotation) const {
  for (const auto &[Text, Means] : Annotations)
    if (matches(Text, Annotation))
      return Means;
  return std::nullopt;
}

static llvm::StringRef lastPart(llvm::StringRef QualifiedName) {
  llvm::StringRef Last = QualifiedName.rsplit("::").second;
  return Last.empty() ? QualifiedName : Last;
}

void ModelSet::addFunction(FunctionModel Model) {
  llvm::StringRef Last = lastPart(Model.Name);
  if (Model.Subclasses)
    WithSubclasses.insert(Last);
  std::vector<FunctionModel> &Known =
      Functions[Last.contains('*') && Last != "operator*" ? "" : Last];
  Known.insert(Known.begin(), std::move(Model));
}

ModelSet ModelSet::embedded() {
  ModelSet Set;
  for (const EmbeddedModel &Model : embeddedModels()) {
    std::string Error;
    if (!Set.addSound(Model.File, Model.Text, /*OfUser=*/false, Error))
      llvm::errs() << "closure-lint: error: " << Error;
  }
  return Set;
}

std::optional<std::vector<llvm::StringRef>> ModelSet::binders() const {
  std::vector<llvm::StringRef> Names;
  for (const auto &[LastPart, Models] : Functions)
    for (const FunctionModel &Model : Models)
      if (Model.has(Effect::Verb::Binds)) {
        if (LastPart.empty())
          return std::nullopt;
        Names.push_back(Model.Name);
      }
  llvm::sort(Names);
  return Names;
}

std::vector<const FunctionModel *> ModelSet::find(llvm::StringRef QualifiedName) const {
  std::vector<const FunctionModel *> Found;
  for (llvm::StringRef Key : {lastPart(QualifiedName), llvm::StringRef()})
    if (auto It = Functions.find(Key); It != Functions.end())
      for (const FunctionModel &Model : It->second)
        if (matches(Model.Name, QualifiedName))
          Found.push_back(&Model);
  return Found;
}
