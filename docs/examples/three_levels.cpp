// Three levels: a service makes loggers, a logger of a level makes lines. The innermost closure
// needs something of both levels around it, and lives longer than either.
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

using Log = std::function<void(const std::string &)>;

auto makeLogger(std::string service) {
  return [service](std::string level) -> Log {
    // closure-lint: lambda captures 'service' and 'level' by reference, but the return value keeps it after they die [closure-dangling-capture]
    return [&](const std::string &text) {
      std::printf("%s %s: %s\n", service.c_str(), level.c_str(), text.c_str());
    };
  };
}

// Right: each level takes along what the next one needs.
auto makeOwningLogger(std::string service) {
  return [service](std::string level) -> Log {
    return [service, level](const std::string &text) {
      std::printf("%s %s: %s\n", service.c_str(), level.c_str(), text.c_str());
    };
  };
}

int main() {
  auto wrong = makeLogger("a service with a long name")("warning");
  wrong("the disk is full");
  auto right = makeOwningLogger("a service with a long name")("warning");
  right("the disk is full");
}
