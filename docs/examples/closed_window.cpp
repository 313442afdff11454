// A window asks the settings to tell it of changes. When it is closed, the settings still hold a
// closure over it, and the next change is drawn in a window that is gone.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class Settings {
public:
  void onChange(std::function<void(const std::string &)> handler) {
    handlers.push_back(std::move(handler));
  }
  void set(const std::string &theme) {
    for (const auto &handler : handlers)
      handler(theme);
  }

private:
  std::vector<std::function<void(const std::string &)>> handlers;
};

class Window : public std::enable_shared_from_this<Window> {
public:
  explicit Window(std::string name) : title(std::move(name)) {}
  void follow(Settings &settings) {
    // closure-lint: lambda captures 'this', but 'settings' keeps it after 'window' dies [closure-dangling-this]
    settings.onChange([this](const std::string &theme) { draw(theme); });
  }

  // Right: the closure looks whether the window is still there.
  void followWhileOpen(Settings &settings) {
    settings.onChange([weak = weak_from_this()](const std::string &theme) {
      if (auto window = weak.lock())
        window->draw(theme);
    });
  }

private:
  void draw(const std::string &theme) { std::printf("%s in %s\n", title.c_str(), theme.c_str()); }
  std::string title;
};

int main() {
  Settings settings;
  {
    auto window = std::make_shared<Window>("a window with a long title");
    window->follow(settings);
    window->followWhileOpen(settings);
    settings.set("light");
  }
  settings.set("dark");
}
