//===-- KeeperActs.cpp - What is done to what keeps closures --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/KeeperActs.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

std::vector<const ValueDecl *> Lender::keepers() const {
  std::vector<const ValueDecl *> All;
  if (Moved->To.K == CallEnd::Kind::Parameter && Moved->To.Index < By->getNumParams())
    All.push_back(By->getParamDecl(Moved->To.Index));
  if (Moved->To.Variable && !isa<FunctionDecl>(Moved->To.Variable))
    All.push_back(Moved->To.Variable);
  for (PathElement E : Moved->To.Path)
    if (E && E != pendingPart())
      All.push_back(E);
  return All;
}

const FieldDecl *Lender::slot() const {
  const FieldDecl *Slot = nullptr;
  for (PathElement E : Moved->To.Path)
    if (E && E != pendingPart())
      Slot = dyn_cast<FieldDecl>(E);
  const auto *Class = Slot ? dyn_cast<CXXRecordDecl>(Slot->getParent()) : nullptr;
  return Class && !inSystemHeader(*Class) ? Slot->getCanonicalDecl() : nullptr;
}

bool Lender::isKeptBy(const Act &A) const {
  return llvm::any_of(keepers(), [&](const ValueDecl *Keeper) {
    if (A.K == Act::Kind::Drops)
      return A.Owner == Keeper->getCanonicalDecl();
    const CXXRecordDecl *Class = classBehind(Keeper->getType());
    return (A.K == Act::Kind::Calls || A.K == Act::Kind::Other) && Class && A.Class &&
           areOneKind(*Class, *A.Class);
  });
}

void KeeperActs::read(const SelectedFunctions &Selected) {
  for (const FunctionDecl *F : Selected.Defined)
    Read.try_emplace(F, ownerActsOf(*F, Known));
}

const std::vector<Act> &KeeperActs::of(const FunctionDecl &F) const {
  static const std::vector<Act> None;
  auto It = Read.find(&F);
  return It == Read.end() ? None : It->second.Acts;
}

const OwnerActs *KeeperActs::behind(const FunctionDecl &F) const {
  const FunctionDecl *Definition = nullptr;
  auto It = F.hasBody(Definition) ? Read.find(Definition) : Read.end();
  return It == Read.end() ? nullptr : &It->second;
}

bool KeeperActs::any(llvm::function_ref<bool(const FunctionDecl &, const Act &)> Is) const {
  return llvm::any_of(Read, [&](const auto &Each) {
    return llvm::any_of(Each.second.Acts, [&](const Act &A) { return Is(*Each.first, A); });
  });
}

bool KeeperActs::leadsTo(const FunctionDecl &From, const FunctionDecl &To) const {
  llvm::DenseSet<const FunctionDecl *> Seen;
  return leads(From, *To.getCanonicalDecl(), Seen);
}

bool KeeperActs::leads(const FunctionDecl &From, const FunctionDecl &To,
                       llvm::DenseSet<const FunctionDecl *> &Seen) const {
  const OwnerActs *What = Seen.insert(From.getCanonicalDecl()).second ? behind(From) : nullptr;
  return What && llvm::any_of(What->Called, [&](const FunctionDecl *Called) {
           return Called == &To || leads(*Called, To, Seen);
         });
}

bool KeeperActs::staysWithItself(const FunctionDecl &Method) const {
  const OwnerActs *What = behind(Method);
  return What && What->Acts.empty() && llvm::all_of(What->Called, [](const FunctionDecl *Called) {
           return inSystemHeader(*Called);
         });
}

bool KeeperActs::givesUp(const FunctionDecl &In, const Lender &L, unsigned Depth) const {
  auto It = Read.find(&In);
  if (It == Read.end() || &In == L.By)
    return false;
  auto Drops = [&](const Act &A) { return A.K == Act::Kind::Drops && L.isKeptBy(A); };
  return llvm::any_of(It->second.Acts, Drops) ||
         (Depth != 2 && llvm::any_of(It->second.Called, [&](const FunctionDecl *Called) {
            const FunctionDecl *Definition = nullptr;
            return Called->hasBody(Definition) && givesUp(*Definition, L, Depth + 1);
          }));
}

bool KeeperActs::endsKept(const FunctionDecl &Method, const Lender &L, unsigned Depth) const {
  const FieldDecl *Slot = L.slot();
  const OwnerActs *What = Slot && Depth != 4 ? behind(Method) : nullptr;
  if (!What)
    return true;
  auto Ends = [&](const Act &A) {
    return (A.K == Act::Kind::Drops && L.isKeptBy(A)) ||
           (A.K == Act::Kind::Other && (!A.Owner || A.Owner == Slot)) ||
           (A.Callee && Known.isWait(*A.Callee, A.Class));
  };
  return llvm::any_of(What->Acts, Ends) ||
         llvm::any_of(What->Called, [&](const FunctionDecl *Called) {
           return Called->getCanonicalDecl() != Method.getCanonicalDecl() &&
                  !inSystemHeader(*Called) && endsKept(*Called, L, Depth + 1);
         });
}

bool KeeperActs::staysForGood(const Lender &L) const {
  const FieldDecl *Slot = L.slot();
  return Slot && Slot->getAccess() != AS_public && !any([&](const FunctionDecl &In, const Act &A) {
           return !isa<CXXDestructorDecl>(In) && A.Owner == Slot &&
                  (A.K == Act::Kind::Drops || A.K == Act::Kind::Other);
         });
}
