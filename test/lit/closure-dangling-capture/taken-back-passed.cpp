// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s

// What is known by its name to take something back takes back what it is passed, also where a body in sight does
// that and empties a list.

#include <functional>
#include <vector>

struct Widget {
  void onClick(std::function<void()> Callback);
  void onSlide(std::function<void()> Callback);
};
struct Entry {
  Widget Remove, Name;
};

class Base {
public:
  void addWidget(Widget *W);
  void removeWidget(Widget *W);
  void removeAll();
};

class Window : Base {
  Widget Slider, Other;
  std::vector<Entry> Entries;
  int Entity = 0;

  void refreshEntries() {
    for (auto &E : Entries) {
      removeWidget(&E.Remove);
      removeWidget(&E.Name);
    }
    Entries.clear();
    Entries.emplace_back();
  }

public:
  // The slider is not what is removed.
  void createAndRefresh() {
    int Count = 0;
    // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'Count' by reference, but 'onSlide' may keep it after 'Count' dies [closure-dangling-capture]
    Slider.onSlide([&Count] { ++Count; });
    refreshEntries();
  }

  // Neither is another one.
  void createAndRemoveOther() {
    int Count = 0;
    // CHECK: :[[@LINE+1]]:22: warning: lambda captures 'Count' by reference, but 'onSlide' may keep it after
    Slider.onSlide([&Count] { ++Count; });
    removeWidget(&Other);
  }

  // CHECK-NOT: cpp:{{[0-9]+}}:{{[0-9]+}}: warning:

  // This may remove all.
  void createAndRemove() {
    int Count = 0;
    Slider.onSlide([&Count] { ++Count; });
    removeAll();
  }

  // It is what is removed.
  void removed() {
    int Count = 0;
    Slider.onSlide([&Count] { ++Count; });
    removeWidget(&Slider);
  }
};
