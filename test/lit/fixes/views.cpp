// RUN: sed "s,// [A-Z-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++20 2>&1 | FileCheck %s --check-prefix=SAID
// RUN: %closure-tidy --fix %t.cpp -- -std=c++20 > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A closure in place of a view owns what the view refers to, where it uses it as the owner allows.
#include <functional>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

std::vector<std::function<int()>> handlers;
int sum(std::span<const int> numbers);

// SAID: note: copy only the view 'text' instead
void text(std::string_view text) {
  // CHECK: handlers.push_back([text = std::string(text)] { return int(text.size()); });
  handlers.push_back([&text] { return int(text.size()); });
}

// SAID: note: copy only the view 'numbers' instead
void elements(std::span<const int> numbers) {
  // CHECK: handlers.push_back([numbers = std::vector<int>(numbers.begin(), numbers.end())] {
  handlers.push_back([&numbers] {
    int total = numbers.empty() ? 0 : numbers[0] + numbers.front();
    for (int number : numbers)
      total += number;
    return total;
  });
}
void names(std::span<const std::string> names, int more) {
  // CHECK: handlers.push_back([names = std::vector<std::string>(names.begin(), names.end()), more] { return int(names.size()) + more; });
  handlers.push_back([&] { return int(names.size()) + more; });
}

// What is handed on, or changed through the view, stays a view.
void handedOn(std::span<const int> numbers) {
  // CHECK: handlers.push_back([numbers] { return sum(numbers); });
  handlers.push_back([&numbers] { return sum(numbers); });
}
void parts(std::span<const int> numbers) {
  // CHECK: handlers.push_back([numbers] { return numbers.first(1)[0]; });
  handlers.push_back([&numbers] { return numbers.first(1)[0]; });
}
void changed(std::span<int> numbers) {
  // CHECK: handlers.push_back([numbers] { return numbers[0] = 1; });
  handlers.push_back([&numbers] { return numbers[0] = 1; });
}

// Characters behind a pointer, where a string does as well.
int print(const char *text);
int measure(const std::string &text);
int look(std::string_view text);
void characters(const char *text) {
  // CHECK: handlers.push_back([text = std::string(text)] { return measure(text) + look(text); });
  handlers.push_back([&text] { return measure(text) + look(text); });
}
void printed(const char *text, int more) {
  // CHECK: handlers.push_back([text = std::string(text), more] {
  handlers.push_back([&] {
    std::cout << "text " << text << more << '\n';
    return measure("<" + std::string(text) + text) + (std::string("x") == text);
  });
}
void literals() {
  for (const char *text : {"a", "b"})
    // CHECK: handlers.push_back([text] { return measure(text); });
    handlers.push_back([&text] { return measure(text); });
}
void toC(const char *text) {
  // CHECK: handlers.push_back([text] { return print(text); });
  handlers.push_back([&text] { return print(text); });
}
void looked(const char *text) {
  // CHECK: handlers.push_back([text] { return text ? measure(text) : 0; });
  handlers.push_back([&text] { return text ? measure(text) : 0; });
}
void partOf(const char *text) {
  // CHECK: handlers.push_back([text] { return measure(std::string(text, 2)) + text[0]; });
  handlers.push_back([&text] { return measure(std::string(text, 2)) + text[0]; });
}

// The owner of what a pointer points at, where it is in sight.
struct Account {
  int balance = 0;
  int look() const { return balance; }
};
int audit(const Account *account);
void owned() {
  auto owner = std::make_shared<Account>();
  Account *account = owner.get();
  // CHECK: handlers.push_back([account, owner] { return ++account->balance + account->look() + (*account).balance; });
  handlers.push_back([&account] { return ++account->balance + account->look() + (*account).balance; });
  owner->balance = 2;
}
void ownedByParameter(const std::shared_ptr<Account> &shared, std::shared_ptr<Account> given) {
  Account *account = given.get();
  // CHECK: handlers.push_back([account, given] { return account->balance; });
  handlers.push_back([&account] { return account->balance; });
  Account *other = shared.get();
  // CHECK: handlers.push_back([other] { return other->balance; });
  handlers.push_back([&other] { return other->balance; });
}
void ownedTwice() {
  auto owner = std::make_shared<Account>();
  Account *one = owner.get();
  const Account *other = owner.get();
  // CHECK: handlers.push_back([one, owner, other] { return one->balance + other->balance; });
  handlers.push_back([&one, &other] { return one->balance + other->balance; });
}
void ownedByDefault(int more) {
  auto owner = std::make_shared<Account>();
  Account *account = owner.get();
  // CHECK: handlers.push_back([account, owner, more] { return audit(account) + more; });
  handlers.push_back([&] { return audit(account) + more; });
}
// SAID: note: no repair is offered: 'account' refers to another local itself
void ownerUsed() {
  auto owner = std::make_shared<Account>();
  Account *account = owner.get();
  // CHECK: handlers.push_back([&account, owner] { return audit(account) + owner->balance; });
  handlers.push_back([&account, owner] { return audit(account) + owner->balance; });
}
// SAID: note: no repair is offered: 'account' refers to another local itself
void ownerChanges() {
  auto owner = std::make_shared<Account>();
  Account *account = owner.get();
  owner = nullptr;
  // CHECK: handlers.push_back([&account] { return account->balance; });
  handlers.push_back([&account] { return account->balance; });
}
// SAID: note: no repair is offered: 'account' refers to another local itself
void ownedAlone() {
  auto owner = std::make_unique<Account>();
  Account *account = owner.get();
  // CHECK: handlers.push_back([&account] { return account->balance; });
  handlers.push_back([&account] { return account->balance; });
}
