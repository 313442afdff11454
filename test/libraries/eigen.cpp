//===-- eigen.cpp - Eigen, as it runs -------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: eigen
// packages: libeigen3-dev
// flags: -std=c++17 -I/usr/include/eigen3
#include "Shapes.h"
#include <Eigen/Core>

using Eigen::ArrayXd;

int main() {
  ArrayXd A = ArrayXd::Ones(3);
  makes("Eigen::DenseBase::NullaryExpr",
        [](Closure C) { return ArrayXd::NullaryExpr(3, [C](Eigen::Index) { return C(), 1.0; }); });
  makes("Eigen::ArrayBase::unaryExpr",
        [&](Closure C) { return A.unaryExpr([C](double X) { return C(), X; }); });
  makes("Eigen::ArrayBase::binaryExpr",
        [&](Closure C) { return A.binaryExpr(A, [C](double X, double) { return C(), X; }); });
  onlyCalls("Eigen::DenseBase::redux",
            [&](Closure C) { A.redux([C](double X, double Y) { return C(), X + Y; }); });
  onlyCalls("Eigen::DenseBase::visit", [&](Closure C) {
    struct {
      void init(double, Eigen::Index, Eigen::Index) { Of(); }
      void operator()(double, Eigen::Index, Eigen::Index) { Of(); }
      Closure Of;
    } Visitor{C};
    A.visit(Visitor);
  });
}
