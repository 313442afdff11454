// A view that listens to something that others own, in two ways.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

class Stock {
public:
  using Listener = std::function<void(int)>;
  int onChange(Listener listener) {
    listeners[next] = std::move(listener);
    return next++;
  }
  void forget(int id) { listeners.erase(id); }
  void set(int count) {
    for (auto &[id, listener] : listeners)
      listener(count);
  }

private:
  std::map<int, Listener> listeners;
  int next = 0;
};

class StockView {
public:
  void follow(Stock &stock) {
    // closure-lint: lambda captures 'this', and the caller's 'stock' keeps it, but nothing tells it when the object is gone [closure-unguarded-this]
    stock.onChange([this](int count) { shown = std::to_string(count); });
  }

private:
  std::string shown;
};

class GuardedView {
public:
  explicit GuardedView(Stock &stock) : stock(stock) {
    id = stock.onChange([this](int count) { shown = std::to_string(count); });
  }
  ~GuardedView() { stock.forget(id); }

private:
  Stock &stock;
  int id;
  std::string shown;
};
