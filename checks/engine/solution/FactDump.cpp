//===-- FactDump.cpp - Facts as text --------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/FactDump.h"
#include "checks/engine/solution/Silence.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace closure;

std::string closure::positionText(SourceLocation Loc, const SourceManager *SM) {
  if (!SM || Loc.isInvalid())
    return "";
  PresumedLoc At = SM->getPresumedLoc(Loc);
  return At.isValid() ? "@" + std::to_string(At.getLine()) + ":" + std::to_string(At.getColumn())
                      : "";
}

std::string closure::holderText(const Program &P, HolderId Id, const SourceManager *SM) {
  const Holder &H = P.Holders[Id];
  std::string Text;
  switch (H.R.K) {
  case Root::Kind::Return:
    Text = "return";
    break;
  case Root::Kind::Exception:
    Text = "exception";
    break;
  case Root::Kind::This:
    Text = "this";
    break;
  case Root::Kind::Elsewhere:
    Text = H.R.Key ? "elsewhere " + H.Name : "detached";
    break;
  case Root::Kind::Expression:
    Text = "expr";
    if (SM && H.R.Key)
      Text += positionText(static_cast<const Expr *>(H.R.Key)->getBeginLoc(), SM);
    break;
  case Root::Kind::View:
    Text = "view";
    break;
  case Root::Kind::Variable: {
    // A holder's own name is its last member; the root's is that of the variable.
    HolderId Top = Id;
    while (P.Holders[Top].Parent)
      Top = P.Holders[Top].Parent;
    Text = P.Holders[Top].Name;
    break;
  }
  }
  for (PathElement Element : H.Path)
    Text = Element == pendingPart() ? Text + ".pending"
           : Element                ? Text + "." + Element->getNameAsString()
                                    : "*" + Text;
  return Text;
}

std::string closure::loanText(const Program &P, LoanId Id, const SourceManager *SM) {
  const Loan &L = P[Id];
  switch (L.K) {
  case Loan::Kind::Argument:
    return "argument " + std::to_string(L.Parameter);
  case Loan::Kind::Object:
    return "object";
  case Loan::Kind::Enclosed:
    return "value of " + holderText(P, L.OldHolder, SM);
  case Loan::Kind::Old:
    return "old " + holderText(P, L.OldHolder, SM);
  case Loan::Kind::Own:
    return "state, ended with " + holderText(P, L.OldHolder, SM);
  case Loan::Kind::Owner:
    return "share of a capture";
  case Loan::Kind::Capture:
    break;
  }
  std::string Name = P[L.Of].Name.empty() ? "temporary" : P[L.Of].Name;
  std::string Text = "'" + Name + "'";
  if (const Expr *Maker = SM ? L.Site.maker() : nullptr)
    Text += positionText(Maker->getBeginLoc(), SM);
  return Text + (L.Running ? " running" : "");
}

std::string closure::factText(const Program &P, const Fact &F, const SourceManager *SM) {
  auto Place = [&] { return "'" + (P[F.Of].Name.empty() ? "temporary" : P[F.Of].Name) + "'"; };
  switch (F.K) {
  case Fact::Kind::Borrow:
    return "borrow " + loanText(P, F.Loan, SM) + " by " + holderText(P, F.To, SM);
  case Fact::Kind::Flow:
    return "flow " + holderText(P, F.From, SM) + " to " + holderText(P, F.To, SM) +
           (F.Overwrites ? ", overwriting" : "") + (F.Starts ? ", starting" : "");
  case Fact::Kind::Drop:
    return "drop " + holderText(P, F.To, SM);
  case Fact::Kind::Stop:
    return "stop " + holderText(P, F.To, SM);
  case Fact::Kind::Expire:
    return "expire " + Place();
  case Fact::Kind::Leave:
    return "leave " + Place() + (F.Into ? " for '" + P[F.Into].Name + "'" : "");
  case Fact::Kind::Change:
    return "change " + Place();
  case Fact::Kind::Finish:
    return "finish " + holderText(P, F.To, SM);
  case Fact::Kind::Wait:
    return F.To ? "wait for " + holderText(P, F.To, SM) : "wait for a signal";
  case Fact::Kind::Use:
    return "use " + holderText(P, F.To, SM);
  }
  return "";
}

void closure::dumpFacts(llvm::raw_ostream &Out, const Solution &S, llvm::ArrayRef<Defect> Found,
                        const SourceManager &SM) {
  const Program &P = S.program();
  for (unsigned B : reversePostOrder(P)) {
    Out << "block " << B;
    if (B == P.Entry)
      Out << " entry";
    if (B == P.Exit)
      Out << " exit";
    Out << " ->";
    for (unsigned Next : P.Blocks[B].Successors)
      Out << ' ' << Next;
    Out << '\n';
    for (unsigned H = 0; H != P.Holders.size(); ++H)
      S.loansAtStart(B).each(HolderId(H), [&](LoanId L) {
        Out << "  holds " << holderText(P, HolderId(H), &SM) << ": " << loanText(P, L, &SM) << '\n';
      });
    for (const Fact &F : P.Blocks[B].Facts) {
      Out << "  " << factText(P, F, &SM)
          << positionText(F.Loc, &SM).insert(0, F.Loc.isValid() ? " " : "");
      if (std::string Why = reasonText(F.Because); !Why.empty())
        Out << " by " << Why;
      Out << '\n';
    }
  }
  for (const Silence &One : silences(S, Found))
    Out << silenceText(P, One, &SM) << '\n';
}
