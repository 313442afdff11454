//===-- ModelOutline.cpp - What stands where in a model file --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/ModelOutline.h"
#include "checks/calls/Model.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using namespace closure;
namespace yaml = llvm::yaml;

namespace {

/// Walks the nodes of a file in their order, which is the only one that the parser allows.
class Walk {
public:
  explicit Walk(llvm::StringRef Text) : Stream(Text, Sources) {}

  ModelOutline file() {
    auto Document = Stream.begin();
    if (Document != Stream.end())
      eachKey(Document->getRoot(), [&](llvm::StringRef Key, yaml::Node *Value) {
        if (Key == "library")
          Made.Library = scalar(Value);
        else if (Key == "seen")
          Made.Seen = joined(all(Value));
        else if (Key == "documentation")
          Made.Documentation = scalar(Value);
        else if (Key == "functions")
          eachItem(Value, [&](yaml::Node *Item) { entry(Item); });
        else if (Key.ends_with("-words"))
          Made.Words.push_back({Key.str(), all(Value)});
        else if (llvm::isa_and_nonnull<yaml::SequenceNode>(Value) && Key != "annotations")
          Made.Classes.push_back({Key.str(), all(Value)});
        else if (Value)
          Value->skip();
      });
    return std::move(Made);
  }

private:
  template <class See> void eachKey(yaml::Node *Node, See Visit) {
    auto *Mapping = llvm::dyn_cast_or_null<yaml::MappingNode>(Node);
    if (!Mapping)
      return;
    for (yaml::KeyValueNode &Pair : *Mapping) {
      std::string Key = scalar(Pair.getKey());
      Visit(Key, Pair.getValue());
    }
  }

  template <class See> void eachItem(yaml::Node *Node, See Visit) {
    if (auto *Sequence = llvm::dyn_cast_or_null<yaml::SequenceNode>(Node))
      for (yaml::Node &Item : *Sequence)
        Visit(&Item);
    else if (Node)
      Visit(Node);
  }

  void entry(yaml::Node *Node) {
    ModelOutline::Entry &E = Made.Functions.emplace_back();
    eachKey(Node, [&](llvm::StringRef Key, yaml::Node *Value) {
      if (Key == "names")
        E.Names = all(Value);
      else if (Key == "effect")
        E.Effects = all(Value);
      else if (Key == "seen")
        E.Seen = joined(all(Value));
      else if (Key == "documentation")
        E.Documentation = scalar(Value);
      else if (Value)
        Value->skip();
      E.Conditional |= Key == "when";
    });
  }

  static std::string scalar(yaml::Node *Node) {
    llvm::SmallString<64> Storage;
    if (auto *Scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(Node))
      return Scalar->getValue(Storage).str();
    return "";
  }

  std::vector<Placed> all(yaml::Node *Node) {
    std::vector<Placed> Found;
    eachItem(Node, [&](yaml::Node *Item) { Found.push_back(placed(Item, scalar(Item))); });
    return Found;
  }

  static std::string joined(const std::vector<Placed> &All) {
    std::string Text;
    for (const Placed &One : All)
      Text += (Text.empty() ? "" : ", ") + One.Text;
    return Text;
  }

  Placed placed(yaml::Node *Node, std::string Text) {
    auto [Line, Column] = Sources.getLineAndColumn(Node->getSourceRange().Start);
    return {std::move(Text), Line, Column};
  }

  llvm::SourceMgr Sources;
  yaml::Stream Stream;
  ModelOutline Made;
};

/// What the reader takes and nobody can have meant.
class Review {
public:
  explicit Review(const ModelOutline &Model) : Model(Model) {}

  std::vector<Placed> faults() {
    if (Model.Library.empty())
      Found.push_back({"'library' is empty; name the library", 1, 1});
    for (const ModelOutline::ClassList &List : Model.Classes)
      names(List.Names, "class", Class,
            "write it with its namespaces, and without template arguments");
    for (const ModelOutline::ClassList &List : Model.Words)
      names(List.Names, "word", Word,
            "words are in lower case, and compared with the parts of a name");
    for (const ModelOutline::Entry &E : Model.Functions)
      entry(E);
    llvm::sort(Found, standsBefore);
    return std::move(Found);
  }

private:
  // As docs/models.schema.json has them.
  static constexpr const char *Class = "^[A-Za-z_*][A-Za-z0-9_*]*(::[A-Za-z_*][A-Za-z0-9_*]*)*$";
  static constexpr const char *Word = "^[a-z0-9]+$";
  static constexpr const char *Function = "^[A-Za-z_*][A-Za-z0-9_*]*(::~?[A-Za-z_*][A-Za-z0-9_*]*)*"
                                          "((::)?[*]?operator *[^A-Za-z0-9_ ]+)?$";

  void names(const std::vector<Placed> &All, llvm::StringRef Noun, llvm::StringRef Pattern,
             llvm::StringRef Remedy) {
    llvm::StringSet<> Before;
    for (const Placed &One : All)
      if (!llvm::Regex(Pattern).match(One.Text))
        add(One, "'" + One.Text + "' is no name of a " + Noun + "; " + Remedy);
      else if (!Before.insert(One.Text).second)
        add(One, "'" + One.Text + "' stands here twice; delete one");
  }

  void entry(const ModelOutline::Entry &E) {
    names(
        E.Names, "function", Function,
        "write it with its namespaces and classes, and without template arguments and parameters");
    // What an entry says of views stands beside what others say of closures.
    std::vector<Placed> &All = isOfViews(E) ? UnconditionalOfViews : Unconditional;
    for (const Placed &Name : E.Names)
      for (const Placed &Above : All)
        if (takesAll(Above.Text, Name.Text)) {
          add(Name, "this never counts: '" + Above.Text + "' at line " + llvm::Twine(Above.Line) +
                        " speaks of all these calls; give that one a condition, or put it last");
          break;
        }
    if (!E.Conditional)
      llvm::append_range(All, E.Names);
    for (const Placed &Effect : E.Effects)
      if (E.Effects.size() > 1 && isAlone(Effect.Text))
        add(Effect,
            "'" + Effect.Text + "' says all that the function does; give it no other effect");
  }

  /// Whether the name above speaks of all calls of the one below. One with `*` in its last part
  /// comes after those without, wherever it stands.
  static bool takesAll(llvm::StringRef Above, llvm::StringRef Below) {
    return matches(Above, Below) && (!isLoose(Above) || isLoose(Below));
  }
  static bool isLoose(llvm::StringRef Name) {
    llvm::StringRef Last = Name.substr(Name.rfind(':') + 1);
    return Last.contains('*') && Last != "operator*";
  }
  static bool isOfViews(const ModelOutline::Entry &E) {
    return !E.Effects.empty() && llvm::all_of(E.Effects, [](const Placed &Effect) {
      return llvm::StringRef(Effect.Text).starts_with("invalidates:") ||
             llvm::StringRef(Effect.Text).starts_with("returned: view of");
    });
  }
  /// A part of the object can be handed out by what the object is given something with.
  static bool isAlone(llvm::StringRef Effect) {
    return Effect == "exchange" || Effect == "swap" || Effect.starts_with("same:") ||
           (Effect.starts_with("part of:") && Effect != "part of: this");
  }

  void add(const Placed &At, const llvm::Twine &Text) {
    Found.push_back({Text.str(), At.Line, At.Column});
  }

  const ModelOutline &Model;
  /// The names of the entries so far that have no condition.
  std::vector<Placed> Unconditional, UnconditionalOfViews;
  std::vector<Placed> Found;
};

} // namespace

ModelOutline ModelOutline::of(llvm::StringRef Text) { return Walk(Text).file(); }

std::vector<Placed> closure::faultsOf(const ModelOutline &Model) { return Review(Model).faults(); }
