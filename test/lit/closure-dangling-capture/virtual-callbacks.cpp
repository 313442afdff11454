// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The name of a parameter says that a callback is kept, unless all bodies that a virtual call is seen to run let go of it.
#include <functional>
#include <utility>
#include <vector>

using Callback = std::function<bool(int)>;

struct Compressor {
  virtual ~Compressor() = default;
  virtual bool compress(int size, Callback callback) = 0;
};
struct Plain final : Compressor {
  bool compress(int size, Callback callback) override { return callback(size); }
};
bool squeeze(Compressor &compressor) {
  int sum = 0;
  return compressor.compress(1, [&](int n) { return (sum += n) > 0; });
}

struct Client {
  virtual ~Client() = default;
  virtual bool process(int socket, Callback callback) { return callback(socket); }
  bool ask() {
    int result = 0;
    return process(1, [&](int s) { return (result = s) > 0; }) && result;
  }
};

struct Queue {
  virtual ~Queue() = default;
  virtual bool process(int job, Callback callback) = 0;
};
struct Middle : Queue {
  bool process(int job, Callback callback) override { return callback(job); }
};
struct Deferred : Middle {
  std::vector<Callback> jobs;
  bool process(int, Callback callback) override {
    jobs.push_back(std::move(callback));
    return true;
  }
};
bool keptByOne(Queue &queue) {
  int result = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'result' by reference, but 'process' may keep it
  return queue.process(1, [&](int s) { return (result = s) > 0; });
}

struct Half {
  virtual ~Half() = default;
  virtual bool process(int job, Callback callback) = 0;
};
struct Elsewhere : Half {
  bool process(int job, Callback callback) override;
};
struct Here : Half {
  bool process(int job, Callback callback) override { return callback(job); }
};
bool unseen(Half &half) {
  int result = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'result' by reference, but 'process' may keep it
  return half.process(1, [&](int s) { return (result = s) > 0; });
}
