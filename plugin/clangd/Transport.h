//===-- Transport.h - How clangd sends and gets messages ----- -*- C++ -*--===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A copy of clangd's own interface, which is the same in all versions that we build for, and
// whose header the vendor does not ship. It speaks of the protocol alone.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CLANGD_TRANSPORT_H
#define CLOSURE_CLANGD_TRANSPORT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>

namespace clang::clangd {

class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;

  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;
    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value Params) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
    virtual bool onReply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;
  };
  virtual llvm::Error loop(MessageHandler &Handler) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

} // namespace clang::clangd

#endif // CLOSURE_CLANGD_TRANSPORT_H
