//===-- ModelContract.cpp - Contracts from the words of a model -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/ModelContract.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

CallEnd closure::callEnd(CallEnd::Kind K, unsigned Index) {
  CallEnd E;
  E.K = K;
  E.Index = Index;
  return E;
}

Transfer closure::fromParameter(unsigned Index, CallEnd To) {
  Transfer Moved;
  Moved.To = std::move(To);
  Moved.From = callEnd(CallEnd::Kind::Parameter, Index);
  return Moved;
}

/// Whether the class or one of its bases has the name.
static bool derivesFrom(const CXXRecordDecl &Class, llvm::StringRef Name, unsigned Depth = 0) {
  if (Class.getIdentifier() && Class.getName() == Name)
    return true;
  return Class.hasDefinition() && llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
           return Record && Depth < 8 && derivesFrom(*Record, Name, Depth + 1);
         });
}

/// Whether the expression mentions the name: as an enumerator, a variable, a function, or
/// as the class of its type or one of the bases of that.
static bool mentions(const Stmt *S, llvm::StringRef Name) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (Ref->getDecl()->getDeclName().isIdentifier() && Ref->getDecl()->getName() == Name)
      return true;
  if (const auto *E = dyn_cast<Expr>(S))
    if (const CXXRecordDecl *Record = E->getType().getNonReferenceType()->getAsCXXRecordDecl())
      if (derivesFrom(*Record, Name))
        return true;
  if (isa<LambdaExpr>(S))
    return false;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mentions(Child, Name); });
}

/// Whether the class, one of its bases or of its template arguments has the name.
static bool isCalled(const CXXRecordDecl &Class, llvm::StringRef Name, unsigned Depth = 0) {
  if (Class.getIdentifier() && Class.getName() == Name)
    return true;
  auto Is = [&](QualType T) {
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    return Record && Depth < 8 && isCalled(*Record, Name, Depth + 1);
  };
  if (Class.hasDefinition() &&
      llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) { return Is(Base.getType()); }))
    return true;
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  return Specialised &&
         llvm::any_of(Specialised->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && Is(A.getAsType());
         });
}

/// Whether the library has the version, as one of its macros says it.
static bool hasVersion(const Condition &When, const MacroValues &Macros) {
  std::optional<unsigned> Value = Macros ? Macros(When.Macro) : std::nullopt;
  return Value && (!When.From || *Value >= *When.From) && (!When.Below || *Value < *When.Below);
}

bool closure::holdsFor(const Condition &When, Arguments Given, ObjectSeen Object,
                       const MacroValues &Macros) {
  auto Called = [&](const std::string &Name) {
    return (Object.Class && isCalled(*Object.Class, Name)) || mentions(Object.Written, Name);
  };
  if ((!When.ObjectIs.empty() && llvm::none_of(When.ObjectIs, Called)) ||
      llvm::any_of(When.ObjectIsNot, Called) || (!When.Macro.empty() && !hasVersion(When, Macros)))
    return false;
  if (When.Arguments) {
    unsigned Written = 0;
    for (const Expr *E : Given)
      Written += !isa<CXXDefaultArgExpr>(E);
    if (Written != *When.Arguments)
      return false;
  }
  if (!When.Argument)
    return true;
  if (*When.Argument >= Given.size())
    return false;
  const Expr *Looked = Given[*When.Argument];
  auto Mentioned = [&](const std::string &Name) { return mentions(Looked, Name); };
  return (When.Is.empty() || llvm::any_of(When.Is, Mentioned)) &&
         llvm::none_of(When.IsNot, Mentioned);
}

bool closure::concerns(const FunctionModel &Model, const FunctionDecl &Callee, unsigned I,
                       Types &T) {
  const ParameterChoice &Choice = Model.Parameter;
  const ParmVarDecl *Parameter = Callee.getParamDecl(I);
  switch (Choice.K) {
  case ParameterChoice::Kind::All:
    return true;
  case ParameterChoice::Kind::Callables:
    return T.isCallable(Parameter->getType());
  case ParameterChoice::Kind::Index:
    // A pack has one number and many parameters.
    return Choice.Index == I ||
           (I > Choice.Index && I > 0 && Callee.getParamDecl(I)->isParameterPack());
  case ParameterChoice::Kind::Name:
    return Parameter->getName() == Choice.Name;
  }
  return false;
}

static std::optional<CallEnd> target(Effect::Target To, unsigned Index,
                                     const FunctionDecl &Callee) {
  switch (To) {
  case Effect::Target::This:
    return callEnd(CallEnd::Kind::Object);
  case Effect::Target::Return:
    return callEnd(CallEnd::Kind::Result);
  case Effect::Target::Parameter:
    return callEnd(CallEnd::Kind::Parameter, Index);
  case Effect::Target::Global: {
    CallEnd End = callEnd(CallEnd::Kind::Elsewhere);
    End.Function = &Callee;
    return End;
  }
  case Effect::Target::None:
    return std::nullopt;
  }
  return std::nullopt;
}

static std::optional<CallEnd> target(const Effect &E, const FunctionDecl &Callee) {
  return target(E.To, E.Index, Callee);
}

namespace {

class Writer {
public:
  Writer(const FunctionModel &Model, const FunctionDecl &Callee, Types &T)
      : Model(Model), Callee(Callee), T(T) {
    C.Source = Authority::Model;
    C.Until = Model.Until;
    C.Unused = Model.Unused;
    C.Lends = Model.Lends;
    C.UsesObject = false;
    C.UsesArguments = false;
  }

  Contract write() {
    for (const Effect &E : Model.Does)
      add(E);
    return std::move(C);
  }

private:
  void add(const Effect &E) {
    using Verb = Effect::Verb;
    switch (E.V) {
    case Verb::Called:
      C.UsesObject |= E.To == Effect::Target::This;
      C.UsesArguments = true;
      return;
    case Verb::Same:
    case Verb::Part:
    case Verb::Swap:
    case Verb::Invalidates:
    case Verb::View:
    case Verb::Harvests: // that takes the bodies of the callables
      return;
    case Verb::Waits:
      C.Waits = true;
      return;
    case Verb::Guarded:
      C.Guarded = true;
      return;
    case Verb::Binds:
      C.Binds = true;
      return;
    case Verb::Rethrows:
      C.Rethrows = true;
      return;
    case Verb::Signals:
      C.Signals = true;
      return;
    case Verb::Returned:
      // `task.then(f)`: the result stands for both.
      if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
          Method && !Method->isStatic() && !isa<CXXConstructorDecl>(Method))
        moves(callEnd(CallEnd::Kind::Result), callEnd(CallEnd::Kind::Object));
      return takes(callEnd(CallEnd::Kind::Result), false);
    case Verb::Kept:
      return takes(E, false);
    case Verb::Once:
      C.UsesArguments = true;
      return takes(E, false);
    case Verb::Deferred:
      return takes(E, true);
    case Verb::Replaced:
      C.Drops.push_back(*target(E, Callee));
      return takes(E, false);
    case Verb::Dropped:
      C.Drops.push_back(*target(E, Callee));
      return;
    case Verb::Stopped:
      C.Stops.push_back(*target(E, Callee));
      return;
    case Verb::Ends:
      C.Ends.push_back(*target(E, Callee));
      // What `get` returns is what the work made.
      if (E.To == Effect::Target::This)
        moves(callEnd(CallEnd::Kind::Result), callEnd(CallEnd::Kind::Object));
      return;
    case Verb::Detached: {
      moves(callEnd(CallEnd::Kind::Elsewhere), callEnd(CallEnd::Kind::Object));
      C.Transfers.back().Starts = true;
      C.Drops.push_back(callEnd(CallEnd::Kind::Object));
      return;
    }
    case Verb::Exchange:
      moves(callEnd(CallEnd::Kind::Result), callEnd(CallEnd::Kind::Parameter, 0));
      C.Drops.push_back(callEnd(CallEnd::Kind::Parameter, 0));
      moves(callEnd(CallEnd::Kind::Parameter, 0), callEnd(CallEnd::Kind::Parameter, 1));
      return;
    }
  }

  void moves(CallEnd To, CallEnd From) {
    Transfer Moved;
    Moved.To = std::move(To), Moved.From = std::move(From);
    C.Transfers.push_back(std::move(Moved));
  }

  void takes(const Effect &E, bool Starts) {
    size_t Before = C.Transfers.size();
    takes(*target(E, Callee), Starts);
    if (std::optional<CallEnd> Other = target(E.Or, E.OrIndex, Callee))
      for (Transfer &Moved : llvm::drop_begin(C.Transfers, Before))
        Moved.Or = Other;
  }

  void takes(const CallEnd &To, bool Starts) {
    for (unsigned I = 0; I != Callee.getNumParams(); ++I) {
      if (!concerns(Model, Callee, I, T) || (To.K == CallEnd::Kind::Parameter && To.Index == I))
        continue;
      C.Transfers.push_back(fromParameter(I, To));
      C.Transfers.back().Starts = Starts;
    }
  }

  const FunctionModel &Model;
  const FunctionDecl &Callee;
  Types &T;
  Contract C;
};

} // namespace

Contract closure::contractFrom(const FunctionModel &Model, const FunctionDecl &Callee, Types &T) {
  return Writer(Model, Callee, T).write();
}
