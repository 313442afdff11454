// One greeter for each name. Each captures the loop's variable by reference, and the variable
// is another one in each iteration.
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using Greeter = std::function<std::string()>;

std::vector<Greeter> greetersFor(const std::vector<std::string> &people) {
  std::vector<Greeter> greeters;
  for (std::string person : people) {
    // closure-lint: lambda captures 'person' by reference, but 'greeters' keeps it after 'person' dies [closure-loop-capture]
    greeters.push_back([&] { return "Hello, " + person; });
  }
  return greeters;
}

// First repair: the closure takes the value when it is made.
std::vector<Greeter> greetersByValue(const std::vector<std::string> &people) {
  std::vector<Greeter> greeters;
  for (const std::string &person : people)
    greeters.push_back([person] { return "Hello, " + person; });
  return greeters;
}

// Second repair: a factory, called in the loop; each call has a parameter of its own.
Greeter makeGreeter(std::string person) {
  return [person = std::move(person)] { return "Hello, " + person; };
}

std::vector<Greeter> greetersByFactory(const std::vector<std::string> &people) {
  std::vector<Greeter> greeters;
  for (const std::string &person : people)
    greeters.push_back(makeGreeter(person));
  return greeters;
}

int main() {
  const std::vector<std::string> people{"Ann", "Bob"};
  for (const auto &make : {greetersFor, greetersByValue, greetersByFactory})
    for (const Greeter &greet : make(people))
      std::printf("%s\n", greet().c_str());
}
