// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// One object owns another one, which keeps a closure that owns the first: one function makes both.
#include <functional>
#include <memory>
#include <utility>
#include <vector>

struct Model {
  std::function<void()> changed;
  int value = 0;
};
struct View {
  std::shared_ptr<Model> model;
  void draw() const { model->changed(); }
};
std::shared_ptr<View> assigned() {
  auto model = std::make_shared<Model>();
  auto view = std::make_shared<View>();
  view->model = model;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'view'
  model->changed = [view] { view->draw(); };
  return view;
}
std::shared_ptr<View> weak() {
  auto model = std::make_shared<Model>();
  auto view = std::make_shared<View>();
  view->model = model;
  model->changed = [view = std::weak_ptr<View>(view)] {
    if (auto alive = view.lock())
      alive->draw();
  };
  return view;
}
// The view does not own that model.
std::shared_ptr<View> other(std::shared_ptr<Model> shown) {
  auto model = std::make_shared<Model>();
  auto view = std::make_shared<View>();
  view->model = std::move(shown);
  model->changed = [view] { view->draw(); };
  return view;
}

struct Node {
  std::vector<std::shared_ptr<Node>> children;
  std::function<void()> removed;
};
std::shared_ptr<Node> inserted() {
  auto root = std::make_shared<Node>();
  auto child = std::make_shared<Node>();
  root->children.push_back(child);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'root'
  child->removed = [root] { root->children.size(); };
  return root;
}

struct Backend {
  std::function<void()> done;
};
class Job {
public:
  explicit Job(std::shared_ptr<Backend> backend) : backend(std::move(backend)) {}
  void finish() const { backend->done(); }

private:
  std::shared_ptr<Backend> backend;
};
std::shared_ptr<Job> constructed() {
  auto backend = std::make_shared<Backend>();
  auto job = std::make_shared<Job>(backend);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'job'
  backend->done = [job] { job->finish(); };
  return job;
}
// It lets go of the other.
struct Loose {
  std::shared_ptr<Model> model;
  void close() { model.reset(); }
};
std::shared_ptr<Loose> broken() {
  auto model = std::make_shared<Model>();
  auto loose = std::make_shared<Loose>();
  loose->model = model;
  model->changed = [loose] { loose->close(); };
  return loose;
}
