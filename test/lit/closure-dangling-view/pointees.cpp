// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Objects on the heap that are views, or have some; what a weak pointer lends for a moment.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using F = std::function<std::size_t()>;
struct Named {
  Named(std::string_view name, int id) : name(name), id(id) {}
  std::string_view name;
  int id;
};
struct Owning {
  Owning(std::string_view name, int id) : name(name), id(id) {}
  std::string name;
  int id;
};
struct Job {
  const std::string *input = nullptr;
  std::string_view part;
  int priority = 0;
};

// Made with a view.
F made(int id) {
  std::string name = "job-" + std::to_string(id);
  auto job = std::make_shared<Named>(name, id);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'job', a view of 'name', but the return value keeps it after 'name' dies [closure-dangling-view]
  return [job] { return job->name.size(); };
}
F madeOwning(int id) {
  std::string name = "job-" + std::to_string(id);
  auto job = std::make_shared<Owning>(name, id);
  return [job] { return job->name.size(); };
}
F madeOfCaller(std::string_view name) {
  auto job = std::make_shared<Named>(name, 1);
  return [job] { return job->name.size(); };
}
F madeByNew(int id) {
  std::string name = "job-" + std::to_string(id);
  std::shared_ptr<Named> job(new Named(name, id));
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'job', a view of 'name', but the return value keeps it after 'name' dies
  return [job] { return job->name.size(); };
}
std::shared_ptr<Named> named(std::string_view name) { return std::make_shared<Named>(name, 1); }
F madeElsewhere(int id) {
  std::string name = "job-" + std::to_string(id);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'job', a view of 'name', but the return value keeps it after 'name' dies
  return [job = named(name)] { return job->name.size(); };
}
F moved(int id) {
  std::string name = "job-" + std::to_string(id);
  auto job = std::make_unique<Named>(name, id);
  auto shared = std::shared_ptr<Named>(std::move(job));
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'kept', a view of 'name', but the return value keeps it after 'name' dies
  return [kept = std::move(shared)] { return kept->name.size(); };
}

// Filled afterwards.
F filled(const std::string &text) {
  std::string line = text + "\n";
  auto job = std::make_shared<Job>();
  job->priority = 1;
  job->part = std::string_view(line).substr(1);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'job', a view of 'line', but the return value keeps it after 'line' dies
  return [job] { return job->part.size(); };
}
F filledByAddress(const std::string &text) {
  std::string line = text + "\n";
  auto job = std::make_shared<Job>();
  job->input = &line;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'job', a view of 'line', but the return value keeps it after 'line' dies
  return [job] { return job->input->size(); };
}
F filledByCaller(const std::string &text) {
  auto job = std::make_shared<Job>();
  job->input = &text;
  return [job] { return job->input->size(); };
}
F filledInTime(const std::string &text) {
  auto job = std::make_shared<Job>();
  std::string line = text + "\n";
  job->part = line;
  F f = [job] { return job->part.size(); };
  std::size_t size = f();
  return [size] { return size; };
}
std::size_t passed(std::shared_ptr<Job> job) {
  F f = [job] { return job->part.size(); };
  return f();
}

// A weak pointer: when the share that it gave is gone, nobody in sight keeps the object.
struct Node {
  std::size_t size = 0;
};
F lent(std::weak_ptr<Node> weak) {
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'node', a view of a temporary, but the return value keeps it after that dies
  return [node = weak.lock().get()] { return node ? node->size : 0; };
}
F shared(std::weak_ptr<Node> weak) {
  return [node = weak.lock()] { return node ? node->size : 0; };
}
F asked(std::weak_ptr<Node> weak) {
  return [weak, node = weak.lock().get()] {
    auto kept = weak.lock();
    return kept ? node->size : 0;
  };
}
