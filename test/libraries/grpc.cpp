//===-- grpc.cpp - gRPC C++, as it runs -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: grpc
// packages: libgrpc++-dev
// flags: -std=c++20 -pthread
// pkg-config: grpc++
#include "Shapes.h"
#include <grpcpp/alarm.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/security/tls_certificate_verifier.h>

static std::shared_ptr<grpc::Channel> nobody() {
  return grpc::CreateChannel("127.0.0.1:9", grpc::InsecureChannelCredentials());
}

/// The call fails, and the closure is called when it has: on another thread, which can be there before the call
/// has returned. It waits until that is seen.
static void calls(const char *Name, auto Call) {
  Row R(Name);
  grpc::ClientContext Context;
  grpc::Slice Empty;
  grpc::ByteBuffer Request(&Empty, 1), Response;
  R.call([&] { Call(Context, Request, Response, R.slow()); });
  R.fate()->Hold.open();
  R.byItself();
}

static void drain(grpc::CompletionQueue &Queue) {
  void *Tag;
  bool Well;
  Queue.Shutdown();
  while (Queue.Next(&Tag, &Well))
    ;
}

static void unary() {
  grpc::GenericStub Stub(nobody());
  calls("grpc::TemplatedGenericStub::UnaryCall", [&](auto &Context, auto &Request, auto &Response, Closure C) {
    Stub.UnaryCall(&Context, "/service/method", {}, &Request, &Response, [C](grpc::Status) { C(); });
  });
  auto Channel = nobody();
  grpc::internal::RpcMethod Method("/service/method", grpc::internal::RpcMethod::NORMAL_RPC);
  calls("grpc::internal::CallbackUnaryCall", [&](auto &Context, auto &Request, auto &Response, Closure C) {
    grpc::internal::CallbackUnaryCall(static_cast<grpc::ChannelInterface *>(Channel.get()), Method, &Context, &Request,
                                      &Response, [C](grpc::Status) { C(); });
  });
}

/// The call waits for somebody to answer, and ends soon after it was cancelled: on another thread.
static void cancelled() {
  grpc::GenericStub Stub(nobody());
  Row R("grpc::ClientContext::TryCancel");
  grpc::ClientContext Context;
  Context.set_wait_for_ready(true);
  grpc::Slice Empty;
  grpc::ByteBuffer Request(&Empty, 1), Response;
  Stub.UnaryCall(&Context, "/service/method", {}, &Request, &Response, [C = R.slow()](grpc::Status) { C(); });
  R.ends("this", [&] { Context.TryCancel(); });
  R.started();
}

/// A verifier that answers on another thread.
class Asynchronous : public grpc::experimental::ExternalCertificateVerifier {
public:
  ~Asynchronous() override { Answer.join(); }
  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest *, std::function<void(grpc::Status)> Callback,
              grpc::Status *) override {
    Answer = std::thread([Callback] { Callback(grpc::Status()); });
    return false;
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest *) override {}

private:
  std::thread Answer;
};

static void verified() {
  Row R("grpc::experimental::CertificateVerifier::Verify");
  auto Verifier = grpc::experimental::ExternalCertificateVerifier::Create<Asynchronous>();
  grpc_tls_custom_verification_check_request Of = {};
  grpc::experimental::TlsCustomVerificationCheckRequest Request(&Of);
  grpc::Status Status;
  R.call([&] { Verifier->Verify(&Request, [C = R.slow()](grpc::Status) { C(); }, &Status); });
  R.fate()->Hold.open();
  R.byItself();
}

static void alarms() {
  auto Soon = [](int Seconds) { return std::chrono::system_clock::now() + std::chrono::seconds(Seconds); };
  {
    // Its end asks the closure to run, on another thread.
    Row R("grpc::Alarm::Set", "deadline, closure");
    auto Alarm = std::make_unique<grpc::Alarm>();
    R.call([&] { Alarm->Set(Soon(3600), [C = R.slow()](bool) { C(); }); });
    R.dies("this", [&] { Alarm.reset(); });
    R.started();
  }
  {
    Row R("grpc::Alarm::Cancel");
    grpc::Alarm Alarm;
    Alarm.Set(Soon(3600), [C = R.slow()](bool) { C(); });
    R.ends("this", [&] { Alarm.Cancel(); });
    R.started();
  }
  Row R("grpc::Alarm::Set", "queue, deadline, tag");
  grpc::CompletionQueue Queue;
  grpc::Alarm Alarm;
  R.call([&] { Alarm.Set(&Queue, Soon(0), nullptr); });
  drain(Queue);
}

static void waits() {
  {
    Row R("grpc::CompletionQueue::Next");
    grpc::CompletionQueue Queue;
    grpc::Alarm Alarm;
    void *Tag;
    bool Well;
    R.waits([&] { Queue.Next(&Tag, &Well); }, [&] { Alarm.Set(&Queue, std::chrono::system_clock::now(), nullptr); });
    drain(Queue);
  }
  grpc::CallbackGenericService Service;
  grpc::ServerBuilder Builder;
  Builder.RegisterCallbackGenericService(&Service);
  auto Server = Builder.BuildAndStart();
  Row("grpc::Server::Wait").waits([&] { Server->Wait(); }, [&] { Server->Shutdown(); });
}

int main() {
  unary();
  cancelled();
  verified();
  alarms();
  waits();
}
