// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// JUCE, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace juce {
class MessageManager {
public:
  static MessageManager *getInstance();
  template <class Function> static bool callAsync(Function &&function) { throw 0; }
  template <class Function> static bool callSync(Function &&function) { throw 0; }
  void runDispatchLoop();
};
class Timer {
public:
  static void callAfterDelay(int milliseconds, std::function<void()> functionToCall);
};
class TimedCallback {
public:
  explicit TimedCallback(std::function<void()> callback);
  void startTimer(int milliseconds);
};
class ThreadPool {
public:
  void addJob(std::function<void()> job);
  bool removeAllJobs(bool interrupt, int timeout);

private:
  std::shared_ptr<int> threads;
};
class Thread {
public:
  static bool launch(std::function<void()> functionToRun);
};
class Button {
public:
  std::function<void()> onClick;
};
class TextButton : public Button {};
class PopupMenu {
public:
  struct Options {};
  void addItem(std::string text, std::function<void()> action);
  void showMenuAsync(const Options &options, std::function<void(int)> callback);
};
class FileChooser {
public:
  void launchAsync(int flags, std::function<void(const FileChooser &)> callback);
};
class ErasedScopeGuard {
public:
  explicit ErasedScopeGuard(std::function<void()> detach);
  void release();

private:
  std::function<void()> detach;
};
} // namespace juce

void posted(int x) {
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference
  juce::MessageManager::callAsync([&x] { ++x; });
}
void delayed(int x) {
  // CHECK: :[[#@LINE+1]]:38: warning: lambda captures 'x' by reference
  juce::Timer::callAfterDelay(100, [&x] { ++x; });
}
void job(juce::ThreadPool &pool, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  pool.addJob([&x] { ++x; });
}
void launched(int x) {
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference
  juce::Thread::launch([&x] { ++x; });
}
void menu(int x) {
  juce::PopupMenu menu;
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  menu.showMenuAsync({}, [&x](int result) { x = result; });
}
class Editor {
public:
  Editor() {
    int clicks = 0;
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'clicks' by reference
    button.onClick = [&clicks] { ++clicks; };
    other.onClick = [this] { ++count; };
  }
  void choose() {
    bool chosen = false;
    // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'chosen' by reference
    chooser->launchAsync(1, [&chosen](const juce::FileChooser &) { chosen = true; });
    chooser->launchAsync(1, [this](const juce::FileChooser &) { ++count; });
  }

private:
  juce::TextButton button, other;
  std::unique_ptr<juce::FileChooser> chooser;
  int count = 0;
};

// Run before the call returns.
int synchronous(int x) {
  juce::MessageManager::callSync([&x] { ++x; });
  return x;
}
// The pool ends its jobs when it is destroyed, or told to.
int localPool(int x) {
  juce::ThreadPool pool;
  pool.addJob([&x] { ++x; });
  return 0;
}
void removed(juce::ThreadPool &pool, int x) {
  pool.addJob([&x] { ++x; });
  pool.removeAllJobs(true, 1000);
}
int guarded(int x) {
  juce::ErasedScopeGuard guard([&x] { ++x; });
  return x;
}
int localTimer(int x) {
  juce::TimedCallback timer([&x] { ++x; });
  timer.startTimer(10);
  return x;
}
void byValue(int x) {
  juce::MessageManager::callAsync([x] { (void)x; });
}
