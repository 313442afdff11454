//===-- cli11.cpp - CLI11, as it runs -------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: cli11
// packages: libcli11-dev
// flags: -std=c++17
#include "Shapes.h"
#include <CLI/CLI.hpp>

using CLI::App;

static void applications() {
  belongs<App>("CLI::App::callback", [](App &A, Closure C) { return A.callback(C); });
  belongs<App>("CLI::App::final_callback", [](App &A, Closure C) { return A.final_callback(C); });
  belongs<App>("CLI::App::parse_complete_callback",
               [](App &A, Closure C) { return A.parse_complete_callback(C); });
  belongs<App>("CLI::App::preparse_callback",
               [](App &A, Closure C) { return A.preparse_callback([C](size_t) { C(); }); });
  belongs<App>("CLI::App::footer",
               [](App &A, Closure C) { return A.footer([C] { return C(), std::string(); }); });
  belongs<App>("CLI::App::formatter_fn", [](App &A, Closure C) {
    return A.formatter_fn([C](const App *, std::string, CLI::AppFormatMode) { return C(), ""; });
  });
  holds<App>("CLI::App::failure_message", [](App &A, Closure C) {
    A.failure_message([C](const App *, const CLI::Error &) { return C(), ""; });
  });
  {
    Row R("CLI::App::parse");
    App A;
    A.callback(R.closure());
    R.calls([&] { A.parse(std::string()); });
  }
  onlyCalls("CLI::App::get_subcommands", [](Closure C) {
    App A;
    A.add_subcommand("a");
    A.get_subcommands([C](const App *) { return C(), true; });
  });
  onlyCalls("CLI::App::get_options", [](Closure C) {
    App A;
    A.get_options([C](const CLI::Option *) { return C(), true; });
  });
}

static void options() {
  belongs<App>("CLI::App::add_flag",
               [](App &A, Closure C) { return A.add_flag("--a", [C](int64_t) { C(); }); });
  belongs<App>("CLI::App::add_flag_callback",
               [](App &A, Closure C) { return A.add_flag_callback("--a", C); });
  belongs<App>("CLI::App::add_flag_function",
               [](App &A, Closure C) { return A.add_flag_function("--a", [C](int64_t) { C(); }); });
  belongs<App>("CLI::App::add_option_function", [](App &A, Closure C) {
    return A.add_option_function<int>("--a", [C](int) { C(); });
  });
  using CLI::Option;
  static std::string Text;
  leads<App>("CLI::App::add_option", [](App &A, Closure C) {
    A.add_option("--a", Text)->each([C](const std::string &) { C(); });
  });
  leads<App>("CLI::App::add_option_group",
             [](App &A, Closure C) { A.add_option_group("a")->callback(C); });
  leads<App>("CLI::App::add_subcommand",
             [](App &A, Closure C) { A.add_subcommand("a")->callback(C); });
  leads<App>("CLI::App::get_subcommand", [](App &A, Closure C) {
    A.add_subcommand("a");
    A.get_subcommand("a")->callback(C);
  });
  leads<App>("CLI::App::get_option", [](App &A, Closure C) {
    A.add_flag("--a");
    A.get_option("--a")->each([C](const std::string &) { C(); });
  });
  // The application is what dies; the option is a part of it.
  auto Option = [](const char *Name, auto Give) {
    belongs<App>(Name, [&](App &A, Closure C) { return Give(A.add_option("--a", Text), C); });
  };
  Option("CLI::Option::check", [](auto *O, Closure C) {
    return O->check([C](const std::string &) { return C(), std::string(); });
  });
  Option("CLI::Option::transform", [](auto *O, Closure C) {
    return O->transform([C](const std::string &) { return C(), std::string(); });
  });
  Option("CLI::Option::each",
         [](auto *O, Closure C) { return O->each([C](const std::string &) { C(); }); });
  Option("CLI::Option::default_function", [](auto *O, Closure C) {
    return O->default_function([C] { return C(), std::string(); });
  });
  Option("CLI::Option::type_name_fn",
         [](auto *O, Closure C) { return O->type_name_fn([C] { return C(), std::string(); }); });
  auto Leads = [](const char *Name, auto Step) {
    leads<App>(Name, [&](App &A, Closure C) {
      Step(A, A.add_option("--a", Text))->each([C](const std::string &) { C(); });
    });
  };
  Leads("CLI::OptionBase::required", [](App &, auto *O) { return O->required(); });
  Leads("CLI::Option::expected", [](App &, auto *O) { return O->expected(1); });
  Leads("CLI::Option::envname", [](App &, auto *O) { return O->envname("A"); });
  Leads("CLI::Option::needs", [](App &A, auto *O) { return O->needs(A.add_flag("--b")); });
  Leads("CLI::Option::type_name", [](App &, auto *O) { return O->type_name("A"); });
  makes("CLI::Validator::Validator", [](Closure C) {
    return CLI::Validator([C](std::string &) { return C(), std::string(); }, "a");
  });
}

int main() {
  applications();
  options();
}
