//===-- Hover.cpp - What a hover over a lambda shows ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd answers what a hover asks with what it knows; where the position is in the introducer of
// a lambda, the explanation is added to its answer. The linker leads clangd's question for its
// transport here (--wrap), so that we see the protocol and nothing of its inside.
//
//===----------------------------------------------------------------------===//

#include "plugin/clangd/Explanations.h"
#include "plugin/clangd/Transport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <optional>

using namespace clang::clangd;
using closure::Explanations;
using closure::Position;
namespace json = llvm::json;

namespace {

/// The path in `file:///a%20b`; empty for any other.
std::string pathOf(llvm::StringRef URI) {
  if (!URI.consume_front("file://"))
    return "";
  std::string Path;
  for (size_t I = 0; I != URI.size(); ++I) {
    unsigned Code = 0;
    if (URI[I] == '%' && I + 2 < URI.size() && !URI.substr(I + 1, 2).getAsInteger(16, Code)) {
      Path += static_cast<char>(Code);
      I += 2;
    } else {
      Path += URI[I];
    }
  }
  return Path;
}

struct Question {
  std::string File;
  Position At;
};

std::optional<Question> questionIn(const json::Value &Params) {
  const json::Object *All = Params.getAsObject();
  const json::Object *Document = All ? All->getObject("textDocument") : nullptr;
  const json::Object *At = All ? All->getObject("position") : nullptr;
  if (!Document || !At)
    return std::nullopt;
  auto Line = At->getInteger("line"), Column = At->getInteger("character");
  auto URI = Document->getString("uri");
  if (!Line || !Column || !URI || *Line < 0 || *Column < 0)
    return std::nullopt;
  return Question{pathOf(*URI), {static_cast<unsigned>(*Line), static_cast<unsigned>(*Column)}};
}

/// Whether the client shows Markdown in a hover.
bool wantsMarkdown(const json::Value &Initialize) {
  const json::Object *In = Initialize.getAsObject();
  for (llvm::StringRef Part : {"capabilities", "textDocument", "hover"})
    In = In ? In->getObject(Part) : nullptr;
  const json::Array *Formats = In ? In->getArray("contentFormat") : nullptr;
  return Formats && llvm::any_of(*Formats, [](const json::Value &Format) {
           return Format.getAsString() == "markdown";
         });
}

/// Passes all messages on, and adds to what answers a hover.
class HoverTransport : public Transport {
public:
  explicit HoverTransport(std::unique_ptr<Transport> Real) : Real(std::move(Real)) {}

  void notify(llvm::StringRef Method, json::Value Params) override {
    Real->notify(Method, std::move(Params));
  }
  void call(llvm::StringRef Method, json::Value Params, json::Value ID) override {
    Real->call(Method, std::move(Params), std::move(ID));
  }
  void reply(json::Value ID, llvm::Expected<json::Value> Result) override {
    std::optional<Question> Asked = taken(ID);
    if (Result && Asked)
      if (std::string Text = Explanations::ofServer().at(Asked->File, Asked->At); !Text.empty())
        addTo(*Result, Text);
    Real->reply(std::move(ID), std::move(Result));
  }
  llvm::Error loop(MessageHandler &Handler) override {
    Listener Between(*this, Handler);
    return Real->loop(Between);
  }

private:
  class Listener : public MessageHandler {
  public:
    Listener(HoverTransport &Of, MessageHandler &Next) : Of(Of), Next(Next) {}
    bool onNotify(llvm::StringRef Method, json::Value Params) override {
      if (Method == "textDocument/didClose")
        Of.close(Params);
      return Next.onNotify(Method, std::move(Params));
    }
    bool onCall(llvm::StringRef Method, json::Value Params, json::Value ID) override {
      if (Method == "initialize")
        Of.Markdown = wantsMarkdown(Params);
      else if (Method == "textDocument/hover")
        Of.remember(ID, Params);
      return Next.onCall(Method, std::move(Params), std::move(ID));
    }
    bool onReply(json::Value ID, llvm::Expected<json::Value> Result) override {
      return Next.onReply(std::move(ID), std::move(Result));
    }

  private:
    HoverTransport &Of;
    MessageHandler &Next;
  };

  static std::string key(const json::Value &ID) { return llvm::formatv("{0}", ID).str(); }

  void remember(const json::Value &ID, const json::Value &Params) {
    std::lock_guard<std::mutex> Locked(Guard);
    if (std::optional<Question> Asked = questionIn(Params))
      Open[key(ID)] = *Asked;
  }

  std::optional<Question> taken(const json::Value &ID) {
    std::lock_guard<std::mutex> Locked(Guard);
    auto It = Open.find(key(ID));
    if (It == Open.end())
      return std::nullopt;
    Question Asked = std::move(It->second);
    Open.erase(It);
    return Asked;
  }

  static void close(const json::Value &Params) {
    const json::Object *All = Params.getAsObject();
    const json::Object *Document = All ? All->getObject("textDocument") : nullptr;
    if (auto URI = Document ? Document->getString("uri") : std::nullopt)
      Explanations::ofServer().forget(pathOf(*URI));
  }

  /// Behind what clangd says, if it says anything.
  void addTo(json::Value &Result, const std::string &Text) const {
    std::string Ours = Markdown ? "```text\n" + Text + "```" : Text;
    if (!Result.getAsObject())
      Result = json::Object{};
    json::Object &Hover = *Result.getAsObject();
    if (json::Object *Contents = Hover.getObject("contents"))
      if (auto Theirs = Contents->getString("value"); Theirs && !Theirs->empty())
        Ours = Theirs->str() + (Markdown ? "\n\n---\n" : "\n\n") + Ours;
    Hover["contents"] =
        json::Object{{"kind", Markdown ? "markdown" : "plaintext"}, {"value", std::move(Ours)}};
  }

  const std::unique_ptr<Transport> Real;
  std::mutex Guard;
  std::map<std::string, Question> Open; ///< By the id of the call.
  bool Markdown = false;
};

} // namespace

extern "C" {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
std::unique_ptr<Transport>
__real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty,
    JSONStreamStyle Style);
std::unique_ptr<Transport>
__wrap__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty,
    JSONStreamStyle Style) {
  return std::make_unique<HoverTransport>(
      __real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
          In, Out, Mirror, Pretty, Style));
}
#pragma clang diagnostic pop
}
