// REQUIRES: header-grpc
// packages: libgrpc++-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// gRPC's callback interface.
#include <condition_variable>
#include <future>
#include <grpcpp/alarm.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <memory>
#include <mutex>
#include <string>

// As the compiler of .proto files writes it.
namespace greet {
struct HelloRequest {};
struct HelloReply {};
class Greeter {
public:
  class StubInterface {
  public:
    class async_interface {
    public:
      virtual ~async_interface() = default;
      virtual void SayHello(::grpc::ClientContext *context, const HelloRequest *request,
                            HelloReply *response, std::function<void(::grpc::Status)>) = 0;
      virtual void SayHello(::grpc::ClientContext *context, const HelloRequest *request,
                            HelloReply *response, ::grpc::ClientUnaryReactor *reactor) = 0;
    };
    virtual ~StubInterface() = default;
    virtual async_interface *async() { return nullptr; }
  };
  class Stub final : public StubInterface {
  public:
    ::grpc::Status SayHello(::grpc::ClientContext *context, const HelloRequest &request,
                            HelloReply *response);
    class async final : public StubInterface::async_interface {
    public:
      void SayHello(::grpc::ClientContext *context, const HelloRequest *request, HelloReply *response,
                    std::function<void(::grpc::Status)>) override;
      void SayHello(::grpc::ClientContext *context, const HelloRequest *request, HelloReply *response,
                    ::grpc::ClientUnaryReactor *reactor) override;
    };
    class async *async() override;
  };
};
} // namespace greet

void call(greet::Greeter::Stub &stub, grpc::ClientContext &context, const greet::HelloRequest &request,
          greet::HelloReply &reply) {
  bool done = false;
  // CHECK: :[[#@LINE+1]]:56: warning: lambda captures 'done' by reference
  stub.async()->SayHello(&context, &request, &reply, [&done](grpc::Status status) { done = status.ok(); });
}
void callInterface(greet::Greeter::StubInterface &stub, grpc::ClientContext &context,
                   const greet::HelloRequest &request, greet::HelloReply &reply) {
  int tries = 0;
  // CHECK: :[[#@LINE+1]]:56: warning: lambda captures 'tries' by reference
  stub.async()->SayHello(&context, &request, &reply, [&tries](grpc::Status) { ++tries; });
}
void generic(grpc::GenericStub &stub, grpc::ClientContext &context, const grpc::ByteBuffer &request,
             grpc::ByteBuffer &reply) {
  bool done = false;
  grpc::StubOptions options;
  // CHECK: :[[#@LINE+1]]:66: warning: lambda captures 'done' by reference
  stub.UnaryCall(&context, "Hello", options, &request, &reply, [&done](grpc::Status) { done = true; });
}
void alarm(grpc::Alarm &alarm, gpr_timespec deadline) {
  int fired = 0;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'fired' by reference
  alarm.Set(deadline, [&fired](bool ok) { fired += ok; });
}
// Cancelling does not wait for the function.
void cancelled(grpc::Alarm &alarm, gpr_timespec deadline) {
  int fired = 0;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'fired' by reference
  alarm.Set(deadline, [&fired](bool ok) { fired += ok; });
  alarm.Cancel();
}

// The function has run when the wait is over.
grpc::Status waited(greet::Greeter::Stub &stub, grpc::ClientContext &context,
                    const greet::HelloRequest &request, greet::HelloReply &reply) {
  std::promise<grpc::Status> promise;
  stub.async()->SayHello(&context, &request, &reply,
                         [&promise](grpc::Status status) { promise.set_value(status); });
  return promise.get_future().get();
}
bool conditionWaited(grpc::Alarm &alarm, gpr_timespec deadline) {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  alarm.Set(deadline, [&](bool) {
    std::lock_guard<std::mutex> lock(mutex);
    done = true;
    changed.notify_one();
  });
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [&done] { return done; });
  return done;
}
// On another thread, the function goes on after it has told.
grpc::Status toldTooEarly(greet::Greeter::Stub &stub, grpc::ClientContext &context,
                          const greet::HelloRequest &request, greet::HelloReply &reply) {
  std::promise<grpc::Status> promise;
  int calls = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'calls' by reference
  stub.async()->SayHello(&context, &request, &reply, [&promise, &calls](grpc::Status status) {
    promise.set_value(status);
    ++calls;
  });
  return promise.get_future().get();
}
// Everything is the closure's own.
void owned(greet::Greeter::Stub &stub, std::shared_ptr<grpc::ClientContext> context,
           std::shared_ptr<greet::HelloReply> reply, const greet::HelloRequest &request) {
  stub.async()->SayHello(context.get(), &request, reply.get(), [context, reply](grpc::Status) {});
}
// A call that blocks.
bool blocking(greet::Greeter::Stub &stub, grpc::ClientContext &context,
              const greet::HelloRequest &request, greet::HelloReply &reply) {
  auto ask = [&] { return stub.SayHello(&context, request, &reply); };
  return ask().ok();
}
