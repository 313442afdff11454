// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Raw pointers that are made to own, and what adopts them; what algorithms do to elements.
#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <stack>
#include <string>
#include <variant>
#include <vector>

struct Item {
  int number = 0;
};
using F = std::function<int()>;
std::vector<std::unique_ptr<Item>> all;

F released() {
  auto owner = std::make_unique<Item>();
  Item *item = owner.release();
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'item', but {{.*}} [closure-dangling-view]
  F ask = [item] { return item->number; };
  delete item;
  return ask;
}
F adopted() {
  Item *item = new Item;
  std::unique_ptr<Item> owner(item);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'item', but {{.*}} [closure-dangling-view]
  return [item] { return item->number; };
}
F adoptedLater() {
  Item *item = new Item;
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'item', but {{.*}} [closure-dangling-view]
  F ask = [item] { return item->number; };
  auto owner = std::shared_ptr<Item>(item);
  return ask;
}
F releasedAndAdopted() {
  auto first = std::make_unique<Item>();
  Item *item = first.release();
  std::unique_ptr<Item> second(item);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'item', but {{.*}} [closure-dangling-view]
  return [item] { return item->number; };
}
// Right.
F ownedByClosure() {
  auto owner = std::make_unique<Item>();
  Item *item = owner.release();
  return [item] {
    int number = item->number;
    delete item;
    return number;
  };
}
F handedOn() {
  Item *item = new Item;
  std::unique_ptr<Item> owner(item);
  all.push_back(std::move(owner));
  return [item] { return item->number; };
}
F givenUp() {
  Item *item = new Item;
  std::unique_ptr<Item> owner(item);
  owner.release();
  return [item] { return item->number; };
}
F adoptedByOthers() {
  Item *item = new Item;
  all.push_back(std::unique_ptr<Item>(item));
  return [item] { return item->number; };
}
F shared() {
  Item *item = new Item;
  std::shared_ptr<Item> owner(item);
  return [item, owner] { return item->number; };
}
std::unique_ptr<Item> returned(F &ask) {
  Item *item = new Item;
  std::unique_ptr<Item> owner(item);
  ask = [item] { return item->number; };
  return owner;
}

// What algorithms do.
int inserted(const std::vector<int> &more) {
  std::vector<int> numbers{1};
  int *first = &numbers[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'numbers', but 'ask' keeps it after 'numbers' changes
  F ask = [first] { return *first; };
  std::copy(more.begin(), more.end(), std::back_inserter(numbers)); // CHECK: note: 'back_inserter' may move what 'numbers' owns
  return ask();
}
int insertedElsewhere(std::vector<int> &more) {
  std::vector<int> numbers{1}, roomy;
  roomy.reserve(10);
  roomy.push_back(1);
  int *first = &numbers[0], *last = &roomy.back();
  F ask = [first, last] { return *first + *last; };
  std::copy(numbers.begin(), numbers.end(), std::back_inserter(more));
  std::copy(numbers.begin(), numbers.end(), std::back_inserter(roomy));
  return ask();
}
int erased() {
  std::vector<std::unique_ptr<Item>> items;
  items.push_back(std::make_unique<Item>());
  Item *first = items[0].get();
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'items'
  F ask = [first] { return first->number; };
  std::erase_if(items, [](auto &item) { return !item->number; });
  return ask();
}
int removed() {
  std::vector<std::unique_ptr<Item>> items;
  items.push_back(std::make_unique<Item>());
  Item *first = items[0].get();
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'items'
  F ask = [first] { return first->number; };
  items.erase(std::remove_if(items.begin(), items.end(), [](auto &item) { return !item->number; }), items.end());
  return ask();
}
int moved() {
  std::vector<std::unique_ptr<Item>> items;
  items.push_back(std::make_unique<Item>());
  Item *first = items[0].get();
  F ask = [first] { return first->number; };
  items.push_back(std::make_unique<Item>());
  return ask();
}
int stackOfVector() {
  std::stack<int, std::vector<int>> numbers;
  numbers.push(1);
  int *top = &numbers.top();
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'top', a view of 'numbers'
  F ask = [top] { return *top; };
  numbers.push(2);
  return ask();
}
int stackOfDeque() {
  std::stack<int> numbers;
  numbers.push(1);
  int *top = &numbers.top();
  F ask = [top] { return *top; };
  numbers.push(2);
  return ask();
}
int alternative() {
  std::variant<int, std::string> value = "text";
  auto *text = std::get_if<std::string>(&value);
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'text', a view of 'value', but 'ask' keeps it after 'value' changes
  F ask = [text] { return int(text->size()); };
  value = 3;
  return ask();
}
int askedBefore() {
  std::variant<int, std::string> value = "text";
  auto *text = std::get_if<std::string>(&value);
  F ask = [text] { return int(text->size()); };
  int size = ask();
  value = 3;
  return size;
}
