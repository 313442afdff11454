#include <functional>
#include <utility>

// All of it is seen, and it calls what it keeps.
class Shown {
public:
  void on(std::function<void()> call) { handler = std::move(call); }
  void fire() { handler(); }

private:
  std::function<void()> handler;
};
// A method is not seen, and may empty the member.
class Hidden {
public:
  void on(std::function<void()> call) { handler = std::move(call); }
  void fire() { handler(); }
  void close();

private:
  std::function<void()> handler;
};
// Nobody here looks at it: who does is out of sight.
struct Plain {
  std::function<void()> handler;
};
