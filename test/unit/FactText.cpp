//===-- FactText.cpp - Programs of facts, written as text -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "test/unit/FactText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"

using namespace closure;
using namespace closure::test;

HolderId TextProgram::holder(llvm::StringRef Name) {
  if (auto It = Holders.find(Name); It != Holders.end())
    return It->second;
  auto [Base, Member] = Name.rsplit('.');
  Keys.push_back(std::make_unique<int>());
  HolderId Id;
  if (!Member.empty()) {
    Id = P.Holders.below(holder(Base), nullptr);
  } else {
    bool Outlasts = Name == "return" || llvm::isUpper(Name.front());
    Root::Kind K = Name == "return" ? Root::Kind::Return : Root::Kind::Variable;
    Id = P.Holders.root({K, Keys.back().get(), nullptr},
                        Outlasts ? Outlives::Return : Outlives::None, Name);
  }
  Holders[Name] = Id;
  return Id;
}

PlaceId TextProgram::place(llvm::StringRef Name) {
  auto [It, New] = Places.try_emplace(Name, PlaceId());
  if (New) {
    Place Of;
    Of.Name = Name.str();
    It->second = P.add(Of);
  }
  return It->second;
}

unsigned TextProgram::block(llvm::StringRef Name) {
  auto [It, New] = Blocks.try_emplace(Name, P.Blocks.size());
  if (New)
    P.Blocks.emplace_back();
  return It->second;
}

void TextProgram::fact(llvm::StringRef Line, std::vector<Fact> &Facts) {
  llvm::SmallVector<llvm::StringRef, 4> Words;
  llvm::SplitString(Line, Words);
  if (Words[0] == "borrow") {
    Loan L;
    L.Of = place(Words[1]);
    if (Words.size() == 6)
      L.Signal = Words[5] == "before" ? SignalUse::Before : SignalUse::After;
    Facts.push_back(Fact::borrow(holder(Words[3]), P.add(L), {}));
  } else if (Words[0] == "flow") {
    bool Overwrites = Words[3].consume_back("!");
    Facts.push_back(Fact::flow(holder(Words[3]), holder(Words[1]), Overwrites, {}));
  } else if (Words[0] == "start") {
    Fact Start = Fact::flow(holder(Words[3]), holder(Words[1]), false, {});
    Start.Starts = true;
    Facts.push_back(Start);
  } else if (Words[0] == "finish") {
    Facts.push_back(Fact::finish(holder(Words[1]), {}));
  } else if (Words[0] == "wait") {
    Facts.push_back(Fact::wait(Words.size() == 2 ? holder(Words[1]) : HolderId(), {}));
  } else if (Words[0] == "drop") {
    Facts.push_back(Fact::drop(holder(Words[1]), {}));
  } else if (Words[0] == "use") {
    Facts.push_back(Fact::use(holder(Words[1]), {}));
  } else if (Words[0] == "expire") {
    Facts.push_back(Fact::expire(place(Words[1]), End::Scope, {}));
  } else if (Words[0] == "change") {
    Facts.push_back(Fact::change(place(Words[1]), nullptr, {}));
  } else {
    llvm::report_fatal_error("no such fact in a test program");
  }
}

TextProgram::TextProgram(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 32> Lines;
  llvm::SplitString(Text, Lines, "\n");
  unsigned At = 0;
  bool First = true;
  for (llvm::StringRef Line : Lines) {
    Line = Line.trim();
    if (Line.empty())
      continue;
    if (Line.consume_back(":")) {
      At = block(Line);
      if (First)
        P.Entry = At;
      First = false;
      if (Line == "exit")
        P.Exit = At;
    } else if (Line.consume_front("-> ")) {
      llvm::SmallVector<llvm::StringRef, 4> Names;
      llvm::SplitString(Line, Names);
      for (llvm::StringRef Name : Names) {
        unsigned Next = block(Name);
        P.Blocks[At].Successors.push_back(Next);
      }
    } else if (Line.consume_front("point ")) {
      Points[Line] = {At, unsigned(P.Blocks[At].Facts.size())};
    } else {
      std::vector<Fact> Facts;
      fact(Line, Facts);
      P.Blocks[At].Facts.insert(P.Blocks[At].Facts.end(), Facts.begin(), Facts.end());
    }
  }
}

std::set<std::string> TextProgram::loans(const Solution &S, llvm::StringRef Name,
                                         llvm::StringRef Holder) const {
  std::set<std::string> Found;
  S.loansBefore(Points.lookup(Name)).each(Holders.lookup(Holder), [&](LoanId L) {
    Found.insert(P[P[L].Of].Name + (P[L].Running ? "*" : ""));
  });
  return Found;
}

bool TextProgram::live(const Solution &S, llvm::StringRef Name, llvm::StringRef Holder) const {
  Point At = Points.lookup(Name);
  LiveSet Live = S.liveAtEnd(At.Block);
  const std::vector<Fact> &Facts = P.Blocks[At.Block].Facts;
  for (unsigned I = Facts.size(); I-- > At.Index;)
    S.applyBackward(Live, Facts[I]);
  return Live.has(Holders.lookup(Holder));
}
