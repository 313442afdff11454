// Five closures over two lists are a history of edits. Nothing is wrong with any of them; but they
// are the methods of a class that nobody has named, so there is no place for what comes next.
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct History {
  std::function<void(std::string)> record;
  std::function<void()> undo, redo;
  std::function<std::size_t()> size;
  std::function<void()> clear;
};

History makeHistory() {
  auto done = std::make_shared<std::vector<std::string>>();
  auto undone = std::make_shared<std::vector<std::string>>();
  History history;
  // closure-lint: lambda is one of 5 that share 'done' and 'undone' and that the return value keeps together, where a class would do [closure-prefer-class]
  history.record = [done, undone](std::string edit) {
    done->push_back(edit);
    undone->clear();
  };
  history.undo = [done, undone] {
    undone->push_back(done->back());
    done->pop_back();
  };
  history.redo = [done, undone] {
    done->push_back(undone->back());
    undone->pop_back();
  };
  history.size = [done] { return done->size(); };
  history.clear = [done] { done->clear(); };
  return history;
}

// Right: the state is in one place, and so is what may be done with it.
class EditHistory {
public:
  void record(std::string edit) {
    done.push_back(edit);
    undone.clear();
  }
  void undo() { move(done, undone); }
  void redo() { move(undone, done); }
  std::size_t size() const { return done.size(); }
  void clear() { done.clear(); }

private:
  static void move(std::vector<std::string> &from, std::vector<std::string> &to) {
    to.push_back(from.back());
    from.pop_back();
  }
  std::vector<std::string> done, undone;
};

// Where a callback is wanted, one closure over the object is enough.
std::function<void()> undoIn(std::shared_ptr<EditHistory> history) {
  return [history] { history->undo(); };
}

int main() {
  History closures = makeHistory();
  closures.record("type a");
  closures.record("type b");
  closures.undo();

  auto object = std::make_shared<EditHistory>();
  object->record("type a");
  object->record("type b");
  undoIn(object)();
  std::printf("%zu %zu\n", closures.size(), object->size());
}
