// REQUIRES: header-cli11
// packages: libcli11-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// CLI11.
#include <CLI/CLI.hpp>
int work(int);
void param(CLI::App &app) {
  std::string s;
  int n = 0;
  bool b = false;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.callback([&s] { work(s.size()); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app.final_callback([&] { work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app.parse_complete_callback([&] { work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app.preparse_callback([&](std::size_t) { work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option_function<int>("--x", [&s](const int &i) { s += "x"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option_function<int>("--xx", [&s](const int &i) { s += "x"; })->required();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_flag_callback("--y", [&s] { s += "y"; }, "desc");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_flag("--yy", [&s](int64_t) { s += "y"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_flag_function("--yyy", [&s](int64_t) { s += "y"; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option("--z", s)->check([&s](const std::string &t) { return s + t; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option("--z1", s)->required()->check([&s](const std::string &t) { return s + t; }, "d");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option("--z2", s)->transform([&s](const std::string &t) { return s + t; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option("--z3", s)->each([&s](const std::string &t) { s += t; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.add_option("--z4", s)->default_function([&] { return s; });
  auto *opt = app.add_option("--z5", s);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  opt->each([&s](const std::string &t) { s += t; });
  auto *sub = app.add_subcommand("x");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  sub->callback([&] { work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  sub->add_option("--z6", s)->check(CLI::Validator([&](std::string &t) { return s; }, "v"));
  app.add_option("--z7", s)->check(CLI::ExistingFile);
  auto *g = app.add_option_group("g");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  g->add_flag("--b", b)->each([&](const std::string &) { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.failure_message([&](const CLI::App *, const CLI::Error &) { return s; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 's' by reference
  app.footer([&] { return s; });
  work(app.get_subcommands([&](CLI::App *a) { return n; }).size());
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app.add_subcommand("y")->callback([&] { work(n); });
}
struct Cmd {
  int n = 0;
  CLI::Option *o = nullptr;
  void add(CLI::App &app) {
    auto *s = app.add_subcommand("c");
    s->add_option("-n", n);
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this'
    s->callback([this] { work(n); });
  }
};
void cmdLocal(CLI::App &app) {
  Cmd c;
  c.add(app);
}
int cmdMain(int argc, char **argv) {
  CLI::App app;
  Cmd c;
  c.add(app);
  Cmd d;
  d.add(app);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
int local(int argc, char **argv) {
  CLI::App app;
  std::string s;
  int n = 0;
  app.callback([&s] { work(s.size()); });
  app.add_option("--z", s)->check([&s](const std::string &t) { return s + t; });
  auto *opt = app.add_option("--z5", s);
  opt->each([&s](const std::string &t) { s += t; });
  auto *sub = app.add_subcommand("x");
  sub->callback([&] { work(n); });
  sub->add_option("--z6", s)->check(CLI::Validator([&](std::string &t) { return s; }, "v"));
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    app.add_subcommand(std::to_string(i))->callback([&] { work(i); });
  {
    int inner = 0;
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'inner' by reference
    app.add_flag_callback("--i", [&] { work(inner); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &e) {
    return app.exit(e);
  }
  return n;
}
std::unique_ptr<CLI::App> make() {
  int n = 0;
  auto app = std::make_unique<CLI::App>("x");
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app->callback([&] { work(n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  app->add_flag_callback("--y", [&] { work(n); });
  auto shared = std::make_shared<int>(0);
  app->add_flag_callback("--z", [shared] { work(*shared); });
  return app;
}
CLI::Validator validator(int n) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  return CLI::Validator([&](std::string &s) { return std::to_string(n); }, "x");
}
