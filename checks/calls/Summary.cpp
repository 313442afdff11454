//===-- Summary.cpp - A contract as text, for other units -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Summary.h"
#define CLOSURE_USR
#include "checks/Compat.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace closure;
namespace json = llvm::json;

std::string closure::usrOf(const Decl &D) {
  llvm::SmallString<128> USR;
  return index::generateUSRForDecl(&D, USR) ? std::string() : USR.str().str();
}

bool closure::canBeSummarised(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Function.isExternallyVisible() && !Function.isMain() && !Function.isImplicit() &&
         !Function.isDependentContext() &&
         Function.getTemplateSpecializationKind() == TSK_Undeclared &&
         !(Method && Method->getParent()->isLambda());
}

/// What stands for a pointer's target in a path of members.
static constexpr llvm::StringLiteral Target = "*";

/// With its class, whose bases can have members of the same name; by its number if it has none.
static std::string nameOf(const FieldDecl &Field) {
  std::string Name = Field.getName().empty() ? "#" + std::to_string(Field.getFieldIndex())
                                             : Field.getNameAsString();
  return Field.getParent()->getNameAsString() + "::" + Name;
}

/// What a stand-in for a variable of another unit is known by.
static constexpr llvm::StringLiteral StandsFor = "closure-stands-for:";

static VarDecl *makeStandIn(ASTContext &Context, llvm::StringRef QualifiedName) {
  IdentifierInfo &Name = Context.Idents.get(QualifiedName.substr(QualifiedName.rfind(':') + 1));
  return VarDecl::Create(Context, Context.getTranslationUnitDecl(), SourceLocation(),
                         SourceLocation(), &Name, Context.IntTy, /*TInfo=*/nullptr, SC_Static);
}

/// The name that `variable` gave to a stand-in; nothing for any other variable.
static std::optional<std::string> standsFor(const ValueDecl &Variable) {
  for (const auto *A : Variable.specific_attrs<AnnotateAttr>())
    if (llvm::StringRef Name = A->getAnnotation(); Name.consume_front(StandsFor))
      return Name.str();
  return std::nullopt;
}

static bool isMember(PathElement E) { return !E || (E != pendingPart() && isa<FieldDecl>(E)); }

static std::string fileOf(const Decl &D) {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  llvm::SmallString<256> Path(SM.getFilename(SM.getFileLoc(D.getLocation())));
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

namespace {

class Printer {
public:
  explicit Printer(llvm::raw_ostream &Out) : Out(Out) {}

  void print(const FunctionDecl &Function, const Contract &C) {
    const SourceManager &SM = Function.getASTContext().getSourceManager();
    llvm::StringRef File = SM.getFilename(SM.getFileLoc(Function.getLocation()));
    Out.object([&] {
      Out.attribute("usr", usrOf(Function));
      Out.attribute("in", json::fixUTF8(llvm::sys::path::filename(File)));
      Out.attributeArray("transfers", [&] {
        for (const Transfer &Moved : C.Transfers)
          if (isSeen(Moved))
            transfer(Moved);
      });
      ends("drops", C.Drops);
      ends("ends", C.Ends);
      flag("usesObject", C.UsesObject);
      flag("usesArguments", C.UsesArguments);
      flag("waits", C.Waits);
      flag("rethrows", C.Rethrows);
      flag("signals", C.Signals);
    });
  }

private:
  static bool isSeen(const CallEnd &E) { return E.K != CallEnd::Kind::This && !E.Closure; }
  static bool isSeen(const Transfer &Moved) {
    return !Moved.Borrows && isSeen(Moved.To) &&
           (Moved.From.K == CallEnd::Kind::Parameter || Moved.From.K == CallEnd::Kind::Object);
  }

  void flag(llvm::StringRef Key, bool Set) {
    if (Set)
      Out.attribute(Key, true);
  }

  void transfer(const Transfer &Moved) {
    Out.object([&] {
      Out.attributeObject("to", [&] { end(Moved.To); });
      Out.attributeObject("from", [&] { end(Moved.From); });
      flag("starts", Moved.Starts);
      // An assumption stays one, whoever hears of it.
      for (const Step &S : Moved.Inner)
        if (S.K == Step::Kind::Assumed) {
          Out.attribute("assumes", json::fixUTF8(S.Name));
          Out.attribute("about", S.About);
          break;
        }
    });
  }

  void ends(llvm::StringRef Key, llvm::ArrayRef<CallEnd> Ends) {
    // To let go of a part is not to let go of the whole.
    auto Told = [](const CallEnd &E) { return isSeen(E) && llvm::all_of(E.Path, isMember); };
    if (llvm::none_of(Ends, Told))
      return;
    Out.attributeArray(Key, [&] {
      for (const CallEnd &E : Ends)
        if (Told(E))
          Out.object([&] { end(E); });
    });
  }

  void end(const CallEnd &E) {
    switch (E.K) {
    case CallEnd::Kind::Result:
      return Out.attribute("end", "result");
    case CallEnd::Kind::Exception:
      return Out.attribute("end", "exception");
    case CallEnd::Kind::Parameter:
      Out.attribute("end", "parameter");
      Out.attribute("index", E.Index);
      return path(E.Path);
    case CallEnd::Kind::Object:
      Out.attribute("end", "object");
      return path(E.Path);
    case CallEnd::Kind::Variable:
      if (E.Why == Outlives::Global || E.Why == Outlives::Static)
        return variable(E);
      return Out.attribute("end", "elsewhere");
    case CallEnd::Kind::Elsewhere:
      return Out.attribute("end", E.Function ? "elsewhere" : "detached");
    case CallEnd::Kind::This:
      return;
    }
  }

  void variable(const CallEnd &E) {
    Out.attribute("end", E.Why == Outlives::Static ? "static" : "global");
    std::optional<std::string> Heard = standsFor(*E.Variable);
    std::string USR = Heard ? *Heard : usrOf(*E.Variable);
    // A USR tells variables of files apart by the name of the file, without its folder.
    if (!Heard && !E.Variable->isExternallyVisible())
      USR += "@" + llvm::utohexstr(llvm::xxh3_64bits(fileOf(*E.Variable)), /*LowerCase=*/true);
    Out.attribute("usr", USR);
    Out.attribute("name", qualifiedName(*E.Variable));
    path(E.Path);
  }

  /// As far as it can be told.
  void path(llvm::ArrayRef<PathElement> Path) {
    Path = Path.take_while(isMember);
    if (!Path.empty())
      Out.attributeArray("path", [&] {
        for (PathElement E : Path)
          Out.value(E ? nameOf(cast<FieldDecl>(*E)) : Target.str());
      });
  }

  json::OStream Out;
};

} // namespace

std::string closure::summaryLine(const FunctionDecl &Function, const Contract &C) {
  std::string Line;
  llvm::raw_string_ostream Out(Line);
  Printer(Out).print(Function, C);
  return Out.str();
}

static const FieldDecl *fieldOf(const CXXRecordDecl *Record, llvm::StringRef Name) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return nullptr;
  for (const FieldDecl *Field : Record->fields())
    if (nameOf(*Field) == Name)
      return Field;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const FieldDecl *Field = fieldOf(Base.getType()->getAsCXXRecordDecl(), Name))
      return Field;
  return nullptr;
}

static QualType pointeeOf(QualType Pointer) {
  if (QualType Raw = Pointer->getPointeeType(); !Raw.isNull())
    return Raw;
  return firstTypeArgument(Pointer->getAsCXXRecordDecl());
}

const ValueDecl *SummaryReader::variable(llvm::StringRef USR, llvm::StringRef QualifiedName) {
  auto [It, New] = Variables.try_emplace(USR);
  if (!New)
    return It->second;
  for (const NamedDecl *D : declarationsOf(QualifiedName, Context))
    if (const auto *Known = dyn_cast<VarDecl>(D); Known && usrOf(*Known) == USR)
      return It->second = Known;
  VarDecl *Made = makeStandIn(Context, QualifiedName);
  Made->addAttr(AnnotateAttr::CreateImplicit(Context, (StandsFor + USR).str(), nullptr, 0));
  return Variables[USR] = Made;
}

const ValueDecl *SummaryReader::member(llvm::StringRef Key, llvm::StringRef QualifiedName) {
  auto [It, New] = Members.try_emplace(Key);
  if (New)
    It->second = standIn(QualifiedName);
  return It->second;
}

const ValueDecl *SummaryReader::standIn(llvm::StringRef QualifiedName) {
  return makeStandIn(Context, QualifiedName);
}

namespace closure {

/// One line for one declaration. What does not fit is no contract.
class SummaryParser {
public:
  SummaryParser(SummaryReader &Reader, const FunctionDecl &Callee)
      : Reader(Reader), Callee(Callee) {}

  std::optional<Contract> parse(const json::Object &Read) {
    Contract C;
    C.Source = Authority::Body;
    C.Where = Read.getString("in").value_or("").str();
    C.UsesObject = flag(Read, "usesObject");
    C.UsesArguments = flag(Read, "usesArguments");
    C.Waits = flag(Read, "waits");
    C.Rethrows = flag(Read, "rethrows");
    C.Signals = flag(Read, "signals");
    ends(Read, "drops", C.Drops);
    ends(Read, "ends", C.Ends);
    const json::Array *Transfers = Read.getArray("transfers");
    Good &= Transfers != nullptr;
    for (const json::Value &One : Transfers ? *Transfers : json::Array()) {
      const json::Object *Moved = One.getAsObject();
      Transfer T;
      T.To = end(Moved ? Moved->getObject("to") : nullptr);
      T.From = end(Moved ? Moved->getObject("from") : nullptr);
      T.Starts = Moved && flag(*Moved, "starts");
      if (auto Assumed = Moved ? Moved->getString("assumes") : std::nullopt) {
        Step S;
        S.K = Step::Kind::Assumed;
        S.Name = Assumed->str();
        S.About = Moved->getString("about").value_or("").str();
        // Its own unit will learn what the function does, and tell.
        if (Reader.isKnown(S.About))
          continue;
        T.Inner.push_back(std::move(S));
      }
      C.Transfers.push_back(std::move(T));
    }
    return Good ? std::optional(std::move(C)) : std::nullopt;
  }

private:
  static bool flag(const json::Object &In, llvm::StringRef Key) {
    return In.getBoolean(Key).value_or(false);
  }

  void ends(const json::Object &In, llvm::StringRef Key, std::vector<CallEnd> &Ends) {
    if (const json::Array *Read = In.getArray(Key))
      for (const json::Value &One : *Read)
        Ends.push_back(end(One.getAsObject()));
  }

  CallEnd end(const json::Object *Read) {
    std::optional<llvm::StringRef> Kind = Read ? Read->getString("end") : std::nullopt;
    CallEnd E = callEnd(CallEnd::Kind::Elsewhere);
    if (!Kind)
      Good = false;
    else if (*Kind == "result" || *Kind == "exception")
      E.K = *Kind == "result" ? CallEnd::Kind::Result : CallEnd::Kind::Exception;
    else if (*Kind == "parameter")
      parameter(*Read, E);
    else if (*Kind == "object")
      object(*Read, E);
    else if (*Kind == "global" || *Kind == "static")
      variable(*Read, E);
    else if (*Kind == "elsewhere")
      E.Function = &Callee;
    else
      Good &= *Kind == "detached";
    return E;
  }

  void parameter(const json::Object &Read, CallEnd &E) {
    int64_t Index = Read.getInteger("index").value_or(-1);
    if (Index < 0 || Index >= int64_t(Callee.getNumParams())) {
      Good = false;
      return;
    }
    E.K = CallEnd::Kind::Parameter;
    E.Index = unsigned(Index);
    E.Why = Outlives::Caller;
    E.KnownElsewhere = true;
    path(Read, Callee.getParamDecl(E.Index)->getType(), E);
  }

  void object(const json::Object &Read, CallEnd &E) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    Good &= Method && !Method->isStatic();
    if (!Good)
      return;
    E.K = CallEnd::Kind::Object;
    E.Why = Outlives::Object;
    path(Read, typeOf(Reader.Context, *Method->getParent()), E);
  }

  void variable(const json::Object &Read, CallEnd &E) {
    std::optional<llvm::StringRef> USR = Read.getString("usr"), Name = Read.getString("name");
    Good &= USR && Name && !Name->empty();
    if (!Good)
      return;
    E.K = CallEnd::Kind::Variable;
    E.Why = *Read.getString("end") == "static" ? Outlives::Static : Outlives::Global;
    E.Variable = Reader.variable(*USR, *Name);
    path(Read, E.Variable->getType(), E);
  }

  /// A member that this unit does not know, of a class that is only declared here, gets a
  /// stand-in.
  void path(const json::Object &Read, QualType In, CallEnd &E) {
    const json::Array *Names = Read.getArray("path");
    std::string Unknown;
    for (const json::Value &One : Names ? *Names : json::Array()) {
      llvm::StringRef Name = One.getAsString().value_or("");
      if (Name == Target) {
        In = In.isNull() ? In : pointeeOf(In.getNonReferenceType());
        E.Path.push_back(nullptr);
        Unknown += Unknown.empty() ? "" : "*";
        continue;
      }
      const CXXRecordDecl *Class =
          In.isNull() ? nullptr : In.getNonReferenceType()->getAsCXXRecordDecl();
      if (const FieldDecl *Field = Unknown.empty() ? fieldOf(Class, Name) : nullptr) {
        In = Field->getType();
        E.Path.push_back(Field);
        continue;
      }
      if (Unknown.empty() && Class)
        Unknown = usrOf(*Class);
      Unknown += "." + Name.str();
      E.Path.push_back(Reader.member(Unknown, Name));
      In = QualType();
    }
  }

  SummaryReader &Reader;
  const FunctionDecl &Callee;
  bool Good = true;
};

} // namespace closure

std::optional<Contract> SummaryReader::read(llvm::StringRef Line, const FunctionDecl &Callee) {
  std::optional<json::Object> Object = shallowObject(Line);
  return Object ? SummaryParser(*this, Callee).parse(*Object) : std::nullopt;
}
