// A dialog keeps its buttons, a button keeps its handler, and the handler keeps the dialog: when
// the last user lets go of it, it is still there.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>

class Button {
public:
  void onClick(std::function<void()> call) { handler = std::move(call); }
  void click() const {
    if (handler)
      handler();
  }

private:
  std::function<void()> handler;
};

class Dialog : public std::enable_shared_from_this<Dialog> {
public:
  explicit Dialog(std::string name) : title(std::move(name)) {}
  ~Dialog() { std::printf("%s is gone\n", title.c_str()); }
  void open() {
    // closure-lint: lambda captures 'self', which keeps the lambda in 'handler', so that neither is ever destroyed [closure-reference-cycle]
    close.onClick([self = shared_from_this()] { self->hide(); });
  }

  // Right: the closure looks whether the dialog is still there.
  void openWithHelp() {
    help.onClick([weak = weak_from_this()] {
      if (auto dialog = weak.lock())
        dialog->hide();
    });
  }

  Button close, help;

private:
  void hide() { std::printf("hide %s\n", title.c_str()); }
  std::string title;
};

int main() {
  auto dialog = std::make_shared<Dialog>("a dialog with a long title");
  dialog->open();
  dialog->openWithHelp();
  dialog->close.click();
}
