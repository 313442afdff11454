// REQUIRES: header-eigen
// packages: libeigen3-dev
// RUN: %closure-tidy %s -- -std=c++17 -I/usr/include/eigen3 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Eigen.
#include <Eigen/Dense>
#include <functional>
#include <string>
#include <vector>
int work(int);
auto eigenReturned(const Eigen::MatrixXd &m) {
  double k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return m.unaryExpr([&k](double x) { return k * x; });
}
auto eigenReturnedSum(const Eigen::MatrixXd &m, const Eigen::MatrixXd &o) {
  double k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return m.unaryExpr([&k](double x) { return k * x; }) + o;
}
auto eigenReturnedBin(const Eigen::MatrixXd &m, const Eigen::MatrixXd &o) {
  double k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return m.binaryExpr(o, [&k](double x, double y) { return k * x; }).transpose();
}
auto eigenReturnedArr(const Eigen::ArrayXd &m) {
  double k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  auto e = m.unaryExpr([&k](double x) { return k * x; });
  return e;
}
auto eigenCopied(const Eigen::MatrixXd &m) {
  double k = 2;
  return m.unaryExpr([k](double x) { return k * x; });
}
Eigen::MatrixXd eigenEval(const Eigen::MatrixXd &m) {
  double k = 2;
  return m.unaryExpr([&k](double x) { return k * x; });
}
auto eigenEvalAuto(const Eigen::MatrixXd &m) {
  double k = 2;
  return m.unaryExpr([&k](double x) { return k * x; }).eval();
}
Eigen::MatrixXd eigenNullary(int n) {
  double k = 2;
  return Eigen::MatrixXd::NullaryExpr(n, n, [&k](Eigen::Index, Eigen::Index) { return k; });
}
auto eigenNullaryAuto(int n) {
  double k = 2;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'k' by reference
  return Eigen::MatrixXd::NullaryExpr(n, n, [&k](Eigen::Index, Eigen::Index) { return k; });
}
double eigenSum(const Eigen::MatrixXd &m) {
  double k = 2;
  auto e = m.unaryExpr([&k](double x) { return k * x; });
  return e.sum();
}
auto eigenSumAuto(const Eigen::MatrixXd &m) {
  double k = 2;
  return m.unaryExpr([&k](double x) { return k * x; }).sum();
}
auto eigenMat(const Eigen::MatrixXd &m) {
  double k = 2;
  Eigen::MatrixXd r = m.unaryExpr([&k](double x) { return k * x; });
  return r;
}
void eigenAssign(Eigen::MatrixXd &m) {
  double k = 2;
  m = m.unaryExpr([&k](double x) { return k * x; });
  m += m.unaryExpr([&k](double x) { return k * x; });
  m.col(0) = m.col(1).unaryExpr([&k](double x) { return k * x; });
  m.block(0, 0, 1, 1).noalias() = m.unaryExpr([&k](double x) { return k * x; });
}
struct HasM {
  Eigen::MatrixXd m;
  double k = 1;
  void f() {
    double z = 2;
    m = m.unaryExpr([&](double x) { return z * x * k; });
  }
  auto lazy() const {
    return m.unaryExpr([this](double x) { return k * x; });
  }
};
