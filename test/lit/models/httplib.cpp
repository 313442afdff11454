// REQUIRES: header-httplib
// packages: libcpp-httplib-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// cpp-httplib.
#include <httplib.h>
void set(httplib::Server &s) {
  int hits = 0;
  std::string t;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  s.Get("/", [&hits](const httplib::Request &, httplib::Response &r) { ++hits; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  s.Post("/", [&hits](const httplib::Request &, httplib::Response &r) { ++hits; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  s.Post("/c", [&hits](const httplib::Request &, httplib::Response &r,
                       const httplib::ContentReader &c) { ++hits; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
  s.Put("/", [&hits](const httplib::Request &, httplib::Response &r) {
     ++hits;
   // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'hits' by reference
   }).Delete("/", [&](const httplib::Request &, httplib::Response &r) { ++hits; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_logger([&t](const httplib::Request &, const httplib::Response &) { t += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_pre_routing_handler([&t](const httplib::Request &, httplib::Response &) {
    t += "x";
    return httplib::Server::HandlerResponse::Unhandled;
  });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_post_routing_handler([&t](const httplib::Request &, httplib::Response &) { t += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_error_handler([&t](const httplib::Request &, httplib::Response &) { t += "x"; });
  s.set_exception_handler(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
      [&t](const httplib::Request &, httplib::Response &, std::exception_ptr) { t += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_expect_100_continue_handler([&t](const httplib::Request &, httplib::Response &) {
    t += "x";
    return 100;
  });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_file_request_handler([&t](const httplib::Request &, httplib::Response &) { t += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 't' by reference
  s.set_socket_options([&t](socket_t) { t += "x"; });
}
void run(httplib::Server &s) {
  int hits = 0;
  s.Get("/", [&hits](const httplib::Request &, httplib::Response &r) { ++hits; });
  s.listen("127.0.0.1", 8080);
}
void local() {
  httplib::Server s;
  int late = 0;
  s.Get("/", [&late](const httplib::Request &, httplib::Response &r) { ++late; });
  s.Get("/stop", [&](const httplib::Request &, httplib::Response &r) { s.stop(); });
  s.listen("127.0.0.1", 8080);
}
void thread() {
  httplib::Server s;
  int hits = 0;
  s.Get("/", [&](const httplib::Request &, httplib::Response &r) { ++hits; });
  std::thread t([&] { s.listen("127.0.0.1", 8080); });
  s.stop();
  t.join();
}
void clientRecv(httplib::Client &c) {
  std::string got;
  int status = 0;
  c.Get("/", [&](const char *d, size_t n) {
    got.append(d, n);
    return true;
  });
  c.Get("/", httplib::Headers{}, [&](const char *d, size_t n) {
    got.append(d, n);
    return true;
  });
  c.Get(
      "/",
      [&](const httplib::Response &r) {
        status = r.status;
        return true;
      },
      [&](const char *d, size_t n) {
        got.append(d, n);
        return true;
      },
      [&](uint64_t a, uint64_t b) { return status == 0; });
  c.Post(
      "/", 10,
      [&](size_t o, size_t l, httplib::DataSink &s) {
        s.write(got.data(), l);
        return true;
      },
      "text/plain");
  c.Put(
      "/",
      [&](size_t o, httplib::DataSink &s) {
        s.write(got.data(), 1);
        return true;
      },
      "text/plain");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'got' by reference
  c.set_logger([&](const httplib::Request &, const httplib::Response &) { got += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'got' by reference
  c.set_socket_options([&](socket_t) { got += "x"; });
}
void clientLocal() {
  std::string got;
  httplib::Client c("localhost");
  int late = 0;
  c.set_logger([&](const httplib::Request &, const httplib::Response &) {
    got += "x";
    ++late;
  });
  c.Get("/");
}
void respond(httplib::Response &res) {
  std::string body = "hello";
  auto p = std::make_shared<std::string>("x");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'body' by reference
  res.set_content_provider(5, "t", [&](size_t o, size_t l, httplib::DataSink &s) {
    return s.write(body.data() + o, l);
  });
  res.set_content_provider(
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'body' by reference
      "t", [&](size_t o, httplib::DataSink &s) { return s.write(body.data() + o, 1); },
      [p](bool) {});
  res.set_content_provider(
      "t", [p](size_t o, httplib::DataSink &s) { return s.write(p->data() + o, 1); },
      // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'body' by reference
      [&](bool) { body.clear(); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'body' by reference
  res.set_chunked_content_provider("t", [&body](size_t o, httplib::DataSink &s) {
    s.done();
    return s.write(body.data() + o, 1);
  });
  res.set_chunked_content_provider("t", [body](size_t o, httplib::DataSink &s) {
    s.done();
    return s.write(body.data() + o, 1);
  });
}
struct Pool {
  std::vector<std::function<void()>> q;
  void post(std::function<void()> f);
};
void lent(httplib::Server &s, Pool &pool) {
  s.Get("/x", [&pool](const httplib::Request &req, httplib::Response &res) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'res' by reference
    pool.post([&res] { res.status = 200; });
  });
  s.Get("/y", [](const httplib::Request &req, httplib::Response &res) {
    res.set_chunked_content_provider(
        // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'req' by reference
        "t", [&](size_t o, httplib::DataSink &s) { return s.write(req.path.data() + o, 1); });
  });
}
struct Api {
  httplib::Server s;
  int n = 0;
  std::thread t;
  Api() {
    s.Get("/", [this](const httplib::Request &, httplib::Response &r) { ++n; });
    t = std::thread([this] { s.listen("h", 1); });
  }
  ~Api() {
    s.stop();
    t.join();
  }
};
struct Route {
  int n = 0;
  void add(httplib::Server &s) {
    s.Get("/", [this](const httplib::Request &, httplib::Response &r) { ++n; });
  }
};
void routeLocal() {
  Route r;
  httplib::Server s;
  r.add(s);
  s.listen("h", 1);
}
