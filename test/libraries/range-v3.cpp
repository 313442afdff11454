//===-- range-v3.cpp - range-v3, as it runs -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: range-v3
// packages: librange-v3-dev
// flags: -std=c++20
#include "Shapes.h"
#include <range/v3/action/remove_if.hpp>
#include <range/v3/action/transform.hpp>
#include <range/v3/view/filter.hpp>
#include <range/v3/view/transform.hpp>
#include <vector>

int main() {
  std::vector<int> V{1, 2, 3};
  auto All = [](Closure C) { return [C](int) { return C(), true; }; };
  makes("ranges::views::filter_fn::operator()",
        [&](Closure C) { return ranges::views::filter(V, All(C)); });
  makes("ranges::views::transform_fn::operator()",
        [&](Closure C) { return ranges::views::transform(All(C)); });
  makes("ranges::actions::remove_if_fn::operator()",
        [&](Closure C) { return ranges::actions::remove_if(All(C)); });
  makes("ranges::views::view_closure_base_ns::operator|",
        [&](Closure C) { return V | ranges::views::filter(All(C)); });
  onlyCalls("ranges::actions::action_closure_base_ns::operator|=",
            [&](Closure C) { V |= ranges::actions::remove_if(All(std::move(C))); });
}
