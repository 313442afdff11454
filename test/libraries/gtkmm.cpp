//===-- gtkmm.cpp - gtkmm, as far as it runs without a display ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: sigc
// packages: libgtkmm-3.0-dev
// flags: -std=c++20 -pthread -Wno-deprecated-declarations
// pkg-config: gtkmm-3.0
#include "Row.h"
#include <gtkmm/liststore.h>
#include <gtkmm/main.h>
#include <gtkmm/treemodelfilter.h>

namespace sigc {
SIGC_FUNCTORS_DEDUCE_RESULT_TYPE_WITH_DECLTYPE
}

int main() {
  Gtk::Main::init_gtkmm_internals();
  struct Columns : Gtk::TreeModel::ColumnRecord {
    Gtk::TreeModelColumn<int> Number;
    Columns() { add(Number); }
  } All;
  auto Store = Gtk::ListStore::create(All);
  Store->append();
  Row R("Gtk::TreeModelFilter::set_visible_func");
  auto Filter = Gtk::TreeModelFilter::create(Store);
  auto Set = [&] { Filter->set_visible_func([C = R.closure()](const Gtk::TreeModel::const_iterator &) { return C(), true; }); };
  R.call(Set);
  R.run("", [&] { Filter->children().size(); });
  R.dies("this", [&] { Filter.reset(); });
}
