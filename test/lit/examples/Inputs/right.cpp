// Code forms that make a closure safe, as the pages of the checks show them. All are quiet.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace by_value {
std::function<int()> makeReader(int value) {
  return [value] { return value; };
}
} // namespace by_value

namespace by_move {
std::function<std::size_t()> makeCounter(std::string text) {
  return [text = std::move(text)] { return text.size(); };
}
} // namespace by_move

namespace owned_view {
std::function<std::size_t()> makeLength(std::string_view line) {
  return [line = std::string(line)] { return line.size(); };
}
} // namespace owned_view

namespace shared_cell {
std::function<int()> makeCounter() {
  auto count = std::make_shared<int>(0);
  return [count] { return ++*count; };
}
} // namespace shared_cell

namespace used_up {
int sum(const std::vector<int> &numbers) {
  int total = 0;
  std::for_each(numbers.begin(), numbers.end(), [&](int number) { total += number; });
  return total;
}
} // namespace used_up

namespace cleared {
std::vector<std::function<void()>> handlers;

int withHandlers() {
  int calls = 0;
  handlers.push_back([&calls] { ++calls; });
  for (const auto &handler : handlers)
    handler();
  handlers.clear();
  return calls;
}
} // namespace cleared

namespace joined {
std::size_t lengthInThread(const std::string &text) {
  std::size_t length = 0;
  std::thread worker([&] { length = text.size(); });
  worker.join();
  return length;
}
} // namespace joined

namespace waited {
class Pool {
public:
  void add(std::function<void()> task) { tasks.push_back(std::move(task)); }
  void waitForAll();

private:
  std::vector<std::function<void()>> tasks;
};

int countIn(Pool &pool) {
  int count = 0;
  pool.add([&count] { ++count; });
  pool.waitForAll();
  return count;
}
} // namespace waited

namespace shadowed {
std::vector<std::function<int()>> readers(int last) {
  std::vector<std::function<int()>> made;
  for (int i = 0; i < last; ++i)
    made.push_back([i] { return i; });
  return made;
}
} // namespace shadowed

namespace factory {
std::function<int()> makeReader(int value) {
  return [value] { return value; };
}

std::vector<std::function<int()>> readers(int last) {
  std::vector<std::function<int()>> made;
  for (int i = 0; i < last; ++i)
    made.push_back(makeReader(i));
  return made;
}
} // namespace factory

namespace shared_total {
int totalOf(const std::vector<int> &numbers) {
  int total = 0;
  std::vector<std::function<void()>> steps;
  for (int number : numbers)
    steps.push_back([number, &total] { total += number; });
  for (const auto &step : steps)
    step();
  return total;
}
} // namespace shared_total

namespace same_iteration {
int sumOfSquares(const std::vector<int> &numbers) {
  int sum = 0;
  for (int number : numbers) {
    std::function<int()> square = [&number] { return number * number; };
    sum += square();
  }
  return sum;
}
} // namespace same_iteration

// A factory: its parameters are the values of the closure.
static auto makeReader(int index) {
  return [index] { return index; };
}
std::function<int()> readerOf(int index) { return makeReader(index); }

namespace handed_back {
int twice(const std::vector<int> &numbers) {
  auto count = [seen = 0](int) mutable { return ++seen; };
  auto counted = std::for_each(numbers.begin(), numbers.end(), count);
  return counted(0);
}
} // namespace handed_back

namespace by_std_ref {
int counted(const std::vector<int> &numbers) {
  auto count = [seen = 0](int) mutable { return ++seen; };
  std::for_each(numbers.begin(), numbers.end(), std::ref(count));
  return count(0);
}
} // namespace by_std_ref

namespace state_of_its_own {
std::function<int()> makeSource(int first) {
  return [first]() mutable { return first++; };
}
} // namespace state_of_its_own
