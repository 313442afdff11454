// A coroutine that waits for a reply, and a lambda that is gone when it comes.
#include <coroutine>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

// Runs when it is called, and frees itself when it has ended.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

class Connection {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { waiting.push_back(handle); }
  void await_resume() const noexcept {}
  void reply() {
    for (auto handle : std::exchange(waiting, {}))
      handle.resume();
  }

private:
  std::vector<std::coroutine_handle<>> waiting;
};

void ask(Connection &connection, std::string question) {
  // closure-lint: lambda captures 'question', but the coroutine goes on after the closure dies [closure-coroutine-capture]
  [question](Connection &connection) -> Detached {
    co_await connection;
    std::printf("answered: %s\n", question.c_str());
  }(connection);
}

// Right: a parameter by value lies in the frame of the coroutine.
void askByParameter(Connection &connection, std::string question) {
  [](std::string question, Connection &connection) -> Detached {
    co_await connection;
    std::printf("answered: %s\n", question.c_str());
  }(question, connection);
}

int main() {
  Connection connection;
  ask(connection, "what is kept alive by what?");
  askByParameter(connection, "and for how long?");
  connection.reply();
}
