// The closure is meant to count in the variable outside. It captured a copy, the compiler asked
// for `mutable` and got it, and now the copy counts while the variable stays 0. This prints
// "0 of 2 lines rejected".
#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

int countRejected(const std::vector<std::string> &lines) {
  int rejected = 0;
  // closure-lint: lambda captures 'rejected' by copy and changes only its copy, but 'rejected' is read afterwards as if it had changed [closure-lost-update]
  std::for_each(lines.begin(), lines.end(), [rejected](const std::string &line) mutable {
    if (line.empty())
      ++rejected;
  });
  return rejected;
}

// Right: the closure is used up within the call, so a reference is safe.
int countRejectedByReference(const std::vector<std::string> &lines) {
  int rejected = 0;
  std::for_each(lines.begin(), lines.end(), [&rejected](const std::string &line) {
    if (line.empty())
      ++rejected;
  });
  return rejected;
}

// Right where the closure is kept: a cell that it owns together with the one that reads the count.
class Reader {
public:
  void onLine(std::function<void(const std::string &)> handler) {
    handlers.push_back(std::move(handler));
  }
  void read(const std::vector<std::string> &lines) const {
    for (const std::string &line : lines)
      for (const auto &handler : handlers)
        handler(line);
  }

private:
  std::vector<std::function<void(const std::string &)>> handlers;
};

std::function<int()> watchRejected(Reader &reader) {
  auto rejected = std::make_shared<int>(0);
  reader.onLine([rejected](const std::string &line) {
    if (line.empty())
      ++*rejected;
  });
  return [rejected] { return *rejected; };
}

int main() {
  const std::vector<std::string> lines{"a=1", ""};
  std::printf("%d of %zu lines rejected\n", countRejected(lines), lines.size());
  std::printf("%d of %zu lines rejected\n", countRejectedByReference(lines), lines.size());

  Reader reader;
  auto rejected = watchRejected(reader);
  reader.read(lines);
  std::printf("%d of %zu lines rejected\n", rejected(), lines.size());
}
