//===-- Types.cpp - Which types can hold a loan ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

std::string closure::qualifiedName(const NamedDecl &D) {
  std::string Name = D.getDeclName().isIdentifier() || isa<CXXMethodDecl>(D) || isa<FunctionDecl>(D)
                         ? D.getDeclName().getAsString()
                         : std::string();
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&D))
    Name = Constructor->getParent()->getNameAsString();
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent()) {
    if (const auto *Space = dyn_cast<NamespaceDecl>(In)) {
      if (!Space->isInline() && !Space->isAnonymousNamespace())
        Name = Space->getNameAsString() + "::" + Name;
    } else if (const auto *Record = dyn_cast<RecordDecl>(In)) {
      Name = Record->getNameAsString() + "::" + Name;
    }
  }
  return Name;
}

std::string closure::nameInClass(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return (Method ? Method->getParent()->getNameAsString() + "::" : "") + F.getNameAsString();
}

QualType closure::bareType(QualType T) {
  return T.getCanonicalType().getNonReferenceType().getUnqualifiedType();
}

bool closure::inStandardLibrary(const FunctionDecl &F) {
  for (const DeclContext *In = F.getDeclContext(); In; In = In->getParent())
    if (In->isStdNamespace())
      return true;
  return false;
}

DeclContextLookupResult closure::declarationsOf(llvm::StringRef QualifiedName,
                                                const ASTContext &Context) {
  const DeclContext *In = Context.getTranslationUnitDecl();
  llvm::SmallVector<llvm::StringRef, 4> Names;
  QualifiedName.split(Names, "::");
  for (llvm::StringRef Name : llvm::ArrayRef(Names).drop_back()) {
    const DeclContext *Next = nullptr;
    for (const NamedDecl *D : In->lookup(&Context.Idents.get(Name)))
      if (const auto *Inner = dyn_cast<DeclContext>(D))
        Next = Inner;
    if (!Next)
      return {};
    In = Next;
  }
  return In->lookup(&Context.Idents.get(Names.back()));
}

/// Where systems install the headers of libraries; many builds name such folders with `-I`.
static bool isInstalled(llvm::StringRef File) {
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"/usr/include/", "/usr/lib/", "/usr/lib64/",
                                                      "/usr/local/include/", "/usr/local/lib/",
                                                      "/opt/homebrew/"},
                      [&](llvm::StringRef Folder) { return File.starts_with(Folder); });
}

bool closure::inSystemHeader(const Decl &D) {
  const SourceManager &SM = D.getASTContext().getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(D.getLocation());
  return SM.isInSystemHeader(Loc) || isInstalled(SM.getFilename(Loc));
}

QualType closure::firstTypeArgument(const TemplateArgumentList &Given) {
  return Given.size() && Given[0].getKind() == TemplateArgument::Type ? Given[0].getAsType()
                                                                      : QualType();
}

QualType closure::firstTypeArgument(const CXXRecordDecl *Record) {
  const auto *Specialised = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  return Specialised ? firstTypeArgument(Specialised->getTemplateArgs()) : QualType();
}

const CXXMethodDecl *closure::methodAround(const DeclContext *In) {
  for (; In; In = In->getParent())
    if (const auto *Method = dyn_cast<CXXMethodDecl>(In);
        Method && !Method->getParent()->isLambda())
      return Method;
  return nullptr;
}

Types::Types(const ASTContext &Context, Contracts &Known)
    : Context(Context), Known(Known), Ends(std::make_unique<ObjectEnd>(*this)),
      Viewed(std::make_unique<Views>(*this)) {}
Types::~Types() = default;

bool Types::canHold(QualType T) {
  if (T.isNull() || T->isDependentType())
    return false;
  T = T.getCanonicalType().getNonReferenceType();
  while (T->isAnyPointerType() || T->isArrayType()) {
    T = T->isArrayType() ? QualType(Context.getBaseElementType(T)) : T->getPointeeType();
    if (T->isFunctionType())
      return false;
  }
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && recordCanHold(*Record);
}

/// Whether objects of the class refer to others by members, their own or of their parts.
static bool refersToOthers(const CXXRecordDecl &Record, unsigned Depth = 0) {
  const CXXRecordDecl *Of = Record.getDefinition();
  if (!Of || Depth == 4 || inSystemHeader(*Of))
    return false;
  auto Refers = [&](QualType T) {
    if (T->isReferenceType())
      return !T->getPointeeType()->isFunctionType();
    // A literal, mostly.
    if (T->isPointerType() && T->getPointeeType()->isAnyCharacterType() &&
        T->getPointeeType().isConstQualified())
      return false;
    const CXXRecordDecl *Part = T->getAsCXXRecordDecl();
    return isReferring(T) || (Part && refersToOthers(*Part, Depth + 1));
  };
  return llvm::any_of(Of->fields(), [&](const FieldDecl *F) { return Refers(F->getType()); }) ||
         llvm::any_of(Of->bases(), [&](const CXXBaseSpecifier &B) { return Refers(B.getType()); });
}

/// Whether something that refers, or is a view, is among the arguments of a library's template, or
/// of theirs: `_Bind<F(Bound…)>`, `bind_t<R, F, list<value<Bound>>>`.
static bool bindsReferring(const CXXRecordDecl &Record, Views &Known, unsigned Depth = 0) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised || !inSystemHeader(Record) || Depth == 4)
    return false;
  auto Refers = [&](QualType T) {
    const CXXRecordDecl *Inner = T->getAsCXXRecordDecl();
    return isReferring(T) || Known.isView(T) || (Inner && bindsReferring(*Inner, Known, Depth + 1));
  };
  auto Holds = [&](const TemplateArgument &A) {
    if (A.getKind() != TemplateArgument::Type)
      return false;
    const auto *Signature = A.getAsType()->getAs<FunctionProtoType>();
    return Signature ? llvm::any_of(Signature->param_types(), Refers) : Refers(A.getAsType());
  };
  return llvm::any_of(Specialised->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), Holds)
                                                 : Holds(A);
  });
}

/// The result of a `std::bind` and its like, which keeps its arguments.
static bool isBinding(const CXXRecordDecl &Record, Views &Known) {
  return isa<ClassTemplateSpecializationDecl>(Record) && !Record.isEmpty() &&
         Record.getName() != "reference_wrapper" && inSystemHeader(Record) &&
         hasCallOperator(Record) && bindsReferring(Record, Known);
}

bool Types::recordCanHold(const CXXRecordDecl &Declared) {
  const CXXRecordDecl *Record = Declared.getDefinition();
  if (!Record)
    return uninstantiatedCanHold(Declared);
  if (Record->isInvalidDecl())
    return false;
  auto [It, New] = Records.try_emplace(Record, false); // a class inside itself adds nothing
  if (!New)
    return It->second;
  bool Holds;
  if (Supposed.Lambda && Supposed.Lambda->getLambdaClass() == Record)
    Holds = true;
  else if (Record->isLambda())
    Holds = llvm::any_of(Record->captures(),
                         [&](const LambdaCapture &C) {
                           return C.capturesThis() || (C.capturesVariable() &&
                                                       (C.getCaptureKind() == LCK_ByRef ||
                                                        canHold(C.getCapturedVar()->getType()) ||
                                                        Viewed->mayRefer(*C.getCapturedVar())));
                         }) ||
            Known.mayEndItself(*Record);
  else if (Known.isHolder(qualifiedName(*Record)) || argumentsCanHold(*Record) ||
           isCoroutineClass(*Record))
    Holds = true;
  else if (isBinding(*Record, *Viewed) || holdsDeleter(*Record))
    Holds = true;
  else if (Record->isInStdNamespace()) // the fields are nobody's business, but a base may be known
    Holds = llvm::any_of(Record->bases(),
                         [&](const CXXBaseSpecifier &Base) { return canHold(Base.getType()); });
  else
    Holds = fieldsCanHold(*Record) || erases(*Record) || takesIn(*Record) ||
            (Record->isPolymorphic() && !inSystemHeader(*Record)) ||
            (isFunctor(*Record) && refersToOthers(*Record));
  return Records[Record] = Holds;
}

/// Bytes or an untyped pointer, beside a function that knows what they are, or a table of such. Of
/// a library, a table makes a handle: an executor.
bool Types::erases(const CXXRecordDecl &Record) {
  bool Data = false, Code = false, System = inSystemHeader(Record);
  for (const FieldDecl *Field : Record.fields()) {
    QualType Type = Field->getType();
    if (System) {
      Data |= Type->isVoidPointerType();
      Code |= Type->isFunctionPointerType();
      continue;
    }
    const CXXRecordDecl *Inner = Type->getAsCXXRecordDecl();
    Data |= isUntyped(Type) ||
            (Inner && Inner->isUnion() && llvm::any_of(Inner->fields(), [](const FieldDecl *F) {
               return isUntyped(F->getType());
             }));
    const CXXRecordDecl *Table = Type->getPointeeCXXRecordDecl();
    Code |= Type->isFunctionPointerType() ||
            (Table && Table->hasDefinition() &&
             llvm::any_of(Table->getDefinition()->fields(), [](const FieldDecl *F) {
               return F->getType()->isFunctionPointerType();
             }));
  }
  return Data && Code;
}

/// A pointer to what only the implementation knows.
static bool isOpaque(QualType T) {
  T = T.getCanonicalType();
  if (QualType Owned = firstTypeArgument(T->getAsCXXRecordDecl()); !Owned.isNull())
    return Owned->isIncompleteType() && Owned->isRecordType();
  return T->isPointerType() &&
         (T->isVoidPointerType() ||
          (T->getPointeeType()->isRecordType() && T->getPointeeType()->isIncompleteType()));
}

/// Whether a constructor that is defined elsewhere takes a callable to have, not to look at; or,
/// where the state of the object is hidden, a method.
bool Types::takesIn(const CXXRecordDecl &Record) {
  bool Hidden = llvm::any_of(Record.fields(),
                             [](const FieldDecl *Field) { return isOpaque(Field->getType()); });
  return llvm::any_of(Record.methods(), [&](const CXXMethodDecl *Method) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method);
    if (Method->isImplicit() || Method->isDefaulted() || Method->isStatic() || Method->hasBody() ||
        (Constructor ? Constructor->isCopyOrMoveConstructor() : !Hidden))
      return false;
    return llvm::any_of(Method->parameters(), [&](const ParmVarDecl *Parameter) {
      return isTakenIn(*Parameter) && isCallable(Parameter->getType());
    });
  });
}

bool closure::hasCallOperator(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (!Definition)
    return false;
  if (Definition->isLambda() || llvm::any_of(Definition->bases(), [](const CXXBaseSpecifier &Base) {
        const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
        return Of && hasCallOperator(*Of);
      }))
    return true;
  return llvm::any_of(Definition->decls(), [](const Decl *D) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    return Method && Method->getOverloadedOperator() == OO_Call;
  });
}

bool closure::isFunctor(const CXXRecordDecl &Record) {
  return !Record.isLambda() && !inSystemHeader(Record) && hasCallOperator(Record);
}

bool Types::isCallable(QualType T) {
  QualType Bare = T.getCanonicalType().getNonReferenceType();
  const CXXRecordDecl *Record = Bare->getAsCXXRecordDecl();
  if (!Record || !canHold(Bare))
    return false;
  if (isCoroutineClass(*Record))
    return true;
  // `Callback<void(int)>`, perhaps with a `call` of another name.
  QualType Wrapped = firstTypeArgument(Record);
  return hasCallOperator(*Record) || (!Wrapped.isNull() && Wrapped->isFunctionProtoType());
}

/// Whether all that an object of the class has is out of sight.
static bool isHandle(const CXXRecordDecl &Class) {
  return Class.hasDefinition() && !Class.field_empty() && !Class.getNumBases() &&
         llvm::all_of(Class.fields(),
                      [](const FieldDecl *Field) { return isOpaque(Field->getType()); });
}

bool closure::isTakenIn(const ParmVarDecl &Parameter) {
  QualType T = Parameter.getType();
  if (!T->isLValueReferenceType() || !T->getPointeeType().isConstQualified())
    return true;
  // What the state of a new object is made of, it copies: it has no later use for the reference.
  const auto *Made = dyn_cast<CXXConstructorDecl>(Parameter.getDeclContext());
  QualType Wrapped = firstTypeArgument(T.getNonReferenceType()->getAsCXXRecordDecl());
  return Made && !Wrapped.isNull() && Wrapped->isFunctionProtoType() && !Types::isView(T) &&
         isHandle(*Made->getParent());
}

bool Types::isUntyped(QualType T) {
  T = T.getNonReferenceType();
  if (const auto *Alias = T->getAs<TypedefType>())
    if (llvm::StringRef Name = Alias->getDecl()->getName();
        Name == "uintptr_t" || Name == "intptr_t")
      return true;
  T = T.getCanonicalType();
  if (T->isArrayType()) {
    QualType Element = T->castAsArrayTypeUnsafe()->getElementType();
    return Element->isCharType() || Element->isStdByteType();
  }
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->isInStdNamespace())
    return T->isVoidPointerType();
  const auto *Around = dyn_cast<CXXRecordDecl>(Record->getDeclContext());
  QualType Of = firstTypeArgument(Record);
  return (Around && Around->getName() == "aligned_storage") ||
         (!Of.isNull() &&
          (Of->isVoidType() || (Record->getName() == "array" && Of->isStdByteType())));
}

bool Types::argumentsCanHold(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised)
    return false;
  bool System = inSystemHeader(Record);
  auto Holds = [&](const TemplateArgument &A) {
    if (A.getKind() != TemplateArgument::Type)
      return false;
    // `Signal<void(int)>`, `function<int()>`: a class over a signature holds callables.
    // In the standard library the model names those that do.
    if (const auto *Signature = A.getAsType()->getAs<FunctionProtoType>())
      return !System || canHold(Signature->getReturnType()) || // `_Bind<Functor(Bound…)>`
             llvm::any_of(Signature->param_types(), [&](QualType P) { return canHold(P); });
    return System && canHold(A.getAsType());
  };
  for (const TemplateArgument &A : Specialised->getTemplateArgs().asArray()) {
    if (A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), Holds) : Holds(A))
      return true;
  }
  return false;
}

bool Types::fieldsCanHold(const CXXRecordDecl &Record) {
  // A library's class with a pointer is mostly a handle: what it leads to lives elsewhere.
  bool System = inSystemHeader(Record);
  for (const FieldDecl *Field : Record.fields())
    if (canHold(Field->getType()) &&
        !(System && (Field->getType()->isReferenceType() || isPointerLike(Field->getType()))))
      return true;
  for (const CXXBaseSpecifier &Base : Record.bases())
    if (canHold(Base.getType()))
      return true;
  return false;
}

bool closure::isOrDerivesFrom(const CXXRecordDecl &Record, llvm::StringRef QualifiedName) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (qualifiedName(Record) == QualifiedName)
    return true;
  return Definition && llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
           return Of && isOrDerivesFrom(*Of, QualifiedName);
         });
}

bool closure::leavesClosures(const CXXRecordDecl &Record, const Guards &Unused) {
  return Unused && llvm::any_of(*Unused, [&](const Guard &G) {
           return !G.Of.empty() && isOrDerivesFrom(Record, G.Of) &&
                  (qualifiedName(Record) == G.Of || inSystemHeader(Record));
         });
}

/// `instance()`, `getInstance()`, `self()`, …
static bool namesTheOnlyOne(const CXXMethodDecl &M) {
  llvm::StringRef Name = M.getDeclName().isIdentifier() ? M.getName() : "";
  return Name.contains_insensitive("instance") || Name.contains_insensitive("singleton") ||
         llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"get", "self", "shared", "global"},
                      [&](llvm::StringRef Word) { return Name.equals_insensitive(Word); });
}

bool closure::isSingleton(const CXXRecordDecl &Class) {
  const CXXRecordDecl *Record = Class.getDefinition();
  auto IsOwn = [&](QualType T) {
    T = T.getNonReferenceType();
    const CXXRecordDecl *Of =
        T->isPointerType() ? T->getPointeeCXXRecordDecl() : T->getAsCXXRecordDecl();
    return Of && Of->getCanonicalDecl() == Class.getCanonicalDecl();
  };
  auto GivesAccess = [&](const Decl *D) {
    if (const auto *V = dyn_cast<VarDecl>(D))
      return IsOwn(V->getType());
    const auto *M = dyn_cast<CXXMethodDecl>(D);
    return M && M->isStatic() && !M->getNumParams() && !M->getReturnType()->isRecordType() &&
           IsOwn(M->getReturnType()) && namesTheOnlyOne(*M);
  };
  return Record && (llvm::any_of(Record->decls(), GivesAccess) ||
                    llvm::any_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
                      const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
                      return Of && isSingleton(*Of);
                    }));
}

bool Types::isOwner(QualType T) const {
  T = T.getCanonicalType().getNonReferenceType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Known.isOwner(qualifiedName(*Record));
}

// That of `std::shared_ptr` stands in a base.
bool closure::hasArrow(const CXXRecordDecl &Record) {
  return llvm::any_of(
             Record.methods(),
             [](const CXXMethodDecl *M) { return M->getOverloadedOperator() == OO_Arrow; }) ||
         llvm::any_of(Record.bases(), [](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
           return Of && Of->hasDefinition() && hasArrow(*Of->getDefinition());
         });
}

bool Types::isPointerLike(QualType T) const {
  T = T.getCanonicalType().getNonReferenceType();
  if (T->isAnyPointerType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && hasArrow(*Record->getDefinition());
}
