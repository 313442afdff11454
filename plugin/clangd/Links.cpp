//===-- Links.cpp - Our diagnostics lead to our pages ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd makes a link of the name of each check to LLVM's pages, where ours are not. The linker
// leads what the server sends through here (--wrap).
//
//===----------------------------------------------------------------------===//

#include "plugin/common/HelpPages.h"
#include "llvm/Support/JSON.h"

using namespace closure;
namespace json = llvm::json;

/// Without a page of ours there is no link.
static void relink(json::Object &Diagnostic) {
  std::optional<llvm::StringRef> Check = Diagnostic.getString("code");
  if (!Check || !Check->starts_with("closure-"))
    return;
  if (std::string Url = helpUrl(*Check); Url.empty())
    Diagnostic.erase("codeDescription");
  else
    Diagnostic["codeDescription"] = json::Object{{"href", std::move(Url)}};
}

extern "C" {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
// `toJSON(const PublishDiagnosticsParams &)`
json::Value __real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE(const void *);
json::Value __wrap__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE(const void *Sent) {
  json::Value Made = __real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE(Sent);
  if (json::Object *Params = Made.getAsObject())
    if (json::Array *All = Params->getArray("diagnostics"))
      for (json::Value &One : *All)
        if (json::Object *Diagnostic = One.getAsObject())
          relink(*Diagnostic);
  return Made;
}
#pragma clang diagnostic pop
}
