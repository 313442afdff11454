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

// In a method the name is that of a member: `[=]` copies no member, but the address of the object.
class Logger {
public:
  explicit Logger(std::string service) : service(std::move(service)) {}
  Log at(std::string level) const {
    // closure-lint: lambda captures 'this', but the return value keeps it after 'logger' dies [closure-dangling-this]
    return [=](const std::string &text) {
      std::printf("%s %s: %s\n", service.c_str(), level.c_str(), text.c_str());
    };
  }

  // Right: the closure has a `service` of its own, which hides the member.
  Log ownedAt(std::string level) const {
    return [service = service, level](const std::string &text) {
      std::printf("%s %s: %s\n", service.c_str(), level.c_str(), text.c_str());
    };
  }

private:
  std::string service;
};

Log warningsOf(const std::string &service) {
  Logger logger(service);
  return logger.at("warning");
}

Log ownedWarningsOf(const std::string &service) {
  Logger logger(service);
  return logger.ownedAt("warning");
}

int main() {
  auto wrong = makeLogger("a service with a long name")("warning");
  wrong("the disk is full");
  auto right = makeOwningLogger("a service with a long name")("warning");
  right("the disk is full");

  warningsOf("a service with a long name")("the disk is slow");
  ownedWarningsOf("a service with a long name")("the disk is slow");
}
