//===-- Holder.cpp - Whatever can hold loans ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/terms/Holder.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"

using namespace closure;

PathElement closure::pendingPart() {
  alignas(16) static const char Mark[16] = {};
  return reinterpret_cast<PathElement>(&Mark);
}

HolderId HolderTable::root(const Root &R, Outlives Why, llvm::StringRef Name,
                           const clang::Stmt *Loop) {
  auto [It, New] = Roots.try_emplace(R, HolderId(All.size()));
  if (New) {
    Holder H;
    H.R = R;
    H.Why = Why;
    H.Name = Name.str();
    H.Loop = Loop;
    All.push_back(std::move(H));
  }
  return It->second;
}

HolderId HolderTable::below(HolderId Base, PathElement Element) {
  HolderId Part = partOf(Base, Element);
  auto It = Aliases.find(Part);
  return It != Aliases.end() && It->second ? It->second : Part;
}

void HolderTable::alias(HolderId Base, PathElement Element, HolderId Of) {
  HolderId Part = partOf(Base, Element);
  if (All[Part.Value].R == All[Of.Value].R)
    return forget(Base, Element);
  auto [It, New] = Aliases.try_emplace(Part, Of);
  if (!New && It->second != Of)
    It->second = HolderId();
}

void HolderTable::forget(HolderId Base, PathElement Element) {
  Aliases[partOf(Base, Element)] = HolderId();
}

void HolderTable::forgetIfAlias(HolderId Base, PathElement Element) {
  if (auto It = Aliases.find(partOf(Base, Element)); It != Aliases.end())
    It->second = HolderId();
}

void HolderTable::forgetWithin(HolderId Id) {
  for (HolderId Part : within(Id))
    if (auto It = Aliases.find(Part); It != Aliases.end())
      It->second = HolderId();
}

void HolderTable::inheritAliases(HolderId To, HolderId From) {
  size_t Depth = All[From.Value].Path.size();
  for (auto [Part, Of] : std::map<HolderId, HolderId>(Aliases)) {
    if (!llvm::is_contained(within(From), Part) || !Of)
      continue;
    std::vector<PathElement> Path = All[Part.Value].Path;
    HolderId Base = To;
    for (size_t I = Depth; I + 1 < Path.size(); ++I)
      Base = partOf(Base, Path[I]);
    if (Path.size() > Depth)
      alias(Base, Path.back(), Of);
  }
}

HolderId HolderTable::partOf(HolderId Base, PathElement Element) {
  const std::vector<PathElement> &Path = All[Base.Value].Path;
  if (!Path.empty() && Path.back() == pendingPart())
    return Base;
  if (Path.size() >= MaxDepth && Element != pendingPart())
    return Base;
  auto [It, New] = Below.try_emplace({Base, Element}, HolderId(All.size()));
  if (New) {
    Holder H = All[Base.Value];
    H.Children.clear();
    H.Parent = Base;
    H.Path.push_back(Element);
    // A member of `*this` by its name; what lies in another object by the object's name.
    if (Element && Element != pendingPart() && H.R.K == Root::Kind::This && H.Path.size() == 1)
      H.Name = Element->getNameAsString();
    All.push_back(std::move(H));
    All[Base.Value].Children.push_back(It->second);
  }
  return It->second;
}

std::vector<HolderId> HolderTable::within(HolderId Id) const {
  std::vector<HolderId> Found{Id};
  for (size_t I = 0; I != Found.size(); ++I) {
    const Holder &H = All[Found[I].Value];
    Found.insert(Found.end(), H.Children.begin(), H.Children.end());
  }
  return Found;
}

std::vector<HolderId> HolderTable::related(HolderId Id) const {
  std::vector<HolderId> Found = within(Id);
  for (size_t I = 0; I != Found.size(); ++I)
    if (auto It = Aliases.find(Found[I]); It != Aliases.end() && It->second)
      for (HolderId Of : within(It->second))
        if (!llvm::is_contained(Found, Of))
          Found.push_back(Of);
  for (HolderId Up = All[Id.Value].Parent; Up; Up = All[Up.Value].Parent)
    Found.push_back(Up);
  return Found;
}
