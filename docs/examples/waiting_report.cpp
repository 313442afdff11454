// A queue of reports that are printed later, each about a text that is gone by then.
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

class Reports {
public:
  void add(std::function<void()> report) { waiting.push_back(std::move(report)); }
  void print() {
    for (auto &report : waiting)
      report();
  }

private:
  std::vector<std::function<void()>> waiting;
};

void count(Reports &reports, int words) {
  std::string text = "words: " + std::to_string(words);
  std::string_view line = text;
  // closure-lint: lambda captures 'line', a view of 'text', but the caller's 'reports' keeps it after 'text' dies [closure-dangling-view]
  reports.add([line] { std::printf("%.*s\n", int(line.size()), line.data()); });
}

int last() {
  std::vector<int> numbers{1, 2, 3};
  auto newest = numbers.end() - 1;
  // closure-lint: lambda captures 'newest', a view of 'numbers', but 'ask' keeps it after 'numbers' changes [closure-dangling-view]
  auto ask = [newest] { return *newest; };
  numbers.push_back(4);
  return ask();
}

int main() {
  Reports reports;
  count(reports, 3);
  reports.print();
  return last() == 3 ? 0 : 1;
}
